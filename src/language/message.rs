//! What is said, in both languages.

use std::fmt;
use std::ops::Deref;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::particles;
use super::spoken::{Language, in_language, spoken};
use super::system_words;

/// A message for people. It shows itself in the language that is spoken then, and serializes
/// in English: programs match it.
#[derive(Clone)]
pub struct Message(Texts);

/// The English and the Korean text; errors hold messages, and shall be small.
#[derive(Clone)]
enum Texts {
    Fixed(&'static str, &'static str),
    Made(Box<(String, String)>),
}

impl Message {
    /// A message that says the same of everything.
    pub(super) const fn fixed(english: &'static str, korean: &'static str) -> Self {
        Message(Texts::Fixed(english, korean))
    }

    /// A message of its two texts. What they quote is written in their language too.
    pub(super) fn of(english: impl FnOnce() -> String, korean: impl FnOnce() -> String) -> Self {
        let korean = in_language(Language::Korean, korean);
        let english = in_language(Language::English, english);
        Message::made(english, particles::settled(&korean))
    }

    /// The words of another program, a library or the user, which are in no catalogue.
    pub fn verbatim(text: impl Into<String>) -> Self {
        let text = text.into();
        let korean = system_words::in_korean(&text).into_owned();
        Message::made(text, korean)
    }

    /// What something says of itself, which may be in the language that is spoken.
    pub fn told_by(told: &dyn fmt::Display) -> Self {
        Message::of(
            || told.to_string(),
            || system_words::in_korean(&told.to_string()).into_owned(),
        )
    }

    /// The message with an advice behind its first line, which says what is wrong.
    pub fn with_advice(&self, advice: &Message) -> Self {
        let advised = |text: &str, advice: &str| {
            let (first, rest) = text.split_at(text.find('\n').unwrap_or(text.len()));
            format!("{first}{advice}{rest}")
        };
        Message::made(
            advised(self.english(), advice.english()),
            advised(self.korean(), advice.korean()),
        )
    }

    /// An advice that stands behind a message, as a sentence of its own.
    pub fn alone(self) -> Self {
        let alone = |text: &str| text.trim_start_matches(['.', ',', ';', ' ']).to_owned();
        Message::made(alone(self.english()), alone(self.korean()))
    }

    /// The text for programs, which does not change with the language.
    pub fn english(&self) -> &str {
        match &self.0 {
            Texts::Fixed(english, _) => english,
            Texts::Made(texts) => &texts.0,
        }
    }

    /// The text in Korean, for what keeps both.
    pub fn korean(&self) -> &str {
        match &self.0 {
            Texts::Fixed(_, korean) => korean,
            Texts::Made(texts) => &texts.1,
        }
    }

    /// The message with this Korean text, which was kept beside its English one.
    #[must_use]
    pub fn with_korean(self, korean: String) -> Self {
        Message::made(self.english().to_owned(), korean)
    }

    /// The text in the language that is spoken.
    pub fn text(&self) -> &str {
        match spoken() {
            Language::English => self.english(),
            Language::Korean => self.korean(),
        }
    }

    fn made(english: String, korean: String) -> Self {
        Message(Texts::Made(Box::new((english, korean))))
    }
}

impl PartialEq for Message {
    fn eq(&self, other: &Self) -> bool {
        (self.english(), self.korean()) == (other.english(), other.korean())
    }
}

impl Eq for Message {}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.text())
    }
}

impl fmt::Debug for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.english(), f)
    }
}

/// A message is read as a text is, in the language that is spoken.
impl Deref for Message {
    type Target = str;

    fn deref(&self) -> &str {
        self.text()
    }
}

impl std::error::Error for Message {}

impl Serialize for Message {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.english())
    }
}

impl<'de> Deserialize<'de> for Message {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Message::verbatim)
    }
}

impl From<Name> for Message {
    fn from(name: Name) -> Self {
        Message::fixed(name.english, name.korean)
    }
}

impl From<Message> for String {
    /// The text in the language that is spoken now.
    fn from(message: Message) -> String {
        message.text().to_owned()
    }
}

/// What something is called, in both languages: a label, a heading, a word of a list.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Name {
    english: &'static str,
    korean: &'static str,
}

impl Name {
    pub(super) const fn new(english: &'static str, korean: &'static str) -> Self {
        Name { english, korean }
    }

    /// A name that is none of a language: `ID`, a link of the documents' own.
    pub const fn same(text: &'static str) -> Self {
        Name::new(text, text)
    }

    /// The name in the language that is spoken.
    pub fn text(self) -> &'static str {
        match spoken() {
            Language::English => self.english,
            Language::Korean => self.korean,
        }
    }

    /// The name in English.
    pub const fn english(self) -> &'static str {
        self.english
    }

    /// The name in Korean.
    pub const fn korean(self) -> &'static str {
        self.korean
    }
}

impl Serialize for Name {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.english)
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.text())
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.english, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_shows_the_language_that_is_spoken() {
        let inner = Message::fixed("no file", "파일이 없습니다");
        let outer = Message::of(
            || format!("failed: {inner}"),
            || format!("실패했습니다: {inner}"),
        );
        assert_eq!(outer.to_string(), "failed: no file");
        let korean = in_language(Language::Korean, || outer.to_string());
        assert_eq!(korean, "실패했습니다: 파일이 없습니다");
        let for_programs = in_language(Language::Korean, || outer.english().to_owned());
        assert_eq!(for_programs, "failed: no file");
    }

    #[test]
    fn what_the_system_says_is_said_in_korean() {
        let missing = std::io::Error::from_raw_os_error(2).to_string();
        let message = Message::verbatim(missing.clone());
        assert_eq!(message.english(), missing);
        let korean = in_language(Language::Korean, || message.to_string());
        assert_eq!(korean, "그런 파일이나 폴더가 없습니다 (os error 2)");
    }
}
