//! A folder to work in and a command to run there.

use std::ffi::OsString;
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

/// What the caller's environment must not tell a test.
const VARIABLES: [&str; 21] = [
    "DIGEST_CORPUS",
    "DIGEST_INDEX",
    "DIGEST_CA_FILE",
    "DIGEST_CLUSTER_USER",
    "DIGEST_CLUSTER_PASSWORD",
    "DIGEST_CLUSTER_API_KEY",
    "DIGEST_CLUSTER_CREDENTIALS_FILE",
    "XDG_DATA_HOME",
    "XDG_CONFIG_HOME",
    "NO_COLOR",
    "CLICOLOR",
    "CLICOLOR_FORCE",
    "FORCE_HYPERLINK",
    "DIGEST_PAGER",
    "PAGER",
    "COLUMNS",
    "DIGEST_LANGUAGE",
    "LANG",
    "LANGUAGE",
    "LC_ALL",
    "LC_MESSAGES",
];

/// `digest` in an environment that names no folders and has no settings.
fn plain_command() -> Command {
    isolated(Command::new(env!("CARGO_BIN_EXE_digest")))
}

/// A command in an environment that names no folders and has no settings but its own.
fn isolated(mut command: Command) -> Command {
    let own: Vec<OsString> = command
        .get_envs()
        .map(|(name, _)| name.to_owned())
        .collect();
    let is_own = |name: &str| own.iter().any(|own| own == name);
    for variable in VARIABLES.into_iter().filter(|name| !is_own(name)) {
        command.env_remove(variable);
    }
    if !is_own("DIGEST_CONFIG") {
        // The user's own configuration is none of a test's.
        command.env("DIGEST_CONFIG", "");
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
        TestCommand {
            command: isolated(command),
        }
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

/// A terminal of its own: the side of whoever looks at it, and what opens the other.
#[cfg(unix)]
fn terminal(cells: u16, rows: u16) -> (fs::File, impl Fn() -> fs::File) {
    use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
    use rustix::termios::{Winsize, tcsetwinsize};
    let terminal = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&terminal).unwrap();
    unlockpt(&terminal).unwrap();
    let size = Winsize {
        ws_row: rows,
        ws_col: cells,
        ws_xpixel: 0,
        ws_ypixel: 0,
    };
    tcsetwinsize(&terminal, size).unwrap();
    let name = ptsname(&terminal, Vec::new()).unwrap();
    let open = move || {
        let name = name.to_str().unwrap();
        fs::File::options()
            .read(true)
            .write(true)
            .open(name)
            .unwrap()
    };
    (terminal.into(), open)
}

/// Runs a command on a terminal of its own, and gives its exit code and what the terminal
/// showed. Nothing is typed there.
#[cfg(unix)]
pub fn on_a_terminal(mut command: Command, cells: u16, rows: u16) -> (i32, String) {
    use std::io::Read;
    let (mut terminal, open) = terminal(cells, rows);
    let mut child = command.stdout(open()).stderr(open()).spawn().unwrap();
    // The command holds the ends that were opened for it.
    drop(command);
    let mut shown = Vec::new();
    // Reading ends in an error where nobody has the terminal any more.
    let _ = terminal.read_to_end(&mut shown);
    let code = child.wait().unwrap().code();
    (
        code.expect("digest was ended by a signal"),
        String::from_utf8_lossy(&shown).into_owned(),
    )
}

/// A program on a terminal of its own, to which a test types.
#[cfg(unix)]
pub struct Typing {
    terminal: fs::File,
    child: std::process::Child,
    pieces: std::sync::mpsc::Receiver<Vec<u8>>,
    shown: Vec<u8>,
}

#[cfg(unix)]
impl Typing {
    /// Starts the command on a terminal of 200 cells.
    pub fn start(mut command: Command) -> Self {
        use std::io::Read;
        let (terminal, open) = terminal(200, 50);
        command.stdin(open()).stdout(open()).stderr(open());
        let child = command.spawn().unwrap();
        let (sender, pieces) = std::sync::mpsc::channel();
        let mut reader = terminal.try_clone().unwrap();
        std::thread::spawn(move || {
            let mut piece = [0; 4096];
            while let Ok(length @ 1..) = reader.read(&mut piece) {
                if sender.send(piece[..length].to_vec()).is_err() {
                    break;
                }
            }
        });
        Typing {
            terminal,
            child,
            pieces,
            shown: Vec::new(),
        }
    }

    pub fn send(&mut self, text: &str) {
        use std::io::Write;
        self.terminal.write_all(text.as_bytes()).unwrap();
    }

    /// Waits until the terminal has shown `text` since the last time, and gives what it
    /// has shown.
    pub fn wait_for(&mut self, text: &str) -> String {
        loop {
            let shown = String::from_utf8_lossy(&self.shown).into_owned();
            if shown.contains(text) {
                self.shown.clear();
                return shown;
            }
            // Long enough for a machine that does much else.
            match self.pieces.recv_timeout(std::time::Duration::from_secs(60)) {
                Ok(piece) => self.shown.extend(piece),
                Err(error) => panic!("{error}: {text:?} is not shown: {shown:?}"),
            }
        }
    }
}

#[cfg(unix)]
impl Drop for Typing {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Another program, in the environment of a command and with `digest` on its path.
pub fn run_by(program: &str, of: TestCommand) -> Command {
    let of = of.into_command();
    let mut command = Command::new(program);
    for (name, value) in of.get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    if let Some(folder) = of.get_current_dir() {
        command.current_dir(folder);
    }
    let digest = Path::new(env!("CARGO_BIN_EXE_digest")).parent().unwrap();
    let path = std::env::var("PATH").unwrap_or_default();
    command
        .env("PATH", format!("{}:{path}", digest.display()))
        .stdin(Stdio::null());
    command
}

/// Whether the program is there. Where it is not, the test that needs it says so and
/// passes, but fails where `DIGEST_TEST_SHELLS` is `required`.
pub fn is_there(program: &str) -> bool {
    let started = Command::new(program)
        .arg("--version")
        .stdin(Stdio::null())
        .output();
    if started.is_ok() {
        return true;
    }
    let required = std::env::var("DIGEST_TEST_SHELLS").is_ok_and(|value| value == "required");
    assert!(!required, "there is no {program}; install it");
    eprintln!("skipped: there is no {program}");
    false
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

/// The project's own corpus as far as it is text. Most tests are of its one issue, and count
/// what it holds; `own_digest` and `index` are of all of it.
pub fn text_corpus() -> &'static Path {
    static CORPUS: OnceLock<tempfile::TempDir> = OnceLock::new();
    let folder = CORPUS.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        for name in ["2024-05.txt", "canaries.txt"] {
            let own = project().join("corpus").join(name);
            fs::copy(own, folder.path().join(name)).unwrap();
        }
        folder
    });
    folder.path()
}

/// A command over the text of the project's own corpus, whose index is built once. Tests
/// that run at the same time share it: one that runs `index` asks it to `--wait`.
pub fn own_corpus(args: &[&str]) -> TestCommand {
    static INDEX: OnceLock<tempfile::TempDir> = OnceLock::new();
    let corpus = text_corpus();
    let index = INDEX.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let status = plain_command()
            .args(["index", "--corpus"])
            .arg(corpus)
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
        .env("DIGEST_CORPUS", corpus)
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

/// The text of an answer without how long the search took.
pub fn without_time(text: &str) -> String {
    let lines = text.lines().map(|line| match line.rsplit_once(" (") {
        Some((before, time)) if time.ends_with(" ms)") => format!("{before} (… ms)\n"),
        _ => format!("{line}\n"),
    });
    lines.collect()
}

/// Compares `text` with a file of tests/golden/, or writes it where UPDATE_GOLDEN is set.
pub fn assert_golden(name: &str, text: &str) {
    assert_same_file(&project().join("tests/golden").join(name), text);
}

/// Compares `text` with a file of the project, or writes it where UPDATE_GOLDEN is set.
pub fn assert_same_file(path: &Path, text: &str) {
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(path, text).unwrap();
        return;
    }
    let golden = fs::read_to_string(path).unwrap_or_default();
    if golden == text {
        return;
    }
    let line = golden
        .lines()
        .zip(text.lines())
        .position(|(golden, text)| golden != text)
        .unwrap_or_else(|| golden.lines().count().min(text.lines().count()));
    panic!(
        "{} differs from line {}:\n  golden: {}\n  now:    {}\n\
         Where the change is meant, run UPDATE_GOLDEN=1 cargo test and read the difference.",
        path.display(),
        line + 1,
        golden.lines().nth(line).unwrap_or("(its end)"),
        text.lines().nth(line).unwrap_or("(its end)")
    );
}

/// The names in a folder, in order.
pub fn names_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}
