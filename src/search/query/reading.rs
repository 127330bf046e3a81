//! The clauses of a query to its words, units and conditions.
//!
//! What is typed with syntax must hold of every hit; plain words, and groups of them
//! joined by OR, may lack.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::analysis::{Analyzer, Scratch, SpelledWord};

use super::scope::Scope;
use super::synonyms::Synonyms;
use super::syntax::{self, Clause, ClauseKind};
use super::word::{QueryWord, Trust, WordKind};
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
pub(super) struct Inherited {
    pub(super) scope: Option<Scope>,
    pub(super) is_excluded: bool,
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

    /// Adds a word, where it is not there yet; its place.
    pub(super) fn place(&mut self, mut word: QueryWord, inherited: Inherited) -> usize {
        word.scope = inherited.scope;
        word.is_excluded = inherited.is_excluded;
        for term in &mut word.terms {
            term.scope = inherited.scope;
        }
        if !inherited.is_excluded {
            self.query.tokens.extend(word.terms.iter().cloned());
        }
        let mut terms: Vec<String> = word.terms.iter().map(|term| term.text.clone()).collect();
        if word.kind.is_prefix() {
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
