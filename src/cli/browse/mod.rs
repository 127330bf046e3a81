//! `digest browse`: a view over the whole terminal, where hits change at each key and the
//! article is read beside them.
//!
//! Defines the arguments and the loop: keys, search, drawing. The parts are `input` and
//! `keys`, `finder`, `state`, `view` with its panes, and `screen`, which gives the terminal
//! back.

mod article;
mod chooser;
mod finder;
mod hits_pane;
mod input;
mod keys;
mod opener;
mod screen;
mod signals;
mod state;
mod styled;
mod view;

pub(super) use opener::opener_program;

use std::time::Duration;

use anyhow::{Context, bail};
use clap::Args;

use crate::cli::arguments::bounds::BoundArgs;
use crate::cli::arguments::citations::CitationArgs;
use crate::cli::outcome::Outcome;
use crate::cli::session::Session;
use crate::cli::terminal::streams;
use crate::cli::{arguments, engine};
use crate::language::messages;
use finder::Finder;
use opener::Opener;
use screen::Screen;
use signals::{Came, Signals};
use state::{Effect, State};
use styled::Palette;

/// How long nothing may come before the view looks whether an opener failed, or whether
/// the terminal has another size without a signal.
const MOMENT: Duration = Duration::from_millis(250);

/// As good as no time: with none, crossterm does not look at all.
const NO_TIME: Duration = Duration::from_millis(1);

/// Search and read in a view over the whole terminal
#[derive(Debug, Args)]
#[command(
    after_help = "Hits change at each key; F1 shows the keys. What is copied goes to the \
        terminal by OSC 52, which some terminals refuse. A source is opened with the program \
        that DIGEST_OPENER or BROWSER names, else with that of the desktop.\n\n\
        Examples:\n  digest browse\n  digest browse 생성 AI"
)]
pub(super) struct BrowseArgs {
    /// The words to begin with, such as 레드팀
    #[arg(value_name = "QUERY")]
    query: Vec<String>,

    #[command(flatten)]
    bounds: BoundArgs,

    #[command(flatten)]
    citations: CitationArgs,
}

pub(super) fn run(args: BrowseArgs, session: &Session) -> anyhow::Result<Outcome> {
    if !streams::is_interactive() {
        bail!(messages::browse::needs_terminal());
    }
    let engine = engine::open(session)?.with_bounds(args.bounds.or(session.settings.bounds()));
    let query = arguments::text(&args.query);
    browse(session, &Finder::new(engine), &query, &args.citations)
}

fn browse(
    session: &Session,
    finder: &Finder,
    query: &str,
    citations: &CitationArgs,
) -> anyhow::Result<Outcome> {
    let palette = Palette {
        colour: session.style().ansi,
    };
    let signals = Signals::take().context(messages::browse::no_signals())?;
    let mut opener = Opener::default();
    let mut state = State::new(query);
    let mut screen = Screen::take().context(messages::browse::no_terminal_taken())?;
    loop {
        if state.is_stale {
            let found = finder.find(state.input.text(), &state.choices, state.limit)?;
            state.show(found);
        }
        if let Some(entry) = state.unread() {
            state.whole = Some(finder.read(entry)?);
        }
        screen
            .draw(|frame| view::draw(frame, &mut state, finder, palette))
            .context(messages::browse::no_drawing())?;
        // Until something is to be drawn again.
        loop {
            let came = signals::wait(MOMENT).context(messages::browse::no_reading())?;
            if let Some(code) = signals.exit_code() {
                return Ok(Outcome::Told(code));
            }
            match came {
                Came::HangUp => return Ok(Outcome::Told(Signals::HANG_UP)),
                Came::Input(true) => {
                    // All that was typed is taken before the next search: it shall not
                    // fall behind the keys.
                    if take_keys(&mut state, finder, citations, &mut screen, &mut opener)? {
                        return Ok(Outcome::Good);
                    }
                    break;
                }
                Came::Input(false) => {}
            }
            if let Some(failure) = opener.ended() {
                state.notice = Some(failure);
                break;
            }
            if screen.is_resized() {
                break;
            }
        }
    }
}

/// Does what all keys ask for that were typed by now. Tells whether one asks to quit.
fn take_keys(
    state: &mut State,
    finder: &Finder,
    citations: &CitationArgs,
    screen: &mut Screen,
    opener: &mut Opener,
) -> anyhow::Result<bool> {
    while crossterm::event::poll(NO_TIME).context(messages::browse::no_reading())? {
        let event = crossterm::event::read().context(messages::browse::no_reading())?;
        let Some(action) = keys::action(event) else {
            continue;
        };
        match state.apply(action) {
            Effect::Nothing => {}
            Effect::Quit => return Ok(true),
            Effect::Redraw => screen.forget(),
            Effect::Suspend => suspend(screen).context(messages::browse::no_suspending())?,
            Effect::Choose(by) => {
                let counts = finder.counts(state.input.text(), &state.choices, by)?;
                state.open_chooser(by, counts);
            }
            Effect::Copy => copy(state, citations, screen)?,
            Effect::Open(address) => state.notice = Some(opener.open(&address)),
        }
    }
    Ok(false)
}

/// Copies the citations of the selected hit, and tells so.
fn copy(state: &mut State, citations: &CitationArgs, screen: &mut Screen) -> anyhow::Result<()> {
    let Some(document) = state.entry().map(|entry| &entry.document) else {
        return Ok(());
    };
    let id = document.id().to_string();
    state.notice = Some(match citations.text_of(document.without_blocks()) {
        Some(text) => {
            screen.copy(&text)?;
            messages::browse::copied(&id)
        }
        None => messages::browse::nothing_to_copy(&id),
    });
    Ok(())
}

/// Stops the process as Ctrl-Z does elsewhere, until it is continued.
#[cfg(unix)]
fn suspend(screen: &mut Screen) -> std::io::Result<()> {
    // By the signal's default, a process that nobody could continue does not stop.
    screen.given_back(|| signal_hook::low_level::raise(signal_hook::consts::SIGTSTP))
}

#[cfg(not(unix))]
fn suspend(_: &mut Screen) -> std::io::Result<()> {
    Ok(())
}
