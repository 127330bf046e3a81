//! Foreign names and loanwords written in Hangul and in Latin letters.
//!
//! Defines a coarse key under which both spellings of a name stand, and a distance
//! between their sounds. Leaves the vocabulary in which names are looked up, and
//! likeness of two Latin spellings, to others.

use unicode_normalization::UnicodeNormalization;

use super::jamo::Syllable;

// A word is a row of sounds, each one byte:
//
//   g k n d t l m b p s j c h   initials, as ㄱ ㅋ ㄴ ㄷ ㅌ ㄹ ㅁ ㅂ ㅍ ㅅ ㅈ ㅊ ㅎ
//   Q D B S J                   tense ones: ㄲ ㄸ ㅃ ㅆ ㅉ
//   f                           ㅍ for the Latin f, not taken for ㅂ
//   K n T L m P G               finals, as ㄱ ㄴ ㅅ ㄹ ㅁ ㅂ ㅇ; ㄹㄹ is one L
//   a e v o u z i               vowels, as ㅏ ㅔ (or ㅐ) ㅓ ㅗ ㅜ ㅡ ㅣ
//   y w                         what makes ㅑ of ㅏ, and ㅘ
//   0 to 9                      digits
//
// Hangul is read in one way. Latin letters are read in all ways that SPELLINGS
// allows, each at a cost, and the cheapest alignment of one of them with the Hangul
// counts: an edit distance over a lattice. The spellings are made after the rules
// for writing English in Hangul (외래어 표기법, 1986), the Revised Romanization of
// Korean (2000), and what news and encyclopedias really print.

/// Words at this [`distance`] or less are taken for one name.
pub const LIMIT: f32 = 0.07;

/// Words with more letters and digits are no names: they sound like no other.
const MAX_LETTERS: usize = 64;

/// A cost in hundredths of what a consonant too many costs.
type Cost = u32;

/// More than any alignment costs, and far from overflowing.
const NO_WAY: Cost = Cost::MAX / 4;

/// The key of the consonants of `word` as it is usually read, alike for most names
/// in Hangul and in Latin letters: 엔비디아 and Nvidia are `anpt`.
///
/// It is ASCII: `a` for a vowel that begins the word, then `k` (ㄱ ㅋ), `n` (ㄴ ㅇ),
/// `t` (ㄷ ㅌ), `r` (ㄹ), `m`, `p` (ㅂ ㅍ), `s` (ㅅ ㅈ ㅊ), digits, and `h` where it
/// begins the word. It is empty where `word` has no Latin or Hangul letter, and
/// where it has more than 64.
pub fn skeleton(word: &str) -> String {
    Pronunciation::new(word).skeleton()
}

/// How differently two words sound: see [`Pronunciation::distance`].
pub fn distance(left: &str, right: &str) -> f32 {
    Pronunciation::new(left).distance(&Pronunciation::new(right))
}

/// How a word can be read, prepared for comparing it with many.
#[derive(Debug, Clone)]
pub struct Pronunciation {
    /// The letters and digits that count, in lower case.
    letters: Vec<char>,
    has_latin: bool,
    /// The sounds of the usual reading.
    usual: Vec<u8>,
    /// For each sound of the usual reading what it costs to leave it out.
    optional: Vec<Cost>,
    /// How little the word looks like a loanword, where it is in Hangul.
    native: Cost,
    /// All readings: a lattice, in order of where its steps start.
    steps: Vec<Step>,
    /// The last point of the lattice.
    end: usize,
}

/// A part of a reading, from one point between letters to a later one.
#[derive(Debug, Clone, Copy)]
struct Step {
    from: usize,
    to: usize,
    sounds: &'static [u8],
    cost: Cost,
}

impl Pronunciation {
    /// The readings of `word`, in which only letters of modern Hangul, Latin ones and
    /// the digits 0 to 9 count; case and accents do not.
    pub fn new(word: &str) -> Self {
        let letters = word.nfc().flat_map(char::to_lowercase);
        let mut letters: Vec<char> = letters.filter_map(counted).take(MAX_LETTERS + 1).collect();
        if letters.len() > MAX_LETTERS {
            letters.clear();
        }
        let mut spoken = Pronunciation {
            has_latin: letters.iter().any(char::is_ascii_lowercase),
            letters: Vec::new(),
            usual: Vec::new(),
            optional: Vec::new(),
            native: 0,
            steps: Vec::new(),
            end: 0,
        };
        for run in letters.chunk_by(|a, b| a.is_ascii_lowercase() == b.is_ascii_lowercase()) {
            if run.iter().all(char::is_ascii_lowercase) {
                spoken.read_latin(&run.iter().collect::<String>());
            } else {
                spoken.read_hangul(run);
            }
        }
        spoken.optional = (0..spoken.usual.len())
            .map(|at| cost_of_leaving_out(&spoken.usual, at))
            .collect();
        spoken.letters = letters;
        spoken
    }

    /// The word's [`skeleton`].
    pub fn skeleton(&self) -> String {
        let mut key = String::new();
        if self.letters.iter().all(char::is_ascii_digit) {
            return key;
        }
        let mut last = None;
        for (at, &sound) in self.usual.iter().enumerate() {
            let class = match sound {
                b'g' | b'k' | b'K' | b'Q' => 'k',
                b'n' | b'G' => 'n',
                b'd' | b't' | b'T' | b'D' => 't',
                // 르 is an r that English does not speak (노르웨이, Norway).
                b'l' if at > 0 && self.usual.get(at + 1) == Some(&b'z') => continue,
                b'l' | b'L' => 'r',
                b'm' => 'm',
                b'b' | b'p' | b'P' | b'B' | b'f' => 'p',
                b's' | b'j' | b'c' | b'S' | b'J' => 's',
                b'h' if at == 0 => 'h',
                b'h' => continue,
                b'0'..=b'9' => char::from(sound),
                _ => {
                    if at == 0 {
                        key.push('a');
                    }
                    // ㅡ only parts consonants: 스트 is like st.
                    if sound != b'z' {
                        last = None;
                    }
                    continue;
                }
            };
            if last != Some(class) || class.is_ascii_digit() {
                key.push(class);
            }
            last = Some(class);
        }
        key
    }

    /// How differently two words sound, from 0 for alike; up to [`LIMIT`] they are
    /// taken for one name. It is the same in both directions.
    ///
    /// The unit is a consonant too many, over one more than the length of the
    /// Hangul (the longer of two), where a consonant counts 1 and a vowel 1/2. Two
    /// words that both have Latin letters are infinitely far apart unless they are
    /// equal; words that have no letters, or more than 64, always.
    pub fn distance(&self, other: &Self) -> f32 {
        if self.letters == other.letters && !self.letters.is_empty() {
            return 0.0;
        }
        let (read, heard) = match (self.has_latin, other.has_latin) {
            (true, true) => return f32::INFINITY,
            (false, true) => (other, self),
            (true, false) | (false, false) => (self, other),
        };
        if read.usual.is_empty() || heard.usual.is_empty() {
            return f32::INFINITY;
        }
        let (cost, length) = if read.has_latin {
            (read.align(heard) + heard.native, heard.length())
        } else {
            (read.compare(heard), heard.length().max(read.length()))
        };
        cost as f32 / (100 + length) as f32
    }

    /// How long the usual reading is, in hundredths of a consonant.
    fn length(&self) -> Cost {
        let length = |sound: &u8| match sound {
            b'z' | b'y' | b'w' => 0,
            sound if is_vowel(*sound) => 50,
            _ => 100,
        };
        self.usual.iter().map(length).sum()
    }

    /// The cost of the cheapest alignment of any reading with how `heard` is
    /// usually read.
    fn align(&self, heard: &Self) -> Cost {
        let mut rows = vec![vec![NO_WAY; heard.usual.len() + 1]; self.end + 1];
        rows[0][0] = 0;
        let mut entered = None;
        for step in &self.steps {
            if entered != Some(step.from) {
                heard.pass_over(&mut rows[step.from]);
                entered = Some(step.from);
            }
            let mut row = rows[step.from].clone();
            for (at, &sound) in step.sounds.iter().enumerate() {
                let begins_word = step.from == 0 && at == 0;
                row = heard.hear(&row, sound, cost_alone(sound), begins_word);
            }
            for (best, cost) in rows[step.to].iter_mut().zip(row) {
                *best = (*best).min(cost + step.cost);
            }
        }
        let last = &mut rows[self.end];
        heard.pass_over(last);
        last.last().copied().unwrap_or(NO_WAY)
    }

    /// The cost of the cheapest alignment of both usual readings.
    fn compare(&self, heard: &Self) -> Cost {
        let mut row = vec![NO_WAY; heard.usual.len() + 1];
        row[0] = 0;
        heard.pass_over(&mut row);
        for (&sound, &optional) in self.usual.iter().zip(&self.optional) {
            row = heard.hear(&row, sound, optional, false);
        }
        row.last().copied().unwrap_or(NO_WAY)
    }

    /// Lets sounds of the usual reading be left out: `row` holds for each number of
    /// its sounds what it costs to have come so far.
    fn pass_over(&self, row: &mut [Cost]) {
        for (at, &optional) in self.optional.iter().enumerate() {
            row[at + 1] = row[at + 1].min(row[at] + optional);
        }
    }

    /// The row after `row` when `sound` is met, which costs `optional` where it
    /// meets nothing.
    fn hear(&self, row: &[Cost], sound: u8, optional: Cost, begins_word: bool) -> Vec<Cost> {
        let mut next: Vec<Cost> = row.iter().map(|cost| cost + optional).collect();
        for (at, &heard) in self.usual.iter().enumerate() {
            let replaced = match (sound, heard) {
                // In names from Japan, China and Korea: Toyota is 도요타, Kim is 김.
                (b'k', b'g') | (b't', b'd') | (b'p', b'b') | (b'c', b'j')
                    if begins_word && at == 0 =>
                {
                    24
                }
                _ => cost_of_replacing(sound, heard),
            };
            next[at + 1] = next[at + 1].min(row[at] + replaced);
        }
        self.pass_over(&mut next);
        next
    }

    fn step(&mut self, from: usize, len: usize, sounds: &'static [u8], cost: Cost) {
        self.steps.push(Step {
            from,
            to: from + len,
            sounds,
            cost,
        });
    }

    /// Reads a run of Latin letters, a to z.
    fn read_latin(&mut self, run: &str) {
        let start = self.end;
        let is_abbreviation = !run.contains(is_vowel_letter);
        let mut usual_end = start;
        for (at, letter) in run.bytes().enumerate() {
            let point = start + at;
            let first = self.steps.len();
            let name = LETTER_NAMES[usize::from(letter - b'a')];
            if is_abbreviation {
                self.step(point, 1, name, 0);
            }
            // Of spellings with the same letters the first that fits counts.
            let mut last_len = 0;
            for &(letters, place, readings) in SPELLINGS[usize::from(letter - b'a')] {
                let fits = run[at..].starts_with(letters) && place.fits(run, at, letters.len());
                if fits && letters.len() != last_len {
                    last_len = letters.len();
                    for &(sounds, cost) in readings {
                        self.step(point, letters.len(), sounds, cost);
                    }
                }
            }
            let next = run.as_bytes().get(at + 1);
            let is_doubled = next == Some(&letter) && !is_vowel_letter(char::from(letter));
            if is_doubled {
                self.step(point, 1, b"", 0);
            }
            if run.len() <= SHORT_RUN_CHARS && !is_abbreviation {
                self.step(point, 1, name, 5);
            }
            if point == usual_end
                && let Some(usual) = self.steps.get(first)
            {
                // The first reading is the usual one, but a doubled letter is one.
                usual_end = usual.to;
                if is_abbreviation || !is_doubled || usual.to > point + 1 {
                    self.usual.extend_from_slice(usual.sounds);
                }
            }
        }
        self.end = start + run.len();
    }

    /// Reads a run of Hangul and digits.
    fn read_hangul(&mut self, run: &[char]) {
        let mut before: Option<&[u8]> = None;
        for &value in run {
            let (initial, vowel, last) = match Syllable::of(value) {
                Some(Syllable {
                    initial,
                    vowel,
                    last,
                }) => (
                    initial_sound(initial),
                    vowel_sounds(vowel),
                    last.map(final_sound),
                ),
                None => (initial_sound(value), vowel_sounds(value), None),
            };
            // The ㄹㄹ of 클로드 is one sound, unlike the ㄹ of 그록.
            let initial = match (before, initial) {
                (Some(b"L"), b"l") => b"",
                (_, initial) => initial,
            };
            self.native += cost_of_native(value, before);
            for sounds in [initial, vowel, last.unwrap_or_default()] {
                self.usual.extend_from_slice(sounds);
                self.step(self.end, 1, sounds, 0);
                self.end += 1;
            }
            before = last;
        }
    }
}

/// `value` as the letter or digit that counts, or `None`. It is in lower case.
fn counted(value: char) -> Option<char> {
    let counts = |c: &char| matches!(c, 'a'..='z' | '0'..='9' | '가'..='힣' | 'ㄱ'..='ㅣ');
    let plain = std::iter::once(value).nfd().next();
    Some(value).filter(counts).or(plain.filter(counts))
}

/// What it costs to leave out the sound at `at`: nothing for a vowel that is only
/// there to part consonants or to end a word.
fn cost_of_leaving_out(sounds: &[u8], at: usize) -> Cost {
    let before = |count: usize| at.checked_sub(count).map_or(b' ', |before| sounds[before]);
    let next = sounds.get(at + 1).copied().unwrap_or(b' ');
    let hisses = |sound| matches!(sound, b's' | b'S' | b'j' | b'J' | b'c');
    let after_consonant = before(1).is_ascii_alphabetic() && !is_vowel(before(1));
    match sounds[at] {
        b'z' if after_consonant => 0,
        b'z' => 25,
        // 치, 지 and 쉬 at the end and before a consonant.
        b'i' if (hisses(before(1)) || before(1) == b'w' && hisses(before(2)))
            && !is_vowel(next)
            && !matches!(next, b'y' | b'w') =>
        {
            5
        }
        b'y' if hisses(before(1)) => 0,
        b'w' if hisses(before(1)) && next == b'i' => 5,
        // 르, an r that English does not speak.
        b'l' if next == b'z' => 30,
        // 젬마 is 제마, 윈도우 is 윈도.
        sound if after_consonant && sounds_alike(before(1), sound) => 10,
        b'u' if before(1) == b'o' => 15,
        b'i' if is_vowel(next) => 25,
        sound => cost_alone(sound),
    }
}

/// What it costs where `sound` is in one word only.
fn cost_alone(sound: u8) -> Cost {
    match sound {
        b'z' => 5,
        b'y' | b'w' => 30,
        b'v' | b'h' => 40,
        b'l' | b'L' => 80,
        b'0'..=b'9' => 300,
        sound if is_vowel(sound) => 45,
        _ => 100,
    }
}

/// What it costs where one word has `left` in the place of `right`, in any order.
fn cost_of_replacing(left: u8, right: u8) -> Cost {
    let (left, right) = (left.min(right), left.max(right));
    match (left, right) {
        _ if sounds_alike(left, right) => 0,
        (b'g', b'k') | (b'd', b't') | (b'b', b'p') => 45,
        (b'Q', b'g' | b'k') | (b'D', b'd' | b't') | (b'B', b'b' | b'p') => 25,
        (b'J', b'c' | b'j') => 25,
        (b'S', b's') => 15,
        (b'f', b'p') => 0,
        (b'P', b'f') => 20,
        (b'f', b'h') => 25,
        (b'L', b'l') => 30,
        (b'c', b'j') => 40,
        (b'j', b's') => 35,
        (b'c', b's') | (b's', b't') => 50,
        (b'T', b'c' | b'j' | b's') => 60,
        (b'G', b'n') | (b'm', b'n') | (b'h', b'p') | (b'b', b'f' | b'w') => 60,
        (b'u', b'w') | (b'i', b'y') => 10,
        (b'a', b'v') | (b'u', b'z') => 25,
        (b'a', b'e' | b'o') | (b'o', b'v') | (b'i' | b'v', b'z') => 35,
        (b'e', b'i' | b'v') | (b'o', b'u' | b'w') | (b'u', b'v') => 40,
        (b'0'..=b'9', _) => 600,
        _ => match (is_vowel(left), is_vowel(right)) {
            (true, true) => 60,
            (false, false) => 120,
            _ => 300,
        },
    }
}

/// Whether both are one sound, perhaps in another place: 그록 and 그로크.
fn sounds_alike(left: u8, right: u8) -> bool {
    let pair = (left.min(right), left.max(right));
    let is_final_of = matches!(
        pair,
        (b'K', b'g' | b'k') | (b'T', b'd' | b't') | (b'P', b'b' | b'p')
    );
    left == right || is_final_of
}

fn is_vowel(sound: u8) -> bool {
    matches!(sound, b'a' | b'e' | b'v' | b'o' | b'u' | b'z' | b'i')
}

/// How little `syllable`, after a syllable that ends with `before`, looks like a
/// part of a loanword. They are written with seven finals and without ㅢ; and a
/// final moves over to a vowel, as it does not where a particle follows a noun
/// (골을 is not call) but between the parts of compounds (스타트업).
fn cost_of_native(syllable: char, before: Option<&[u8]>) -> Cost {
    let Some(Syllable {
        initial,
        vowel,
        last,
    }) = Syllable::of(syllable)
    else {
        return 0;
    };
    let mut cost = 0;
    if last.is_some_and(|last| !"ㄱㄴㄹㅁㅂㅅㅇ".contains(last)) {
        cost += 30;
    }
    if vowel == 'ㅢ' {
        cost += 30;
    }
    if initial == 'ㅇ' && before.is_some_and(|before| before != b"G") {
        cost += 10;
    }
    cost
}

fn initial_sound(letter: char) -> &'static [u8] {
    match letter {
        'ㄱ' => b"g",
        'ㄲ' => b"Q",
        'ㄴ' => b"n",
        'ㄷ' => b"d",
        'ㄸ' => b"D",
        'ㄹ' => b"l",
        'ㅁ' => b"m",
        'ㅂ' => b"b",
        'ㅃ' => b"B",
        'ㅅ' => b"s",
        'ㅆ' => b"S",
        'ㅈ' => b"j",
        'ㅉ' => b"J",
        'ㅊ' => b"c",
        'ㅋ' => b"k",
        'ㅌ' => b"t",
        'ㅍ' => b"p",
        'ㅎ' => b"h",
        '0' => b"0",
        '1' => b"1",
        '2' => b"2",
        '3' => b"3",
        '4' => b"4",
        '5' => b"5",
        '6' => b"6",
        '7' => b"7",
        '8' => b"8",
        '9' => b"9",
        _ => b"",
    }
}

fn vowel_sounds(letter: char) -> &'static [u8] {
    match letter {
        'ㅏ' => b"a",
        'ㅐ' | 'ㅔ' => b"e",
        'ㅑ' => b"ya",
        'ㅒ' | 'ㅖ' => b"ye",
        'ㅓ' => b"v",
        'ㅕ' => b"yv",
        'ㅗ' => b"o",
        'ㅘ' => b"wa",
        'ㅙ' | 'ㅚ' | 'ㅞ' => b"we",
        'ㅛ' => b"yo",
        'ㅜ' => b"u",
        'ㅝ' => b"wv",
        'ㅟ' => b"wi",
        'ㅠ' => b"yu",
        'ㅡ' => b"z",
        'ㅢ' => b"zi",
        'ㅣ' => b"i",
        _ => b"",
    }
}

fn final_sound(letter: char) -> &'static [u8] {
    match letter {
        'ㄱ' | 'ㄲ' | 'ㅋ' | 'ㄳ' | 'ㄺ' => b"K",
        'ㄴ' | 'ㄵ' | 'ㄶ' => b"n",
        'ㄹ' | 'ㄼ' | 'ㄽ' | 'ㄾ' | 'ㅀ' => b"L",
        'ㅁ' | 'ㄻ' => b"m",
        'ㅂ' | 'ㅍ' | 'ㅄ' | 'ㄿ' => b"P",
        'ㅇ' => b"G",
        _ => b"T",
    }
}

/// Whether `letter`, a Latin one in lower case, is written for vowels.
fn is_vowel_letter(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

use Place::{
    Anywhere, Checked, Closed, End, Ending, Long, Soft, Start, StartOfCluster, Velar, Vowel,
};

/// Where a spelling is read so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Anywhere,
    /// At the beginning.
    Start,
    /// At the beginning, before a consonant.
    StartOfCluster,
    /// At the end.
    End,
    /// At the end, also before the s of a plural.
    Ending,
    /// Before e, i or y.
    Soft,
    /// Before a vowel letter.
    Vowel,
    /// Not before a vowel letter, but before an e that ends the word.
    Closed,
    /// Before a consonant letter that ends the word or stands before another.
    Checked,
    /// Before one consonant letter but r, and an e that is silent at the end.
    Long,
    /// Before c, g, k, q or x.
    Velar,
}

impl Place {
    /// Whether the `len` letters at `at` of `run` are in this place.
    fn fits(self, run: &str, at: usize, len: usize) -> bool {
        let after = &run[at + len..];
        let next = after.chars().next();
        let before_vowel = next.is_some_and(is_vowel_letter);
        match self {
            Anywhere => true,
            Start => at == 0,
            StartOfCluster => at == 0 && next.is_some() && !before_vowel,
            End => after.is_empty(),
            Ending => matches!(after, "" | "s"),
            Soft => matches!(next, Some('e' | 'i' | 'y')),
            Vowel => before_vowel,
            Closed => !before_vowel || after == "e",
            Checked => {
                let mut after = after.chars().map(is_vowel_letter);
                after.next() == Some(false) && after.next() != Some(true)
            }
            Long => {
                let after = after.strip_suffix('s').unwrap_or(after);
                let consonant = after.strip_suffix('e').unwrap_or_default();
                consonant.len() == 1 && consonant != "r" && !consonant.contains(is_vowel_letter)
            }
            Velar => matches!(next, Some('c' | 'g' | 'k' | 'q' | 'x')),
        }
    }
}

/// Letters, where they stand, and how they can sound there, at which cost.
type Spelling = (&'static str, Place, &'static [(&'static [u8], Cost)]);

/// Latin words of so many letters or less may also be spelled out: 에이아이.
const SHORT_RUN_CHARS: usize = 4;

/// The names of the letters, for words that are spelled out: 지피티.
const LETTER_NAMES: [&[u8]; 26] = [
    b"ei", b"bi", b"si", b"di", b"i", b"ef", b"ji", b"eic", b"ai", b"jei", b"kei", b"eL", b"em",
    b"en", b"o", b"pi", b"kyu", b"aL", b"es", b"ti", b"yu", b"bi", b"dvbLyu", b"eks", b"wai",
    b"ji",
];

/// How the letters of a foreign name can sound, the usual way first. The spellings
/// that begin with each letter of the alphabet: the longest first, and of the same
/// letters the one whose place is told most exactly.
const SPELLINGS: [&[Spelling]; 26] = [
    &[
        ("augh", Anywhere, &[(b"o", 0), (b"af", 10)]),
        ("ates", End, &[(b"eic", 0)]),
        ("age", Ending, &[(b"eij", 0), (b"ij", 0)]),
        ("aye", End, &[(b"ei", 0)]),
        ("alk", Anywhere, &[(b"ok", 0), (b"vk", 5), (b"aLk", 10)]),
        (
            "ai",
            End,
            &[(b"ei", 0), (b"e", 0), (b"ai", 0), (b"eiai", 5)],
        ),
        ("ai", Anywhere, &[(b"ei", 0), (b"e", 0), (b"ai", 0)]),
        ("ay", Anywhere, &[(b"ei", 0), (b"ai", 5)]),
        ("au", Anywhere, &[(b"o", 0), (b"au", 5)]),
        ("aw", Anywhere, &[(b"o", 0)]),
        ("ae", Anywhere, &[(b"e", 0), (b"ai", 20)]),
        (
            "al",
            Closed,
            &[(b"vL", 0), (b"oL", 0), (b"o", 5), (b"a", 10)],
        ),
        (
            "a",
            Long,
            &[(b"ei", 0), (b"a", 15), (b"i", 15), (b"e", 30), (b"v", 30)],
        ),
        ("a", End, &[(b"a", 0), (b"v", 15), (b"ei", 20)]),
        (
            "a",
            Anywhere,
            &[(b"a", 0), (b"e", 0), (b"ei", 0), (b"v", 5), (b"o", 25)],
        ),
    ],
    &[("b", Anywhere, &[(b"b", 0)])],
    &[
        ("chr", Anywhere, &[(b"kl", 0), (b"k", 0)]),
        ("cqu", Anywhere, &[(b"kw", 0), (b"k", 5)]),
        ("cc", Soft, &[(b"ks", 0), (b"c", 10)]),
        (
            "ch",
            Anywhere,
            &[(b"c", 0), (b"k", 10), (b"s", 15), (b"h", 25)],
        ),
        ("ck", Anywhere, &[(b"k", 0)]),
        ("cz", Anywhere, &[(b"c", 0), (b"k", 30)]),
        ("ci", Vowel, &[(b"s", 5)]),
        ("c", Soft, &[(b"s", 0), (b"c", 20), (b"k", 30)]),
        ("c", Anywhere, &[(b"k", 0), (b"c", 40)]),
    ],
    &[
        ("dge", Anywhere, &[(b"j", 0)]),
        ("dg", Soft, &[(b"j", 0)]),
        ("dj", Anywhere, &[(b"j", 0)]),
        ("ds", End, &[(b"j", 0)]),
        ("d", Anywhere, &[(b"d", 0)]),
    ],
    &[
        ("eigh", Anywhere, &[(b"ei", 0), (b"ai", 10)]),
        ("eau", Anywhere, &[(b"o", 0)]),
        ("eye", Anywhere, &[(b"ai", 0)]),
        ("ee", Anywhere, &[(b"i", 0), (b"e", 20)]),
        (
            "ea",
            Anywhere,
            &[(b"i", 0), (b"e", 0), (b"ia", 0), (b"v", 10), (b"ei", 5)],
        ),
        ("ei", Anywhere, &[(b"ei", 0), (b"ai", 0), (b"i", 0)]),
        (
            "eu",
            Anywhere,
            &[
                (b"yu", 0),
                (b"u", 0),
                (b"oi", 5),
                (b"eu", 5),
                (b"z", 5),
                (b"v", 20),
            ],
        ),
        ("ew", Anywhere, &[(b"yu", 0), (b"u", 0)]),
        ("ey", Anywhere, &[(b"i", 0), (b"ei", 0), (b"ai", 20)]),
        (
            "eo",
            Anywhere,
            &[(b"io", 0), (b"v", 0), (b"eo", 5), (b"o", 10), (b"i", 20)],
        ),
        ("en", End, &[(b"en", 0), (b"vn", 5), (b"zn", 10)]),
        ("er", Closed, &[(b"v", 0), (b"a", 35), (b"i", 20)]),
        ("el", Anywhere, &[(b"eL", 0), (b"l", 20)]),
        (
            "e",
            Ending,
            &[(b"", 0), (b"i", 10), (b"e", 10), (b"ei", 15)],
        ),
        (
            "e",
            Anywhere,
            &[(b"e", 0), (b"i", 0), (b"v", 5), (b"ei", 35), (b"", 20)],
        ),
    ],
    &[("f", Anywhere, &[(b"f", 0)])],
    &[
        ("gue", End, &[(b"g", 0)]),
        ("gh", Start, &[(b"g", 0)]),
        ("gh", Anywhere, &[(b"", 0), (b"g", 10), (b"f", 20)]),
        ("gm", Ending, &[(b"m", 0), (b"gm", 5)]),
        ("gn", Start, &[(b"n", 0)]),
        ("gn", Ending, &[(b"n", 0)]),
        ("gu", Vowel, &[(b"g", 0), (b"gw", 5)]),
        ("g", Soft, &[(b"j", 0), (b"g", 5), (b"h", 30)]),
        ("g", Anywhere, &[(b"g", 0), (b"j", 40)]),
    ],
    &[
        ("h", Vowel, &[(b"h", 0), (b"", 20)]),
        ("h", Anywhere, &[(b"", 0), (b"h", 5)]),
    ],
    &[
        ("igh", Anywhere, &[(b"ai", 0)]),
        ("ir", Closed, &[(b"v", 0), (b"i", 0), (b"aiv", 0)]),
        ("ie", Ending, &[(b"i", 0)]),
        ("ie", Anywhere, &[(b"i", 0), (b"ie", 0), (b"aiv", 0)]),
        ("i", Long, &[(b"ai", 0), (b"i", 5)]),
        ("i", End, &[(b"i", 0), (b"ai", 5)]),
        ("i", Vowel, &[(b"i", 0), (b"ai", 0), (b"y", 5)]),
        ("i", Anywhere, &[(b"i", 0), (b"ai", 0)]),
    ],
    &[("j", Anywhere, &[(b"j", 0), (b"y", 15), (b"h", 25)])],
    &[
        ("kh", Anywhere, &[(b"k", 0), (b"h", 15)]),
        ("kn", Start, &[(b"n", 0), (b"kn", 20)]),
        ("k", Anywhere, &[(b"k", 0)]),
    ],
    &[
        ("ll", Start, &[(b"l", 0)]),
        ("l", Start, &[(b"l", 0)]),
        ("l", Anywhere, &[(b"L", 0), (b"", 60)]),
    ],
    &[
        ("mck", Start, &[(b"mek", 0)]),
        ("mc", Start, &[(b"mek", 0), (b"mv", 20)]),
        ("mb", Ending, &[(b"m", 0), (b"mb", 5)]),
        ("ml", Anywhere, &[(b"ml", 0), (b"mL", 5)]),
        ("m", StartOfCluster, &[(b"em", 0), (b"m", 20)]),
        ("m", Anywhere, &[(b"m", 0)]),
    ],
    &[
        (
            "ng",
            Soft,
            &[(b"nj", 0), (b"G", 5), (b"Gg", 5), (b"ng", 20)],
        ),
        ("ng", Vowel, &[(b"Gg", 0), (b"G", 5)]),
        ("ng", Anywhere, &[(b"G", 0), (b"Gg", 0), (b"nj", 20)]),
        ("nl", Anywhere, &[(b"nl", 0), (b"nL", 5)]),
        ("n", Velar, &[(b"G", 0), (b"n", 5)]),
        ("n", StartOfCluster, &[(b"en", 0), (b"n", 20)]),
        ("n", Anywhere, &[(b"n", 0)]),
    ],
    &[
        ("ough", Anywhere, &[(b"o", 0), (b"u", 5), (b"vf", 10)]),
        ("olk", Anywhere, &[(b"ok", 0)]),
        ("oo", Anywhere, &[(b"u", 0), (b"o", 5)]),
        ("oa", Anywhere, &[(b"o", 0), (b"oa", 5)]),
        ("oe", Anywhere, &[(b"o", 0), (b"we", 0), (b"oe", 5)]),
        ("oi", Anywhere, &[(b"oi", 0), (b"wa", 10)]),
        (
            "ou",
            Anywhere,
            &[(b"u", 0), (b"au", 0), (b"o", 10), (b"v", 5)],
        ),
        ("ow", Anywhere, &[(b"au", 0), (b"o", 0)]),
        (
            "on",
            End,
            &[(b"on", 0), (b"vn", 0), (b"zn", 10), (b"oG", 15)],
        ),
        ("or", Closed, &[(b"o", 0), (b"v", 0)]),
        ("o", Long, &[(b"o", 0), (b"u", 20), (b"v", 25)]),
        (
            "o",
            Checked,
            &[(b"o", 0), (b"v", 0), (b"a", 10), (b"u", 15)],
        ),
        (
            "o",
            Anywhere,
            &[(b"o", 0), (b"v", 0), (b"a", 30), (b"u", 15)],
        ),
    ],
    &[
        ("pf", Anywhere, &[(b"f", 0)]),
        ("ph", Anywhere, &[(b"f", 0)]),
        ("ps", Start, &[(b"s", 0)]),
        ("pn", Start, &[(b"n", 0)]),
        ("p", Anywhere, &[(b"p", 0)]),
    ],
    &[
        ("que", Ending, &[(b"k", 0)]),
        ("qu", Anywhere, &[(b"kw", 0), (b"k", 5)]),
        ("q", Anywhere, &[(b"k", 0), (b"c", 15)]),
    ],
    &[
        ("re", End, &[(b"v", 0), (b"", 0), (b"l", 5)]),
        ("rh", Anywhere, &[(b"l", 0)]),
        ("r", Vowel, &[(b"l", 0)]),
        ("r", Anywhere, &[(b"", 0), (b"v", 0), (b"l", 5)]),
    ],
    &[
        ("sion", Anywhere, &[(b"svn", 0), (b"jvn", 0)]),
        ("sch", Anywhere, &[(b"s", 0), (b"sk", 0)]),
        ("ss", Anywhere, &[(b"s", 0)]),
        ("sh", Anywhere, &[(b"s", 0)]),
        ("sc", Soft, &[(b"s", 0), (b"sk", 20)]),
        ("s", Start, &[(b"s", 0), (b"j", 20)]),
        ("s", End, &[(b"s", 0), (b"j", 5), (b"", 15)]),
        ("s", Anywhere, &[(b"s", 0), (b"j", 5)]),
    ],
    &[
        ("tsch", Anywhere, &[(b"c", 0)]),
        ("tion", Anywhere, &[(b"svn", 0), (b"cvn", 0)]),
        ("ture", Ending, &[(b"cv", 0), (b"tyuv", 5)]),
        ("tch", Anywhere, &[(b"c", 0)]),
        (
            "th",
            Anywhere,
            &[(b"s", 0), (b"t", 0), (b"d", 20), (b"j", 20)],
        ),
        ("ti", Vowel, &[(b"ti", 0), (b"s", 0), (b"c", 5)]),
        ("ts", Anywhere, &[(b"c", 0)]),
        ("tz", Anywhere, &[(b"c", 0)]),
        ("t", End, &[(b"t", 0), (b"", 30)]),
        ("t", Anywhere, &[(b"t", 0)]),
    ],
    &[
        ("ui", Anywhere, &[(b"wi", 0), (b"u", 5), (b"i", 10)]),
        ("ue", Ending, &[(b"u", 0), (b"yu", 0)]),
        ("ur", Closed, &[(b"v", 0), (b"u", 5)]),
        ("u", Vowel, &[(b"w", 0), (b"u", 0), (b"yu", 0)]),
        (
            "u",
            Anywhere,
            &[(b"u", 0), (b"v", 0), (b"yu", 0), (b"a", 10), (b"wi", 15)],
        ),
    ],
    &[("v", Anywhere, &[(b"b", 0), (b"p", 15)])],
    &[
        ("wh", Anywhere, &[(b"w", 0), (b"hw", 0), (b"h", 15)]),
        ("wr", Start, &[(b"l", 0)]),
        ("w", Vowel, &[(b"w", 0), (b"b", 20)]),
        ("w", Anywhere, &[(b"u", 0), (b"", 30)]),
    ],
    &[
        ("x", Start, &[(b"j", 0), (b"s", 5), (b"eks", 10)]),
        ("x", Anywhere, &[(b"ks", 0), (b"gj", 0), (b"s", 30)]),
    ],
    &[
        ("y", Vowel, &[(b"y", 0), (b"i", 0), (b"ai", 10)]),
        ("y", End, &[(b"i", 0), (b"ai", 10)]),
        ("y", Anywhere, &[(b"i", 0), (b"ai", 0)]),
    ],
    &[
        ("zh", Anywhere, &[(b"j", 0)]),
        ("zz", Anywhere, &[(b"j", 0), (b"c", 5)]),
        ("z", Anywhere, &[(b"j", 0), (b"s", 15), (b"c", 15)]),
    ],
];

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Names and loanwords in both scripts.
    const SAME: &str = "
        앤트로픽=Anthropic 안트로픽=Anthropic 엔비디아=Nvidia 마이크로소프트=Microsoft
        제미나이=Gemini 라마=Llama 구글=Google 허깅페이스=HuggingFace 미스트랄=Mistral
        코히어=Cohere 퍼플렉시티=Perplexity 데이터브릭스=Databricks 스냅챗=Snapchat
        바이두=Baidu 알리바바=Alibaba 딥마인드=DeepMind 챗봇=chatbot 프롬프트=prompt
        벤치마크=benchmark 스타트업=startup 플랫폼=platform 클라우드=cloud
        인플렉션=Inflection 스태빌리티=Stability 어도비=Adobe 오라클=Oracle 퀄컴=Qualcomm
        테슬라=Tesla 애플=Apple 메타=Meta 아마존=Amazon 삼성=Samsung 네이버=Naver
        카카오=Kakao 블랙웰=Blackwell 그록=Grok 그로크=Grok 소라=Sora 클로드=Claude
        코파일럿=Copilot 인텔=Intel 텐센트=Tencent 화웨이=Huawei 바이트댄스=ByteDance
        틱톡=TikTok 인스타그램=Instagram 페이스북=Facebook 유튜브=YouTube 트위터=Twitter
        링크드인=LinkedIn 넷플릭스=Netflix 스포티파이=Spotify 우버=Uber 에어비앤비=Airbnb
        페이팔=PayPal 세일즈포스=Salesforce 스노우플레이크=Snowflake 깃허브=GitHub
        깃랩=GitLab 도커=Docker 쿠버네티스=Kubernetes 리눅스=Linux 윈도우=Windows
        안드로이드=Android 파이썬=Python 자바=Java 자바스크립트=JavaScript 파이토치=PyTorch
        텐서플로=TensorFlow 트랜스포머=transformer 알고리즘=algorithm 데이터=data
        데이터셋=dataset 모델=model 토큰=token 에이전트=agent 서버=server 인터넷=internet
        소프트웨어=software 하드웨어=hardware 컴퓨터=computer 컴퓨팅=computing 로봇=robot
        드론=drone 딥페이크=deepfake 딥러닝=deeplearning 머신러닝=MachineLearning
        파인튜닝=fine-tuning 오픈소스=OpenSource 사이버=cyber 블록체인=blockchain
        비트코인=Bitcoin 이더리움=Ethereum 메타버스=metaverse 핀테크=fintech 바이오=bio
        헬스케어=healthcare 디지털=digital 콘텐츠=contents 미디어=media 뉴스=news
        가이드라인=guideline 프레임워크=framework 라이선스=license 파트너십=partnership
        컨퍼런스=conference 워크숍=workshop 서밋=summit 포럼=forum 센터=center
        프로젝트=project 솔루션=solution 시스템=system 네트워크=network 모니터링=monitoring
        시뮬레이션=simulation 애플리케이션=application 인터페이스=interface
        아키텍처=architecture 파라미터=parameter 멀티모달=multimodal 달리=DALL-E
        미드저니=Midjourney 스테이블디퓨전=StableDiffusion 런웨이=Runway 어댑트=Adept
        캐릭터=Character 딥시크=DeepSeek 큐원=Qwen 젬마=Gemma 소네트=Sonnet 오퍼스=Opus
        하이쿠=Haiku 호퍼=Hopper 그레이스=Grace 루빈=Rubin 제온=Xeon 라이젠=Ryzen
        브로드컴=Broadcom 마이크론=Micron 시스코=Cisco 에릭슨=Ericsson 노키아=Nokia
        소니=Sony 도요타=Toyota 혼다=Honda 현대=Hyundai 폭스바겐=Volkswagen 지멘스=Siemens
        보쉬=Bosch 화이자=Pfizer 모더나=Moderna 노바티스=Novartis 스페이스엑스=SpaceX
        뉴럴링크=Neuralink 스탠퍼드=Stanford 하버드=Harvard 옥스퍼드=Oxford
        케임브리지=Cambridge 버클리=Berkeley 프린스턴=Princeton 카네기멜런=CarnegieMellon
        토론토=Toronto 시애틀=Seattle 샌프란시스코=SanFrancisco 캘리포니아=California
        실리콘밸리=SiliconValley 워싱턴=Washington 뉴욕=NewYork 런던=London 파리=Paris
        브뤼셀=Brussels 싱가포르=Singapore 두바이=Dubai 블룸버그=Bloomberg 로이터=Reuters
        가디언=Guardian 포브스=Forbes 머스크=Musk 올트먼=Altman 저커버그=Zuckerberg
        하사비스=Hassabis 힌튼=Hinton 벤지오=Bengio 르쿤=LeCun 트뤼도=Trudeau
        라이몬도=Raimondo 바이든=Biden 트럼프=Trump 마크롱=Macron 헤이젠=HeyGen 시리=Siri
        바사=VASA 에이트폴드=Eightfold 인디드=Indeed 치앤판=Qianfan 코메이트=Comate
        어니봇=ErnieBot 지피티=GPT 엘엘엠=LLM 에이아이=AI 지피유=GPU 오픈에이아이=OpenAI
        아이비엠=IBM 레노버=Lenovo 에이수스=Asus 델=Dell 필립스=Philips 지이=GE
        하니웰=Honeywell 엑센추어=Accenture 딜로이트=Deloitte 매킨지=McKinsey 가트너=Gartner
        스케일=Scale 팔란티어=Palantir 앤두릴=Anduril 서비스나우=ServiceNow
        스트라이프=Stripe 드롭박스=Dropbox 슬랙=Slack 노션=Notion 피그마=Figma 캔바=Canva
        줌=Zoom 트렐로=Trello 레플리카=Replika 베를린=Berlin 시드니=Sydney 멜버른=Melbourne
        뭄바이=Mumbai 방갈로르=Bangalore 헬싱키=Helsinki 스톡홀름=Stockholm
        코펜하겐=Copenhagen 제네바=Geneva 브라질=Brazil 멕시코=Mexico 캐나다=Canada
        아르헨티나=Argentina 이스라엘=Israel 튀르키예=Turkiye 우크라이나=Ukraine
        나델라=Nadella 피차이=Pichai 카파시=Karpathy 수츠케버=Sutskever 아모데이=Amodei
        무라티=Murati 베이조스=Bezos 게이츠=Gates 라가르드=Lagarde 해리스=Harris 커서=Cursor
        윈드서프=Windsurf 보이저=Voyager 팰컨=Falcon 파이=Phi 알파폴드=AlphaFold
        알파고=AlphaGo 왓슨=Watson 코타나=Cortana 알렉사=Alexa 센서=sensor 칩셋=chipset
        메모리=memory 프로세서=processor 배터리=battery 라이다=lidar 카메라=camera
        디바이스=device 태블릿=tablet 스마트폰=smartphone 웨어러블=wearable
        스트리밍=streaming 게임=game 아바타=avatar 크리에이터=creator 인플루언서=influencer
        저널리즘=journalism 거버넌스=governance 컴플라이언스=compliance
        이니셔티브=initiative 로드맵=roadmap 패러다임=paradigm 컨소시엄=consortium
        샌드박스=sandbox 파일럿=pilot 테스트=test 튜토리얼=tutorial 세미나=seminar
        심포지엄=symposium 뉴런=neuron 트레이닝=training 임베딩=embedding 어텐션=attention
        디코더=decoder 인코더=encoder 그래프=graph 벡터=vector 텐서=tensor 레이어=layer
        리트리버=retriever 프라이버시=privacy 리더보드=leaderboard 해커톤=hackathon
        챌린지=challenge 유니콘=unicorn 벤처=venture 캐피털=capital 펀드=fund 샤오미=Xiaomi
        알리=Ali 센스타임=SenseTime 즈푸=Zhipu 문샷=Moonshot 미니맥스=MiniMax
        바이촨=Baichuan 이플라이텍=iFlytek 하이크비전=Hikvision
    ";

    /// Two ways to write one name in Hangul.
    const SAME_IN_HANGUL: &str = "
        앤트로픽=안트로픽 앤트로픽=앤스로픽 라마=리아마 젬마=제마 그록=그로크 로봇=로보트
        콘텐츠=컨텐츠 컨퍼런스=콘퍼런스 메타버스=매타버스 스탠퍼드=스탠포드 힌튼=힌턴
        올트먼=알트만 저커버그=주커버그 소프트웨어=소프트웨아 플랫폼=플렛폼
        라이선스=라이센스 메시지=메세지 데이터=데이타 디지털=디지탈 파이썬=파이선
        텐서플로=텐서플로우 윈도우=윈도 네트워크=네트웍 워크숍=워크샵 리더십=리더쉽
        애플리케이션=어플리케이션 엔비디아=앤비디아 스태빌리티=스테빌리티 딥시크=딥씨크
        하사비스=허사비스 쿠버네티스=쿠베르네티스 카네기멜런=카네기멜론
    ";

    /// Words that differ in sound, though many not by much.
    const APART: &str = "
        구글=Apple 구글=GoogleCloud 메타=Data 메타=Motor 메타=Matter 투자=Tesla 인공=Oracle
        규제=cage 도구=dog 모델=motel 애플=Adobe 애플=ample 오라클=miracle 인텔=Intelligence
        인텔=hotel 삼성=Samson 네이버=never 클라우드=Cloudera 바이두=Bard 바이두=video
        소라=Siri 소라=solar 라마=Roma 라마=lambda 제미나이=Germany 제미나이=seminar
        마이크로소프트=Micron 코파일럿=pilot 블랙웰=Blackrock 블랙웰=Maxwell 그록=block
        그록=Groove 챗봇=robot 챗봇=chapter 로봇=report 드론=throne 드론=Iron 토큰=Tokyo
        인플렉션=inflation 인플렉션=reflection 인플렉션=infection 플랫폼=platinum
        프롬프트=Trump 프롬프트=promote 데이터=dating 데이터=Dell 데이터=later
        미스트랄=mineral 미스트랄=minister 코히어=Korea 코히어=career 스타트업=startle
        스태빌리티=ability 퍼플렉시티=complexity 퍼플렉시티=flexibility 알리바바=Albania
        알리바바=library 테슬라=Tesseract 아마존=Arizona 아마존=Armani 카카오=Kafka
        카카오=Cisco 시스코=Costco 노키아=Nokian 소니=Sunday 소니=Disney 혼다=Hyundai
        혼다=Honduras 구글=eagle 구글=global 센터=counter 센터=sensor 센터=sender
        서버=survey 서버=silver 서버=fiber 사이버=cipher 사이버=Siemens 모델=module
        모델=Modern 모델=mobile 에이전트=Argentina 에이전트=agency 에이전트=urgent
        알고리즘=organism 알고리즘=logarithm 파이썬=Pearson 파이썬=person 자바=Jabra
        자바=Japan 자바=javascript 리눅스=Lexus 리눅스=Lynx 윈도우=winter 바이오=Bayer
        미디어=medium 미디어=Modi 디지털=digit 디지털=capital 솔루션=pollution
        솔루션=revolution 솔루션=resolution 시스템=stem 시스템=sister 포럼=perform
        포럼=program 프로젝트=reject 프로젝트=product 서밋=submit 서밋=Smith 뉴스=noise
        뉴스=Nexus 파리=Bali 파리=Berlin 런던=Linden 런던=random 두바이=Dublin 트럼프=drum
        머스크=Moscow 머스크=music 바이든=button 바이든=Boeing 마크롱=Macro 마크롱=Micron
        힌튼=Clinton 힌튼=Hilton 규제=cake 정부=job 기업=group 기술=guitar 생성=session
        안전=engine 보안=Boeing 투자=tour 교육=gig 연구=young 국가=Cuba 시장=Sysco 위험=Wham
        개발=cable 학습=hub 언어=Anna 사용=song 정보=jumbo 공개=Google 지원=June 인재=Indy
        대회=Dell 활용=Harvard 발표=ballpark 평가=vodka 결과=Kylie 미국=Mexico 미국=magic
        중국=Chuck 중국=junk 한국=Hancock 영국=Yankee 나라=narrow 사람=Salem 강화=Ganga
        회사=Hessa 법안=Bing 정부=정보 모델=모텔 클로드=클라우드 대회=대화 기업=기억
        지능=기능 경제=견제 조사=주사 사업=사법 회의=회계 사장=시장 전기=정기 구글=구를
        시각=시간 인터넷=인터뷰 센터=센서 로봇=로켓 서버=서브 사이버=사이트
        클라우드=클라이언트 레노버=Renault 델=Dali 딜로이트=Detroit 가트너=garden 슬랙=Slate
        노션=nation 노션=notice 피그마=sigma 캔바=Canada 베를린=Merlin 제네바=Genoa
        멕시코=Mexican 캐나다=Kenya 캐나다=Granada 이스라엘=Islam 브라질=basil 파이=five
        왓슨=Wilson 커서=course 팰컨=Vulcan 보이저=Boeing 메모리=melody 카메라=Cambria
        게임=gamma 칩셋=chapter 배터리=butter 배터리=better 디바이스=divide 라이다=radar
        태블릿=table 아바타=Avast 벡터=factor 벡터=victor 텐서=tenor 텐서=dancer
        레이어=lawyer 그래프=grape 펀드=bond 펀드=find 벤처=bench 챌린지=change 테스트=taste
        테스트=toast 로드맵=roadside 파일럿=pirate 문샷=mindset 유니콘=union 유니콘=Unicode
        훈련=Hulu 결정=Gojek 전략=jolly 문제=Monza 서비스=servicenow 관리=Gwen 가능=Genie
        세계=sage 제공=Jacob 운영=Wang 추진=chosen 협력=Hubble 논의=Nunes 참여=Chamonix
        분석=Benson 도입=dope 확대=Honda 혁신=Hexon 윤리=unreal 의회=UI 미래=Miller
        인력=Yellen 시민=simmer 권고=Congo 보고=Vogue
    ";

    fn pairs(table: &'static str) -> Vec<(&'static str, &'static str)> {
        let pairs = table.split_whitespace();
        pairs.filter_map(|pair| pair.split_once('=')).collect()
    }

    /// How many of a hundred pairs hold `condition`, and those that do not.
    fn rate(table: &'static str, condition: impl Fn(&str, &str) -> bool) -> (usize, String) {
        let pairs = pairs(table);
        let lacks = |pair: &(&str, &str)| !condition(pair.0, pair.1);
        let lacking: Vec<_> = pairs.iter().copied().filter(lacks).collect();
        let held = pairs.len() - lacking.len();
        (100 * held / pairs.len(), format!("{lacking:?}"))
    }

    #[test]
    fn names_sound_alike_in_both_scripts() {
        assert!(pairs(SAME).len() >= 300);
        let (near, far) = rate(SAME, |left, right| distance(left, right) <= LIMIT);
        assert!(near >= 97, "{near} %, without {far}");
        let (alike, other) = rate(SAME, |left, right| skeleton(left) == skeleton(right));
        assert!(alike >= 90, "{alike} %, without {other}");
        for (hangul, latin) in [
            ("앤트로픽", "Anthropic"),
            ("안트로픽", "Anthropic"),
            ("엔비디아", "NVIDIA"),
            ("허깅페이스", "Hugging Face"),
            ("퍼플렉시티", "Perplexity"),
            ("볼리비아", "Bolívia"),
            ("챗지피티", "챗GPT"),
        ] {
            assert!(distance(hangul, latin) <= LIMIT, "{hangul} {latin}");
        }
    }

    #[test]
    fn names_sound_alike_in_two_ways_of_writing_hangul() {
        let (near, far) = rate(SAME_IN_HANGUL, |left, right| distance(left, right) <= LIMIT);
        assert!(near >= 90, "{near} %, without {far}");
        let (alike, other) = rate(SAME_IN_HANGUL, |left, right| {
            skeleton(left) == skeleton(right)
        });
        assert!(alike >= 90, "{alike} %, without {other}");
    }

    #[test]
    fn other_words_are_not_taken_for_a_name() {
        assert!(pairs(APART).len() >= 240);
        let (far, near) = rate(APART, |left, right| distance(left, right) > LIMIT);
        assert!(far >= 97, "{far} %, without {near}");
    }

    #[test]
    fn the_skeleton_is_the_consonants() {
        for (word, key) in [
            ("엔비디아", "anpt"),
            ("Nvidia", "anpt"),
            ("Hugging-Face 2", "hsnps2"),
            ("허깅페이스2", "hknps2"),
            ("스타트업", "sttp"),
            ("startup", "sttp"),
            ("노르웨이", "n"),
            ("Norway", "n"),
            ("으뜸", "atm"),
            ("ㄱㅏㄴ", "kn"),
            ("GPT", "spt"),
            ("", ""),
            ("2024!", ""),
            ("大韓", ""),
        ] {
            assert_eq!(skeleton(word), key, "{word}");
        }
    }

    #[test]
    fn latin_words_are_far_apart_unless_equal() {
        assert_eq!(distance("Meta", "Meta"), 0.0);
        assert_eq!(distance("Open AI", "openai"), 0.0);
        assert_eq!(distance("colour", "color"), f32::INFINITY);
        assert_eq!(distance("", "구글"), f32::INFINITY);
        assert_eq!(distance("", ""), f32::INFINITY);
    }

    #[test]
    fn long_words_sound_like_no_other() {
        let long = "구글".repeat(300_000);
        assert_eq!(skeleton(&long), "");
        assert_eq!(distance(&long, "google"), f32::INFINITY);
        let long = "e\u{301}".repeat(300_000);
        assert_eq!(skeleton(&long), "");
        let longest = "wheat".repeat(12);
        assert!(distance(&longest, &"위트".repeat(32)).is_finite());
    }

    #[test]
    fn the_spellings_are_in_order() {
        for (letter, spellings) in ('a'..='z').zip(SPELLINGS) {
            let order = |spelling: &Spelling| std::cmp::Reverse(spelling.0.len());
            assert!(spellings.is_sorted_by_key(order), "{letter}");
            let (last, place, _) = spellings[spellings.len() - 1];
            assert_eq!((last, place), (letter.to_string().as_str(), Anywhere));
            for (letters, _, readings) in spellings {
                assert!(letters.starts_with(letter) && !readings.is_empty());
                for sound in readings.iter().flat_map(|reading| reading.0) {
                    assert!(b"gkndtlmbpsjchfLGaevouziyw".contains(sound), "{letters}");
                }
            }
        }
    }

    proptest! {
        #[test]
        fn the_distance_is_the_same_in_both_directions(
            left in "[가-힣]{0,6}|[a-z]{0,9}|\\PC{0,9}",
            right in "[가-힣]{0,6}|[a-z]{0,9}|\\PC{0,9}",
        ) {
            let there = distance(&left, &right);
            prop_assert!(there >= 0.0);
            prop_assert_eq!(there, distance(&right, &left));
        }

        #[test]
        fn hangul_sounds_like_itself(word in "[가-힣]{1,9}") {
            let spoken = Pronunciation::new(&word);
            prop_assert_eq!(spoken.distance(&spoken), 0.0);
            prop_assert_eq!(spoken.compare(&spoken), 0);
        }

        #[test]
        fn skeletons_are_ascii_in_lower_case(word in "[가-힣ㄱ-ㅣa-zA-Z0-9é]{0,12}|\\PC{0,12}") {
            let key = skeleton(&word);
            prop_assert!(key.bytes().all(|b| b"akntrmpsh0123456789".contains(&b)), "{}", key);
        }
    }
}
