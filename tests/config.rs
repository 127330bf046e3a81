//! The configuration file, and `digest config`.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use crate::util::{Dir, TestCommand, article, own_corpus};

/// A folder with a digest file, and a configuration file with this text.
fn configured(text: &str) -> (Dir, PathBuf) {
    let dir = Dir::new();
    let body = article(
        "블랙웰 소식",
        "요약",
        "본문",
        "「구글, Works」, 2024-05-01.",
    );
    dir.digest_file("2024-05.txt", body);
    let path = dir.path().join("settings.toml");
    fs::write(&path, text).unwrap();
    (dir, path)
}

fn with_file(dir: &Dir, path: &std::path::Path, args: &[&str]) -> TestCommand {
    dir.digest(args)
        .env("DIGEST_CONFIG", path.to_str().unwrap())
}

/// The row of a setting: its value, `from` and `at`.
fn setting(report: &Value, name: &str) -> [Value; 3] {
    let rows = report["settings"].as_array().unwrap();
    let row = rows.iter().find(|row| row["name"] == name).unwrap();
    ["value", "from", "at"].map(|field| row[field].clone())
}

#[test]
fn each_value_comes_with_where_it_came_from() {
    let (dir, path) = configured(
        "# 내 설정\ncorpus = \"corpus\"\nindex = \"~/idx\"\n\nformat = \"json\"\ncolor = \"never\"\n\
         pager = false\n",
    );
    let report = with_file(&dir, &path, &["config", "--width", "60"])
        .env("NO_COLOR", "")
        .env("FORCE_HYPERLINK", "1")
        .json();
    let at = |line: usize| format!("{}:{line}", path.display());
    let corpus = dir.path().canonicalize().unwrap().join("corpus");
    assert_eq!(
        setting(&report, "corpus"),
        [
            corpus.to_str().unwrap().into(),
            Value::from("file"),
            at(2).into()
        ]
    );
    let index = dir.path().join("home/idx");
    assert_eq!(
        setting(&report, "index"),
        [
            index.to_str().unwrap().into(),
            Value::from("file"),
            at(3).into()
        ]
    );
    assert_eq!(
        setting(&report, "format"),
        [Value::from("json"), "file".into(), at(5).into()]
    );
    assert_eq!(
        setting(&report, "color"),
        [Value::from("never"), "file".into(), at(6).into()]
    );
    assert_eq!(
        setting(&report, "pager"),
        [Value::Null, "file".into(), at(7).into()]
    );
    assert_eq!(
        setting(&report, "hyperlinks"),
        [
            Value::from("always"),
            "environment".into(),
            "FORCE_HYPERLINK".into()
        ]
    );
    assert_eq!(
        setting(&report, "width"),
        [Value::from("60"), "flag".into(), "--width".into()]
    );
    assert_eq!(
        setting(&report, "configuration"),
        [
            path.to_str().unwrap().into(),
            Value::from("environment"),
            "DIGEST_CONFIG".into()
        ]
    );
}

#[test]
fn flags_come_before_the_environment_and_that_before_the_file() {
    let (dir, path) =
        configured("corpus = \"/of/file\"\nindex = \"/index/of/file\"\ncolor = \"always\"\n");
    let from = |args: &[&str], variables: &[(&str, &str)], name: &str| {
        let args = [&["config", "--json"][..], args].concat();
        let mut command = with_file(&dir, &path, &args);
        for (name, value) in variables {
            command = command.env(name, value);
        }
        let [value, from, _] = setting(&command.json(), name);
        (
            value.as_str().unwrap().to_owned(),
            from.as_str().unwrap().to_owned(),
        )
    };
    let pair = |value: &str, from: &str| (value.to_owned(), from.to_owned());
    let environment = [("DIGEST_CORPUS", "/of/environment"), ("NO_COLOR", "1")];
    let flags = ["--corpus", "/of/flag", "--color", "auto"];
    for (args, variables, corpus, color) in [
        (
            &[][..],
            &[][..],
            pair("/of/file", "file"),
            pair("always", "file"),
        ),
        (
            &[],
            &environment,
            pair("/of/environment", "environment"),
            pair("never", "environment"),
        ),
        (
            &flags,
            &environment,
            pair("/of/flag", "flag"),
            pair("auto", "flag"),
        ),
    ] {
        assert_eq!(from(args, variables, "corpus"), corpus);
        assert_eq!(from(args, variables, "color"), color);
    }
    // The file's index is not written over with another corpus's.
    assert_eq!(from(&[], &[], "index"), pair("/index/of/file", "file"));
    assert_eq!(from(&flags, &[], "index").1, "default");
}

#[test]
fn the_users_own_file_is_read_and_can_be_turned_off() {
    let (dir, _) = configured("");
    let folder = dir.path().join("home/.config/digest");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("config.toml"), "format = \"json\"\n").unwrap();
    let search = |turned_off: bool| {
        let mut command = dir.digest(&["search", "블랙웰"]).into_command();
        if !turned_off {
            command.env_remove("DIGEST_CONFIG");
        }
        TestCommand::from(command).run().stdout
    };
    assert!(search(false).starts_with('{'));
    assert!(search(true).starts_with("1. "));
}

#[test]
fn the_file_names_folders_and_the_format_that_no_flag_names() {
    let (dir, path) = configured("corpus = \"corpus\"\nindex = \"idx\"\nformat = \"json\"\n");
    let elsewhere = tempfile::tempdir().unwrap();
    let search = |args: &[&str]| {
        let args = [&["search", "블랙웰"][..], args].concat();
        let command = with_file(&dir, &path, &args);
        command.current_dir(elsewhere.path()).run()
    };
    let by_file = search(&[]);
    assert!(by_file.stdout.starts_with('{'), "{by_file:?}");
    assert!(dir.path().join("idx/CURRENT").exists());
    assert!(search(&["--format", "text"]).stdout.starts_with("1. "));
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("json", "text")).unwrap();
    assert!(search(&["--json"]).stdout.starts_with('{'));
}

#[test]
fn what_the_files_format_cannot_hold_is_refused_or_asked_for_otherwise() {
    let (dir, path) = configured("format = \"csv\"\n");
    let search =
        |args: &[&str]| with_file(&dir, &path, &[&["search", "블랙웰"][..], args].concat()).run();
    for args in [&["--explain"][..], &["--explain-query"]] {
        let ran = search(args);
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{args:?}");
        assert!(ran.stderr.contains("csv"), "{}", ran.stderr);
    }
    assert_eq!(search(&["--count"]).stdout, "1\n");
    assert_eq!(search(&["-l"]).stdout, "2024-05/1\n");
    assert!(search(&["--explain", "--json"]).stdout.starts_with('{'));
}

#[test]
fn a_mistake_in_the_file_is_told_with_its_place() {
    for (text, says) in [
        (
            "\ncorpsu = \"a\"\n",
            &[":2: ", "corpsu", "corpus, index"][..],
        ),
        ("format = \"pdf\"\n", &[":1: ", "pdf", "text, json"]),
        ("color = 1\n", &[":1: ", "color", "always"]),
        ("corpus = \"a\n", &[":1: "]),
    ] {
        let (dir, path) = configured(text);
        for args in [&["config"][..], &["search", "블랙웰"]] {
            let ran = with_file(&dir, &path, args).run();
            assert_eq!(ran.code, 2, "{ran:?}");
            assert_eq!(ran.stdout, "");
            for says in says {
                assert!(ran.stderr.contains(says), "{text}: {}", ran.stderr);
            }
            assert!(ran.stderr.contains("settings.toml"), "{}", ran.stderr);
        }
        // Help is there all the same.
        assert_eq!(with_file(&dir, &path, &["config", "--help"]).run().code, 0);
    }
}

#[test]
fn a_file_that_is_named_must_be_there() {
    let ran = own_corpus(&["config"])
        .env("DIGEST_CONFIG", "/nowhere/config.toml")
        .run();
    assert_eq!(ran.code, 2);
    assert!(
        ran.stderr.contains("/nowhere/config.toml"),
        "{}",
        ran.stderr
    );
    assert!(ran.stderr.contains("DIGEST_CONFIG"), "{}", ran.stderr);
    let ran = own_corpus(&["config"])
        .env("DIGEST_CONFIG", "/dev/null")
        .run();
    assert_eq!(ran.code, 0, "{ran:?}");
}
