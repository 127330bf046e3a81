//! Markdown (CommonMark, with the tables of GitHub's), for notes and reports.
//!
//! Everything that a digest file wrote is escaped: it stays text. Words of the query are
//! bold.

use std::io::{self, Write};
use std::ops::Range;

use super::super::document;
use super::super::facets;
use super::super::table::{Cell, Table};
use super::super::text::{self, SOURCES_LABEL};
use super::marks::{is_web, runs};
use super::{DocumentPage, HitsPage, Renderer};
use crate::document::{Article, BlockKind, Citation, Document, Event, Part};
use crate::search::Hit;

/// Writes Markdown.
#[derive(Debug, Clone, Copy)]
pub struct Markdown;

impl Renderer for Markdown {
    fn hits(&self, out: &mut dyn Write, page: &HitsPage<'_>) -> io::Result<()> {
        let hits = page.hits;
        writeln!(out, "# {}\n", plain(&hits.query))?;
        for note in text::notes(hits) {
            writeln!(out, "{}\n", plain(&note))?;
        }
        writeln!(out, "{}", text::counted(hits))?;
        for facet in &hits.facets {
            writeln!(out, "\n## {}\n", facets::label(facet.facet))?;
            self.table(out, &facets::counts_table(facet))?;
        }
        for hit in &hits.hits {
            hit_markdown(out, hit)?;
        }
        Ok(())
    }

    fn documents(&self, out: &mut dyn Write, pages: &[DocumentPage<'_>]) -> io::Result<()> {
        for (place, page) in pages.iter().enumerate() {
            if place > 0 {
                writeln!(out)?;
            }
            document_markdown(out, page)?;
        }
        Ok(())
    }

    fn table(&self, out: &mut dyn Write, table: &Table) -> io::Result<()> {
        let columns = table.columns.iter().enumerate();
        let rules = columns.map(|(column, _)| {
            let mut cells = table.rows.iter().map(|row| &row[column]);
            if cells.len() > 0 && cells.all(|cell| cell.is_number() || *cell == Cell::Unknown) {
                "---:".to_owned()
            } else {
                "---".to_owned()
            }
        });
        let labels = table.columns.iter().map(|column| plain(column.label));
        writeln!(out, "{}", row(labels))?;
        writeln!(out, "{}", row(rules))?;
        for cells in &table.rows {
            writeln!(out, "{}", row(cells.iter().map(shown)))?;
        }
        Ok(())
    }
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

fn document_markdown(out: &mut dyn Write, page: &DocumentPage<'_>) -> io::Result<()> {
    let document = page.document;
    let title = marked(document.title(), page.marks_of(Part::Title, 0));
    writeln!(out, "# {title}\n")?;
    writeln!(out, "{}", plain(&text::place_line(document)))?;
    match document {
        Document::Article(article) => article_markdown(out, article, page),
        Document::Event(event) => event_markdown(out, event, page),
    }
}

fn hit_markdown(out: &mut dyn Write, hit: &Hit) -> io::Result<()> {
    let title = marked(hit.document.title(), &hit.title_highlights);
    writeln!(out, "\n## {}. {title}\n", hit.rank)?;
    writeln!(out, "{}", plain(&text::place_line(&hit.document)))?;
    if !hit.missing.is_empty() {
        writeln!(out, "\n{}", plain(&text::lacking(hit)))?;
    }
    let file = &hit.document.source().file;
    let mut over = None;
    for snippet in &hit.snippets {
        // The title stands above already.
        if snippet.part == Part::Title {
            continue;
        }
        let label = snippet.heading.as_deref().or(text::label(snippet.part));
        if over != Some(label) {
            writeln!(out, "\n*{}*\n", plain(label.unwrap_or_default()))?;
        }
        over = Some(label);
        let passage = marked(&snippet.text, &snippet.highlights);
        writeln!(
            out,
            "- {passage} {}",
            plain(&text::snippet_place(snippet, file))
        )?;
    }
    citations_markdown(out, hit.document.citations(), |_| Vec::new())?;
    if let Some(explanation) = &hit.explanation {
        writeln!(out)?;
        for line in text::explanation_lines(explanation) {
            // Four spaces make a line verbatim, whatever it holds.
            let line: String = runs(&line, &[]).into_iter().map(|(run, _)| run).collect();
            writeln!(out, "    {}", line.replace(char::is_whitespace, " "))?;
        }
    }
    Ok(())
}

fn article_markdown(
    out: &mut dyn Write,
    article: &Article,
    page: &DocumentPage<'_>,
) -> io::Result<()> {
    if !article.summary.is_empty() {
        writeln!(out, "\n## 요약\n")?;
    }
    for (index, block) in article.summary.iter().enumerate() {
        let marks = page.marks_of(Part::Summary, index);
        writeln!(out, "- {}", marked(&block.text, marks))?;
    }
    let mut in_list = !article.summary.is_empty();
    for (index, block) in article.body.iter().enumerate() {
        let text = marked(&block.text, page.marks_of(Part::Body, index));
        let is_item = matches!(block.kind, BlockKind::Bullet | BlockKind::Subbullet);
        if !(is_item && in_list) {
            writeln!(out)?;
        }
        match block.kind {
            BlockKind::Heading => writeln!(out, "## {text}")?,
            BlockKind::Bullet => writeln!(out, "- {text}")?,
            // Where no bullet is above, two spaces do no harm.
            BlockKind::Subbullet => writeln!(out, "  - {text}")?,
            BlockKind::Paragraph => writeln!(out, "{text}")?,
            BlockKind::Footnote => writeln!(out, "\\* {text}")?,
            BlockKind::Caption => writeln!(out, "그림: {text}")?,
        }
        in_list = is_item;
    }
    citations_markdown(out, &article.citations, |index| {
        text::marks_in_cited(page, index)
    })
}

fn event_markdown(out: &mut dyn Write, event: &Event, page: &DocumentPage<'_>) -> io::Result<()> {
    if !event.description.is_empty() {
        writeln!(out)?;
    }
    for (index, block) in event.description.iter().enumerate() {
        let marks = page.marks_of(Part::Description, index);
        writeln!(out, "- {}", marked(&block.text, marks))?;
    }
    for (label, text) in document::event_details(event) {
        let text = if is_web(&text) {
            format!("<{text}>")
        } else {
            marked(&text, document::marks_in_detail(page, label))
        };
        writeln!(out, "\n{label}{text}")?;
    }
    Ok(())
}

/// Citations; `marks_of` tells what to mark in the line of each.
fn citations_markdown(
    out: &mut dyn Write,
    citations: &[Citation],
    marks_of: impl Fn(usize) -> Vec<Range<usize>>,
) -> io::Result<()> {
    if citations.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{}\n", SOURCES_LABEL.trim_end())?;
    for (index, citation) in citations.iter().enumerate() {
        let marks = marks_of(index);
        let cited = match citation.url.as_deref().filter(|url| is_web(url)) {
            Some(url) => match text::cited_without_url(citation) {
                work if work.is_empty() => format!("<{url}>"),
                work => format!("{}, <{url}>", marked(&work, &marks)),
            },
            None => marked(&text::cited(citation), &marks),
        };
        writeln!(out, "- {cited}")?;
    }
    Ok(())
}

/// `text` on one line, of which nothing is Markdown.
fn plain(text: &str) -> String {
    marked(text, &[])
}

/// `text` on one line, of which nothing but the marks is Markdown.
fn marked(text: &str, marks: &[Range<usize>]) -> String {
    let mut line = String::new();
    for (run, is_marked) in runs(text, marks) {
        let bold = match (run.chars().next(), run.chars().next_back()) {
            (Some(first), Some(last)) if is_marked => {
                // Asterisks beside a mark of punctuation are none: “**(주)**는”.
                if first.is_alphanumeric() && last.is_alphanumeric() {
                    Some(("**", "**"))
                } else {
                    Some(("<b>", "</b>"))
                }
            }
            _ => None,
        };
        let (begin, end) = bold.unwrap_or_default();
        line.push_str(begin);
        escape(&run, &mut line);
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

    #[test]
    fn marks_are_bold_beside_particles_and_brackets() {
        assert_eq!(marked("레드팀은", &[0..3]), "**레드팀**은");
        assert_eq!(marked("(주)는", &[0..3]), "<b>(주)</b>는");
        assert_eq!(marked("a_b c", &[0..3]), "**a\\_b** c");
    }
}
