//! One language at a time: all that people read is in Korean or in English, by the locale, a
//! variable, the file or a flag; what programs read is the same in both.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use crate::util::{
    Dir, Ran, TestCommand, assert_golden, is_there, own_corpus, run_by, without_time,
};

/// A corpus of records that have letters of one script alone, so that letters of the other can
/// only be the program's.
fn corpus(hangul: bool) -> Dir {
    let dir = Dir::new();
    let records = if hangul {
        [
            ["레드팀 소식", "레드팀이 공격했다. 방어는 없었다.", "가나부"],
            ["방어 소식", "레드팀을 막았다. 공격은 끝났다.", "다라원"],
            [
                "규제 소식",
                "공격과 방어를 규제한다. 레드팀도 규제한다.",
                "가나부",
            ],
        ]
    } else {
        [
            [
                "Quark News",
                "Quarks attacked. Nothing defended.",
                "Ministry",
            ],
            [
                "Defence News",
                "Quarks were stopped. Attacks ended.",
                "Institute",
            ],
            [
                "Rules News",
                "Attacks and defence have rules. Quarks too.",
                "Ministry",
            ],
        ]
    };
    let lines = records.iter().zip(1..).map(|([title, body, publisher], id)| {
        format!(
            "{{\"id\":\"{id}\",\"title\":\"{title}\",\"body\":\"{body}\",\"date\":\"2024-05-0{id}\",\
             \"publisher\":\"{publisher}\",\"url\":\"https://news.example/{id}\"}}\n"
        )
    });
    dir.digest_file("a.jsonl", lines.collect::<String>());
    dir
}

/// The command in the folder, under a locale.
fn under(locale: &str, dir: &Dir, args: &[&str]) -> TestCommand {
    dir.digest(args)
        .env("LC_ALL", locale)
        .env("COLUMNS", "10000")
}

/// A text without what is typed, quoted or called as it is: what stands between backticks and
/// quotation marks, paths and names.
fn prose(line: &str) -> String {
    let mut prose = String::new();
    let mut closing = None;
    for c in line.chars() {
        match (closing, c) {
            (Some(mark), c) if c == mark => {
                closing = None;
                prose.push('…');
            }
            (Some(_), _) => {}
            (None, '`') => closing = Some('`'),
            (None, '“') => closing = Some('”'),
            (None, '‘') => closing = Some('’'),
            (None, '\'') => closing = Some('\''),
            (None, '"') => closing = Some('"'),
            (None, c) => prose.push(c),
        }
    }
    prose
}

/// What the words of others are that a message quotes, and commands of more words than one.
const OF_OTHERS: [&str; 5] = [
    "os error",
    "EOF while parsing an object",
    "Invalid xref table",
    "terms suggest",
    "digest search",
];

/// Two words of English beside each other, where the line has some.
fn english_in(line: &str) -> Option<String> {
    let prose = prose(line);
    let prose = OF_OTHERS
        .iter()
        .fold(prose, |text, one| text.replace(one, "…"));
    let words: Vec<&str> = prose.split(' ').collect();
    let is_word = |word: &str| {
        let word = word.trim_matches(|c: char| ".;:()[]".contains(c));
        word.len() > 1 && word.chars().all(|c| c.is_ascii_lowercase())
    };
    let mut pairs = words.windows(2);
    // Names in a list have commas between them.
    let found = pairs.find(|pair| is_word(pair[0]) && is_word(pair[1].trim_end_matches(',')));
    found.map(|pair| pair.join(" "))
}

fn has_hangul(text: &str) -> bool {
    text.chars().any(|c| ('가'..='힣').contains(&c))
}

/// What is asked of the program: `{word}` is one of the corpus.
const WALK: &[&str] = &[
    "index",
    "index",
    "search {word}",
    "search {word} --facets issue,source,year,month",
    "search {word} --explain",
    "search {word} --explain-query",
    "search {word}* -{other} --explain-query",
    "search {word} --count",
    "search {word} --offset 90",
    "search {word} qqqqqq",
    "search {word} qqqqqq --all-words",
    "search qqqqqq",
    "search qqqqqq --since 2024-05",
    "search qqqqqq --exact",
    "search date:2024-13",
    "search date:2024-05..2024-01",
    "search kind:x",
    "search {word} --since 2024-13",
    "search {word} --kind x",
    "search {word} --issue 1999-01",
    "search {word} --source ---",
    "search {word} --style ris",
    "search {word} --format x",
    "search {word} --format csv --explain",
    "search {word} --bom",
    "search {word} --limit x",
    "search {word} --width 3",
    "search {word} --jsno",
    "search",
    "serch {word}",
    "show a/1",
    "show a/1 --highlight {word}",
    "show a/1 --at",
    "show a/9",
    "show a/1 --format csv --at",
    "list",
    "list --issue 1999-01",
    "issues",
    "events",
    "events --from 2024-01-01 --until 2023-01-01",
    "sources",
    "sources qqqqqq",
    "trend {word}",
    "trend qqqqqq",
    "related a/1",
    "related a/9",
    "cite a/1",
    "cite a/1 --style x",
    "alerts",
    "alerts --reader a!b",
    "analyze {word}",
    "terms suggest",
    "config",
    "doctor",
    "check",
    "index --rebuild",
    "index --rollback",
    "index --rollback",
    "index --memory 1",
    "index --threads x",
    "index --corpus nowhere",
    "index --corpus . --index x",
    "search {word} --index corpus",
    "search {word} --corpus nowhere --index nowhere/else",
    "search {word} --format-version 9",
    "search {word} --format-version x",
    "search {word} --language fr",
    "browse",
    "man nothing",
    "completions x",
    "help",
];

fn walked(locale: &str, dir: &Dir, hangul: bool) -> Vec<(String, Ran)> {
    let (word, other) = match hangul {
        true => ("공격", "방어"),
        false => ("quarks", "rules"),
    };
    let mut walked = Vec::new();
    let mut run = |line: &str| {
        let line = line.replace("{word}", word).replace("{other}", other);
        let args: Vec<&str> = line.split(' ').collect();
        walked.push((line.clone(), under(locale, dir, &args).run()));
    };
    WALK.iter().for_each(|line| run(line));
    // What is wrong with files.
    dir.digest_file(
        "bad.jsonl",
        "{\"id\":\"1\"\n{\"title\":5}\n{\"id\":\"2\",\"id\":\"3\"}\n",
    );
    dir.digest_file("empty.txt", "");
    dir.digest_file("zero.txt", "a\0b");
    dir.digest_file("plain.txt", "qqqqqq\n");
    dir.digest_file("table.csv", "a,b\n\"1,2\n");
    dir.digest_file("feed.xml", "<x>y</x>");
    dir.digest_file("page.html", "<html></html>");
    dir.digest_file("letter.hwp", "HWP Document File V3");
    dir.digest_file("letter.docx", "PK\u{3}\u{4}");
    dir.digest_file("report.pdf", "%PDF-1.4\nnothing");
    dir.digest_file("picture.png", "png");
    dir.digest_file("archive.zip", "PK");
    dir.digest_file(".hidden", "x");
    dir.digest_file("notes~", "x");
    dir.digest_file(".digestignore", "*.bak\n[\n");
    dir.digest_file("old.bak", "x");
    dir.digest_file("canaries.txt", "nothing\nqqqqqq a/1\ndate:2024-13 a/1\n");
    for line in ["check", "index", "index", "check", "doctor"] {
        run(line);
    }
    dir.digest_file("canaries.txt", "");
    dir.digest_file(
        "alerts.txt",
        "nothing\none: quarks\none: quarks\ntwo: date:2024-13\n",
    );
    fs::write(dir.path().join("terms.txt"), "a b\nGPT\n").unwrap();
    run("index");
    run("search {word}");
    fs::write(dir.path().join("terms.txt"), "").unwrap();
    fs::write(dir.path().join("synonyms.txt"), "quark\n").unwrap();
    run("search {word}");
    fs::write(dir.path().join("synonyms.txt"), "").unwrap();
    for line in ["index", "alerts --check", "alerts", "alerts", "check"] {
        run(line);
    }
    for name in [
        "bad.jsonl",
        "empty.txt",
        "zero.txt",
        "plain.txt",
        "table.csv",
        "feed.xml",
        "page.html",
        "letter.hwp",
        "letter.docx",
        "report.pdf",
        "a.jsonl",
    ] {
        fs::remove_file(dir.path().join("corpus").join(name)).unwrap();
    }
    for line in [
        "check",
        "index",
        "index --allow-empty",
        "search {word}",
        "list",
        "sources",
    ] {
        run(line);
    }
    fs::write(dir.path().join("index/CURRENT"), "gen-9\n").unwrap();
    for line in ["search {word}", "check", "doctor"] {
        run(line);
    }
    walked
}

#[test]
fn under_a_korean_locale_no_english_is_read() {
    let dir = corpus(true);
    let mut wrong = Vec::new();
    for (line, ran) in walked("ko_KR.UTF-8", &dir, true) {
        let told = ran.stdout.lines().chain(ran.stderr.lines());
        // Examples are what is typed.
        for told in told.filter(|told| !told.starts_with("  digest ")) {
            if let Some(english) = english_in(told) {
                wrong.push(format!("{line}: {english}: {told}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn under_any_other_locale_no_korean_is_read() {
    let dir = corpus(false);
    let mut wrong = Vec::new();
    for (line, ran) in walked("C", &dir, false) {
        // Citations keep their style.
        let stdout = if line.starts_with("cite") {
            ""
        } else {
            &ran.stdout
        };
        let told = stdout.lines().chain(ran.stderr.lines());
        for told in told.filter(|told| !told.starts_with("  digest ")) {
            // Examples of queries and words are of the documents' language.
            if has_hangul(&prose(told)) && !is_example(told) {
                wrong.push(format!("{line}: {told}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Whether a line shows how to write something Korean, or letters to look at.
fn is_example(line: &str) -> bool {
    ["레드팀", "레드+팀", "엔비디아", "기사", "한글"]
        .iter()
        .any(|word| line.contains(word))
}

/// The language in which the program answers.
fn language_of(command: TestCommand) -> &'static str {
    let ran = command.run();
    match has_hangul(&ran.stderr) {
        true => "ko",
        false => "en",
    }
}

#[test]
fn the_language_is_that_of_a_flag_a_variable_the_file_or_the_locale() {
    let dir = corpus(false);
    dir.digest(&["index"]).run();
    let file = dir.path().join("config.toml");
    fs::write(&file, "language = \"ko\"\n").unwrap();
    let file = file.to_str().unwrap();
    let ask = |args: &[&str]| dir.digest(&[&["search", "qqqqqq"], args].concat());
    assert_eq!(language_of(ask(&[])), "en");
    assert_eq!(language_of(ask(&[]).env("LANG", "ko_KR.UTF-8")), "ko");
    assert_eq!(
        language_of(ask(&[]).env("LANG", "ko").env("LC_ALL", "C")),
        "en"
    );
    let preferred = ask(&[]).env("LANG", "en_US.UTF-8").env("LANGUAGE", "ko:en");
    assert_eq!(language_of(preferred), "ko");
    assert_eq!(language_of(ask(&[]).env("DIGEST_CONFIG", file)), "ko");
    let by_variable = ask(&[])
        .env("DIGEST_CONFIG", file)
        .env("DIGEST_LANGUAGE", "en");
    assert_eq!(language_of(by_variable), "en");
    let by_flag = ask(&["--language", "ko"]).env("DIGEST_LANGUAGE", "en");
    assert_eq!(language_of(by_flag), "ko");
    // Also where the command line or the file is wrong.
    assert_eq!(language_of(ask(&["--language", "ko", "--nope"])), "ko");
    assert_eq!(
        language_of(ask(&["--nope"]).env("DIGEST_CONFIG", file)),
        "ko"
    );
    let bad = dir.path().join("bad.toml");
    fs::write(&bad, "colour = 1\n").unwrap();
    let bad = ask(&[]).env("DIGEST_CONFIG", bad.to_str().unwrap());
    assert_eq!(language_of(bad.env("LANG", "ko")), "ko");
}

#[test]
fn the_settings_tell_the_language_and_what_chose_it() {
    let dir = corpus(false);
    let ran = dir.digest(&["config", "--json"]).env("LANG", "ko_KR.UTF-8");
    let settings = ran.json()["settings"].clone();
    let rows = settings.as_array().unwrap();
    let row = rows.iter().find(|row| row["name"] == "language").unwrap();
    assert_eq!(
        (&row["value"], &row["from"]),
        (&Value::from("ko"), &Value::from("environment"))
    );
    assert_eq!(row["at"], "LANG");
    let ran = dir.digest(&["doctor"]).env("LC_MESSAGES", "ko").run();
    assert!(
        ran.stdout.contains("ko, LC_MESSAGES에 따름"),
        "{}",
        ran.stdout
    );
    let ran = dir.digest(&["config", "--language", "fr"]).run();
    assert_eq!(ran.code, 2);
}

#[test]
fn what_programs_read_is_the_same_in_both() {
    let dir = corpus(true);
    dir.digest(&["index"]).run();
    dir.digest_file("bad.jsonl", "{\"id\":\"1\"\n");
    dir.digest_file("picture.png", "png");
    dir.digest(&["index"]).run();
    let told = |args: &[&str], locale: &str| {
        let ran = under(locale, &dir, args).run();
        let masked = ran
            .stdout
            .split(',')
            .filter(|part| !part.contains("_ms\":"));
        (ran.code, masked.collect::<Vec<_>>().join(","))
    };
    for line in [
        "search 레드팀 --json",
        "search 레드팀 qqqqqq --json --explain",
        "search fpemxla --explain-query --json",
        "search 레드팀 --format csv",
        "search 레드팀 --format tsv",
        "search 레드팀 --format jsonl",
        "show a/1 --json",
        "show a/1 --format csv",
        "list --format csv",
        "issues --json",
        "events --json",
        "sources --format csv",
        "trend 레드팀 --json",
        "related a/1 --json",
        "cite a/1 --style bibtex",
        "cite a/1",
        "analyze 레드팀은 --json",
        "index --json",
        "index --json --log-format json --quiet",
        "check --json",
        "index --corpus nowhere --json",
        "alerts --json",
    ] {
        let args: Vec<&str> = line.split(' ').collect();
        assert_eq!(told(&args, "ko_KR.UTF-8"), told(&args, "C"), "{line}");
    }
    // A message that the index keeps is in each language as well.
    let told = |locale| under(locale, &dir, &["index"]).run().stdout;
    assert!(
        told("C").contains("bad.jsonl:1: this is no JSON"),
        "{}",
        told("C")
    );
    assert!(
        told("ko").contains("bad.jsonl:1: JSON이 아닙니다"),
        "{}",
        told("ko")
    );
}

#[test]
fn helps_are_in_korean_throughout() {
    for command in [
        &[][..],
        &["search"],
        &["index"],
        &["terms", "suggest"],
        &["browse"],
    ] {
        for flag in ["-h", "--help"] {
            let args = [command, &[flag]].concat();
            let ran = own_corpus(&args).env("LANG", "ko_KR.UTF-8").run();
            assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{args:?}");
            assert!(ran.stdout.contains("사용법: digest"), "{}", ran.stdout);
            // Examples are what is typed, and so are the names of fields.
            let is_typed = |line: &&str| {
                ["  digest ", "사용법: "]
                    .iter()
                    .any(|begins| line.starts_with(begins))
                    || line.contains("(summary: body: source:)")
            };
            for line in ran.stdout.lines().filter(|line| !is_typed(line)) {
                assert_eq!(english_in(line), None, "{args:?}: {line}");
            }
            assert!(!own_corpus(&args).run().stdout.contains("사용법"));
        }
    }
    assert_golden(
        "ko/help-search.txt",
        &own_corpus(&["search", "-h"])
            .env("LANG", "ko")
            .env("COLUMNS", "80")
            .run()
            .stdout,
    );
}

#[test]
fn manual_pages_are_in_korean_where_that_is_asked() {
    let ran = own_corpus(&["man", "search"])
        .env("LANG", "ko_KR.UTF-8")
        .run();
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    for part in [
        "환경 변수",
        "종료 코드",
        "보기",
        "함께 보기",
        "보일 결과의 수",
    ] {
        assert!(ran.stdout.contains(part), "{part}: {}", ran.stdout);
    }
    if is_there("groff") {
        let page = tempfile::NamedTempFile::new().unwrap();
        fs::write(page.path(), &ran.stdout).unwrap();
        let command = own_corpus(&[]).env("LANG", "ko_KR.UTF-8");
        let mut groff = run_by("groff", command);
        groff
            .args(["-man", "-Kutf8", "-Tutf8", "-ww", "-b"])
            .arg(page.path());
        let output = groff.output().unwrap();
        assert!(output.status.success(), "{output:?}");
    }
}

/// What people see under a Korean locale, pinned as `snapshots` pins it in English.
#[test]
fn answers_look_as_before() {
    for (name, line) in [
        ("search.txt", "search 레드팀"),
        (
            "search-facets.txt",
            "search 생성 투자 -n 1 --facets issue,source",
        ),
        ("search-rewritten.txt", "search fpemxla --snippets 1"),
        ("show-event.txt", "show 2024-05/e1"),
        ("show.md", "show 2024-05/12 --format markdown"),
        ("list.txt", "list -n 3"),
        ("issues.txt", "issues"),
        ("events.txt", "events"),
        ("trend.txt", "trend 레드팀 규제"),
        ("related.txt", "related 2024-05/7"),
        (
            "explain-query.txt",
            "search 규제* -중국 제목:투자 --explain-query",
        ),
        ("analyze.txt", "analyze 레드팀은 2조 원을 투자했다"),
    ] {
        let args: Vec<&str> = line.split(' ').collect();
        let ran = own_corpus(&args)
            .env("LC_ALL", "ko_KR.UTF-8")
            .env("COLUMNS", "80")
            .run();
        assert_eq!(ran.code, 0, "{line}: {ran:?}");
        assert_golden(&format!("ko/{name}"), &without_time(&ran.stdout));
    }
}

#[test]
fn scores_are_explained_in_korean_whatever_field_a_word_is_in() {
    let mut fields = BTreeSet::new();
    for query in ["투자", "생성", "서울"] {
        let args = ["search", query, "--explain", "-n", "20"];
        let told = own_corpus(&args).env("DIGEST_LANGUAGE", "ko").run().stdout;
        let hits = own_corpus(&[&args[..], &["--json"]].concat()).json();
        for hit in hits["hits"].as_array().unwrap() {
            for part in hit["explanation"]["terms"].as_array().unwrap() {
                let name = |key: &str| part[key].as_str().unwrap().to_owned();
                fields.insert(name("field"));
                for name in [name("field"), name("view")] {
                    let mut lines = told.lines().filter(|line| line.contains(", 드묾 "));
                    assert!(lines.all(|line| !line.contains(&name)), "{name}: {told}");
                }
            }
        }
    }
    let fields: Vec<&str> = fields.iter().map(String::as_str).collect();
    assert_eq!(
        fields,
        [
            "body",
            "citations",
            "event",
            "footnotes",
            "headings",
            "summary",
            "title"
        ]
    );
}

#[test]
fn manual_pages_and_titles_of_pages_are_in_one_language() {
    let page = own_corpus(&["man", "search"])
        .env("DIGEST_LANGUAGE", "ko")
        .run()
        .stdout;
    let sections = page.lines().filter_map(|line| line.strip_prefix(".SH "));
    let mut seen = 0;
    for section in sections {
        seen += 1;
        let has_hangul = section.chars().any(|c| ('가'..='힣').contains(&c));
        assert!(has_hangul, "{section}");
    }
    assert!(seen > 8, "{page}");
    for args in [
        &["trend", "AI"][..],
        &["sources"],
        &["issues"],
        &["list"],
        &["events"],
        &["related", "2024-05/7"],
        &["config"],
        &["search", "AI", "--facets", "issue"],
    ] {
        let args = [args, &["--format", "html"]].concat();
        let ran = own_corpus(&args).env("DIGEST_LANGUAGE", "ko").run();
        let title = ran.stdout.split("<title>").nth(1).unwrap_or_default();
        let title = title.split('<').next().unwrap_or_default();
        let is_query = title == "AI";
        let has_hangul = title.chars().any(|c| ('가'..='힣').contains(&c));
        assert!(has_hangul || is_query, "{args:?}: {title}: {ran:?}");
    }
}
