//! HWPX: the paragraphs, tables and notes of `Contents/section*.xml`.

use std::collections::HashMap;

use super::archive::Archive;
use super::blocks::{Block, Blocks, Refusal, Rows};
use super::xml::{Attributes, Met, walk};
use crate::corpus::outline::PieceKind;
use crate::language::messages;

/// Reads an HWPX, making no more than so many bytes of it.
pub(super) fn read(bytes: &[u8], allowed_bytes: usize) -> Result<Blocks, Refusal> {
    let mut archive = Archive::open(bytes)?;
    let mut blocks = Blocks::new(allowed_bytes);
    if let Some(manifest) = archive.text("META-INF/manifest.xml", blocks.left_bytes())?
        && manifest.contains("encryption-data")
    {
        return Err(Refusal::Locked(messages::office::password_or_distribution()));
    }
    let sizes = match archive.text("Contents/header.xml", blocks.left_bytes())? {
        Some(text) => {
            blocks.count(text.len())?;
            letters(&text)?
        }
        None => HashMap::new(),
    };
    let mut sections: Vec<(u32, String)> = archive
        .names()
        .into_iter()
        .filter_map(|name| {
            let rest = name
                .strip_prefix("Contents/section")?
                .strip_suffix(".xml")?;
            Some((rest.parse().ok()?, name))
        })
        .collect();
    sections.sort();
    for (_, name) in sections {
        let Some(text) = archive.text(&name, blocks.left_bytes())? else {
            continue;
        };
        blocks.count(text.len())?;
        let mut section = Section {
            letters: &sizes,
            blocks: &mut blocks,
            open: vec![Paragraph::default()],
            rows: Rows::default(),
            is_text: false,
            hidden: 0,
            notes: 0,
        };
        walk(&text, &mut |met| section.take(met))?;
        section.finish()?;
    }
    blocks.find_title();
    if blocks.is_empty() {
        return Err(Refusal::Empty);
    }
    Ok(blocks)
}

/// How letters look: their size, and whether they are bold.
#[derive(Debug, Clone, Copy, Default)]
struct Letters {
    size: u32,
    is_bold: bool,
}

fn letters(text: &str) -> Result<HashMap<u32, Letters>, Refusal> {
    let mut found = HashMap::new();
    let mut open: Option<(u32, Letters)> = None;
    walk(text, &mut |met| {
        match met {
            Met::Start("charPr", attributes) => {
                let size = attributes.number("height").unwrap_or(0);
                let id = attributes.number("id").unwrap_or(0);
                open = Some((
                    id,
                    Letters {
                        size,
                        is_bold: false,
                    },
                ));
            }
            Met::Start("bold", _) => {
                if let Some((_, letters)) = &mut open {
                    letters.is_bold = true;
                }
            }
            Met::End("charPr") => {
                if let Some((id, letters)) = open.take() {
                    found.insert(id, letters);
                }
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(found)
}

/// A paragraph that is open; others may stand within it.
#[derive(Default)]
struct Paragraph {
    text: String,
    letters: Letters,
    strong: usize,
    plain: usize,
    size: u32,
}

struct Section<'a> {
    letters: &'a HashMap<u32, Letters>,
    blocks: &'a mut Blocks,
    open: Vec<Paragraph>,
    rows: Rows,
    is_text: bool,
    /// Within a head or a foot of the pages.
    hidden: usize,
    notes: usize,
}

impl Section<'_> {
    fn take(&mut self, met: Met<'_>) -> Result<(), Refusal> {
        match met {
            Met::Start(name, attributes) => self.start(name, attributes),
            Met::End(name) => self.end(name),
            Met::Text(text) if self.is_text => self.say(text),
            Met::Text(_) => Ok(()),
        }
    }

    fn start(&mut self, name: &str, attributes: &Attributes) -> Result<(), Refusal> {
        match name {
            "p" => {
                self.blocks.count(100)?;
                self.open.push(Paragraph::default());
            }
            "run" => {
                let id = attributes.number("charPrIDRef").unwrap_or(0);
                let letters = self.letters.get(&id).copied().unwrap_or_default();
                if let Some(open) = self.open.last_mut() {
                    open.letters = letters;
                }
            }
            "t" => self.is_text = true,
            "tab" | "nbSpace" | "fwSpace" => self.say(" ")?,
            "lineBreak" => self.say("\n")?,
            "hyphen" => self.say("-")?,
            "header" | "footer" | "pageNum" => self.hidden += 1,
            "footNote" | "endNote" => self.notes += 1,
            "tbl" => self.before_table()?,
            "tr" => self.rows.begin_row(self.blocks)?,
            "tc" => self.rows.begin_cell(self.blocks)?,
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), Refusal> {
        match name {
            "t" => self.is_text = false,
            "header" | "footer" | "pageNum" => self.hidden = self.hidden.saturating_sub(1),
            "footNote" | "endNote" => self.notes = self.notes.saturating_sub(1),
            "p" if self.open.len() > 1 => self.paragraph()?,
            "tr" => self.rows.end_row(self.blocks)?,
            _ => {}
        }
        Ok(())
    }

    fn finish(&mut self) -> Result<(), Refusal> {
        while !self.open.is_empty() {
            self.paragraph()?;
        }
        Ok(())
    }

    fn say(&mut self, text: &str) -> Result<(), Refusal> {
        self.blocks.count(text.len())?;
        if self.hidden > 0 {
            return Ok(());
        }
        if let Some(open) = self.open.last_mut() {
            open.text.push_str(text);
            let chars = text.chars().filter(|c| !c.is_whitespace()).count();
            if chars > 0 {
                open.size = open.size.max(open.letters.size);
            }
            let counter = if open.letters.is_bold {
                &mut open.strong
            } else {
                &mut open.plain
            };
            *counter += chars;
        }
        Ok(())
    }

    /// The text of the paragraph that holds a table stands before it.
    fn before_table(&mut self) -> Result<(), Refusal> {
        let Some(open) = self.open.last_mut() else {
            return Ok(());
        };
        let letters = open.letters;
        let before = std::mem::take(open);
        open.letters = letters;
        self.put(before)
    }

    fn paragraph(&mut self) -> Result<(), Refusal> {
        match self.open.pop() {
            Some(open) => self.put(open),
            None => Ok(()),
        }
    }

    fn put(&mut self, paragraph: Paragraph) -> Result<(), Refusal> {
        let text = paragraph.text.trim();
        if text.is_empty() {
            return Ok(());
        }
        let kind = if self.notes > 0 {
            PieceKind::Footnote
        } else {
            PieceKind::Paragraph
        };
        let block = Block {
            kind,
            parts: vec![(text.to_owned(), None)],
            is_strong: paragraph.strong > 0 && paragraph.plain == 0,
            size: paragraph.size,
        };
        self.rows.put(block, self.blocks)
    }
}
