//! The documents of a cluster that may be most like one.

use serde_json::{Value, json};

use super::requests::{all_of, terms_of};
use crate::cluster::{ClusterReader, is_article};
use crate::document::{DocumentId, Part};
use crate::index::{IndexReader, IndexSchema, row_fields};
use crate::search::ranking::postings::FieldTerm;
use crate::search::ranking::weights;

/// So many more articles than are compared are taken from the cluster, whose sums are those of
/// the ranking but for the lengths of texts.
const MARGIN: usize = 64;

/// The articles, as an index in memory, that hold the weightiest of `terms` of those that `query`
/// finds: `most` and some more, and not the one called `itself`.
///
/// # Errors
///
/// Where the cluster does not answer, or a row is not what was written.
pub(in crate::search) fn gathered<'t>(
    cluster: &ClusterReader,
    schema: &IndexSchema,
    terms: impl IntoIterator<Item = (&'t [(Part, FieldTerm)], f32)>,
    query: Value,
    itself: &DocumentId,
    most: usize,
) -> anyhow::Result<IndexReader> {
    let mut evidence = Vec::new();
    for (fields, weight) in terms {
        for (part, term) in fields {
            let boost = weight * weights::of_part(*part);
            for (field, text) in terms_of(schema, term) {
                evidence.push(json!({"term": {field: {"value": text, "boost": boost}}}));
            }
        }
    }
    if evidence.is_empty() || most == 0 {
        return cluster.gathered(&[]);
    }
    let itself = json!({"term": {row_fields::ID: itself.as_str()}});
    let found = cluster.searches(&[json!({
        "size": most.saturating_add(MARGIN).min(MOST_HITS),
        "_source": false, "track_total_hits": false,
        "query": {"bool": {
            "filter": [all_of(vec![query, is_article()])],
            "must_not": [itself], "should": evidence, "minimum_should_match": 1,
        }},
        "sort": ["_score", {row_fields::FILE_ORDER: "asc"}, {row_fields::ORDER: "asc"}],
    })])?;
    let hits = found.first().map(|found| &found["hits"]["hits"]);
    let hits = hits.and_then(Value::as_array).into_iter().flatten();
    let ids: Vec<String> = hits
        .filter_map(|hit| hit["_id"].as_str().map(str::to_owned))
        .collect();
    cluster.gathered(&cluster.rows(&ids)?)
}

/// A cluster gives no more hits in one answer.
const MOST_HITS: usize = 100_000;
