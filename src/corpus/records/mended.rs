//! JSON as programs write it that is not quite JSON: half of a pair of surrogates, numbers
//! that are none, and line ends and tabs inside of texts.

use std::borrow::Cow;

/// The text as JSON has it: half a pair is U+FFFD, a number that is none is null, and a
/// control character in a text is escaped. What is none of these stays as it is.
pub(super) fn mended(text: &str) -> Cow<'_, str> {
    if !text
        .bytes()
        .any(|byte| byte == b'\\' || byte == b'N' || byte == b'I' || byte < b' ')
    {
        return Cow::Borrowed(text);
    }
    let mut mending = Mending {
        text,
        at: 0,
        kept: 0,
        out: String::new(),
    };
    mending.run();
    if mending.kept == 0 {
        return Cow::Borrowed(text);
    }
    let rest = text.get(mending.kept..).unwrap_or_default();
    mending.out.push_str(rest);
    Cow::Owned(mending.out)
}

struct Mending<'a> {
    text: &'a str,
    at: usize,
    /// Up to where the text is in `out`.
    kept: usize,
    out: String,
}

impl Mending<'_> {
    fn run(&mut self) {
        let bytes = self.text.as_bytes();
        let mut in_text = false;
        while let Some(&byte) = bytes.get(self.at) {
            match byte {
                b'"' => {
                    in_text = !in_text;
                    self.at += 1;
                }
                b'\\' if in_text => self.escape(),
                b'\n' if in_text => self.replace(1, "\\n"),
                b'\r' if in_text => self.replace(1, "\\r"),
                b'\t' if in_text => self.replace(1, "\\t"),
                0..b' ' if in_text => self.replace(1, " "),
                b'N' | b'I' | b'-' if !in_text => self.number(),
                _ => self.at += 1,
            }
        }
    }

    fn replace(&mut self, length: usize, by: &str) {
        self.out
            .push_str(self.text.get(self.kept..self.at).unwrap_or_default());
        self.out.push_str(by);
        self.at += length;
        self.kept = self.at;
    }

    fn number(&mut self) {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let none = ["NaN", "Infinity", "-Infinity"];
        match none.iter().find(|none| rest.starts_with(**none)) {
            Some(none) => self.replace(none.len(), "null"),
            None => self.at += 1,
        }
    }

    fn escape(&mut self) {
        match (self.unit(self.at), self.unit(self.at + 6)) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => self.at += 12,
            (Some(0xD800..=0xDFFF), _) => self.replace(6, "\\ufffd"),
            // A backslash and what it escapes: a quote behind it ends no text.
            _ => {
                let escaped = self.text.get(self.at + 1..).unwrap_or_default();
                self.at += 1 + escaped.chars().next().map_or(0, char::len_utf8);
            }
        }
    }

    /// The unit of UTF-16 whose escape begins at `at`.
    fn unit(&self, at: usize) -> Option<u32> {
        let digits = self.text.get(at..at + 6)?.strip_prefix("\\u")?;
        u32::from_str_radix(digits, 16).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_one_meaning_is_mended() {
        for (text, right) in [
            (r#"{"a":"\ud83d 물"}"#, r#"{"a":"\ufffd 물"}"#),
            (
                r#"{"a":"\ud83d\ude00 \uDE00"}"#,
                r#"{"a":"\ud83d\ude00 \ufffd"}"#,
            ),
            (r#"{"a":"\\ud83d"}"#, r#"{"a":"\\ud83d"}"#),
            (
                r#"{"a":NaN,"b":-Infinity,"c":"NaN"}"#,
                r#"{"a":null,"b":null,"c":"NaN"}"#,
            ),
            (
                "{\"a\":\"b\tc\nd\\\"\n\"}\n",
                "{\"a\":\"b\\tc\\nd\\\"\\n\"}\n",
            ),
        ] {
            assert_eq!(mended(text), right);
        }
        assert_eq!(mended("\"\\"), "\"\\");
        assert_eq!(mended("\"\\한\\u12"), "\"\\한\\u12");
    }
}
