//! The terminal while the whole of it is used, and as it was before.
//!
//! Defines entering and leaving, which happens however the program ends, and drawing.
//! What is drawn is `view`'s.

#![expect(
    clippy::disallowed_methods,
    reason = "the screen is drawn on the terminal that standard output is"
)]

use std::io::{self, BufWriter, Stdout, Write};

use crossterm::clipboard::CopyToClipboard;
use crossterm::cursor::Show;
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::terminal::{
    self, BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen,
    LeaveAlternateScreen,
};
use crossterm::{execute, queue};
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use ratatui::{Frame, Terminal, TerminalOptions, Viewport};
use terminal_size::terminal_size_of;

/// A screen is written in one piece, so that a terminal does not show half of one.
const BUFFER_BYTES: usize = 1 << 16;

/// A whole terminal, taken until this is dropped.
pub(super) struct Screen {
    terminal: Terminal<CrosstermBackend<BufWriter<Stdout>>>,
    /// The area whose cells are known; `None` where they must all be drawn.
    known: Option<Rect>,
    // Dropped last: the terminal's own drop shows the cursor.
    taken: Option<Taken<Stdout>>,
}

/// A terminal that was taken. Dropping it gives it back, also when the program panics.
struct Taken<W: Write> {
    out: W,
    set_raw: fn(bool) -> io::Result<()>,
}

impl<W: Write> Taken<W> {
    fn new(out: W, set_raw: fn(bool) -> io::Result<()>) -> io::Result<Self> {
        set_raw(true)?;
        // Made before more is done, so that what went half way is undone.
        let mut taken = Taken { out, set_raw };
        execute!(taken.out, EnterAlternateScreen, EnableBracketedPaste)?;
        Ok(taken)
    }
}

impl<W: Write> Drop for Taken<W> {
    fn drop(&mut self) {
        // Each is tried, whatever became of the others: there may be no terminal any more.
        let _ = execute!(self.out, DisableBracketedPaste, LeaveAlternateScreen, Show);
        let _ = (self.set_raw)(false);
    }
}

fn set_raw(raw: bool) -> io::Result<()> {
    if raw {
        terminal::enable_raw_mode()
    } else {
        terminal::disable_raw_mode()
    }
}

impl Screen {
    /// Takes the terminal that standard output is.
    pub(super) fn take() -> io::Result<Self> {
        let taken = Taken::new(io::stdout(), set_raw)?;
        let out = BufWriter::with_capacity(BUFFER_BYTES, io::stdout());
        let options = TerminalOptions {
            // The size is asked for here, of standard output itself.
            viewport: Viewport::Fixed(area()),
        };
        let terminal = Terminal::with_options(CrosstermBackend::new(out), options)?;
        Ok(Screen {
            terminal,
            known: None,
            taken: Some(taken),
        })
    }

    /// Whether the terminal has another size than what is drawn.
    pub(super) fn is_resized(&self) -> bool {
        self.known != Some(area())
    }

    /// Draws a frame, in the size that the terminal has now.
    pub(super) fn draw(&mut self, draw: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        queue!(self.terminal.backend_mut(), BeginSynchronizedUpdate)?;
        let area = area();
        if self.known != Some(area) {
            // Clears the area too. `Terminal::clear` would ask the terminal for its cursor,
            // and wait for an answer.
            self.terminal.resize(area)?;
            self.known = Some(area);
        }
        self.terminal.draw(draw)?;
        execute!(self.terminal.backend_mut(), EndSynchronizedUpdate)
    }

    /// Forgets what is on the terminal: the next frame is drawn whole.
    pub(super) fn forget(&mut self) {
        self.known = None;
    }

    /// Asks the terminal to put `text` into the clipboard. It does not tell whether it
    /// did.
    pub(super) fn copy(&mut self, text: &str) -> io::Result<()> {
        execute!(
            self.terminal.backend_mut(),
            CopyToClipboard::to_clipboard_from(text)
        )
    }

    /// Gives the terminal back, does `meanwhile`, and takes it again.
    #[cfg(unix)]
    pub(super) fn given_back(
        &mut self,
        meanwhile: impl FnOnce() -> io::Result<()>,
    ) -> io::Result<()> {
        self.taken = None;
        let done = meanwhile();
        self.taken = Some(Taken::new(io::stdout(), set_raw)?);
        self.forget();
        done
    }
}

/// The whole of the terminal that standard output is; one cell where it does not tell.
fn area() -> Rect {
    let (width, height) =
        terminal_size_of(io::stdout()).map_or((1, 1), |(width, height)| (width.0, height.0));
    Rect::new(0, 0, width.max(1), height.max(1))
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::panic::{self, AssertUnwindSafe};
    use std::rc::Rc;

    use super::*;

    #[derive(Clone, Default)]
    struct Written(Rc<RefCell<Vec<u8>>>);

    impl Write for Written {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.borrow_mut().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    thread_local! {
        static RAW: RefCell<Vec<bool>> = const { RefCell::new(Vec::new()) };
    }

    fn noted(raw: bool) -> io::Result<()> {
        RAW.with_borrow_mut(|calls| calls.push(raw));
        Ok(())
    }

    #[test]
    fn a_panic_gives_the_terminal_back() {
        let written = Written::default();
        let out = written.clone();
        let panicked = panic::catch_unwind(AssertUnwindSafe(|| {
            let _taken = Taken::new(out, noted).unwrap();
            assert_eq!(RAW.with_borrow(Vec::clone), [true]);
            panic!("as meant");
        }));
        assert!(panicked.is_err());
        assert_eq!(RAW.with_borrow(Vec::clone), [true, false]);
        let written = written.0.borrow();
        let text = String::from_utf8_lossy(&written);
        let (entered, left) = ("\u{1b}[?1049h", "\u{1b}[?1049l");
        assert!(text.starts_with(entered), "{text:?}");
        assert!(text.find(left) > text.find(entered), "{text:?}");
        assert!(text.contains("\u{1b}[?2004l"), "{text:?}");
        assert!(text.ends_with("\u{1b}[?25h"), "{text:?}");
    }

    #[test]
    fn what_went_half_way_is_undone() {
        struct Closed;
        impl Write for Closed {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::Error::other("closed"))
            }

            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        assert!(Taken::new(Closed, noted).is_err());
        assert_eq!(RAW.with_borrow(Vec::clone), [true, false]);
    }
}
