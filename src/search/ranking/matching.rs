//! Which documents hold a part of a query that is more than a word.
//!
//! Puts the lists of words together: all of, one of, and not. Looks nothing up but what
//! filters ask for.

use std::borrow::Cow;

use tantivy::index::SegmentReader;
use tantivy::{DocId, TERMINATED};

use super::doc_set::{Areas, DocSet, IN_SUMMARY, IN_TEXT, IN_TITLE, in_order};
use super::filter::{self, SegmentFilter};
use super::plan::Plan;
use super::postings::doc_bits::DocBits;
use super::word_docs::WordDocs;
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
            Node::Filter(_) | Node::Not(_) => Cow::Owned(self.living(&[self.test(node)?])?),
            Node::Any(nodes) => {
                let mut all: DocSet = Vec::new();
                for node in nodes {
                    let doc_set = self.doc_set(node)?;
                    budget.room_for::<(DocId, Areas)>(all.len() + doc_set.len())?;
                    all.extend(doc_set.iter().copied());
                }
                Cow::Owned(in_order(all, self.reader().max_doc()))
            }
            Node::All(nodes) => self.of_all(nodes)?,
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
        let tests: Vec<Test> = tests
            .into_iter()
            .map(|node| self.test(node))
            .collect::<anyhow::Result<_>>()?;
        let Some(mut found) = found else {
            return Ok(Cow::Owned(self.living(&tests)?));
        };
        if !tests.is_empty() {
            let passes = |doc: DocId| tests.iter().all(|test| test.passes(doc));
            found.to_mut().retain(|(doc, _)| passes(*doc));
        }
        Ok(found)
    }

    /// The living documents that pass all of `tests`.
    fn living(&self, tests: &[Test]) -> Result<DocSet, OverBounds> {
        let reader = self.reader();
        let budget = self.plan.budget;
        budget.room_for::<(DocId, Areas)>(reader.num_docs() as usize)?;
        let passes = |doc: &DocId| tests.iter().all(|test| test.passes(*doc));
        let living = reader.doc_ids_alive().filter(passes);
        Ok(living.map(|doc| (doc, IN_TEXT)).collect())
    }

    /// What tells of a living document whether `node` is true of it.
    fn test(&self, node: &Node) -> anyhow::Result<Test> {
        self.plan.budget.check()?;
        Ok(match node {
            Node::Filter(filter) => Test::Filter(filter::open(filter, self.reader())?),
            Node::Not(inner) => Test::Not(Box::new(self.test(inner)?)),
            Node::All(nodes) => {
                let tests = nodes.iter().map(|node| self.test(node));
                Test::All(tests.collect::<anyhow::Result<_>>()?)
            }
            Node::Any(nodes) => {
                let (words, others): (Vec<&Node>, Vec<&Node>) =
                    nodes.iter().partition(|node| matches!(node, Node::Word(_)));
                let mut tests = Vec::new();
                if !words.is_empty() {
                    tests.push(self.held(&words)?);
                }
                for node in others {
                    tests.push(self.test(node)?);
                }
                Test::Any(tests)
            }
            Node::Word(_) => self.held(&[node])?,
        })
    }

    /// Whether a document holds one of these words.
    fn held(&self, words: &[&Node]) -> anyhow::Result<Test> {
        let max_doc = self.reader().max_doc();
        self.plan.budget.keep::<u64>(DocBits::words_for(max_doc))?;
        let mut held = DocBits::none(max_doc);
        for word in words {
            for (doc, _) in self.doc_set(word)?.iter() {
                held.add(*doc);
            }
        }
        Ok(Test::Docs(held))
    }

    fn reader(&self) -> &'a SegmentReader {
        self.plan.searcher().segment_reader(self.segment as u32)
    }
}

/// Tells of a living document whether something is true of it.
enum Test {
    /// It is let through.
    Filter(SegmentFilter),
    /// It is one of these.
    Docs(DocBits),
    Not(Box<Test>),
    All(Vec<Test>),
    Any(Vec<Test>),
}

impl Test {
    fn passes(&self, doc: DocId) -> bool {
        match self {
            Test::Filter(passes) => passes(doc),
            Test::Docs(docs) => docs.has(doc),
            Test::Not(test) => !test.passes(doc),
            Test::All(tests) => tests.iter().all(|test| test.passes(doc)),
            Test::Any(tests) => tests.iter().any(|test| test.passes(doc)),
        }
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

/// Which documents of a segment pass: asked of each that is in question.
pub(in crate::search) struct Allowed<'a> {
    tests: Vec<Test>,
    /// The documents that the search keeps to, where it does.
    within: Option<&'a DocBits>,
}

impl<'a> Allowed<'a> {
    /// Those of which every one of `nodes` is true, of the documents that the search keeps to.
    ///
    /// # Errors
    ///
    /// Where the index cannot be read, or the search comes to its bounds.
    pub(in crate::search) fn by(matching: &Matching<'a>, nodes: &[Node]) -> anyhow::Result<Self> {
        let tests = nodes.iter().map(|node| matching.test(node));
        let within = matching.plan.within;
        Ok(Allowed {
            tests: tests.collect::<anyhow::Result<_>>()?,
            within: within.and_then(|within| within.in_segment(matching.segment)),
        })
    }

    /// Whether nothing is asked of a document.
    pub(in crate::search) fn is_all(&self) -> bool {
        self.tests.is_empty() && self.within.is_none()
    }

    /// The first document from `doc` on that may pass.
    pub(in crate::search) fn next_from(&self, doc: DocId) -> DocId {
        match self.within {
            Some(within) => within.next_from(doc).unwrap_or(TERMINATED),
            None => doc,
        }
    }

    /// Whether a living document passes.
    pub(in crate::search) fn has(&self, doc: DocId) -> bool {
        self.within.is_none_or(|within| within.has(doc))
            && self.tests.iter().all(|test| test.passes(doc))
    }
}
