//! The text of a query to its clauses: what of it is syntax, and what is text.
//!
//! Nothing is an error but a date, an issue or a kind that there is not, and more syntax
//! than is searched for: what looks like syntax and is not is text. docs/query.md is the
//! grammar. Words are not cut here: that needs the analyzer, and is `query`'s.

mod brackets;
mod error;
mod fields;
mod period;
#[cfg(test)]
mod tests;

use std::ops::Range;

use brackets::Brackets;
pub use error::SyntaxError;
pub(in crate::search) use fields::ToldFilter;
use fields::{Field, Typed};
pub use fields::{Filter, is_field_name};
pub use period::{DateRange, NoPeriod, period};

use crate::language::messages;
use crate::search::query::scope::Scope;
use crate::search::query::word::WordKind;

/// A part of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::search) struct Clause {
    /// Its bytes in the query, marks included.
    pub range: Range<usize>,
    pub kind: ClauseKind,
}

/// What a part of a query asks for. Ranges are bytes of the query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::search) enum ClauseKind {
    /// Words, as they are.
    Text,
    /// `"…"`, `규제*`, `단어~`: a word of this kind, without its marks.
    Word(WordKind, Range<usize>),
    /// `제목:…`: this in a part of the document.
    Scoped(Scope, Box<Clause>),
    /// What is asked of the document beside its words.
    Filter(Filter),
    /// `-…`: this not.
    Not(Box<Clause>),
    /// `A OR B`: one of these.
    Any(Vec<Clause>),
    /// `(…)`: all of these.
    All(Vec<Clause>),
}

/// Between two parts of which one is enough.
const OR: &str = "OR";
/// Between words that are asked for together anyway.
const AND: &str = "AND";
/// Before what is left out, as `-`.
const NOT: &str = "NOT";

/// The most clauses of a query, as many as Lucene takes: each costs lookups in every field
/// and, where documents hold it, a list of them. Plain words are none.
pub const MOST_CLAUSES: usize = 1_024;

/// The most groups within each other.
pub const DEEPEST_GROUP: usize = 32;

/// Reads `text`.
///
/// # Errors
///
/// Where a date, an issue or a kind is named that there is not, or there are more clauses
/// than [`MOST_CLAUSES`] or deeper groups than [`DEEPEST_GROUP`].
pub(in crate::search) fn clauses(text: &str) -> Result<Vec<Clause>, SyntaxError> {
    let mut reader = Reader {
        text,
        brackets: Brackets::find(text),
        clauses: 0,
        depth: 0,
    };
    reader.list(0..text.len())
}

struct Reader<'a> {
    text: &'a str,
    brackets: Brackets,
    /// How many clauses were made of syntax so far.
    clauses: usize,
    /// In how many groups the stretch lies that is read.
    depth: usize,
}

impl Reader<'_> {
    /// The clauses of a stretch: that of a group, or of all. No clause is empty, so that
    /// each of them brings the end nearer.
    fn list(&mut self, stretch: Range<usize>) -> Result<Vec<Clause>, SyntaxError> {
        let mut clauses: Vec<Clause> = Vec::new();
        let mut at = self.after_space(stretch.start, stretch.end);
        while at < stretch.end {
            if !clauses.is_empty()
                && let Some(other) = self.after_word(AND, at, stretch.end)
            {
                // Words are asked for together as it is.
                at = other;
                continue;
            }
            let clause = match (self.after_word(OR, at, stretch.end), clauses.pop()) {
                (Some(other), Some(first)) => {
                    self.count(at..at + OR.len())?;
                    either(first, self.part(other, stretch.end)?)
                }
                (_, last) => {
                    clauses.extend(last);
                    self.part_or_not(at, stretch.end)?
                }
            };
            debug_assert!(at < clause.range.end, "a clause that does not advance");
            at = self.after_space(clause.range.end, stretch.end);
            clauses.push(clause);
        }
        // What is left out must be left out of something.
        if !clauses.iter().any(asks_for_something) {
            for clause in &mut clauses {
                clause.kind = ClauseKind::Text;
            }
        }
        Ok(joined(self.text, clauses))
    }

    /// Counts the clause that the syntax at `range` makes.
    fn count(&mut self, range: Range<usize>) -> Result<(), SyntaxError> {
        self.clauses += 1;
        if self.clauses <= MOST_CLAUSES {
            return Ok(());
        }
        Err(SyntaxError {
            text: self.text.to_owned(),
            range,
            message: messages::search::too_many_clauses(&MOST_CLAUSES),
            hint: messages::search::what_clauses_are(),
        })
    }

    fn after_space(&self, at: usize, end: usize) -> usize {
        end - self.text[at..end].trim_start().len()
    }

    /// Where the part behind the operator `word` at `at` begins, where there is one.
    fn after_word(&self, word: &str, at: usize, end: usize) -> Option<usize> {
        let rest = self.text[at..end].strip_prefix(word)?;
        let other = end - rest.trim_start().len();
        (rest.starts_with(char::is_whitespace) && other < end).then_some(other)
    }

    fn part_or_not(&mut self, at: usize, end: usize) -> Result<Clause, SyntaxError> {
        if let Some(other) = self.after_word(NOT, at, end) {
            self.count(at..at + NOT.len())?;
            let inner = self.part(other, end)?;
            return Ok(Clause {
                range: at..inner.range.end,
                kind: ClauseKind::Not(Box::new(inner)),
            });
        }
        let rest = self.text[at..end].strip_prefix('-');
        let is_before_something = |rest: &str| {
            let next = rest.chars().next();
            next.is_some_and(|c| !c.is_whitespace() && c != '-')
        };
        if rest.is_none_or(|rest| !is_before_something(rest)) {
            return self.part(at, end);
        }
        self.count(at..at + 1)?;
        let inner = self.part(at + 1, end)?;
        Ok(Clause {
            range: at..inner.range.end,
            kind: ClauseKind::Not(Box::new(inner)),
        })
    }

    /// A phrase, a group, a field with its value, or the text to the next space.
    fn part(&mut self, at: usize, end: usize) -> Result<Clause, SyntaxError> {
        if let Some((field, length)) = Field::before(&self.text[at..end]) {
            let value = at + length;
            let is_there = self.text[value..end].starts_with(|c: char| !c.is_whitespace());
            if is_there {
                self.count(at..value)?;
                return self.field(field, at, value, end);
            }
        }
        self.unnamed(at, end)
    }

    fn field(
        &mut self,
        field: Field,
        at: usize,
        value: usize,
        end: usize,
    ) -> Result<Clause, SyntaxError> {
        let (stop, kind) = match field {
            Field::Scope(scope) => {
                let inner = self.unnamed(value, end)?;
                (inner.range.end, ClauseKind::Scoped(scope, Box::new(inner)))
            }
            Field::Filter(read) => {
                let stop = self.word_end(value, end);
                let typed = Typed {
                    text: self.text,
                    start: value,
                    end: stop,
                };
                (stop, ClauseKind::Filter(read(typed)?))
            }
        };
        Ok(Clause {
            range: at..stop,
            kind,
        })
    }

    /// A part without a name before it.
    fn unnamed(&mut self, at: usize, end: usize) -> Result<Clause, SyntaxError> {
        if let Some(close) = self.brackets.phrase(at) {
            self.count(at..close + 1)?;
            return Ok(Clause {
                range: at..close + 1,
                kind: ClauseKind::Word(WordKind::Phrase, at + 1..close),
            });
        }
        if let Some(close) = self.brackets.group(at) {
            self.count(at..at + 1)?;
            let clauses = self.group(at, close)?;
            return Ok(Clause {
                range: at..close + 1,
                kind: ClauseKind::All(clauses),
            });
        }
        let stop = self.word_end(at, end);
        let kind = word_kind(self.text, at..stop);
        if kind != ClauseKind::Text {
            self.count(at..stop)?;
        }
        Ok(Clause {
            range: at..stop,
            kind,
        })
    }

    /// What stands in the brackets at `open` and `close`.
    fn group(&mut self, open: usize, close: usize) -> Result<Vec<Clause>, SyntaxError> {
        if self.depth == DEEPEST_GROUP {
            return Err(SyntaxError {
                text: self.text.to_owned(),
                range: open..open + 1,
                message: messages::search::too_deep(&DEEPEST_GROUP),
                hint: messages::search::leave_brackets(),
            });
        }
        self.depth += 1;
        let clauses = self.list(open + 1..close)?;
        self.depth -= 1;
        Ok(clauses)
    }

    /// Where a word that begins at `at` ends: at a space, or where what is read ends. A
    /// bracket that closes a group around it is such an end; any other is text.
    fn word_end(&self, at: usize, end: usize) -> usize {
        let space = self.text[at..end].find(char::is_whitespace);
        space.map_or(end, |length| at + length)
    }
}

/// What a word without spaces asks for.
fn word_kind(text: &str, range: Range<usize>) -> ClauseKind {
    let word = &text[range.clone()];
    let is_of = |word: &str, right: fn(char) -> bool| word.chars().all(right);
    let inside = range.start..range.end.saturating_sub(1);
    if let Some(word) = word.strip_suffix('*')
        && word.contains(char::is_alphabetic)
        && is_of(word, |c| c.is_alphanumeric() || c == '-')
    {
        return ClauseKind::Word(WordKind::Prefix, inside);
    }
    if let Some(word) = word.strip_suffix('~')
        && word.chars().nth(1).is_some()
        && is_of(word, char::is_alphabetic)
    {
        return ClauseKind::Word(WordKind::Fuzzy, inside);
    }
    ClauseKind::Text
}

/// Whether a list with this clause asks for anything, so that others may be left out of
/// it.
fn asks_for_something(clause: &Clause) -> bool {
    match &clause.kind {
        ClauseKind::Not(inner) => matches!(inner.kind, ClauseKind::Filter(_)),
        _ => true,
    }
}

/// One of two, or of one more.
fn either(first: Clause, next: Clause) -> Clause {
    let range = first.range.start..next.range.end;
    let mut branches = match first.kind {
        ClauseKind::Any(branches) => branches,
        _ => vec![first],
    };
    branches.push(next);
    Clause {
        range,
        kind: ClauseKind::Any(branches),
    }
}

/// Neighbouring words are one text: a synonym may stand for several of them.
fn joined(text: &str, clauses: Vec<Clause>) -> Vec<Clause> {
    let mut joined: Vec<Clause> = Vec::new();
    for clause in clauses {
        match joined.last_mut() {
            Some(last)
                if last.kind == ClauseKind::Text
                    && clause.kind == ClauseKind::Text
                    && text[last.range.end..clause.range.start].trim().is_empty() =>
            {
                last.range.end = clause.range.end;
            }
            _ => joined.push(clause),
        }
    }
    joined
}
