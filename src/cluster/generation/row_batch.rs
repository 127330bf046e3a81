//! Documents that become rows, some at once by several threads.

use std::sync::Arc;

use anyhow::Context;
use rayon::ThreadPool;
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use serde_json::{Value, json};

use super::names;
use crate::analysis::Analyzer;
use crate::document::Document;
use crate::index::{Effort, IndexSchema, RowMaker, WordChanges};
use crate::language::messages;

/// What waits may have this part of the memory as text: rows, their words and their lines are
/// some ten times as much.
const WAITING_SHARE: usize = 64;

/// Documents that wait to become rows.
pub(super) struct RowBatch {
    maker: RowMaker,
    threads: ThreadPool,
    waiting: Vec<(u64, Document)>,
    waiting_bytes: usize,
    most_bytes: usize,
}

/// What a document came to.
pub(super) struct MadeRow {
    /// The action that puts it into a generation, and its row, a line each.
    pub lines: Vec<u8>,
    /// Its words, each once for each field that holds it.
    pub words: Vec<String>,
    /// How many tokens each of its fields holds, by their names.
    pub lengths: Vec<(String, u64)>,
}

impl RowBatch {
    /// An empty one that may take so much of the machine.
    ///
    /// # Errors
    ///
    /// Where no thread can be made.
    pub(super) fn new(analyzer: &Arc<Analyzer>, effort: Effort) -> anyhow::Result<Self> {
        let threads = rayon::ThreadPoolBuilder::new().num_threads(effort.affordable_threads());
        Ok(RowBatch {
            maker: RowMaker::new(analyzer, effort.remembered_bytes()),
            threads: threads.build().context(messages::index::no_threads())?,
            waiting: Vec::new(),
            waiting_bytes: 0,
            most_bytes: effort.memory_bytes / WAITING_SHARE,
        })
    }

    pub(super) fn schema(&self) -> &IndexSchema {
        self.maker.schema()
    }

    /// Has a document wait, whose digest file has the place `file_order` among the others;
    /// whether as many wait as may.
    pub(super) fn push(&mut self, document: Document, file_order: u64) -> bool {
        let texts = document.texts();
        self.waiting_bytes += texts.iter().map(|text| text.text.len()).sum::<usize>();
        self.waiting.push((file_order, document));
        self.waiting_bytes >= self.most_bytes
    }

    /// The rows of all that wait, in their order.
    ///
    /// # Errors
    ///
    /// As for [`RowMaker::row`].
    pub(super) fn make(&mut self) -> anyhow::Result<Vec<MadeRow>> {
        let waiting = std::mem::take(&mut self.waiting);
        self.waiting_bytes = 0;
        let maker = &self.maker;
        let made = |(file_order, document): (u64, Document)| made_row(maker, &document, file_order);
        self.threads
            .install(|| waiting.into_par_iter().map(made).collect())
    }
}

fn made_row(maker: &RowMaker, document: &Document, file_order: u64) -> anyhow::Result<MadeRow> {
    let row = maker.row(document, file_order)?;
    let words = WordChanges::words_of(&row, maker.schema())?;
    let lengths = row.lengths(maker.schema())?;
    let id = names::document_row(document.id().as_str());
    let mut lines = Vec::new();
    write_action(
        &mut lines,
        &json!({"index": {"_id": id}}),
        Some(&Value::Object(row.into_json())),
    );
    Ok(MadeRow {
        lines,
        words,
        lengths,
    })
}

/// Adds an action of a `_bulk` and its row, where it has one.
pub(super) fn write_action(lines: &mut Vec<u8>, action: &Value, row: Option<&Value>) {
    for value in [Some(action), row].into_iter().flatten() {
        lines.extend_from_slice(value.to_string().as_bytes());
        lines.push(b'\n');
    }
}
