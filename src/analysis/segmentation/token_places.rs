//! Where the tokens of a text stand, in few bytes, to be kept beside it.
//!
//! Defines the form, writes it and reads it back. With it whoever has the text has its tokens
//! without the dictionary: most are the letters that stand there, and of a verb's form only
//! what its stem has beside them is written. What tokens are is `analyzer`'s.
//!
//! A byte tells of most tokens how far behind the last one it begins and how long it is:
//!
//! | upper four bits | | lower four bits | |
//! | --- | --- | --- | --- |
//! | 0 to 13 | a place in [`GAPS`] | 0 to 12 | a place in [`LENGTHS`] |
//! | 14 | the gap follows | 13 | the length follows; capitals stand for small letters |
//! | | | 14 | the length follows |
//! | | | 15 | a byte of its spelling follows |
//!
//! The byte of a spelling has in its upper four bits a place in [`LENGTHS`], or 15 where the
//! length follows. In the middle two is how many of the characters that stand there begin the
//! term, and in the last two what goes on: nothing; 하, which most such terms end with; a
//! syllable, in two bytes; or anything, as how many bytes of what stands there it begins with,
//! how many follow, and these.
//!
//! Above all these, 240 ends a sentence, and 241 is a token that begins before the end of the
//! last one: how far, and its spelling follow. Numbers that follow have seven bits a byte, the
//! lowest first.

use std::fmt;
use std::ops::Range;

use crate::analysis::analyzer::Analyzer;
use crate::analysis::letters::char_set::CharSet;
use crate::analysis::letters::first_letters::FirstLetters;
use crate::analysis::letters::jamo::FIRST_SYLLABLE;
use crate::analysis::scratch::Scratch;
use crate::language::messages;

/// The commonest distances of a token from the end of the last one, in bytes: none within a
/// compound, a space, and particles of so many syllables with a space or a mark.
const GAPS: [usize; 14] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 16];

/// The commonest lengths of tokens, in bytes.
const LENGTHS: [usize; 13] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 18];

/// The gap and the length of each byte that tells both of a token, and nothing of any other.
const STEPS: [[u8; 2]; 256] = {
    let mut steps = [[0; 2]; 256];
    let mut gap = 0;
    while gap < GAPS.len() {
        let mut length = 0;
        while length < LENGTHS.len() {
            steps[gap << 4 | length] = [GAPS[gap] as u8, LENGTHS[length] as u8];
            length += 1;
        }
        gap += 1;
    }
    steps
};

const GAP_FOLLOWS: u8 = 14;
const SMALL_LETTERS: u8 = 13;
const LENGTH_FOLLOWS: u8 = 14;
const SPELLING_FOLLOWS: u8 = 15;
const SENTENCE_END: u8 = 240;
const GOES_BACK: u8 = 241;

/// How a spelling goes on.
const ENDS: u8 = 0;
const GOES_ON_WITH_HA: u8 = 1;
const GOES_ON_WITH_SYLLABLE: u8 = 2;
const GOES_ON_WITH_TEXT: u8 = 3;

/// In a spelling, that the length follows, and how many characters may begin it.
const SPELLED_LENGTH_FOLLOWS: u8 = 15;
const MOST_KEPT_CHARS: usize = 3;

impl Analyzer {
    /// Calls `sink` with what stands in `text`, in order.
    pub fn for_each_placed(
        &self,
        text: &str,
        scratch: &mut Scratch,
        mut sink: impl FnMut(Placed<'_>),
    ) {
        self.for_each_eojeol(text, scratch, |start, eojeol| {
            for term in eojeol.terms() {
                sink(Placed::Token {
                    text: term.text,
                    range: start + term.range.start..start + term.range.end,
                });
            }
            if eojeol.edges.ends_sentence {
                sink(Placed::SentenceEnd);
            }
        });
    }

    /// Writes where the tokens of `text` stand behind what is in `places`.
    pub fn write_places(&self, text: &str, scratch: &mut Scratch, places: &mut Vec<u8>) {
        let mut last_end = 0;
        self.for_each_placed(text, scratch, |placed| match placed {
            Placed::Token { text: token, range } => {
                write_token(text, token, &range, last_end, places);
                last_end = range.end;
            }
            Placed::SentenceEnd => places.push(SENTENCE_END),
        });
    }
}

fn write_token(
    whole: &str,
    text: &str,
    range: &Range<usize>,
    last_end: usize,
    places: &mut Vec<u8>,
) {
    let written = &whole[range.clone()];
    let Some(gap) = range.start.checked_sub(last_end) else {
        places.push(GOES_BACK);
        write_number(last_end - range.start, places);
        write_spelling(written, text, places);
        return;
    };
    let known_gap = GAPS.iter().position(|known| *known == gap);
    let upper = known_gap.map_or(GAP_FOLLOWS, |place| place as u8);
    let is_small = written.len() == text.len()
        && written
            .bytes()
            .map(|byte| byte.to_ascii_lowercase())
            .eq(text.bytes());
    let known_length = LENGTHS.iter().position(|known| *known == written.len());
    let lower = match known_length {
        Some(place) if written == text => place as u8,
        None if written == text => LENGTH_FOLLOWS,
        _ if is_small => SMALL_LETTERS,
        _ => SPELLING_FOLLOWS,
    };
    places.push(upper << 4 | lower);
    if upper == GAP_FOLLOWS {
        write_number(gap, places);
    }
    match lower {
        SPELLING_FOLLOWS => write_spelling(written, text, places),
        SMALL_LETTERS | LENGTH_FOLLOWS => write_number(written.len(), places),
        _ => {}
    }
}

/// Writes `text` as what it has in common with what stands in its place, and the rest.
fn write_spelling(written: &str, text: &str, places: &mut Vec<u8>) {
    let pairs = written.chars().zip(text.chars());
    let same = pairs.take_while(|(one, other)| one == other);
    let kept: String = same.map(|(one, _)| one).collect();
    let kept_chars = kept.chars().count();
    let added = &text[kept.len()..];
    let mut chars = added.chars();
    let (goes_on, syllable) = match (chars.next(), chars.next()) {
        _ if kept_chars > MOST_KEPT_CHARS => (GOES_ON_WITH_TEXT, None),
        (None, _) => (ENDS, None),
        (Some('하'), None) => (GOES_ON_WITH_HA, None),
        (Some(one @ '가'..='힣'), None) => {
            let number = (u32::from(one) - FIRST_SYLLABLE) as u16;
            (GOES_ON_WITH_SYLLABLE, Some(number))
        }
        _ => (GOES_ON_WITH_TEXT, None),
    };
    let place = LENGTHS.iter().position(|known| *known == written.len());
    let upper = place.map_or(SPELLED_LENGTH_FOLLOWS, |place| place as u8);
    let middle = match goes_on {
        GOES_ON_WITH_TEXT => 0,
        _ => kept_chars as u8,
    };
    places.push(upper << 4 | middle << 2 | goes_on);
    if place.is_none() {
        write_number(written.len(), places);
    }
    if let Some(syllable) = syllable {
        places.extend(syllable.to_le_bytes());
    }
    if goes_on == GOES_ON_WITH_TEXT {
        write_number(kept.len(), places);
        write_number(added.len(), places);
        places.extend_from_slice(added.as_bytes());
    }
}

/// Writes a number, seven bits a byte.
pub fn write_number(mut number: usize, bytes: &mut Vec<u8>) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Takes a number from the front of `bytes`; `None` where there is none.
pub fn take_number(bytes: &mut &[u8]) -> Option<usize> {
    let mut number: usize = 0;
    for shift in (0..u32::BITS).step_by(7) {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= usize::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(number);
        }
    }
    None
}

/// The places are not those of the text: one of them is damaged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WrongPlaces;

impl fmt::Display for WrongPlaces {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(messages::analysis::places_wrong().text())
    }
}

impl std::error::Error for WrongPlaces {}

/// What stands next in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Placed<'a> {
    /// A token.
    Token {
        /// The term, in normal form.
        text: &'a str,
        /// The bytes of the original it stands for, on character boundaries, never empty.
        range: Range<usize>,
    },
    /// The end of a sentence: no phrase goes on over it.
    SentenceEnd,
}

impl Placed<'_> {
    /// The same in a text that has so many bytes before the one it was found in.
    pub fn behind(self, bytes: usize) -> Self {
        match self {
            Placed::Token { text, range } => Placed::Token {
                text,
                range: bytes + range.start..bytes + range.end,
            },
            Placed::SentenceEnd => Placed::SentenceEnd,
        }
    }
}

/// A token of which it was not read yet what it is spelled as.
struct UnspelledToken {
    range: Range<usize>,
    form: Form,
}

/// How a term differs from what stands in its place.
#[derive(Clone, Copy)]
enum Form {
    AsWritten,
    SmallLetters,
    /// By the byte of its spelling.
    Spelled(u8),
}

/// Reads the tokens of a text, one after the other.
///
/// Whatever the bytes are, each range is one of the text.
#[derive(Debug)]
pub struct PlacedTokens<'a> {
    whole: &'a str,
    places: &'a [u8],
    last_end: usize,
    /// The text of the last token, where it is not what stands in the text.
    spelled: String,
    /// Where the letters stand that tokens are looked for by, once these are.
    letters: Option<LetterPlaces>,
}

/// Where some letters stand in a text.
#[derive(Debug)]
enum LetterPlaces {
    /// At these bytes, in order, of which so many lie behind.
    At(Vec<usize>, usize),
    /// They are too many to look for by themselves.
    Anywhere,
}

impl<'a> PlacedTokens<'a> {
    /// The tokens of the text `whole`, whose places these are.
    pub fn new(whole: &'a str, places: &'a [u8]) -> Self {
        PlacedTokens {
            whole,
            places,
            last_end: 0,
            spelled: String::new(),
            letters: None,
        }
    }

    /// What stands next; `None` at the end.
    ///
    /// # Errors
    ///
    /// Where the places cannot be those of the text.
    #[expect(
        clippy::should_implement_trait,
        reason = "no iterator: what it gives borrows from it"
    )]
    pub fn next(&mut self) -> Result<Option<Placed<'_>>, WrongPlaces> {
        let Some((&code, rest)) = self.places.split_first() else {
            return Ok(None);
        };
        if code == SENTENCE_END {
            self.places = rest;
            return Ok(Some(Placed::SentenceEnd));
        }
        let token = self.token(code)?;
        let range = token.range.clone();
        Ok(Some(Placed::Token {
            text: self.text_of(token)?,
            range,
        }))
    }

    /// The next token whose term may begin with one of these letters, which are the same in each
    /// call; `None` where there is none. Of those before it no more is read than where they end
    /// and what they begin with.
    ///
    /// # Errors
    ///
    /// Where the places cannot be those of the text.
    pub fn next_beginning(
        &mut self,
        letters: &FirstLetters,
    ) -> Result<Option<Placed<'_>>, WrongPlaces> {
        loop {
            self.pass_over(letters)?;
            let Some((&code, rest)) = self.places.split_first() else {
                return Ok(None);
            };
            if code == SENTENCE_END {
                self.places = rest;
                continue;
            }
            let token = self.token(code)?;
            if !self.may_begin(&token, letters.chars())? {
                if let Form::Spelled(spelling) = token.form
                    && spelling & 3 == GOES_ON_WITH_SYLLABLE
                {
                    self.places = self.places.get(2..).ok_or(WrongPlaces)?;
                }
                continue;
            }
            let range = token.range.clone();
            return Ok(Some(Placed::Token {
                text: self.text_of(token)?,
                range,
            }));
        }
    }

    /// Passes over tokens that tell all in one byte, as most do, as long as none of them begins
    /// with one of these.
    fn pass_over(&mut self, letters: &FirstLetters) -> Result<(), WrongPlaces> {
        if self.letters.is_none() {
            let places = letters.places(self.whole);
            let places = places.map_or(LetterPlaces::Anywhere, |at| LetterPlaces::At(at, 0));
            self.letters = Some(places);
        }
        let Some(LetterPlaces::At(at, behind)) = &mut self.letters else {
            return self.pass_over_looking(letters.chars());
        };
        let mut next = at.get(*behind).copied();
        let mut start = self.last_end;
        let mut passed = 0;
        for &code in self.places {
            let [gap, length] = STEPS[usize::from(code)].map(usize::from);
            let token = start + gap;
            while next.is_some_and(|letter| letter < token) {
                *behind += 1;
                next = at.get(*behind).copied();
            }
            if length == 0 || next == Some(token) {
                break;
            }
            start = token + length;
            passed += 1;
        }
        self.last_end = start;
        self.places = &self.places[passed..];
        match start <= self.whole.len() {
            true => Ok(()),
            false => Err(WrongPlaces),
        }
    }

    /// The same, looking at what each token begins with.
    fn pass_over_looking(&mut self, first_chars: &CharSet) -> Result<(), WrongPlaces> {
        let mut start = self.last_end;
        let mut passed = 0;
        for &code in self.places {
            let [gap, length] = STEPS[usize::from(code)];
            if length == 0 || self.begins_with(start + usize::from(gap), first_chars)? {
                break;
            }
            start += usize::from(gap) + usize::from(length);
            passed += 1;
        }
        self.last_end = start;
        self.places = &self.places[passed..];
        Ok(())
    }

    /// Takes the next token, all but what is spelled.
    fn token(&mut self, code: u8) -> Result<UnspelledToken, WrongPlaces> {
        self.places = &self.places[1..];
        let [gap, length] = STEPS[usize::from(code)].map(usize::from);
        if length > 0 {
            let start = self.last_end + gap;
            self.last_end = start + length;
            return Ok(UnspelledToken {
                range: start..self.last_end,
                form: Form::AsWritten,
            });
        }
        let (start, form) = if code == GOES_BACK {
            let back = self.number()?;
            let start = self.last_end.checked_sub(back).ok_or(WrongPlaces)?;
            (start, SPELLING_FOLLOWS)
        } else {
            let gap = match code >> 4 {
                GAP_FOLLOWS => self.number()?,
                place => *GAPS.get(usize::from(place)).ok_or(WrongPlaces)?,
            };
            (self.last_end + gap, code & 0xf)
        };
        let (length, form) = match form {
            SPELLING_FOLLOWS => {
                let spelling = self.byte()?;
                (spelling >> 4, Form::Spelled(spelling))
            }
            SMALL_LETTERS => (form, Form::SmallLetters),
            _ => (form, Form::AsWritten),
        };
        let length = match LENGTHS.get(usize::from(length)) {
            Some(length) => *length,
            None => self.number()?,
        };
        self.last_end = start + length;
        Ok(UnspelledToken {
            range: start..self.last_end,
            form,
        })
    }

    /// The text of a token that was just taken.
    fn text_of(&mut self, token: UnspelledToken) -> Result<&str, WrongPlaces> {
        let written = self.whole.get(token.range).ok_or(WrongPlaces)?;
        if written.is_empty() {
            return Err(WrongPlaces);
        }
        match token.form {
            Form::AsWritten => Ok(written),
            Form::SmallLetters => {
                self.spelled.clear();
                self.spelled.push_str(written);
                self.spelled.make_ascii_lowercase();
                Ok(&self.spelled)
            }
            Form::Spelled(spelling) => self.spell(written, spelling),
        }
    }

    /// Whether the term of a token that was just taken may begin with one of these.
    fn may_begin(&self, token: &UnspelledToken, chars: &CharSet) -> Result<bool, WrongPlaces> {
        let Form::Spelled(spelling) = token.form else {
            let small = match token.form {
                Form::SmallLetters => self.whole.as_bytes().get(token.range.start),
                _ => None,
            };
            return match small {
                Some(letter) if letter.is_ascii() => {
                    Ok(chars.may_hold(letter.to_ascii_lowercase().into()))
                }
                _ => self.begins_with(token.range.start, chars),
            };
        };
        match (spelling >> 2 & 3, spelling & 3) {
            // What such a text begins with is not worth a look.
            (_, GOES_ON_WITH_TEXT) | (0, ENDS) => Ok(true),
            (0, GOES_ON_WITH_HA) => Ok(chars.may_hold('하')),
            (0, _) => {
                let syllable = self.places.first_chunk().ok_or(WrongPlaces)?;
                let number = u32::from(u16::from_le_bytes(*syllable));
                Ok(chars.may_hold_number(FIRST_SYLLABLE + number))
            }
            _ => self.begins_with(token.range.start, chars),
        }
    }

    /// Whether the character that stands at a byte of the text may be one of these.
    #[inline]
    fn begins_with(&self, start: usize, chars: &CharSet) -> Result<bool, WrongPlaces> {
        let bytes = self.whole.as_bytes();
        // Nearly all are Hangul, in three bytes.
        if let Some(&[first @ 0xe0..=0xef, second, third]) = bytes.get(start..start + 3) {
            let bits = |byte: u8| u32::from(byte & 0x3f);
            let number = u32::from(first & 0xf) << 12 | bits(second) << 6 | bits(third);
            return Ok(chars.may_hold_number(number));
        }
        let rest = self.whole.get(start..).ok_or(WrongPlaces)?;
        let first = rest.chars().next().ok_or(WrongPlaces)?;
        Ok(chars.may_hold(first))
    }

    fn number(&mut self) -> Result<usize, WrongPlaces> {
        take_number(&mut self.places).ok_or(WrongPlaces)
    }

    fn byte(&mut self) -> Result<u8, WrongPlaces> {
        let (&byte, rest) = self.places.split_first().ok_or(WrongPlaces)?;
        self.places = rest;
        Ok(byte)
    }

    /// Reads a term that begins as `written` does.
    fn spell(&mut self, written: &str, spelling: u8) -> Result<&str, WrongPlaces> {
        let goes_on = spelling & 3;
        let mut rest = written.chars();
        for _ in 0..spelling >> 2 & 3 {
            rest.next().ok_or(WrongPlaces)?;
        }
        let kept = written.len() - rest.as_str().len();
        self.spelled.clear();
        match goes_on {
            GOES_ON_WITH_TEXT => {
                let (kept, added) = (self.number()?, self.number()?);
                let kept = written.get(..kept).ok_or(WrongPlaces)?;
                let (added, rest) = self.places.split_at_checked(added).ok_or(WrongPlaces)?;
                self.places = rest;
                self.spelled.push_str(kept);
                let added = std::str::from_utf8(added).map_err(|_| WrongPlaces)?;
                self.spelled.push_str(added);
            }
            _ => self.spelled.push_str(&written[..kept]),
        }
        match goes_on {
            GOES_ON_WITH_HA => self.spelled.push('하'),
            GOES_ON_WITH_SYLLABLE => {
                let number = u16::from_le_bytes([self.byte()?, self.byte()?]);
                let syllable = char::from_u32(FIRST_SYLLABLE + u32::from(number));
                self.spelled.push(syllable.ok_or(WrongPlaces)?);
            }
            _ => {}
        }
        Ok(&self.spelled)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::test_analyzer;
    use proptest::prelude::*;

    /// A token; `None` where a sentence ends.
    type Read = Option<(String, Range<usize>)>;

    fn read(text: &str, places: &[u8]) -> Result<Vec<Read>, WrongPlaces> {
        let mut tokens = PlacedTokens::new(text, places);
        let mut read = Vec::new();
        while let Some(placed) = tokens.next()? {
            read.push(match placed {
                Placed::Token { text, range } => Some((text.to_owned(), range)),
                Placed::SentenceEnd => None,
            });
        }
        Ok(read)
    }

    fn written(text: &str) -> Vec<u8> {
        let mut places = Vec::new();
        test_analyzer().write_places(text, &mut Scratch::default(), &mut places);
        places
    }

    /// The same as the analyzer tells it.
    fn analysed(text: &str) -> Vec<(String, Range<usize>)> {
        let tokens = test_analyzer().tokens(text, &mut Scratch::default());
        let tokens = tokens.into_iter();
        tokens.map(|token| (token.text, token.range)).collect()
    }

    #[test]
    fn tokens_come_back_as_they_were_found() {
        let long = "가나다라".repeat(400);
        for text in [
            "",
            "레드팀은 인공지능의 약점을 찾는다. 밝혔다고 도와 흘러갔다!",
            "ＧＰＴ－４와 GPT-4o, Claude 3.5 Sonnet은 1,280억 개",
            "人工知能과 日 정부, 워싱턴⼤, ½㎞, ㏂ ①탈옥",
            "옛            글",
            &long,
        ] {
            let tokens: Vec<_> = read(text, &written(text))
                .unwrap()
                .into_iter()
                .flatten()
                .collect();
            assert_eq!(tokens, analysed(text), "{text:.40}");
        }
        let ended = read("안전하다. 그리고 규제", &written("안전하다. 그리고 규제")).unwrap();
        assert_eq!(ended.iter().filter(|token| token.is_none()).count(), 1);
    }

    #[test]
    fn most_tokens_take_a_byte() {
        let text = "정부는 인공지능 산업의 경쟁력을 위해 내년 예산을 크게 늘린다";
        let tokens = analysed(text).len();
        assert!(
            written(text).len() <= tokens * 3 / 2,
            "{}",
            written(text).len()
        );
    }

    #[test]
    fn bytes_of_another_text_are_told_or_stay_within_the_text() {
        let places = written("레드팀은 인공지능의 약점을 찾는다. 밝혔다고 도와 흘러갔다!");
        for text in ["", "가", "a 레드팀", "레드팀은 인공지능의 약점을 찾는다"] {
            assert_eq!(read(text, &places), Err(WrongPlaces), "{text}");
        }
        for cut in 1..places.len() {
            let _ = read("레드팀은 인공지능의 약점을 찾는다", &places[..cut]);
        }
        let endless = [0xe0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff];
        assert_eq!(read("가", &endless), Err(WrongPlaces));
    }

    /// The tokens that begin with some character of `first`, by what is passed over quickly and
    /// by all tokens.
    fn beginning(text: &str, places: &[u8], first: &str) -> [Result<Vec<Read>, WrongPlaces>; 2] {
        let first: Vec<char> = first.chars().collect();
        let letters = FirstLetters::new(first.clone());
        let begins = |token: &str| token.starts_with(first.as_slice());
        let mut tokens = PlacedTokens::new(text, places);
        let mut quick = Ok(Vec::new());
        while let Ok(found) = &mut quick {
            match tokens.next_beginning(&letters) {
                Ok(Some(Placed::Token { text, range })) if begins(text) => {
                    found.push(Some((text.to_owned(), range)));
                }
                Ok(Some(_)) => {}
                Ok(None) => break,
                Err(wrong) => quick = Err(wrong),
            }
        }
        let all = read(text, places).map(|all| {
            let tokens = all.into_iter().flatten();
            tokens
                .filter(|(token, _)| begins(token))
                .map(Some)
                .collect()
        });
        [quick, all]
    }

    proptest! {
        #[test]
        fn tokens_are_passed_over_by_what_they_begin_with(
            text in "([가-힣]{1,6}[.·,]?|[A-Za-z0-9.,-]{1,8}|된|쓴다|人工|밝혔다고|\\PC{1,6}| ){0,24}",
            first in "[가-힣a-z되쓰하인밝人]{0,9}",
        ) {
            let [quick, all] = beginning(&text, &written(&text), &first);
            prop_assert_eq!(quick, all);
        }

        #[test]
        fn any_bytes_that_are_passed_over_are_within_the_text(
            text in "\\PC{0,40}",
            places in prop::collection::vec(any::<u8>(), 0..60),
        ) {
            let [quick, _] = beginning(&text, &places, "가a");
            for (_, range) in quick.into_iter().flatten().flatten() {
                prop_assert!(text.get(range).is_some_and(|slice| !slice.is_empty()));
            }
        }

        #[test]
        fn any_text_comes_back(text in "([가-힣]{1,6}[.·,]?|[A-Za-z0-9.,-]{1,8}|\\PC{1,6}| ){0,24}") {
            let tokens: Vec<_> = read(&text, &written(&text)).unwrap().into_iter().flatten().collect();
            prop_assert_eq!(tokens, analysed(&text));
        }

        #[test]
        fn any_bytes_are_refused_or_are_places_of_the_text(
            text in "\\PC{0,40}",
            places in prop::collection::vec(any::<u8>(), 0..60),
        ) {
            for (token, range) in read(&text, &places).into_iter().flatten().flatten() {
                prop_assert!(text.get(range).is_some_and(|slice| !slice.is_empty()));
                prop_assert!(token.len() <= text.len() + places.len());
            }
        }
    }
}
