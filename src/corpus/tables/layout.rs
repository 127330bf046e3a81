//! Where the header of a table is, and what parts its cells.

use super::rows::Rows;
use crate::corpus::characters::trim;
use crate::corpus::records::fields::{FieldNames, FieldRole};

/// The signs that part cells.
const DELIMITERS: [u8; 4] = [b',', b'\t', b';', b'|'];

/// So many lines may stand above the header: a table's own title, notes.
const LINES_ABOVE: usize = 10;

/// No header is longer.
const HEADER_BYTES: usize = 20_000;

/// The header of a table.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Layout {
    pub header_at: usize,
    pub delimiter: u8,
}

impl Layout {
    /// The header of a text that is called a table: one column is enough.
    pub(super) fn of(text: &str, fields: &FieldNames) -> Option<Self> {
        let mut at = 0;
        for line in text.split_inclusive(['\n', '\r']) {
            let found = Layout::on_line(line, fields, 1);
            if let Some((delimiter, ..)) = found {
                return Some(Layout {
                    header_at: at,
                    delimiter,
                });
            }
            at += line.len();
            let above = text.get(..at).unwrap_or_default();
            if above
                .split(['\n', '\r'])
                .filter(|line| !trim(line).is_empty())
                .count()
                >= LINES_ABOVE
                || at > HEADER_BYTES
            {
                break;
            }
        }
        None
    }

    /// The header of a text of any name: its first line names columns, and little else.
    pub(super) fn surely(text: &str, fields: &FieldNames) -> Option<Self> {
        let bare = text.trim_start();
        let line = bare.split(['\n', '\r']).next()?;
        let (delimiter, known, cells) = Layout::on_line(line, fields, 2)?;
        (known * 2 >= cells && line.len() < bare.trim_end().len()).then_some(Layout {
            header_at: text.len() - bare.len(),
            delimiter,
        })
    }

    /// What parts the cells of a line that names columns, of so many known roles at least;
    /// how many roles and cells there are.
    fn on_line(line: &str, fields: &FieldNames, least: usize) -> Option<(u8, usize, usize)> {
        if line.len() > HEADER_BYTES {
            return None;
        }
        let found = DELIMITERS.into_iter().filter_map(|delimiter| {
            let cells = Rows::new(line, 0, delimiter).next()?.cells;
            let mut roles: Vec<FieldRole> = cells
                .iter()
                .filter_map(|cell| Some(fields.role(cell)?.0))
                .collect();
            roles.sort_unstable();
            roles.dedup();
            let is_text = |role: &FieldRole| {
                matches!(
                    role,
                    FieldRole::Title | FieldRole::Body | FieldRole::Summary
                )
            };
            let is_header = roles.len() >= least && roles.iter().any(is_text);
            is_header.then_some((delimiter, roles.len(), cells.len()))
        });
        // The first of those that name as much.
        found.fold(None, |best: Option<(u8, usize, usize)>, next| match best {
            Some(best) if best.1 >= next.1 => Some(best),
            _ => Some(next),
        })
    }
}
