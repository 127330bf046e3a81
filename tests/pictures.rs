//! The picture of README.md, docs/search.svg: what the program writes to a terminal, drawn.
//! Where a change is meant: `UPDATE_GOLDEN=1 cargo test pictures`, then look at it.

use crate::util::{assert_same_file, own_corpus, project};

/// What a terminal of 80 cells shows of a command, the time that it took left out.
fn screen(command: &str, args: &[&str]) -> String {
    let args = [args, &["--color", "always"]].concat();
    let ran = own_corpus(&args)
        .env("COLUMNS", "80")
        .env("DIGEST_LANGUAGE", "ko")
        .run();
    assert_eq!(ran.code, 0, "{args:?}: {ran:?}");
    let lines = ran.stdout.lines().map(|line| match line.rsplit_once(" (") {
        Some((before, time)) if time.contains(" ms)") => format!("{before}\n"),
        _ => format!("{line}\n"),
    });
    format!("\x1b[2m$\x1b[0m {command}\n{}", lines.collect::<String>())
}

#[test]
fn the_picture_shows_what_the_program_writes() {
    let searched = screen("digest search 레드팀", &["search", "레드팀"]);
    let mistyped = screen(
        "digest search fpemxla --snippets 0",
        &["search", "fpemxla", "--snippets", "0"],
    );
    let terminal = anstyle_svg::Term::new().palette(anstyle_svg::WIN10_CONSOLE);
    let picture = terminal.render_svg(&format!("{searched}\n{mistyped}"));
    assert_same_file(&project().join("docs/search.svg"), &picture);
}
