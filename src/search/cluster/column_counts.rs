//! How many documents of a cluster have each value of a column.

use serde_json::Value;

use crate::cluster::{ClusterError, ClusterReader};

/// How many documents have each text of a column.
pub(super) fn counts_of_texts(
    cluster: &ClusterReader,
    query: &Value,
    column: &str,
) -> Result<Vec<(String, u64)>, ClusterError> {
    let counts = cluster.counts_by(query, column)?.into_iter();
    let counts = counts.map(|(text, count)| match text {
        Value::String(text) => Ok((text, count)),
        _ => Err(ClusterError::CutShort),
    });
    counts.collect()
}

/// How many documents have each number of a column.
pub(super) fn counts_of_numbers(
    cluster: &ClusterReader,
    query: &Value,
    column: &str,
) -> Result<Vec<(u64, u64)>, ClusterError> {
    let counts = cluster.counts_by(query, column)?.into_iter();
    let counts = counts.map(|(number, count)| {
        let number = number.as_u64().ok_or(ClusterError::CutShort)?;
        Ok((number, count))
    });
    counts.collect()
}
