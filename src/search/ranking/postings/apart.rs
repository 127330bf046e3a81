//! The ways in which words are written apart in a field: in pieces that are words there.
//!
//! The compounds of a prefix end alike in thousands of ways, and each of these ends begins as
//! some word: all of them are followed through the dictionary together, in order.

use std::rc::Rc;

use tantivy::schema::Field;

use super::selection::{self, Selection};
use crate::analysis::SpelledWord;
use crate::index::{IndexReader, WholeIndex};
use crate::search::ranking::postings::living_documents;

/// The ways to write one word apart, each in its pieces.
pub(in crate::search::ranking) type Ways = Rc<[Vec<String>]>;

/// The ways to write each of `words` apart of which every piece is held by a document, of a
/// segment that a search within some documents reaches.
///
/// # Errors
///
/// Where the index cannot be read.
pub(in crate::search::ranking) fn ways(
    index: &IndexReader,
    field: Field,
    words: &[&SpelledWord],
    within: Option<&Selection>,
) -> anyhow::Result<Vec<Ways>> {
    let texts: Vec<String> = words.iter().map(|word| word.text()).collect();
    // What may be left of a word behind some pieces.
    let mut rests: Vec<&str> = texts
        .iter()
        .flat_map(|text| text.char_indices().map(|(at, _)| &text[at..]))
        .collect();
    rests.sort_unstable();
    rests.dedup();
    // How long the pieces are that each begins with.
    let mut lengths: Vec<Vec<usize>> = vec![Vec::new(); rests.len()];
    if let Some(whole) = index.whole() {
        of_whole(whole, field, &rests, &mut lengths)?;
        return Ok(in_pieces(words, &texts, &rests, &lengths));
    }
    for (segment, reader) in index.searcher().segment_readers().iter().enumerate() {
        if !selection::reaches(within, segment) {
            continue;
        }
        let mut listed = Vec::new();
        let in_order = rests.iter().copied();
        index.find_beginnings(segment, field, in_order, |rest, length, value| {
            // What is in the dictionary is held by a document, which may be deleted.
            if reader.has_deletes() {
                listed.push((rest, length, value()?));
            } else {
                lengths[rest].push(length);
            }
            Ok(())
        })?;
        for (rest, length, info) in listed {
            if living_documents(reader, field, &info)? > 0 {
                lengths[rest].push(length);
            }
        }
    }
    for lengths in &mut lengths {
        lengths.sort_unstable();
        lengths.dedup();
    }
    Ok(in_pieces(words, &texts, &rests, &lengths))
}

/// Tells how long the beginnings of `rests` are that another engine's documents hold in a field.
fn of_whole(
    whole: &dyn WholeIndex,
    field: Field,
    rests: &[&str],
    lengths: &mut [Vec<usize>],
) -> anyhow::Result<()> {
    let mut beginnings: Vec<&str> = rests.iter().flat_map(|rest| beginnings_of(rest)).collect();
    beginnings.sort_unstable();
    beginnings.dedup();
    let are_there = whole.are_there(field, &beginnings)?;
    for (rest, lengths) in rests.iter().zip(lengths) {
        let there = beginnings_of(rest).into_iter().filter(|beginning| {
            let number = beginnings.binary_search(beginning);
            number.is_ok_and(|number| are_there[number])
        });
        lengths.extend(there.map(str::len));
    }
    Ok(())
}

/// Every beginning of a text, the shortest first, the text itself with them.
fn beginnings_of(text: &str) -> Vec<&str> {
    let ends = text.char_indices().skip(1).map(|(at, _)| at);
    ends.chain([text.len()]).map(|end| &text[..end]).collect()
}

/// All pieces that `word` may be written apart in.
pub(in crate::search::ranking) fn all_pieces(word: &SpelledWord) -> Vec<String> {
    let text = word.text();
    let starts = text.char_indices().map(|(at, _)| &text[at..]);
    let pieces = starts.flat_map(beginnings_of);
    pieces.map(str::to_owned).collect()
}

/// The ways to write each of `words` apart, given how long the pieces are that what is left of
/// a word may begin with.
fn in_pieces(
    words: &[&SpelledWord],
    texts: &[String],
    rests: &[&str],
    lengths: &[Vec<usize>],
) -> Vec<Ways> {
    let ways = words.iter().zip(texts).map(|(word, text)| {
        // By how much of the word is left.
        let mut left: Vec<&[usize]> = vec![&[]; text.len() + 1];
        for (at, _) in text.char_indices() {
            let rest = &text[at..];
            if let Ok(number) = rests.binary_search(&rest) {
                left[rest.len()] = &lengths[number];
            }
        }
        word.pieces(|rest| left.get(rest.len()).copied().unwrap_or_default())
            .into()
    });
    ways.collect()
}
