//! Measures processes: a small process that starts them, and the hand that holds it.
//!
//! A new process begins as its starter, and the peak of its memory is never told as less
//! than what the starter had by then. A bench that holds a dictionary and an index would
//! measure itself; so this program starts itself once more, does nothing there but start
//! and measure, and stays at a few megabytes.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, WaitId, WaitIdOptions, waitid};
use serde::{Deserialize, Serialize};
use wait4::Wait4;

/// How often the memory of a process is looked at, where that is asked for.
const MEMORY_INTERVAL: Duration = Duration::from_millis(4);

/// What the caller's environment must not tell a process that is measured.
const VARIABLES: [&str; 8] = [
    "DIGEST_CORPUS",
    "DIGEST_INDEX",
    "XDG_CONFIG_HOME",
    "XDG_DATA_HOME",
    "CLICOLOR_FORCE",
    "COLUMNS",
    "DIGEST_PAGER",
    "PAGER",
];

/// A command to be measured.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Task {
    argv: Vec<String>,
    /// Where standard output goes instead of into a pipe.
    output_file: Option<PathBuf>,
    watches_memory: bool,
}

/// What a process took.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Run {
    /// From before its start to its end.
    pub wall: Duration,
    pub user: Duration,
    pub system: Duration,
    /// Pages that were mapped without reading a disk, and those that had to be read.
    pub minor_faults: u64,
    pub major_faults: u64,
    /// The most memory it had, with the pages of the program and of mapped files.
    pub peak_bytes: u64,
    /// The most that was its own and no file's, as far as it was seen; 0 where nobody
    /// looked.
    pub own_bytes: u64,
    /// What it read by calls, from whatever; of what it mapped, nothing is in here.
    pub call_bytes: u64,
    /// What the disk had to read for it.
    pub disk_bytes: u64,
    /// What it wrote to standard output, where that was a pipe.
    pub output: String,
    /// Its exit code; none where a signal ended it.
    code: Option<i32>,
}

impl Task {
    pub fn new(argv: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Task {
            argv: argv.into_iter().map(Into::into).collect(),
            output_file: None,
            watches_memory: false,
        }
    }

    pub fn argv(&self) -> &[String] {
        &self.argv
    }

    /// The same with its output in a file.
    pub fn into_file(self, file: PathBuf) -> Self {
        Task {
            output_file: Some(file),
            ..self
        }
    }

    /// The same with a look at its own memory all the time. Not for what is over soon:
    /// looking costs time as well.
    pub fn with_memory(self) -> Self {
        Task {
            watches_memory: true,
            ..self
        }
    }
}

/// The hand that holds the process.
pub struct Stopwatch {
    child: Child,
    tasks: ChildStdin,
    runs: BufReader<ChildStdout>,
}

impl Stopwatch {
    /// Starts this program as a stopwatch.
    pub fn start() -> Self {
        let mut command = Command::new(std::env::current_exe().expect("this program"));
        command.arg(Self::COMMAND).env("DIGEST_CONFIG", "");
        for variable in VARIABLES {
            command.env_remove(variable);
        }
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("this program runs");
        Stopwatch {
            tasks: child.stdin.take().expect("a pipe"),
            runs: BufReader::new(child.stdout.take().expect("a pipe")),
            child,
        }
    }

    /// The subcommand that serves.
    pub const COMMAND: &str = "stopwatch";

    /// Runs a command that must succeed.
    pub fn run(&mut self, task: &Task) -> Run {
        let line = serde_json::to_string(task).expect("a task");
        writeln!(self.tasks, "{line}").expect("the stopwatch is there");
        let mut line = String::new();
        self.runs.read_line(&mut line).expect("a line");
        let run: Run = serde_json::from_str(&line).unwrap_or_else(|_| {
            panic!("{:?} cannot be started (see above)", task.argv);
        });
        assert_eq!(run.code, Some(0), "{:?} failed (see above)", task.argv);
        run
    }
}

impl Drop for Stopwatch {
    fn drop(&mut self) {
        // It has nothing to lose.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What the small process does: measures the command of each line, until there are no more.
pub fn serve() -> io::Result<()> {
    let mut out = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        let task: Task = serde_json::from_str(&line?)?;
        let run = measured(&task)?;
        serde_json::to_writer(&mut out, &run)?;
        writeln!(out)?;
        out.flush()?;
    }
    Ok(())
}

fn measured(task: &Task) -> io::Result<Run> {
    let mut command = Command::new(&task.argv[0]);
    command.args(&task.argv[1..]).stdin(Stdio::null());
    match &task.output_file {
        Some(file) => command.stdout(File::create(file)?),
        None => command.stdout(Stdio::piped()),
    };
    let is_over = AtomicBool::new(false);
    let started = Instant::now();
    let mut child = command.spawn().map_err(|error| {
        let program = &task.argv[0];
        io::Error::new(error.kind(), format!("cannot start {program}: {error}"))
    })?;
    let process = PathBuf::from(format!("/proc/{}", child.id()));
    thread::scope(|scope| {
        let watcher = task
            .watches_memory
            .then(|| scope.spawn(|| most_own_bytes(&process, &is_over)));
        let mut output = Vec::new();
        if let Some(mut pipe) = child.stdout.take() {
            pipe.read_to_end(&mut output)?;
        }
        // Its end is waited for without taking it away: /proc tells of it until then.
        let pid = Pid::from_child(&child);
        waitid(
            WaitId::Pid(pid),
            WaitIdOptions::EXITED | WaitIdOptions::NOWAIT,
        )?;
        let wall = started.elapsed();
        is_over.store(true, Ordering::Relaxed);
        let faults = Faults::of(&process);
        let io = fs::read_to_string(process.join("io")).unwrap_or_default();
        let own_bytes = watcher.map_or(0, |watcher| watcher.join().unwrap_or(0));
        let used = child.wait4()?;
        Ok(Run {
            wall,
            user: used.rusage.utime,
            system: used.rusage.stime,
            minor_faults: faults.minor,
            major_faults: faults.major,
            peak_bytes: used.rusage.maxrss,
            own_bytes,
            call_bytes: number_of(&io, "rchar:"),
            disk_bytes: number_of(&io, "read_bytes:"),
            output: String::from_utf8_lossy(&output).into_owned(),
            code: ExitStatus::code(&used.status),
        })
    })
}

/// The most anonymous memory of a process until it is over.
fn most_own_bytes(process: &Path, is_over: &AtomicBool) -> u64 {
    let mut most = 0;
    while !is_over.load(Ordering::Relaxed) {
        let status = fs::read_to_string(process.join("status")).unwrap_or_default();
        most = most.max(number_of(&status, "RssAnon:") * 1024);
        thread::sleep(MEMORY_INTERVAL);
    }
    most
}

struct Faults {
    minor: u64,
    major: u64,
}

impl Faults {
    fn of(process: &Path) -> Self {
        let stat = fs::read_to_string(process.join("stat")).unwrap_or_default();
        // The name, in brackets, may hold spaces; what follows are fields 3 and on.
        let (_, fields) = stat.rsplit_once(')').unwrap_or_default();
        let fields: Vec<&str> = fields.split_whitespace().collect();
        let field = |number: usize| fields.get(number - 3).and_then(|field| field.parse().ok());
        Faults {
            minor: field(10).unwrap_or(0),
            major: field(12).unwrap_or(0),
        }
    }
}

/// The number behind a name in a file of /proc; 0 where the system does not tell it.
fn number_of(text: &str, name: &str) -> u64 {
    let line = text.lines().find_map(|line| line.strip_prefix(name));
    let number = line.and_then(|rest| rest.split_whitespace().next());
    number.and_then(|number| number.parse().ok()).unwrap_or(0)
}
