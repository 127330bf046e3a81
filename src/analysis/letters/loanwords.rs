//! Other ways to spell a loanword in Hangul: 브릿지 for 브리지, 앰뷸란스 for 앰뷸런스.
//!
//! Defines what looks like a loanword, and the kinds of letters that are taken for each other in
//! one. The kinds are those that the rules for writing loanwords (외래어 표기법) decide on, and that
//! are written otherwise all the same. Words that differ by more stand in the groups of synonyms;
//! whether a spelling is another word is its user's to see.

use super::jamo::Syllable;
use Place::{Anywhere, First, Last, Later, Long, LongLater};

/// Where in a word letters are taken for each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Anywhere,
    /// In the first syllable, where others follow.
    First,
    /// In any but the first. In words of two syllables too many others are told by it.
    Later,
    /// In the last, where two or more are before it.
    Last,
    /// Anywhere in a word of four syllables or more: so long words seldom differ by one letter.
    Long,
    /// In any but the first of such a word.
    LongLater,
}

impl Place {
    fn holds(self, at: usize, count: usize) -> bool {
        match self {
            Anywhere => true,
            First => at == 0 && count > 1,
            Later => at > 0 && count > 2,
            Last => at + 1 == count && count > 2,
            Long => count > 3,
            LongLater => at > 0 && count > 3,
        }
    }
}

/// Two vowels that are taken for each other, behind which initials and before which finals; a
/// space stands for no final, and no letters at all for any.
struct Vowels {
    pair: [char; 2],
    behind: &'static str,
    before: &'static str,
    place: Place,
}

const fn vowels(
    pair: [char; 2],
    behind: &'static str,
    before: &'static str,
    place: Place,
) -> Vowels {
    Vowels {
        pair,
        behind,
        before,
        place,
    }
}

/// Vowels with a glide, of which nothing is heard behind ㅈ and ㅊ: 쥬스, 벤쳐.
const GLIDES: &[(char, char)] = &[('ㅑ', 'ㅏ'), ('ㅕ', 'ㅓ'), ('ㅛ', 'ㅗ'), ('ㅠ', 'ㅜ')];
const BEFORE_GLIDES: &str = "ㅈㅊ";

const fn glide(number: usize) -> Vowels {
    let (with, without) = GLIDES[number];
    vowels([with, without], BEFORE_GLIDES, ANY, Anywhere)
}

const ANY: &str = "";
const NONE: &str = " ";

/// All initials but ㅇ and ㅎ.
const SOUNDED: &str = "ㄱㄴㄷㄹㅁㅂㅅㅈㅊㅋㅌㅍㄲㄸㅃㅆㅉ";

const VOWELS: &[Vowels] = &[
    vowels(['ㅔ', 'ㅐ'], ANY, ANY, Anywhere),
    glide(0),
    glide(1),
    glide(2),
    glide(3),
    // Studio, super.
    vowels(['ㅠ', 'ㅜ'], "ㄷㅌㄴㅅㅍㅋ", ANY, Anywhere),
    // -ship, shop, -sh, she-.
    vowels(['ㅟ', 'ㅣ'], "ㅅ", "ㅂ", Later),
    vowels(['ㅑ', 'ㅛ'], "ㅅ", "ㅂ", Anywhere),
    vowels(['ㅟ', 'ㅣ'], "ㅅ", NONE, Last),
    vowels(['ㅞ', 'ㅖ'], "ㅅ", ANY, Anywhere),
    // Con-, com-, col-.
    vowels(['ㅓ', 'ㅗ'], "ㅋ", "ㄴㄹㅁ", First),
    // -al and -el, -er, -an and -ance, -um, -ton, -et, -tion.
    vowels(['ㅓ', 'ㅏ'], SOUNDED, "ㄹ", Later),
    vowels(['ㅓ', 'ㅔ'], SOUNDED, "ㄹ", Later),
    vowels(['ㅕ', 'ㅑ'], "ㅇ", "ㄹ", Later),
    vowels(['ㅓ', 'ㅏ'], SOUNDED, NONE, Later),
    vowels(['ㅓ', 'ㅏ'], "ㅇ", NONE, Last),
    vowels(['ㅓ', 'ㅏ'], SOUNDED, "ㄴ", Later),
    vowels(['ㅓ', 'ㅔ'], SOUNDED, "ㄴ", Later),
    vowels(['ㅓ', 'ㅜ'], "ㅇ", "ㅁ", Last),
    vowels(['ㅓ', 'ㅗ'], "ㅌ", "ㄴ", Later),
    vowels(['ㅣ', 'ㅔ'], "ㄹㅋㄴㄱ", "ㅅ", Later),
    vowels(['ㅕ', 'ㅛ'], "ㅅ", "ㄴ ", Anywhere),
    // An a, an o and an e that are read after their letters or after their sounds.
    vowels(['ㅏ', 'ㅐ'], ANY, ANY, Long),
    vowels(['ㅏ', 'ㅗ'], "ㅌ", "ㅂ", Later),
    vowels(['ㅣ', 'ㅔ'], "ㄹㅁ", NONE, LongLater),
];

/// Tense initials with those that loanwords are written with.
const TENSE: &[(char, char)] = &[
    ('ㅆ', 'ㅅ'),
    ('ㅃ', 'ㅍ'),
    ('ㄲ', 'ㅋ'),
    ('ㄸ', 'ㅌ'),
    ('ㅉ', 'ㅊ'),
];

/// Finals that loanwords are not written with, the ones that they have, and the initial of the
/// syllable that may be written in their place: 케잌, 케익, 케이크.
const FINALS: &[(char, char)] = &[('ㅋ', 'ㄱ'), ('ㅌ', 'ㅅ'), ('ㅍ', 'ㅂ')];

/// A final, and the initials before which it is written though they are heard without it, or
/// left out: 브릿지, 셋트, 런닝.
const DOUBLED: &[(char, &str)] = &[
    ('ㅅ', "ㅌㅈㅊ"),
    ('ㄱ', "ㅋ"),
    ('ㅂ', "ㅍ"),
    ('ㄴ', "ㄴ"),
    ('ㅁ', "ㅁ"),
];

/// The vowels behind ㅎ that stand for those behind ㅍ where an f is meant: 화일, 후라이.
const F: &[(char, char)] = &[
    ('ㅘ', 'ㅏ'),
    ('ㅞ', 'ㅔ'),
    ('ㅟ', 'ㅣ'),
    ('ㅝ', 'ㅓ'),
    ('ㅜ', 'ㅡ'),
];

/// Surnames that are written with ㄹ all the same: 류재명 is no 류제명.
const SURNAMES: [char; 6] = ['류', '라', '로', '림', '려', '리'];

/// Longer texts are no one word.
const LONGEST_CHARS: usize = 16;

/// A loanword without the letters that none is written with by the rules: tense ones, glides
/// behind ㅈ and ㅊ, finals as in 잌. `None` where it has none of them.
pub fn regular_loanword(word: &str) -> Option<String> {
    let syllables = syllables(word)?;
    let regular = regular(&syllables);
    let text = regular.iter().map(|syllable| syllable.value()).collect();
    if regular == syllables { None } else { text }
}

/// Other spellings of a loanword; `word` is not among them.
///
/// One kind of letters is changed in each, at one place, in the word and in its
/// [`regular_loanword`]: 쎈타 is 센타, and that 센터.
pub fn loanword_spellings(word: &str) -> Vec<String> {
    let mut others = Spellings::default();
    let regular = regular_loanword(word);
    for written in regular.as_deref().into_iter().chain([word]) {
        if let Some(syllables) = syllables(written) {
            others.add(&syllables);
            others.add_all_of(&syllables);
        }
    }
    others.texts.retain(|other| other != word);
    others.texts
}

/// Whether a syllable of `word` is one that neither words from Chinese nor most of the language's
/// own have: 스, 컨, 션.
pub fn looks_like_a_loanword(word: &str) -> bool {
    syllables(word).is_some_and(|syllables| {
        let may_be_surname = syllables.len() == 3 && word.starts_with(SURNAMES);
        let mut syllables = syllables.into_iter().enumerate();
        syllables.any(|(at, syllable)| is_foreign(syllable, at == 0 && !may_be_surname))
    })
}

fn is_foreign(syllable: Syllable, is_first: bool) -> bool {
    let Syllable {
        initial,
        vowel,
        last,
    } = syllable;
    let is_before = |finals: &str| last.is_some_and(|last| finals.contains(last));
    match (initial, vowel) {
        // The initial sound law keeps ㄹ from beginning any other word.
        ('ㄹ', _) if is_first => true,
        ('ㄷ' | 'ㄹ' | 'ㅁ' | 'ㅂ' | 'ㅅ' | 'ㅈ' | 'ㅊ' | 'ㅋ' | 'ㅌ' | 'ㅍ', 'ㅡ')
            if last.is_none() =>
        {
            true
        }
        ('ㅋ' | 'ㅍ' | 'ㅂ', 'ㅡ') => is_before("ㄹㅁㄴㅅㅂ"),
        ('ㅅ' | 'ㅈ' | 'ㅊ' | 'ㄷ' | 'ㅌ', 'ㅑ' | 'ㅒ' | 'ㅕ' | 'ㅖ' | 'ㅛ' | 'ㅠ') => {
            true
        }
        ('ㅅ', 'ㅟ' | 'ㅞ')
        | ('ㅍ', 'ㅓ' | 'ㅔ' | 'ㅟ' | 'ㅝ' | 'ㅞ' | 'ㅠ')
        | ('ㅌ', 'ㅓ' | 'ㅔ' | 'ㅣ' | 'ㅟ')
        | ('ㄷ', 'ㅣ' | 'ㅟ')
        | ('ㄴ' | 'ㅁ', 'ㅠ') => true,
        // 코, 키, 콩, 칼 and 칸 are Korean.
        ('ㅋ', 'ㅗ') => last.is_some() && !is_before("ㅇ"),
        ('ㅋ', 'ㅏ') => !is_before("ㄹㄴ"),
        ('ㅋ', 'ㅣ') => last.is_some(),
        ('ㅋ', 'ㅐ' | 'ㅓ' | 'ㅔ' | 'ㅜ' | 'ㅠ' | 'ㅝ') => true,
        ('ㅍ', 'ㅣ') => is_before("ㄱㅇㅅㅂ"),
        ('ㄹ', 'ㅔ' | 'ㅐ' | 'ㅓ') => last.is_some(),
        ('ㄹ', 'ㅣ') => is_before("ㄱㅇㅅㄹ"),
        ('ㅅ' | 'ㄱ' | 'ㅇ', 'ㅔ') => false,
        (_, 'ㅔ') => is_before("ㄱㄴㅁㅂㅇㄹㅅ"),
        ('ㅊ' | 'ㅌ', 'ㅐ') => is_before("ㄴㄹㅁㅂㅅ"),
        _ => false,
    }
}

fn syllables(word: &str) -> Option<Vec<Syllable>> {
    let syllables: Option<Vec<Syllable>> = word.chars().map(Syllable::of).collect();
    syllables.filter(|syllables| (2..=LONGEST_CHARS).contains(&syllables.len()))
}

/// The partner of a letter in a table of pairs, from left to right.
fn right_of(table: &[(char, char)], left: char) -> Option<char> {
    let mut pairs = table.iter();
    pairs.find_map(|pair| (pair.0 == left).then_some(pair.1))
}

/// The same from right to left.
fn left_of(table: &[(char, char)], right: char) -> Option<char> {
    let mut pairs = table.iter();
    pairs.find_map(|pair| (pair.1 == right).then_some(pair.0))
}

/// A word without the letters that no loanword is written with.
fn regular(word: &[Syllable]) -> Vec<Syllable> {
    let regular = word.iter().map(|&syllable| {
        let initial = right_of(TENSE, syllable.initial).unwrap_or(syllable.initial);
        let plain = right_of(GLIDES, syllable.vowel).filter(|_| BEFORE_GLIDES.contains(initial));
        let vowel = plain.unwrap_or(syllable.vowel);
        let last = syllable.last;
        let last = last.map(|last| right_of(FINALS, last).unwrap_or(last));
        Syllable {
            initial,
            vowel,
            last,
        }
    });
    regular.collect()
}

/// Spellings as they come, each once.
#[derive(Default)]
struct Spellings {
    texts: Vec<String>,
}

impl Spellings {
    fn add(&mut self, word: &[Syllable]) {
        let text: Option<String> = word.iter().map(|syllable| syllable.value()).collect();
        if let Some(text) = text.filter(|text| !self.texts.contains(text)) {
            self.texts.push(text);
        }
    }

    /// The syllable at `at` gives way to others.
    fn put(&mut self, word: &[Syllable], at: usize, others: &[Syllable]) {
        self.add(&[&word[..at], others, &word[at + 1..]].concat());
    }

    /// The syllable at `at` gives way to another.
    fn swap(&mut self, word: &[Syllable], at: usize, other: Syllable) {
        self.put(word, at, &[other]);
    }

    fn add_all_of(&mut self, word: &[Syllable]) {
        for at in 0..word.len() {
            self.with_another_vowel(word, at);
            self.with_another_initial(word, at);
            self.with_another_end(word, at);
            if at + 1 < word.len() {
                self.with_a_final_more_or_less(word, at);
            }
        }
    }

    fn with_another_vowel(&mut self, word: &[Syllable], at: usize) {
        let syllable = word[at];
        let last = syllable.last.unwrap_or(' ');
        for kind in VOWELS {
            let vowel = match kind.pair {
                [one, other] if one == syllable.vowel => other,
                [one, other] if other == syllable.vowel => one,
                _ => continue,
            };
            let is_behind = kind.behind.is_empty() || kind.behind.contains(syllable.initial);
            let is_before = kind.before.is_empty() || kind.before.contains(last);
            if is_behind && is_before && kind.place.holds(at, word.len()) {
                self.swap(word, at, Syllable { vowel, ..syllable });
            }
        }
    }

    fn with_another_initial(&mut self, word: &[Syllable], at: usize) {
        let syllable = word[at];
        let initial = syllable.initial;
        let with = |initial| Syllable {
            initial,
            ..syllable
        };
        let plain = right_of(TENSE, initial);
        // In the middle it is ㅅ alone that is hardened: 콘써트.
        let may_harden = at == 0 || initial == 'ㅅ' && matches!(syllable.vowel, 'ㅓ' | 'ㅔ');
        let tense = left_of(TENSE, initial).filter(|_| may_harden);
        for initial in plain.into_iter().chain(tense) {
            self.swap(word, at, with(initial));
        }
        // What begins with an f may have been heard as either; within a word ㅍ is mostly a p.
        let other = match initial {
            'ㅎ' => right_of(F, syllable.vowel).map(|vowel| ('ㅍ', vowel)),
            'ㅍ' if at == 0 => left_of(F, syllable.vowel).map(|vowel| ('ㅎ', vowel)),
            _ => None,
        };
        if let Some((initial, vowel)) = other {
            let other = Syllable {
                initial,
                vowel,
                ..syllable
            };
            self.swap(word, at, other);
        }
        // Malaysia, Indonesia.
        let is_ia = at > 0
            && at + 2 == word.len()
            && (syllable.vowel, syllable.last) == ('ㅣ', None)
            && word[at + 1].value() == Some('아');
        // Barricade.
        let is_final_d =
            at > 2 && at + 1 == word.len() && (syllable.vowel, syllable.last) == ('ㅡ', None);
        let initial = match initial {
            'ㅅ' if is_ia => 'ㅈ',
            'ㅈ' if is_ia => 'ㅅ',
            'ㄷ' if is_final_d => 'ㅌ',
            'ㅌ' if is_final_d => 'ㄷ',
            _ => return,
        };
        self.swap(word, at, with(initial));
    }

    /// 로봇 and 로보트, 옐로 and 옐로우.
    fn with_another_end(&mut self, word: &[Syllable], at: usize) {
        let syllable = word[at];
        let open = Syllable {
            last: None,
            ..syllable
        };
        let of = |initial, vowel| Syllable {
            initial,
            vowel,
            last: None,
        };
        // Long vowels of old spellings: 코오치.
        if let Some(next) = word.get(at + 1)
            && (next.initial, next.vowel, syllable.last) == ('ㅇ', syllable.vowel, None)
            && word.len() > 2
        {
            let short = Syllable {
                last: next.last,
                ..syllable
            };
            self.add(&[&word[..at], &[short], &word[at + 2..]].concat());
        }
        let is_last = at > 0 && at + 1 == word.len();
        if let Some(initial) = syllable.last.and_then(|last| left_of(FINALS, last))
            && is_last
        {
            self.put(word, at, &[open, of(initial, 'ㅡ')]);
        }
        let next = word.get(at + 1).copied();
        if let Some(next) = next.filter(|_| at > 0 && at + 2 == word.len())
            && (next.vowel, next.last, syllable.last) == ('ㅡ', None, None)
            && let Some(last) = right_of(FINALS, next.initial)
        {
            let closed = Syllable {
                last: Some(last),
                ..syllable
            };
            self.add(&[&word[..at], &[closed]].concat());
        }
        if matches!(syllable.vowel, 'ㅗ' | 'ㅛ') && syllable.last.is_none() {
            if next == Some(of('ㅇ', 'ㅜ')) {
                self.add(&[&word[..=at], &word[at + 2..]].concat());
            } else if is_last && matches!(syllable.initial, 'ㄹ' | 'ㄷ' | 'ㄴ') {
                self.put(word, at, &[syllable, of('ㅇ', 'ㅜ')]);
            }
        }
    }

    fn with_a_final_more_or_less(&mut self, word: &[Syllable], at: usize) {
        let (syllable, next) = (word[at], word[at + 1].initial);
        let with = |last| Syllable { last, ..syllable };
        for &(last, initials) in DOUBLED {
            if !initials.contains(next) {
                continue;
            }
            if syllable.last == Some(last) {
                self.swap(word, at, with(None));
            } else if syllable.last.is_none() && syllable.vowel != 'ㅡ' {
                // Before ㅈ and ㅊ it is written at the end alone: 스켓치.
                if last != 'ㅅ' || at + 2 == word.len() {
                    self.swap(word, at, with(Some(last)));
                }
            }
        }
        // 하일라이트. Behind ㅡ it parts an l from an r: 클라우드 is no crowd.
        let is_told = matches!(syllable.vowel, 'ㅏ' | 'ㅣ' | 'ㅔ' | 'ㅐ' | 'ㅓ');
        if next == 'ㄹ' && is_told && word.len() > 3 {
            match syllable.last {
                None => self.swap(word, at, with(Some('ㄹ'))),
                Some('ㄹ') => self.swap(word, at, with(None)),
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests;
