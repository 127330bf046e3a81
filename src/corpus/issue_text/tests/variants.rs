//! A digest file as other extractors would have given it, for tests.
//!
//! The places to change are taken from the parse of the file as it is.

use std::collections::BTreeMap;

use crate::corpus::parsed::{LineKind, ParsedFile, Target};
use crate::document::Part;

/// What is done to a file.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Variant {
    /// No blank lines.
    pub no_blank_lines: bool,
    /// A page ends after every so many lines, with furniture around.
    pub page_lines: Option<usize>,
    /// No spaces before lines.
    pub no_leading: bool,
    /// No spaces after lines.
    pub no_trailing: bool,
    /// `KEY Contents` before the summary.
    pub key_first: bool,
    /// Markers without a space after them.
    pub glued: bool,
    /// Other signs for the markers.
    pub respelled: bool,
    /// Titles over two lines; no page ends between them.
    pub wrapped_titles: bool,
    pub table: TableBreak,
}

/// How the table of events is broken over lines.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum TableBreak {
    #[default]
    AsItIs,
    /// Each column name and each cell on a line of its own.
    Cells,
    /// Place and homepage cut within words, cell after cell.
    CutCells,
    /// Place and homepage cut within words, row after row.
    CutRows,
    /// The name among the description's lines.
    CentredName,
    /// The name before an item's dash.
    NameOnDash,
    /// No column names over the details.
    NoHead,
    /// Each value after its column's name.
    Labels,
    /// The section's heading before the table, its column names one a line.
    HeadFirst,
}

impl TableBreak {
    pub(super) const ALL: [TableBreak; 9] = [
        TableBreak::AsItIs,
        TableBreak::Cells,
        TableBreak::CutCells,
        TableBreak::CutRows,
        TableBreak::CentredName,
        TableBreak::NameOnDash,
        TableBreak::NoHead,
        TableBreak::Labels,
        TableBreak::HeadFirst,
    ];
}

/// The file changed.
pub(super) fn apply(text: &str, parsed: &ParsedFile, variant: Variant) -> String {
    let mut lines = numbered(text);
    if variant.key_first {
        lines = key_first(lines, parsed);
    }
    lines = break_table(lines, parsed, variant.table);
    let kinds = kinds(parsed);
    let mut lines: Vec<String> = lines
        .into_iter()
        .map(|(number, line)| match kinds.get(&number) {
            Some(&(LineKind::Title, _)) if variant.wrapped_titles => {
                wrap(&line, variant.no_trailing)
            }
            Some(&(kind, target)) => mark(&line, kind, target, variant),
            None => line,
        })
        .collect();
    if variant.no_blank_lines {
        lines.retain(|line| !line.trim().is_empty());
    }
    if variant.no_leading {
        lines
            .iter_mut()
            .for_each(|line| *line = line.trim_start().to_owned());
    }
    if variant.no_trailing {
        lines
            .iter_mut()
            .for_each(|line| *line = line.trim_end().to_owned());
    }
    if let Some(page_lines) = variant.page_lines {
        lines = break_pages(lines, page_lines);
    }
    lines.join("\n").replace(WRAP, "\n")
}

/// Stands for a line's end until pages have been broken.
const WRAP: char = '\u{1}';

/// The line in two, cut at the space nearest to its middle.
fn wrap(line: &str, no_trailing: bool) -> String {
    let text = line.trim_end();
    let start = text.len() - text.trim_start().len();
    let middle = start + (text.len() - start) / 2;
    let spaces = text
        .match_indices(' ')
        .map(|(at, _)| at)
        .filter(|&at| at > start);
    match spaces.min_by_key(|at| at.abs_diff(middle)) {
        Some(at) => {
            let space = if no_trailing { "" } else { " " };
            let (head, tail) = (&line[..at], &line[at + 1..]);
            format!("{head}{space}{WRAP}{tail}")
        }
        None => line.to_owned(),
    }
}

/// Each line with its number; lines that are put in have the number 0.
fn numbered(text: &str) -> Vec<(u32, String)> {
    (1u32..)
        .zip(text.lines())
        .map(|(number, line)| (number, line.to_owned()))
        .collect()
}

fn kinds(parsed: &ParsedFile) -> BTreeMap<u32, (LineKind, Target)> {
    parsed
        .spans
        .iter()
        .rev()
        .map(|span| (span.line, (span.kind, span.target)))
        .collect()
}

fn key_first(lines: Vec<(u32, String)>, parsed: &ParsedFile) -> Vec<(u32, String)> {
    let kinds = kinds(parsed);
    let kind = |number: u32| kinds.get(&number).map(|kind| kind.0);
    let mut moved = Vec::new();
    let mut is_before_key = false;
    for (number, line) in lines {
        match kind(number) {
            Some(LineKind::KeyContents) => {}
            Some(LineKind::Summary) if !is_before_key => {
                is_before_key = true;
                moved.push((0, "KEY Contents".to_owned()));
                moved.push((0, String::new()));
                moved.push((number, line));
            }
            Some(LineKind::Title) => {
                is_before_key = false;
                moved.push((number, line));
            }
            _ => moved.push((number, line)),
        }
    }
    moved
}

/// The line with its marker glued on or spelled otherwise.
fn mark(line: &str, kind: LineKind, target: Target, variant: Variant) -> String {
    let starts = |sign: &str| line.starts_with(sign) && target != Target::Furniture;
    let is_event = matches!(
        kind,
        LineKind::EventDescription | LineKind::EventName | LineKind::EventDetails
    );
    let (from, to) = if is_event {
        return line.to_owned();
    } else if starts("n ") {
        ("n ", if variant.respelled { "■ " } else { "n" })
    } else if starts("∙ ") {
        ("∙ ", if variant.respelled { "• " } else { "∙" })
    } else if starts("£") {
        ("£", if variant.respelled { "□ " } else { "£" })
    } else if starts("☞ 출처 :") {
        (
            "☞ 출처 :",
            if variant.respelled {
                "☞출 처： "
            } else {
                "☞ 출처:"
            },
        )
    } else {
        return line.to_owned();
    };
    if variant.glued || variant.respelled {
        line.replacen(from, to, 1)
    } else {
        line.to_owned()
    }
}

/// Ends a page after every so many lines that are not blank.
fn break_pages(lines: Vec<String>, page_lines: usize) -> Vec<String> {
    let mut broken = Vec::new();
    let mut page = 1;
    let mut filled = 0;
    let last = lines.len();
    for (at, line) in lines.into_iter().enumerate() {
        filled += usize::from(!line.trim().is_empty());
        broken.push(line);
        if filled == page_lines && at + 1 < last {
            filled = 0;
            page += 1;
            // The edges of pages, as three extractors give them.
            let edge: Vec<String> = match page % 3 {
                0 => vec![
                    page.to_string(),
                    "\u{C}1. 정책/법제 2. 기업/산업 3. 기술/연구 4. 인력/교육".to_owned(),
                ],
                1 => vec![
                    "SPRi AI Brief |  ".to_owned(),
                    "2024-05월호".to_owned(),
                    page.to_string(),
                ],
                _ => [
                    "1. 정책/법제 ",
                    "2. 기업/산업",
                    "3. 기술/연구",
                    " 4. 인력/교육",
                    "7",
                    "\u{C}",
                ]
                .map(str::to_owned)
                .to_vec(),
            };
            broken.extend(edge);
        }
    }
    broken
}

fn break_table(
    lines: Vec<(u32, String)>,
    parsed: &ParsedFile,
    table: TableBreak,
) -> Vec<(u32, String)> {
    if table == TableBreak::AsItIs {
        return lines;
    }
    let kinds = kinds(parsed);
    let known = |number: u32| kinds.get(&number).copied();
    let is_name = |number: u32| matches!(known(number), Some((LineKind::EventName, _)));
    let mut broken: Vec<(u32, String)> = Vec::new();
    let mut name: Vec<(u32, String)> = Vec::new();
    let mut items = 0;
    for (number, line) in lines {
        let text = line.trim();
        match known(number) {
            Some((LineKind::EventName, _))
                if matches!(table, TableBreak::CentredName | TableBreak::NameOnDash) =>
            {
                name.push((number, line));
                items = 0;
            }
            Some((LineKind::EventDescription, _)) if !name.is_empty() => {
                let is_item = line.starts_with("- ");
                items += usize::from(is_item);
                if table == TableBreak::NameOnDash && is_item && items == 2 {
                    let (_, last) = name.pop().unwrap_or_default();
                    broken.append(&mut name);
                    broken.push((number, format!("{} {line}", last.trim())));
                } else {
                    broken.push((number, line));
                    if table == TableBreak::CentredName && items == 1 && !is_item {
                        broken.append(&mut name);
                    }
                }
            }
            Some((LineKind::SectionHeading, _)) if table == TableBreak::HeadFirst => {}
            Some((LineKind::TableHeader, _))
                if text.starts_with("행사명") && table == TableBreak::HeadFirst =>
            {
                broken.extend(
                    ["Ⅱ. 주요 행사 일정", "행사명", "행사 주요 개요"]
                        .map(|line| (0, line.to_owned())),
                );
            }
            Some((LineKind::TableHeader, _)) if text.starts_with("기간") => match table {
                TableBreak::Cells | TableBreak::CutCells => {
                    broken.extend(["기간", "장소 ", "홈페이지"].map(|line| (0, line.to_owned())));
                }
                TableBreak::NoHead | TableBreak::Labels => {}
                _ => broken.push((number, line)),
            },
            Some((LineKind::EventDetails, Target::Event(event, Part::Period, _))) => {
                let event = &parsed.issue.events[event];
                let url = event.homepage.clone().unwrap_or_default();
                let (place_head, place_tail) = cut(&event.place, 1);
                let (url_head, url_tail) = cut(&url, 5);
                let cut_rows = vec![
                    format!("{} {place_head} {url_head}", event.period),
                    format!("{place_tail} {url_tail}"),
                ];
                let rows = match table {
                    TableBreak::Cells => vec![event.period.clone(), event.place.clone(), url],
                    TableBreak::CutCells => vec![
                        event.period.clone(),
                        place_head,
                        place_tail,
                        url_head,
                        url_tail,
                    ],
                    TableBreak::CutRows => cut_rows,
                    TableBreak::Labels => {
                        vec![
                            format!("기간 : {}", event.period),
                            format!("장소 : {}", event.place),
                            format!("홈페이지 : {url}"),
                        ]
                    }
                    _ => vec![line],
                };
                broken.extend(rows.into_iter().map(|row| (0, row)));
            }
            _ => broken.push((number, line)),
        }
        debug_assert!(!is_name(number) || table != TableBreak::AsItIs);
    }
    broken
}

/// The text cut so many characters before its end.
fn cut(text: &str, from_end: usize) -> (String, String) {
    let at = text
        .char_indices()
        .rev()
        .nth(from_end.saturating_sub(1))
        .map_or(0, |(at, _)| at);
    (text[..at].to_owned(), text[at..].to_owned())
}
