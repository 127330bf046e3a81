//! Widths, colours, closed pipes, flags and exit codes.

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use digest::output::Format;
use unicode_width::UnicodeWidthStr;

use crate::util::{own_corpus, project};

#[test]
fn no_line_is_wider_than_the_terminal() {
    for width in [40, 60, 80, 120, 200] {
        for args in [
            &["search", "AI"][..],
            &["search", "레드팀 생성 보이스"],
            &["search", "비엔나"],
            &["show", "2024-05/14"],
            &["show", "2024-05/e1"],
            &["show", "2024-05/12", "2024-05/e1", "--at"],
            &["search", "AI", "--facets", "issue,source,year"],
            &["search", "AI 반도체", "--explain"],
            &["search", "fpemxla 규제*", "--explain-query"],
            &["list"],
            &["issues"],
            &["events"],
            &["related", "2024-05/12"],
            &["sources"],
            &["sources", "OpenAI"],
            &["trend", "레드팀", "생성 AI"],
            &["analyze", "정부의 생성AI 1,000명"],
            &["cite", "2024-05/12", "2024-05/e1"],
            &["sources"],
            &["sources", "OECD"],
            &["index", "--wait", "60"],
        ] {
            let ran = own_corpus(args).env("COLUMNS", &width.to_string()).run();
            assert_eq!(ran.code, 0, "{ran:?}");
            for line in ran.stdout.lines() {
                assert!(line.width() <= width, "{args:?} at {width}: {line}");
            }
        }
    }
}

#[test]
fn no_text_is_lost_or_broken_at_any_width() {
    // Without spaces, and in any order: columns go on side by side.
    let letters = |args: &[&str], width: &str| {
        let ran = own_corpus(args).env("COLUMNS", width).run();
        let took = ran
            .stdout
            .rfind(" (")
            .filter(|_| ran.stdout.contains(" ms)"));
        let text = &ran.stdout[..took.unwrap_or(ran.stdout.len())];
        assert!(!text.contains('\u{fffd}'), "{args:?} at {width}: {text}");
        let mut letters: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
        letters.sort_unstable();
        letters
    };
    for args in [
        &["search", "AI"][..],
        &["search", "레드팀 생성 보이스"],
        &["show", "2024-05/14"],
        &["show", "2024-05/e1"],
        &["list"],
    ] {
        let wide = letters(args, "200");
        assert!(wide.len() > 100, "{args:?}");
        assert_eq!(letters(args, "80"), wide, "{args:?}");
        // There a row of a table has lines with labels.
        if args != ["list"] {
            assert_eq!(letters(args, "40"), wide, "{args:?}");
        }
    }
}

#[test]
fn there_are_no_escape_codes_in_a_pipe() {
    for args in [
        &["search", "레드팀"][..],
        &["show", "2024-05/12"],
        &["index", "--wait", "60"],
    ] {
        assert!(
            !own_corpus(args).run().stdout.contains('\u{1b}'),
            "{args:?}"
        );
    }
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let mut command = own_corpus(&["search", "AI", "-n", "100"]).into_command();
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut reader = BufReader::with_capacity(16, child.stdout.take().unwrap());
    let mut line = Vec::new();
    reader.read_until(b'\n', &mut line).unwrap();
    assert!(line.starts_with(b"1. "));
    drop(reader);
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn a_reader_that_went_away_is_no_error_in_any_format() {
    for format in Format::all().map(Format::name) {
        let args = ["search", "AI", "-n", "100", "--format", format];
        let mut command = own_corpus(&args).into_command();
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(
            (output.status.code(), told.as_str()),
            (Some(0), ""),
            "{format}"
        );
    }
}

#[test]
fn mistakes_on_the_command_line_end_with_two() {
    for (args, says) in [
        (&["search"][..], "query"),
        (
            &["serach", "레드팀", "생성 AI"],
            "`digest search serach 레드팀 '생성 AI'`",
        ),
        (&["help", "serach"], "unrecognized subcommand 'serach'"),
        (&["search", "레드팀", "--jsno"], "--jsno"),
        (
            &["search", "레드팀", "--limit", "many"],
            "'many' for '--limit <N>': not a whole number",
        ),
        (
            &["search", "레드팀", "--index", "ftp://h/x"],
            "“ftp://” is the address of no cluster",
        ),
        (&["--index", "x"], "[subcommands: search, "),
        (&["search", "레드팀", "--corpus", ""], "empty"),
        (&[], "Usage"),
    ] {
        let ran = own_corpus(args).run();
        assert_eq!(ran.code, 2, "{args:?}: {ran:?}");
        assert!(ran.stderr.contains(says), "{args:?}: {}", ran.stderr);
        assert_eq!(ran.stdout, "");
        // What the program calls itself by is nobody else's, and a help is not searched for.
        assert!(!ran.stderr.contains("__"), "{args:?}: {}", ran.stderr);
        let is_searched_for = ran.stderr.contains("to search for it");
        assert_eq!(is_searched_for, args.first() == Some(&"serach"), "{ran:?}");
    }
}

#[cfg(unix)]
#[test]
fn an_argument_that_is_no_utf8_is_named() {
    use std::os::unix::ffi::OsStrExt;
    let mut command = own_corpus(&["search", "레드팀"]).into_command();
    command.arg(std::ffi::OsStr::from_bytes(b"AI\xb0"));
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(
        told.contains("argument 3, “AI\u{fffd}”, is not UTF-8"),
        "{told}"
    );
}

#[test]
fn folders_may_be_named_before_or_after_the_subcommand() {
    let index = tempfile::tempdir().unwrap();
    let (corpus, index) = (project().join("corpus"), index.path());
    let (corpus, index) = (corpus.to_str().unwrap(), index.to_str().unwrap());
    for args in [
        ["--corpus", corpus, "--index", index, "search", "레드팀"],
        ["search", "레드팀", "--corpus", corpus, "--index", index],
    ] {
        let ran = own_corpus(&args).env("DIGEST_CORPUS", "/nowhere").run();
        assert_eq!(ran.code, 0, "{args:?}: {ran:?}");
    }
}

#[test]
fn help_and_version_are_no_errors() {
    for args in [
        &["--help"][..],
        &["search", "--help"],
        &["help", "index"],
        &["help", "-h"],
        &["help", "index", "--help"],
        &["--version"],
    ] {
        let ran = own_corpus(args).run();
        assert_eq!(ran.code, 0, "{args:?}");
        assert!(!ran.stdout.is_empty());
    }
    assert!(own_corpus(&["--help"]).run().stdout.contains("레드팀"));
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_is_an_error() {
    use std::fs::File;
    let full = || File::options().write(true).open("/dev/full").unwrap();
    for args in [
        &["--help"][..],
        &["-h"],
        &["--version"],
        &["help"],
        &["help", "search"],
        &["search", "--help"],
        &["terms", "suggest", "-h"],
        &["search", "레드팀"],
        &["search", "레드팀", "--json"],
        &["search", "레드팀", "--format", "csv"],
        &["search", "레드팀", "--format", "html"],
        &["search", "레드팀", "-l"],
        &["search", "레드팀", "--count"],
        &["search", "레드팀", "--cite"],
        &["search", "레드팀", "--explain-query"],
        &["show", "2024-05/12"],
        &["show", "2024-05/12", "--at"],
        &["cite", "2024-05/12", "--style", "ris"],
        &["list"],
        &["issues"],
        &["events"],
        &["events", "--ics"],
        &["trend", "레드팀"],
        &["trend", "레드팀", "--svg", "-"],
        &["related", "2024-05/12"],
        &["sources"],
        &["sources", "과학기술정보통신부"],
        &["index", "--wait", "60"],
        &["index", "--json", "--wait", "60"],
        &["check"],
        &["check", "--json"],
        &["analyze", "레드팀"],
        &["terms", "suggest"],
        &["config"],
        &["completions", "bash"],
        &["man"],
        &["__complete", "fish", "--", "digest", ""],
    ] {
        let mut command = own_corpus(args).into_command();
        let output = command.stdout(full()).output().unwrap();
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{args:?}: {told}");
        assert!(told.contains("error: cannot write"), "{args:?}: {told}");
    }
    let mut command = own_corpus(&["search", "--batch"]).into_command();
    let queries = crate::util::Dir::new();
    let queries = queries.digest_file("queries", "레드팀\n");
    command.stdin(File::open(queries).unwrap());
    let output = command.stdout(full()).output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    // Nobody could be told more than the exit code says.
    for (args, code) in [(&["search", "레드팀"][..], 0), (&["--no-such-flag"], 2)] {
        let mut command = own_corpus(args).into_command();
        let output = command.stderr(full()).output().unwrap();
        assert_eq!(output.status.code(), Some(code), "{args:?}");
    }
}
