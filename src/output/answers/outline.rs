//! How a query was read, and what is wrong in one.

use serde::ser::{Serialize, Serializer};

use super::super::model::{
    Answer, Label, Line, Object, Shape, Told, harmless_text, object, told, width_of,
};
use super::hits::rewritten_words;
use crate::language::messages;
use crate::search::{
    Need, OutlineNode, OutlinePart, QueryOutline, Rewrite, Scope, SyntaxError, WordKind,
};

/// How many words that stand for another are shown as text; JSON has all.
const WORDS_SHOWN: usize = 8;

/// How many characters of a query are shown around a mistake.
const SHOWN_AROUND_CHARS: usize = 24;

/// How a query was read, and which words of it would be taken for others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadQuery {
    /// The query as it was typed.
    pub query: String,
    /// Its parts.
    pub outline: QueryOutline,
    /// The words that would be taken for others.
    pub rewrites: Vec<Rewrite>,
}

impl Answer for ReadQuery {
    fn shape(&self) -> Shape {
        Shape::Prose
    }

    fn title(&self) -> String {
        self.query.clone()
    }

    fn objects(&self) -> Vec<Object<'_>> {
        vec![Box::new(Told(self))]
    }

    /// A part a line and what it asks for below.
    fn lines(&self, width_cells: usize) -> Vec<Line> {
        let mut lines = Vec::new();
        for part in &self.outline.parts {
            let need = match part.need {
                Need::May => messages::output::may_lack(),
                Need::Must => messages::output::must_hold(),
                Need::MustNot => messages::output::must_not_hold(),
            };
            let text = part.text.clone().unwrap_or_else(|| short(&part.node));
            lines.extend(Line::of(Label::Title, &text).wrapped(need.text(), "  ", width_cells));
            if part.text.is_some() || !matches!(part.node, OutlineNode::Filter { .. }) {
                add_node(&mut lines, &part.node, 1, width_cells);
            }
        }
        if self.outline.parts.is_empty() {
            lines.push(Line::plain(messages::output::nothing_to_look_for().text()));
        }
        for rewritten in rewritten_words(&self.rewrites) {
            lines.extend(Line::of(Label::Faint, &rewritten).wrapped("", "  ", width_cells));
        }
        lines
    }
}

/// What stands beside the words, in the form that a query has it.
fn short(node: &OutlineNode) -> String {
    match node {
        OutlineNode::Word {
            text, kind, scope, ..
        } => {
            let scope = scope.map_or(String::new(), |scope| format!("{}:", scope.name()));
            format!("{scope}{}", kind.marked(text))
        }
        OutlineNode::All(nodes) => joined(nodes, " "),
        OutlineNode::Any(nodes) => joined(nodes, " OR "),
        OutlineNode::Not(inner) => format!("-{}", short(inner)),
        OutlineNode::Filter { field, value } => format!("{field}:{value}"),
    }
}

fn joined(nodes: &[OutlineNode], between: &str) -> String {
    let nodes: Vec<String> = nodes.iter().map(short).collect();
    format!("({})", nodes.join(between))
}

fn add_node(lines: &mut Vec<Line>, node: &OutlineNode, depth: usize, width_cells: usize) {
    let indent = "  ".repeat(depth);
    let (text, below) = match node {
        OutlineNode::Word {
            text,
            kind,
            scope,
            terms,
            also,
        } => (word_text(text, *kind, *scope, terms, also), &[][..]),
        OutlineNode::Filter { field, value } => (format!("{field} {value}"), &[][..]),
        OutlineNode::All(nodes) => (messages::output::all_of().into(), nodes.as_slice()),
        OutlineNode::Any(nodes) => (messages::output::one_of().into(), nodes.as_slice()),
        OutlineNode::Not(inner) => (
            messages::output::not().into(),
            std::slice::from_ref(&**inner),
        ),
    };
    let line = Line::of(Label::Faint, &text);
    lines.extend(line.wrapped(&indent, &format!("{indent}  "), width_cells));
    for node in below {
        add_node(lines, node, depth + 1, width_cells);
    }
}

fn word_text(
    text: &str,
    kind: WordKind,
    scope: Option<Scope>,
    terms: &[String],
    also: &[String],
) -> String {
    let mut line = match kind {
        WordKind::Plain => messages::output::outline_word(&text),
        WordKind::Phrase => messages::output::outline_exactly(&text),
        WordKind::Prefix => messages::output::outline_prefix(&text),
        WordKind::Fuzzy => messages::output::outline_fuzzy(&text),
    };
    if let Some(scope) = scope {
        line = messages::output::outline_in_field(&line, &scope.label());
    }
    if !terms.is_empty() {
        line = messages::output::outline_terms(&line, &terms.join(" + "));
    }
    if !also.is_empty() {
        let shown: Vec<&str> = also.iter().take(WORDS_SHOWN).map(String::as_str).collect();
        line = messages::output::outline_also(&line, &shown.join(", "));
        if also.len() > WORDS_SHOWN {
            line = messages::output::outline_more(&line, &(also.len() - WORDS_SHOWN));
        }
    }
    line.into()
}

told!(ReadQuery, read, {
    "parts": Told(read.outline.parts.as_slice()),
    "query": read.query,
    "rewrites": Told(read.rewrites.as_slice()),
});

told!(OutlinePart, part, {
    "asks_for": Told(&part.node),
    "need": part.need.as_str(),
    "text": part.text,
});

impl Serialize for Told<'_, OutlineNode> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            OutlineNode::Word {
                text,
                kind,
                scope,
                terms,
                also,
            } => {
                object!(serializer, {
                    "also": also,
                    "field": scope.map(|scope| scope.name()),
                    "kind": kind.as_str(),
                    "terms": terms,
                    "word": text,
                })
            }
            OutlineNode::All(nodes) => object!(serializer, { "all": Told(nodes.as_slice()), }),
            OutlineNode::Any(nodes) => object!(serializer, { "any": Told(nodes.as_slice()), }),
            OutlineNode::Not(inner) => object!(serializer, { "not": Told(&**inner), }),
            OutlineNode::Filter { field, value } => {
                object!(serializer, { "filter": field, "value": value, })
            }
        }
    }
}

/// A mistake in a query on three lines: what is wrong, the query with the place marked
/// below, and what would be right. A long query is shown around the place.
pub fn syntax_error_text(error: &SyntaxError) -> String {
    let before: Vec<char> = error.text[..error.range.start].chars().collect();
    let after = &error.text[error.range.end..];
    let cut = before.len().saturating_sub(SHOWN_AROUND_CHARS);
    let lead = if cut > 0 { "…" } else { "" };
    let before: String = before[cut..].iter().collect();
    let before = format!("{lead}{}", harmless_text(&before));
    let part = harmless_text(error.part());
    let mut rest: String = after.chars().take(SHOWN_AROUND_CHARS).collect();
    if rest.len() < after.len() {
        rest.push('…');
    }
    format!(
        "{}\n  {before}{part}{}\n  {}{}\n{}",
        harmless_text(messages::output::wrong_part(&part, &error.message).text()),
        harmless_text(&rest),
        " ".repeat(width_of(&before)),
        "^".repeat(width_of(&part).max(1)),
        harmless_text(error.hint.text()),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Message;

    #[test]
    fn the_caret_stands_below_the_mistake_whatever_is_before_it() {
        let text = "레드팀 date:2024-13 AI";
        let start = text.find("2024").unwrap();
        let error = SyntaxError {
            text: text.to_owned(),
            range: start..start + 7,
            message: Message::verbatim("is a date that the calendar does not have"),
            hint: Message::verbatim("write a day"),
        };
        assert_eq!(
            syntax_error_text(&error),
            "“2024-13” is a date that the calendar does not have\n  \
             레드팀 date:2024-13 AI\n              ^^^^^^^\nwrite a day"
        );
    }

    #[test]
    fn a_long_query_is_shown_around_the_mistake() {
        let text = format!("{} kind:book {}", "가".repeat(500), "나".repeat(500));
        let start = text.find("book").unwrap();
        let error = SyntaxError {
            range: start..start + 4,
            text,
            message: Message::verbatim("is no kind"),
            hint: Message::verbatim("write article or event"),
        };
        let shown = syntax_error_text(&error);
        let lines: Vec<&str> = shown.lines().collect();
        assert!(width_of(lines[1]) < 110, "{shown}");
        let caret = lines[2].find('^').unwrap();
        let before: String = lines[1].split("book").next().unwrap().to_owned();
        assert_eq!(width_of(&before), caret);
    }
}
