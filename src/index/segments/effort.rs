//! What a run may take of the machine: threads, and memory for what each of them does.

/// Of the memory that a run may take, a quarter is for postings, and as much for what is
/// made of a digest file. The rest is for its bytes, what waits to be analysed, the tokens
/// of one text, what the analyzer remembers, and merges.
const POSTINGS_SHARE: usize = 4;

/// What tantivy needs at least for the postings of one thread, in bytes, and how many
/// threads it takes at most.
const LEAST_MEMORY_BYTES: usize = 16 << 20;
const MOST_THREADS: usize = 8;

/// What threads remember of eojeols may take this part of the memory, all together.
const REMEMBERED_SHARE: usize = 8;

/// What writing a generation may take of the machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effort {
    /// How many threads analyse at once; fewer where the memory is too little for them.
    pub threads: usize,
    /// How much memory all of it may take, in bytes.
    pub memory_bytes: usize,
}

impl Effort {
    /// How much of the memory is for postings, in bytes.
    pub(super) fn postings_bytes(self) -> usize {
        (self.memory_bytes / POSTINGS_SHARE).max(LEAST_MEMORY_BYTES)
    }

    /// How many threads there is memory for.
    pub(crate) fn affordable_threads(self) -> usize {
        let affordable = self.postings_bytes() / LEAST_MEMORY_BYTES;
        self.threads.clamp(1, affordable.min(MOST_THREADS))
    }

    /// How much each of them may remember, in bytes.
    pub(crate) fn remembered_bytes(self) -> usize {
        self.memory_bytes / REMEMBERED_SHARE / self.affordable_threads()
    }
}
