//! What is told of each step.

use super::*;
use crate::analysis::{Analyzer, Scratch, Terms, test_analyzer};
use proptest::prelude::*;

fn trace(text: &str) -> Trace {
    test_analyzer().trace(text)
}

/// Each morpheme with its tokens, or the reason why it has none.
fn outcomes(text: &str) -> Vec<String> {
    let trace = trace(text);
    let morphemes = trace.eojeols.iter().flat_map(|eojeol| &eojeol.morphemes);
    morphemes
        .map(|morpheme| {
            let outcome = match &morpheme.outcome {
                TraceOutcome::Tokens(places) => {
                    let texts = places
                        .iter()
                        .map(|&place| trace.tokens[place].text.as_str());
                    texts.collect::<Vec<_>>().join("+")
                }
                TraceOutcome::Dropped(reason) => reason.as_str().to_owned(),
                TraceOutcome::DroppedByParts => "parts".to_owned(),
            };
            format!("{}={outcome}", morpheme.text)
        })
        .collect()
}

#[test]
fn each_reason_is_told() {
    for (text, expected) in [
        ("기업들이", &["기업=기업", "들=plural", "이=particle"][..]),
        ("발의하고", &["발의=발의", "하=verb_suffix", "고=ending"]),
        ("기업이며", &["기업=기업", "이=copula", "며=ending"]),
        ("그리고", &["그리고=conjunction"]),
        ("안전한", &["안전=안전", "한=parts"]),
        ("싶다", &["싶=auxiliary", "다=ending"]),
        ("‘인공지능’은", &["인공지능=인공+지능", "은=particle"]),
        ("인공지능,", &["인공지능=인공+지능"]),
    ] {
        assert_eq!(outcomes(text), expected, "{text}");
    }
}

#[test]
fn latin_letters_and_numbers_are_read_by_their_own_rule() {
    assert_eq!(
        outcomes("GPT-4는"),
        ["gpt=gpt", "-=mark", "4=4", "는=particle"]
    );
    assert_eq!(outcomes("3.5배"), ["3=3.5", ".=3.5", "5=3.5", "배=배"]);
    // The dictionary is not asked where it has nothing to say.
    assert!(trace("GPT-4,").eojeols[0].morphemes.is_empty());
}

#[test]
fn parts_tell_what_became_of_them() {
    let trace = trace("투자했다");
    let morphemes = &trace.eojeols[0].morphemes;
    assert_eq!(morphemes[1].structure, Structure::Inflected);
    let parts: Vec<_> = morphemes[1]
        .parts
        .iter()
        .map(|part| (part.text.as_str(), part.outcome.clone()))
        .collect();
    assert_eq!(
        parts,
        [
            ("하", TraceOutcome::Dropped(Dropped::VerbSuffix)),
            ("았", TraceOutcome::Dropped(Dropped::Ending)),
        ]
    );
}

#[test]
fn ranges_are_of_the_text_as_it_was_given() {
    let text = "워싱턴⼤와 ＧＰＴ－４를";
    let trace = trace(text);
    assert_eq!(trace.normal_form, "워싱턴대와 gpt-4를");
    let shown: Vec<&str> = trace
        .eojeols
        .iter()
        .flat_map(|eojeol| &eojeol.morphemes)
        .map(|morpheme| &text[morpheme.range.clone()])
        .collect();
    assert_eq!(shown, ["워싱턴", "⼤", "와", "ＧＰＴ", "－", "４", "를"]);
}

#[test]
fn bigrams_tell_where_runs_begin() {
    let bigrams: Vec<_> = trace("레드 팀").bigrams;
    let shown: Vec<_> = bigrams
        .iter()
        .map(|bigram| {
            (
                bigram.text.as_str(),
                bigram.range.clone(),
                bigram.starts_run,
            )
        })
        .collect();
    assert_eq!(shown, [("레드", 0..6, true), ("드팀", 3..10, false)]);
}

#[test]
fn words_of_the_terms_are_known() {
    let mut terms = Terms::none();
    terms.add("쿼크랩\n블루+팀").unwrap();
    let analyzer = Analyzer::with_terms(&terms).unwrap();
    for word in ["쿼크랩", "블루팀", "투자", "인공지능"] {
        assert!(analyzer.has_word(word), "{word}");
    }
    for word in ["쿼크랩은", "블루 팀", "투자계획", ""] {
        assert!(!analyzer.has_word(word), "{word}");
    }
    let trace = analyzer.trace("쿼크랩의 투자");
    let in_terms: Vec<bool> = trace
        .eojeols
        .iter()
        .flat_map(|eojeol| &eojeol.morphemes)
        .map(|morpheme| morpheme.in_terms)
        .collect();
    assert_eq!(in_terms, [true, false, false]);
    assert!(
        !Analyzer::with_terms(&Terms::none())
            .unwrap()
            .trace("팀")
            .eojeols[0]
            .morphemes[0]
            .in_terms
    );
}

proptest! {
    #[test]
    fn the_trace_is_of_the_analyzers_own_tokens(
        text in "([가-힣a-zA-Z0-9 .,()·㈜⼤-]|투자했다|들이|인공지능|T머니){0,20}",
    ) {
        let analyzer = test_analyzer();
        let trace = analyzer.trace(&text);
        prop_assert_eq!(&trace.tokens, &analyzer.tokens(&text, &mut Scratch::default()));
        let mut told = vec![false; trace.tokens.len()];
        for eojeol in &trace.eojeols {
            prop_assert!(text.get(eojeol.range.clone()).is_some());
            for morpheme in &eojeol.morphemes {
                prop_assert!(text.get(morpheme.range.clone()).is_some());
                let mut outcomes = vec![&morpheme.outcome];
                outcomes.extend(morpheme.parts.iter().map(|part| &part.outcome));
                for outcome in outcomes {
                    if let TraceOutcome::Tokens(places) = outcome {
                        prop_assert!(!places.is_empty());
                        places.iter().for_each(|&place| told[place] = true);
                    }
                }
            }
        }
        // Words without morphemes are of Latin letters and digits.
        for (place, token) in trace.tokens.iter().enumerate() {
            told[place] |= token.text.is_ascii();
        }
        prop_assert!(told.iter().all(|told| *told));
    }

    #[test]
    fn any_text_is_traced(text in "\\PC{0,60}") {
        test_analyzer().trace(&text);
    }
}
