//! Builds a `Lexicon` into lindera's own format: writes it out as MeCab source text,
//! runs lindera's builder on that, and checks what came out.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::{Context, Result, ensure};
use lindera_dictionary::builder::DictionaryBuilder;
use lindera_dictionary::dictionary::Dictionary;
use lindera_dictionary::dictionary::metadata::Metadata;

use crate::hanja::{self, Table};
use crate::lexicon::{Counts, Lexicon};
use crate::manifest::{Manifest, Recipe};

/// What lindera wants to know beside the dictionary. The left-space penalty is none.
const METADATA: &[u8] = include_bytes!("../metadata.json");

/// How often each context id is used, by which lindera numbers them anew, so that the
/// costs in use lie close together. It has no influence on the segmentation.
const CONTEXT_ID_FREQUENCIES: &[u8] = include_bytes!("../context_id_freq.txt");

/// The size of lindera's record for one entry, in `dict.vals`.
const ENTRY_BYTES: usize = 10;

/// The recipe that `build` follows.
pub fn recipe() -> Recipe {
    Recipe::current(&[METADATA, CONTEXT_ID_FREQUENCIES])
}

/// Changes the matrix of `lexicon` and builds it into `folder`, with its table of Hanja
/// and its manifest. Works in `scratch`, which it empties and removes.
///
/// # Errors
///
/// Fails if lindera does, if it dropped anything, or if a file cannot be written.
pub fn build(mut lexicon: Lexicon, folder: &Path, scratch: &Path) -> Result<Manifest> {
    let lexicon_sha256 = lexicon.sha256();
    let counts = lexicon.counts();
    lexicon.matrix.fit_to_lone_eojeols(&lexicon.left_tags)?;

    empty(scratch)?;
    write_source(&lexicon, scratch).context("writing the dictionary as text")?;
    let hanja = Table::derive(&lexicon.words).to_tsv();
    drop(lexicon);

    let frequencies = scratch.join("context_id_freq.txt");
    fs::write(&frequencies, CONTEXT_ID_FREQUENCIES).context("writing context_id_freq.txt")?;
    let metadata = Metadata::load(METADATA).context("metadata.json")?;
    empty(folder)?;
    DictionaryBuilder::new(metadata)
        .with_context_id_freq(&frequencies)
        .build_dictionary(scratch, folder)
        .context("lindera cannot build the dictionary")?;

    check(folder, counts)?;
    fs::write(folder.join(hanja::FILE_NAME), hanja).context("writing how Hanja are read")?;
    let manifest = Manifest::describe(folder, &recipe(), lexicon_sha256, counts)?;
    manifest.write(folder)?;
    // What is left behind here only takes up space.
    let _ = fs::remove_dir_all(scratch);
    Ok(manifest)
}

/// Makes `folder` an empty folder.
pub fn empty(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("emptying {}", folder.display()))?;
    }
    fs::create_dir_all(folder).with_context(|| format!("making {}", folder.display()))
}

fn write_source(lexicon: &Lexicon, folder: &Path) -> Result<()> {
    let create = |name: &str| -> Result<BufWriter<File>> {
        let file = File::create(folder.join(name)).with_context(|| name.to_owned())?;
        Ok(BufWriter::with_capacity(1 << 20, file))
    };

    let mut csv = create("words.csv")?;
    for word in &lexicon.words {
        // A surface may be a comma or a quote, so each is quoted.
        let surface = word.surface.replace('"', "\"\"");
        let (left_id, right_id, cost) = (word.left_id, word.right_id, word.cost);
        writeln!(
            csv,
            "\"{surface}\",{left_id},{right_id},{cost},{}",
            word.features
        )?;
    }
    csv.flush()?;

    // Here lindera knows no quotes: the surfaces are names of categories.
    let mut unknown = create("unk.def")?;
    for word in &lexicon.unknown_words {
        let (left_id, right_id, cost) = (word.left_id, word.right_id, word.cost);
        writeln!(
            unknown,
            "{},{left_id},{right_id},{cost},{}",
            word.surface, word.features
        )?;
    }
    unknown.flush()?;

    fs::write(folder.join("char.def"), lexicon.characters.to_char_def())?;

    let mut matrix = create("matrix.def")?;
    lexicon.matrix.write_def(&mut matrix)?;
    matrix.flush()?;
    Ok(())
}

/// Reads the built dictionary back: lindera skips rows and folders it cannot read
/// without a word.
fn check(folder: &Path, counts: Counts) -> Result<()> {
    let dictionary = Dictionary::load_from_path(folder).context("reading the built dictionary")?;
    let rows = dictionary.prefix_dictionary.words_idx_data.len() / 4;
    let entries = dictionary.prefix_dictionary.vals_data.len() / ENTRY_BYTES;
    let matrix = &dictionary.connection_cost_matrix;
    let built = Counts {
        words: rows,
        right_ids: matrix.forward_size as usize,
        left_ids: matrix.backward_size as usize,
        unknown_words: dictionary.unknown_dictionary.costs.len(),
    };
    ensure!(
        built == counts && entries == counts.words,
        "lindera built {built:?} with {entries} entries from {counts:?}"
    );
    ensure!(
        dictionary.metadata.space_penalty.is_none(),
        "the built dictionary has a left-space penalty"
    );
    Ok(())
}
