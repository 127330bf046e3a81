//! What is read out of a document: its paragraphs and rows, each a line of the text that is
//! made of it.

use crate::corpus::characters::trim;
use crate::corpus::error::{CorpusError, Remedy};
use crate::corpus::outline::{About, Flow, Outline, PieceKind};
use crate::language::{Message, messages};

/// Why a document was not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Refusal {
    /// More would be made of it than may be.
    TooLarge,
    /// It cannot be opened as it is; what to do.
    Locked(Message),
    /// It is not as such files are.
    Broken(Message),
    /// It has no text.
    Empty,
}

impl Refusal {
    /// The error of the file that is refused.
    pub(super) fn of_file(&self, file: &str, allowed_bytes: usize) -> CorpusError {
        let error = CorpusError::new(file, None, self.message(allowed_bytes));
        match self {
            Refusal::TooLarge => error.with_remedy(Remedy::MoreMemory),
            _ => error,
        }
    }

    fn message(&self, allowed_bytes: usize) -> Message {
        match self {
            Refusal::TooLarge => messages::office::unpacked_too_large(&allowed_bytes),
            Refusal::Locked(what) => what.clone(),
            Refusal::Broken(what) => messages::office::damaged(&what),
            Refusal::Empty => messages::office::no_text(),
        }
    }
}

/// A paragraph or a row, on a line of its own.
#[derive(Debug)]
pub(super) struct Block {
    pub kind: PieceKind,
    /// Its parts, each with the address that it leads to.
    pub parts: Vec<(String, Option<String>)>,
    pub is_strong: bool,
    /// The size of its letters, in any unit.
    pub size: u32,
}

/// The rows of tables that are open, each with its cells.
#[derive(Debug, Default)]
pub(super) struct Rows(Vec<Vec<Vec<Block>>>);

/// The cells of a row have no more than so many bytes each; what is longer is laid out by the
/// table, and no row.
const MOST_CELL_BYTES: usize = 1200;

impl Rows {
    pub(super) fn begin_row(&mut self, blocks: &mut Blocks) -> Result<(), Refusal> {
        blocks.count(80)?;
        self.0.push(Vec::new());
        Ok(())
    }

    pub(super) fn begin_cell(&mut self, blocks: &mut Blocks) -> Result<(), Refusal> {
        blocks.count(40)?;
        if let Some(row) = self.0.last_mut() {
            row.push(Vec::new());
        }
        Ok(())
    }

    /// Puts a block into the cell that is open, or where none is at the document's end.
    pub(super) fn put(&mut self, block: Block, blocks: &mut Blocks) -> Result<(), Refusal> {
        match self.0.last_mut().and_then(|row| row.last_mut()) {
            Some(cell) if block.kind != PieceKind::Footnote => {
                blocks.count(BLOCK_BYTES)?;
                if !block.is_blank() {
                    cell.push(block);
                }
                Ok(())
            }
            _ => blocks.push(block),
        }
    }

    /// The row that is open ends: it is one line, or what its cells hold where there is one
    /// cell, or a long one.
    pub(super) fn end_row(&mut self, blocks: &mut Blocks) -> Result<(), Refusal> {
        let Some(row) = self.0.pop() else {
            return Ok(());
        };
        let mut cells: Vec<Vec<Block>> = row.into_iter().filter(|cell| !cell.is_empty()).collect();
        let bytes =
            |cell: &Vec<Block>| -> usize { cell.iter().map(|block| block.line().len()).sum() };
        let is_row = cells.len() > 1 && cells.iter().all(|cell| bytes(cell) <= MOST_CELL_BYTES);
        if is_row {
            cells = vec![vec![row_of(cells)]];
        }
        for block in cells.into_iter().flatten() {
            self.put(block, blocks)?;
        }
        Ok(())
    }

    /// How many rows are open.
    pub(super) fn depth(&self) -> usize {
        self.0.len()
    }
}

fn row_of(cells: Vec<Vec<Block>>) -> Block {
    let mut parts: Vec<(String, Option<String>)> = Vec::new();
    let size = cells
        .iter()
        .flatten()
        .map(|block| block.size)
        .max()
        .unwrap_or(0);
    for (nth, cell) in cells.into_iter().enumerate() {
        for (at, block) in cell.into_iter().enumerate() {
            match (nth, at) {
                (0, 0) => {}
                (_, 0) => parts.push((" | ".to_owned(), None)),
                _ => parts.push((" ".to_owned(), None)),
            }
            parts.extend(block.parts);
        }
    }
    Block {
        kind: PieceKind::Row,
        parts,
        is_strong: false,
        size,
    }
}

/// The blocks of a document, counted as they are made.
#[derive(Debug)]
pub(super) struct Blocks {
    blocks: Vec<Block>,
    left_bytes: usize,
}

/// Documents have a few sizes of letters; more tell nothing.
const MOST_SIZES: usize = 100;

/// What a block comes to beside its text.
const BLOCK_BYTES: usize = 200;

impl Blocks {
    pub(super) fn new(allowed_bytes: usize) -> Self {
        Blocks {
            blocks: Vec::new(),
            left_bytes: allowed_bytes,
        }
    }

    /// Adds a block; one without text is none.
    fn push(&mut self, block: Block) -> Result<(), Refusal> {
        let bytes: usize = block.parts.iter().map(|(text, _)| 60 + text.len()).sum();
        self.count(bytes + BLOCK_BYTES)?;
        if !block.is_blank() {
            self.blocks.push(block);
        }
        Ok(())
    }

    /// Counts what else is made.
    pub(super) fn count(&mut self, bytes: usize) -> Result<(), Refusal> {
        self.left_bytes = self
            .left_bytes
            .checked_sub(bytes)
            .ok_or(Refusal::TooLarge)?;
        Ok(())
    }

    pub(super) fn left_bytes(&self) -> usize {
        self.left_bytes
    }

    /// Makes headings of the title, which no style may tell: the lines with the largest letters
    /// among the first, where there are few.
    pub(super) fn find_title(&mut self) {
        const FIRST: usize = 24;
        let has_heading = self
            .blocks
            .iter()
            .any(|block| matches!(block.kind, PieceKind::Heading(_)));
        if has_heading {
            return;
        }
        let Some(largest) = self
            .blocks
            .iter()
            .take(FIRST)
            .filter(|block| is_title(block))
            .map(|block| block.size)
            .max()
        else {
            return;
        };
        let usual = self.usual_size();
        if largest <= usual + usual / 10 {
            return;
        }
        let is_large = |block: &Block| block.size == largest;
        if self.blocks.iter().filter(|block| is_large(block)).count() > 4 {
            return;
        }
        let first = self
            .blocks
            .iter_mut()
            .take(FIRST)
            .find(|block| is_large(block) && is_title(block));
        if let Some(block) = first {
            block.kind = PieceKind::Heading(1);
        }
    }

    /// The size of most letters.
    fn usual_size(&self) -> u32 {
        let mut sizes: Vec<(u32, usize)> = Vec::new();
        for block in &self.blocks {
            let chars: usize = block.parts.iter().map(|(text, _)| text.len()).sum();
            if let Some((_, count)) = sizes.iter_mut().find(|(size, _)| *size == block.size) {
                *count += chars;
            } else if sizes.len() < MOST_SIZES {
                sizes.push((block.size, chars));
            }
        }
        sizes
            .into_iter()
            .max_by_key(|&(_, count)| count)
            .map_or(0, |(size, _)| size)
    }

    /// Whether nothing was read.
    pub(super) fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// The lines that the document comes to.
    pub(super) fn lines(&self) -> Vec<String> {
        self.blocks.iter().map(Block::line).collect()
    }

    /// The lines as one text.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        for block in &self.blocks {
            let line = block.line();
            let is_row = block.kind == PieceKind::Row;
            text.push_str(&if is_row {
                line.replace(" | ", " ")
            } else {
                line
            });
            text.push('\n');
        }
        text
    }

    /// The blocks as pieces.
    pub(super) fn outline(self) -> Outline {
        let mut flow = Flow::default();
        for (line, block) in (1u32..).zip(self.blocks) {
            for (text, url) in &block.parts {
                if let Some(url) = url {
                    flow.open_link(url);
                }
                // A break within a paragraph is none of the lines that are made.
                for (nth, part) in text.split('\n').enumerate() {
                    if nth > 0 {
                        flow.line_break(false);
                    }
                    flow.text(part, line, block.is_strong);
                }
                if url.is_some() {
                    flow.close_link();
                }
            }
            flow.end(block.kind);
        }
        Outline {
            about: About::default(),
            pieces: flow.pieces,
            left_out: Vec::new(),
            is_one_article: true,
            is_page: false,
        }
    }
}

impl Block {
    fn is_blank(&self) -> bool {
        self.parts.iter().all(|(text, _)| trim(text).is_empty())
    }

    fn line(&self) -> String {
        let text: String = self.parts.iter().map(|(text, _)| text.as_str()).collect();
        let text = text.replace(['\n', '\r'], " ");
        let sign = match self.kind {
            PieceKind::Item(depth) if depth > 0 => "- ",
            _ => "",
        };
        format!("{sign}{}", trim(&text))
    }
}

/// Whether a block may be a title by its length and its letters.
fn is_title(block: &Block) -> bool {
    let chars: usize = block
        .parts
        .iter()
        .map(|(text, _)| trim(text).chars().count())
        .sum();
    let letters = block.parts.iter().flat_map(|(text, _)| text.chars());
    // `보 도 자 료` is the name of the kind of document.
    let dense: String = letters.filter(|c| !c.is_whitespace()).collect();
    (6..=150).contains(&chars)
        && block.kind == PieceKind::Paragraph
        && !dense.starts_with("보도자료")
        && !dense.starts_with("참고자료")
}
