//! What is news and what is none.

use std::fs;
use std::time::Duration;

use digest::job::{AlertsJob, JobError};
use digest::search::Bounds;

use super::*;

/// A corpus of two issues, of which the reader of an alert knows.
fn known_corpus() -> Dir {
    let dir = dir_with("레드팀: 레드팀\n");
    dir.digest_file("2024-04.txt", issue(&["레드팀 첫째", "규제 소식"]));
    dir.digest_file("2024-05.txt", issue(&["판다 소식", "레드팀 둘째"]));
    dir.index();
    assert_eq!(known(&tell(&dir)), [Some(2)]);
    dir
}

#[test]
fn what_a_new_alert_finds_already_is_known_and_counted() {
    let dir = known_corpus();
    assert_eq!(tonight(&dir), NOTHING);
    assert_eq!(known(&tell(&dir)), [None]);
    // Another reader was told nothing yet, and may ask for all.
    let all = AlertsJob {
        tells_all: true,
        ..job(&dir, "mail")
    };
    let report = telling(&dir, &all, true);
    assert_eq!(
        news(&report),
        ["레드팀: 레드팀 둘째", "레드팀: 레드팀 첫째"]
    );
    assert_eq!(known(&report), [Some(0)]);
    assert_eq!(news(&telling(&dir, &all, true)), NOTHING);
}

#[test]
fn what_comes_is_told_once_to_each_reader() {
    let dir = known_corpus();
    telling(&dir, &job(&dir, "mail"), true);
    dir.digest_file("2024-06.txt", issue(&["레드팀 셋째", "판다 셋째"]));
    assert_eq!(tonight(&dir), ["레드팀: 레드팀 셋째"]);
    assert_eq!(tonight(&dir), NOTHING);
    let report = telling(&dir, &job(&dir, "mail"), true);
    assert_eq!(news(&report), ["레드팀: 레드팀 셋째"]);
    let hit = &report.alerts[0].hits.hits[0];
    assert!(!hit.snippets.is_empty() && !hit.title_highlights.is_empty());
}

#[test]
fn what_comes_behind_hundreds_that_fit_is_told_alone() {
    let queries = [
        "레드팀",
        "\"레드팀 이야기\"",
        "레드*",
        "제목:레드팀",
        "레드팀 이야기",
        "레드팀 OR 판다",
        "레드팀 -게임",
        "종류:기사",
        "레드팀~",
    ];
    let named = queries.iter().enumerate();
    let alerts: String = named
        .map(|(at, query)| format!("{at}: {query}\n"))
        .collect();
    let dir = dir_with(&alerts);
    let record = |number: usize| {
        format!(
            "{{\"id\":\"{number}\",\"title\":\"레드팀 {number}호\",\"body\":\"레드팀 이야기\"}}\n"
        )
    };
    // Windows of the ranking are some thousand documents; blocks of lists, a hundred.
    for (held, added) in [(63, 1), (64, 1), (200, 3), (2_500, 1)] {
        let all: String = (0..held).map(record).collect();
        dir.digest_file("a.jsonl", &all);
        tonight(&dir);
        let new: Vec<usize> = (held..held + added).map(|at| 10_000 + at).collect();
        let more: String = new.iter().map(|number| record(*number)).collect();
        dir.digest_file("a.jsonl", format!("{all}{more}"));
        let told = tonight(&dir);
        let mut expected: Vec<String> = (0..queries.len())
            .flat_map(|at| {
                new.iter()
                    .map(move |number| format!("{at}: 레드팀 {number}호"))
            })
            .collect();
        expected.sort();
        assert_eq!(told, expected, "{added} behind {held}");
    }
}

#[test]
fn an_emptied_file_forgets_no_alert() {
    let dir = known_corpus();
    for empty in ["", "# 레드팀: 레드팀\n"] {
        write_alerts(&dir, empty);
        let number = if empty.is_empty() { 7 } else { 8 };
        let title = format!("레드팀 {number}월");
        dir.digest_file(&format!("2024-0{number}.txt"), issue(&[&title]));
        dir.index();
        let report = tell(&dir);
        assert!(report.has_problems(), "{report:?}");
        assert!(
            report.problems()[0].contains("names no query"),
            "{report:?}"
        );
        write_alerts(&dir, "레드팀: 레드팀\n");
        assert_eq!(tonight(&dir), [format!("레드팀: {title}")]);
    }
}

#[test]
fn what_was_not_told_is_told_the_next_time() {
    let dir = known_corpus();
    for number in 0..3 {
        let name = format!("2023-0{}.txt", number + 1);
        dir.digest_file(&name, issue(&[&format!("레드팀 {number}호")]));
        dir.index();
        let report = telling(&dir, &job(&dir, "default"), false);
        assert_eq!(news(&report).len(), number + 1);
    }
    let all = [
        "레드팀: 레드팀 0호",
        "레드팀: 레드팀 1호",
        "레드팀: 레드팀 2호",
    ];
    assert_eq!(tonight(&dir), all);
    assert_eq!(tonight(&dir), NOTHING);
}

#[test]
fn a_change_is_news_only_where_it_makes_an_article_fit() {
    let dir = known_corpus();
    // One that was known changed, and one that did not fit fits now.
    let changed = issue(&["레드팀 첫째", "규제 소식"]).replace("길게", "아주 길게");
    dir.digest_file(
        "2024-04.txt",
        changed.replace("규제 소식 이야기", "레드팀 규제 이야기"),
    );
    assert_eq!(tonight(&dir), ["레드팀: 규제 소식"]);
    // It fits no more, and then once more: it was told.
    dir.digest_file("2024-04.txt", issue(&["레드팀 첫째", "규제 소식"]));
    assert_eq!(tonight(&dir), NOTHING);
    dir.digest_file(
        "2024-04.txt",
        changed.replace("규제 소식 이야기", "레드팀 규제 이야기"),
    );
    assert_eq!(tonight(&dir), NOTHING);
}

#[test]
fn an_article_that_is_put_in_front_moves_the_others_and_is_the_only_news() {
    let dir = known_corpus();
    let titles = ["레드팀 영째", "레드팀 첫째", "규제 소식"];
    dir.digest_file("2024-04.txt", issue(&titles));
    assert_eq!(tonight(&dir), ["레드팀: 레드팀 영째"]);
    dir.digest_file("2024-04.txt", issue(&titles[1..]));
    assert_eq!(tonight(&dir), NOTHING);
    dir.digest_file("2024-04.txt", issue(&titles));
    assert_eq!(tonight(&dir), NOTHING);
    // Another comes in the place of one.
    dir.digest_file(
        "2024-04.txt",
        issue(&["레드팀 다른 글", "레드팀 첫째", "규제 소식"]),
    );
    assert_eq!(tonight(&dir), ["레드팀: 레드팀 다른 글"]);
}

#[test]
fn what_leaves_and_comes_back_or_gets_another_name_is_no_news() {
    let dir = known_corpus();
    let path = dir.path().join("corpus/2024-05.txt");
    let away = dir.path().join("away.txt");
    fs::rename(&path, &away).unwrap();
    assert_eq!(tonight(&dir), NOTHING);
    fs::rename(&away, &path).unwrap();
    assert_eq!(tonight(&dir), NOTHING);
    // Other ids.
    fs::rename(&path, dir.path().join("corpus/2025-01.txt")).unwrap();
    assert_eq!(tonight(&dir), NOTHING);
    // A copy with a name of its own is another article.
    let text = fs::read_to_string(dir.path().join("corpus/2025-01.txt")).unwrap();
    dir.digest_file("2025-02.txt", format!("{text}\n"));
    assert_eq!(tonight(&dir), ["레드팀: 레드팀 둘째"]);
}

#[test]
fn nothing_is_lost_or_told_twice_through_rollback_and_rebuild() {
    let dir = known_corpus();
    dir.digest_file("2024-06.txt", issue(&["레드팀 셋째"]));
    assert_eq!(tonight(&dir), ["레드팀: 레드팀 셋째"]);
    dir.roll_back().unwrap();
    assert_eq!(news(&tell(&dir)), NOTHING);
    assert_eq!(tonight(&dir), NOTHING);
    crate::library::run(&dir.rebuild()).unwrap();
    assert_eq!(news(&tell(&dir)), NOTHING);
    // What was told of neither generation is told of whichever is searched.
    dir.digest_file("2024-05.txt", issue(&["레드팀 넷째", "레드팀 둘째"]));
    dir.index();
    dir.roll_back().unwrap();
    assert_eq!(news(&tell(&dir)), NOTHING);
    crate::library::run(&dir.rebuild()).unwrap();
    assert_eq!(news(&tell(&dir)), ["레드팀: 레드팀 넷째"]);
    // An index that is built anew in the place of another.
    for name in fs::read_dir(dir.path().join("index")).unwrap() {
        let path = name.unwrap().path();
        let is_kept = path.file_name().unwrap().to_str().unwrap().starts_with('.');
        match path.is_dir() {
            true => fs::remove_dir_all(path).unwrap(),
            false if !is_kept => fs::remove_file(path).unwrap(),
            false => {}
        }
    }
    dir.digest_file("2024-07.txt", issue(&["레드팀 다섯째"]));
    assert_eq!(tonight(&dir), ["레드팀: 레드팀 다섯째"]);
}

#[test]
fn many_nights_tell_each_article_once() {
    let dir = dir_with("짝수: 짝수\n레드팀: 레드팀\n규제: 제목:규제 -판다\n");
    dir.digest_file("2020-01.txt", issue(&["처음"]));
    dir.index();
    tell(&dir);
    let mut told: Vec<String> = Vec::new();
    for night in 0..14u32 {
        let kind = if night % 2 == 0 { "짝수" } else { "홀수" };
        let titles = [
            format!("레드팀 {kind} {night}호"),
            format!("규제 {night}호"),
            format!("규제 판다 {night}호"),
        ];
        let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
        // Some nights change a file of before, whose ids then stand for other articles.
        let name = format!("20{:02}-01.txt", 21 + night / 3 * 3);
        let before = fs::read_to_string(dir.path().join("corpus").join(&name));
        dir.digest_file(&name, issue(&titles) + &before.unwrap_or_default());
        if night % 5 == 4 {
            crate::library::run(&dir.rebuild()).unwrap();
        }
        told.extend(tonight(&dir));
    }
    let mut expected: Vec<String> = (0..14)
        .flat_map(|night| {
            let kind = if night % 2 == 0 { "짝수" } else { "홀수" };
            let title = format!("레드팀 {kind} {night}호");
            let even = (night % 2 == 0).then(|| format!("짝수: {title}"));
            let rest = [format!("레드팀: {title}"), format!("규제: 규제 {night}호")];
            rest.into_iter().chain(even)
        })
        .collect();
    expected.sort();
    told.sort();
    assert_eq!(told, expected);
}

#[test]
fn an_alert_is_its_query_whatever_it_is_called() {
    let dir = known_corpus();
    dir.digest_file("2024-06.txt", issue(&["레드팀 셋째", "판다 셋째"]));
    dir.index();
    write_alerts(&dir, "판다: 판다\n적대적 공격: 레드팀\n");
    let report = tell(&dir);
    assert_eq!(news(&report), ["적대적 공격: 레드팀 셋째"]);
    assert_eq!(known(&report), [Some(2), None]);
    // Another query is another alert.
    write_alerts(&dir, "판다: 판다 소식\n적대적 공격: 레드팀\n");
    assert_eq!(known(&tell(&dir)), [Some(1), None]);
    // One that was taken out is new when it comes again.
    write_alerts(&dir, "판다: 판다 소식\n");
    tell(&dir);
    write_alerts(&dir, "판다: 판다 소식\n적대적 공격: 레드팀\n");
    assert_eq!(known(&tell(&dir)), [None, Some(3)]);
}

#[test]
fn while_a_line_is_bad_no_alert_is_forgotten() {
    let dir = known_corpus();
    for bad in ["레드팀 레드팀\n", "레드팀: 날짜:2024-99\n", "\u{fffd}: \n"] {
        write_alerts(&dir, bad);
        let name = format!("{}.txt", bad.len());
        let title = format!("레드팀 {}호", bad.len());
        dir.digest_file(&name, issue(&[&title]));
        dir.index();
        let report = tell(&dir);
        assert_eq!(report.bad_lines.len(), 1, "{bad}");
        assert_eq!(report.bad_lines[0].line, Some(1));
        assert_eq!(news(&report), NOTHING);
        // A night passes in which nothing changes.
        tell(&dir);
        write_alerts(&dir, "레드팀: 레드팀\n");
        assert_eq!(tonight(&dir), [format!("레드팀: {title}")]);
    }
}

#[test]
fn an_alert_that_comes_to_its_bounds_is_told_with_the_next_run() {
    let dir = known_corpus();
    dir.digest_file("2024-06.txt", issue(&["레드팀 셋째"]));
    dir.index();
    let alerts = Alerts::read(&dir.path().join("corpus")).unwrap();
    for _ in 0..2 {
        let bounds = Bounds {
            time: Duration::from_nanos(1),
            ..Bounds::default()
        };
        let engine = engine(&dir).with_bounds(bounds);
        let telling = begin(&job(&dir, "default")).unwrap();
        let news = telling.news(&alerts, &engine, NOW).unwrap();
        assert!(news.report.alerts[0].error.is_some(), "{:?}", news.report);
        let problems = news.report.problems();
        assert!(
            problems[0].starts_with("alerts.txt:1: “레드팀” could not"),
            "{problems:?}"
        );
        telling.told(news).unwrap();
    }
    assert_eq!(tonight(&dir), ["레드팀: 레드팀 셋째"]);
}

#[test]
fn a_state_that_is_damaged_is_told_and_everything_again() {
    let path = |dir: &Dir| dir.path().join("index/.alerts-default.state");
    let good = {
        let dir = known_corpus();
        fs::read(path(&dir)).unwrap()
    };
    let mut flipped = good.clone();
    flipped[good.len() / 2] ^= 1;
    for damaged in [&b""[..], b"nonsense", &good[..good.len() / 2], &flipped] {
        let dir = known_corpus();
        fs::write(path(&dir), damaged).unwrap();
        let report = tell(&dir);
        let why = report.damaged.as_ref().unwrap();
        assert!(why.contains(".alerts-default.state is damaged"), "{why}");
        assert_eq!(
            news(&report),
            ["레드팀: 레드팀 둘째", "레드팀: 레드팀 첫째"]
        );
        assert_eq!(tonight(&dir), NOTHING);
    }
    // What a newer program wrote is left as it is.
    let dir = known_corpus();
    let newer = b"digest-alerts 2\nwhatever\n";
    fs::write(path(&dir), newer).unwrap();
    let Err(error) = begin(&job(&dir, "default")) else {
        panic!("it was taken");
    };
    assert!(error.to_string().contains("newer digest"), "{error}");
    assert_eq!(fs::read(path(&dir)).unwrap(), newer);
}

#[cfg(unix)]
#[test]
fn a_state_that_is_no_file_is_told_and_not_waited_for() {
    let dir = known_corpus();
    let path = dir.path().join("index/.alerts-default.state");
    fs::remove_file(&path).unwrap();
    std::os::unix::fs::symlink("/dev/zero", &path).unwrap();
    let report = tell(&dir);
    assert!(report.damaged.unwrap().contains("it is a link"));
    assert!(fs::symlink_metadata(&path).unwrap().is_file());
}

#[test]
fn two_at_once_are_one_after_the_other() {
    let dir = known_corpus();
    dir.digest_file("2024-06.txt", issue(&["레드팀 셋째"]));
    dir.index();
    let first = begin(&job(&dir, "default")).unwrap();
    let second = AlertsJob {
        wait: Some(Duration::ZERO),
        ..job(&dir, "default")
    };
    assert!(matches!(begin(&second), Err(JobError::AlertsLocked(_))));
    // Another reader is another matter.
    drop(begin(&job(&dir, "mail")).unwrap());
    drop(first);
    assert_eq!(tonight(&dir), ["레드팀: 레드팀 셋째"]);
    // Whoever removes the lock lets no second one in while one is there.
    let first = begin(&job(&dir, "default")).unwrap();
    let told = std::thread::scope(|scope| {
        let waiting = scope.spawn(|| telling(&dir, &job(&dir, "default"), true));
        std::thread::sleep(Duration::from_millis(100));
        drop(first);
        waiting.join().unwrap()
    });
    assert_eq!(news(&told), NOTHING);
}

#[test]
fn the_file_is_no_digest_file_and_is_not_told_as_ignored() {
    let dir = known_corpus();
    let report = dir.index();
    assert!(report.files.iter().all(|file| file.file != "alerts.txt"));
    let kinds = &report.account.ignored_kinds;
    assert!(kinds.iter().all(|kind| kind.rule == "program"), "{kinds:?}");
    assert!(report.account.sentences(false).is_empty());
    dir.assert_sound(false);
    // In a folder below it is a digest file as any other.
    dir.digest_file("2024/alerts.txt", issue(&["레드팀 아래"]));
    assert_eq!(tonight(&dir), ["레드팀: 레드팀 아래"]);
}

#[test]
fn without_the_file_there_is_nothing_to_tell() {
    let dir = Dir::new();
    let error = Alerts::read(&dir.path().join("corpus")).unwrap_err();
    assert!(matches!(error, JobError::NoAlerts(_)), "{error}");
    assert!(
        error.to_string().contains("corpus/alerts.txt; write it"),
        "{error}"
    );
}
