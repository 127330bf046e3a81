//! Markdown (CommonMark, with the tables of GitHub's), for notes and reports.
//!
//! Everything that a digest file wrote is escaped: it stays text. Words of the query are
//! bold.

use std::io::{self, Write};

use super::super::model::{Answer, Cell, Entry, Label, Line, Link, Page, Span, Table};
use super::{Renderer, Style};
use crate::document::BlockKind;
use crate::language::labels::parts;

/// Writes Markdown.
pub(super) struct Markdown;

impl Renderer for Markdown {
    fn name(&self) -> &'static str {
        "markdown"
    }

    fn write(&self, out: &mut dyn Write, answer: &dyn Answer, _: &Style<'_>) -> io::Result<()> {
        match (answer.page(), answer.table()) {
            (Some(page), _) => write_page(out, &page),
            (None, Some(table)) => write_table(out, &table),
            (None, None) => Ok(()),
        }
    }
}

fn write_page(out: &mut dyn Write, page: &Page<'_>) -> io::Result<()> {
    if let Some(query) = page.query {
        writeln!(out, "# {}\n", plain(query))?;
    }
    for note in &page.notes {
        writeln!(out, "{}\n", marked(note))?;
    }
    if let Some((counted, _)) = &page.counted {
        writeln!(out, "{counted}")?;
    }
    for counts in &page.counts {
        writeln!(out, "\n## {}\n", counts.label)?;
        write_table(out, &counts.table())?;
    }
    for (place, entry) in page.entries.iter().enumerate() {
        if place > 0 || page.counted.is_some() {
            writeln!(out)?;
        }
        write_entry(out, entry)?;
    }
    verbatim(out, page.verbatim.iter().map(Line::text))
}

fn write_table(out: &mut dyn Write, table: &Table) -> io::Result<()> {
    let columns = table.columns.iter().enumerate();
    let rules = columns.map(|(column, _)| {
        let mut cells = table.rows.iter().map(|row| &row[column]);
        if cells.len() > 0 && cells.all(|cell| cell.is_number() || *cell == Cell::Unknown) {
            "---:".to_owned()
        } else {
            "---".to_owned()
        }
    });
    let labels = table
        .columns
        .iter()
        .map(|column| plain(column.label.text()));
    writeln!(out, "{}", row(labels))?;
    writeln!(out, "{}", row(rules))?;
    for cells in &table.rows {
        writeln!(out, "{}", row(cells.iter().map(shown)))?;
    }
    Ok(())
}

/// A cell; numbers of ours are no lists, whatever sign they begin with.
fn shown(cell: &Cell) -> String {
    if cell.is_text() {
        plain(&cell.plain())
    } else {
        cell.plain()
    }
}

fn row(cells: impl Iterator<Item = String>) -> String {
    let cells: Vec<String> = cells.collect();
    format!("| {} |", cells.join(" | "))
}

/// Lines as they are: four spaces make each verbatim, whatever it holds.
fn verbatim(out: &mut dyn Write, lines: impl Iterator<Item = String>) -> io::Result<()> {
    for line in lines {
        let line = format!("    {}", line.replace(char::is_whitespace, " "));
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

fn write_entry(out: &mut dyn Write, entry: &Entry) -> io::Result<()> {
    if let Some(heading) = &entry.heading {
        writeln!(out, "# {}\n", marked(heading))?;
    }
    let title = marked(&entry.title);
    match entry.rank {
        Some(rank) => writeln!(out, "## {rank}. {title}\n")?,
        None => writeln!(out, "# {title}\n")?,
    }
    writeln!(out, "{}", marked(&entry.place))?;
    if let Some(lacking) = &entry.lacking {
        writeln!(out, "\n{}", marked(lacking))?;
    }
    for passage in &entry.passages {
        if let Some(label) = &passage.label {
            writeln!(out, "\n*{}*\n", plain(label))?;
        }
        writeln!(
            out,
            "- {} {}",
            marked(&passage.text),
            marked(&passage.place)
        )?;
    }
    if !entry.summary.is_empty() {
        writeln!(out, "\n## {}\n", parts::SUMMARY)?;
    }
    for bullet in &entry.summary {
        writeln!(out, "- {}", marked(bullet))?;
    }
    let mut in_list = !entry.summary.is_empty();
    for (kind, block) in &entry.blocks {
        let text = marked(block);
        let is_item = matches!(kind, BlockKind::Bullet | BlockKind::Subbullet);
        if !(is_item && in_list) {
            writeln!(out)?;
        }
        match kind {
            BlockKind::Heading => writeln!(out, "## {text}")?,
            BlockKind::Bullet => writeln!(out, "- {text}")?,
            // Where no bullet is above, two spaces do no harm.
            BlockKind::Subbullet => writeln!(out, "  - {text}")?,
            BlockKind::Paragraph => writeln!(out, "{text}")?,
            BlockKind::Footnote => writeln!(out, "\\* {text}")?,
            BlockKind::Caption => writeln!(out, "{}: {text}", parts::FIGURE)?,
        }
        in_list = is_item;
    }
    for (label, detail) in entry.details.iter().flatten() {
        writeln!(out, "\n{label}: {}", marked(detail))?;
    }
    if !entry.citations.is_empty() {
        writeln!(out, "\n{}:\n", parts::SOURCES)?;
    }
    for citation in &entry.citations {
        writeln!(out, "- {}", marked(citation))?;
    }
    if !entry.explanation.is_empty() {
        writeln!(out)?;
        let lines = entry.explanation.iter();
        verbatim(out, lines.map(|line| Line::plain(line).text()))?;
    }
    Ok(())
}

/// `text` on one line, of which nothing is Markdown.
fn plain(text: &str) -> String {
    marked(&Line::plain(text))
}

/// The text of a line, of which nothing is Markdown but the words of the query, which are
/// bold, and the addresses on the web.
fn marked(text: &Line) -> String {
    let mut line = String::new();
    for span in text.spans() {
        let run = span.text();
        let (begin, end) = match (span.label(), run.chars().next(), run.chars().next_back()) {
            _ if leads_to_the_web(span) => ("<", ">"),
            (Label::Match | Label::MatchInTitle, Some(first), Some(last)) => {
                // Asterisks beside a mark of punctuation are none: “**(주)**는”.
                if first.is_alphanumeric() && last.is_alphanumeric() {
                    ("**", "**")
                } else {
                    ("<b>", "</b>")
                }
            }
            _ => ("", ""),
        };
        line.push_str(begin);
        if leads_to_the_web(span) {
            line.push_str(run);
        } else {
            escape(run, &mut line);
        }
        line.push_str(end);
    }
    let line = line.trim();
    // What would begin a list, a line or a heading of underlines.
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    if digits > 0 && line[digits..].starts_with(['.', ')']) {
        return format!("{}\\{}", &line[..digits], &line[digits..]);
    }
    if line.starts_with(['-', '+', '=']) {
        return format!("\\{line}");
    }
    line.to_owned()
}

fn leads_to_the_web(span: &Span) -> bool {
    matches!(span.link(), Some(Link::Web(_)))
}

fn escape(text: &str, line: &mut String) {
    for c in text.chars() {
        if c.is_whitespace() {
            line.push(' ');
            continue;
        }
        if "\\`*_{}[]<>|~#&$".contains(c) {
            line.push('\\');
        }
        line.push(c);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_was_written_is_markdown() {
        for (text, expected) in [
            ("a*b* _c_ `d`", "a\\*b\\* \\_c\\_ \\`d\\`"),
            ("<b>[x](y)|z", "\\<b\\>\\[x\\](y)\\|z"),
            ("# 제목\n- 둘째", "\\# 제목 - 둘째"),
            ("- 하나", "\\- 하나"),
            ("2024. 5", "2024\\. 5"),
            ("1) 하나", "1\\) 하나"),
            ("2024년", "2024년"),
            ("&amp; $1$", "\\&amp; \\$1\\$"),
            ("    들여씀", "들여씀"),
            ("\u{1b}[1m", "\u{fffd}\\[1m"),
            ("가\r나\u{85}다\u{2028}라\u{202e}", "가 나 다 라\u{fffd}"),
        ] {
            assert_eq!(plain(text), expected);
        }
    }

    fn bold(text: &str, mark: std::ops::Range<usize>) -> String {
        marked(&Line::marked(Label::Plain, text, &[mark]))
    }

    #[test]
    fn marks_are_bold_beside_particles_and_brackets() {
        assert_eq!(bold("레드팀은", 0..3), "**레드팀**은");
        assert_eq!(bold("(주)는", 0..3), "<b>(주)</b>는");
        assert_eq!(bold("a_b c", 0..3), "**a\\_b** c");
    }
}
