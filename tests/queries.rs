//! Which document comes first, over the project's own corpus.
//!
//! `queries.tsv` holds a query and the id expected first, a line each; `-` means
//! that nothing may be found.

use std::fs;

use crate::util::{ids, own_corpus, project};

#[test]
fn the_expected_document_is_first() {
    let table = fs::read_to_string(project().join("tests/queries.tsv")).unwrap();
    let mut wrong = Vec::new();
    let mut rows = 0;
    for (number, row) in table.lines().enumerate() {
        if row.is_empty() || row.starts_with('#') {
            continue;
        }
        let (query, expected) = row.split_once('\t').expect("a row is QUERY, tab, ID");
        rows += 1;
        let hits = own_corpus(&["search", "--json", "--limit", "1", "--", query]).json();
        let first = ids(&hits)
            .first()
            .cloned()
            .unwrap_or_else(|| "-".to_owned());
        if first != expected {
            wrong.push(format!(
                "line {}: {query}: {first} is first, not {expected}",
                number + 1
            ));
        }
    }
    assert!(rows >= 80, "{rows} rows");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
