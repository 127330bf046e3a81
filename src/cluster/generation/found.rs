//! Every generation of an index on a cluster, as a check finds it.

use std::path::Path;
use std::sync::Arc;

use super::content::{is_of_content, other_counts};
use super::reader::{ClusterOpenError, ClusterReader};
use super::standing::Standing;
use crate::cluster::Client;
use crate::index::{FileRecord, Misfit};
use crate::language::{Message, messages};

/// What was read of a generation.
pub struct GenerationOnCluster {
    /// The index that it is, such as `digests-gen-7`.
    pub name: String,
    /// It itself; `None` where it has no manifest that can be read.
    pub reader: Option<Arc<ClusterReader>>,
    /// Its digest files, by name.
    pub records: Vec<FileRecord>,
    /// How many of its files were read beside its documents, and their bytes.
    pub read: (u64, u64),
    /// What is wrong with it.
    pub damages: Vec<Message>,
    /// Why this program would read it wrongly.
    pub misfit: Option<Misfit>,
}

/// Reads the files of every generation of the index that the client's address names, the
/// published one first, and counts its documents. Files are read anew where the folder `cache`
/// is empty.
///
/// # Errors
///
/// Where nothing is published, or something else has the name; and where the cluster does not
/// answer, or `go_on` says so. What is wrong with a generation is told beside it.
pub fn read_generations_on_cluster(
    client: &Arc<Client>,
    cache: &Path,
    go_on: &dyn Fn() -> anyhow::Result<()>,
) -> anyhow::Result<Vec<GenerationOnCluster>> {
    let standing = Standing::read(client)?;
    let Some(published) = standing.current() else {
        return Err(ClusterOpenError::Missing.into());
    };
    let others = standing.own.iter().rev().filter(|one| *one != published);
    let mut found = Vec::new();
    for one in std::iter::once(published).chain(others) {
        go_on()?;
        let mut generation = GenerationOnCluster {
            name: one.index.clone(),
            reader: None,
            records: Vec::new(),
            read: (0, 0),
            damages: Vec::new(),
            misfit: None,
        };
        match generation.read(client, cache) {
            Ok(()) => {}
            Err(error) if is_of_content(&error) => {
                let told = Message::told_by(&format_args!("{error:#}"));
                generation.damages.push(told);
            }
            Err(error) => return Err(error),
        }
        found.push(generation);
    }
    Ok(found)
}

impl GenerationOnCluster {
    fn read(&mut self, client: &Arc<Client>, cache: &Path) -> anyhow::Result<()> {
        match ClusterReader::open_generation(Arc::clone(client), &self.name, cache) {
            Ok(reader) => {
                let reader = self.reader.insert(Arc::new(reader));
                self.misfit = reader.manifest().misfit();
                for entry in &reader.manifest().files {
                    reader.file(&entry.name)?;
                    self.read.0 += 1;
                    self.read.1 += entry.size_bytes;
                }
                self.records = reader.records()?;
                if let Some(fault) = other_counts(reader, &self.records)? {
                    self.damages.push(Message::told_by(&fault));
                }
                Ok(())
            }
            Err(ClusterOpenError::Misfit(misfit)) => {
                self.misfit = Some(misfit);
                Ok(())
            }
            Err(ClusterOpenError::Cluster(error)) => Err(error.into()),
            Err(ClusterOpenError::Damaged(error)) => {
                self.damages
                    .push(messages::index::index_damaged(&format!("{error:#}")));
                Ok(())
            }
            Err(error) => Err(error.into()),
        }
    }
}
