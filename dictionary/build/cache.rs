//! Defines the user's cache folder for built dictionaries: finding it, taking a copy
//! that verifies, and putting a new one in place in one step.

use std::ffi::OsString;
use std::fs;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::manifest::{FILE_NAME, Manifest, Recipe, built_files};

/// Where built copies are kept.
#[derive(Clone, Debug)]
pub struct Cache {
    folder: PathBuf,
}

/// Where a stored copy is, and what it is.
#[derive(Debug)]
pub enum Stored {
    /// The given copy is now in the cache.
    Ours,
    /// Another build was faster; its copy was verified.
    Theirs(Manifest),
}

impl Cache {
    /// Finds the folder by the environment: `DIGEST_CACHE_DIR`, else the platform's
    /// place for caches. None if no variable tells.
    pub fn from_environment(variable: impl Fn(&str) -> Option<OsString>) -> Option<Self> {
        // An empty or relative path, as the XDG rules have it, is as good as none.
        let path = |name: &str| {
            let path = PathBuf::from(variable(name)?);
            path.is_absolute().then_some(path)
        };
        let root = path("DIGEST_CACHE_DIR").or_else(|| {
            if cfg!(windows) {
                path("LOCALAPPDATA")
            } else if cfg!(target_os = "macos") {
                path("XDG_CACHE_HOME").or_else(|| Some(path("HOME")?.join("Library/Caches")))
            } else {
                path("XDG_CACHE_HOME").or_else(|| Some(path("HOME")?.join(".cache")))
            }
        })?;
        Some(Self::new(root.join("digest").join("ko-dic")))
    }

    pub fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Where the copy of this recipe is, if there is one.
    pub fn place(&self, recipe: &Recipe) -> PathBuf {
        self.folder.join(recipe.cache_key())
    }

    /// The folders of copies of other recipes, which earlier builds left, the latest by
    /// name first.
    pub fn others(&self, recipe: &Recipe) -> Vec<PathBuf> {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let mut places: Vec<PathBuf> = entries
            .filter(|entry| {
                let name = entry.file_name();
                let name = name.to_string_lossy();
                // Hidden are those that another build is writing.
                !name.starts_with('.') && name != recipe.cache_key()
            })
            .map(|entry| entry.path())
            .collect();
        places.sort_unstable();
        places.reverse();
        places
    }

    /// Copies the cached dictionary to `folder` and verifies it there.
    ///
    /// # Errors
    ///
    /// Fails if there is no copy, or if it does not verify.
    pub fn take(&self, recipe: &Recipe, folder: &Path) -> Result<Manifest> {
        let place = self.place(recipe);
        if !place.exists() {
            bail!("no copy at {}", place.display());
        }
        copy_files(&place, folder)
            .and_then(|()| Manifest::verify(folder, recipe))
            .with_context(|| format!("the copy at {} is not used", place.display()))
    }

    /// Puts a copy of the built dictionary in `folder` into the cache. It is written to
    /// the side and renamed, so that no reader sees half of it.
    ///
    /// # Errors
    ///
    /// Fails if the cache cannot be written; nothing is left behind then.
    pub fn store(&self, recipe: &Recipe, folder: &Path) -> Result<Stored> {
        let side = self.folder.join(unique_name("new"));
        let stored = copy_files(folder, &side).and_then(|()| self.put_in_place(recipe, &side));
        // After a rename there is nothing to remove.
        let _ = fs::remove_dir_all(&side);
        stored
    }

    fn put_in_place(&self, recipe: &Recipe, side: &Path) -> Result<Stored> {
        let place = self.place(recipe);
        let Err(first_error) = fs::rename(side, &place) else {
            return Ok(Stored::Ours);
        };
        // A folder that is not empty cannot be renamed onto: another build was faster,
        // or a damaged copy lies there.
        if let Ok(manifest) = Manifest::verify(&place, recipe) {
            return Ok(Stored::Theirs(manifest));
        }
        if place.exists() {
            let aside = self.folder.join(unique_name("damaged"));
            let moved = fs::rename(&place, &aside);
            let _ = fs::remove_dir_all(&aside);
            moved.with_context(|| format!("moving the damaged {} away", place.display()))?;
            if fs::rename(side, &place).is_ok() {
                return Ok(Stored::Ours);
            }
            if let Ok(manifest) = Manifest::verify(&place, recipe) {
                return Ok(Stored::Theirs(manifest));
            }
        }
        Err(first_error).with_context(|| format!("renaming a folder to {}", place.display()))
    }
}

/// Copies the files of a built dictionary and its manifest into `to`, which is made.
pub fn copy_files(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to).with_context(|| format!("making {}", to.display()))?;
    for name in built_files().chain([FILE_NAME]) {
        let (from, to) = (from.join(name), to.join(name));
        // Not `fs::copy`, which carries a read-only flag along.
        let bytes = fs::read(&from).with_context(|| format!("reading {}", from.display()))?;
        fs::write(&to, bytes).with_context(|| format!("writing {}", to.display()))?;
    }
    Ok(())
}

/// A name no other build takes, hidden, with what it is for.
fn unique_name(purpose: &str) -> String {
    // The only source of randomness in the standard library.
    let random = RandomState::new().build_hasher().finish();
    format!(".{purpose}-{}-{random:016x}", std::process::id())
}
