//! How a query was read, as values to be shown.

use super::scope::Scope;
use super::syntax::{Filter, ToldFilter};
use super::word::{AlternativeKind, WordKind};
use super::{Node, Query};

/// How a query was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryOutline {
    /// Its parts: what documents hold or lack, in the order typed, then what else every
    /// hit must be or not be.
    pub parts: Vec<OutlinePart>,
}

/// A part of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutlinePart {
    /// It as it was typed; `None` for what stands beside the words.
    pub text: Option<String>,
    /// What it is to a hit.
    pub need: Need,
    /// What it asks for.
    pub node: OutlineNode,
}

/// What a part of a query is to a hit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Hits that lack it come after those that hold it.
    May,
    /// Every hit holds it.
    Must,
    /// No hit does.
    MustNot,
}

impl Need {
    /// The name in output.
    pub fn as_str(self) -> &'static str {
        match self {
            Need::May => "may",
            Need::Must => "must",
            Need::MustNot => "must_not",
        }
    }
}

/// What a part of a query asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OutlineNode {
    /// A word.
    Word {
        /// It as it was typed, without marks.
        text: String,
        /// How it was typed.
        kind: WordKind,
        /// The part of a document it is asked for in.
        scope: Option<Scope>,
        /// What it is looked for by in the index, side by side.
        terms: Vec<String>,
        /// What else stands for it, alone or with its neighbours.
        also: Vec<String>,
    },
    /// All of these.
    All(Vec<OutlineNode>),
    /// One of these at least.
    Any(Vec<OutlineNode>),
    /// This not.
    Not(Box<OutlineNode>),
    /// A field of the document.
    Filter {
        /// Its name: `issue`, `date` or `kind`.
        field: &'static str,
        /// What it must be, in the form that a query has it.
        value: String,
    },
}

impl QueryOutline {
    /// Tells how `query` was read.
    pub fn new(query: &Query) -> Self {
        let units = query.units.iter().map(|unit| OutlinePart {
            text: Some(unit.text.clone()),
            need: if unit.is_required {
                Need::Must
            } else {
                Need::May
            },
            node: node(&unit.node, query),
        });
        let conditions = query.conditions.iter().map(|condition| match condition {
            Node::Not(inner) => OutlinePart {
                text: None,
                need: Need::MustNot,
                node: node(inner, query),
            },
            condition => OutlinePart {
                text: None,
                need: Need::Must,
                node: node(condition, query),
            },
        });
        QueryOutline {
            parts: units.chain(conditions).collect(),
        }
    }
}

fn node(from: &Node, query: &Query) -> OutlineNode {
    let nodes = |nodes: &[Node]| nodes.iter().map(|from| node(from, query)).collect();
    match from {
        Node::Word(place) => {
            let word = &query.words[*place];
            let terms = word.terms.iter().map(|term| term.text.clone());
            let also = query
                .alternatives_of(*place)
                // Mistakes that nobody may have made tell nothing.
                .filter(|other| other.kind != AlternativeKind::Respelled)
                .map(|other| other.text.clone());
            OutlineNode::Word {
                text: word.text.clone(),
                kind: word.kind,
                scope: word.scope,
                terms: terms.collect(),
                also: also.collect(),
            }
        }
        Node::All(parts) => OutlineNode::All(nodes(parts)),
        Node::Any(parts) => OutlineNode::Any(nodes(parts)),
        Node::Not(inner) => OutlineNode::Not(Box::new(node(inner, query))),
        Node::Filter(filter) => of_filter(filter),
    }
}

fn of_filter(filter: &Filter) -> OutlineNode {
    match filter.told() {
        ToldFilter::Value(field, value) => OutlineNode::Filter { field, value },
        ToldFilter::AnyOf(filters) => OutlineNode::Any(filters.iter().map(of_filter).collect()),
    }
}
