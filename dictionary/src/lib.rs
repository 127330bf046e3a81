//! The Korean dictionary mecab-ko-dic, built for lindera and embedded in the
//! binary. The build script (`build/`) finds and builds it; this file only binds
//! the built files and says which dictionary they are.

use lindera_dictionary::LinderaResult;
use lindera_dictionary::dictionary::Dictionary;

mod embedded {
    lindera_dictionary::embedded_dictionary!("/ko-dic", KoDicLoader);
}

// `IDENTITY`, `ENTRY_COUNT`, `MATRIX_SIZE` and `UNKNOWN_COUNT`, counted when the
// dictionary was built.
include!(concat!(env!("OUT_DIR"), "/built.rs"));

pub use embedded::KoDicLoader;

/// Opens the embedded dictionary. Nothing is read from disk, and the large tables
/// are used where they lie in the binary, so this takes well under a millisecond.
///
/// The dictionary carries no left-space penalty; its matrix does that work instead,
/// for text that is segmented one eojeol at a time.
///
/// # Errors
///
/// Fails if lindera cannot read the embedded files, which would mean that they were
/// built by another version of it.
pub fn load() -> LinderaResult<Dictionary> {
    embedded::load()
}
