//! A page of hits: each document with what is shown of it for a query.

use super::hits::{Hit, Hits};
use super::snippet::{self, Show};
use super::word_finder::{Reach, WordFinder};
use crate::search::answers::facets;
use crate::search::query::{Node, Unit};
use crate::search::ranking::Ranked;
use crate::search::ranking::candidate::{Candidate, Tier};
use crate::search::ranking::doc_set;
use crate::search::ranking::explanation;
use crate::search::ranking::matching::Matching;
use crate::search::ranking::plan::Plan;
use crate::search::searcher::{SearchEngine, SearchOptions};

impl SearchEngine {
    /// The page of hits that was asked for, of what was ranked by `plan` where `text` was
    /// typed. Rewrites and expansions are not told.
    pub(in crate::search) fn hits(
        &self,
        text: &str,
        plan: &Plan<'_>,
        ranked: &Ranked<'_>,
        options: &SearchOptions,
    ) -> anyhow::Result<Hits> {
        plan.budget.show(ranked.candidates.len());
        let words = plan.query.sought_words();
        let all = ranked.addresses.iter().copied();
        Ok(Hits {
            query: text.to_owned(),
            words: words.map(|(_, word)| word.text.clone()).collect(),
            is_filtered: plan.query.is_filtered(),
            leaves_out_words: plan.query.leaves_out_words(),
            rewrites: Vec::new(),
            expansions: Vec::new(),
            continued: None,
            total: ranked.total,
            partial: ranked.partial,
            facets: match &self.cluster {
                Some(cluster) => self.facets_in_cluster(cluster, plan, options)?,
                None => facets::count(plan.searcher(), all, &options.facets, &self.synonyms)?,
            },
            hits: self.page(plan, ranked, options)?,
        })
    }

    fn page(
        &self,
        plan: &Plan<'_>,
        ranked: &Ranked<'_>,
        options: &SearchOptions,
    ) -> anyhow::Result<Vec<Hit>> {
        let mut finder = None;
        let mut hits = Vec::new();
        let page = ranked.candidates.iter().enumerate().skip(options.offset);
        for (place, candidate) in page {
            plan.budget.check()?;
            let (document, title_highlights, snippets) = match options.show {
                Show::Nothing => {
                    let document = plan.index.document_head_at(candidate.address)?;
                    (document, Vec::new(), Vec::new())
                }
                Show::TitleMarks => {
                    let placed = plan.index.placed_document_at(candidate.address)?;
                    let finder = finder.get_or_insert_with(|| WordFinder::new(plan.query));
                    let least = match candidate.tier {
                        Tier::Title => words_held(plan, ranked, candidate)?,
                        Tier::Summary | Tier::Text => 0,
                    };
                    let title = placed.title()?;
                    let marks = snippet::title_marks(placed.head(), title, finder, least)?;
                    (placed.into_head(), marks, Vec::new())
                }
                Show::Passages(most) => {
                    let placed = plan.index.placed_document_at(candidate.address)?;
                    let finder = finder.get_or_insert_with(|| WordFinder::new(plan.query));
                    let (head, texts) = (placed.head(), placed.texts()?);
                    let mut show = |reach| snippet::shown(head, &texts, finder, most, reach);
                    let mut shown = show(Reach::Words)?;
                    if shown.words_found < words_held(plan, ranked, candidate)? {
                        shown = show(Reach::Letters)?;
                    }
                    (placed.into_head(), shown.title_highlights, shown.snippets)
                }
            };
            let explanation = if options.explain {
                let explained =
                    explanation::explain(plan, candidate, &ranked.word_docs.alternatives)?;
                Some(explained)
            } else {
                None
            };
            hits.push(Hit {
                rank: place + 1,
                score: candidate.score,
                title_highlights,
                snippets,
                missing: missing(plan, ranked, candidate)?,
                explanation,
                document,
            });
        }
        Ok(hits)
    }
}

/// How many of the words that are asked for a hit holds.
fn words_held(
    plan: &Plan<'_>,
    ranked: &Ranked<'_>,
    candidate: &Candidate,
) -> anyhow::Result<usize> {
    let units = &plan.query.units;
    let mut held = 0;
    for (word, _) in plan.query.sought_words() {
        let is_word = |unit: &Unit| matches!(unit.node, Node::Word(place) if place == word);
        // There are bits where units are few: of many none is looked for again and again.
        let by_bits = candidate.held.and_then(|bits| {
            let unit = units.iter().position(is_word)?;
            Some(bits >> unit & 1 != 0)
        });
        let is_held = match by_bits {
            Some(is_held) => is_held,
            None => {
                let segment = candidate.address.segment_ord as usize;
                let doc_set = ranked.word_docs.doc_set(segment, word)?;
                doc_set::holds(doc_set, candidate.address.doc_id)
            }
        };
        held += usize::from(is_held);
    }
    Ok(held)
}

/// The units of the query that a hit lacks, as they were typed.
fn missing(
    plan: &Plan<'_>,
    ranked: &Ranked<'_>,
    candidate: &Candidate,
) -> anyhow::Result<Vec<String>> {
    let units = &plan.query.units;
    if candidate.units_held as usize == units.len() {
        return Ok(Vec::new());
    }
    let address = candidate.address;
    let matching = Matching::new(plan, &ranked.word_docs, address.segment_ord as usize);
    let mut missing = Vec::new();
    for (place, unit) in units.iter().enumerate() {
        let is_held = match candidate.held {
            Some(bits) => bits >> place & 1 != 0,
            None => doc_set::holds(matching.doc_set(&unit.node)?.as_ref(), address.doc_id),
        };
        if !is_held {
            missing.push(unit.text.clone());
        }
    }
    Ok(missing)
}
