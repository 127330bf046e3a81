//! Text for people.

use std::io::{self, Write};

use super::super::query::expansions_text;
use super::super::style::{Role, Style};
use super::super::table::{Cell, Table};
use super::super::text;
use super::super::wrap::{harmless_text, width_of};
use super::{HitsPage, Renderer};
use crate::document::Document;

/// Writes text for people.
#[derive(Debug, Clone, Copy)]
pub struct Text {
    /// How it may look.
    pub style: Style,
}

impl Renderer for Text {
    fn hits(&self, out: &mut dyn Write, page: &HitsPage<'_>) -> io::Result<()> {
        text::rewrites_text(out, &page.hits.rewrites, &self.style)?;
        expansions_text(out, &page.hits.expansions, &self.style)?;
        text::hits_text(out, page.hits, page.elapsed, &self.style)
    }

    fn document(&self, out: &mut dyn Write, document: &Document) -> io::Result<()> {
        text::document_text(out, document, &self.style)
    }

    fn table(&self, out: &mut dyn Write, table: &Table) -> io::Result<()> {
        let rows: Vec<Vec<String>> = table
            .rows
            .iter()
            .map(|row| row.iter().map(shown).collect())
            .collect();
        let widths: Vec<usize> = (0..table.columns.len())
            .map(|column| {
                let cells = rows.iter().map(|row| width_of(&row[column]));
                cells.fold(width_of(table.columns[column].label), usize::max)
            })
            .collect();
        let labels = table.columns.iter().map(|column| column.label.to_owned());
        let head = line(&labels.collect::<Vec<_>>(), &widths, |_| false);
        writeln!(out, "{}", self.style.paint(Role::Faint, &head))?;
        for (row, cells) in table.rows.iter().zip(&rows) {
            let is_count = |column: usize| matches!(row[column], Cell::Count(_));
            writeln!(out, "{}", line(cells, &widths, is_count))?;
        }
        Ok(())
    }
}

/// Cells side by side, counts to the right; nothing behind the last.
fn line(cells: &[String], widths: &[usize], is_count: impl Fn(usize) -> bool) -> String {
    let mut line = String::new();
    for (column, (text, width)) in cells.iter().zip(widths).enumerate() {
        let padding = " ".repeat(width.saturating_sub(width_of(text)));
        if column > 0 {
            line.push_str("  ");
        }
        if is_count(column) {
            line.push_str(&padding);
            line.push_str(text);
        } else {
            line.push_str(text);
            line.push_str(&padding);
        }
    }
    line.trim_end().to_owned()
}

fn shown(cell: &Cell) -> String {
    let text = match cell {
        Cell::Unknown => String::new(),
        Cell::Text(text) => text.clone(),
        Cell::Texts(texts) => texts.join("; "),
        Cell::Count(count) => count.to_string(),
        Cell::Date(date) => date.to_string(),
    };
    harmless_text(&text)
}
