//! What the view holds, and what each action makes of it.
//!
//! Defines panes, the selected hit, choices and what is told below. Finding is `finder`'s,
//! drawing `view`'s; what reaches outside the view is asked of the caller.

use super::article::Article;
use super::chooser::{Chooser, Purpose, moved};
use super::finder::{Choices, ChosenBy, Entry, Found, HITS_AT_ONCE};
use super::input::InputLine;
use super::keys::{Action, Edit, Move};
use crate::document::Document;
use crate::language::{Message, messages};

/// Everything that is shown.
#[derive(Default)]
pub(super) struct State {
    pub input: InputLine,
    pub choices: Choices,
    pub found: Found,
    /// How many hits are looked for.
    pub limit: usize,
    /// The place of the selected hit.
    pub selected: usize,
    /// The place of the first hit that is shown.
    pub top: usize,
    pub focus: Pane,
    pub over: Option<Over>,
    /// What is told once, in the place of the keys.
    pub notice: Option<Message>,
    /// The article as it is drawn; made anew where it is another or of another width.
    pub article: Option<Article>,
    /// The document that was selected when it was last asked for, whole.
    pub whole: Option<Document>,
    /// The first line of the article that is shown.
    pub scroll: usize,
    pub rows: Rows,
    /// Whether something else is to be found than was found.
    pub is_stale: bool,
    /// Whether only more of the same is to be found.
    is_longer: bool,
    /// Whether another Esc quits.
    escaped: bool,
}

/// Which pane the arrow keys go to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Pane {
    #[default]
    Hits,
    Article,
}

/// What is shown in the place of the hits, or of everything.
pub(super) enum Over {
    Chooser(Chooser),
    /// The keys, from a line on.
    Help(usize),
}

/// How much was drawn, which tells how far a page goes.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Rows {
    /// The hits that are shown whole.
    pub hits: usize,
    /// The lines of the body: of an article, a chooser or the help.
    pub body: usize,
    /// The lines that the help has.
    pub help: usize,
}

/// What an action asks of the caller.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Effect {
    Nothing,
    Quit,
    Suspend,
    Redraw,
    /// Open a list of what there is of these.
    Choose(ChosenBy),
    /// Put the citations of the selected hit into the clipboard.
    Copy,
    /// Open this address.
    Open(String),
}

impl State {
    /// A view for `query`, which has not been searched for yet.
    pub(super) fn new(query: &str) -> Self {
        State {
            input: InputLine::new(query),
            limit: HITS_AT_ONCE,
            is_stale: true,
            ..State::default()
        }
    }

    /// Takes what was found.
    pub(super) fn show(&mut self, found: Found) {
        self.found = found;
        self.is_stale = false;
        if !std::mem::take(&mut self.is_longer) {
            self.selected = 0;
            self.top = 0;
            self.turn();
        }
        if self.found.entries.is_empty() {
            self.focus = Pane::Hits;
        }
    }

    /// Opens a list to choose from, of values with how many documents each has.
    pub(super) fn open_chooser(&mut self, by: ChosenBy, counts: Vec<(String, u64)>) {
        let chooser = Chooser::of_choices(by, counts, &self.choices);
        self.over = Some(Over::Chooser(chooser));
    }

    /// The selected hit.
    pub(super) fn entry(&self) -> Option<&Entry> {
        self.found.entries.get(self.selected)
    }

    /// The selected hit where its document was not read yet.
    pub(super) fn unread(&self) -> Option<&Entry> {
        let entry = self.entry()?;
        let read = self.whole.as_ref().map(Document::id);
        (read != Some(entry.document.id())).then_some(entry)
    }

    /// Does what was asked for.
    pub(super) fn apply(&mut self, action: Action) -> Effect {
        self.notice = None;
        let escaped = std::mem::take(&mut self.escaped);
        match action {
            Action::Quit => return Effect::Quit,
            Action::Suspend => return Effect::Suspend,
            Action::Redraw => return Effect::Redraw,
            Action::Escape if escaped => return Effect::Quit,
            Action::Copy => return self.copy(),
            Action::Open => return self.open(),
            Action::Help => {
                let is_help = matches!(self.over, Some(Over::Help(_)));
                self.over = (!is_help).then_some(Over::Help(0));
            }
            Action::Issues => return self.choose(ChosenBy::Issue),
            Action::Publishers => return self.choose(ChosenBy::Publisher),
            action => {
                return match &mut self.over {
                    Some(Over::Chooser(_)) => self.apply_to_chooser(action),
                    Some(Over::Help(line)) => {
                        match action {
                            Action::Move(to) => {
                                let most = self.rows.help.saturating_sub(self.rows.body);
                                *line = moved(*line, to, self.rows.body, most + 1);
                            }
                            _ => self.over = None,
                        }
                        Effect::Nothing
                    }
                    None => {
                        self.apply_to_panes(action);
                        Effect::Nothing
                    }
                };
            }
        }
        Effect::Nothing
    }

    fn apply_to_panes(&mut self, action: Action) {
        match (action, self.focus) {
            (Action::Insert(text), _) => {
                self.input.insert(&text);
                self.typed(true);
            }
            (Action::Edit(Edit::Left), Pane::Article) => self.select(Move::Up),
            (Action::Edit(Edit::Right), Pane::Article) => self.select(Move::Down),
            (Action::Edit(change), _) => {
                let is_changed = self.input.edit(change);
                self.typed(is_changed);
            }
            (Action::Move(to), Pane::Hits) => self.select(to),
            (Action::Move(to), Pane::Article) => {
                let lines = self
                    .article
                    .as_ref()
                    .map_or(0, |article| article.lines.len());
                let most = lines.saturating_sub(self.rows.body);
                self.scroll = moved(self.scroll, to, self.rows.body, most + 1);
            }
            (Action::Switch | Action::Enter, Pane::Hits) if self.entry().is_some() => {
                self.focus = Pane::Article;
            }
            (Action::Switch, Pane::Article) => self.focus = Pane::Hits,
            (Action::NextMark, _) => self.next_mark(),
            (Action::Escape, Pane::Article) => self.focus = Pane::Hits,
            (Action::Escape, Pane::Hits) => self.clear(),
            _ => {}
        }
    }

    fn apply_to_chooser(&mut self, action: Action) -> Effect {
        let Some(Over::Chooser(chooser)) = &mut self.over else {
            return Effect::Nothing;
        };
        let page = self.rows.body;
        match action {
            Action::Insert(text) if text == " " && chooser.purpose != Purpose::Address => {
                chooser.toggle();
                self.take_choice();
            }
            Action::Insert(text) => chooser.insert(&text),
            Action::Edit(change) => chooser.edit(change),
            Action::Move(to) => chooser.go(to, page),
            Action::Enter | Action::Switch => {
                chooser.finish();
                if chooser.purpose == Purpose::Address {
                    let address = chooser.chosen().first().cloned();
                    self.over = None;
                    return address.map_or(Effect::Nothing, Effect::Open);
                }
                self.take_choice();
                self.over = None;
            }
            Action::Escape => {
                let before = std::mem::take(&mut chooser.before);
                self.over = None;
                self.choose_again(before);
            }
            _ => {}
        }
        Effect::Nothing
    }

    /// Makes what is chosen in the open list the choice of the view.
    fn take_choice(&mut self) {
        if let Some(Over::Chooser(chooser)) = &self.over
            && let Purpose::Choices(by) = chooser.purpose
        {
            let mut choices = self.choices.clone();
            choices.of_mut(by).clone_from(chooser.chosen());
            self.choose_again(choices);
        }
    }

    fn choose_again(&mut self, choices: Choices) {
        if choices != self.choices {
            self.choices = choices;
            self.find_again();
        }
    }

    /// Asks for a list to choose from; closes it where it is open.
    fn choose(&mut self, by: ChosenBy) -> Effect {
        if let Some(Over::Chooser(chooser)) = &self.over
            && chooser.purpose == Purpose::Choices(by)
        {
            return self.apply_to_chooser(Action::Enter);
        }
        Effect::Choose(by)
    }

    /// Something else is to be found.
    fn find_again(&mut self) {
        self.is_stale = true;
        self.is_longer = false;
        self.limit = HITS_AT_ONCE;
    }

    fn select(&mut self, to: Move) {
        let count = self.found.entries.len();
        let selected = moved(self.selected, to, self.rows.hits, count);
        if selected + 1 == count && self.found.has_more() && !self.is_stale {
            self.limit = count + HITS_AT_ONCE;
            self.is_stale = true;
            self.is_longer = true;
        }
        if selected != self.selected {
            self.selected = selected;
            self.turn();
        }
    }

    /// Another article is shown, from its beginning.
    fn turn(&mut self) {
        self.article = None;
        self.scroll = 0;
    }

    /// After keys for the query, which may have changed it.
    fn typed(&mut self, is_changed: bool) {
        if is_changed {
            self.find_again();
            self.focus = Pane::Hits;
        }
    }

    fn clear(&mut self) {
        if !self.input.text().is_empty() || !self.choices.are_none() {
            self.input = InputLine::default();
            self.choices = Choices::default();
            self.find_again();
        }
        self.escaped = true;
        self.notice = Some(messages::browse::escape_quits());
    }

    /// Scrolls to the next mark below the first line; behind the last, to the first.
    fn next_mark(&mut self) {
        let Some(article) = &self.article else {
            return;
        };
        let most = article.lines.len().saturating_sub(self.rows.body);
        let mut marked = article.marked.iter().map(|line| (*line).min(most));
        let next = marked.clone().find(|line| *line > self.scroll);
        match next.or_else(|| marked.next()) {
            Some(line) => self.scroll = line,
            None => self.notice = Some(messages::browse::no_mark_in_article()),
        }
    }

    fn copy(&mut self) -> Effect {
        if self.entry().is_none() {
            self.notice = Some(messages::browse::no_hit_to_copy());
            return Effect::Nothing;
        }
        Effect::Copy
    }

    fn open(&mut self) -> Effect {
        let Some(entry) = self.entry() else {
            self.notice = Some(messages::browse::no_hit_to_open());
            return Effect::Nothing;
        };
        let mut addresses = addresses(entry.document.without_blocks());
        match addresses.len() {
            0 => {
                let id = entry.document.id();
                self.notice = Some(messages::browse::no_address(&id));
                Effect::Nothing
            }
            1 => Effect::Open(addresses.remove(0)),
            _ => {
                let chooser = Chooser::of_addresses(addresses, &self.choices);
                self.over = Some(Over::Chooser(chooser));
                Effect::Nothing
            }
        }
    }
}

/// The web addresses that a document names, each once.
fn addresses(document: &Document) -> Vec<String> {
    let mut addresses: Vec<String> = match document {
        Document::Article(article) => {
            let urls = article.citations.iter();
            urls.filter_map(|citation| citation.url.clone()).collect()
        }
        Document::Event(event) => event.homepage.clone().into_iter().collect(),
    };
    let mut seen = std::collections::HashSet::new();
    addresses.retain(|address| !address.is_empty() && seen.insert(address.clone()));
    addresses
}
