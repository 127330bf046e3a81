//! What is shown of documents.

use std::num::NonZeroUsize;
use std::ops::Range;

use super::snippet::{LONGEST_SNIPPET_CHARS, SNIPPETS_A_HIT, Snippet, shown, title_marks};
use super::word_finder::{Reach, WordFinder};
use crate::analysis::{Scratch, test_analyzer};
use crate::document::{Article, Block, BlockKind, Document, DocumentId, Part, SourcePlace};
use crate::index::DocumentPlaces;
use crate::search::{Query, Synonyms};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

fn block(kind: BlockKind, text: &str) -> Block {
    Block {
        kind,
        text: text.to_owned(),
        line: 1,
    }
}

fn article(title: &str, summary: &[&str], body: Vec<Block>) -> Document {
    Document::Article(Article {
        id: DocumentId::article("t", 1),
        issue: "t".to_owned(),
        ordinal: 1,
        title: title.to_owned(),
        date: None,
        summary: summary
            .iter()
            .map(|text| block(BlockKind::Bullet, text))
            .collect(),
        body,
        citations: Vec::new(),
        source: SourcePlace {
            file: "t.txt".to_owned(),
            line: 1,
            pages: None,
        },
    })
}

fn snippets_of(query: &str, document: &Document) -> Vec<Snippet> {
    snippets_at_most(SNIPPETS_A_HIT, query, document)
}

fn snippets_at_most(most: usize, query: &str, document: &Document) -> Vec<Snippet> {
    let analyzer = test_analyzer();
    let query = Query::new(query, &analyzer, &Synonyms::none()).unwrap();
    let most = NonZeroUsize::new(most).unwrap();
    let places = places_in(document);
    let mut finder = WordFinder::new(&query);
    let texts = places.of_texts(document).unwrap();
    let shown = shown(document, &texts, &mut finder, most, Reach::Words);
    shown.unwrap().snippets
}

fn places_in(document: &Document) -> DocumentPlaces {
    DocumentPlaces::find(document, &test_analyzer(), &mut Scratch::default())
}

fn marked(snippet: &Snippet) -> Vec<String> {
    let chars: Vec<char> = snippet.text.chars().collect();
    let slice = |range: &Range<usize>| chars[range.clone()].iter().collect();
    snippet.highlights.iter().map(slice).collect()
}

#[test]
fn a_passage_tells_its_heading() {
    let document = article(
        "제목",
        &["요약에는 없다"],
        vec![
            block(BlockKind::Heading, "첫째"),
            block(BlockKind::Bullet, "예산을 짠다"),
            block(BlockKind::Heading, "둘째"),
            block(BlockKind::Subbullet, "정부가 투자를 늘린다"),
        ],
    );
    let snippets = snippets_of("투자", &document);
    assert_eq!(snippets.len(), 1);
    assert_eq!(snippets[0].heading.as_deref(), Some("둘째"));
    assert_eq!(snippets[0].text, "정부가 투자를 늘린다");
    assert_eq!(snippets[0].highlights, [4..6]);
}

#[test]
fn each_word_is_shown_before_one_is_shown_again() {
    let document = article(
        "제목",
        &["투자 투자 투자", "투자 이야기", "투자 계속"],
        vec![block(BlockKind::Footnote, "규제는 각주에만 있다")],
    );
    let snippets = snippets_of("투자 규제", &document);
    assert_eq!(snippets.len(), SNIPPETS_A_HIT);
    assert!(
        snippets
            .iter()
            .any(|snippet| snippet.part == Part::Footnote)
    );
}

#[test]
fn as_many_passages_as_were_asked_for() {
    let titled = article("투자 소식", &["요약이다"], Vec::new());
    let often = ["투자 하나", "투자 둘", "투자 셋", "투자 넷", "투자 다섯"];
    let often = article("제목", &often, Vec::new());
    for most in 1..7 {
        assert_eq!(snippets_at_most(most, "투자", &often).len(), most.min(5));
        // The title is no passage of the text.
        assert_eq!(snippets_at_most(most, "투자", &titled).len(), 2);
    }
}

#[test]
fn marks_of_the_title_look_at_no_other_text() {
    let document = article("투자 소식", &["투자 하나", "투자 둘"], Vec::new());
    let analyzer = test_analyzer();
    let query = Query::new("투자", &analyzer, &Synonyms::none()).unwrap();
    let places = places_in(&document);
    let mut finder = WordFinder::new(&query);
    let texts = places.of_texts(&document).unwrap();
    let marks = title_marks(&document, texts[0], &mut finder, 1);
    assert_eq!(marks.unwrap(), [0..2]);
    assert_eq!(finder.texts_read, 1);
    let one = NonZeroUsize::MIN;
    shown(&document, &texts, &mut finder, one, Reach::Words).unwrap();
    assert_eq!(finder.texts_read, 4);
}

#[test]
fn a_hit_by_title_alone_shows_the_start_too() {
    let document = article("투자 소식", &["요약이다"], Vec::new());
    let snippets = snippets_of("투자", &document);
    let parts: Vec<Part> = snippets.iter().map(|snippet| snippet.part).collect();
    assert_eq!(parts, [Part::Title, Part::Summary]);
    assert_eq!(marked(&snippets[0]), ["투자"]);
    assert!(snippets[1].highlights.is_empty());
}

#[test]
fn long_text_is_cut_at_sentences() {
    let filler = "이 문장은 다른 이야기를 한다. ".repeat(20);
    let text = format!("{filler}여기에 투자가 나온다. {filler}");
    let document = article("제목", &[&text], Vec::new());
    let snippets = snippets_of("투자", &document);
    assert_eq!(snippets[0].text, "여기에 투자가 나온다.");
    assert_eq!(marked(&snippets[0]), ["투자"]);
}

#[test]
fn a_long_sentence_is_cut_between_words() {
    let filler = "이어지는 이야기 ".repeat(40);
    let text = format!("{filler}투자 {filler}");
    let document = article("제목", &[&text], Vec::new());
    let snippet = &snippets_of("투자", &document)[0];
    assert!(snippet.text.starts_with('…') && snippet.text.ends_with('…'));
    assert!(snippet.text.chars().count() <= LONGEST_SNIPPET_CHARS);
    assert_eq!(marked(snippet), ["투자"]);
}

proptest! {
    #[test]
    fn snippets_are_short_and_their_highlights_inside(
        query in "[가-힣A-Z]{1,4}( [가-힣A-Z]{1,4})?",
        texts in prop::collection::vec("([가-힣A-Z0-9.,]{1,12} ?){0,60}", 1..4),
    ) {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let document = article(&query, &texts, Vec::new());
        let snippets = snippets_of(&query, &document);
        prop_assert!(!snippets.is_empty() && snippets.len() <= SNIPPETS_A_HIT);
        for snippet in snippets {
            let length = snippet.text.chars().count();
            prop_assert!(length <= LONGEST_SNIPPET_CHARS);
            let mut last = None;
            for range in &snippet.highlights {
                prop_assert!(range.start < range.end && range.end <= length);
                prop_assert!(last.is_none_or(|last| range.start > last));
                last = Some(range.end);
            }
        }
    }

    #[test]
    fn places_that_are_kept_mark_what_the_analyzer_does(
        query in prop_oneof![
            "[가-힣]{1,3}( [A-Z0-9가-힣]{1,3}){0,2}",
            select(&QUERIES[..]).prop_map(str::to_owned),
        ],
        text in prop_oneof![
            "([가-힣]{1,3}[A-Z0-9,.·]{0,2} ?){0,30}",
            vec(select(&TEXTS[..]), 1..4).prop_map(|texts| texts.join(" ")),
        ],
    ) {
        let analyzer = test_analyzer();
        let query = Query::new(&query, &analyzer, &Synonyms::shipped()).unwrap();
        let mut finder = WordFinder::new(&query);
        let mut scratch = Scratch::default();
        let mut places = Vec::new();
        analyzer.write_places(&text, &mut scratch, &mut places);
        for reach in [Reach::Words, Reach::Letters] {
            let kept = finder.occurrences(&text, std::iter::once((0, &places[..])), Part::Body, reach);
            let anew = finder.analysed(&text, Part::Body, reach, &analyzer, &mut scratch);
            prop_assert_eq!(kept, Ok(anew));
        }
    }

    #[test]
    fn any_bytes_as_places_are_told_or_stay_within_the_text(
        bytes in vec(any::<u8>(), 0..80),
        text in "([가-힣A-Z0-9.,]{1,12} ?){0,20}",
    ) {
        let document = article("투자 소식", &[&text, "투자를 늘렸다"], Vec::new());
        let analyzer = test_analyzer();
        let query = Query::new("투자 소식 늘리다", &analyzer, &Synonyms::none()).unwrap();
        let texts = document.texts().into_iter();
        let texts: Vec<_> = texts.map(|text| (text, bytes.as_slice())).collect();
        for reach in [Reach::Words, Reach::Letters] {
            let mut finder = WordFinder::new(&query);
            let shown = shown(&document, &texts, &mut finder, NonZeroUsize::MIN, reach);
            for snippet in shown.into_iter().flat_map(|shown| shown.snippets) {
                let length = snippet.text.chars().count();
                prop_assert!(snippet.highlights.iter().all(|range| range.end <= length));
            }
        }
    }
}

const QUERIES: [&str; 9] = [
    "\"레드 팀\" 챌린지",
    "연방재난관리청 재난관리청",
    "밝히다 흐르다 돕다",
    "2조 4천억 원",
    "2024년 4월 11일",
    "GPT-4 C++",
    "人工知能",
    "레드팀 OR 딥페이크 -일본",
    "제목:챌린지 본문:규제",
];

const TEXTS: [&str; 8] = [
    "레드팀은 여러 팀이 모인 레드 팀이다. 팀의 챌린지가 열렸다.",
    "연방재난관리청(FEMA)은 고속철도망을 밝혔다고 했으며 흘러갔다",
    "2조4,000억원을 도와 2024.4.11. 밝혀진 38%p",
    "ＧＰＴ－４와 GPT-4o, C++·C#은 ㈜카카오의 ①탈옥",
    "人工知能과 日 정부, 워싱턴⼤…그리고",
    "“딥페이크”를 쓰지 않은 ‘레드팀’은",
    "재난 관리 청에서 서둘러 지은 집에 사는 이들",
    "챌린지규제챌린지 규제를",
];
