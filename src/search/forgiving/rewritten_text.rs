//! The text of a query with other words in the place of some, and what was typed where.

use std::ops::Range;

use crate::search::query::Query;

/// A text in which words of a query gave way to others.
#[derive(Debug)]
pub(super) struct RewrittenText {
    /// The new text.
    pub text: String,
    /// What was put in, in order.
    put_in: Vec<PutIn>,
}

#[derive(Debug)]
struct PutIn {
    /// Where it stands in the new text, in bytes.
    range: Range<usize>,
    /// Where the word stood that it was put in for, in bytes of what was typed.
    typed: Range<usize>,
    /// The place of that word among the query's.
    word: usize,
}

impl RewrittenText {
    /// The text of `query`, with `other` of a word's place among the query's in the place of
    /// the word, as often as it was typed.
    pub(super) fn new<'a>(query: &Query, other: impl Fn(usize) -> Option<&'a str>) -> Self {
        let mut text = String::with_capacity(query.text.len());
        let mut put_in = Vec::new();
        let mut copied = 0;
        for (typed, word) in &query.places {
            if let Some(other) = other(*word) {
                text.push_str(&query.text[copied..typed.start]);
                let start = text.len();
                text.push_str(other);
                put_in.push(PutIn {
                    range: start..text.len(),
                    typed: typed.clone(),
                    word: *word,
                });
                copied = typed.end;
            }
        }
        text.push_str(&query.text[copied..]);
        RewrittenText { text, put_in }
    }

    /// The place among the query's words of the one that `range` of the new text, in bytes,
    /// was put in for, whole or a part of it.
    pub(super) fn word_at(&self, range: &Range<usize>) -> Option<usize> {
        let put_in = self.put_in.get(self.first_to_end_behind(range.start))?;
        let is_inside = put_in.range.start <= range.start && range.end <= put_in.range.end;
        is_inside.then_some(put_in.word)
    }

    /// What was typed where `range` of the new text stands, both in bytes. What was put in
    /// stands for all of what it was put in for.
    pub(super) fn typed(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.offset(range.start, |put_in| put_in.typed.start);
        // The end of what was put in is its last byte's end, and no place behind it.
        let end = self.offset(range.end - 1, |put_in| put_in.typed.end - 1) + 1;
        start..end
    }

    /// The offset in what was typed of the byte at `at`; `within` tells it where that byte was
    /// put in.
    fn offset(&self, at: usize, within: impl Fn(&PutIn) -> usize) -> usize {
        let next = self.first_to_end_behind(at);
        if let Some(put_in) = self.put_in.get(next)
            && put_in.range.start <= at
        {
            return within(put_in);
        }
        // Behind the last that was put in, both texts are the same again.
        let before = next.checked_sub(1).map(|last| &self.put_in[last]);
        before.map_or(at, |put_in| put_in.typed.end + (at - put_in.range.end))
    }

    /// The place among what was put in of the first that ends behind the byte at `at`.
    fn first_to_end_behind(&self, at: usize) -> usize {
        self.put_in.partition_point(|put_in| put_in.range.end <= at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::test_analyzer;
    use crate::search::Synonyms;

    #[test]
    fn what_was_typed_is_told_of_every_stretch() {
        let query =
            Query::new("래드팀 동향 래드팀 끝", &test_analyzer(), &Synonyms::none()).unwrap();
        let is_red_team = |place: usize| query.words[place].text == "래드팀";
        let new = RewrittenText::new(&query, |place| is_red_team(place).then_some("red team"));
        assert_eq!(new.text, "red team 동향 red team 끝");
        let typed = |part: &str| {
            let start = new.text.rfind(part).unwrap();
            let range = start..start + part.len();
            (&query.text[new.typed(&range)], new.word_at(&range))
        };
        assert_eq!(typed("team"), ("래드팀", Some(0)));
        assert_eq!(typed("red team"), ("래드팀", Some(0)));
        assert_eq!(typed("끝"), ("끝", None));
        assert_eq!(typed("동향"), ("동향", None));
        assert_eq!(typed("동향 red"), ("동향 래드팀", None));
        assert_eq!(typed("team 끝"), ("래드팀 끝", None));
        assert_eq!(
            typed("red team 동향 red team"),
            ("래드팀 동향 래드팀", None)
        );
    }
}
