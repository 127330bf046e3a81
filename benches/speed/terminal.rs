//! A terminal with `digest browse` in it, to be timed: keys go in, and a frame is out once
//! its end is.

use std::fs::File;
use std::io::{Read, Write};
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};

/// What stands at the end of each frame: terminals show it as a whole.
const FRAME_ENDS: &[u8] = b"\x1b[?2026l";

const QUIT: &[u8] = b"\x03";

/// A terminal of its own for one program.
pub struct Terminal {
    child: Child,
    end: File,
    received: Vec<u8>,
}

impl Terminal {
    /// Starts a program in a terminal of this size, in cells, and waits for its first frame.
    pub fn start(argv: &[String], columns: u16, rows: u16) -> Self {
        let end = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC);
        let end = end.expect("a terminal");
        grantpt(&end).expect("a terminal");
        unlockpt(&end).expect("a terminal");
        let name = ptsname(&end, Vec::new()).expect("a terminal");
        let name = name.to_str().expect("a path in UTF-8");
        let open = || {
            let file = File::options().read(true).write(true).open(name);
            file.expect("a terminal")
        };
        let size = Winsize {
            ws_col: columns,
            ws_row: rows,
            ws_xpixel: 0,
            ws_ypixel: 0,
        };
        tcsetwinsize(&end, size).expect("a terminal");
        let child = Command::new(&argv[0])
            .args(&argv[1..])
            .env("TERM", "xterm-256color")
            .env("DIGEST_CONFIG", "")
            .stdin(open())
            .stdout(open())
            .stderr(open())
            .spawn()
            .expect("digest runs");
        let mut terminal = Terminal {
            child,
            end: File::from(end),
            received: Vec::new(),
        };
        terminal.frame();
        terminal
    }

    /// Types a key, and tells how long it took until the frame was out that it brought.
    pub fn type_key(&mut self, key: &str) -> Duration {
        let started = Instant::now();
        self.end.write_all(key.as_bytes()).expect("digest reads");
        self.frame();
        started.elapsed()
    }

    /// Waits for the end of a frame.
    fn frame(&mut self) {
        let mut bytes = [0; 1 << 14];
        loop {
            let ends = self.received.windows(FRAME_ENDS.len());
            if let Some(place) = ends.clone().position(|bytes| bytes == FRAME_ENDS) {
                self.received.drain(..place + FRAME_ENDS.len());
                return;
            }
            let length = self.end.read(&mut bytes).expect("digest draws");
            assert!(length > 0, "digest ended");
            self.received.extend(&bytes[..length]);
        }
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.end.write_all(QUIT);
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
