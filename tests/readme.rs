//! The examples of README.md and docs/: each that begins with `$ ` is run over the
//! project's corpus, and must print what it shows.
//!
//! What a page may leave out or show otherwise: a line `…` stands for any lines, and `…`
//! in a line for any text; times and scores differ. JSON may be broken over lines, and
//! may lack fields and items of a list.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use digest::output::Format;
use serde_json::Value;

use crate::man::commands;
use crate::util::{own_corpus, project, run_by};

const CUT: &str = "…";

/// A command with what a page says that it prints.
struct Example {
    page: String,
    line: usize,
    command: String,
    shown: Vec<String>,
}

/// The pages for users, by their path.
fn pages() -> BTreeMap<String, String> {
    let mut pages = BTreeMap::new();
    let mut add = |path: &Path| {
        let name = path.strip_prefix(project()).unwrap().display().to_string();
        pages.insert(name, fs::read_to_string(path).unwrap());
    };
    add(&project().join("README.md"));
    for entry in fs::read_dir(project().join("docs")).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "md") {
            add(&path);
        }
    }
    pages
}

/// The lines of a page's blocks of code, each with its number; `None` between blocks.
fn code_lines(page: &str) -> Vec<Option<(usize, &str)>> {
    let mut inside = false;
    let mut lines = Vec::new();
    for (number, line) in (1..).zip(page.lines()) {
        if line.starts_with("```") {
            inside = !inside;
            lines.push(None);
        } else if inside {
            lines.push(Some((number, line)));
        }
    }
    assert!(!inside, "a block of code is not closed");
    lines
}

#[test]
fn the_pages_name_every_command_and_format() {
    let pages = pages();
    let (_, block) = pages["README.md"].split_once("\n## Commands\n").unwrap();
    let block = block.split("```").nth(1).unwrap();
    for words in commands() {
        let typed = format!("digest {} ", words[0]);
        assert!(block.contains(&typed), "{typed}");
    }
    let formats: Vec<&str> = Format::all().map(Format::name).collect();
    let (last, others) = formats.split_last().unwrap();
    let listed = format!("`--format` writes {} or {last};", others.join(", "));
    assert!(pages["README.md"].contains(&listed), "{listed}");
    for name in formats {
        let row = format!("\n| `{name}` | ");
        assert!(pages["docs/output.md"].contains(&row), "{name}");
    }
}

fn examples() -> Vec<Example> {
    let mut examples: Vec<Example> = Vec::new();
    for (page, text) in pages() {
        let mut open = false;
        for line in code_lines(&text) {
            let Some((number, line)) = line else {
                open = false;
                continue;
            };
            if let Some(command) = line.strip_prefix("$ ") {
                open = true;
                examples.push(Example {
                    page: page.clone(),
                    line: number,
                    command: command.to_owned(),
                    shown: Vec::new(),
                });
            } else if open && let Some(example) = examples.last_mut() {
                example.shown.push(line.to_owned());
            }
        }
    }
    examples
}

/// The line with times as `N ms`.
fn without_times(line: &str) -> String {
    let mut parts: Vec<String> = line.split(" ms").map(str::to_owned).collect();
    let last = parts.len() - 1;
    for part in &mut parts[..last] {
        let kept = part.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
        *part = format!("{kept}N");
    }
    parts.join(" ms")
}

/// Whether a text is what is shown of it, where `…` stands for any text.
fn is_shown_as(text: &str, shown: &str) -> bool {
    let Some((before, rest)) = shown.split_once(CUT) else {
        return text == shown;
    };
    let Some(text) = text.strip_prefix(before) else {
        return false;
    };
    let starts = text.char_indices().map(|(start, _)| start);
    let mut starts = starts.chain([text.len()]);
    starts.any(|start| is_shown_as(&text[start..], rest))
}

/// Whether lines are what is shown of them, where a line `…` stands for any lines.
fn are_shown_as(lines: &[String], shown: &[String]) -> bool {
    match shown.split_first() {
        None => lines.is_empty(),
        Some((first, rest)) if first.trim() == CUT => {
            (0..=lines.len()).any(|start| are_shown_as(&lines[start..], rest))
        }
        Some((first, rest)) => lines.split_first().is_some_and(|(line, lines)| {
            is_shown_as(&without_times(line), &without_times(first)) && are_shown_as(lines, rest)
        }),
    }
}

/// What differs between JSON and what is shown of it, with its place.
fn difference(actual: &Value, shown: &Value, place: &str) -> Option<String> {
    match (actual, shown) {
        (_, Value::String(text)) if text == CUT => None,
        (Value::Number(_), Value::Number(_)) if place.ends_with("_ms") || is_score(place) => None,
        (Value::String(actual), Value::String(shown)) if is_shown_as(actual, shown) => None,
        (Value::Object(actual), Value::Object(shown)) => shown.iter().find_map(|(name, shown)| {
            let place = format!("{place}.{name}");
            match actual.get(name) {
                Some(actual) => difference(actual, shown, &place),
                None => Some(format!("{place} is not there")),
            }
        }),
        (Value::Array(actual), Value::Array(shown)) => {
            let mut rest = actual.iter();
            let shown = shown.iter().filter(|shown| *shown != CUT).enumerate();
            let mut differences = shown.map(|(index, shown)| {
                let place = format!("{place}[{index}]");
                let found = rest.any(|actual| difference(actual, shown, &place).is_none());
                (!found).then(|| format!("{place} is not there: {shown}"))
            });
            differences.find_map(|difference| difference)
        }
        _ if actual == shown => None,
        _ => Some(format!("{place} is {actual} and not {shown}")),
    }
}

fn is_score(place: &str) -> bool {
    place.ends_with("score")
}

/// The JSON values that lines hold, one behind the other, where `…` may stand for a value.
fn json_values(lines: &[String]) -> Result<Vec<Value>, serde_json::Error> {
    let mut text = lines.join("\n");
    for (before, after) in [
        (":", ","),
        (":", "}"),
        ("[", "]"),
        ("[", ","),
        (",", ","),
        (",", "]"),
        (",", "}"),
    ] {
        // A cut of fields is no value.
        let value = match (before, after) {
            (",", "}") => after.to_owned(),
            _ => format!("{before}\"{CUT}\"{after}"),
        };
        text = text.replace(&format!("{before}{CUT}{after}"), &value);
    }
    serde_json::Deserializer::from_str(&text)
        .into_iter()
        .collect()
}

/// What is wrong with an example.
fn fault(example: &Example) -> Option<String> {
    let mut command = run_by("sh", own_corpus(&[]));
    command
        .arg("-c")
        .arg(&example.command)
        .current_dir(project())
        .env("COLUMNS", "80");
    let output = command.output().unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    // What goes wrong is shown as a terminal would, where nothing is printed.
    let printed = if printed.is_empty() { told } else { printed };
    if example
        .shown
        .first()
        .is_some_and(|line| line.starts_with('{'))
    {
        let (actual, shown) = match (printed.parse::<Value>(), json_values(&example.shown)) {
            (Ok(actual), Ok(shown)) => (vec![actual], shown),
            (_, Ok(shown)) => {
                let lines: Vec<String> = printed.lines().map(str::to_owned).collect();
                match json_values(&lines) {
                    Ok(actual) => (actual, shown),
                    Err(error) => return Some(format!("{error}: {printed}")),
                }
            }
            (_, Err(error)) => return Some(format!("what is shown is no JSON: {error}")),
        };
        if shown.len() > actual.len() {
            return Some(format!("{} values are printed", actual.len()));
        }
        let mut pairs = actual.iter().zip(&shown);
        return pairs.find_map(|(actual, shown)| difference(actual, shown, ""));
    }
    let lines: Vec<String> = printed.lines().map(str::to_owned).collect();
    (!are_shown_as(&lines, &example.shown)).then(|| format!("it prints:\n{printed}"))
}

#[test]
#[cfg(unix)]
fn the_examples_print_what_they_show() {
    let examples = examples();
    assert!(
        examples.len() > 1,
        "the test has lost sight of the examples"
    );
    let faults: Vec<String> = examples
        .iter()
        .filter_map(|example| {
            let Example {
                page,
                line,
                command,
                ..
            } = example;
            fault(example).map(|fault| format!("{page}:{line}: `{command}`: {fault}"))
        })
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
}

#[test]
fn what_differs_in_an_example_is_seen() {
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    let text = lines("1. 레드팀\n   가\n   나\n\n1건 (0.9 ms)");
    for (shown, is_right) in [
        ("1. 레드팀\n   가\n   나\n\n1건 (12.0 ms)", true),
        ("1. 레드팀\n…\n1건 (1 ms)", true),
        ("1. 레…팀\n   …\n   나\n…", true),
        ("1. 레드팀\n   가\n\n1건 (0.9 ms)", false),
        ("1. 레드팀\n…\n2건 (0.9 ms)", false),
        ("1. 레드팀", false),
        ("", false),
    ] {
        assert_eq!(are_shown_as(&text, &lines(shown)), is_right, "{shown}");
    }
    let actual: Value =
        "{\"a\":1,\"score\":1.5,\"t_ms\":2,\"s\":\"가나다\",\"l\":[{\"b\":null,\"c\":2},3]}"
            .parse()
            .unwrap();
    for (shown, is_right) in [
        ("{\"a\":1,\n \"l\":[{\"b\":null}]}", true),
        ("{\"score\":9,\"t_ms\":7,\"s\":\"가…\"}", true),
        ("{\"a\":…,\"s\":\"…\",\"l\":[…]}", true),
        ("{\"a\":1,…}", true),
        ("{\"a\":2}", false),
        ("{\"d\":null}", false),
        ("{\"s\":\"나…\"}", false),
        ("{\"l\":[{\"b\":null},4]}", false),
        ("{\"l\":[…,3,3,3]}", false),
        ("{\"l\":[3]}", true),
        ("{\"l\":[3,{\"c\":2}]}", false),
    ] {
        let values = json_values(&lines(shown)).unwrap();
        let fault = difference(&actual, &values[0], "");
        assert_eq!(fault.is_none(), is_right, "{shown}: {fault:?}");
    }
}

/// The parts of a line that are code, but for commands of other programs.
fn code_parts<'a>(line: &'a str, in_block: bool) -> Vec<&'a str> {
    let parts: Vec<&'a str> = if in_block {
        vec![line]
    } else {
        line.split('`').skip(1).step_by(2).collect()
    };
    let others = ["cargo ", "-- --", "systemctl", "rustup", "UPDATE_GOLDEN"];
    let is_other = |part: &&str| others.iter().any(|other| part.contains(other));
    parts.into_iter().filter(|part| !is_other(part)).collect()
}

/// The flags with two hyphens in a text.
fn flags(text: &str) -> Vec<String> {
    let mut flags = Vec::new();
    for (start, _) in text.match_indices("--") {
        let is_start = text[..start]
            .chars()
            .next_back()
            .is_none_or(|c| !(c.is_alphanumeric() || c == '-'));
        let name: String = text[start + 2..]
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || *c == '-')
            .collect();
        if is_start && name.starts_with(|c: char| c.is_ascii_lowercase()) {
            flags.push(format!("--{name}"));
        }
    }
    flags
}

#[test]
fn every_command_and_flag_that_is_named_exists() {
    let mut helps = BTreeMap::new();
    for words in commands() {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let help = own_corpus(&[&words[..], &["--help"]].concat()).run().stdout;
        helps.insert(words.join(" "), flags(&help));
    }
    let top = own_corpus(&["--help"]).run().stdout;
    helps.insert(
        String::new(),
        [flags(&top), vec!["--version".to_owned()]].concat(),
    );
    let all: Vec<&String> = helps.values().flatten().collect();
    let mut wrong = Vec::new();
    let mut seen = 0;
    for (page, text) in pages() {
        let blocks: Vec<usize> = code_lines(&text)
            .into_iter()
            .flatten()
            .map(|(n, _)| n)
            .collect();
        for (number, line) in (1..).zip(text.lines()) {
            for part in code_parts(line, blocks.contains(&number)) {
                // The command that the part calls, if it calls one.
                let called = part.split("digest ").nth(1).map(|rest| {
                    let words = rest.split_whitespace();
                    let is_name = |word: &&str| {
                        word.starts_with(|c: char| c.is_ascii_lowercase())
                            && word.chars().all(|c| c.is_ascii_lowercase() || c == '-')
                    };
                    words.take_while(is_name).take(2).collect::<Vec<_>>()
                });
                let begins = part.trim_start_matches("$ ").starts_with("digest ");
                let words = called.filter(|words| begins && !words.is_empty());
                let mut known = &all.iter().map(|flag| (*flag).clone()).collect::<Vec<_>>();
                if let Some(words) = words {
                    seen += 1;
                    match helps.get(&words.join(" ")).or_else(|| helps.get(words[0])) {
                        Some(flags) => known = flags,
                        None => wrong.push(format!("{page}:{number}: digest {}", words[0])),
                    }
                }
                for flag in flags(part) {
                    seen += 1;
                    if !known.contains(&flag) {
                        wrong.push(format!("{page}:{number}: {flag} in `{part}`"));
                    }
                }
            }
        }
    }
    assert!(seen > 50, "the test has lost sight of the pages");
    assert_eq!(wrong, Vec::<String>::new());
}
