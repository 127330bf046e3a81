//! The words of a query, and other ways to say them.

use std::ops::Range;

use crate::analysis::{
    Role, SpelledWord, Word, ends_word, is_form_of, may_be_inflected, spelling, verb_forms,
};

use super::scope::Scope;

/// One word of a query: a document holds it or lacks it.
#[derive(Debug, Clone, PartialEq)]
pub struct QueryWord {
    /// The word as it was typed, without the marks around it.
    pub text: String,
    /// Its bytes in the query's text; empty, at the end, where it is not from there.
    pub range: Range<usize>,
    /// How it was typed.
    pub kind: WordKind,
    /// The part of a document it is asked for in; `None` for any.
    pub scope: Option<Scope>,
    /// Whether hits must not hold it.
    pub is_excluded: bool,
    /// Its tokens, to be found side by side in this order; none for a prefix, which is
    /// found by the words that begin with it.
    pub terms: Vec<QueryTerm>,
    /// The word without its particles and endings, in normal form.
    pub stem: String,
    /// Whether the dictionary has the whole of it as one word of Hangul: then it is no
    /// misspelling of another.
    pub is_in_dictionary: bool,
    /// What it is looked for as by its letters, whatever the dictionary makes of them; the
    /// word itself first.
    pub spelled: Vec<SpelledWord>,
    /// The words of one in quotation marks that has several, to be found side by side.
    pub in_a_row: Vec<SpelledWord>,
    /// What its tokens are worth.
    pub trust: Trust,
}

impl Trust {
    /// The name in output.
    pub fn as_str(self) -> &'static str {
        match self {
            Trust::Full => "full",
            Trust::IfNothingElse => "if_alone",
            Trust::None => "none",
        }
    }
}

impl QueryWord {
    /// Whether it is looked for in all forms of a verb or an adjective.
    pub(in crate::search) fn is_verb(&self) -> bool {
        self.spelled.iter().any(|spelled| spelled.as_verb)
    }

    /// Whether particles were taken from its end, and it may be a word with them.
    pub(in crate::search) fn ends_like_a_particle(&self) -> bool {
        let mut nouns = self.spelled.iter().filter(|spelled| !spelled.as_verb);
        let (Some(whole), stem) = (nouns.next(), nouns.next()) else {
            return false;
        };
        let is_cut = stem.is_some_and(|stem| stem.chars.len() < whole.chars.len());
        // 숨고 is no form of 숨다 for sure. Behind 많다 the same letters are endings (많다는).
        let is_short_verb = whole.chars.len() == 2 && whole.chars[1] != '다' && self.is_verb();
        (is_cut || is_short_verb) && self.kind == WordKind::Plain
    }

    /// Whether it ends in what may be the copula and is as often the end of a name: 유아인.
    pub(in crate::search) fn ends_like_the_copula(&self) -> bool {
        self.ends_like_a_particle()
            && self.spelled.first().is_some_and(|whole| {
                whole.chars.len() == 3 && matches!(whole.chars[2], '인' | '일' | '임')
            })
    }

    /// Takes it for itself, with all its letters.
    pub(in crate::search) fn take_whole(&mut self) {
        self.spelled.truncate(1);
        self.trust = Trust::None;
        if let Some(whole) = self.spelled.first() {
            self.stem = whole.text();
        }
    }
}

/// What the tokens of a word are worth beside its letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Trust {
    /// A document that holds them holds the word.
    Full,
    /// The same where no document holds its letters: a version (GPT-4), or what may have an
    /// ending that the tables lack.
    IfNothingElse,
    /// They are what is left of a wrong cut: 권 of 권하준.
    None,
}

/// How a word was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WordKind {
    /// As it is: synonyms find it too, and if nothing does, it is taken for another.
    Plain,
    /// In quotation marks: only itself.
    Phrase,
    /// With an asterisk: every word that begins with it.
    Prefix,
    /// With a tilde: it, and the words that it may be a misspelling of.
    Fuzzy,
}

impl WordKind {
    /// The name in output.
    pub fn as_str(self) -> &'static str {
        match self {
            WordKind::Plain => "plain",
            WordKind::Phrase => "phrase",
            WordKind::Prefix => "prefix",
            WordKind::Fuzzy => "fuzzy",
        }
    }

    /// Whether it stands for words of the index, which are looked for beside or instead of it.
    pub(in crate::search) fn is_expanded(self) -> bool {
        match self {
            WordKind::Plain | WordKind::Phrase => false,
            WordKind::Prefix | WordKind::Fuzzy => true,
        }
    }

    /// Whether it is the beginning of words, and has no tokens of its own.
    pub(in crate::search) fn is_prefix(self) -> bool {
        match self {
            WordKind::Plain | WordKind::Phrase | WordKind::Fuzzy => false,
            WordKind::Prefix => true,
        }
    }

    /// `word` as it is typed, with the marks of its kind.
    pub fn marked(self, word: &str) -> String {
        match self {
            WordKind::Plain => word.to_owned(),
            WordKind::Phrase => format!("\"{word}\""),
            WordKind::Prefix => format!("{word}*"),
            WordKind::Fuzzy => format!("{word}~"),
        }
    }
}

/// A term of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryTerm {
    /// The term, in normal form.
    pub text: String,
    /// What it is to the query.
    pub role: Role,
    /// The part of a document it is asked for in; `None` for any.
    pub scope: Option<Scope>,
}

/// Another way to say some neighbouring words of a query.
#[derive(Debug, Clone, PartialEq)]
pub struct Alternative {
    /// The words it stands for, by their places in the query.
    pub words: Range<usize>,
    /// How it is written, for people.
    pub text: String,
    /// How it is looked for.
    pub form: Form,
    /// What it is to the words.
    pub kind: AlternativeKind,
}

/// What an alternative is to the words that it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AlternativeKind {
    /// Another word or number of the same meaning.
    Synonym,
    /// They themselves, spelled otherwise: in the plural, in letters.
    Spelling,
    /// They themselves, as a loanword is spelled by some: mostly no document has it.
    Respelled,
    /// They themselves, written together and cut otherwise then.
    Joined,
    /// Another word that may have been meant: one of the guesses is right, and no two are.
    Guess,
}

/// How an alternative is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form {
    /// By its tokens side by side, or by its letters.
    Phrase {
        /// Its tokens, in order; none where its letters alone will do.
        terms: Vec<String>,
        /// What it is looked for as by its letters.
        spelled: Vec<SpelledWord>,
    },
    /// By the value of an amount or a date, as `analysis` writes it.
    Number(String),
}

/// What `word` of `text` is looked for as by its letters, and what its tokens are worth.
///
/// `verb` is its stem where it is a verb in dictionary form.
pub(in crate::search) fn by_letters(
    text: &str,
    word: &Word,
    verb: Option<&str>,
) -> (Vec<SpelledWord>, Trust) {
    let Some(whole) = SpelledWord::noun(&text[word.range.clone()]) else {
        return (Vec::new(), Trust::Full);
    };
    let stem = word.stem().unwrap_or_else(|| word.range.clone());
    let stem_chars = spelling(&text[stem.clone()]).chars().count();
    let last = word.tokens.last();
    let is_verb = last.is_some_and(|token| token.role == Role::Verb);
    let last_stem = last.filter(|_| is_verb).map(|last| {
        let before = word.range.start..last.range.start;
        spelling(&text[before]) + &last.text
    });
    // What was dropped in the middle was no ending there: 인 of 배인채.
    let covered: usize = word
        .tokens
        .iter()
        .map(|token| spelling(&text[token.range.clone()]).chars().count())
        .sum();
    let has_gap = covered < stem_chars;
    let is_form = |stem: &String| is_form_of(stem, &whole.chars);
    let trust = if let Some(stem) = verb {
        // Of a verb made of a noun or of two verbs the tokens are those of one of them: 자연 of
        // 자연스럽다, 되 of 되지못하다.
        if last_stem.as_deref() == Some(stem) {
            Trust::Full
        } else {
            Trust::None
        }
    } else if is_version(&whole.chars) || has_gap {
        Trust::IfNothingElse
    } else if last_stem.as_ref().is_some_and(is_form)
        || ends_word(&whole.chars, stem_chars, is_verb)
    {
        Trust::Full
    } else if is_verb || may_be_inflected(&whole.chars, stem_chars) {
        Trust::IfNothingElse
    } else {
        Trust::None
    };
    // Of one syllable with a particle behind it there are too many that are something else
    // (산은, 길하자): it is looked for where it stands as a word, and in no compound.
    // So it is where a syllable melted with the copula (시 of 신데).
    let is_syllable = stem_chars == 1 || last.is_some_and(|last| last.text.chars().count() == 1);
    let is_short = !is_verb && is_syllable && whole.chars.len() > 1 && word.tokens.len() == 1;
    let is_inflected = trust == Trust::Full && stem_chars < whole.chars.len();
    let trust = if is_short { Trust::None } else { trust };
    let stem_of_verb = match verb {
        Some(stem) => Some(stem.to_owned()),
        None => last_stem.filter(|_| trust == Trust::Full),
    };
    let mut spelled = vec![whole];
    if is_inflected && !is_verb {
        spelled.extend(SpelledWord::noun(&text[stem]));
    }
    if may_be_apart(word) {
        let apart = spelled.into_iter().map(|spelled| SpelledWord {
            may_be_apart: spelled.chars.len() >= SHORTEST_APART_CHARS,
            ..spelled
        });
        spelled = apart.collect();
    }
    for form in stem_of_verb.iter().flat_map(|stem| verb_forms(stem)) {
        let Some(other) = SpelledWord::noun(&form.text) else {
            continue;
        };
        match spelled.iter_mut().find(|known| known.chars == other.chars) {
            Some(known) => known.as_verb = true,
            None => spelled.push(SpelledWord {
                as_noun: form.or_noun,
                as_verb: true,
                ..other
            }),
        }
    }
    (spelled, trust)
}

/// Two syllables side by side are too often two words of others: 수 도.
const SHORTEST_APART_CHARS: usize = 3;

/// So long a word is in the letters of no others side by side: it is a name of several, as
/// 폰데어라이엔.
const SHORTEST_LONG_NAME_CHARS: usize = 5;

/// Whether `word` may be written apart. What the dictionary knows as one word of Hangul is
/// not: it would be found in the letters of others.
fn may_be_apart(word: &Word) -> bool {
    match word.tokens.as_slice() {
        [token] => {
            let is_long = token.text.chars().count() >= SHORTEST_LONG_NAME_CHARS;
            !token.known || is_long || token.text.is_ascii()
        }
        _ => true,
    }
}

/// Whether a word is the name of a thing with the number of its version: GPT-4, HBM3, 라마3.
/// Its number must not go on: GPT-4 is not GPT-4o.
fn is_version(chars: &[char]) -> bool {
    let ends_with_digit = chars.last().is_some_and(char::is_ascii_digit);
    ends_with_digit && chars.first().is_some_and(|c| !c.is_ascii_digit())
}
