//! Text in XML: in pictures and feeds alike.

use super::harmless::harmless;

/// Text that XML reads as it is; what XML may not hold is a replacement character.
pub(in crate::output) fn escaped_xml(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            c => escaped.push(harmless(c)),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::super::harmless::{STEERING, is_harmless};
    use super::*;

    #[test]
    fn what_means_something_to_xml_is_escaped() {
        assert_eq!(
            escaped_xml("<b> & \"C++\" \u{1b}\u{ffff}"),
            "&lt;b&gt; &amp; &quot;C++&quot; \u{fffd}\u{fffd}"
        );
        assert!(is_harmless(&escaped_xml(STEERING)));
    }
}
