//! The text of a page, in the encoding that it names.

use std::borrow::Cow;

use encoding_rs::Encoding;

use crate::corpus::encoding::compose;
use crate::corpus::error::CorpusError;
use crate::corpus::source::Source;

/// A page names its encoding within so many bytes.
const HEAD_BYTES: usize = 2048;

/// The page's text: UTF-8 and UTF-16 where it is that, else as it says itself.
pub(super) fn text<'s>(source: &'s Source<'_>) -> Result<Cow<'s, str>, CorpusError> {
    let is_marked = source.bytes.starts_with(b"\xFF\xFE") || source.bytes.starts_with(b"\xFE\xFF");
    if is_marked || source.bytes.contains(&0) || std::str::from_utf8(source.bytes).is_ok() {
        return source.text().map(Cow::Borrowed);
    }
    match named(source.bytes) {
        Some(encoding) => {
            let (text, _) = encoding.decode_without_bom_handling(source.bytes);
            Ok(Cow::Owned(compose(text).into_owned()))
        }
        None => source.text().map(Cow::Borrowed),
    }
}

/// The encoding that a page names: `<meta charset=euc-kr>`, `<?xml encoding="euc-kr"?>`.
fn named(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..HEAD_BYTES.min(bytes.len()))?;
    let head: String = head
        .iter()
        .map(|&byte| char::from(byte).to_ascii_lowercase())
        .collect();
    let after = ["charset", "encoding"].iter().find_map(|word| {
        let (_, rest) = head.split_once(word)?;
        rest.trim_start().strip_prefix('=')
    })?;
    let label = after.trim_start_matches([' ', '"', '\'']);
    let end = label.find(|c: char| !c.is_ascii_alphanumeric() && !"-_:.".contains(c));
    Encoding::for_label(label.get(..end.unwrap_or(label.len()))?.as_bytes())
}
