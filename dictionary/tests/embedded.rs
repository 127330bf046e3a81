//! The embedded dictionary: that all of it is there, and how it segments eojeols that
//! stand alone.

use std::borrow::Cow;
use std::time::{Duration, Instant};

use digest_ko_dic::{ENTRY_COUNT, IDENTITY, MATRIX_SIZE, UNKNOWN_COUNT, load};
use lindera::mode::Mode;
use lindera::segmenter::Segmenter;

/// The size of lindera's record for one entry.
const ENTRY_BYTES: usize = 10;

fn segmenter() -> Segmenter {
    let dictionary = load().expect("the embedded dictionary");
    Segmenter::new(Mode::Normal, dictionary, None)
        .keep_whitespace(false)
        .unknown_word_ladder(true)
}

fn segment(segmenter: &Segmenter, eojeol: &str) -> Vec<(String, String)> {
    let mut tokens = segmenter.segment(Cow::Borrowed(eojeol)).expect("tokens");
    tokens
        .iter_mut()
        .map(|token| {
            let tag = token.details().first().map(|tag| (*tag).to_owned());
            (token.surface.to_string(), tag.unwrap_or_default())
        })
        .collect()
}

fn surfaces(segmenter: &Segmenter, eojeol: &str) -> Vec<String> {
    let morphemes = segment(segmenter, eojeol);
    morphemes.into_iter().map(|(surface, _)| surface).collect()
}

#[test]
fn nothing_of_the_dictionary_is_lost() {
    let dictionary = load().expect("the embedded dictionary");
    let words = &dictionary.prefix_dictionary;
    let matrix = &dictionary.connection_cost_matrix;
    assert_eq!(words.word_count(), 816_283);
    assert_eq!(words.vals_data.len() / ENTRY_BYTES, 816_283);
    assert_eq!((matrix.forward_size, matrix.backward_size), (3822, 2693));
    assert_eq!(dictionary.unknown_dictionary.costs.len(), 13);
    assert_eq!(dictionary.character_definition.categories().len(), 13);

    assert_eq!(ENTRY_COUNT, 816_283);
    assert_eq!(MATRIX_SIZE, (3822, 2693));
    assert_eq!(UNKNOWN_COUNT, 13);
    assert!(IDENTITY.starts_with("mecab-ko-dic-2.1.1-20180720+lindera-6.2.0+matrix-1+"));
}

#[test]
fn no_penalty_table_is_built_when_a_segmenter_is_made() {
    let dictionary = load().expect("the embedded dictionary");
    assert!(dictionary.metadata.space_penalty.is_none());

    // Where it is built, this takes 70 ms at the least. The fastest of some is taken,
    // as the machine may be busy.
    let fastest = (0..20).map(|_| {
        let start = Instant::now();
        drop(segmenter());
        start.elapsed()
    });
    let fastest = fastest.min().expect("a time");
    assert!(fastest < Duration::from_millis(35), "{fastest:?}");
}

#[test]
fn a_lone_eojeol_reads_as_in_its_line() {
    let segmenter = segmenter();
    for (eojeol, expected) in [
        ("레드팀", &["레드", "팀"][..]),
        ("플랫폼", &["플랫폼"]),
        ("바이두", &["바이두"]),
        ("안전성", &["안전성"]),
        ("이상의", &["이상", "의"]),
        ("등의", &["등", "의"]),
        ("인공지능의", &["인공지능", "의"]),
    ] {
        assert_eq!(surfaces(&segmenter, eojeol), expected, "{eojeol}");
    }
}

#[test]
fn a_particle_stands_after_a_noun_and_not_first() {
    let segmenter = segmenter();
    let tags: Vec<String> = segment(&segmenter, "이상의")
        .into_iter()
        .map(|(_, tag)| tag)
        .collect();
    assert_eq!(tags, ["NNG", "JKG"]);
    for eojeol in ["레드팀", "이상의", "가격이", "도시와", "은행에서"] {
        let first = segment(&segmenter, eojeol).remove(0).1;
        assert!(
            !first.starts_with('J') && !first.starts_with('E'),
            "{eojeol}: {first}"
        );
    }
}

#[test]
fn the_details_are_whole() {
    let segmenter = segmenter();
    let mut tokens = segmenter
        .segment(Cow::Borrowed("인공지능"))
        .expect("tokens");
    let details = tokens[0].details();
    assert_eq!(details.len(), 8);
    assert_eq!(details[4], "Compound");
    assert_eq!(details[7], "인공/NNG/*+지능/NNG/*");
}
