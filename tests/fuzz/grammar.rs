//! The fuzz target of the grammar: any bytes as a query that is read, and searched for
//! nowhere. Many times as fast as a search, so that it comes further; to be run with a limit
//! of memory.

#![no_main]

use std::sync::LazyLock;

use digest::analysis::Analyzer;
use digest::search::{MOST_CLAUSES, Query, QueryError, Synonyms};
use libfuzzer_sys::fuzz_target;

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(|| Analyzer::new().unwrap());
static SYNONYMS: LazyLock<Synonyms> = LazyLock::new(Synonyms::shipped);

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    match Query::new(&text, &ANALYZER, &SYNONYMS) {
        Ok(query) => {
            assert_eq!(query.text, text);
            // Each word is a unit of its own; what syntax makes is bounded.
            let made = query.units.len() + query.conditions.len();
            assert!(made <= query.words.len() + MOST_CLAUSES);
        }
        Err(QueryError::Syntax(error)) => {
            assert!(!error.part().is_empty() && !error.hint.is_empty());
        }
        Err(error) => panic!("{error}"),
    }
});
