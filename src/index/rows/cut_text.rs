//! The tokens of a text as one text, for an engine that cuts at white space.
//!
//! Tokens are parted by a space where the position goes on, and by a bar where it stays. A
//! position without a token is a percent sign alone. A reading has a sign before it, which tells
//! whether it is all of its word. Characters that would be taken for any of these stand as a
//! percent sign and their number in hexadecimal, between semicolons.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt::Write;
use std::sync::Arc;

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use crate::analysis::View;

/// Stands where a position has no token.
pub(crate) const NO_TOKEN: &str = "%";

/// Parts tokens at one position.
const SAME_POSITION: char = '|';

/// Before a reading that is all of its word, and before one that is a part of it.
const WHOLE: char = '=';
const PART: char = '+';

/// A term as the other engine has it, for each way in which it may stand there: one, or for a
/// reading two, the whole word first.
pub(crate) fn cut_terms(view: View, text: &str) -> Vec<String> {
    let escaped = escaped(text);
    match view {
        View::Readings => [WHOLE, PART].map(|sign| format!("{sign}{escaped}")).into(),
        View::Morphemes | View::Stems | View::Numbers => vec![escaped.into_owned()],
    }
}

/// The tokens of `stream`, which gives those of one text in this view.
pub(in crate::index) fn cut(view: View, stream: &mut dyn TokenStream) -> String {
    let mut tokens: Vec<(usize, String)> = Vec::new();
    while stream.advance() {
        let token = stream.token();
        let escaped = escaped(&token.text);
        tokens.push(match view {
            View::Readings if token.position.is_multiple_of(2) => {
                (token.position / 2, format!("{WHOLE}{escaped}"))
            }
            View::Readings => (token.position / 2, format!("{PART}{escaped}")),
            View::Morphemes | View::Stems | View::Numbers => (token.position, escaped.into_owned()),
        });
    }
    tokens.sort_by_key(|(position, _)| *position);
    let mut text = String::new();
    let mut next = 0;
    for (position, token) in tokens {
        if position < next {
            text.push(SAME_POSITION);
        } else {
            for _ in next..position {
                push_apart(&mut text, NO_TOKEN);
            }
            push_apart(&mut text, "");
            next = position + 1;
        }
        text.push_str(&token);
    }
    text
}

/// How many tokens a text that was cut has.
pub(in crate::index) fn count(text: &str) -> usize {
    let groups = text.split_ascii_whitespace();
    let tokens = groups.flat_map(|group| group.split(SAME_POSITION));
    tokens
        .filter(|token| !matches!(*token, "" | NO_TOKEN))
        .count()
}

fn push_apart(text: &mut String, token: &str) {
    if !text.is_empty() {
        text.push(' ');
    }
    text.push_str(token);
}

fn escaped(text: &str) -> Cow<'_, str> {
    let is_sign = |c: char| matches!(c, '%' | SAME_POSITION) || c.is_whitespace() || c.is_control();
    if !text.contains(is_sign) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if is_sign(c) {
            // Writing to a string does not fail.
            let _ = write!(escaped, "%{:x};", u32::from(c));
        } else {
            escaped.push(c);
        }
    }
    Cow::Owned(escaped)
}

/// The text that was escaped; what is no escape stays as it is.
fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        plain.push_str(&rest[..at]);
        let number = rest[at + 1..].split_once(';');
        let escape = number.and_then(|(number, behind)| {
            let c = char::from_u32(u32::from_str_radix(number, 16).ok()?)?;
            Some((c, behind))
        });
        match escape {
            Some((c, behind)) => {
                plain.push(c);
                rest = behind;
            }
            None => {
                plain.push('%');
                rest = &rest[at + 1..];
            }
        }
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

/// Gives the tokens of a text that was cut, with the positions that they had.
#[derive(Debug, Clone)]
pub(in crate::index) struct CutTokenizer {
    view: View,
    /// The terms that are told apart; `None` for all.
    wanted: Option<Arc<HashSet<String>>>,
}

/// Stands for every term that is not told apart, so that lengths and positions stay. No text has
/// it: the normal form has no control characters.
const OTHER_TERM: &str = "\u{1}";

impl CutTokenizer {
    pub(in crate::index) fn new(view: View) -> Self {
        CutTokenizer { view, wanted: None }
    }

    /// One that tells these terms apart, and gives one and the same for each other.
    pub(in crate::index) fn of_terms(view: View, wanted: &Arc<HashSet<String>>) -> Self {
        CutTokenizer {
            view,
            wanted: Some(Arc::clone(wanted)),
        }
    }
}

/// The tokens of one text that was cut.
pub(in crate::index) struct CutTokens<'a> {
    view: View,
    wanted: Option<&'a HashSet<String>>,
    groups: std::str::SplitAsciiWhitespace<'a>,
    group: std::str::Split<'a, char>,
    /// The position of the next group.
    next: usize,
    token: Token,
}

impl Tokenizer for CutTokenizer {
    type TokenStream<'a> = CutTokens<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> CutTokens<'a> {
        let mut nothing = "".split(SAME_POSITION);
        nothing.next();
        CutTokens {
            view: self.view,
            wanted: self.wanted.as_deref(),
            groups: text.split_ascii_whitespace(),
            group: nothing,
            next: 0,
            token: Token::default(),
        }
    }
}

impl TokenStream for CutTokens<'_> {
    fn advance(&mut self) -> bool {
        loop {
            let Some(token) = self.group.next() else {
                let Some(group) = self.groups.next() else {
                    return false;
                };
                self.group = group.split(SAME_POSITION);
                self.next += 1;
                continue;
            };
            if token == NO_TOKEN || token.is_empty() {
                continue;
            }
            let position = self.next - 1;
            let (text, position, length) = match self.view {
                View::Readings => {
                    let is_part = token.starts_with(PART);
                    let text = token.strip_prefix([WHOLE, PART]).unwrap_or(token);
                    let is_part = usize::from(is_part);
                    (text, 2 * position + is_part, 1 + is_part)
                }
                View::Morphemes | View::Stems | View::Numbers => (token, position, 1),
            };
            self.token.text.clear();
            let text = unescaped(text);
            let is_told = self.wanted.is_none_or(|wanted| wanted.contains(&*text));
            self.token
                .text
                .push_str(if is_told { &text } else { OTHER_TERM });
            self.token.position = position;
            self.token.position_length = length;
            return true;
        }
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Gives these tokens.
    struct Given(Vec<(String, usize)>, Token);

    impl TokenStream for Given {
        fn advance(&mut self) -> bool {
            if self.0.is_empty() {
                return false;
            }
            let (text, position) = self.0.remove(0);
            self.1 = Token {
                text,
                position,
                ..Token::default()
            };
            true
        }

        fn token(&self) -> &Token {
            &self.1
        }

        fn token_mut(&mut self) -> &mut Token {
            &mut self.1
        }
    }

    fn read(view: View, text: &str) -> Vec<(String, usize)> {
        let mut tokenizer = CutTokenizer::new(view);
        let mut stream = tokenizer.token_stream(text);
        let mut tokens = Vec::new();
        while stream.advance() {
            tokens.push((stream.token().text.clone(), stream.token().position));
        }
        tokens
    }

    #[test]
    fn positions_are_spaces_and_bars() {
        let tokens = [("가|나", 0), ("다", 2), ("라", 2), ("50%", 3)];
        let tokens: Vec<_> = tokens.map(|(text, at)| (text.to_owned(), at)).into();
        let text = cut(
            View::Morphemes,
            &mut Given(tokens.clone(), Token::default()),
        );
        assert_eq!(text, "가%7c;나 % 다|라 50%25;");
        assert_eq!(read(View::Morphemes, &text), tokens);
        let readings = [("가", 0), ("가", 1), ("나", 5)];
        let readings: Vec<_> = readings.map(|(text, at)| (text.to_owned(), at)).into();
        let text = cut(
            View::Readings,
            &mut Given(readings.clone(), Token::default()),
        );
        assert_eq!(text, "=가|+가 % +나");
        assert_eq!(read(View::Readings, &text), readings);
    }

    proptest! {
        #[test]
        fn what_was_cut_is_read_back(
            tokens in prop::collection::vec(("[^\\p{Cn}]{1,4}", 0usize..4), 0..8),
        ) {
            for view in View::ALL {
                let mut tokens: Vec<(String, usize)> = tokens.clone();
                let mut at = 0;
                for (_, position) in &mut tokens {
                    at += *position;
                    *position = at;
                }
                let text = cut(view, &mut Given(tokens.clone(), Token::default()));
                // A word and a part of it stand at one place there.
                let place = |at: usize| if view == View::Readings { at / 2 } else { at };
                tokens.sort_by_key(|(_, at)| place(*at));
                prop_assert_eq!(read(view, &text), tokens);
                for term in text.split(' ').flat_map(|group| group.split('|')) {
                    prop_assert!(!term.contains(char::is_whitespace));
                }
            }
        }

        #[test]
        fn any_text_is_read(text in any::<String>()) {
            for view in View::ALL {
                read(view, &text);
            }
        }
    }
}
