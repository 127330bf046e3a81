//! The words that two texts share, as people read them.
//!
//! The index's terms are morphemes, parts of compounds among them: 인공 and 지능 of
//! 인공지능. What is shown to people is a whole word, which stands in one of the texts as
//! it is, and in the other as it is or within a longer word.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::analysis::{Role, Word, spelling};

/// Runs of more tokens than these within one word are not looked for.
const LONGEST_RUN: usize = 6;

/// How the endings begin that make a verb or an adjective of a noun or a root.
const VERBAL: [char; 13] = [
    '하', '한', '할', '함', '해', '했', '되', '된', '될', '됨', '돼', '됐', '시',
];

/// Particles of one syllable.
const PARTICLES: &str = "은는이가을를의에와과도만로";

/// The words of a text and what stands within them.
#[derive(Default)]
pub(super) struct Wording {
    /// Each whole word by its tokens, where it is said as a noun: how it is written first, and how often it stands
    /// there.
    words: HashMap<Vec<String>, (String, usize)>,
    /// Every run of tokens within a word.
    runs: HashSet<Vec<String>>,
    /// How often each noun stands there.
    nouns: BTreeMap<String, usize>,
}

/// Whether a noun tells anything by itself: not a single letter or syllable, and no
/// number.
pub(super) fn is_telling(term: &str) -> bool {
    term.chars().count() >= 2 && term.chars().any(char::is_alphabetic)
}

/// Whether of two words, of which one is part of the other, the first says more: it is
/// longer, and by more than a particle that the dictionary took for part of it (소송도).
fn says_more(one: &str, other: &str) -> bool {
    let is_particle = |rest: &str| {
        let mut chars = rest.chars();
        chars.next().is_some_and(|c| PARTICLES.contains(c)) && chars.next().is_none()
    };
    match (one.strip_prefix(other), other.strip_prefix(one)) {
        (Some(rest), _) if is_particle(rest) => false,
        (_, Some(rest)) if is_particle(rest) => true,
        _ => one.len() > other.len(),
    }
}

impl Wording {
    /// Adds the words of `text`.
    pub(super) fn add(&mut self, text: &str, words: Vec<Word>) {
        for word in words {
            let Some(stem) = word.stem() else {
                continue;
            };
            for token in word.tokens.iter().filter(|token| token.role == Role::Noun) {
                *self.nouns.entry(token.text.clone()).or_default() += 1;
            }
            let roles = word.tokens.iter().map(|token| token.role);
            let is_noun = roles
                .clone()
                .all(|role| matches!(role, Role::Noun | Role::Affix));
            let tokens = word.tokens.iter().map(|token| token.text.clone());
            let tokens: Vec<String> = tokens.collect();
            for start in 0..tokens.len() {
                let longest = (start + LONGEST_RUN).min(tokens.len());
                for end in start + 1..=longest {
                    self.runs.insert(tokens[start..end].to_vec());
                }
            }
            // Said as a verb (어떠한, 밝혀) it may be half a word.
            let rest = &text[stem.end..word.range.end];
            if is_noun && !rest.starts_with(VERBAL) && tokens.iter().any(|token| is_telling(token))
            {
                let written = || (text[stem].to_owned(), 0);
                self.words.entry(tokens).or_insert_with(written).1 += 1;
            }
        }
    }

    /// Each noun with how often it stands there, in an order that is always the same.
    pub(super) fn terms(&self) -> impl Iterator<Item = (&str, usize)> {
        let terms = self.nouns.iter();
        terms.map(|(term, count)| (term.as_str(), *count))
    }

    /// The nouns that tell anything by themselves.
    pub(super) fn telling_terms(&self) -> impl Iterator<Item = &str> {
        let terms = self.nouns.keys().map(String::as_str);
        terms.filter(|term| is_telling(term))
    }

    /// How often the word stands there by itself, or once where it is within others.
    fn count_of(&self, tokens: &[String]) -> usize {
        self.words.get(tokens).map_or(1, |(_, count)| *count)
    }

    /// The words that this text shares with another, the rarest and most repeated first,
    /// `most` at most. A word is as rare as the rarest of its terms, by `rarity`; one
    /// without a rare term is not among them. None is part of another.
    pub(super) fn shared_with(
        &self,
        other: &Wording,
        rarity: impl Fn(&str) -> Option<f32>,
        most: usize,
    ) -> Vec<String> {
        let own = self.words.iter();
        let own = own.filter(|(tokens, _)| other.runs.contains(*tokens));
        let others = other.words.iter();
        let others = others
            .filter(|(tokens, _)| !self.words.contains_key(*tokens) && self.runs.contains(*tokens));
        let rated = own.chain(others).filter_map(|(tokens, (written, _))| {
            let rarities = tokens.iter().filter_map(|token| rarity(token));
            let rarest = rarities.reduce(f32::max)?;
            // What both repeat is their subject, and no word that came by.
            let counts = self.count_of(tokens) * other.count_of(tokens);
            Some((rarest * (1.0 + (counts as f32).ln()), written))
        });
        let mut rated: Vec<(f32, &String)> = rated.collect();
        rated.sort_by(|(rating, one), (other_rating, other)| {
            let longer = other.len().cmp(&one.len()).then_with(|| one.cmp(other));
            other_rating.total_cmp(rating).then(longer)
        });
        let mut shown: Vec<(String, String)> = Vec::new();
        for (_, written) in rated {
            let spelled = spelling(written);
            let kin = shown
                .iter()
                .position(|(_, kept)| kept.contains(&spelled) || spelled.contains(kept.as_str()));
            match kin {
                // The longer word says more.
                Some(kin) if says_more(&spelled, &shown[kin].1) => {
                    shown[kin] = (written.clone(), spelled);
                }
                None if shown.len() < most => shown.push((written.clone(), spelled)),
                _ => {}
            }
        }
        shown.into_iter().map(|(written, _)| written).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Scratch, test_analyzer};

    fn wording(text: &str) -> Wording {
        let mut wording = Wording::default();
        let words = test_analyzer().words(text, &mut Scratch::default());
        wording.add(text, words);
        wording
    }

    fn shared(one: &str, other: &str) -> Vec<String> {
        wording(one).shared_with(&wording(other), |_| Some(1.0), 6)
    }

    #[test]
    fn whole_words_are_shared_and_not_their_parts() {
        // 지능 is common to both, but no word of either.
        assert_eq!(shared("인공지능은 좋다", "감정지능이 좋다"), [""; 0]);
        assert_eq!(shared("인공지능은", "인공지능을 산다"), ["인공지능"]);
        assert_eq!(shared("투자계획을", "투자는"), ["투자"]);
        assert_eq!(shared("투자했다", "투자는"), ["투자"]);
        assert_eq!(shared("투자유치에서", "투자계획을"), [""; 0]);
    }

    #[test]
    fn what_says_nothing_by_itself_is_not_shown() {
        for text in [
            "2024년 3월 38%",
            "그리고 및",
            "큰 것을 하다",
            "만 명이 간다",
        ] {
            assert_eq!(shared(text, text), [""; 0], "{text}");
        }
        assert_eq!(shared("GPT-4를", "GPT4는"), ["GPT-4"]);
    }

    #[test]
    fn the_rarest_come_first_and_parts_of_others_do_not() {
        let (one, other) = (
            wording("레드팀 챌린지 반도체 공장"),
            wording("레드팀의 챌린지와 반도체의 공장"),
        );
        let rarity = |term: &str| match term {
            "챌린지" => Some(3.0),
            "공장" => None,
            _ => Some(2.0),
        };
        let words = one.shared_with(&other, rarity, 6);
        assert_eq!(words[0], "챌린지");
        assert!(!words.contains(&"공장".to_owned()), "{words:?}");
        assert_eq!(one.shared_with(&other, rarity, 1), ["챌린지"]);
        assert_eq!(
            shared("생성AI 시장, 생성 시장", "생성AI와 생성"),
            ["생성AI"]
        );
    }
}
