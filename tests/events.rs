//! Events by their days, and as a calendar.

use std::str::FromStr;

use icalendar::{Calendar, CalendarComponent, Component, EventLike};
use jiff::tz::{TimeZone, offset};
use jiff::{Timestamp, ToSpan};
use serde_json::Value;

use crate::util::{Dir, article, own_corpus};

/// A digest file of one article and a table of these events: name, days, place, homepage.
fn with_events(events: &[(&str, &str, &str, &str)]) -> Dir {
    let dir = Dir::new();
    dir.digest_file("2024-05.txt", digest_file(events));
    dir
}

fn digest_file(events: &[(&str, &str, &str, &str)]) -> String {
    let mut text = article(
        "로봇 연구소, 새로운 로봇을 선보여",
        "로봇의 일",
        "로봇이 하는 일",
        "Reuters, Robots, 2024.04.01.",
    );
    text.push_str(" 행사명 행사 주요 개요\n\n");
    for (name, days, place, homepage) in events {
        text.push_str(&format!(
            "{name}\n\n- {name}의 소개; 쉼표, 역슬래시 \\ 와 함께\n\n기간 장소 홈페이지\n\n\
             {days} {place} {homepage}\n\n"
        ));
    }
    text.push_str("Ⅱ. 주요 행사 일정\n");
    text
}

fn names(events: &Value) -> Vec<&str> {
    let rows = events["events"].as_array().unwrap().iter();
    rows.map(|row| row["name"].as_str().unwrap()).collect()
}

#[test]
fn events_stand_by_their_days() {
    let events = own_corpus(&["events", "--json"]).json();
    assert_eq!(
        names(&events),
        ["AI & Big Data Show", "ICML 2024", "AICS 2024"]
    );
    let first = &events["events"][0];
    assert_eq!(first["id"], "2024-05/e3");
    assert_eq!(first["first_day"], "2024-06-19");
    assert_eq!(first["last_day"], "2024-06-21");
    assert_eq!(first["title"], first["name"]);
    assert_eq!(first["place"], "서울, 코엑스");
    assert_eq!(first["homepage"], "https://aibigdatashow.com/");
    assert_eq!(first["period"], "2024.6.19.~21");

    let text = own_corpus(&["events"]).run().stdout;
    assert!(
        text.starts_with(
            "AI & Big Data Show\n  2024-06-19 – 2024-06-21 · 서울, 코엑스\n  \
             2024-05/e3 · https://aibigdatashow.com/\n\nICML 2024\n"
        ),
        "{text}"
    );
}

#[test]
fn an_event_is_in_a_range_if_any_day_of_it_is() {
    for (args, expected) in [
        (
            &["--from", "2024-07-27"][..],
            &["ICML 2024", "AICS 2024"][..],
        ),
        (&["--from", "2024-07-28"], &["AICS 2024"]),
        (&["--until", "2024-06-19"], &["AI & Big Data Show"]),
        (&["--until", "2024-06-18"], &[]),
        (
            &["--from", "2024-06-21", "--until", "2024-07-21"],
            &["AI & Big Data Show", "ICML 2024"],
        ),
        (
            &["--from", "2024-07-22", "--until", "2024-07-23"],
            &["ICML 2024"],
        ),
        (&["--from", "2024-06-22", "--until", "2024-07-20"], &[]),
        // A month or a year is taken with all of its days.
        (
            &["--from", "2024-07", "--until", "2024.7"],
            &["ICML 2024", "AICS 2024"],
        ),
        (&["--until", "2024-06"], &["AI & Big Data Show"]),
        (&["--from", "2024-08"], &[]),
        (
            &["--from", "2024", "--until", "2024"],
            &["AI & Big Data Show", "ICML 2024", "AICS 2024"],
        ),
        (&["--from", "2025"], &[]),
    ] {
        let args = [&["events", "--json"], args].concat();
        let ran = own_corpus(&args).run();
        assert_eq!(ran.code, i32::from(expected.is_empty()), "{args:?}");
        assert_eq!(ran.stderr.is_empty(), !expected.is_empty(), "{args:?}");
        let events = serde_json::from_str(&ran.stdout).unwrap();
        assert_eq!(names(&events), expected, "{args:?}");
    }
}

#[test]
fn mistaken_days_are_told() {
    for (args, says) in [
        (&["--from", "2024-02-30"][..], "2024-02-30"),
        (&["--until", "어제"], "2024-03-15, 2024-03 or 2024"),
        (&["--from", "2024-13"], "the calendar does not have"),
        (&["--from", "2024-07", "--until", "2024-06"], "before"),
        (&["--from", "2024-07-02", "--until", "2024-07-01"], "before"),
        (&["--from", "2024-07-02", "--upcoming"], "--upcoming"),
        (&["--ics", "--json"], "--json"),
    ] {
        let args = [&["events"], args].concat();
        let ran = own_corpus(&args).run();
        assert_eq!(
            (ran.code, ran.stdout.as_str()),
            (2, ""),
            "{args:?}: {ran:?}"
        );
        assert!(ran.stderr.contains(says), "{args:?}: {}", ran.stderr);
    }
}

#[test]
fn upcoming_events_are_those_that_are_not_over_here() {
    // A clock of nine hours east of Greenwich, which needs no table of time zones.
    let here = || Timestamp::now().to_zoned(TimeZone::fixed(offset(9))).date();
    loop {
        let today = here();
        let day = |days: i64| {
            let day = today + days.days();
            format!("{}.{}.{}", day.year(), day.month(), day.day())
        };
        let dir = with_events(&[
            ("어제 행사", &day(-1), "서울, 코엑스", "https://a.example/"),
            ("오늘 행사", &day(0), "서울, 코엑스", "https://b.example/"),
            ("내일 행사", &day(1), "서울, 코엑스", "https://c.example/"),
        ]);
        let command = dir.digest(&["events", "--upcoming", "--json"]);
        let events = command.env("TZ", "KST-9").json();
        // Midnight may have passed meanwhile.
        if here() == today {
            assert_eq!(names(&events), ["오늘 행사", "내일 행사"]);
            break;
        }
    }
}

/// The events of a calendar as a parser of others reads it.
fn parsed(text: &str) -> Vec<icalendar::Event> {
    let calendar = Calendar::from_str(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    let events = calendar
        .components
        .into_iter()
        .map(|component| match component {
            CalendarComponent::Event(event) => event,
            other => panic!("no event: {other:?}"),
        });
    events.collect()
}

#[test]
fn a_calendar_is_read_by_others() {
    let ran = own_corpus(&["events", "--ics"]).run();
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    let text = &ran.stdout;
    for line in text.split_inclusive('\n') {
        assert!(line.ends_with("\r\n") && line.len() <= 77, "{line:?}");
    }
    let events = parsed(text);
    assert_eq!(events.len(), 3);
    let show = &events[0];
    assert_eq!(show.get_summary(), Some("AI & Big Data Show"));
    assert_eq!(show.get_location(), Some("서울, 코엑스"));
    assert_eq!(show.get_url(), Some("https://aibigdatashow.com/"));
    let days = [show.get_start(), show.get_end()].map(|day| format!("{:?}", day.unwrap()));
    assert_eq!(days, ["Date(2024-06-19)", "Date(2024-06-22)"]);
    let description = show.get_description().unwrap();
    assert!(
        description.contains("빅데이터 솔루션, 클라우드가 전시되며"),
        "{description}"
    );
    assert!(description.ends_with("\n2024-05/e3"), "{description}");
    // The same bytes each time.
    assert_eq!(own_corpus(&["events", "--ics"]).run().stdout, *text);
    // The parser does tell what is no calendar.
    assert!(Calendar::from_str(&text.replace("END:VCALENDAR", "")).is_err());
}

#[test]
fn an_event_of_several_issues_is_one_in_a_calendar() {
    let show = (
        "로봇 쇼",
        "2024.9.30~10.2",
        "부산, 벡스코",
        "https://robot.example/",
    );
    let dir = with_events(&[show]);
    let before = parsed(&dir.digest(&["events", "--ics"]).run().stdout);
    dir.digest_file("2024-06.txt", digest_file(&[show]) + "\n");
    assert_eq!(dir.digest(&["index"]).run().code, 0);
    let after = parsed(&dir.digest(&["events", "--ics"]).run().stdout);
    assert_eq!((before.len(), after.len()), (1, 1));
    assert_eq!(before[0].get_uid(), after[0].get_uid());
    assert!(before[0].get_timestamp() < after[0].get_timestamp());
    assert!(
        after[0]
            .get_description()
            .unwrap()
            .contains("역슬래시 \\ 와")
    );
    assert_eq!(names(&dir.digest(&["events", "--json"]).json()).len(), 2);
}

#[test]
fn events_without_a_day_are_told_and_left_out() {
    let dir = with_events(&[
        (
            "로봇 쇼",
            "2024.9.30~10.2",
            "부산, 벡스코",
            "https://robot.example/",
        ),
        ("드론 쇼", "미정", "대구, 엑스코", "https://drone.example/"),
    ]);
    let all = dir.digest(&["events", "--json"]).json();
    assert_eq!(names(&all), ["로봇 쇼", "드론 쇼"]);
    assert_eq!(all["events"][1]["first_day"], Value::Null);
    for args in [
        &["events", "--ics"][..],
        &["events", "--from", "2024-01-01"],
    ] {
        let ran = dir.digest(args).run();
        assert_eq!(ran.code, 0, "{ran:?}");
        assert!(ran.stderr.contains("2024-05/e2"), "{}", ran.stderr);
        assert!(!ran.stdout.contains("드론"), "{}", ran.stdout);
    }
    let ran = dir
        .digest(&["events", "--ics", "--from", "2025-01-01"])
        .run();
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
}
