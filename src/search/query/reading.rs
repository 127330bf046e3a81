//! The clauses of a query to its words, units and conditions.
//!
//! What is typed with syntax must hold of every hit; plain words, and groups of them
//! joined by OR, may lack.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::analysis::{Analyzer, Role, Scratch, SpelledWord, Token, Word, spelling};

use super::scope::Scope;
use super::synonyms::Synonyms;
use super::syntax::{self, Clause, ClauseKind};
use super::word::{QueryTerm, QueryWord, Trust, WordKind, by_letters};
use super::{Constraints, LONGEST_QUERY_CHARS, Node, Query, QueryError, Unit};

impl Query {
    /// Reads `text` by the grammar of queries.
    ///
    /// # Errors
    ///
    /// See [`QueryError`].
    pub fn new(text: &str, analyzer: &Analyzer, synonyms: &Synonyms) -> Result<Self, QueryError> {
        Query::constrained(text, &Constraints::default(), analyzer, synonyms)
    }

    /// Reads `text`, with what is asked beside it.
    ///
    /// # Errors
    ///
    /// See [`QueryError`].
    pub fn constrained(
        text: &str,
        constraints: &Constraints,
        analyzer: &Analyzer,
        synonyms: &Synonyms,
    ) -> Result<Self, QueryError> {
        check_length(text)?;
        let clauses = syntax::clauses(text).map_err(QueryError::Syntax)?;
        let mut reading = Reading::new(text, analyzer, synonyms);
        reading.clauses(&clauses, constraints.scope);
        reading.constrain(constraints);
        Ok(reading.finish())
    }

    /// Reads `text` as words, whatever looks like syntax in it.
    ///
    /// # Errors
    ///
    /// Where it is longer than [`LONGEST_QUERY_CHARS`].
    pub fn plain(text: &str, analyzer: &Analyzer, synonyms: &Synonyms) -> Result<Self, QueryError> {
        check_length(text)?;
        let mut reading = Reading::new(text, analyzer, synonyms);
        reading.text(0..text.len(), None);
        Ok(reading.finish())
    }
}

fn check_length(text: &str) -> Result<(), QueryError> {
    let chars = text.chars().count();
    if chars > LONGEST_QUERY_CHARS {
        return Err(QueryError::TooLong(chars));
    }
    Ok(())
}

const LEGAL_FORMS: [&str; 4] = ["주식회사", "유한회사", "재단법인", "사단법인"];

/// A query that is being read.
pub(super) struct Reading<'a> {
    pub(super) analyzer: &'a Analyzer,
    pub(super) synonyms: &'a Synonyms,
    pub(super) scratch: Scratch,
    pub(super) query: Query,
    seen: HashMap<Sought, usize>,
    /// The words that are units by themselves already.
    plain: HashSet<usize>,
}

/// What makes two words of a query the same one.
#[derive(PartialEq, Eq, Hash)]
struct Sought {
    terms: Vec<String>,
    /// Its letters, where its tokens do not tell.
    letters: Option<String>,
    kind: WordKind,
    scope: Option<Scope>,
    is_excluded: bool,
}

/// What a part of a query takes over from the one that holds it.
#[derive(Clone, Copy)]
struct Inherited {
    scope: Option<Scope>,
    is_excluded: bool,
}

impl<'a> Reading<'a> {
    pub(super) fn new(text: &str, analyzer: &'a Analyzer, synonyms: &'a Synonyms) -> Self {
        let query = Query {
            text: text.to_owned(),
            words: Vec::new(),
            alternatives: Vec::new(),
            units: Vec::new(),
            conditions: Vec::new(),
            tokens: Vec::new(),
            asks_for_words: false,
            places: Vec::new(),
        };
        Reading {
            analyzer,
            synonyms,
            scratch: Scratch::default(),
            query,
            seen: HashMap::new(),
            plain: HashSet::new(),
        }
    }

    /// Reads the clauses of the whole query.
    pub(super) fn clauses(&mut self, clauses: &[Clause], scope: Option<Scope>) {
        for clause in clauses {
            self.clause(clause, scope);
        }
    }

    fn clause(&mut self, clause: &Clause, scope: Option<Scope>) {
        let range = clause.range.clone();
        match &clause.kind {
            ClauseKind::Text => self.text(range, scope),
            // A group beside others is what is in it.
            ClauseKind::All(clauses) => self.clauses(clauses, scope),
            kind => {
                let inherited = Inherited {
                    scope,
                    is_excluded: false,
                };
                self.query.asks_for_words |= asks_for_words(kind);
                let Some(node) = self.node(clause, inherited) else {
                    return;
                };
                if !has_words(&node) || matches!(kind, ClauseKind::Not(_)) {
                    self.query.conditions.push(node);
                    return;
                }
                let may_lack = match kind {
                    ClauseKind::Any(_) => true,
                    ClauseKind::Word(kind, _) => *kind != WordKind::Phrase,
                    _ => false,
                };
                self.unit(range, node, !may_lack);
            }
        }
    }

    /// Reads a stretch of plain words, each of which a hit may lack.
    pub(super) fn text(&mut self, range: Range<usize>, scope: Option<Scope>) {
        self.query.asks_for_words |= !self.query.text[range.clone()].trim().is_empty();
        let inherited = Inherited {
            scope,
            is_excluded: false,
        };
        for place in self.words(range, inherited) {
            if self.plain.insert(place) {
                let range = self.query.words[place].range.clone();
                self.unit(range, Node::Word(place), false);
            }
        }
    }

    fn unit(&mut self, range: Range<usize>, node: Node, is_required: bool) {
        let text = self.query.text[range].to_owned();
        self.query.units.push(Unit {
            text,
            node,
            is_required,
        });
    }

    /// Adds what flags ask for.
    pub(super) fn constrain(&mut self, constraints: &Constraints) {
        let filters = constraints.filters.iter().cloned();
        self.query.conditions.extend(filters.map(Node::Filter));
        let inherited = Inherited {
            scope: Some(Scope::SOURCE),
            is_excluded: false,
        };
        for source in &constraints.sources {
            let end = self.query.text.len();
            let words = self.cut(source, |_| end..end);
            let first = self.query.words.len();
            let mut nodes = Vec::new();
            for word in words {
                nodes.push(Node::Word(self.place(word, inherited)));
            }
            self.add_alternatives(first..self.query.words.len(), source, &[]);
            // Where no word of it carries meaning nothing is of that source.
            let node = all(nodes).unwrap_or(Node::Any(Vec::new()));
            self.query.units.push(Unit {
                text: format!("{}:{source}", Scope::SOURCE.name()),
                node,
                is_required: true,
            });
        }
    }

    /// A clause within another, or one that is not plain words; `None` where no word of
    /// it carries meaning.
    fn node(&mut self, clause: &Clause, inherited: Inherited) -> Option<Node> {
        let range = clause.range.clone();
        match &clause.kind {
            ClauseKind::Text => all_words(self.words(range, inherited)),
            ClauseKind::Word(kind, inner) => {
                all_words(self.marked(*kind, inner.clone(), inherited))
            }
            ClauseKind::Scoped(scope, inner) => {
                let scope = Some(*scope);
                self.node(inner, Inherited { scope, ..inherited })
            }
            ClauseKind::Filter(filter) => Some(Node::Filter(filter.clone())),
            ClauseKind::Not(inner) => {
                let is_excluded = true;
                let inner = self.node(
                    inner,
                    Inherited {
                        is_excluded,
                        ..inherited
                    },
                )?;
                Some(Node::Not(Box::new(inner)))
            }
            ClauseKind::Any(clauses) => {
                let nodes: Vec<Node> = self.nodes(clauses, inherited);
                match nodes.len() {
                    0 => None,
                    _ => Some(Node::Any(nodes)),
                }
            }
            ClauseKind::All(clauses) => {
                let nodes = self.nodes(clauses, inherited);
                all(nodes)
            }
        }
    }

    fn nodes(&mut self, clauses: &[Clause], inherited: Inherited) -> Vec<Node> {
        let nodes = clauses
            .iter()
            .filter_map(|clause| self.node(clause, inherited));
        nodes.collect()
    }

    /// The places of the plain words of a stretch, as often as they are in it.
    fn words(&mut self, range: Range<usize>, inherited: Inherited) -> Vec<usize> {
        let words = self.cut_range(range.clone());
        let first = self.query.words.len();
        let mut places = Vec::new();
        for word in words {
            let at = word.range.clone();
            let place = self.place(word, inherited);
            places.push((at, place));
        }
        let text = self.query.text[range.clone()].to_owned();
        let in_chunk: Vec<(Range<usize>, usize)> = places
            .iter()
            .map(|(at, place)| (at.start - range.start..at.end - range.start, *place))
            .collect();
        self.add_alternatives(first..self.query.words.len(), &text, &in_chunk);
        self.add_joined(&text, &in_chunk);
        if !inherited.is_excluded {
            self.query.places.extend(places.iter().cloned());
        }
        places.into_iter().map(|(_, place)| place).collect()
    }

    /// The places of what was typed with the marks of `kind`.
    fn marked(&mut self, kind: WordKind, inner: Range<usize>, inherited: Inherited) -> Vec<usize> {
        match kind {
            WordKind::Phrase => self.phrase(inner, inherited).into_iter().collect(),
            WordKind::Prefix => vec![self.prefix(inner, inherited)],
            WordKind::Plain | WordKind::Fuzzy => {
                let words = self.cut_range(inner).into_iter();
                let places = words.map(|word| self.place(QueryWord { kind, ..word }, inherited));
                places.collect()
            }
        }
    }

    /// Words in quotation marks: one word of the query, of all their tokens.
    fn phrase(&mut self, inner: Range<usize>, inherited: Inherited) -> Option<usize> {
        let text = self.query.text[inner.clone()].to_owned();
        let words = self.analyzer.words(&text, &mut self.scratch);
        let in_a_row: Vec<SpelledWord> = words
            .iter()
            .filter_map(|word| {
                let (spelled, _) = by_letters(&text, word, None);
                let mut nouns = spelled.into_iter().filter(|spelled| !spelled.as_verb);
                nouns.next_back()
            })
            .collect();
        let tokens: Vec<_> = words.into_iter().flat_map(|word| word.tokens).collect();
        let end = tokens.last()?.range.end;
        let start = tokens.first().map_or(0, |token| token.range.start);
        let range = inner.start + start..inner.start + end;
        let whole = Word {
            range: start..end,
            tokens,
        };
        let is_one = !text[start..end].contains(char::is_whitespace);
        let mut word = self.query_word(&text, whole, range);
        word.kind = WordKind::Phrase;
        if !is_one {
            // Of several words each is looked for where it stands among the others.
            word.spelled.clear();
            word.in_a_row = in_a_row;
            word.trust = Trust::Full;
        } else if word.trust == Trust::IfNothingElse {
            word.trust = Trust::None;
        }
        for spelled in &mut word.spelled {
            spelled.as_verb = false;
        }
        word.spelled.retain(|spelled| spelled.as_noun);
        Some(self.place(word, inherited))
    }

    /// What words of the index begin with.
    fn prefix(&mut self, inner: Range<usize>, inherited: Inherited) -> usize {
        let text = self.query.text[inner.clone()].to_owned();
        let word = QueryWord {
            range: inner,
            kind: WordKind::Prefix,
            scope: None,
            is_excluded: false,
            terms: Vec::new(),
            stem: spelling(&text),
            is_in_dictionary: false,
            spelled: Vec::new(),
            in_a_row: Vec::new(),
            trust: Trust::Full,
            text,
        };
        self.place(word, inherited)
    }

    fn cut_range(&mut self, range: Range<usize>) -> Vec<QueryWord> {
        let text = self.query.text[range.clone()].to_owned();
        self.cut(&text, |word| {
            range.start + word.start..range.start + word.end
        })
    }

    /// The words of `text` that carry meaning; `place` tells where each is in the query.
    fn cut(&mut self, text: &str, place: impl Fn(&Range<usize>) -> Range<usize>) -> Vec<QueryWord> {
        let words = self.analyzer.words(text, &mut self.scratch).into_iter();
        let mut words: Vec<Word> = words.collect();
        // Words without meaning (및, 소위) are looked for where nothing else was typed.
        if words.iter().any(|word| !word.tokens.is_empty()) || text != self.query.text {
            words.retain(|word| !word.tokens.is_empty());
        }
        words.retain(|word| {
            !word.tokens.is_empty() || text[word.range.clone()].chars().nth(1).is_some()
        });
        // A company's legal form stands in one text and not in the next.
        let is_form = |word: &Word| LEGAL_FORMS.contains(&&text[word.range.clone()]);
        if !words.iter().all(is_form) {
            words.retain(|word| !is_form(word));
        }
        words
            .into_iter()
            .map(|word| {
                let range = place(&word.range);
                self.query_word(text, word, range)
            })
            .collect()
    }

    /// `word` of `text`, which stands at `range` of the query.
    fn query_word(&self, text: &str, mut word: Word, range: Range<usize>) -> QueryWord {
        let mut verb = None;
        if let Some(form) = self.analyzer.dictionary_form(&text[word.range.clone()]) {
            let start = word.range.start;
            let tokens = form.tokens.into_iter().map(|token| Token {
                range: token.range.start + start..token.range.end + start,
                ..token
            });
            word.tokens = tokens.collect();
            verb = form.stem;
        }
        let (spelled, trust) = by_letters(text, &word, verb.as_deref());
        // Without the particles and endings behind it.
        let stem = word.stem().unwrap_or_else(|| word.range.clone());
        let stem = match trust {
            Trust::None => word.range.clone(),
            Trust::Full | Trust::IfNothingElse => stem,
        };
        let is_hangul = |text: &str| text.chars().all(|c| ('가'..='힣').contains(&c));
        // What is left of a word when an ending was cut off is no word for sure: 캐 of 캐나댜.
        let is_in_dictionary = match word.tokens.as_slice() {
            [token] => {
                token.known
                    && trust == Trust::Full
                    && is_hangul(&token.text)
                    && token.text.chars().nth(1).is_some()
            }
            // Two Hanja side by side: 한일 is 한 and 일.
            [one, other] => [one, other].into_iter().all(|token| {
                token.known
                    && trust == Trust::Full
                    && token.role != Role::Verb
                    && token.text.chars().count() == 1
                    && is_hangul(&token.text)
            }),
            _ => false,
        };
        let terms = word.tokens.into_iter().map(|token| QueryTerm {
            text: token.text,
            role: token.role,
            scope: None,
        });
        QueryWord {
            text: text[word.range].to_owned(),
            range,
            kind: WordKind::Plain,
            scope: None,
            is_excluded: false,
            stem: spelling(&text[stem]),
            terms: terms.collect(),
            is_in_dictionary,
            spelled,
            in_a_row: Vec::new(),
            trust,
        }
    }

    /// Adds a word, where it is not there yet; its place.
    fn place(&mut self, mut word: QueryWord, inherited: Inherited) -> usize {
        word.scope = inherited.scope;
        word.is_excluded = inherited.is_excluded;
        for term in &mut word.terms {
            term.scope = inherited.scope;
        }
        if !inherited.is_excluded {
            self.query.tokens.extend(word.terms.iter().cloned());
        }
        let mut terms: Vec<String> = word.terms.iter().map(|term| term.text.clone()).collect();
        if word.kind == WordKind::Prefix {
            terms.push(word.stem.clone());
        }
        let letters = (word.trust != Trust::Full)
            .then(|| word.spelled.first())
            .flatten();
        let sought = Sought {
            terms,
            letters: letters.map(SpelledWord::text),
            kind: word.kind,
            scope: word.scope,
            is_excluded: word.is_excluded,
        };
        let next = self.query.words.len();
        let place = *self.seen.entry(sought).or_insert(next);
        if place == next {
            self.query.words.push(word);
        }
        place
    }

    pub(super) fn finish(self) -> Query {
        self.query
    }
}

/// Whether a clause is looked for in the text of documents.
fn asks_for_words(kind: &ClauseKind) -> bool {
    match kind {
        ClauseKind::Filter(_) | ClauseKind::Not(_) => false,
        ClauseKind::Any(clauses) | ClauseKind::All(clauses) => {
            clauses.iter().any(|clause| asks_for_words(&clause.kind))
        }
        _ => true,
    }
}

fn has_words(node: &Node) -> bool {
    match node {
        Node::Word(_) => true,
        Node::All(nodes) | Node::Any(nodes) => nodes.iter().any(has_words),
        Node::Not(node) => has_words(node),
        Node::Filter(_) => false,
    }
}

fn all_words(places: Vec<usize>) -> Option<Node> {
    all(places.into_iter().map(Node::Word).collect())
}

fn all(mut nodes: Vec<Node>) -> Option<Node> {
    match nodes.len() {
        0 => None,
        1 => nodes.pop(),
        _ => Some(Node::All(nodes)),
    }
}
