//! Tables with an article a row: CSV and TSV, below a header that names the columns.

mod layout;
mod rows;
#[cfg(test)]
mod tests;

use serde_json::Value;

use super::allowance::Meter;
use super::characters::trim;
use super::editor_lines::LineCounter;
use super::error::{CorpusError, Remedy};
use super::format::Format;
use super::parsed::ParsedFile;
use super::records::fields::{FieldNames, FieldRole};
use super::records::object::Fields;
use super::records::{BadRecord, Records};
use super::source::Source;
use super::word_judge::WordJudge;
use crate::language::{Name, counts, messages};
use layout::Layout;
use rows::{Row, Rows};

/// What programs write for a cell that says nothing.
const NOTHING: [&str; 6] = ["NaN", "nan", "NaT", "None", "NULL", "null"];

/// Rows of cells between commas, tabs, semicolons or bars.
pub(super) struct Tables;

impl Format for Tables {
    fn name(&self) -> Name {
        Name::same("CSV")
    }

    fn endings(&self) -> &'static [&'static str] {
        &[".csv", ".tsv"]
    }

    fn recognises(&self, source: &Source<'_>, _: &mut Meter<'_>) -> Result<bool, CorpusError> {
        let Ok(text) = source.text() else {
            return Ok(false);
        };
        if !self.has_ending(source.name) {
            return Ok(Layout::surely(text, source.means.fields).is_some());
        }
        Ok(Layout::of(text, source.means.fields).is_some() || !text.contains("KEY Contents"))
    }

    fn parse(
        &self,
        source: &Source<'_>,
        words: &dyn WordJudge,
        meter: &mut Meter<'_>,
    ) -> Result<ParsedFile, CorpusError> {
        let text = source.text()?;
        let Some(layout) = Layout::of(text, source.means.fields) else {
            let message = messages::records::no_header();
            let error = CorpusError::new(source.name, Some(1), message);
            return Err(error.with_remedy(Remedy::NameColumns));
        };
        let issue = Records::issue_of(source);
        let mut records = Records::new(source, &issue, words, meter);
        let mut lines = LineCounter::new(text.as_bytes());
        let mut rows = Rows::new(text, layout.header_at, layout.delimiter);
        let Some(header) = rows.next() else {
            return records.finish();
        };
        let header = Header::new(header.cells, source.means.fields);
        while let Some(mut row) = rows.next() {
            if row.cells.iter().all(|cell| trim(cell).is_empty()) {
                continue;
            }
            if !row.is_whole || row.has_lines() && !header.fits(&row) {
                row = rows.cut_to_a_line(&row);
            }
            let line = lines.line_of(row.at);
            records.add(line, row.text, header.fields(&row))?;
        }
        if rows.gave_up() {
            let line = lines.line_of(rows.at());
            let message = messages::records::quotes_open();
            records.tell_misread(line, message.clone());
        }
        records.finish()
    }
}

/// The names of the columns.
struct Header {
    names: Vec<String>,
    /// How many cells a row has at least: up to the title, and to the body.
    least: usize,
}

impl Header {
    fn new(names: Vec<String>, fields: &FieldNames) -> Self {
        let names: Vec<String> = names.iter().map(|name| trim(name).to_owned()).collect();
        let is_needed = |name: &String| {
            let role = fields.role(name).map(|(role, _)| role);
            matches!(role, Some(FieldRole::Title | FieldRole::Body))
        };
        let last = names.iter().rposition(is_needed);
        Header {
            least: last.map_or(1, |last| last + 1).max(names.len().min(2)),
            names,
        }
    }

    /// Whether a row has its cells. A table may leave out those at the end that are empty.
    fn fits(&self, row: &Row<'_>) -> bool {
        let more = row.cells.get(self.names.len()..).unwrap_or_default();
        row.cells.len() >= self.least && more.iter().all(|cell| trim(cell).is_empty())
    }

    fn fields(&self, row: &Row<'_>) -> Result<Fields, BadRecord> {
        let mut fields = Fields::new();
        for (name, cell) in self.names.iter().zip(&row.cells) {
            let cell = trim(cell);
            let says = !name.is_empty() && !cell.is_empty() && !NOTHING.contains(&cell);
            if says && !fields.contains_key(name) {
                fields.insert(name.clone(), Value::String(cell.to_owned()));
            }
        }
        if !row.is_whole {
            return Err(BadRecord::new(messages::records::quote_open()));
        }
        if row.has_too_many {
            return Err(BadRecord::new(messages::records::too_many_cells()));
        }
        if !self.fits(row) {
            return Err(BadRecord::new(messages::records::cells_and_names(
                &counts::cells(row.cells.len() as u64),
                &self.names.len(),
            )));
        }
        Ok(fields)
    }
}
