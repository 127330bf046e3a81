//! Folders as they are found on disks.

#![allow(
    clippy::disallowed_methods,
    reason = "tests tell what they skip, and the seed that they tried"
)]

use std::fs;
use std::io::Write as _;

use super::{Reach, digest_files};

#[test]
fn folders_give_their_digest_files_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::create_dir_all(root.join("b/c")).unwrap();
    fs::create_dir_all(root.join(".hidden")).unwrap();
    for name in [
        "z.txt",
        "a.TXT",
        "b/c/d.jsonl",
        "terms.txt",
        "README.md",
        "x.yaml",
        ".e.txt",
        ".hidden/f.txt",
        "g.txt~",
        "#h.txt#",
        "~$i.txt",
        "txt",
    ] {
        fs::write(root.join(name), "x").unwrap();
    }
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(root, root.join("b/loop")).unwrap();
        std::os::unix::fs::symlink(root.join("nowhere"), root.join("gone.txt")).unwrap();
    }
    let reach = Reach {
        follows_links: true,
        ..Reach::default()
    };
    let listing = digest_files(root, reach, &|| false).unwrap();
    assert_eq!(listing.passed_over, []);
    let names: Vec<&str> = listing
        .files
        .iter()
        .map(|file| file.name.as_str())
        .collect();
    assert_eq!(listing.problems, []);
    let expected = ["README.md", "a.TXT", "b/c/d.jsonl", "gone.txt", "z.txt"];
    let expected: Vec<&str> = expected
        .into_iter()
        .filter(|name| cfg!(unix) || *name != "gone.txt")
        .collect();
    assert_eq!(names, expected);
    #[cfg(unix)]
    {
        let listing = digest_files(root, Reach::default(), &|| false).unwrap();
        let passed_over = listing.passed_over.iter().map(|error| error.file.as_str());
        assert!(passed_over.eq(["b/loop", "gone.txt"]), "{listing:?}");
        assert_eq!(listing.files.len(), expected.len() - 1);
    }
    let none = digest_files(&root.join("none"), Reach::default(), &|| false);
    let error = none.unwrap_err().to_string();
    assert!(
        error.contains("the corpus folder cannot be read ("),
        "{error}"
    );
}

/// One folder that may not be read must not hide the others.
#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_read_is_a_problem_of_its_own() {
    use std::os::unix::fs::PermissionsExt;

    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    for name in ["closed", "sealed/inner", "open"] {
        fs::create_dir_all(root.join(name)).unwrap();
        fs::write(root.join(name).join("a.txt"), "x").unwrap();
    }
    let set_mode = |name: &str, mode| {
        fs::set_permissions(root.join(name), fs::Permissions::from_mode(mode)).unwrap();
    };
    set_mode("closed", 0o000);
    set_mode("sealed", 0o444);
    let is_closed = fs::read_dir(root.join("closed")).is_err();
    let listing = digest_files(root, Reach::default(), &|| false);
    set_mode("closed", 0o755);
    set_mode("sealed", 0o755);
    if !is_closed {
        let message = "skipped: this user may read every folder";
        let _ = writeln!(std::io::stderr(), "{message}");
        return;
    }
    let listing = listing.unwrap();
    let names: Vec<&str> = listing
        .files
        .iter()
        .map(|file| file.name.as_str())
        .collect();
    assert_eq!(names, ["open/a.txt"]);
    let problems: Vec<&str> = listing
        .problems
        .iter()
        .map(|problem| problem.file.as_str())
        .collect();
    assert_eq!(problems, ["closed/", "sealed/inner/"]);
    let message = &listing.problems[0].message;
    assert!(
        message
            .english()
            .starts_with("this folder cannot be read ("),
        "{message}"
    );
}
