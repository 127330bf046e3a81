//! Lists of names within a message.

use std::fmt::Display;

use super::Message;

/// The items as what one may choose from: `a, b or c`.
pub(crate) fn one_of<T: Display>(items: &[T]) -> Message {
    joined(items, " or ", " 또는 ")
}

/// The items with the same between each two.
pub(crate) fn joined_by<T: Display>(items: &[T], between: &str) -> Message {
    self::between(items, between, between)
}

/// The items as what may each be: `a or b or c`.
pub(crate) fn any_of<T: Display>(items: &[T]) -> Message {
    between(items, " or ", ", ")
}

/// The items as what is none of them, behind “neither”: `a nor b nor c`.
pub(crate) fn none_of<T: Display>(items: &[T]) -> Message {
    between(items, " nor ", ", ")
}

fn between<T: Display>(items: &[T], english: &str, korean: &str) -> Message {
    let joined = |between: &str| {
        let texts: Vec<String> = items.iter().map(ToString::to_string).collect();
        texts.join(between)
    };
    Message::of(|| joined(english), || joined(korean))
}

fn joined<T: Display>(items: &[T], english: &str, korean: &str) -> Message {
    let joined = |last: &str| {
        let texts: Vec<String> = items.iter().map(ToString::to_string).collect();
        match texts.split_last() {
            Some((one, [])) => one.clone(),
            Some((end, others)) => format!("{}{last}{end}", others.join(", ")),
            None => String::new(),
        }
    };
    Message::of(|| joined(english), || joined(korean))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::{Language, in_language};

    #[test]
    fn the_last_is_joined_by_a_word() {
        assert_eq!(one_of(&["a", "b", "c"]).english(), "a, b or c");
        assert_eq!(any_of(&["a", "b", "c"]).english(), "a or b or c");
        assert_eq!(none_of(&["a", "b"]).english(), "a nor b");
        assert_eq!(one_of(&["a"]).english(), "a");
        assert_eq!(one_of::<&str>(&[]).english(), "");
        let korean = in_language(Language::Korean, || one_of(&["a", "b"]).to_string());
        assert_eq!(korean, "a 또는 b");
    }
}
