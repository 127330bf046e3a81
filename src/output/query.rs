//! How a query was read, and what is wrong in one.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::harmless::harmless_text;
use super::json::{FORMAT_VERSION, rewrite_values, write_line};
use super::style::{Role, Style};
use super::wrap::{width_of, wrapped};
use crate::search::{
    Expansion, Need, OutlineNode, OutlinePart, QueryOutline, Rewrite, SyntaxError, WordKind,
};

/// How many words that stand for another are shown as text; JSON has all.
const WORDS_SHOWN: usize = 8;

/// How many characters of a query are shown around a mistake.
const SHOWN_AROUND_CHARS: usize = 24;

/// How a query was read, a part a line and what it asks for below.
///
/// # Errors
///
/// Where `out` cannot be written.
pub fn outline_text(out: &mut dyn Write, outline: &QueryOutline, style: &Style) -> io::Result<()> {
    for part in &outline.parts {
        let need = match part.need {
            Need::May => "may lack: ",
            Need::Must => "must hold: ",
            Need::MustNot => "must not hold: ",
        };
        let text = part.text.clone().unwrap_or_else(|| short(&part.node));
        for line in wrapped(&text, &[], Role::Strong, need, "  ", style) {
            writeln!(out, "{line}")?;
        }
        if part.text.is_some() || !matches!(part.node, OutlineNode::Filter { .. }) {
            node_text(out, &part.node, 1, style)?;
        }
    }
    if outline.parts.is_empty() {
        writeln!(out, "nothing to look for")?;
    }
    Ok(())
}

/// What stands beside the words, in the form that a query has it.
fn short(node: &OutlineNode) -> String {
    match node {
        OutlineNode::Word {
            text, kind, scope, ..
        } => {
            let scope = scope.map_or(String::new(), |scope| format!("{}:", scope.name()));
            match kind {
                WordKind::Plain => format!("{scope}{text}"),
                WordKind::Phrase => format!("{scope}\"{text}\""),
                WordKind::Prefix => format!("{scope}{text}*"),
                WordKind::Fuzzy => format!("{scope}{text}~"),
            }
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

fn node_text(
    out: &mut dyn Write,
    node: &OutlineNode,
    depth: usize,
    style: &Style,
) -> io::Result<()> {
    let indent = "  ".repeat(depth);
    let mut line = |text: &str| -> io::Result<()> {
        let rest = format!("{indent}  ");
        for line in wrapped(text, &[], Role::Faint, &indent, &rest, style) {
            writeln!(out, "{line}")?;
        }
        Ok(())
    };
    match node {
        OutlineNode::Word {
            text,
            kind,
            scope,
            terms,
            also,
        } => line(&word_text(
            text,
            *kind,
            scope.map(|scope| scope.name()),
            terms,
            also,
        )),
        OutlineNode::Filter { field, value } => line(&format!("{field} {value}")),
        OutlineNode::All(nodes) => {
            line("all of")?;
            nodes
                .iter()
                .try_for_each(|node| node_text(out, node, depth + 1, style))
        }
        OutlineNode::Any(nodes) => {
            line("one of")?;
            nodes
                .iter()
                .try_for_each(|node| node_text(out, node, depth + 1, style))
        }
        OutlineNode::Not(inner) => {
            line("not")?;
            node_text(out, inner, depth + 1, style)
        }
    }
}

fn word_text(
    text: &str,
    kind: WordKind,
    scope: Option<&str>,
    terms: &[String],
    also: &[String],
) -> String {
    let what = match kind {
        WordKind::Plain => "word",
        WordKind::Phrase => "exactly",
        WordKind::Prefix => "words that begin with",
        WordKind::Fuzzy => "word or misspelling of",
    };
    let mut line = format!("{what} “{text}”");
    if let Some(scope) = scope {
        line.push_str(&format!(" in the {scope}"));
    }
    if !terms.is_empty() {
        line.push_str(&format!(", as {}", terms.join(" + ")));
    }
    if !also.is_empty() {
        let shown: Vec<&str> = also.iter().take(WORDS_SHOWN).map(String::as_str).collect();
        line.push_str(&format!("; also {}", shown.join(", ")));
        if also.len() > WORDS_SHOWN {
            line.push_str(&format!(" and {} more", also.len() - WORDS_SHOWN));
        }
    }
    line
}

/// The prefixes and tildes that stood for more words than were looked for, a text each.
pub(super) fn cut_expansions(expansions: &[Expansion]) -> impl Iterator<Item = String> {
    let cut = expansions
        .iter()
        .filter(|expansion| expansion.words.len() < expansion.available);
    cut.map(|expansion| {
        format!(
            "'{}'에 드는 낱말 {}개 이상 가운데 자주 쓰인 {}개를 찾음",
            expansion.from,
            expansion.available,
            expansion.words.len()
        )
    })
}

/// How a query was read, and which words of it would be taken for others.
///
/// # Errors
///
/// Where `out` cannot be written.
pub fn outline_json(
    out: &mut dyn Write,
    query: &str,
    outline: &QueryOutline,
    rewrites: &[Rewrite],
) -> io::Result<()> {
    let parts: Vec<Value> = outline.parts.iter().map(part_value).collect();
    write_line(
        out,
        &json!({
            "format_version": FORMAT_VERSION,
            "query": query,
            "parts": parts,
            "rewrites": rewrite_values(rewrites),
        }),
    )
}

fn part_value(part: &OutlinePart) -> Value {
    json!({
        "text": part.text,
        "need": part.need.as_str(),
        "asks_for": node_value(&part.node),
    })
}

fn node_value(node: &OutlineNode) -> Value {
    let values = |nodes: &[OutlineNode]| nodes.iter().map(node_value).collect::<Vec<_>>();
    match node {
        OutlineNode::Word {
            text,
            kind,
            scope,
            terms,
            also,
        } => json!({
            "word": text,
            "kind": match kind {
                WordKind::Plain => "plain",
                WordKind::Phrase => "phrase",
                WordKind::Prefix => "prefix",
                WordKind::Fuzzy => "fuzzy",
            },
            "field": scope.map(|scope| scope.name()),
            "terms": terms,
            "also": also,
        }),
        OutlineNode::All(nodes) => json!({ "all": values(nodes) }),
        OutlineNode::Any(nodes) => json!({ "any": values(nodes) }),
        OutlineNode::Not(inner) => json!({ "not": node_value(inner) }),
        OutlineNode::Filter { field, value } => json!({ "filter": field, "value": value }),
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
        "“{part}” {}\n  {before}{part}{}\n  {}{}\n{}",
        harmless_text(&error.message),
        harmless_text(&rest),
        " ".repeat(width_of(&before)),
        "^".repeat(width_of(&part).max(1)),
        harmless_text(&error.hint),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_caret_stands_below_the_mistake_whatever_is_before_it() {
        let text = "레드팀 date:2024-13 AI";
        let start = text.find("2024").unwrap();
        let error = SyntaxError {
            text: text.to_owned(),
            range: start..start + 7,
            message: "is a date that the calendar does not have".to_owned(),
            hint: "write a day".to_owned(),
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
            message: "is no kind".to_owned(),
            hint: "write article or event".to_owned(),
        };
        let shown = syntax_error_text(&error);
        let lines: Vec<&str> = shown.lines().collect();
        assert!(width_of(lines[1]) < 110, "{shown}");
        let caret = lines[2].find('^').unwrap();
        let before: String = lines[1].split("book").next().unwrap().to_owned();
        assert_eq!(width_of(&before), caret);
    }
}
