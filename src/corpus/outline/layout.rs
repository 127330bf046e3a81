//! Which pieces of a document are titles of articles, and which are headings over several.
//!
//! A newsletter and a memo have the same marks. So each set of pieces that could be the titles
//! (the headings of a level, lines in bold letters, items that are links) is weighed by what
//! newsletters do: items name their sources, stand in sections, have whole sentences as titles.

use super::piece::{Link, Outline, Piece, PieceKind, Told};
use super::signs::{self, number_bytes};
use super::sources;
use super::wording::says_the_same;
use crate::corpus::date_text::find_dates;
use crate::corpus::issue_name;

/// What a piece is to the articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// An article begins, and this is its title.
    Title,
    /// An article begins with a piece that is its text too.
    TitleAndText,
    /// An article begins here; its title is yet to come.
    Start,
    /// A heading over articles.
    Section,
    /// The title of the whole, over sections.
    WholeTitle,
    /// The names of a table's columns.
    TableHead,
    /// It says that there is nothing to tell.
    Nothing,
    Text,
}

/// The role of each piece, and whether the whole is one article.
#[derive(Debug)]
pub(super) struct Layout {
    pub roles: Vec<Role>,
    pub is_single: bool,
}

/// So much must speak for a newsletter.
const LEAST_SCORE: i32 = 4;
/// A title of so many characters says something; a shorter one names a part.
const LONG_TITLE_CHARS: usize = 14;
const SHORT_TITLE_CHARS: usize = 10;
/// What is shorter is a section's name.
const LEAST_TITLE_CHARS: usize = 6;
/// A line in bold letters is a title up to this length.
const MOST_TITLE_CHARS: usize = 160;

/// Words in names and titles of what appears again and again.
const PERIODICALS: [&str; 20] = [
    "daily",
    "weekly",
    "newsletter",
    "digest",
    "brief",
    "clipping",
    "roundup",
    "브리프",
    "브리핑",
    "뉴스레터",
    "동향",
    "주간",
    "일간",
    "데일리",
    "위클리",
    "클리핑",
    "스크랩",
    "다이제스트",
    "모음",
    "소식지",
];

impl Layout {
    pub fn of(name: &str, outline: &Outline) -> Self {
        let pieces = &outline.pieces;
        let starts = pieces
            .iter()
            .filter(|piece| piece.kind == PieceKind::ArticleStart);
        if starts.count() > 1 {
            return by_starts(pieces);
        }
        let mut roles = vec![Role::Text; pieces.len()];
        for (role, piece) in roles.iter_mut().zip(pieces) {
            if signs::is_nothing(&piece.text) && !matches!(piece.kind, PieceKind::Heading(_)) {
                *role = Role::Nothing;
            }
        }
        let whole_title = whole_title(pieces, outline.about.title.as_ref());
        let base_score = base_score(name, outline, &roles, whole_title);
        let may_be_several = !outline.is_one_article && !(outline.is_page && base_score == 0);
        if may_be_several {
            let view = View {
                pieces,
                roles: &roles,
                whole_title,
                base_score,
            };
            if let Some(titles) = view.titles() {
                let is_title = |at: usize| titles.binary_search(&at).is_ok();
                return newsletter(pieces, roles, whole_title, is_title);
            }
        }
        if let Some(role) = whole_title.and_then(|at| roles.get_mut(at)) {
            *role = Role::Title;
        }
        Layout {
            roles,
            is_single: true,
        }
    }
}

fn by_starts(pieces: &[Piece]) -> Layout {
    let role = |piece: &Piece| match piece.kind {
        PieceKind::ArticleStart => Role::Start,
        _ => Role::Text,
    };
    Layout {
        roles: pieces.iter().map(role).collect(),
        is_single: false,
    }
}

fn level(piece: &Piece) -> Option<u8> {
    match piece.kind {
        PieceKind::Heading(level) => Some(level),
        _ => None,
    }
}

/// The only heading of the highest level, where it is the first.
fn whole_title(pieces: &[Piece], told: Option<&Told>) -> Option<usize> {
    let highest = pieces.iter().filter_map(level).min()?;
    let mut of_level = (0..)
        .zip(pieces)
        .filter(|(_, piece)| level(piece) == Some(highest));
    let (at, _) = of_level.next()?;
    let is_first = pieces.iter().position(|piece| level(piece).is_some()) == Some(at);
    let is_only = of_level.next().is_none();
    // Where the title is told, a lower heading that says something else is one of a part.
    let text = pieces.get(at).map(|piece| piece.text.as_str())?;
    let is_its = match (highest, told) {
        (..=1, _) => true,
        (_, Some(told)) => says_the_same(&told.text, text),
        // A section may be the only one.
        (_, None) => {
            at == 0 && number_bytes(text) == 0 && text.chars().count() >= LEAST_TITLE_CHARS
        }
    };
    (is_first && is_only && is_its).then_some(at)
}

/// What speaks for a newsletter in the document as a whole.
fn base_score(name: &str, outline: &Outline, roles: &[Role], whole_title: Option<usize>) -> i32 {
    let heading = whole_title.and_then(|at| outline.pieces.get(at));
    let told = outline
        .about
        .title
        .as_ref()
        .map(|title| title.text.as_str());
    let names = [Some(name), told, heading.map(|piece| piece.text.as_str())];
    let is_dated = issue_name::day_in(name).is_some()
        || names
            .into_iter()
            .skip(1)
            .flatten()
            .any(|text| find_dates(text).iter().any(|date| date.has_day));
    let is_periodical = names.into_iter().flatten().any(|text| {
        let text = text.to_lowercase();
        PERIODICALS.iter().any(|word| text.contains(word))
    });
    let is_untitled = told.is_none() && heading.is_none();
    2 * i32::from(is_periodical)
        + 3 * i32::from(is_untitled)
        + i32::from(is_dated)
        + i32::from(roles.contains(&Role::Nothing))
}

struct View<'a> {
    pieces: &'a [Piece],
    roles: &'a [Role],
    whole_title: Option<usize>,
    base_score: i32,
}

impl View<'_> {
    /// The pieces that are titles, if it is a newsletter.
    fn titles(&self) -> Option<Vec<usize>> {
        let mut sets = vec![self.strong_lines(), self.linked_items()];
        let mut levels: Vec<u8> = self.pieces.iter().filter_map(level).collect();
        levels.sort_unstable();
        levels.dedup();
        for wanted in levels.into_iter().rev() {
            sets.push(self.all(|piece| level(piece) == Some(wanted)));
        }
        let mut best: Option<(i32, Vec<usize>)> = None;
        for set in sets {
            let set: Vec<usize> = set
                .into_iter()
                .filter(|&at| Some(at) != self.whole_title)
                .collect();
            let score = self.score(&set);
            if score >= LEAST_SCORE && best.as_ref().is_none_or(|(best, _)| score > *best) {
                best = Some((score, set));
            }
        }
        best.map(|(_, set)| set)
    }

    fn all(&self, is_such: impl Fn(&Piece) -> bool) -> Vec<usize> {
        let pieces = self.pieces.iter().enumerate();
        pieces
            .filter(|(_, piece)| is_such(piece))
            .map(|(at, _)| at)
            .collect()
    }

    fn strong_lines(&self) -> Vec<usize> {
        let lines = self.all(|piece| {
            let kind = matches!(piece.kind, PieceKind::Paragraph | PieceKind::Item(0));
            let bare = piece
                .text
                .get(number_bytes(&piece.text)..)
                .unwrap_or_default();
            kind && piece.is_strong
                && signs::sign_of(&piece.text).is_none()
                && (6..=MOST_TITLE_CHARS).contains(&bare.chars().count())
                && !bare.ends_with([':', '：'])
                && sources::label_bytes(bare) == 0
        });
        // What nothing follows is no title.
        let has_text = |at: &usize| {
            let next = self.pieces.get(at + 1);
            next.is_some_and(|next| level(next).is_none() && !next.is_strong)
        };
        lines.into_iter().filter(has_text).collect()
    }

    /// Items of lists and rows of tables that are little but a link, where they are most of
    /// the text.
    fn linked_items(&self) -> Vec<usize> {
        let mut is_reference = false;
        let mut items = Vec::new();
        let mut others = 0;
        for (at, piece) in self.pieces.iter().enumerate() {
            match piece.kind {
                PieceKind::Heading(_) => is_reference = sources::is_reference_heading(&piece.text),
                PieceKind::Item(0) | PieceKind::Row if !is_reference => {
                    if title_link(piece).is_some() {
                        items.push(at);
                    } else if piece.kind != PieceKind::Row {
                        others += 1;
                    }
                }
                PieceKind::Paragraph if self.roles.get(at) == Some(&Role::Text) => others += 1,
                _ => {}
            }
        }
        if items.len() < 2 || others > items.len() {
            return Vec::new();
        }
        items
    }

    /// How much speaks for these pieces as titles of articles.
    fn score(&self, set: &[usize]) -> i32 {
        let is_member = |at: usize| set.binary_search(&at).is_ok();
        let (mut filled, mut cited, mut numbered) = (0usize, 0usize, 0usize);
        let mut lengths = Vec::new();
        for &at in set {
            let Some(title) = self.pieces.get(at) else {
                continue;
            };
            let content = (at + 1..self.pieces.len())
                .take_while(|&next| !is_member(next))
                .map_while(|next| self.pieces.get(next).map(|piece| (next, piece)))
                .take_while(|(_, piece)| level(piece).is_none());
            let content: Vec<&Piece> = content
                .filter(|(next, _)| self.roles.get(*next) == Some(&Role::Text))
                .map(|(_, piece)| piece)
                .collect();
            let is_item = matches!(title.kind, PieceKind::Item(_) | PieceKind::Row);
            if content.is_empty() && !(is_item && title_link(title).is_some()) {
                continue;
            }
            filled += 1;
            let has_source = |piece: &&Piece| sources::names_a_source(piece);
            cited += usize::from(has_source(&title) || content.iter().any(has_source));
            let number = number_bytes(&title.text);
            numbered += usize::from(number > 0);
            lengths.push(title.text.get(number..).unwrap_or_default().chars().count());
        }
        if filled == 0 || filled * 3 < set.len() {
            return 0;
        }
        lengths.sort_unstable();
        let middle = lengths.get(lengths.len() / 2).copied().unwrap_or(0);
        let length = match middle {
            middle if middle >= LONG_TITLE_CHARS => 1,
            middle if middle < SHORT_TITLE_CHARS => -2,
            _ => 0,
        };
        let sources = match cited {
            0 => 0,
            cited if cited * 2 >= filled => 2,
            _ => 1,
        };
        let is_numbered = numbered * 2 > filled && length >= 0;
        let few = if filled == 1 { -2 } else { 0 };
        self.base_score
            + sources
            + length
            + few
            + i32::from(is_numbered)
            + 2 * i32::from(self.stands_in_sections(set))
    }

    /// Whether a heading that has no text of its own stands before a member.
    fn stands_in_sections(&self, set: &[usize]) -> bool {
        set.iter().any(|&at| {
            let before = at.checked_sub(1);
            before.is_some_and(|before| {
                Some(before) != self.whole_title
                    && set.binary_search(&before).is_err()
                    && self
                        .pieces
                        .get(before)
                        .is_some_and(|piece| level(piece).is_some())
            })
        })
    }
}

/// The link that is nearly all of a piece.
pub(super) fn title_link(piece: &Piece) -> Option<&Link> {
    let link = piece
        .links
        .iter()
        .max_by_key(|link| link.end - link.start)?;
    let said = piece.link_text(link);
    // What follows such a link tells of it.
    let is_first = piece.kind != PieceKind::Paragraph && link.start <= 2;
    let is_most = is_first || (link.end - link.start) * 2 >= piece.text.len();
    (is_most && said.chars().count() >= 8 && !sources::says_no_title(said)).then_some(link)
}

fn newsletter(
    pieces: &[Piece],
    mut roles: Vec<Role>,
    whole_title: Option<usize>,
    is_title: impl Fn(usize) -> bool,
) -> Layout {
    let mut title_level = None;
    // Whether items that are links may be articles: not over sources, nor in one.
    let mut takes_items = whole_title.is_none();
    for (at, piece) in pieces.iter().enumerate() {
        let next_is_title = is_title(at + 1);
        let Some(role) = roles.get_mut(at) else { break };
        let level = level(piece);
        if Some(at) == whole_title {
            *role = Role::WholeTitle;
        } else if is_title(at) {
            *role = match piece.kind {
                PieceKind::Item(_) | PieceKind::Row if title_link(piece).is_some() => {
                    Role::TitleAndText
                }
                _ => Role::Title,
            };
            title_level = level;
        } else if level.is_some_and(|level| title_level.is_none_or(|title| level <= title)) {
            *role = Role::Section;
        } else if piece.kind == PieceKind::Row && piece.links.is_empty() {
            let next = pieces
                .get(at + 1)
                .filter(|next| next.kind == PieceKind::Row);
            let leads = next.is_some_and(|next| title_link(next).is_some());
            if leads && (next_is_title || takes_items) {
                *role = Role::TableHead;
            }
        } else if takes_items
            && matches!(piece.kind, PieceKind::Item(0) | PieceKind::Row)
            && title_link(piece).is_some()
        {
            *role = Role::TitleAndText;
        }
        match role {
            Role::Title | Role::WholeTitle => takes_items = false,
            Role::Section => takes_items = !sources::is_reference_heading(&piece.text),
            _ => {}
        }
    }
    Layout {
        roles,
        is_single: false,
    }
}
