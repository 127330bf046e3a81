//! Alerts over a cluster: what is new each night is what is new over a folder of the same corpus.

use std::fs;

use serde_json::{Value, json};

use super::job::Place;
use super::nodes::Nodes;
use crate::util::{Ran, article};

const CITATION: &str = "기관, 보고서, 2024.04.01.";

const ALERTS: &str = "레드팀: 레드팀\n규제: 제목:규제 종류:기사\n시작: 오픈*\n기관: 출처:기관 -게임\n\
                      없음: 웜뱃\n";

/// Runs a command over the index in the folder and over that on the cluster.
struct Both(Place);

impl Both {
    fn run(&self, on_cluster: bool, args: &[&str]) -> Ran {
        let index = match on_cluster {
            true => format!("{}/{}", self.0.url, self.0.name),
            false => "index".to_owned(),
        };
        let args = [args, &["--index", &index]].concat();
        let mut command = self.0.dir.digest(&args).into_command();
        for name in ["XDG_CACHE_HOME", "XDG_STATE_HOME"] {
            command.env(name, self.0.dir.path().join(name));
        }
        crate::util::TestCommand::from(command).run()
    }

    /// What is told of both, which is the same.
    fn told(&self, args: &[&str]) -> Value {
        let [folder, cluster] = [false, true].map(|on_cluster| {
            let ran = self.run(on_cluster, args);
            assert!(ran.code < 2, "{on_cluster} {args:?}: {ran:?}");
            let mut told: Value = serde_json::from_str(&ran.stdout).unwrap();
            remove_scores(&mut told);
            (ran.code, told)
        });
        assert_eq!(folder, cluster, "{args:?}");
        folder.1
    }

    fn index(&self) {
        for on_cluster in [false, true] {
            let ran = self.run(on_cluster, &["index", "--quiet", "--allow-shrink"]);
            assert_eq!(ran.code, 0, "{on_cluster}: {ran:?}");
        }
    }

    fn write(&self, file: &str, titles: &[&str]) {
        let articles = titles.iter();
        let articles = articles.map(|title| article(title, "요약", "오픈소스 이야기", CITATION));
        self.0.dir.digest_file(file, articles.collect::<String>());
    }
}

/// In a folder what is rare is reckoned of the segments alone that hold what came.
fn remove_scores(told: &mut Value) {
    for alert in told["alerts"].as_array_mut().into_iter().flatten() {
        for hit in alert["hits"].as_array_mut().into_iter().flatten() {
            assert!(hit["score"].is_number(), "{hit}");
            hit["score"] = Value::Null;
        }
    }
}

/// The ids that are told of each alert.
fn ids(told: &Value) -> Vec<Vec<String>> {
    let alerts = told["alerts"].as_array().unwrap().iter();
    let ids = alerts.map(|alert| {
        let hits = alert["hits"].as_array().into_iter().flatten();
        hits.map(|hit| hit["id"].as_str().unwrap().to_owned())
            .collect()
    });
    ids.collect()
}

#[test]
fn what_is_new_is_what_is_new_over_a_folder() {
    let Some(nodes) = Nodes::shared() else {
        return;
    };
    let both = Both(Place::new(nodes.url(0), "alerts"));
    both.write("2024-05.txt", &["레드팀 소식", "게임 규제", "다른 글"]);
    fs::write(both.0.dir.path().join("corpus/alerts.txt"), ALERTS).unwrap();
    both.index();
    let told = both.told(&["alerts", "--check", "--json"]);
    assert_eq!(told["alerts"][0]["total"], 1, "{told}");
    // What fits already is known, and told where that is asked for.
    let told = both.told(&["alerts", "--json"]);
    assert!(ids(&told).concat().is_empty(), "{told}");
    let all = both.told(&["alerts", "--json", "--all", "--reader", "all"]);
    let expected = json!([["2024-05/1"], ["2024-05/2"]]);
    assert_eq!(json!(ids(&all)[..2]), expected, "{all}");
    assert_eq!(ids(&all)[2].len(), 3, "{all}");
    // A file comes, one changes.
    both.write("2024-06.txt", &["새 레드팀", "새 규제"]);
    both.write(
        "2024-05.txt",
        &["레드팀 소식", "게임 규제", "레드팀도 있는 글"],
    );
    both.index();
    let told = both.told(&["alerts", "--json"]);
    let expected = json!([["2024-05/3", "2024-06/1"], ["2024-06/2"]]);
    let mut found = ids(&told);
    found.iter_mut().for_each(|ids| ids.sort());
    assert_eq!(json!(found[..2]), expected, "{told}");
    // Once told it is known.
    assert!(ids(&both.told(&["alerts", "--json"])).concat().is_empty());
    both.index();
    assert!(ids(&both.told(&["alerts", "--json"])).concat().is_empty());
    // A run that tells what is new itself.
    both.write("2024-07.txt", &["또 레드팀"]);
    let told = both.told(&["index", "--json", "--alerts", "--quiet"]);
    assert_eq!(ids(&told)[0], ["2024-07/1"], "{told}");
    let feed = both.0.dir.path().join("feed.xml");
    let feed = feed.to_str().unwrap();
    let ran = both.run(
        true,
        &[
            "alerts", "--feed", feed, "--quiet", "--reader", "feed", "--all",
        ],
    );
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(fs::read_to_string(feed).unwrap().contains("또 레드팀"));
    // A query that is none is told with its line.
    fs::write(
        both.0.dir.path().join("corpus/alerts.txt"),
        "나쁨: 날짜:어제쯤\n",
    )
    .unwrap();
    for on_cluster in [false, true] {
        let ran = both.run(on_cluster, &["alerts", "--quiet"]);
        assert!(ran.stderr.contains("alerts.txt:1"), "{ran:?}");
    }
}
