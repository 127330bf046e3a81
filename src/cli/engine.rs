//! The engine that commands search with.

use std::sync::Arc;

use super::places::Places;
use super::settings::Settings;
use super::{reindex, word_files};
use crate::search::SearchEngine;

/// The engine over the index, which is built first where there is none, with the
/// user's synonyms and bounds.
///
/// # Errors
///
/// Where the index cannot be built or read, or the synonyms are wrong.
pub(super) fn open(places: &Places) -> anyhow::Result<SearchEngine> {
    let index = reindex::open_or_build(places)?;
    let analyzer = Arc::new(index.analyzer()?);
    let synonyms = word_files::synonyms(places)?;
    let engine = SearchEngine::new(index, analyzer, synonyms);
    Ok(engine.with_bounds(Settings::current().bounds()))
}
