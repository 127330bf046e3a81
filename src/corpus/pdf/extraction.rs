//! The pages of a PDF to pieces of text with their places: the work of the process that is
//! started for one file.
//!
//! The reader may panic, overflow its stack or ask for all memory. The first is caught here,
//! page by page; whoever started the process sees to the rest.

use std::any::Any;
use std::fmt::Display;
use std::io::{self, Cursor, Write};
use std::panic::{self, AssertUnwindSafe};

use oxidize_pdf::parser::{ParseOptions, PdfDocument, PdfReader};
use oxidize_pdf::text::{ExtractionOptions, TextExtractor, TextFragment};

use super::told::{Piece, Reason, Told};
use crate::language::{Message, messages};

/// More pages than a document of text has.
const MOST_PAGES: u32 = 20_000;

type Document = PdfDocument<Cursor<Vec<u8>>>;

/// Writes what stands on the pages of a PDF, for [`super::reading`] to read.
///
/// # Errors
///
/// Where it cannot be written; what is wrong with the PDF is told.
pub fn tell_pages(bytes: Vec<u8>, out: &mut dyn Write) -> io::Result<()> {
    let mut tell = |told: &Told| -> io::Result<()> {
        serde_json::to_writer(&mut *out, told)?;
        out.write_all(b"\n")
    };
    let (document, pages) = match guarded(|| open(bytes)) {
        Ok(opened) => opened,
        Err(told) => return tell(&told),
    };
    let title = guarded(|| Ok(document.metadata().ok().and_then(|about| about.title)));
    tell(&Told::Document {
        title: title.unwrap_or_default(),
        pages,
    })?;
    let mut extractor = extractor();
    for number in 1..=pages {
        let page = guarded(|| {
            let page = extractor.extract_from_page(&document, number - 1);
            let page = page.map_err(|error| broken(&error))?;
            Ok(page.fragments.iter().filter_map(piece).collect())
        });
        match page {
            Ok(pieces) => tell(&Told::Page { number, pieces })?,
            Err(told) => {
                let reason = match told {
                    Told::Broken(reason) => reason,
                    _ => Reason::from(&messages::pdf::says_not_why()),
                };
                tell(&Told::Unread { number, reason })?;
                // What it remembers may be half made.
                extractor = self::extractor();
            }
        }
    }
    tell(&Told::End)
}

/// What a reader said that failed.
fn broken(error: &dyn Display) -> Told {
    Told::Broken(Reason::from(&Message::told_by(error)))
}

/// The document and how many pages it has.
fn open(bytes: Vec<u8>) -> Result<(Document, u32), Told> {
    let mut reader = PdfReader::new_with_options(Cursor::new(bytes), ParseOptions::lenient())
        .map_err(|error| broken(&error))?;
    // Some lock only what may be done with it: the empty password reads those.
    if reader.is_encrypted()
        && !reader.is_unlocked()
        && !reader.try_empty_password().unwrap_or(false)
    {
        return Err(Told::Encrypted);
    }
    let document = PdfDocument::new(reader);
    let pages = document.page_count().map_err(|error| broken(&error))?;
    if pages == 0 {
        return Err(broken(&messages::pdf::no_pages()));
    }
    if pages > MOST_PAGES {
        let told = messages::pdf::too_many_pages(&pages, &MOST_PAGES);
        return Err(broken(&told));
    }
    Ok((document, pages))
}

fn extractor() -> TextExtractor {
    TextExtractor::with_options(ExtractionOptions {
        preserve_layout: true,
        sort_by_position: true,
        // What belongs together where a line ends is decided with the dictionary.
        merge_hyphenated: false,
        // Running heads are told apart by what stands on other pages.
        include_artifacts: true,
        ..ExtractionOptions::default()
    })
}

fn piece(fragment: &TextFragment) -> Option<Piece> {
    let place = [fragment.x, fragment.y, fragment.width, fragment.font_size];
    let is_there = !fragment.text.is_empty() && place.iter().all(|length| length.is_finite());
    is_there.then(|| Piece {
        x: fragment.x as f32,
        y: fragment.y as f32,
        width: fragment.width as f32,
        size: fragment.height.abs().max(fragment.font_size.abs()) as f32,
        is_bold: fragment.is_bold,
        text: fragment.text.clone(),
    })
}

/// What `work` gives, or what it panicked with.
fn guarded<T>(work: impl FnOnce() -> Result<T, Told>) -> Result<T, Told> {
    panic::catch_unwind(AssertUnwindSafe(work))
        .unwrap_or_else(|panicked| Err(Told::Broken(Reason::from(&message_of(panicked.as_ref())))))
}

fn message_of(panicked: &(dyn Any + Send)) -> Message {
    let text = panicked.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| panicked.downcast_ref::<&str>().copied());
    match text {
        Some(text) => messages::pdf::reader_gave_up(&text),
        None => messages::pdf::reader_gave_up(&messages::pdf::says_not_why()),
    }
}
