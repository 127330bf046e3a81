//! A citation as printed to publisher, title, date and web address.

use super::characters::{is_space, trim};
use super::date_text::{DateText, find_dates};
use super::publisher::split_publisher;
use super::web_address::starts_with_url;
use crate::document::{Citation, PartialDate};
use crate::language::{Message, messages};

/// A citation's parts, and what is wrong with it.
pub(super) fn parse(printed: String, line: u32) -> (Citation, Option<Message>) {
    let url = url(&printed);
    let date = date(&printed).or_else(|| closing_year(&printed, url));
    let end = date.map_or(printed.len(), |date| date.start);
    let end = url.map_or(end, |(start, _)| end.min(opening(&printed, start)));
    let works = trim_end(printed.get(..end).unwrap_or(&printed));
    let (publisher, title) = split_publisher(works);
    let complaint = match date {
        Some(DateText { date: Some(_), .. }) => None,
        Some(DateText { start, end, .. }) => {
            let text = printed.get(start..end).unwrap_or_default();
            Some(messages::corpus::citation_date_no_day(&text))
        }
        None => Some(messages::corpus::citation_without_date()),
    };
    let citation = Citation {
        publisher: publisher.to_owned(),
        title: title.to_owned(),
        date: date.and_then(|date| date.date),
        url: url
            .and_then(|(start, end)| printed.get(start..end))
            .map(str::to_owned),
        printed,
        line,
    };
    (citation, complaint)
}

/// The places after which another citation starts on the same line: a date that
/// other words follow which have a date of their own.
pub(super) fn splits(text: &str) -> Vec<usize> {
    let dates = find_dates(text);
    let mut splits = Vec::new();
    for (nth, date) in dates.iter().enumerate() {
        let next = dates.get(nth + 1).map(|next| next.start);
        let rest = text
            .get(date.end..next.unwrap_or(text.len()))
            .unwrap_or_default();
        let bare = rest.trim_start_matches(|c: char| is_space(c) || ",;/|".contains(c));
        let spelled = text.get(date.start..date.end).unwrap_or_default();
        let before = trim(text.get(..date.start).unwrap_or_default());
        let is_closed = date.has_day && spelled.ends_with('.') && before.ends_with(',');
        let is_apart = bare.len() < rest.len();
        let opens = bare.starts_with(|c: char| c.is_alphabetic() || "「『“‘".contains(c));
        // Publisher and title, and the comma before the date if it stands here too.
        let parts = bare.matches(", ").count() + usize::from(bare.ends_with(','));
        let least = if next.is_some() { 2 } else { 1 };
        if is_closed && is_apart && opens && parts >= least && !starts_with_url(bare) {
            splits.push(date.end + rest.len() - bare.len());
        }
    }
    splits
}

/// The date of the work: the last that stands outside of brackets.
fn date(printed: &str) -> Option<DateText> {
    let dates = find_dates(printed);
    let url = url(printed);
    let mut depth = 0isize;
    let mut read = 0;
    let is_outside: Vec<bool> = dates
        .iter()
        .map(|date| {
            for c in printed.get(read..date.start).unwrap_or_default().chars() {
                depth += isize::from("(（[".contains(c)) - isize::from(")）]".contains(c));
            }
            read = date.start;
            depth <= 0 && !is_in(url, date)
        })
        .collect();
    let is_closing = |date: &&DateText| {
        let rest = printed.get(date.end..).unwrap_or_default();
        let rest = rest.trim_start_matches(|c: char| is_space(c) || ".,;)]".contains(c));
        rest.is_empty() || rest.starts_with('(') || starts_with_url(rest)
    };
    let outside = || {
        dates
            .iter()
            .zip(&is_outside)
            .rev()
            .filter(|(_, is_outside)| **is_outside)
    };
    let with_day = outside().map(|(date, _)| date).find(|date| date.has_day);
    let month = outside().map(|(date, _)| date).find(is_closing);
    let mut outside_of_address = dates.iter().rev().filter(|date| !is_in(url, date));
    let any = outside_of_address.find(is_closing);
    with_day.or(month).or(any).copied()
}

/// Whether a date stands in the web address.
fn is_in(url: Option<(usize, usize)>, date: &DateText) -> bool {
    url.is_some_and(|(start, end)| start < date.end && date.start < end)
}

/// A year, or a month without a sign behind it, that stands where the date does: behind
/// publisher and title, after a comma, at the end but for a web address.
fn closing_year(printed: &str, url: Option<(usize, usize)>) -> Option<DateText> {
    let end = url.map_or(printed.len(), |(start, _)| opening(printed, start));
    let text = printed.get(..end)?;
    let is_end = |c: char| is_space(c) || ".,;)]년".contains(c);
    let text = text.trim_end_matches(is_end);
    let start = text.rfind(", ")? + ", ".len();
    text.get(..start - ", ".len())?.find(", ")?;
    let spelled = text.get(start..)?;
    let mut numbers = spelled.split(['.', '-', '/']);
    let year = numbers.next()?;
    let year: u16 = (year.len() == 4).then(|| year.parse().ok())??;
    let month: u8 = match numbers.next() {
        None => 0,
        Some(month) if matches!(month.len(), 1 | 2) => month.parse().ok().filter(|n| *n > 0)?,
        Some(_) => return None,
    };
    let is_whole = numbers.next().is_none() && (1900..2100).contains(&year);
    let date = is_whole.then(|| PartialDate::from_numbers(year, month, 0))??;
    Some(DateText {
        start,
        end: text.len(),
        date: Some(date),
        has_day: false,
    })
}

/// Where the web address stands.
fn url(printed: &str) -> Option<(usize, usize)> {
    let start = ["http://", "https://"]
        .iter()
        .filter_map(|start| printed.find(start))
        .min()?;
    let rest = printed.get(start..)?;
    let length = rest
        .find(|c: char| is_space(c) || "<>\"“”‘’「」『』".contains(c) || !c.is_ascii())
        .unwrap_or(rest.len());
    let address = rest.get(..length)?;
    let address = address.trim_end_matches(['.', ',', ';', ':']);
    let address = match address.strip_suffix([')', ']']) {
        Some(inner) if !inner.contains(['(', '[']) => inner,
        _ => address,
    };
    Some((start, start + address.len()))
}

/// The place of an opening bracket right before `at`, or `at` itself.
fn opening(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    before.trim_end_matches(['(', '[', '<', '（']).len()
}

fn trim_end(text: &str) -> &str {
    let text = trim(text);
    let text = text.trim_end_matches(|c: char| is_space(c) || ",;".contains(c));
    let bare = text.trim_end_matches(['(', '[']);
    bare.trim_end_matches(|c: char| is_space(c) || ",;".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(printed: &str) -> (String, String, Option<String>, Option<String>) {
        let (citation, _) = parse(printed.to_owned(), 1);
        let date = citation.date.map(|date| date.to_string());
        (citation.publisher, citation.title, date, citation.url)
    }

    #[track_caller]
    fn check(printed: &str, publisher: &str, title: &str, date: Option<&str>) {
        let (found_publisher, found_title, found_date, _) = fields(printed);
        assert_eq!(
            (found_publisher.as_str(), found_title.as_str()),
            (publisher, title),
            "{printed}"
        );
        assert_eq!(found_date.as_deref(), date, "{printed}");
    }

    #[test]
    fn publishers_keep_the_commas_of_their_names() {
        let date = Some("2024-04-02");
        for (publisher, title) in [
            ("Acme", "A Plan, and Risk Management, for All"),
            (
                "Department for Culture, Media & Sport",
                "A plan for all: a memorandum",
            ),
            ("Department for Digital, Culture, Media & Sport", "A plan"),
            ("Ministry of Economy, Trade and Industry", "A Plan"),
            ("Committee on Science, Space, and Technology", "A Plan"),
            ("Acme Robotics, Inc.", "Robots, Cars and More"),
            ("Acme Co., Ltd.", "A Plan"),
            ("Able, Baker, Charlie & Dog LLP", "A Plan"),
            ("University of California, Berkeley", "A Plan, and Another"),
            (
                "Ministry of Health",
                "Rules, Advice & Help for Makers of Tools, Explained",
            ),
            ("가나부", "다라, 「마바 사아, 자차」 결과 발표"),
            ("가나부, ".trim_end_matches(", "), "2024년 계획 발표"),
            (
                "U.S. Office & Bureau in Japan",
                "Japan and Others Announce, $110 Million",
            ),
        ] {
            check(
                &format!("{publisher}, {title}, 2024.04.02."),
                publisher,
                title,
                date,
            );
        }
    }

    #[test]
    fn commas_part_a_citation_that_has_lost_its_spaces() {
        let date = Some("2024-04-02");
        check("Acme,Aplanforall,2024.04.02.", "Acme", "Aplanforall", date);
        check(
            "Acme,Bravo,Charliepush ‘open’ plans,2024.04.02.",
            "Acme",
            "Bravo,Charliepush ‘open’ plans",
            date,
        );
        // A number's comma parts nothing.
        check(
            "가나부 1,200명 조사, 2024.04.02.",
            "",
            "가나부 1,200명 조사",
            date,
        );
        check("Acme, one,two, 2024.04.02.", "Acme", "one,two", date);
    }

    #[test]
    fn dates_and_addresses_are_taken_out() {
        let date = Some("2024-04-02");
        for (printed, publisher, title) in [
            ("가, 나, 2024.04.02", "가", "나"),
            ("가, 나, 2024. 4. 2.", "가", "나"),
            ("가, 나 (2024.04.02.)", "가", "나"),
            ("가, 나, 2024.04.02. https://a.kr/b.", "가", "나"),
            ("가, 나, https://a.kr/b, 2024.04.02.", "가", "나"),
            ("가, 나(https://a.kr/b), 2024.04.02.", "가", "나"),
            ("가, 나, 2024.04.02. (검색일: 2024.05.01.)", "가", "나"),
            ("나, 2024.04.02.", "", "나"),
        ] {
            check(printed, publisher, title, date);
            if printed.contains("http") {
                assert_eq!(
                    fields(printed).3.as_deref(),
                    Some("https://a.kr/b"),
                    "{printed}"
                );
            }
        }
        for (spelled, date) in [
            ("2023.11.", "2023-11"),
            ("2023년 11월", "2023-11"),
            ("2023-11", "2023-11"),
            ("2023.11", "2023-11"),
            ("2023.", "2023"),
            ("2023년", "2023"),
            ("2023. https://a.kr/2022/1.", "2023"),
        ] {
            check(&format!("가, 나, {spelled}"), "가", "나", Some(date));
        }
        check("가, 2023", "가", "2023", None);
        check("가, 나, 2023-13", "가", "나, 2023-13", None);
        check("가, 나, 2024.13.45.", "가", "나", None);
        check("가, 나", "가", "나", None);
    }

    #[test]
    fn what_is_wrong_is_said() {
        let complaint = |printed: &str| {
            let complaint = parse(printed.to_owned(), 1).1;
            complaint.map_or_else(String::new, String::from)
        };
        assert!(complaint("가, 나, 2024.13.45.").contains("2024.13.45. is no day of the calendar"));
        assert_eq!(complaint("가, 나, 2023.11."), "");
        assert!(complaint("가, 나").contains("no date"));
        assert_eq!(complaint("가, 나, 2024.04.02."), "");
    }

    #[test]
    fn several_on_a_line_are_split() {
        let text = "가, 나, 2024.04.02. 다, 라, 2024.04.03.";
        assert_eq!(splits(text), [text.find('다').unwrap_or(0)]);
        assert_eq!(splits("가, 나, 2024.04.02. 다, 라 마").len(), 1);
        assert!(splits("가, 나 2024.04.02. 발표, 2024.04.03.").is_empty());
        assert!(splits("가, 2024.04.02. 나").is_empty());
    }
}
