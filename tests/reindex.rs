//! The index job: what changed, what is refused, canaries, rollback, and how it tells.

use std::fs;
use std::process::Stdio;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use digest::corpus::{FieldNames, FieldRole};
use digest::job::FileStatus::{Added, Failed, Removed, Renamed, Replaced, Unchanged};
use digest::job::{IndexJob, JobError, JobEvent, Refusal};
use digest::language::Message;
use serde_json::{Value, json};

use crate::library::{file, notes, run, statuses};
use crate::util::{Dir, Ran, article, on_a_terminal};

const CITATION: &str = "기관, 보고서, 2024.04.01.";

fn one(title: &str) -> String {
    article(title, "요약", "본문", CITATION)
}

/// A digest file of so many articles, of which each has a word of its own.
fn many(word: &str, count: usize) -> String {
    let titles = (1..=count).map(|number| one(&format!("{word} 소식 제{number}호")));
    titles.collect()
}

fn index(dir: &Dir, args: &[&str]) -> Ran {
    dir.digest(&[&["index", "--json"][..], args].concat()).run()
}

fn report(ran: &Ran) -> Value {
    serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{error}: {ran:?}"))
}

fn current(dir: &Dir) -> Vec<u8> {
    fs::read(dir.path().join("index/CURRENT")).unwrap()
}

#[test]
fn what_did_not_change_is_not_written_again() {
    let dir = Dir::new();
    for month in 1..=5 {
        dir.digest_file(
            &format!("2024-0{month}.txt"),
            many(&format!("블랙웰 {month}월"), 6),
        );
    }
    dir.index();
    let segments = |folder: &std::path::Path| -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .filter(|name| name.ends_with(".store"))
            .collect();
        names.sort();
        names
    };
    let first = segments(&dir.generation());
    dir.digest_file("2024-03.txt", many("레드팀", 2));
    assert_eq!(run(&dir.shrink()).unwrap().rebuilt, None);
    let second = segments(&dir.generation());
    assert_eq!(second.len(), first.len() + 1);
    assert!(first.iter().all(|name| second.contains(name)));
    assert_eq!(dir.found("레드팀"), ["2024-03/1", "2024-03/2"]);
    dir.assert_sound(false);
}

#[test]
#[cfg(unix)]
fn a_generation_shares_the_files_of_the_one_before() {
    use std::os::unix::fs::MetadataExt;
    let dir = Dir::new();
    dir.digest_file("2024-05.txt", many("블랙웰", 6));
    dir.index();
    dir.digest_file("2024-06.txt", one("레드팀"));
    dir.index();
    let entries = fs::read_dir(dir.generation()).unwrap();
    let shared = entries.filter(|entry| entry.as_ref().unwrap().metadata().unwrap().nlink() == 2);
    assert!(shared.count() >= 6);
}

#[test]
fn added_changed_renamed_and_removed_files_are_told_apart() {
    let dir = Dir::new();
    for (month, word) in ["블랙웰", "레드팀", "챗봇", "로봇"].iter().enumerate() {
        dir.digest_file(&format!("2024-0{}.txt", month + 1), many(word, 3));
    }
    dir.digest_file("news.jsonl", r#"{"id":"a","title":"소식","body":"쿼크"}"#);
    dir.index();
    let corpus = dir.path().join("corpus");
    fs::remove_file(corpus.join("2024-01.txt")).unwrap();
    dir.digest_file("2024-02.txt", many("감사관", 3));
    fs::create_dir(corpus.join("old")).unwrap();
    fs::rename(corpus.join("2024-03.txt"), corpus.join("old/2024-03.txt")).unwrap();
    fs::rename(corpus.join("news.jsonl"), corpus.join("briefs.jsonl")).unwrap();
    dir.digest_file("2024-05.txt", many("양자", 3));
    let report = run(&dir.shrink()).unwrap();
    let expected = [
        ("2024-01.txt", Removed),
        ("2024-02.txt", Replaced),
        ("2024-04.txt", Unchanged),
        ("2024-05.txt", Added),
        ("briefs.jsonl", Renamed),
        ("old/2024-03.txt", Renamed),
    ];
    assert_eq!(statuses(&report), expected);
    let from = |name: &str| file(&report, name).renamed_from.as_deref();
    assert_eq!(from("briefs.jsonl"), Some("news.jsonl"));
    assert_eq!(from("old/2024-03.txt"), Some("2024-03.txt"));
    assert_eq!(dir.found("쿼크"), ["briefs/a"]);
    let hits = dir.hits("챗봇").unwrap();
    assert_eq!(hits.hits[0].document.source().file, "old/2024-03.txt");
    assert!(dir.found("블랙웰").is_empty());
    dir.assert_sound(false);
}

/// Each way to have no report: what was lost is told all the same, again where nothing changed.
#[test]
fn what_is_lost_of_a_file_is_told_where_no_report_is_written() {
    for (flags, code) in [
        (&["index", "--quiet"][..], 1),
        (&["index", "--quiet", "--json"], 1),
        (&["index", "--alerts"], 1),
        (&["search", "물값"], 0),
    ] {
        let dir = Dir::new();
        let record = |id: u32| format!("{{\"id\":\"{id}\",\"title\":\"물값 {id}\"}}\n");
        let cut: String = "{\"id\":\n".repeat(30);
        dir.digest_file("a.jsonl", [record(1), cut, record(2)].concat());
        dir.digest_file("alerts.txt", "물: 물값\n");
        let told = |ran: &Ran| {
            let lines = ran.stderr.lines();
            lines
                .filter(|line| line.starts_with("digest: a.jsonl"))
                .count()
        };
        let ran = dir.digest(flags).run();
        assert_eq!((ran.code, told(&ran)), (code, 21), "{flags:?}: {ran:?}");
        let places = (
            ran.stderr.contains("a.jsonl:2: "),
            ran.stderr.contains("a.jsonl:21: "),
        );
        assert_eq!(places, (true, true), "{ran:?}");
        assert!(ran.stderr.contains("a.jsonl: 10 more; "), "{ran:?}");
        if flags[0] == "index" {
            let again = dir.digest(flags).run();
            assert_eq!((again.code, told(&again)), (1, 21), "{flags:?}: {again:?}");
        }
    }
    // And once where a report tells it.
    let dir = Dir::new();
    dir.digest_file("a.jsonl", "{\"title\":\"물값\"}\n{\"id\":\n");
    let ran = dir.digest(&["index"]).run();
    assert!(ran.stdout.contains("a.jsonl:2: "), "{ran:?}");
    assert!(!ran.stderr.contains("a.jsonl:2: "), "{ran:?}");
}

#[test]
fn a_file_with_another_time_and_the_same_content_is_unchanged_and_the_reverse_is_not() {
    let dir = Dir::new();
    let path = dir.digest_file("2024-05.txt", one("블랙웰 소식"));
    dir.index();
    let time = fs::metadata(&path).unwrap().modified().unwrap();
    let set_time = |time| {
        let file = fs::File::options().write(true).open(&path).unwrap();
        file.set_modified(time).unwrap();
    };
    // The clock was set back, or forward.
    for days in [1, 4000] {
        let day = Duration::from_secs(86_400 * days);
        for time in [time - day, time + day] {
            set_time(time);
            let report = dir.index();
            assert_eq!(report.files[0].status, Unchanged);
            assert!(!report.published);
        }
    }
    // As many bytes, and the time of before.
    dir.digest_file(
        "2024-05.txt",
        one("화이트 소식").replace("화이트", "레드팀"),
    );
    set_time(time);
    assert_eq!(dir.index().files[0].status, Replaced);
    assert_eq!(dir.found("레드팀"), ["2024-05/1"]);
    assert!(dir.found("블랙웰").is_empty());
}

#[test]
fn a_stale_file_keeps_its_articles_through_changes_renames_and_rebuilds() {
    let dir = Dir::new();
    dir.digest_file("2024-04.txt", many("블랙웰", 2));
    dir.digest_file("2024-05.txt", many("레드팀", 2));
    dir.index();
    dir.digest_file("2024-04.txt", "아무것도 아닌 글\n");
    assert_eq!(index(&dir, &[]).code, 1);
    let is_kept = |name: &str, job: IndexJob| {
        let report = run(&job).unwrap();
        let file = file(&report, name);
        assert_eq!((file.status, file.stale), (Failed, true));
        assert_eq!(file.articles, 2);
        let hits = dir.hits("블랙웰").unwrap();
        assert_eq!(hits.hits.len(), 2);
        assert_eq!(hits.hits[0].document.source().file, name);
        dir.assert_sound(true);
    };
    is_kept("2024-04.txt", dir.job());
    is_kept("2024-04.txt", dir.job());
    dir.digest_file("2024-05.txt", many("챗봇", 3));
    is_kept("2024-04.txt", dir.job());
    is_kept("2024-04.txt", dir.rebuild());
    let corpus = dir.path().join("corpus");
    fs::rename(corpus.join("2024-04.txt"), corpus.join("a.txt")).unwrap();
    is_kept("a.txt", dir.job());
    is_kept("a.txt", dir.rebuild());
    // Mended, it is as any other.
    dir.digest_file("a.txt", "");
    fs::remove_file(corpus.join("a.txt")).unwrap();
    dir.digest_file("2024-04.txt", many("감사관", 2));
    assert!(!dir.index().has_problems());
    assert_eq!(dir.found("감사관").len(), 2);
    assert!(dir.found("블랙웰").is_empty());
}

/// A line of JSON Lines.
fn record(id: u32, word: &str) -> String {
    format!("{{\"id\": {id}, \"title\": \"{word} 소식\", \"body\": \"글\"}}\n")
}

#[test]
fn a_bad_record_costs_no_other_and_keeps_its_last_good_state() {
    let dir = Dir::new();
    let good = [
        record(1, "블랙웰"),
        record(2, "레드팀"),
        record(3, "감사관"),
    ]
    .concat();
    dir.digest_file("news.jsonl", &good);
    assert!(!dir.index().has_problems());
    // The second is cut, the third changes, the first goes.
    let bad = format!("{}{}", "{\"id\": 2, \"title\": \"챗\n", record(3, "쿼크랩"));
    dir.digest_file("news.jsonl", &bad);
    assert_eq!(index(&dir, &["--allow-shrink"]).code, 1);
    let is_kept = |name: &str, job: IndexJob| {
        let report = run(&job).unwrap();
        assert!(report.has_problems());
        let file = file(&report, name);
        assert_eq!((file.articles, file.stale), (2, false));
        let messages: Vec<Message> = file.messages().collect();
        assert!(
            messages
                .iter()
                .any(|told| told.starts_with(&format!("{name}:1: this is no JSON")))
        );
        assert!(
            messages.iter().any(|told| told.contains("last good state")),
            "{messages:?}"
        );
        let id = format!("{}/2", name.trim_end_matches(".jsonl"));
        assert_eq!(dir.found("레드팀"), [id]);
        assert_eq!(dir.found("쿼크랩").len(), 1);
        assert!(dir.found("블랙웰").is_empty());
        dir.assert_sound(true);
    };
    is_kept("news.jsonl", dir.shrink());
    is_kept("news.jsonl", dir.job());
    is_kept("news.jsonl", dir.rebuild());
    let corpus = dir.path().join("corpus");
    fs::rename(corpus.join("news.jsonl"), corpus.join("feed.jsonl")).unwrap();
    is_kept("feed.jsonl", dir.job());
    is_kept("feed.jsonl", dir.rebuild());
    // Mended, it is as any other.
    dir.digest_file(
        "feed.jsonl",
        [record(2, "챗봇"), record(3, "쿼크랩")].concat(),
    );
    assert!(!dir.index().has_problems());
    assert!(dir.found("레드팀").is_empty());
    assert_eq!(dir.found("챗봇").len(), 1);
    dir.assert_sound(false);
}

#[test]
fn whichever_records_break_their_articles_are_kept_in_order() {
    let words = ["블랙웰", "레드팀", "쿼크랩", "챗봇"];
    let line = |at: usize| record(at as u32 + 1, words[at]);
    // Each record that is there, cut behind its id, cut before it.
    for broken in (1..81usize).step_by(4) {
        let of = |at: usize| broken / 3usize.pow(at as u32) % 3;
        let dir = Dir::new();
        dir.digest_file("news.jsonl", (0..words.len()).map(line).collect::<String>());
        dir.digest_file("other.jsonl", record(1, "비엔나"));
        dir.index();
        let lines = (0..words.len()).map(|at| match of(at) {
            0 => line(at),
            1 => format!("{{\"id\": {}, \"ti\n", at + 1),
            _ => "{\"title\n".to_owned(),
        });
        // What is new comes first, so that old places are others'.
        let new = record(9, "가람");
        dir.digest_file("news.jsonl", new + &lines.collect::<String>());
        let report = run(&dir.job()).unwrap();
        assert_eq!(file(&report, "news.jsonl").articles, 5, "{broken}");
        for (at, word) in words.iter().enumerate() {
            assert_eq!(dir.found(word), [format!("news/{}", at + 1)], "{broken}");
        }
        dir.assert_sound(true);
    }
}

#[test]
fn a_record_that_lost_its_id_costs_no_article() {
    let dir = Dir::new();
    let good = [record(1, "블랙웰"), record(2, "레드팀")].concat();
    dir.digest_file("news.jsonl", &good);
    dir.index();
    dir.digest_file("news.jsonl", record(1, "블랙웰") + "{\"title\n");
    let report = run(&dir.job()).unwrap();
    assert_eq!(file(&report, "news.jsonl").articles, 2);
    assert_eq!(dir.found("레드팀"), ["news/2"]);
    dir.assert_sound(true);
}

#[test]
fn what_a_user_says_of_fields_is_taken_by_the_next_run() {
    let dir = Dir::new();
    dir.digest_file("news.csv", "표제어,글월\n레드팀 소식,블랙웰 이야기\n");
    assert!(run(&dir.job()).is_err());
    let named = |names: &[(&str, FieldRole)]| {
        let names = names.iter().map(|(name, role)| ((*name).to_owned(), *role));
        IndexJob {
            fields: FieldNames::with(names),
            ..dir.job()
        }
    };
    let job = named(&[("표제어", FieldRole::Title)]);
    run(&job).unwrap();
    assert!(!run(&job).unwrap().published);
    assert_eq!(dir.found("레드팀"), ["news/1"]);
    assert!(dir.found("블랙웰").is_empty());
    let both = named(&[("표제어", FieldRole::Title), ("글월", FieldRole::Body)]);
    assert!(run(&both).unwrap().rebuilt.is_some());
    assert_eq!(dir.found("블랙웰"), ["news/1"]);
}

#[test]
fn changed_words_and_a_changed_corpus_folder_are_seen() {
    let dir = Dir::new();
    dir.digest_file("2024-05.txt", one("쿼크랩 소식"));
    dir.index();
    fs::write(dir.path().join("terms.txt"), "쿼크랩\n").unwrap();
    assert_eq!(
        dir.index().rebuilt.unwrap().text(),
        "the terms have changed"
    );
    fs::write(dir.path().join("synonyms.txt"), "쿼크랩 = 쿼크연구소\n").unwrap();
    let report = dir.index();
    assert_eq!((report.rebuilt, report.published), (None, true));
    assert!(!dir.index().published);
}

#[test]
fn an_index_of_the_layout_before_loses_nothing_on_the_night_of_the_upgrade() {
    let dir = Dir::new();
    dir.digest_file("2024-04.txt", many("블랙웰", 2));
    dir.digest_file("2024-05.txt", many("레드팀", 2));
    dir.index();
    // As digest wrote it then: no checksum, no place, and a name alone in CURRENT.
    let generation = dir.generation();
    let manifest = "{\n  \"format\": 2,\n  \"schema\": 3\n}\n";
    fs::write(generation.join("manifest.json"), manifest).unwrap();
    let records = fs::read_to_string(generation.join("files.jsonl")).unwrap();
    let records: String = records
        .lines()
        .map(|line| {
            let mut record: Value = serde_json::from_str(line).unwrap();
            let record_object = record.as_object_mut().unwrap();
            record_object.remove("place");
            record_object.remove("documents");
            format!("{record}\n")
        })
        .collect();
    fs::write(generation.join("files.jsonl"), records).unwrap();
    fs::write(dir.path().join("index/CURRENT"), "gen-000001\n").unwrap();
    let error = dir.hits("블랙웰").unwrap_err().to_string();
    assert!(error.contains("its format is 2"), "{error}");

    dir.digest_file("2024-04.txt", "아무것도 아닌 글\n");
    let report = dir.index();
    assert!(report.has_problems());
    assert_eq!(report.totals.articles, 4);
    assert_eq!(dir.found("블랙웰").len(), 2);
}

#[test]
fn an_empty_or_missing_corpus_is_published_only_where_it_is_allowed() {
    let dir = Dir::new();
    dir.digest_file("2024-05.txt", one("블랙웰 소식"));
    dir.index();
    let before = current(&dir);
    let corpus = dir.path().join("corpus");
    fs::rename(&corpus, dir.path().join("unmounted")).unwrap();
    let error = run(&dir.job()).unwrap_err().to_string();
    assert!(error.contains("corpus folder cannot be read"), "{error}");
    fs::create_dir(&corpus).unwrap();
    let ran = index(&dir, &[]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("--allow-empty"), "{}", ran.stderr);
    let error = run(&dir.job()).unwrap_err();
    assert!(
        matches!(error, JobError::Refused(Refusal::NoFile { .. })),
        "{error}"
    );
    assert_eq!(current(&dir), before);

    let allowed = IndexJob {
        allow_empty: true,
        ..dir.job()
    };
    assert_eq!(run(&allowed).unwrap().totals.articles, 0);
    assert!(dir.found("블랙웰").is_empty());
    dir.assert_sound(false);
    fs::remove_dir(&corpus).unwrap();
    assert!(!run(&allowed).unwrap().has_problems());
}

#[test]
fn more_than_a_tenth_of_the_articles_goes_only_where_it_is_allowed() {
    let dir = Dir::new();
    dir.digest_file("2024-04.txt", many("블랙웰", 9));
    dir.digest_file("2024-05.txt", many("레드팀", 11));
    dir.index();
    let before = current(&dir);
    dir.digest_file("2024-05.txt", many("레드팀", 8));
    let empty = IndexJob {
        allow_empty: true,
        ..dir.job()
    };
    for job in [dir.job(), dir.rebuild(), empty] {
        let error = run(&job).unwrap_err();
        let JobError::Refused(Refusal::Shrinks {
            dropped,
            all,
            files,
        }) = &error
        else {
            panic!("{error}");
        };
        assert_eq!((*dropped, *all), (3, 20));
        assert!(files[0].contains("8 of 11"), "{files:?}");
        assert_eq!(current(&dir), before);
    }
    run(&dir.shrink()).unwrap();
    // A tenth and less is an ordinary night.
    dir.digest_file("2024-05.txt", many("레드팀", 7));
    dir.index();
}

#[test]
fn a_canary_that_cannot_be_searched_for_is_told_and_the_others_are_asked() {
    let dir = Dir::new();
    dir.digest_file("2024-05.txt", one("블랙웰 소식"));
    let many = "블랙웰 OR ".repeat(1_025);
    let canaries =
        format!("블랙웰 2024-05/1\n{many}블랙웰 2024-05/1\n블랙웰 date:2024-13 2024-05/1\n");
    dir.digest_file("canaries.txt", &canaries);
    let ran = index(&dir, &[]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.stderr.contains("canaries.txt:2: "), "{}", ran.stderr);
    assert!(ran.stderr.contains("1024 clauses"), "{}", ran.stderr);
    assert!(ran.stderr.contains("canaries.txt:3: "), "{}", ran.stderr);
    assert_eq!(report(&ran)["published"], true);
    let check = dir.check().unwrap();
    assert!(
        check.sound && notes(&check)[0].contains("canaries.txt:2"),
        "{check:?}"
    );
    // One that finds something else keeps it from being published, whatever stands beside.
    dir.digest_file("canaries.txt", canaries + "블랙웰 2024-05/9\n");
    let error = run(&dir.rebuild()).unwrap_err().to_string();
    assert!(error.contains("canaries.txt:4: "), "{error}");
}

#[test]
fn canaries_keep_a_generation_that_fails_them_from_being_published() {
    let dir = Dir::new();
    dir.digest_file("2024-05.txt", one("블랙웰 소식"));
    let canaries = |text: &str| {
        dir.digest_file("canaries.txt", text);
    };
    canaries("# 카나리아\n블랙웰 2024-05/1\n");
    let mut verified = 0;
    let report = dir.job().run(&|| false, &mut |event| {
        if let JobEvent::Verified { canaries, .. } = event {
            verified = *canaries;
        }
    });
    assert_eq!(verified, 1);
    // It is no digest file.
    assert_eq!(report.unwrap().files.len(), 1);
    let before = current(&dir);

    dir.digest_file("2024-05.txt", one("레드팀 소식"));
    let ran = index(&dir, &[]);
    assert_eq!(ran.code, 2);
    let told = "canaries.txt:2: `블랙웰` does not find 2024-05/1";
    assert!(ran.stderr.contains(told), "{}", ran.stderr);
    let error = run(&dir.job()).unwrap_err();
    assert!(
        matches!(error, JobError::Refused(Refusal::Canaries { .. })),
        "{error}"
    );
    assert_eq!(current(&dir), before);
    assert_eq!(dir.found("블랙웰"), ["2024-05/1"]);

    canaries("레드팀\n");
    let error = run(&dir.job()).unwrap_err().to_string();
    assert!(error.contains("canaries.txt:1"), "{error}");
    canaries("레드팀 2024-05/1\n");
    dir.index();
    // A check searches for them as well.
    dir.assert_sound(false);
    canaries("블랙웰 2024-05/1\n");
    let check = dir.check().unwrap();
    assert!(check.faults[0].text.contains("canaries.txt:1"), "{check:?}");
    assert!(!check.is_damaged());
}

#[test]
fn a_rollback_brings_the_generation_before() {
    let dir = Dir::new();
    let error = dir.roll_back().unwrap_err();
    assert!(matches!(error, JobError::Missing(_)), "{error}");
    dir.digest_file("2024-05.txt", one("블랙웰 소식"));
    dir.index();
    let error = dir.roll_back().unwrap_err().to_string();
    assert!(error.contains("no generation to go back to"), "{error}");

    dir.digest_file("2024-05.txt", one("레드팀 소식"));
    dir.index();
    let done = dir.digest(&["index", "--rollback", "--json"]).json();
    let expected = json!({"format_version": 1, "from": "gen-000002", "to": "gen-000001"});
    assert_eq!(done, expected);
    assert_eq!(dir.found("블랙웰"), ["2024-05/1"]);
    // The next run sees what changed since that one, under a number of its own.
    let report = dir.index();
    assert_eq!(report.files[0].status, Replaced);
    assert_eq!(report.generation.as_deref(), Some("gen-000003"));
    assert_eq!(dir.found("레드팀"), ["2024-05/1"]);
}

#[test]
fn a_rollback_refuses_a_generation_that_is_damaged() {
    let dir = Dir::new();
    dir.digest_file("2024-05.txt", one("블랙웰 소식"));
    dir.index();
    let old = dir.generation();
    dir.digest_file("2024-05.txt", one("레드팀 소식"));
    run(&dir.rebuild()).unwrap();
    let before = current(&dir);
    let mut terms = fs::read(old.join("terms.bin")).unwrap();
    terms[1000] ^= 1;
    fs::write(old.join("terms.bin"), terms).unwrap();
    let ran = index(&dir, &["--rollback"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.stderr.contains("content of terms.bin"),
        "{}",
        ran.stderr
    );
    assert_eq!(current(&dir), before);
}

#[test]
fn a_job_that_is_told_to_stop_publishes_nothing() {
    let dir = Dir::new();
    dir.digest_file("2024-04.txt", one("블랙웰 소식"));
    dir.index();
    let before = current(&dir);
    dir.digest_file("2024-05.txt", one("레드팀 소식"));
    // At whatever event: the work of before is undone.
    let mut stopped = 0;
    loop {
        let told = AtomicUsize::new(0);
        let ended = dir
            .job()
            .run(&|| told.load(Ordering::SeqCst) > stopped, &mut |_| {
                told.fetch_add(1, Ordering::SeqCst);
            });
        match ended {
            Err(error) => {
                assert!(matches!(error, JobError::Stopped), "{error}");
                assert_eq!(current(&dir), before);
                stopped += 1;
            }
            Ok(report) => {
                assert!(report.published);
                break;
            }
        }
    }
    assert!(stopped >= 4, "{stopped}");
    assert_eq!(dir.found("레드팀"), ["2024-05/1"]);
    assert!(matches!(
        dir.job().run(&|| true, &mut |_| {}),
        Err(JobError::Stopped)
    ));
}

#[test]
fn a_second_run_at_once_is_told_so_or_waits() {
    let dir = Dir::new();
    dir.digest_file("2024-05.txt", one("블랙웰 소식"));
    fs::create_dir(dir.path().join("index")).unwrap();
    let lock = fs::File::create(dir.path().join("index/LOCK")).unwrap();
    lock.lock().unwrap();
    let ran = index(&dir, &[]);
    assert_eq!(ran.code, 75, "{ran:?}");
    assert!(ran.stderr.contains("--wait"), "{}", ran.stderr);
    assert!(report(&ran)["error"].is_string());
    let started = Instant::now();
    assert_eq!(index(&dir, &["--wait", "1"]).code, 75);
    assert!(started.elapsed() >= Duration::from_secs(1));
    let mut waiting = dir.digest(&["index", "--wait", "60"]).into_command();
    let waiting = waiting.stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    drop(lock);
    assert!(waiting.unwrap().wait().unwrap().success());
    assert_eq!(dir.found("블랙웰"), ["2024-05/1"]);
}

#[test]
fn a_quiet_run_tells_problems_only() {
    let dir = Dir::new();
    dir.digest_file("2024-05.txt", one("블랙웰 소식"));
    let ran = dir.digest(&["index", "--quiet"]).run();
    assert_eq!((ran.stdout.as_str(), ran.stderr.as_str()), ("", ""));
    dir.digest_file("2024-06.txt", "아무것도 아닌 글\n");
    let ran = dir.digest(&["index", "--quiet", "--json"]).run();
    assert_eq!(ran.code, 1);
    assert_eq!(ran.stderr.lines().count(), 1, "{}", ran.stderr);
    assert!(ran.stderr.contains("2024-06.txt"), "{}", ran.stderr);
    assert_eq!(report(&ran)["articles"], 1);
}

#[test]
fn the_log_is_json_where_asked_for() {
    let dir = Dir::new();
    dir.digest_file("2024-05.txt", one("블랙웰 소식"));
    let events = |args: &[&str]| -> (i32, Vec<Value>) {
        let args = [&["index", "--log-format", "json"][..], args].concat();
        let ran = dir.digest(&args).run();
        let lines = ran.stderr.lines();
        let events = lines.map(|line| serde_json::from_str(line).unwrap());
        (ran.code, events.collect())
    };
    let names = |events: &[Value]| -> Vec<String> {
        let names = events.iter().map(|event| event["event"].as_str().unwrap());
        names.map(str::to_owned).collect()
    };
    let (code, first) = events(&[]);
    assert_eq!(code, 0);
    assert_eq!(
        names(&first),
        ["started", "rebuilding", "file", "verified", "published"]
    );
    for event in &first {
        assert_eq!(event["format_version"], 1);
        let time = event["time"].as_str().unwrap();
        assert!(time.starts_with("20") && time.ends_with('Z'), "{time}");
    }
    assert_eq!(first[2]["status"], "added");
    assert_eq!(first[4]["generation"], "gen-000001");
    assert_eq!(names(&events(&[]).1), ["started", "unchanged"]);
    fs::remove_file(dir.path().join("corpus/2024-05.txt")).unwrap();
    let (code, failed) = events(&[]);
    assert_eq!(code, 2);
    assert_eq!(names(&failed), ["failed"]);
    assert!(
        failed[0]["error"]
            .as_str()
            .unwrap()
            .contains("--allow-empty")
    );
}

#[test]
#[cfg(unix)]
fn a_terminal_gets_a_bar_with_counts_and_a_quiet_run_nothing() {
    let dir = Dir::new();
    for month in 1..=9 {
        dir.digest_file(
            &format!("2024-0{month}.txt"),
            many(&format!("블랙웰 {month}월"), 12),
        );
    }
    let shown = on_a_terminal(dir.digest(&["index"]).into_command(), 80, 24).1;
    assert!(shown.contains("/9 files, "), "{shown}");
    assert!(shown.contains(" left"), "{shown}");
    assert!(shown.contains("verifying"), "{shown}");
    assert!(
        shown.contains("published gen-000001, 108 articles"),
        "{shown}"
    );
    let quiet = dir.digest(&["index", "--rebuild", "--quiet"]);
    assert_eq!(on_a_terminal(quiet.into_command(), 80, 24).1, "");
    // Elsewhere there is no bar.
    let ran = index(&dir, &["--rebuild"]);
    assert!(!ran.stderr.contains('\u{1b}'), "{}", ran.stderr);
}

#[test]
fn mistaken_flags_are_told() {
    let dir = Dir::new();
    for args in [
        &["--memory", "1"][..],
        &["--memory", "lots"],
        &["--wait", "-1"],
        &["--log-format", "xml"],
        &["--rollback", "--rebuild"],
    ] {
        let ran = dir.digest(&[&["index"][..], args].concat()).run();
        assert_eq!(ran.code, 2, "{args:?}");
        assert!(ran.stderr.contains(args[0]), "{}", ran.stderr);
    }
}
