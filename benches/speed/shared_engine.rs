//! One engine of `digest search` that threads share.

use std::hint::black_box;

use digest::search::SearchEngine;

use super::questions::Question;

/// Answers a query, with its ten hits and their snippets.
pub fn ask(engine: &SearchEngine, question: &Question) {
    let hits = engine.search(&question.text(), &question.options());
    black_box(hits.expect("a search"));
}
