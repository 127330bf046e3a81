//! Stems that are written shorter or longer than a dictionary has them: with two vowels for
//! one inside (들추어내, 들춰내), or short before consonants (가지고, 갖고).

use super::conjugation::forms;
use super::form::Form;
use super::letters::{Letters, NONE};

/// Stems that lose their last vowel before consonants, each with what is left of it.
const SHORTENED: [(&str, &str); 6] = [
    ("가지", "갖"),
    ("디디", "딛"),
    ("머무르", "머물"),
    ("서두르", "서둘"),
    ("서투르", "서툴"),
    ("건드리", "건들"),
];

/// Two syllables and the one that they melt into. But for 하 and 되, which melt as they are,
/// it is their vowels: 추 + 어 as 우 + 어.
const MELTED: [(char, char, char); 5] = [
    ('우', '어', '워'),
    ('오', '아', '와'),
    ('이', '어', '여'),
    ('하', '여', '해'),
    ('되', '어', '돼'),
];

/// The forms of `stem` however it is written, each with what it is.
pub(super) fn all_forms(stem: &str) -> Vec<(String, Form)> {
    let mut found = forms(stem);
    for other in written_otherwise(stem) {
        found.extend(forms(&other));
    }
    for (long, short) in SHORTENED {
        let Some(before) = stem.strip_suffix(long) else {
            continue;
        };
        let of_short = forms(&format!("{before}{short}")).into_iter();
        // Before 어 it keeps its vowel: 가져, 머물러.
        found.extend(of_short.filter(|(_, form)| !matches!(form, Form::WithA | Form::Past)));
    }
    found
}

/// The stem with two of its vowels melted into one, or one of them in two. The last syllable
/// stays, which endings change.
fn written_otherwise(stem: &str) -> Vec<String> {
    let chars: Vec<char> = stem.chars().collect();
    let mut others = Vec::new();
    for at in 0..chars.len().saturating_sub(1) {
        for melted in MELTED {
            let (count, syllables) = match apart(chars[at], melted) {
                Some(two) => (1, two.to_vec()),
                None if at + 2 < chars.len() => match together(chars[at], chars[at + 1], melted) {
                    Some(one) => (2, vec![one]),
                    None => continue,
                },
                None => continue,
            };
            let (before, behind) = (&chars[..at], &chars[at + count..]);
            others.push(before.iter().chain(&syllables).chain(behind).collect());
        }
    }
    others
}

/// 춰 is 추어.
fn apart(syllable: char, (first, second, melted): (char, char, char)) -> Option<[char; 2]> {
    if matches!(melted, '해' | '돼') {
        return (syllable == melted).then_some([first, second]);
    }
    let letters = Letters::of(syllable)?;
    let is_melted = letters.vowel == Letters::of(melted)?.vowel && letters.last == NONE;
    // A syllable without a consonant of its own has that vowel by nature: 여, 와.
    let is_behind_consonant = letters.initial != Letters::of(melted)?.initial;
    let vowel = Letters::of(first)?.vowel;
    (is_melted && is_behind_consonant).then_some([letters.with_vowel(vowel).to_char(), second])
}

/// 추 and 어 are 춰.
fn together(one: char, other: char, (first, second, melted): (char, char, char)) -> Option<char> {
    if other != second {
        return None;
    }
    if matches!(melted, '해' | '돼') {
        return (one == first).then_some(melted);
    }
    let letters = Letters::of(one)?;
    let vowel = Letters::of(melted)?.vowel;
    let fits = letters.vowel == Letters::of(first)?.vowel && letters.last == NONE;
    fits.then_some(letters.with_vowel(vowel).to_char())
}
