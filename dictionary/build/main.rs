//! Builds the dictionary that `src/lib.rs` embeds: finds it, builds it, and tells
//! cargo and the library where and what it is.

#![allow(
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "cargo reads what a build script prints"
)]
#![allow(
    unreachable_pub,
    reason = "nothing reaches into a program: `pub` is for its files"
)]

use std::path::PathBuf;
use std::process::ExitCode;
use std::{env, fs};

use anyhow::{Context, Result, ensure};
use lindera_dictionary::dictionary::metadata::Metadata;

mod archive;
mod built;
mod cache;
mod characters;
mod checksum;
mod folder;
mod hanja;
mod lexicon;
mod lindera;
mod manifest;
mod matrix;
mod mecab;
#[path = "../src/reading.rs"]
mod reading;
mod sources;
mod text;
mod wheel;

use cache::Cache;
use hanja::Table;
use manifest::Manifest;
use sources::Settings;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Not `fn main() -> Result`, which would add a backtrace where one is asked
            // for: the causes say what is wrong.
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    // The places of the caches are left out: they change nothing in what is built.
    println!("cargo::rerun-if-env-changed=DIGEST_KO_DIC_DIR");
    println!("cargo::rerun-if-env-changed=LINDERA_CTX_FREQ_FILE");
    for path in [
        "build",
        "src/reading.rs",
        "metadata.json",
        "context_id_freq.txt",
    ] {
        println!("cargo::rerun-if-changed={path}");
    }
    ensure!(
        env::var_os("LINDERA_CTX_FREQ_FILE").is_none(),
        "LINDERA_CTX_FREQ_FILE is set, which changes what lindera builds; unset it"
    );

    let out = PathBuf::from(env::var_os("OUT_DIR").context("OUT_DIR is not set")?);
    let settings = Settings {
        folder: env::var_os("DIGEST_KO_DIC_DIR").map(PathBuf::from),
        cache: Cache::from_environment(|name| env::var_os(name)),
        offline: env::var("CARGO_NET_OFFLINE").is_ok_and(|value| value == "true"),
        out: out.clone(),
        tell: |step| println!("{step} …"),
    };
    if let Some(folder) = &settings.folder {
        println!("cargo::rerun-if-changed={}", folder.display());
    }

    let mut warn = |text: String| println!("cargo::warning={}", text.replace('\n', " "));
    let built = out.join("ko-dic");
    let manifest = sources::obtain(&settings, &built, &mut warn)?;
    let hanja = fs::read_to_string(built.join(hanja::FILE_NAME)).context("reading the Hanja")?;
    let hanja = Table::from_tsv(&hanja)?;

    let mut metadata = fs::read(built.join("metadata.json"))
        .context("reading the built metadata.json")
        .and_then(|bytes| Ok(Metadata::load(&bytes)?))?;
    let context_ids = context_ids(&metadata);
    metadata.context_id_map = None;
    let metadata = serde_json::to_vec(&metadata).context("writing the metadata")?;
    fs::write(out.join("metadata.json"), metadata).context("writing the metadata")?;

    let constants = [constants(&manifest), context_ids, hanja.to_constants()];
    let constants = constants.join("\n");
    fs::write(out.join("built.rs"), constants).context("writing built.rs")?;
    println!("cargo::rustc-env=LINDERA_WORKDIR={}", out.display());
    Ok(())
}

/// The part of the library that only the build knows.
fn constants(manifest: &Manifest) -> String {
    format!(
        "/// Names the dictionary, how it was built, and the content of its files. Text \
         analyzed\n/// with another one gives other terms.\n\
         pub const IDENTITY: &str = {:?};\n\n\
         /// How many words the dictionary has.\n\
         pub const ENTRY_COUNT: usize = {};\n\n\
         /// The size of the connection matrix: right ids of left words, left ids of right \
         words.\n\
         pub const MATRIX_SIZE: (usize, usize) = ({}, {});\n\n\
         /// How many rows for unknown words the dictionary has.\n\
         pub const UNKNOWN_COUNT: usize = {};\n",
        manifest.identity(),
        manifest.words,
        manifest.right_ids,
        manifest.left_ids,
        manifest.unknown_words
    )
}

/// The ids that lindera gave the connection matrix, as a start need not read them: they are
/// thousands of numbers, and nearly all of `metadata.json`.
fn context_ids(metadata: &Metadata) -> String {
    let map = metadata.context_id_map.as_ref();
    format!(
        "/// What lindera calls each left and each right id of the connection matrix, where it\n\
         /// numbered them anew.\n\
         static CONTEXT_IDS: Option<(&[u16], &[u16])> = {:?};\n",
        map.map(|map| Borrowed(&map.left, &map.right))
    )
}

/// Written as the two slices that a constant holds.
struct Borrowed<'a>(&'a [u16], &'a [u16]);

impl std::fmt::Debug for Borrowed<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "(&{:?}, &{:?})", self.0, self.1)
    }
}
