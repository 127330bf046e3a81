//! Which document comes first for a query: `queries.tsv`, a row each; and the queries
//! of `no_hits.tsv`, which find nothing.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::io::Write;
use std::process::Stdio;

use serde_json::Value;

use crate::util::{ids, marked, own_corpus, project};

/// A kind of queries.
struct Kind {
    name: &'static str,
    /// Rows that it has at least.
    least_rows: usize,
    /// For which reasons its words may be taken for others. Where there is none, they
    /// must be found as they were typed.
    reasons: &'static [&'static str],
}

static KINDS: [Kind; 14] = [
    kind("plain", 60, &[]),
    kind("inflected", 30, &[]),
    kind("spaced", 30, &[]),
    kind("compound", 30, &[]),
    kind("synonym", 12, &[]),
    kind("hanja", 12, &[]),
    kind("number", 12, &[]),
    kind("keyboard", 12, &["keyboard"]),
    kind("initials", 12, &["initials"]),
    kind("typo", 12, &["typo", "transliteration"]),
    // 캐낟 is what an input method shows of 캐나ㄷ; it is one letter from 캐나다.
    kind("half-typed", 12, &["half_typed", "typo", "transliteration"]),
    kind("transliteration", 12, &["transliteration", "typo"]),
    kind("mixed", 12, &[]),
    kind("question", 12, &[]),
];

/// Rows of all kinds together, at least; and queries that find nothing.
const LEAST_ROWS: usize = 220;
const LEAST_NO_HITS: usize = 40;

const fn kind(name: &'static str, least_rows: usize, reasons: &'static [&'static str]) -> Kind {
    Kind {
        name,
        least_rows,
        reasons,
    }
}

/// A row of `queries.tsv`.
struct Row {
    line: usize,
    kind: &'static Kind,
    query: String,
    expected: String,
}

/// The rows of a table in `tests/` with their lines; each has `N` columns.
fn table<const N: usize>(name: &str) -> Vec<(usize, [String; N])> {
    let text = fs::read_to_string(project().join("tests").join(name)).unwrap();
    let lines = (1..).zip(text.lines());
    lines
        .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
        .map(|(line, row)| {
            let columns: Vec<String> = row.split('\t').map(str::to_owned).collect();
            let columns: Result<[String; N], _> = columns.try_into();
            match columns {
                Ok(columns) => (line, columns),
                Err(_) => panic!("{name}, line {line}: a row has {N} columns: {row}"),
            }
        })
        .collect()
}

fn rows() -> Vec<Row> {
    table("queries.tsv")
        .into_iter()
        .map(|(line, [name, query, expected])| Row {
            line,
            kind: KINDS
                .iter()
                .find(|kind| kind.name == name)
                .unwrap_or_else(|| panic!("line {line}: there is no kind {name}")),
            query,
            expected,
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
    for (query, answer) in queries.iter().zip(&answers) {
        assert_eq!(answer["query"], *query, "{answer}");
    }
    answers
}

/// The reasons of an answer's rewrites.
fn reasons(answer: &Value) -> Vec<&str> {
    let rewrites = answer["rewrites"].as_array().unwrap();
    rewrites
        .iter()
        .map(|rewrite| rewrite["reason"].as_str().unwrap())
        .collect()
}

/// Whether something is marked in a hit, and every mark is inside its text.
fn is_marked(hit: &Value) -> bool {
    let snippets = hit["snippets"].as_array().unwrap();
    let marks: Vec<String> = snippets.iter().flat_map(marked).collect();
    !marks.is_empty() && marks.iter().all(|mark| !mark.is_empty())
}

/// What is wrong with the answer to a row, if anything is.
fn fault(row: &Row, answer: &Value) -> Option<String> {
    let found = ids(answer);
    let first = found.first().map_or("nothing", String::as_str);
    if first != row.expected {
        return Some(format!("{first} is first, not {}", row.expected));
    }
    let hit = &answer["hits"][0];
    if !is_marked(hit) {
        return Some("nothing is marked".to_owned());
    }
    let reasons = reasons(answer);
    if let Some(reason) = reasons.iter().find(|r| !row.kind.reasons.contains(r)) {
        return Some(format!("was rewritten: {reason}"));
    }
    if row.kind.reasons.is_empty() || !reasons.is_empty() {
        return None;
    }
    let is_found_as_typed = match row.kind.name {
        // By a synonym.
        "transliteration" => hit["explanation"]["alternatives"] != serde_json::json!([]),
        // A wrong letter at the end may read as a particle.
        "typo" | "half-typed" => hit["missing"] == serde_json::json!([]),
        _ => false,
    };
    (!is_found_as_typed).then(|| "was not rewritten".to_owned())
}

#[test]
fn the_expected_document_is_first_and_marked() {
    let rows = rows();
    let queries: Vec<&str> = rows.iter().map(|row| row.query.as_str()).collect();
    let mut wrong = Vec::new();
    for (row, answer) in rows.iter().zip(batch(&queries, &["--explain"])) {
        if let Some(fault) = fault(row, &answer) {
            wrong.push(format!(
                "line {}: {} {}: {fault}; rewrites {}",
                row.line, row.kind.name, row.query, answer["rewrites"]
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {} rows:\n{}",
        wrong.len(),
        rows.len(),
        wrong.join("\n")
    );
}

#[test]
fn the_table_has_rows_of_every_kind_and_each_once() {
    let rows = rows();
    assert!(rows.len() >= LEAST_ROWS, "{} rows", rows.len());
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut seen = HashSet::new();
    for row in &rows {
        *counts.entry(row.kind.name).or_default() += 1;
        assert!(
            seen.insert(row.query.as_str()),
            "line {}: {} stands in two rows",
            row.line,
            row.query
        );
    }
    for kind in &KINDS {
        let count = counts.get(kind.name).copied().unwrap_or_default();
        assert!(count >= kind.least_rows, "{}: {count} rows", kind.name);
    }
}

#[test]
fn exact_queries_are_never_rewritten() {
    const FORGIVEN: [&str; 4] = ["keyboard", "initials", "typo", "half-typed"];
    let mut rows = rows();
    rows.retain(|row| FORGIVEN.contains(&row.kind.name));
    let queries: Vec<&str> = rows.iter().map(|row| row.query.as_str()).collect();
    let forgiving = batch(&queries, &[]);
    let exact = batch(&queries, &["--exact"]);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for ((row, forgiving), exact) in rows.iter().zip(&forgiving).zip(&exact) {
        let query = &row.query;
        assert_eq!(exact["rewrites"], serde_json::json!([]), "{query}");
        let rewrites = forgiving["rewrites"].as_array().unwrap();
        for rewrite in rewrites {
            let from = rewrite["from"].as_str().unwrap();
            assert!(query.contains(from), "{query}: {rewrite}");
        }
        if rewrites.is_empty() {
            continue;
        }
        *counts.entry(row.kind.name).or_default() += 1;
        assert_eq!(exact["total"], 0, "{query}");
        if !query.contains(' ') {
            assert_eq!(exact["partial"], 0, "{query}");
            assert_eq!(exact["hits"], serde_json::json!([]), "{query}");
        }
    }
    for name in FORGIVEN {
        let count = counts.get(name).copied().unwrap_or_default();
        assert!(count >= 12, "{name}: {count} rows are rewritten");
    }
}

#[test]
fn what_is_not_in_the_corpus_finds_nothing() {
    let rows = table::<2>("no_hits.tsv");
    let queries: Vec<&str> = rows.iter().map(|(_, [_, query])| query.as_str()).collect();
    assert!(queries.len() >= LEAST_NO_HITS, "{} queries", queries.len());
    let distinct: HashSet<&str> = queries.iter().copied().collect();
    assert_eq!(distinct.len(), queries.len(), "a query stands in two rows");
    let mut wrong = Vec::new();
    for ((line, [kind, query]), answer) in rows.iter().zip(batch(&queries, &[])) {
        if answer["total"] != 0 || answer["partial"] != 0 || !ids(&answer).is_empty() {
            wrong.push(format!(
                "line {line}: {kind} {query}: {:?}; rewrites {}",
                ids(&answer),
                answer["rewrites"]
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {} queries:\n{}",
        wrong.len(),
        queries.len(),
        wrong.join("\n")
    );
}
