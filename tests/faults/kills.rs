//! Runs that are killed, or told to stop.

use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

use super::{Editions, Numbers, leftovers};
use crate::util::{Dir, article};

fn start(dir: &Dir, args: &[&str]) -> Child {
    let args = [&["index", "--quiet"][..], args].concat();
    let mut command = taking_signals(dir.digest(&args).into_command());
    command.stdout(Stdio::null()).stderr(Stdio::piped());
    command.spawn().unwrap()
}

/// Whether Linux tells the signal of a process among those.
fn is_among(process: &str, those: &str, signal: Signal) -> bool {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix(those));
    let mask = mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    let bit = u64::try_from(signal.as_raw() - 1).unwrap();
    mask.is_some_and(|mask| mask >> bit & 1 != 0)
}

/// Whether the run takes the signal by now.
fn takes(run: &Child, signal: Signal) -> bool {
    is_among(&run.id().to_string(), "SigCgt:", signal)
}

/// `command` with signals as they are for a program that a user starts. Behind `nohup` or as
/// a job in the background the tests themselves ignore some, and what they start would, too.
fn taking_signals(command: Command) -> Command {
    let is_ignored = |signal| is_among("self", "SigIgn:", signal);
    if ![Signal::HUP, Signal::INT, Signal::TERM]
        .into_iter()
        .any(is_ignored)
    {
        return command;
    }
    let mut reset = Command::new("env");
    reset
        .arg("--default-signal=HUP,INT,TERM")
        .arg(command.get_program())
        .args(command.get_args());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => reset.env(name, value),
            None => reset.env_remove(name),
        };
    }
    if let Some(folder) = command.get_current_dir() {
        reset.current_dir(folder);
    }
    reset
}

/// Kills so many runs before they have ended, each at a moment of its own, and tells how
/// many had published all the same.
fn kill_runs(kills: u32) -> u32 {
    let editions = Editions::new();
    let mut numbers = Numbers(1);
    let mut usual = Duration::from_millis(300);
    let (mut killed, mut published) = (0, 0);
    for round in 1.. {
        editions.write(round);
        // Every fourth is a rebuild, which takes longer and shares nothing.
        let args: &[&str] = if round % 4 == 0 { &["--rebuild"] } else { &[] };
        let mut run = start(&editions.dir, args);
        let micros = usual.as_micros() as u64 * 12 / 10;
        sleep(Duration::from_micros(numbers.below(micros)));
        let _ = run.kill();
        let status = run.wait().unwrap();
        if status.signal() == Some(9) {
            killed += 1;
            published += u32::from(editions.found() == round);
        } else {
            assert!(status.success(), "{status}");
        }
        // How long a run takes at the moment: the machine may do other things as well.
        usual = editions.recovers(round - 1, round).unwrap_or(usual);
        if killed == kills {
            break;
        }
        assert!(round < kills * 10, "{killed} of {round} runs were killed");
    }
    published
}

#[test]
fn a_killed_run_leaves_the_old_generation_or_the_new_one() {
    kill_runs(20);
}

#[test]
#[ignore = "takes minutes"]
fn two_hundred_killed_runs_lose_nothing() {
    let published = kill_runs(200);
    println!("200 runs killed, of which {published} had published");
}

/// A corpus that takes a while.
fn slow_corpus() -> Dir {
    let dir = Dir::new();
    dir.digest_file(
        "2024-05.txt",
        article("블랙웰 소식", "요약", "본문", "기관, 글, 2024.04.01."),
    );
    dir.index();
    for month in 1..=12 {
        let articles = (1..=60).map(|number| {
            let body =
                format!("{number}번째 인공지능 규제와 산업 진흥을 함께 다루는 법안 ").repeat(20);
            article(
                &format!("레드팀 {number}호"),
                "요약",
                &body,
                "기관, 글, 2024.04.01.",
            )
        });
        dir.digest_file(
            &format!("2023-{month:02}.txt"),
            articles.collect::<String>(),
        );
    }
    dir
}

#[test]
fn sigterm_and_ctrl_c_stop_a_run_with_nothing_published() {
    let dir = slow_corpus();
    let current = fs::read(dir.path().join("index/CURRENT")).unwrap();
    for (signal, code, name) in [
        (Signal::TERM, 143, "SIGTERM"),
        (Signal::INT, 130, "Ctrl-C"),
        (Signal::HUP, 129, "SIGHUP"),
    ] {
        let run = start(&dir, &[]);
        let pid = Pid::from_child(&run);
        let started = Instant::now();
        while leftovers(&dir).is_empty() {
            assert!(
                started.elapsed() < Duration::from_secs(60),
                "nothing was begun"
            );
            sleep(Duration::from_millis(5));
        }
        kill_process(pid, signal).unwrap();
        let output = run.wait_with_output().unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(code), "{name}: {told}");
        assert!(
            told.contains(&format!("stopped by {name}; nothing was published")),
            "{told}"
        );
        assert_eq!(leftovers(&dir), Vec::<String>::new());
        assert_eq!(fs::read(dir.path().join("index/CURRENT")).unwrap(), current);
    }
    dir.index();
    assert!(!dir.found("레드팀").is_empty());
}

#[test]
fn a_run_that_waits_for_the_lock_can_be_stopped() {
    let editions = Editions::new();
    let lock = fs::File::open(editions.dir.path().join("index/LOCK")).unwrap();
    lock.lock().unwrap();
    for args in [&["--wait", "600"][..], &["--rollback", "--wait", "600"]] {
        for (signal, code) in [(Signal::TERM, 143), (Signal::INT, 130)] {
            let run = start(&editions.dir, args);
            while !takes(&run, signal) {
                sleep(Duration::from_millis(1));
            }
            sleep(Duration::from_millis(300));
            kill_process(Pid::from_child(&run), signal).unwrap();
            let output = run.wait_with_output().unwrap();
            assert_eq!(output.status.code(), Some(code), "{args:?}: {output:?}");
        }
    }
}

/// Sends the signal so many times, each at a moment of its own, to a run that has begun.
fn stop_runs(signals: u32) {
    let dir = slow_corpus();
    let mut current = fs::read(dir.path().join("index/CURRENT")).unwrap();
    let mut numbers = Numbers(2);
    let mut stopped = 0;
    for round in 0..signals {
        let (signal, code) =
            [(Signal::TERM, 143), (Signal::INT, 130), (Signal::HUP, 129)][round as usize % 3];
        let run = start(&dir, &["--rebuild", "--threads", "2"]);
        while leftovers(&dir).is_empty() {
            sleep(Duration::from_millis(1));
        }
        sleep(Duration::from_micros(numbers.below(400_000)));
        kill_process(Pid::from_child(&run), signal).unwrap();
        let output = run.wait_with_output().unwrap();
        assert_eq!(leftovers(&dir), Vec::<String>::new(), "round {round}");
        if output.status.code() == Some(code) {
            stopped += 1;
            assert_eq!(fs::read(dir.path().join("index/CURRENT")).unwrap(), current);
        } else {
            // It was too late.
            assert!(output.status.success(), "round {round}: {output:?}");
            current = fs::read(dir.path().join("index/CURRENT")).unwrap();
        }
    }
    assert!(
        stopped >= signals / 2,
        "{stopped} of {signals} runs were stopped"
    );
}

#[test]
fn a_signal_at_any_moment_leaves_nothing_behind() {
    stop_runs(12);
}

#[test]
#[ignore = "takes minutes"]
fn a_hundred_and_fifty_signals_leave_nothing_behind() {
    stop_runs(150);
}

#[test]
fn a_first_search_that_is_stopped_leaves_nothing_behind() {
    let dir = slow_corpus();
    for (signal, code) in [(Signal::TERM, 143), (Signal::INT, 130), (Signal::HUP, 129)] {
        fs::remove_dir_all(dir.path().join("index")).unwrap();
        fs::create_dir(dir.path().join("index")).unwrap();
        let mut command = taking_signals(dir.digest(&["search", "레드팀"]).into_command());
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let run = command.spawn().unwrap();
        while leftovers(&dir).is_empty() {
            sleep(Duration::from_millis(1));
        }
        kill_process(Pid::from_child(&run), signal).unwrap();
        let output = run.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(code), "{output:?}");
        assert_eq!(leftovers(&dir), Vec::<String>::new());
    }
    assert_eq!(dir.digest(&["search", "레드팀"]).run().code, 0);
}

#[test]
fn a_signal_that_the_process_was_told_to_ignore_is_ignored() {
    let dir = slow_corpus();
    let program = env!("CARGO_BIN_EXE_digest");
    let mut command = Command::new("sh");
    command
        .arg("-c")
        .arg(format!("trap '' HUP; exec {program} index --quiet"))
        .current_dir(dir.path())
        .env("HOME", dir.path().join("home"))
        .env("DIGEST_CONFIG", "");
    let mut run = command.spawn().unwrap();
    while leftovers(&dir).is_empty() {
        sleep(Duration::from_millis(1));
    }
    kill_process(Pid::from_child(&run), Signal::HUP).unwrap();
    assert!(run.wait().unwrap().success());
    assert!(!dir.found("레드팀").is_empty());
}

#[test]
fn a_lock_that_is_removed_meanwhile_lets_no_second_run_in() {
    let dir = slow_corpus();
    let mut run = start(&dir, &["--rebuild"]);
    while leftovers(&dir).is_empty() {
        sleep(Duration::from_millis(1));
    }
    let before = leftovers(&dir);
    fs::remove_file(dir.path().join("index/LOCK")).unwrap();
    let second = dir.digest(&["index", "--rebuild"]).run();
    assert_eq!(second.code, 75, "{second:?}");
    assert_eq!(leftovers(&dir), before);
    assert!(run.wait().unwrap().success());
    assert_eq!(leftovers(&dir), Vec::<String>::new());
    assert!(!dir.found("레드팀").is_empty());
    dir.assert_sound(false);
}
