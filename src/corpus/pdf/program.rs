//! The program that reads a PDF in a process of its own, and running it within its limits.
//!
//! A reader of PDFs meets hostile bytes. What it does to itself ends a process that has
//! nothing else to do: whoever started it takes what it wrote, or says how it ended.

use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

/// The hidden command of the program that reads a PDF from its input.
pub const PDF_COMMAND: &str = "__pdf";

/// What `--pdftotext` of that command ends with where there is no such program.
pub const NOT_INSTALLED: u8 = 127;

/// How long is waited at most before it is asked again whether to stop.
const PAUSE: Duration = Duration::from_millis(50);

/// So much is kept of what a program complains of.
const COMPLAINT_BYTES: u64 = 4096;

/// The program that reads PDFs, which is this one, and what reading one file may take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PdfProgram {
    /// Where the program is.
    pub path: PathBuf,
    /// How long it may take, by the clock and of a processor.
    pub time: Duration,
    /// The address space that it may take, in bytes, the program itself counted.
    pub memory_bytes: u64,
    /// What it may write, in bytes.
    pub output_bytes: u64,
}

/// Which reader the program asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reader {
    /// The one that is built in.
    Own,
    /// poppler's, where it is installed.
    Pdftotext,
}

/// How a process ended that did not do what it should.
#[derive(Debug)]
pub(super) enum Failure {
    /// The run was told to stop.
    Stopped,
    /// There is no such reader.
    NotInstalled,
    /// It could not be started.
    NotStarted(io::Error),
    /// It took too long, and was ended.
    TooLong,
    /// It wrote too much, and was ended.
    TooMuch,
    /// It asked for more memory than it may have.
    OutOfMemory,
    /// It ended by itself, with this.
    Ended(ExitStatus),
}

impl PdfProgram {
    /// The program at this path, with limits that real documents stay far below.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        PdfProgram {
            path: path.into(),
            time: Duration::from_secs(120),
            memory_bytes: 1 << 30,
            output_bytes: 64 << 20,
        }
    }

    /// What a reader writes of the PDF that it is given.
    pub(super) fn run(
        &self,
        reader: Reader,
        pdf: &[u8],
        stop: &dyn Fn() -> bool,
    ) -> Result<Vec<u8>, Failure> {
        let mut command = Command::new(&self.path);
        command
            .arg(PDF_COMMAND)
            .arg(self.time.as_secs().max(1).to_string())
            .arg(self.memory_bytes.to_string());
        if reader == Reader::Pdftotext {
            command.arg("--pdftotext");
        }
        #[cfg(unix)]
        // A Ctrl-C is for the run, which ends this process when it stops.
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(Failure::NotStarted)?;
        let mut running = Running(child);
        let (output, complaint) = running.exchange(self, pdf, stop)?;
        let status = running.0.wait().map_err(Failure::NotStarted)?;
        if status.success() {
            return Ok(output);
        }
        Err(match status.code() {
            Some(code) if code == i32::from(NOT_INSTALLED) => Failure::NotInstalled,
            None if complaint.contains("memory allocation of") => Failure::OutOfMemory,
            _ => Failure::Ended(status),
        })
    }
}

impl PdfProgram {
    /// Waits until all was written, or fails where that takes too long or is not wanted.
    fn wait_for(
        &self,
        written: &mpsc::Receiver<()>,
        stop: &dyn Fn() -> bool,
    ) -> Result<(), Failure> {
        let started = Instant::now();
        while written.recv_timeout(PAUSE) == Err(RecvTimeoutError::Timeout) {
            if stop() {
                return Err(Failure::Stopped);
            }
            if started.elapsed() > self.time {
                return Err(Failure::TooLong);
            }
        }
        Ok(())
    }
}

/// A process that is over when this goes out of scope.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // Both fail where it is over and was waited for.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Running {
    /// Gives the process its input while what it writes is taken, so that neither waits for
    /// the other, and ends it where a limit is passed. What it wrote, and complained of.
    fn exchange(
        &mut self,
        limits: &PdfProgram,
        input: &[u8],
        stop: &dyn Fn() -> bool,
    ) -> Result<(Vec<u8>, String), Failure> {
        let (to, from, complaints) = (
            self.0.stdin.take(),
            self.0.stdout.take(),
            self.0.stderr.take(),
        );
        let (send, receive) = mpsc::channel();
        thread::scope(|scope| {
            let threads = [
                thread::Builder::new().spawn_scoped(scope, move || {
                    // It may end before it has read all of it.
                    if let Some(mut to) = to {
                        let _ = to.write_all(input);
                    }
                    None
                }),
                thread::Builder::new().spawn_scoped(scope, move || {
                    let output = read_all(from, limits.output_bytes);
                    let _ = send.send(());
                    output
                }),
                thread::Builder::new()
                    .spawn_scoped(scope, move || read_all(complaints, COMPLAINT_BYTES)),
            ];
            let is_begun = threads.iter().all(Result::is_ok);
            let mut failure = is_begun
                .then(|| limits.wait_for(&receive, stop))
                .and_then(Result::err);
            if failure.is_some() || !is_begun {
                // The threads end with the pipes.
                let _ = self.0.kill();
            }
            let mut outputs = Vec::new();
            for thread in threads {
                match thread {
                    Ok(thread) => outputs.push(thread.join().ok().flatten()),
                    Err(error) => failure = Some(Failure::NotStarted(error)),
                }
            }
            if let Some(failure) = failure {
                return Err(failure);
            }
            let complaint = outputs.pop().flatten().unwrap_or_default();
            let complaint = String::from_utf8_lossy(&complaint).into_owned();
            match outputs.pop().flatten() {
                Some(output) => Ok((output, complaint)),
                None => Err(Failure::TooMuch),
            }
        })
    }
}

/// All that a pipe gives; nothing where it is more than so many bytes, and then the pipe is
/// closed, so that whoever writes to it ends.
fn read_all(pipe: Option<impl Read>, limit_bytes: u64) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    if let Some(pipe) = pipe {
        let mut limited = pipe.take(limit_bytes + 1);
        let _ = limited.read_to_end(&mut bytes);
    }
    (bytes.len() as u64 <= limit_bytes).then_some(bytes)
}
