//! How the view ends, and what reaches outside it: the clipboard, the browser.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use rustix::process::Signal;

use super::terminal::Terminal;
use super::{DOWN, ENTER, ESCAPE, browse, browse_in, ctrl, two_issues};
use crate::util::{Dir, own_corpus};

#[test]
fn keys_that_quit_give_the_terminal_back() {
    for keys in [
        &[ctrl('c')][..],
        &[ctrl('q')],
        &[ESCAPE.to_owned(), ESCAPE.to_owned()],
    ] {
        let mut terminal = browse("레드팀", 80, 24);
        for (place, key) in keys.iter().enumerate() {
            terminal.send(key);
            if place + 1 < keys.len() {
                terminal.wait_for("Esc again quits");
            }
        }
        assert_eq!(terminal.exit_code(), 0, "{keys:?}");
        terminal.is_given_back();
        assert_eq!(terminal.text().trim(), "");
    }
}

#[test]
fn a_signal_ends_it_and_gives_the_terminal_back() {
    for signal in [
        Signal::TERM,
        Signal::INT,
        Signal::HUP,
        Signal::QUIT,
        Signal::USR1,
        Signal::USR2,
        Signal::ALARM,
        Signal::VTALARM,
        Signal::PROF,
        Signal::XCPU,
        Signal::IO,
    ] {
        let code = 128 + signal.as_raw();
        let mut terminal = browse("레드팀", 80, 24);
        terminal.signal(signal);
        assert_eq!(terminal.exit_code(), code);
        terminal.is_given_back();
        assert_eq!(terminal.text().trim(), "");
    }
}

#[test]
fn a_terminal_that_goes_away_ends_it() {
    let mut terminal = browse("레드팀", 80, 24);
    terminal.close();
    assert_eq!(terminal.exit_code(), 129);
}

#[test]
fn ctrl_z_gives_the_terminal_back_until_it_is_continued() {
    let mut terminal = browse("레드팀", 80, 24);
    let before = terminal.capture();
    terminal.send(&ctrl('z'));
    terminal.wait("the shell's screen", |terminal| {
        !terminal.screen().alternate_screen()
    });
    let stopped = || {
        let status = fs::read_to_string(format!("/proc/{}/stat", terminal.pid().as_raw_nonzero()));
        // Where the system does not tell, it is taken for stopped.
        status.map_or(true, |status| status.contains(") T "))
    };
    let waited = std::time::Instant::now();
    while !stopped() {
        assert!(waited.elapsed().as_secs() < 30, "it does not stop");
        std::thread::yield_now();
    }
    terminal.is_given_back();
    terminal.signal(Signal::CONT);
    terminal.wait("as before", |terminal| {
        terminal.screen().alternate_screen() && terminal.capture() == before
    });
    terminal.send(&ctrl('q'));
    assert_eq!(terminal.exit_code(), 0);
    terminal.is_given_back();
}

#[test]
fn an_index_that_is_damaged_meanwhile_is_told_on_the_screen_before() {
    let dir = two_issues();
    let mut terminal = browse_in(&dir, "", 80, 24);
    for entry in fs::read_dir(dir.generation()).unwrap() {
        let path = entry.unwrap().path();
        if path
            .extension()
            .is_some_and(|ending| ending == "store" || ending == "words")
        {
            let file = fs::File::options().write(true).open(&path).unwrap();
            let length = file.metadata().unwrap().len();
            std::os::unix::fs::FileExt::write_all_at(&file, &vec![0x55; length as usize], 0)
                .unwrap();
        }
    }
    terminal.send("챗봇 쀍쀍");
    assert_eq!(terminal.exit_code(), 2);
    terminal.is_given_back();
    assert!(
        terminal.text().starts_with("error: "),
        "{}",
        terminal.text()
    );
    assert!(terminal.text().contains("damaged"), "{}", terminal.text());
    assert!(terminal.text().contains("digest"), "{}", terminal.text());
}

#[test]
fn elsewhere_than_on_a_terminal_it_is_an_error() {
    let ran = own_corpus(&["browse", "레드팀"]).run();
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(ran.stderr.contains("needs a terminal"), "{ran:?}");
    assert!(ran.stderr.contains("digest search"), "{ran:?}");
    assert_eq!(ran.stdout, "");
    // Nor is this one that can be drawn on.
    let command = own_corpus(&["browse"]).env("TERM", "dumb").into_command();
    let mut terminal = Terminal::start(command, 80, 24);
    assert_eq!(terminal.exit_code(), 2);
    assert!(
        terminal.text().contains("needs a terminal"),
        "{}",
        terminal.text()
    );
    assert!(!terminal.written.contains(&0x1b));
}

#[test]
fn the_citation_is_copied() {
    let mut terminal = browse("레드팀", 100, 30);
    terminal.type_for(&ctrl('y'), "2024-05/12 copied");
    let copied = terminal.copied();
    assert!(
        copied.contains("과기정통부, 생성 AI의 빈틈 찾는 국내 첫 레드팀 챌린지 열어"),
        "{copied}"
    );
    assert_eq!(
        copied,
        own_corpus(&["cite", "2024-05/12"])
            .env("COLUMNS", "1000")
            .run()
            .stdout
    );
    terminal.send(&ctrl('u'));
    terminal.type_for("쀍쀍쀍", "no article");
    terminal.type_for(&ctrl('y'), "nothing to copy");
    // In the style that was asked for.
    let command = own_corpus(&["browse", "레드팀", "--style", "bibtex"]).into_command();
    let mut terminal = Terminal::start(command, 100, 30);
    terminal.wait_for(" hit");
    terminal.type_for(&ctrl('y'), "2024-05/12 copied");
    let cited = own_corpus(&["cite", "2024-05/12", "--style", "bibtex"]).run();
    assert_eq!(terminal.copied(), cited.stdout);
}

/// A corpus whose articles have sources with none, one and two addresses.
fn with_addresses() -> Dir {
    let dir = Dir::new();
    let lines = [
        r#"{"id":"none","title":"주소 없는 글","body":"챗봇","citations":[{"publisher":"기관","title":"보고서"}]}"#,
        r#"{"id":"one","title":"주소 하나 챗봇","body":"챗봇 챗봇","citations":[{"publisher":"기관","title":"보고서","url":"https://example.org/a?b=1&c=2"}]}"#,
        r#"{"id":"two","title":"챗봇","body":"챗봇 챗봇 챗봇","citations":[{"publisher":"가","title":"나","url":"https://example.org/1"},{"publisher":"다","title":"라","url":"https://example.org/2"}]}"#,
    ];
    dir.digest_file("news.jsonl", lines.join("\n"));
    assert_eq!(dir.digest(&["index", "--quiet"]).run().code, 0);
    let script = dir.path().join("open.sh");
    fs::write(
        &script,
        "#!/bin/sh\nprintf '%s' \"$1\" > opened.part\nmv opened.part opened\n",
    )
    .unwrap();
    fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).unwrap();
    dir
}

/// Waits for the address that was opened.
fn opened(dir: &Dir, terminal: &mut Terminal) -> String {
    let path = dir.path().join("opened");
    let waited = std::time::Instant::now();
    while !path.exists() {
        assert!(
            waited.elapsed().as_secs() < 30,
            "nothing was opened:\n{}",
            terminal.text()
        );
        std::thread::yield_now();
    }
    let address = fs::read_to_string(&path).unwrap();
    fs::remove_file(path).unwrap();
    address
}

#[test]
fn a_source_is_opened() {
    let dir = with_addresses();
    let command = dir.digest(&["browse"]).env("DIGEST_OPENER", "./open.sh");
    let mut terminal = Terminal::start(command.into_command(), 100, 30);
    terminal.wait_for(" 3 hits ");
    terminal.type_for(&ctrl('o'), "the sources of news/none name no web address");
    terminal.type_for(DOWN, "┬── news/one ");
    terminal.type_for(&ctrl('o'), "opening https://example.org/a?b=1&c=2");
    assert_eq!(opened(&dir, &mut terminal), "https://example.org/a?b=1&c=2");
    // Of several, one is chosen.
    terminal.type_for(DOWN, "┬── news/two ");
    terminal.type_for(&ctrl('o'), "Enter open");
    terminal.send(DOWN);
    terminal.type_for(ENTER, "opening https://example.org/2");
    assert_eq!(opened(&dir, &mut terminal), "https://example.org/2");
}

#[test]
fn an_opener_that_fails_is_told() {
    let dir = with_addresses();
    for (opener, told) in [
        (
            "false",
            "the opener failed (exit status: 1): https://example.org",
        ),
        ("./nowhere", "cannot run ./nowhere"),
    ] {
        let command = dir.digest(&["browse", "하나"]).env("DIGEST_OPENER", opener);
        let mut terminal = Terminal::start(command.into_command(), 100, 30);
        terminal.wait_for("news/one");
        terminal.type_for(&ctrl('o'), told);
    }
}
