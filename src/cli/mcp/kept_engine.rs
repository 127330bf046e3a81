//! The engine that stays open between calls, and moves on when a generation is published or
//! the synonyms change.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use anyhow::bail;

use crate::cli::engine;
use crate::cli::settings::places::Places;
use crate::cluster::Client;
use crate::index::{IndexReader, OpenError};
use crate::job;
use crate::language::messages;
use crate::search::{Bounds, SearchEngine};

/// An engine over whatever generation is published.
pub(super) struct KeptEngine {
    places: Places,
    /// What asks the cluster that keeps the index, where one does.
    client: Option<Arc<Client>>,
    bounds: Bounds,
    held: Mutex<Option<Held>>,
}

struct Held {
    engine: Arc<SearchEngine>,
    /// What tells whether the synonyms are still those of the file.
    synonyms: Option<(SystemTime, u64)>,
}

impl KeptEngine {
    pub(super) fn new(places: Places, client: Option<Arc<Client>>, bounds: Bounds) -> Self {
        KeptEngine {
            places,
            client,
            bounds,
            held: Mutex::new(None),
        }
    }

    /// The engine over the generation that is published now.
    ///
    /// # Errors
    ///
    /// Where there is none, or it cannot be read: what was open before does not stand in for
    /// it. No index is built.
    pub(super) fn engine(&self) -> anyhow::Result<Arc<SearchEngine>> {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let synonyms = job::synonyms_stamp(&self.places.corpus);
        if let Some(held) = &*held
            && held.synonyms == synonyms
            && self.is_current(&held.engine)?
        {
            return Ok(Arc::clone(&held.engine));
        }
        *held = None;
        let engine = match &self.client {
            Some(client) => engine::over_client(client, &self.places.corpus, self.bounds)?,
            None => self.over_folder()?,
        };
        let engine = Arc::new(engine);
        *held = Some(Held {
            engine: Arc::clone(&engine),
            synonyms,
        });
        Ok(engine)
    }

    fn over_folder(&self) -> anyhow::Result<SearchEngine> {
        let folder = self.places.index_folder()?;
        let index = match IndexReader::open(folder, self.places.corpus_of_index()) {
            // Whoever reads this may not know which folders those are.
            Err(OpenError::Missing) => {
                let index = folder.display();
                let corpus = self.places.corpus.display();
                bail!(messages::mcp::no_index(&index, &corpus))
            }
            opened => opened?,
        };
        engine::over_corpus(index, &self.places.corpus, self.bounds)
    }

    /// Whether an engine is over the generation that is published now.
    fn is_current(&self, engine: &SearchEngine) -> anyhow::Result<bool> {
        match &self.client {
            Some(_) => engine.is_published_on_cluster(),
            None => Ok(engine.index().is_current(self.places.index_folder()?)),
        }
    }

    /// Closes what is open where it is published no more.
    pub(super) fn let_go_of_old(&self) {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        // What a cluster keeps takes up nothing here that a generation is removed for.
        let is_old =
            |held: &Held| self.client.is_none() && !self.is_current(&held.engine).unwrap_or(false);
        if held.as_ref().is_some_and(is_old) {
            *held = None;
        }
    }
}
