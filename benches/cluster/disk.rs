//! What an index takes on the disks of a cluster, by the kinds of files that Lucene has.

use std::collections::BTreeMap;

use digest::cluster::Client;
use serde_json::json;

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

/// What Lucene keeps in files with this ending.
fn kind(ending: &str) -> &str {
    match ending {
        "fdt" | "fdx" | "fdm" => "stored rows (`_source`, `_id`)",
        "doc" => "postings",
        "pos" | "pay" => "positions",
        "tim" | "tip" | "tmd" => "terms",
        "dvd" | "dvm" => "columns (doc values)",
        "nvd" | "nvm" => "lengths (norms)",
        "kdd" | "kdi" | "kdm" => "numbers (points)",
        _ => "others",
    }
}
