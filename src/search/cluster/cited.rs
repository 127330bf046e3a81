//! Who is cited in an index that a cluster keeps, and the works of one publisher.
//!
//! Of each document that cites anybody the publishers and days are read, and of those that cite
//! the publisher who is asked for all of the document.

use std::collections::{BTreeSet, HashMap};

use foldhash::fast::RandomState;
use serde_json::{Value, json};

use super::column_counts::counts_of_texts;
use super::requests::{all_of, has_one_of};
use crate::cluster::{ClusterReader, RowParts, is_document};
use crate::document::Date;
use crate::index::{columns, row_fields};
use crate::search::answers::cited_works::CitedWorks;
use crate::search::answers::facets::is_spelling_of;
use crate::search::answers::publishers::{PublisherKeys, Publishers, SpellingPlace};

/// What is read of a document that cites somebody.
const CITING: [&str; 5] = [
    row_fields::ID,
    row_fields::FILE_ORDER,
    row_fields::ORDER,
    row_fields::PUBLISHER,
    row_fields::CITED_DATE,
];

/// Counts the publishers that the documents cite which `query` finds.
///
/// # Errors
///
/// Where the cluster does not answer, or a row is not what was written.
pub(in crate::search) fn count_publishers(
    cluster: &ClusterReader,
    query: Value,
    publishers: &mut Publishers,
) -> anyhow::Result<()> {
    let cites = json!({"exists": {"field": row_fields::PUBLISHER}});
    let query = all_of(vec![query, cites]);
    let mut days: HashMap<u64, Option<Date>, RandomState> = HashMap::default();
    let mut spelled: HashMap<String, Option<SpellingPlace>, RandomState> = HashMap::default();
    // The last document that was counted for each publisher, by its number among these.
    let mut last_citing: HashMap<usize, usize, RandomState> = HashMap::default();
    let rows = cluster.rows_in_order(query, RowParts::Fields(&CITING));
    for (number, row) in rows.enumerate() {
        let row = row?;
        let (file, order) = row.place()?;
        for (nth, (spelling, date)) in row.cited()?.into_iter().enumerate() {
            let place = match spelled.get(spelling) {
                Some(place) => *place,
                None => {
                    let place = publishers.place_of(spelling);
                    spelled.insert(spelling.to_owned(), place);
                    place
                }
            };
            let Some(place) = place else {
                continue;
            };
            let day = days.entry(date);
            let day = *day.or_insert_with(|| columns::day_of_number(date));
            let is_first = last_citing.insert(place.publisher, number) != Some(number);
            publishers.count(place, (file, order, nth), day, is_first);
        }
    }
    Ok(())
}

/// The works of the publisher `name`, in any spelling, that the documents cite which `query`
/// finds.
///
/// # Errors
///
/// Where the cluster does not answer, or a document is not what was written.
pub(in crate::search) fn cited_works(
    cluster: &ClusterReader,
    query: Value,
    publishers: &Publishers,
    name: &str,
) -> anyhow::Result<CitedWorks> {
    let mut works = CitedWorks::default();
    let spellings = counts_of_texts(cluster, &query, row_fields::PUBLISHER)?.into_iter();
    let spellings: Vec<String> = spellings
        .map(|(spelling, _)| spelling)
        .filter(|spelling| publishers.is_same(spelling, name))
        .collect();
    if spellings.is_empty() {
        return Ok(works);
    }
    let cites = has_one_of(row_fields::PUBLISHER, &spellings);
    for document in cluster.documents_of(all_of(vec![query, cites])) {
        works.add_all(&document?, publishers, name);
    }
    Ok(works)
}

/// The spellings in the index of the publisher `name`.
///
/// # Errors
///
/// Where the cluster does not answer.
pub(in crate::search) fn spellings(
    cluster: &ClusterReader,
    name: &str,
    keys: &PublisherKeys,
) -> anyhow::Result<BTreeSet<String>> {
    let key = keys.key(name);
    let spellings = counts_of_texts(cluster, &is_document(), row_fields::PUBLISHER)?.into_iter();
    Ok(spellings
        .map(|(spelling, _)| spelling)
        .filter(|spelling| is_spelling_of(spelling, name, &key, keys))
        .collect())
}
