//! Articles that are like one: those that share its rare words.
//!
//! The index's lists give the candidates, which then are compared noun by noun. The words
//! that are shown as the reason are `shared_words`'.

use std::collections::BTreeMap;
use std::panic::resume_unwind;
use std::thread;

use tantivy::DocAddress;

use super::rarity::{FoundTerm, Rarities};
use super::shared_words::{Wording, is_telling};
use crate::analysis::{Analyzer, Scratch};
use crate::document::{Document, Part};
use crate::index::{self, IndexReader};
use crate::search::cluster::related as in_cluster;
use crate::search::query::Constraints;
use crate::search::ranking::bm25::Saturations;
use crate::search::ranking::postings::doc_bits::passes;
use crate::search::ranking::weights;
use crate::search::searcher::SearchEngine;

/// An article that is like another.
#[derive(Debug, Clone, PartialEq)]
pub struct RelatedArticle {
    /// The article.
    pub document: Document,
    /// How like they are: the cosine of what their nouns weigh, above 0; 1 where both hold
    /// the same.
    pub similarity: f32,
    /// The rare words that both hold, as the other writes them, the rarest first; two at
    /// least.
    pub words: Vec<String>,
}

/// The parts of a document that tell what it is about. Footnotes are asides, and cited
/// works are named in their own words.
const PARTS: [Part; 4] = [Part::Title, Part::Summary, Part::Heading, Part::Body];

/// So many of the weightiest terms that others hold too are looked for in the index. More
/// add the words of any text, and cost time.
const TERMS: usize = 30;

/// So many of those that hold these terms are compared word by word, and three for each
/// that is wanted.
const LEAST_COMPARED: usize = 60;

/// A thread costs about as much as to cut the texts of so many documents.
const FEWEST_A_THREAD: usize = 8;

/// What is less alike shares words of the trade and no subject. Of the passages of korquad,
/// without their titles, two of five pairs just above this (8 to 10 %) are of one article
/// of the encyclopaedia, one of four just below, and one of twelve below 7 %.
const LEAST_SIMILARITY: f32 = 0.08;

/// One rare word may be shared by chance, as a name or a place is.
const LEAST_WORDS: usize = 2;

/// More words say no more to a reader.
const MOST_WORDS: usize = 6;

impl SearchEngine {
    /// The articles that are like `document`, the likest first, `limit` at most and never
    /// itself. Only those that `constraints` let through are among them.
    ///
    /// # Errors
    ///
    /// Where the index cannot be read.
    pub fn related(
        &self,
        document: &Document,
        constraints: &Constraints,
        limit: usize,
    ) -> anyhow::Result<Vec<RelatedArticle>> {
        let mut rarities = Rarities::new(&self.index, &PARTS);
        let wording = wording(document, &self.analyzer, &mut Scratch::default());
        rarities.prepare(wording.telling_terms())?;
        let own = Vector::new(&wording, &mut rarities)?;
        let most = limit.saturating_mul(3).max(LEAST_COMPARED);
        let sought = sought(&own, &rarities)?;
        let mut articles = Vec::new();
        let mut compare = |others: Vec<Document>| -> anyhow::Result<()> {
            let wordings = wordings(&others, &self.analyzer);
            rarities.prepare(wordings.iter().flat_map(Wording::telling_terms))?;
            for (other, other_wording) in others.into_iter().zip(wordings) {
                let similarity = own.cosine(&Vector::new(&other_wording, &mut rarities)?);
                if similarity < LEAST_SIMILARITY {
                    continue;
                }
                let rarity = |term: &str| rarities.known(term);
                let words = wording.shared_with(&other_wording, rarity, MOST_WORDS);
                if words.len() >= LEAST_WORDS {
                    articles.push(RelatedArticle {
                        document: other,
                        similarity,
                        words,
                    });
                }
            }
            Ok(())
        };
        let gathered = match &self.cluster {
            Some(cluster) => {
                let query = self.let_through(constraints)?;
                let terms = sought.iter();
                let terms = terms.map(|(term, weight)| (term.fields.as_slice(), *weight));
                let schema = self.index.schema();
                let id = document.id();
                Some(in_cluster::gathered(
                    cluster, schema, terms, query, id, most,
                )?)
            }
            None => None,
        };
        let (index, candidates) = match &gathered {
            Some(index) => {
                // The same terms, with their lists in what was gathered.
                let sought = self::sought(&own, &Rarities::new(index, &PARTS))?;
                (index, scored(index, &sought, |_| true, most)?)
            }
            None => {
                let passing = self.passing(constraints)?;
                let itself = self.index.addresses_of(document.id())?;
                let is_let = |address: DocAddress| {
                    !itself.contains(&address) && passes(passing.as_deref(), address)
                };
                (&self.index, scored(&self.index, &sought, is_let, most)?)
            }
        };
        for addresses in candidates.chunks(LEAST_COMPARED) {
            let others = addresses.iter().map(|address| index.document_at(*address));
            compare(others.collect::<anyhow::Result<_>>()?)?;
        }
        // Of equally like ones the first candidate stays the first.
        articles.sort_by(|one, other| other.similarity.total_cmp(&one.similarity));
        articles.truncate(limit);
        Ok(articles)
    }
}

/// The weightiest terms of a document that others hold too, with their weights.
fn sought(own: &Vector, rarities: &Rarities<'_>) -> anyhow::Result<Vec<(FoundTerm, f32)>> {
    let mut weights: Vec<(&String, &f32)> = own.weights.iter().collect();
    weights.sort_by(|one, other| other.1.total_cmp(one.1).then_with(|| one.0.cmp(other.0)));
    let mut sought = Vec::new();
    for (term, weight) in weights {
        let found = rarities.find(term)?;
        // What only the document itself holds finds no other.
        if found.documents > 1 {
            sought.push((found, *weight));
        }
        if sought.len() == TERMS {
            break;
        }
    }
    Ok(sought)
}

/// A document as the weights of its nouns: tf-idf.
struct Vector {
    weights: BTreeMap<String, f32>,
    length: f32,
}

impl Vector {
    fn new(wording: &Wording, rarities: &mut Rarities<'_>) -> anyhow::Result<Self> {
        let mut weights = BTreeMap::new();
        for (term, count) in wording.terms().filter(|(term, _)| is_telling(term)) {
            if let Some(rarity) = rarities.of(term)? {
                weights.insert(term.to_owned(), (1.0 + (count as f32).ln()) * rarity);
            }
        }
        let squares = weights.values().map(|weight| weight * weight);
        let length = squares.sum::<f32>().sqrt();
        Ok(Vector { weights, length })
    }

    /// 0 where they share nothing, 1 where they are the same.
    fn cosine(&self, other: &Vector) -> f32 {
        let products = self.weights.iter().filter_map(|(term, weight)| {
            let other = other.weights.get(term)?;
            Some(weight * other)
        });
        let product: f32 = products.sum();
        if product > 0.0 {
            product / (self.length * other.length)
        } else {
            0.0
        }
    }
}

/// The words of those parts of a document that tell what it is about.
fn wording(document: &Document, analyzer: &Analyzer, scratch: &mut Scratch) -> Wording {
    let mut wording = Wording::default();
    for (part, text) in index::searched_texts(document) {
        if PARTS.contains(&part) {
            wording.add(text, analyzer.words(text, scratch));
        }
    }
    wording
}

/// The wordings of documents, in their order. To cut their texts takes longer than all else, so
/// threads share it.
fn wordings(documents: &[Document], analyzer: &Analyzer) -> Vec<Wording> {
    let all = thread::available_parallelism().map_or(1, usize::from);
    let threads = all.min(documents.len().div_ceil(FEWEST_A_THREAD)).max(1);
    let read = |documents: &[Document]| -> Vec<Wording> {
        let mut scratch = Scratch::default();
        let documents = documents.iter();
        documents
            .map(|document| wording(document, analyzer, &mut scratch))
            .collect()
    };
    let shares = documents.chunks(documents.len().div_ceil(threads).max(1));
    thread::scope(|scope| {
        let threads: Vec<_> = shares
            .map(|share| scope.spawn(move || read(share)))
            .collect();
        let read = threads.into_iter().map(|thread| thread.join());
        read.flat_map(|read| read.unwrap_or_else(|panicked| resume_unwind(panicked)))
            .collect()
    })
}

/// The first `most` of those articles that hold one of `terms` and are let through, those that
/// hold the most of them first; all those with the same part of them in the order of the corpus.
fn scored(
    index: &IndexReader,
    terms: &[(FoundTerm, f32)],
    is_let: impl Fn(DocAddress) -> bool,
    most: usize,
) -> anyhow::Result<Vec<DocAddress>> {
    let mut saturations = Saturations::default();
    let mut found: Vec<(f32, DocAddress)> = Vec::new();
    for (segment, reader) in index.searcher().segment_readers().iter().enumerate() {
        let mut scores = vec![0.0; reader.max_doc() as usize];
        for (term, weight) in terms {
            for (part, field_term) in &term.fields {
                let weight = weight * weights::of_part(*part);
                saturations.add_list(index, segment, field_term, weight, &mut scores)?;
            }
        }
        let columns = index.order_columns(segment)?;
        for (doc, score) in (0..).zip(scores).filter(|(_, score)| *score > 0.0) {
            let address = DocAddress::new(segment as u32, doc);
            if !reader.is_deleted(doc) && is_let(address) && !columns.is_event(doc) {
                found.push((score, address));
            }
        }
    }
    // Where of those that score alike some are too many, their places tell.
    if let Some(last) = most.checked_sub(1).filter(|last| *last < found.len()) {
        let best_first = |a: &(f32, DocAddress), b: &(f32, DocAddress)| b.0.total_cmp(&a.0);
        let (_, &mut (least, _), _) = found.select_nth_unstable_by(last, best_first);
        found.retain(|(score, _)| *score >= least);
    }
    let mut placed = Vec::with_capacity(found.len());
    for (score, address) in found {
        let columns = index.order_columns(address.segment_ord as usize)?;
        placed.push((score, columns.place(address.doc_id), address));
    }
    placed.sort_unstable_by(|(one, place, _), (other, other_place, _)| {
        other.total_cmp(one).then_with(|| place.cmp(other_place))
    });
    placed.truncate(most);
    Ok(placed.into_iter().map(|(.., address)| address).collect())
}
