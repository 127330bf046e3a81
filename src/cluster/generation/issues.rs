//! What the issues of a generation hold, counted by the cluster; and its documents in the order
//! of the corpus.

use std::collections::HashMap;

use anyhow::Context;
use serde_json::{Value, json};

use super::kinds::{is_article, is_document, is_event};
use super::reader::ClusterReader;
use super::row_parts::RowParts;
use crate::cluster::ClusterError;
use crate::document::Document;
use crate::index::{IssueContent, RECORDS_FILE, columns, row_fields};
use crate::language::messages;

/// What of an issue came from a digest file, while it is counted.
struct Counted {
    content: IssueContent,
    /// The place of its first document in the digest file.
    first: u64,
    /// The first and the last day of its articles, as numbers.
    days: Option<(u64, u64)>,
}

impl ClusterReader {
    /// What each issue holds, in the order of the corpus; one of several digest files is told
    /// for each of them.
    ///
    /// # Errors
    ///
    /// Where the cluster does not answer, or what it keeps is damaged.
    pub fn issue_contents(&self) -> anyhow::Result<Vec<IssueContent>> {
        let inner = json!({
            "articles": {"filter": is_article()},
            "citations": {"sum": {"field": row_fields::CITATION_COUNT}},
            "first": {"min": {"field": row_fields::ORDER}},
        });
        let fields = [row_fields::FILE, row_fields::ISSUE, row_fields::DATE];
        let mut counted: HashMap<(String, String), Counted> = HashMap::new();
        for bucket in self.buckets(&is_document(), &fields, &inner)? {
            let (file, issue) = (text(&bucket["key"][FILE])?, text(&bucket["key"][ISSUE])?);
            let date = number(&bucket["key"][row_fields::DATE])?;
            let documents = number(&bucket["doc_count"])?;
            let articles = number(&bucket["articles"]["doc_count"])?;
            let here = counted.entry((file.clone(), issue.clone()));
            let here = here.or_insert_with(|| Counted {
                content: IssueContent {
                    issue,
                    file,
                    articles: 0,
                    events: 0,
                    citations: 0,
                    days: None,
                },
                first: u64::MAX,
                days: None,
            });
            here.content.articles += articles;
            here.content.events += documents.saturating_sub(articles);
            here.content.citations += whole(&bucket["citations"]["value"])?;
            here.first = here.first.min(whole(&bucket["first"]["value"])?);
            if articles > 0 && columns::is_day(date) {
                let (first, last) = here.days.unwrap_or((date, date));
                here.days = Some((first.min(date), last.max(date)));
            }
        }
        let places = self.records()?.into_iter();
        let places: HashMap<String, u64> =
            places.map(|record| (record.file, record.place)).collect();
        let mut placed = Vec::with_capacity(counted.len());
        for counted in counted.into_values() {
            let mut content = counted.content;
            let days = counted.days.and_then(|(first, last)| {
                columns::day_of_number(first).zip(columns::day_of_number(last))
            });
            content.days = days;
            let place = places.get(&content.file).copied();
            let place = place.with_context(|| messages::cluster::file_damaged(&RECORDS_FILE))?;
            placed.push(((place, counted.first), content));
        }
        placed.sort_by_key(|(place, _)| *place);
        Ok(placed.into_iter().map(|(_, content)| content).collect())
    }

    /// The events, in the order of the corpus, a page of them read when its first is asked for.
    /// An item fails where the cluster does not answer, or a document is not what was written.
    pub fn events(&self) -> impl Iterator<Item = anyhow::Result<Document>> + '_ {
        self.documents_of(json!({"bool": {"filter": [is_document(), is_event()]}}))
    }

    /// Every document, in the order of the corpus, a page of them read when its first is asked
    /// for. An item fails as for [`ClusterReader::events`].
    pub fn documents(&self) -> impl Iterator<Item = anyhow::Result<Document>> + '_ {
        self.documents_of(is_document())
    }

    /// The documents that `query` finds, in the order of the corpus. An item fails as for
    /// [`ClusterReader::events`].
    pub fn documents_of(
        &self,
        query: Value,
    ) -> impl Iterator<Item = anyhow::Result<Document>> + '_ {
        let rows = self.rows_in_order(query, RowParts::Document);
        rows.map(|row| row?.document())
    }
}

const FILE: &str = row_fields::FILE;
const ISSUE: &str = row_fields::ISSUE;

fn text(value: &Value) -> Result<String, ClusterError> {
    let text = value.as_str().ok_or(ClusterError::CutShort)?;
    Ok(text.to_owned())
}

fn number(value: &Value) -> Result<u64, ClusterError> {
    value.as_u64().ok_or(ClusterError::CutShort)
}

/// A whole number that was reckoned with as one with a fraction.
fn whole(value: &Value) -> Result<u64, ClusterError> {
    let number = value.as_f64().filter(|number| *number >= 0.0);
    Ok(number.ok_or(ClusterError::CutShort)? as u64)
}
