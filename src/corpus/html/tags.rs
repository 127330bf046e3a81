//! What tags and their attributes say.

use html5ever::tokenizer::Tag;

/// The value of an attribute.
pub(super) fn value<'t>(tag: &'t Tag, name: &str) -> Option<&'t str> {
    let mut attributes = tag.attrs.iter();
    let found = attributes.find(|attribute| &*attribute.name.local == name)?;
    Some(&*found.value)
}

/// Whether a style makes letters bold.
pub(super) fn is_bold(style: &str) -> bool {
    let dense: String = style.chars().filter(|c| !c.is_whitespace()).collect();
    let dense = dense.to_ascii_lowercase();
    dense.contains("font-weight:bold")
        || ["600", "700", "800", "900"]
            .iter()
            .any(|weight| dense.contains(&format!("font-weight:{weight}")))
}

/// Whether text before the tag and after it is of two pieces.
pub(super) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "head"
            | "header"
            | "hgroup"
            | "hr"
            | "html"
            | "legend"
            | "li"
            | "listing"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "option"
            | "p"
            | "pre"
            | "script"
            | "section"
            | "select"
            | "style"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "template"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
    )
}

/// A tag has no more attributes than this; the tokenizer compares each with all before.
const MOST_ATTRIBUTES: usize = 20_000;

/// Whether no tag has so many attributes that reading them takes long.
pub(super) fn are_small(text: &str) -> bool {
    let mut quote = None;
    let mut is_tag = false;
    let mut words = 0;
    let mut before = b' ';
    for &byte in text.as_bytes() {
        match (quote, byte) {
            (Some(closing), _) if byte == closing => quote = None,
            (Some(_), _) => {}
            (None, b'<') if !is_tag => (is_tag, words) = (true, 0),
            (None, b'>') => is_tag = false,
            (None, b'"' | b'\'') if is_tag && before == b'=' => quote = Some(byte),
            (None, b' ' | b'\t' | b'\n' | b'\r' | b'/' | 0xC) if is_tag => words += 1,
            _ => {}
        }
        if words > MOST_ATTRIBUTES {
            return false;
        }
        if !byte.is_ascii_whitespace() {
            before = byte;
        }
    }
    true
}
