//! A PDF to the text of its pages, by whichever reader can, and what is told where none does.

use super::lines::{pages_of_pieces, pages_of_text};
use super::page::PdfPages;
use super::program::{Failure, PdfProgram, Reader};
use super::told::{Piece, Told};
use crate::corpus::characters::is_space;
use crate::corpus::error::CorpusError;
use crate::language::{Message, counts, messages};

/// More characters that have no meaning than so many of a hundred: the fonts of the document
/// were not understood.
const MOST_UNREADABLE_PERCENT: usize = 2;

/// The text of a PDF of that name, by this program; `stop` is asked while it reads.
pub(in crate::corpus) fn read(
    name: &str,
    bytes: &[u8],
    program: Option<&PdfProgram>,
    stop: &dyn Fn() -> bool,
) -> Result<PdfPages, CorpusError> {
    let error = |message: Message| CorpusError::new(name, None, message);
    let Some(program) = program else {
        return Err(error(messages::pdf::no_program()));
    };
    let first = program
        .run(Reader::Own, bytes, stop)
        .map_err(|failure| Flaw::of(&failure, program))
        .and_then(|told| pages_told(&told));
    let flaw = match &first {
        Ok(read) => match flaw_of(read) {
            None => return first.map_err(|flaw| error(flaw.message(false))),
            Some(flaw) => flaw,
        },
        Err(flaw) => flaw.clone(),
    };
    if let Flaw::Stopped | Flaw::Encrypted = flaw {
        return Err(error(flaw.message(false)));
    }
    let second = program.run(Reader::Pdftotext, bytes, stop);
    let (second, was_tried) = match second {
        Ok(text) => (Some(pages_of_text(&String::from_utf8_lossy(&text))), true),
        Err(Failure::Stopped) => return Err(error(Flaw::Stopped.message(false))),
        Err(failure) => (None, !matches!(failure, Failure::NotInstalled)),
    };
    let second = second.map(|pages| PdfPages {
        title: first.as_ref().ok().and_then(|read| read.title.clone()),
        pages,
        notes: vec![messages::pdf::read_with_pdftotext(&flaw.cause())],
        is_partial: false,
    });
    match (first, second) {
        (_, Some(second)) if flaw_of(&second).is_none() => Ok(second),
        // A part of it is better than nothing, where that is told.
        (Ok(mut read), _) if !matches!(flaw, Flaw::NoText { .. }) => {
            read.notes = vec![flaw.message(was_tried)];
            Ok(read)
        }
        _ => Err(error(flaw.message(was_tried))),
    }
}

/// What is wrong with a PDF, or with what was read of it.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Flaw {
    Stopped,
    Encrypted,
    NoText { pages: usize },
    Unreadable { percent: usize },
    Partial { pages: Message },
    Failed(Message),
}

impl Flaw {
    fn of(failure: &Failure, program: &PdfProgram) -> Self {
        Flaw::Failed(match failure {
            Failure::Stopped => return Flaw::Stopped,
            Failure::NotInstalled => messages::pdf::not_installed(),
            Failure::NotStarted(error) => {
                messages::pdf::cannot_start(&program.path.display(), &error)
            }
            Failure::TooLong => messages::pdf::too_long(&program.time.as_secs()),
            Failure::TooMuch => messages::pdf::too_much_output(&program.output_bytes),
            Failure::OutOfMemory => messages::pdf::too_much_memory(&program.memory_bytes),
            Failure::Ended(status) => messages::pdf::crashed(&status),
        })
    }

    /// What happened, in few words.
    fn cause(&self) -> Message {
        match self {
            Flaw::Stopped => messages::pdf::told_to_stop(),
            Flaw::Encrypted => messages::pdf::locked(),
            Flaw::NoText { pages } => messages::pdf::found_no_text(&counts::pages(*pages as u64)),
            Flaw::Unreadable { percent } => messages::pdf::no_meaning(&percent),
            Flaw::Partial { pages } => pages.clone(),
            Flaw::Failed(cause) => cause.clone(),
        }
    }

    /// What happened, and what to do, where pdftotext was tried in vain or is not there.
    fn message(&self, was_tried: bool) -> Message {
        let otherwise = if was_tried {
            messages::pdf::pdftotext_cannot()
        } else {
            messages::pdf::install_pdftotext()
        };
        match self {
            Flaw::Stopped => self.cause(),
            Flaw::Encrypted => messages::pdf::unlock(),
            Flaw::NoText { pages } => messages::pdf::scanned(&counts::pages(*pages as u64)),
            Flaw::Unreadable { percent } => messages::pdf::unreadable_fonts(&percent, &otherwise),
            Flaw::Partial { pages } => messages::pdf::partly_read(&pages, &otherwise),
            Flaw::Failed(cause) => messages::pdf::cannot_read(&cause, &otherwise),
        }
    }
}

/// What the process that is built in told.
fn pages_told(told: &[u8]) -> Result<PdfPages, Flaw> {
    let mut about = (None, 0);
    let mut pages: Vec<Vec<Piece>> = Vec::new();
    let mut unread: Vec<(u32, Message)> = Vec::new();
    let mut is_whole = false;
    for line in told.split(|&byte| byte == b'\n') {
        if line.is_empty() {
            continue;
        }
        let told = serde_json::from_slice(line)
            .map_err(|error| Flaw::Failed(messages::pdf::no_sense(&error)))?;
        match told {
            Told::Document { title, pages } => about = (title, pages),
            Told::Page { pieces, .. } => pages.push(pieces),
            Told::Unread { number, reason } => {
                unread.push((number, reason.into()));
                pages.push(Vec::new());
            }
            Told::Encrypted => return Err(Flaw::Encrypted),
            Told::Broken(reason) => return Err(Flaw::Failed(reason.into())),
            Told::End => is_whole = true,
        }
    }
    if !is_whole {
        return Err(Flaw::Failed(messages::pdf::ended_early()));
    }
    if unread.len() == pages.len() {
        let reason = unread
            .pop()
            .map_or_else(messages::pdf::says_not_why, |(_, reason)| reason);
        return Err(Flaw::Failed(reason));
    }
    let notes = match &unread[..] {
        [] => Vec::new(),
        [(number, reason), ..] => vec![messages::pdf::pages_unread(
            &unread.len(),
            &counts::pages(about.1 as u64),
            &number,
            &reason,
        )],
    };
    Ok(PdfPages {
        title: about.0,
        pages: pages_of_pieces(pages),
        is_partial: !notes.is_empty(),
        notes,
    })
}

/// What is wrong with what was read.
fn flaw_of(read: &PdfPages) -> Option<Flaw> {
    if let Some(note) = read.notes.first().filter(|_| read.is_partial) {
        return Some(Flaw::Partial {
            pages: note.clone(),
        });
    }
    let (mut all, mut unreadable) = (0usize, 0usize);
    for line in read.pages.iter().flat_map(|page| &page.lines) {
        for c in line.text.chars().filter(|&c| !is_space(c)) {
            all += 1;
            unreadable += usize::from(c == char::REPLACEMENT_CHARACTER);
        }
    }
    if all == 0 {
        return Some(Flaw::NoText {
            pages: read.pages.len(),
        });
    }
    let percent = unreadable * 100 / all;
    (percent > MOST_UNREADABLE_PERCENT).then_some(Flaw::Unreadable { percent })
}
