//! Foreign names and loanwords written in Hangul and in Latin letters.
//!
//! Defines a coarse key under which both spellings of a name stand, and a distance
//! between their sounds. Leaves the vocabulary in which names are looked up, and
//! likeness of two Latin spellings, to others.

mod costs;
mod hangul;
mod spellings;

use unicode_normalization::UnicodeNormalization;

use super::jamo::Syllable;
use costs::{Cost, cost_alone, cost_of_leaving_out, cost_of_native, cost_of_replacing, is_vowel};
use hangul::{final_sound, initial_sound, vowel_sounds};
use spellings::{LETTER_NAMES, SPELLINGS, is_vowel_letter};

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

/// Latin words of so many letters or less may also be spelled out: 에이아이.
const SHORT_RUN_CHARS: usize = 4;

#[cfg(test)]
mod tests;
