//! The rows of a table, one after the other, with what each may take bounded.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use crate::corpus::allowance::MOST_ENTRIES;

/// A row that is longer has a quote that is not closed.
const ROW_BYTES: usize = 4 << 20;

/// A text may be gone through so many times over, for quotes that are not closed.
const TIMES_OVER: usize = 8;

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row<'t> {
    /// The byte at which it begins.
    pub at: usize,
    /// Itself, as it stands.
    pub text: &'t str,
    pub cells: Vec<String>,
    /// Whether its quotes are closed.
    pub is_whole: bool,
    /// Whether it has more cells than are read.
    pub has_too_many: bool,
}

impl Row<'_> {
    /// Whether it goes over lines.
    pub(super) fn has_lines(&self) -> bool {
        self.text.trim_end().contains(['\n', '\r'])
    }
}

/// The rows of a text.
pub(super) struct Rows<'t> {
    text: &'t str,
    at: usize,
    reader: Reader,
    out: Vec<u8>,
    ends: Vec<usize>,
    /// How many bytes may still be gone through.
    budget: usize,
}

impl<'t> Rows<'t> {
    pub(super) fn new(text: &'t str, at: usize, delimiter: u8) -> Self {
        Rows {
            text,
            at,
            reader: ReaderBuilder::new().delimiter(delimiter).build(),
            out: Vec::new(),
            ends: vec![0; 64],
            budget: text.len().saturating_mul(TIMES_OVER).max(1),
        }
    }

    /// The byte at which the next row is looked for.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// Whether something is left that was not gone through.
    pub(super) fn gave_up(&self) -> bool {
        self.budget == 0 && self.at < self.text.len()
    }

    pub(super) fn next(&mut self) -> Option<Row<'t>> {
        if self.budget == 0 {
            return None;
        }
        let rest = self.text.get(self.at..)?;
        let at = self.text.len() - rest.trim_start_matches(['\n', '\r', '\u{feff}']).len();
        let bytes = self.text.as_bytes().get(at..)?;
        if bytes.is_empty() {
            return None;
        }
        let input = bytes.get(..ROW_BYTES).unwrap_or(bytes);
        self.out
            .resize(self.out.len().max(input.len().min(1024)), 0);
        self.reader.reset();
        let (mut read, mut written, mut ended) = (0, 0, 0);
        let (mut has_too_many, mut is_cut) = (false, false);
        loop {
            let (result, nin, nout, nends) = self.reader.read_record(
                input.get(read..).unwrap_or_default(),
                self.out.get_mut(written..).unwrap_or_default(),
                self.ends.get_mut(ended..).unwrap_or_default(),
            );
            read += nin;
            written += nout;
            ended += nends;
            match result {
                // Its end is told by asking once more, with nothing to read.
                ReadRecordResult::InputEmpty => is_cut = input.len() < bytes.len(),
                ReadRecordResult::OutputFull => self.out.resize(self.out.len() * 2, 0),
                ReadRecordResult::OutputEndsFull if self.ends.len() >= MOST_ENTRIES => {
                    has_too_many = true;
                    ended = 0;
                }
                ReadRecordResult::OutputEndsFull => {
                    self.ends.resize((self.ends.len() * 2).min(MOST_ENTRIES), 0);
                }
                ReadRecordResult::Record | ReadRecordResult::End => break,
            }
            if is_cut {
                break;
            }
        }
        let length = (read..=bytes.len()).find(|&end| self.text.is_char_boundary(at + end))?;
        self.budget = self.budget.saturating_sub(length);
        self.at = at + length.max(1);
        let text = self.text.get(at..at + length)?;
        let is_open = at + length == self.text.len() && has_open_quote(text);
        let cells = match has_too_many {
            true => Vec::new(),
            false => self.cells(ended),
        };
        Some(Row {
            at,
            text: text.trim_end_matches(['\n', '\r']),
            cells,
            is_whole: !is_cut && !is_open,
            has_too_many,
        })
    }

    fn cells(&self, count: usize) -> Vec<String> {
        let ends = self.ends.get(..count).unwrap_or_default();
        let mut from = 0;
        let cells = ends.iter().map(|&end| {
            let cell = self.out.get(from..end).unwrap_or_default();
            from = end;
            String::from_utf8_lossy(cell).into_owned()
        });
        cells.collect()
    }

    /// The first line of a row that goes on too far; what is behind it is read anew.
    pub(super) fn cut_to_a_line(&mut self, row: &Row<'t>) -> Row<'t> {
        let length = row.text.find(['\n', '\r']).unwrap_or(row.text.len());
        let text = row.text.get(..length).unwrap_or_default();
        self.at = row.at + length;
        Row {
            text,
            is_whole: false,
            ..row.clone()
        }
    }
}

/// Whether a quote of a row is not closed: each that stands in a cell is written twice.
fn has_open_quote(text: &str) -> bool {
    text.bytes().filter(|&byte| byte == b'"').count() % 2 == 1
}
