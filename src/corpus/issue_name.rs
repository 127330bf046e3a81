//! The name of an issue: its month where the file says so, else the file's stem.

use std::collections::BTreeMap;

use super::characters::is_space;
use crate::document::{Date, half_of_id};

/// The month, such as `2024-05`, that the labels on a file's pages name most.
pub(super) fn from_labels<'a>(labels: impl Iterator<Item = &'a str>) -> Option<String> {
    let mut counts: BTreeMap<(u16, u8), usize> = BTreeMap::new();
    for label in labels {
        let found = label.char_indices().find_map(|(at, c)| {
            c.is_ascii_digit()
                .then(|| label.get(at..).and_then(month_label))
                .flatten()
        });
        if let Some((year, month, _)) = found {
            *counts.entry((year, month)).or_default() += 1;
        }
    }
    // The first of those that are named equally often.
    let most = counts.into_iter().rev().max_by_key(|&(_, count)| count);
    most.map(|((year, month), _)| format!("{year:04}-{month:02}"))
}

/// The year and month a text starts with, in the spellings of a month's issue
/// (`2023-12`, `2024년 5월호`), and what follows.
pub(super) fn month_prefix(text: &str) -> Option<(u16, u8, &str)> {
    let year: u16 = text
        .get(..4)?
        .parse()
        .ok()
        .filter(|year| (1990..2100).contains(year))?;
    let rest = text.get(4..)?;
    let rest = rest
        .trim_start_matches(|c: char| is_space(c) || "-_./년\u{1102}\u{1167}\u{11AB}".contains(c));
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=2).contains(&digits) {
        return None;
    }
    let month: u8 = rest
        .get(..digits)?
        .parse()
        .ok()
        .filter(|month| (1..=12).contains(month))?;
    Some((year, month, rest.get(digits..)?))
}

/// The month of a label such as `2023-12월호`, and what follows it.
pub(super) fn month_label(text: &str) -> Option<(u16, u8, &str)> {
    let (year, month, rest) = month_prefix(text)?;
    let rest = rest.trim_start_matches(is_space).strip_prefix('월')?;
    let rest = rest.trim_start_matches(is_space).strip_prefix('호')?;
    Some((year, month, rest))
}

/// The issue of a file by its name: the month in it, or its stem.
pub(super) fn from_file(name: &str) -> String {
    month_in(stem(name)).unwrap_or_else(|| from_stem(name))
}

/// The issue of a file that no month tells: its stem, of which ids can be made.
pub(super) fn from_stem(name: &str) -> String {
    half_of_id(stem(name))
}

/// A file's name without its folders and its ending.
fn stem(name: &str) -> &str {
    let file = name.rsplit('/').next().unwrap_or(name);
    match file.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => file,
    }
}

/// The month in a file's stem: `2024-05`, `2024_05`, `202405`, `2024년 5월호`.
fn month_in(stem: &str) -> Option<String> {
    stem.char_indices().find_map(|(at, c)| {
        let before = stem.get(..at)?.chars().next_back();
        let text = stem.get(at..)?;
        if !c.is_ascii_digit() || before.is_some_and(|c| c.is_ascii_digit()) {
            return None;
        }
        let (year, month, rest) = month_prefix(text)?;
        let spelled = text.get(..text.len() - rest.len())?;
        let is_run = spelled.bytes().all(|byte| byte.is_ascii_digit());
        let bare = rest.trim_start_matches(is_space);
        // `2024-05-08` is a day and `2024-1호` a number, and `20240508` is neither.
        let is_longer = bare.starts_with('호')
            || rest.starts_with(['-', '_', '.'])
                && rest.get(1..)?.starts_with(|c: char| c.is_ascii_digit());
        let is_code = is_run && (spelled.len() != 6 || in_a_code(stem, at, 6));
        (!is_longer && !is_code).then(|| format!("{year:04}-{month:02}"))
    })
}

/// The day in a file's name: `daily_2026-03-15.md`, `20260315.md`.
pub(super) fn day_in(name: &str) -> Option<Date> {
    day_within(stem(name))
}

/// The day that a title names, in the spellings of files' names.
pub(super) fn day_within(stem: &str) -> Option<Date> {
    stem.char_indices().find_map(|(at, c)| {
        let before = stem.get(..at)?.chars().next_back();
        if !c.is_ascii_digit() || before.is_some_and(|c| c.is_ascii_digit()) {
            return None;
        }
        let text = stem.get(at..)?;
        let end = text
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(text.len());
        let number = |from: usize, to: usize| text.get(from..to)?.parse::<u16>().ok();
        let (year, month, day) = if end == 8 && !in_a_code(stem, at, 8) {
            (number(0, 4)?, number(4, 6)?, number(6, 8)?)
        } else {
            let (year, month, rest) = month_prefix(text)?;
            let rest = rest.trim_start_matches(|c: char| is_space(c) || "-_./월".contains(c));
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            if !(1..=2).contains(&digits) {
                return None;
            }
            (year, u16::from(month), rest.get(..digits)?.parse().ok()?)
        };
        Date::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
    })
}

/// Whether the run of digits at `at` are part of a run of letters and digits that
/// has other digits too, such as a checksum.
fn in_a_code(stem: &str, at: usize, digits: usize) -> bool {
    let is_code = |c: char| c.is_ascii_alphanumeric();
    let before = stem
        .get(..at)
        .unwrap_or_default()
        .chars()
        .rev()
        .take_while(|&c| is_code(c));
    let after = stem
        .get(at + digits..)
        .unwrap_or_default()
        .chars()
        .take_while(|&c| is_code(c));
    before.chain(after).any(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_read_from_file_names() {
        for name in [
            "2024-05.txt",
            "sub/2024_05.txt",
            "202405.txt",
            "AI_Brief_202405_F.txt",
            "2024년 5월호.txt",
            "2024년5월호.txt",
            "SPRI_AI_Brief_2024년5월호_F.txt",
            "2024.05.txt",
            "2024-5월호.txt",
            "brief 2024-5.txt",
            "2024\u{1102}\u{1167}\u{11AB} 5\u{110B}\u{116F}\u{11AF}\u{1112}\u{1169}.txt",
        ] {
            assert_eq!(from_file(name), "2024-05", "{name}");
        }
    }

    #[test]
    fn days_are_read_from_file_names() {
        for name in [
            "daily_2026-03-15.md",
            "20260315.md",
            "AI뉴스 2026.03.15.md",
            "2026_3_15 brief.md",
            "2026년 3월 15일.md",
        ] {
            let day = day_in(name).map(|day| day.to_string());
            assert_eq!(day.as_deref(), Some("2026-03-15"), "{name}");
        }
        for name in [
            "2026-03.md",
            "12026-03-15.md",
            "a20260315b7.md",
            "2026-03-45.md",
        ] {
            assert_eq!(day_in(name), None, "{name}");
        }
    }

    #[test]
    fn other_names_are_their_stem() {
        for (name, stem) in [
            ("000_d1e09330fba9aa98.txt", "000_d1e09330fba9aa98"),
            ("a/d1e202405fba9aa98.txt", "d1e202405fba9aa98"),
            ("20240508.txt", "20240508"),
            ("2024-05-08.txt", "2024-05-08"),
            ("2024-13.txt", "2024-13"),
            ("2024년 1호.txt", "2024년 1호"),
            ("news.2.txt", "news.2"),
            ("a/ news\n2.txt", "\\u{20}news\\u{A}2"),
            (".txt", ".txt"),
        ] {
            assert_eq!(from_file(name), stem, "{name}");
        }
    }

    #[test]
    fn labels_name_the_month_most_of_them_name() {
        let labels = [
            "SPRi AI Brief | 2023-12월호",
            "2023년 12월호 3",
            "2023년 11월호",
            "3",
        ];
        assert_eq!(from_labels(labels.into_iter()).as_deref(), Some("2023-12"));
        assert_eq!(from_labels(["3"].into_iter()), None);
    }
}
