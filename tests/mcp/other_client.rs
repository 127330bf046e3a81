//! A dialogue with the client of the Python package `mcp`, which others wrote.

use std::process::{Command, Stdio};

use crate::util::{Dir, article, project, run_by};

/// The Python that has the package: of `DIGEST_TEST_MCP_PYTHON`, else `python3`. Where none
/// has it the test says so and passes, but fails where the variable names one.
fn python() -> Option<String> {
    let named = std::env::var("DIGEST_TEST_MCP_PYTHON").ok();
    let python = named.clone().unwrap_or_else(|| "python3".to_owned());
    let has_client = "import sys, mcp; sys.exit(not hasattr(mcp, 'Client'))";
    let asked = Command::new(&python)
        .args(["-c", has_client])
        .stdin(Stdio::null())
        .output();
    if asked.is_ok_and(|asked| asked.status.success()) {
        return Some(python);
    }
    assert!(
        named.is_none(),
        "{python} has no package mcp 2; install tests/mcp/requirements.txt"
    );
    eprintln!("skipped: {python} has no package mcp 2 (tests/mcp/requirements.txt)");
    None
}

#[test]
fn the_client_of_the_python_package_talks_to_it() {
    let Some(python) = python() else { return };
    let dir = Dir::new();
    let text = article("레드팀 소식", "요약", "본문", "기관, 보고서, 2024.04.01.");
    dir.digest_file("2024-05.txt", &text);
    dir.digest_file("later/2024-06.txt", text.replace("본문", "다른 본문"));
    let mut command = run_by(&python, dir.digest(&[]));
    command.arg(project().join("tests/mcp/client.py"));
    let output = command.output().unwrap();
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        output.status.success() && told.ends_with("done\n"),
        "{told}\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
}
