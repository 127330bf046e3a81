//! Whole files in the publication's layout, parsed and checked.

mod extractors;
mod spellings;
mod variants;
mod year_tables;

use std::fmt::Write as _;
use std::fs;

use proptest::prelude::*;

use crate::corpus::tests::{
    check_conservation, check_golden, dump, outline, parse_text, real_issue, test_file,
};
use crate::corpus::{SpacesEverywhere, Target, parse};
use crate::document::BlockKind;

const MADE: [&str; 8] = [
    "spaced.txt",
    "paged.txt",
    "glued.txt",
    "columns.txt",
    "leftovers.txt",
    "sections.txt",
    "sections-by-height.txt",
    "sections-unordered.txt",
];

/// FNV-1a, whose values are the same everywhere and always.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[test]
fn made_files_are_read_as_their_golden_files_say() {
    for name in MADE {
        let text = fs::read_to_string(test_file(name)).unwrap();
        let parsed = parse_text(name, &text);
        check_conservation(&text, &parsed);
        check_golden(&name.replace(".txt", ".golden"), &dump(&parsed));
    }
}

#[test]
fn a_year_of_events_is_the_same_in_either_order_of_its_cells() {
    let read = |name: &str| {
        let text = fs::read_to_string(test_file(name)).unwrap();
        parse_text(name, &text).issue
    };
    let events = |issue: &crate::document::Issue| -> Vec<[Option<String>; 5]> {
        let day = |day: Option<crate::document::Date>| day.map(|day| day.to_string());
        issue
            .events
            .iter()
            .map(|event| {
                [
                    Some(event.name.clone()),
                    day(event.first_day),
                    day(event.last_day),
                    Some(event.place.clone()),
                    event.homepage.clone(),
                ]
            })
            .collect()
    };
    let rows = read("sections.txt");
    assert_eq!(events(&rows), events(&read("sections-by-height.txt")));
    let days: Vec<String> = rows
        .events
        .iter()
        .filter_map(|event| event.last_day.map(|day| day.to_string()))
        .collect();
    assert_eq!(
        days,
        [
            "2031-01-09",
            "2031-02-06",
            "2031-03-03",
            "2031-03-12",
            "2031-12-04",
            "2032-01-02"
        ]
    );
    // Cells in no order are told, and no event is made of them.
    assert!(read("sections-unordered.txt").events.is_empty());
}

#[test]
fn the_real_issue_is_read_whole() {
    let Some((name, text)) = real_issue() else {
        return;
    };
    let parsed = parse_text(&name, &text);
    check_conservation(&text, &parsed);
    assert_eq!(parsed.warnings, []);
    assert_eq!(parsed.line_counts().values().sum::<usize>(), 565);
    let articles = &parsed.issue.articles;
    assert_eq!((articles.len(), parsed.issue.events.len()), (18, 3));
    assert!(
        articles
            .iter()
            .all(|article| article.summary.len() == 2 && article.newest_source().is_some())
    );
    let citations = articles.iter().flat_map(|article| &article.citations);
    assert!(citations.clone().all(|citation| {
        let date = citation.date.is_some();
        date && !citation.publisher.is_empty() && !citation.title.is_empty()
    }));
    assert_eq!(citations.count(), 25);
    let blocks = articles
        .iter()
        .flat_map(|article| article.summary.iter().chain(&article.body));
    let count = |kind: BlockKind| blocks.clone().filter(|block| block.kind == kind).count();
    assert_eq!(BlockKind::ALL.map(count), [25, 99, 109, 0, 6, 2]);
    let items: usize = parsed
        .issue
        .events
        .iter()
        .map(|event| event.description.len())
        .sum();
    assert_eq!(items, 6);
    let mut hashes = String::new();
    for (kind, lines) in parsed.line_counts() {
        let _ = writeln!(hashes, "lines {kind} {lines}");
    }
    for field in outline(&parsed) {
        let _ = writeln!(
            hashes,
            "{} {:016x}",
            field.split(' ').next().unwrap_or_default(),
            hash(&field)
        );
    }
    check_golden("real.hashes", &hashes);
}

#[test]
fn a_judge_is_asked_only_where_spaces_are_lost() {
    let digest = fs::read_to_string(test_file("spaced.txt")).unwrap();
    let never = |left: &str, right: &str| -> bool { panic!("asked for {left} {right}") };
    parse("a.txt", digest.as_bytes(), &never).unwrap();
    let stripped: Vec<&str> = digest.lines().map(str::trim_end).collect();
    let judged = parse(
        "a.txt",
        stripped.join("\n").as_bytes(),
        &|left: &str, _: &str| left != "것으",
    )
    .unwrap();
    assert!(
        judged.issue.articles[1].body[3]
            .text
            .ends_with("나아질 것으로 기대")
    );
}

/// Lines of all kinds, whole and cut, in any order.
fn any_line() -> impl Strategy<Value = String> {
    let made = MADE.map(|name| fs::read_to_string(test_file(name)).unwrap_or_default());
    let lines: Vec<String> = made.join("\n").split('\n').map(str::to_owned).collect();
    let part = prop::sample::select(lines);
    prop_oneof![
        6 => part.clone(),
        1 => (part, any::<prop::sample::Index>(), any::<bool>()).prop_map(|(line, at, is_head)| {
            let chars: Vec<char> = line.chars().collect();
            let at = at.index(chars.len() + 1);
            let chars = if is_head { &chars[..at] } else { &chars[at..] };
            chars.iter().collect()
        }),
        1 => r"[n£∙*☞<>\-()., \t\r\u{b}\u{c}\u{85}\u{200b}\u{2028}가-힣A-Za-z0-9~·…]{0,24}",
        1 => "[0-9]{1,4}[.년/-][0-9]{1,3}[.월~-][0-9]{0,3}[.일]?",
        1 => any::<String>(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_is_lost_whatever_the_lines(lines in prop::collection::vec(any_line(), 0..60)) {
        let text = lines.join("\n");
        if let Ok(parsed) = parse("2024-05.txt", text.as_bytes(), &SpacesEverywhere)
            && parsed.spans.iter().all(|span| !matches!(span.target, Target::Record(_)))
        {
            let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
            check_conservation(text, &parsed);
        }
    }
}

/// Parsing takes time in proportion to the text, whatever it repeats: a square
/// shows at this length.
#[test]
#[ignore = "takes minutes without optimisation: cargo test --release corpus -- --ignored"]
fn long_files_take_no_more_than_their_share() {
    let spaced = fs::read_to_string(test_file("spaced.txt")).unwrap();
    let stripped: String = spaced
        .lines()
        .map(|line| format!("{}\n", line.trim_end()))
        .collect();
    let repeated = [
        spaced.as_str(),
        &stripped,
        "n 줄\n",
        "∙ 줄이 \n이어짐\n",
        "KEY Contents\n",
        "기간\n",
        "기간 장소 홈페이지\n",
        "2031.5.30~6.2 가온시, https://a.example/b\n",
        "- 항목\n이름 2031\n",
        "☞ 출처 : 가, 나, 2031.03.04.\n",
        "가, 나, 2031.03.04. ",
        "가(나, 2031.03.04. ",
        "<그림\n",
        "12\n",
        "제목\n",
        "* 주\n",
        "Ⅱ. 주요 행사 일정\n",
    ];
    for unit in repeated {
        for (head, tail) in [
            ("☞ 출처 : ", ""),
            ("제목\nn 줄\nKEY Contents\n", ""),
            ("☞ 출처 : 가\n행사명\n", "n 줄\n"),
        ] {
            let text = format!("{head}{}{tail}", unit.repeat(3_000_000 / unit.len()));
            let start = std::time::Instant::now();
            let _ = parse("a.txt", text.as_bytes(), &SpacesEverywhere);
            assert!(
                start.elapsed().as_secs() < 6,
                "{unit:?} after {head:?}: {:?}",
                start.elapsed()
            );
        }
    }
}
