//! Manual pages, and the helps that they are made of.

use std::collections::BTreeMap;
use std::fs;
use std::process::{Command, Stdio};

use unicode_width::UnicodeWidthStr;

use crate::util::{is_there, own_corpus};

/// The pages of all commands, by name: `digest-search`.
fn pages() -> BTreeMap<String, String> {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("man1");
    let ran = own_corpus(&["man", "--dir", dir.to_str().unwrap()]).run();
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    let pages = fs::read_dir(&dir).unwrap().map(|entry| {
        let path = entry.unwrap().path();
        assert!(path.extension().is_some_and(|ending| ending == "1"));
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        (name, fs::read_to_string(&path).unwrap())
    });
    pages.collect()
}

/// The words of every command that the help shows: `["terms", "suggest"]`.
pub fn commands() -> Vec<Vec<String>> {
    let mut commands = Vec::new();
    let mut open = vec![Vec::new()];
    while let Some(words) = open.pop() {
        let mut args: Vec<&str> = words.iter().map(String::as_str).collect();
        args.push("--help");
        let help = own_corpus(&args).env("COLUMNS", "200").run().stdout;
        let listed = help.split_once("\nCommands:\n").map(|(_, rest)| rest);
        let listed = listed.and_then(|rest| rest.split_once("\n\n"));
        for line in listed.map_or("", |(listed, _)| listed).lines() {
            let name = line.split_whitespace().next().unwrap();
            if line.starts_with("  ") && !line.starts_with("   ") && name != "help" {
                let words: Vec<String> = words.iter().cloned().chain([name.to_owned()]).collect();
                open.push(words.clone());
                commands.push(words);
            }
        }
    }
    assert!(commands.len() > 8, "{commands:?}");
    commands
}

#[test]
fn every_command_has_a_page_with_all_sections() {
    let pages = pages();
    let names: Vec<String> = commands()
        .iter()
        .map(|words| format!("digest-{}", words.join("-")))
        .chain(["digest".to_owned()])
        .collect();
    for name in &names {
        let page = pages
            .get(name)
            .unwrap_or_else(|| panic!("{name} has no page"));
        for section in [
            "NAME",
            "SYNOPSIS",
            "DESCRIPTION",
            "OPTIONS",
            "\"EXIT STATUS\"",
            "ENVIRONMENT",
            "FILES",
            "EXAMPLES",
            "\"SEE ALSO\"",
        ] {
            assert!(
                page.contains(&format!("\n.SH {section}\n")),
                "{name} lacks {section}"
            );
        }
        assert!(page.starts_with(".\\\" -*- coding: utf-8 -*-\n"));
        assert!(
            page.contains("DIGEST_CORPUS") && page.contains("config.toml"),
            "{name}"
        );
        assert!(!page.contains("__complete"), "{name}");
    }
    assert_eq!(pages.len(), names.len(), "{:?}", pages.keys());
}

#[test]
fn a_page_is_printed_by_its_commands_name() {
    let pages = pages();
    for (words, name) in [
        (&[][..], "digest"),
        (&["search"], "digest-search"),
        (&["terms", "suggest"], "digest-terms-suggest"),
    ] {
        let ran = own_corpus(&[&["man"], words].concat()).run();
        assert_eq!(ran.code, 0);
        assert_eq!(ran.stdout, pages[name], "{name}");
    }
    let ran = own_corpus(&["man", "serach"]).run();
    assert_eq!(ran.code, 2);
    assert!(
        ran.stderr.contains("serach") && ran.stderr.contains("search, "),
        "{}",
        ran.stderr
    );
}

/// What a program says of a page, and what it makes of it.
fn read_by(command: &mut Command, page: &str) -> (String, String) {
    use std::io::Write;
    let mut child = command
        .env("LC_ALL", "C.UTF-8")
        .env("MANWIDTH", "80")
        .env_remove("MANPAGER")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(page.as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (text(output.stderr), text(output.stdout))
}

#[test]
fn man_has_no_warning_and_shows_hangul() {
    if !is_there("man") {
        return;
    }
    for (name, page) in pages() {
        let mut man = Command::new("man");
        man.args(["--warnings", "-E", "UTF-8", "-l", "-"]);
        let (warnings, text) = read_by(&mut man, &page);
        assert_eq!(warnings, "", "{name}");
        assert!(text.contains("NAME"), "{name}: {text}");
        if name == "digest-search" {
            assert!(text.contains("digest search 레드팀\n"), "{text}");
        }
    }
}

#[test]
fn groff_has_no_warning() {
    if !is_there("groff") {
        return;
    }
    for (name, page) in pages() {
        let mut groff = Command::new("groff");
        // Lines of examples may be longer than the page.
        groff.args(["-man", "-Kutf8", "-Tutf8", "-ww", "-Wbreak", "-z"]);
        assert_eq!(read_by(&mut groff, &page).0, "", "{name}");
    }
}

#[test]
fn every_help_has_examples_and_is_as_wide_as_the_terminal() {
    let mut commands = commands();
    commands.push(Vec::new());
    for words in commands {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let help = |flag, columns: &str| {
            let ran = own_corpus(&[&words[..], &[flag]].concat())
                .env("COLUMNS", columns)
                .run();
            assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{words:?}");
            ran.stdout
        };
        let (short, long) = (help("-h", "100"), help("--help", "100"));
        for text in [&short, &long] {
            let (_, examples) = text
                .split_once("\nExamples:\n")
                .unwrap_or_else(|| panic!("{words:?} shows no examples: {text}"));
            assert!(examples.contains("digest "), "{words:?}: {examples}");
        }
        assert!(short.lines().count() < long.lines().count(), "{words:?}");
        for columns in [40, 80, 200] {
            for flag in ["-h", "--help"] {
                // How a command is called is not wrapped by clap.
                let text = help(flag, &columns.to_string());
                for line in text.lines().filter(|line| !line.starts_with("Usage: ")) {
                    assert!(line.width() <= columns, "{words:?} at {columns}: {line}");
                }
            }
        }
    }
}

#[test]
fn a_mistyped_command_flag_or_value_is_told_the_right_one() {
    for (args, right) in [
        (&["serach", "레드팀"][..], "'search'"),
        (&["shwo", "2024-05/12"], "'show'"),
        (&["search", "레드팀", "--jsno"], "'--json'"),
        (&["search", "레드팀", "--limt", "3"], "'--limit'"),
        (&["search", "레드팀", "--format", "jsn"], "'json'"),
        (&["search", "레드팀", "--color", "allways"], "'always'"),
        (&["--corpsu", "corpus", "search", "레드팀"], "'--corpus'"),
        (&["terms", "sugest"], "'suggest'"),
        (&["completions", "bsh"], "'bash'"),
    ] {
        let ran = own_corpus(args).run();
        assert_eq!(ran.code, 2, "{args:?}");
        assert!(
            ran.stderr.contains("similar") && ran.stderr.contains(right),
            "{args:?}: {}",
            ran.stderr
        );
        assert_eq!(ran.stdout, "");
    }
}
