//! What a query counts of all documents, where the index that is ranked holds some of them.

/// How many documents of the whole index answer, and hold words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::search) struct WholeCounts {
    /// Those that hold every unit.
    pub total: usize,
    /// Those that hold some.
    pub partial: usize,
    /// Those that hold each word, itself or by an alternative.
    pub words: Vec<u64>,
    /// Those that hold each word itself.
    pub themselves: Vec<u64>,
    /// Those that hold each alternative.
    pub alternatives: Vec<u64>,
}
