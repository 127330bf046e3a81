//! Words of a query that end like a particle, or as if there were none: which of both they are
//! is told by the index.

use tantivy::schema::Field;

use crate::analysis::{View, before_particles, forms_of_whole};
use crate::search::query::Query;
use crate::search::query::synonyms::Synonyms;
use crate::search::query::word::{QueryTerm, QueryWord, Trust, WordKind};
use crate::search::ranking::postings::{self, FieldTerm};
use crate::search::searcher::SearchEngine;

/// Words of one syllable are before too many letters that are particles elsewhere.
const SHORTEST_WORD_CHARS: usize = 2;

impl SearchEngine {
    /// Takes words that look as if a particle stood at their end for themselves, where texts
    /// show that they are: 윤지만 is a name where 윤지만과 stands, or where 윤지만이 does and 윤지
    /// nowhere else. 미국에서 is 미국, though 미국에서는 stands there. And takes words that were cut
    /// as if there were no particle for what is before it: 정도전이 is no 정도 and 전이.
    pub(in crate::search) fn settle(&self, query: &mut Query) -> anyhow::Result<()> {
        if self.index.whole().is_some() {
            let texts: Vec<String> = query.words.iter().flat_map(readings_looked_up).collect();
            self.prepare_readings(&texts)?;
        }
        for place in 0..query.words.len() {
            let word = &mut query.words[place];
            if word.ends_like_a_particle() {
                if self.is_itself(word)? {
                    word.take_whole();
                }
            } else if let Some(before) = self.before_a_particle(word)? {
                self.read_as(query, place, &before)?;
            }
        }
        Ok(())
    }

    /// Whether texts show that a word is itself, particle and all.
    fn is_itself(&self, word: &QueryWord) -> anyhow::Result<bool> {
        let mut nouns = word.spelled.iter().filter(|spelled| !spelled.as_verb);
        let (Some(whole), stem) = (nouns.next(), nouns.next()) else {
            return Ok(false);
        };
        let text = whole.text();
        let (mut takes_particles, mut of_whole, mut of_stem) = (false, 0, 0);
        for field in &self.index.schema().text {
            let field = field.view(View::Readings);
            let Some(term) = FieldTerm::find(&self.index, field, &text)? else {
                continue;
            };
            if word.ends_like_the_copula() {
                return Ok(true);
            }
            takes_particles |= postings::takes_particles(&self.index, field, &text)?;
            of_whole += term.documents;
        }
        let Some(stem) = stem.filter(|_| takes_particles) else {
            return Ok(takes_particles);
        };
        let forms = forms_of_whole(&whole.chars, stem.chars.len());
        for field in &self.index.schema().text {
            let field = field.view(View::Readings);
            let documents = |text: &str| -> anyhow::Result<u64> {
                let term = FieldTerm::find(&self.index, field, text)?;
                Ok(term.map_or(0, |term| term.documents))
            };
            for form in &forms {
                if documents(form)? > 0 {
                    return Ok(true);
                }
            }
            of_stem += documents(&stem.text())?;
        }
        Ok(of_stem <= of_whole)
    }

    /// What is left of a word without the particle at its end, where texts show that it is one:
    /// they hold the shorter word elsewhere too, and nothing behind the longer one.
    fn before_a_particle(&self, word: &QueryWord) -> anyhow::Result<Option<String>> {
        let mut nouns = word.spelled.iter().filter(|spelled| !spelled.as_verb);
        let (Some(whole), None) = (nouns.next(), nouns.next()) else {
            return Ok(None);
        };
        let is_known_verb = word.trust == Trust::Full && word.is_verb();
        if word.kind != WordKind::Plain || word.is_in_dictionary || is_known_verb {
            return Ok(None);
        }
        let mut text = None;
        for end in before_particles(&whole.chars) {
            // There the dictionary has seen no particle.
            if end < SHORTEST_WORD_CHARS || (word.trust == Trust::Full && is_cut_at(word, end)) {
                continue;
            }
            let text = text.get_or_insert_with(|| whole.text());
            let before: String = whole.chars[..end].iter().collect();
            let (mut of_before, mut of_whole) = (0, 0);
            for field in &self.index.schema().text {
                let field = field.view(View::Readings);
                of_before += self.documents_of(field, &before)?;
                of_whole += self.documents_of(field, text)?;
            }
            if of_before > of_whole && (of_whole == 0 || !self.has_something_behind(text)?) {
                return Ok(Some(before));
            }
        }
        Ok(None)
    }

    /// Asks another engine that keeps the index for readings in all fields at once.
    pub(super) fn prepare_readings<'t>(
        &self,
        texts: impl IntoIterator<Item = &'t String>,
    ) -> anyhow::Result<()> {
        let Some(whole) = self.index.whole() else {
            return Ok(());
        };
        let mut terms = Vec::new();
        for text in texts {
            let fields = self.index.schema().text.iter();
            let fields = fields.map(|field| field.view(View::Readings));
            let fields = fields.filter(|field| !self.index.is_empty(*field));
            terms.extend(fields.map(|field| (field, text.clone())));
        }
        whole.prepare_counts(&terms)
    }

    fn has_something_behind(&self, text: &str) -> anyhow::Result<bool> {
        for field in &self.index.schema().text {
            if postings::takes_particles(&self.index, field.view(View::Readings), text)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// How many documents have a reading in a field.
    pub(super) fn documents_of(&self, field: Field, text: &str) -> anyhow::Result<u64> {
        let term = FieldTerm::find(&self.index, field, text)?;
        Ok(term.map_or(0, |term| term.documents))
    }

    /// Reads the word at `place` as `before`, with what it was typed as beside it.
    fn read_as(&self, query: &mut Query, place: usize, before: &str) -> anyhow::Result<()> {
        let read = Query::plain(before, &self.analyzer, &Synonyms::none())?;
        let [read] = read.words.as_slice() else {
            return Ok(());
        };
        let word = &mut query.words[place];
        let scope = word.scope;
        let terms = read.terms.iter().map(|term| QueryTerm {
            scope,
            ..term.clone()
        });
        let terms = std::mem::replace(&mut word.terms, terms.collect());
        word.stem.clone_from(&read.stem);
        word.trust = read.trust;
        word.is_in_dictionary = read.is_in_dictionary;
        word.spelled.truncate(1);
        word.spelled.extend(read.spelled.iter().cloned());
        let (is_excluded, new) = (word.is_excluded, word.terms.clone());
        // The same tokens are in the list of all, as often as it was typed.
        let mut at = 0;
        while !is_excluded && !terms.is_empty() && at + terms.len() <= query.tokens.len() {
            if query.tokens[at..at + terms.len()] == terms {
                query.tokens.splice(at..at + terms.len(), new.clone());
                at += new.len();
            } else {
                at += 1;
            }
        }
        Ok(())
    }
}

/// The readings that settling a word looks up.
fn readings_looked_up(word: &QueryWord) -> Vec<String> {
    let mut nouns = word.spelled.iter().filter(|spelled| !spelled.as_verb);
    let (Some(whole), stem) = (nouns.next(), nouns.next()) else {
        return Vec::new();
    };
    let mut texts = vec![whole.text()];
    if word.ends_like_a_particle() {
        if let Some(stem) = stem {
            texts.push(stem.text());
            texts.extend(forms_of_whole(&whole.chars, stem.chars.len()));
        }
    } else if stem.is_none() && word.kind == WordKind::Plain && !word.is_in_dictionary {
        let ends = before_particles(&whole.chars);
        texts.extend(ends.map(|end| whole.chars[..end].iter().collect::<String>()));
    }
    texts
}

/// Whether the dictionary cut a word behind its first `end` characters.
fn is_cut_at(word: &QueryWord, end: usize) -> bool {
    let mut cuts = word.terms.iter().scan(0, |cut, term| {
        *cut += term.text.chars().count();
        Some(*cut)
    });
    cuts.any(|cut| cut == end)
}
