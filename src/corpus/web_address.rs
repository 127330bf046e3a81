//! Web addresses as digest files print them: where one starts, and whether a
//! text is the rest of one that a wrap has cut.

use super::characters::is_space;

/// Whether a text starts with a web address, in brackets or not.
pub(super) fn starts_with_url(text: &str) -> bool {
    let text = text.trim_start_matches(['(', '[', '<', '（']);
    ["http://", "https://", "www."]
        .iter()
        .any(|start| text.starts_with(start))
}

/// The web address that is a text's last word.
pub(super) fn closing_url(text: &str) -> Option<&str> {
    let word = text.rsplit(is_space).next()?;
    starts_with_url(word).then_some(word)
}

/// Whether a web address, if it is one, names a site: what was cut before has no point after
/// `www.`, or ends where none can end.
pub(super) fn is_complete_url(url: &str) -> bool {
    if !starts_with_url(url) {
        return true;
    }
    let bare = url.trim_start_matches(['(', '[', '<']);
    let bare = bare
        .strip_prefix("https://")
        .or_else(|| bare.strip_prefix("http://"))
        .unwrap_or(bare);
    let bare = bare.strip_prefix("www.").unwrap_or(bare);
    bare.contains('.') && !bare.ends_with(['.', '-', '_', '=', '&', '?'])
}

/// Whether a text is the rest of the web address `url` that was cut.
pub(super) fn is_url_rest(text: &str, url: &str) -> bool {
    let is_plain = text.is_ascii() && !text.is_empty() && !text.contains(is_space);
    if !is_plain || starts_with_url(text) || !starts_with_url(url) {
        return false;
    }
    !is_complete_url(url)
        || text.starts_with(['.', '/', '?', '&', '=', '#', '_'])
        || text.contains('/')
        || text.starts_with(|c: char| c.is_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rests_of_addresses_are_told_from_words() {
        for (rest, url) in [
            ("c/d.html", "https://a.example/b-"),
            ("2031", "https://a.example/news-"),
            ("/b", "https://a.example"),
            ("example/b", "https://a."),
        ] {
            assert!(is_url_rest(rest, url), "{url} {rest}");
        }
        for (text, url) in [
            ("둘째", "https://a.example/b-"),
            ("2031", "https://a.example/b"),
            ("Wind Show", "https://a.example/"),
            ("b/c", "미정"),
            ("https://b.example/", "https://a.example/"),
        ] {
            assert!(!is_url_rest(text, url), "{url} {text}");
        }
    }
}
