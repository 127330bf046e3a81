//! Entries whose names, centred in their cells, come among their descriptions.

use super::{EventTable, TableLine};
use crate::corpus::characters::{compact, is_hangul, is_space};
use crate::corpus::issue_text::events::item::is_dash;
use crate::corpus::issue_text::events::name::{
    dash_after_name, first_word, is_bare_name, name_score,
};
use crate::language::messages;

/// A name is looked for among as many items.
const MOST_ITEMS: usize = 32;

/// As many words on lines of their own were one line.
const LEAST_SCATTERED: usize = 3;

impl EventTable<'_, '_> {
    /// An entry whose name, centred in its cell, comes among its description.
    pub(super) fn assign_centred(&mut self, block: &[usize], event: usize) {
        self.assign_items(block, event);
        let dashed = block.iter().position(|&at| {
            !self.is_item(at) && dash_after_name(self.text(at)).is_some_and(|end| end <= 40)
        });
        if let Some(nth) = dashed {
            let before = self.name_lines(block.iter().take(nth).rev());
            let (rest, names) = block.split_at_checked(nth - before).unwrap_or_default();
            debug_assert!(rest.len() + names.len() == block.len());
            for &at in names.iter().take(before) {
                self.set(at, TableLine::Name(event));
            }
            if let Some(&at) = names.get(before) {
                let end = dash_after_name(self.text(at)).unwrap_or(0);
                self.set(at, TableLine::NameThenRest(event, end));
            }
            return;
        }
        let items = block
            .iter()
            .filter(|&&at| self.is_item(at))
            .take(MOST_ITEMS);
        let item_words: Vec<&str> = items.map(|&at| first_word(self.text(at))).collect();
        let others = |mine: usize| -> String {
            let lines = block.iter().filter(|&&at| at != mine).take(MOST_ITEMS);
            lines.map(|&at| compact(self.text(at))).collect()
        };
        let scattered = self.scattered(block);
        let mut best: Option<(i32, usize)> = None;
        for (nth, &at) in block.iter().enumerate().take(MOST_ITEMS) {
            if !self.is_item(at) && !scattered.get(nth).copied().unwrap_or(false) {
                let score = name_score(self.text(at), &item_words, &others(at));
                if best.is_none_or(|(most, _)| score > most) {
                    best = Some((score, nth));
                }
            }
        }
        let first = self.events - self.starts.len();
        let line = self.starts.get(event - first).copied().unwrap_or(1);
        match best {
            Some((score, nth)) if score >= 3 => {
                let before = self.name_lines(block.iter().take(nth).rev());
                let after = self.name_lines(block.iter().skip(nth + 1));
                let mut names: Vec<usize> = block
                    .iter()
                    .skip(nth - before)
                    .take(before + 1 + after)
                    .copied()
                    .collect();
                let is_parted = self.add_parted(block, nth + after, &mut names);
                for &at in &names {
                    self.set(at, TableLine::Name(event));
                }
                if score < 5 || is_parted {
                    let name: Vec<&str> = names.iter().map(|&at| self.text(at)).collect();
                    let message = messages::issues::event_name_taken(&name.join(" "));
                    self.warnings.push((line, message));
                }
            }
            _ => {
                let message = messages::issues::event_without_name();
                self.warnings.push((line, message));
                self.is_misread = true;
            }
        }
    }

    /// Which lines of an entry hold one word each in a run of such: the words of one line
    /// that an extractor has taken apart.
    fn scattered(&self, block: &[usize]) -> Vec<bool> {
        let mut scattered = vec![false; block.len()];
        let is_word = |nth: usize| {
            block.get(nth).is_some_and(|&at| {
                let text = self.text(at).trim_start_matches(is_dash);
                !text.contains(is_space)
            })
        };
        let mut start = 0;
        while start < block.len() {
            let end = (start..block.len())
                .find(|&nth| !is_word(nth) || nth > start && self.is_item_at(block, nth))
                .unwrap_or(block.len());
            let run = start..end;
            let has_hangul = |nth: usize| {
                let at = block.get(nth).copied().unwrap_or_default();
                self.text(at).chars().any(is_hangul)
            };
            if run.len() >= LEAST_SCATTERED && run.clone().any(has_hangul) {
                for is_scattered in scattered.get_mut(run).into_iter().flatten() {
                    *is_scattered = true;
                }
            }
            start = end.max(start + 1);
        }
        scattered
    }

    fn is_item_at(&self, block: &[usize], nth: usize) -> bool {
        block.get(nth).is_some_and(|&at| self.is_item(at))
    }

    /// Adds lines of a name between which lines of the description stand, one each; whether
    /// there are such.
    fn add_parted(&self, block: &[usize], last: usize, names: &mut Vec<usize>) -> bool {
        let is_latin = names.first().is_some_and(|&at| is_bare_name(self.text(at)));
        let mut nth = last + 2;
        let mut is_parted = false;
        while is_latin
            && nth < block.len()
            && !self.is_item_at(block, nth - 1)
            && !self.is_item_at(block, nth)
            && let Some(&at) = block.get(nth)
            && is_bare_name(self.text(at))
        {
            names.push(at);
            is_parted = true;
            nth += 2;
        }
        is_parted
    }
}
