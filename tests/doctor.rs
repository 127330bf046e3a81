//! `digest doctor`, and a folder of digest files that has no `corpus/`.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::util::{Dir, Ran, TestCommand, article, text_corpus};

/// A folder with one, `briefs`, whose digest files lie in it, as somebody collected them.
fn collected() -> Dir {
    let dir = Dir::new();
    fs::remove_dir(dir.path().join("corpus")).unwrap();
    fs::create_dir(dir.path().join("briefs")).unwrap();
    let body = article(
        "블랙웰 소식",
        "요약",
        "본문",
        "「구글, Works」, 2024-05-01.",
    );
    fs::write(dir.path().join("briefs/AI브리프_2024-05.txt"), body).unwrap();
    dir
}

/// The command in that folder.
fn in_briefs(dir: &Dir, args: &[&str]) -> TestCommand {
    dir.digest(args).current_dir(&dir.path().join("briefs"))
}

/// What a command wrote as JSON, whatever its exit code is.
fn json(ran: &Ran) -> Value {
    serde_json::from_str(&ran.stdout).unwrap()
}

/// The row of what was looked at.
fn finding(report: &Value, name: &str) -> Value {
    let rows = report["findings"].as_array().unwrap();
    let row = rows.iter().find(|row| row["name"] == name);
    row.unwrap_or_else(|| panic!("no {name}: {report}")).clone()
}

/// `doctor` where no program is on the path but those of the folder `programs`.
fn doctor(dir: &Dir, args: &[&str]) -> TestCommand {
    let programs = dir.path().join("programs");
    let briefs = dir.path().join("briefs");
    dir.digest(&[&["doctor"], args].concat())
        .current_dir(if briefs.is_dir() { &briefs } else { dir.path() })
        .env("PATH", programs.to_str().unwrap())
        .env("BROWSER", "")
        .env("DIGEST_OPENER", "")
        .env("LC_ALL", "ko_KR.UTF-8")
}

#[cfg(unix)]
fn make_program(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt;
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, "#!/bin/sh\n").unwrap();
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn a_folder_of_digest_files_is_searched_as_it_is() {
    let dir = collected();
    let ran = in_briefs(&dir, &["search", "블랙웰", "-l"]).run();
    assert_eq!(
        (ran.code, ran.stdout.as_str()),
        (0, "2024-05/1\n"),
        "{ran:?}"
    );
    assert!(ran.stderr.contains("no corpus/ in"), "{ran:?}");
    assert!(ran.stderr.contains("--corpus names another"), "{ran:?}");
    // It is told where an index is made, and nothing was put among the digest files.
    let again = in_briefs(&dir, &["search", "블랙웰", "-l"]).run();
    assert_eq!((again.code, again.stderr.as_str()), (0, ""), "{again:?}");
    let names = fs::read_dir(dir.path().join("briefs")).unwrap();
    let names: Vec<_> = names.map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, ["AI브리프_2024-05.txt"]);
    let told = in_briefs(&dir, &["index"]).run();
    assert!(told.stderr.contains("no corpus/ in"), "{told:?}");
    let quiet = in_briefs(&dir, &["index", "--quiet"]).run();
    assert_eq!(quiet.stderr, "", "{quiet:?}");
}

#[test]
fn the_home_folder_and_those_above_it_are_no_folders_of_digest_files() {
    let dir = collected();
    let data = dir.path().join("data");
    for home in ["briefs", "briefs/somebody"] {
        let home = dir.path().join(home);
        let ran = in_briefs(&dir, &["search", "블랙웰"])
            .env("HOME", home.to_str().unwrap())
            .env("XDG_DATA_HOME", data.to_str().unwrap())
            .run();
        assert_eq!(ran.code, 2, "{ran:?}");
        assert!(ran.stderr.contains("--corpus"), "{ran:?}");
    }
}

#[test]
#[cfg(unix)]
fn all_is_good_where_nothing_is_missing() {
    let dir = collected();
    for name in ["less", "xdg-open", "open", "pdftotext"] {
        make_program(&dir.path().join("programs").join(name), 0o755);
    }
    let report = doctor(&dir, &["--json"]).json();
    let states = report["findings"].as_array().unwrap().iter();
    let not_good: Vec<&Value> = states.filter(|row| row["state"] != "good").collect();
    assert!(not_good.is_empty(), "{not_good:?}");
    assert_eq!(doctor(&dir, &[]).run().code, 0);
    let corpus = finding(&report, "corpus")["found"].to_string();
    assert!(corpus.contains("1 digest file"), "{corpus}");
    let index = finding(&report, "index")["found"].to_string();
    assert!(index.contains("the first search builds it"), "{index}");
    // Looking builds nothing.
    assert!(!dir.path().join("home").exists());
}

#[test]
#[cfg(unix)]
fn what_is_missing_is_told_with_what_to_do() {
    let dir = collected();
    // A file of that name that cannot be run is no pager.
    make_program(&dir.path().join("programs/less"), 0o644);
    let ran = doctor(&dir, &["--json"]).env("LC_ALL", "C").run();
    assert_eq!(ran.code, 1, "{ran:?}");
    let report: Value = serde_json::from_str(&ran.stdout).unwrap();
    for (name, advice) in [
        ("pager", "DIGEST_PAGER"),
        ("opener", "DIGEST_OPENER"),
        ("locale", "UTF-8"),
    ] {
        let row = finding(&report, name);
        assert_eq!(row["state"], "look", "{row}");
        let told = row["advice"].as_str().unwrap();
        assert!(told.contains(advice), "{row}");
    }
}

#[test]
#[cfg(unix)]
fn a_pager_that_a_shell_runs_is_there_with_the_shell() {
    let dir = collected();
    let pager = |command: &str| {
        let ran = doctor(&dir, &["--json"]).env("DIGEST_PAGER", command);
        finding(&ran.json(), "pager")
    };
    assert_eq!(pager("LESS=R less")["state"], "look");
    make_program(&dir.path().join("programs/sh"), 0o755);
    assert_eq!(pager("LESS=R less")["state"], "good");
    assert_eq!(pager("less -R")["state"], "look");
}

#[test]
fn folders_and_indexes_that_cannot_be_used_are_bad() {
    let dir = Dir::new();
    let empty = doctor(&dir, &["--json"]).run();
    assert_eq!(empty.code, 2, "{empty:?}");
    let report = serde_json::from_str(&empty.stdout).unwrap();
    assert_eq!(finding(&report, "corpus")["state"], "bad");

    let missing = doctor(&dir, &["--json", "--corpus", "nowhere"]).run();
    assert_eq!(missing.code, 2, "{missing:?}");
    let report = serde_json::from_str(&missing.stdout).unwrap();
    for name in ["corpus", "index"] {
        let row = finding(&report, name);
        assert_eq!(row["state"], "bad", "{row}");
        assert!(
            row["advice"].as_str().unwrap().contains("--corpus"),
            "{row}"
        );
    }

    let nested = doctor(&dir, &["--json", "--index", "corpus/index"]).run();
    assert_eq!(nested.code, 2, "{nested:?}");
    let report = serde_json::from_str(&nested.stdout).unwrap();
    assert_eq!(finding(&report, "folders")["state"], "bad");

    let corpus = text_corpus().to_str().unwrap();
    let build = ["index", "--quiet", "--corpus", corpus, "--index", "built"];
    assert_eq!(dir.digest(&build).run().code, 0);
    let folders = ["--json", "--corpus", corpus, "--index", "built"];
    let row = finding(&doctor(&dir, &folders).json(), "index");
    assert_eq!(row["state"], "good", "{row}");
    fs::write(dir.path().join("built/CURRENT"), "gen-9 0\n").unwrap();
    let row = finding(&doctor(&dir, &folders).json(), "index");
    assert_eq!(row["state"], "bad", "{row}");
    assert!(
        row["advice"].as_str().unwrap().contains("--rebuild"),
        "{row}"
    );
}

#[test]
fn digest_files_that_the_index_does_not_hold_whole_are_told() {
    let dir = Dir::new();
    let text = article("블랙웰 소식", "요약", "본문", "기관, 글, 2024.04.11.");
    for name in ["2024-05.txt", "2024-06.txt"] {
        dir.digest_file(name, text.replace("블랙웰", name));
    }
    let files = || finding(&json(&doctor(&dir, &["--json"]).run()), "digest files");
    assert_eq!(dir.digest(&["index"]).run().code, 0);
    let row = files();
    assert_eq!(row["state"], "good", "{row}");
    assert_eq!(row["found"], "2 digest files in the index");

    dir.digest_file("2024-07.txt", &text);
    let row = files();
    assert_eq!(row["state"], "look", "{row}");
    let found = "1 digest file not in the index, the first: 2024-07.txt";
    assert_eq!(row["found"], found);
    assert!(
        row["advice"].to_string().contains("`digest index`"),
        "{row}"
    );

    fs::write(dir.path().join("corpus/2024-07.txt"), [0xFF, 0, 0]).unwrap();
    assert_eq!(dir.digest(&["index"]).run().code, 1);
    fs::remove_file(dir.path().join("corpus/2024-06.txt")).unwrap();
    let row = files();
    assert_eq!(row["state"], "look", "{row}");
    let found = row["found"].as_str().unwrap();
    let parts = [
        "1 digest file not read whole, the first: 2024-07.txt: ",
        "; 1 digest file of the index no longer in the corpus, the first: 2024-06.txt",
    ];
    assert!(parts.iter().all(|part| found.contains(part)), "{found}");
    assert!(
        row["advice"].to_string().contains("`digest check`"),
        "{row}"
    );
}

#[test]
fn a_mistake_in_the_configuration_is_told_beside_the_rest() {
    let dir = Dir::new();
    let text = article("블랙웰 소식", "요약", "본문", "기관, 글, 2024.04.11.");
    dir.digest_file("2024-05.txt", text);
    fs::write(dir.path().join("config.toml"), "\ncolour = 1\n").unwrap();
    let ran = doctor(&dir, &["--json"])
        .env("DIGEST_CONFIG", "config.toml")
        .run();
    assert_eq!(ran.code, 2, "{ran:?}");
    let row = finding(&json(&ran), "configuration");
    assert_eq!(row["state"], "bad", "{row}");
    assert!(
        row["found"].to_string().contains("config.toml:2: "),
        "{row}"
    );
    assert_eq!(finding(&json(&ran), "corpus")["state"], "good");
}
