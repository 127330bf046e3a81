//! DOCX: the paragraphs, lists, tables and notes of `word/document.xml`.

use std::collections::HashMap;

use super::archive::Archive;
use super::blocks::{Block, Blocks, Refusal, Rows};
use super::xml::{Attributes, Met, walk};
use crate::corpus::outline::PieceKind;
use crate::language::messages;

/// Reads a DOCX, making no more than so many bytes of it.
pub(super) fn read(bytes: &[u8], allowed_bytes: usize) -> Result<Blocks, Refusal> {
    if !bytes.starts_with(b"PK") {
        return Err(Refusal::Locked(messages::office::password_or_old_word()));
    }
    let mut archive = Archive::open(bytes)?;
    let mut blocks = Blocks::new(allowed_bytes);
    let styles = match archive.text("word/styles.xml", blocks.left_bytes())? {
        Some(text) => {
            blocks.count(text.len())?;
            styles(&text)?
        }
        None => HashMap::new(),
    };
    let links = match archive.text("word/_rels/document.xml.rels", blocks.left_bytes())? {
        Some(text) => {
            blocks.count(text.len())?;
            links(&text)?
        }
        None => HashMap::new(),
    };
    let text = archive.text("word/document.xml", blocks.left_bytes())?;
    let text = text.ok_or_else(|| Refusal::Broken(messages::office::text_missing()))?;
    // The text in memory, and what is made of it.
    blocks.count(text.len())?;
    let mut body = Body::new(&styles, &links, &mut blocks);
    walk(&text, &mut |met| body.take(met))?;
    drop(text);
    for notes in ["word/footnotes.xml", "word/endnotes.xml"] {
        if let Some(text) = archive.text(notes, blocks.left_bytes())? {
            let mut body = Body::new(&styles, &links, &mut blocks);
            body.is_notes = true;
            walk(&text, &mut |met| body.take(met))?;
        }
    }
    blocks.find_title();
    if blocks.is_empty() {
        return Err(Refusal::Empty);
    }
    Ok(blocks)
}

/// What a style says of its paragraphs.
#[derive(Debug, Clone, Copy, Default)]
struct Style {
    level: Option<u8>,
    is_list: bool,
    is_caption: bool,
    size: u32,
}

fn styles(text: &str) -> Result<HashMap<String, Style>, Refusal> {
    let mut styles = HashMap::new();
    let mut id = String::new();
    let mut style = Style::default();
    walk(text, &mut |met| {
        match met {
            Met::Start("style", attributes) => {
                id = attributes.get("styleId").unwrap_or_default().to_owned();
                style = Style::default();
            }
            Met::Start("name", attributes) => {
                let name = attributes.get("val").unwrap_or_default().to_lowercase();
                style.is_list |= name.starts_with("list bullet") || name.starts_with("list number");
                style.is_caption |= name == "caption" || name == "캡션";
                let heading = ["heading ", "제목 "]
                    .iter()
                    .find_map(|start| name.strip_prefix(start));
                // Headings stand below the title of the document.
                let level = heading.and_then(|level| level.trim().parse::<u8>().ok());
                let level = level.map(|level| level.min(6).saturating_add(1));
                let title = matches!(name.as_str(), "title" | "제목").then_some(1);
                style.level = style.level.or(level).or(title);
            }
            Met::Start("outlineLvl", attributes) => {
                let level = attributes.number("val").filter(|level| *level < 6);
                style.level = style.level.or(level.map(|level| level as u8 + 1));
            }
            Met::Start("sz", attributes) => style.size = attributes.number("val").unwrap_or(0),
            Met::End("style") => {
                styles.insert(std::mem::take(&mut id), style);
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(styles)
}

fn links(text: &str) -> Result<HashMap<String, String>, Refusal> {
    let mut links = HashMap::new();
    walk(text, &mut |met| {
        if let Met::Start("Relationship", attributes) = met
            && attributes
                .get("Type")
                .is_some_and(|kind| kind.ends_with("/hyperlink"))
            && let (Some(id), Some(target)) = (attributes.get("Id"), attributes.get("Target"))
        {
            links.insert(id.to_owned(), target.to_owned());
        }
        Ok(())
    })?;
    Ok(links)
}

struct Body<'a> {
    styles: &'a HashMap<String, Style>,
    links: &'a HashMap<String, String>,
    blocks: &'a mut Blocks,
    is_notes: bool,
    parts: Vec<(String, Option<String>)>,
    style: Style,
    list_depth: Option<u8>,
    size: u32,
    strong: usize,
    plain: usize,
    is_strong: bool,
    is_text: bool,
    is_deleted: usize,
    /// Within what stands twice, for programs that cannot show the first.
    fallbacks: usize,
    link: Option<String>,
    rows: Rows,
}

impl<'a> Body<'a> {
    fn new(
        styles: &'a HashMap<String, Style>,
        links: &'a HashMap<String, String>,
        blocks: &'a mut Blocks,
    ) -> Self {
        Body {
            styles,
            links,
            blocks,
            is_notes: false,
            parts: Vec::new(),
            style: Style::default(),
            list_depth: None,
            size: 0,
            strong: 0,
            plain: 0,
            is_strong: false,
            is_text: false,
            is_deleted: 0,
            fallbacks: 0,
            link: None,
            rows: Rows::default(),
        }
    }

    fn take(&mut self, met: Met<'_>) -> Result<(), Refusal> {
        match met {
            Met::Start(name, attributes) => self.start(name, attributes),
            Met::End(name) => self.end(name),
            Met::Text(text) => {
                if self.is_text && self.is_deleted == 0 && self.fallbacks == 0 {
                    self.say(text)?;
                }
                Ok(())
            }
        }
    }

    fn start(&mut self, name: &str, attributes: &Attributes) -> Result<(), Refusal> {
        match name {
            "Fallback" => self.fallbacks += 1,
            "del" | "moveFrom" => self.is_deleted += 1,
            // A text box stands within a paragraph, and its own paragraphs come first.
            "p" => self.paragraph()?,
            "pStyle" => {
                let style = attributes.get("val").and_then(|id| self.styles.get(id));
                self.style = style.copied().unwrap_or_default();
            }
            "outlineLvl" => {
                let level = attributes.number("val").filter(|level| *level < 6);
                self.style.level = level.map(|level| level as u8 + 2).or(self.style.level);
            }
            "ilvl" => {
                let depth = attributes.number("val").unwrap_or(0);
                self.list_depth = Some(u8::try_from(depth).unwrap_or(u8::MAX));
            }
            "numId" if attributes.get("val") == Some("0") => self.list_depth = None,
            "r" => self.is_strong = false,
            "b" => self.is_strong = !matches!(attributes.get("val"), Some("0" | "false")),
            "sz" => self.size = self.size.max(attributes.number("val").unwrap_or(0)),
            "t" => self.is_text = true,
            "tab" if !self.parts.is_empty() => self.say(" ")?,
            "br" | "cr" => self.say("\n")?,
            "noBreakHyphen" => self.say("-")?,
            "hyperlink" => {
                let url = attributes.get("id").and_then(|id| self.links.get(id));
                self.link = url.cloned();
            }
            "tr" => {
                self.paragraph()?;
                self.rows.begin_row(self.blocks)?;
            }
            "tc" => self.rows.begin_cell(self.blocks)?,
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), Refusal> {
        match name {
            "Fallback" => self.fallbacks = self.fallbacks.saturating_sub(1),
            "del" | "moveFrom" => self.is_deleted = self.is_deleted.saturating_sub(1),
            "t" => self.is_text = false,
            "hyperlink" => self.link = None,
            "p" => self.paragraph()?,
            "tr" => self.rows.end_row(self.blocks)?,
            _ => {}
        }
        Ok(())
    }

    fn say(&mut self, text: &str) -> Result<(), Refusal> {
        self.blocks.count(text.len())?;
        let chars = text.chars().filter(|c| !c.is_whitespace()).count();
        let counter = if self.is_strong {
            &mut self.strong
        } else {
            &mut self.plain
        };
        *counter += chars;
        match self.parts.last_mut() {
            Some((last, url)) if *url == self.link => last.push_str(text),
            _ => {
                self.blocks.count(80)?;
                self.parts.push((text.to_owned(), self.link.clone()));
            }
        }
        Ok(())
    }

    /// A paragraph ends, or one begins within another.
    fn paragraph(&mut self) -> Result<(), Refusal> {
        let parts = std::mem::take(&mut self.parts);
        let style = std::mem::take(&mut self.style);
        let list_depth = self.list_depth.take();
        let size = std::mem::take(&mut self.size).max(style.size);
        let is_strong = self.strong > 0 && self.plain == 0;
        (self.strong, self.plain) = (0, 0);
        let is_blank = parts.iter().all(|(text, _)| text.trim().is_empty());
        if is_blank {
            return Ok(());
        }
        let kind = match (style.level, list_depth) {
            _ if self.is_notes => PieceKind::Footnote,
            (Some(level), _) => PieceKind::Heading(level),
            (None, Some(depth)) => PieceKind::Item(depth),
            (None, None) if style.is_list => PieceKind::Item(0),
            (None, None) if style.is_caption => PieceKind::Caption,
            (None, None) => PieceKind::Paragraph,
        };
        let block = Block {
            kind,
            parts,
            is_strong,
            size,
        };
        self.rows.put(block, self.blocks)
    }
}
