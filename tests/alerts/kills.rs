//! Runs that are killed between publishing and telling: what is new is told at least once.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::os::unix::process::ExitStatusExt;
use std::process::Stdio;
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::*;

/// Kills so many runs that had published and had not ended, and tells how many of those had
/// told something by then.
fn kill_tellings(kills: u32) -> u32 {
    let dir = dir_with("레드팀: 레드팀\n소식: 제목:소식\n");
    dir.digest_file("2000-01.txt", issue(&["처음"]));
    dir.index();
    tell(&dir);
    let out = dir.path().join("told.txt");
    let mut told = String::new();
    let mut expected = BTreeSet::new();
    let current = || fs::read(dir.path().join("index/CURRENT")).unwrap();
    let (mut killed, mut had_told, mut round) = (0, 0, 0u64);
    // How long a run takes from publishing on.
    let mut usual = Duration::from_millis(100);
    while killed < kills {
        assert!(
            round < u64::from(kills) * 10,
            "{killed} of {round} runs were killed"
        );
        round += 1;
        let title = format!("레드팀 소식 {round}호");
        let name = format!("{}-{:02}.txt", 2001 + round / 12, 1 + round % 12);
        dir.digest_file(&name, issue(&[&title]));
        expected.insert(title);
        let before = current();
        let mut run = dir
            .digest(&["index", "--quiet", "--alerts", "--json"])
            .into_command();
        run.stdout(File::create(&out).unwrap())
            .stderr(Stdio::null());
        let mut run = run.spawn().unwrap();
        while current() == before && run.try_wait().unwrap().is_none() {
            sleep(Duration::from_micros(200));
        }
        let published = Instant::now();
        // A moment of its own for each, over all of that time and a little more.
        let share = (round * 37 % 100) as f64 / 90.0;
        sleep(usual.mul_f64(share));
        let _ = run.kill();
        let status = run.wait().unwrap();
        let written = fs::read_to_string(&out).unwrap();
        if status.signal() == Some(9) {
            killed += 1;
            had_told += u32::from(!written.is_empty());
        } else {
            assert!(status.success(), "{status}");
            usual = published.elapsed().max(Duration::from_millis(1));
        }
        // What is cut in the middle was not told.
        if written.ends_with('\n') {
            told.push_str(&written);
        }
    }
    let last = dir
        .digest(&["index", "--quiet", "--alerts", "--json"])
        .run();
    assert_eq!(last.code, 0, "{last:?}");
    told.push_str(&last.stdout);
    let mut of_alerts = [BTreeSet::new(), BTreeSet::new()];
    for line in told.lines() {
        let report: serde_json::Value = serde_json::from_str(line).unwrap();
        for (alert, titles) in report["alerts"]
            .as_array()
            .unwrap()
            .iter()
            .zip(&mut of_alerts)
        {
            let hits = alert["hits"].as_array().unwrap().iter();
            titles.extend(hits.map(|hit| hit["title"].as_str().unwrap().to_owned()));
        }
    }
    assert_eq!(of_alerts, [expected.clone(), expected]);
    // By then nothing is new.
    let after = dir.digest(&["index", "--quiet", "--alerts"]).run();
    assert_eq!((after.code, after.stdout.as_str()), (0, ""), "{after:?}");
    dir.assert_sound(false);
    had_told
}

#[test]
fn what_a_killed_run_published_is_told_at_least_once() {
    kill_tellings(8);
}

#[test]
#[ignore = "takes minutes"]
fn a_hundred_runs_killed_before_they_told_lose_nothing() {
    let had_told = kill_tellings(100);
    println!("100 runs killed behind publishing, of which {had_told} had told");
}
