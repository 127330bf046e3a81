//! The clauses of a query to its words, units and conditions.
//!
//! What is typed with syntax must hold of every hit; plain words, and groups of them
//! joined by OR, may lack.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::analysis::{Analyzer, Role, Scratch, SpelledWord, Token, Word, numbers, spelling};

use super::scope::Scope;
use super::spellings::spellings;
use super::synonyms::{Synonyms, phrase};
use super::syntax::{self, Clause, ClauseKind};
use super::word::{
    Alternative, AlternativeKind, Form, QueryTerm, QueryWord, Trust, WordKind, by_letters,
};
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

/// Words of the dictionary with fewer characters are no letters spelled out: 이유 is not EU.
pub(in crate::search) const SHORTEST_KNOWN_SPELLED_CHARS: usize = 4;

const LEGAL_FORMS: [&str; 4] = ["주식회사", "유한회사", "재단법인", "사단법인"];

/// In queries of more words none are joined: such a text is no query with a space too many.
const MOST_JOINED_WORDS: usize = 12;

/// So many pieces of a word are joined at most.
const MOST_PIECES: usize = 3;

/// A query that is being read.
pub(super) struct Reading<'a> {
    analyzer: &'a Analyzer,
    synonyms: &'a Synonyms,
    scratch: Scratch,
    query: Query,
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
                let may_lack = matches!(
                    kind,
                    ClauseKind::Any(_) | ClauseKind::Prefix(_) | ClauseKind::Fuzzy(_)
                );
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
            ClauseKind::Text => {
                let places = self.words(range, inherited);
                all(places.into_iter().map(Node::Word).collect())
            }
            ClauseKind::Phrase(inner) => self.phrase(inner.clone(), inherited).map(Node::Word),
            ClauseKind::Prefix(inner) => Some(Node::Word(self.prefix(inner.clone(), inherited))),
            ClauseKind::Fuzzy(inner) => {
                let words = self.cut_range(inner.clone());
                let places: Vec<Node> = words
                    .into_iter()
                    .map(|mut word| {
                        word.kind = WordKind::Fuzzy;
                        Node::Word(self.place(word, inherited))
                    })
                    .collect();
                all(places)
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

    /// Neighbouring words of `text` written together: a space may be put where none belongs
    /// (인공지 능), or left out in documents (OpenAI).
    fn add_joined(&mut self, text: &str, places: &[(Range<usize>, usize)]) {
        if places.len() > MOST_JOINED_WORDS {
            return;
        }
        for first in 0..places.len() {
            let mut joined = text[places[first].0.clone()].to_owned();
            for last in first + 1..places.len().min(first + MOST_PIECES) {
                // One character may be two words (½), and one typed twice is out of order.
                let between = text.get(places[last - 1].0.end..places[last].0.start);
                let is_next = places[last].1 == places[last - 1].1 + 1;
                if !is_next
                    || !between.is_some_and(|between| between.chars().all(char::is_whitespace))
                {
                    break;
                }
                joined.push_str(&text[places[last].0.clone()]);
                self.add_one_joined(&joined, places[first].1..places[last].1 + 1);
            }
        }
    }

    fn add_one_joined(&mut self, joined: &str, words: Range<usize>) {
        // Numbers have their own alternatives.
        if joined.contains(|c: char| c.is_ascii_digit()) {
            return;
        }
        let mut cut = self.analyzer.words(joined, &mut self.scratch);
        let (Some(word), None) = (cut.pop(), cut.pop()) else {
            return;
        };
        let (spelled, trust) = by_letters(joined, &word, None);
        let apart = self.query.words[words.clone()].iter();
        let apart = apart.flat_map(|word| word.terms.iter().map(|term| term.text.as_str()));
        let terms = word.tokens.iter().map(|token| token.text.as_str());
        // Where the tokens are the same they stand side by side in any case.
        let is_other = trust == Trust::Full && !terms.clone().eq(apart);
        let terms: Vec<String> = terms.filter(|_| is_other).map(str::to_owned).collect();
        let spelled = spelled.into_iter().map(|spelled| SpelledWord {
            may_be_apart: false,
            ..spelled
        });
        self.query.alternatives.push(Alternative {
            words,
            text: joined.to_owned(),
            form: Form::Phrase {
                terms,
                spelled: spelled.filter(|spelled| spelled.as_noun).collect(),
            },
            kind: AlternativeKind::Spelling,
        });
    }

    /// What else stands for words that were just added, from `text`.
    fn add_alternatives(
        &mut self,
        words: Range<usize>,
        text: &str,
        places: &[(Range<usize>, usize)],
    ) {
        let numbers = number_alternatives(text, places);
        self.query.alternatives.extend(numbers);
        let added = &self.query.words[words.clone()];
        let mut spelled_otherwise = Vec::new();
        for (place, word) in added.iter().enumerate() {
            let is_short = word.stem.chars().count() < SHORTEST_KNOWN_SPELLED_CHARS;
            if word.kind != WordKind::Plain || (word.is_in_dictionary && is_short) {
                continue;
            }
            for text in spellings(&word.stem) {
                let form = phrase(&text, self.analyzer, &mut self.scratch);
                spelled_otherwise.extend(form.map(|form| Alternative {
                    words: words.start + place..words.start + place + 1,
                    text,
                    form,
                    kind: AlternativeKind::Spelling,
                }));
            }
        }
        let synonyms = self.synonyms.alternatives(added, self.analyzer);
        self.query.alternatives.append(&mut spelled_otherwise);
        self.query
            .alternatives
            .extend(synonyms.into_iter().map(|other| Alternative {
                words: other.words.start + words.start..other.words.end + words.start,
                ..other
            }));
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

fn all(mut nodes: Vec<Node>) -> Option<Node> {
    match nodes.len() {
        0 => None,
        1 => nodes.pop(),
        _ => Some(Node::All(nodes)),
    }
}

/// The values of the amounts and dates in `text`. `places` are the words of the text, in
/// order. One that is part of another, and stands for the same words, is left out: 10억달러
/// is no 10억 of something else, 3Q25 not all of 2025.
fn number_alternatives(text: &str, places: &[(Range<usize>, usize)]) -> Vec<Alternative> {
    let mut alternatives: Vec<Alternative> = Vec::new();
    let mut last_range = 0..0;
    for mention in numbers(text) {
        let range = mention.range;
        let Some(term) = mention.terms.into_iter().next() else {
            continue;
        };
        // Words are in order and apart.
        let first = places.partition_point(|(place, _)| place.end <= range.start);
        let covered: Vec<usize> = places[first..]
            .iter()
            .take_while(|(place, _)| place.start < range.end)
            .map(|(_, place)| *place)
            .collect();
        let (Some(&first), Some(&last)) = (covered.first(), covered.last()) else {
            continue;
        };
        // A word that was typed twice is out of order; there its tokens must do.
        if !covered.windows(2).all(|pair| pair[1] == pair[0] + 1) {
            continue;
        }
        let words = first..last + 1;
        let is_same = |other: &Alternative| other.words == words;
        // Mentions come by where they begin, then by their ends.
        if last_range.start == range.start {
            // The year of a day is no more asked for than its digits.
            let is_day = term.contains('-') && !term.contains('q');
            let is_of_date = |other: &Alternative| is_day && words.contains(&other.words.start);
            alternatives.pop_if(|shorter| is_same(shorter) || is_of_date(shorter));
        } else if range.end <= last_range.end && alternatives.last().is_some_and(is_same) {
            // $10억 may also stand without its sign.
            let before = &text[last_range.start..range.start];
            if before.contains(char::is_alphanumeric) {
                continue;
            }
        }
        last_range = range.clone();
        alternatives.push(Alternative {
            words,
            text: text[range].to_owned(),
            form: Form::Number(term),
            kind: AlternativeKind::Synonym,
        });
    }
    alternatives
}
