//! Slips of whole syllables: two that changed places, and one that was typed twice.

/// Of shorter words, in syllables, another is soon another order or a part: 국한 is not 한국.
pub(super) const SHORTEST_WORD_CHARS: usize = 3;

/// Whether a word is syllables of Hangul alone.
pub(super) fn is_hangul(word: &str) -> bool {
    word.chars().all(|c| ('가'..='힣').contains(&c))
}

/// What may have been meant where a syllable slipped: 운동복 for 운복동, 소요시간 for 소요시간간.
/// Nothing for words that are short or not of Hangul alone.
pub(super) fn taken_back(word: &str) -> Vec<String> {
    let syllables: Vec<char> = word.chars().collect();
    if syllables.len() < SHORTEST_WORD_CHARS || !is_hangul(word) {
        return Vec::new();
    }
    let mut meant = Vec::new();
    for place in 1..syllables.len() {
        let mut other = syllables.clone();
        if syllables[place - 1] == syllables[place] {
            other.remove(place);
        } else {
            other.swap(place - 1, place);
        }
        let other: String = other.into_iter().collect();
        // Of three that are alike either may be the one too many.
        if meant.last() != Some(&other) {
            meant.push(other);
        }
    }
    meant
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_changed_back_and_doubles_taken_out() {
        assert_eq!(taken_back("운복동"), ["복운동", "운동복"]);
        assert!(taken_back("소요시간간").contains(&"소요시간".to_owned()));
        assert_eq!(taken_back("가가가"), ["가가"]);
        assert!(taken_back("국한").is_empty());
        assert!(taken_back("ai가가").is_empty());
    }
}
