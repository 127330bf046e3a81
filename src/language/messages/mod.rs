//! The catalogue of what is said: each message once, in English and Korean, in the file of the
//! room that says it.
//!
//! A message is a function of what it quotes; without one of the languages it does not
//! compile, and one that nobody says is told by the compiler. Particles in the Korean text
//! are named by the form behind a consonant, `{path}{을}` (see `particles`). Messages are whole
//! sentences or clauses: none is made of pieces whose order only one language has.

use std::fmt::Display;

use super::system_words;

/// A message each: its name, what it quotes, the English and the Korean text.
macro_rules! messages {
    ($($id:ident($($argument:ident),* $(,)?) => $english:literal, $korean:literal;)*) => {
        $(messages!(@one $id($($argument),*) $english $korean);)*

        #[cfg(test)]
        pub(in crate::language) const ENTRIES: &[crate::language::messages::Entry] = &[$(
            crate::language::messages::Entry {
                id: stringify!($id),
                arguments: &[$(stringify!($argument)),*],
                english: $english,
                korean: $korean,
            }
        ),*];
    };
    (@one $id:ident() $english:literal $korean:literal) => {
        #[doc = $english]
        pub(crate) const fn $id() -> crate::language::Message {
            crate::language::Message::fixed($english, $korean)
        }
    };
    (@one $id:ident($($argument:ident),+) $english:literal $korean:literal) => {
        #[doc = $english]
        pub(crate) fn $id($($argument: &dyn std::fmt::Display),+) -> crate::language::Message {
            crate::language::Message::of(
                || format!($english),
                || {
                    $(let $argument = crate::language::messages::quoted($argument);)+
                    format!($korean)
                },
            )
        }
    };
}

pub(crate) mod advice;
pub(crate) mod alerts;
pub(crate) mod analysis;
pub(crate) mod browse;
pub(crate) mod cluster;
pub(crate) mod command;
pub(crate) mod corpus;
pub(crate) mod doctor;
pub(crate) mod files;
pub(crate) mod index;
pub(crate) mod issues;
pub(crate) mod job;
pub(crate) mod manual;
pub(crate) mod mcp;
pub(crate) mod office;
pub(crate) mod output;
pub(crate) mod pdf;
pub(crate) mod records;
pub(crate) mod search;
pub(crate) mod settings;
pub(crate) mod usage;

/// A message, for the test of the catalogue.
#[cfg(test)]
pub(crate) struct Entry {
    pub(crate) id: &'static str,
    pub(crate) arguments: &'static [&'static str],
    pub(crate) english: &'static str,
    pub(crate) korean: &'static str,
}

#[cfg(test)]
mod tests;

/// What a Korean message quotes: what the system said in it is in Korean too.
fn quoted(argument: &dyn Display) -> String {
    system_words::in_korean(&argument.to_string()).into_owned()
}
