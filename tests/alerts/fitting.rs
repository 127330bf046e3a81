//! What fits of some documents, and that nothing is guessed.

use std::collections::BTreeSet;

use digest::search::{DocumentAddress, SearchEngine, SearchOptions};

use super::*;

/// The queries of the project's list, and some whose parts only filter.
fn queries() -> Vec<String> {
    let listed = include_str!("../queries.tsv").lines();
    let listed = listed.filter_map(|line| line.split('\t').nth(1).map(str::to_owned));
    let own = [
        "종류:행사",
        "날짜:2024-04 -규제",
        "호:2023-01..2023-06",
        "인공지능 OR 레드팀",
        "\"생성 AI\" 규제*",
        "(레드팀 OR 규제) -판다 종류:기사",
        "은 는 이 가",
    ];
    listed.chain(own.map(str::to_owned)).collect()
}

fn texts(engine: &SearchEngine, addresses: &[DocumentAddress]) -> BTreeSet<String> {
    let ids = addresses.iter().map(|address| {
        let document = engine.document_at(*address).unwrap();
        document.id().to_string()
    });
    ids.collect()
}

#[test]
fn what_fits_of_some_is_what_fits_of_all_that_is_among_them() {
    let dir = dir_with("");
    // Several segments, with documents that are gone in some.
    for month in 1..=9 {
        let titles = [
            "레드팀 소식",
            "생성 AI 규제 동향",
            "판다 행사",
            "인공지능 투자 2조",
        ];
        let titles = titles.map(|title| format!("{title} {month}"));
        let titles: Vec<&str> = titles
            .iter()
            .map(String::as_str)
            .take(1 + month % 4)
            .collect();
        dir.digest_file(&format!("2023-0{month}.txt"), issue(&titles));
        if month % 3 == 0 {
            dir.digest_file("2023-01.txt", issue(&["레드팀 규제", "생성 AI"]));
        }
        dir.index();
    }
    let engine = engine(&dir);
    let mut found = 0;
    for query in queries() {
        let all = engine.fitting(&query, None).unwrap();
        let options = SearchOptions {
            all_words: true,
            exact: true,
            ..SearchOptions::default()
        };
        let hits = engine.search(&query, &options).unwrap();
        assert_eq!(hits.total, all.len(), "{query}");
        found += all.len();
        for files in [
            &["2023-02.txt"][..],
            &["2023-01.txt", "2023-07.txt"],
            &["2023-05.txt", "none"],
        ] {
            let mut among = Vec::new();
            for file in files {
                among.extend(engine.addresses_of_file(file).unwrap());
            }
            let within = engine.select(among.iter().copied());
            let of_some = engine.fitting(&query, Some(&within)).unwrap();
            let expected: Vec<DocumentAddress> = all
                .iter()
                .copied()
                .filter(|one| among.contains(one))
                .collect();
            assert_eq!(
                texts(&engine, &of_some),
                texts(&engine, &expected),
                "{query}"
            );
            // A search that keeps to them shows the same.
            let within = SearchOptions {
                limit: 100,
                within: Some(within),
                ..options.clone()
            };
            let hits = engine.search(&query, &within).unwrap();
            let shown: BTreeSet<String> = hits
                .hits
                .iter()
                .map(|hit| hit.document.id().to_string())
                .collect();
            assert_eq!(shown, texts(&engine, &expected), "{query}");
            assert_eq!(hits.partial, 0);
        }
    }
    assert!(found > 30, "the queries find {found}");
}

#[test]
fn an_alert_is_never_for_a_guess_or_for_a_part_and_is_for_what_means_the_same() {
    let dir = dir_with(
        "오타: 래드팀\n자판: fpemxla\n초성: ㄹㄷㅌ\n반쯤: 레드ㅌ\n두 낱말: 레드팀 판다\n\
         뜻: 적색팀\n조사: 레드팀은\n같은 뜻: 인공지능\n",
    );
    std::fs::write(dir.path().join("synonyms.txt"), "적색팀 = 레드팀\n").unwrap();
    dir.digest_file("2024-04.txt", issue(&["처음"]));
    dir.index();
    tell(&dir);
    dir.digest_file("2024-05.txt", issue(&["레드팀 소식", "AI 소식"]));
    assert_eq!(
        tonight(&dir),
        ["같은 뜻: AI 소식", "뜻: 레드팀 소식", "조사: 레드팀 소식"]
    );
}
