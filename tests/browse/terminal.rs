//! A terminal with `digest browse` in it: what is typed, and what is shown.

use std::fs::File;
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::process::{Child, Command};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, Signal, kill_process};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Termios, Winsize, tcgetattr, tcsetwinsize};
use unicode_width::UnicodeWidthStr;
use vt100::{Callbacks, Color, Parser, Screen};

/// Long enough for a machine that has much else to do.
const PATIENCE: Duration = Duration::from_secs(20);

/// A frame is between these, and is looked at whole or not at all.
const FRAME_BEGINS: &[u8] = b"\x1b[?2026h";
const FRAME_ENDS: &[u8] = b"\x1b[?2026l";

/// A terminal of its own for one program.
pub struct Terminal {
    child: Child,
    /// What is typed goes in here; none where the terminal was closed.
    keyboard: Option<File>,
    /// The program's end, which is held so that its settings can be asked for.
    program_end: Option<File>,
    /// Whether the thread that reads shall let the terminal go.
    is_closed: Arc<AtomicBool>,
    received: Receiver<Vec<u8>>,
    /// What was received of a frame that is not whole.
    pending: Vec<u8>,
    parser: Parser<Clipboard>,
    /// All that was received.
    pub written: Vec<u8>,
    settings: Vec<String>,
}

/// What was copied, as it came.
#[derive(Default)]
pub struct Clipboard {
    copied: Vec<u8>,
}

impl Callbacks for Clipboard {
    fn copy_to_clipboard(&mut self, _: &mut Screen, _: &[u8], data: &[u8]) {
        self.copied = data.to_vec();
    }
}

impl Terminal {
    /// Starts `command` in a terminal of this size, in cells.
    pub fn start(mut command: Command, columns: u16, rows: u16) -> Self {
        let flags = OpenptFlags::RDWR | OpenptFlags::NOCTTY;
        // No program that another test starts shall hold this end.
        #[cfg(target_os = "linux")]
        let flags = flags | OpenptFlags::CLOEXEC;
        let end = openpt(flags).unwrap();
        #[cfg(not(target_os = "linux"))]
        rustix::io::fcntl_setfd(&end, rustix::io::FdFlags::CLOEXEC).unwrap();
        grantpt(&end).unwrap();
        unlockpt(&end).unwrap();
        let name = ptsname(&end, Vec::new()).unwrap();
        let mut options = File::options();
        options.read(true).write(true);
        let open = || options.open(name.to_str().unwrap()).unwrap();
        let program_end = open();
        tcsetwinsize(&program_end, size(columns, rows)).unwrap();
        let settings = settings(&program_end);
        if command.get_envs().all(|(name, _)| name != "TERM") {
            command.env("TERM", "xterm-256color");
        }
        command.stdin(open()).stdout(open()).stderr(open());
        // A group of its own can be stopped and continued.
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let child = command.spawn().unwrap();
        drop(command);
        let keyboard = File::from(end);
        let mut screen = keyboard.try_clone().unwrap();
        let (sender, received) = channel();
        let is_closed = Arc::new(AtomicBool::new(false));
        let closing = Arc::clone(&is_closed);
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            let moment = Timespec::try_from(Duration::from_millis(20)).unwrap();
            while !closing.load(Ordering::Relaxed) {
                let mut waited = [PollFd::new(&screen, PollFlags::IN)];
                if poll(&mut waited, Some(&moment)) == Ok(0) {
                    continue;
                }
                // Ends where nobody has the program's end any more.
                let Ok(length @ 1..) = screen.read(&mut bytes) else {
                    return;
                };
                if sender.send(bytes[..length].to_vec()).is_err() {
                    return;
                }
            }
        });
        Terminal {
            child,
            keyboard: Some(keyboard),
            program_end: Some(program_end),
            is_closed,
            received,
            pending: Vec::new(),
            parser: Parser::new_with_callbacks(
                cells(rows),
                cells(columns),
                0,
                Clipboard::default(),
            ),
            written: Vec::new(),
            settings,
        }
    }

    /// Types `text`.
    pub fn send(&mut self, text: &str) {
        let mut keyboard = self.keyboard.as_ref().unwrap();
        keyboard.write_all(text.as_bytes()).unwrap();
    }

    /// Waits until `is_shown` is true of the screen's text; `what` says what that is.
    pub fn wait(&mut self, what: &str, is_shown: impl Fn(&Terminal) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        while !is_shown(self) {
            if !self.receive(deadline) {
                let status = self.child.try_wait();
                panic!("{what}: not shown ({status:?}):\n{}", self.text());
            }
        }
    }

    /// Waits until a row of the screen holds `text`.
    pub fn wait_for(&mut self, text: &str) {
        self.wait(text, |terminal| terminal.text().contains(text));
    }

    /// Types `text` and waits for what it brings about.
    pub fn type_for(&mut self, text: &str, shown: &str) {
        self.send(text);
        self.wait_for(shown);
    }

    /// Gives it another size.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        let end = self.program_end.as_ref().unwrap();
        tcsetwinsize(end, size(columns, rows)).unwrap();
        self.parser
            .screen_mut()
            .set_size(cells(rows), cells(columns));
        // What is drawn for the old size is none of the new screen.
        self.parser.process(b"\x1b[2J");
        // The program is not the leader of a session, which the system would tell.
        self.signal(Signal::WINCH);
    }

    pub fn signal(&self, signal: Signal) {
        kill_process(self.pid(), signal).unwrap();
    }

    pub fn pid(&self) -> Pid {
        Pid::from_child(&self.child)
    }

    /// Takes the terminal away from the program.
    pub fn close(&mut self) {
        self.is_closed.store(true, Ordering::Relaxed);
        self.program_end = None;
        self.keyboard = None;
    }

    /// The rows of the screen, without spaces at their ends.
    pub fn rows(&self) -> Vec<String> {
        let screen = self.screen();
        let rows = screen.rows(0, self.size().1);
        rows.map(|row| row.trim_end().to_owned()).collect()
    }

    pub fn text(&self) -> String {
        self.rows().join("\n")
    }

    /// The rows and columns of the screen.
    fn size(&self) -> (u16, u16) {
        let (rows, columns) = self.screen().size();
        (rows.get(), columns.get())
    }

    pub fn screen(&self) -> &Screen {
        self.parser.screen()
    }

    /// The row and the column of the cursor, counted from 0 in cells.
    pub fn cursor(&self) -> (u16, u16) {
        assert!(!self.screen().hide_cursor(), "the cursor is hidden");
        self.screen().cursor_position()
    }

    /// The texts that are marked, row by row: those in yellow.
    pub fn marked(&self) -> Vec<String> {
        let screen = self.screen();
        let (rows, columns) = self.size();
        let mut marked = Vec::new();
        for row in 0..rows {
            let mut run = String::new();
            for column in 0..columns {
                let cell = screen.cell(row, column).unwrap();
                if cell.fgcolor() == Color::Idx(3) && cell.bold() {
                    run.push_str(cell.contents());
                } else if !cell.is_wide_continuation() && !run.is_empty() {
                    marked.push(std::mem::take(&mut run));
                }
            }
            marked.extend((!run.is_empty()).then_some(run));
        }
        marked
    }

    /// The screen as a golden file has it: its rows, its cursor, its marks.
    pub fn capture(&self) -> String {
        let (rows, columns) = self.size();
        for row in self.rows() {
            assert!(row.width() <= usize::from(columns), "{row}");
        }
        let (row, column) = self.cursor();
        format!(
            "{}\n--- {columns} x {rows}, cursor in row {row}, column {column}\n--- marked: {}\n",
            self.text(),
            self.marked().join(" | ")
        )
    }

    /// What was copied, decoded.
    pub fn copied(&self) -> String {
        String::from_utf8(from_base64(&self.parser.callbacks().copied)).unwrap()
    }

    /// Waits for the program's end, and gives its exit code.
    pub fn exit_code(&mut self) -> i32 {
        let deadline = Instant::now() + PATIENCE;
        let status = loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                break status;
            }
            assert!(Instant::now() < deadline, "still running:\n{}", self.text());
            self.receive(Instant::now() + Duration::from_millis(5));
        };
        // What it wrote last.
        while self.receive(Instant::now() + Duration::from_millis(50)) {}
        status.code().expect("ended by a signal")
    }

    /// That the terminal is as it was before the program.
    pub fn is_given_back(&self) {
        let end = self.program_end.as_ref().unwrap();
        assert_eq!(settings(end), self.settings);
        let screen = self.screen();
        assert!(!screen.alternate_screen());
        assert!(!screen.bracketed_paste());
        assert!(!screen.hide_cursor());
        let written = String::from_utf8_lossy(&self.written);
        assert!(written.contains("\u{1b}[?1049h") && written.contains("\u{1b}[?1049l"));
    }

    /// Takes what the program wrote; false where nothing came before the deadline.
    fn receive(&mut self, deadline: Instant) -> bool {
        let left = deadline.saturating_duration_since(Instant::now());
        let bytes = match self.received.recv_timeout(left) {
            Ok(bytes) => bytes,
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return false,
        };
        self.written.extend_from_slice(&bytes);
        self.pending.extend_from_slice(&bytes);
        loop {
            let whole = match find(&self.pending, FRAME_BEGINS) {
                Some(0) => match find(&self.pending, FRAME_ENDS) {
                    Some(end) => end + FRAME_ENDS.len(),
                    None => return true,
                },
                Some(begin) => begin,
                None => self.pending.len() - beginning_of(FRAME_BEGINS, &self.pending),
            };
            if whole == 0 {
                return true;
            }
            let bytes: Vec<u8> = self.pending.drain(..whole).collect();
            self.parser.process(&bytes);
        }
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        self.is_closed.store(true, Ordering::Relaxed);
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).unwrap()
}

fn size(columns: u16, rows: u16) -> Winsize {
    Winsize {
        ws_col: columns,
        ws_row: rows,
        ws_xpixel: 0,
        ws_ypixel: 0,
    }
}

/// The settings of a terminal, to be compared.
fn settings(end: &File) -> Vec<String> {
    let Termios {
        input_modes,
        output_modes,
        control_modes,
        local_modes,
        ..
    } = tcgetattr(end).unwrap();
    vec![
        format!("{input_modes:?}"),
        format!("{output_modes:?}"),
        format!("{control_modes:?}"),
        format!("{local_modes:?}"),
    ]
}

fn find(bytes: &[u8], sought: &[u8]) -> Option<usize> {
    bytes
        .windows(sought.len())
        .position(|window| window == sought)
}

/// How many bytes at the end of `bytes` may be the beginning of `sought`.
fn beginning_of(sought: &[u8], bytes: &[u8]) -> usize {
    let longest = (sought.len() - 1).min(bytes.len());
    let lengths = (1..=longest).rev();
    let mut fitting = lengths.filter(|&length| bytes.ends_with(&sought[..length]));
    fitting.next().unwrap_or(0)
}

fn from_base64(text: &[u8]) -> Vec<u8> {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut bytes = Vec::new();
    let (mut bits, mut count) = (0u32, 0);
    for digit in text.iter().filter(|digit| **digit != b'=') {
        let value = DIGITS.iter().position(|known| known == digit).unwrap();
        bits = bits << 6 | u32::try_from(value).unwrap();
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
            bits &= (1 << count) - 1;
        }
    }
    bytes
}
