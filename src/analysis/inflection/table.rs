//! A table of the language that is asked which of its entries a text begins with.

use std::collections::HashMap;

use foldhash::fast::RandomState;

/// Entries by their first characters.
pub(super) struct Table<T> {
    by_first: HashMap<char, Vec<(Vec<char>, T)>, RandomState>,
    /// Those that are empty, and so begin every text.
    of_nothing: Vec<T>,
}

impl<T: Copy> Table<T> {
    /// A table of entries with what each means.
    pub(super) fn new<'t>(entries: impl IntoIterator<Item = (&'t str, T)>) -> Self {
        let mut table = Table {
            by_first: HashMap::default(),
            of_nothing: Vec::new(),
        };
        for (text, meaning) in entries {
            let mut chars = text.chars();
            match chars.next() {
                Some(first) => {
                    let same = table.by_first.entry(first).or_default();
                    same.push((chars.collect(), meaning));
                }
                None => table.of_nothing.push(meaning),
            }
        }
        table
    }

    /// The entries that `text` begins with, each with what stands behind it.
    pub(super) fn beginning<'t>(&self, text: &'t [char]) -> impl Iterator<Item = (T, &'t [char])> {
        let split = text.split_first();
        let same = split.and_then(|(first, rest)| Some((self.by_first.get(first)?, rest)));
        let found = same.into_iter().flat_map(|(entries, rest)| {
            let entries = entries.iter();
            entries.filter_map(move |(end, meaning)| {
                Some((*meaning, rest.strip_prefix(end.as_slice())?))
            })
        });
        let of_nothing = self.of_nothing.iter().map(move |meaning| (*meaning, text));
        found.chain(of_nothing)
    }
}
