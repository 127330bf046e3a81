//! Retrieval sets: documents, queries, and which documents answer each.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// A set, as BEIR has them: a folder with corpus.jsonl, queries.jsonl and qrels.tsv.
pub struct Set {
    pub name: String,
    /// Name and text of each query.
    pub queries: Vec<(String, String)>,
    /// For each query, the documents that answer it.
    pub relevant: HashMap<String, HashSet<String>>,
    /// A corpus folder of its documents.
    pub corpus: tempfile::TempDir,
}

/// Every set of `../shared/relevance`, or of the folder that DIGEST_RELEVANCE names.
pub fn all() -> Vec<Set> {
    let folder = std::env::var_os("DIGEST_RELEVANCE").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/relevance"),
        PathBuf::from,
    );
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| {
        panic!(
            "cannot read {} ({error}); name the folder of sets with DIGEST_RELEVANCE",
            folder.display()
        )
    });
    let mut folders: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    folders.sort();
    let folders = folders.iter();
    let sets = folders.filter(|path| path.join("qrels.tsv").is_file());
    let sets: Vec<Set> = sets.map(|folder| load(folder)).collect();
    assert!(!sets.is_empty(), "{} holds no set", folder.display());
    sets
}

fn load(folder: &Path) -> Set {
    let read = |name: &str| {
        let path = folder.join(name);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    };
    let name = folder
        .file_name()
        .expect("a name")
        .to_string_lossy()
        .into_owned();
    let mut relevant: HashMap<String, HashSet<String>> = HashMap::new();
    for row in read("qrels.tsv").lines().skip(1) {
        let columns: Vec<&str> = row.split('\t').collect();
        let [qid, id, grade] = columns[..] else {
            panic!("{name}/qrels.tsv: {row}");
        };
        if grade != "0" {
            relevant
                .entry(qid.to_owned())
                .or_default()
                .insert(id.to_owned());
        }
    }
    let query = |line: &str| {
        let value: Value = serde_json::from_str(line).expect("a query");
        let text = |key: &str| value[key].as_str().expect(key).to_owned();
        (text("qid"), text("text"))
    };
    let mut queries: Vec<(String, String)> = read("queries.jsonl").lines().map(query).collect();
    queries.retain(|(qid, _)| relevant.contains_key(qid));

    let corpus = tempfile::tempdir().expect("a folder");
    let file = corpus.path().join(format!("{name}.jsonl"));
    fs::copy(folder.join("corpus.jsonl"), file).expect("a copy of the corpus");
    Set {
        name,
        queries,
        relevant,
        corpus,
    }
}
