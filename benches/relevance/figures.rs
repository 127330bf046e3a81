//! How well the hits of a set's queries are ranked.

use digest::search::Hit;

use super::sets::Set;

/// How deep hits are judged.
pub const DEPTH: usize = 10;

/// Means over the queries of a set.
#[derive(Debug, Clone, Copy, Default)]
pub struct Figures {
    pub ndcg: f64,
    pub mrr: f64,
    pub recall: f64,
}

impl Figures {
    /// Those of the first hits of each query.
    pub fn of(set: &Set, mut search: impl FnMut(&str) -> Vec<Hit>) -> Self {
        let mut sum = Figures::default();
        for (qid, text) in &set.queries {
            let hits = search(text);
            let relevant = &set.relevant[qid];
            let gain = |place: usize| 1.0 / ((place + 2) as f64).log2();
            let mut found = 0;
            let mut dcg = 0.0;
            for (place, hit) in hits.iter().take(DEPTH).enumerate() {
                let (_, id) = hit.document.id().as_str().split_once('/').expect("STEM/ID");
                if relevant.contains(id) {
                    if found == 0 {
                        sum.mrr += 1.0 / (place + 1) as f64;
                    }
                    found += 1;
                    dcg += gain(place);
                }
            }
            let ideal: f64 = (0..relevant.len().min(DEPTH)).map(gain).sum();
            sum.ndcg += dcg / ideal;
            sum.recall += f64::from(found) / relevant.len() as f64;
        }
        let queries = set.queries.len() as f64;
        Figures {
            ndcg: sum.ndcg / queries,
            mrr: sum.mrr / queries,
            recall: sum.recall / queries,
        }
    }
}
