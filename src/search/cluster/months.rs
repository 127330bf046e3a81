//! How many documents a month has, counted by a cluster.

use serde_json::{Value, json};

use super::column_counts::{counts_of_numbers, counts_of_texts};
use super::requests::all_of;
use crate::cluster::{ClusterError, ClusterReader};
use crate::document::Month;
use crate::index::row_fields;
use crate::search::answers::months::month_of;

/// The documents that `query` finds by the months of their dates, and those without a date by
/// the months that their issues are called by. A month may come more than once.
///
/// # Errors
///
/// Where the cluster does not answer.
pub(in crate::search) fn months_of(
    cluster: &ClusterReader,
    query: &Value,
) -> Result<Vec<(Option<Month>, u64)>, ClusterError> {
    let mut months = Vec::new();
    let mut has_undated = false;
    for (date, count) in counts_of_numbers(cluster, query, row_fields::DATE)? {
        match date {
            0 => has_undated = true,
            date => months.push((month_of(date), count)),
        }
    }
    if has_undated {
        let undated = json!({"term": {row_fields::DATE: 0}});
        let undated = all_of(vec![query.clone(), undated]);
        for (issue, count) in counts_of_texts(cluster, &undated, row_fields::ISSUE)? {
            months.push((Month::of_issue(&issue), count));
        }
    }
    Ok(months)
}
