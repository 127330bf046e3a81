//! Long text on a terminal: the pager. And what a terminal shows beside text: colours
//! and links.

#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use unicode_width::UnicodeWidthStr;

use crate::util::{Dir, on_a_terminal, own_corpus, text_corpus};

/// A pager that marks what it is given.
const MARKING: &str = "sed s/^/쪽:/";

/// What a search shows on a terminal of 80 cells and so many rows.
fn shown(args: &[&str], rows: u16, variables: &[(&str, &str)]) -> (i32, String) {
    let mut command = own_corpus(args).env("TERM", "xterm");
    for (name, value) in variables {
        command = command.env(name, value);
    }
    on_a_terminal(command.into_command(), 80, rows)
}

const SEARCH: [&str; 2] = ["search", "인공지능"];

fn is_paged(shown: &str) -> bool {
    let marked = shown.lines().filter(|line| line.starts_with("쪽:")).count();
    assert!(marked == 0 || marked == shown.lines().count(), "{shown}");
    marked > 0
}

#[test]
fn text_longer_than_the_screen_goes_into_the_pager() {
    let pager = [("DIGEST_PAGER", MARKING)];
    let (code, long) = shown(&SEARCH, 10, &pager);
    assert_eq!(code, 0);
    assert!(is_paged(&long), "{long}");
    assert!(!is_paged(&shown(&SEARCH, 1000, &pager).1));
    for args in [
        &["show", "2024-05/12"][..],
        &["show", "2024-05/12", "--at"],
        &["list"],
        &["events"],
        &["issues"],
        &["trend", "레드팀"],
        &["analyze", "레드팀은 생성 AI를 믿는다"],
        &["search", "--explain-query", "레드팀"],
        &["config"],
    ] {
        let (code, shown) = shown(args, 2, &pager);
        assert_eq!(code, 0, "{args:?}: {shown}");
        assert!(is_paged(&shown), "{args:?}: {shown}");
    }
}

#[test]
fn the_pager_is_chosen_by_flag_environment_and_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("config.toml");
    fs::write(&file, format!("pager = \"{MARKING}\"\n")).unwrap();
    let file = ("DIGEST_CONFIG", file.to_str().unwrap());
    for (args, variables, paged) in [
        (&[][..], &[("PAGER", MARKING)][..], true),
        (&["--no-pager"], &[("DIGEST_PAGER", MARKING)], false),
        (&[], &[("DIGEST_PAGER", ""), ("PAGER", MARKING)], false),
        (&[], &[("DIGEST_PAGER", "cat"), ("PAGER", MARKING)], false),
        (&[], &[file, ("PAGER", "false")], true),
        (&[], &[file, ("DIGEST_PAGER", "")], false),
        (&[], &[("PAGER", MARKING), ("TERM", "dumb")], false),
    ] {
        let (code, shown) = shown(&[&SEARCH[..], args].concat(), 10, variables);
        assert_eq!(code, 0);
        assert_eq!(is_paged(&shown), paged, "{args:?} {variables:?}: {shown}");
        assert!(shown.contains("인공지능"), "{shown}");
    }
}

#[test]
fn json_and_pipes_are_not_paged() {
    let pager = [("DIGEST_PAGER", MARKING)];
    for format in [&["--json"][..], &["--format", "json"]] {
        let (_, json) = shown(&[&SEARCH[..], format].concat(), 1, &pager);
        assert!(json.starts_with('{'), "{json}");
    }
    for args in [
        &["search", "인공지능", "--format", "csv"][..],
        &["events", "--ics"],
        &["analyze", "레드팀", "--json"],
        &["completions", "bash"],
        &["man"],
    ] {
        let (code, shown) = shown(args, 1, &pager);
        assert_eq!(code, 0, "{args:?}: {shown}");
        assert!(!is_paged(&shown), "{args:?}: {shown}");
    }
    let piped = own_corpus(&SEARCH).env("DIGEST_PAGER", MARKING).run();
    assert!(piped.stdout.starts_with("1. "), "{piped:?}");
}

#[test]
fn a_pager_that_is_missing_leaves_the_text_as_it_is() {
    for pager in ["no-such-pager-here", "no-such-pager-here --flag='a'"] {
        let (code, shown) = shown(&SEARCH, 10, &[("DIGEST_PAGER", pager)]);
        assert_eq!(code, 0);
        assert!(shown.contains("1. "), "{shown}");
        assert!(shown.contains("` cannot be run"), "{shown}");
    }
    // Where nobody named it, nobody misses it.
    let empty = tempfile::tempdir().unwrap();
    let (code, shown) = shown(&SEARCH, 10, &[("PATH", empty.path().to_str().unwrap())]);
    assert_eq!(code, 0);
    assert!(
        shown.contains("1. ") && !shown.contains("cannot"),
        "{shown}"
    );
}

/// A program in a folder of the test's.
fn program(folder: &Path, text: &str) -> PathBuf {
    let path = folder.join("less");
    fs::write(&path, text).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    path
}

#[test]
fn leaving_the_pager_early_is_no_error() {
    for pager in ["true", "head -n 1", "false", "sh -c 'exit 3'"] {
        let (code, shown) = shown(&SEARCH, 10, &[("DIGEST_PAGER", pager)]);
        assert_eq!(code, 0, "{pager}");
        assert!(!shown.contains("error"), "{pager}: {shown}");
    }
    let (code, _) = shown(&["search", "네메시스"], 1, &[("DIGEST_PAGER", "true")]);
    assert_eq!(code, 1);
}

#[test]
fn less_gets_its_settings_and_the_links() {
    let folder = tempfile::tempdir().unwrap();
    let less = program(
        folder.path(),
        "#!/bin/sh\necho \"[$LESS $LESSCHARSET]\"\ncat\n",
    );
    let less = less.to_str().unwrap();
    let links = ("FORCE_HYPERLINK", "1");
    let (_, text) = shown(&SEARCH, 10, &[("PAGER", less), links]);
    assert!(text.contains("[FRX utf-8]"), "{text}");
    assert!(text.contains("\u{1b}]8;id="), "{text}");
    let own = ("LESS", "R");
    let (_, text) = shown(&SEARCH, 10, &[("PAGER", less), own]);
    assert!(text.contains("[R utf-8]"), "{text}");
    // Another pager may not know links.
    let (_, text) = shown(&SEARCH, 10, &[("PAGER", MARKING), links]);
    assert!(!text.contains("\u{1b}]8;"), "{text}");
    assert!(text.contains("2024-05.txt:"), "{text}");
}

#[test]
fn colours_are_for_terminals_unless_asked_otherwise() {
    let piped = |args: &[&str], variables: &[(&str, &str)]| {
        let mut command = own_corpus(&[&SEARCH[..], args].concat());
        for (name, value) in variables {
            command = command.env(name, value);
        }
        command.run().stdout.contains('\u{1b}')
    };
    assert!(!piped(&[], &[]));
    assert!(piped(&["--color", "always"], &[]));
    assert!(piped(&["--color", "always"], &[("NO_COLOR", "1")]));
    assert!(piped(&[], &[("CLICOLOR_FORCE", "1")]));
    assert!(!piped(&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    let on_terminal = |args: &[&str], variables: &[(&str, &str)]| {
        let args = [&SEARCH[..], args].concat();
        shown(&args, 1000, variables).1.contains('\u{1b}')
    };
    assert!(on_terminal(&[], &[]));
    assert!(!on_terminal(&["--color", "never"], &[]));
    assert!(!on_terminal(&[], &[("NO_COLOR", "1")]));
    assert!(!on_terminal(&[], &[("CLICOLOR", "0")]));
    assert!(!on_terminal(&[], &[("TERM", "dumb")]));
}

/// The addresses of the links in a text, and the text without them.
fn links(text: &str) -> (Vec<String>, String) {
    let mut addresses = Vec::new();
    let mut plain = String::new();
    for (place, part) in text.split("\u{1b}]8;").enumerate() {
        if place == 0 {
            plain.push_str(part);
            continue;
        }
        let (code, rest) = part.split_once("\u{1b}\\").expect("a link's code ends");
        let (_, address) = code.split_once(';').unwrap();
        if !address.is_empty() {
            addresses.push(address.to_owned());
        }
        plain.push_str(rest);
    }
    (addresses, plain)
}

#[test]
fn links_lead_to_the_digest_file_and_to_works_on_the_web() {
    let plain = own_corpus(&["show", "2024-05/e1"]).run().stdout;
    let ran = own_corpus(&["show", "2024-05/e1", "--hyperlinks", "always"]).run();
    let (addresses, text) = links(&ran.stdout);
    assert_eq!(text, plain);
    assert_eq!(addresses.len(), 2, "{addresses:?}");
    let file = text_corpus().join("2024-05.txt").canonicalize().unwrap();
    assert!(addresses[0].starts_with("file://"), "{addresses:?}");
    assert!(
        addresses[0].ends_with(file.to_str().unwrap()),
        "{addresses:?}"
    );
    assert!(addresses[1].starts_with("https://"), "{addresses:?}");
    // So does the place of a passage.
    let search = ["search", "레드팀", "--hyperlinks", "always"];
    let (addresses, text) = links(&own_corpus(&search).run().stdout);
    let places = text.matches("2024-05.txt:").count();
    assert!(
        places > 1 && addresses.len() == places,
        "{addresses:?}: {text}"
    );
    // A terminal that is known for them gets them unasked.
    let kitty = shown(&["show", "2024-05/e1"], 1000, &[("TERM", "xterm-kitty")]).1;
    assert_eq!(links(&kitty).0.len(), 2);
    assert_eq!(
        links(&shown(&["show", "2024-05/e1"], 1000, &[]).1).0.len(),
        0
    );
    let never = ["show", "2024-05/e1", "--hyperlinks", "never"];
    assert_eq!(
        links(&shown(&never, 1000, &[("TERM", "xterm-kitty")]).1)
            .0
            .len(),
        0
    );
}

#[test]
fn a_digest_file_cannot_write_codes_into_a_link() {
    let dir = Dir::new();
    let line = |url: &str| {
        format!(
            "{{\"id\":\"1\",\"title\":\"블랙웰\",\"body\":\"본문\",\"citations\":[{{\"publisher\":\"가\",\
             \"title\":\"나\",\"url\":\"{url}\"}}]}}\n"
        )
    };
    let long = "a".repeat(60);
    dir.digest_file("a b%.jsonl", line(&format!("https://a.kr/{long}/{long}한")));
    let args = [
        "search",
        "블랙웰",
        "--hyperlinks",
        "always",
        "--width",
        "40",
    ];
    let ran = dir.digest(&args).run();
    let (addresses, text) = links(&ran.stdout);
    assert!(!text.contains('\u{1b}'), "{text:?}");
    assert!(
        addresses[0].ends_with("/corpus/a%20b%25.jsonl"),
        "{addresses:?}"
    );
    // Its pieces on several lines are one link.
    let to_web: Vec<&String> = addresses
        .iter()
        .filter(|address| !address.starts_with("file://"))
        .collect();
    assert!(to_web.len() > 1, "{addresses:?}");
    for address in to_web {
        assert!(address.starts_with("https://a.kr/aaa"), "{address}");
        assert!(
            address.bytes().all(|byte| (b'!'..=b'~').contains(&byte)),
            "{address}"
        );
    }
    for line in text.lines() {
        assert!(line.width() <= 40, "{line}");
    }
    let codes = format!("https://a.kr/{long}/\\u001b]8;;https://b.kr/\\u001b\\\\\\u0007\\u009c한");
    for url in [codes.as_str(), "javascript://alert"] {
        dir.digest_file("a b%.jsonl", line(url));
        dir.digest(&["index"]).run();
        let ran = dir.digest(&args).run();
        let (addresses, text) = links(&ran.stdout);
        assert!(!text.contains('\u{1b}'), "{text:?}");
        let mut addresses = addresses.iter();
        assert!(addresses.all(|address| address.starts_with("file://")));
    }
}

#[test]
fn text_is_as_wide_as_is_asked_for() {
    for (flag, columns, width) in [("40", "200", 40), ("200", "40", 200), ("60", "80", 60)] {
        let ran = own_corpus(&["search", "AI", "--width", flag])
            .env("COLUMNS", columns)
            .run();
        let widest = ran
            .stdout
            .lines()
            .map(UnicodeWidthStr::width)
            .max()
            .unwrap();
        assert!(
            widest <= width && widest > width - 10,
            "{widest} of {width}"
        );
    }
    let ran = own_corpus(&["search", "AI", "--width", "5"]).run();
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("40.."), "{}", ran.stderr);
}
