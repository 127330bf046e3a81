//! Whether an index on the cluster answers the queries of retrieval sets as a folder does.

use std::fmt::Write;

use digest::cluster::Spread;
use digest::search::{Hits, SearchEngine, SearchOptions, Show};

use super::figures::{DEPTH, Figures};
use super::folder::Folder;
use super::nodes::Nodes;
use super::ours::Ours;
use super::samples::Table;
use super::told::told;
use super::{client, sets};

/// Prints how many queries of each set have the same answer, and how well both rank.
pub fn print(nodes: &Nodes, spread: Spread) {
    let mut table = Table::new(&[
        "Set",
        "queries",
        "the same answer",
        "nDCG@10 in a folder",
        "nDCG@10 on the cluster",
    ]);
    let mut others = String::new();
    for set in sets::all() {
        eprintln!("{}: indexing …", set.name);
        let ids = nodes.process_ids();
        let (folder, _) = Folder::index(set.corpus.path(), &ids);
        let ours = Ours::new(&client(nodes, &set.name), spread);
        ours.index(set.corpus.path(), &ids);
        eprintln!("{}: asking {} queries …", set.name, set.queries.len());
        let (folder, cluster) = (folder.engine(), ours.engine());
        let mut same = 0;
        for (qid, text) in &set.queries {
            let (expected, found) = (
                told(&search(&folder, text), 4),
                told(&search(&cluster, text), 4),
            );
            if expected == found {
                same += 1;
            } else {
                let _ = writeln!(
                    others,
                    "{} {qid} {text}\nin a folder:\n{expected}on the cluster:\n{found}",
                    set.name
                );
            }
        }
        let of_folder = Figures::of(&set, |text| search(&folder, text).hits);
        let of_cluster = Figures::of(&set, |text| search(&cluster, text).hits);
        table.row([
            set.name.clone(),
            set.queries.len().to_string(),
            same.to_string(),
            format!("{:.4}", of_folder.ndcg),
            format!("{:.4}", of_cluster.ndcg),
        ]);
    }
    println!("{table}");
    if !others.is_empty() {
        println!("Other answers:\n\n{others}");
    }
}

fn search(engine: &SearchEngine, text: &str) -> Hits {
    let options = SearchOptions {
        limit: DEPTH,
        show: Show::Nothing,
        ..SearchOptions::default()
    };
    engine.search(text, &options).expect("an answer")
}
