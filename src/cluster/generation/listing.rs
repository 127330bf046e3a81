//! Going through what a generation holds, page by page: rows in the order of the corpus, and how
//! many rows have which values. Nothing is cut off, and no count is an estimate.

use std::collections::VecDeque;

use serde_json::{Map, Value, json};

use super::reader::ClusterReader;
use super::row_parts::{RowParts, SHORT_ROWS_IN_A_PAGE};
use crate::cluster::ClusterError;
use crate::index::{Row, row_fields};

impl ClusterReader {
    /// The rows that `query` finds, in the order of the corpus: by the places of their digest
    /// files, and in these. Each page is read when its first row is asked for.
    pub fn rows_in_order(&self, query: Value, parts: RowParts<'_>) -> RowPages<'_> {
        RowPages {
            reader: self,
            query,
            source: parts.source(),
            in_a_page: self.page(parts.in_a_page()),
            read: VecDeque::new(),
            behind: None,
            left: usize::MAX,
            is_over: false,
        }
    }

    /// How many of the rows that `query` finds have each value of `field`, by the values. A row
    /// that has several counts for each, and one that has none for none.
    ///
    /// # Errors
    ///
    /// As for [`ClusterReader::searches`].
    pub fn counts_by(&self, query: &Value, field: &str) -> Result<Vec<(Value, u64)>, ClusterError> {
        let buckets = self.buckets(query, &[field], &json!({}))?.into_iter();
        let counts = buckets.map(|mut bucket| {
            let count = bucket["doc_count"].as_u64();
            let count = count.ok_or(ClusterError::CutShort)?;
            Ok((bucket["key"][field].take(), count))
        });
        counts.collect()
    }

    /// The buckets of the rows that `query` finds, one for the values that a row has of all of
    /// `fields`, each with the aggregations `inner`.
    ///
    /// # Errors
    ///
    /// As for [`ClusterReader::searches`].
    pub fn buckets(
        &self,
        query: &Value,
        fields: &[&str],
        inner: &Value,
    ) -> Result<Vec<Value>, ClusterError> {
        let size = self.page(SHORT_ROWS_IN_A_PAGE);
        let sources = fields.iter();
        let sources: Vec<Value> = sources
            .map(|field| json!({*field: {"terms": {"field": field}}}))
            .collect();
        let mut buckets = Vec::new();
        let mut behind: Option<Value> = None;
        loop {
            let mut composite = json!({"size": size, "sources": sources});
            if let Some(behind) = behind {
                composite["after"] = behind;
            }
            let mut answer = self.search(&json!({
                "size": 0, "track_total_hits": false, "query": query,
                "aggs": {"values": {"composite": composite, "aggs": inner}},
            }))?;
            let values = &mut answer["aggregations"]["values"];
            let Value::Array(page) = values["buckets"].take() else {
                return Err(ClusterError::CutShort);
            };
            let is_last = page.is_empty();
            buckets.extend(page);
            match values["after_key"].take() {
                after @ Value::Object(_) if !is_last => behind = Some(after),
                _ => return Ok(buckets),
            }
        }
    }
}

/// Rows that are read page by page.
pub struct RowPages<'a> {
    reader: &'a ClusterReader,
    query: Value,
    source: Value,
    in_a_page: usize,
    /// Each with its id, as the cluster calls it.
    read: VecDeque<(String, Row)>,
    /// What the last row that was read is sorted by.
    behind: Option<Value>,
    /// So many more are read at most.
    left: usize,
    is_over: bool,
}

impl RowPages<'_> {
    /// The same without the first `rows`, of which no more is read than where they end.
    ///
    /// # Errors
    ///
    /// As for [`ClusterReader::searches`].
    pub fn behind_first(mut self, rows: usize) -> Result<Self, ClusterError> {
        let mut left = rows;
        while left > 0 && !self.is_over {
            let size = left.min(self.reader.page(SHORT_ROWS_IN_A_PAGE));
            left = left.saturating_sub(self.hits(size, &json!(false))?.len());
        }
        Ok(self)
    }

    /// The first `rows` of them alone.
    #[must_use]
    pub fn first(self, rows: usize) -> Self {
        RowPages { left: rows, ..self }
    }

    /// The next hits, so many at most.
    fn hits(&mut self, size: usize, source: &Value) -> Result<Vec<Value>, ClusterError> {
        let mut body = json!({
            "size": size, "track_total_hits": false, "query": self.query, "_source": source,
            "sort": [
                {row_fields::FILE_ORDER: "asc"}, {row_fields::ORDER: "asc"},
                {row_fields::ID: "asc"},
            ],
        });
        if let Some(behind) = &self.behind {
            body["search_after"] = behind.clone();
        }
        let mut found = self.reader.search(&body)?;
        let Value::Array(mut hits) = found["hits"]["hits"].take() else {
            return Err(ClusterError::CutShort);
        };
        self.is_over = hits.len() < size;
        if let Some(last) = hits.last_mut() {
            self.behind = Some(last["sort"].take());
        }
        Ok(hits)
    }

    fn read_page(&mut self) -> Result<(), ClusterError> {
        let source = self.source.clone();
        let hits = loop {
            let size = self.in_a_page.min(self.left);
            match self.hits(size, &source) {
                // Rows of long documents are asked for in smaller pages.
                Err(ClusterError::ReplyTooLarge { .. }) if size > 1 => self.in_a_page = size / 2,
                hits => break hits?,
            }
        };
        for mut hit in hits {
            let id = hit["_id"].as_str().unwrap_or_default().to_owned();
            let row: Map<String, Value> = match hit["_source"].take() {
                Value::Object(row) => row,
                _ => return Err(ClusterError::CutShort),
            };
            self.read.push_back((id, Row::from_json(row)));
        }
        self.left = self.left.saturating_sub(self.read.len());
        Ok(())
    }
}

impl RowPages<'_> {
    /// The next row with its id, as the cluster calls it.
    pub(super) fn next_with_id(&mut self) -> Option<Result<(String, Row), ClusterError>> {
        if self.read.is_empty()
            && !self.is_over
            && self.left > 0
            && let Err(error) = self.read_page()
        {
            self.is_over = true;
            self.read.clear();
            return Some(Err(error));
        }
        self.read.pop_front().map(Ok)
    }
}

impl Iterator for RowPages<'_> {
    type Item = Result<Row, ClusterError>;

    fn next(&mut self) -> Option<Self::Item> {
        let next = self.next_with_id()?;
        Some(next.map(|(_, row)| row))
    }
}
