//! The embedded dictionary: that all of it is there, and how it segments eojeols that
//! stand alone.

use std::borrow::Cow;
use std::time::{Duration, Instant};

use digest_ko_dic::{
    ENTRY_COUNT, IDENTITY, MATRIX_SIZE, UNKNOWN_COUNT, hanja_reading, load, load_lean, read_hanja,
};
use lindera::mode::Mode;
use lindera::segmenter::Segmenter;
use lindera_dictionary::dictionary::Dictionary;

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
fn a_dictionary_for_a_few_words_is_the_same_one() {
    let (whole, lean) = (load().unwrap(), load_lean().unwrap());
    let text = |dictionary: &Dictionary| serde_json::to_value(&*dictionary.metadata).unwrap();
    let map = &text(&whole)["context_id_map"];
    assert_eq!(map["left"].as_array().map(Vec::len), Some(MATRIX_SIZE.1));
    assert_eq!(map["right"].as_array().map(Vec::len), Some(MATRIX_SIZE.0));
    assert_eq!(text(&lean), text(&whole));
    for character in ["가", "a", "1", "人", "あ", ",", " "].map(|text| text.chars().next()) {
        let categories = |dictionary: &Dictionary| {
            let definition = &dictionary.character_definition;
            definition.lookup_categories(character.unwrap()).to_vec()
        };
        assert_eq!(categories(&lean), categories(&whole), "{character:?}");
    }
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

fn read(before: Option<char>, run: &str) -> String {
    let run: Vec<char> = run.chars().collect();
    let mut syllables = Vec::new();
    read_hanja(before, &run, &mut syllables);
    syllables.into_iter().collect()
}

#[test]
fn hanja_are_read_as_in_words() {
    for (run, expected) in [
        ("人工知能", "인공지능"),
        ("女性", "여성"),
        ("男女", "남녀"),
        ("勞動", "노동"),
        ("來年", "내년"),
        ("理論", "이론"),
        ("大統領", "대통령"),
        ("李在明", "이재명"),
        ("尹錫悅", "윤석열"),
        ("姜在涉", "강재섭"),
        ("金大中", "김대중"),
        ("金融", "금융"),
        ("金浦", "김포"),
        ("音樂", "음악"),
        ("娛樂", "오락"),
        ("樂園", "낙원"),
        ("不動産", "부동산"),
        ("不可", "불가"),
        ("比率", "비율"),
        ("能率", "능률"),
        ("率先", "솔선"),
        ("分裂", "분열"),
        ("行列", "행렬"),
        ("檢索", "검색"),
        ("容易", "용이"),
        ("更新", "갱신"),
        ("復興", "부흥"),
        ("復舊", "복구"),
        ("投降", "투항"),
        ("說明", "설명"),
        ("自轉車", "자전거"),
        ("汽車", "기차"),
        ("敗北", "패배"),
    ] {
        assert_eq!(read(None, run), expected, "{run}");
    }
    let newspaper = "美中韓日英獨佛露北南與野對女男李朴尹";
    let alone: String = newspaper
        .chars()
        .map(|c| read(None, &c.to_string()))
        .collect();
    assert_eq!(alone, "미중한일영독불노북남여야대여남이박윤");
    assert_eq!(read(Some('4'), "年"), "년");
    assert_eq!(read(Some('자'), "率"), "율");
}

#[test]
fn hanja_have_a_reading_and_other_characters_none() {
    let hanja = ('\u{4e00}'..='\u{9fff}').filter(|&c| hanja_reading(c).is_some());
    assert!(hanja.count() > 6_500);
    for (hanja, reading) in [('一', '일'), ('龜', '귀'), ('女', '녀'), ('樂', '악')] {
        assert_eq!(hanja_reading(hanja), Some(reading));
    }
    for other in ['가', 'a', '1', 'あ', '国', '\u{f9e4}', '。'] {
        assert_eq!(hanja_reading(other), None);
        assert_eq!(read(None, &other.to_string()), other.to_string());
    }
}
