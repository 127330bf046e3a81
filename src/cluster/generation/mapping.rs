//! The settings and fields of a generation's index.
//!
//! Texts come ready cut: the analyzer parts them at spaces and puts what a bar parts at one
//! position. What a term adds grows with its frequency as in the ranking, and is weighed by the
//! request alone, so no rarity is in it.

use serde_json::{Map, Value, json};

use super::names;
use crate::index::columns::DOCUMENT_COLUMNS;
use crate::index::{IndexSchema, NO_TOKEN, row_fields};

/// How large a position's tokens may be together: the engine cuts longer ones apart.
const LONGEST_TOKENS_CHARS: u32 = 1 << 20;

/// So many rows are given of one search at most.
pub const MOST_HITS: usize = 100_000;

/// What a term adds to a score, in the cluster's own language: BM25's saturation, with its k1 and
/// b as capital letters, times what the request says that the term weighs.
const SATURATION: &str = include_str!("saturation.painless");

/// How an index is spread over the nodes of a cluster.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spread {
    /// In how many parts it lies.
    pub shards: u32,
    /// How many copies each part has beside itself.
    pub replicas: u32,
}

impl Default for Spread {
    /// One part with a copy.
    fn default() -> Self {
        Spread {
            shards: 1,
            replicas: 1,
        }
    }
}

/// What a user says of how an index is spread; `None` leaves it as it is, or as it is where
/// nobody says anything.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SpreadWanted {
    /// In how many parts it lies. Others than before have it built anew.
    pub shards: Option<u32>,
    /// How many copies each part has beside itself.
    pub replicas: Option<u32>,
}

impl SpreadWanted {
    /// How a new index is spread.
    pub fn of_new(self) -> Spread {
        let usual = Spread::default();
        Spread {
            shards: self.shards.unwrap_or(usual.shards),
            replicas: self.replicas.unwrap_or(usual.replicas),
        }
    }
}

/// By what this program knows its indexes: the mappings of no others have it.
const MARK: &str = "digest";

/// How many digits of a hash tell one layout from another.
const LAYOUT_DIGITS: usize = 32;

/// The mark of an index with this layout, which stands in its mappings.
pub(crate) fn mark(layout: &str) -> Value {
    json!({MARK: {"layout": layout}})
}

/// Whether mappings have the mark.
pub(crate) fn is_marked(mappings: &Value) -> bool {
    mappings["_meta"][MARK].is_object()
}

/// The layout that the mark in mappings tells; empty where there is none.
pub(crate) fn layout_of(mappings: &Value) -> &str {
    mappings["_meta"][MARK]["layout"]
        .as_str()
        .unwrap_or_default()
}

/// What makes the index of a generation: `saturation` is BM25's k1 and b.
pub(crate) fn creation(spread: Spread, saturation: (f32, f32)) -> Value {
    let mut creation = unmarked_creation(spread, saturation);
    creation["mappings"]["_meta"] = mark(&layout(saturation));
    creation
}

/// What tells the settings and fields of generations that are made now from those of others,
/// however they are spread.
pub(crate) fn layout(saturation: (f32, f32)) -> String {
    let creation = unmarked_creation(Spread::default(), saturation).to_string();
    let hash = blake3::hash(creation.as_bytes()).to_hex();
    hash[..LAYOUT_DIGITS].to_owned()
}

fn unmarked_creation(spread: Spread, saturation: (f32, f32)) -> Value {
    let (k1, b) = saturation;
    let script = SATURATION.replace("K1", &format!("{k1:?}"));
    let script = script.replace('B', &format!("{b:?}"));
    json!({
        "settings": {
            "index": {
                "number_of_shards": spread.shards,
                "number_of_replicas": spread.replicas,
                // A run makes visible what it wrote when all of it is.
                "refresh_interval": "-1",
                "max_result_window": MOST_HITS,
                "similarity": {"saturation": {"type": "scripted", "script": {"source": script}}},
                "analysis": {
                    "tokenizer": {
                        "at_spaces": {
                            "type": "whitespace", "max_token_length": LONGEST_TOKENS_CHARS,
                        },
                    },
                    "filter": {
                        "at_bars": {
                            "type": "pattern_capture",
                            "preserve_original": false,
                            "patterns": ["([^|]+)"],
                        },
                        "no_token": {"type": "stop", "stopwords": [NO_TOKEN]},
                    },
                    "analyzer": {
                        "cut": {
                            "type": "custom",
                            "tokenizer": "at_spaces",
                            "filter": ["at_bars", "no_token"],
                        },
                    },
                },
            },
        },
        "mappings": {"dynamic": "strict", "properties": properties()},
    })
}

fn properties() -> Map<String, Value> {
    let mut properties = Map::new();
    let keyword = json!({"type": "keyword"});
    for name in [
        names::ROW,
        row_fields::ID,
        row_fields::FILE,
        row_fields::ISSUE,
        row_fields::PUBLISHER,
        row_fields::CITED_AGAIN,
    ] {
        properties.insert(name.to_owned(), keyword.clone());
    }
    for column in DOCUMENT_COLUMNS {
        let kind = match column.has_digits() {
            true => "keyword",
            false => "long",
        };
        properties.insert(column.0.to_owned(), json!({"type": kind}));
    }
    // What is only read back.
    properties.insert(
        row_fields::CITED_DATE.to_owned(),
        json!({"type": "long", "index": false, "doc_values": false}),
    );
    for name in [row_fields::DOCUMENT, row_fields::PLACES, names::BYTES] {
        properties.insert(name.to_owned(), json!({"type": "binary"}));
    }
    properties.insert(
        names::TEXT.to_owned(),
        json!({"type": "keyword", "index": false, "doc_values": false}),
    );
    let schema = IndexSchema::new();
    for (field, name) in schema.text_fields() {
        let (view, _) = schema.view_of(field);
        let options = if view.has_phrases() {
            "positions"
        } else {
            "freqs"
        };
        properties.insert(
            name,
            json!({
                "type": "text",
                "analyzer": "cut",
                "similarity": "saturation",
                "index_options": options,
            }),
        );
    }
    properties
}
