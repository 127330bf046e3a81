//! What the guard of `benches/instructions` fails for, lets pass and writes: its own
//! files, over made-up counts. The counts themselves are the program's.

use std::fs;

use crate::util::project;

#[path = "../benches/instructions/src/arguments.rs"]
mod arguments;
#[path = "../benches/instructions/src/figures.rs"]
mod figures;

use arguments::{Task, task};
use figures::{Count, Figure, Figures, Verdict, table};

fn committed(figures: &[(&str, u64)]) -> Figures {
    let figure = |&(path, instructions): &(&str, u64)| Figure {
        path: path.to_owned(),
        instructions,
        reason: format!("why {path}"),
    };
    Figures {
        taken_with: "rustc 1".to_owned(),
        figures: figures.iter().map(figure).collect(),
    }
}

fn counted(counts: &[(&str, u64)]) -> Vec<Count> {
    let count = |&(path, instructions): &(&str, u64)| Count {
        path: path.to_owned(),
        instructions,
    };
    counts.iter().map(count).collect()
}

/// The verdict over one path that costs `now` and may cost 1000.
fn verdict(now: u64) -> Verdict {
    committed(&[("cold", 1000)]).compare(&counted(&[("cold", now)]))[0].verdict
}

#[test]
fn five_percent_more_pass_and_what_is_above_fails() {
    assert_eq!(verdict(1000), Verdict::Holds);
    assert_eq!(verdict(1050), Verdict::Holds);
    assert_eq!(verdict(1051), Verdict::CostsMore);
    assert!(verdict(1051).fails());
}

#[test]
fn what_costs_less_passes_and_is_told() {
    assert_eq!(verdict(950), Verdict::Holds);
    assert_eq!(verdict(949), Verdict::CostsLess);
    assert!(!verdict(949).fails());
    let rows = committed(&[("cold", 1000)]).compare(&counted(&[("cold", 900)]));
    assert!(table(&rows).contains("0.900  costs less: lower the figure"));
}

#[test]
fn a_path_needs_its_figure_and_a_figure_its_path() {
    let rows = committed(&[("gone", 5), ("cold", 7)]).compare(&counted(&[("new", 3), ("cold", 7)]));
    let verdicts: Vec<_> = rows
        .iter()
        .map(|row| (row.path.as_str(), row.verdict))
        .collect();
    assert_eq!(
        verdicts,
        [
            ("new", Verdict::NoFigure),
            ("cold", Verdict::Holds),
            ("gone", Verdict::NoPath)
        ]
    );
    assert!(Verdict::NoFigure.fails() && Verdict::NoPath.fails());
    let table = table(&rows);
    assert!(table.contains("FAILS: no figure is committed"), "{table}");
    assert!(
        table.contains("FAILS: a figure, but no such path"),
        "{table}"
    );
}

#[test]
fn accepting_writes_what_moved_and_leaves_the_rest() {
    let before = committed(&[
        ("same", 1000),
        ("more", 1000),
        ("less", 1000),
        ("gone", 1000),
    ]);
    let counts = counted(&[("same", 1010), ("more", 1011), ("less", 989), ("new", 1)]);
    let after = before.accept(&counts, "rustc 2", "another way");
    let lines: Vec<_> = after
        .figures
        .iter()
        .map(|figure| {
            (
                figure.path.as_str(),
                figure.instructions,
                figure.reason.as_str(),
            )
        })
        .collect();
    assert_eq!(
        lines,
        [
            ("same", 1000, "why same"),
            ("more", 1011, "another way"),
            ("less", 989, "another way"),
            ("new", 1, "another way"),
        ]
    );
    assert_eq!(after.taken_with, "rustc 2");
    assert_eq!(Figures::parse(&after.to_string()), Ok(after));
}

#[test]
fn a_file_that_says_too_little_is_refused() {
    let refused = |line: &str| {
        let text = format!("# words\npath\tinstructions\treason\nstart\t1\tfirst\n{line}\n");
        Figures::parse(&text).unwrap_err()
    };
    assert_eq!(refused("cold\t5\t"), "line 4: has no reason");
    assert_eq!(refused("cold\t5\t "), "line 4: has no reason");
    assert!(refused("cold\t5").starts_with("line 4: is not path"));
    assert_eq!(
        refused("cold\tmany\twhy"),
        "line 4: the instructions are no count"
    );
    assert_eq!(
        refused("cold\t0\twhy"),
        "line 4: the instructions are no count"
    );
    assert_eq!(
        refused("start\t5\twhy"),
        "line 4: the path has a figure already"
    );
    assert!(Figures::parse("path\tcount\n").is_err());
}

#[test]
fn the_committed_figures_can_be_read() {
    let text = fs::read_to_string(project().join("benches/instructions/figures.tsv")).unwrap();
    let figures = Figures::parse(&text).unwrap();
    assert!(!figures.figures.is_empty() && !figures.taken_with.is_empty());
    // Nothing but --accept needs to write it.
    assert_eq!(figures.to_string(), text);
}

#[test]
fn arguments_that_say_too_little_or_too_much_are_refused() {
    let task = |arguments: &[&str]| task(arguments.iter().map(ToString::to_string));
    assert_eq!(task(&[]), Ok(Task::Compare));
    assert_eq!(
        task(&["--accept", "more fields"]),
        Ok(Task::Accept("more fields".to_owned()))
    );
    assert_eq!(
        task(&["--analyse", "views"]),
        Ok(Task::Analyse("views".to_owned()))
    );
    for wrong in [
        &["--accept"][..],
        &["--accept", " "],
        &["--accept", "two\nlines"],
        &["--accept", "a\ttab"],
        &["--analyse"],
        &["--quick"],
        &["cold"],
    ] {
        assert!(task(wrong).is_err(), "{wrong:?}");
    }
}
