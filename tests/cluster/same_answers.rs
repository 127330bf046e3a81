//! Searches over a cluster: the documents, the order, the scores and the counts are those of a
//! folder with the same documents.

use std::fs;

use digest::document::Date;
use digest::job::IndexJob;
use digest::search::{Constraints, DateRange, Filter, SearchEngine, SearchOptions, Show, Sort};

use super::copied::Copied;
use super::nodes::Nodes;
use super::told::told;
use crate::library::{pdf_program, run};
use crate::util::{project, text_corpus};

/// In the usual run one of so many queries is asked.
const SAMPLE: usize = 12;

/// An index of the project's own corpus in a folder, and the same on the cluster.
fn own(nodes: &Nodes, name: &str) -> (tempfile::TempDir, Copied) {
    let index = tempfile::tempdir().unwrap();
    let job = IndexJob {
        pdf_program: pdf_program(),
        ..IndexJob::new(text_corpus(), index.path())
    };
    run(&job).unwrap();
    let copied = Copied::new(nodes, index.path(), name);
    (index, copied)
}

/// The queries of `queries.tsv` and `no_hits.tsv`.
fn queries() -> Vec<String> {
    let mut queries = Vec::new();
    for (file, column) in [("queries.tsv", 1), ("no_hits.tsv", 0)] {
        let text = fs::read_to_string(project().join("tests").join(file)).unwrap();
        let lines = text.lines();
        let rows = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
        queries.extend(rows.map(|row| row.split('\t').nth(column).unwrap().to_owned()));
    }
    queries
}

fn assert_same(folder: &SearchEngine, cluster: &SearchEngine, query: &str, how: &SearchOptions) {
    let expected = folder.search(query, how).unwrap();
    let found = cluster.search(query, how).unwrap();
    assert_eq!(told(&found, 3), told(&expected, 3), "{query}: {how:?}");
}

fn assert_all_same(step: usize, name: &str) {
    let Some(nodes) = Nodes::shared() else {
        return;
    };
    let (_folder, own) = own(nodes, name);
    let cluster = own.cluster(1_000);
    let queries = queries();
    assert!(queries.len() > 250, "{}", queries.len());
    for query in queries.iter().step_by(step) {
        assert_same(&own.folder, &cluster, query, &SearchOptions::default());
    }
}

#[test]
fn queries_find_what_a_folder_finds() {
    assert_all_same(SAMPLE, "same-sample");
}

#[test]
#[ignore = "asks every query, which takes minutes in a build that is not optimised"]
fn all_queries_find_what_a_folder_finds() {
    assert_all_same(1, "same-all");
}

#[test]
fn options_do_what_they_do_in_a_folder() {
    let Some(nodes) = Nodes::shared() else {
        return;
    };
    let (_folder, own) = own(nodes, "same-options");
    let cluster = own.cluster(1_000);
    let plain = SearchOptions::default();
    let of_april = Filter::Date(DateRange {
        first: Date::new(2024, 4, 1),
        last: Date::new(2024, 4, 30),
    });
    let constrained = Constraints {
        filters: vec![of_april],
        ..Constraints::default()
    };
    let ways = [
        SearchOptions {
            sort: Sort::Newest,
            ..plain.clone()
        },
        SearchOptions {
            sort: Sort::Oldest,
            limit: 30,
            ..plain.clone()
        },
        SearchOptions {
            offset: 3,
            limit: 4,
            ..plain.clone()
        },
        SearchOptions {
            limit: usize::MAX,
            show: Show::Nothing,
            ..plain.clone()
        },
        SearchOptions {
            offset: 2,
            limit: usize::MAX,
            sort: Sort::Oldest,
            show: Show::Nothing,
            ..plain.clone()
        },
        SearchOptions {
            all_words: true,
            ..plain.clone()
        },
        SearchOptions {
            exact: true,
            show: Show::TitleMarks,
            ..plain.clone()
        },
        SearchOptions {
            limit: 0,
            ..plain.clone()
        },
        SearchOptions {
            constraints: constrained,
            show: Show::Nothing,
            ..plain.clone()
        },
    ];
    let queries = [
        "AI 안전",
        "제목:AI -유럽",
        "\"생성 AI\" 모델",
        "규제* OR 정책",
        "기관:OpenAI",
        "issue:2024-05 투자",
        "since:2024-04-01 until:2024-04-10",
        "인공지ㄴ",
        "rkdlemfkdls",
        "없는낱말들이다",
    ];
    for query in queries {
        for how in &ways {
            assert_same(&own.folder, &cluster, query, how);
        }
    }
}
