//! A Markdown text to pieces, each with the line on which it starts.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::front_matter;
use crate::corpus::html;
use crate::corpus::outline::{Flow, Outline, Piece, PieceKind};

/// The outline of a Markdown text.
pub(super) fn outline(text: &str) -> Outline {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    let mut walk = Walk {
        lines: Lines::of(text),
        flow: Flow::default(),
        outline: Outline::default(),
        lists: 0,
        strong: 0,
        images: 0,
        footnotes: 0,
        is_image_alone: false,
        is_code: false,
        is_item_begun: false,
        metadata: None,
        html: None,
        cells: Vec::new(),
    };
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        walk.event(event, &range);
    }
    walk.end(PieceKind::Paragraph);
    let mut outline = walk.outline;
    outline.pieces = walk.flow.pieces;
    outline
}

/// Where lines start.
struct Lines(Vec<usize>);

impl Lines {
    fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for (at, &byte) in bytes.iter().enumerate() {
            if byte == b'\n' || byte == b'\r' && bytes.get(at + 1) != Some(&b'\n') {
                starts.push(at + 1);
            }
        }
        Lines(starts)
    }

    /// The line of a byte, from 1.
    fn at(&self, byte: usize) -> u32 {
        let line = self.0.partition_point(|&start| start <= byte);
        u32::try_from(line).unwrap_or(u32::MAX)
    }
}

struct Walk {
    lines: Lines,
    flow: Flow,
    outline: Outline,
    /// How deep lists, bold letters, pictures and footnotes are nested.
    lists: u8,
    strong: usize,
    images: usize,
    footnotes: usize,
    /// The paragraph holds pictures and nothing else.
    is_image_alone: bool,
    is_code: bool,
    /// The item has a piece already: what follows is a paragraph of it.
    is_item_begun: bool,
    metadata: Option<(String, u32)>,
    html: Option<(String, u32)>,
    cells: Vec<Piece>,
}

impl Walk {
    fn event(&mut self, event: Event<'_>, range: &Range<usize>) {
        let line = self.lines.at(range.start);
        match event {
            Event::Start(tag) => self.start(&tag, line),
            Event::End(tag) => self.finish(tag),
            Event::Text(text) => self.text(&text, line),
            Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.say(&text, line);
            }
            Event::Html(text) => match &mut self.html {
                Some((html, _)) => html.push_str(&text),
                None => self.html = Some((text.into_string(), line)),
            },
            Event::InlineHtml(tag) => self.inline_html(&tag),
            Event::SoftBreak => self.flow.line_break(false),
            Event::HardBreak => self.flow.line_break(true),
            Event::FootnoteReference(_) | Event::Rule | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, line: u32) {
        match tag {
            Tag::Strong => self.strong += 1,
            Tag::Link { dest_url, .. } => self.flow.open_link(dest_url),
            Tag::Image { .. } => {
                if self.images == 0 && self.flow.is_blank() {
                    self.is_image_alone = true;
                }
                self.images += 1;
            }
            Tag::MetadataBlock(_) => self.metadata = Some((String::new(), line + 1)),
            Tag::Emphasis | Tag::Strikethrough | Tag::Superscript | Tag::Subscript => {}
            Tag::TableCell => {}
            Tag::Heading { .. } => self.end(PieceKind::Paragraph),
            Tag::List(_) => {
                self.end(self.kind());
                self.lists = self.lists.saturating_add(1);
            }
            Tag::Item => {
                self.end(self.kind());
                self.is_item_begun = false;
            }
            Tag::FootnoteDefinition(_) => {
                self.end(self.kind());
                self.footnotes += 1;
            }
            Tag::CodeBlock(_) => {
                self.end(self.kind());
                self.is_code = true;
            }
            _ => self.end(self.kind()),
        }
    }

    fn finish(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            TagEnd::Link => {
                self.flow.close_link();
            }
            TagEnd::Image => self.images = self.images.saturating_sub(1),
            TagEnd::Heading(level) => self.end(PieceKind::Heading(number_of(level))),
            TagEnd::List(_) => {
                self.end(self.kind());
                self.lists = self.lists.saturating_sub(1);
            }
            TagEnd::FootnoteDefinition => {
                self.end(PieceKind::Footnote);
                self.footnotes = self.footnotes.saturating_sub(1);
            }
            TagEnd::CodeBlock => {
                self.end(PieceKind::Paragraph);
                self.is_code = false;
            }
            TagEnd::HtmlBlock => {
                if let Some((text, line)) = self.html.take() {
                    html::fragment(&text, line, &mut self.flow);
                }
            }
            TagEnd::MetadataBlock(_) => {
                if let Some((text, line)) = self.metadata.take() {
                    let outline = &mut self.outline;
                    front_matter::read(&text, line, &mut outline.about, &mut outline.left_out);
                }
            }
            TagEnd::TableCell => self.cells.extend(self.flow.take()),
            TagEnd::TableRow | TagEnd::TableHead => {
                let cells = std::mem::take(&mut self.cells);
                self.flow.row(cells);
            }
            TagEnd::Emphasis | TagEnd::Strikethrough | TagEnd::Superscript | TagEnd::Subscript => {}
            _ => self.end(self.kind()),
        }
    }

    /// What a piece is that ends here.
    fn kind(&self) -> PieceKind {
        if self.footnotes > 0 {
            PieceKind::Footnote
        } else if self.lists > 0 && !self.is_item_begun {
            PieceKind::Item(self.lists - 1)
        } else {
            PieceKind::Paragraph
        }
    }

    fn end(&mut self, kind: PieceKind) {
        if self.flow.is_blank() {
            self.flow.end(kind);
            return;
        }
        let kind = if self.is_image_alone && kind == PieceKind::Paragraph {
            PieceKind::Caption
        } else {
            kind
        };
        self.is_image_alone = false;
        self.is_item_begun = self.lists > 0;
        self.flow.end(kind);
    }

    fn text(&mut self, text: &CowStr<'_>, line: u32) {
        if let Some((metadata, _)) = &mut self.metadata {
            metadata.push_str(text);
        } else if self.is_code {
            let mut number = line;
            for part in text.split_inclusive('\n') {
                self.say(part, number);
                self.flow.line_break(true);
                number = number.saturating_add(1);
            }
        } else if text.len() >= 2 && text.bytes().all(|byte| byte == b'*') {
            // Stars beside Hangul that CommonMark takes for no emphasis: `**“말”**은`.
        } else {
            self.say(text, line);
        }
    }

    fn say(&mut self, text: &str, line: u32) {
        if self.images == 0 && !text.trim().is_empty() {
            self.is_image_alone = false;
        }
        self.flow.text(text, line, self.strong > 0);
    }

    fn inline_html(&mut self, tag: &str) {
        let lower = tag.to_ascii_lowercase();
        let name = lower.trim_start_matches(['<', '/']);
        let name = name
            .find(|c: char| !c.is_ascii_alphanumeric())
            .map_or(name, |end| name.get(..end).unwrap_or_default());
        match (name, lower.starts_with("</")) {
            ("br", _) => self.flow.line_break(true),
            ("b" | "strong", false) => self.strong += 1,
            ("b" | "strong", true) => self.strong = self.strong.saturating_sub(1),
            ("a", false) => {
                if let Some(url) = html::attribute(tag, "href") {
                    self.flow.open_link(&url);
                }
            }
            ("a", true) => {
                self.flow.close_link();
            }
            _ => {}
        }
    }
}

fn number_of(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}
