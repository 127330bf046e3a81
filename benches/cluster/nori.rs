//! An index of the same articles whose texts nori cuts, as one would set it up in OpenSearch
//! without this program.

use std::sync::Arc;
use std::time::Duration;

use digest::cluster::{Client, Spread};
use serde_json::{Value, json};

use super::corpora::{Corpus, MadeArticle};
use super::machine::{Phase, watched};
use super::questions::{Kind, Question};

pub const INDEX: &str = "nori";

/// As many bytes as this program sends at once.
const BATCH_BYTES: usize = 8 << 20;

/// Titles count for more than bodies, as in the peers of the speed bench.
const FIELDS: [&str; 2] = ["title^1.2", "body"];

pub struct Nori {
    client: Arc<Client>,
}

impl Nori {
    /// Indexes a corpus.
    pub fn index(
        client: &Arc<Client>,
        spread: Spread,
        corpus: &Corpus,
        nodes: &[u32],
    ) -> (Self, Phase) {
        let nori = Nori {
            client: Arc::clone(client),
        };
        let ((), phase) = watched(nodes, || nori.fill(spread, corpus));
        (nori, phase)
    }

    fn fill(&self, spread: Spread, corpus: &Corpus) {
        let text = json!({"type": "text", "analyzer": "korean"});
        let created = self.client.put(
            &format!("/{INDEX}"),
            &json!({
                "settings": {
                    "number_of_shards": spread.shards,
                    "number_of_replicas": spread.replicas,
                    "refresh_interval": "-1",
                    "analysis": {"analyzer": {"korean": {
                        "type": "custom",
                        "tokenizer": "nori_tokenizer",
                        "filter": ["nori_part_of_speech", "nori_readingform", "lowercase"],
                    }}},
                },
                "mappings": {"dynamic": "strict", "properties": {
                    "title": text, "body": text, "date": {"type": "date"},
                }},
            }),
        );
        created.expect("an index");
        let mut lines = Vec::new();
        for (number, article) in corpus.articles().enumerate() {
            let MadeArticle { title, body, date } = article;
            let action = json!({"index": {"_id": number.to_string()}});
            let row = json!({"title": title, "body": body, "date": date});
            lines.extend_from_slice(format!("{action}\n{row}\n").as_bytes());
            if lines.len() >= BATCH_BYTES {
                self.send(&mut lines);
            }
        }
        self.send(&mut lines);
        let refreshed = self.client.post(&format!("/{INDEX}/_refresh"), &json!({}));
        refreshed.expect("an answer");
        self.wait_for_copies();
        let counted = self.client.get(&format!("/{INDEX}/_count"));
        assert_eq!(counted.expect("a count")["count"], corpus.documents);
    }

    fn send(&self, lines: &mut Vec<u8>) {
        let lines = std::mem::take(lines);
        let sent = self.client.bulk(&format!("/{INDEX}/_bulk"), &lines);
        sent.expect("the cluster takes it");
    }

    fn wait_for_copies(&self) {
        let path = format!("/_cluster/health/{INDEX}");
        while self.client.get(&path).expect("an answer")["status"] != "green" {
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// A page of ten with its highlights.
    pub fn search(&self, question: &Question) -> Value {
        let words = question.words.join(" ");
        let matched = |more: Value| {
            let mut asked = json!({"query": words, "fields": FIELDS});
            if let (Value::Object(asked), Value::Object(more)) = (&mut asked, more) {
                asked.extend(more);
            }
            json!({"multi_match": asked})
        };
        let query = match question.kind {
            Kind::Phrase => matched(json!({"type": "phrase"})),
            Kind::Prefix => json!({"bool": {"should": [
                {"prefix": {"title": {"value": words, "boost": 1.2}}},
                {"prefix": {"body": {"value": words}}},
            ]}}),
            Kind::Typo => matched(json!({"fuzziness": 1})),
            _ => matched(json!({})),
        };
        let query = match question.since() {
            Some(day) => json!({"bool": {
                "must": [query], "filter": [{"range": {"date": {"gte": day}}}],
            }}),
            None => query,
        };
        let mut body = json!({
            "size": 10,
            "query": query,
            "_source": ["title", "date"],
            "track_total_hits": true,
            "highlight": {"fields": {"title": {}, "body": {}}},
        });
        if question.kind == Kind::ByDate {
            body["sort"] = json!([{"date": "desc"}, "_score"]);
        }
        let found = self.client.post(&format!("/{INDEX}/_search"), &body);
        found.expect("a search")
    }
}
