//! Which documents hold a part of a query that is more than a word.
//!
//! Puts the lists of words together: all of, one of, and not. Looks nothing up but what
//! filters ask for.

use std::borrow::Cow;

use tantivy::DocId;

use super::filter;
use super::plan::Plan;
use super::word_docs::{Areas, DocSet, IN_SUMMARY, IN_TEXT, IN_TITLE, WordDocs, holds, in_order};
use crate::search::budget::OverBounds;
use crate::search::query::Node;

/// The documents of one segment, by the lists of a query's words.
pub(in crate::search) struct Matching<'a> {
    plan: &'a Plan<'a>,
    word_docs: &'a WordDocs<'a>,
    segment: usize,
}

impl<'a> Matching<'a> {
    pub(in crate::search) fn new(
        plan: &'a Plan<'a>,
        word_docs: &'a WordDocs<'a>,
        segment: usize,
    ) -> Self {
        Matching {
            plan,
            word_docs,
            segment,
        }
    }

    /// The documents of which `node` is true, with where they hold it, in order.
    ///
    /// # Errors
    ///
    /// Where the index cannot be read, or the search comes to its bounds.
    pub(in crate::search) fn doc_set(&self, node: &Node) -> anyhow::Result<Cow<'a, DocSet>> {
        let budget = self.plan.budget;
        budget.check()?;
        Ok(match node {
            Node::Word(place) => Cow::Borrowed(self.word_docs.doc_set(self.segment, *place)?),
            Node::Filter(filter) => {
                let passing = filter::passing(filter, self.plan.searcher(), self.segment)?;
                Cow::Owned(passing.into_iter().map(|doc| (doc, IN_TEXT)).collect())
            }
            Node::Any(nodes) => {
                let mut all: DocSet = Vec::new();
                for node in nodes {
                    let doc_set = self.doc_set(node)?;
                    budget.room_for::<(DocId, Areas)>(all.len() + doc_set.len())?;
                    all.extend(doc_set.iter().copied());
                }
                Cow::Owned(in_order(all))
            }
            Node::All(nodes) => self.of_all(nodes)?,
            Node::Not(node) => {
                let without = self.doc_set(node)?;
                let mut all = self.living()?;
                all.retain(|(doc, _)| !holds(&without, *doc));
                Cow::Owned(all)
            }
        })
    }

    /// The documents that lack nothing of the query, in order.
    ///
    /// # Errors
    ///
    /// Where the index cannot be read.
    pub(in crate::search) fn whole(&self) -> anyhow::Result<Vec<DocId>> {
        let query = self.plan.query;
        if !query.is_answerable() {
            return Ok(Vec::new());
        }
        let units = query.units.iter().map(|unit| &unit.node);
        let doc_set = self.of_all(units.chain(&query.conditions))?;
        Ok(doc_set.iter().map(|(doc, _)| *doc).collect())
    }

    /// The documents of which all of `nodes` are true. Filters and what is left out do
    /// not tell where a document holds the rest.
    fn of_all<'n>(
        &self,
        nodes: impl IntoIterator<Item = &'n Node>,
    ) -> anyhow::Result<Cow<'a, DocSet>> {
        let (tests, parts): (Vec<&Node>, Vec<&Node>) = nodes
            .into_iter()
            .partition(|node| matches!(node, Node::Not(_) | Node::Filter(_)));
        let mut found: Option<Cow<'a, DocSet>> = None;
        for part in parts {
            let next = self.doc_set(part)?;
            found = Some(match found {
                None => next,
                Some(found) => Cow::Owned(in_both(&found, &next)),
            });
        }
        let mut found = match found {
            Some(found) => found,
            None => Cow::Owned(self.living()?),
        };
        for test in tests {
            let (wanted, inner) = match test {
                Node::Not(inner) => (false, inner.as_ref()),
                test => (true, test),
            };
            let tested = self.doc_set(inner)?;
            found
                .to_mut()
                .retain(|(doc, _)| holds(&tested, *doc) == wanted);
        }
        Ok(found)
    }

    fn living(&self) -> Result<DocSet, OverBounds> {
        let reader = self.plan.searcher().segment_reader(self.segment as u32);
        let budget = self.plan.budget;
        budget.room_for::<(DocId, Areas)>(reader.num_docs() as usize)?;
        Ok(reader.doc_ids_alive().map(|doc| (doc, IN_TEXT)).collect())
    }
}

/// The documents of both lists; a document holds both where it holds the one that stands
/// in the lesser place.
fn in_both(a: &DocSet, b: &DocSet) -> DocSet {
    let mut both = Vec::new();
    let mut others = b.iter().peekable();
    for &(doc, areas) in a {
        while others.next_if(|(other, _)| *other < doc).is_some() {}
        if let Some((_, other)) = others.next_if(|(other, _)| *other == doc) {
            both.push((doc, lesser(areas, *other)));
        }
    }
    both
}

fn lesser(a: Areas, b: Areas) -> Areas {
    let is_in = |areas: Areas| a & areas != 0 && b & areas != 0;
    if is_in(IN_TITLE) {
        IN_TITLE
    } else if is_in(IN_TITLE | IN_SUMMARY) {
        IN_SUMMARY
    } else {
        IN_TEXT
    }
}

/// Which documents of a segment pass, by their numbers.
pub(in crate::search) struct Allowed(Option<Vec<bool>>);

impl Allowed {
    /// Those of which every one of `nodes` is true.
    ///
    /// # Errors
    ///
    /// Where the index cannot be read.
    pub(in crate::search) fn by(matching: &Matching<'_>, nodes: &[Node]) -> anyhow::Result<Self> {
        if nodes.is_empty() {
            return Ok(Allowed(None));
        }
        let reader = matching
            .plan
            .searcher()
            .segment_reader(matching.segment as u32);
        let mut allowed = vec![false; reader.max_doc() as usize];
        for (doc, _) in matching.of_all(nodes)?.iter() {
            allowed[*doc as usize] = true;
        }
        Ok(Allowed(Some(allowed)))
    }

    pub(in crate::search) fn has(&self, doc: DocId) -> bool {
        let Allowed(allowed) = self;
        allowed.as_ref().is_none_or(|allowed| allowed[doc as usize])
    }
}
