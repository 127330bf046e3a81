//! Building and refreshing the index, and what is refused.

use std::fs;
use std::process::Stdio;

use digest::index::OpenError;
use digest::job::FileStatus::{Added, Failed, Removed, Replaced, Unchanged};
use digest::job::{IndexJob, JobError, JobEvent, Refusal};
use serde_json::{Value, json};

use crate::library::{pdf_program, run, statuses};
use crate::util::{Dir, article, ids, names_in, project};

const CITATION: &str = "기관, 보고서, 2024.04.01.";

fn one(title: &str) -> String {
    article(title, "요약", "본문", CITATION)
}

#[test]
fn the_first_search_builds_the_index() {
    let dir = Dir::new();
    dir.digest_file("2024-05.txt", one("블랙웰 소식"));
    let first = dir.digest(&["search", "블랙웰", "--json"]).run();
    assert_eq!(first.code, 0);
    assert!(
        first.stderr.contains("building the index"),
        "{}",
        first.stderr
    );
    let second = dir.digest(&["search", "블랙웰", "--json"]).run();
    assert_eq!(second.stderr, "");
    assert!(dir.path().join("index/CURRENT").is_file());
}

#[test]
fn first_searches_at_once_build_one_index() {
    let dir = Dir::new();
    dir.digest_file("2024-05.txt", one("블랙웰 소식"));
    let children: Vec<_> = (0..4)
        .map(|_| {
            let mut command = dir.digest(&["search", "블랙웰", "--json"]).into_command();
            command.stdout(Stdio::piped()).stderr(Stdio::null());
            command.spawn().unwrap()
        })
        .collect();
    for child in children {
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0));
        let hits: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(ids(&hits), ["2024-05/1"]);
    }
    assert!(dir.generation().ends_with("gen-000001"));
}

#[test]
fn a_search_while_the_first_index_is_published_waits_for_it() {
    let dir = Dir::new();
    dir.digest_file("2024-05.txt", one("블랙웰 소식"));
    dir.index();
    let index = dir.path().join("index");
    let search = || dir.digest(&["search", "블랙웰", "-l"]).run();
    // Without a run at work that is damage.
    fs::remove_file(index.join("CURRENT")).unwrap();
    let damaged = search();
    assert_eq!(damaged.code, 2, "{damaged:?}");
    assert!(damaged.stderr.contains("is damaged"), "{damaged:?}");
    // As a run leaves it that is killed when the generation has its name already.
    let mark = fs::read(index.join("digest-index.json")).unwrap();
    let mark: Value = serde_json::from_slice(&mark).unwrap();
    fs::create_dir(index.join(mark["work"].as_str().unwrap())).unwrap();
    let found = search();
    assert_eq!(
        (found.code, found.stdout.as_str()),
        (0, "2024-05/1\n"),
        "{found:?}"
    );
    assert!(index.join("CURRENT").is_file());
}

#[test]
fn a_report_tells_what_became_of_each_file() {
    let dir = Dir::new();
    dir.digest_file("2024-04.txt", one("가"));
    dir.digest_file("2024-05.txt", one("나"));
    let report = dir.index();
    assert_eq!((report.totals.issues, report.totals.articles), (2, 2));
    assert_eq!((report.totals.events, report.totals.citations), (0, 2));
    let expected = [("2024-04.txt", Added), ("2024-05.txt", Added)];
    assert_eq!(statuses(&report), expected);
    let lines = &report.files[0].lines;
    assert_eq!(lines.values().sum::<u64>(), 7, "{lines:?}");

    let report = dir.index();
    let expected = [("2024-04.txt", Unchanged), ("2024-05.txt", Unchanged)];
    assert_eq!(statuses(&report), expected);
    assert_eq!(report.totals.articles, 2);

    dir.digest_file("2024-05.txt", format!("{}{}", one("나"), one("다")));
    fs::remove_file(dir.path().join("corpus/2024-04.txt")).unwrap();
    dir.digest_file("2024-06.txt", one("라"));
    let report = run(&dir.shrink()).unwrap();
    let expected = [
        ("2024-04.txt", Removed),
        ("2024-05.txt", Replaced),
        ("2024-06.txt", Added),
    ];
    assert_eq!(statuses(&report), expected);
    assert_eq!((report.totals.issues, report.totals.articles), (2, 3));
}

#[test]
fn a_report_is_written_as_json() {
    let dir = Dir::new();
    dir.digest_file("2024-05.txt", one("가"));
    let report = dir.digest(&["index", "--json"]).json();
    assert_eq!(report["format_version"], 1);
    assert_eq!(
        (&report["articles"], &report["published"]),
        (&json!(1), &json!(true))
    );
    assert_eq!(report["files"][0]["status"], "added");
    assert_eq!(report["files"][0]["renamed_from"], Value::Null);
    assert!(report["elapsed_ms"].is_f64(), "{report}");
}

#[test]
fn the_own_corpus_is_counted_right() {
    let dir = Dir::new();
    let job = IndexJob {
        pdf_program: pdf_program(),
        ..IndexJob::new(project().join("corpus"), dir.path().join("index"))
    };
    let report = run(&job).unwrap();
    assert_eq!((report.totals.articles, report.totals.events), (30, 15));
    assert_eq!(report.totals.citations, 40);
    assert!(report.files.iter().all(|file| file.warnings.is_empty()));
    let corpus = job.corpus.to_str().unwrap();
    for (query, id) in [
        ("레드팀", "2024-05/12"),
        ("챗GPT 에이전트", "2025-08/3"),
        ("알파게놈", "daily_2025-08-11/5"),
    ] {
        let hits = dir
            .digest(&["search", query, "--json", "--corpus", corpus])
            .json();
        assert_eq!(ids(&hits)[0], id);
    }
}

#[test]
fn a_changed_corpus_is_searched_after_reindexing() {
    let dir = Dir::new();
    dir.digest_file("2024-05.txt", one("블랙웰 소식"));
    dir.index();
    dir.digest_file("2024-05.txt", one("레드팀 소식"));
    dir.index();
    assert!(dir.found("블랙웰").is_empty());
    assert_eq!(dir.found("레드팀"), ["2024-05/1"]);
}

#[test]
fn a_file_that_fails_keeps_its_articles() {
    let dir = Dir::new();
    dir.digest_file("2024-04.txt", one("블랙웰 소식"));
    dir.digest_file("2024-05.txt", one("레드팀 소식"));
    dir.index();
    dir.digest_file("2024-04.txt", b"\x00\x01 broken");
    for _ in 0..2 {
        let report = dir.index();
        assert!(report.has_problems());
        assert_eq!(report.files[0].status, Failed);
        assert_eq!(report.files[0].articles, 1);
        assert!(!report.files[0].warnings.is_empty());
        assert_eq!(report.totals.articles, 2);
        assert_eq!(dir.found("블랙웰"), ["2024-04/1"]);
    }
    // A rebuild loses nothing either.
    assert!(run(&dir.rebuild()).unwrap().has_problems());
    assert_eq!(dir.found("블랙웰"), ["2024-04/1"]);
}

#[test]
fn two_files_of_one_issue_are_both_read() {
    let dir = Dir::new();
    dir.digest_file("2024-05.txt", one("블랙웰 소식"));
    dir.digest_file("2024_05.txt", one("레드팀 소식"));
    let report = dir.index();
    let expected = [("2024-05.txt", Added), ("2024_05.txt", Added)];
    assert_eq!(statuses(&report), expected);
    assert_eq!(dir.found("블랙웰"), ["2024-05/1"]);
    assert_eq!(dir.found("레드팀"), ["2024-05@2024_05/1"]);
}

#[test]
fn an_issue_stays_with_the_file_that_held_it() {
    let dir = Dir::new();
    dir.digest_file(
        "b-2024-05.txt",
        format!("{}{}", one("블랙웰 소식"), one("다른 소식")),
    );
    dir.index();
    // The newcomer comes first by name, but the ids are taken.
    dir.digest_file("a-2024-05.txt", one("레드팀 소식"));
    let report = dir.index();
    let expected = [("a-2024-05.txt", Added), ("b-2024-05.txt", Unchanged)];
    assert_eq!(statuses(&report), expected);
    assert_eq!((report.totals.issues, report.totals.articles), (2, 3));
    assert_eq!(dir.found("블랙웰"), ["2024-05/1"]);
    assert_eq!(dir.found("레드팀"), ["2024-05@a-2024-05/1"]);

    fs::remove_file(dir.path().join("corpus/b-2024-05.txt")).unwrap();
    let report = run(&dir.shrink()).unwrap();
    let expected = [("a-2024-05.txt", Unchanged), ("b-2024-05.txt", Removed)];
    assert_eq!(statuses(&report), expected);
    assert_eq!(dir.found("레드팀"), ["2024-05@a-2024-05/1"]);
}

#[test]
fn a_file_that_stays_broken_publishes_nothing_new() {
    let dir = Dir::new();
    dir.digest_file("2024-04.txt", one("블랙웰 소식"));
    dir.digest_file("2024-05.txt", "아무것도 아닌 글\n");
    assert!(dir.index().published);
    let again = dir.index();
    assert!(again.has_problems() && !again.published, "{again:?}");
}

#[test]
fn a_corpus_named_wrongly_is_not_answered_by_another() {
    let dir = Dir::new();
    dir.digest_file("2024-05.txt", one("블랙웰 소식"));
    assert_eq!(dir.digest(&["index"]).run().code, 0);
    let ran = dir
        .digest(&[
            "search",
            "블랙웰",
            "--corpus",
            "nowhere",
            "--index",
            "index",
        ])
        .run();
    assert_eq!((ran.code, ran.stdout.as_str()), (2, ""));
    assert!(ran.stderr.contains("nowhere"), "{}", ran.stderr);
    // The index of a corpus that is not at hand is searched under its own name.
    fs::rename(dir.path().join("corpus"), dir.path().join("elsewhere")).unwrap();
    let corpus = dir.path().canonicalize().unwrap().join("corpus");
    let args = ["search", "블랙웰", "--index", "index", "--corpus"];
    let ran = dir
        .digest(&[&args[..], &[corpus.to_str().unwrap()]].concat())
        .run();
    assert_eq!(ran.code, 0, "{ran:?}");
}

#[test]
fn a_run_that_publishes_nothing_leaves_nothing() {
    let dir = Dir::new();
    dir.digest_file("2024-05.txt", "아무것도 아닌 글\n");
    let error = run(&dir.job()).unwrap_err();
    let JobError::Refused(Refusal::NoArticle { messages, .. }) = &error else {
        panic!("{error}");
    };
    assert!(messages[0].contains("2024-05.txt"), "{messages:?}");
    let left = names_in(&dir.path().join("index"));
    assert_eq!(left, ["LOCK", "digest-index.json"]);
}

#[test]
fn an_empty_or_missing_corpus_publishes_nothing() {
    let dir = Dir::new();
    dir.digest_file("2024-05.txt", one("블랙웰 소식"));
    dir.index();
    fs::remove_file(dir.path().join("corpus/2024-05.txt")).unwrap();
    let error = run(&dir.job()).unwrap_err();
    assert!(
        error.to_string().contains("holds no digest file"),
        "{error}"
    );
    assert_eq!(dir.found("블랙웰"), ["2024-05/1"]);

    let ran = dir
        .digest(&["index", "--corpus", "nowhere", "--index", "index"])
        .run();
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("nowhere"), "{}", ran.stderr);
    assert_eq!(dir.found("블랙웰"), ["2024-05/1"]);
}

#[test]
fn a_corpus_of_its_own_has_an_index_of_its_own() {
    let dir = Dir::new();
    dir.digest_file("2024-05.txt", one("블랙웰 소식"));
    let other = dir.path().join("other");
    fs::create_dir(&other).unwrap();
    fs::write(other.join("2024-06.txt"), one("레드팀 소식")).unwrap();
    let hits = dir
        .digest(&["search", "레드팀", "--json", "--corpus", "other"])
        .json();
    assert_eq!(ids(&hits), ["2024-06/1"]);
    assert_eq!(dir.digest(&["search", "블랙웰"]).run().code, 0);
    // The index of another corpus is not taken for this one's: all its articles would go.
    let both = ["--corpus", "other", "--index", "index"];
    let ran = dir
        .digest(&[&["search", "레드팀"][..], &both].concat())
        .run();
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("was built of"), "{}", ran.stderr);
    let ran = dir.digest(&[&["index"][..], &both].concat()).run();
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("--allow-shrink"), "{}", ran.stderr);
    assert_eq!(dir.digest(&["search", "블랙웰"]).run().code, 0);
    let index = [&["index", "--allow-shrink"][..], &both].concat();
    assert_eq!(dir.digest(&index).run().code, 0);
    let search = [&["search", "레드팀", "--json"][..], &both].concat();
    assert_eq!(ids(&dir.digest(&search).json()), ["2024-06/1"]);
}

#[test]
fn a_corpus_that_moved_keeps_its_index() {
    let dir = Dir::new();
    dir.digest_file("2024-05.txt", one("블랙웰 소식"));
    dir.index();
    let moved = Dir::new();
    fs::remove_dir(moved.path().join("corpus")).unwrap();
    for name in ["corpus", "index"] {
        fs::rename(dir.path().join(name), moved.path().join(name)).unwrap();
    }
    // A search cannot tell that from another corpus, and leaves it.
    let ran = moved.digest(&["search", "블랙웰"]).run();
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("run `digest index`"), "{}", ran.stderr);
    let report = moved.index();
    assert_eq!(statuses(&report), [("2024-05.txt", Unchanged)]);
    assert_eq!(report.generation.as_deref(), Some("gen-000002"));
    assert_eq!(moved.found("블랙웰"), ["2024-05/1"]);
}

#[test]
fn a_search_never_replaces_the_index_of_another_corpus() {
    let dir = Dir::new();
    dir.digest_file("2024-05.txt", one("블랙웰 소식"));
    assert_eq!(dir.digest(&["index"]).run().code, 0);
    // As many articles, under the same names.
    let other = dir.path().join("other");
    fs::create_dir(&other).unwrap();
    fs::write(other.join("2024-05.txt"), one("레드팀 소식")).unwrap();
    let index = dir.path().join("index");
    let before = names_in(&index);
    let both = ["--corpus", "other", "--index", "index"];
    for command in [
        &["search", "레드팀"][..],
        &["show", "2024-05/1"],
        &["list"],
        &["issues"],
        &["events"],
        &["cite", "2024-05/1"],
        &["sources"],
        &["trend", "레드팀"],
        &["related", "2024-05/1"],
        &["check"],
    ] {
        let ran = dir.digest(&[command, &both].concat()).run();
        assert_eq!(ran.code, 2, "{command:?}: {ran:?}");
        assert!(ran.stderr.contains("was built of"), "{command:?}: {ran:?}");
        assert_eq!(names_in(&index), before, "{command:?}");
    }
    // Nor where the name of the published generation is gone.
    fs::remove_file(index.join("CURRENT")).unwrap();
    let before = names_in(&index);
    let ran = dir.digest(&["search", "블랙웰"]).run();
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("no CURRENT"), "{}", ran.stderr);
    assert_eq!(names_in(&index), before);
}

#[test]
fn a_first_search_that_waited_replaces_no_index_that_came_meanwhile() {
    let dir = Dir::new();
    dir.digest_file("2024-05.txt", one("블랙웰 소식"));
    let index = dir.path().join("index");
    let other = dir.path().join("other");
    fs::create_dir(&other).unwrap();
    fs::write(other.join("2024-05.txt"), one("레드팀 소식")).unwrap();
    let made = dir.path().join("made");
    run(&IndexJob::new(&other, &made)).unwrap();
    fs::create_dir(&index).unwrap();
    let mut lock = Some(fs::File::create(index.join("LOCK")).unwrap());
    lock.as_ref().unwrap().lock().unwrap();
    // What a first search does: it waits for whoever has the lock.
    let job = IndexJob {
        only_first: true,
        ..dir.job()
    };
    let mut before = Vec::new();
    let waited = job.run(&|| false, &mut |event| {
        assert_eq!(*event, JobEvent::Waiting);
        for name in names_in(&made) {
            if name != "LOCK" {
                fs::rename(made.join(&name), index.join(&name)).unwrap();
            }
        }
        before = names_in(&index);
        drop(lock.take());
    });
    let error = waited.unwrap_err();
    assert!(
        matches!(error, JobError::Unusable(OpenError::OtherCorpus(_))),
        "{error}"
    );
    assert_eq!(names_in(&index), before);
}

#[test]
fn the_corpus_is_found_from_folders_below_and_from_the_environment() {
    let dir = Dir::new();
    dir.digest_file("2024-05.txt", one("블랙웰 소식"));
    let deep = dir.path().join("a/b");
    fs::create_dir_all(&deep).unwrap();
    assert_eq!(
        dir.digest(&["search", "블랙웰"])
            .current_dir(&deep)
            .run()
            .code,
        0
    );
    assert!(dir.path().join("index").is_dir());
    let corpus = dir.path().join("corpus");
    let ran = dir
        .digest(&["search", "블랙웰"])
        .current_dir(std::env::temp_dir().as_path())
        .env("DIGEST_CORPUS", corpus.to_str().unwrap())
        .env("DIGEST_INDEX", dir.path().join("index").to_str().unwrap())
        .run();
    assert_eq!(ran.code, 0, "{ran:?}");
}

#[test]
fn no_corpus_at_all_says_what_to_do() {
    let dir = Dir::new();
    fs::remove_dir(dir.path().join("corpus")).unwrap();
    let ran = dir.digest(&["search", "레드팀"]).run();
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("--corpus"), "{}", ran.stderr);
}

#[test]
fn an_index_that_does_not_fit_is_refused_and_rebuilt_on_demand() {
    let dir = Dir::new();
    dir.digest_file("2024-05.txt", one("블랙웰 소식"));
    dir.index();
    dir.change_manifest(|manifest| manifest["dictionary"] = json!("another"));
    let ran = dir.digest(&["search", "블랙웰"]).run();
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("run `digest index`"), "{}", ran.stderr);
    assert!(ran.stderr.contains("another"), "{}", ran.stderr);
    let reason = dir.index().rebuilt.unwrap();
    assert!(reason.contains("dictionary is another"), "{reason}");
    assert_eq!(dir.found("블랙웰"), ["2024-05/1"]);
}

#[test]
fn an_index_of_a_newer_digest_is_never_downgraded() {
    let dir = Dir::new();
    dir.digest_file("2024-05.txt", one("블랙웰 소식"));
    dir.index();
    for name in ["format", "schema", "analyzer"] {
        let mut before = Value::Null;
        dir.change_manifest(|manifest| {
            before = manifest[name].clone();
            manifest[name] = json!(before.as_u64().unwrap() + 1);
        });
        let current = fs::read(dir.path().join("index/CURRENT")).unwrap();
        let search = dir.hits("블랙웰").unwrap_err().to_string();
        assert!(search.contains(name), "{name}: {search}");
        for job in [dir.job(), dir.rebuild()] {
            let error = run(&job).unwrap_err();
            assert!(matches!(error, JobError::Newer { .. }), "{name}: {error}");
            assert!(error.to_string().contains(name), "{name}: {error}");
        }
        let told: String = match dir.check() {
            Ok(report) => report.faults.iter().map(|it| it.text.text()).collect(),
            Err(error) => error.to_string(),
        };
        assert!(told.contains(name), "{name}: {told}");
        let ran = dir.digest(&["index"]).run();
        assert_eq!(ran.code, 2, "{name}");
        assert!(
            ran.stderr.contains("another folder with --index"),
            "{ran:?}"
        );
        let after = fs::read(dir.path().join("index/CURRENT")).unwrap();
        assert_eq!(current, after, "{name}");
        dir.change_manifest(|manifest| manifest[name] = before.clone());
    }
    assert_eq!(dir.found("블랙웰"), ["2024-05/1"]);
}

#[test]
fn a_damaged_index_is_told_and_mended() {
    let dir = Dir::new();
    dir.digest_file("2024-05.txt", one("블랙웰 소식"));
    dir.index();
    let current = dir.path().join("index/CURRENT");
    let generation = dir.generation();

    let broken = [
        (current.clone(), "nonsense".to_owned()),
        (generation.join("manifest.json"), "{".to_owned()),
        (generation.join("meta.json"), String::new()),
    ];
    for (path, text) in broken {
        let good = fs::read(&path).unwrap();
        fs::write(&path, text).unwrap();
        let error = dir.hits("블랙웰").unwrap_err().to_string();
        assert!(error.contains("damaged"), "{}: {error}", path.display());
        fs::write(&path, good).unwrap();
    }
    fs::write(&current, "nonsense").unwrap();
    run(&dir.rebuild()).unwrap();
    assert_eq!(dir.found("블랙웰"), ["2024-05/1"]);
}

#[test]
#[cfg(unix)]
fn a_folder_that_cannot_be_read_keeps_its_articles() {
    use std::os::unix::fs::PermissionsExt;
    let dir = Dir::new();
    dir.digest_file("2024-05.txt", one("블랙웰 소식"));
    let closed = dir.digest_file("closed/2024-06.txt", one("레드팀 소식"));
    let closed = closed.parent().unwrap();
    dir.index();
    fs::set_permissions(closed, fs::Permissions::from_mode(0o000)).unwrap();
    let readable = fs::read_dir(closed).is_ok();
    let report = run(&dir.rebuild());
    fs::set_permissions(closed, fs::Permissions::from_mode(0o755)).unwrap();
    // Root reads every folder: there is nothing to see then.
    assert_eq!(report.unwrap().has_problems(), !readable);
    assert_eq!(dir.found("레드팀"), ["2024-06/1"]);
}

#[test]
#[cfg(unix)]
fn a_search_needs_no_permission_to_write() {
    use std::os::unix::fs::PermissionsExt;
    let dir = Dir::new();
    dir.digest_file("2024-05.txt", one("블랙웰 소식"));
    dir.index();
    let generation = dir.generation();
    let before = names_in(&generation);
    let set = |mode: u32| {
        for folder in [&generation, &dir.path().join("index")] {
            fs::set_permissions(folder, fs::Permissions::from_mode(mode)).unwrap();
        }
    };
    set(0o555);
    let hits = dir.hits("블랙웰");
    set(0o755);
    assert_eq!(hits.unwrap().hits.len(), 1);
    // Root may write anywhere: that nothing was written shows in any case.
    assert_eq!(names_in(&generation), before);
}
