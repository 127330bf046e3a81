//! Where the publisher of a printed citation ends and the title begins.

use super::characters::{holds_word, is_space, trim};

/// Publisher and title of `publisher, title`.
///
/// The publisher ends at the first comma outside of brackets and quotes, unless
/// what follows can only be more of a name: `Inc.`, the rest of a ministry's
/// list (`for Science, Innovation & Technology`), of a law firm's, of a
/// university's place. A text without such a comma is a title.
pub(super) fn split_publisher(works: &str) -> (&str, &str) {
    let commas = commas(works);
    let Some(publisher_commas) = publisher_commas(works, &commas) else {
        return ("", works);
    };
    let Some(&end) = commas.get(publisher_commas) else {
        return ("", works);
    };
    let publisher = trim(works.get(..end).unwrap_or_default());
    let title = trim(works.get(end + 1..).unwrap_or_default());
    (publisher, title)
}

/// The places of the commas that part a citation.
fn commas(works: &str) -> Vec<usize> {
    let found = commas_at_depth(works, "(（[「『《〈“", ")）]」』》〉”");
    // A bracket that is never closed must not hide every comma.
    found.unwrap_or_else(|| commas_at_depth(works, "", "").unwrap_or_default())
}

fn commas_at_depth(works: &str, opening: &str, closing: &str) -> Option<Vec<usize>> {
    let mut depth = 0usize;
    let mut found = Vec::new();
    // The spaces of a justified line may be lost: then a comma needs none behind it.
    let has_spaced = works.match_indices(',').any(|(at, _)| {
        works
            .get(at + 1..)
            .is_some_and(|rest| rest.starts_with(is_space))
    });
    let is_dense = !has_spaced;
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    for (at, c) in works.char_indices() {
        if opening.contains(c) {
            depth += 1;
        } else if closing.contains(c) {
            depth = depth.saturating_sub(1);
        } else if c == ',' && depth == 0 {
            let after = works.get(at + 1..).unwrap_or_default();
            let before = works.get(..at).and_then(|text| text.chars().next_back());
            let is_number = is_digit(before) && is_digit(after.chars().next());
            if after.starts_with(is_space) || is_dense && !is_number && !after.is_empty() {
                found.push(at);
            }
        }
    }
    (depth == 0).then_some(found)
}

/// How many commas belong to the publisher.
fn publisher_commas(works: &str, commas: &[usize]) -> Option<usize> {
    let mut segments = Vec::new();
    let mut start = 0;
    for &end in commas {
        segments.push(trim(works.get(start..end).unwrap_or_default()));
        start = end + 1;
    }
    segments.push(trim(works.get(start..).unwrap_or_default()));
    let first = segments.first()?;
    let count = if segments.len() < 2 {
        return None;
    } else if let Some(last) = list_end(&segments) {
        last
    } else if first.starts_with("University of ")
        && segments.len() > 2
        && is_name(segments.get(1)?, 2)
    {
        1
    } else {
        0
    };
    let forms = segments
        .iter()
        .skip(count + 1)
        .take_while(|segment| is_company_form(segment))
        .count();
    let count = count + forms;
    (count + 1 < segments.len()).then_some(count)
}

/// Words that name an office.
const OFFICES: &str = "Department Ministry Office Committee Commission Agency Centre Center Institute \
                       Bureau Council Administration Authority Board Secretariat Directorate Subcommittee";

/// The segment that ends a publisher's list: `Department for Culture, Media & Sport`.
fn list_end(segments: &[&str]) -> Option<usize> {
    let first = segments.first()?;
    let is_office = first.split(is_space).any(|word| holds_word(OFFICES, word))
        && first
            .split(is_space)
            .any(|word| matches!(word, "for" | "of" | "on"));
    let is_word = |text: &str| !text.is_empty() && !text.contains(is_space);
    for (nth, segment) in segments.iter().enumerate().skip(1) {
        // Something must be left for the title.
        if nth + 1 >= segments.len() {
            return None;
        }
        let mut words = segment.split(is_space).filter(|word| !word.is_empty());
        let joins = words.clone().any(|word| matches!(word, "&" | "and"));
        let is_firm = nth >= 2
            && segments
                .iter()
                .take(nth)
                .all(|name| is_word(name) && is_name(name, 1))
            && words.clone().any(|word| word == "&")
            && words.clone().count() <= 4;
        if joins && (is_firm || is_office && is_name(segment, 6)) {
            return Some(nth);
        }
        let goes_on = if is_office {
            is_name(segment, 3)
        } else {
            words.next().is_some() && is_name(segment, 1)
        };
        if !goes_on {
            return None;
        }
    }
    None
}

/// Whether the text is at most `most` words that all start large, but for
/// small words between.
fn is_name(text: &str, most: usize) -> bool {
    let mut words = 0;
    for word in text.split(is_space).filter(|word| !word.is_empty()) {
        words += 1;
        let is_small = matches!(word, "&" | "and" | "of" | "the" | "for");
        if words > most || !is_small && !word.starts_with(|c: char| c.is_uppercase()) {
            return false;
        }
    }
    words > 0
}

fn is_company_form(segment: &str) -> bool {
    let bare = segment.trim_end_matches('.');
    [
        "Inc", "Ltd", "LLC", "L.L.C", "LLP", "Co", "Corp", "GmbH", "AG", "PLC", "S.A", "N.A",
        "Co., Ltd",
    ]
    .iter()
    .any(|form| bare.eq_ignore_ascii_case(form))
}
