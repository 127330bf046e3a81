//! What indexes and rows are called on the cluster.
//!
//! An index `digests` is an alias of one of its generations, `digests-gen-7`.

/// The rows that are no documents, and what they hold.
pub(crate) const ROW: &str = "row";
/// The manifest, in `text`.
pub(crate) const MANIFEST_ROW: &str = "manifest";
/// A piece of a file, in `bytes`.
pub(crate) const PIECE_ROW: &str = "piece";
/// What a manifest says.
pub(crate) const TEXT: &str = "text";
/// What a piece of a file holds, in base64.
pub(crate) const BYTES: &str = "bytes";

/// The id of the row that tells, in `text`, a routing value for each shard, as a list in JSON.
pub(crate) const ROUTES_ID: &str = "routes";

/// The id of the row that is the manifest.
pub(crate) const MANIFEST_ID: &str = "manifest";

/// The index of a generation.
pub(crate) fn generation(name: &str, number: u64) -> String {
    format!("{name}-gen-{number}")
}

/// What stands for the indexes of all generations in a path.
pub(crate) fn all_generations(name: &str) -> String {
    format!("{name}-gen-*")
}

/// The number of a generation of `name`, by its index; `None` for another index.
pub(crate) fn number_of(name: &str, index: &str) -> Option<u64> {
    let number = index.strip_prefix(name)?.strip_prefix("-gen-")?;
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    let is_plain = is_number && (number == "0" || !number.starts_with('0'));
    if is_plain { number.parse().ok() } else { None }
}

/// The id of the row of a document: ids of documents may be longer than those of rows, and have
/// characters that would be read otherwise in a path.
pub(crate) fn document_row(id: &str) -> String {
    format!("document-{}", blake3::hash(id.as_bytes()).to_hex())
}

/// The id of the row that is a piece of a file.
pub(crate) fn piece_row(file: &str, number: usize) -> String {
    format!("piece-{file}-{number}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn generations_are_known_by_their_names() {
        assert_eq!(number_of("digests", &generation("digests", 12)), Some(12));
        for other in [
            "digests",
            "digests-gen-",
            "digests-gen-x",
            "digests-gen-01",
            "a-gen-1",
        ] {
            assert_eq!(number_of("digests", other), None, "{other}");
        }
    }

    #[test]
    fn rows_of_documents_have_short_ids() {
        let id = document_row(&"긴 이름 ".repeat(400));
        assert!(id.len() < 512 && id.is_ascii());
        assert_ne!(document_row("a"), document_row("b"));
    }
}
