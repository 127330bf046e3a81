//! Defines the manifest that a built dictionary carries: what it was built from and
//! with, and the SHA-256 of each file, so that a damaged or outdated copy is noticed.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use lindera_dictionary::dictionary::metadata::DICTIONARY_FORMAT_VERSION;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::checksum::{hexadecimal, sha256};
use crate::hanja;
use crate::lexicon::{Counts, DICTIONARY_VERSION, KNOWN_SHA256};
use crate::matrix::CHANGE_VERSION;

pub const FILE_NAME: &str = "manifest.json";

/// The files lindera embeds.
pub const LINDERA_FILES: [&str; 9] = [
    "char_def.bin",
    "dict.trie",
    "dict.vals",
    "dict.valsidx",
    "dict.words",
    "dict.wordsidx",
    "matrix.mtx",
    "metadata.json",
    "unk.bin",
];

/// All files of a built dictionary: those and how Hanja are read.
pub fn built_files() -> impl Iterator<Item = &'static str> {
    LINDERA_FILES.into_iter().chain([hanja::FILE_NAME])
}

/// What a built dictionary was built with. Two copies of one recipe are alike.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipe {
    pub lindera_version: String,
    pub lindera_format: u32,
    pub matrix_change: u32,
    pub hanja_table: u32,
    /// SHA-256 of the files this crate gives lindera beside the dictionary.
    pub settings_sha256: String,
}

impl Recipe {
    /// The recipe of this build. `settings` are the files given to lindera.
    pub fn current(settings: &[&[u8]]) -> Self {
        let mut hasher = Sha256::new();
        for setting in settings {
            hasher.update((setting.len() as u64).to_le_bytes());
            hasher.update(setting);
        }
        Self {
            lindera_version: lindera_dictionary::get_version().to_owned(),
            lindera_format: DICTIONARY_FORMAT_VERSION,
            matrix_change: CHANGE_VERSION,
            hanja_table: hanja::TABLE_VERSION,
            settings_sha256: hexadecimal(&hasher.finalize()),
        }
    }

    /// Names the folder of the built copy in the user's cache.
    pub fn cache_key(&self) -> String {
        format!(
            "{DICTIONARY_VERSION}+lindera-{}+format-{}+matrix-{}+hanja-{}",
            self.lindera_version, self.lindera_format, self.matrix_change, self.hanja_table
        )
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct FileRecord {
    size_bytes: u64,
    sha256: String,
}

/// Describes one built dictionary.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    pub recipe: Recipe,
    /// SHA-256 of the dictionary before it was built, as `Lexicon::sha256` gives it.
    pub lexicon_sha256: String,
    pub words: usize,
    pub right_ids: usize,
    pub left_ids: usize,
    pub unknown_words: usize,
    files: BTreeMap<String, FileRecord>,
}

impl Manifest {
    /// Describes the files that were built into `folder`.
    pub fn describe(
        folder: &Path,
        recipe: &Recipe,
        lexicon_sha256: String,
        counts: Counts,
    ) -> Result<Self> {
        let mut files = BTreeMap::new();
        for name in built_files() {
            files.insert(name.to_owned(), record(&folder.join(name))?);
        }
        Ok(Self {
            recipe: recipe.clone(),
            lexicon_sha256,
            words: counts.words,
            right_ids: counts.right_ids,
            left_ids: counts.left_ids,
            unknown_words: counts.unknown_words,
            files,
        })
    }

    pub fn write(&self, folder: &Path) -> Result<()> {
        let path = folder.join(FILE_NAME);
        let text = serde_json::to_string_pretty(self).context("writing the manifest")?;
        fs::write(&path, text).with_context(|| format!("writing {}", path.display()))
    }

    /// Reads the manifest of a built copy and checks each file against it.
    ///
    /// # Errors
    ///
    /// Fails if the copy is incomplete, was changed, or was built with another recipe.
    pub fn verify(folder: &Path, recipe: &Recipe) -> Result<Self> {
        let path = folder.join(FILE_NAME);
        let text = fs::read(&path).with_context(|| format!("reading {}", path.display()))?;
        let manifest: Self = serde_json::from_slice(&text)
            .with_context(|| format!("{} is no manifest", path.display()))?;
        ensure!(
            manifest.recipe == *recipe,
            "it was built with {}, not with {}, or with other settings",
            manifest.recipe.cache_key(),
            recipe.cache_key()
        );
        ensure!(
            manifest.files.len() == built_files().count()
                && built_files().all(|name| manifest.files.contains_key(name)),
            "the manifest does not list the files of a built dictionary"
        );
        for (name, expected) in &manifest.files {
            let found = record(&folder.join(name))?;
            ensure!(
                found == *expected,
                "{name} is not as it was written ({} bytes, SHA-256 {}; expected {} bytes, {})",
                found.size_bytes,
                found.sha256,
                expected.size_bytes,
                expected.sha256
            );
        }
        Ok(manifest)
    }

    /// Whether this is the dictionary the crate is written for, to the last byte.
    pub fn is_known_dictionary(&self) -> bool {
        self.lexicon_sha256 == KNOWN_SHA256
    }

    /// Names the dictionary, how it was built, and the content of its files. It goes
    /// into the fingerprint of an index: another dictionary would give other terms.
    pub fn identity(&self) -> String {
        let mut hasher = Sha256::new();
        for (name, record) in &self.files {
            hasher.update(format!("{name} {}\n", record.sha256));
        }
        let content = hexadecimal(&hasher.finalize());
        let dictionary = if self.is_known_dictionary() {
            DICTIONARY_VERSION
        } else {
            "custom-ko-dic"
        };
        format!(
            "{dictionary}+lindera-{}+matrix-{}+{}",
            self.recipe.lindera_version,
            self.recipe.matrix_change,
            &content[..16]
        )
    }
}

fn record(path: &Path) -> Result<FileRecord> {
    let bytes = fs::read(path).with_context(|| format!("reading {}", path.display()))?;
    Ok(FileRecord {
        size_bytes: bytes.len() as u64,
        sha256: sha256(&bytes),
    })
}
