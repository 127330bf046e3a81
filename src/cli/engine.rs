//! The index and the engine that commands search with. The first search of a corpus builds
//! its index.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, bail};

use crate::cli::advice;
use crate::cli::session::Session;
use crate::cli::settings::places::{IndexPlace, cache_folder};
use crate::cli::terminal::log::{Log, LogFormat, Verbosity};
use crate::cli::terminal::stop::Stop;
use crate::cli::terminal::streams;
use crate::cluster::{Client, ClusterAddress, ClusterReader};
use crate::index::{IndexReader, OpenError};
use crate::job::{self, IndexJob};
use crate::language::{counts, messages};
use crate::search::{Bounds, SearchEngine};

/// The engine over the index, which is built first where there is none, with the
/// user's synonyms and bounds.
///
/// # Errors
///
/// Where the index cannot be built or read, or the synonyms are wrong.
pub(super) fn open(session: &Session) -> anyhow::Result<SearchEngine> {
    match &session.places()?.index {
        IndexPlace::Folder(_) => over(open_index(session)?, session),
        IndexPlace::Cluster(address) => over_cluster(address, session),
    }
}

/// The engine over the index that a cluster keeps.
///
/// # Errors
///
/// Where the cluster does not answer, keeps no index of this name, or one that is not this
/// program's.
fn over_cluster(address: &ClusterAddress, session: &Session) -> anyhow::Result<SearchEngine> {
    let client = Arc::new(session.settings.client(address, Arc::new(|| false))?);
    let corpus = &session.places()?.corpus;
    over_client(&client, corpus, session.settings.bounds())
}

/// The same over the index of a client's address, with the synonyms beside this corpus folder,
/// which a machine that only searches need not have.
///
/// # Errors
///
/// As for [`over_cluster`].
pub(super) fn over_client(
    client: &Arc<Client>,
    corpus: &Path,
    bounds: Bounds,
) -> anyhow::Result<SearchEngine> {
    let cluster = open_cluster(client)?;
    let analyzer = Arc::new(cluster.analyzer()?);
    let synonyms = job::synonyms(corpus)?;
    let engine = SearchEngine::over_cluster(Arc::new(cluster), analyzer, synonyms)?;
    Ok(engine.with_bounds(bounds))
}

/// The index at a client's address.
///
/// # Errors
///
/// As for [`over_cluster`].
pub(super) fn open_cluster(client: &Arc<Client>) -> anyhow::Result<ClusterReader> {
    Ok(ClusterReader::open(Arc::clone(client), &cache_folder()?)?)
}

/// The same over an index that is open.
///
/// # Errors
///
/// Where the terms of the index cannot be read, or the synonyms are wrong.
pub(super) fn over(index: IndexReader, session: &Session) -> anyhow::Result<SearchEngine> {
    over_corpus(index, &session.places()?.corpus, session.settings.bounds())
}

/// The same, with the synonyms beside this corpus folder.
///
/// # Errors
///
/// As for [`over`].
pub(super) fn over_corpus(
    index: IndexReader,
    corpus: &Path,
    bounds: Bounds,
) -> anyhow::Result<SearchEngine> {
    let analyzer = Arc::new(index.analyzer()?);
    let synonyms = job::synonyms(corpus)?;
    Ok(SearchEngine::new(index, analyzer, synonyms).with_bounds(bounds))
}

/// Opens the index of the corpus; builds it first where there is none.
///
/// # Errors
///
/// Where the index cannot be built or read.
pub(super) fn open_index(session: &Session) -> anyhow::Result<IndexReader> {
    let places = session.places()?;
    let is_there = places.corpus.is_dir();
    let folder = places.index_folder()?;
    match IndexReader::open(folder, places.corpus_of_index()) {
        Ok(index) => return Ok(index),
        // Only where nothing is: whatever else is there was wanted by somebody.
        Err(OpenError::Missing) if is_there => {}
        Err(OpenError::Missing) => bail!(messages::command::neither_index_nor_corpus(
            &folder.display(),
            &places.corpus.display()
        )),
        Err(OpenError::OtherCorpus(other)) if !is_there => {
            bail!(messages::command::corpus_missing_index_of_other(
                &places.corpus.display(),
                &folder.display(),
                &other
            ))
        }
        Err(error) => return Err(error.into()),
    }
    if let Some(why) = places.why_this_corpus() {
        streams::tell(format!("digest: {why}"));
    }
    streams::tell(messages::command::building_index(&places.corpus.display()));
    let mut log = Log::new(LogFormat::Text, Verbosity::Waiting, false);
    let stop = Stop::on_signals().context(messages::command::no_signals())?;
    let job = IndexJob {
        only_first: true,
        bounds: session.settings.bounds(),
        fields: session.settings.fields(),
        pdf_program: session.pdf_program(),
        advice: advice::of_remedy,
        ..IndexJob::new(&places.corpus, folder)
    };
    let report = job.run(&|| stop.is_asked_for(), &mut |event| log.tell(event));
    log.clear();
    let totals = report.map_err(|error| stop.error_of(error))?.totals;
    stop.let_go()?;
    streams::tell(messages::command::index_built(
        &counts::articles(totals.articles),
        &counts::events(totals.events),
        &folder.display(),
    ));
    Ok(IndexReader::open(folder, places.corpus_of_index())?)
}
