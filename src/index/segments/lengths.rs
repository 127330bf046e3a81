//! The lengths of fields as the index codes them.

use tantivy::fieldnorm::FieldNormReader;

/// The length that a code stands for.
pub(super) fn length_of(code: u8) -> u64 {
    let least = FieldNormReader::id_to_fieldnorm(code);
    let next = code.checked_add(1).map(FieldNormReader::id_to_fieldnorm);
    let most = next.map_or(least, |next| next - 1);
    u64::from(least.midpoint(most))
}

/// What a field of so many tokens counts among the tokens of all documents.
pub(in crate::index) fn counted_length(tokens: u32) -> u64 {
    length_of(FieldNormReader::fieldnorm_to_id(tokens))
}
