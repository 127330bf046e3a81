//! The text shown for a hit: the best passages of a document, with highlights.
//!
//! Defines how passages are cut and chosen. Where words stand is `word_finder`'s;
//! how a snippet looks is the output's.

use std::borrow::Cow;
use std::collections::HashSet;
use std::num::NonZeroUsize;
use std::ops::Range;

use anyhow::Context;

use crate::document::{Document, Part, PartText};
use crate::index::DocumentPlaces;
use crate::language::messages;

use super::sentences::{next_start, sentence_of};
use super::word_finder::{Occurrence, Reach, WordFinder, char_ranges, merge};

/// The longest snippet, in characters. Most bullets of a digest are shorter, and
/// are shown whole.
pub(super) const LONGEST_SNIPPET_CHARS: usize = 200;

/// The longest part of a text, in characters: `…` may come at both ends.
const LONGEST_CUT_CHARS: usize = LONGEST_SNIPPET_CHARS - 2;

/// How many passages are shown for a hit where nobody asked for more or fewer.
pub const SNIPPETS_A_HIT: usize = 3;

/// A passage that says something new beats any that repeats.
const NEW_WORD_SCORE: u32 = 100;
const WORD_SCORE: u32 = 10;
/// A word that comes again in a passage says little more; more than this many
/// times says nothing.
const COUNTED_OCCURRENCES: usize = 4;

/// A passage of a document, as it is shown for a hit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snippet {
    /// The part of the document it is from; of an event's details, which are one passage,
    /// the first that there is.
    pub part: Part,
    /// The heading it stands under, if it stands under one.
    pub heading: Option<String>,
    /// The text; `…` at an end where a sentence was cut.
    pub text: String,
    /// What to mark: ranges of characters (Unicode scalar values) of `text`, in
    /// order, not empty, neither overlapping nor touching.
    pub highlights: Vec<Range<usize>>,
    /// The line of the digest file where the passage's block starts, from 1.
    pub line: u32,
    /// The page on which that line stands, from 1, where the file has pages.
    pub page: Option<u32>,
}

/// A text of a document, with the places of its tokens.
pub(crate) type PlacedText<'a> = (PartText<'a>, &'a [u8]);

/// A stretch of a document's text that is searched for passages.
struct Source<'a> {
    part: Part,
    heading: Option<&'a str>,
    text: Cow<'a, str>,
    /// The places of its tokens, of the first text that it is made of.
    places: &'a [u8],
    /// Where the other texts begin, with the places of their tokens.
    others: Vec<(usize, &'a [u8])>,
    line: u32,
    page: Option<u32>,
}

impl<'a> Source<'a> {
    /// A text for itself.
    fn of((text, places): PlacedText<'a>, document: &Document) -> Self {
        let PartText {
            part, text, line, ..
        } = text;
        let (shown, page) = match part {
            Part::Title => (text, document.source().page()),
            _ => (text.trim_end(), document.source().page_of(line)),
        };
        Source {
            part,
            heading: None,
            text: Cow::Borrowed(shown),
            places,
            others: Vec::new(),
            line,
            page,
        }
    }

    fn occurrences(
        &self,
        finder: &mut WordFinder,
        reach: Reach,
        document: &Document,
    ) -> anyhow::Result<Vec<Occurrence>> {
        let others = self.others.iter().copied();
        let pieces = std::iter::once((0, self.places)).chain(others);
        let found = finder.occurrences(&self.text, pieces, self.part, reach);
        found.with_context(|| DocumentPlaces::wrong(document))
    }
}

struct Passage {
    source: usize,
    range: Range<usize>,
    occurrences: Vec<Occurrence>,
    /// Which words it holds, in order, each once.
    words: Vec<usize>,
}

/// What is shown of a hit beside the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Show {
    /// Nothing: no text is looked at.
    Nothing,
    /// The words of the query in the title.
    TitleMarks,
    /// These, and the best passages, so many at most; the title, where it alone holds
    /// words of the query, comes besides.
    Passages(NonZeroUsize),
}

impl Show {
    /// So many passages at most; of none the marks of the title stay.
    pub fn passages(most: usize) -> Self {
        NonZeroUsize::new(most).map_or(Show::TitleMarks, Show::Passages)
    }
}

/// What was found to show of a document for a query.
pub(crate) struct Shown {
    /// What to mark in the title: ranges of characters, as in a snippet.
    pub title_highlights: Vec<Range<usize>>,
    /// Its best passages, in its order, as many as were asked for at most. Where only
    /// the title holds words of the query, it is the first, and the start of the text
    /// follows without highlights.
    pub snippets: Vec<Snippet>,
    /// How many words of the query were found in it.
    pub words_found: usize,
}

/// What to mark in the title of `document`, which holds so many words of the query at least.
///
/// # Errors
///
/// Where the places are not those of the title.
pub(crate) fn title_marks(
    document: &Document,
    title: PlacedText<'_>,
    finder: &mut WordFinder,
    least: usize,
) -> anyhow::Result<Vec<Range<usize>>> {
    let title = Source::of(title, document);
    let mut found = title.occurrences(finder, Reach::Words, document)?;
    let words: HashSet<usize> = found.iter().map(|occurrence| occurrence.word).collect();
    if words.len() < least {
        found = title.occurrences(finder, Reach::Letters, document)?;
    }
    let ranges = merge(found.into_iter().map(|occurrence| occurrence.range));
    Ok(char_ranges(&title.text, &ranges))
}

/// Finds what to show of the document that has these texts, with `most` passages at most. Its
/// blocks are not asked for.
///
/// # Errors
///
/// Where the places are not those of the texts.
pub(crate) fn shown(
    document: &Document,
    texts: &[PlacedText<'_>],
    finder: &mut WordFinder,
    most: NonZeroUsize,
    reach: Reach,
) -> anyhow::Result<Shown> {
    let (title, sources) = sources(document, texts)?;
    let mut passages: Vec<Passage> = Vec::new();
    let in_title = title.occurrences(finder, reach, document)?;
    let mut found: HashSet<usize> = in_title.iter().map(|occurrence| occurrence.word).collect();
    for (index, source) in sources.iter().enumerate() {
        let occurrences = source.occurrences(finder, reach, document)?;
        if occurrences.is_empty() {
            continue;
        }
        let mut rest = occurrences.as_slice();
        for range in passage_ranges(&source.text, &occurrences) {
            let inside: Vec<Occurrence> = inside(&mut rest, &range).cloned().collect();
            let mut words: Vec<usize> = inside.iter().map(|occurrence| occurrence.word).collect();
            words.sort_unstable();
            words.dedup();
            passages.push(Passage {
                source: index,
                range,
                occurrences: inside,
                words,
            });
        }
        found.extend(occurrences.iter().map(|occurrence| occurrence.word));
    }
    let whole_title = cut(&title, &(0..title.text.len()), &in_title);
    let title_highlights = whole_title.highlights.clone();
    let snippets = if passages.is_empty() {
        let start = sources.first().map(|first| {
            let end = window(&first.text, 0..0).end;
            cut(first, &(0..end), &[])
        });
        std::iter::once(whole_title).chain(start).collect()
    } else {
        let mut chosen = choose(passages, &sources, most.get());
        chosen.sort_by_key(|passage| (passage.source, passage.range.start));
        chosen
            .into_iter()
            .map(|passage| {
                cut(
                    &sources[passage.source],
                    &passage.range,
                    &passage.occurrences,
                )
            })
            .collect()
    };
    Ok(Shown {
        title_highlights,
        snippets,
        words_found: found.len(),
    })
}

/// The title, and what else is searched for passages.
fn sources<'a>(
    document: &Document,
    texts: &[PlacedText<'a>],
) -> anyhow::Result<(Source<'a>, Vec<Source<'a>>)> {
    let mut title = None;
    let mut sources: Vec<Source<'_>> = Vec::with_capacity(texts.len());
    let mut heading = None;
    // A citation as printed holds the rest of it, which has no places.
    for &(text, places) in texts {
        if text.part == Part::Heading {
            heading = Some(text.text);
        }
        if text.part.is_detail()
            && let Some(last) = sources.last_mut().filter(|last| last.part.is_detail())
        {
            let joined = last.text.to_mut();
            joined.push_str(BETWEEN_DETAILS);
            last.others.push((joined.len(), places));
            joined.push_str(text.text);
            continue;
        }
        let is_under = matches!(text.part, Part::Body | Part::Footnote | Part::Caption);
        let source = Source {
            heading: heading.filter(|_| is_under),
            ..Source::of((text, places), document)
        };
        if text.part == Part::Title {
            title = Some(source);
        } else {
            sources.push(source);
        }
    }
    let title = title.context(messages::search::no_title())?;
    Ok((title, sources))
}

/// Stands between an event's details, which are shown together.
const BETWEEN_DETAILS: &str = " · ";

/// A summary says what matters; a citation and a bare heading say little.
fn score_of(part: Part) -> u32 {
    match part {
        Part::Summary | Part::Description => 5,
        Part::Body | Part::Period | Part::Place | Part::Homepage => 4,
        Part::Footnote | Part::Caption => 3,
        Part::Heading => 2,
        Part::Citation | Part::CitationPublisher | Part::CitationTitle => 1,
        Part::Title => 0,
    }
}

/// Takes the best passage, then the next that adds most to what is shown.
fn choose(mut passages: Vec<Passage>, sources: &[Source<'_>], most: usize) -> Vec<Passage> {
    let mut chosen: Vec<Passage> = Vec::new();
    let mut shown: HashSet<usize> = HashSet::new();
    while chosen.len() < most && !passages.is_empty() {
        let mut best = 0;
        let mut best_score = 0;
        for (index, passage) in passages.iter().enumerate() {
            let score = score(passage, sources, &shown);
            if score > best_score {
                (best, best_score) = (index, score);
            }
        }
        let passage = passages.remove(best);
        // A heading stands over the passages under it anyway.
        let source = &sources[passage.source];
        let repeats = source.part == Part::Heading
            && chosen
                .iter()
                .any(|other| sources[other.source].heading == Some(&source.text));
        if !repeats {
            shown.extend(&passage.words);
            chosen.push(passage);
        }
    }
    drop_repeated_headings(&mut chosen, sources);
    chosen
}

/// Drops a heading over a chosen passage that holds the heading's words itself.
fn drop_repeated_headings(chosen: &mut Vec<Passage>, sources: &[Source<'_>]) {
    let repeated: Vec<usize> = chosen
        .iter()
        .enumerate()
        .filter(|(_, passage)| sources[passage.source].part == Part::Heading)
        .filter(|(_, passage)| {
            let heading = Some(&*sources[passage.source].text);
            let mut under = chosen
                .iter()
                .filter(|o| sources[o.source].heading == heading);
            let holds = |other: &Passage, word| other.words.binary_search(word).is_ok();
            under.any(|other| passage.words.iter().all(|word| holds(other, word)))
        })
        .map(|(place, _)| place)
        .collect();
    for place in repeated.into_iter().rev() {
        chosen.remove(place);
    }
}

fn score(passage: &Passage, sources: &[Source<'_>], shown: &HashSet<usize>) -> u32 {
    let words = passage.words.iter();
    let new = words.filter(|word| !shown.contains(word)).count() as u32;
    let repeated = passage.occurrences.len().min(COUNTED_OCCURRENCES) as u32;
    new * NEW_WORD_SCORE
        + passage.words.len() as u32 * WORD_SCORE
        + repeated
        + score_of(sources[passage.source].part)
        + 1
}

/// Parts of `text` that hold an occurrence, none longer than a snippet: the whole
/// text, or its sentences as many as fit, or a window into a long sentence.
fn passage_ranges(text: &str, occurrences: &[Occurrence]) -> Vec<Range<usize>> {
    if !is_longer(text, LONGEST_SNIPPET_CHARS) {
        return vec![0..text.len()];
    }
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let mut rest = occurrences;
    // Sentences without an occurrence are passed over.
    let mut start = 0;
    while start < text.len() {
        let ended = rest.iter().take_while(|o| o.range.end <= start).count();
        rest = &rest[ended..];
        let Some(first) = rest.iter().find(|o| o.range.end > start) else {
            break;
        };
        let sentence = sentence_of(text, start, first.range.start.max(start));
        if first.range.end <= sentence.start {
            start = sentence.start;
            continue;
        }
        start = next_start(text, sentence.end);
        let begin = first.range.start.max(sentence.start);
        let mut range = sentence.clone();
        if is_longer(&text[sentence.clone()], LONGEST_CUT_CHARS) {
            let offset = begin - sentence.start;
            let end = (first.range.end.min(sentence.end) - sentence.start).max(offset);
            let place = window(&text[sentence.clone()], offset..end);
            range = sentence.start + place.start..sentence.start + place.end;
        }
        match ranges.last_mut() {
            Some(last) if !is_longer(&text[last.start..range.end], LONGEST_CUT_CHARS) => {
                last.end = range.end;
            }
            _ => ranges.push(range),
        }
    }
    ranges
}

/// The occurrences that reach into `range`; drops from `rest` those that end before
/// it, so that ranges asked for in order take one walk in all.
fn inside<'a>(
    rest: &mut &'a [Occurrence],
    range: &Range<usize>,
) -> impl Iterator<Item = &'a Occurrence> {
    let (start, end) = (range.start, range.end);
    let over = rest.iter().take_while(|o| o.range.end <= start).count();
    *rest = &rest[over..];
    let reached = rest.iter().take_while(move |o| o.range.start < end);
    reached.filter(move |o| o.range.end > start)
}

/// Whether a text has more characters.
fn is_longer(text: &str, chars: usize) -> bool {
    text.chars().nth(chars).is_some()
}

/// A stretch of `text` around `place`, cut at spaces where there are any, at most
/// as long as a snippet less the marks of its cut ends.
fn window(text: &str, place: Range<usize>) -> Range<usize> {
    let room = LONGEST_CUT_CHARS;
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    if starts.len() <= room {
        return 0..text.len();
    }
    let byte = |index: usize| starts.get(index).copied().unwrap_or(text.len());
    let first = starts.partition_point(|at| *at < place.start);
    let mut from = first.saturating_sub(room / 4).min(starts.len() - room);
    let mut to = from + room;
    // A quarter of the window at most is given up for whole words.
    let is_space = |index: usize| text[byte(index)..].starts_with(char::is_whitespace);
    if from > 0
        && let Some(space) = (from..first.min(from + room / 4)).find(|index| is_space(*index))
    {
        from = space + 1;
    }
    if to < starts.len() {
        let last = starts.partition_point(|at| *at < place.end);
        let least = last.max(to - room / 4);
        if let Some(space) = (least..to).rev().find(|index| is_space(*index)) {
            to = space;
        }
    }
    byte(from)..byte(to)
}

/// The part `range` of a source as a snippet, with what of `occurrences` is in it.
fn cut(source: &Source<'_>, range: &Range<usize>, occurrences: &[Occurrence]) -> Snippet {
    let inside = &source.text[range.clone()];
    let mut text = String::with_capacity(inside.len() + 6);
    let mut shift = 0;
    if cuts_a_sentence(&source.text[..range.start]) {
        text.push('…');
        shift = 1;
    }
    text.push_str(inside);
    if range.end < source.text.len() && !ends_a_sentence(inside) {
        text.push('…');
    }
    let highlights = merge(occurrences.iter().filter_map(|occurrence| {
        let start = occurrence.range.start.max(range.start);
        let end = occurrence.range.end.min(range.end);
        (start < end).then(|| start - range.start..end - range.start)
    }));
    Snippet {
        part: source.part,
        heading: source.heading.map(str::to_owned),
        highlights: char_ranges(inside, &highlights)
            .into_iter()
            .map(|range| range.start + shift..range.end + shift)
            .collect(),
        text,
        line: source.line,
        page: source.page,
    }
}

fn cuts_a_sentence(before: &str) -> bool {
    !before.is_empty() && !ends_a_sentence(before)
}

fn ends_a_sentence(text: &str) -> bool {
    text.trim_end().ends_with(['.', '?', '!', '。'])
}
