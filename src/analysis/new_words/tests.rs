use super::statistics::EOJEOLS;
use super::*;
use proptest::prelude::*;

/// The candidates of a corpus whose dictionary knows `known`.
fn candidates(texts: &[&str], known: &[&str]) -> Vec<Candidate> {
    let mut statistics = WordStatistics::new();
    for text in texts {
        statistics.add(text);
    }
    statistics.candidates(|word| known.contains(&word), 100)
}

fn words(texts: &[&str], known: &[&str]) -> Vec<String> {
    candidates(texts, known)
        .into_iter()
        .map(|candidate| candidate.word)
        .collect()
}

#[test]
fn a_new_word_is_found_and_its_parts_are_not() {
    let texts = [
        "레드팀은 모델의 약점을 찾는다. 레드팀을 둔 회사는 레드팀의 보고를 받는다.",
        "레드팀 챌린지가 열려, 레드팀이 모델의 위험을 찾았다. ‘레드팀’에 물었다.",
    ];
    let known = ["레드", "모델", "약점", "위험", "보고", "챌린지", "회사"];
    assert_eq!(words(&texts, &known), ["레드팀"]);
}

#[test]
fn a_candidate_tells_its_statistics() {
    let candidates = candidates(&["젬마는 젬마를 젬마의 젬마 신젬마"], &[]);
    let [gemma] = candidates.as_slice() else {
        panic!("{candidates:?}");
    };
    assert_eq!((gemma.word.as_str(), gemma.count), ("젬마", 5));
    assert_eq!(gemma.cohesion, 1.0);
    // Five occurrences with five neighbours on the right; on the left too, as each
    // beginning of an eojeol counts for another.
    assert!((gemma.right_entropy - 5f64.log2()).abs() < 1e-9);
    assert!((gemma.left_entropy - 5f64.log2()).abs() < 1e-9);
    assert_eq!(gemma.example, "젬마는");
}

#[test]
fn particles_stay_where_they_are_part_of_the_name() {
    // 이 after a vowel is no particle, and 파고 is followed by 가 and 를.
    let texts = ["제미나이는 제미나이를 제미나이의 제미나이 알파고가 알파고를 알파고의 알파고"];
    assert_eq!(words(&texts, &["알파"]), ["알파고", "제미나이"]);
}

#[test]
fn verbs_and_known_words_are_none() {
    let texts = [
        "모델을 내놓은 회사 모델을 내놓으며 모델은 내놓을 모델이 내놓기로 내놓았다 내놓고",
        "기술을 개발하는 개발하고 개발하여 개발하며 개발하기를 선택하십시오 선택하십시오",
        "선택하십시오 선택하십시오 선택하십시오 알렸다 알렸다 알렸다 알렸다",
    ];
    assert_eq!(
        words(&texts, &["모델", "회사", "기술", "개발", "선택"]),
        [""; 0]
    );
}

#[test]
fn compounds_of_words_in_use_are_none() {
    let texts = [
        "접근방식은 접근방식을 접근방식의 접근방식에 접근이 방식을 접근을 방식이 접근의 방식",
        "ai반도체는 ai반도체를 ai반도체의 ai 반도체가 반도체를",
    ];
    assert_eq!(words(&texts, &["접근", "방식", "반도체"]), [""; 0]);
}

#[test]
fn latin_words_are_not_cut() {
    let texts = ["챗GPT는 챗GPT를 챗GPT의 챗GPT 챗GPT가"];
    assert_eq!(words(&texts, &[]), ["챗gpt"]);
    assert_eq!(words(&["H100은 H100을 H100의 H100"], &[]), [""; 0]);
}

#[test]
fn spellings_are_one() {
    let decomposed: String = {
        use unicode_normalization::UnicodeNormalization;
        "그록을 그록의".nfd().collect()
    };
    let candidates = candidates(&[&decomposed, "그록은 그록"], &[]);
    assert_eq!(candidates[0].word, "그록");
    assert_eq!(candidates[0].count, 4);
}

#[test]
fn a_text_without_spaces_costs_little() {
    let mut statistics = WordStatistics::new();
    statistics.add(&"가나다라".repeat(100_000));
    statistics.add(&"a1".repeat(100_000));
    assert!(statistics.candidates(|_| false, 10).is_empty());
}

#[test]
fn rare_eojeols_are_forgotten() {
    let mut statistics = WordStatistics::new();
    for number in 0..EOJEOLS as u32 + 1 {
        let eojeol: Box<[Symbol]> = [0xac00 + number % 11_172, 0xac00 + number / 11_172].into();
        statistics
            .eojeols
            .insert(eojeol, if number < 10 { 5 } else { 1 });
    }
    statistics.forget_rare();
    assert_eq!(statistics.eojeols.len(), 10);
}

proptest! {
    #[test]
    fn candidates_stand_in_the_text_in_order(
        texts in prop::collection::vec("[가나다는을의에 gG1.-]{0,60}", 0..6),
        limit in 0usize..20,
    ) {
        let mut statistics = WordStatistics::new();
        for text in &texts {
            statistics.add(text);
        }
        let candidates = statistics.candidates(|word| word == "가나", limit);
        prop_assert!(candidates.len() <= limit);
        let contains = |word: &str| texts.iter().any(|text| text.to_lowercase().contains(word));
        for candidate in &candidates {
            prop_assert!(contains(&candidate.word));
            prop_assert!(contains(&candidate.example));
            prop_assert!(candidate.example.starts_with(&candidate.word));
            prop_assert!(candidate.count >= LEAST_COUNT);
            prop_assert!(candidate.cohesion > 0.0 && candidate.cohesion <= 1.0);
            prop_assert!(candidate.left_entropy >= 0.0 && candidate.right_entropy >= 0.0);
        }
        let is_sorted = candidates.windows(2).all(|pair| {
            let (a, b) = (&pair[0], &pair[1]);
            a.score > b.score
                || a.score == b.score && (b.count, &a.word) < (a.count, &b.word)
        });
        prop_assert!(is_sorted);
    }

    #[test]
    fn the_same_texts_give_the_same_candidates(text in "[가나다는을의에 ]{0,200}") {
        let run = || {
            let mut statistics = WordStatistics::new();
            statistics.add(&text);
            statistics.candidates(|_| false, 50)
        };
        prop_assert_eq!(run(), run());
    }

    #[test]
    fn any_text_is_counted(text in "\\PC{0,200}") {
        let mut statistics = WordStatistics::new();
        statistics.add(&text.repeat(4));
        statistics.candidates(|_| false, 50);
    }
}
