//! Counting the instructions of a process with valgrind's callgrind, in surroundings that
//! are the same for everybody. What is counted is left to `paths.rs`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{self, Stdio};

/// A program with its arguments and what it reads from standard input.
pub struct Command {
    pub program: PathBuf,
    pub arguments: Vec<String>,
    pub input: String,
}

/// valgrind, and a folder that everything counted runs in.
pub struct Callgrind {
    valgrind: PathBuf,
    folder: tempfile::TempDir,
}

impl Callgrind {
    /// Finds valgrind, and makes the folder.
    pub fn find() -> Result<Self, String> {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let valgrind = std::env::split_paths(&path)
            .map(|folder| folder.join("valgrind"))
            .find(|program| program.is_file())
            .ok_or(
                "valgrind is not in PATH; install it: apt-get install valgrind, dnf install \
                 valgrind, pacman -S valgrind",
            )?;
        let folder = tempfile::tempdir().map_err(|error| format!("no folder: {error}"))?;
        Ok(Callgrind { valgrind, folder })
    }

    /// The folder that everything runs in.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Runs `command` as it will be counted, without counting.
    pub fn run(&self, command: &Command) -> Result<(), String> {
        let mut process = self.process(&command.program);
        process.args(&command.arguments);
        self.finish(process, command)
    }

    /// How many instructions `command` takes, those of its threads included.
    pub fn count(&self, command: &Command) -> Result<u64, String> {
        let log = self.folder().join("callgrind.log");
        let mut process = self.process(&self.valgrind);
        process
            // The user's ~/.valgrindrc and VALGRIND_OPTS are not asked.
            .args(["--command-line-only=yes", "--tool=callgrind"])
            .args(["--callgrind-out-file=/dev/null", "--log-file=callgrind.log"])
            .arg("--")
            .arg(&command.program)
            .args(&command.arguments);
        self.finish(process, command)?;
        let log = fs::read_to_string(&log).map_err(|error| format!("callgrind.log: {error}"))?;
        let count = log
            .lines()
            .find_map(|line| line.split_once("Collected :"))
            .and_then(|(_, count)| count.trim().parse().ok());
        count.ok_or_else(|| format!("callgrind told no count:\n{log}"))
    }

    /// What counts depend on beside the code.
    pub fn taken_with(&self) -> Result<String, String> {
        let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
        // glibc, memchr and blake3 choose their loops by what the processor can.
        // valgrind shows the same one everywhere, but for AVX2 where the machine has none.
        #[cfg(target_arch = "x86_64")]
        let processor = match std::arch::is_x86_feature_detected!("avx2") {
            true => "x86_64 with AVX2",
            false => "x86_64 without AVX2",
        };
        #[cfg(not(target_arch = "x86_64"))]
        let processor = std::env::consts::ARCH;
        Ok(format!(
            "{}, {}, {}, {processor}",
            first_line(process::Command::new(rustc).arg("--version"))?,
            first_line(process::Command::new("getconf").arg("GNU_LIBC_VERSION"))
                .unwrap_or_else(|_| std::env::consts::OS.to_owned()),
            first_line(process::Command::new(&self.valgrind).arg("--version"))?,
        ))
    }

    /// A process that sees nothing of the caller's environment. Names of folders are short
    /// and relative: their length is counted, too.
    fn process(&self, program: &Path) -> process::Command {
        let mut process = process::Command::new(program);
        process
            .current_dir(self.folder())
            .env_clear()
            .env("PATH", "/usr/bin:/bin")
            .env("HOME", self.folder())
            .env("LANG", "C.UTF-8")
            .env("TZ", "UTC")
            .env("TERM", "dumb")
            .env("COLUMNS", "80")
            .env("NO_COLOR", "1")
            .env("DIGEST_CONFIG", "")
            .env("DIGEST_CORPUS", "corpus")
            .env("DIGEST_INDEX", "index")
            .stdout(Stdio::null());
        process
    }

    fn finish(&self, mut process: process::Command, command: &Command) -> Result<(), String> {
        let input = self.folder().join("input");
        fs::write(&input, &command.input).map_err(|error| format!("input: {error}"))?;
        let input = fs::File::open(&input).map_err(|error| format!("input: {error}"))?;
        let ran = process
            .stdin(input)
            .output()
            .map_err(|error| format!("{}: {error}", command.program.display()))?;
        if ran.status.success() {
            return Ok(());
        }
        Err(format!(
            "{} {}: {}\n{}",
            command.program.display(),
            command.arguments.join(" "),
            ran.status,
            String::from_utf8_lossy(&ran.stderr)
        ))
    }
}

fn first_line(command: &mut process::Command) -> Result<String, String> {
    let ran = command
        .output()
        .map_err(|error| format!("{}: {error}", command.get_program().display()))?;
    let text = String::from_utf8_lossy(&ran.stdout);
    Ok(text.lines().next().unwrap_or_default().trim().to_owned())
}
