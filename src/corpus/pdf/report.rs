//! A document that is no issue of the publication to one article: its title, its date, and
//! its text in blocks.
//!
//! What a line is, its font and its place tell, and what stands on other pages.

use std::collections::HashMap;

use super::line_signs::{begins_note, bullet, ends_sentence, is_numbered};
use super::page::PdfPages;
use super::running_heads::RunningHeads;
use super::sheet_line::{Edges, SheetLine};
use crate::corpus::characters::{compact, is_space, trim};
use crate::corpus::date_text::first_date;
use crate::corpus::issue_name;
use crate::corpus::issue_text::{
    ArticleDraft, BlockDraft, Draft, Joiner, Line, MarkedLine, Marker,
};
use crate::corpus::parsed::{LineKind, ParsedFile, Target};
use crate::corpus::word_judge::WordJudge;
use crate::document::{BlockKind, Part, PartialDate};

/// A font so much larger than that of most text is a heading's.
const HEADING_TIMES: f32 = 1.12;
/// A font so much smaller than that of most text is a footnote's.
const NOTE_TIMES: f32 = 0.92;
/// A heading has no more characters.
const MOST_HEADING_CHARS: usize = 80;
/// Lines so much further apart than usual are not of one paragraph.
const APART_TIMES: f32 = 1.35;
/// A day stands within so many lines of the beginning.
const DATE_LINES: usize = 20;

/// The document as an issue with one article.
pub(super) fn read(name: &str, pages: &PdfPages, words: &dyn WordJudge) -> ParsedFile {
    let sheet = Sheet::of(pages);
    let mut draft = Draft::default();
    let lines = sheet.walk(&mut draft);
    let joiner = Joiner::new(&lines, &draft.texts(), words);
    let id = issue_name::from_file(name);
    // What is missed there are sources, which such a document has none of.
    let (mut issue, spans, _) = draft.finish(&id, name, &joiner);
    let date = sheet.date();
    for article in &mut issue.articles {
        article.date = date;
        if article.title.is_empty() {
            article.title = sheet.title_aside();
        }
    }
    ParsedFile {
        issue,
        spans,
        warnings: Vec::new(),
        lost: Vec::new(),
        is_misread: false,
    }
}

/// All lines of a document.
struct Sheet<'p> {
    lines: Vec<SheetLine<'p>>,
    pages: &'p PdfPages,
    /// The size of the font that most text has.
    body_size: f32,
    /// How far apart the lines of a paragraph are.
    leading: f32,
    edges: Edges,
}

impl<'p> Sheet<'p> {
    fn of(pages: &'p PdfPages) -> Self {
        let heads = RunningHeads::of(&pages.pages);
        let mut lines = Vec::new();
        let mut number = 0u32;
        for (page, of_page) in pages.pages.iter().enumerate() {
            for (place, line) in of_page.lines.iter().enumerate() {
                number = number.saturating_add(1);
                let text = trim(&line.text);
                if text.is_empty() {
                    continue;
                }
                let furniture = heads.kind_of(line, place, of_page.lines.len(), page);
                lines.push(SheetLine {
                    line,
                    text,
                    number,
                    page,
                    furniture,
                });
            }
        }
        let body_size = most_common(
            lines
                .iter()
                .map(|line| (line.line.size, line.text.chars().count())),
        );
        let gaps = lines.windows(2).filter_map(|pair| match pair {
            [above, below] if above.page == below.page => {
                let gap = above.line.y - below.line.y;
                (gap > 0.0 && gap < 4.0 * body_size.max(1.0)).then_some((gap, 1))
            }
            _ => None,
        });
        let leading = most_common(gaps);
        let edges = Edges::of(&lines, body_size);
        Sheet {
            lines,
            pages,
            body_size,
            leading,
            edges,
        }
    }

    fn body(&self) -> impl Iterator<Item = &SheetLine<'p>> {
        self.lines.iter().filter(|line| line.furniture.is_none())
    }

    /// The numbers of the lines that are the title.
    fn title_lines(&self) -> Vec<u32> {
        let first_page = self.body().next().map_or(0, |line| line.page);
        let head: Vec<&SheetLine<'_>> =
            self.body().filter(|line| line.page == first_page).collect();
        let named = self.named_title().map(|title| compact(&title));
        // What the document says that it is called, where it stands there too.
        if let Some(named) = &named {
            for start in 0..head.len() {
                let mut text = String::new();
                for end in start..head.len().min(start + 4) {
                    text.push_str(&compact(head[end].text));
                    if text == *named {
                        return head[start..=end].iter().map(|line| line.number).collect();
                    }
                }
            }
        }
        let largest = head.iter().map(|line| line.line.size).fold(0.0, f32::max);
        let is_title = |line: &SheetLine<'_>| {
            largest > self.body_size * HEADING_TIMES && line.line.size >= largest * 0.97
        };
        let start = head.iter().position(|line| is_title(line));
        // The first heading of a section stands out where the title is not in the text.
        let start = start.filter(|&start| named.is_none() || !is_numbered(head[start].text));
        match start {
            Some(start) => head[start..]
                .iter()
                .take_while(|line| is_title(line))
                .take(4)
                .map(|line| line.number)
                .collect(),
            // Nothing stands out: what it is called, else its first line.
            None if named.is_some() => Vec::new(),
            None => head.iter().take(1).map(|line| line.number).collect(),
        }
    }

    /// What the document says that it is called, where that is a title.
    fn named_title(&self) -> Option<String> {
        let title = self.pages.title.as_deref().map(trim)?;
        let title = title.strip_prefix("Microsoft Word - ").unwrap_or(title);
        let lower = title.to_lowercase();
        let is_file = [
            ".hwp", ".hwpx", ".doc", ".docx", ".odt", ".pdf", ".html", ".indd",
        ]
        .iter()
        .any(|ending| lower.ends_with(ending));
        let is_none = [
            "untitled",
            "anonymous",
            "(anonymous)",
            "unspecified",
            "제목 없음",
            "about:blank",
        ]
        .contains(&lower.as_str());
        // Some programs write a question mark for each character that they cannot.
        let marks = title.matches('?').count();
        let is_odd = title.contains(char::REPLACEMENT_CHARACTER)
            || title.chars().any(char::is_control)
            || marks * 4 > title.chars().count();
        (!title.is_empty() && !is_file && !is_none && !is_odd).then(|| title.to_owned())
    }

    /// The title where none of the lines is it.
    fn title_aside(&self) -> String {
        let first = self.body().next().map(|line| line.text.to_owned());
        self.named_title().or(first).unwrap_or_default()
    }

    /// The first day that stands at the beginning.
    fn date(&self) -> Option<PartialDate> {
        let mut head = self.body().take(DATE_LINES);
        head.find_map(|line| first_date(line.text))
    }

    /// Drafts the article.
    fn walk(&'p self, draft: &mut Draft<'p>) -> Vec<Line<'p>> {
        let title = self.title_lines();
        let mut lines = Vec::new();
        let first = self.body().next().map_or(1, |line| line.number);
        draft.articles.push(ArticleDraft {
            line: title.first().copied().unwrap_or(first),
            ..ArticleDraft::default()
        });
        let mut before: Option<&SheetLine<'p>> = None;
        for line in &self.lines {
            let marked = marked(line);
            lines.push(marked.line);
            if let Some(kind) = line.furniture {
                draft.put_furniture(kind, &marked);
                continue;
            }
            if title.contains(&line.number) {
                draft.put_line(Target::Article(0, Part::Title, 0), LineKind::Title, &marked);
                before = None;
                continue;
            }
            let Some(article) = draft.articles.first_mut() else {
                break;
            };
            let (kind, marker_bytes) = self.kind_of(line);
            let goes_on = marker_bytes == 0
                && article.body.last().is_some_and(|open| {
                    before.is_some_and(|before| self.goes_on(before, line, open.kind, kind))
                });
            if !goes_on {
                article.body.push(BlockDraft::new(kind, line.number));
            }
            let block_kind = article.body.last().map_or(kind, |block| block.kind);
            let target = Target::Article(0, Part::Body, article.body.len() - 1);
            let (marker, rest) = line
                .text
                .split_at_checked(marker_bytes)
                .unwrap_or(("", line.text));
            draft.put(target, block_kind.into(), &marked, trim(marker), rest);
            before = Some(line);
        }
        lines
    }

    /// What a line begins, and the bytes of its marker.
    fn kind_of(&self, line: &SheetLine<'_>) -> (BlockKind, usize) {
        let (size, text) = (line.line.size, line.text);
        if let Some((kind, bytes)) = bullet(text) {
            return (kind, bytes);
        }
        let is_note = size > 0.0 && size < self.body_size * NOTE_TIMES && begins_note(text);
        if is_note || text.starts_with('※') {
            return (BlockKind::Footnote, 0);
        }
        let is_short = text.chars().count() <= MOST_HEADING_CHARS;
        let is_large = size > self.body_size * HEADING_TIMES;
        let is_bold = line.line.is_bold && !text.ends_with(['.', ',', '다']);
        if is_short && (is_large || is_bold) {
            return (BlockKind::Heading, 0);
        }
        (BlockKind::Paragraph, 0)
    }

    /// Whether a line goes on with the block of the line before.
    fn goes_on(
        &self,
        before: &SheetLine<'_>,
        line: &SheetLine<'_>,
        open: BlockKind,
        kind: BlockKind,
    ) -> bool {
        let (above, below) = (before.line, line.line);
        let is_alike = (above.size - below.size).abs() <= 0.08 * above.size.max(below.size);
        if kind == BlockKind::Heading || open == BlockKind::Heading {
            return kind == open && is_alike && self.is_near(before, line);
        }
        if kind == BlockKind::Footnote {
            return false;
        }
        if !is_alike && open != BlockKind::Footnote && above.size > 0.0 {
            return false;
        }
        if before.page != line.page {
            // A sentence that a page's end cut.
            return !ends_sentence(before.text) && !self.has_room(before, line.text);
        }
        self.is_near(before, line) && !self.has_room(before, line.text)
    }

    /// Whether two lines are no further apart than those of a paragraph.
    fn is_near(&self, before: &SheetLine<'_>, line: &SheetLine<'_>) -> bool {
        let gap = before.line.y - line.line.y;
        let usual = self.leading.max(before.line.size * 1.2);
        before.page == line.page
            && line.number == before.number + 1
            && (self.leading == 0.0 || gap > 0.0 && gap <= usual * APART_TIMES)
    }

    /// Whether the first word of `next` would have stood on a line: who wrote it began anew.
    fn has_room(&self, line: &SheetLine<'_>, next: &str) -> bool {
        let (edge, right, per_char) = self.edges.around(line);
        let word = next.split(is_space).next().unwrap_or_default();
        edge - right > per_char * (word.chars().count() + 2) as f32
    }
}

fn marked<'p>(line: &SheetLine<'p>) -> MarkedLine<'p> {
    MarkedLine {
        line: Line {
            number: line.number,
            text: line.text,
            is_led: line.line.text.starts_with(is_space),
            is_trailed: line.line.text.ends_with(is_space),
            is_page_start: false,
            column: 0,
        },
        kind: Marker::Plain,
        marker: "",
        rest: line.text,
    }
}

/// The length that most have, by their weights, to half a point.
fn most_common(lengths: impl Iterator<Item = (f32, usize)>) -> f32 {
    let mut weights: HashMap<i64, usize> = HashMap::new();
    for (length, weight) in lengths {
        *weights.entry((length * 2.0).round() as i64).or_default() += weight;
    }
    let most = weights
        .into_iter()
        .max_by_key(|&(length, weight)| (weight, length));
    most.map_or(0.0, |(length, _)| length as f32 / 2.0)
}
