//! The Korean dictionary mecab-ko-dic, built for lindera and embedded in the
//! binary. The build script (`build/`) finds and builds it; this file only binds
//! the built files, says which dictionary they are, and how it reads Hanja.

use lindera_dictionary::LinderaResult;
use lindera_dictionary::dictionary::Dictionary;

#[allow(unreachable_pub, reason = "the build script has this file too")]
mod reading;

use reading::Readings;

#[expect(missing_docs, reason = "the macro of lindera documents nothing")]
mod embedded {
    use lindera_dictionary::LinderaResult;
    use lindera_dictionary::dictionary::Dictionary;
    use lindera_dictionary::dictionary::character_definition::CharacterDefinition;
    use lindera_dictionary::dictionary::connection_cost_matrix::ConnectionCostMatrix;
    use lindera_dictionary::dictionary::context_id_map::ContextIdMap;
    use lindera_dictionary::dictionary::metadata::Metadata;
    use lindera_dictionary::dictionary::prefix_dictionary::PrefixDictionary;
    use lindera_dictionary::dictionary::unknown_dictionary::UnknownDictionary;
    use lindera_dictionary::error::LinderaErrorKind;

    lindera_dictionary::embedded_dictionary!("/ko-dic", KoDicLoader);

    /// `metadata.json` but for the ids of the connection matrix.
    static LEAN_METADATA: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/metadata.json"));

    pub(super) fn load_lean() -> LinderaResult<Dictionary> {
        let mut metadata = Metadata::load(LEAN_METADATA)?;
        metadata.validate_format_version()?;
        metadata.context_id_map = super::CONTEXT_IDS.map(|(left, right)| ContextIdMap {
            left: left.to_vec(),
            right: right.to_vec(),
        });
        let words = PrefixDictionary::load(
            TRIE_DATA,
            VALS_IDX_DATA,
            VALS_DATA,
            WORDS_IDX_DATA,
            WORDS_DATA,
        )?;
        // Its own `load` makes the table of all characters once it has read them.
        let mut aligned = rkyv::util::AlignedVec::<16>::new();
        aligned.extend_from_slice(CHAR_DEFINITION_DATA);
        let characters = rkyv::from_bytes::<CharacterDefinition, rkyv::rancor::Error>(&aligned)
            .map_err(|error| LinderaErrorKind::Deserialize.with_error(error))?;
        Ok(Dictionary {
            prefix_dictionary: words.into(),
            connection_cost_matrix: ConnectionCostMatrix::load(CONNECTION_DATA)?.into(),
            character_definition: characters.into(),
            unknown_dictionary: UnknownDictionary::load(UNKNOWN_DATA)?.into(),
            metadata: metadata.into(),
        })
    }
}

// `IDENTITY`, `ENTRY_COUNT`, `MATRIX_SIZE` and `UNKNOWN_COUNT`, counted when the
// dictionary was built, `CONTEXT_IDS` of its matrix, and `HANJA` and `HANJA_PAIRS`, which
// the build made of its rows.
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

/// The same for a few words: in half of the instructions of a small search less, since the
/// ids of the matrix are not read from text, and with each character looked up among
/// stretches of characters instead of in a table of all.
///
/// # Errors
///
/// As for [`load`].
pub fn load_lean() -> LinderaResult<Dictionary> {
    embedded::load_lean()
}

/// How a Hanja is mostly read inside a word, as a syllable: 女 is 녀, 樂 is 악. `None`
/// for what is no Hanja, and for Hanja whose reading is not known. Compatibility
/// ideographs have none: NFKC makes ordinary ones of them.
///
/// It is the reading that most of the dictionary's words of nothing but Hanja have it
/// with.
pub fn hanja_reading(hanja: char) -> Option<char> {
    Embedded.of(hanja)
}

/// Puts the syllables of a run of Hanja behind `syllables`, one for each, or the Hanja
/// itself where its reading is not known.
///
/// `before` is the character before the run, already read; after a digit, and for one
/// Hanja after Hangul, no word begins there. By the initial sound law 女性 is 여성 and
/// 男女 남녀; among several readings the neighbours decide, as they do in the
/// dictionary's words (音樂 음악, 樂園 낙원, 金融 금융). 金 where no known word begins is
/// taken for the surname 김.
pub fn read_hanja(before: Option<char>, run: &[char], syllables: &mut Vec<char>) {
    reading::read_run(&Embedded, before, run, syllables);
}

/// The readings that the build made of the dictionary's rows.
struct Embedded;

impl Readings for Embedded {
    fn of(&self, hanja: char) -> Option<char> {
        let place = HANJA.binary_search_by_key(&hanja, |&(hanja, _)| hanja);
        place.ok().map(|place| HANJA[place].1)
    }

    fn of_pair(&self, pair: [char; 2]) -> Option<[char; 2]> {
        let place = HANJA_PAIRS.binary_search_by_key(&pair, |&(pair, _)| pair);
        place.ok().map(|place| HANJA_PAIRS[place].1)
    }
}
