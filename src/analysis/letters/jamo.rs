//! Hangul syllables and the letters they are typed with on the two-set keyboard.
//!
//! Defines how a syllable falls into letters, how letters make syllables as they
//! are typed, and queries by initial consonants. Leaves to `keyboard` which key
//! bears which letter, and wants text in normal form: no conjoining letters.

/// The first syllable of Unicode's, from which they are counted.
pub(in crate::analysis) const FIRST_SYLLABLE: u32 = 0xac00;
const FIRST_VOWEL: u32 = 0x314f;
const VOWEL_COUNT: usize = 21;

/// The letters that can begin a syllable, in the order of Unicode's syllables.
const INITIALS: [char; 19] = [
    'ㄱ', 'ㄲ', 'ㄴ', 'ㄷ', 'ㄸ', 'ㄹ', 'ㅁ', 'ㅂ', 'ㅃ', 'ㅅ', 'ㅆ', 'ㅇ', 'ㅈ', 'ㅉ', 'ㅊ', 'ㅋ',
    'ㅌ', 'ㅍ', 'ㅎ',
];

/// The letters that can end a syllable, in the order of Unicode's syllables.
const FINALS: [char; 27] = [
    'ㄱ', 'ㄲ', 'ㄳ', 'ㄴ', 'ㄵ', 'ㄶ', 'ㄷ', 'ㄹ', 'ㄺ', 'ㄻ', 'ㄼ', 'ㄽ', 'ㄾ', 'ㄿ', 'ㅀ', 'ㅁ',
    'ㅂ', 'ㅄ', 'ㅅ', 'ㅆ', 'ㅇ', 'ㅈ', 'ㅊ', 'ㅋ', 'ㅌ', 'ㅍ', 'ㅎ',
];

/// The finals that are typed with two keys: the keys, and what they make.
const JOINED_FINALS: [(char, char, char); 11] = [
    ('ㄱ', 'ㅅ', 'ㄳ'),
    ('ㄴ', 'ㅈ', 'ㄵ'),
    ('ㄴ', 'ㅎ', 'ㄶ'),
    ('ㄹ', 'ㄱ', 'ㄺ'),
    ('ㄹ', 'ㅁ', 'ㄻ'),
    ('ㄹ', 'ㅂ', 'ㄼ'),
    ('ㄹ', 'ㅅ', 'ㄽ'),
    ('ㄹ', 'ㅌ', 'ㄾ'),
    ('ㄹ', 'ㅍ', 'ㄿ'),
    ('ㄹ', 'ㅎ', 'ㅀ'),
    ('ㅂ', 'ㅅ', 'ㅄ'),
];

/// The vowels that are typed with two keys: the keys, and what they make.
const JOINED_VOWELS: [(char, char, char); 7] = [
    ('ㅗ', 'ㅏ', 'ㅘ'),
    ('ㅗ', 'ㅐ', 'ㅙ'),
    ('ㅗ', 'ㅣ', 'ㅚ'),
    ('ㅜ', 'ㅓ', 'ㅝ'),
    ('ㅜ', 'ㅔ', 'ㅞ'),
    ('ㅜ', 'ㅣ', 'ㅟ'),
    ('ㅡ', 'ㅣ', 'ㅢ'),
];

/// A syllable's letters, as compatibility letters (U+3131..U+3163).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::analysis) struct Syllable {
    pub initial: char,
    pub vowel: char,
    /// What closes it, which may be a compound (ㄺ).
    pub last: Option<char>,
}

impl Syllable {
    /// The letters of `value`, or `None` where it is no syllable of modern Hangul.
    pub(in crate::analysis) fn of(value: char) -> Option<Self> {
        if !('가'..='힣').contains(&value) {
            return None;
        }
        let index = (value as u32 - FIRST_SYLLABLE) as usize;
        let last = index % (FINALS.len() + 1);
        let index = index / (FINALS.len() + 1);
        Some(Syllable {
            initial: *INITIALS.get(index / VOWEL_COUNT)?,
            vowel: char::from_u32(FIRST_VOWEL + (index % VOWEL_COUNT) as u32)?,
            last: last.checked_sub(1).map(|at| FINALS[at]),
        })
    }

    /// The syllable as one character, or `None` where a letter is in a place that
    /// it cannot take.
    pub(in crate::analysis) fn value(self) -> Option<char> {
        let initial = INITIALS.iter().position(|c| *c == self.initial)?;
        let vowel = (self.vowel as u32).checked_sub(FIRST_VOWEL)? as usize;
        let last = match self.last {
            Some(letter) => FINALS.iter().position(|c| *c == letter)? + 1,
            None => 0,
        };
        if vowel >= VOWEL_COUNT {
            return None;
        }
        let index = (initial * VOWEL_COUNT + vowel) * (FINALS.len() + 1) + last;
        char::from_u32(FIRST_SYLLABLE + index as u32)
    }
}

/// The letter that closes a Hangul syllable: ㄹ of 글, none of 그. None for any other
/// character.
pub(in crate::analysis) fn final_letter(value: char) -> Option<char> {
    Syllable::of(value)?.last
}

/// `text` with each Hangul syllable and each compound letter as the letters of the
/// keys it is typed with: 관 is ㄱㅗㅏㄴ, 닭 is ㄷㅏㄹㄱ, 꺠 is ㄲㅒ. ㄲ ㄸ ㅃ ㅆ ㅉ ㅒ ㅖ
/// are one key each. Other characters stay as they are.
pub fn letters(text: &str) -> String {
    let mut letters = String::with_capacity(text.len() * 3);
    for value in text.chars() {
        match Syllable::of(value) {
            Some(syllable) => {
                letters.push(syllable.initial);
                push_keys(syllable.vowel, &mut letters);
                if let Some(last) = syllable.last {
                    push_keys(last, &mut letters);
                }
            }
            None => push_keys(value, &mut letters),
        }
    }
    letters
}

/// `text` with each Hangul syllable as its initial consonant letter: 레드팀 is
/// ㄹㄷㅌ. Other characters stay as they are.
pub fn initials(text: &str) -> String {
    let initial = |value| Syllable::of(value).map_or(value, |syllable| syllable.initial);
    text.chars().map(initial).collect()
}

/// Whether a character is a syllable of modern Hangul.
pub fn is_syllable(value: char) -> bool {
    ('가'..='힣').contains(&value)
}

/// Whether a character is a letter that can begin a syllable, and stands alone.
pub fn is_initial(value: char) -> bool {
    INITIALS.contains(&value)
}

/// `text` with each compound final that stands alone as its two letters: an input
/// method joins ㄱ and ㅅ to ㄳ where initials were meant. Other characters stay.
pub fn split_initials(text: &str) -> String {
    let mut split = String::with_capacity(text.len());
    for value in text.chars() {
        match parted(&JOINED_FINALS, value) {
            Some((first, second)) => split.extend([first, second]),
            None => split.push(value),
        }
    }
    split
}

/// Whether `text` is a query by initials: nothing but consonant letters, and two or
/// more of them when compound finals are split as in [`split_initials`].
pub fn is_initials(text: &str) -> bool {
    let mut count = 0;
    for value in text.chars() {
        count += if INITIALS.contains(&value) {
            1
        } else if parted(&JOINED_FINALS, value).is_some() {
            2
        } else {
            return false;
        };
    }
    count >= 2
}

/// What an input method shows when `letters` are typed one after the other: the
/// automaton of the two-set keyboard. A final moves over to a vowel that follows;
/// compound vowels and finals join, also where no syllable comes of it (ㄳ).
/// Characters that are no letters of modern Hangul stay and end a syllable.
///
/// It turns [`letters`] back: of text in syllables, `compose(&letters(text))` is
/// the text.
pub fn compose(letters: &str) -> String {
    let mut shown = String::with_capacity(letters.len());
    let mut keys = String::new();
    let mut pending = Pending::Nothing;
    for value in letters.chars() {
        keys.clear();
        push_keys(value, &mut keys);
        for key in keys.chars() {
            pending = pending.typed(key, &mut shown);
        }
    }
    pending.show(&mut shown);
    shown
}

/// What is still open to the next key.
#[derive(Debug, Clone, Copy)]
enum Pending {
    Nothing,
    /// A consonant without a vowel, and one that joined it.
    Consonants(char, Option<char>),
    /// A vowel without a consonant before it.
    Vowel(char),
    /// An initial and a vowel.
    Open(char, char),
    /// An initial, a vowel, a final, and the final's second letter.
    Closed(char, char, char, Option<char>),
}

impl Pending {
    /// What is open after `key`; what is settled by it goes to `shown`.
    fn typed(self, key: char, shown: &mut String) -> Self {
        if INITIALS.contains(&key) {
            self.typed_consonant(key, shown)
        } else if is_vowel(key) {
            self.typed_vowel(key, shown)
        } else {
            self.show(shown);
            shown.push(key);
            Pending::Nothing
        }
    }

    fn typed_consonant(self, key: char, shown: &mut String) -> Self {
        match self {
            Pending::Consonants(first, None) if joined(&JOINED_FINALS, first, key).is_some() => {
                Pending::Consonants(first, Some(key))
            }
            Pending::Open(initial, vowel) if FINALS.contains(&key) => {
                Pending::Closed(initial, vowel, key, None)
            }
            Pending::Closed(initial, vowel, last, None)
                if joined(&JOINED_FINALS, last, key).is_some() =>
            {
                Pending::Closed(initial, vowel, last, Some(key))
            }
            _ => {
                self.show(shown);
                Pending::Consonants(key, None)
            }
        }
    }

    fn typed_vowel(self, key: char, shown: &mut String) -> Self {
        match self {
            Pending::Consonants(initial, None) => return Pending::Open(initial, key),
            Pending::Consonants(first, Some(initial)) => {
                shown.push(first);
                return Pending::Open(initial, key);
            }
            Pending::Vowel(vowel) => {
                if let Some(vowel) = joined(&JOINED_VOWELS, vowel, key) {
                    return Pending::Vowel(vowel);
                }
            }
            Pending::Open(initial, vowel) => {
                if let Some(vowel) = joined(&JOINED_VOWELS, vowel, key) {
                    return Pending::Open(initial, vowel);
                }
            }
            Pending::Closed(initial, vowel, last, None) => {
                Pending::Open(initial, vowel).show(shown);
                return Pending::Open(last, key);
            }
            Pending::Closed(initial, vowel, first, Some(second)) => {
                Pending::Closed(initial, vowel, first, None).show(shown);
                return Pending::Open(second, key);
            }
            Pending::Nothing => {}
        }
        self.show(shown);
        Pending::Vowel(key)
    }

    fn show(self, shown: &mut String) {
        let join = |first, second: Option<char>| match second {
            Some(second) => joined(&JOINED_FINALS, first, second),
            None => Some(first),
        };
        let syllable = |initial, vowel, last| {
            let syllable = Syllable {
                initial,
                vowel,
                last,
            };
            syllable.value()
        };
        shown.extend(match self {
            Pending::Nothing => None,
            Pending::Consonants(first, second) => join(first, second),
            Pending::Vowel(vowel) => Some(vowel),
            Pending::Open(initial, vowel) => syllable(initial, vowel, None),
            Pending::Closed(initial, vowel, first, second) => {
                syllable(initial, vowel, join(first, second))
            }
        });
    }
}

/// Whether `value` is a vowel letter of modern Hangul.
fn is_vowel(value: char) -> bool {
    ('ㅏ'..='ㅣ').contains(&value)
}

/// Pushes the letters of the keys that `value` is typed with; a character that is
/// no compound letter as it is.
fn push_keys(value: char, keys: &mut String) {
    match parted(&JOINED_FINALS, value).or_else(|| parted(&JOINED_VOWELS, value)) {
        Some((first, second)) => keys.extend([first, second]),
        None => keys.push(value),
    }
}

fn joined(table: &[(char, char, char)], first: char, second: char) -> Option<char> {
    let row = table.iter().find(|row| (row.0, row.1) == (first, second));
    row.map(|row| row.2)
}

fn parted(table: &[(char, char, char)], compound: char) -> Option<(char, char)> {
    let row = table.iter().find(|row| row.2 == compound);
    row.map(|row| (row.0, row.1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn syllables_fall_into_the_letters_of_keys() {
        assert_eq!(letters("레드팀"), "ㄹㅔㄷㅡㅌㅣㅁ");
        assert_eq!(letters("관계"), "ㄱㅗㅏㄴㄱㅖ");
        assert_eq!(letters("닭 꺠 AI"), "ㄷㅏㄹㄱ ㄲㅒ AI");
        assert_eq!(letters("ㄳㅢㅆ"), "ㄱㅅㅡㅣㅆ");
        assert_eq!(letters("가힣"), "ㄱㅏㅎㅣㅎ");
    }

    #[test]
    fn a_syllable_has_its_initial() {
        assert_eq!(initials("인공지능 AI"), "ㅇㄱㅈㄴ AI");
        assert_eq!(initials("짧ㅏ"), "ㅉㅏ");
    }

    #[test]
    fn initials_are_told_from_other_text() {
        for text in ["ㄹㄷㅌ", "ㄳ", "ㄱㅅ", "ㄲㄸ", "ㅇㄳㅎ"] {
            assert!(is_initials(text), "{text}");
        }
        for text in ["", "ㄱ", "ㄱㅏ", "ㄱ가", "ㄱ ㄴ", "AI", "ㅏㅏ", "ㆆㆆ"] {
            assert!(!is_initials(text), "{text}");
        }
    }

    #[test]
    fn joined_initials_part() {
        assert_eq!(
            split_initials("ㄳㄵㄶㄺㄻㄼㄽㄾㄿㅀㅄ"),
            "ㄱㅅㄴㅈㄴㅎㄹㄱㄹㅁㄹㅂㄹㅅㄹㅌㄹㅍㄹㅎㅂㅅ"
        );
        assert_eq!(split_initials("ㄲㅘ닭a"), "ㄲㅘ닭a");
    }

    #[test]
    fn letters_compose_as_they_are_typed() {
        for (typed, shown) in [
            ("ㄱㅏㄱㅏ", "가가"),
            ("ㄷㅏㄹㄱㅣ", "달기"),
            ("ㄷㅏㄹㄱㄱㅣ", "닭기"),
            ("ㄱㅏㅂㅅㅇㅡㄹ", "값을"),
            ("ㄱㅏㄸㅏ", "가따"),
            ("ㄱㅏㄲㅏ", "가까"),
            ("ㄱㅗㅏㅏ", "과ㅏ"),
            ("ㄱㅅ", "ㄳ"),
            ("ㄱㅅㅏ", "ㄱ사"),
            ("ㄱㄱㅏ", "ㄱ가"),
            ("ㄳㅏ", "ㄱ사"),
            ("ㅗㅏㅣ", "ㅘㅣ"),
            ("ㄱㅏ-ㄴㅏ", "가-나"),
            ("ㄱㅏ나ㄴ", "가나ㄴ"),
            ("ㄱㅏㆍ1", "가ㆍ1"),
            ("ㅜㅍㅑㅇㅑㅁ", "ㅜ퍄얌"),
        ] {
            assert_eq!(compose(typed), shown, "{typed}");
        }
    }

    proptest! {
        #[test]
        fn composing_turns_letters_back(text in "[가-힣 a-z0-9]{0,20}") {
            prop_assert_eq!(compose(&letters(&text)), text);
        }

        #[test]
        fn letters_turn_composing_back(keys in "[ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎㅏㅐㅑㅒㅓㅔㅕㅖㅗㅛㅜㅠㅡㅣ]{0,30}") {
            prop_assert_eq!(letters(&compose(&keys)), keys);
        }

        #[test]
        fn any_text_is_taken(text in "\\PC{0,40}") {
            prop_assert_eq!(compose(&letters(&text)), compose(&text));
            prop_assert_eq!(initials(&text).chars().count(), text.chars().count());
            if is_initials(&text) {
                prop_assert!(split_initials(&text).chars().count() >= 2);
            }
        }
    }
}
