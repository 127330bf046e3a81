//! What lies in a corpus folder and is no digest file, or does not hold still.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use digest::corpus::Reach;
use digest::job::FileStatus::{Added, Failed, Removed, Unchanged};
use digest::job::{CheckJob, IndexJob, IndexReport};

use super::{Editions, make_pipe};
use crate::library::{file, notes, run};
use crate::util::{Dir, article};

/// The job, which must end by itself.
fn index(dir: &Dir) -> IndexReport {
    let started = Instant::now();
    let report = dir.index();
    assert!(started.elapsed() < Duration::from_secs(60));
    report
}

/// The job where links are followed.
fn follow(dir: &Dir, one_file_system: bool) -> IndexReport {
    let reach = Reach {
        follows_links: true,
        one_file_system,
    };
    run(&IndexJob { reach, ..dir.job() }).unwrap()
}

/// The first warning of a digest file that cannot be read.
fn failure<'a>(report: &'a IndexReport, name: &str) -> &'a str {
    let row = file(report, name);
    assert_eq!(row.status, Failed, "{row:?}");
    &row.warnings[0].message
}

#[test]
fn a_pipe_is_told_and_waited_for_by_nobody() {
    let editions = Editions::new();
    let dir = &editions.dir;
    make_pipe(&dir.path().join("corpus/2024-06.txt"));
    let report = index(dir);
    let message = failure(&report, "2024-06.txt");
    assert!(message.contains("pipe"), "{message}");
}

#[test]
fn a_file_that_became_a_pipe_keeps_its_articles() {
    let editions = Editions::new();
    let dir = &editions.dir;
    let path = dir.path().join("corpus/2024-05.txt");
    fs::remove_file(&path).unwrap();
    make_pipe(&path);
    assert!(file(&index(dir), "2024-05.txt").stale);
    assert_eq!(editions.found(), 0);
}

/// Links of all kinds in the corpus folder.
fn link(corpus: &Path) {
    symlink("loop.txt", corpus.join("loop.txt")).unwrap();
    symlink("nowhere.txt", corpus.join("broken.txt")).unwrap();
    symlink(".", corpus.join("again")).unwrap();
    symlink("ring-b", corpus.join("ring-a")).unwrap();
    symlink("ring-a", corpus.join("ring-b")).unwrap();
    symlink("2024-05.txt", corpus.join("z-link.txt")).unwrap();
}

#[test]
fn links_that_lead_nowhere_or_in_circles_are_told() {
    let editions = Editions::new();
    let dir = &editions.dir;
    link(&dir.path().join("corpus"));
    let report = follow(dir, false);
    for name in ["loop.txt", "broken.txt"] {
        failure(&report, name);
    }
    // A folder is read once; a link to a file is one more digest file, and a copy of it.
    let linked = file(&report, "z-link.txt");
    assert_eq!(
        (linked.status, linked.copy_of.as_deref()),
        (Added, Some("2024-05.txt"))
    );
    assert_eq!(report.files.len(), 7);
    assert_eq!(report.totals.articles, 13);
    let job = dir.job();
    let check = CheckJob {
        reach: Reach {
            follows_links: true,
            ..Reach::default()
        },
        ..CheckJob::new(job.corpus, job.index)
    };
    let check = check.run(&|| false).unwrap();
    assert!(check.sound && !check.notes.is_empty(), "{check:?}");
    assert!(!notes(&check).concat().contains("z-link"), "{check:?}");
}

/// What the job says of links, and what it holds then.
#[test]
fn nothing_outside_the_corpus_is_read_unless_a_flag_says_so() {
    let editions = Editions::new();
    let dir = &editions.dir;
    let corpus = dir.path().join("corpus");
    link(&corpus);
    let outside = dir.path().join("outside");
    fs::create_dir(&outside).unwrap();
    let secret = article("비밀 블랙웰", "요약", "본문", "기관, 글, 2024.04.01.");
    fs::write(outside.join("secret.txt"), &secret).unwrap();
    fs::write(outside.join("secret"), &secret).unwrap();
    symlink(&outside, corpus.join("folder")).unwrap();
    symlink(outside.join("secret"), corpus.join("file.txt")).unwrap();
    symlink("/proc/self", corpus.join("process")).unwrap();
    let report = index(dir);
    // Those that would be digest files or folders of them; a ring is neither.
    let names = [
        "again",
        "broken.txt",
        "file.txt",
        "folder",
        "loop.txt",
        "process",
        "z-link.txt",
    ];
    for name in names {
        let message = failure(&report, name);
        assert!(message.contains("links are not followed"), "{message}");
    }
    assert_eq!(report.files.len(), 4 + names.len());
    assert_eq!(report.totals.articles, 13);
    assert_eq!(editions.found(), 0);
    let check = dir.check().unwrap();
    assert!(check.sound, "{check:?}");
    assert!(notes(&check).concat().contains("folder"), "{check:?}");
    // With the flag both are read, and what was read goes again without it.
    fs::remove_file(corpus.join("process")).unwrap();
    fs::write(outside.join("secret"), secret.replace("비밀", "다른")).unwrap();
    let told = dir.digest(&["index"]).run();
    assert!(told.stderr.contains("--follow"), "{told:?}");
    let ran = dir.digest(&["index", "--quiet", "--follow"]).run();
    assert_eq!(ran.code, 1, "{ran:?}");
    assert_eq!(dir.found("비밀"), ["secret/1"]);
    let report = run(&dir.shrink()).unwrap();
    assert_eq!(file(&report, "folder/secret.txt").status, Removed);
    assert_eq!(report.totals.articles, 13);
}

#[test]
fn a_corpus_folder_that_is_a_link_is_followed() {
    let editions = Editions::new();
    let dir = &editions.dir;
    fs::rename(dir.path().join("corpus"), dir.path().join("elsewhere")).unwrap();
    symlink("elsewhere", dir.path().join("corpus")).unwrap();
    let report = index(dir);
    assert!(!report.has_problems());
    assert_eq!(report.totals.articles, 13);
}

#[test]
fn another_file_system_is_left_out_where_a_flag_says_so() {
    let editions = Editions::new();
    let dir = &editions.dir;
    // /proc is a file system of its own wherever this runs.
    symlink("/proc/self/fdinfo", dir.path().join("corpus/process")).unwrap();
    let report = follow(dir, true);
    let message = failure(&report, "process");
    assert!(message.contains("another file system"), "{message}");
    assert_eq!(report.totals.articles, 13);
}

#[test]
fn a_name_that_is_not_utf8_and_one_that_reads_the_same_are_two() {
    let editions = Editions::new();
    let dir = &editions.dir;
    let names = [&b"a\xffb.jsonl"[..], b"a\\xFFb.jsonl", b"a\\x5CxFFb.jsonl"];
    for (name, title) in names.into_iter().zip(["레드팀", "앤트로픽", "오픈AI"]) {
        let path = dir.path().join("corpus").join(OsStr::from_bytes(name));
        let line = format!(r#"{{"id":"1","title":"{title} 소식","body":"본문"}}"#);
        fs::write(path, line).unwrap();
    }
    let report = index(dir);
    assert!(!report.has_problems());
    assert_eq!(report.totals.articles, 16);
    for (query, id) in [
        ("레드팀", "a\\xFFb/1"),
        ("앤트로픽", "a\\x5CxFFb/1"),
        ("오픈AI", "a\\x5Cx5CxFFb/1"),
    ] {
        assert_eq!(dir.found(query), [id]);
        assert_eq!(dir.digest(&["show", id, "--at"]).run().code, 0, "{id}");
    }
    dir.assert_sound(false);
}

#[test]
fn a_file_that_claims_terabytes_is_told_by_its_size_alone() {
    let editions = Editions::new();
    let dir = &editions.dir;
    let path = dir.path().join("corpus/2024-06.txt");
    // As much as a file may have here: to read it would take hours.
    fs::File::create(&path).unwrap().set_len(1 << 43).unwrap();
    for _ in 0..2 {
        let report = index(dir);
        let message = failure(&report, "2024-06.txt");
        assert!(message.contains("8796093022208 bytes"), "{message}");
    }
    dir.assert_sound(true);
    // One whose articles are in the index, too.
    let known = dir.path().join("corpus/2023-01.txt");
    fs::File::create(&known).unwrap().set_len(1 << 43).unwrap();
    assert!(file(&index(dir), "2023-01.txt").stale);
    dir.assert_sound(true);
    assert_eq!(editions.found(), 0);
}

#[test]
fn names_that_are_not_utf8_are_kept_apart() {
    let editions = Editions::new();
    let dir = &editions.dir;
    for (byte, title) in [(0xffu8, "레드팀"), (0xfe, "앤트로픽")] {
        let name = [&b"news-"[..], &[byte], b".jsonl"].concat();
        let path = dir.path().join("corpus").join(OsStr::from_bytes(&name));
        let line = format!(r#"{{"id":"1","title":"{title} 소식","body":"본문"}}"#);
        fs::write(path, line).unwrap();
    }
    let report = index(dir);
    assert!(!report.has_problems());
    assert_eq!(file(&report, "news-\\xFF.jsonl").status, Added);
    assert_eq!(file(&report, "news-\\xFE.jsonl").status, Added);
    for (query, id) in [("레드팀", "news-\\xFF/1"), ("앤트로픽", "news-\\xFE/1")] {
        assert_eq!(dir.found(query), [id]);
    }
    assert_eq!(file(&index(dir), "news-\\xFF.jsonl").status, Unchanged);
    dir.assert_sound(false);
}

#[test]
fn a_gigabyte_is_refused_and_takes_no_memory() {
    let editions = Editions::new();
    let dir = &editions.dir;
    let path = dir.path().join("corpus/2024-06.txt");
    fs::File::create(&path).unwrap().set_len(1 << 30).unwrap();
    let report = index(dir);
    let message = failure(&report, "2024-06.txt");
    assert!(
        message.contains("1073741824 bytes")
            && message.contains("the memory that the job may take"),
        "{message}"
    );
    assert_eq!(editions.found(), 0);
    fs::remove_dir_all(dir.path().join("index")).unwrap();
    let ran = dir.digest(&["index"]).run();
    assert!(ran.stderr.contains("--memory"), "{ran:?}");
}

/// Runs the job while `disturb` changes a digest file, again and again.
fn disturbed(editions: &Editions, runs: u32, disturb: impl Fn(&Path) + Sync) -> Vec<IndexReport> {
    let path = editions.dir.path().join("corpus/2024-05.txt");
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        // Also where a run fails, so that the test does and does not wait for ever.
        struct Done<'a>(&'a AtomicBool);
        impl Drop for Done<'_> {
            fn drop(&mut self) {
                self.0.store(true, Ordering::SeqCst);
            }
        }
        let _over = Done(&done);
        scope.spawn(|| {
            while !done.load(Ordering::SeqCst) {
                disturb(&path);
            }
        });
        (0..runs).map(|_| index(&editions.dir)).collect()
    })
}

#[test]
fn a_file_that_changes_while_it_is_read_is_taken_whole_or_not_at_all() {
    let editions = Editions::new();
    let whole = |edition: u32| -> String {
        let articles = (1..=4).map(|number| {
            let title = if number == 1 {
                format!("블랙웰 {edition}판")
            } else {
                format!("소식 {number}")
            };
            article(&title, "요약", "본문", "기관, 글, 2024.04.01.")
        });
        articles.collect()
    };
    fs::write(editions.dir.path().join("corpus/2024-05.txt"), whole(1)).unwrap();
    editions.index();
    let reports = disturbed(&editions, 4, |path| {
        use std::io::Write;
        // Written over in its place, in two steps.
        for edition in [2, 3] {
            let text = whole(edition);
            let half = article("블랙웰", "요약", "본문", "").len() * 2;
            let mut file = fs::File::create(path).unwrap();
            file.write_all(&text.as_bytes()[..half]).unwrap();
            thread::sleep(Duration::from_millis(20));
            file.write_all(&text.as_bytes()[half..]).unwrap();
            thread::sleep(Duration::from_millis(20));
        }
    });
    for report in reports {
        assert_eq!(file(&report, "2024-05.txt").articles, 4, "{report:?}");
    }
    assert!((1..=3).contains(&editions.found()));
}

#[test]
fn a_file_that_comes_and_goes_takes_no_other_with_it() {
    let editions = Editions::new();
    let text = fs::read(editions.dir.path().join("corpus/2024-05.txt")).unwrap();
    let reports = disturbed(&editions, 6, |path| {
        let _ = fs::remove_file(path);
        thread::sleep(Duration::from_millis(3));
        fs::write(path, &text).unwrap();
        thread::sleep(Duration::from_millis(3));
    });
    for report in reports {
        assert!(report.totals.articles >= 12, "{report:?}");
    }
    editions.index();
    assert_eq!(editions.found(), 0);
}
