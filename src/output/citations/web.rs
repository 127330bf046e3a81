//! Addresses on the web, as every style takes them.

use crate::document::steers;

/// What may not stand in an address as it is, and would end a value in some style.
const ENCODED: [char; 10] = [' ', '"', '<', '>', '\\', '^', '`', '{', '|', '}'];

/// The address with what may not stand in one percent-encoded; other characters stay,
/// Hangul too.
pub(super) fn encoded(address: &str) -> String {
    let mut encoded = String::with_capacity(address.len());
    for c in address.trim().chars() {
        if c.is_whitespace() || steers(c) || ENCODED.contains(&c) {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                encoded.push_str(&format!("%{byte:02X}"));
            }
        } else {
            encoded.push(c);
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_hold_nothing_that_ends_a_value() {
        let address = " https://a.kr/한글?q={b}\\c d\ne%20f_g#h\u{202e}\u{7f} ";
        let encoded = encoded(address);
        assert_eq!(
            encoded,
            "https://a.kr/한글?q=%7Bb%7D%5Cc%20d%0Ae%20f_g#h%E2%80%AE%7F"
        );
    }
}
