//! Words that the dictionary lacks: the shipped vocabulary and the user's own.
//!
//! Defines the terms file and the rows that come of it. A row is in the dictionary's
//! full format, since one of three columns would get costs that cut every other word
//! apart. Rows are compiled when an index is built; a search loads them as they are.

use std::ops::Range;

use lindera_dictionary::builder::user_dictionary::UserDictionaryBuilderOptions;
use lindera_dictionary::dictionary::UserDictionary;
use lindera_dictionary::dictionary::prefix_dictionary::UserPrefixDictionary;

use super::morphemes::EojeolSegmenter;
use crate::analysis::error::{AnalysisError, LineError};
use crate::analysis::letters::characters::{CharKind, kind_of};
use crate::analysis::letters::jamo::final_letter;
use crate::analysis::letters::normalization::normalize;
use crate::language::{Message, messages};

/// The vocabulary that comes with the program.
const SHIPPED: &str = include_str!("terms.csv");

/// The columns of a full row: surface, left id, right id, cost, tag, semantic class,
/// final consonant, reading, type, first tag, last tag, expression.
const COLUMNS: usize = 12;

/// The like word of a name that ends in a vowel, 카카오, and of one that ends in a
/// consonant, 네이버랩: their ids in ko-dic, and the cost that most names have.
const LEFT_ID_OF_NAMES: u16 = 1786;
const RIGHT_ID_AFTER_VOWEL: u16 = 3545;
const RIGHT_ID_AFTER_CONSONANT: u16 = 3546;
const COST_OF_NAMES: i64 = 2953;

/// How much better than its best cut a word of the user's must be: what a particle
/// behind it changes.
const MARGIN: i64 = 1_500;

/// The lowest cost given: ko-dic's own longest compounds have about as much.
const LOWEST_COST: i64 = -5_000;

/// The longest word, in characters.
const LONGEST_WORD_CHARS: usize = 40;

/// Words beside the dictionary's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    rows: Vec<String>,
}

impl Terms {
    /// No words.
    pub fn none() -> Self {
        Terms { rows: Vec::new() }
    }

    /// The vocabulary that comes with the program.
    pub fn shipped() -> Self {
        let lines = SHIPPED.lines().filter(|line| !is_comment(line));
        Terms {
            rows: lines.map(str::to_owned).collect(),
        }
    }

    /// Adds the words of a file. A line is a word (`레드팀`), a word with its parts
    /// (`레드+팀`), which then are its tokens, or a full row of the dictionary; `#` begins
    /// a comment line.
    ///
    /// A word gets the ids of a like name, and the cost of one, or less where the
    /// dictionary would still cut it.
    ///
    /// # Errors
    ///
    /// Where a line is none of these, with its number; nothing is added then.
    pub fn add(&mut self, text: &str) -> Result<(), LineError> {
        let mut rows = Vec::new();
        let mut plain: Option<EojeolSegmenter> = None;
        for (number, line) in (1..).zip(text.lines()) {
            let line = line.trim_start_matches('\u{feff}').trim();
            if is_comment(line) {
                continue;
            }
            let row = if line.contains(',') {
                full_row(line)
            } else {
                if plain.is_none() {
                    let made = EojeolSegmenter::new(None);
                    plain = Some(made.map_err(|error| LineError {
                        line: number,
                        message: Message::told_by(&error),
                    })?);
                }
                match &plain {
                    Some(segmenter) => row_of_word(line, segmenter),
                    None => continue,
                }
            };
            rows.push(row.map_err(|message| LineError {
                line: number,
                message,
            })?);
        }
        self.rows.extend(rows);
        Ok(())
    }

    /// Names the words: the same for the same rows in the same order.
    pub fn fingerprint(&self) -> String {
        let hash = blake3::hash(self.rows.join("\n").as_bytes()).to_hex();
        format!("terms-{}-{}", self.rows.len(), &hash[..16])
    }

    /// The words in the form that a search loads, to be kept with an index.
    ///
    /// # Errors
    ///
    /// Where lindera cannot read a row.
    pub fn compile(&self) -> Result<CompiledTerms, AnalysisError> {
        let dictionary = self.build()?;
        let mut body = Vec::new();
        if let Some(UserDictionary { dict }) = dictionary {
            let automaton = dict.da.serialize();
            let parts: [&[u8]; 4] = [
                &automaton,
                &dict.vals_data,
                &dict.words_idx_data,
                &dict.words_data,
            ];
            for part in parts {
                body.extend((part.len() as u64).to_le_bytes());
                body.extend(part);
            }
        }
        let mut bytes = blake3::hash(&body).as_bytes().to_vec();
        bytes.extend(body);
        Ok(CompiledTerms { bytes })
    }

    pub(in crate::analysis) fn build(&self) -> Result<Option<UserDictionary>, AnalysisError> {
        if self.rows.is_empty() {
            return Ok(None);
        }
        let rows = self.rows.join("\n");
        let builder = UserDictionaryBuilderOptions::default()
            .dictionary_fields_num(COLUMNS)
            .flexible_csv(false)
            .builder();
        let built = builder.build_from_reader(rows.as_bytes());
        built
            .map(Some)
            .map_err(|error| AnalysisError::new(messages::analysis::no_dictionary_of_terms(&error)))
    }
}

/// Words beside the dictionary's, compiled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompiledTerms {
    bytes: Vec<u8>,
}

impl CompiledTerms {
    /// The bytes to keep.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Takes bytes that were kept.
    ///
    /// # Errors
    ///
    /// Where they are not those that [`Terms::compile`] made.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self, AnalysisError> {
        // What is damaged must not reach the automaton, which trusts its bytes.
        let intact = bytes
            .split_at_checked(blake3::OUT_LEN)
            .is_some_and(|(hash, body)| blake3::hash(body).as_bytes() == hash);
        if intact {
            Ok(CompiledTerms { bytes })
        } else {
            Err(AnalysisError::new(messages::analysis::terms_damaged()))
        }
    }

    /// The words as lindera asks for them; `None` where there are none.
    pub(in crate::analysis) fn load(self) -> Result<Option<UserDictionary>, AnalysisError> {
        let damaged = || AnalysisError::new(messages::analysis::terms_damaged());
        let mut bytes = self.bytes;
        let mut places = Vec::new();
        let mut at = blake3::OUT_LEN;
        while let Some(length) = bytes.get(at..).and_then(<[u8]>::first_chunk::<8>) {
            let length = usize::try_from(u64::from_le_bytes(*length)).map_err(|_| damaged())?;
            let start = at + size_of::<u64>();
            at = start.checked_add(length).ok_or_else(damaged)?;
            places.push(start..at);
        }
        if places.is_empty() && at == bytes.len() {
            return Ok(None);
        }
        let Ok([automaton, values, index, words]) = <[Range<usize>; 4]>::try_from(places) else {
            return Err(damaged());
        };
        if at != bytes.len() {
            return Err(damaged());
        }
        let [values, index, words] = [values, index, words].map(|part| bytes[part].to_vec());
        // The automaton is most of it, and stays where it was read to.
        bytes.truncate(automaton.end);
        bytes.drain(..automaton.start);
        let dict =
            UserPrefixDictionary::load(bytes, values, index, words).map_err(|_| damaged())?;
        Ok(Some(UserDictionary { dict }))
    }
}

fn is_comment(line: &str) -> bool {
    line.is_empty() || line.starts_with('#')
}

/// Checks a row in the dictionary's full format.
fn full_row(line: &str) -> Result<String, Message> {
    let form = messages::analysis::term_form();
    if line.contains('"') {
        return Err(messages::analysis::term_quotation(&form));
    }
    let columns: Vec<&str> = line.split(',').collect();
    if columns.len() != COLUMNS {
        return Err(messages::analysis::term_columns(&columns.len(), &form));
    }
    let (right_ids, left_ids) = digest_ko_dic::MATRIX_SIZE;
    for (name, column, ids) in [
        (messages::analysis::left_id(), columns[1], left_ids),
        (messages::analysis::right_id(), columns[2], right_ids),
    ] {
        let known = column.parse::<usize>().is_ok_and(|id| id < ids);
        if !known {
            return Err(messages::analysis::term_id(&column, &name, &form));
        }
    }
    if columns[3].parse::<i16>().is_err() {
        let cost = columns[3];
        return Err(messages::analysis::term_cost(&cost, &form));
    }
    let surface = normal_word(columns[0])?;
    Ok(format!("{surface},{}", columns[1..].join(",")))
}

/// The row of a word that stands alone, or is given as its parts.
fn row_of_word(line: &str, segmenter: &EojeolSegmenter) -> Result<String, Message> {
    let parts: Vec<String> = line.split('+').map(normal_word).collect::<Result<_, _>>()?;
    let word: String = parts.concat();
    if word.chars().count() > LONGEST_WORD_CHARS {
        return Err(messages::analysis::term_long(&word, &LONGEST_WORD_CHARS));
    }
    let ends_in_consonant = word.chars().next_back().and_then(final_letter).is_some();
    let (right_id, has_final) = if ends_in_consonant {
        (RIGHT_ID_AFTER_CONSONANT, "T")
    } else {
        (RIGHT_ID_AFTER_VOWEL, "F")
    };
    let (kind, expression) = if parts.len() > 1 {
        let parts: Vec<String> = parts.iter().map(|part| format!("{part}/NNG/*")).collect();
        ("Compound", parts.join("+"))
    } else {
        ("*", "*".to_owned())
    };
    let cost = cost_of(&word, segmenter);
    Ok(format!(
        "{word},{LEFT_ID_OF_NAMES},{right_id},{cost},NNP,*,{has_final},{word},{kind},*,*,{expression}"
    ))
}

/// The cost by which the word is cut out whole: a like word's, or what beats the best
/// cut of it.
fn cost_of(word: &str, segmenter: &EojeolSegmenter) -> i64 {
    // What the ends of an eojeol cost around a name is the same for every name.
    let ends = segmenter
        .cost("카카오")
        .map_or(0, |cost| cost - COST_OF_NAMES);
    let best = segmenter
        .cost(word)
        .map_or(COST_OF_NAMES, |cost| cost - ends - MARGIN);
    best.clamp(LOWEST_COST, COST_OF_NAMES)
}

/// A word in normal form.
fn normal_word(text: &str) -> Result<String, Message> {
    let text = text.trim();
    if text.is_empty() {
        return Err(messages::analysis::term_empty());
    }
    if text.contains(char::is_whitespace) {
        return Err(messages::analysis::term_space(&text));
    }
    let mut normal = Vec::new();
    normalize(text, &mut normal);
    let word: String = normal.iter().map(|entry| entry.value).collect();
    let counts = |c: char| {
        matches!(
            kind_of(c),
            CharKind::Letter | CharKind::Latin | CharKind::Digit
        )
    };
    if !word.chars().all(counts) || !word.chars().any(|c| kind_of(c) == CharKind::Letter) {
        return Err(messages::analysis::term_no_word(&text));
    }
    Ok(word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Analyzer, Scratch};

    fn terms_with(file: &str, text: &str) -> Vec<String> {
        let mut terms = Terms::none();
        terms.add(file).unwrap();
        let analyzer = Analyzer::with_terms(&terms).unwrap();
        let tokens = analyzer.tokens(text, &mut Scratch::default());
        tokens.into_iter().map(|token| token.text).collect()
    }

    #[test]
    fn one_word_a_line_is_enough() {
        for word in ["쿼크랩", "가즈나봇", "도도링크", "이음매틱"] {
            for particle in ["", "은", "의", "에서", "를"] {
                let text = format!("{word}{particle}");
                assert_eq!(terms_with(word, &text), [word], "{text}");
            }
        }
    }

    #[test]
    fn parts_are_tokens() {
        assert_eq!(terms_with("블루+팀", "블루팀은"), ["블루", "팀"]);
    }

    #[test]
    fn full_rows_are_taken_as_they_are() {
        let row = "그록,1786,3546,1000,NNP,*,T,그록,*,*,*,*";
        assert_eq!(terms_with(row, "그록을"), ["그록"]);
    }

    #[test]
    fn lines_that_are_no_term_are_told() {
        let error = |file: &str| Terms::none().add(file).unwrap_err();
        assert_eq!(error("# 말\n\n레드 팀").line, 3);
        assert!(error("레드 팀").message.english().contains("has a space"));
        assert!(error("레드+").message.english().contains("empty"));
        assert!(error("GPT").message.english().contains("no word of Hangul"));
        assert!(error("레드팀,1,2").message.english().contains("3 columns"));
        assert!(
            error("그록,99999,3546,1,NNP,*,T,그록,*,*,*,*")
                .message
                .english()
                .contains("left id")
        );
        assert!(
            error("그록,1,1,99999,NNP,*,T,그록,*,*,*,*")
                .message
                .english()
                .contains("no cost")
        );
        assert!(
            error(&"가".repeat(41))
                .message
                .english()
                .contains("longer than")
        );
    }

    #[test]
    fn shipped_terms_are_sound_rows() {
        let shipped = Terms::shipped();
        assert!(shipped.rows.len() > 200);
        for row in &shipped.rows {
            assert_eq!(full_row(row).as_deref(), Ok(row.as_str()));
        }
    }

    #[test]
    fn compiled_terms_cut_as_rows_do() {
        let shipped = Terms::shipped();
        let kept = shipped.compile().unwrap().as_bytes().to_vec();
        let loaded = CompiledTerms::from_bytes(kept.clone()).unwrap();
        let loaded = Analyzer::with_compiled_terms(loaded).unwrap();
        let built = Analyzer::with_terms(&shipped).unwrap();
        let text = "엔비디아의 블랙웰과 온디바이스 레드팀 챌린지에서 미스트랄은";
        let tokens = |analyzer: &Analyzer| analyzer.tokens(text, &mut Scratch::default());
        assert_eq!(tokens(&loaded), tokens(&built));
        for damaged in [&kept[..kept.len() - 1], &kept[1..], b"", b"short"] {
            assert!(CompiledTerms::from_bytes(damaged.to_vec()).is_err());
        }
        let none = Terms::none().compile().unwrap();
        assert!(none.load().unwrap().is_none());
    }
}
