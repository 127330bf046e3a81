//! Page furniture: what stands at the edges of pages and belongs to no article.
//!
//! Each pattern takes a whole line, so that no line of text is swallowed. What
//! depends on the lines around (a page's number, the cover) is decided where
//! the lines are walked.

use crate::corpus::characters::{compact, is_hangul, is_space, trim};
use crate::corpus::issue_name::{month_label, month_prefix};
use crate::corpus::parsed::LineKind;

/// A stroke or a point stands between the two words of a tab.
const TABS: [(&str, &str); 4] = [
    ("정책", "법제"),
    ("기업", "산업"),
    ("기술", "연구"),
    ("인력", "교육"),
];
/// Columns of a table may stand far apart.
const MOST_HEAD_BYTES: usize = 240;
const TAGLINE: &str = "인공지능 산업의 최신 동향";

/// What kind of furniture the line is by its own words.
pub(super) fn kind_of(text: &str) -> Option<LineKind> {
    if is_contents(text) {
        Some(LineKind::Contents)
    } else if is_event_table_head(text) || is_details_head(text) {
        Some(LineKind::TableHeader)
    } else if is_running_head(text) {
        Some(LineKind::RunningHead)
    } else if tabs_prefix(text).is_some_and(|(end, _)| end == text.len()) || is_numbered_tabs(text)
    {
        Some(LineKind::Tabs)
    } else if is_section_heading(text) {
        Some(LineKind::SectionHeading)
    } else {
        None
    }
}

/// Whether the line holds only a month, as a cover does: `2024년 5월`, `2024. 5.`.
pub(super) fn is_month(text: &str) -> bool {
    month_prefix(text).is_some_and(|(_, _, rest)| {
        rest.chars()
            .all(|c| is_space(c) || matches!(c, '.' | '월' | '호'))
    })
}

/// Where a row of two tabs or more ends that other text follows on the line.
pub(super) fn glued_tabs(text: &str) -> Option<usize> {
    tabs_prefix(text)
        .filter(|&(end, count)| count >= 2 && end < text.len())
        .map(|(end, _)| end)
}

/// Whether the line is a page's number: `12`, `- 12 -`, `| 12`.
pub(super) fn is_page_number(text: &str) -> bool {
    let bare = text.trim_matches(|c: char| is_space(c) || "-–|｜".contains(c));
    !bare.is_empty() && bare.len() <= 3 && bare.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether the line is the row of column names over the events.
pub(super) fn is_event_table_head(text: &str) -> bool {
    text.len() <= MOST_HEAD_BYTES
        && matches!(
            compact(text).as_str(),
            "행사명행사주요개요"
                | "행사명주요개요"
                | "행사명행사개요"
                | "행사명"
                | "행사주요개요"
                | "월기간행사명장소홈페이지"
        )
}

/// Whether the line holds only names of the columns over an event's details.
pub(super) fn is_details_head(text: &str) -> bool {
    let mut words = text.split(is_space).filter(|word| !word.is_empty());
    text.len() <= MOST_HEAD_BYTES
        && words.clone().nth(1).is_some()
        && words.all(|word| matches!(word, "기간" | "일시" | "장소" | "홈페이지"))
        && (text.contains("기간") || text.contains("일시"))
}

/// Whether the line names one column over an event's details.
pub(super) fn is_details_label(text: &str) -> bool {
    let mut words = text
        .split(is_space)
        .filter(|word| !word.is_empty())
        .peekable();
    words.peek().is_some()
        && words.all(|word| matches!(word, "기간" | "일시" | "장소" | "홈페이지"))
}

/// Whether the line is the heading of the section of events.
pub(super) fn is_events_heading(text: &str) -> bool {
    is_section_heading(text) && text.contains("행사")
}

/// Whether the line opens the imprint at a digest's end.
pub(super) fn is_imprint(text: &str) -> bool {
    let dense = compact(text.get(..text.len().min(400)).unwrap_or(text));
    [
        "보고서와관련된문의",
        "무단전재",
        "발행인",
        "발행일",
        "발행처",
        "ISSN",
        "저작권자",
    ]
    .iter()
    .any(|words| dense.contains(words))
        || [
            "홈페이지:",
            "Tel:",
            "TEL:",
            "Fax:",
            "FAX:",
            "소프트웨어정책연구소",
        ]
        .iter()
        .any(|words| dense.starts_with(words) && dense.chars().count() <= 60)
}

/// Whether the line is one of a table of contents: its title, or an entry that
/// leads to a page with a row of points.
pub(super) fn is_contents(text: &str) -> bool {
    if matches!(
        compact(text).to_ascii_uppercase().as_str(),
        "CONTENTS" | "목차" | "TABLEOFCONTENTS"
    ) {
        return true;
    }
    let bare = text.trim_end_matches(|c: char| c.is_ascii_digit() || is_space(c));
    let mut points = 0;
    for c in bare.chars().rev() {
        match c {
            '.' | '·' | '․' | '‥' | '∙' | '⋅' | '・' | 'ㆍ' | '･' | '‧' => {
                points += 1;
            }
            '…' | '⋯' => points += 2,
            c if is_space(c) => {}
            _ => break,
        }
    }
    points >= 4
}

/// Whether the line is an entry of a table of contents without a row of points.
pub(super) fn is_bare_contents_entry(text: &str) -> bool {
    text.starts_with(['▹', '▷', '▸', '▶', '►', '▻'])
}

fn is_running_head(text: &str) -> bool {
    let mut rest = text;
    let mut is_named = false;
    loop {
        rest = rest.trim_matches(|c: char| is_space(c) || "|｜│-–".contains(c));
        if rest.is_empty() {
            return is_named;
        }
        if let Some(after) =
            without_prefix(rest, "SPRi AI Brief").or_else(|| rest.strip_prefix(TAGLINE))
        {
            (rest, is_named) = (after, true);
        } else if let Some((_, _, after)) = month_label(rest) {
            (rest, is_named) = (after, true);
        } else {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            match rest.get(digits..) {
                Some(after) if (1..=3).contains(&digits) => rest = after,
                _ => return false,
            }
        }
    }
}

/// The text after `prefix`, whose letters may be of either case.
fn without_prefix<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let head = text.get(..prefix.len())?;
    head.eq_ignore_ascii_case(prefix)
        .then(|| text.get(prefix.len()..))
        .flatten()
}

fn is_section_heading(text: &str) -> bool {
    if text.chars().count() > 40 {
        return false;
    }
    let roman = |c: char| ('\u{2160}'..='\u{216B}').contains(&c);
    let bare = text.trim_start_matches(roman);
    if bare.len() < text.len() {
        return bare.is_empty() || bare.starts_with('.');
    }
    let latin = text.trim_start_matches(['I', 'V']);
    // Some extractors put the numeral on a line of its own, before the dot.
    let words = latin.strip_prefix('.').map_or(text, trim);
    matches!(
        compact(words).as_str(),
        "인공지능산업동향브리프" | "주요행사일정" | "주요행사"
    )
}

/// Where a row of tabs at the start of a text ends, and how many it holds.
fn tabs_prefix(text: &str) -> Option<(usize, usize)> {
    let mut rest = text;
    let mut found = None;
    let mut count = 0;
    while let Some(after) = tab_prefix(rest) {
        count += 1;
        let bare = after.trim_start_matches(|c: char| is_space(c) || c == '|');
        found = Some((text.len() - after.len(), count));
        if bare.is_empty() {
            found = Some((text.len(), count));
        }
        rest = bare;
    }
    found
}

/// Whether a page's number and its whole row of tabs stand on one line.
fn is_numbered_tabs(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = text.len() - rest.len();
    (1..=3).contains(&digits)
        && rest.starts_with(is_space)
        && tabs_prefix(rest).is_some_and(|(end, count)| end == rest.len() && count >= 2)
}

/// What follows one tab: `1. 정책/법제`, or a known one without its number.
fn tab_prefix(text: &str) -> Option<&str> {
    let text = text.trim_start_matches(is_space);
    let numbered = text
        .strip_prefix(|c: char| ('1'..='9').contains(&c))
        .and_then(|rest| rest.strip_prefix('.'))
        .map(|rest| rest.trim_start_matches(is_space));
    let words = numbered.unwrap_or(text);
    if let Some(after) = TABS.iter().find_map(|&(first, second)| {
        let rest = words.strip_prefix(first)?;
        rest.strip_prefix(['/', '･', '·', '・', 'ㆍ', '∙'])?
            .strip_prefix(second)
    }) {
        return Some(after);
    }
    // Another issue may name its sections otherwise: two short words with a stroke.
    numbered?;
    let hangul = |text: &str| {
        text.chars()
            .take_while(|&c| is_hangul(c))
            .map(char::len_utf8)
            .sum()
    };
    let first: usize = hangul(words);
    let second_text = words.get(first..)?.strip_prefix('/')?;
    let second: usize = hangul(second_text);
    let after = second_text.get(second..)?;
    let is_short = |bytes: usize| (3..=12).contains(&bytes);
    (is_short(first) && is_short(second) && (after.is_empty() || after.starts_with(is_space)))
        .then_some(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn furniture_is_named() {
        for (text, kind) in [
            ("SPRi AI Brief |", LineKind::RunningHead),
            ("| SPRi AI Brief", LineKind::RunningHead),
            ("SPRi AI Brief | 2023-12월호 7", LineKind::RunningHead),
            ("2023년 12월호", LineKind::RunningHead),
            ("인공지능 산업의 최신 동향", LineKind::RunningHead),
            (
                "1. 정책/법제 2. 기업/산업 3. 기술/연구 4. 인력/교육",
                LineKind::Tabs,
            ),
            ("3. 기술/연구", LineKind::Tabs),
            ("기업/산업", LineKind::Tabs),
            ("Ⅰ. 인공지능 산업 동향 브리프", LineKind::SectionHeading),
            ("II. 주요 행사 일정", LineKind::SectionHeading),
            (". 주요 행사 일정", LineKind::SectionHeading),
            (".  주요  행사  일정", LineKind::SectionHeading),
            ("▹ 정부, 계획 발표 ·········· 12", LineKind::Contents),
            ("정부, 계획 발표 …… 12", LineKind::Contents),
            ("목 차", LineKind::Contents),
            ("행사명 행사 주요 개요", LineKind::TableHeader),
            ("기간 장소 홈페이지", LineKind::TableHeader),
        ] {
            assert_eq!(kind_of(text), Some(kind), "{text}");
        }
    }

    #[test]
    fn text_is_no_furniture() {
        for text in [
            "2024",
            "12",
            "2023년 12월",
            "2023년 12월호에 따르면",
            "1. 정책/법제 분야의 변화",
            "Ⅱ 규제를 도입",
            "기간",
            "장소 선정",
            "발전을 위해...",
            "SPRi AI Brief 발간",
            "행사명을 공개",
        ] {
            assert_eq!(kind_of(text), None, "{text}");
        }
    }
}
