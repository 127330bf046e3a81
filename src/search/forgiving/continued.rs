//! A word that few documents hold, and that may not have been typed to its end.
//!
//! Who types 이즈 may mean 이즈모, though one document holds 이즈. Documents that hold the word
//! itself come first; those that hold a word which goes on behind it follow, as hits that lack it.

use std::collections::BTreeMap;

use super::continuation::Continued;
use super::half_typed;
use super::rewrite::{Rewrite, RewriteReason};
use crate::analysis::View;
use crate::search::budget::Budget;
use crate::search::query::word::{QueryWord, WordKind};
use crate::search::query::{Node, Query};
use crate::search::ranking;
use crate::search::ranking::candidate::{Sort, Wanted};
use crate::search::searcher::{SearchEngine, SearchOptions};
use crate::search::shown::hits::{Hit, Hits};

/// What fewer documents hold than a page has may be no word for itself.
const FEW: usize = 10;

/// So many words are looked for, the most frequent: each finds a document at least, and a page
/// has few places left.
const MOST_WORDS: usize = 16;

impl SearchEngine {
    /// Adds hits for the words that go on behind the only word of `typed`, where few documents
    /// hold it.
    ///
    /// # Errors
    ///
    /// As for [`SearchEngine::search`].
    pub(in crate::search) fn add_continued(
        &self,
        typed: &Query,
        hits: &mut Hits,
        options: &SearchOptions,
        budget: &Budget,
    ) -> anyhow::Result<()> {
        let found = hits.total;
        // In another order they would not stay behind, and counts over all hits would count them.
        let may_follow = options.sort == Sort::Relevance
            && options.facets.is_empty()
            && !options.exact
            && !options.all_words
            && (1..FEW).contains(&found);
        let Some(place) = only_word(typed).filter(|_| may_follow) else {
            return Ok(());
        };
        let word = &typed.words[place];
        let words = self.continuing(word, budget)?;
        if words.is_empty() {
            return Ok(());
        }
        let Some(others) = self.in_its_place(typed, place, &words, options, budget)? else {
            return Ok(());
        };
        // The page as it goes on behind the hits that there are.
        let end = options.offset.saturating_add(options.limit);
        let end = end.saturating_sub(found);
        let offset = options.offset.saturating_sub(found);
        let page = SearchOptions {
            offset,
            limit: end.saturating_sub(offset),
            ..options.clone()
        };
        let wanted = Wanted {
            full_only: false,
            sort: options.sort,
            limit: end,
            all_addresses: false,
        };
        let gathered = self.gathered(&others, wanted, budget)?;
        let within = options.within.as_ref();
        let plan = self.plan_of(gathered.as_ref(), &others, budget, within)?;
        let ranked = ranking::rank(&plan, wanted)?;
        let more = self.hits(&typed.text, &plan, &ranked, &page)?;
        hits.partial += more.total;
        hits.hits.extend(more.hits.into_iter().map(|hit| Hit {
            rank: hit.rank + found,
            missing: vec![word.text.clone()],
            ..hit
        }));
        let from = word.text.clone();
        hits.continued = (more.total > 0).then_some(Continued { from, words });
        Ok(())
    }

    /// The words of the index that go on behind a word, the most frequent first.
    fn continuing(&self, word: &QueryWord, budget: &Budget) -> anyhow::Result<Vec<String>> {
        let mut words = Vec::new();
        let begun = half_typed::continuing(word, |text| self.words_beginning_with(text))?;
        for text in begun {
            budget.check()?;
            if words.len() == MOST_WORDS {
                break;
            }
            for field in &self.index.schema().text {
                if self.documents_of(field.view(View::Readings), &text)? > 0 {
                    words.push(text);
                    break;
                }
            }
        }
        Ok(words)
    }

    /// A query for `words` in the place of one, which leaves out the documents that hold that:
    /// they are hits already.
    fn in_its_place(
        &self,
        typed: &Query,
        place: usize,
        words: &[String],
        options: &SearchOptions,
        budget: &Budget,
    ) -> anyhow::Result<Option<Query>> {
        let rewrites = words.iter().map(|to| Rewrite {
            from: typed.words[place].text.clone(),
            to: to.clone(),
            reason: RewriteReason::HalfTyped,
        });
        let rewrites = BTreeMap::from([(place, rewrites.collect())]);
        let others = self.with_rewrites(typed, &rewrites, &options.constraints, budget)?;
        Ok(others.map(|mut others| {
            others.leave_out(typed, place);
            others
        }))
    }
}

/// The place of the only word that is asked for, anywhere in a document, and that nothing was
/// typed behind; `None` where there are others.
fn only_word(query: &Query) -> Option<usize> {
    let [unit] = query.units.as_slice() else {
        return None;
    };
    let Node::Word(place) = unit.node else {
        return None;
    };
    let word = query.words.get(place)?;
    let is_plain = word.kind == WordKind::Plain && word.scope.is_none() && query.words.len() == 1;
    (is_plain && query.ends_with(place)).then_some(place)
}
