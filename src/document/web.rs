//! Addresses on the web: which of them a reader may be sent to.

use super::steers;

/// Tells whether a reader may be sent to `address`: it is of the web, one word, and holds
/// nothing that ends a value where it is written or steers what shows it. A digest file
/// names addresses, and must not smuggle in others.
pub fn is_web_address(address: &str) -> bool {
    let Some((scheme, rest)) = address.split_once("://") else {
        return false;
    };
    let is_known = ["http", "https"]
        .iter()
        .any(|known| scheme.eq_ignore_ascii_case(known));
    let is_odd = |c: char| c.is_whitespace() || steers(c) || "<>\"`\\".contains(c);
    is_known && !rest.is_empty() && !rest.contains(is_odd)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_web_may_be_followed() {
        for address in ["https://example.org/가", "HTTP://example.org"] {
            assert!(is_web_address(address), "{address}");
        }
        for address in [
            "",
            "https://",
            "javascript:alert(1)//http://",
            "file:///etc/passwd",
            "ftp://example.org",
            "//example.org",
            "-flag",
            "https://a b",
            "https://a\"onclick=",
            "https://a\u{202e}b",
            "https://a\u{1b}b",
            "data:text/html,https://",
        ] {
            assert!(!is_web_address(address), "{address}");
        }
    }
}
