//! HTML: one page that needs nothing else, light or dark as the reader's system is.
//!
//! Everything that a digest file wrote is escaped. There are no scripts, and nothing is
//! loaded: the page says so to the browser too.

use std::io::{self, Write};
use std::ops::Range;

use super::super::document;
use super::super::facets;
use super::super::table::{Cell, Table};
use super::super::text;
use super::super::wrap::width_of;
use super::marks::{is_web, runs};
use super::{DocumentPage, HitsPage, Renderer};
use crate::document::{Article, BlockKind, Citation, Document, Event, Part};
use crate::search::{FacetCounts, Hit};

/// How the page looks.
const SHEET: &str = include_str!("page.css");

/// Writes HTML.
#[derive(Debug, Clone, Copy)]
pub struct Html;

impl Renderer for Html {
    fn hits(&self, out: &mut dyn Write, page: &HitsPage<'_>) -> io::Result<()> {
        let hits = page.hits;
        begin(out, &hits.query)?;
        writeln!(out, "<h1>{}</h1>", plain(&hits.query))?;
        for note in text::notes(hits) {
            writeln!(out, "<p class=\"faint\">{}</p>", plain(&note))?;
        }
        writeln!(out, "<p class=\"faint\">{}</p>", text::counted(hits))?;
        for facet in &hits.facets {
            facet_html(out, facet)?;
        }
        for hit in &hits.hits {
            hit_html(out, hit)?;
        }
        end(out)
    }

    fn documents(&self, out: &mut dyn Write, pages: &[DocumentPage<'_>]) -> io::Result<()> {
        let first = pages.first().map_or("", |page| page.document.title());
        match pages.len() {
            0 | 1 => begin(out, first)?,
            count => begin(out, &format!("{first} 외 {}건", count - 1))?,
        }
        for page in pages {
            document_html(out, page)?;
        }
        end(out)
    }

    fn table(&self, out: &mut dyn Write, table: &Table) -> io::Result<()> {
        begin(out, table.name)?;
        writeln!(out, "<div class=\"wide\"><table>\n<thead><tr>")?;
        for (place, column) in table.columns.iter().enumerate() {
            let cells = table.rows.iter().map(|row| &row[place]);
            let class = class(cells);
            writeln!(out, "<th{class}>{}</th>", plain(column.label))?;
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
        writeln!(out, "</tbody>\n</table></div>")?;
        end(out)
    }
}

/// The longest word of a table that is never broken, in cells: ids are shorter.
const LONGEST_WHOLE_WORD_CELLS: usize = 20;

/// Numbers stand to the right; dates, ids and other single words are not broken.
fn class<'a>(mut cells: impl Iterator<Item = &'a Cell>) -> &'static str {
    match cells.find(|cell| **cell != Cell::Unknown) {
        Some(cell) if cell.is_number() => " class=\"number\"",
        Some(Cell::Date(_)) => " class=\"date\"",
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

fn document_html(out: &mut dyn Write, page: &DocumentPage<'_>) -> io::Result<()> {
    let document = page.document;
    let title = marked(document.title(), page.marks_of(Part::Title, 0));
    writeln!(out, "<article>\n<h1>{title}</h1>")?;
    place_html(out, document)?;
    match document {
        Document::Article(article) => article_html(out, article, page)?,
        Document::Event(event) => event_html(out, event, page)?,
    }
    writeln!(out, "</article>")
}

/// Counts as bars, each as long as its share of the largest.
fn facet_html(out: &mut dyn Write, facet: &FacetCounts) -> io::Result<()> {
    let label = facets::label(facet.facet);
    writeln!(
        out,
        "<section class=\"facet\">\n<h2>{label}</h2>\n<table>\n<tbody>"
    )?;
    let counts = facet.counts.iter();
    let most = counts.clone().map(|(_, count)| *count).max().unwrap_or(1);
    for (value, count) in counts {
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

fn hit_html(out: &mut dyn Write, hit: &Hit) -> io::Result<()> {
    let document = &hit.document;
    let title = marked(document.title(), &hit.title_highlights);
    writeln!(
        out,
        "<article class=\"hit\">\n<h2><span class=\"rank\">{}.</span> {title}</h2>",
        hit.rank
    )?;
    place_html(out, document)?;
    if !hit.missing.is_empty() {
        let lacking = plain(&text::lacking(hit));
        writeln!(out, "<p class=\"faint\">{lacking}</p>")?;
    }
    let file = &document.source().file;
    let mut over = None;
    let shown = hit.snippets.iter();
    // The title stands above already.
    for snippet in shown.filter(|snippet| snippet.part != Part::Title) {
        let label = snippet.heading.as_deref().or(text::label(snippet.part));
        if over != Some(label) {
            let label = plain(label.unwrap_or_default());
            writeln!(out, "<p class=\"over\">{label}</p>")?;
        }
        over = Some(label);
        let passage = marked(&snippet.text, &snippet.highlights);
        let place = plain(&text::snippet_place(snippet, file));
        writeln!(
            out,
            "<p class=\"passage\">{passage} <span class=\"place\">{place}</span></p>"
        )?;
    }
    citations_html(out, document.citations(), |_| Vec::new())?;
    if let Some(explanation) = &hit.explanation {
        let lines = text::explanation_lines(explanation);
        let lines: Vec<String> = lines.iter().map(|line| plain(line)).collect();
        writeln!(out, "<pre>{}</pre>", lines.join("\n"))?;
    }
    writeln!(out, "</article>")
}

fn place_html(out: &mut dyn Write, document: &Document) -> io::Result<()> {
    let place = plain(&text::place_line(document));
    writeln!(out, "<p class=\"place\">{place}</p>")
}

fn article_html(out: &mut dyn Write, article: &Article, page: &DocumentPage<'_>) -> io::Result<()> {
    if !article.summary.is_empty() {
        writeln!(out, "<section class=\"summary\">\n<h2>요약</h2>\n<ul>")?;
        for (index, block) in article.summary.iter().enumerate() {
            let marks = page.marks_of(Part::Summary, index);
            writeln!(out, "<li>{}</li>", marked(&block.text, marks))?;
        }
        writeln!(out, "</ul>\n</section>")?;
    }
    let is_item = |kind| matches!(kind, BlockKind::Bullet | BlockKind::Subbullet);
    let mut index = 0;
    for run in article
        .body
        .chunk_by(|a, b| is_item(a.kind) && is_item(b.kind))
    {
        if is_item(run[0].kind) {
            writeln!(out, "<ul>")?;
        }
        for block in run {
            let text = marked(&block.text, page.marks_of(Part::Body, index));
            index += 1;
            match block.kind {
                BlockKind::Heading => writeln!(out, "<h2>{text}</h2>")?,
                BlockKind::Bullet => writeln!(out, "<li>{text}</li>")?,
                BlockKind::Subbullet => writeln!(out, "<li class=\"sub\">{text}</li>")?,
                BlockKind::Paragraph => writeln!(out, "<p>{text}</p>")?,
                BlockKind::Footnote => writeln!(out, "<p class=\"note\">* {text}</p>")?,
                BlockKind::Caption => writeln!(out, "<p class=\"note\">그림: {text}</p>")?,
            }
        }
        if is_item(run[0].kind) {
            writeln!(out, "</ul>")?;
        }
    }
    citations_html(out, &article.citations, |index| {
        text::marks_in_cited(page, index)
    })
}

fn event_html(out: &mut dyn Write, event: &Event, page: &DocumentPage<'_>) -> io::Result<()> {
    if !event.description.is_empty() {
        writeln!(out, "<ul>")?;
        for (index, block) in event.description.iter().enumerate() {
            let marks = page.marks_of(Part::Description, index);
            writeln!(out, "<li>{}</li>", marked(&block.text, marks))?;
        }
        writeln!(out, "</ul>")?;
    }
    writeln!(out, "<dl>")?;
    for (label, text) in document::event_details(event) {
        let shown = match document::marks_in_detail(page, label) {
            [] => link_or_text(&text),
            marks => marked(&text, marks),
        };
        let label = label.trim_end().trim_end_matches(':');
        writeln!(out, "<dt>{label}</dt><dd>{shown}</dd>")?;
    }
    writeln!(out, "</dl>")
}

/// Citations; `marks_of` tells what to mark in the line of each.
fn citations_html(
    out: &mut dyn Write,
    citations: &[Citation],
    marks_of: impl Fn(usize) -> Vec<Range<usize>>,
) -> io::Result<()> {
    if citations.is_empty() {
        return Ok(());
    }
    let label = text::SOURCES_LABEL.trim_end().trim_end_matches(':');
    writeln!(out, "<footer>\n<p class=\"over\">{label}</p>\n<ul>")?;
    for (index, citation) in citations.iter().enumerate() {
        let marks = marks_of(index);
        let cited = match citation.url.as_deref().filter(|url| is_web(url)) {
            Some(url) => match text::cited_without_url(citation) {
                work if work.is_empty() => link_or_text(url),
                work => format!("{}, {}", marked(&work, &marks), link_or_text(url)),
            },
            None => marked(&text::cited(citation), &marks),
        };
        writeln!(out, "<li>{cited}</li>")?;
    }
    writeln!(out, "</ul>\n</footer>")
}

/// A link where `text` is an address of the web, else the text.
fn link_or_text(text: &str) -> String {
    let shown = plain(text);
    if is_web(text) {
        format!("<a href=\"{shown}\">{shown}</a>")
    } else {
        shown
    }
}

/// `text`, of which nothing is HTML.
fn plain(text: &str) -> String {
    marked(text, &[])
}

/// `text`, of which nothing but the marks is HTML.
fn marked(text: &str, marks: &[Range<usize>]) -> String {
    let mut html = String::with_capacity(text.len());
    for (run, is_marked) in runs(text, marks) {
        if is_marked {
            html.push_str("<mark>");
        }
        for c in run.chars() {
            match c {
                '&' => html.push_str("&amp;"),
                '<' => html.push_str("&lt;"),
                '>' => html.push_str("&gt;"),
                '"' => html.push_str("&quot;"),
                '\'' => html.push_str("&#39;"),
                _ => html.push(c),
            }
        }
        if is_marked {
            html.push_str("</mark>");
        }
    }
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_was_written_is_html() {
        assert_eq!(
            plain("<script>alert('1' & \"2\")</script>\u{1b}"),
            "&lt;script&gt;alert(&#39;1&#39; &amp; &quot;2&quot;)&lt;/script&gt;\u{fffd}"
        );
        assert_eq!(marked("<레드팀>", &[1..4]), "&lt;<mark>레드팀</mark>&gt;");
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
