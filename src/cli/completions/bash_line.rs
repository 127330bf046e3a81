//! A command line as bash has it: words, the quotes around them, and which part of the
//! last word bash replaces.

use std::ffi::OsString;

/// What a backslash must stand before outside of quotes.
const SPECIAL: &str = " \t\n\"'\\$`!&|;<>()*?[]{}#~^";

/// The line up to the cursor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct BashLine {
    /// The words without quotes, the one at the cursor last.
    words: Vec<String>,
    /// The last word as it was typed.
    typed: String,
    /// The quote that is open at the cursor.
    quote: Option<char>,
}

impl BashLine {
    /// Parts a line into words as bash does. Variables stay as they are.
    pub(super) fn parse(line: &str) -> Self {
        let mut words = Vec::new();
        let mut word: Option<String> = None;
        let mut typed_at = line.len();
        let mut quote = None;
        let mut chars = line.char_indices();
        while let Some((at, c)) = chars.next() {
            if quote.is_none() && matches!(c, ' ' | '\t' | '\n') {
                words.extend(word.take());
                typed_at = line.len();
                continue;
            }
            if word.is_none() {
                typed_at = at;
            }
            let text = word.get_or_insert_default();
            match (quote, c) {
                (None, '"' | '\'') => quote = Some(c),
                (Some(open), c) if open == c => quote = None,
                (None | Some('"'), '\\') => {
                    let escaped = chars.next().map(|(_, c)| c);
                    // In double quotes a backslash is one before anything else.
                    if quote.is_some() && escaped.is_some_and(|c| !"\"\\$`".contains(c)) {
                        text.push('\\');
                    }
                    text.extend(escaped);
                }
                _ => text.push(c),
            }
        }
        words.push(word.unwrap_or_default());
        // Variables may be set before the program.
        let program = words.iter().position(|word| !is_assignment(word));
        words.drain(..program.unwrap_or(0));
        BashLine {
            words,
            typed: line[typed_at..].to_owned(),
            quote,
        }
    }

    /// The words, the program first and the one to complete last.
    pub(super) fn words(&self) -> Vec<OsString> {
        self.words.iter().map(OsString::from).collect()
    }

    /// What bash is to put in the place of `replaced`, the end of the word at the cursor,
    /// so that the word is `value`; `None` where the word cannot become it.
    pub(super) fn replacement(&self, value: &str, replaced: &str) -> Option<String> {
        let kept = self.typed.strip_suffix(replaced).unwrap_or("");
        let kept = BashLine::parse(kept).words.pop().unwrap_or_default();
        let rest = value.strip_prefix(kept.as_str())?;
        let must_be_escaped = match self.quote {
            // Nothing can be escaped in single quotes.
            Some('\'') => "",
            Some(_) => "\"\\$`",
            None => SPECIAL,
        };
        let mut text = String::with_capacity(rest.len());
        for c in rest.chars() {
            if must_be_escaped.contains(c) {
                text.push('\\');
            }
            text.push(c);
        }
        Some(text)
    }
}

fn is_assignment(word: &str) -> bool {
    word.split_once('=').is_some_and(|(name, _)| {
        name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(line: &str) -> Vec<String> {
        BashLine::parse(line).words
    }

    #[test]
    fn lines_are_parted_as_bash_parts_them() {
        assert_eq!(
            words("digest show 2024-05/1"),
            ["digest", "show", "2024-05/1"]
        );
        assert_eq!(words("digest show "), ["digest", "show", ""]);
        assert_eq!(words("A=1 B= digest s"), ["digest", "s"]);
        assert_eq!(
            words("digest --source=\"Open AI"),
            ["digest", "--source=Open AI"]
        );
        assert_eq!(words("digest Open\\ A"), ["digest", "Open A"]);
        assert_eq!(
            words("digest 'a\"b' \"c\\\"d\\e\""),
            ["digest", "a\"b", "c\"d\\e", ""][..3]
        );
        assert_eq!(words(""), [""]);
    }

    #[test]
    fn what_is_replaced_depends_on_where_bash_parts_the_word() {
        for (line, replaced, value, text) in [
            ("digest show 2024", "2024", "2024-05/1", Some("2024-05/1")),
            ("digest show a:b", "b", "a:bc", Some("bc")),
            ("d --source=Op", "Op", "--source=OpenAI", Some("OpenAI")),
            ("d --source=Op", "Op", "--source=Open AI", Some("Open\\ AI")),
            ("d --source=", "", "--source=가 나", Some("가\\ 나")),
            ("d --source \"Op", "Op", "Open AI", Some("Open AI")),
            ("d --source \"Op", "Op", "Open$AI", Some("Open\\$AI")),
            ("d --source 'Op", "Op", "Open$AI", Some("Open$AI")),
            (
                "d --source Open\\ A",
                "Open\\ A",
                "Open AI",
                Some("Open\\ AI"),
            ),
            ("d x:y", "y", "other", None),
        ] {
            let line = BashLine::parse(line);
            assert_eq!(
                line.replacement(value, replaced).as_deref(),
                text,
                "{line:?}"
            );
        }
    }

    proptest! {
        #[test]
        fn what_is_put_in_is_read_back(value in "[가-힣a-c \"'\\\\$&;()=:~#]{0,12}") {
            let line = BashLine::parse("digest show ");
            let text = line.replacement(&value, "").unwrap();
            prop_assert_eq!(words(&format!("digest show {text}")).pop().unwrap(), value);
        }

        #[test]
        fn no_line_is_too_odd(line in "\\PC{0,40}", replaced in "\\PC{0,4}") {
            let line = BashLine::parse(&line);
            prop_assert!(!line.words.is_empty());
            line.replacement("값", &replaced);
        }
    }
}
