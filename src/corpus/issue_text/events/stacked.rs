//! Names of several events that stand one on the other before the first of their descriptions,
//! as an extractor gives them that reads a table column by column.

use crate::corpus::characters::compact;

/// The lines of an entry before its details.
pub(super) struct Entry {
    pub event: usize,
    pub lines: Vec<usize>,
}

/// Gives names that stand before another entry's description to the entries behind it that
/// have none: a description holds the name of what it describes. Returns each such line and
/// the event whose name it is.
pub(super) fn part<'t>(
    entries: &mut [Entry],
    text: impl Fn(usize) -> &'t str,
    is_item: impl Fn(usize) -> bool,
    is_bare_name: impl Fn(usize) -> bool,
) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let leads = |entry: &Entry| entry.lines.iter().take_while(|&&at| !is_item(at)).count();
    let mut start = 0;
    while let Some(entry) = entries.get(start) {
        let lead = leads(entry);
        // The entries behind it that lack a name, wherever it may stand.
        let lacking = entries.iter().skip(start + 1).take_while(|entry| {
            let mut lines = entry.lines.iter();
            leads(entry) == 0
                && !entry.lines.is_empty()
                && !lines.any(|&at| !is_item(at) && is_bare_name(at))
        });
        let lacking = lacking.count();
        if lead >= 2 && lead < entry.lines.len() && lacking > 0 {
            give(entries, start, lead, lacking, &text, &mut found);
        }
        start += 1 + lacking;
    }
    found
}

/// Parts the first `lead` lines of an entry among it and the `lacking` entries behind it.
fn give<'t>(
    entries: &mut [Entry],
    start: usize,
    lead: usize,
    lacking: usize,
    text: &impl Fn(usize) -> &'t str,
    found: &mut Vec<(usize, usize)>,
) {
    let Some(names) = entries.get(start).and_then(|entry| entry.lines.get(..lead)) else {
        return;
    };
    let names = names.to_vec();
    let mut end = names.len();
    let mut moved = Vec::new();
    for nth in (start + 1..=start + lacking).rev() {
        let Some(entry) = entries.get(nth) else {
            continue;
        };
        let description: String = entry.lines.iter().map(|&at| compact(text(at))).collect();
        let is_told = |from: usize| {
            let name: String = names
                .get(from..end)
                .unwrap_or_default()
                .iter()
                .map(|&at| compact(text(at)))
                .collect();
            !name.is_empty() && description.contains(&name)
        };
        // Something must be left for the entry before which they stand.
        if let Some(from) = (1..end).find(|&from| is_told(from)) {
            let lines = names.get(from..end).unwrap_or_default();
            moved.extend(lines.iter().map(|&at| (at, entry.event)));
            end = from;
        }
    }
    if moved.is_empty() {
        return;
    }
    if let Some(entry) = entries.get_mut(start) {
        let mine = names.get(..end).unwrap_or_default();
        moved.extend(mine.iter().map(|&at| (at, entry.event)));
        entry
            .lines
            .retain(|at| !names.contains(at) || mine.contains(at));
    }
    found.extend(moved);
}
