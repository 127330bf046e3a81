//! The tokens of a page to pieces, each with the region that it stands in.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use super::page::{Page, Placed};
use super::regions::{Region, region_of};
use super::tags::{are_small, is_block, is_bold, value};
use crate::corpus::date_text::marked_date;
use crate::corpus::outline::{Flow, PieceKind};

/// Tags within tags are followed so deep; what is deeper is taken as it comes.
const MOST_OPEN_TAGS: usize = 400;
/// The cells of a table's row have no more than so many characters each; what is longer is
/// laid out by the table, and no row.
const MOST_CELL_CHARS: usize = 400;

/// The pieces of a page.
pub(super) fn page(text: &str) -> Page {
    let walk = Walk::new(1);
    let mut walk = run(walk, text);
    walk.end(PieceKind::Paragraph);
    walk.close_all();
    walk.page
}

/// The pieces of HTML that stands within a text of another format, from `line` on.
pub(in crate::corpus) fn fragment(text: &str, line: u32, flow: &mut Flow) {
    if !are_small(text) {
        return flow.text(text, line, false);
    }
    let mut walk = run(Walk::new(line), text);
    walk.end(PieceKind::Paragraph);
    walk.close_all();
    let pieces = walk.page.pieces.into_iter();
    flow.pieces.extend(pieces.map(|placed| placed.piece));
}

fn run(walk: Walk, text: &str) -> Walk {
    let tokenizer = Tokenizer::new(Sink(RefCell::new(walk)), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(text));
    // The sink asks for nothing that stops the tokenizer.
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.0.into_inner()
}

struct Sink(RefCell<Walk>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<()> {
        self.0.borrow_mut().token(token, line)
    }
}

/// A tag that is open.
struct Open {
    name: String,
    region: Region,
    is_strong: bool,
    /// Where the pieces of a cell or a row began.
    pieces: usize,
    /// The cells of a row that are whole.
    cells: Vec<Vec<Placed>>,
}

struct Walk {
    first_line: u32,
    page: Page,
    flow: Flow,
    open: Vec<Open>,
    articles: u32,
    is_title: bool,
    lists: u8,
}

impl Walk {
    fn new(first_line: u32) -> Self {
        Walk {
            first_line,
            page: Page::default(),
            flow: Flow::default(),
            open: Vec::new(),
            articles: 0,
            is_title: false,
            lists: 0,
        }
    }

    fn token(&mut self, token: Token, line: u64) -> TokenSinkResult<()> {
        let line = self
            .first_line
            .saturating_add(u32::try_from(line.saturating_sub(1)).unwrap_or(u32::MAX));
        match token {
            Token::CharacterTokens(text) => self.text(&text, line),
            Token::TagToken(tag) => return self.tag(&tag, line),
            _ => {}
        }
        TokenSinkResult::Continue
    }

    fn region(&self) -> Region {
        self.open
            .last()
            .map_or_else(Region::default, |open| open.region)
    }

    fn text(&mut self, text: &str, line: u32) {
        if self.is_title {
            self.page.head.push_title(text, line);
            return;
        }
        if self.region().is_hidden {
            return;
        }
        let breaks = u32::try_from(text.matches('\n').count()).unwrap_or(0);
        let mut line = line.saturating_sub(breaks).max(1);
        let is_strong = self.open.last().is_some_and(|open| open.is_strong);
        let is_pre = self
            .open
            .iter()
            .rev()
            .take(4)
            .any(|open| open.name == "pre");
        for part in text.split_inclusive('\n') {
            self.flow.text(part, line, is_strong);
            if part.ends_with('\n') {
                if is_pre {
                    self.flow.line_break(true);
                }
                line = line.saturating_add(1);
            }
        }
    }

    fn tag(&mut self, tag: &Tag, line: u32) -> TokenSinkResult<()> {
        let name = tag.name.to_ascii_lowercase().to_string();
        match tag.kind {
            TagKind::StartTag => {
                self.start(&name, tag, line);
                match name.as_str() {
                    "script" if !tag.self_closing => {
                        return TokenSinkResult::RawData(RawKind::ScriptData);
                    }
                    "style" | "xmp" | "iframe" | "noembed" | "noframes" => {
                        return TokenSinkResult::RawData(RawKind::Rawtext);
                    }
                    "title" | "textarea" if !self.is_within("svg") => {
                        return TokenSinkResult::RawData(RawKind::Rcdata);
                    }
                    _ => {}
                }
            }
            TagKind::EndTag => self.finish(&name),
        }
        TokenSinkResult::Continue
    }

    fn is_within(&self, name: &str) -> bool {
        self.open
            .iter()
            .rev()
            .take(20)
            .any(|open| open.name == name)
    }

    fn start(&mut self, name: &str, tag: &Tag, line: u32) {
        match name {
            "br" => return self.flow.line_break(true),
            "hr" => return self.end(PieceKind::Paragraph),
            "meta" => return self.page.head.meta(tag, line),
            "link" => return self.page.head.link(tag),
            "img" => {
                // What a picture shows is told where it stands alone.
                return;
            }
            "title" if !self.is_within("svg") && !self.is_within("body") => {
                self.is_title = true;
                return;
            }
            "wbr" | "input" | "area" | "base" | "col" | "embed" | "source" | "track" | "param" => {
                return;
            }
            "a" => {
                self.close("a");
                let url = value(tag, "href").unwrap_or_default();
                let url = match url.strip_prefix("//") {
                    Some(rest) => format!("https://{rest}"),
                    None => url.to_owned(),
                };
                self.flow.open_link(&url);
            }
            "time" => {
                let day = value(tag, "datetime").and_then(marked_date);
                if let Some(day) = day {
                    self.flow.set_day(day);
                }
            }
            _ => {}
        }
        if is_block(name) {
            // An item, a cell or a paragraph that was not closed ends where the next begins.
            let kind = self.kind();
            self.end(kind);
            match name {
                "p" => self.close("p"),
                "li" => self.close_within("li", &["ul", "ol"]),
                "td" | "th" => {
                    self.close_within("td", &["tr", "table"]);
                    self.close_within("th", &["tr", "table"]);
                }
                "tr" => self.close_within("tr", &["table"]),
                _ => {}
            }
        }
        if tag.self_closing && !is_block(name) || self.open.len() >= MOST_OPEN_TAGS {
            return;
        }
        if matches!(name, "ul" | "ol") {
            self.lists = self.lists.saturating_add(1);
        }
        let outer = self.open.last();
        let mut region = region_of(outer.map(|open| open.region).unwrap_or_default(), name, tag);
        if name == "article" && region.article == 0 {
            self.articles = self.articles.saturating_add(1);
            region.article = self.articles;
        }
        let is_strong = outer.is_some_and(|open| open.is_strong)
            || matches!(name, "b" | "strong" | "th")
            || value(tag, "style").is_some_and(is_bold);
        self.open.push(Open {
            name: name.to_owned(),
            region,
            is_strong,
            pieces: self.page.pieces.len(),
            cells: Vec::new(),
        });
    }

    fn finish(&mut self, name: &str) {
        match name {
            "title" => self.is_title = false,
            "a" => {
                self.flow.close_link();
            }
            "p" | "br"
                if !self
                    .open
                    .iter()
                    .rev()
                    .take(40)
                    .any(|open| open.name == name) =>
            {
                self.flow.line_break(true);
                return;
            }
            _ => {}
        }
        self.close(name);
    }

    /// Closes the innermost open tag of that name, and all within it.
    fn close(&mut self, name: &str) {
        self.close_within(name, &[]);
    }

    /// Closes the innermost open tag of that name, unless it is outside of these.
    fn close_within(&mut self, name: &str, outer: &[&str]) {
        let mut inner = self.open.iter().rev();
        let found = inner.position(|open| open.name == name || outer.contains(&open.name.as_str()));
        let Some(depth) = found else { return };
        let at = self.open.len() - 1 - depth;
        if self.open.get(at).is_none_or(|open| open.name != name) {
            return;
        }
        while self.open.len() > at {
            self.close_last();
        }
    }

    fn close_all(&mut self) {
        while !self.open.is_empty() {
            self.close_last();
        }
    }

    fn close_last(&mut self) {
        let Some(last) = self.open.last() else { return };
        let name = last.name.clone();
        if is_block(&name) {
            let kind = self.kind();
            self.end(kind);
        }
        let Some(closed) = self.open.pop() else {
            return;
        };
        match name.as_str() {
            "ul" | "ol" => self.lists = self.lists.saturating_sub(1),
            "td" | "th" => {
                let from = closed.pieces.min(self.page.pieces.len());
                let cell = self.page.pieces.split_off(from);
                let row = self
                    .open
                    .iter_mut()
                    .rev()
                    .take(8)
                    .find(|open| open.name == "tr");
                match row {
                    Some(row) => row.cells.push(cell),
                    None => self.page.pieces.extend(cell),
                }
            }
            "tr" => self.row(closed.cells),
            _ => {}
        }
    }

    /// The cells of a row as one piece, or as what they are where a table lays out the page.
    fn row(&mut self, cells: Vec<Vec<Placed>>) {
        let cells: Vec<Vec<Placed>> = cells.into_iter().filter(|cell| !cell.is_empty()).collect();
        let is_row = cells.len() > 1
            && cells.iter().all(|cell| {
                let chars: usize = cell
                    .iter()
                    .map(|placed| placed.piece.text.chars().count())
                    .sum();
                let is_text = |placed: &Placed| {
                    matches!(placed.piece.kind, PieceKind::Paragraph | PieceKind::Item(_))
                };
                chars <= MOST_CELL_CHARS && cell.iter().all(is_text)
            });
        if !is_row {
            self.page.pieces.extend(cells.into_iter().flatten());
            return;
        }
        let region = cells.iter().flatten().next().map(|placed| placed.region);
        let mut flow = Flow::default();
        let cells = cells
            .into_iter()
            .filter_map(|cell| Flow::joined(cell.into_iter().map(|placed| placed.piece).collect()));
        flow.row(cells.collect());
        let region = region.unwrap_or_default();
        let pieces = flow.pieces.into_iter();
        self.page
            .pieces
            .extend(pieces.map(|piece| Placed { piece, region }));
    }

    /// What a piece is that ends here.
    fn kind(&self) -> PieceKind {
        for open in self.open.iter().rev().take(12) {
            match open.name.as_str() {
                "h1" => return PieceKind::Heading(1),
                "h2" => return PieceKind::Heading(2),
                "h3" => return PieceKind::Heading(3),
                "h4" => return PieceKind::Heading(4),
                "h5" => return PieceKind::Heading(5),
                "h6" => return PieceKind::Heading(6),
                "figcaption" | "caption" => return PieceKind::Caption,
                "li" => return PieceKind::Item(self.lists.saturating_sub(1)),
                "td" | "th" | "blockquote" => return PieceKind::Paragraph,
                _ => {}
            }
        }
        PieceKind::Paragraph
    }

    fn end(&mut self, kind: PieceKind) {
        self.flow.end(kind);
        let region = self.region();
        let pieces = std::mem::take(&mut self.flow.pieces).into_iter();
        self.page
            .pieces
            .extend(pieces.map(|piece| Placed { piece, region }));
    }
}
