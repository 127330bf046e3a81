//! Running text to pieces, while a reader of a format walks through its file.

use super::labels;
use super::piece::{Link, Piece, PieceKind};
use super::signs;
use crate::corpus::characters::{is_space, trim};
use crate::document::PartialDate;

/// One line of a paragraph.
#[derive(Debug, Default)]
struct FlowLine {
    text: String,
    line: u32,
    links: Vec<Link>,
    /// Characters in bold letters, and others.
    strong: usize,
    plain: usize,
    strong_bytes: usize,
    /// The line before ended where its writer wanted it to.
    is_forced: bool,
    day: Option<PartialDate>,
}

/// Takes text as it comes and gives pieces.
#[derive(Debug, Default)]
pub(in crate::corpus) struct Flow {
    pub pieces: Vec<Piece>,
    lines: Vec<FlowLine>,
    /// The address of a link that is open, and where its text starts.
    link: Option<(String, usize)>,
}

impl Flow {
    /// Text on a line; spaces in it are one.
    pub(crate) fn text(&mut self, text: &str, line: u32, is_strong: bool) {
        if self.lines.is_empty() {
            self.lines.push(FlowLine::default());
        }
        let Some(last) = self.lines.last_mut() else {
            return;
        };
        for c in text.chars() {
            if is_space(c) || c.is_control() {
                if !last.text.is_empty() && !last.text.ends_with(' ') {
                    last.text.push(' ');
                }
                continue;
            }
            if last.line == 0 {
                last.line = line;
            }
            last.text.push(c);
            let counter = if is_strong {
                &mut last.strong
            } else {
                &mut last.plain
            };
            *counter += 1;
            if last.plain == 0 {
                last.strong_bytes = last.text.len();
            }
        }
    }

    /// A line ends; where that is not meant, it goes on after a space.
    pub(crate) fn line_break(&mut self, is_forced: bool) {
        let open = self.close_link();
        self.lines.push(FlowLine {
            is_forced,
            ..FlowLine::default()
        });
        self.link = open.map(|url| (url, 0));
    }

    /// A link opens.
    pub(crate) fn open_link(&mut self, url: &str) {
        self.close_link();
        let start = self.lines.last().map_or(0, |line| line.text.len());
        self.link = Some((trim(url).to_owned(), start));
    }

    /// The link ends that is open; its address.
    pub(crate) fn close_link(&mut self) -> Option<String> {
        let (url, start) = self.link.take()?;
        if let Some(last) = self.lines.last_mut() {
            let said = last.text.get(start..).unwrap_or_default();
            let lead = said.len() - said.trim_start_matches(is_space).len();
            let end = start + said.trim_end_matches(is_space).len();
            if start + lead < end {
                last.links.push(Link {
                    url: url.clone(),
                    start: start + lead,
                    end,
                });
            }
        }
        Some(url)
    }

    /// The marks name a day.
    pub(crate) fn set_day(&mut self, day: PartialDate) {
        if self.lines.is_empty() {
            self.lines.push(FlowLine::default());
        }
        if let Some(last) = self.lines.last_mut() {
            last.day = Some(day);
        }
    }

    /// Whether nothing has been said since the last piece.
    pub(crate) fn is_blank(&self) -> bool {
        self.lines.iter().all(|line| trim(&line.text).is_empty())
    }

    /// What was said is a piece, or several: a first line in bold letters is one of its own,
    /// and so is a line that starts with a sign, or that was meant to be one.
    pub(crate) fn end(&mut self, kind: PieceKind) {
        self.close_link();
        let lines = std::mem::take(&mut self.lines);
        let starts_strong = lines.len() > 1;
        let mut was_strong = false;
        let mut pieces: Vec<Piece> = Vec::new();
        for line in lines {
            let piece = piece_of(line, kind);
            let Some((piece, is_forced)) = piece else {
                continue;
            };
            let is_first = pieces.is_empty();
            let stands_alone = is_first
                || is_forced
                || was_strong
                || kind == PieceKind::Paragraph
                    && (signs::sign_of(&piece.text).is_some()
                        || labels::label_bytes(&piece.text) > 0);
            was_strong = is_first && starts_strong && piece.is_strong;
            match pieces.last_mut() {
                Some(last) if !stands_alone => join(last, piece),
                _ => pieces.push(piece),
            }
        }
        self.pieces.append(&mut pieces);
    }

    /// What was said, taken out of the flow: a cell of a table.
    pub(crate) fn take(&mut self) -> Option<Piece> {
        let before = self.pieces.len();
        self.end(PieceKind::Row);
        Flow::joined(self.pieces.split_off(before))
    }

    /// Pieces as one.
    pub(crate) fn joined(pieces: Vec<Piece>) -> Option<Piece> {
        let mut parts = pieces.into_iter();
        let mut whole = parts.next()?;
        for part in parts {
            join(&mut whole, part);
        }
        Some(whole)
    }

    /// A row of a table from its cells; those without text are left out.
    pub(crate) fn row(&mut self, cells: Vec<Piece>) {
        let mut cells = cells.into_iter();
        let Some(mut row) = cells.next() else { return };
        for cell in cells {
            row.text.push_str(" |");
            join(&mut row, cell);
        }
        row.kind = PieceKind::Row;
        self.pieces.push(row);
    }
}

fn piece_of(line: FlowLine, kind: PieceKind) -> Option<(Piece, bool)> {
    let text = trim(&line.text);
    if text.is_empty() {
        return None;
    }
    let piece = Piece {
        kind,
        text: text.to_owned(),
        line: line.line,
        is_strong: line.plain == 0 || line.strong >= 8 * line.plain,
        strong_bytes: line.strong_bytes.min(text.len()),
        links: line.links,
        day: line.day,
    };
    Some((piece, line.is_forced))
}

fn join(whole: &mut Piece, part: Piece) {
    whole.text.push(' ');
    let shift = whole.text.len();
    whole.text.push_str(&part.text);
    if whole.is_strong && part.is_strong {
        whole.strong_bytes = whole.text.len();
    }
    whole.is_strong &= part.is_strong;
    whole.day = whole.day.or(part.day);
    whole.links.extend(part.links.into_iter().map(|link| Link {
        start: link.start + shift,
        end: link.end + shift,
        ..link
    }));
}
