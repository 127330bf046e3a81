//! How much was asked of a cluster, as its nodes count it.

use digest::cluster::Client;
use serde_json::{Value, json};

/// The handler that answers how often each was asked, and itself is counted.
const COUNTER: &str = "nodes_usage_action";

/// What was asked of all nodes so far.
#[derive(Debug, Clone, Copy, Default)]
pub struct Asked {
    /// Requests of clients.
    pub requests: u64,
    /// Searches of a shard.
    pub of_shards: u64,
}

impl Asked {
    pub fn by_now(client: &Client) -> Self {
        let usage = client.get("/_nodes/usage/rest_actions").expect("an answer");
        let nodes = usage["nodes"].as_object().into_iter().flatten();
        let actions = nodes.filter_map(|(_, node)| node["rest_actions"].as_object());
        let actions = actions.flatten().filter(|(name, _)| *name != COUNTER);
        let requests = actions.filter_map(|(_, count)| count.as_u64()).sum();
        let stats = client
            .get("/_stats/search?filter_path=_shards,_all.total.search.query_total")
            .expect("an answer");
        let of_shards = &stats["_all"]["total"]["search"]["query_total"];
        Asked {
            requests,
            of_shards: of_shards.as_u64().expect("a count"),
        }
    }

    /// What was asked since, without what asked for these counts.
    pub fn since(self, before: Asked) -> Asked {
        Asked {
            // The second count was asked for after the statistics of the first.
            requests: (self.requests - before.requests).saturating_sub(1),
            of_shards: self.of_shards - before.of_shards,
        }
    }
}

/// Lets the nodes forget what they answered before.
pub fn forget(client: &Client) {
    let cleared: Value = client.post("/_cache/clear", &json!({})).expect("an answer");
    assert!(cleared["_shards"].is_object(), "{cleared}");
}
