//! Query text to what is looked for: words, and what is asked beside them.
//!
//! Defines how each word is looked for and what a document must hold; how the text is
//! read is `reading`'s and `syntax`'s, what a word weighs in which field is `weights`',
//! and other ways to say it come from `synonyms`.

pub(super) mod batch;
mod beginnings;
pub(super) mod condition;
mod cutting;
mod loanwords;
mod neighbours;
pub(super) mod outline;
mod reading;
pub(super) mod scope;
mod spellings;
pub(super) mod synonyms;
pub(super) mod syntax;
pub(super) mod word;

use std::collections::BTreeSet;
use std::fmt;
use std::ops::Range;

use crate::language::messages;
use scope::Scope;
use syntax::{Filter, SyntaxError};
use word::{Alternative, AlternativeKind, QueryTerm, QueryWord};

/// What was asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Query {
    /// The text as it was typed.
    pub text: String,
    /// The words to be looked up, each once, in the order typed. Empty where the text
    /// holds nothing that can be searched for.
    pub words: Vec<QueryWord>,
    /// Other ways to say words of the query, which find the same documents.
    pub alternatives: Vec<Alternative>,
    /// What a document holds or lacks: each is a word, or one of several.
    pub units: Vec<Unit>,
    /// What must be true of every hit beside its words.
    pub conditions: Vec<Node>,
    /// The tokens of the words that are asked for, in order and repeated as they are:
    /// what is near what.
    pub tokens: Vec<QueryTerm>,
    /// Whether anything was typed that is looked for in the text of documents, even if
    /// no word of it carries meaning.
    pub(super) asks_for_words: bool,
    /// Where each plain word stands in the text, as often as it was typed, with its place
    /// in `words`.
    pub(super) places: Vec<(Range<usize>, usize)>,
}

impl Query {
    /// Whether it asks for a part of documents, or for what they are, and not only for words
    /// anywhere.
    pub fn is_filtered(&self) -> bool {
        let nodes = self.units.iter().map(|unit| &unit.node);
        self.words.iter().any(|word| word.scope.is_some())
            || nodes.chain(&self.conditions).any(Node::has_filter)
    }
}

impl Node {
    fn has_filter(&self) -> bool {
        match self {
            Node::Word(_) => false,
            Node::All(nodes) | Node::Any(nodes) => nodes.iter().any(Node::has_filter),
            Node::Not(inner) => inner.has_filter(),
            Node::Filter(_) => true,
        }
    }
}

/// A part of a query that a hit holds or lacks.
#[derive(Debug, Clone, PartialEq)]
pub struct Unit {
    /// It as it was typed.
    pub text: String,
    /// What a document must hold, to hold it.
    pub node: Node,
    /// Whether every hit holds it: what is typed with syntax must be there, a plain word
    /// may lack.
    pub is_required: bool,
}

/// What is true of a document or is not.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// It holds the word at this place of the query's words.
    Word(usize),
    /// All of these.
    All(Vec<Node>),
    /// One of these at least.
    Any(Vec<Node>),
    /// This is not.
    Not(Box<Node>),
    /// It is of these issues, dates or kind.
    Filter(Filter),
}

/// What is asked beside the text of a query, by flags.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Constraints {
    /// The part of a document that words are looked for in, where the query names none.
    pub scope: Option<Scope>,
    /// What every hit must be.
    pub filters: Vec<Filter>,
    /// Words that the cited works of every hit hold, each text for itself.
    pub sources: Vec<String>,
}

/// The longest query, in characters: a hundred pages. Each word of it costs some
/// lookups in every field.
pub const LONGEST_QUERY_CHARS: usize = 100_000;

/// The most words that all prefixes and tildes of a query stand for together.
pub const MOST_EXPANDED_WORDS: usize = 10_000;

/// Why a text is no query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QueryError {
    /// It has so many characters, and at most [`LONGEST_QUERY_CHARS`] are searched for.
    TooLong(usize),
    /// A date, an issue or a kind is named that there is not, or there is more syntax than a
    /// query may have.
    Syntax(SyntaxError),
    /// With this prefix or tilde the query stands for more words than
    /// [`MOST_EXPANDED_WORDS`].
    TooWide(String),
}

impl fmt::Display for QueryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            QueryError::TooLong(chars) => write!(
                f,
                "{}",
                messages::search::query_too_long(&chars, &LONGEST_QUERY_CHARS)
            ),
            QueryError::Syntax(error) => error.fmt(f),
            QueryError::TooWide(word) => write!(
                f,
                "{}",
                messages::search::too_many_expansions(&word, &MOST_EXPANDED_WORDS)
            ),
        }
    }
}

impl std::error::Error for QueryError {}

impl Query {
    /// The alternatives that stand for the word at `place`, alone or with others.
    pub fn alternatives_of(&self, place: usize) -> impl Iterator<Item = &Alternative> {
        let all = self.alternatives.iter();
        all.filter(move |alternative| alternative.words.contains(&place))
    }

    /// The part of a document that the words of one alternative are asked for in: they were
    /// typed side by side, in one.
    pub(super) fn scope_of(&self, words: &Range<usize>) -> Option<Scope> {
        self.words.get(words.start).and_then(|word| word.scope)
    }

    /// The words that a hit may hold, with their places among all.
    pub(super) fn sought_words(&self) -> impl Iterator<Item = (usize, &QueryWord)> {
        let words = self.words.iter().enumerate();
        words.filter(|(_, word)| !word.is_excluded)
    }

    /// Calls each unit what it was called in `typed`, of which this query is a rewriting.
    pub(super) fn name_units_as(&mut self, typed: &Query) {
        let is_group = |unit: &&Unit| !matches!(unit.node, Node::Word(_));
        let mut groups = typed.units.iter().filter(is_group);
        for unit in &mut self.units {
            match unit.node {
                Node::Word(place) => unit.text.clone_from(&self.words[place].text),
                // Other words in the place of some change no group.
                _ => {
                    if let Some(group) = groups.next() {
                        unit.text.clone_from(&group.text);
                    }
                }
            }
        }
    }

    /// Whether nothing was typed behind the word at `place`: then it may go on.
    pub(super) fn ends_with(&self, place: usize) -> bool {
        let mut places = self.places.iter().filter(|(_, word)| *word == place);
        places.any(|(range, _)| self.text[range.end..].trim().is_empty())
    }

    /// The places of the words of which a character is of another word, too: ℁ is read as two.
    /// Neither can give way to another word then.
    pub(super) fn sharing_a_character(&self) -> BTreeSet<usize> {
        let neighbours = self.places.iter().zip(self.places.iter().skip(1));
        let sharing = neighbours.filter(|((one, _), (other, _))| one.end > other.start);
        sharing
            .flat_map(|((_, one), (_, other))| [*one, *other])
            .collect()
    }

    /// Whether documents that hold some word are left out.
    pub fn leaves_out_words(&self) -> bool {
        self.words.iter().any(|word| word.is_excluded)
    }

    /// Takes loanwords as they were typed.
    pub(super) fn forget_respelled(&mut self) {
        let is_respelled = |other: &Alternative| other.kind == AlternativeKind::Respelled;
        self.alternatives.retain(|other| !is_respelled(other));
    }

    /// Leaves out the documents that hold a word of `typed`, itself or by an alternative.
    pub(super) fn leave_out(&mut self, typed: &Query, place: usize) {
        let at = self.words.len();
        self.words.push(QueryWord {
            is_excluded: true,
            ..typed.words[place].clone()
        });
        let alternatives = typed.alternatives_of(place);
        let of_word = alternatives.filter(|other| other.words == (place..place + 1));
        let left_out = of_word.map(|other| Alternative {
            words: at..at + 1,
            ..other.clone()
        });
        self.alternatives.extend(left_out);
        self.conditions.push(Node::Not(Box::new(Node::Word(at))));
    }

    /// Whether any document can answer it: where only words without meaning were typed,
    /// none does.
    pub(super) fn is_answerable(&self) -> bool {
        !self.units.is_empty() || (!self.asks_for_words && !self.conditions.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::test_analyzer;
    use crate::search::Synonyms;
    use proptest::prelude::*;
    use word::{Form, Trust};

    fn query(text: &str) -> Query {
        let analyzer = test_analyzer();
        Query::new(text, &analyzer, &Synonyms::none()).unwrap()
    }

    fn words(text: &str) -> Vec<String> {
        query(text)
            .words
            .into_iter()
            .map(|word| word.text)
            .collect()
    }

    #[test]
    fn what_looks_like_syntax_is_text() {
        assert_eq!(words("AI: 규제"), ["AI", "규제"]);
        assert_eq!(words("(주)카카오"), ["카카오"]);
        assert_eq!(words("주식회사 카카오"), ["카카오"]);
        assert_eq!(words("[단독] 구글"), ["단독", "구글"]);
        assert_eq!(words("\"레드팀"), ["레드팀"]);
        assert_eq!(words("-규제"), ["규제"]);
        assert_eq!(words("AND"), ["AND"]);
        assert_eq!(words("C++"), ["C++"]);
        assert_eq!(words("🎉"), Vec::<String>::new());
    }

    #[test]
    fn a_word_counts_once_however_inflected() {
        assert_eq!(words("투자 투자를 투자했다"), ["투자"]);
        assert_eq!(query("투자 투자를").tokens.len(), 2);
    }

    #[test]
    fn words_the_dictionary_may_cut_otherwise_are_looked_for_written_apart_too() {
        let apart = |text: &str| {
            let spelled = query(text).words.remove(0).spelled;
            let mut apart = spelled.into_iter().filter(|spelled| spelled.may_be_apart);
            apart.next_back().map(|spelled| spelled.text())
        };
        assert_eq!(apart("레드팀은").as_deref(), Some("레드팀"));
        assert_eq!(apart("인도"), None);
        assert_eq!(apart("GPT-4").as_deref(), Some("gpt4"));
    }

    #[test]
    fn what_is_left_of_a_wrong_cut_is_not_trusted() {
        let trust = |text: &str| query(text).words[0].trust;
        assert_eq!(trust("권하준"), Trust::None);
        assert_eq!(trust("유다은"), Trust::None);
        assert_eq!(trust("투자했던"), Trust::Full);
        assert_eq!(trust("본회의를"), Trust::Full);
        assert_eq!(trust("GPT-4"), Trust::IfNothingElse);
    }

    #[test]
    fn amounts_are_looked_for_by_their_values() {
        let query = query("예산 2조 4,000억 원");
        let number = &query.alternatives[0];
        assert_eq!(number.form, Form::Number("2400000000000".to_owned()));
        assert_eq!(number.words, 1..3);
    }

    #[test]
    fn an_amount_of_something_is_looked_for_with_what_it_is_of() {
        let numbers = |text: &str| -> Vec<(Range<usize>, String)> {
            let alternatives = query(text).alternatives.into_iter();
            alternatives
                .filter_map(|other| match other.form {
                    Form::Number(term) => Some((other.words, term)),
                    Form::Phrase { .. } => None,
                })
                .collect()
        };
        let expected = |all: &[(Range<usize>, &str)]| -> Vec<(Range<usize>, String)> {
            let all = all.iter().cloned();
            all.map(|(words, term)| (words, term.to_owned())).collect()
        };
        for (text, found) in [
            ("두 배", &[(0..2, "2배")][..]),
            ("세 번째 회의", &[(0..2, "3번째")]),
            ("제3차 회의", &[(0..1, "3차")]),
            ("제 3차 회의", &[(0..2, "3차")]),
            ("3분의 1", &[(0..2, "1/3")]),
            ("20%p", &[(0..1, "20%"), (0..2, "20%p")]),
            ("20퍼센트포인트", &[(0..1, "20%p")]),
            (
                "10억 달러",
                &[(0..1, "1000000000"), (0..2, "1000000000달러")],
            ),
            ("10억달러", &[(0..1, "1000000000달러")]),
            ("$10억", &[(0..1, "1000000000달러")]),
            ("US$10억", &[(0..2, "1000000000달러")]),
            ("10억원", &[(0..1, "1000000000원")]),
            ("3Q25", &[(0..1, "2025-q3")]),
            (
                "2025년 3분기",
                &[(0..1, "2025년"), (0..2, "2025-q3"), (1..2, "q3")],
            ),
            ("3킬로그램", &[(0..1, "3kg")]),
            ("23년", &[(0..1, "2023년")]),
            ("23년 만에", &[(0..1, "23년")]),
        ] {
            assert_eq!(numbers(text), expected(found), "{text}");
        }
    }

    #[test]
    fn a_number_with_a_sign_or_in_words_is_not_found_by_its_tokens() {
        let words = |text: &str| -> Vec<(Trust, usize)> {
            let words = query(text).words.into_iter();
            words.map(|word| (word.trust, word.spelled.len())).collect()
        };
        for text in ["$70", "70%", "70€", "’25년", "₩70"] {
            assert_eq!(words(text), [(Trust::None, 0)], "{text}");
        }
        for text in ["만 명", "여섯 명", "육십 명"] {
            let of = words(text);
            assert_eq!((of[0], of[1].0), ((Trust::None, 1), Trust::Full), "{text}");
        }
        assert_eq!(words("여섯명"), [(Trust::None, 1)]);
        for text in ["70", "70명", "70퍼센트", "70달러", "7만"] {
            assert_eq!(words(text)[0].0, Trust::Full, "{text}");
        }
    }

    #[test]
    fn a_text_that_is_too_long_is_told() {
        let analyzer = test_analyzer();
        let text = "가 ".repeat(LONGEST_QUERY_CHARS);
        let error = Query::new(&text, &analyzer, &Synonyms::none()).unwrap_err();
        assert_eq!(error, QueryError::TooLong(2 * LONGEST_QUERY_CHARS));
    }

    proptest! {
        #[test]
        fn any_text_is_a_query(text in any::<String>()) {
            for word in query(&text).words {
                prop_assert!(!word.text.is_empty());
                let is_sought = !word.terms.is_empty() || !word.spelled.is_empty();
                prop_assert!(is_sought || word.kind.is_prefix());
                prop_assert_eq!(&text[word.range], &word.text);
            }
        }
    }
}
