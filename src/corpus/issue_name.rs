//! The name of an issue: its month where the file says so, else the file's stem.

use std::collections::BTreeMap;

use super::characters::is_space;
use crate::document::{Date, PartialDate, half_of_id};

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

/// What the path of a file tells of its issue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PathMonth {
    /// The year and the month.
    Whole(u16, u8),
    /// A month, and no year.
    OfSomeYear(u8),
    /// No month.
    None,
}

impl PathMonth {
    /// The month in the file's name; what that lacks is told by the folders, the nearest first.
    pub(super) fn of(name: &str) -> Self {
        let stem = stem(name);
        if let Some((year, month)) = month_in(stem) {
            return PathMonth::Whole(year, month);
        }
        let folders = || name.rsplit('/').skip(1);
        if let Some(month) = bare_month(stem) {
            return match folders().find_map(year_in) {
                Some(year) => PathMonth::Whole(year, month),
                // `3.txt` alone is a number.
                None if stem.contains('월') => PathMonth::OfSomeYear(month),
                None => PathMonth::None,
            };
        }
        if says_something_else(stem) {
            return PathMonth::None;
        }
        if let Some((year, month)) = folders().find_map(month_in) {
            return PathMonth::Whole(year, month);
        }
        let month = folders().enumerate();
        let found = month.filter_map(|(at, folder)| Some((at, bare_month(folder)?)));
        for (at, month) in found {
            if let Some(year) = folders().skip(at + 1).find_map(year_in) {
                return PathMonth::Whole(year, month);
            }
        }
        PathMonth::None
    }

    /// The id of the issue, where the path tells all of it.
    pub(super) fn id(self) -> Option<String> {
        match self {
            PathMonth::Whole(year, month) => Some(format!("{year:04}-{month:02}")),
            _ => None,
        }
    }
}

/// The id of the issue of `month` whose newest source, or first event, is of `date`: that of the
/// year in which they are nearest to each other.
pub(super) fn nearest_to(month: u8, date: PartialDate) -> Option<String> {
    let (year, dated, _) = date.numbers();
    let count = |year: u16, month: u8| i32::from(year) * 12 + i32::from(month);
    let dated = if dated == 0 { month } else { dated };
    let years = [year.checked_sub(1)?, year, year + 1].into_iter();
    // Of two that are as near the later one: sources come before their issue.
    let nearest = years
        .rev()
        .min_by_key(|of| (count(*of, month) - count(year, dated)).abs());
    Some(format!("{:04}-{month:02}", nearest?))
}

/// The issue of a file that is a document of its own: the month in its name, or its stem.
pub(super) fn from_file(name: &str) -> String {
    let month = month_in(stem(name));
    let id = month.map(|(year, month)| format!("{year:04}-{month:02}"));
    id.unwrap_or_else(|| from_stem(name))
}

/// The issue of a file that no month tells: its stem, of which ids can be made.
pub(super) fn from_stem(name: &str) -> String {
    half_of_id(stem(name))
}

/// A file's name without its folders and its ending.
pub(super) fn stem(name: &str) -> &str {
    let file = name.rsplit('/').next().unwrap_or(name);
    match file.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => file,
    }
}

/// The month in a file's stem: `2024-05`, `2024_05`, `202405`, `2024년 5월호`, `25-02월호`,
/// `’25년 2월`.
fn month_in(stem: &str) -> Option<(u16, u8)> {
    stem.char_indices().find_map(|(at, c)| {
        let before = stem.get(..at)?.chars().next_back();
        let text = stem.get(at..)?;
        if !c.is_ascii_digit() || before.is_some_and(|c| c.is_ascii_digit()) {
            return None;
        }
        if let Some(month) = month_of_short_year(text) {
            return Some(month);
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
        (!is_longer && !is_code).then_some((year, month))
    })
}

/// The day in a file's name: `daily_2026-03-15.md`, `20260315.md`.
pub(super) fn day_in(name: &str) -> Option<PartialDate> {
    day_within(stem(name))
}

/// The day that a title names, in the spellings of files' names.
pub(super) fn day_within(stem: &str) -> Option<PartialDate> {
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
        let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
        Date::new(year, month, day).map(PartialDate::Day)
    })
}

/// The month that a text starts with whose year has two digits: `25-02월호`, `25년 2월`. Without
/// `월` behind it, it could be a day or a number.
fn month_of_short_year(text: &str) -> Option<(u16, u8)> {
    let (year, rest) = number(text)?;
    let rest = rest.trim_start_matches(|c: char| is_space(c) || "-_./년".contains(c));
    let is_apart = rest.len() + 2 < text.len();
    let (month, rest) = number(rest)?;
    let is_month = rest.trim_start_matches(is_space).starts_with('월');
    let found = is_apart && is_month && text.len() - rest.len() > 3;
    let is_year =
        (10..90).contains(&year) && text.as_bytes().get(2).is_none_or(|b| !b.is_ascii_digit());
    (found && is_year && (1..=12).contains(&month)).then_some((2000 + u16::from(year), month))
}

/// A number of one or two digits, and what follows.
fn number(text: &str) -> Option<(u8, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let number = (1..=2)
        .contains(&digits)
        .then(|| text.get(..digits)?.parse().ok())??;
    Some((number, text.get(digits..)?))
}

/// The month that a name tells and no year: `3월호` in it, or nothing but its number, `03`.
fn bare_month(name: &str) -> Option<u8> {
    let is_month = |month: &u8| (1..=12).contains(month);
    if let Some((month, "")) = number(name) {
        return Some(month).filter(is_month);
    }
    name.char_indices().find_map(|(at, c)| {
        let before = name.get(..at)?.chars().next_back();
        if !c.is_ascii_digit() || before.is_some_and(|c| c.is_ascii_digit() || ".-".contains(c)) {
            return None;
        }
        let (month, rest) = number(name.get(at..)?)?;
        let rest = rest.trim_start_matches(is_space).strip_prefix('월')?;
        // `3월 5일` is a day.
        let is_day = rest
            .trim_start_matches(is_space)
            .starts_with(|c: char| c.is_ascii_digit());
        (is_month(&month) && !is_day).then_some(month)
    })
}

/// The year that a folder's name tells: the only number of four digits in it that is one.
fn year_in(name: &str) -> Option<u16> {
    let numbers = name.split(|c: char| !c.is_ascii_digit());
    let mut years = numbers
        .filter(|digits| digits.len() == 4)
        .filter_map(|digits| digits.parse().ok())
        .filter(|year| (1990..2100).contains(year));
    let year = years.next()?;
    years.next().is_none().then_some(year)
}

/// Whether a stem holds digits that no month is made of, a day or a number: then it says what
/// the file is, and folders do not.
fn says_something_else(stem: &str) -> bool {
    stem.bytes().any(|byte| byte.is_ascii_digit())
}

/// Whether the run of digits at `at` is part of a run of letters and digits that
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
    use proptest::prelude::*;

    /// The issue of a file by its path alone.
    fn from_path(name: &str) -> String {
        PathMonth::of(name).id().unwrap_or_else(|| from_stem(name))
    }

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
            "SPRi AI Brief 24-05월호 (최종)_v2.txt",
            "24년 5월호.txt",
            "’24.5월.txt",
            "브리프_24_05월호.txt",
        ] {
            assert_eq!(from_path(name), "2024-05", "{name}");
        }
    }

    #[test]
    fn folders_tell_what_the_name_lacks() {
        for name in [
            "2024/05.txt",
            "2024년/5월호.txt",
            "AI Brief 2024/SPRi AI Brief_5월호_산업동향.txt",
            "2024/원고/5.txt",
            "2024/05/brief.txt",
            "2024/5월/SPRi AI Brief.txt",
            "2024-05/brief.txt",
            "2023/2024년도/05월.txt",
        ] {
            assert_eq!(from_path(name), "2024-05", "{name}");
        }
        for (name, stem) in [
            ("2024/13.txt", "13"),
            ("2024/brief.txt", "brief"),
            ("2023-2024/05.txt", "05"),
            ("2024-05/no. 7.txt", "no. 7"),
            ("2024/05/2024-05-08.txt", "2024-05-08"),
            ("a/05.txt", "05"),
        ] {
            assert_eq!(from_path(name), stem, "{name}");
        }
    }

    #[test]
    fn a_month_of_some_year_is_that_nearest_to_its_sources() {
        let name = "SPRi AI Brief_3월호_산업동향.txt";
        assert_eq!(PathMonth::of(name), PathMonth::OfSomeYear(3));
        assert_eq!(PathMonth::of("3월 5일 소식.txt"), PathMonth::None);
        for (month, date, issue) in [
            (3, "2026-02-05", "2026-03"),
            (3, "2026-03-30", "2026-03"),
            (1, "2025-12-20", "2026-01"),
            (12, "2026-01-02", "2025-12"),
            (7, "2025-01", "2025-07"),
            (3, "2025", "2025-03"),
        ] {
            let date = PartialDate::from_iso(date).unwrap();
            assert_eq!(nearest_to(month, date).as_deref(), Some(issue), "{date}");
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
            ("24-05.txt", "24-05"),
            ("12345월.txt", "12345월"),
            ("news.2.txt", "news.2"),
            ("a/ news\n2.txt", "\\u{20}news\\u{A}2"),
            (".txt", ".txt"),
        ] {
            assert_eq!(from_path(name), stem, "{name}");
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

    proptest! {
        #[test]
        fn any_path_is_read(path in "([0-9]{1,4}|[-_./ ()년월호가]|v[0-9]|20(24|25)|\\PC){0,12}") {
            if let PathMonth::Whole(year, month) = PathMonth::of(&path) {
                prop_assert!((1990..2100).contains(&year) && (1..=12).contains(&month), "{path}");
            }
        }
    }
}
