//! Which language the process speaks.
//!
//! It is one for the whole process, as what `setlocale` sets for gettext is: a message arises
//! on every floor and in any thread, and nobody hands it down. The command sets it once, before
//! anything is said; a library that nobody told speaks English.

use std::cell::Cell;
use std::sync::atomic::{AtomicBool, Ordering};

/// A language that every message is in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Korean.
    Korean,
}

impl Language {
    /// All of them.
    pub const ALL: [Language; 2] = [Language::English, Language::Korean];

    /// Its name by ISO 639-1, as settings have it.
    pub fn code(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::Korean => "ko",
        }
    }

    /// The language of this name.
    pub fn from_code(code: &str) -> Option<Self> {
        Language::ALL
            .into_iter()
            .find(|language| language.code() == code)
    }
}

static SPEAKS_KOREAN: AtomicBool = AtomicBool::new(false);

thread_local! {
    /// The language of what this thread is saying, where it is another one.
    static FOR_A_WHILE: Cell<Option<Language>> = const { Cell::new(None) };
}

/// Has the process speak this language from now on.
pub fn speak(language: Language) {
    SPEAKS_KOREAN.store(language == Language::Korean, Ordering::Relaxed);
}

/// The language that is spoken.
pub fn spoken() -> Language {
    let for_a_while = FOR_A_WHILE.get();
    for_a_while.unwrap_or(match SPEAKS_KOREAN.load(Ordering::Relaxed) {
        true => Language::Korean,
        false => Language::English,
    })
}

/// Runs `say` in this language, as far as this thread says something.
pub fn in_language<T>(language: Language, say: impl FnOnce() -> T) -> T {
    /// Takes the language back, also where something panicked.
    struct Before(Option<Language>);
    impl Drop for Before {
        fn drop(&mut self) {
            FOR_A_WHILE.set(self.0);
        }
    }
    let _before = Before(FOR_A_WHILE.replace(Some(language)));
    say()
}

/// Runs `say` in English: what programs read does not change with its readers' language.
pub fn in_english<T>(say: impl FnOnce() -> T) -> T {
    in_language(Language::English, say)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_for_a_while_ends() {
        assert_eq!(spoken(), Language::English);
        let inner = in_language(Language::Korean, || {
            assert_eq!(in_english(spoken), Language::English);
            spoken()
        });
        assert_eq!((inner, spoken()), (Language::Korean, Language::English));
    }

    #[test]
    fn languages_have_codes() {
        for language in Language::ALL {
            assert_eq!(Language::from_code(language.code()), Some(language));
        }
        assert_eq!(Language::from_code("fr"), None);
    }
}
