//! The index job over a cluster: builds, nights, going back, checks, the lease, and what is
//! refused. Each test has an index of its own name.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use digest::cluster::{
    Client, ClientOptions, ClusterAddress, ClusterLease, ClusterOpenError, ClusterReader,
    Credentials, LeaseHolder, SpreadWanted,
};
use digest::document::DocumentId;
use digest::index::{FileRecord, VocabularyWord};
use digest::job::FileStatus::{Added, Failed, Removed, Replaced, Unchanged};
use digest::job::{
    CheckJob, CheckReport, ClusterIndex, IndexJob, IndexReport, JobError, JobEvent, Refusal,
    RollbackJob,
};
use digest::language::Message;
use digest::search::{SearchEngine, SearchOptions, Synonyms};
use serde_json::{Value, json};

use super::http::ask;
use super::nodes::Nodes;
use crate::library::{file, pdf_program, statuses};
use crate::util::{Dir, article};

const CITATION: &str = "기관, 보고서, 2024.04.01.";

/// A digest file of so many articles, each with a word of its own.
pub(super) fn many(word: &str, count: usize) -> String {
    let titles = (1..=count).map(|number| {
        let title = format!("{word} 소식 제{number}호");
        article(&title, "요약", &format!("{word}의 본문"), CITATION)
    });
    titles.collect()
}

/// A corpus, and an index of it on the cluster.
pub(super) struct Place {
    pub dir: Dir,
    pub url: String,
    pub name: String,
    cache: PathBuf,
}

impl Place {
    pub fn new(url: String, name: &str) -> Self {
        let dir = Dir::new();
        let cache = dir.path().join("cache");
        Place {
            dir,
            url,
            name: name.to_owned(),
            cache,
        }
    }

    pub fn client(&self) -> Arc<Client> {
        let address = format!("{}/{}", self.url, self.name);
        let address = ClusterAddress::parse(&address).unwrap().unwrap();
        let client = Client::new(&address, &Credentials::none(), ClientOptions::default());
        Arc::new(client.unwrap())
    }

    pub fn index(&self) -> ClusterIndex {
        ClusterIndex {
            lease: Duration::from_secs(20),
            ..ClusterIndex::new(self.client(), &self.cache)
        }
    }

    fn corpus(&self) -> PathBuf {
        self.dir.path().join("corpus").canonicalize().unwrap()
    }

    pub fn job(&self) -> IndexJob<ClusterIndex> {
        IndexJob {
            pdf_program: pdf_program(),
            wait: Some(Duration::ZERO),
            ..IndexJob::over_cluster(self.corpus(), self.index())
        }
    }

    fn shrink(&self) -> IndexJob<ClusterIndex> {
        IndexJob {
            allow_shrink: true,
            ..self.job()
        }
    }

    fn rebuild(&self) -> IndexJob<ClusterIndex> {
        IndexJob {
            rebuild: Some(Message::verbatim("the test says so")),
            ..self.shrink()
        }
    }

    pub fn run(&self) -> IndexReport {
        run(&self.job()).unwrap()
    }

    pub fn check(&self) -> Result<CheckReport, JobError> {
        let job = CheckJob {
            pdf_program: pdf_program(),
            ..CheckJob::over_cluster(self.corpus(), self.index())
        };
        job.run(&|| false)
    }

    pub fn assert_sound(&self) {
        let report = self.check().unwrap();
        assert!(report.sound, "{report:?}");
    }

    pub fn reader(&self) -> ClusterReader {
        ClusterReader::open(self.client(), &self.cache).unwrap()
    }

    /// The ids of the first hits.
    pub fn found(&self, query: &str) -> Vec<String> {
        let reader = self.reader();
        let analyzer = Arc::new(reader.analyzer().unwrap());
        let engine = SearchEngine::over_cluster(Arc::new(reader), analyzer, Synonyms::shipped());
        let hits = engine.unwrap().search(query, &SearchOptions::default());
        let hits = hits.unwrap().hits.into_iter();
        hits.map(|hit| hit.document.id().to_string()).collect()
    }

    /// Lets somebody write to a generation.
    fn unblock(&self, generation: &str) {
        let unblocked = json!({"index.blocks.write": null});
        self.ask("PUT", &format!("/{generation}/_settings"), &unblocked);
    }

    pub fn ask(&self, method: &str, path: &str, body: &Value) -> Value {
        let body = if body.is_null() {
            String::new()
        } else {
            body.to_string()
        };
        let answer = ask(&self.url, method, path, &body).unwrap();
        assert!(answer.status < 300, "{method} {path}: {answer:?}");
        answer.body
    }

    /// The indexes of its generations.
    pub fn generations(&self) -> Vec<String> {
        let path = format!("/_cat/indices/{}-gen-*?format=json&h=index", self.name);
        let told = self.ask("GET", &path, &Value::Null);
        let indexes = told.as_array().unwrap().iter();
        let mut names: Vec<String> = indexes
            .map(|index| index["index"].as_str().unwrap().to_owned())
            .collect();
        names.sort();
        names
    }

    fn lease(&self, hold: Duration) -> ClusterLease {
        let holder = LeaseHolder {
            host: "elsewhere".to_owned(),
            pid: 42,
        };
        let taken = ClusterLease::take(&self.client(), holder, hold, &|| Ok(()), |_| false, |_| {});
        taken.unwrap().unwrap()
    }
}

pub(super) fn run(job: &IndexJob<ClusterIndex>) -> Result<IndexReport, JobError> {
    job.run(&|| false, &mut |_| {})
}

/// What a generation holds, but for what depends on how it came about.
#[derive(Debug, PartialEq)]
struct Content {
    lengths: BTreeMap<String, u64>,
    records: Vec<FileRecord>,
    words: Vec<VocabularyWord>,
    ids: Vec<String>,
}

fn content(place: &Place) -> Content {
    let reader = place.reader();
    let mut records = reader.records().unwrap();
    let mut ids = Vec::new();
    for record in &mut records {
        // Numbers have room between them where files came later.
        record.place = 0;
        for row in reader.rows_of_file(&record.file).unwrap() {
            ids.push(row.id().unwrap().to_owned());
        }
    }
    Content {
        lengths: reader.manifest().lengths.clone(),
        records,
        words: reader.vocabulary().unwrap().beginning_with(""),
        ids,
    }
}

fn place(name: &str) -> Option<Place> {
    let nodes = Nodes::shared()?;
    Some(Place::new(nodes.url(0), name))
}

#[test]
fn an_index_is_built_checked_and_left_as_it_is_where_nothing_changed() {
    let Some(place) = place("job-built") else {
        return;
    };
    assert!(matches!(
        place.check(),
        Err(JobError::OnCluster(ClusterOpenError::Missing))
    ));
    place.dir.digest_file("2024-05.txt", many("레드팀", 3));
    place.dir.digest_file("2024-06.txt", many("블랙웰", 2));
    place
        .dir
        .digest_file("canaries.txt", "블랙웰 제2호 2024-06/2\n");
    let report = place.run();
    assert_eq!(report.generation.as_deref(), Some("job-built-gen-1"));
    assert!(
        report.published && report.unconfirmed.is_none(),
        "{report:?}"
    );
    assert_eq!(report.totals.articles, 5);
    assert_eq!(place.found("레드팀").len(), 3);
    place.assert_sound();
    let checked = place.check().unwrap();
    assert_eq!((checked.canaries, checked.compared), (1, 2));

    let again = place.run();
    assert!(!again.published && again.rebuilt.is_none(), "{again:?}");
    assert_eq!(again.generation, report.generation);
    assert_eq!(place.generations(), ["job-built-gen-1"]);
    // What is published is written by nobody, by whatever name.
    let written = ask(&place.url, "POST", "/job-built/_doc", "{}").unwrap();
    assert_eq!(written.status, 403, "{written:?}");
}

#[test]
fn nights_come_to_what_a_rebuild_comes_to() {
    let Some(place) = place("job-nights") else {
        return;
    };
    for month in 1..=4 {
        let word = ["레드팀", "블랙웰", "챗봇", "양자컴퓨터"][month - 1];
        let name = format!("2024-0{month}.txt");
        place.dir.digest_file(&name, many(word, 4));
    }
    place.dir.digest_file(
        "news.jsonl",
        "{\"id\":\"a\",\"title\":\"소식\",\"body\":\"쿼크\"}\n",
    );
    place.run();
    let corpus = place.dir.path().join("corpus");

    // Changed, added and removed.
    place.dir.digest_file("2024-01.txt", many("감사관", 5));
    place.dir.digest_file("2024-07.txt", many("로봇", 2));
    fs::remove_file(corpus.join("2024-02.txt")).unwrap();
    let report = run(&place.shrink()).unwrap();
    assert_eq!(report.rebuilt, None);
    let expected = [
        ("2024-01.txt", Replaced),
        ("2024-02.txt", Removed),
        ("2024-03.txt", Unchanged),
        ("2024-04.txt", Unchanged),
        ("2024-07.txt", Added),
        ("news.jsonl", Unchanged),
    ];
    assert_eq!(statuses(&report), expected);
    assert_eq!(place.found("감사관").len(), 5);
    assert!(place.found("블랙웰").is_empty() && place.found("레드팀").is_empty());
    place.assert_sound();

    // One that cannot be parsed keeps its articles, another is renamed.
    place.dir.digest_file("2024-03.txt", "아무것도 아닌 글\n");
    fs::rename(corpus.join("news.jsonl"), corpus.join("briefs.jsonl")).unwrap();
    let report = place.run();
    assert_eq!(file(&report, "2024-03.txt").status, Failed);
    assert!(file(&report, "2024-03.txt").stale);
    assert_eq!(place.found("챗봇").len(), 4);
    assert_eq!(place.found("쿼크"), ["briefs/a"]);
    let checked = place.check().unwrap();
    assert!(checked.sound && !checked.notes.is_empty(), "{checked:?}");

    // It keeps them where all is built anew, and under another name.
    let grown = content(&place);
    let report = run(&place.rebuild()).unwrap();
    assert!(report.rebuilt.is_some() && report.published);
    assert_eq!(content(&place), grown);
    fs::rename(corpus.join("2024-03.txt"), corpus.join("old-2024-03.txt")).unwrap();
    let report = run(&place.shrink()).unwrap();
    assert!(file(&report, "old-2024-03.txt").stale, "{report:?}");
    assert_eq!(place.found("챗봇").len(), 4);
    fs::rename(corpus.join("old-2024-03.txt"), corpus.join("2024-03.txt")).unwrap();
    run(&place.shrink()).unwrap();

    // Restored, and two files of one issue, of which the revised one is read.
    place.dir.digest_file("2024-03.txt", many("챗봇", 4));
    place
        .dir
        .digest_file("2024-07 (수정본).txt", many("로봇", 3));
    let report = place.run();
    assert!(file(&report, "2024-07.txt").copy_of.is_some(), "{report:?}");
    assert_eq!(place.found("로봇").len(), 3);
    place.assert_sound();
    let grown = content(&place);
    run(&place.rebuild()).unwrap();
    assert_eq!(content(&place), grown);
    assert_eq!(place.generations().len(), 2);
    place.assert_sound();
}

#[test]
fn what_is_refused_publishes_nothing_and_leaves_nothing() {
    let Some(place) = place("job-refused") else {
        return;
    };
    place.dir.digest_file("2024-05.txt", many("레드팀", 6));
    place.dir.digest_file("2024-06.txt", many("블랙웰", 6));
    place.run();
    // More than a tenth of the articles would go.
    place.dir.digest_file("2024-05.txt", many("레드팀", 2));
    let error = run(&place.job()).unwrap_err();
    assert!(
        matches!(error, JobError::Refused(Refusal::Shrinks { .. })),
        "{error}"
    );
    // A canary does not find what it must.
    place.dir.digest_file("2024-05.txt", many("레드팀", 7));
    place.dir.digest_file("canaries.txt", "블랙웰 2024-05/7\n");
    let error = run(&place.job()).unwrap_err();
    assert!(
        matches!(error, JobError::Refused(Refusal::Canaries { .. })),
        "{error}"
    );
    // It is told to stop.
    fs::remove_file(place.dir.path().join("corpus/canaries.txt")).unwrap();
    let stop = AtomicBool::new(false);
    let error = place
        .job()
        .run(&|| stop.load(Ordering::Relaxed), &mut |event| {
            if matches!(event, JobEvent::File { .. }) {
                stop.store(true, Ordering::Relaxed);
            }
        });
    assert!(matches!(error, Err(JobError::Stopped)), "{error:?}");
    assert_eq!(place.generations(), ["job-refused-gen-1"]);
    assert_eq!(place.found("레드팀").len(), 6);
    // No number is given twice, whatever became of its generation.
    assert_eq!(place.run().generation.as_deref(), Some("job-refused-gen-5"));
}

#[test]
fn an_emptied_index_is_sound() {
    let Some(place) = place("job-emptied") else {
        return;
    };
    place.dir.digest_file("2024-05.txt", many("레드팀", 2));
    place.run();
    fs::remove_file(place.dir.path().join("corpus/2024-05.txt")).unwrap();
    let empty = IndexJob {
        allow_empty: true,
        allow_shrink: true,
        ..place.job()
    };
    assert!(run(&empty).unwrap().published);
    place.assert_sound();
    place.dir.digest_file("2024-06.txt", many("블랙웰", 1));
    place.run();
    place.assert_sound();
}

#[test]
fn a_rollback_brings_the_generation_before() {
    let Some(place) = place("job-back") else {
        return;
    };
    let back = || RollbackJob {
        index: place.index(),
        wait: Some(Duration::ZERO),
    };
    let error = back().run(&|| false, &mut |_| {}).unwrap_err();
    assert!(
        matches!(error, JobError::OnCluster(ClusterOpenError::Missing)),
        "{error}"
    );
    place.dir.digest_file("2024-05.txt", many("레드팀", 2));
    place.run();
    assert!(back().run(&|| false, &mut |_| {}).is_err());
    place.dir.digest_file("2024-06.txt", many("블랙웰", 2));
    place.run();
    place.dir.digest_file("2024-07.txt", many("챗봇", 2));
    place.run();
    assert_eq!(place.generations(), ["job-back-gen-2", "job-back-gen-3"]);
    let done = back().run(&|| false, &mut |_| {}).unwrap();
    assert_eq!(done.from.as_deref(), Some("job-back-gen-3"));
    assert_eq!(
        (done.to.as_str(), done.totals.articles),
        ("job-back-gen-2", 4)
    );
    assert!(place.found("챗봇").is_empty());
    assert_eq!(place.found("블랙웰").len(), 2);
    // The next night starts from what is published.
    let report = place.run();
    assert_eq!(file(&report, "2024-07.txt").status, Added);
    assert_eq!(report.generation.as_deref(), Some("job-back-gen-4"));
    assert_eq!(place.generations(), ["job-back-gen-2", "job-back-gen-4"]);
    place.assert_sound();
    // What was changed on the cluster is not gone back to.
    place.unblock("job-back-gen-2");
    let query = json!({"query": {"term": {"file": "2024-06.txt"}}});
    place.ask(
        "POST",
        "/job-back-gen-2/_delete_by_query?refresh=true",
        &query,
    );
    let error = back().run(&|| false, &mut |_| {}).unwrap_err().to_string();
    assert!(
        error.contains("job-back-gen-2") && error.contains("2024-06.txt"),
        "{error}"
    );
    assert_eq!(place.found("챗봇").len(), 2);
}

#[test]
fn two_runs_exclude_each_other_and_a_dead_one_is_taken_over() {
    let Some(place) = place("job-lease") else {
        return;
    };
    place.dir.digest_file("2024-05.txt", many("레드팀", 2));
    let held = place.lease(Duration::from_secs(20));
    let mut waits = 0;
    let error = place.job().run(&|| false, &mut |_| {}).unwrap_err();
    assert!(matches!(error, JobError::Locked), "{error}");
    // One that waits gets it once it is given up.
    let job = IndexJob {
        wait: None,
        ..place.job()
    };
    let mut held = Some(held);
    let report = job.run(&|| false, &mut |event| {
        if matches!(event, JobEvent::Waiting) {
            waits += 1;
            held = None;
        }
    });
    assert!(report.unwrap().published);
    assert_eq!(waits, 1);

    // A run that was killed renews nothing.
    stopped_lease(&place);
    let began = Instant::now();
    let mut told = Vec::new();
    let job = place.job();
    let report = job.run(&|| false, &mut |event| {
        if let JobEvent::Problem { message } = event {
            told.push(message.to_string());
        }
    });
    assert!(report.is_ok(), "{report:?}");
    assert!(
        began.elapsed() >= Duration::from_secs(2),
        "{:?}",
        began.elapsed()
    );
    assert!(
        told.iter()
            .any(|told| told.contains("process 42 on elsewhere")),
        "{told:?}"
    );
}

/// The row of a lease of two seconds that nobody renews.
fn stopped_lease(place: &Place) {
    let row = json!({
        "holder": "0123", "host": "elsewhere", "pid": 42, "lease_ms": 2000,
        "renewals": 1, "number": 1,
    });
    let path = format!("/{}-lock/_doc/lease", place.name);
    place.ask("PUT", &path, &row);
}

#[test]
fn a_run_whose_lease_another_has_publishes_nothing() {
    let Some(place) = place("job-lost") else {
        return;
    };
    place.dir.digest_file("2024-05.txt", many("레드팀", 2));
    place.run();
    place.dir.digest_file("2024-06.txt", many("블랙웰", 2));
    // Another takes it in the middle of a run.
    let error = place.job().run(&|| false, &mut |event| {
        if matches!(event, JobEvent::File { .. }) {
            stopped_lease(&place);
        }
    });
    let error = error.unwrap_err().to_string();
    assert!(error.contains("lease"), "{error}");
    assert!(place.found("블랙웰").is_empty());
    // The next one has to wait for the other's end, and starts from what is published.
    let report = place.run();
    assert!(report.published && report.rebuilt.is_none(), "{report:?}");
    assert_eq!(place.found("블랙웰").len(), 2);
    place.assert_sound();
}

#[test]
fn what_another_run_published_meanwhile_stays() {
    let Some(place) = place("job-raced") else {
        return;
    };
    place.dir.digest_file("2024-05.txt", many("레드팀", 2));
    // Another run publishes when this one is about to, for the first time and later.
    let raced = |other: &str, actions: &Value| {
        let error = place.job().run(&|| false, &mut |event| {
            if matches!(event, JobEvent::Verified { .. }) {
                place.ask("POST", "/_aliases", actions);
            }
        });
        let error = error.unwrap_err().to_string();
        assert!(error.contains("did not say that it published"), "{error}");
        let published = place.ask("GET", "/_alias/job-raced", &Value::Null);
        let published: Vec<_> = published.as_object().unwrap().keys().cloned().collect();
        assert_eq!(published, [other]);
    };
    let alias = |index: &str| json!({"index": index, "alias": "job-raced"});
    let written = |index: &str| {
        let mut alias = alias(index);
        alias["is_write_index"] = json!(true);
        json!({"add": alias})
    };
    place.ask("PUT", "/job-raced-gen-90", &json!({}));
    raced(
        "job-raced-gen-90",
        &json!({"actions": [written("job-raced-gen-90")]}),
    );
    place.ask("DELETE", "/job-raced-gen-90", &Value::Null);
    let first = place.run().generation.unwrap();
    place.ask("PUT", "/job-raced-gen-91", &json!({}));
    place.dir.digest_file("2024-06.txt", many("블랙웰", 2));
    let actions = json!({"actions": [{"remove": alias(&first)}, written("job-raced-gen-91")]});
    raced("job-raced-gen-91", &actions);
}

#[test]
fn what_killed_runs_left_is_removed_and_nothing_else() {
    let Some(place) = place("job-left") else {
        return;
    };
    place.dir.digest_file("2024-05.txt", many("레드팀", 2));
    place.run();
    place.dir.digest_file("2024-06.txt", many("레드팀", 2));
    place.run();
    // A clone that a killed run made, whole as it looks, and others' indexes.
    place.ask("POST", "/job-left-gen-2/_clone/job-left-gen-7", &json!({}));
    let others = [
        "job-left-gen-9",
        "job-left-gen-07",
        "job-left-gen-x",
        "job-left2-gen-1",
    ];
    for other in others {
        place.ask("PUT", &format!("/{other}"), &json!({}));
    }
    place.dir.digest_file("2024-07.txt", many("블랙웰", 2));
    let report = place.run();
    assert_eq!(report.generation.as_deref(), Some("job-left-gen-10"));
    let left = [
        "job-left-gen-07",
        "job-left-gen-10",
        "job-left-gen-2",
        "job-left-gen-9",
        "job-left-gen-x",
    ];
    assert_eq!(place.generations(), left);
    place.ask("GET", "/job-left2-gen-1", &Value::Null);
    place.assert_sound();
}

#[test]
fn what_is_not_ours_is_refused() {
    let Some(place) = place("job-foreign") else {
        return;
    };
    place.dir.digest_file("2024-05.txt", many("레드팀", 2));
    let is_foreign = || match run(&place.job()) {
        Err(JobError::OnCluster(ClusterOpenError::Foreign(name))) => name == "job-foreign",
        other => panic!("{other:?}"),
    };
    place.ask("PUT", "/job-foreign", &json!({}));
    assert!(is_foreign());
    // Nothing is made beside what is somebody else's.
    let beside = ask(&place.url, "GET", "/job-foreign-lock", "").unwrap();
    assert_eq!(beside.status, 404);
    place.ask("DELETE", "/job-foreign", &Value::Null);
    // An alias of somebody's index, whatever that is called.
    for index in ["notes", "job-foreign-gen-3"] {
        let add = json!({"aliases": {"job-foreign": {}}});
        place.ask("PUT", &format!("/{index}"), &add);
        assert!(is_foreign());
        place.ask("DELETE", &format!("/{index}"), &Value::Null);
    }
    place.ask("DELETE", "/job-foreign-lock", &Value::Null);
    place.ask("PUT", "/job-foreign-lock", &json!({}));
    let error = run(&place.job()).unwrap_err().to_string();
    assert!(error.contains("job-foreign-lock"), "{error}");
}

#[test]
fn an_alias_that_is_gone_is_made_again_without_a_loss() {
    let Some(place) = place("job-alias") else {
        return;
    };
    place.dir.digest_file("2024-05.txt", many("레드팀", 3));
    place.dir.digest_file("2024-06.txt", many("블랙웰", 3));
    place.run();
    place.ask("DELETE", "/job-alias-gen-1/_alias/job-alias", &Value::Null);
    place.dir.digest_file("2024-05.txt", "아무것도 아닌 글\n");
    let report = place.run();
    assert!(report.published && report.rebuilt.is_some(), "{report:?}");
    assert!(file(&report, "2024-05.txt").stale);
    assert_eq!(place.found("레드팀").len(), 3);
}

#[test]
fn a_base_that_lost_documents_is_told_and_not_shared() {
    let Some(place) = place("job-damaged") else {
        return;
    };
    place.dir.digest_file("2024-05.txt", many("레드팀", 3));
    place.dir.digest_file("2024-06.txt", many("블랙웰", 3));
    place.run();
    place.unblock("job-damaged-gen-1");
    let query = json!({"query": {"term": {"id": "2024-06/2"}}});
    place.ask(
        "POST",
        "/job-damaged-gen-1/_delete_by_query?refresh=true",
        &query,
    );
    let checked = place.check().unwrap();
    assert!(!checked.sound && checked.is_damaged(), "{checked:?}");
    let report = place.run();
    assert!(report.published && report.rebuilt.is_some(), "{report:?}");
    assert_eq!(place.found("블랙웰").len(), 3);
    place.assert_sound();
}

#[test]
fn a_check_finds_what_was_changed_on_the_cluster() {
    let Some(place) = place("job-checked") else {
        return;
    };
    place.dir.digest_file("2024-05.txt", many("레드팀", 3));
    place.run();
    let one = place.reader().document(&DocumentId::from_text("2024-05/2"));
    assert!(one.unwrap().is_some());
    // What is searched of a document says something else than the document.
    place.unblock("job-checked-gen-1");
    let update = json!({
        "query": {"term": {"id": "2024-05/2"}},
        "script": {"source": "ctx._source.order = 77"},
    });
    place.ask(
        "POST",
        "/job-checked-gen-1/_update_by_query?refresh=true",
        &update,
    );
    let report = place.check().unwrap();
    assert!(!report.sound, "{report:?}");
    assert!(
        report.faults[0].text.text().contains("2024-05/2"),
        "{report:?}"
    );
}

#[test]
fn shards_and_copies_are_as_wanted_and_stay() {
    let Some(place) = place("job-spread") else {
        return;
    };
    place.dir.digest_file("2024-05.txt", many("레드팀", 3));
    let spread = |shards, replicas| {
        let spread = SpreadWanted { shards, replicas };
        let index = ClusterIndex {
            spread,
            ..place.index()
        };
        run(&IndexJob {
            index,
            ..place.job()
        })
        .unwrap()
    };
    let settings = |generation: &str| {
        let told = place.ask("GET", &format!("/{generation}/_settings"), &Value::Null);
        let settings = &told[generation]["settings"]["index"];
        let of = |name: &str| settings[name].as_str().unwrap().to_owned();
        (of("number_of_shards"), of("number_of_replicas"))
    };
    let is = |shards: &str, replicas: &str| (shards.to_owned(), replicas.to_owned());
    spread(Some(2), Some(2));
    assert_eq!(settings("job-spread-gen-1"), is("2", "2"));
    place.dir.digest_file("2024-06.txt", many("블랙웰", 3));
    assert_eq!(spread(None, None).rebuilt, None);
    assert_eq!(settings("job-spread-gen-2"), is("2", "2"));
    // Other copies need no new generation, other shards do.
    assert!(!spread(None, Some(1)).published);
    assert_eq!(settings("job-spread-gen-2"), is("2", "1"));
    let report = spread(Some(3), None);
    assert!(report.published && report.rebuilt.is_some(), "{report:?}");
    assert_eq!(settings("job-spread-gen-3"), is("3", "1"));
    // As many copies as there are no nodes for are told, and searched all the same.
    let report = spread(Some(1), Some(5));
    let told = report.unconfirmed.as_ref().unwrap().english();
    assert!(report.published && told.contains("copies"), "{report:?}");
    assert!(!told.contains("disk"), "{told}");
    assert_eq!(place.found("레드팀").len(), 3);
    place.assert_sound();
}
