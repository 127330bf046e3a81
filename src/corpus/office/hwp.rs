//! HWP 5: the paragraphs, tables and notes of `BodyText`, in a compound file.
//!
//! Documents that are locked say so in their `FileHeader`, and what their `BodyText` then
//! holds is only a notice.

use std::io::{Cursor, Read};

use cfb::CompoundFile;
use flate2::read::DeflateDecoder;

use super::blocks::{Block, Blocks, Refusal, Rows};
use super::hwp_records::{Record, records, text_of};
use crate::corpus::outline::PieceKind;
use crate::language::{Message, messages};

/// How a file of HWP 3 and before starts.
pub(super) const VERSION_3: &[u8] = b"HWP Document File V";

const SIGNATURE: &[u8] = b"HWP Document File";

const CHAR_SHAPE: u16 = 0x15;
const PARA_HEADER: u16 = 0x42;
const PARA_TEXT: u16 = 0x43;
const PARA_CHAR_SHAPE: u16 = 0x44;
const CTRL_HEADER: u16 = 0x47;
const LIST_HEADER: u16 = 0x48;
const TABLE: u16 = 0x4D;

type File<'b> = CompoundFile<Cursor<&'b [u8]>>;

/// Whether a compound file is an HWP document.
pub(super) fn is_hwp(bytes: &[u8]) -> bool {
    let Ok(mut file) = CompoundFile::open(Cursor::new(bytes)) else {
        return false;
    };
    header(&mut file).is_some()
}

/// Reads an HWP document, making no more than so many bytes of it.
pub(super) fn read(bytes: &[u8], allowed_bytes: usize) -> Result<Blocks, Refusal> {
    if bytes.starts_with(VERSION_3) {
        return Err(Refusal::Locked(messages::office::hwp_3()));
    }
    let file = CompoundFile::open(Cursor::new(bytes));
    let mut file = file.map_err(|error| Refusal::Broken(Message::verbatim(error.to_string())))?;
    let header =
        header(&mut file).ok_or_else(|| Refusal::Broken(messages::office::no_hwp_header()))?;
    header.check()?;
    let mut blocks = Blocks::new(allowed_bytes);
    let letters = match stream(&mut file, "/DocInfo", &header, blocks.left_bytes())? {
        Some(bytes) => {
            blocks.count(bytes.len())?;
            letters(&bytes)
        }
        None => Vec::new(),
    };
    let mut number = 0;
    while let Some(bytes) = stream(
        &mut file,
        &format!("/BodyText/Section{number}"),
        &header,
        blocks.left_bytes(),
    )? {
        blocks.count(bytes.len())?;
        Section::new(&letters, &mut blocks).read(&bytes)?;
        number += 1;
    }
    if number == 0 {
        return Err(Refusal::Broken(messages::office::text_missing()));
    }
    blocks.find_title();
    if blocks.is_empty() {
        return Err(Refusal::Empty);
    }
    Ok(blocks)
}

/// What the header says of the document.
struct Header {
    flags: u32,
}

fn header(file: &mut File<'_>) -> Option<Header> {
    let mut bytes = Vec::new();
    let stream = file.open_stream("/FileHeader").ok()?;
    stream.take(256).read_to_end(&mut bytes).ok()?;
    if !bytes.starts_with(SIGNATURE) {
        return None;
    }
    let flags = bytes.get(36..40)?.try_into().ok()?;
    Some(Header {
        flags: u32::from_le_bytes(flags),
    })
}

impl Header {
    fn has(&self, bit: u32) -> bool {
        self.flags >> bit & 1 == 1
    }

    fn check(&self) -> Result<(), Refusal> {
        if self.has(1) {
            return Err(Refusal::Locked(messages::office::has_password()));
        }
        if self.has(2) {
            return Err(Refusal::Locked(messages::office::distribution()));
        }
        if self.has(4) || self.has(8) || self.has(10) {
            return Err(Refusal::Locked(messages::office::protected()));
        }
        Ok(())
    }
}

/// A stream of the document, unpacked, of `limit_bytes` at most.
fn stream(
    file: &mut File<'_>,
    name: &str,
    header: &Header,
    limit_bytes: usize,
) -> Result<Option<Vec<u8>>, Refusal> {
    if !file.is_stream(name) {
        return Ok(None);
    }
    let broken = |error: std::io::Error| Refusal::Broken(Message::verbatim(error.to_string()));
    let stream = file.open_stream(name).map_err(broken)?;
    let limit = u64::try_from(limit_bytes)
        .unwrap_or(u64::MAX)
        .saturating_add(1);
    let mut bytes = Vec::new();
    if header.has(0) {
        let mut unpacked = DeflateDecoder::new(stream).take(limit);
        unpacked.read_to_end(&mut bytes).map_err(broken)?;
    } else {
        stream.take(limit).read_to_end(&mut bytes).map_err(broken)?;
    }
    if bytes.len() > limit_bytes {
        return Err(Refusal::TooLarge);
    }
    Ok(Some(bytes))
}

/// The sizes of letters, and whether they are bold, by their numbers.
fn letters(bytes: &[u8]) -> Vec<(u32, bool)> {
    records(bytes)
        .filter(|record| record.tag == CHAR_SHAPE)
        .map(|record| {
            let is_bold = record.u32_at(46).unwrap_or(0) & 2 != 0;
            (record.u32_at(42).unwrap_or(0), is_bold)
        })
        .collect()
}

/// What an object of a document holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holds {
    /// Cells, of which the last was in this row; none before the table's own record.
    Table(Option<Option<u16>>),
    Note,
    /// What stands at the edges of pages.
    Edge,
    Other,
}

struct Object {
    level: u16,
    holds: Holds,
    /// How many rows of tables were open around it.
    rows: usize,
}

struct Section<'a> {
    letters: &'a [(u32, bool)],
    blocks: &'a mut Blocks,
    rows: Rows,
    objects: Vec<Object>,
    text: String,
    size: u32,
    is_strong: bool,
}

impl<'a> Section<'a> {
    fn new(letters: &'a [(u32, bool)], blocks: &'a mut Blocks) -> Self {
        Section {
            letters,
            blocks,
            rows: Rows::default(),
            objects: Vec::new(),
            text: String::new(),
            size: 0,
            is_strong: false,
        }
    }

    fn read(mut self, bytes: &[u8]) -> Result<(), Refusal> {
        for record in records(bytes) {
            match record.tag {
                PARA_TEXT => {
                    let text = text_of(record.data);
                    self.blocks.count(text.len())?;
                    self.text.push_str(&text);
                }
                PARA_CHAR_SHAPE => self.letters_of(&record),
                PARA_HEADER | CTRL_HEADER | LIST_HEADER | TABLE => {
                    self.paragraph()?;
                    self.close_to(record.level)?;
                    self.open(&record)?;
                }
                _ => {}
            }
        }
        self.paragraph()?;
        self.close_to(0)
    }

    /// The letters of the paragraph: each run's place and its number.
    fn letters_of(&mut self, record: &Record<'_>) {
        let runs = record.data.chunks_exact(8).filter_map(|run| {
            let number = u32::from_le_bytes(run.get(4..8)?.try_into().ok()?);
            self.letters.get(usize::try_from(number).ok()?).copied()
        });
        let (mut size, mut is_strong, mut is_any) = (0, true, false);
        for (run_size, is_bold) in runs {
            size = size.max(run_size);
            is_strong &= is_bold;
            is_any = true;
        }
        self.size = size;
        self.is_strong = is_any && is_strong;
    }

    /// Ends the objects that do not hold what is on this level.
    fn close_to(&mut self, level: u16) -> Result<(), Refusal> {
        while self
            .objects
            .last()
            .is_some_and(|object| object.level >= level)
        {
            if let Some(object) = self.objects.pop() {
                while self.rows.depth() > object.rows {
                    self.rows.end_row(self.blocks)?;
                }
            }
        }
        Ok(())
    }

    fn open(&mut self, record: &Record<'_>) -> Result<(), Refusal> {
        let rows = self.rows.depth();
        match record.tag {
            CTRL_HEADER => {
                let holds = match record.u32_at(0).map(u32::to_be_bytes).as_ref() {
                    Some(b"tbl ") => Holds::Table(None),
                    Some(b"fn  " | b"en  ") => Holds::Note,
                    Some(b"head" | b"foot" | b"nwno" | b"pgnp" | b"pghd") => Holds::Edge,
                    _ => Holds::Other,
                };
                self.blocks.count(48)?;
                self.objects.push(Object {
                    level: record.level,
                    holds,
                    rows,
                });
            }
            TABLE => {
                if let Some(object) = self.objects.last_mut()
                    && object.holds == Holds::Table(None)
                {
                    object.holds = Holds::Table(Some(None));
                }
            }
            LIST_HEADER => {
                let Some(object) = self.objects.last_mut() else {
                    return Ok(());
                };
                let Holds::Table(Some(last)) = object.holds else {
                    return Ok(());
                };
                let Some(row) = record.u16_at(10) else {
                    return Ok(());
                };
                if last != Some(row) {
                    object.holds = Holds::Table(Some(Some(row)));
                    if last.is_some() {
                        self.rows.end_row(self.blocks)?;
                    }
                    self.rows.begin_row(self.blocks)?;
                }
                self.rows.begin_cell(self.blocks)?;
            }
            _ => {}
        }
        Ok(())
    }

    /// The text of the paragraph that was read last.
    fn paragraph(&mut self) -> Result<(), Refusal> {
        let text = std::mem::take(&mut self.text);
        let is_edge = self
            .objects
            .iter()
            .any(|object| object.holds == Holds::Edge);
        if is_edge || text.trim().is_empty() {
            return Ok(());
        }
        let is_note = self
            .objects
            .iter()
            .any(|object| object.holds == Holds::Note);
        let block = Block {
            kind: if is_note {
                PieceKind::Footnote
            } else {
                PieceKind::Paragraph
            },
            parts: vec![(text, None)],
            is_strong: self.is_strong,
            size: self.size,
        };
        self.rows.put(block, self.blocks)
    }
}
