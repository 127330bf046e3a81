//! The documents of an index in a folder, written to a cluster, and an engine over each.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use digest::analysis::Terms;
use digest::cluster::{
    Client, ClientOptions, ClusterAddress, ClusterLease, ClusterReader, ClusterWriter, Credentials,
    LeaseHolder, Spread, WriterOptions,
};
use digest::document::Document;
use digest::index::{Effort, IndexReader};
use digest::search::{SATURATION, SearchEngine, Synonyms};

use super::nodes::Nodes;

/// An index in a folder, and a copy of it on a cluster.
pub struct Copied {
    client: Arc<Client>,
    cache: tempfile::TempDir,
    pub folder: SearchEngine,
}

impl Copied {
    /// Writes the documents of the index in the folder `index` to the cluster, in three shards
    /// with a replica each, and publishes them as `name`.
    pub fn new(nodes: &Nodes, index: &Path, name: &str) -> Self {
        let cache = tempfile::tempdir().unwrap();
        let address = format!("{}/{name}", nodes.url(0));
        let address = ClusterAddress::parse(&address).unwrap().unwrap();
        let client = Client::new(&address, &Credentials::none(), ClientOptions::default());
        let client = Arc::new(client.unwrap());
        let reader = IndexReader::open(index, None).unwrap();
        let analyzer = Arc::new(reader.analyzer().unwrap());
        let mut by_file: BTreeMap<String, Vec<Document>> = BTreeMap::new();
        for document in reader.documents().unwrap() {
            let document = document.unwrap();
            let file = document.source().file.clone();
            by_file.entry(file).or_default().push(document);
        }
        let go_on = || Ok(());
        let holder = LeaseHolder {
            host: String::new(),
            pid: 0,
        };
        let lease = Duration::from_secs(60);
        let lease = ClusterLease::take(&client, holder, lease, &go_on, |_| true, |_| {});
        let lease = lease.unwrap().unwrap();
        let options = WriterOptions {
            spread: Spread {
                shards: 3,
                replicas: 1,
            },
            saturation: SATURATION,
            effort: Effort {
                threads: 2,
                memory_bytes: 64 << 20,
            },
            cache: cache.path(),
        };
        let writer = ClusterWriter::start(&lease, &analyzer, None, options, &go_on);
        let mut writer = writer.unwrap();
        let records = reader.records().unwrap();
        for record in &records {
            if let Some(documents) = by_file.remove(&record.file) {
                let content = writer.add_file(record.place, documents).unwrap();
                assert_eq!(content.hash, record.documents, "{}", record.file);
            }
        }
        assert!(by_file.is_empty(), "{by_file:?}");
        let (manifest, _) = IndexReader::manifest(index).unwrap().unwrap();
        let built = writer.finish(None, manifest.sources, &Terms::shipped(), &records);
        built.unwrap().publish().unwrap();
        Copied {
            client,
            cache,
            folder: SearchEngine::new(reader, analyzer, Synonyms::shipped()),
        }
    }

    /// What is published on the cluster.
    pub fn reader(&self) -> ClusterReader {
        ClusterReader::open(Arc::clone(&self.client), self.cache.path()).unwrap()
    }

    /// An engine over that, which goes through it by pages of so many rows at most.
    pub fn cluster(&self, page: usize) -> SearchEngine {
        let reader = Arc::new(self.reader().with_pages_of(page));
        let analyzer = Arc::clone(self.folder.analyzer());
        SearchEngine::over_cluster(reader, analyzer, Synonyms::shipped()).unwrap()
    }
}
