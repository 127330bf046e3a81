use super::*;
use crate::analysis::test_analyzer;
use proptest::prelude::*;

fn terms(text: &str) -> Vec<String> {
    let analyzer = test_analyzer();
    let tokens = analyzer.tokens(text, &mut Scratch::default());
    tokens.into_iter().map(|token| token.text).collect()
}

#[test]
fn particles_and_endings_go() {
    assert_eq!(terms("투자계획은"), ["투자", "계획"]);
    assert_eq!(terms("투자했다 투자하는"), ["투자", "투자"]);
    assert_eq!(terms("기업들이"), ["기업"]);
}

#[test]
fn words_without_meaning_of_their_own_go() {
    for word in ["및", "그리고", "또한"] {
        assert!(terms(word).is_empty(), "{word}");
    }
    assert_eq!(terms("레드팀 및 챌린지"), ["레드", "팀", "챌린지"]);
}

#[test]
fn compounds_give_their_parts() {
    assert_eq!(terms("인공지능"), ["인공", "지능"]);
    assert_eq!(terms("인공 지능"), ["인공", "지능"]);
}

#[test]
fn latin_and_numbers_do_not_depend_on_spelling() {
    for spelling in ["GPT-4", "GPT4", "gpt 4", "ＧＰＴ－４"] {
        assert_eq!(terms(spelling), ["gpt", "4"], "{spelling}");
    }
    assert_eq!(terms("H100"), ["h", "100"]);
    assert_eq!(terms("1,280억"), ["1280", "억"]);
    assert_eq!(terms("2024.04.11."), ["2024", "4", "11"]);
    assert_eq!(terms("1.5배"), ["1.5", "배"]);
    assert_eq!(terms("1,2"), ["1", "2"]);
}

#[test]
fn words_part_at_separators() {
    let analyzer = test_analyzer();
    let text = "(주)카카오, AI·디지털 그록-1.5V를 1,000여명";
    let words = analyzer.words(text, &mut Scratch::default());
    let shown: Vec<&str> = words.iter().map(|word| &text[word.range.clone()]).collect();
    assert_eq!(
        shown,
        ["주", "카카오", "AI", "디지털", "그록-1.5V를", "1,000여명"]
    );
}

#[test]
fn text_without_words_gives_none() {
    for text in ["", " \n\t", "…!?", "🎉", "①", "()"] {
        assert!(terms(text).is_empty(), "{text:?}");
    }
}

#[test]
fn tokens_point_at_the_original() {
    let analyzer = test_analyzer();
    let text = "워싱턴⼤와 ＧＰＴ－４를 투자계획은";
    let tokens = analyzer.tokens(text, &mut Scratch::default());
    let shown: Vec<&str> = tokens
        .iter()
        .map(|token| &text[token.range.clone()])
        .collect();
    assert_eq!(shown, ["워싱턴", "⼤", "ＧＰＴ", "４", "투자", "계획"]);
}

#[test]
fn a_megabyte_without_spaces_is_analysed() {
    let text = "가나다라".repeat(90_000);
    assert!(!terms(&text).is_empty());
}

proptest! {
    #[test]
    fn token_ranges_are_slices_in_order(text in "\\PC{0,60}") {
        let analyzer = test_analyzer();
        let mut last = 0;
        for token in analyzer.tokens(&text, &mut Scratch::default()) {
            prop_assert!(token.range.start >= last);
            prop_assert!(text.get(token.range.clone()).is_some_and(|slice| !slice.is_empty()));
            prop_assert!(!token.text.is_empty());
            last = token.range.start;
        }
    }

    // One remembers everything, one forgets all the time, one never met anything.
    #[test]
    fn what_is_remembered_changes_nothing(
        texts in prop::collection::vec("[가나다인공지능레드팀은는 A1·.,()㈜-]{0,30}", 1..6)
    ) {
        let analyzer = test_analyzer();
        let (mut much, mut little) = (Scratch::default(), Scratch::remembering(500));
        for text in texts.iter().chain(&texts) {
            let mut nothing = Scratch::remembering(0);
            let words = analyzer.words(text, &mut nothing);
            let stems = analyzer.stems(text, &mut nothing);
            for scratch in [&mut much, &mut little] {
                prop_assert_eq!(&analyzer.words(text, scratch), &words);
                prop_assert_eq!(&analyzer.stems(text, scratch), &stems);
            }
            let terms = analyzer.first_terms(text, 3, &mut little);
            let tokens = words.into_iter().flat_map(|word| word.tokens);
            let first: Vec<String> = tokens.map(|token| token.text).take(3).collect();
            prop_assert_eq!(terms, first);
        }
    }

    #[test]
    fn words_hold_exactly_the_tokens(text in "[가-힣a-zA-Z0-9 .,()·㈜-]{0,40}") {
        let analyzer = test_analyzer();
        let mut scratch = Scratch::default();
        let tokens = analyzer.tokens(&text, &mut scratch);
        let of_words: Vec<Token> = analyzer
            .words(&text, &mut scratch)
            .into_iter()
            .flat_map(|word| word.tokens)
            .collect();
        prop_assert_eq!(tokens, of_words);
    }
}
