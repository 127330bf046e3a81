//! What shells complete, in the shells themselves.

use std::fs;
use std::process::Command;

use crate::util::{Dir, Ran, is_there, own_corpus, project, run_by};

/// The lines that the scripts get for these words, the program's name first.
fn completed(shell: &str, words: &[&str]) -> Vec<String> {
    let args = [&["__complete", shell, "--"], words].concat();
    lines(own_corpus(&args).run())
}

fn lines(ran: Ran) -> Vec<String> {
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    ran.stdout.lines().map(str::to_owned).collect()
}

/// The candidates without what is said of them.
fn values(words: &[&str]) -> Vec<String> {
    let lines = completed("fish", &[&["digest"], words].concat());
    let values = lines.iter().map(|line| line.split('\t').next().unwrap());
    values.map(str::to_owned).collect()
}

#[test]
fn ids_issues_and_publishers_come_from_the_index() {
    let ids = completed("fish", &["digest", "show", "2024-05/1"]);
    let expected = "2024-05/12\t과기정통부, 생성 AI의 빈틈 찾는 국내 첫 레드팀 챌린지 열어";
    assert!(ids.contains(&expected.to_owned()), "{ids:?}");
    assert!(ids.iter().all(|id| id.starts_with("2024-05/1")), "{ids:?}");
    // In the order of the corpus, and events as well.
    let all = values(&["show", ""]);
    assert_eq!(all[..3], ["2024-05/1", "2024-05/2", "2024-05/3"]);
    assert!(all.contains(&"2024-05/e1".to_owned()), "{all:?}");
    assert_eq!(values(&["show", "1999-"]), Vec::<String>::new());
}

#[test]
fn commands_flags_and_values_are_completed() {
    assert_eq!(values(&["sea"]), ["search"]);
    let all = values(&[""]);
    assert!(all.contains(&"completions".to_owned()), "{all:?}");
    assert!(!all.iter().any(|name| name.starts_with("__")), "{all:?}");
    assert!(values(&["search", "--li"]).contains(&"--limit".to_owned()));
    assert!(values(&["show", "--format", ""]).contains(&"json".to_owned()));
    assert_eq!(values(&["--color", "al"]), ["always"]);
    assert_eq!(values(&["--color=al"]), ["--color=always"]);
    // A query is what the reader thinks of, and no file.
    assert!(values(&["search", "Car"]).is_empty());
}

#[test]
fn folders_are_completed_with_folders() {
    let command = own_corpus(&["__complete", "fish", "--", "digest", "--corpus", "cor"]);
    let folders = lines(command.current_dir(project()).run());
    assert_eq!(folders, ["corpus/"]);
}

#[test]
fn nothing_is_built_and_nothing_is_said_where_there_is_no_index() {
    let dir = Dir::new();
    dir.digest_file("2024-05.txt", "가나다");
    for words in [&["show", ""][..], &["--corpus", "/nowhere", "show", ""]] {
        let args = [&["__complete", "bash", "--", "", "digest show "][..], words].concat();
        let ran = dir.digest(&args).run();
        let shown = (ran.code, ran.stderr.as_str());
        assert_eq!(shown, (0, ""), "{words:?}");
        assert!(!ran.stdout.contains('/'), "{ran:?}");
    }
    assert!(!dir.path().join("index").exists());
    // A configuration that is mistaken is told elsewhere.
    let config = dir.path().join("config.toml");
    fs::write(&config, "corpus = 1\n").unwrap();
    let ran = dir
        .digest(&["__complete", "fish", "--", "digest", "sea"])
        .env("DIGEST_CONFIG", config.to_str().unwrap())
        .run();
    assert_eq!(
        (ran.stdout.as_str(), ran.stderr.as_str()),
        (
            "search\tSearch for words; articles that hold more of them, and nearer, come first\n",
            ""
        )
    );
}

#[test]
fn the_folders_of_the_line_itself_are_used() {
    let dir = odd_names();
    let corpus = dir.path().join("corpus");
    let index = dir.path().join("index");
    let args = [
        "digest",
        "--index",
        index.to_str().unwrap(),
        "show",
        "--corpus",
        corpus.to_str().unwrap(),
        "od",
    ];
    let ids = completed("zsh", &args);
    assert_eq!(ids, ["odd x/a\\:b:블랙웰: 소식", "odd x/한글:한글"]);
}

#[test]
fn many_ids_are_completed_issue_by_issue() {
    let dir = Dir::new();
    for file in ["a", "b"] {
        let lines: String = (0..70)
            .map(|number| {
                format!("{{\"id\":\"{number}\",\"title\":\"제목 {file}\",\"body\":\"본문\"}}\n")
            })
            .collect();
        dir.digest_file(&format!("{file}.jsonl"), lines);
    }
    assert_eq!(dir.digest(&["index"]).run().code, 0);
    let show = |typed: &str| {
        lines(
            dir.digest(&["__complete", "fish", "--", "digest", "show", typed])
                .run(),
        )
    };
    assert_eq!(show(""), ["a/", "b/"]);
    assert_eq!(show("b/").len(), 70);
    // What is not there any more is not offered.
    fs::remove_file(dir.path().join("corpus/b.jsonl")).unwrap();
    assert_eq!(dir.digest(&["index", "--allow-shrink"]).run().code, 0);
    assert_eq!(show("").len(), 70);
    assert_eq!(show("b/"), Vec::<String>::new());
}

/// A folder with an index whose ids need quotes.
fn odd_names() -> Dir {
    let dir = Dir::new();
    dir.digest_file(
        "odd x.jsonl",
        "{\"id\":\"a:b\",\"title\":\"블랙웰: 소식\",\"body\":\"본문\"}\n\
         {\"id\":\"한글\",\"title\":\"한글\",\"body\":\"본문\"}\n",
    );
    assert_eq!(dir.digest(&["index"]).run().code, 0);
    dir
}

/// A shell in the folder, in which `digest` is this program, and its script in a file.
#[cfg(unix)]
fn shell(program: &str, dir: &Dir) -> Command {
    let script = dir.digest(&["completions", program]).run();
    assert_eq!(script.code, 0, "{script:?}");
    fs::write(dir.path().join("script"), script.stdout).unwrap();
    let mut command = run_by(program, dir.digest(&[]));
    command.env("LC_ALL", "C.UTF-8").env("TERM", "xterm");
    command
}

/// What is typed into a shell, and the words that a program gets.
#[cfg(unix)]
const TYPED: [(&str, &str); 7] = [
    ("args show odd\\ x/a\t", "<show><odd x/a:b>"),
    ("args show odd\\ x/한\t", "<show><odd x/한글>"),
    ("args show \"odd x/a\t", "<show><odd x/a:b>"),
    ("args show 'odd x/a:\t", "<show><odd x/a:b>"),
    ("args show od\t한\t", "<show><odd x/한글>"),
    ("args --color=al\t", "<--color=always>"),
    ("args compl\tba\t", "<completions><bash>"),
];

#[cfg(unix)]
fn type_into(program: &str, args: &[&str], setup: &str) {
    use crate::util::Typing;
    if !is_there(program) {
        return;
    }
    let dir = odd_names();
    let mut command = shell(program, &dir);
    command.args(args);
    let mut typing = Typing::start(command);
    typing.send(&format!("{setup}\nprintf '%s\\n' re''ady\n"));
    typing.wait_for("ready");
    for (typed, words) in TYPED {
        typing.send(typed);
        typing.send("\n");
        typing.wait_for(words);
    }
    // Several candidates are listed.
    typing.send("digest show od\t\t\t");
    typing.wait_for("한");
}

#[test]
#[cfg(unix)]
fn bash_completes() {
    let args = "args() { printf '<%s>' \"$@\"; echo; }";
    type_into(
        "bash",
        &["--norc", "--noprofile", "-i"],
        &format!("source ./script; {args}; complete -F _digest args"),
    );
}

#[test]
#[cfg(unix)]
fn zsh_completes() {
    let args = "args() { printf '<%s>' \"$@\"; echo; }";
    type_into(
        "zsh",
        &["-f", "-i"],
        &format!(
            "autoload -Uz compinit; compinit -u -D; source ./script; {args}; compdef _digest args"
        ),
    );
}

#[test]
#[cfg(unix)]
fn fish_completes() {
    if !is_there("fish") {
        return;
    }
    let dir = odd_names();
    for (line, first) in [
        ("digest show od", "odd x/a:b\t블랙웰: 소식"),
        ("digest show 'odd x/한", "odd x/한글\t한글"),
        ("digest show odd\\ x/a", "odd x/a:b\t블랙웰: 소식"),
        (
            "digest --color=al",
            "--color=always\tEverywhere, files and pipes too",
        ),
        ("digest compl", "completions\t"),
    ] {
        let command = shell("fish", &dir)
            .arg("--no-config")
            .arg("-c")
            .arg("source ./script; complete --do-complete $argv[1]")
            .arg(line)
            .output()
            .unwrap();
        let shown = String::from_utf8(command.stdout).unwrap();
        let error = String::from_utf8(command.stderr).unwrap();
        assert!(shown.starts_with(first), "{line}: {shown} {error}");
        assert_eq!(error, "");
    }
}

#[test]
fn every_shell_has_a_script_that_asks_for_it() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ran = own_corpus(&["completions", shell]).run();
        assert_eq!(ran.code, 0);
        assert!(
            ran.stdout.contains(&format!("digest __complete {shell} ")),
            "{shell}"
        );
    }
    let ran = own_corpus(&["completions", "csh"]).run();
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("zsh"), "{}", ran.stderr);
}
