//! How many hits there are of each issue, publisher, year or month, counted by a cluster.

use std::collections::BTreeMap;

use serde_json::Value;

use super::column_counts::{counts_of_numbers, counts_of_texts};
use super::months::months_of;
use super::requests::{Requests, all_of, has_one_of};
use crate::cluster::{ClusterError, ClusterReader};
use crate::index::row_fields;
use crate::search::answers::facets::{Facet, FacetCounts, commonest, most_first, year_of};
use crate::search::answers::publishers::PublisherKeys;
use crate::search::query::synonyms::Synonyms;
use crate::search::ranking::plan::Plan;
use crate::search::searcher::{SearchEngine, SearchOptions};

impl SearchEngine {
    /// Counts all hits of the query of `plan`.
    ///
    /// # Errors
    ///
    /// Where the cluster does not answer, or the search comes to its bounds.
    pub(in crate::search) fn facets_in_cluster(
        &self,
        cluster: &ClusterReader,
        plan: &Plan<'_>,
        options: &SearchOptions,
    ) -> anyhow::Result<Vec<FacetCounts>> {
        if options.facets.is_empty() {
            return Ok(Vec::new());
        }
        let hits = Requests::new(plan).hits(options.all_words);
        let counted = options.facets.iter().map(|facet| {
            plan.budget.check()?;
            let counts = match facet {
                Facet::Issue => by_name(counts_of_texts(cluster, &hits, row_fields::ISSUE)?),
                Facet::Year => {
                    let dates = counts_of_numbers(cluster, &hits, row_fields::DATE)?.into_iter();
                    by_name(dates.filter_map(|(date, count)| Some((year_of(date)?, count))))
                }
                Facet::Month => {
                    let months = months_of(cluster, &hits)?.into_iter();
                    by_name(months.filter_map(|(month, count)| Some((month?.to_string(), count))))
                }
                Facet::Source => publishers_of(cluster, &hits, &self.synonyms)?,
            };
            Ok(FacetCounts {
                facet: *facet,
                counts,
            })
        });
        counted.collect()
    }
}

/// The sums of counts by their names.
fn by_name(counts: impl IntoIterator<Item = (String, u64)>) -> Vec<(String, u64)> {
    let mut sums: BTreeMap<String, u64> = BTreeMap::new();
    for (name, count) in counts {
        *sums.entry(name).or_default() += count;
    }
    sums.into_iter().collect()
}

/// How many of the documents that `query` finds cite each publisher, those of most first. All
/// spellings of one are counted together, under the commonest.
fn publishers_of(
    cluster: &ClusterReader,
    query: &Value,
    synonyms: &Synonyms,
) -> Result<Vec<(String, u64)>, ClusterError> {
    let keys = PublisherKeys::new(synonyms);
    let mut publishers: BTreeMap<String, BTreeMap<String, u64>> = BTreeMap::new();
    for (spelling, documents) in counts_of_texts(cluster, query, row_fields::PUBLISHER)? {
        let spellings = publishers.entry(keys.key(&spelling)).or_default();
        spellings.insert(spelling, documents);
    }
    let (of_several, of_one): (Vec<_>, Vec<_>) = publishers
        .into_values()
        .partition(|spellings| spellings.len() > 1);
    let mut counts: Vec<(String, u64)> = of_one.into_iter().flatten().collect();
    if of_several.is_empty() {
        return Ok(most_first(counts.into_iter()));
    }
    // A document may cite a publisher in two spellings, and counts once.
    let citing = of_several.iter().map(|spellings| {
        let spellings: Vec<String> = spellings.keys().cloned().collect();
        let cites = has_one_of(row_fields::PUBLISHER, &spellings);
        all_of(vec![query.clone(), cites])
    });
    let documents = cluster.counts(&citing.collect::<Vec<_>>())?;
    // The commonest spelling is that of the most citations, of which a document may have several.
    let mut again: BTreeMap<String, u64> = BTreeMap::new();
    for (cited, documents) in counts_of_texts(cluster, query, row_fields::CITED_AGAIN)? {
        let (_, spelling) = cited.split_once(' ').ok_or(ClusterError::CutShort)?;
        *again.entry(spelling.to_owned()).or_default() += documents;
    }
    for (mut spellings, documents) in of_several.into_iter().zip(documents) {
        for (spelling, citations) in &mut spellings {
            *citations += again.get(spelling).copied().unwrap_or(0);
        }
        counts.extend(commonest(spellings).map(|name| (name, documents)));
    }
    Ok(most_first(counts.into_iter()))
}
