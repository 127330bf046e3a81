//! A list to choose from, which typing narrows.
//!
//! Serves issues, publishers and the addresses of sources. What becomes of the choice is
//! `state`'s.

use std::collections::BTreeSet;

use super::finder::{Choices, ChosenBy};
use super::input::InputLine;
use super::keys::{Edit, Move};

/// What is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// Which documents are listed: any number of values.
    Choices(ChosenBy),
    /// Which address is opened: one.
    Address,
}

/// A list to choose from.
#[derive(Debug, Clone)]
pub(super) struct Chooser {
    pub purpose: Purpose,
    /// What is typed to narrow the list.
    pub narrowing: InputLine,
    /// The values, each with its count; of addresses, no counts.
    values: Vec<(String, Option<u64>)>,
    /// Those that are chosen.
    chosen: BTreeSet<String>,
    /// The choices when it was opened, to go back to.
    pub before: Choices,
    /// Whether a value was put in or out, and Enter takes what is chosen.
    is_changed: bool,
    /// The place in the rows that are shown.
    at: usize,
}

/// A row of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Row<'a> {
    /// The values of all documents, by which none is left out.
    All { chosen: bool },
    /// One value.
    Value {
        text: &'a str,
        count: Option<u64>,
        chosen: bool,
    },
}

impl Chooser {
    /// A list of the values of issues or publishers, with their counts.
    pub(super) fn of_choices(by: ChosenBy, counts: Vec<(String, u64)>, choices: &Choices) -> Self {
        let chosen = choices.of(by).clone();
        let values = counts.into_iter();
        let values: Vec<_> = values.map(|(text, count)| (text, Some(count))).collect();
        // The row of all comes before the values.
        let first = values.iter().position(|(text, _)| chosen.contains(text));
        Chooser {
            purpose: Purpose::Choices(by),
            narrowing: InputLine::default(),
            at: first.map_or(0, |place| place + 1),
            values,
            chosen,
            before: choices.clone(),
            is_changed: false,
        }
    }

    /// A list of addresses.
    pub(super) fn of_addresses(addresses: Vec<String>, choices: &Choices) -> Self {
        Chooser {
            purpose: Purpose::Address,
            narrowing: InputLine::default(),
            values: addresses.into_iter().map(|text| (text, None)).collect(),
            chosen: BTreeSet::new(),
            before: choices.clone(),
            is_changed: false,
            at: 0,
        }
    }

    /// The rows that hold what was typed.
    pub(super) fn rows(&self) -> Vec<Row<'_>> {
        let sought = self.narrowing.text().trim().to_lowercase();
        let mut rows = Vec::new();
        if sought.is_empty() && self.purpose != Purpose::Address {
            let chosen = self.chosen.is_empty();
            rows.push(Row::All { chosen });
        }
        let values = self.values.iter();
        let values = values.filter(|(text, _)| text.to_lowercase().contains(&sought));
        rows.extend(values.map(|(text, count)| Row::Value {
            text,
            count: *count,
            chosen: self.chosen.contains(text),
        }));
        rows
    }

    /// The place of the cursor among the rows.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// What is chosen.
    pub(super) fn chosen(&self) -> &BTreeSet<String> {
        &self.chosen
    }

    /// Types `text`, which narrows the list.
    pub(super) fn insert(&mut self, text: &str) {
        self.narrowing.insert(text);
        self.at = 0;
    }

    /// Changes what was typed.
    pub(super) fn edit(&mut self, change: Edit) {
        if self.narrowing.edit(change) {
            self.at = 0;
        }
    }

    /// Moves the cursor; a page is `page` rows.
    pub(super) fn go(&mut self, to: Move, page: usize) {
        self.at = moved(self.at, to, page, self.rows().len());
    }

    /// Puts the value at the cursor in, or out.
    pub(super) fn toggle(&mut self) {
        self.is_changed = true;
        match self.value_here() {
            Some(text) => {
                if !self.chosen.remove(&text) {
                    self.chosen.insert(text);
                }
            }
            None => self.chosen.clear(),
        }
    }

    /// Ends choosing: with the value at the cursor alone, unless values were put in or
    /// out one by one.
    pub(super) fn finish(&mut self) {
        if !self.is_changed && !self.rows().is_empty() {
            self.chosen = self.value_here().into_iter().collect();
        }
    }

    fn value_here(&self) -> Option<String> {
        match self.rows().get(self.at) {
            Some(Row::Value { text, .. }) => Some((*text).to_owned()),
            _ => None,
        }
    }
}

/// The place in a list of `count` after moving from `at`; a page is `page` long.
pub(super) fn moved(at: usize, to: Move, page: usize, count: usize) -> usize {
    let last = count.saturating_sub(1);
    let at = match to {
        Move::Up => at.saturating_sub(1),
        Move::Down => at + 1,
        Move::PageUp => at.saturating_sub(page.max(1)),
        Move::PageDown => at + page.max(1),
        Move::First => 0,
        Move::Last => last,
    };
    at.min(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chooser() -> Chooser {
        let counts = [("구글", 2), ("OpenAI", 1), ("과기정통부", 1)];
        let counts = counts.map(|(name, count)| (name.to_owned(), count)).into();
        Chooser::of_choices(ChosenBy::Publisher, counts, &Choices::default())
    }

    fn chosen(chooser: &Chooser) -> Vec<&str> {
        chooser.chosen().iter().map(String::as_str).collect()
    }

    #[test]
    fn enter_takes_the_value_at_the_cursor_alone() {
        let mut chooser = chooser();
        chooser.go(Move::Down, 5);
        chooser.finish();
        assert_eq!(chosen(&chooser), ["구글"]);
        chooser.go(Move::First, 5);
        chooser.finish();
        assert!(chosen(&chooser).is_empty());
    }

    #[test]
    fn several_are_taken_one_by_one() {
        let mut chooser = chooser();
        chooser.go(Move::Last, 5);
        chooser.toggle();
        chooser.go(Move::Up, 5);
        chooser.toggle();
        chooser.go(Move::Up, 5);
        chooser.finish();
        assert_eq!(chosen(&chooser), ["OpenAI", "과기정통부"]);
        chooser.go(Move::Down, 5);
        chooser.toggle();
        assert_eq!(chosen(&chooser), ["과기정통부"]);
        chooser.go(Move::First, 5);
        chooser.toggle();
        assert!(chosen(&chooser).is_empty());
    }

    #[test]
    fn typing_narrows_whatever_the_case() {
        let mut chooser = chooser();
        chooser.go(Move::Last, 5);
        chooser.insert("openai");
        assert_eq!(chooser.rows().len(), 1);
        chooser.finish();
        assert_eq!(chosen(&chooser), ["OpenAI"]);
        chooser.insert("?");
        assert!(chooser.rows().is_empty());
        chooser.go(Move::Down, 5);
        chooser.finish();
        assert_eq!(chosen(&chooser), ["OpenAI"]);
    }
}
