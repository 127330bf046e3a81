//! Citation keys: names for works that every style takes.
//!
//! A key is made of its document's id alone, so a work has the same key in every output.

use crate::document::DocumentId;

/// The digits of the hash that tells ids apart whose letters cannot be kept.
const HASH_DIGITS: usize = 8;

/// The key of a document: `digest-2024-05-12` for `2024-05/12`.
///
/// Letters, digits and hyphens of ASCII only: BibTeX takes no others everywhere. An id
/// of another form has a hash behind it, so that no two ids have one key.
pub(super) fn of_document(id: &DocumentId) -> String {
    let text = id.as_str();
    let mut key = String::from("digest-");
    for c in text.chars() {
        let kept = if c.is_ascii_alphanumeric() { c } else { '-' };
        if kept != '-' || !key.ends_with('-') {
            key.push(kept);
        }
    }
    if is_plain(text) {
        return key;
    }
    let hash = blake3::hash(text.as_bytes()).to_hex();
    if !key.ends_with('-') {
        key.push('-');
    }
    key.push_str(&hash[..HASH_DIGITS]);
    key
}

/// The key of the source at `index` of a document, counted from 0:
/// `digest-2024-05-12-s1`.
pub(super) fn of_source(id: &DocumentId, index: usize) -> String {
    format!("{}-s{}", of_document(id), index + 1)
}

/// Whether an id is of a monthly issue's form, `2024-05/12` or `2024-05/e1`: these are
/// told apart by their letters alone.
fn is_plain(id: &str) -> bool {
    let Some((issue, name)) = id.split_once('/') else {
        return false;
    };
    let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let is_month = issue
        .split_once('-')
        .is_some_and(|(year, month)| are_digits(year) && are_digits(month));
    is_month && are_digits(name.strip_prefix('e').unwrap_or(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_of_ascii_and_tell_ids_apart() {
        let key = |id: &str| of_document(&DocumentId::from_text(id));
        assert_eq!(key("2024-05/12"), "digest-2024-05-12");
        assert_eq!(key("2024-05/e1"), "digest-2024-05-e1");
        let id = DocumentId::from_text("2024-05/12");
        assert_eq!(of_source(&id, 0), "digest-2024-05-12-s1");
        let ids = [
            "2024-05/1",
            "2024-05/1-s1",
            "2024/05-1",
            "a-b/c",
            "a/b-c",
            "뉴스/가",
            "뉴스/나",
            "x/{,}",
            "",
        ];
        let mut keys: Vec<String> = ids.iter().map(|id| key(id)).collect();
        keys.extend(ids.map(|id| of_source(&DocumentId::from_text(id), 0)));
        for key in &keys {
            let is_safe = key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
            assert!(is_safe, "{key}");
        }
        keys.sort();
        keys.dedup();
        assert_eq!(keys.len(), 2 * ids.len());
    }
}
