//! What strangers wrote, in names of files, digest files, queries and settings: no id is
//! forged by it, and nothing of it steers what shows the output.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::process::Stdio;

use digest::output::Format;
use serde_json::{Value, json};

use crate::util::{Dir, TestCommand, article as article_text};

/// Every character that steers, but for those that end lines in a digest file and the one
/// that no argument can hold.
const STEERING: &str = "\u{1}\u{7}\u{8}\t\u{b}\u{c}\u{1b}[31m\u{1b}]8;;http://e.example\u{1b}\\\
                        \u{7f}\u{80}\u{85}\u{9b}2J\u{9f}\u{2028}\u{2029}\u{202a}\u{202b}\
                        \u{202c}\u{202d}\u{202e}\u{2066}\u{2067}\u{2068}\u{2069}";

/// How a line begins that no output may have.
const FORGED: &str = "FORGED";

/// Whether a character steers what shows it: the promise in the test's own words.
fn steers(c: char) -> bool {
    let code = u32::from(c);
    code < 0x20
        || (0x7f..0xa0).contains(&code)
        || (0x2028..=0x202e).contains(&code)
        || (0x2066..=0x2069).contains(&code)
}

/// `text` with every character that steers behind it, and a line of its own behind that.
fn hostile(text: &str) -> String {
    format!("{text} {STEERING}\r\n{FORGED} 레드팀")
}

/// What the file `name` of the corpus holds, an article a line. A file with many control
/// characters would be refused; JSON can escape them.
fn json_lines(dir: &Dir, name: &str, articles: &[Value]) {
    let mut text = String::new();
    for article in articles {
        for c in article.to_string().chars() {
            match c {
                c if steers(c) => text.push_str(&format!("\\u{:04x}", u32::from(c))),
                c => text.push(c),
            }
        }
        text.push('\n');
    }
    dir.digest_file(name, text);
}

/// The ids that a search finds, as `-l` writes them.
fn ids_of(dir: &Dir, query: &str) -> Vec<String> {
    let ran = dir.digest(&["search", query, "--all", "-l"]).run();
    assert_eq!(ran.code, 0, "{ran:?}");
    ran.stdout.lines().map(str::to_owned).collect()
}

/// Runs a command with `input`, and gives its exit code, output and messages.
fn with_input(command: TestCommand, input: &str) -> (i32, String, String) {
    let mut command = command.into_command();
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    // One that reads nothing may have ended.
    let _ = stdin.write_all(input.as_bytes());
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    (
        output.status.code().expect("digest was ended by a signal"),
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8(output.stderr).unwrap(),
    )
}

#[cfg(unix)]
#[test]
fn the_name_of_a_file_forges_no_id() {
    let dir = Dir::new();
    let article = |title: &str| json!({"id": "1", "title": title, "body": "레드팀 소식"});
    json_lines(&dir, "2024-05.jsonl", &[article("하나")]);
    let names = [
        ("news\n2024-05.jsonl", "news\\u{A}2024-05/1", "둘"),
        (" lead.jsonl", "\\u{20}lead/1", "셋"),
        ("a  b.jsonl", "a\\u{20}\\u{20}b/1", "넷"),
        ("tail .jsonl", "tail\\u{20}/1", "다섯"),
        (
            "c\rd\u{85}\u{2028}\u{202e}.jsonl",
            "c\\u{D}d\\u{85}\\u{2028}\\u{202E}/1",
            "여섯",
        ),
        ("한 낱말.jsonl", "한 낱말/1", "일곱"),
    ];
    for (name, _, title) in names {
        json_lines(&dir, name, &[article(title)]);
    }
    let report = dir.digest(&["index", "--json"]).json();
    assert_eq!(report["articles"], 7, "{report}");

    let mut found = ids_of(&dir, "레드팀");
    found.sort();
    let mut expected: Vec<&str> = names.iter().map(|(_, id, _)| *id).collect();
    expected.push("2024-05/1");
    expected.sort_unstable();
    assert_eq!(found, expected);

    // Each line is the document that was found, and no other.
    for (_, id, title) in names {
        let document = dir.digest(&["show", id, "--json"]).json();
        assert_eq!(document["article"]["title"], title);
        let (code, cited, _) = with_input(dir.digest(&["cite", "-"]), &format!("{id}\n"));
        assert_eq!(code, 0);
        assert!(cited.contains(&format!("{title}, ")), "{cited}");
        assert_eq!(cited.lines().count(), 1, "{cited}");
        // The digest file is found by the name that is told.
        let lines = dir.digest(&["show", id, "--at", "--json"]).json();
        assert_eq!(lines["lines"][0]["id"], id);
    }
    assert_eq!(dir.digest(&["check"]).run().code, 0);
    assert_eq!(dir.digest(&["index", "--json"]).json()["published"], false);
}

#[test]
fn both_halves_of_an_id_have_one_grammar() {
    // What is escaped in the name of a file is refused in a file, and what stays, stays.
    for (name, stays) in [
        ("plain-1", true),
        ("두 낱말", true),
        ("a\\b", true),
        (" a", false),
        ("a ", false),
        ("a  b", false),
        ("a\nb", false),
        ("a\u{a0}b", false),
        ("a\u{202e}b", false),
        ("a\u{85}b", false),
    ] {
        let dir = Dir::new();
        let article = |id: &str| json!({"id": id, "title": "레드팀", "body": "레드팀 소식"});
        json_lines(&dir, &format!("{name}.jsonl"), &[article("1")]);
        json_lines(&dir, "names.jsonl", &[article("1"), article(name)]);
        let report = dir.digest(&["index", "--json"]).json();
        let ids = ids_of(&dir, "레드팀");
        assert_eq!(
            ids.contains(&format!("{name}/1")),
            stays,
            "{name:?}: {ids:?}"
        );
        assert_eq!(
            ids.contains(&format!("names/{name}")),
            stays,
            "{name:?}: {ids:?}"
        );
        let files = report["files"].as_array().unwrap();
        let refused = files.iter().find(|file| file["warnings"] != json!([]));
        assert_eq!(refused.is_none(), stays, "{report}");
        if let Some(refused) = refused {
            let warning = &refused["warnings"][0];
            assert_eq!(warning["line"], 2);
            let message = warning["message"].as_str().unwrap();
            assert!(
                message.contains("cannot be typed as it is seen"),
                "{message}"
            );
        }
    }
}

#[test]
fn a_name_that_is_written_like_an_escaped_one_is_another() {
    let dir = Dir::new();
    let article = |id: &str| json!({"id": id, "title": "레드팀", "body": "레드팀 소식"});
    // An escape that stands in an id is a text like others.
    json_lines(&dir, "a\\u{A}b.jsonl", &[article("a\\u{A}b")]);
    json_lines(&dir, "a\nb.jsonl", &[article("1")]);
    let report = dir.digest(&["index", "--json"]).json();
    let files = report["files"].as_array().unwrap();
    let names: Vec<&str> = files.iter().map(|f| f["file"].as_str().unwrap()).collect();
    assert_eq!(names, ["a\\u{A}b.jsonl", "a\\x5Cu{A}b.jsonl"]);
    let mut ids = ids_of(&dir, "레드팀");
    ids.sort();
    assert_eq!(ids, ["a\\u{A}b/1", "a\\x5Cu{A}b/a\\u{A}b"]);
}

/// A corpus full of characters that steer, in every place that text comes from.
fn hostile_corpus() -> Dir {
    let dir = Dir::new();
    let cited = json!({
        "publisher": hostile("기관"), "title": hostile("보고서"), "date": "2024-04-01",
        "url": format!("https://e.example/{STEERING}x"),
    });
    let article = json!({
        "id": "a1", "title": hostile("레드팀 소식"), "summary": [hostile("요약")],
        "body": [format!("본문의 레드팀 {STEERING} 시험"), format!("둘째 {STEERING}")],
        "date": "2024-04-02", "citations": [cited, hostile("기관, 보고서, 2024.04.01.")],
    });
    let like = json!({
        "id": "a2", "title": hostile("레드팀 시험 소식"),
        "body": format!("본문의 레드팀 {STEERING} 시험"),
        // A day that there is not, which is told.
        "date": format!("2024-05-32{STEERING}"),
    });
    let name = hostile("뉴스").replace('/', "");
    json_lines(
        &dir,
        &format!("{name}/{name}.jsonl"),
        &[article.clone(), like.clone()],
    );
    // One that cannot be read, and a copy.
    dir.digest_file(&format!("{name}/깨짐{name}.jsonl"), format!("{{{STEERING}"));
    json_lines(&dir, &format!("아래/{name}.jsonl"), &[article, like]);
    let event = format!("행사 {STEERING}");
    let filling = "로봇이 하는 일을 새로 알림. ".repeat(200);
    let mut text = article_text(
        &format!("로봇 {STEERING} 소식"),
        &format!("요약 {STEERING}"),
        &filling,
        &format!("기관{STEERING}, 로봇, 2024.04.01."),
    );
    text.push_str(&format!(
        " 행사명 행사 주요 개요\n\n{event}\n\n- {event}의 소개\n\n기간 장소 홈페이지\n\n\
         2024.7.21.~27. 서울{STEERING} https://e.example/{STEERING}\n\nⅡ. 주요 행사 일정\n"
    ));
    dir.digest_file("2024-05.txt", text);
    let synonyms = format!("레드팀 = 붉은{STEERING}팀 = 레드{STEERING}조\n");
    fs::write(dir.path().join("synonyms.txt"), synonyms).unwrap();
    dir
}

/// Runs a command whose lines are not wrapped, and looks at all that it writes.
fn run(dir: &Dir, args: &[&str], input: &str) -> (i32, String, String) {
    let all = [args, &["--width", "10000"]].concat();
    let (code, out, told) = with_input(dir.digest(&all), input);
    assert_harmless(args, &out);
    assert_harmless(args, &told);
    (code, out, told)
}

/// Nothing in `text` steers but what its format asks for.
fn assert_harmless(args: &[&str], text: &str) {
    let is = |word: &str| args.contains(&word);
    let has_crlf = is("csv") || is("--csv") || is("ris") || is("--ics");
    let has_tabs = is("tsv") || is("__complete");
    for line in text.split('\n') {
        let line = match line.strip_suffix('\r') {
            Some(line) if has_crlf => line,
            _ => line,
        };
        let found = line
            .chars()
            .filter(|c| steers(*c) && !(has_tabs && *c == '\t'));
        let found: Vec<char> = found.collect();
        assert!(found.is_empty(), "{args:?}: {found:?} in {line:?}");
        // An analysis has a line for each word.
        let is_forged = line.starts_with(FORGED) && !is("analyze");
        assert!(!is_forged, "{args:?}: {line:?} in {text:?}");
    }
}

#[test]
fn nothing_that_a_digest_file_wrote_steers_any_output() {
    let dir = hostile_corpus();
    let index = [
        &["index"][..],
        &["index", "--rebuild", "--json"],
        &["index", "--rebuild", "--log-format", "json"],
        &["index", "--rebuild", "--quiet"],
        &["index", "--rollback"],
        &["index", "--rebuild"],
        &["index", "--rollback", "--json"],
        &["check"],
        &["check", "--json"],
        &["check", "--format", "csv"],
        &["index", "--rebuild", "--format", "markdown"],
        &["terms", "suggest"],
        &["terms", "suggest", "--json"],
        &["terms", "suggest", "--format", "csv"],
        &["terms", "suggest", "--format", "html"],
    ];
    for args in index {
        let (code, out, told) = run(&dir, args, "");
        assert!(code <= 1, "{args:?}: {out} {told}");
    }
    let ids = ids_of(&dir, "레드팀");
    let [article, _] = &ids[..] else {
        panic!("{ids:?}");
    };
    let issue = article.split('/').next().unwrap();
    let found = [
        &["search", "레드팀"][..],
        &["search", "레드팀", "--explain", "--snippets", "9"],
        &["search", "행사"],
        &["search", "래드팀 시험"],
        &["search", "레드팀", "--facets", "issue,source,year,month"],
        &["show", article, "2024-05/e1"],
        &["show", article, "--highlight", "레드팀"],
        &["show", article, "2024-05/e1", "--at"],
        &["list"],
        &["list", "--issue", issue],
        &["issues"],
        &["events"],
        &["trend", "레드팀"],
        &["related", article],
        &["sources"],
        &["sources", "기관"],
        &["analyze", &hostile("레드팀")],
        &["alerts", "--all", "--reader"],
    ];
    // Among so much that is usual it is no binary file.
    let usual = "# 보통의 줄\n".repeat(999);
    let name = hostile("알림").replace(['\r', '\n', ':'], " ");
    let alerts = format!("{usual}{name}: 레드팀\n{name}\n");
    fs::write(dir.path().join("corpus/alerts.txt"), alerts).unwrap();
    for args in found {
        for format in Format::all().map(Format::name) {
            let refused = (args.contains(&"--explain") && matches!(format, "csv" | "tsv"))
                || (args.contains(&"--highlight") && matches!(format, "csv" | "tsv"));
            // Each format is told anew.
            let reader = args.ends_with(&["--reader"]).then_some(format);
            let reader = reader.as_slice();
            let args = [args, reader, &["--format", format]].concat();
            let (code, out, told) = run(&dir, &args, "");
            assert_eq!(code, if refused { 2 } else { 0 }, "{args:?}: {told}");
            assert_eq!(out.is_empty(), refused, "{args:?}");
            // A reader of JSON gets what was written, whatever is escaped.
            if format == "json" && args[..2] == ["search", "레드팀"] {
                let hits: Value = serde_json::from_str(&out).unwrap();
                assert_eq!(hits["hits"][0]["title"], hostile("레드팀 소식"));
            }
        }
    }
    for style in ["text", "markdown", "bibtex", "csl-json", "ris"] {
        let publication = hostile("소식지");
        let args = [
            &["cite", article, "2024-05/e1", "--publication", &publication][..],
            &["search", "레드팀", "--cite"],
        ];
        for args in args {
            let (code, out, told) = run(&dir, &[args, &["--style", style]].concat(), "");
            assert!(code == 0 && !out.is_empty(), "{args:?}: {told}");
        }
    }
    let request = |id: u32, tool: &str, arguments: &Value| {
        let params = json!({"name": tool, "arguments": arguments});
        json!({"jsonrpc": "2.0", "id": id, "method": "tools/call", "params": params}).to_string()
    };
    let greeting = json!({"jsonrpc": "2.0", "id": 0, "method": "initialize", "params": {
        "protocolVersion": "2025-06-18", "capabilities": {},
        "clientInfo": {"name": hostile("client"), "version": "1"},
    }});
    let dialogue = [
        greeting.to_string(),
        request(1, "search", &json!({"query": "레드팀"})),
        request(2, "show", &json!({"ids": [article, hostile("2024-05/1")]})),
        request(3, &hostile("search"), &json!({})),
        request(4, "search", &json!({hostile("limt"): 1})),
        request(5, "search", &json!({"since": hostile("2024")})),
        json!({"jsonrpc": "2.0", "id": 6, "method": "resources/list"}).to_string(),
        json!({"jsonrpc": "2.0", "id": 7, "method": "resources/read", "params": {"uri": hostile("digest://article/1")}}).to_string(),
    ];
    let dialogue = dialogue.join("\n") + "\n";
    for (args, input) in [
        (&["mcp"][..], dialogue.as_str()),
        (&["search", "레드팀", "-l"], ""),
        (&["search", "레드팀", "--count"], ""),
        (&["search", "--batch"], "레드팀\n행사\n"),
        (&["search", "레드팀", "--explain-query"], ""),
        (&["search", "레드팀", "--explain-query", "--json"], ""),
        (&["events", "--ics"], ""),
        (&["trend", "레드팀", "--svg", "-"], ""),
        (&["trend", "레드팀", "--csv"], ""),
    ] {
        let (code, out, told) = run(&dir, args, input);
        assert!(code == 0 && !out.is_empty(), "{args:?}: {told}");
    }
    // Escape codes of this program's own, and no others.
    for args in [
        &["search", "레드팀"][..],
        &["show", article, "2024-05/e1"],
        &["sources", "기관"],
    ] {
        let coloured = [args, &["--color", "always", "--hyperlinks", "always"]].concat();
        let ran = dir.digest(&coloured).run();
        assert!(ran.stdout.contains('\u{1b}'), "{coloured:?}");
        assert_harmless(&coloured, &without_own_codes(&ran.stdout));
    }
}

/// `text` without the codes that this program writes: colours that end, and links to
/// addresses of printable ASCII.
fn without_own_codes(text: &str) -> String {
    let mut text = text.to_owned();
    for colour in ["1", "2", "1;33", "1;4;33", "0"] {
        text = text.replace(&format!("\u{1b}[{colour}m"), "");
    }
    let mut without = String::new();
    let mut rest = text.as_str();
    while let Some((before, code)) = rest.split_once("\u{1b}]8;") {
        without.push_str(before);
        let (address, behind) = code.split_once("\u{1b}\\").unwrap();
        assert!(
            address.bytes().all(|byte| byte.is_ascii_graphic()),
            "{address:?}"
        );
        rest = behind;
    }
    without + rest
}

#[test]
fn nothing_that_is_typed_steers_any_output() {
    let dir = hostile_corpus();
    assert_eq!(dir.digest(&["index", "--quiet"]).run().code, 1);
    let odd = hostile("레드팀");
    let nowhere = dir.path().join(hostile("none").replace('/', ""));
    let nowhere = nowhere.to_str().unwrap();
    let below_a_file = format!("{}/corpus/2024-05.txt/{STEERING}", dir.path().display());
    let date = format!("date:2024-13{odd}");
    let quoted = format!("\"{odd}\"");
    let kind = format!("종류:{}", "가\u{202e}\u{85}\u{1b}나");
    let equals = format!("--{odd}=1");
    let behind = ["--no-such", "--json", "--limit", "--since", "--style"];
    let behind = behind.map(|flag| format!("{flag}={odd}"));
    let batch = format!("레드팀{STEERING}\n{{\"qid\":\"{STEERING}\"\nkind:가\u{202e}{STEERING}\n");
    let mut walked = BTreeSet::new();
    for args in [
        &["search", &odd][..],
        &["search", &odd, "--explain"],
        &["search", &odd, "--explain-query"],
        &["search", &odd, "--count"],
        &["search", &odd, "-l"],
        &["search", &date],
        &["search", &kind],
        &["search", &quoted],
        &["search", "쀍쀍", "--source", &odd],
        &["search", "쀍쀍", "--source", STEERING],
        &["search", "레드팀", "--issue", &odd],
        &["search", "레드팀", "--since", &odd],
        &["search", "레드팀", "--until", &odd],
        &["search", "레드팀", "--sort", &odd],
        &["search", "레드팀", "--limit", &odd],
        &["search", "레드팀", "--field", &odd],
        &["search", "레드팀", "--facets", &odd],
        &["search", "레드팀", "--format", &odd],
        &["search", "레드팀", "--format-version", &odd],
        &["search", "레드팀", "--color", &odd],
        &["search", "레드팀", &equals],
        &["search", "레드팀", &behind[0]],
        &["search", "레드팀", &behind[1]],
        &["search", "레드팀", &behind[2]],
        &["search", "레드팀", &behind[3]],
        &["search", "레드팀", &behind[4]],
        &["search", "레드팀", "--corpus", nowhere],
        &["search", "레드팀", "--index", nowhere],
        &["search", "--batch"],
        &["show", &odd],
        &["show", &odd, "--at"],
        &["show", "2024-05/e1", "--highlight", &odd],
        &["show", "2024-05/e1", "--highlight", &date],
        &["cite", &odd],
        &["cite", "-"],
        &["cite", "2024-05/e1", "--publication", &odd],
        &["cite", "2024-05/e1", "--style", &odd],
        &["sources", &odd],
        &["related", &odd],
        &["trend", &odd, "레드팀", "--share"],
        &["trend", &odd, "레드팀", "--svg", "-"],
        &["trend", "레드팀", "--svg", nowhere, "--corpus", nowhere],
        &["list", "--issue", &odd],
        &["issues", "--index", nowhere],
        &["events", "--from", &odd],
        &["analyze", &odd],
        &["analyze", &odd, "--json"],
        &["terms", &odd],
        &["config", "--corpus", nowhere],
        &["config", "--corpus", nowhere, "--json"],
        &["mcp", "--answer-chars", &odd],
        &["mcp", "--index", nowhere, "--print-config"],
        &["mcp", "--index", nowhere],
        &["doctor", "--corpus", nowhere],
        &["doctor", "--corpus", nowhere, "--json"],
        &["alerts", "--reader", &odd],
        &["alerts", "--feed", nowhere],
        &["index", "--corpus", nowhere],
        &["index", "--corpus", nowhere, "--json"],
        &["index", "--corpus", nowhere, "--log-format", "json"],
        &["check", "--index", nowhere],
        &["completions", &odd],
        &["man", &odd],
        &["man", "--dir", &below_a_file],
        &["browse", &odd],
        &[&odd],
    ] {
        walked.insert(args[0]);
        let (_, out, told) = run(&dir, args, &batch);
        assert!(!out.is_empty() || !told.is_empty(), "{args:?} says nothing");
    }
    // No command was forgotten.
    let commands = dir
        .digest(&["__complete", "fish", "--", "digest", ""])
        .run();
    let commands = commands
        .stdout
        .lines()
        .map(|line| line.split('\t').next().unwrap());
    let missed: Vec<&str> = commands.filter(|name| !walked.contains(name)).collect();
    assert_eq!(missed, ["help"]);
}

#[test]
fn nothing_in_a_candidate_steers_the_command_line() {
    let dir = hostile_corpus();
    assert_eq!(dir.digest(&["index", "--quiet"]).run().code, 1);
    let article = &ids_of(&dir, "레드팀")[0];
    // A folder whose name no shell could put in as it is.
    fs::create_dir(dir.path().join(hostile("곳").replace('/', ""))).unwrap();
    for words in [
        &["digest", "show", ""][..],
        &["digest", "list", "--issue", ""],
        &["digest", "sources", ""],
        &["digest", "search", "--source", ""],
        &["digest", "search", "--corpus", ""],
        &["digest", "trend", "--svg", ""],
        &["digest", STEERING, ""],
    ] {
        let line = words.join(" ");
        for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
            let words = if shell == "bash" {
                &["", &line][..]
            } else {
                words
            };
            let args = [&["__complete", shell, "--"][..], words].concat();
            let (code, out, told) = with_input(dir.digest(&args), "");
            assert_harmless(&args, &out);
            assert_eq!((code, told.as_str()), (0, ""), "{args:?}");
            if words.contains(&"show") && shell == "fish" {
                let is_there = |line: &str| line.starts_with(&format!("{article}\t"));
                assert!(out.lines().any(is_there), "{out}");
            }
        }
    }
}

#[test]
fn nothing_in_files_of_settings_and_words_steers_a_message() {
    let dir = hostile_corpus();
    let escaped = json!(hostile("값")).to_string();
    for content in [
        format!("format = {escaped}\n"),
        format!("color = {escaped}\n"),
        format!("pager = {escaped}\n"),
        format!("corpus = {escaped}\n"),
        format!("index = {escaped}\n"),
        format!("{escaped} = 1\n"),
        format!("pager = \"{STEERING}\"\n"),
        format!("{STEERING}\n"),
    ] {
        // The file's own name is told too.
        let file = dir.path().join(hostile("config").replace('/', ""));
        fs::write(&file, &content).unwrap();
        let file = file.to_str().unwrap();
        for args in [
            &["config"][..],
            &["config", "--json"],
            &["search", "레드팀"],
            &["list", "--format", "csv"],
        ] {
            let (_, out, told) = with_input(dir.digest(args).env("DIGEST_CONFIG", file), "");
            assert_harmless(args, &out);
            assert_harmless(args, &told);
            assert!(!out.is_empty() || !told.is_empty(), "{content:?}: {args:?}");
        }
    }
    for (file, content) in [
        ("terms.txt", format!("레드+{STEERING}+팀\n")),
        ("terms.txt", format!("레드팀,{STEERING},1\n")),
        ("terms.txt", format!("{STEERING}\n")),
        ("synonyms.txt", format!("{STEERING}\n")),
        ("synonyms.txt", format!("레드팀 = {STEERING}\n")),
        ("corpus/canaries.txt", format!("{STEERING}\n")),
        (
            "corpus/canaries.txt",
            format!("레드팀 {STEERING}시험\t2024-05/99{STEERING}\n"),
        ),
        (
            "corpus/canaries.txt",
            format!("날짜:2024-13{STEERING}\t2024-05/e1\n"),
        ),
    ] {
        let dir = hostile_corpus();
        fs::write(dir.path().join(file), &content).unwrap();
        for args in [
            &["index"][..],
            &["index", "--json"],
            &["index", "--log-format", "json"],
            &["check"],
            &["check", "--json"],
            &["search", "레드팀"],
            &["analyze", "레드팀"],
            &["terms", "suggest"],
        ] {
            let (_, out, told) = run(&dir, args, "");
            assert!(!out.is_empty() || !told.is_empty(), "{content:?}: {args:?}");
        }
    }
}
