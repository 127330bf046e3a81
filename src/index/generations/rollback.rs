//! Going back to the generation before: what `digest index --rollback` does.

use std::path::Path;

use anyhow::bail;

use super::generation::{self, name_of, point_to};
use super::lock::IndexLock;
use super::work::Work;
use crate::index::integrity::damage::{DamageKind, all_damage};
use crate::index::integrity::manifest::{Manifest, Unusable};
use crate::index::integrity::totals::Totals;
use crate::index::reasons::in_short;
use crate::language::messages;

/// What was done.
#[derive(Debug)]
pub struct RolledBack {
    /// The generation that was published; `None` where `CURRENT` could not be read.
    pub from: Option<String>,
    /// The one that is now.
    pub to: String,
    /// What it holds.
    pub totals: Totals,
    /// Why the disk did not confirm that it has the change.
    pub unconfirmed: Option<anyhow::Error>,
}

/// Publishes the newest generation older than the published one, once every file of it
/// was read and found whole.
///
/// # Errors
///
/// Where there is none that is whole and fits this program; nothing is changed then.
pub fn roll_back(lock: &IndexLock) -> anyhow::Result<RolledBack> {
    let index = lock.index();
    let current = generation::current(index).ok().flatten();
    let from = current.map(|current| name_of(&current.folder));
    let mut unusable = Vec::new();
    for (_, folder) in generation::own(lock)?.into_iter().rev() {
        let name = name_of(&folder);
        // Names have six digits or more: the longer one is the later.
        let is_older = |from: &String| (name.len(), &name) < (from.len(), from);
        if !from.as_ref().is_none_or(is_older) {
            continue;
        }
        match whole(&folder) {
            Ok((manifest, hash)) => {
                lock.check_held()?;
                let published = point_to(name, &hash, &Work::begin(lock)?, lock)?;
                return Ok(RolledBack {
                    from,
                    to: published.name,
                    totals: manifest.totals,
                    unconfirmed: published.unconfirmed,
                });
            }
            Err(reason) => unusable.push(format!("{name}: {}", in_short(&reason))),
        }
    }
    if unusable.is_empty() {
        bail!(messages::index::no_generation_back(&index.display()));
    }
    bail!(messages::index::no_generation_usable(
        &index.display(),
        &unusable.join("\n")
    ))
}

/// The manifest of a generation of which every file was read.
fn whole(folder: &Path) -> anyhow::Result<(Manifest, String)> {
    let (manifest, hash) = Manifest::read(folder).map_err(|unusable| match unusable {
        Unusable::OtherFormat(format) => anyhow::anyhow!(messages::index::its_format(&format)),
        Unusable::Damaged(error) => error,
    })?;
    if let Some(misfit) = manifest.misfit() {
        bail!("{misfit}");
    }
    let damages = all_damage(folder, &manifest)?;
    if let Some(damage) = damages.iter().find(|one| one.kind != DamageKind::Unknown) {
        bail!("{damage}");
    }
    Ok((manifest, hash))
}
