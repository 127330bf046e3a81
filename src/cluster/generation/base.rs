//! The generation on a cluster that a job starts from, and the one before it.
//!
//! That is the published one; where nothing is published, the newest one that is complete, of
//! which nothing is shared then. Articles of files that cannot be parsed tonight come, file by
//! file, from the newest generation that has them whole.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::json;

use super::content::{documents_of_file, is_of_content, other_counts};
use super::mapping::{Spread, SpreadWanted, layout};
use super::reader::{ClusterOpenError, ClusterReader};
use super::standing::{OnCluster, Standing};
use crate::cluster::{Client, ClusterLease, path};
use crate::index::{FileContent, FileRecord, Kept, Manifest, Misfit};
use crate::language::{Message, messages};

/// A generation that was finished before, and the others beside it.
pub struct ClusterBase {
    /// The published one, then the newest.
    client: Arc<Client>,
    cache: PathBuf,
    sources: Vec<Source>,
    /// Which of them is the base.
    at: usize,
    misfit: Option<Misfit>,
    is_published: bool,
    flaw: Option<Message>,
    anew: Option<Message>,
    spread: Spread,
}

/// A generation from which documents may be taken.
struct Source {
    index: String,
    reader: Option<Arc<ClusterReader>>,
    /// Its digest files; `None` where they were not read yet.
    records: Option<Vec<FileRecord>>,
}

/// What the reading of a generation came to.
enum Opened {
    Whole(Arc<ClusterReader>, Vec<FileRecord>),
    Misfit(Misfit),
    Damaged(Message),
}

impl ClusterBase {
    /// The published generation, else the newest whose digest files are known; `None` where
    /// there is none. What is wrong with those that are passed over is told. Nothing is shared
    /// with those in `distrusted`, for the reason beside them.
    ///
    /// # Errors
    ///
    /// Where the cluster does not answer, or `go_on` says so.
    pub fn find(
        lease: &ClusterLease,
        cache: &Path,
        wanted: SpreadWanted,
        saturation: (f32, f32),
        distrusted: &[(String, Message)],
        go_on: &dyn Fn() -> anyhow::Result<()>,
        mut tell: impl FnMut(&Message),
    ) -> anyhow::Result<Option<Self>> {
        let client = lease.client();
        let standing = Standing::read(client)?;
        let current = standing.current();
        let generations: Vec<&OnCluster> = current.into_iter().chain(standing.older()).collect();
        let mut sources: Vec<Source> = generations.iter().map(|one| Source::of(one)).collect();
        for (at, generation) in generations.iter().enumerate() {
            go_on()?;
            let opened = Opened::read(client, &generation.index, cache)?;
            let spread = Spread {
                shards: wanted.shards.unwrap_or(generation.shards),
                replicas: wanted.replicas.unwrap_or(generation.replicas),
            };
            let (reader, records) = match opened {
                Opened::Whole(reader, records) => (reader, records),
                Opened::Misfit(misfit) if misfit.newer => {
                    return Ok(Some(ClusterBase {
                        client: Arc::clone(client),
                        cache: cache.to_owned(),
                        sources,
                        at,
                        misfit: Some(misfit),
                        is_published: at == 0 && current.is_some(),
                        flaw: None,
                        anew: None,
                        spread,
                    }));
                }
                Opened::Misfit(misfit) => {
                    tell(&Message::told_by(&misfit));
                    continue;
                }
                Opened::Damaged(reason) => {
                    tell(&reason);
                    continue;
                }
            };
            let is_published = at == 0 && current.is_some();
            let distrust = distrusted
                .iter()
                .find(|(other, _)| *other == generation.index);
            let flaw = match distrust {
                Some((_, reason)) => Some(reason.clone()),
                None if !is_published => Some(messages::cluster::never_published()),
                None => other_counts(&reader, &records)?.map(|fault| Message::told_by(&fault)),
            };
            let anew = if spread.shards != generation.shards {
                let (before, now) = (generation.shards, spread.shards);
                Some(messages::cluster::shards_changed(&before, &now))
            } else {
                (generation.layout != layout(saturation)).then(messages::cluster::layout_changed)
            };
            if spread.replicas != generation.replicas {
                let settings = json!({"index.number_of_replicas": spread.replicas});
                let path = path([generation.index.as_str(), "_settings"]);
                client.put(&path, &settings)?;
            }
            let misfit = reader.manifest().misfit();
            sources[at].reader = Some(reader);
            sources[at].records = Some(records);
            return Ok(Some(ClusterBase {
                client: Arc::clone(client),
                cache: cache.to_owned(),
                sources,
                at,
                misfit,
                is_published,
                flaw,
                anew,
                spread,
            }));
        }
        Ok(None)
    }

    fn source(&self) -> &Source {
        &self.sources[self.at]
    }

    /// The index that it is, such as `digests-gen-7`.
    pub fn name(&self) -> &str {
        &self.source().index
    }

    /// Whether it is the one that searches read.
    pub fn is_published(&self) -> bool {
        self.is_published
    }

    /// Why this program would read it wrongly; `None` where it fits.
    pub fn misfit(&self) -> Option<&Misfit> {
        self.misfit.as_ref()
    }

    /// Why it is not to be trusted, so that nothing of it is shared.
    pub fn flaw(&self) -> Option<&Message> {
        self.flaw.as_ref()
    }

    /// Why nothing of it can be shared though it is whole; `None` where it can.
    pub fn anew(&self) -> Option<&Message> {
        self.anew.as_ref()
    }

    /// How the next generation is spread over the nodes, where nobody says otherwise as this
    /// one is.
    pub fn spread(&self) -> Spread {
        self.spread
    }

    /// What it was made of; `None` where this program cannot read that.
    pub fn manifest(&self) -> Option<&Manifest> {
        self.source()
            .reader
            .as_ref()
            .map(|reader| reader.manifest())
    }

    /// It itself; `None` where this program cannot read it.
    pub fn reader(&self) -> Option<&Arc<ClusterReader>> {
        self.source().reader.as_ref()
    }

    /// Its digest files, by name.
    pub fn records(&self) -> &[FileRecord] {
        self.source().records.as_deref().unwrap_or_default()
    }

    /// The documents of the digest file `file`, of the newest generation that has all of
    /// them; `None` where none has. One that the base does not know was removed before.
    ///
    /// # Errors
    ///
    /// Where the cluster does not answer.
    pub fn kept(&mut self, file: &str) -> anyhow::Result<Option<Kept>> {
        let is_known = self.source().record(file).is_some();
        let last = if is_known {
            self.sources.len()
        } else {
            self.at
        };
        for source in &mut self.sources[..last] {
            match source.kept(&self.client, &self.cache, file) {
                Ok(Some(kept)) => return Ok(Some(kept)),
                Ok(None) => {}
                // What is wrong with one is of no matter where another has them.
                Err(error) if is_of_content(&error) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(None)
    }
}

impl Opened {
    fn read(client: &Arc<Client>, index: &str, cache: &Path) -> anyhow::Result<Self> {
        let client = Arc::clone(client);
        let reader = match ClusterReader::open_generation(client, index, cache) {
            Ok(reader) => reader,
            Err(ClusterOpenError::Misfit(misfit)) => return Ok(Opened::Misfit(misfit)),
            Err(ClusterOpenError::Damaged(error)) => {
                let reason = Message::told_by(&format_args!("{error:#}"));
                return Ok(Opened::Damaged(reason));
            }
            Err(ClusterOpenError::Cluster(error)) => return Err(error.into()),
            Err(error) => return Err(error.into()),
        };
        match reader.records() {
            Ok(records) => Ok(Opened::Whole(Arc::new(reader), records)),
            Err(error) if is_of_content(&error) => {
                let reason = Message::told_by(&format_args!("{error:#}"));
                Ok(Opened::Damaged(messages::job::about(&index, &reason)))
            }
            Err(error) => Err(error),
        }
    }
}

impl Source {
    fn of(generation: &OnCluster) -> Self {
        Source {
            index: generation.index.clone(),
            reader: None,
            records: None,
        }
    }

    fn record(&self, file: &str) -> Option<&FileRecord> {
        let mut records = self.records.iter().flatten();
        records.find(|record| record.file == file)
    }

    /// The documents of a digest file, where all of them are as they were written.
    fn kept(
        &mut self,
        client: &Arc<Client>,
        cache: &Path,
        file: &str,
    ) -> anyhow::Result<Option<Kept>> {
        if self.reader.is_none()
            && let Opened::Whole(reader, records) = Opened::read(client, &self.index, cache)?
        {
            self.records = Some(records);
            self.reader = Some(reader);
        }
        let Some(reader) = &self.reader else {
            return Ok(None);
        };
        let Some((record, issue)) = self
            .record(file)
            .and_then(|record| Some((record, record.issue.clone()?)))
        else {
            return Ok(None);
        };
        let documents = documents_of_file(reader, file)?;
        let content = FileContent::count(documents.iter().cloned())?;
        if content.hash != record.documents {
            return Ok(None);
        }
        Ok(Some(Kept { issue, documents }))
    }
}
