//! Paths of requests.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What stands in a segment of a path as something other than itself.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// The path of these segments, each percent-encoded: `/digests/_doc/2024-05%2F1`. A query may
/// be put behind it.
pub fn path<'a>(segments: impl IntoIterator<Item = &'a str>) -> String {
    let mut path = String::new();
    for segment in segments {
        path.push('/');
        path.extend(utf8_percent_encode(segment, ENCODED));
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments_are_encoded() {
        assert_eq!(
            path(["digests", "_doc", "2024-05/1"]),
            "/digests/_doc/2024-05%2F1"
        );
        assert_eq!(path(["다", "a?b#c%"]), "/%EB%8B%A4/a%3Fb%23c%25");
    }
}
