//! How the words of an index are looked for, remembered while an engine stays.
//!
//! A prefix stands for up to a thousand words, and to read one of them takes longer than to
//! find it. People type one prefix after the other, letter by letter, and get the same words.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use foldhash::fast::RandomState;

use crate::analysis::{Analyzer, Scratch};
use crate::search::query::synonyms::phrase;
use crate::search::query::word::Form;

/// So many spellings are remembered, at some hundred bytes each.
const MOST_SPELLINGS: usize = 1 << 16;

/// The forms of words that were asked for.
#[derive(Default)]
pub(in crate::search) struct Forms {
    known: Mutex<Known>,
}

#[derive(Default)]
struct Known {
    /// `None` for a word that nothing is left of.
    forms: HashMap<String, Option<Form>, RandomState>,
    spellings: usize,
}

impl Forms {
    /// How each of these words of the index is looked for; `None` for one that nothing is left
    /// of. It is always the same analyzer.
    pub(in crate::search) fn of(&self, words: &[&str], analyzer: &Analyzer) -> Vec<Option<Form>> {
        let mut found: Vec<Option<Option<Form>>> = {
            let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
            let words = words.iter();
            words.map(|word| known.forms.get(*word).cloned()).collect()
        };
        // Others may ask while words are read.
        let mut scratch = Scratch::default();
        let mut read: Vec<(&str, Option<Form>)> = Vec::new();
        for (word, found) in words.iter().zip(&mut found) {
            if found.is_none() {
                let form = phrase(word, analyzer, &mut scratch);
                read.push((word, form.clone()));
                *found = Some(form);
            }
        }
        if !read.is_empty() {
            let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
            for (word, form) in read {
                known.add(word, form);
            }
        }
        found.into_iter().map(Option::flatten).collect()
    }
}

impl Known {
    /// Remembers a word, and forgets all others where they are too many.
    fn add(&mut self, word: &str, form: Option<Form>) {
        let spellings = match &form {
            Some(Form::Phrase { terms, spelled }) => terms.len() + spelled.len(),
            Some(Form::Number(_)) | None => 0,
        };
        if self.spellings + 1 + spellings > MOST_SPELLINGS {
            self.forms.clear();
            self.spellings = 0;
        }
        self.spellings += 1 + spellings;
        self.forms.insert(word.to_owned(), form);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::test_analyzer;

    #[test]
    fn words_have_the_form_that_they_had_and_few_are_remembered() {
        let analyzer = test_analyzer();
        let forms = Forms::default();
        let words = ["규제", "밝히다", "레드팀", "규제"];
        let read: Vec<Option<Form>> = words
            .iter()
            .map(|word| phrase(word, &analyzer, &mut Scratch::default()))
            .collect();
        for _ in 0..2 {
            assert_eq!(forms.of(&words, &analyzer), read);
        }
        let mut known = forms.known.lock().unwrap();
        for number in 0..MOST_SPELLINGS {
            known.add(&number.to_string(), None);
            assert!(known.forms.len() <= known.spellings && known.spellings <= MOST_SPELLINGS);
        }
        drop(known);
        assert_eq!(forms.of(&words, &analyzer), read);
    }
}
