//! That counts, lists, sources and related articles are over a cluster what they are over the
//! folder that it was copied from.

use std::cmp::Ordering;
use std::fs;
use std::sync::OnceLock;

use digest::document::{Date, Document, DocumentId, DocumentKind, Month};
use digest::search::{
    Constraints, DateRange, Facet, Filter, PublisherKeys, Scope, SearchEngine, SearchOptions, Show,
    Synonyms,
};
use serde_json::json;

use super::copied::Copied;
use super::nodes::Nodes;
use crate::util::{Dir, article, project};

/// Of fewer rows than most answers need, so that they are read in several pages.
const SMALL_PAGE: usize = 2;

/// The project's own corpus, and beside it what it has not: publishers in several spellings and
/// cited several times, issues without a month, months without days, and no dates at all.
fn dir() -> Dir {
    let dir = Dir::new();
    for file in fs::read_dir(project().join("corpus")).unwrap() {
        let file = file.unwrap();
        if file.path().is_file() {
            let name = file.file_name();
            dir.digest_file(name.to_str().unwrap(), fs::read(file.path()).unwrap());
        }
    }
    let of = |title: &str, citation: &str| article(title, "레드팀 요약", "레드팀 본문", citation);
    let april = [
        of("첫째 소식", "OpenAI, GPT-5 System Card, 2024.04.01."),
        of("둘째 소식", "오픈AI, GPT-5 시스템 카드, 2024.03.01."),
        of("셋째 소식", "과기정통부, 인공지능 기본법 시행, 2024.04.11."),
    ];
    dir.digest_file("2024-04.txt", april.concat());
    let cited = |publisher: &str, title: &str, date: Option<&str>| json!({"publisher": publisher, "title": title, "date": date});
    let records = [
        json!({"id": 1, "title": "레드팀 하나", "body": "AI 안전 연구", "date": "2023-11-05",
        "citations": [
            cited("OpenAI", "One", Some("2023-11-01")), cited("Open AI", "Two", None),
            cited("오픈AI", "Three", Some("2022-01-09")),
        ]}),
        json!({"id": 2, "title": "레드팀 둘", "body": "AI 안전 규제", "date": "2023-11",
        "citations": [
            cited("오픈AI", "One", Some("2023-11-01")), cited("오픈AI", "Two", None),
            cited("오픈AI", "Three", None), cited("!!", "Four", None),
        ]}),
        json!({"id": 3, "title": "레드팀 셋", "body": "AI 시장 투자", "date": "2022"}),
        json!({"id": 4, "title": "레드팀 넷", "body": "AI 시장 안전"}),
        json!({"id": 6, "title": "레드팀 여섯", "body": "AI 기관",
            "citations": [cited("OpenAI", "Six", None)]}),
        json!({"id": 5, "title": "무관한 글", "body": "바람개비를 나눔", "date": "2025-08-02"}),
    ];
    let lines = records.map(|record| format!("{record}\n")).concat();
    dir.digest_file("news.jsonl", &lines);
    dir.digest_file("older/blog.jsonl", &lines);
    dir
}

/// The corpus, over a folder and over a cluster.
fn copied() -> Option<&'static Copied> {
    static COPIED: OnceLock<Option<(Dir, Copied)>> = OnceLock::new();
    let copied = COPIED.get_or_init(|| {
        let nodes = Nodes::shared()?;
        let dir = dir();
        dir.index();
        let copied = Copied::new(nodes, &dir.path().join("index"), "answers");
        Some((dir, copied))
    });
    copied.as_ref().map(|(_, copied)| copied)
}

/// Calls `compare` with the engine over the folder, and that over the cluster, with pages as they
/// are and small ones.
fn each(mut compare: impl FnMut(&SearchEngine, &SearchEngine)) {
    let Some(copied) = copied() else {
        return;
    };
    for page in [usize::MAX, SMALL_PAGE] {
        compare(&copied.folder, &copied.cluster(page));
    }
}

fn filtered(filters: Vec<Filter>) -> Constraints {
    Constraints {
        filters,
        ..Constraints::default()
    }
}

/// What is asked beside the query, each with whether it lets anything through.
fn constraints() -> Vec<(Constraints, bool)> {
    let month = |issue: &str| Month::of_issue(issue);
    let day = |text: &str| Date::from_iso(text);
    let publishers = ["OpenAI", "오픈AI"].map(|name| Filter::Publisher(name.to_owned()));
    vec![
        (Constraints::default(), true),
        (filtered(vec![Filter::Issue("2024-05".to_owned())]), true),
        (filtered(vec![Filter::Issue("1999-01".to_owned())]), false),
        (
            filtered(vec![Filter::Months {
                first: month("2024-04"),
                last: month("2024-05"),
            }]),
            true,
        ),
        (
            filtered(vec![Filter::Date(DateRange {
                first: day("2023-11-04"),
                last: day("2024-04-20"),
            })]),
            true,
        ),
        (filtered(vec![Filter::Kind(DocumentKind::Event)]), true),
        (
            filtered(vec![
                Filter::Kind(DocumentKind::Article),
                Filter::Issue("2024-05".to_owned()),
            ]),
            true,
        ),
        (filtered(vec![Filter::AnyOf(publishers.to_vec())]), true),
        (
            Constraints {
                sources: vec!["OECD".to_owned()],
                ..Constraints::default()
            },
            true,
        ),
        (
            Constraints {
                // Where words are looked for is nothing that lets documents through.
                scope: Some(Scope::TITLE),
                ..Constraints::default()
            },
            false,
        ),
    ]
}

const QUERIES: [&str; 8] = [
    "레드팀",
    "AI 투자 규제",
    "AI -투자",
    "\"인공지능\" OR 레드팀",
    "title:AI",
    "issue:2024-05",
    "레드탐",
    "그리고",
];

/// Some of the queries, for the constraints of this number other ones than for those beside.
fn queries(number: usize) -> impl Iterator<Item = &'static str> {
    QUERIES.into_iter().skip(number % 4).step_by(4)
}

type Order = fn(&str, &str) -> Ordering;

/// The order of `digest list`.
fn newest_first(one: &str, other: &str) -> Ordering {
    let (one_month, other_month) = (Month::of_issue(one), Month::of_issue(other));
    other_month.cmp(&one_month).then_with(|| one.cmp(other))
}

#[test]
fn facets_count_all_hits() {
    let mut found = 0;
    each(|folder, cluster| {
        for (number, (constraints, _)) in constraints().into_iter().enumerate() {
            for query in queries(number) {
                for all_words in [false, true] {
                    let options = SearchOptions {
                        limit: 1,
                        all_words,
                        constraints: constraints.clone(),
                        facets: Facet::ALL.to_vec(),
                        show: Show::Nothing,
                        ..SearchOptions::default()
                    };
                    let expected = folder.search(query, &options).unwrap();
                    let hits = cluster.search(query, &options).unwrap();
                    let about = format!("{query} {all_words} {constraints:?}");
                    assert_eq!(hits.total, expected.total, "{about}");
                    assert_eq!(hits.partial, expected.partial, "{about}");
                    assert_eq!(hits.facets, expected.facets, "{about}");
                    found += expected.total;
                }
            }
        }
    });
    assert!(found > 0 || copied().is_none());
}

#[test]
fn a_publisher_in_two_spellings_counts_once() {
    each(|folder, cluster| {
        let options = SearchOptions {
            constraints: filtered(vec![Filter::Issue("news".to_owned())]),
            facets: vec![Facet::Source],
            ..SearchOptions::default()
        };
        for engine in [folder, cluster] {
            let hits = engine.search("레드팀", &options).unwrap();
            let counts = &hits.facets[0].counts;
            // As many documents cite OpenAI as 오픈AI, and one cites this three times.
            assert_eq!(counts[0], ("오픈AI".to_owned(), 3), "{counts:?}");
        }
    });
}

#[test]
fn months_are_those_of_all_articles() {
    let mut found = 0;
    each(|folder, cluster| {
        for (number, (constraints, is_some)) in constraints().into_iter().enumerate() {
            let expected = folder.months_of_all(&constraints).unwrap();
            let counts = cluster.months_of_all(&constraints).unwrap();
            assert_eq!(counts, expected, "{constraints:?}");
            assert!(is_some || counts.months.is_empty());
            for query in queries(number) {
                for exact in [false, true] {
                    let expected = folder.months(query, &constraints, exact).unwrap();
                    let trend = cluster.months(query, &constraints, exact).unwrap();
                    assert_eq!(trend, expected, "{query} {exact} {constraints:?}");
                    found += expected.counts.months.len();
                }
            }
        }
    });
    assert!(found > 0 || copied().is_none());
}

fn ids(documents: impl Iterator<Item = anyhow::Result<Document>>) -> Vec<String> {
    let ids = documents.map(|document| document.unwrap().id().to_string());
    ids.collect()
}

#[test]
fn documents_are_listed_by_their_issues() {
    let orders: [(&str, Order); 3] = [
        ("newest", newest_first),
        ("names", |one, other| other.cmp(one)),
        // Several issues are equal, and their documents in the order of the corpus.
        ("lengths", |one, other| one.len().cmp(&other.len())),
    ];
    each(|folder, cluster| {
        for (constraints, is_some) in constraints() {
            for (name, order) in orders {
                for (offset, limit) in [
                    (0, usize::MAX),
                    (0, 3),
                    (4, 7),
                    (17, 40),
                    (3, 0),
                    (10_000, 2),
                ] {
                    let list = |engine: &SearchEngine| {
                        let listed = engine.documents_by_issue(&constraints, order, offset, limit);
                        ids(listed.unwrap())
                    };
                    let expected = list(folder);
                    let about = format!("{name} {offset} {limit} {constraints:?}");
                    assert_eq!(list(cluster), expected, "{about}");
                    let is_all = (offset, limit) == (0, usize::MAX);
                    assert!(!is_all || expected.is_empty() != is_some, "{about}");
                }
            }
        }
    });
}

#[test]
fn issues_and_events_are_told() {
    each(|folder, cluster| {
        let expected = folder.issue_contents().unwrap();
        assert_eq!(cluster.issue_contents().unwrap(), expected);
        assert!(expected.len() > 4, "{expected:?}");
        let expected: Vec<_> = folder.events().unwrap().map(Result::unwrap).collect();
        let events: Vec<_> = cluster.events().unwrap().map(Result::unwrap).collect();
        assert_eq!(events, expected);
        assert!(expected.len() > SMALL_PAGE);
        let expected: Vec<_> = folder.documents().unwrap().map(Result::unwrap).collect();
        let documents: Vec<_> = cluster.documents().unwrap().map(Result::unwrap).collect();
        assert_eq!(documents, expected);
    });
}

#[test]
fn documents_are_found_by_their_ids() {
    each(|folder, cluster| {
        for id in ["2024-05/12", "2024-05/e1", "news/2", "2024-05/999", "없음"] {
            let id = DocumentId::from_text(id);
            let expected = folder.document(&id).unwrap();
            assert_eq!(cluster.document(&id).unwrap(), expected, "{id}");
        }
        let first = cluster.document(&DocumentId::from_text("2024-05/12"));
        assert!(first.unwrap().is_some());
    });
}

#[test]
fn publishers_and_their_works_are_those_of_the_citations() {
    let keys = PublisherKeys::new(&Synonyms::shipped());
    let names = ["OpenAI", "MSIT", "oecd", "!!", "없는 기관"];
    each(|folder, cluster| {
        for (constraints, _) in constraints() {
            let expected = folder.publishers(&constraints).unwrap();
            let publishers = cluster.publishers(&constraints).unwrap();
            assert_eq!(publishers.all(), expected.all(), "{constraints:?}");
            for name in names {
                let works = |engine: &SearchEngine| {
                    let works = engine.cited_works(&publishers, name, &constraints);
                    works.unwrap().newest_first()
                };
                assert_eq!(works(cluster), works(folder), "{name} {constraints:?}");
            }
        }
        let all = cluster.publishers(&Constraints::default()).unwrap();
        let openai = all.find("openai").unwrap();
        assert!(openai.other_spellings.len() > 1, "{openai:?}");
        for name in names {
            let spellings = |engine: &SearchEngine| engine.spellings_of_publisher(name, &keys);
            let expected = spellings(folder).unwrap();
            assert_eq!(spellings(cluster).unwrap(), expected, "{name}");
        }
    });
}

#[test]
fn related_articles_are_the_same() {
    let mut found = 0;
    each(|folder, cluster| {
        for id in ["2024-05/1", "2024-05/12", "2024-05/e1", "news/1", "news/5"] {
            let document = folder.document(&DocumentId::from_text(id)).unwrap();
            let document = document.unwrap();
            for (constraints, _) in constraints().into_iter().step_by(2) {
                for limit in [0, 5] {
                    let expected = folder.related(&document, &constraints, limit).unwrap();
                    let related = cluster.related(&document, &constraints, limit).unwrap();
                    assert_eq!(related, expected, "{id} {limit} {constraints:?}");
                    found += expected.len();
                }
            }
        }
    });
    assert!(found > 0 || copied().is_none());
}

#[test]
fn chosen_documents_are_refused() {
    each(|folder, cluster| {
        let fitting = folder.fitting("레드팀", None).unwrap();
        let within = Some(folder.select(fitting));
        let options = SearchOptions {
            within,
            ..SearchOptions::default()
        };
        let errors = [
            cluster.fitting("레드팀", None).map(drop),
            cluster.addresses_of_file("2024-05.txt").map(drop),
            cluster.search("레드팀", &options).map(drop),
        ];
        for error in errors {
            let error = error.unwrap_err().to_string();
            assert!(error.contains("have no addresses"), "{error}");
        }
    });
}
