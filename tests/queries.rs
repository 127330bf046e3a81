//! Which document comes first for a query: `queries.tsv`, a row each; and the queries
//! of `no_hits.txt`, which find nothing.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::io::Write;
use std::process::Stdio;

use serde_json::Value;

use crate::util::{ids, marked, own_corpus, project};

/// The kinds of words that are found only when they are taken for others.
const REWRITTEN: [&str; 5] = [
    "keyboard",
    "initials",
    "typo",
    "half-typed",
    "transliteration",
];

/// Rows that a kind has at least.
const LEAST_ROWS: usize = 12;

struct Row {
    line: usize,
    kind: String,
    query: String,
    expected: String,
}

fn rows() -> Vec<Row> {
    let table = fs::read_to_string(project().join("tests/queries.tsv")).unwrap();
    let lines = (1..).zip(table.lines());
    lines
        .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
        .map(|(line, row)| {
            let columns: Vec<&str> = row.split('\t').collect();
            let [kind, query, expected] = columns[..] else {
                panic!("line {line}: a row is KIND, tab, QUERY, tab, ID");
            };
            Row {
                line,
                kind: kind.to_owned(),
                query: query.to_owned(),
                expected: expected.to_owned(),
            }
        })
        .collect()
}

/// Searches for all `queries` in one process.
fn batch(queries: &[&str], args: &[&str]) -> Vec<Value> {
    let mut all = vec!["search", "--batch", "--limit", "3"];
    all.extend(args);
    let mut child = own_corpus(&all)
        .into_command()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let lines: String = queries.iter().map(|query| format!("{query}\n")).collect();
    let writer = std::thread::spawn(move || stdin.write_all(lines.as_bytes()).unwrap());
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    let answers = String::from_utf8(output.stdout).unwrap();
    let answers: Vec<Value> = answers
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(answers.len(), queries.len());
    answers
}

/// Whether something is marked in the first hit, and every mark is inside its text.
fn is_marked(answer: &Value) -> bool {
    let snippets = answer["hits"][0]["snippets"].as_array().unwrap();
    let marks: Vec<String> = snippets.iter().flat_map(marked).collect();
    !marks.is_empty() && marks.iter().all(|mark| !mark.is_empty())
}

#[test]
fn the_expected_document_is_first_and_marked() {
    let rows = rows();
    let queries: Vec<&str> = rows.iter().map(|row| row.query.as_str()).collect();
    let mut wrong = Vec::new();
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for (row, answer) in rows.iter().zip(batch(&queries, &[])) {
        *kinds.entry(&row.kind).or_default() += 1;
        let found = ids(&answer);
        let first = found.first().map_or("nothing", String::as_str);
        let mut tell = |what: String| {
            let Row {
                line, kind, query, ..
            } = row;
            wrong.push(format!("line {line}: {kind} {query}: {what}"));
        };
        if first != row.expected {
            let rewrites = &answer["rewrites"];
            tell(format!(
                "{first} is first, not {}; rewrites {rewrites}",
                row.expected
            ));
        } else if !is_marked(&answer) {
            tell("nothing is marked".to_owned());
        } else if answer["rewrites"] != serde_json::json!([])
            && !REWRITTEN.contains(&row.kind.as_str())
        {
            tell(format!("was rewritten: {}", answer["rewrites"]));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(rows.len() >= 200, "{} rows", rows.len());
    assert_eq!(kinds.len(), 13, "{kinds:?}");
    assert!(
        kinds.values().all(|count| *count >= LEAST_ROWS),
        "{kinds:?}"
    );
    let distinct: HashSet<&str> = queries.into_iter().collect();
    assert_eq!(distinct.len(), rows.len(), "a query stands in two rows");
}

#[test]
fn exact_queries_are_never_rewritten() {
    let mut rows = rows();
    rows.retain(|row| matches!(row.kind.as_str(), "keyboard" | "initials" | "half-typed"));
    let queries: Vec<&str> = rows.iter().map(|row| row.query.as_str()).collect();
    let forgiving = batch(&queries, &[]);
    for (row, (exact, forgiving)) in rows
        .iter()
        .zip(batch(&queries, &["--exact"]).iter().zip(&forgiving))
    {
        assert_eq!(exact["rewrites"], serde_json::json!([]), "{}", row.query);
        assert_eq!(exact["total"], 0, "{}", row.query);
        let rewrite = &forgiving["rewrites"][0];
        assert!(
            row.query.contains(rewrite["from"].as_str().unwrap()),
            "{rewrite}"
        );
        let reason = row.kind.replace('-', "_");
        assert_eq!(rewrite["reason"], reason.as_str(), "{}", row.query);
    }
}

#[test]
fn what_is_not_in_the_corpus_finds_nothing() {
    let list = fs::read_to_string(project().join("tests/no_hits.txt")).unwrap();
    let queries: Vec<&str> = list.lines().filter(|line| !line.starts_with('#')).collect();
    assert!(queries.len() >= 30, "{} queries", queries.len());
    let mut wrong = Vec::new();
    for (query, answer) in queries.iter().zip(batch(&queries, &[])) {
        if answer["total"] != 0 || answer["partial"] != 0 {
            let found = ids(&answer);
            wrong.push(format!(
                "{query}: {found:?}; rewrites {}",
                answer["rewrites"]
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
