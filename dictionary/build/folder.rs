//! Reads a dictionary from a folder the user named, in any of the forms that can be
//! built alike: MeCab's compiled files, its source text, lindera's built files, or our
//! own built copy.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};

use crate::lexicon::Lexicon;
use crate::manifest::{self, LINDERA_FILES, Manifest, Recipe};
use crate::matrix::KNOWN_MATRIX;
use crate::{built, mecab, text, wheel};

/// What a folder holds.
pub enum Contents {
    /// A dictionary that is still to be built.
    Lexicon(Box<Lexicon>),
    /// A copy this crate built, which verifies, and where it is.
    Built(Manifest, PathBuf),
}

/// Reads the dictionary in `folder`.
///
/// # Errors
///
/// Fails if there is none, if it is damaged, or if it is in lindera's format with a
/// matrix that is not the known one.
pub fn read(folder: &Path, recipe: &Recipe) -> Result<Contents> {
    ensure!(folder.is_dir(), "{} is not a folder", folder.display());
    if folder.join(manifest::FILE_NAME).exists() {
        let manifest = Manifest::verify(folder, recipe)?;
        return Ok(Contents::Built(manifest, folder.to_owned()));
    }
    // An unpacked wheel may be named as a whole.
    let inner = folder.join(wheel::INNER_FOLDER);
    for folder in [folder, &inner] {
        if folder.join("sys.dic").exists() {
            let lexicon = mecab::decompile(|name| read_file(folder, name))?;
            return Ok(Contents::Lexicon(Box::new(lexicon)));
        }
    }
    if folder.join("matrix.def").exists() {
        let lexicon = text::parse(&read_source(folder)?)?;
        return Ok(Contents::Lexicon(Box::new(lexicon)));
    }
    if folder.join("matrix.mtx").exists() {
        let lexicon = read_built(folder).with_context(|| {
            format!(
                "{} holds a dictionary in lindera's own format that cannot be built anew; give \
                 its MeCab form ({}) or its source ({} and *.csv)",
                folder.display(),
                mecab::FILES.join(", "),
                text::FILES.join(", ")
            )
        })?;
        return Ok(Contents::Lexicon(Box::new(lexicon)));
    }
    bail!(
        "{} holds no dictionary: neither {} nor {} and *.csv nor {}",
        folder.display(),
        mecab::FILES.join(", "),
        text::FILES.join(", "),
        LINDERA_FILES.join(", ")
    )
}

/// Reads what lindera built into `folder`, whoever ran it.
///
/// # Errors
///
/// Fails if it is damaged, or if the matrix is not the known one.
pub fn read_built(folder: &Path) -> Result<Lexicon> {
    built::decompile(|name| read_file(folder, name), &KNOWN_MATRIX)
}

fn read_source(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    let listing = || format!("listing {}", folder.display());
    let mut names: Vec<String> = text::FILES.map(str::to_owned).to_vec();
    for entry in fs::read_dir(folder).with_context(listing)? {
        let name = entry.with_context(listing)?.file_name();
        names.extend(
            name.into_string()
                .ok()
                .filter(|name| name.ends_with(".csv")),
        );
    }
    names
        .into_iter()
        .map(|name| Ok((name.clone(), read_file(folder, &name)?)))
        .collect()
}

fn read_file(folder: &Path, name: &str) -> Result<Vec<u8>> {
    let path = folder.join(name);
    fs::read(&path).with_context(|| format!("reading {}", path.display()))
}
