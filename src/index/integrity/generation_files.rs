//! The files of every generation of an index folder, and what is wrong with them.

use std::path::{Path, PathBuf};

use super::damage::{Damage, DamageKind, all_damage};
use super::manifest::{HEAD_FILE, Manifest, Misfit, Unusable, check_hash};
use super::records::FileRecord;
use crate::index::generations::generation;
use crate::index::reasons::in_short;
use crate::index::segments::opening::OpenError;
use crate::language::Message;

/// A generation of an index folder, and what is wrong with its files.
#[derive(Debug)]
pub struct GenerationFiles {
    /// Its name, such as `gen-000007`.
    pub name: String,
    /// Its folder.
    pub folder: PathBuf,
    /// Whether it is the one that searches read.
    pub published: bool,
    /// What it is made of, where that can be read.
    pub manifest: Option<Manifest>,
    /// Its digest files, where they can be read.
    pub records: Vec<FileRecord>,
    /// How many files were read, and how many bytes.
    pub read: (u64, u64),
    /// Why this program would read it wrongly; `None` where it fits.
    pub misfit: Option<Misfit>,
    /// What is wrong with its files.
    pub damages: Vec<Message>,
    /// Files that do not belong there, and do no harm.
    pub strays: Vec<Message>,
}

/// Reads every file of every generation of an index, the published one first.
///
/// # Errors
///
/// Where nothing was published, the folder cannot be read, or `CURRENT` is damaged.
pub fn read_generations(index: &Path) -> anyhow::Result<Vec<GenerationFiles>> {
    let current = generation::current(index)?.ok_or(OpenError::Missing)?;
    let mut folders = vec![(current.folder.clone(), current.manifest_hash.as_deref())];
    for (_, folder) in generation::generations(index)?.into_iter().rev() {
        if folder != current.folder {
            folders.push((folder, None));
        }
    }
    let mut generations = Vec::new();
    for (place, (folder, hash)) in folders.into_iter().enumerate() {
        let mut found = GenerationFiles {
            name: generation::name_of(&folder),
            folder,
            published: place == 0,
            manifest: None,
            records: Vec::new(),
            read: (0, 0),
            misfit: None,
            damages: Vec::new(),
            strays: Vec::new(),
        };
        if let Err(error) = found.read_files(hash) {
            found.damages.push(in_short(&error));
        }
        generations.push(found);
    }
    Ok(generations)
}

impl GenerationFiles {
    fn read_files(&mut self, manifest_hash: Option<&str>) -> anyhow::Result<()> {
        let (manifest, hash) = match Manifest::read(&self.folder) {
            Ok(read) => read,
            Err(Unusable::OtherFormat(format)) => {
                self.misfit = Some(Misfit::of_format(format));
                return Ok(());
            }
            Err(Unusable::Damaged(error)) => return Err(error),
        };
        if self.published {
            check_hash(&self.folder.join(HEAD_FILE), &hash, manifest_hash)?;
        }
        let damages = all_damage(&self.folder, &manifest)?;
        let (strays, damages): (Vec<Damage>, Vec<Damage>) = damages
            .into_iter()
            .partition(|damage| damage.kind == DamageKind::Unknown);
        let told = |damage: &Damage| Message::told_by(damage);
        self.damages.extend(damages.iter().map(told));
        self.strays.extend(strays.iter().map(told));
        let sizes = manifest.files.iter().map(|entry| entry.size_bytes);
        self.read = (manifest.files.len() as u64 + 1, sizes.sum());
        self.misfit = manifest.misfit();
        self.manifest = Some(manifest);
        self.records = FileRecord::read_all(&self.folder)?;
        Ok(())
    }
}
