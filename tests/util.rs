//! A folder to work in and a command to run there.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use serde_json::Value;

/// A folder of its own for one test, removed at the end.
pub struct Dir {
    root: tempfile::TempDir,
}

impl Dir {
    /// A folder with an empty `corpus/`.
    pub fn new() -> Self {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("corpus")).unwrap();
        Dir { root }
    }

    pub fn path(&self) -> &Path {
        self.root.path()
    }

    /// Writes a digest file into the corpus.
    pub fn digest_file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path().join("corpus").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }

    /// The folder of the published generation of its index.
    pub fn generation(&self) -> PathBuf {
        let index = self.path().join("index");
        let current = fs::read_to_string(index.join("CURRENT")).unwrap();
        index.join(current.split_whitespace().next().unwrap())
    }

    /// Changes the manifest of the published generation, and what was written down of it.
    pub fn change_manifest(&self, change: impl FnOnce(&mut Value)) {
        let path = self.generation().join("manifest.json");
        let text = fs::read_to_string(&path).unwrap();
        let mut manifest = serde_json::from_str(text.lines().next().unwrap()).unwrap();
        change(&mut manifest);
        let head = manifest.to_string();
        let hash = blake3::hash(head.as_bytes()).to_hex();
        fs::write(&path, format!("{head}\n{{\"blake3\":\"{hash}\"}}\n")).unwrap();
        let name = self.generation();
        let name = name.file_name().unwrap().to_string_lossy();
        let current = format!("{name} {hash}\n");
        fs::write(self.path().join("index/CURRENT"), current).unwrap();
    }

    /// The command, run in this folder.
    pub fn digest(&self, args: &[&str]) -> TestCommand {
        let mut command = plain_command();
        command
            .current_dir(self.path())
            .env("HOME", self.path().join("home"))
            .args(args);
        TestCommand { command }
    }
}

/// `digest` in an environment that names no folders.
fn plain_command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_digest"));
    for variable in [
        "DIGEST_CORPUS",
        "DIGEST_INDEX",
        "XDG_DATA_HOME",
        "NO_COLOR",
        "COLUMNS",
    ] {
        command.env_remove(variable);
    }
    command.stdin(Stdio::null());
    command
}

/// A command that is about to run.
pub struct TestCommand {
    command: Command,
}

/// What a command left.
#[derive(Debug)]
pub struct Ran {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl From<Command> for TestCommand {
    fn from(command: Command) -> Self {
        TestCommand { command }
    }
}

impl TestCommand {
    pub fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    pub fn current_dir(mut self, folder: &Path) -> Self {
        self.command.current_dir(folder);
        self
    }

    pub fn run(mut self) -> Ran {
        let output = self.command.output().unwrap();
        Ran {
            code: output.status.code().expect("digest was ended by a signal"),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Runs it and takes standard output for one JSON value on one line.
    pub fn json(self) -> Value {
        let ran = self.run();
        assert!(ran.stdout.ends_with('\n'), "{ran:?}");
        assert_eq!(ran.stdout.lines().count(), 1, "{ran:?}");
        serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{error}: {ran:?}"))
    }

    /// Gives the command itself, for tests that need its streams.
    pub fn into_command(self) -> Command {
        self.command
    }
}

/// How often a test does what it does: as the variable says, else as often as is quick.
pub fn cases(variable: &str, quick: u32) -> u32 {
    let text = std::env::var(variable).ok();
    text.map_or(quick, |text| text.parse().expect("a number"))
}

/// The project's folder.
pub fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A search over the project's own corpus, whose index is built once.
pub fn own_corpus(args: &[&str]) -> TestCommand {
    static INDEX: OnceLock<tempfile::TempDir> = OnceLock::new();
    let corpus = project().join("corpus");
    let index = INDEX.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let status = plain_command()
            .args(["index", "--corpus"])
            .arg(&corpus)
            .arg("--index")
            .arg(folder.path())
            .stdout(Stdio::null())
            .status()
            .unwrap();
        assert!(status.success());
        folder
    });
    let mut command = plain_command();
    command
        .args(args)
        .env("DIGEST_CORPUS", &corpus)
        .env("DIGEST_INDEX", index.path());
    TestCommand { command }
}

/// An article in the publication's layout, of which the test names the parts.
pub fn article(title: &str, summary: &str, body: &str, citation: &str) -> String {
    format!(
        " {title}\n\nn {summary}\n\nn 둘째 요약 문장\n\nKEY Contents\n\n£머리 제목\n\nn {body}\n\n\
         ☞ 출처 : {citation}\n"
    )
}

/// The texts that a snippet's highlights mark.
pub fn marked(snippet: &Value) -> Vec<String> {
    let chars: Vec<char> = snippet["text"].as_str().unwrap().chars().collect();
    snippet["highlights"]
        .as_array()
        .unwrap()
        .iter()
        .map(|range| {
            let bound = |at: usize| range[at].as_u64().unwrap() as usize;
            chars[bound(0)..bound(1)].iter().collect()
        })
        .collect()
}

/// The ids of a page of hits, best first.
pub fn ids(hits: &Value) -> Vec<String> {
    hits["hits"]
        .as_array()
        .unwrap()
        .iter()
        .map(|hit| hit["id"].as_str().unwrap().to_owned())
        .collect()
}

/// Compares `text` with a golden file, or writes it where UPDATE_GOLDEN is set.
pub fn assert_golden(name: &str, text: &str) {
    let path = project().join("tests/golden").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, text).unwrap();
        return;
    }
    let golden = fs::read_to_string(&path).unwrap_or_default();
    if golden == text {
        return;
    }
    let line = golden
        .lines()
        .zip(text.lines())
        .position(|(golden, text)| golden != text)
        .unwrap_or_else(|| golden.lines().count().min(text.lines().count()));
    panic!(
        "{name} differs from line {}:\n  golden: {}\n  now:    {}\n\
         Where the change is meant, run UPDATE_GOLDEN=1 cargo test and read the difference.",
        line + 1,
        golden.lines().nth(line).unwrap_or("(its end)"),
        text.lines().nth(line).unwrap_or("(its end)")
    );
}
