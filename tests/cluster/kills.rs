//! Runs of the index job over a cluster that are killed at any moment, and nodes that are: what
//! searches read is the old generation or the new one, whole, and the next run completes.

use std::fs;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::process::{Child, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::sleep;
use std::time::{Duration, Instant};

use digest::cluster::{ClusterOpenError, ClusterReader, SpreadWanted};
use digest::search::{SearchEngine, SearchOptions, Synonyms};
use serde_json::{Value, json};

use super::http::ask;
use super::job::Place;
use super::nodes::Nodes;

/// How long a cluster may take until it answers again after a node was killed.
const PATIENCE: Duration = Duration::from_secs(90);

/// So many digest files are read whole to see what is published.
const READ_WHOLE: usize = 20;

/// A corpus of which some files change in each round.
#[derive(Clone, Copy)]
struct Nights {
    files: usize,
    /// How many of them change, the first.
    changed: usize,
    /// How many articles each holds.
    articles: usize,
}

const FEW: Nights = Nights {
    files: 3,
    changed: 3,
    articles: 4,
};

const MANY: Nights = Nights {
    files: 20_000,
    changed: 500,
    articles: 1,
};

impl Nights {
    fn name(file: usize) -> String {
        format!("{:03}/{file:05}.jsonl", file / 100)
    }

    /// Writes what changes in that round; in the first, all.
    fn write(self, place: &Place, round: usize) {
        let files = if round == 1 { self.files } else { self.changed };
        for file in 0..files {
            let lines = (1..=self.articles).map(|number| {
                // Files of the same bytes are copies.
                let line = json!({
                    "id": number,
                    "title": format!("레드팀 소식 {file} 제{number}호 {round}회"),
                    "body": format!("{} 본문", word(round)),
                });
                format!("{line}\n")
            });
            let name = Nights::name(file);
            place.dir.digest_file(&name, lines.collect::<String>());
        }
    }

    /// The round whose articles searches find, all of them; 0 where nothing was published yet.
    fn published(self, place: &Place) -> usize {
        let begun = Instant::now();
        loop {
            match self.read(place) {
                Ok(round) => return round,
                // No answer is none: only what is answered must be right.
                Err(error) => assert!(begun.elapsed() < PATIENCE, "{error:#}"),
            }
            sleep(Duration::from_millis(200));
        }
    }

    fn read(self, place: &Place) -> anyhow::Result<usize> {
        // What others have kept of its files would hide what the cluster lost.
        let cache = tempfile::tempdir()?;
        let reader = match ClusterReader::open(place.client(), cache.path()) {
            Ok(reader) => Arc::new(reader),
            Err(ClusterOpenError::Missing) => return Ok(0),
            Err(error @ ClusterOpenError::Cluster(_)) => return Err(error.into()),
            Err(error) => panic!("{error}"),
        };
        let mut titles = Vec::new();
        let read = self.changed.min(READ_WHOLE);
        for file in 0..read {
            for row in reader.rows_of_file(&Nights::name(file))? {
                titles.push(row.document()?.title().to_owned());
            }
        }
        assert_eq!(titles.len(), read * self.articles, "{titles:?}");
        let round = |title: &str| {
            let last = title.rsplit(' ').next().unwrap();
            last.trim_end_matches('회').parse::<usize>().unwrap()
        };
        let rounds: Vec<usize> = titles.iter().map(|title| round(title)).collect();
        assert!(rounds.iter().all(|round| *round == rounds[0]), "{titles:?}");
        let analyzer = Arc::new(reader.analyzer()?);
        let engine = SearchEngine::over_cluster(reader, analyzer, Synonyms::shipped())?;
        let options = SearchOptions {
            exact: true,
            limit: 1,
            ..SearchOptions::default()
        };
        let total = |query: &str| anyhow::Ok(engine.search(query, &options)?.total);
        // Nothing is lost, and nothing of the rounds around is there.
        assert_eq!(total("레드팀")?, self.files * self.articles);
        for round in rounds[0].saturating_sub(1)..=rounds[0] + 1 {
            let mut files = match round {
                _ if round == rounds[0] => self.changed,
                _ => 0,
            };
            if round == 1 {
                // What never changed since.
                files += self.files - self.changed;
            }
            assert_eq!(total(&word(round))?, files * self.articles, "{round}");
        }
        Ok(rounds[0])
    }

    /// The round of before or that one, as searches find it.
    fn assert_old_or_new(self, place: &Place, round: usize) -> bool {
        let found = self.published(place);
        assert!(found == round || found == round - 1, "{found} of {round}");
        found == round
    }
}

/// A word that stands in the articles of a round alone.
fn word(round: usize) -> String {
    let digits = format!("{round:03}").into_bytes().into_iter();
    let letters = digits.map(|digit| char::from(digit - b'0' + b'k'));
    format!("zq{}", letters.collect::<String>())
}

fn start(place: &Place, args: &[&str]) -> Child {
    let index = format!("{}/{}", place.url, place.name);
    let args = [
        &["index", "--quiet", "--allow-shrink", "--index", &index][..],
        args,
    ]
    .concat();
    let mut command = place.dir.digest(&args).into_command();
    command
        .env("XDG_CACHE_HOME", place.dir.path().join("xdg"))
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    command.spawn().unwrap()
}

/// Runs the job to its end. A killed one's lease would hold for a minute: it is made to hold for
/// half a second, so that this one still has to take it over.
fn complete(place: &Place) -> Duration {
    let path = format!("/{}-lock/_doc/lease", place.name);
    let begun = Instant::now();
    loop {
        // The cluster may still be about to find out that a node is gone.
        if let Ok(found) = ask(&place.url, "GET", &path, "")
            && found.status == 200
            && found.body["_source"]["holder"] != ""
        {
            let mut row = found.body["_source"].clone();
            row["lease_ms"] = json!(500);
            let _ = ask(&place.url, "PUT", &path, &row.to_string());
        }
        let run = start(place, &[]).wait_with_output().unwrap();
        if run.status.success() {
            return begun.elapsed();
        }
        let told = String::from_utf8_lossy(&run.stderr).into_owned();
        assert!(begun.elapsed() < PATIENCE, "{}: {told}", run.status);
    }
}

/// So many kills, or as many as `DIGEST_TEST_KILLS` says, where those are fewer: a node takes ten
/// seconds to come back, and a night of many files half a minute.
fn at_most(kills: usize) -> usize {
    let wanted = std::env::var("DIGEST_TEST_KILLS").ok();
    wanted.map_or(kills, |wanted| kills.min(wanted.parse().unwrap()))
}

/// A number below that one.
fn below(limit: u64) -> u64 {
    RandomState::new().build_hasher().finish() % limit.max(1)
}

fn kill_runs(name: &str, nights: Nights, kills: usize) {
    let Some(nodes) = Nodes::shared() else {
        return;
    };
    let place = Place::new(nodes.url(0), name);
    let mut usual = Duration::from_secs(2);
    let (mut killed, mut done) = (0, 0);
    for round in 1.. {
        nights.write(&place, round);
        // Every fourth is a rebuild, which clones nothing.
        let args: &[&str] = if round % 4 == 0 { &["--rebuild"] } else { &[] };
        let mut run = start(&place, args);
        sleep(Duration::from_millis(below(
            usual.as_millis() as u64 * 12 / 10,
        )));
        let _ = run.kill();
        if !run.wait().unwrap().success() {
            killed += 1;
        }
        done += usize::from(nights.assert_old_or_new(&place, round));
        usual = complete(&place);
        assert_eq!(nights.published(&place), round);
        assert!(place.generations().len() <= 2, "{:?}", place.generations());
        if killed == kills {
            break;
        }
        assert!(
            round < kills * 10 + 10,
            "{killed} of {round} runs were killed"
        );
    }
    place.assert_sound();
    println!("{kills} runs killed, of which {done} had published");
}

#[test]
fn a_killed_run_leaves_the_old_generation_or_the_new_one() {
    kill_runs("kill-few", FEW, 3);
}

#[test]
#[ignore = "takes minutes"]
fn fifty_killed_runs_lose_nothing() {
    kill_runs("kill-many", FEW, at_most(50));
}

#[test]
#[ignore = "takes minutes"]
fn twenty_killed_nodes_lose_nothing() {
    kill_nodes(FEW, at_most(20));
}

#[test]
#[ignore = "takes half an hour"]
fn fifty_killed_nights_of_many_files_lose_nothing() {
    kill_runs("kill-nights", MANY, at_most(50));
}

#[test]
#[ignore = "takes half an hour"]
fn twenty_nodes_killed_in_nights_of_many_files_lose_nothing() {
    kill_nodes(MANY, at_most(20));
}

#[test]
fn a_node_that_is_killed_during_a_run_costs_nothing() {
    kill_nodes(FEW, 1);
}

/// Kills a node in the middle of so many runs.
fn kill_nodes(nights: Nights, kills: usize) {
    let Some(mut nodes) = Nodes::start(3) else {
        return;
    };
    let mut place = Place::new(nodes.url(0), "kill-nodes");
    nights.write(&place, 1);
    let mut usual = complete(&place);
    for round in 2..kills + 2 {
        nights.write(&place, round);
        let victim = usize::try_from(below(3)).unwrap();
        // The run asks a node that may be the one that is killed.
        let asked = usize::try_from(below(3)).unwrap();
        place.url = nodes.url(asked);
        let mut run = start(&place, &[]);
        sleep(Duration::from_millis(below(usual.as_millis() as u64)));
        nodes.kill(victim);
        let other = (victim + 1) % 3;
        place.url = nodes.url(other);
        nights.assert_old_or_new(&place, round);
        let _ = run.wait().unwrap();
        nights.assert_old_or_new(&place, round);
        let begun = Instant::now();
        complete(&place);
        assert_eq!(nights.published(&place), round);
        nodes.restart(victim);
        nodes.wait(other, "green");
        assert_eq!(nights.published(&place), round);
        // With a node less it takes longer, and says that copies are missing.
        usual = usual.max(begun.elapsed() / 4).min(Duration::from_secs(10));
    }
    place.assert_sound();
}

#[test]
#[ignore = "waits a minute for a node that does not come back"]
fn what_lost_a_part_with_a_node_is_not_published() {
    let Some(nodes) = Nodes::start(2) else {
        return;
    };
    let place = Place::new(nodes.url(0), "kill-lost");
    FEW.write(&place, 1);
    let lone = || {
        let mut job = place.job();
        job.index.spread = SpreadWanted {
            shards: Some(4),
            replicas: Some(0),
        };
        job
    };
    // A node goes once all was written and read back, which is when nobody may write any more.
    let nodes = Mutex::new(nodes);
    let is_killed = AtomicBool::new(false);
    let stop = || {
        let path = format!("/{}-gen-1/_settings", place.name);
        let blocked = ask(&place.url, "GET", &path, "").is_ok_and(|answer| {
            let index = format!("{}-gen-1", place.name);
            answer.body[&index]["settings"]["index"]["blocks"]["write"] == "true"
        });
        if blocked && !is_killed.swap(true, Ordering::Relaxed) {
            nodes.lock().unwrap().kill(1);
            // The cluster takes a moment to find out.
            let is_lost = || {
                let path = format!("/_cluster/health/{}-gen-1", place.name);
                ask(&place.url, "GET", &path, "").is_ok_and(|told| told.body["status"] == "red")
            };
            let begun = Instant::now();
            while !is_lost() {
                assert!(begun.elapsed() < PATIENCE, "the node is not missed");
                sleep(Duration::from_millis(50));
            }
        }
        false
    };
    let error = lone().run(&stop, &mut |_| {}).unwrap_err().to_string();
    assert!(
        is_killed.into_inner() && error.contains("took a part"),
        "{error}"
    );
    assert!(place.generations().is_empty(), "{:?}", place.generations());
    nodes.lock().unwrap().restart(1);
    assert!(lone().run(&|| false, &mut |_| {}).unwrap().published);
    assert_eq!(FEW.published(&place), 1);
    place.assert_sound();
}

#[test]
fn the_command_builds_checks_and_goes_back_over_a_cluster() {
    let Some(nodes) = Nodes::shared() else {
        return;
    };
    let place = Place::new(nodes.url(0), "명령");
    FEW.write(&place, 1);
    let index = format!("{}/{}", place.url, place.name);
    let digest = |args: &[&str]| {
        let args = [args, &["--index", &index]].concat();
        let command = place.dir.digest(&args);
        let cache = place.dir.path().join("xdg");
        command.env("XDG_CACHE_HOME", cache.to_str().unwrap()).run()
    };
    let ran = digest(&["index", "--json", "--shards", "2", "--replicas", "0"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let report: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(report["generation"], "명령-gen-1");
    let ran = digest(&["check", "--json"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(digest(&["index", "--rollback"]).code, 2);
    FEW.write(&place, 2);
    assert_eq!(digest(&["index"]).code, 0);
    assert_eq!(FEW.published(&place), 2);
    let ran = digest(&["index", "--rollback"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(FEW.published(&place), 1);
    // A folder has no shards.
    let folder = place
        .dir
        .digest(&["index", "--shards", "2", "--index", "index"])
        .run();
    assert!(
        folder.code == 2 && folder.stderr.contains("--shards"),
        "{folder:?}"
    );
    assert!(!fs::exists(place.dir.path().join("index")).unwrap());
}
