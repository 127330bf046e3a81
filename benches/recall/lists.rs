//! The words that are asked for: of the dictionary, and made up of letters and syllables.
//!
//! Everything is drawn by a seed, so that each run asks for the same words. What stands
//! around them is `surroundings`', what becomes of both is `kinds`'.

use std::collections::HashSet;

use rand::prelude::*;
use rand_chacha::ChaCha8Rng;

use super::dictionary::{Dictionary, Form};

/// Draws lists of words; no word is twice in one.
pub struct Lists<'d> {
    dictionary: &'d Dictionary,
    rng: ChaCha8Rng,
}

/// What can be asked for that the title of every document holds.
const TITLE_WORDS: [&str; 2] = ["알림", "알리"];

const SURNAMES: [&str; 40] = [
    "김", "이", "박", "최", "정", "강", "조", "윤", "장", "임", "한", "오", "서", "신", "권", "황",
    "안", "송", "전", "홍", "유", "고", "문", "양", "손", "배", "백", "허", "남", "심", "노", "하",
    "곽", "성", "차", "주", "우", "구", "나", "남궁",
];

const GIVEN: [&str; 48] = [
    "가", "건", "경", "규", "기", "나", "다", "도", "동", "라", "리", "민", "병", "보", "빈", "상",
    "서", "선", "성", "소", "수", "승", "시", "아", "연", "영", "예", "우", "원", "유", "윤", "은",
    "인", "재", "정", "주", "준", "지", "진", "찬", "채", "철", "하", "현", "형", "혜", "호", "희",
];

const CONSONANTS: &[u8] = b"bcdfghjklmnprstvwxz";
const VOWELS: &[u8] = b"aeiou";

impl<'d> Lists<'d> {
    pub fn new(dictionary: &'d Dictionary, seed: u64) -> Self {
        let rng = ChaCha8Rng::seed_from_u64(seed);
        Lists { dictionary, rng }
    }

    pub fn nouns(&mut self, count: usize) -> Vec<String> {
        let dictionary = self.dictionary;
        let mut drawn = Vec::new();
        self.distinct(count, |rng| {
            if drawn.is_empty() {
                drawn = dictionary.with_look_alikes(rng);
            }
            drawn.remove(0)
        })
    }

    /// Stems of verbs and adjectives.
    pub fn stems(&mut self, count: usize) -> Vec<String> {
        let stems: Vec<&String> = self.dictionary.verbs.keys().collect();
        self.distinct(count, |rng| (*stems.choose(rng).expect("stems")).clone())
    }

    /// Some of the forms of a stem that are wanted.
    pub fn forms(&mut self, stem: &str, most: usize, wanted: impl Fn(&Form) -> bool) -> Vec<Form> {
        let forms = self.dictionary.verbs[stem].iter();
        let mut forms: Vec<Form> = forms.filter(|form| wanted(form)).cloned().collect();
        forms.shuffle(&mut self.rng);
        forms.truncate(most);
        forms
    }

    pub fn names(&mut self, count: usize) -> Vec<String> {
        self.distinct(count, |rng| {
            let mut name = (*SURNAMES.choose(rng).expect("surnames")).to_owned();
            for _ in 0..2 {
                name.push_str(GIVEN.choose(rng).expect("syllables"));
            }
            name
        })
    }

    /// Syllables that nouns have, in words that the dictionary lacks.
    pub fn made_of_syllables(&mut self, count: usize) -> Vec<String> {
        let dictionary = self.dictionary;
        self.distinct(count, |rng| {
            loop {
                let length = rng.random_range(3..=5);
                let syllable = |_| {
                    let noun: Vec<char> = dictionary
                        .nouns
                        .choose(rng)
                        .expect("nouns")
                        .chars()
                        .collect();
                    *noun.choose(rng).expect("syllables")
                };
                let word: String = (0..length).map(syllable).collect();
                if !dictionary.has(&word) {
                    return word;
                }
            }
        })
    }

    pub fn latin(&mut self, count: usize) -> Vec<String> {
        self.distinct(count, latin_word)
    }

    /// `Bovitan원자로`, `XKD예산`.
    pub fn latin_with_hangul(&mut self, count: usize) -> Vec<String> {
        let nouns = &self.dictionary.nouns;
        self.distinct(count, |rng| {
            let noun = nouns.choose(rng).expect("nouns");
            format!("{}{noun}", latin_word(rng))
        })
    }

    /// `TRW-4`, `Kelu12`, `MZP3E`.
    pub fn latin_with_digits(&mut self, count: usize) -> Vec<String> {
        self.distinct(count, |rng| {
            let hyphen = if rng.random_bool(0.5) { "-" } else { "" };
            let word = latin_word(rng);
            let number = rng.random_range(1..1000);
            let letter = if rng.random_bool(0.25) { "E" } else { "" };
            format!("{word}{hyphen}{number}{letter}")
        })
    }

    /// Words of a sort, none twice, and none that the title of all documents holds.
    fn distinct(
        &mut self,
        count: usize,
        mut draw: impl FnMut(&mut ChaCha8Rng) -> String,
    ) -> Vec<String> {
        let mut seen = HashSet::new();
        let mut words = Vec::new();
        while words.len() < count {
            let word = draw(&mut self.rng);
            let is_in_title = TITLE_WORDS.contains(&word.as_str());
            if !is_in_title && seen.insert(word.to_lowercase()) {
                words.push(word);
            }
        }
        words
    }
}

/// A name as companies give themselves, or three or four capitals.
fn latin_word(rng: &mut ChaCha8Rng) -> String {
    let letter =
        |from: &[u8], rng: &mut ChaCha8Rng| char::from(*from.choose(rng).expect("letters"));
    if rng.random_bool(0.5) {
        let length = rng.random_range(3..=4);
        let capitals = (0..length).map(|_| char::from(rng.random_range(b'A'..=b'Z')));
        return capitals.collect();
    }
    let mut word = String::new();
    for _ in 0..rng.random_range(2..=3) {
        word.push(letter(CONSONANTS, rng));
        word.push(letter(VOWELS, rng));
    }
    if rng.random_bool(0.5) {
        word.push(letter(CONSONANTS, rng));
    }
    word[..1].to_uppercase() + &word[1..]
}
