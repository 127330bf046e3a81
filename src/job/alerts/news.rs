//! What is new for each alert since its reader was last told.
//!
//! Only digest files that came or changed since are looked at: of all others nothing can be
//! new. What of them fits is held against what the reader knows.

use std::collections::{BTreeSet, HashMap};

use super::alert::Alert;
use super::known::{Content, Identity, Known};
use super::report::{AlertNews, Standing};
use super::state::{AlertState, FedDocument, FileMark, LONGEST_FEED, State};
use crate::corpus::{ALERTS_FILE, CorpusError};
use crate::document::DocumentId;
use crate::language::{Message, messages};
use crate::search::{
    DocumentAddress, Hits, OverBounds, QueryError, SearchEngine, SearchOptions, Show,
};

/// So many passages are shown of each document.
const PASSAGES: usize = 2;

/// The comparison of what a reader was told with what an index holds.
pub(super) struct Comparison<'e> {
    engine: &'e SearchEngine,
    /// What the documents that were read say, in short.
    identities: HashMap<DocumentAddress, Identity>,
    /// The digest files that came or changed since the last time.
    changed: BTreeSet<String>,
}

/// What came of an alert.
pub(super) enum Outcome {
    /// What is to be told.
    News(Box<AlertNews>),
    /// Its query is none.
    BadLine(CorpusError),
}

impl<'e> Comparison<'e> {
    /// Finds the digest files that came or changed since `state`; tells besides how those are
    /// marked that there are now.
    pub(super) fn begin(engine: &'e SearchEngine, state: &mut State) -> anyhow::Result<Self> {
        let mut changed = BTreeSet::new();
        if state.generation != engine.generation_hash() {
            let mut files = std::collections::HashSet::new();
            for record in engine.records()? {
                let mark = FileMark::of(&record);
                if !state.files.contains(&mark) {
                    changed.insert(record.file);
                }
                files.insert(mark);
            }
            state.files = files;
            state.generation = engine.generation_hash().to_owned();
        }
        Ok(Comparison {
            engine,
            identities: HashMap::new(),
            changed,
        })
    }

    /// The digest files that came or changed.
    pub(super) fn changed(&self) -> &BTreeSet<String> {
        &self.changed
    }

    /// What is new for an alert whose reader was told `state` of it, which becomes what the
    /// reader knows once that is told. Where there is none the alert is new, and what fits
    /// already is known; with `tells_all` it is told.
    ///
    /// # Errors
    ///
    /// Where the index cannot be read.
    pub(super) fn news(
        &mut self,
        alert: &Alert,
        state: Option<AlertState>,
        tells_all: bool,
    ) -> anyhow::Result<(Outcome, Option<AlertState>)> {
        let is_new = state.is_none();
        let mut state = state.unwrap_or_else(|| AlertState {
            name: alert.name.clone(),
            query: alert.query.clone(),
            ..AlertState::default()
        });
        state.name.clone_from(&alert.name);
        let before = state.clone();
        let found = self.found(alert, &mut state, is_new, tells_all);
        let error = match found {
            Ok((known, hits)) => {
                let standing = match is_new {
                    true => Standing::New { known },
                    false => Standing::Known,
                };
                let news = AlertNews::of(alert, standing, hits);
                return Ok((Outcome::News(Box::new(news)), Some(state)));
            }
            Err(error) => error,
        };
        // Next time it is tried again, over all that it was not tried over.
        let mut later = before;
        later.pending.extend(self.changed.iter().cloned());
        let later = (!is_new).then_some(later);
        match error.downcast_ref::<QueryError>() {
            Some(error) => {
                let message = messages::alerts::query_fails(&error);
                let line = Some(alert.line);
                let bad = CorpusError::new(ALERTS_FILE, line, message);
                Ok((Outcome::BadLine(bad), later))
            }
            None if error.is::<OverBounds>() => {
                let news = AlertNews {
                    error: Some(Message::told_by(&format_args!("{error:#}"))),
                    ..AlertNews::of(alert, Standing::Known, Hits::none(&alert.query))
                };
                Ok((Outcome::News(Box::new(news)), later))
            }
            None => Err(error),
        }
    }

    /// How many documents fit a new alert and are known, and the hits that are to be told.
    fn found(
        &mut self,
        alert: &Alert,
        state: &mut AlertState,
        is_new: bool,
        tells_all: bool,
    ) -> anyhow::Result<(u64, Hits)> {
        let files: BTreeSet<&str> = self
            .changed
            .union(&state.pending)
            .map(String::as_str)
            .collect();
        // What is known and not told needs no address.
        let is_known = is_new && !tells_all;
        let chosen = match is_known {
            true => None,
            false => {
                let files = (!is_new).then_some(&files);
                self.engine.over_fitting(&alert.query, files)?
            }
        };
        let (fitting, identities) = if let Some(chosen) = &chosen {
            let fitting = chosen.fitting(&alert.query, None)?;
            let identities = fitting.iter().map(|address| identity_in(chosen, *address));
            let identities = identities.collect::<anyhow::Result<Vec<_>>>()?;
            (fitting, identities)
        } else if is_known && let Some(documents) = self.engine.fitting_documents(&alert.query)? {
            let identities = documents.map(|document| Ok(Identity::of(&document?)));
            (Vec::new(), identities.collect::<anyhow::Result<_>>()?)
        } else {
            let fitting = match is_new {
                true => self.engine.fitting(&alert.query, None)?,
                false => self.fitting_of(alert, &files)?,
            };
            let identities = fitting.iter().map(|address| self.identity(*address));
            let identities = identities.collect::<anyhow::Result<_>>()?;
            (fitting, identities)
        };
        state.pending.clear();
        let (known, new) = if is_new {
            state.known = Known::of(&identities);
            match tells_all {
                true => (0, fitting),
                false => (identities.len() as u64, Vec::new()),
            }
        } else if identities.is_empty() {
            (0, Vec::new())
        } else {
            let places = state.known.take(&identities, |id| self.content_of(id))?;
            let new = places.into_iter().map(|place| fitting[place]);
            (0, new.collect())
        };
        if new.is_empty() {
            return Ok((known, Hits::none(&alert.query)));
        }
        let engine = chosen.as_ref().unwrap_or(self.engine);
        let options = SearchOptions {
            limit: new.len(),
            all_words: true,
            exact: true,
            show: Show::passages(PASSAGES),
            within: Some(engine.select(new)),
            ..SearchOptions::default()
        };
        Ok((known, engine.search(&alert.query, &options)?))
    }

    /// The documents of these digest files that fit, in a folder.
    fn fitting_of(
        &self,
        alert: &Alert,
        files: &BTreeSet<&str>,
    ) -> anyhow::Result<Vec<DocumentAddress>> {
        let engine = self.engine;
        let mut addresses = Vec::new();
        for file in files {
            addresses.extend(engine.addresses_of_file(file)?);
        }
        if addresses.is_empty() {
            // A query that is none is told all the same.
            engine.query(&alert.query, &Default::default())?;
            return Ok(Vec::new());
        }
        engine.fitting(&alert.query, Some(&engine.select(addresses)))
    }

    fn identity(&mut self, address: DocumentAddress) -> anyhow::Result<Identity> {
        if let Some(known) = self.identities.get(&address) {
            return Ok(known.clone());
        }
        let identity = identity_in(self.engine, address)?;
        self.identities.insert(address, identity.clone());
        Ok(identity)
    }

    /// What the document of an id says now, where there is one.
    fn content_of(&mut self, id: &DocumentId) -> anyhow::Result<Option<Content>> {
        let document = self.engine.document(id)?;
        Ok(document.map(|document| Content::of(&document)))
    }
}

fn identity_in(engine: &SearchEngine, address: DocumentAddress) -> anyhow::Result<Identity> {
    Ok(Identity::of(&engine.document_at(address)?))
}

/// Adds what is told now to what a feed has: each document once, by the alerts that it fits.
pub(super) fn feed(fed: &mut Vec<FedDocument>, news: &[AlertNews], at: &str) {
    let mut new: Vec<FedDocument> = Vec::new();
    let mut places: HashMap<DocumentId, usize> = HashMap::new();
    for alert in news {
        for hit in &alert.hits.hits {
            let id = hit.document.id();
            let place = *places.entry(id.clone()).or_insert_with(|| {
                new.push(FedDocument {
                    id: id.clone(),
                    at: at.to_owned(),
                    alerts: Vec::new(),
                });
                new.len() - 1
            });
            new[place].alerts.push(alert.name.clone());
        }
    }
    // What fits another alert now was told for the first one before.
    fed.retain(|old| match places.get(&old.id) {
        Some(&place) => {
            let before = old
                .alerts
                .iter()
                .filter(|name| !new[place].alerts.contains(name));
            let mut all: Vec<String> = before.cloned().collect();
            all.append(&mut new[place].alerts);
            new[place].alerts = all;
            false
        }
        None => true,
    });
    fed.append(&mut new);
    let too_many = fed.len().saturating_sub(LONGEST_FEED);
    fed.drain(..too_many);
}
