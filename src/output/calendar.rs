//! Events as a calendar: iCalendar, RFC 5545, which other programs take in.
//!
//! Nothing in it depends on when or where it is written, so that the same events give
//! the same bytes, and a calendar that takes them in again changes nothing.

use std::collections::HashMap;
use std::io::{self, Write};

use jiff::ToSpan;

use crate::document::{Date, Event, Month, is_web_address, steers};

/// Who made the calendar, as RFC 5545 asks for.
const PRODUCT: &str = "-//digest//Events of Korean news digests//KO";

/// The longest line, in bytes without its end.
const LONGEST_LINE_BYTES: usize = 75;

/// A calendar of `events`, each over whole days. Those without a valid day are passed
/// over.
///
/// What several issues tell of one event (the same name and days) is one event, as the
/// last of `events` tells it. Its `UID` is made of the name and the days, and its
/// `DTSTAMP` is the first day of the issue's month, else that of the event.
///
/// # Errors
///
/// Where `out` cannot be written.
pub fn calendar(out: &mut dyn Write, events: &[Event]) -> io::Result<()> {
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut distinct: Vec<(String, Date, Date, &Event)> = Vec::new();
    for event in events {
        let Some((first, last)) = event.days() else {
            continue;
        };
        let uid = uid(event, first, last);
        match places.get(&uid) {
            Some(&place) => distinct[place].3 = event,
            None => {
                places.insert(uid.clone(), distinct.len());
                distinct.push((uid, first, last, event));
            }
        }
    }
    line(out, "BEGIN", "VCALENDAR")?;
    line(out, "VERSION", "2.0")?;
    line(out, "PRODID", PRODUCT)?;
    line(out, "CALSCALE", "GREGORIAN")?;
    for (uid, first, last, event) in distinct {
        let issued = Month::of_issue(&event.issue).map_or(compact(first), |month| {
            format!("{:04}{:02}01", month.year(), month.number())
        });
        line(out, "BEGIN", "VEVENT")?;
        line(out, "UID", &uid)?;
        line(out, "DTSTAMP", &format!("{issued}T000000Z"))?;
        line(out, "DTSTART;VALUE=DATE", &compact(first))?;
        // The end is the first day on which it is over.
        line(out, "DTEND;VALUE=DATE", &compact_after(last))?;
        line(out, "SUMMARY", &escaped(&event.name))?;
        if !event.place.is_empty() {
            line(out, "LOCATION", &escaped(&event.place))?;
        }
        line(out, "DESCRIPTION", &escaped(&description(event)))?;
        if let Some(homepage) = event.homepage.as_deref().filter(|url| is_address(url)) {
            line(out, "URL", homepage)?;
        }
        // An exhibition keeps nobody's day busy.
        line(out, "TRANSP", "TRANSPARENT")?;
        line(out, "END", "VEVENT")?;
    }
    line(out, "END", "VCALENDAR")
}

/// The same for the same name and days, whatever the issue and the spaces.
fn uid(event: &Event, first: Date, last: Date) -> String {
    let name: Vec<&str> = event.name.split_whitespace().collect();
    let text = format!("{}\n{first}\n{last}", name.join(" "));
    format!("{}@digest", &blake3::hash(text.as_bytes()).to_hex()[..32])
}

/// The items of the event, what the calendar has no place for, and where it is from.
fn description(event: &Event) -> String {
    let items = event
        .description
        .iter()
        .map(|block| format!("- {}", block.text));
    let mut lines: Vec<String> = items.collect();
    let homepage = event.homepage.as_deref();
    lines.extend(homepage.filter(|url| !is_address(url)).map(str::to_owned));
    lines.push(event.id.to_string());
    lines.join("\n")
}

/// Whether a homepage can stand as it is where a URI is asked for.
fn is_address(url: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_graphic() && !"^{|}".contains(c);
    is_web_address(url) && url.chars().all(is_plain)
}

fn compact(date: Date) -> String {
    format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
}

/// The day after `date`, compact.
fn compact_after(date: Date) -> String {
    let next = date.calendar().saturating_add(1.day());
    next.strftime("%Y%m%d").to_string()
}

/// A value of text: what means something to iCalendar is escaped, what it may not hold
/// is a space.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' | ';' | ',' => {
                escaped.push('\\');
                escaped.push(c);
            }
            '\r' if chars.peek() == Some(&'\n') => {}
            '\n' | '\r' => escaped.push_str("\\n"),
            c if steers(c) => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

/// Writes a property, folded: a longer line goes on behind a line end and a space, and
/// no character is cut. Nor is an escape: some calendars unfold lines behind reading it.
fn line(out: &mut dyn Write, name: &str, value: &str) -> io::Result<()> {
    let text = format!("{name}:{value}");
    let mut used_bytes = 0;
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        let escaped = (c == '\\').then(|| chars.next()).flatten();
        let bytes = c.len_utf8() + escaped.map_or(0, char::len_utf8);
        if used_bytes + bytes > LONGEST_LINE_BYTES {
            out.write_all(b"\r\n ")?;
            used_bytes = 1;
        }
        for c in [Some(c), escaped].into_iter().flatten() {
            write!(out, "{c}")?;
        }
        used_bytes += bytes;
    }
    out.write_all(b"\r\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Block, BlockKind, DocumentId, SourcePlace};
    use icalendar::{Component, EventLike};
    use proptest::prelude::*;

    fn event(issue: &str, name: &str, first: &str, last: &str) -> Event {
        Event {
            id: DocumentId::event(issue, 1),
            issue: issue.to_owned(),
            ordinal: 1,
            name: name.to_owned(),
            first_day: Date::from_iso(first),
            last_day: Date::from_iso(last),
            around: None,
            period: String::new(),
            place: "서울, 코엑스".to_owned(),
            homepage: Some("https://example.com/".to_owned()),
            description: vec![Block {
                kind: BlockKind::Bullet,
                text: "전시; 강연".to_owned(),
                line: 1,
            }],
            source: SourcePlace {
                file: "2024-05.txt".to_owned(),
                line: 1,
                pages: None,
            },
        }
    }

    fn written(events: &[Event]) -> String {
        let mut out = Vec::new();
        calendar(&mut out, events).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn unfolded(text: &str) -> String {
        text.replace("\r\n ", "")
    }

    #[test]
    fn an_event_is_written_whole() {
        let text = written(&[event("2024-05", "AI 쇼", "2024-06-28", "2024-06-30")]);
        let (uid, _) = text
            .split_once("UID:")
            .unwrap()
            .1
            .split_once("\r\n")
            .unwrap();
        let expected = format!(
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n\
             PRODID:-//digest//Events of Korean news digests//KO\r\nCALSCALE:GREGORIAN\r\n\
             BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTAMP:20240501T000000Z\r\n\
             DTSTART;VALUE=DATE:20240628\r\nDTEND;VALUE=DATE:20240701\r\n\
             SUMMARY:AI 쇼\r\nLOCATION:서울\\, 코엑스\r\n\
             DESCRIPTION:- 전시\\; 강연\\n2024-05/e1\r\nURL:https://example.com/\r\n\
             TRANSP:TRANSPARENT\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        );
        assert_eq!(text, expected);
    }

    #[test]
    fn one_event_of_two_issues_is_one() {
        let older = event("2024-05", "AI 쇼", "2024-06-28", "2024-06-30");
        let newer = event("2024-06", "AI  쇼", "2024-06-28", "2024-06-30");
        let moved = event("2024-06", "AI 쇼", "2024-06-29", "2024-06-30");
        let text = written(&[older.clone(), newer, moved]);
        assert_eq!(text.matches("BEGIN:VEVENT").count(), 2);
        assert!(!text.contains("2024-05/e1"), "{text}");
        let uid = |text: &str| text.split("UID:").nth(1).map(|rest| rest[..39].to_owned());
        assert_eq!(uid(&text), uid(&written(&[older])));
    }

    #[test]
    fn events_without_a_day_are_passed_over() {
        let text = written(&[event("2024-05", "AI 쇼", "", "")]);
        assert!(!text.contains("VEVENT"), "{text}");
    }

    #[test]
    fn the_end_is_the_day_after() {
        for (day, after) in [
            ("2024-02-28", "20240229"),
            ("2023-02-28", "20230301"),
            ("2024-12-31", "20250101"),
            ("2999-12-31", "30000101"),
        ] {
            assert_eq!(compact_after(Date::from_iso(day).unwrap()), after);
        }
    }

    #[test]
    fn only_addresses_stand_as_urls() {
        for (homepage, stands) in [
            ("https://icml.cc/", true),
            ("http://example.com/a?b=c,d;e", true),
            ("www.example.com", false),
            ("https://한글.kr/", false),
            ("https://example.com/\r\nX-A:b", false),
        ] {
            let mut event = event("2024-05", "AI 쇼", "2024-06-28", "2024-06-30");
            event.homepage = Some(homepage.to_owned());
            let text = unfolded(&written(&[event]));
            assert_eq!(text.contains(&format!("URL:{homepage}\r\n")), stands);
            assert!(!text.contains("\r\nX-A"), "{text}");
        }
    }

    #[test]
    fn no_fold_parts_an_escape() {
        for length in 0..80 {
            let name = "가".repeat(length % 26) + &"a".repeat(length / 26) + &"\\;,\n".repeat(30);
            let text = written(&[event("2024-05", &name, "2024-06-28", "2024-06-30")]);
            for line in text.split("\r\n") {
                let slashes = line.len() - line.trim_end_matches('\\').len();
                assert!(slashes % 2 == 0, "{line}");
                assert!(line.len() <= LONGEST_LINE_BYTES, "{line}");
            }
        }
    }

    proptest! {
        #[test]
        fn a_parser_reads_what_was_meant(
            name in "([가-힣]|[ -~]|😀|\n){1,120}",
            place in "([가-힣]|[ -~]){0,120}",
        ) {
            let mut event = event("2024-05", &name, "2024-06-28", "2024-06-30");
            event.place = place.clone();
            let calendar: icalendar::Calendar = written(&[event]).parse().unwrap();
            let [icalendar::CalendarComponent::Event(read)] = calendar.components.as_slice() else {
                panic!("one event was written: {calendar:?}");
            };
            prop_assert_eq!(read.get_summary(), Some(name.as_str()));
            let place = Some(place.as_str()).filter(|place| !place.is_empty());
            prop_assert_eq!(read.get_location(), place);
        }

        #[test]
        fn lines_are_short_and_give_back_what_was_written(
            value in "([가-힣]|[ -~]|😀|\u{301}|\n|\r|\t|\u{1b}|\u{85}|\u{2028}|\u{202e}){0,200}",
        ) {
            let mut out = Vec::new();
            let value = escaped(&value);
            line(&mut out, "SUMMARY", &value).unwrap();
            // Each line is whole characters.
            for line in out.split(|&byte| byte == b'\n') {
                prop_assert!(line.len() <= LONGEST_LINE_BYTES + 1);
                prop_assert!(std::str::from_utf8(line).is_ok());
            }
            let text = String::from_utf8(out).unwrap();
            prop_assert_eq!(unfolded(&text), format!("SUMMARY:{}\r\n", value));
            prop_assert!(!value.contains(steers));
        }
    }
}
