//! Which brackets and quotation marks of a query are syntax.
//!
//! One walk finds the pairs, so that a text of nothing but brackets costs no more than
//! any other. A pair is syntax where it begins a part of the query and ends one:
//! `(주)카카오` and `AI(인공지능)` are text.

use std::collections::HashMap;

use super::fields::Field;

/// The pairs that are syntax, by their bytes in the query.
#[derive(Debug, Default)]
pub(super) struct Brackets {
    groups: HashMap<usize, usize>,
    phrases: HashMap<usize, usize>,
}

impl Brackets {
    /// Finds the pairs of `text`.
    pub(super) fn find(text: &str) -> Self {
        let mut found = Brackets::default();
        // Where each open bracket stands, and whether it begins a part.
        let mut open: Vec<(usize, bool)> = Vec::new();
        let mut at = 0;
        let mut begins = true;
        while let Some(c) = text[at..].chars().next() {
            let next = at + c.len_utf8();
            match c {
                '"' if begins => {
                    begins = false;
                    if let Some(close) = closing_quote(text, next) {
                        found.phrases.insert(at, close);
                        at = close + 1;
                        continue;
                    }
                }
                '(' => open.push((at, begins)),
                ')' => {
                    if let Some((start, true)) = open.pop()
                        && ends_a_part(text, next)
                        && !text[start + 1..at].trim().is_empty()
                    {
                        found.groups.insert(start, at);
                    }
                    begins = false;
                }
                '-' if begins => begins = !text[next..].starts_with('-'),
                c if c.is_whitespace() => begins = true,
                _ if begins => {
                    if let Some((_, length)) = Field::before(&text[at..]) {
                        at += length;
                        continue;
                    }
                    begins = false;
                }
                _ => {}
            }
            at = next;
        }
        found
    }

    /// Where the group that opens at `at` closes. Pairs lie within each other or apart, and
    /// none ends within a phrase: whoever takes each from its beginning to its end never
    /// meets an end whose beginning was passed over.
    pub(super) fn group(&self, at: usize) -> Option<usize> {
        self.groups.get(&at).copied()
    }

    /// Where the phrase that opens at `at` closes.
    pub(super) fn phrase(&self, at: usize) -> Option<usize> {
        self.phrases.get(&at).copied()
    }
}

/// The next quotation mark, where it ends a part and there is something before it.
fn closing_quote(text: &str, from: usize) -> Option<usize> {
    let close = from + text[from..].find('"')?;
    let is_empty = text[from..close].trim().is_empty();
    (!is_empty && ends_a_part(text, close + 1)).then_some(close)
}

fn ends_a_part(text: &str, at: usize) -> bool {
    let next = text[at..].chars().next();
    next.is_none_or(|c| c.is_whitespace() || c == ')')
}
