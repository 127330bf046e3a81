//! Searches while one generation after the other is published: each answers, and of one generation
//! alone.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use digest::search::{SearchEngine, SearchOptions, Synonyms};

use super::job::Place;
use super::nodes::Nodes;
use crate::util::article;

/// How many articles each generation holds.
const ARTICLES: usize = 12;

/// Makes the corpus that of a round: every article names it.
fn write(place: &Place, round: usize) {
    for file in 0..3 {
        let articles = (0..ARTICLES / 3).map(|number| {
            let title = format!("레드팀 소식 {file}의 {number} {round}회");
            article(&title, "요약", "본문", "기관, 보고서, 2024.04.01.")
        });
        let name = format!("2024-0{}.txt", file + 1);
        place.dir.digest_file(&name, articles.collect::<String>());
    }
}

/// The rounds that the articles of one search are of.
fn rounds(place: &Place) -> Vec<String> {
    let reader = Arc::new(place.reader());
    let analyzer = Arc::new(reader.analyzer().unwrap());
    let engine = SearchEngine::over_cluster(reader, analyzer, Synonyms::shipped()).unwrap();
    let options = SearchOptions {
        limit: 2 * ARTICLES,
        ..SearchOptions::default()
    };
    let hits = engine.search("레드팀", &options).unwrap();
    assert_eq!(hits.total, ARTICLES);
    let titles = hits.hits.iter().map(|hit| hit.document.title());
    titles
        .map(|title| title.rsplit(' ').next().unwrap().to_owned())
        .collect()
}

fn search_through(name: &str, searchers: usize, publications: usize) {
    let Some(nodes) = Nodes::shared() else {
        return;
    };
    let place = Place::new(nodes.url(0), name);
    write(&place, 0);
    place.run();
    let is_over = AtomicBool::new(false);
    let searched: usize = thread::scope(|scope| {
        let searching = (0..searchers).map(|_| {
            scope.spawn(|| {
                let mut searched = 0;
                while !is_over.load(Ordering::Relaxed) {
                    let rounds = rounds(&place);
                    assert_eq!(rounds.len(), ARTICLES);
                    assert!(rounds.iter().all(|round| *round == rounds[0]), "{rounds:?}");
                    searched += 1;
                }
                searched
            })
        });
        let searching: Vec<_> = searching.collect();
        for round in 1..=publications {
            write(&place, round);
            place.run();
        }
        is_over.store(true, Ordering::Relaxed);
        searching.into_iter().map(|one| one.join().unwrap()).sum()
    });
    assert!(searched >= publications, "{searched}");
    assert_eq!(rounds(&place)[0], format!("{publications}회"));
}

#[test]
fn searches_go_on_while_generations_are_published() {
    search_through("search-few", 2, 3);
}

#[test]
#[ignore = "takes minutes"]
fn eight_searchers_see_no_error_and_no_mixture_through_twenty_publications() {
    search_through("search-many", 8, 20);
}
