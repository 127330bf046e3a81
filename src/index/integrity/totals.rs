//! Counts over a whole index.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::records::FileRecord;
use crate::language::{counts, joined_by};

/// Counts over a whole index.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// Published numbers of the digest, or files of another format.
    pub issues: u64,
    /// Articles.
    pub articles: u64,
    /// Events.
    pub events: u64,
    /// Citations of all articles.
    pub citations: u64,
}

impl Totals {
    /// The sum over digest files.
    pub fn of<'a>(records: impl IntoIterator<Item = &'a FileRecord>) -> Self {
        let mut totals = Totals::default();
        for record in records {
            totals.issues += u64::from(record.issue.is_some());
            totals.articles += record.articles;
            totals.events += record.events;
            totals.citations += record.citations;
        }
        totals
    }
}

impl fmt::Display for Totals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Totals {
            issues,
            articles,
            events,
            citations,
        } = self;
        let counts = [
            counts::issues(*issues),
            counts::articles(*articles),
            counts::events(*events),
            counts::citations(*citations),
        ];
        joined_by(&counts, ", ").fmt(f)
    }
}
