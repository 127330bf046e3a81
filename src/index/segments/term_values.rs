//! The values of terms, as tantivy packs them in blocks: where a term's lists are.

use std::io;
use std::ops::Range;

use tantivy::postings::TermInfo;

use crate::index::integrity::block_sums::VerifiedFile;

/// Before the values: the bytes of the blocks' heads, and the count of terms.
const VALUES_HEAD_BYTES: usize = 16;

/// So many terms share a block of values.
const BLOCK_TERMS: usize = 256;

/// The head of a block: where it starts, its first value, and three widths in bits.
const BLOCK_HEAD_BYTES: usize = 8 + 28 + 3;

/// No number of a block takes more bits.
const WIDEST_BITS: u8 = 56;

/// What stands before the numbers of a block of values.
struct BlockHead {
    /// Where the block begins behind all heads.
    block: usize,
    /// The value of its first term.
    first: TermInfo,
    /// The widths in bits of the others': of counts, of places of postings and of positions.
    widths: [u8; 3],
}

impl BlockHead {
    /// Reads [`BLOCK_HEAD_BYTES`] bytes.
    fn read(bytes: &[u8]) -> Self {
        let number = |at: usize, count: usize| {
            let bytes = bytes[at..at + count].iter().rev();
            bytes.fold(0, |number, byte| number << 8 | usize::from(*byte))
        };
        let range = |at: usize| {
            let start = number(at, 8);
            start..start.saturating_add(number(at + 8, 4))
        };
        BlockHead {
            block: number(0, 8),
            first: TermInfo {
                doc_freq: number(8, 4) as u32,
                postings_range: range(12),
                positions_range: range(24),
            },
            widths: [bytes[36], bytes[37], bytes[38]],
        }
    }
}

/// The number of `width` bits at a place of `bytes`, in bits; 0 for bits behind the end.
fn bits_at(bytes: &[u8], at: usize, width: usize) -> u64 {
    let rest = bytes.get(at / 8..).unwrap_or_default();
    let mut eight = [0; 8];
    let count = rest.len().min(8);
    eight[..count].copy_from_slice(&rest[..count]);
    let number = u64::from_le_bytes(eight) >> (at % 8);
    number & ((1 << width) - 1)
}

/// The value of the term at a place, which is verified.
pub(super) fn value(
    file: &VerifiedFile,
    values: &Range<usize>,
    place: u64,
) -> io::Result<TermInfo> {
    let changed = || file.changed();
    let heads = values.start + VALUES_HEAD_BYTES;
    let heads_bytes = number(file, values.start)?;
    let head = place as usize / BLOCK_TERMS * BLOCK_HEAD_BYTES;
    if head + BLOCK_HEAD_BYTES > heads_bytes {
        return Err(changed());
    }
    let head = heads + head;
    file.verify(&(head..head + BLOCK_HEAD_BYTES))?;
    let bytes = file.bytes();
    let head = BlockHead::read(&bytes[head..head + BLOCK_HEAD_BYTES]);
    let BlockHead { first, widths, .. } = &head;
    let bits: usize = widths.iter().map(|width| usize::from(*width)).sum();
    let block = heads.checked_add(heads_bytes);
    let block = block.and_then(|heads_end| heads_end.checked_add(head.block));
    let block = block.ok_or_else(changed)?;
    // The last numbers are read as eight bytes, whatever their width.
    let end = block.saturating_add((BLOCK_TERMS * bits).div_ceil(8) + 8);
    let end = end.min(values.end);
    if block > end || widths.iter().any(|width| *width > WIDEST_BITS) {
        return Err(changed());
    }
    file.verify(&(block..end))?;
    let Some(number) = (place as usize % BLOCK_TERMS).checked_sub(1) else {
        return Ok(first.clone());
    };
    let numbers = &bytes[block..end];
    let [of_count, of_postings, of_positions] = widths.map(usize::from);
    // Where each begins: its postings, its positions, how many documents it has. The next
    // term's begin where its own end.
    let at = number * bits;
    let offset = |at: usize, width: usize| bits_at(numbers, at, width) as usize;
    let postings = |at: usize| {
        let postings = first.postings_range.start;
        postings.checked_add(offset(at, of_postings))
    };
    let positions = |at: usize| {
        let positions = first.positions_range.start;
        positions.checked_add(offset(at + of_postings, of_positions))
    };
    let range = |of: &dyn Fn(usize) -> Option<usize>| Some(of(at)?..of(at + bits)?);
    let doc_freq = bits_at(numbers, at + of_postings + of_positions, of_count);
    Ok(TermInfo {
        doc_freq: u32::try_from(doc_freq).map_err(|_| changed())?,
        postings_range: range(&postings).ok_or_else(changed)?,
        positions_range: range(&positions).ok_or_else(changed)?,
    })
}

/// The number at a place of the file.
pub(super) fn number(file: &VerifiedFile, at: usize) -> io::Result<usize> {
    file.verify(&(at..at + 8))?;
    let bytes = file.bytes()[at..at + 8].try_into();
    let number = bytes.map(u64::from_le_bytes).ok();
    let number = number.and_then(|number| usize::try_from(number).ok());
    number.ok_or_else(|| file.changed())
}
