//! What a generation holds and what made it.
//!
//! Defines the manifest beside the index's own files, with a checksum of its own and
//! those of every other file. A search reads only its head; the list of digest files
//! is for the job that builds the next generation. Whether files are as it says is
//! `damage`'s. Others may have made it: what it names lies beside it, or it is damaged.

use std::collections::{BTreeMap, HashSet};
use std::fmt;
use std::fs::File;
use std::path::Path;

use anyhow::{Context, bail, ensure};
use serde::{Deserialize, Serialize};

use super::totals::Totals;
use crate::analysis::{Analyzer, Terms};
use crate::index::segments::schema::SCHEMA_VERSION;
use crate::index::synced::write_synced;
use crate::language::{Message, messages};
use crate::regular_file;

/// The layout of an index folder. Another one is not searched.
const FORMAT_VERSION: u32 = 6;

/// The oldest layout whose stored documents are read, so that an upgrade loses none.
const OLDEST_READABLE_FORMAT: u32 = 2;

pub(crate) const HEAD_FILE: &str = "manifest.json";

/// The compiled terms, beside the manifest.
pub(crate) const TERMS_FILE: &str = "terms.bin";

/// No manifest is larger: it has a line of some hundred bytes for each of a few hundred files.
const LARGEST_MANIFEST_BYTES: u64 = 16 << 20;

/// The longest name of a file, as file systems have it.
const LONGEST_NAME_BYTES: usize = 255;

/// The head of a generation's manifest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The layout of the index folder.
    pub format: u32,
    /// The version of the program that made it.
    pub program: String,
    /// The fields, and what is put into them.
    pub schema: u32,
    /// The analyzer that made the tokens.
    pub analyzer: u32,
    /// The dictionary that it used.
    pub dictionary: String,
    /// What else it was made of.
    #[serde(flatten)]
    pub sources: Sources,
    /// What it holds in all.
    pub totals: Totals,
    /// How many tokens each field holds, over all documents: nearly, since the index
    /// keeps lengths above 40 by stretches.
    pub lengths: BTreeMap<String, u64>,
    /// Its files but for the manifest itself, by name.
    pub files: Vec<FileEntry>,
}

/// What a generation was made of, beside what the program brings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sources {
    /// The corpus folder it was built from, absolute.
    pub corpus: String,
    /// The version of what parses digest files.
    pub parser: u32,
    /// The terms beside the dictionary's, which the generation holds compiled.
    pub terms: String,
    /// The synonyms with which its canaries were searched for.
    pub synonyms: String,
    /// What a user says that fields of records are.
    #[serde(default)]
    pub fields: String,
}

/// A file of a generation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileEntry {
    /// Its name in the generation's folder.
    pub name: String,
    /// Its size.
    pub size_bytes: u64,
    /// When it was last written, in nanoseconds since 1970.
    pub modified_ns: i64,
    /// BLAKE3 of its content, in hexadecimal.
    pub blake3: String,
}

/// Why a manifest tells nothing.
#[derive(Debug)]
pub enum Unusable {
    /// It is of another layout; the number tells which.
    OtherFormat(u32),
    /// It cannot be read, or is not what was written.
    Damaged(anyhow::Error),
}

/// Why this program would read a generation wrongly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misfit {
    /// What differs, in words.
    pub difference: Message,
    /// Whether a newer program made it.
    pub newer: bool,
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.difference.fmt(f)
    }
}

impl Misfit {
    /// That of a layout which is not this program's.
    pub(crate) fn of_format(format: u32) -> Self {
        Misfit {
            difference: messages::index::format_differs(&format, &FORMAT_VERSION),
            newer: format > FORMAT_VERSION,
        }
    }
}

/// All that is known of a manifest of whatever layout.
#[derive(Deserialize)]
struct AnyHead {
    format: u32,
}

/// The checksum of a manifest, which follows it on a line of its own.
#[derive(Serialize, Deserialize)]
struct Seal {
    blake3: String,
}

impl Manifest {
    /// The manifest of a generation that this program builds.
    pub(crate) fn new(
        sources: Sources,
        totals: Totals,
        lengths: BTreeMap<String, u64>,
        files: Vec<FileEntry>,
    ) -> Self {
        Manifest {
            format: FORMAT_VERSION,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            schema: SCHEMA_VERSION,
            analyzer: Analyzer::VERSION,
            dictionary: Analyzer::DICTIONARY.to_owned(),
            sources,
            totals,
            lengths,
            files,
        }
    }

    /// Why this program would read it wrongly; `None` where it fits.
    pub fn misfit(&self) -> Option<Misfit> {
        let newer = self.is_newer();
        let difference = self.difference()?;
        Some(Misfit { difference, newer })
    }

    fn difference(&self) -> Option<Message> {
        let numbers = [
            ("format", self.format, FORMAT_VERSION),
            ("schema", self.schema, SCHEMA_VERSION),
            ("analyzer", self.analyzer, Analyzer::VERSION),
        ];
        for (name, theirs, ours) in numbers {
            if theirs != ours {
                return Some(messages::index::part_differs(&name, &theirs, &ours));
            }
        }
        (self.dictionary != Analyzer::DICTIONARY)
            .then(|| messages::index::dictionary_differs(&self.dictionary, &Analyzer::DICTIONARY))
    }

    fn is_newer(&self) -> bool {
        (self.format, self.schema) > (FORMAT_VERSION, SCHEMA_VERSION)
            || (self.format == FORMAT_VERSION && self.analyzer > Analyzer::VERSION)
    }

    /// The manifest that `bytes` are, and its hash.
    ///
    /// # Errors
    ///
    /// Where they are of another layout, or not what was sealed, or name what cannot be a
    /// file beside the manifest.
    pub fn from_bytes(bytes: &[u8]) -> Result<(Self, String), Unusable> {
        let (manifest, hash) = parse_sealed(bytes)?;
        manifest.check_names().map_err(Unusable::Damaged)?;
        Ok((manifest, hash))
    }

    /// Whoever made the manifest, no other files are touched for it than those beside it.
    fn check_names(&self) -> anyhow::Result<()> {
        let mut names = HashSet::new();
        for FileEntry { name, .. } in &self.files {
            ensure!(
                is_bare_name(name) && name != HEAD_FILE,
                messages::index::names_no_file(&format_args!("{name:.80}"))
            );
            ensure!(names.insert(name), messages::index::names_twice(&name));
        }
        Ok(())
    }

    /// Reads the manifest of a generation from its opened file, and tells its hash.
    pub(crate) fn read_from(file: &File, path: &Path) -> Result<(Self, String), Unusable> {
        let read = regular_file::read_opened(file, LARGEST_MANIFEST_BYTES);
        let bytes = read
            .with_context(|| messages::index::cannot_read(&path.display()))
            .map_err(Unusable::Damaged)?;
        Manifest::from_bytes(&bytes).map_err(|unusable| match unusable {
            Unusable::Damaged(error) => {
                Unusable::Damaged(error.context(messages::index::is_damaged(&path.display())))
            }
            other => other,
        })
    }

    /// The same from a generation's folder.
    pub(crate) fn read(generation: &Path) -> Result<(Self, String), Unusable> {
        let path = generation.join(HEAD_FILE);
        let opened = regular_file::open_itself(&path)
            .with_context(|| messages::index::cannot_read(&path.display()));
        Manifest::read_from(&opened.map_err(Unusable::Damaged)?, &path)
    }

    /// Writes the manifest and gives its hash.
    pub(crate) fn write(&self, generation: &Path) -> anyhow::Result<String> {
        let (bytes, hash) = self.sealed()?;
        write_synced(&generation.join(HEAD_FILE), &bytes)?;
        Ok(hash)
    }

    /// The manifest with its seal, and its hash.
    pub(crate) fn sealed(&self) -> anyhow::Result<(Vec<u8>, String)> {
        let mut bytes = serde_json::to_vec(self)?;
        let hash = blake3::hash(&bytes).to_hex().to_string();
        bytes.push(b'\n');
        serde_json::to_writer(
            &mut bytes,
            &Seal {
                blake3: hash.clone(),
            },
        )?;
        bytes.push(b'\n');
        Ok((bytes, hash))
    }
}

/// Whether the name is that of a file beside whatever names it, and leads nowhere else.
pub(in crate::index) fn is_bare_name(name: &str) -> bool {
    let leads_elsewhere = |c: char| matches!(c, '/' | '\\' | ':') || c.is_control();
    !matches!(name, "" | "." | "..")
        && name.len() <= LONGEST_NAME_BYTES
        && !name.contains(leads_elsewhere)
}

/// Whether stored documents of that layout are read.
pub(crate) fn is_readable_format(format: u32) -> bool {
    (OLDEST_READABLE_FORMAT..=FORMAT_VERSION).contains(&format)
}

/// A manifest and its hash, from the line that it is and the line that seals it.
fn parse_sealed(bytes: &[u8]) -> Result<(Manifest, String), Unusable> {
    let damaged = |error: anyhow::Error| Unusable::Damaged(error);
    let mut lines = bytes.split(|byte| *byte == b'\n');
    let (Some(head), Some(seal), Some(b""), None) =
        (lines.next(), lines.next(), lines.next(), lines.next())
    else {
        // Older layouts had no seal; one object over many lines.
        return Err(match serde_json::from_slice::<AnyHead>(bytes) {
            Ok(head) if head.format < FORMAT_VERSION => Unusable::OtherFormat(head.format),
            Ok(_) => damaged(anyhow::anyhow!(messages::index::no_checksum())),
            Err(error) => damaged(error.into()),
        });
    };
    let seal: Seal = serde_json::from_slice(seal).map_err(|error| damaged(error.into()))?;
    let hash = blake3::hash(head).to_hex().to_string();
    if hash != seal.blake3 {
        return Err(damaged(anyhow::anyhow!(messages::index::wrong_checksum())));
    }
    let any: AnyHead = serde_json::from_slice(head).map_err(|error| damaged(error.into()))?;
    if any.format != FORMAT_VERSION {
        return Err(Unusable::OtherFormat(any.format));
    }
    let manifest = serde_json::from_slice(head).map_err(|error| damaged(error.into()))?;
    Ok((manifest, hash))
}

/// The compiled terms of a generation, in the form that a search loads.
pub(crate) fn write_terms(generation: &Path, terms: &Terms) -> anyhow::Result<()> {
    write_synced(&generation.join(TERMS_FILE), &compiled(terms)?)
}

/// The terms as a generation holds them.
pub(crate) fn compiled(terms: &Terms) -> anyhow::Result<Vec<u8>> {
    let compiled = terms
        .compile()
        .context(messages::index::cannot_keep_terms())?;
    Ok(compiled.as_bytes().to_vec())
}

/// Refuses a manifest that is not the one that `CURRENT` names.
pub(crate) fn check_hash(path: &Path, found: &str, named: Option<&str>) -> anyhow::Result<()> {
    if named != Some(found) {
        bail!(messages::index::not_of_current(&path.display()));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn manifest() -> Manifest {
        let sources = Sources {
            corpus: "/corpus".to_owned(),
            parser: 1,
            terms: Terms::none().fingerprint(),
            synonyms: "synonyms-0".to_owned(),
            fields: String::new(),
        };
        Manifest::new(sources, Totals::default(), BTreeMap::new(), Vec::new())
    }

    fn written(manifest: &Manifest) -> Vec<u8> {
        let folder = tempfile::tempdir().unwrap();
        manifest.write(folder.path()).unwrap();
        fs::read(folder.path().join(HEAD_FILE)).unwrap()
    }

    #[test]
    fn an_index_of_another_making_is_told() {
        let fits = manifest();
        assert_eq!(fits.misfit(), None);
        let analysed = Manifest {
            dictionary: "dictionary-0".to_owned(),
            ..fits.clone()
        };
        let misfit = analysed.misfit().unwrap();
        assert!(misfit.difference.english().contains("dictionary-0"));
        assert!(!misfit.newer);
        for newer in [
            Manifest {
                schema: SCHEMA_VERSION + 1,
                ..fits.clone()
            },
            Manifest {
                analyzer: Analyzer::VERSION + 1,
                ..fits.clone()
            },
        ] {
            assert!(newer.misfit().unwrap().newer);
        }
    }

    #[test]
    fn a_manifest_comes_back_whole() {
        let manifest = manifest();
        let (read, hash) = parse_sealed(&written(&manifest)).unwrap();
        assert_eq!(read, manifest);
        assert_eq!(hash.len(), 64);
    }

    #[test]
    fn every_flipped_bit_of_a_manifest_is_found() {
        let good = written(&manifest());
        for at in 0..good.len() {
            for bit in 0..8 {
                let mut bytes = good.clone();
                bytes[at] ^= 1 << bit;
                let read = parse_sealed(&bytes);
                assert!(matches!(read, Err(Unusable::Damaged(_))), "{at}:{bit}");
            }
        }
        for length in 0..good.len() {
            let read = parse_sealed(&good[..length]);
            assert!(matches!(read, Err(Unusable::Damaged(_))), "{length}");
        }
    }

    #[test]
    fn what_is_named_lies_beside_the_manifest() {
        let entry = |name: &str| FileEntry {
            name: name.to_owned(),
            size_bytes: 0,
            modified_ns: 0,
            blake3: String::new(),
        };
        let sealed = |names: &[&str]| {
            let files = names.iter().map(|name| entry(name)).collect();
            Manifest::from_bytes(&written(&Manifest {
                files,
                ..manifest()
            }))
        };
        assert!(sealed(&["meta.json", ".managed.json", "0f.store"]).is_ok());
        let long = "a".repeat(300);
        for name in [
            "../../file",
            "/etc/passwd",
            "a/b",
            "a\\b",
            "..",
            ".",
            "",
            "a\0",
            "a\nb",
            "C:file",
            HEAD_FILE,
            &long,
        ] {
            let Err(Unusable::Damaged(error)) = sealed(&["meta.json", name]) else {
                panic!("{name:?} was taken");
            };
            assert!(error.to_string().len() < 200, "{error}");
        }
        assert!(sealed(&["a", "a"]).is_err());
    }

    #[test]
    fn other_layouts_are_told_from_damage() {
        let older = br#"{
  "format": 2,
  "schema": 3
}
"#;
        assert!(matches!(parse_sealed(older), Err(Unusable::OtherFormat(2))));
        let newer = Manifest {
            format: FORMAT_VERSION + 1,
            ..manifest()
        };
        assert!(matches!(
            parse_sealed(&written(&newer)),
            Err(Unusable::OtherFormat(number)) if number == FORMAT_VERSION + 1
        ));
    }
}
