//! Text for people, with the digest's own labels.

use std::io::{self, Write};
use std::ops::Range;
use std::time::Duration;

use super::facets::facets_text;
use super::format::DocumentPage;
use super::harmless::harmless_text;
use super::hyperlink::Link;
use super::query::cut_expansions;
use super::style::{Role, Style};
use super::wrap::{width_of, wrapped, wrapped_with_links};
use crate::document::{Citation, Document, Part};
use crate::search::{Explanation, Hit, Hits, Rewrite, Snippet};

pub(super) const SOURCES_LABEL: &str = "출처: ";
const PARTIAL_LABEL: &str = "일부 일치";

/// A page of hits: what was searched for otherwise, then of each hit its title, id and
/// date, passages and sources, then the counts.
///
/// # Errors
///
/// Where `out` cannot be written.
pub fn hits_text(
    out: &mut dyn Write,
    hits: &Hits,
    elapsed: Duration,
    style: &Style,
) -> io::Result<()> {
    for note in notes(hits) {
        write_lines(out, &wrapped(&note, &[], Role::Faint, "", "  ", style))?;
    }
    for hit in &hits.hits {
        hit_text(out, hit, style)?;
        if let Some(explanation) = &hit.explanation {
            explanation_text(out, explanation, style)?;
        }
        writeln!(out)?;
    }
    facets_text(out, &hits.facets, style)?;
    let counts = counted(hits);
    let counts = format!("{counts} ({:.1} ms)", elapsed.as_secs_f64() * 1e3);
    writeln!(out, "{}", style.paint(Role::Faint, &counts))
}

/// How many hits there are, and which of them are on the page: `12건 중 1–10`.
pub(super) fn counted(hits: &Hits) -> String {
    let mut counts = format!("{}건", hits.total);
    if hits.partial > 0 {
        counts.push_str(&format!(", {PARTIAL_LABEL} {}건", hits.partial));
    }
    if let (Some(first), Some(last)) = (hits.hits.first(), hits.hits.last())
        && hits.hits.len() < hits.total + hits.partial
    {
        counts.push_str(&format!(" 중 {}–{}", first.rank, last.rank));
    }
    counts
}

/// The words that were taken for others, a line each: `'fpemxla' 대신 '레드팀'을 찾음`.
///
/// # Errors
///
/// Where `out` cannot be written.
pub fn rewrites_text(out: &mut dyn Write, rewrites: &[Rewrite], style: &Style) -> io::Result<()> {
    for rewrite in by_word(rewrites) {
        let line = rewritten(rewrite);
        write_lines(out, &wrapped(&line, &[], Role::Faint, "", "  ", style))?;
    }
    Ok(())
}

/// What was searched for otherwise than it was typed, a text each: words that were taken
/// for others, prefixes that stand for too many.
pub fn notes(hits: &Hits) -> Vec<String> {
    let rewrites = by_word(&hits.rewrites).map(rewritten);
    rewrites.chain(cut_expansions(&hits.expansions)).collect()
}

/// The words that each word was taken for, the likeliest first.
fn by_word(rewrites: &[Rewrite]) -> impl Iterator<Item = &[Rewrite]> {
    rewrites.chunk_by(|one, other| one.from == other.from)
}

/// How many words that a word was taken for are named.
const MOST_NAMED: usize = 5;

/// That a word was taken for others: `'fpemxla' 대신 '레드팀'을 찾음`.
fn rewritten(rewrites: &[Rewrite]) -> String {
    let named = &rewrites[..rewrites.len().min(MOST_NAMED)];
    let words: Vec<String> = named.iter().map(|one| format!("'{}'", one.to)).collect();
    let particle = named.last().map_or("", |one| object_particle(&one.to));
    let from = rewrites.first().map_or("", |one| one.from.as_str());
    let words = words.join(", ");
    match rewrites.len() - named.len() {
        0 => format!("'{from}' 대신 {words}{particle} 찾음"),
        more => format!("'{from}' 대신 {words} 외 {more}개를 찾음"),
    }
}

/// 을 after a consonant, 를 after a vowel; both where the last sound is not written in
/// Hangul.
fn object_particle(word: &str) -> &'static str {
    match word.chars().next_back() {
        Some(last @ '가'..='힣') if !(last as u32 - '가' as u32).is_multiple_of(28) => "을",
        Some('가'..='힣') => "를",
        _ => "을(를)",
    }
}

/// The most parts of a score that are shown as text; JSON has all.
const PARTS_SHOWN: usize = 12;

fn explanation_text(
    out: &mut dyn Write,
    explanation: &Explanation,
    style: &Style,
) -> io::Result<()> {
    for line in explanation_lines(explanation) {
        write_lines(
            out,
            &wrapped(&line, &[], Role::Faint, "   ", "             ", style),
        )?;
    }
    Ok(())
}

/// How a hit got its score: a line a part, the most first.
pub(super) fn explanation_lines(explanation: &Explanation) -> Vec<String> {
    let mut lines = vec![format!(
        "score {:.4} = (terms + alternatives) x {:.2} for {:.0}% of the words, + near; tier {}",
        explanation.score(),
        explanation.coverage_factor,
        explanation.coverage * 100.0,
        explanation.tier
    )];
    for part in explanation.terms.iter().take(PARTS_SHOWN) {
        lines.push(format!(
            "{:8.4}  {} in {} ({}), {} times, rarity {:.2}, weight {:.2}",
            part.score, part.term, part.field, part.view, part.frequency, part.rarity, part.weight
        ));
    }
    let rest = explanation.terms.iter().skip(PARTS_SHOWN);
    let rest: Vec<f32> = rest.map(|part| part.score).collect();
    if !rest.is_empty() {
        let sum: f32 = rest.iter().sum();
        lines.push(format!("{sum:8.4}  {} more terms", rest.len()));
    }
    for part in &explanation.alternatives {
        lines.push(format!(
            "{:8.4}  {} in {} (alternative), {} times",
            part.score, part.text, part.field, part.frequency
        ));
    }
    for part in explanation.near.iter().take(PARTS_SHOWN) {
        lines.push(format!(
            "{:8.4}  {} near {} in {}",
            part.score, part.left, part.right, part.field
        ));
    }
    let rest: Vec<f32> = explanation
        .near
        .iter()
        .skip(PARTS_SHOWN)
        .map(|part| part.score)
        .collect();
    if !rest.is_empty() {
        let sum: f32 = rest.iter().sum();
        lines.push(format!("{sum:8.4}  {} more pairs", rest.len()));
    }
    lines
}

fn hit_text(out: &mut dyn Write, hit: &Hit, style: &Style) -> io::Result<()> {
    let number = format!("{}. ", hit.rank);
    let indent = " ".repeat(number.len());
    let title = wrapped(
        hit.document.title(),
        &hit.title_highlights,
        Role::Strong,
        &number,
        &indent,
        style,
    );
    write_lines(out, &title)?;
    write_lines(out, &place_lines(&hit.document, &indent, style))?;
    if !hit.missing.is_empty() {
        let missing = lacking(hit);
        write_lines(
            out,
            &wrapped(&missing, &[], Role::Faint, &indent, &indent, style),
        )?;
    }
    let inner = format!("{indent}  ");
    let mut over: Option<(Part, Option<&str>)> = None;
    for snippet in &hit.snippets {
        // The title stands above already.
        if snippet.part == Part::Title {
            continue;
        }
        let here = (snippet.part, snippet.heading.as_deref());
        let label = match snippet.heading.as_deref() {
            Some(heading) => Some(heading),
            None => label(snippet.part),
        };
        let same = over.is_some_and(|over| match here.1 {
            Some(heading) => over.1 == Some(heading),
            None => over == here,
        });
        if !same && let Some(label) = label {
            let lead = format!("{indent}[");
            let mut lines = wrapped(&format!("{label}]"), &[], Role::Plain, &lead, &inner, style);
            for line in &mut lines {
                *line = style.paint(Role::Faint, line);
            }
            write_lines(out, &lines)?;
        }
        over = Some(here);
        let file = &hit.document.source().file;
        write_lines(out, &snippet_lines(snippet, file, &inner, style))?;
    }
    citations_text(
        out,
        hit.document.citations(),
        |_| Vec::new(),
        &indent,
        style,
    )
}

/// Where a passage stands in its digest file, for readers to check: `(2024-05.txt:706)`.
pub(super) fn snippet_place(snippet: &Snippet, file: &str) -> String {
    format!("({file}:{})", snippet.line)
}

/// A passage with its place in the digest file behind it, on a line of its own where the
/// last has no room for it.
fn snippet_lines(snippet: &Snippet, file: &str, indent: &str, style: &Style) -> Vec<String> {
    let in_style = |style: &Style| {
        let marks = &snippet.highlights;
        wrapped(&snippet.text, marks, Role::Plain, indent, indent, style)
    };
    let mut lines = in_style(style);
    let place = harmless_text(&snippet_place(snippet, file));
    // Escape codes take no cells.
    let plain = Style {
        ansi: false,
        ..*style
    };
    let used = in_style(&plain).last().map_or(0, |last| width_of(last));
    let chars = place.chars().count();
    let links: Vec<Link> = link_to_file(1..chars - 1, file, style)
        .into_iter()
        .collect();
    let placed = |lead| wrapped_with_links(&place, &[], &links, Role::Faint, lead, lead, style);
    match lines.last_mut() {
        Some(last) if used + 1 + width_of(&place) <= style.width_cells => {
            last.push_str(&format!(" {}", placed("").concat()));
        }
        _ => lines.extend(placed(indent)),
    }
    lines
}

/// What a partial hit lacks.
pub(super) fn lacking(hit: &Hit) -> String {
    format!("{PARTIAL_LABEL}, 없는 낱말: {}", hit.missing.join(", "))
}

/// The label over a passage that stands under no heading.
pub(super) fn label(part: Part) -> Option<&'static str> {
    match part {
        Part::Summary => Some("요약"),
        Part::Heading => Some("소제목"),
        Part::Footnote => Some("각주"),
        Part::Caption => Some("그림"),
        Part::Citation | Part::CitationPublisher | Part::CitationTitle => Some("출처"),
        Part::Description => Some("행사 개요"),
        Part::Period | Part::Place | Part::Homepage => Some("기간·장소·홈페이지"),
        Part::Body => Some("본문"),
        Part::Title => None,
    }
}

pub(super) fn place_line(document: &Document) -> String {
    let source = document.source();
    let mut line = document.id().to_string();
    if let Some(date) = document.date() {
        line.push_str(&format!(" · {date}"));
    }
    line.push_str(&format!(" · {}:{}", source.file, source.line));
    line
}

/// The id, the date, and the place in the digest file, which leads to the file.
pub(super) fn place_lines(document: &Document, indent: &str, style: &Style) -> Vec<String> {
    let line = place_line(document);
    let source = document.source();
    let place_chars = format!("{}:{}", source.file, source.line).chars().count();
    let chars = line.chars().count();
    let link = link_to_file(chars - place_chars..chars, &source.file, style);
    let links: Vec<Link> = link.into_iter().collect();
    wrapped_with_links(&line, &[], &links, Role::Faint, indent, indent, style)
}

/// The link of characters that name a place in a digest file.
fn link_to_file(chars: Range<usize>, file: &str, style: &Style) -> Option<Link> {
    let folder = style.links?.corpus_url?;
    Link::to_file(chars, folder, file)
}

/// The link of the address that `text` ends with.
pub(super) fn link_at_end(text: &str, url: Option<&str>) -> Option<Link> {
    let url = url.filter(|url| text.ends_with(url))?;
    let chars = text.chars().count();
    Link::to_web(chars - url.chars().count()..chars, url)
}

pub(super) fn citations_text(
    out: &mut dyn Write,
    citations: &[Citation],
    marks: impl Fn(usize) -> Vec<Range<usize>>,
    indent: &str,
    style: &Style,
) -> io::Result<()> {
    let rest = format!("{indent}{}", " ".repeat(6));
    for (index, citation) in citations.iter().enumerate() {
        let first = if index == 0 {
            format!("{indent}{SOURCES_LABEL}")
        } else {
            rest.clone()
        };
        let text = cited(citation);
        let marks = marks(index);
        let links: Vec<Link> = link_at_end(&text, citation.url.as_deref())
            .into_iter()
            .collect();
        let lines = wrapped_with_links(&text, &marks, &links, Role::Plain, &first, &rest, style);
        write_lines(out, &lines)?;
    }
    Ok(())
}

pub(super) fn cited(citation: &Citation) -> String {
    let work = cited_without_url(citation);
    match citation.url.as_deref().unwrap_or_default() {
        "" if work.is_empty() => citation.printed.clone(),
        "" => work,
        url if work.is_empty() => url.to_owned(),
        url => format!("{work}, {url}"),
    }
}

/// The publisher, the title and the date of what is cited, as far as they are known.
pub(super) fn cited_without_url(citation: &Citation) -> String {
    let date = citation
        .date
        .map(|date| date.to_string())
        .unwrap_or_default();
    let parts = [
        citation.publisher.as_str(),
        citation.title.as_str(),
        date.as_str(),
    ];
    let known = parts.into_iter().filter(|part| !part.is_empty());
    known.collect::<Vec<_>>().join(", ")
}

/// What to mark in the line of the citation at `index`, as [`cited`] writes it.
pub(super) fn marks_in_cited(page: &DocumentPage<'_>, index: usize) -> Vec<Range<usize>> {
    let mut marks = page.marks_of(Part::CitationPublisher, index).to_vec();
    let publisher = page.document.citations()[index].publisher.chars().count();
    let before_title = if publisher == 0 { 0 } else { publisher + 2 };
    let in_title = page.marks_of(Part::CitationTitle, index).iter();
    marks.extend(in_title.map(|mark| mark.start + before_title..mark.end + before_title));
    marks
}

pub(super) fn write_lines(out: &mut dyn Write, lines: &[String]) -> io::Result<()> {
    for line in lines {
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}
