//! Where many words stand in a text by their letters.
//!
//! A query's word has dozens of forms, and a page of hits many texts: only where a word begins as
//! one that is looked for does anything else happen. Words that begin with few letters are found
//! where these stand, others in one walk that looks at each character once. What a word by its
//! letters is, is `spelled_word`'s.

use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::RandomState;

use super::signs::{SYLLABLE_BYTES, Sign, is_syllable, sign_at};
use super::spelled_word::SpelledWord;
use super::spots::{Spot, SpotKind, last_eojeol_start, spots};
use crate::analysis::letters::first_letters::FirstLetters;
use crate::analysis::letters::unit_reader::UnitReader;

/// Words that are looked for together, each alone or in a row with others.
#[derive(Debug)]
pub struct SpelledWords {
    rows: Vec<Vec<SpelledWord>>,
    /// The rows by the first character of their first word.
    starting: HashMap<char, Vec<usize>, RandomState>,
    first_letters: FirstLetters,
}

impl SpelledWords {
    /// Looks for these rows: words side by side, with nothing but particles and spaces between
    /// them. A row without words is found nowhere.
    pub fn new(rows: Vec<Vec<SpelledWord>>) -> Self {
        let mut starting: HashMap<char, Vec<usize>, RandomState> = HashMap::default();
        for (number, row) in rows.iter().enumerate() {
            if let Some(first) = row.first() {
                starting.entry(first.chars[0]).or_default().push(number);
            }
        }
        SpelledWords {
            first_letters: FirstLetters::new(starting.keys().copied()),
            rows,
            starting,
        }
    }

    /// Calls `found` with the number of a row and the bytes of `text` it stands at, on
    /// character boundaries, for each place of each.
    pub fn find(&self, text: &str, found: impl FnMut(usize, Range<usize>)) {
        if self.starting.is_empty() {
            return;
        }
        match self.first_letters.places(text) {
            Some(places) => self.find_at(&spots(text, &places), text, found),
            None => self.find_walking(text, found),
        }
    }

    /// The same at these places of it alone.
    fn find_at(&self, spots: &[Spot], text: &str, mut found: impl FnMut(usize, Range<usize>)) {
        let mut units = UnitReader::new(text);
        let mut look = |units: &mut UnitReader<'_>, number: usize| {
            self.look_at(units, number, &mut found);
        };
        // Where the last one looked at lies, and its eojeol begins: a text may have no spaces.
        let (mut last, mut eojeol_start) = (0, 0);
        for &Spot { at, kind } in spots {
            match kind {
                SpotKind::Letter(value, behind) if self.may_go_on(value, text, behind) => {
                    if let Some(start) = last_eojeol_start(&text[last..at]) {
                        eojeol_start = last + start;
                    }
                    last = at;
                    units.seek(eojeol_start);
                    let number = units.first_from(at);
                    look(&mut units, number);
                }
                SpotKind::Letter(..) => {}
                SpotKind::Eojeol(end) => self.look_through(&mut units, at..end, &mut look),
            }
        }
    }

    /// The same, looking at each character.
    fn find_walking(&self, text: &str, mut found: impl FnMut(usize, Range<usize>)) {
        let mut units = UnitReader::new(text);
        let mut look = |units: &mut UnitReader<'_>, number: usize| {
            self.look_at(units, number, &mut found);
        };
        let bytes = text.as_bytes();
        let mut eojeol_start = 0;
        let mut may_begin = true;
        let mut is_unknown = false;
        let mut at = 0;
        loop {
            // Most characters are syllables within a word, and nothing begins with them.
            if !may_begin || is_unknown {
                while is_syllable(bytes, at) {
                    at += SYLLABLE_BYTES;
                }
            }
            let Some((sign, length)) = sign_at(text, at) else {
                break;
            };
            let start = at;
            at += length;
            match sign {
                Sign::Letter(value) => {
                    if !std::mem::take(&mut may_begin) || is_unknown {
                        continue;
                    }
                    if self.first_letters.may_hold(value) && self.may_go_on(value, text, at) {
                        units.seek(eojeol_start);
                        let number = units.first_from(start);
                        look(&mut units, number);
                    }
                }
                Sign::Parts | Sign::Joins => may_begin = true,
                Sign::Space => {
                    if std::mem::take(&mut is_unknown) {
                        self.look_through(&mut units, eojeol_start..start, &mut look);
                    }
                    eojeol_start = at;
                    may_begin = true;
                }
                Sign::Unknown => is_unknown = true,
            }
        }
        if is_unknown {
            self.look_through(&mut units, eojeol_start..text.len(), &mut look);
        }
    }

    /// Whether a word that begins with `first` may go on with what stands at a byte. Only of
    /// letters it is told: what else stands there may be passed over within a word.
    fn may_go_on(&self, first: char, text: &str, behind: usize) -> bool {
        let Some((Sign::Letter(second), _)) = sign_at(text, behind) else {
            return true;
        };
        let mut rows = self.starting.get(&first).into_iter().flatten();
        rows.any(|&row| {
            let wanted = self.rows[row][0].chars.get(1);
            wanted.is_none_or(|wanted| *wanted == second)
        })
    }

    /// Looks at every unit of an eojeol.
    fn look_through<'a>(
        &self,
        units: &mut UnitReader<'a>,
        eojeol: Range<usize>,
        look: &mut impl FnMut(&mut UnitReader<'a>, usize),
    ) {
        let mut number = units.seek(eojeol.start);
        while units
            .get(number)
            .is_some_and(|unit| unit.range.start < eojeol.end)
        {
            look(units, number);
            number += 1;
        }
    }

    /// Tells what begins at a unit.
    fn look_at(
        &self,
        units: &mut UnitReader<'_>,
        start: usize,
        found: &mut impl FnMut(usize, Range<usize>),
    ) {
        let Some(unit) = units.get(start).filter(|unit| unit.starts_word) else {
            return;
        };
        let first_byte = unit.range.start;
        for &row in self.starting.get(&unit.value).into_iter().flatten() {
            let end = end_of_row(&self.rows[row], units, start);
            let last = end.and_then(|end| units.get(end.checked_sub(1)?));
            if let Some(last) = last {
                found(row, first_byte..last.range.end);
            }
        }
    }
}

/// The number of the unit behind the last of `words`, if the first begins at the unit `start`.
fn end_of_row(words: &[SpelledWord], units: &mut UnitReader<'_>, start: usize) -> Option<usize> {
    let (first, rest) = words.split_first()?;
    let mut end = first.end_of(units, start)?;
    for word in rest {
        let mut next = end;
        while !units.get(next)?.starts_word {
            next += 1;
        }
        if units.get(next)?.starts_section {
            return None;
        }
        end = word.end_of(units, next)?;
    }
    Some(end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(words: &[SpelledWord], text: &str) -> Vec<String> {
        let rows = words.iter().map(|word| vec![word.clone()]).collect();
        let mut found = Vec::new();
        SpelledWords::new(rows).find(text, |_, range| found.push(text[range].to_owned()));
        found
    }

    #[test]
    fn a_word_is_found_where_it_begins_an_eojeol() {
        let word = [SpelledWord::noun("우크라이나").unwrap()];
        for text in [
            "우크라이나에",
            "(우크라이나)",
            "“우크라이나”를",
            "우크라이나였다.",
            "우크라이나",
        ] {
            assert_eq!(found(&word, text), ["우크라이나"], "{text}");
        }
        for text in ["우크라이나산", "옛우크라이나", "우크라 이나", "우크라이"]
        {
            assert!(found(&word, text).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_word_written_apart_is_found_but_not_across_words_or_marks() {
        let word = [SpelledWord::noun("유아인").unwrap().or_apart()];
        assert_eq!(found(&word, "유아 인이"), ["유아 인"]);
        assert!(found(&word, "유아 인성 교육").is_empty());
        assert!(found(&word, "유아, 인").is_empty());
        assert!(found(&word, "유아는 인").is_empty());
    }

    #[test]
    fn forms_of_verbs_want_endings() {
        let word = [SpelledWord {
            as_noun: false,
            as_verb: true,
            ..SpelledWord::noun("밝혔").unwrap()
        }];
        for text in ["밝혔다", "밝혔습니다.", "밝혔으며", "밝혔다고"] {
            assert_eq!(found(&word, text), ["밝혔"], "{text}");
        }
        assert!(found(&word, "밝혔").is_empty());
    }

    #[test]
    fn words_in_a_row_have_only_particles_between_them() {
        let row = ["인공", "지능"].map(|word| SpelledWord::noun(word).unwrap());
        let row = SpelledWords::new(vec![row.to_vec()]);
        for (text, is_found) in [
            ("인공의 지능은", true),
            ("인공 지능", true),
            ("인공, 지능", false),
            ("인공 두뇌와 지능", false),
        ] {
            let mut count = 0;
            row.find(text, |_, _| count += 1);
            assert_eq!(count > 0, is_found, "{text}");
        }
    }

    #[test]
    fn words_in_other_letters_are_found() {
        let words = ["인공지능", "gpt4", "일본", "대"].map(|word| SpelledWord::noun(word).unwrap());
        assert_eq!(
            found(&words, "人工知能과 ＧＰＴ－４가 日 정부의 「⼤」에…AI가"),
            ["人工知能", "ＧＰＴ－４", "日", "⼤"]
        );
    }

    #[test]
    fn a_text_without_spaces_is_looked_at_once() {
        let word = [SpelledWord::noun("나라").unwrap()];
        let text = "나라,나무,나라의,다리,".repeat(20_000);
        assert_eq!(found(&word, &text).len(), 40_000);
    }

    proptest! {
        // What is passed over quickly is what every unit says.
        #[test]
        fn any_way_finds_what_every_unit_of_the_whole_text_tells(
            words in prop::collection::vec("[가나다a1]{1,3}", 1..5),
            text in "([가나다]{1,4}|[aA1,.'+#…·-]{1,4}|[人日Ⅳ㈜½⼤ａ１Åﾩ\u{301}ꥠퟋꀀ]| |, |[.] |\t|\u{a0}|\u{3000}|\u{200b}){0,30}",
            in_a_row in any::<bool>(),
        ) {
            let spelled: Vec<SpelledWord> = words
                .iter()
                .filter_map(|word| Some(SpelledWord::noun(word)?.or_apart()))
                .collect();
            let rows: Vec<Vec<SpelledWord>> = if in_a_row {
                spelled.windows(2).map(<[SpelledWord]>::to_vec).collect()
            } else {
                spelled.into_iter().map(|word| vec![word]).collect()
            };
            let words = SpelledWords::new(rows);
            let mut quick = Vec::new();
            words.find(&text, |row, range| quick.push((row, range.start, range.end)));
            let mut walked = Vec::new();
            words.find_walking(&text, |row, range| walked.push((row, range.start, range.end)));
            let mut slow = Vec::new();
            let mut units = UnitReader::new(&text);
            let mut number = units.seek(0);
            while units.get(number).is_some() {
                let mut add = |row, range: Range<usize>| slow.push((row, range.start, range.end));
                words.look_at(&mut units, number, &mut add);
                number += 1;
            }
            for all in [&mut quick, &mut walked, &mut slow] {
                all.sort_unstable();
                all.dedup();
            }
            prop_assert_eq!(&quick, &slow);
            prop_assert_eq!(walked, slow);
        }
    }
}
