//! The memory that a thread analyses in.

use lindera_dictionary::viterbi::Lattice;

use crate::analysis::letters::normalization::{NormalChar, normalize};
use crate::analysis::segmentation::eojeol_memory::EojeolMemory;
use crate::analysis::segmentation::eojeols::EojeolBuilder;

/// Memory that one thread reuses from text to text, of one analyzer.
pub struct Scratch {
    pub(super) room: Room,
    pub(super) remembered: EojeolMemory,
    /// Whether eojeols are read by their letters, too.
    pub(super) reads: bool,
}

/// Where an eojeol is analysed.
#[derive(Default)]
pub(super) struct Room {
    pub(super) lattice: Lattice,
    pub(super) normal: Vec<NormalChar>,
    pub(super) chars: Vec<char>,
    pub(super) run: String,
    pub(super) found: EojeolBuilder,
}

impl Room {
    /// Brings `text` into normal form.
    pub(super) fn read(&mut self, text: &str) {
        normalize(text, &mut self.normal);
        self.chars.clear();
        let values = self.normal.iter().map(|entry| entry.value);
        self.chars.extend(values);
    }
}

impl Scratch {
    /// How much is remembered where nobody says, in bytes: some 50,000 eojeols.
    pub const REMEMBERED_BYTES: usize = 12 << 20;

    /// One that remembers eojeols in at most about `bytes`. What it remembers changes
    /// nothing but the time.
    pub fn remembering(bytes: usize) -> Self {
        Scratch {
            room: Room::default(),
            remembered: EojeolMemory::new(bytes),
            reads: false,
        }
    }

    /// The same, which finds the readings of eojeols as well: an index has them, and what is
    /// shown of a hit needs none.
    pub fn with_readings(bytes: usize) -> Self {
        Scratch {
            reads: true,
            ..Scratch::remembering(bytes)
        }
    }
}

impl Default for Scratch {
    fn default() -> Self {
        Scratch::remembering(Self::REMEMBERED_BYTES)
    }
}
