//! Goes through all lists of a short query side by side, a window of documents at a time.
//!
//! What is known of the documents of a window lies in a few kilobytes, whatever the size of
//! the index. The lists that tell which documents hold a word come first: by them documents
//! are counted. Scores are of those alone that can still come among the best. Sums are added
//! up in the order of the evidence, so that a score does not depend on who computes it.

use super::bm25::Saturations;
use super::collector::{Collector, Segment};
use super::lists::Lists;
use super::marks::{Marks, WINDOW_DOCS};
use super::matching::Matching;
use super::question::Question;

/// Beyond so many units a document's are no longer the bits of a number.
pub(super) const MOST_UNITS: usize = 64;

/// The most lists of evidence that are open at once, at some kilobytes each.
pub(super) const MOST_LISTS: usize = 512;

/// Goes through a segment.
///
/// # Errors
///
/// Where the index cannot be read, or the search comes to its bounds.
pub(super) fn pass<'p>(
    collector: &mut Collector<'p>,
    segment: &Segment<'_>,
    matching: &Matching<'p>,
    saturations: &mut Saturations,
) -> anyhow::Result<()> {
    let mut lists = Lists::open(collector, segment, matching, saturations)?;
    let mut outcomes = lists.outcomes();
    let units = collector.plan.query.units.len();
    let max_doc = segment.reader.max_doc();
    let mut window = Marks::new(units);
    let mut question = Question::new();
    let mut scores = vec![0.0; WINDOW_DOCS];
    loop {
        // Where no unit is asked for all documents are in question.
        let next = match units {
            0 => window.end,
            _ => lists.next_doc(window.end),
        };
        let next = segment.allowed.next_from(next);
        if next >= max_doc {
            return Ok(());
        }
        collector.plan.budget.check()?;
        window.begin(next, max_doc);
        lists.mark(&mut window);
        collector.admit_window(segment, &window, &mut outcomes, &mut question);
        if question.count() == 0 {
            continue;
        }
        scores.fill(0.0);
        lists.add_words(&window, segment, &question, &mut scores)?;
        collector.narrow(segment, &window, &outcomes, &mut question, &scores);
        if question.count() == 0 {
            continue;
        }
        lists.add_rest(&window, segment, &question, &mut scores)?;
        collector.collect_window(segment, &window, &outcomes, &question, &scores);
    }
}
