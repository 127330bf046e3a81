//! Documents of a cluster by their issues, of which no more are read than are asked for.

use std::cmp::Ordering;
use std::collections::{HashMap, VecDeque};

use serde_json::Value;

use super::column_counts::counts_of_texts;
use super::requests::{all_of, has_one_of};
use crate::cluster::{ClusterReader, RowPages, RowParts};
use crate::document::Document;
use crate::index::row_fields;

/// Issues that hold no more documents than this together are read in one request.
const DOCUMENTS_AT_ONCE: u64 = 100;

/// Issues that an order takes for equal, and how many documents they hold.
struct Group {
    issues: Vec<String>,
    documents: u64,
}

/// Documents by their issues, each page of them read when its first is asked for.
pub(in crate::search) struct Listed<'a> {
    cluster: &'a ClusterReader,
    query: Value,
    /// Those that were not begun.
    groups: VecDeque<Group>,
    /// So many documents more are passed over.
    skipped: usize,
    /// So many more are listed at most.
    left: usize,
    begun: Begun<'a>,
}

/// What is left of the groups that were begun.
enum Begun<'a> {
    Pages(RowPages<'a>),
    Sorted(std::vec::IntoIter<Document>),
}

impl<'a> Listed<'a> {
    /// `limit` of the documents that `query` finds behind the first `offset`, in this order of
    /// the issues; those of one issue in the order of the corpus.
    ///
    /// # Errors
    ///
    /// Where the cluster does not answer.
    pub(in crate::search) fn new(
        cluster: &'a ClusterReader,
        query: Value,
        order: impl Fn(&str, &str) -> Ordering,
        offset: usize,
        limit: usize,
    ) -> anyhow::Result<Self> {
        let mut issues = counts_of_texts(cluster, &query, row_fields::ISSUE)?;
        issues.sort_by(|(one, _), (other, _)| order(one, other));
        let groups = issues.chunk_by(|(one, _), (next, _)| !order(one, next).is_lt());
        let groups = groups.map(|group| Group {
            issues: group.iter().map(|(issue, _)| issue.clone()).collect(),
            documents: group.iter().map(|(_, documents)| documents).sum(),
        });
        Ok(Listed {
            cluster,
            query,
            groups: groups.collect(),
            skipped: offset,
            left: limit,
            begun: Begun::Sorted(Vec::new().into_iter()),
        })
    }

    /// Begins the next groups; whether there were any.
    fn begin(&mut self) -> anyhow::Result<bool> {
        let mut group = loop {
            let Some(group) = self.groups.pop_front() else {
                return Ok(false);
            };
            if group.documents > self.skipped as u64 {
                break group;
            }
            self.skipped -= group.documents as usize;
        };
        let wanted = self.skipped.saturating_add(self.left) as u64;
        let mut ranks: HashMap<String, usize> = HashMap::new();
        let mut documents = 0;
        for rank in 0.. {
            documents += group.documents;
            ranks.extend(group.issues.into_iter().map(|issue| (issue, rank)));
            let next = self.groups.front().filter(|_| documents < wanted);
            if next.is_none_or(|next| documents + next.documents > DOCUMENTS_AT_ONCE) {
                break;
            }
            let Some(next) = self.groups.pop_front() else {
                break;
            };
            group = next;
        }
        let is_one = ranks.values().all(|rank| *rank == 0);
        let issues: Vec<String> = ranks.keys().cloned().collect();
        let query = all_of(vec![
            self.query.clone(),
            has_one_of(row_fields::ISSUE, &issues),
        ]);
        let skipped = std::mem::take(&mut self.skipped);
        self.begun = if is_one {
            let pages = self.cluster.rows_in_order(query, RowParts::Document);
            Begun::Pages(pages.behind_first(skipped)?.first(self.left))
        } else {
            let documents = self.cluster.documents_of(query);
            let mut documents = documents.collect::<anyhow::Result<Vec<Document>>>()?;
            // Those of one rank stay in the order of the corpus.
            documents.sort_by_key(|document| ranks.get(document.issue()).copied());
            documents.drain(..skipped.min(documents.len()));
            Begun::Sorted(documents.into_iter())
        };
        Ok(true)
    }
}

impl Iterator for Listed<'_> {
    type Item = anyhow::Result<Document>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.left > 0 {
            let next = match &mut self.begun {
                Begun::Pages(pages) => pages.next().map(|row| row?.document()),
                Begun::Sorted(documents) => documents.next().map(Ok),
            };
            if let Some(next) = next {
                self.left -= 1;
                return Some(next);
            }
            match self.begin() {
                Ok(true) => {}
                Ok(false) => self.left = 0,
                Err(error) => {
                    self.left = 0;
                    return Some(Err(error));
                }
            }
        }
        None
    }
}
