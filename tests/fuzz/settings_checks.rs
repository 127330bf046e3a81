//! What holds for every file that a user writes for the program: terms, synonyms, canaries, a
//! batch of queries and the configuration. The checks that the fuzz target and the tests share.

use digest::analysis::{CompiledTerms, LineError, Terms};
use digest::cli::configuration_mistake;
use digest::job::Canary;
use digest::search::{BatchQuery, Synonyms};

/// Checks `bytes` as each of these files: it is read, or its mistake is told with a line that
/// it has.
pub fn check_settings(bytes: &[u8]) {
    for line in bytes.split(|byte| *byte == b'\n') {
        if let Err(error) = BatchQuery::parse(line) {
            assert!(!error.to_string().is_empty());
        }
    }
    // What is no UTF-8 is told before any of these is asked.
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let mut terms = Terms::none();
    match terms.add(text) {
        Ok(()) => check_compiled(&terms),
        Err(error) => check_told(text, &error),
    }
    if let Err(error) = Synonyms::none().add(text) {
        check_told(text, &error);
    }
    match Canary::parse_all(text) {
        Ok(canaries) => assert!(canaries.len() <= text.lines().count()),
        Err(error) => check_told(text, &error),
    }
    if let Some(mistake) = configuration_mistake(text) {
        let line = mistake.strip_prefix("config.toml:").and_then(|rest| {
            let (line, message) = rest.split_once(": ")?;
            assert!(!message.is_empty());
            line.parse::<usize>().ok()
        });
        check_line(text, line.unwrap_or_else(|| panic!("{mistake}")));
    }
}

/// Checks that what terms are compiled to is read again, and not where a byte of it changed.
fn check_compiled(terms: &Terms) {
    let Ok(compiled) = terms.compile() else {
        return;
    };
    let mut bytes = compiled.as_bytes().to_vec();
    assert_eq!(CompiledTerms::from_bytes(bytes.clone()).unwrap(), compiled);
    if let Some(last) = bytes.last_mut() {
        *last ^= 1;
        assert!(CompiledTerms::from_bytes(bytes).is_err());
    }
}

fn check_told(text: &str, error: &LineError) {
    assert!(!error.message.is_empty());
    check_line(text, error.line);
}

fn check_line(text: &str, line: usize) {
    let lines = text.matches('\n').count() + 1;
    assert!((1..=lines).contains(&line), "line {line} of {lines}");
}
