//! The text shown for a hit: the best passages of a document, with highlights.
//!
//! Defines how passages are cut and chosen. Where words stand is `highlight`'s;
//! how a snippet looks is the output's.

use std::collections::HashSet;
use std::num::NonZeroUsize;
use std::ops::Range;

use crate::document::{Document, Part, PartText};

use super::highlight::{Highlighter, Occurrence, char_ranges, merge};

/// The longest snippet, in characters. Most bullets of a digest are shorter, and
/// are shown whole.
const LONGEST_SNIPPET_CHARS: usize = 200;

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
}

/// A stretch of a document's text that is searched for passages.
struct Source<'a> {
    part: Part,
    heading: Option<&'a str>,
    text: String,
    line: u32,
}

struct Passage {
    source: usize,
    range: Range<usize>,
    occurrences: Vec<Occurrence>,
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

/// The words of the query in the title of `document`, all of them.
pub(crate) fn title_marks(document: &Document, highlighter: &mut Highlighter) -> Vec<Range<usize>> {
    let title = document.title();
    let ranges = highlighter.thoroughly(|highlighter| highlighter.highlights(title, Part::Title));
    char_ranges(title, &ranges)
}

/// Finds what to show of `document`, with `most` passages at most.
pub(crate) fn shown(
    document: &Document,
    highlighter: &mut Highlighter,
    most: NonZeroUsize,
) -> Shown {
    let sources = sources(document);
    let mut passages: Vec<Passage> = Vec::new();
    let title = Source {
        part: Part::Title,
        heading: None,
        text: document.title().to_owned(),
        line: document.source().line,
    };
    let in_title = highlighter.occurrences(&title.text, title.part);
    let mut found: HashSet<usize> = in_title.iter().map(|occurrence| occurrence.word).collect();
    for (index, source) in sources.iter().enumerate() {
        let occurrences = highlighter.occurrences(&source.text, source.part);
        if occurrences.is_empty() {
            continue;
        }
        found.extend(occurrences.iter().map(|occurrence| occurrence.word));
        let mut rest = occurrences.as_slice();
        for range in passage_ranges(&source.text, &occurrences) {
            let inside = inside(&mut rest, &range).cloned().collect();
            passages.push(Passage {
                source: index,
                range,
                occurrences: inside,
            });
        }
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
    Shown {
        title_highlights,
        snippets,
        words_found: found.len(),
    }
}

fn sources(document: &Document) -> Vec<Source<'_>> {
    let mut sources: Vec<Source<'_>> = Vec::new();
    let mut heading = None;
    for PartText {
        part, text, line, ..
    } in document.texts()
    {
        match part {
            // The title is looked at for itself; a citation as printed holds the rest of it.
            Part::Title | Part::CitationPublisher | Part::CitationTitle => continue,
            Part::Heading => heading = Some(text),
            _ => {}
        }
        if part.is_detail()
            && let Some(last) = sources.last_mut().filter(|last| last.part.is_detail())
        {
            last.text.push_str(" · ");
            last.text.push_str(text);
            continue;
        }
        let is_under = matches!(part, Part::Body | Part::Footnote | Part::Caption);
        sources.push(Source {
            part,
            heading: heading.filter(|_| is_under),
            text: text.trim_end().to_owned(),
            line,
        });
    }
    sources
}

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
                .any(|other| sources[other.source].heading == Some(source.text.as_str()));
        if !repeats {
            shown.extend(passage.occurrences.iter().map(|occurrence| occurrence.word));
            chosen.push(passage);
        }
    }
    drop_repeated_headings(&mut chosen, sources);
    chosen
}

/// Drops a heading over a chosen passage that holds the heading's words itself.
fn drop_repeated_headings(chosen: &mut Vec<Passage>, sources: &[Source<'_>]) {
    let words = |passage: &Passage| -> HashSet<usize> {
        passage.occurrences.iter().map(|o| o.word).collect()
    };
    let repeated: Vec<usize> = chosen
        .iter()
        .enumerate()
        .filter(|(_, passage)| sources[passage.source].part == Part::Heading)
        .filter(|(_, passage)| {
            let heading = Some(sources[passage.source].text.as_str());
            let mut under = chosen
                .iter()
                .filter(|o| sources[o.source].heading == heading);
            under.any(|other| words(passage).is_subset(&words(other)))
        })
        .map(|(place, _)| place)
        .collect();
    for place in repeated.into_iter().rev() {
        chosen.remove(place);
    }
}

fn score(passage: &Passage, sources: &[Source<'_>], shown: &HashSet<usize>) -> u32 {
    let words: HashSet<usize> = passage.occurrences.iter().map(|o| o.word).collect();
    let new = words.difference(shown).count() as u32;
    let repeated = passage.occurrences.len().min(COUNTED_OCCURRENCES) as u32;
    new * NEW_WORD_SCORE
        + words.len() as u32 * WORD_SCORE
        + repeated
        + score_of(sources[passage.source].part)
        + 1
}

/// Parts of `text` that hold an occurrence, none longer than a snippet: the whole
/// text, or its sentences as many as fit, or a window into a long sentence.
fn passage_ranges(text: &str, occurrences: &[Occurrence]) -> Vec<Range<usize>> {
    if char_count(text) <= LONGEST_SNIPPET_CHARS {
        return vec![0..text.len()];
    }
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let mut rest = occurrences;
    for sentence in sentences(text) {
        let Some(first) = inside(&mut rest, &sentence).next() else {
            continue;
        };
        let start = first.range.start.max(sentence.start);
        let mut range = sentence.clone();
        if char_count(&text[sentence.clone()]) > LONGEST_CUT_CHARS {
            let offset = start - sentence.start;
            let end = (first.range.end.min(sentence.end) - sentence.start).max(offset);
            let place = window(&text[sentence.clone()], offset..end);
            range = sentence.start + place.start..sentence.start + place.end;
        }
        match ranges.last_mut() {
            Some(last) if char_count(&text[last.start..range.end]) <= LONGEST_CUT_CHARS => {
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

fn char_count(text: &str) -> usize {
    text.chars().count()
}

/// The sentences of `text`, the space after each not included.
///
/// A sentence ends at `?`, `!`, `。`, or at a full stop after Hangul, a bracket or
/// a quotation mark, with a space behind it: points in numbers, dates and foreign
/// abbreviations end none.
fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut before = ' ';
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let ends = match c {
            '?' | '!' | '。' => true,
            '.' => matches!(before, '가'..='힣' | ')' | '”' | '’' | '"' | '」' | '』'),
            _ => false,
        };
        if ends && chars.peek().is_some_and(|(_, next)| next.is_whitespace()) {
            let end = at + c.len_utf8();
            sentences.push(start..end);
            while chars.next_if(|(_, next)| next.is_whitespace()).is_some() {}
            start = chars.peek().map_or(text.len(), |(next, _)| *next);
        }
        before = c;
    }
    if start < text.len() {
        sentences.push(start..text.len());
    }
    sentences
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
    }
}

fn cuts_a_sentence(before: &str) -> bool {
    !before.is_empty() && !ends_a_sentence(before)
}

fn ends_a_sentence(text: &str) -> bool {
    text.trim_end().ends_with(['.', '?', '!', '。'])
}

#[cfg(test)]
mod tests {

    use super::*;
    use crate::analysis::test_analyzer;
    use crate::document::{Article, Block, BlockKind, DocumentId, SourcePlace};
    use crate::search::{Query, Synonyms};
    use proptest::prelude::*;

    fn block(kind: BlockKind, text: &str) -> Block {
        Block {
            kind,
            text: text.to_owned(),
            line: 1,
        }
    }

    fn article(title: &str, summary: &[&str], body: Vec<Block>) -> Document {
        Document::Article(Article {
            id: DocumentId::article("t", 1),
            issue: "t".to_owned(),
            ordinal: 1,
            title: title.to_owned(),
            date: None,
            summary: summary
                .iter()
                .map(|text| block(BlockKind::Bullet, text))
                .collect(),
            body,
            citations: Vec::new(),
            source: SourcePlace {
                file: "t.txt".to_owned(),
                line: 1,
            },
        })
    }

    fn snippets_of(query: &str, document: &Document) -> Vec<Snippet> {
        snippets_at_most(SNIPPETS_A_HIT, query, document)
    }

    fn snippets_at_most(most: usize, query: &str, document: &Document) -> Vec<Snippet> {
        let analyzer = test_analyzer();
        let query = Query::new(query, &analyzer, &Synonyms::none()).unwrap();
        let most = NonZeroUsize::new(most).unwrap();
        shown(document, &mut Highlighter::new(&query, &analyzer), most).snippets
    }

    fn marked(snippet: &Snippet) -> Vec<String> {
        let chars: Vec<char> = snippet.text.chars().collect();
        let slice = |range: &Range<usize>| chars[range.clone()].iter().collect();
        snippet.highlights.iter().map(slice).collect()
    }

    #[test]
    fn a_passage_tells_its_heading() {
        let document = article(
            "제목",
            &["요약에는 없다"],
            vec![
                block(BlockKind::Heading, "첫째"),
                block(BlockKind::Bullet, "예산을 짠다"),
                block(BlockKind::Heading, "둘째"),
                block(BlockKind::Subbullet, "정부가 투자를 늘린다"),
            ],
        );
        let snippets = snippets_of("투자", &document);
        assert_eq!(snippets.len(), 1);
        assert_eq!(snippets[0].heading.as_deref(), Some("둘째"));
        assert_eq!(snippets[0].text, "정부가 투자를 늘린다");
        assert_eq!(snippets[0].highlights, [4..6]);
    }

    #[test]
    fn each_word_is_shown_before_one_is_shown_again() {
        let document = article(
            "제목",
            &["투자 투자 투자", "투자 이야기", "투자 계속"],
            vec![block(BlockKind::Footnote, "규제는 각주에만 있다")],
        );
        let snippets = snippets_of("투자 규제", &document);
        assert_eq!(snippets.len(), SNIPPETS_A_HIT);
        assert!(
            snippets
                .iter()
                .any(|snippet| snippet.part == Part::Footnote)
        );
    }

    #[test]
    fn as_many_passages_as_were_asked_for() {
        let titled = article("투자 소식", &["요약이다"], Vec::new());
        let often = ["투자 하나", "투자 둘", "투자 셋", "투자 넷", "투자 다섯"];
        let often = article("제목", &often, Vec::new());
        for most in 1..7 {
            assert_eq!(snippets_at_most(most, "투자", &often).len(), most.min(5));
            // The title is no passage of the text.
            assert_eq!(snippets_at_most(most, "투자", &titled).len(), 2);
        }
    }

    #[test]
    fn marks_of_the_title_look_at_no_other_text() {
        let document = article("투자 소식", &["투자 하나", "투자 둘"], Vec::new());
        let analyzer = test_analyzer();
        let query = Query::new("투자", &analyzer, &Synonyms::none()).unwrap();
        let mut highlighter = Highlighter::new(&query, &analyzer);
        assert_eq!(title_marks(&document, &mut highlighter), [0..2]);
        assert_eq!(highlighter.texts_read, 1);
        shown(&document, &mut highlighter, NonZeroUsize::MIN);
        assert_eq!(highlighter.texts_read, 4);
    }

    #[test]
    fn a_hit_by_title_alone_shows_the_start_too() {
        let document = article("투자 소식", &["요약이다"], Vec::new());
        let snippets = snippets_of("투자", &document);
        let parts: Vec<Part> = snippets.iter().map(|snippet| snippet.part).collect();
        assert_eq!(parts, [Part::Title, Part::Summary]);
        assert_eq!(marked(&snippets[0]), ["투자"]);
        assert!(snippets[1].highlights.is_empty());
    }

    #[test]
    fn long_text_is_cut_at_sentences() {
        let filler = "이 문장은 다른 이야기를 한다. ".repeat(20);
        let text = format!("{filler}여기에 투자가 나온다. {filler}");
        let document = article("제목", &[&text], Vec::new());
        let snippets = snippets_of("투자", &document);
        assert_eq!(snippets[0].text, "여기에 투자가 나온다.");
        assert_eq!(marked(&snippets[0]), ["투자"]);
    }

    #[test]
    fn a_long_sentence_is_cut_between_words() {
        let filler = "이어지는 이야기 ".repeat(40);
        let text = format!("{filler}투자 {filler}");
        let document = article("제목", &[&text], Vec::new());
        let snippet = &snippets_of("투자", &document)[0];
        assert!(snippet.text.starts_with('…') && snippet.text.ends_with('…'));
        assert!(snippet.text.chars().count() <= LONGEST_SNIPPET_CHARS);
        assert_eq!(marked(snippet), ["투자"]);
    }

    proptest! {
        #[test]
        fn snippets_are_short_and_their_highlights_inside(
            query in "[가-힣A-Z]{1,4}( [가-힣A-Z]{1,4})?",
            texts in prop::collection::vec("([가-힣A-Z0-9.,]{1,12} ?){0,60}", 1..4),
        ) {
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            let document = article(&query, &texts, Vec::new());
            let snippets = snippets_of(&query, &document);
            prop_assert!(!snippets.is_empty() && snippets.len() <= SNIPPETS_A_HIT);
            for snippet in snippets {
                let length = snippet.text.chars().count();
                prop_assert!(length <= LONGEST_SNIPPET_CHARS);
                let mut last = None;
                for range in &snippet.highlights {
                    prop_assert!(range.start < range.end && range.end <= length);
                    prop_assert!(last.is_none_or(|last| range.start > last));
                    last = Some(range.end);
                }
            }
        }
    }
}
