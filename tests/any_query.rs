//! Any text as a query: the fuzz target's seeds, and queries made of the corpus's own
//! words with mistakes. And what is marked for queries of each kind, in any text.

use std::fs;
use std::io::Write;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::{Arc, LazyLock};

use digest::analysis::Analyzer;
use digest::document::Part;
use digest::search::{Highlighter, LONGEST_QUERY_CHARS, Query, Synonyms};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::RngSeed;
use unicode_normalization::UnicodeNormalization;

use crate::util::project;

#[path = "fuzz/checks.rs"]
mod checks;

use checks::OwnCorpus;

thread_local! {
    static OWN: OwnCorpus = OwnCorpus::new(project());
}

/// The same cases in every run.
fn config() -> ProptestConfig {
    ProptestConfig {
        cases: 64,
        rng_seed: RngSeed::Fixed(5),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

#[test]
fn every_seed_of_the_fuzz_target_is_a_query() {
    let mut seeds: Vec<PathBuf> = fs::read_dir(project().join("tests/fuzz/seeds"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    seeds.sort();
    assert!(seeds.len() >= 50, "the test has lost sight of the seeds");
    for seed in seeds {
        // Shown where the check fails.
        println!("{}", seed.display());
        OWN.with(|own| own.check_bytes(&fs::read(seed).unwrap()));
    }
}

#[test]
fn the_longest_query_is_one_and_a_longer_is_told() {
    // OpenAI on the other keyboard: what is searched for in its place is longer.
    let mut text = "ㅐㅔ두먀 ".to_owned();
    text.extend(std::iter::repeat_n(
        'a',
        LONGEST_QUERY_CHARS - text.chars().count(),
    ));
    OWN.with(|own| own.check_text(&text));
    text.push('a');
    OWN.with(|own| own.check_text(&text));
}

/// The eojeols of the project's own corpus.
fn corpus_words() -> &'static [String] {
    static WORDS: LazyLock<Vec<String>> = LazyLock::new(|| {
        let text = fs::read_to_string(project().join("corpus/2024-05.txt")).unwrap();
        text.split_whitespace().map(str::to_owned).collect()
    });
    &WORDS
}

/// A mistake that somebody makes in typing a word.
#[derive(Debug, Clone)]
enum Mistake {
    /// A syllable and the one behind it change places.
    Swap(Index),
    /// A syllable loses its last letter: 팀 becomes 티, and 티 becomes ㅌ.
    LoseLetter(Index),
    /// A space comes in.
    Part(Index),
    /// Something is written into it.
    Insert(Index, String),
    /// Something is written behind it.
    Append(String),
}

const PARTICLES: [&str; 8] = ["은", "를", "에서", "으로써", "까지도", "의", "했다", "들이"];

fn mistake() -> impl Strategy<Value = Mistake> {
    let place = any::<Index>;
    prop_oneof![
        place().prop_map(Mistake::Swap),
        place().prop_map(Mistake::LoseLetter),
        place().prop_map(Mistake::Part),
        (place(), "[a-zA-Z0-9]{1,4}").prop_map(|(at, text)| Mistake::Insert(at, text)),
        (place(), "\\PC{1,2}").prop_map(|(at, text)| Mistake::Insert(at, text)),
        // Each of these is several characters in normal form, of some several words.
        (place(), "[℀℁℅℆℠㎧㎮㏆㏞㏟㈜½ﷺﬃ]").prop_map(|(at, text)| Mistake::Insert(at, text)),
        select(&PARTICLES).prop_map(|particle| Mistake::Append(particle.to_owned())),
    ]
}

impl Mistake {
    fn make(&self, word: &mut Vec<char>) {
        if word.is_empty() {
            return;
        }
        match self {
            Mistake::Swap(at) if word.len() > 1 => {
                let at = at.index(word.len() - 1);
                word.swap(at, at + 1);
            }
            Mistake::Swap(_) => {}
            Mistake::LoseLetter(at) => {
                let at = at.index(word.len());
                word[at] = without_last_letter(word[at]);
            }
            Mistake::Part(at) => word.insert(at.index(word.len()), ' '),
            Mistake::Insert(at, text) => {
                let at = at.index(word.len());
                word.splice(at..at, text.chars());
            }
            Mistake::Append(text) => word.extend(text.chars()),
        }
    }
}

fn without_last_letter(syllable: char) -> char {
    const INITIALS: &str = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
    if !('가'..='힣').contains(&syllable) {
        return syllable;
    }
    let number = syllable as u32 - '가' as u32;
    let shorter = match number % 28 {
        0 => INITIALS.chars().nth(number as usize / 588),
        last => char::from_u32(syllable as u32 - last),
    };
    shorter.unwrap()
}

/// A word of the corpus with up to three mistakes.
fn mistyped_word() -> impl Strategy<Value = String> {
    let word = select(corpus_words());
    (word, prop::collection::vec(mistake(), 0..4)).prop_map(|(word, mistakes)| {
        let mut chars: Vec<char> = word.chars().collect();
        for mistake in mistakes {
            mistake.make(&mut chars);
        }
        chars.into_iter().collect()
    })
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn mistyped_words_of_the_corpus_are_a_query(
        words in prop::collection::vec((mistyped_word(), select(&["", " ", "  ", "\n", "·"])), 1..6),
    ) {
        let text: String = words.into_iter().flat_map(|(word, space)| [word, space.to_owned()]).collect();
        OWN.with(|own| own.check_text(&text));
    }
}

/// Queries of each kind, each with how it is written in a text.
const QUERIES: &[(&str, &[&str])] = &[
    // A word, however it is inflected.
    ("투자", &["투자를", "투자했다", "ＡＩ투자계획은"]),
    // Another name of the same.
    ("NVIDIA", &["엔비디아는", "nvidia의"]),
    ("대규모 언어모델", &["LLM은", "거대 언어모델을"]),
    // An amount or a date.
    ("2조 4,000억 원", &["2.4조원을", "2조4000억"]),
    ("2024년 4월 11일", &["2024.4.11.", "2024-04-11에"]),
    // A compound or a part of one.
    ("지능", &["인공지능은", "인공 지능"]),
    ("인공지능", &["인공지능의", "인공 지능의"]),
    // A word that the dictionary does not know.
    ("쀍꿹빫", &["쀍꿹빫은", "쀍 꿹빫"]),
    // Hanja.
    ("人工知能", &["인공지능의", "人工知能"]),
    ("여성", &["女性을"]),
];

static ANALYZER: LazyLock<Arc<Analyzer>> = LazyLock::new(|| Arc::new(Analyzer::new().unwrap()));
static SYNONYMS: LazyLock<Synonyms> = LazyLock::new(Synonyms::shipped);

fn marks(query: &str, text: &str) -> Vec<Range<usize>> {
    let query = Query::new(query, &ANALYZER, &SYNONYMS).unwrap();
    Highlighter::new(&query, &ANALYZER).highlights(text, Part::Body)
}

/// Checks what is marked in `texts` for `query`: slices that are not empty, in order and
/// apart. Each is marked in its own eojeols alone too, for no others have a say.
fn check_marks<'a>(query: &str, texts: impl Iterator<Item = &'a str>) -> usize {
    let query = Query::new(query, &ANALYZER, &SYNONYMS).unwrap();
    let mut highlighter = Highlighter::new(&query, &ANALYZER);
    let mut count = 0;
    for text in texts {
        let mut least = 0;
        for mark in highlighter.highlights(text, Part::Body) {
            let slice = text.get(mark.clone());
            assert!(
                slice.is_some_and(|slice| !slice.is_empty()),
                "{mark:?} of {text:?}"
            );
            assert!(least <= mark.start, "{mark:?} of {text:?}");
            least = mark.end + 1;
            let eojeols = eojeols(text, &mark);
            let alone = mark.start - eojeols.start..mark.end - eojeols.start;
            let again = highlighter.highlights(&text[eojeols.clone()], Part::Body);
            assert!(
                again.contains(&alone),
                "{slice:?} is not marked in {:?} alone",
                &text[eojeols]
            );
            count += 1;
        }
    }
    count
}

/// The whole eojeols that a range of `text` is a part of.
fn eojeols(text: &str, range: &Range<usize>) -> Range<usize> {
    let is_inside = |c: char| !c.is_whitespace();
    let before = text[..range.start].trim_end_matches(is_inside);
    let behind = text[range.end..].trim_start_matches(is_inside);
    before.len()..text.len() - behind.len()
}

#[test]
fn each_kind_of_query_is_marked_however_it_is_written() {
    for (query, forms) in QUERIES {
        for form in *forms {
            let marked = marks(query, form);
            assert_eq!(marked.len(), 1, "{query} in {form}");
            // As a query of its own it finds itself, from end to end.
            let slice = &form[marked[0].clone()];
            let again = marks(slice, slice);
            assert_eq!(again.first().map(|mark| mark.start), Some(0), "{slice}");
            assert_eq!(
                again.last().map(|mark| mark.end),
                Some(slice.len()),
                "{slice}"
            );
        }
    }
}

#[test]
fn what_is_marked_in_real_text_can_be_marked() {
    let own = fs::read_to_string(project().join("corpus/2024-05.txt")).unwrap();
    let mut texts: Vec<String> = own.lines().map(str::to_owned).collect();
    let folder = project().join("../shared/digests");
    match fs::read_dir(&folder) {
        Ok(entries) => {
            let own_lines = texts.len();
            let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
            // Folders and files of other kinds lie beside the digests.
            paths.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
            for path in paths {
                let bytes = fs::read(path).unwrap();
                texts.extend(String::from_utf8_lossy(&bytes).lines().map(str::to_owned));
            }
            assert!(
                texts.len() > own_lines,
                "no text was read in {}",
                folder.display()
            );
        }
        // Written past the capture of the test harness, so that it is seen.
        Err(_) => {
            let message = format!(
                "skipped: there is no {} beside the checkout",
                folder.display()
            );
            writeln!(std::io::stderr(), "{message}").unwrap();
        }
    }
    texts.retain(|text| !text.trim().is_empty());
    let queries = QUERIES.iter().map(|(query, _)| *query);
    let words = corpus_words().iter().step_by(400).map(String::as_str);
    let mut count = 0;
    for query in queries.chain(words) {
        count += check_marks(query, texts.iter().map(String::as_str));
    }
    assert!(count > 100, "the test has lost sight of the marks");
}

fn eojeol() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[가-힣]{1,5}",
        4 => select(corpus_words()),
        2 => mistyped_word(),
        1 => select(corpus_words()).prop_map(|word| word.nfd().collect()),
        2 => "[A-Za-z0-9０-９.,%·-]{1,6}",
        1 => "[一-龥]{1,4}",
        1 => "\\PC{1,4}",
    ]
}

fn text_with(form: String) -> impl Strategy<Value = String> {
    let space = || {
        select(&[
            " ", " ", " ", "\n", "\u{a0}", "\u{3000}", "\u{200b}", "·", "",
        ])
    };
    let part = || prop::collection::vec((eojeol(), space()), 0..12);
    (part(), part()).prop_map(move |(before, behind)| {
        let joined = |part: Vec<(String, &str)>| {
            let words = part.into_iter().map(|(word, space)| word + space);
            words.collect::<String>()
        };
        joined(before) + &form + " " + &joined(behind)
    })
}

fn query_and_text() -> impl Strategy<Value = (String, String)> {
    let known = select(QUERIES).prop_flat_map(|(query, forms)| (Just(query), select(forms)));
    let known = known.prop_map(|(query, form)| (query.to_owned(), form.to_owned()));
    let made = mistyped_word().prop_map(|word| (word.clone(), word));
    prop_oneof![known, made].prop_flat_map(|(query, form)| (Just(query), text_with(form)))
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn what_is_marked_in_any_text_can_be_marked((query, text) in query_and_text()) {
        check_marks(&query, std::iter::once(text.as_str()));
    }
}
