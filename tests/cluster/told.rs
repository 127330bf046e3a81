//! What two answers are compared by.

use std::fmt::Write;

use digest::search::Hits;

/// All that a page of hits tells but how long it took, with scores of so many digits behind the
/// point.
pub fn told(hits: &Hits, digits: usize) -> String {
    let Hits {
        total,
        partial,
        rewrites,
        expansions,
        continued,
        facets,
        ..
    } = hits;
    let mut told =
        format!("{total} {partial} {rewrites:?} {expansions:?} {continued:?} {facets:?}\n");
    for hit in &hits.hits {
        let _ = writeln!(
            told,
            "{} {:.digits$} {:?} {:?} {:?}",
            hit.document.id(),
            hit.score,
            hit.missing,
            hit.title_highlights,
            hit.snippets
        );
    }
    told
}
