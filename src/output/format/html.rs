//! HTML: one page that needs nothing else, light or dark as the reader's system is.
//!
//! Everything that a digest file wrote is escaped. There are no scripts, and nothing is
//! loaded: the page says so to the browser too.

use std::io::{self, Write};

use super::super::model::{Answer, Cell, Counts, Entry, Line, Link, Page, Table, width_of};
use super::{Renderer, Style};
use crate::document::{BlockKind, is_web_address};
use crate::language::labels::parts;

/// How the page looks.
const SHEET: &str = include_str!("page.css");

/// Writes HTML.
pub(super) struct Html;

impl Renderer for Html {
    fn name(&self) -> &'static str {
        "html"
    }

    fn write(&self, out: &mut dyn Write, answer: &dyn Answer, _: &Style<'_>) -> io::Result<()> {
        begin(out, &answer.title())?;
        match (answer.page(), answer.table()) {
            (Some(page), _) => write_page(out, &page)?,
            (None, Some(table)) => write_table(out, &table)?,
            (None, None) => {}
        }
        end(out)
    }
}

fn write_page(out: &mut dyn Write, page: &Page<'_>) -> io::Result<()> {
    if let Some(query) = page.query {
        writeln!(out, "<h1>{}</h1>", plain(query))?;
    }
    for note in &page.notes {
        writeln!(out, "<p class=\"faint\">{}</p>", marked(note))?;
    }
    if let Some((counted, _)) = &page.counted {
        writeln!(out, "<p class=\"faint\">{counted}</p>")?;
    }
    for counts in &page.counts {
        write_counts(out, counts)?;
    }
    for entry in &page.entries {
        write_entry(out, entry)?;
    }
    if !page.verbatim.is_empty() {
        verbatim(out, page.verbatim.iter().map(marked))?;
    }
    Ok(())
}

fn write_table(out: &mut dyn Write, table: &Table) -> io::Result<()> {
    writeln!(out, "<div class=\"wide\"><table>\n<thead><tr>")?;
    for (place, column) in table.columns.iter().enumerate() {
        let cells = table.rows.iter().map(|row| &row[place]);
        let class = class(cells);
        writeln!(out, "<th{class}>{}</th>", plain(column.label.text()))?;
    }
    writeln!(out, "</tr></thead>\n<tbody>")?;
    for row in &table.rows {
        writeln!(out, "<tr>")?;
        for cell in row {
            let class = class(std::iter::once(cell));
            writeln!(out, "<td{class}>{}</td>", link_or_text(&cell.plain()))?;
        }
        writeln!(out, "</tr>")?;
    }
    writeln!(out, "</tbody>\n</table></div>")
}

/// Lines as they are, of which nothing is HTML any more.
fn verbatim(out: &mut dyn Write, lines: impl Iterator<Item = String>) -> io::Result<()> {
    let lines: Vec<String> = lines.collect();
    writeln!(out, "<pre>{}</pre>", lines.join("\n"))
}

/// The longest word of a table that is never broken, in cells: ids are shorter.
const LONGEST_WHOLE_WORD_CELLS: usize = 20;

/// Numbers stand to the right; dates, ids and other single words are not broken.
fn class<'a>(mut cells: impl Iterator<Item = &'a Cell>) -> &'static str {
    match cells.find(|cell| **cell != Cell::Unknown) {
        Some(cell) if cell.is_number() => " class=\"number\"",
        Some(Cell::Date(_) | Cell::Known(..)) => " class=\"date\"",
        Some(Cell::Text(text))
            if !text.contains(char::is_whitespace)
                && width_of(text) <= LONGEST_WHOLE_WORD_CELLS =>
        {
            " class=\"word\""
        }
        _ => "",
    }
}

fn begin(out: &mut dyn Write, title: &str) -> io::Result<()> {
    writeln!(
        out,
        "<!doctype html>\n<html lang=\"ko\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta http-equiv=\"Content-Security-Policy\" \
         content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>{}</title>\n<style>\n{SHEET}</style>\n</head>\n<body>\n<main>",
        plain(title)
    )
}

fn end(out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "</main>\n</body>\n</html>")
}

/// Counts as bars, each as long as its share of the largest.
fn write_counts(out: &mut dyn Write, counts: &Counts<'_>) -> io::Result<()> {
    let label = counts.label;
    writeln!(
        out,
        "<section class=\"facet\">\n<h2>{label}</h2>\n<table>\n<tbody>"
    )?;
    let values = counts.values.iter();
    let most = values.clone().map(|(_, count)| *count).max().unwrap_or(1);
    for (value, count) in values {
        let share = *count as f64 * 100.0 / most as f64;
        writeln!(
            out,
            "<tr>\n<th>{}</th>\n<td class=\"number\">{count}</td>\n\
             <td class=\"bar\"><span style=\"width: {share:.1}%\"></span></td>\n</tr>",
            plain(value)
        )?;
    }
    writeln!(out, "</tbody>\n</table>\n</section>")
}

fn write_entry(out: &mut dyn Write, entry: &Entry) -> io::Result<()> {
    if let Some(heading) = &entry.heading {
        writeln!(out, "<h1>{}</h1>", marked(heading))?;
    }
    let title = marked(&entry.title);
    match entry.rank {
        Some(rank) => writeln!(
            out,
            "<article class=\"hit\">\n<h2><span class=\"rank\">{rank}.</span> {title}</h2>"
        )?,
        None => writeln!(out, "<article>\n<h1>{title}</h1>")?,
    }
    writeln!(out, "<p class=\"place\">{}</p>", marked(&entry.place))?;
    if let Some(lacking) = &entry.lacking {
        writeln!(out, "<p class=\"faint\">{}</p>", marked(lacking))?;
    }
    for passage in &entry.passages {
        if let Some(label) = &passage.label {
            writeln!(out, "<p class=\"over\">{}</p>", plain(label))?;
        }
        writeln!(
            out,
            "<p class=\"passage\">{} <span class=\"place\">{}</span></p>",
            marked(&passage.text),
            marked(&passage.place)
        )?;
    }
    if !entry.summary.is_empty() {
        writeln!(
            out,
            "<section class=\"summary\">\n<h2>{}</h2>",
            parts::SUMMARY
        )?;
        write_list(out, &entry.summary)?;
        writeln!(out, "</section>")?;
    }
    write_blocks(out, &entry.blocks)?;
    if let Some(details) = &entry.details {
        writeln!(out, "<dl>")?;
        for (label, detail) in details {
            writeln!(out, "<dt>{label}</dt><dd>{}</dd>", marked(detail))?;
        }
        writeln!(out, "</dl>")?;
    }
    if !entry.citations.is_empty() {
        writeln!(out, "<footer>\n<p class=\"over\">{}</p>", parts::SOURCES)?;
        write_list(out, &entry.citations)?;
        writeln!(out, "</footer>")?;
    }
    if !entry.explanation.is_empty() {
        verbatim(out, entry.explanation.iter().map(|line| plain(line)))?;
    }
    writeln!(out, "</article>")
}

fn write_list(out: &mut dyn Write, items: &[Line]) -> io::Result<()> {
    writeln!(out, "<ul>")?;
    for item in items {
        writeln!(out, "<li>{}</li>", marked(item))?;
    }
    writeln!(out, "</ul>")
}

fn write_blocks(out: &mut dyn Write, blocks: &[(BlockKind, Line)]) -> io::Result<()> {
    let is_item = |kind| matches!(kind, BlockKind::Bullet | BlockKind::Subbullet);
    for run in blocks.chunk_by(|a, b| is_item(a.0) && is_item(b.0)) {
        if is_item(run[0].0) {
            writeln!(out, "<ul>")?;
        }
        for (kind, block) in run {
            let text = marked(block);
            match kind {
                BlockKind::Heading => writeln!(out, "<h2>{text}</h2>")?,
                BlockKind::Bullet => writeln!(out, "<li>{text}</li>")?,
                BlockKind::Subbullet => writeln!(out, "<li class=\"sub\">{text}</li>")?,
                BlockKind::Paragraph => writeln!(out, "<p>{text}</p>")?,
                BlockKind::Footnote => writeln!(out, "<p class=\"note\">* {text}</p>")?,
                BlockKind::Caption => {
                    writeln!(out, "<p class=\"note\">{}: {text}</p>", parts::FIGURE)?;
                }
            }
        }
        if is_item(run[0].0) {
            writeln!(out, "</ul>")?;
        }
    }
    Ok(())
}

/// A link where `text` is an address on the web, else the text.
fn link_or_text(text: &str) -> String {
    let shown = plain(text);
    if is_web_address(text) {
        format!("<a href=\"{shown}\">{shown}</a>")
    } else {
        shown
    }
}

/// `text`, of which nothing is HTML.
fn plain(text: &str) -> String {
    marked(&Line::plain(text))
}

/// The text of a line, of which nothing is HTML but the marks around words of the query and
/// the links to the web.
fn marked(line: &Line) -> String {
    let mut html = String::new();
    for span in line.spans() {
        let url = match span.link() {
            Some(Link::Web(url)) => Some(escaped(url)),
            _ => None,
        };
        let mut text = escaped(span.text());
        if span.label().is_match() {
            text = format!("<mark>{text}</mark>");
        }
        match url {
            Some(url) => html.push_str(&format!("<a href=\"{url}\">{text}</a>")),
            None => html.push_str(&text),
        }
    }
    html
}

fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            _ => html.push(c),
        }
    }
    html
}

#[cfg(test)]
mod tests {
    use super::super::super::model::Label;
    use super::*;

    #[test]
    fn nothing_that_was_written_is_html() {
        assert_eq!(
            plain("<script>alert('1' & \"2\")</script>\u{1b}"),
            "&lt;script&gt;alert(&#39;1&#39; &amp; &quot;2&quot;)&lt;/script&gt;\u{fffd}"
        );
        assert_eq!(
            marked(&Line::marked(
                Label::Plain,
                "<레드팀>",
                std::slice::from_ref(&(1..4))
            )),
            "&lt;<mark>레드팀</mark>&gt;"
        );
        assert_eq!(
            plain("가\r나\u{85}다\u{2028}라\u{c}\u{202e}"),
            "가 나 다 라 \u{fffd}"
        );
    }

    #[test]
    fn only_addresses_of_the_web_are_linked() {
        assert_eq!(
            link_or_text("https://example.org/?a=1&b=2"),
            "<a href=\"https://example.org/?a=1&amp;b=2\">https://example.org/?a=1&amp;b=2</a>"
        );
        assert_eq!(link_or_text("javascript:alert(1)"), "javascript:alert(1)");
    }
}
