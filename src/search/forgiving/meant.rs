//! What is looked for where a text was typed: its words, and others in the place of those
//! that no document holds.

use std::collections::BTreeMap;
use std::ops::Range;

use super::rewrite::{self, Rewrite, RewriteReason, WordFound};
use super::rewritten_text::RewrittenText;
use super::syllable_slips::is_hangul;
use crate::analysis::{Known, Role, Scratch, SpelledWord, View};
use crate::search::budget::Budget;
use crate::search::query::synonyms::{self, Synonyms};
use crate::search::query::word::{Alternative, AlternativeKind, QueryWord, Trust, WordKind};
use crate::search::query::{Constraints, Query, QueryError};
use crate::search::ranking::candidate::Wanted;
use crate::search::ranking::postings::FieldTerm;
use crate::search::ranking::word_docs::WordDocs;
use crate::search::searcher::SearchEngine;

/// The most words of one query that others are looked for: a text full of words that
/// no document holds is no query that was mistyped.
const MOST_REWRITES: usize = 8;

/// Names of fewer characters are beginnings of too many words.
const SHORTEST_NAME_CHARS: usize = 3;

impl SearchEngine {
    /// What a search looks for where `text` was typed: the query, with other words in the
    /// place of those that no document holds. Its words are what to mark.
    ///
    /// # Errors
    ///
    /// As for [`SearchEngine::query`].
    pub fn searched_query(&self, text: &str, constraints: &Constraints) -> anyhow::Result<Query> {
        let (query, _) = self.meant(text, constraints, &self.budget())?;
        Ok(query)
    }

    /// The same, with the words that were taken for others.
    pub(in crate::search) fn meant(
        &self,
        text: &str,
        constraints: &Constraints,
        budget: &Budget,
    ) -> anyhow::Result<(Query, Vec<Rewrite>)> {
        let (query, _) = self.query_within(text, constraints, budget)?;
        let gathered = self.gathered(&query, Wanted::NOTHING, budget)?;
        let plan = self.plan_of(gathered.as_ref(), &query, budget, None)?;
        let word_docs = WordDocs::find(&plan)?;
        let rewritten = self.rewritten(&query, &word_docs, constraints, budget)?;
        drop(word_docs);
        Ok(rewritten.unwrap_or((query, Vec::new())))
    }

    /// The query with other words in the place of those that no document holds; `None`
    /// where there are none for any of them.
    pub(in crate::search) fn rewritten(
        &self,
        query: &Query,
        word_docs: &WordDocs<'_>,
        constraints: &Constraints,
        budget: &Budget,
    ) -> anyhow::Result<Option<(Query, Vec<Rewrite>)>> {
        let mut rewrites: BTreeMap<usize, Vec<Rewrite>> = BTreeMap::new();
        let words_found = word_docs.words_found();
        let sharing = query.sharing_a_character();
        let plain = query
            .sought_words()
            .filter(|(_, word)| word.kind == WordKind::Plain)
            .map(|(place, _)| place)
            .filter(|place| !sharing.contains(place));
        let mut unfound = Vec::new();
        for place in plain {
            if !words_found[place] || self.is_misread(&query.words[place])? {
                unfound.push(place);
                continue;
            }
            let respelled = self.respelled(query, place)?;
            if !respelled.is_empty() {
                rewrites.insert(place, respelled);
            }
        }
        for place in unfound.into_iter().take(MOST_REWRITES) {
            budget.check()?;
            let found_as = |offer: &str| self.found_as(offer, budget);
            let word = &query.words[place];
            let vocabulary = self.vocabulary()?;
            let found = if words_found[place] {
                rewrite::half_typed(word, vocabulary, found_as)?
            } else {
                // What stands elsewhere is a word, and lacks in the part that was named alone.
                let stands_elsewhere =
                    word.scope.is_some() && found_as(&word.text)? != WordFound::Nowhere;
                let is_finished = stands_elsewhere || !query.ends_with(place);
                let found = rewrite::rewrite(word, is_finished, vocabulary, found_as)?;
                match found.is_empty() && !is_finished && self.is_some_name(word) {
                    true => {
                        let word = QueryWord {
                            is_in_dictionary: false,
                            ..word.clone()
                        };
                        rewrite::half_typed(&word, vocabulary, found_as)?
                    }
                    false => found,
                }
            };
            if !found.is_empty() {
                rewrites.insert(place, found);
            }
        }
        if rewrites.is_empty() {
            return Ok(None);
        }
        let rewritten = self.with_rewrites(query, &rewrites, constraints, budget)?;
        let rewrites = rewrites.into_values().flatten().collect();
        Ok(rewritten.map(|rewritten| (rewritten, rewrites)))
    }

    /// The query with other words in the place of some, by their places: the first of each, and
    /// the others as guesses beside it. `None` where it is too long then.
    pub(super) fn with_rewrites(
        &self,
        query: &Query,
        rewrites: &BTreeMap<usize, Vec<Rewrite>>,
        constraints: &Constraints,
        budget: &Budget,
    ) -> anyhow::Result<Option<Query>> {
        let new = RewrittenText::new(query, |place| {
            Some(rewrites.get(&place)?.first()?.to.as_str())
        });
        // What was put in may be longer: a query that then is too long stays as typed.
        let mut rewritten = match self.query_within(&new.text, constraints, budget) {
            Ok((rewritten, _)) => rewritten,
            Err(error) if error.is::<QueryError>() => return Ok(None),
            Err(error) => return Err(error),
        };
        let mut scratch = Scratch::default();
        // The words of the new text that stand for each word that was typed.
        let mut stand_for: BTreeMap<usize, Range<usize>> = BTreeMap::new();
        for (number, word) in rewritten.words.iter_mut().enumerate() {
            // A word of which only a part was put in is what was typed there.
            word.text = query.text[new.typed(&word.range)].to_owned();
            if let Some(place) = new.word_at(&word.range) {
                word.text.clone_from(&query.words[place].text);
                let words = stand_for.entry(place).or_insert(number..number);
                words.end = number + 1;
            }
        }
        for (place, found) in rewrites {
            let Some(words) = stand_for.get(place) else {
                continue;
            };
            for other in &found[1..] {
                let form = synonyms::phrase(&other.to, &self.analyzer, &mut scratch);
                rewritten.alternatives.extend(form.map(|form| Alternative {
                    words: words.clone(),
                    text: other.to.clone(),
                    form,
                    kind: AlternativeKind::Guess,
                }));
            }
        }
        rewritten.name_units_as(query);
        Ok(Some(rewritten))
    }

    /// The ways to spell a word that documents have, where it is a loanword and none of them has
    /// it as it was typed: that is told.
    fn respelled(&self, query: &Query, place: usize) -> anyhow::Result<Vec<Rewrite>> {
        let word = &query.words[place];
        let all = query.alternatives_of(place);
        let others: Vec<&Alternative> = all
            .filter(|other| other.words == (place..place + 1))
            .collect();
        // What has a synonym is a word, and no slip.
        if !others
            .iter()
            .all(|other| other.kind == AlternativeKind::Respelled)
        {
            return Ok(Vec::new());
        }
        if others.is_empty()
            || self.has_reading(word.spelled.first())?
            || self.has_reading(SpelledWord::noun(&word.stem).as_ref())?
        {
            return Ok(Vec::new());
        }
        let mut rewrites = Vec::new();
        for other in others {
            if self.has_reading(SpelledWord::noun(&other.text).as_ref())? {
                rewrites.push(Rewrite {
                    from: word.text.clone(),
                    to: other.text.clone(),
                    reason: RewriteReason::Typo,
                });
            }
        }
        Ok(rewrites)
    }

    /// Whether all that the dictionary says of a word is that something is called so. It lists
    /// names by the hundred thousand, also those that lack the last letter of others (골리아 of
    /// 골리앗). They are no misspellings of these: 바이두 is not 바이다.
    fn is_some_name(&self, word: &QueryWord) -> bool {
        word.is_in_dictionary
            && word.text.chars().count() >= SHORTEST_NAME_CHARS
            && self.analyzer.known_as(&word.text) == Known::Name
    }

    /// Whether a word was read as a verb with an ending that the language does not have (해프 as
    /// 하다), and stands nowhere by its letters.
    fn is_misread(&self, word: &QueryWord) -> anyhow::Result<bool> {
        if word.trust != Trust::IfNothingElse || !is_hangul(&word.text) {
            return Ok(false);
        }
        Ok(!self.is_reading(&word.text)?)
    }

    /// What `text` is to the documents, as a word that may have been meant.
    fn found_as(&self, text: &str, budget: &Budget) -> anyhow::Result<WordFound> {
        let is_held = self.is_reading(text)? || self.is_held(text, budget)?;
        if !is_held {
            return Ok(WordFound::Nowhere);
        }
        let mut scratch = Scratch::default();
        let tokens = self.analyzer.tokens(text, &mut scratch);
        let is_verb = tokens.iter().any(|token| token.role == Role::Verb);
        Ok(if is_verb {
            WordFound::Verb
        } else {
            WordFound::Noun
        })
    }

    /// Whether `text` is one word and documents have it as a reading: then they hold it,
    /// whatever else it is looked for as.
    fn is_reading(&self, text: &str) -> anyhow::Result<bool> {
        let query = Query::plain(text, &self.analyzer, &Synonyms::none())?;
        let [word] = query.words.as_slice() else {
            return Ok(false);
        };
        self.has_reading(word.spelled.first())
    }

    /// Whether documents have a word as a reading.
    fn has_reading(&self, spelled: Option<&SpelledWord>) -> anyhow::Result<bool> {
        let spelled = spelled.filter(|_| self.signals.readings);
        let terms: Vec<String> = spelled.into_iter().flat_map(SpelledWord::terms).collect();
        self.prepare_readings(&terms)?;
        for term in terms {
            for field in &self.index.schema().text {
                let field = field.view(View::Readings);
                if FieldTerm::find(&self.index, field, &term)?.is_some() {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    /// Whether a document holds all words of `text`.
    fn is_held(&self, text: &str, budget: &Budget) -> anyhow::Result<bool> {
        let query = Query::plain(text, &self.analyzer, &self.synonyms)?;
        for word in &query.words {
            if self.is_misread(word)? {
                return Ok(false);
            }
        }
        if let Some(cluster) = &self.cluster {
            return self.is_whole_in_cluster(cluster, &query, budget);
        }
        let plan = self.plan(&query, budget)?;
        WordDocs::find(&plan)?.is_whole_anywhere()
    }
}
