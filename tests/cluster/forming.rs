//! That the nodes form a cluster which does what an index on it needs: tokens at one position,
//! strict mappings, bulk requests, clones, aliases that swap at once, points in time, and answers
//! while a node is dead.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::http::ask;
use super::nodes::Nodes;

/// Asks a node what must succeed.
fn done(url: &str, method: &str, path: &str, body: &str) -> Value {
    let answer = ask(url, method, path, body).unwrap();
    assert_eq!(answer.status, 200, "{method} {path}: {}", answer.body);
    answer.body
}

/// An index of three shards with a replica each. Words of its `text` that stand between bars
/// are tokens of one position; the score of `counted` is how often the word is there.
fn create(url: &str, index: &str) {
    let settings = json!({
        "number_of_shards": 3,
        "number_of_replicas": 1,
        "similarity": {"frequency": {
            "type": "scripted",
            "script": {"source": "return query.boost * doc.freq;"},
        }},
        "analysis": {
            "filter": {"bars": {
                "type": "pattern_capture",
                "patterns": ["([^|]+)"],
                "preserve_original": false,
            }},
            "analyzer": {"tokens": {"tokenizer": "whitespace", "filter": ["bars"]}},
        },
    });
    let properties = json!({
        "text": {"type": "text", "analyzer": "tokens"},
        "counted": {"type": "text", "analyzer": "tokens", "similarity": "frequency"},
        "month": {"type": "keyword"},
    });
    let mappings = json!({"dynamic": "strict", "properties": properties});
    let body = json!({"settings": settings, "mappings": mappings}).to_string();
    let path = format!("/{index}?wait_for_active_shards=all");
    done(url, "PUT", &path, &body);
}

/// Writes documents, whose ids are counted from 0, and returns the status of each.
fn write(url: &str, index: &str, documents: &[Value]) -> Vec<u64> {
    let lines = documents.iter().enumerate().map(|(id, document)| {
        let action = json!({"index": {"_id": id.to_string()}});
        format!("{action}\n{document}\n")
    });
    let path = format!("/{index}/_bulk?refresh=true");
    let told = done(url, "POST", &path, &lines.collect::<String>());
    let items = told["items"].as_array().unwrap();
    let statuses = items.iter().map(|item| item["index"]["status"].as_u64());
    statuses.map(Option::unwrap).collect()
}

/// The ids of all hits, where every shard answered.
fn ids(told: &Value) -> BTreeSet<&str> {
    assert_eq!(told["_shards"]["successful"], 3, "{told}");
    let hits = told["hits"]["hits"].as_array().unwrap();
    hits.iter()
        .map(|hit| hit["_id"].as_str().unwrap())
        .collect()
}

fn search(url: &str, index: &str, query: &Value) -> Value {
    let path = format!("/{index}/_search?allow_partial_search_results=false");
    done(url, "POST", &path, &json!({"query": query}).to_string())
}

#[test]
fn three_nodes_are_one_cluster() {
    let Some(nodes) = Nodes::shared() else {
        return;
    };
    let told = (0..3).map(|node| done(&nodes.url(node), "GET", "/", ""));
    let told: Vec<_> = told.collect();
    for (node, told) in told.iter().enumerate() {
        assert_eq!(told["name"], format!("node-{node}"));
        let health = done(&nodes.url(node), "GET", "/_cluster/health", "");
        assert_eq!(health["number_of_nodes"], 3, "{health}");
    }
    let clusters: BTreeSet<_> = told
        .iter()
        .map(|told| told["cluster_uuid"].as_str())
        .collect();
    assert_eq!(clusters.len(), 1, "{told:?}");
}

#[test]
fn words_between_bars_stand_at_one_position() {
    let Some(nodes) = Nodes::shared() else {
        return;
    };
    let (url, other) = (nodes.url(0), nodes.url(1));
    create(&url, "bars");
    let asked = json!({"analyzer": "tokens", "text": "a|b c"}).to_string();
    let told = done(&url, "POST", "/bars/_analyze", &asked);
    let tokens = told["tokens"].as_array().unwrap().iter();
    let tokens = tokens.map(|token| (token["token"].as_str().unwrap(), &token["position"]));
    let expected = [("a", json!(0)), ("b", json!(0)), ("c", json!(1))];
    assert!(
        tokens.eq(expected.iter().map(|(token, at)| (*token, at))),
        "{told}"
    );

    let documents = [
        json!({"text": "a|b c", "counted": "x x x", "month": "2024-05"}),
        json!({"text": "b d c", "counted": "x", "month": "2024-06"}),
        json!({"text": "c", "colour": "of no field"}),
    ];
    assert_eq!(write(&url, "bars", &documents), [201, 201, 400]);
    for phrase in ["b c", "a c"] {
        let told = search(&other, "bars", &json!({"match_phrase": {"text": phrase}}));
        assert_eq!(ids(&told), BTreeSet::from(["0"]), "{phrase}: {told}");
    }
    let told = search(&other, "bars", &json!({"match": {"counted": "x"}}));
    let hits = &told["hits"]["hits"];
    assert_eq!(
        (&hits[0]["_id"], &hits[0]["_score"]),
        (&json!("0"), &json!(3.0))
    );
    assert_eq!(
        (&hits[1]["_id"], &hits[1]["_score"]),
        (&json!("1"), &json!(1.0))
    );
    let months = json!({"size": 0, "aggs": {"months": {"terms": {"field": "month"}}}});
    let told = done(&other, "POST", "/bars/_search", &months.to_string());
    let months = told["aggregations"]["months"]["buckets"]
        .as_array()
        .unwrap();
    assert_eq!(months.len(), 2, "{told}");
}

#[test]
fn a_clone_takes_the_place_of_an_index_at_once() {
    let Some(nodes) = Nodes::shared() else {
        return;
    };
    let url = nodes.url(0);
    create(&url, "first");
    assert_eq!(write(&url, "first", &[json!({"text": "a"})]), [201]);
    let add = |index| json!({"add": {"index": index, "alias": "current"}});
    let actions = json!({"actions": [add("first")]});
    done(&url, "POST", "/_aliases", &actions.to_string());
    let point = "/current/_search/point_in_time?keep_alive=1m";
    let point = done(&url, "POST", point, "");

    let blocked = json!({"index.blocks.write": true}).to_string();
    done(&url, "PUT", "/first/_settings", &blocked);
    let unblocked = json!({"settings": {"index.blocks.write": null}}).to_string();
    let clone = "/first/_clone/second?wait_for_active_shards=all";
    done(&url, "POST", clone, &unblocked);
    let documents = [json!({"text": "a changed"}), json!({"text": "a"})];
    assert_eq!(write(&url, "second", &documents), [200, 201]);
    assert_eq!(ask(&url, "POST", "/first/_doc", "{}").unwrap().status, 403);

    let everything = json!({"match": {"text": "a"}});
    assert_eq!(
        ids(&search(&url, "current", &everything)),
        BTreeSet::from(["0"])
    );
    let remove = json!({"remove": {"index": "first", "alias": "current"}});
    let actions = json!({"actions": [remove, add("second")]});
    done(&url, "POST", "/_aliases", &actions.to_string());
    for node in 0..3 {
        let told = search(&nodes.url(node), "current", &everything);
        assert_eq!(ids(&told), BTreeSet::from(["0", "1"]));
    }
    // What was opened before answers as it did.
    let asked = json!({"query": everything, "pit": {"id": point["pit_id"]}});
    let told = done(&url, "POST", "/_search", &asked.to_string());
    assert_eq!(ids(&told), BTreeSet::from(["0"]));
}

#[test]
fn nori_is_there_to_be_compared_with() {
    let Some(nodes) = Nodes::shared() else {
        return;
    };
    let own = json!({"type": "nori_tokenizer", "decompound_mode": "none"});
    let filters = ["nori_part_of_speech", "nori_readingform"];
    let cases = [
        (
            json!({"analyzer": "nori", "text": "인공지능이"}),
            vec!["인공", "지능"],
        ),
        (
            json!({"tokenizer": own, "filter": filters, "text": "人工 지능을"}),
            vec!["인공", "지능"],
        ),
    ];
    for (asked, expected) in cases {
        let told = done(&nodes.url(0), "POST", "/_analyze", &asked.to_string());
        let tokens = told["tokens"].as_array().unwrap().iter();
        let tokens: Vec<_> = tokens
            .map(|token| token["token"].as_str().unwrap())
            .collect();
        assert_eq!(tokens, expected, "{asked}");
    }
}

#[test]
fn a_killed_node_costs_no_hit() {
    let Some(mut nodes) = Nodes::start(3) else {
        return;
    };
    create(&nodes.url(0), "killed");
    let documents: Vec<_> = (0..30).map(|n| json!({"text": format!("a {n}")})).collect();
    assert_eq!(write(&nodes.url(0), "killed", &documents), [201; 30]);
    // Node 0 formed the cluster and manages it, so the others have to elect another.
    let manager = done(
        &nodes.url(1),
        "GET",
        "/_cat/cluster_manager?format=json",
        "",
    );
    assert_eq!(manager[0]["node"], "node-0");
    nodes.kill(0);
    assert!(ask(&nodes.url(0), "GET", "/", "").is_err());
    let everything = json!({"match": {"text": "a"}});
    for node in [1, 2] {
        let told = search(&nodes.url(node), "killed", &everything);
        assert_eq!(told["hits"]["total"]["value"], 30, "{told}");
    }
    nodes.wait(1, "yellow");
    assert_eq!(write(&nodes.url(1), "killed", &documents[..1]), [200]);
    nodes.restart(0);
    nodes.wait(0, "green");
    let told = search(&nodes.url(0), "killed", &everything);
    assert_eq!(told["hits"]["total"]["value"], 30, "{told}");
}
