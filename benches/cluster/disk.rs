//! What an index takes on the disks of a cluster, by the kinds of files that Lucene has.

use std::collections::BTreeMap;
use std::time::Duration;

use digest::cluster::{Body, Client, Method, Request};
use serde_json::json;

/// How long the segments of an index may take to be merged.
const PATIENCE: Duration = Duration::from_secs(1_800);

/// So many rows are taken out of an index before its segments are merged.
const LOST: u32 = 30;

/// What is kept to be given back.
pub const ROWS: &str = "stored rows (`_source`, `_id`)";

/// The primary shards of an index.
pub struct Disk {
    /// All of them.
    pub bytes: u64,
    /// By what files hold.
    pub kinds: BTreeMap<String, u64>,
}

impl Disk {
    /// Once all of it is on disk.
    pub fn of_index(client: &Client, index: &str) -> Self {
        let flushed = client.post(&format!("/{index}/_flush?force=true"), &json!({}));
        flushed.expect("an answer");
        let path = format!("/{index}/_stats/store,segments?include_segment_file_sizes=true");
        let stats = client.get(&path).expect("an answer");
        let primaries = &stats["_all"]["primaries"];
        let mut kinds = BTreeMap::new();
        let files = primaries["segments"]["file_sizes"].as_object();
        for (ending, file) in files.into_iter().flatten() {
            let bytes = file["size_in_bytes"].as_u64().unwrap_or(0);
            *kinds.entry(kind(ending).to_owned()).or_default() += bytes;
        }
        Disk {
            bytes: primaries["store"]["size_in_bytes"]
                .as_u64()
                .expect("a size"),
            kinds,
        }
    }
}

/// What an index would take whose rows are packed well (`index.codec: best_compression`), each
/// shard in one segment, beside one that is merged so and packed as usual: both are copies,
/// which go.
pub fn packed(client: &Client, index: &str) -> [(&'static str, Disk); 2] {
    let merged = [
        ("merged", "default"),
        ("merged, packed well", "best_compression"),
    ];
    merged.map(|(name, codec)| {
        let copy = format!("packed-{codec}");
        let settings = json!({"settings": {
            "index.blocks.write": null, "index.codec": codec, "index.number_of_replicas": 0,
        }});
        let blocked = json!({"index.blocks.write": true});
        let send = |path: &str, body: &serde_json::Value, method| {
            let request = Request::new(method, path, Body::Json(body))
                .within(PATIENCE)
                .once();
            client.ask(request).expect("an answer");
        };
        send(&format!("/{index}/_settings"), &blocked, Method::Put);
        send(&format!("/{index}/_clone/{copy}"), &settings, Method::Post);
        // A shard in one segment that has lost nothing would not be written anew.
        let lost = format!("/{copy}/_delete_by_query?refresh=true&max_docs={LOST}");
        let all = json!({"query": {"match_all": {}}});
        send(&lost, &all, Method::Post);
        let merge = format!("/{copy}/_forcemerge?max_num_segments=1");
        send(&merge, &json!({}), Method::Post);
        // Only then what was merged goes.
        send(&format!("/{copy}/_refresh"), &json!({}), Method::Post);
        let disk = Disk::of_index(client, &copy);
        client.delete(&format!("/{copy}")).expect("an answer");
        (name, disk)
    })
}

/// What Lucene keeps in files with this ending.
fn kind(ending: &str) -> &str {
    match ending {
        "fdt" | "fdx" | "fdm" => ROWS,
        "doc" => "postings",
        "pos" | "pay" => "positions",
        "tim" | "tip" | "tmd" => "terms",
        "dvd" | "dvm" => "columns (doc values)",
        "nvd" | "nvm" => "lengths (norms)",
        "kdd" | "kdi" | "kdm" => "numbers (points)",
        _ => "others",
    }
}
