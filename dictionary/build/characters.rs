//! Defines the table of character categories, which says how unknown words are cut,
//! read from `char.bin`, `char.def` or `char_def.bin` and written as `char.def`.

use std::fmt::Write as _;
use std::panic;

use anyhow::{Context, Result, bail, ensure};
use lindera_dictionary::dictionary::character_definition::{CategoryId, CharacterDefinition};

use crate::checksum::sha256;

/// MeCab's table covers U+0000 to U+FFFE.
const CODE_POINTS: usize = 0xffff;

/// `char.bin` keeps the categories of a character in 18 bits.
const MAX_CATEGORIES: usize = 18;

const NAME_BYTES: usize = 32;

/// The category of all characters that no line names.
const DEFAULT_CATEGORY: &str = "DEFAULT";

/// SHA-256 of the known dictionary's table in the form `to_char_def` gives it.
const KNOWN_SHA256: &str = "eddb184bbcccda12767bd624e050fb4b890e95a1f93dd8a86048388f4a8f6bb1";

/// The lines that decide where lines of that dictionary's `char.def` overlap.
const KNOWN_LAST_LINES: &str = "\
    0x3005 SYMBOL\n\
    0x3007 SYMBOL HANJANUMERIC\n\
    0x4E00 HANJANUMERIC HANJA\n\
    0x4E03 HANJANUMERIC HANJA\n\
    0x4E07 HANJANUMERIC HANJA\n\
    0x4E09 HANJANUMERIC HANJA\n\
    0x4E5D HANJANUMERIC HANJA\n\
    0x4E8C HANJANUMERIC HANJA\n\
    0x4E94 HANJANUMERIC HANJA\n\
    0x5104 HANJANUMERIC HANJA\n\
    0x5146 HANJANUMERIC HANJA\n\
    0x516B HANJANUMERIC HANJA\n\
    0x516D HANJANUMERIC HANJA\n\
    0x5341 HANJANUMERIC HANJA\n\
    0x5343 HANJANUMERIC HANJA\n\
    0x56DB HANJANUMERIC HANJA\n\
    0x767E HANJANUMERIC HANJA\n";

/// How unknown words of one category are cut.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Category {
    name: String,
    /// Whether to look for an unknown word even where the dictionary has words.
    invoke: bool,
    /// Whether to take a run of this category as one word.
    group: bool,
    /// Up to how many characters to take as one word.
    length_chars: u32,
}

/// The categories a character belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Membership {
    /// The category whose rules the character follows.
    default: usize,
    /// One bit for each category, the default included.
    all: u32,
}

/// The categories, and those each character belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CharacterTable {
    categories: Vec<Category>,
    memberships: Vec<Membership>,
}

impl CharacterTable {
    /// Reads MeCab's compiled `char.bin`.
    pub fn from_char_bin(bytes: &[u8]) -> Result<Self> {
        let word = |position: usize| -> Result<u32> {
            let chunk = bytes.get(position..position.saturating_add(4));
            let chunk: Option<[u8; 4]> = chunk.and_then(|chunk| chunk.try_into().ok());
            chunk.map(u32::from_le_bytes).with_context(|| {
                format!("char.bin is cut short: it ends after {} bytes", bytes.len())
            })
        };
        let count = word(0)? as usize;
        ensure!(
            (1..=MAX_CATEGORIES).contains(&count),
            "char.bin claims {count} categories; MeCab has at most {MAX_CATEGORIES}"
        );
        let table_start = 4 + count * NAME_BYTES;
        let expected_bytes = table_start + CODE_POINTS * 4;
        ensure!(
            bytes.len() == expected_bytes,
            "char.bin is {} bytes where {count} categories make {expected_bytes}: it is cut \
             short or altered",
            bytes.len()
        );

        // The rules of a category stand in the entries of its characters. One without
        // characters of its own keeps these, which take no unknown word.
        let mut categories = Vec::with_capacity(count);
        for index in 0..count {
            let name = &bytes[4 + index * NAME_BYTES..4 + (index + 1) * NAME_BYTES];
            let name = name.split(|&byte| byte == 0).next().unwrap_or_default();
            let name = std::str::from_utf8(name)
                .ok()
                .filter(|name| is_category_name(name))
                .with_context(|| format!("char.bin: category {index} has no readable name"))?;
            categories.push(Category {
                name: name.to_owned(),
                invoke: false,
                group: false,
                length_chars: 0,
            });
        }
        let mut memberships = Vec::with_capacity(CODE_POINTS);
        for code_point in 0..CODE_POINTS {
            let entry = word(table_start + code_point * 4)?;
            let default = (entry >> 18 & 0xff) as usize;
            let all = entry & 0x3_ffff;
            let category = categories
                .get_mut(default)
                .filter(|_| all >> count == 0 && all >> default & 1 == 1)
                .with_context(|| {
                    format!("char.bin: U+{code_point:04X} has categories that are not named")
                })?;
            category.length_chars = entry >> 26 & 0xf;
            category.group = entry >> 30 & 1 == 1;
            category.invoke = entry >> 31 == 1;
            memberships.push(Membership { default, all });
        }
        Self::new(categories, memberships)
    }

    /// Reads a `char.def`. Where two lines name a character, the later one counts, as
    /// in MeCab.
    pub fn from_char_def(text: &str) -> Result<Self> {
        let lines = || {
            text.lines().enumerate().filter_map(|(index, line)| {
                let fields: Vec<&str> = line.split('#').next()?.split_whitespace().collect();
                (!fields.is_empty()).then_some((index + 1, fields))
            })
        };

        let mut categories: Vec<Category> = Vec::new();
        for (number, fields) in lines().filter(|(_, fields)| !fields[0].starts_with("0x")) {
            let category = parse_category(&fields)
                .with_context(|| format!("char.def, line {number}: not a category"))?;
            if categories.iter().any(|known| known.name == category.name) {
                bail!(
                    "char.def, line {number}: {} is defined twice",
                    category.name
                );
            }
            categories.push(category);
        }
        let index_of = |name: &str| categories.iter().position(|category| category.name == name);
        let default = index_of(DEFAULT_CATEGORY)
            .with_context(|| format!("char.def has no category {DEFAULT_CATEGORY}"))?;
        ensure!(
            categories.len() <= MAX_CATEGORIES,
            "char.def has more than {MAX_CATEGORIES} categories"
        );

        let unnamed = Membership {
            default,
            all: 1 << default,
        };
        let mut memberships = vec![unnamed; CODE_POINTS];
        for (number, fields) in lines().filter(|(_, fields)| fields[0].starts_with("0x")) {
            let (first, last) = parse_range(fields[0])
                .with_context(|| format!("char.def, line {number}: not a range"))?;
            let members: Option<Vec<usize>> =
                fields[1..].iter().map(|name| index_of(name)).collect();
            let members = members
                .filter(|members| !members.is_empty())
                .with_context(|| format!("char.def, line {number}: unknown category"))?;
            let all = members.iter().fold(0, |all, member| all | 1 << member);
            memberships[first..=last].fill(Membership {
                default: members[0],
                all,
            });
        }
        Self::new(categories, memberships)
    }

    /// Reads lindera's built `char_def.bin`. Where lines of a `char.def` overlap, lindera
    /// took the categories of all of them. For the known dictionary that is undone; of
    /// any other, nothing tells, and the table is taken as it is.
    pub fn from_char_def_bin(bytes: &[u8]) -> Result<Self> {
        // lindera checks the structure, but not that the table begins at the first
        // character, and panics if it does not.
        let read = panic::catch_unwind(|| {
            let definition = CharacterDefinition::load(bytes)?;
            Self::from_definition(&definition)
        });
        let table = read
            .unwrap_or_else(|_| bail!("lindera cannot read it"))
            .context("reading char_def.bin")?;
        Ok(table.known_in_union().unwrap_or(table))
    }

    pub fn category_name(&self, index: usize) -> Option<&str> {
        Some(&self.categories.get(index)?.name)
    }

    pub fn has_category(&self, name: &str) -> bool {
        self.categories.iter().any(|category| category.name == name)
    }

    /// Writes the table as a `char.def` without overlapping lines: lindera takes the
    /// union of the lines that name a character, MeCab the last.
    pub fn to_char_def(&self) -> String {
        let mut text = String::new();
        for category in &self.categories {
            // Writing to a String cannot fail.
            let _ = writeln!(
                text,
                "{} {} {} {}",
                category.name,
                u8::from(category.invoke),
                u8::from(category.group),
                category.length_chars
            );
        }
        let mut first = 0;
        for run in self.memberships.chunk_by(|left, right| left == right) {
            let last = first + run.len() - 1;
            let names = self.names(run[0]);
            // lindera gives the default category to all that no line names. Writing no
            // line for it also keeps the ends of the surrogates, which lindera cannot
            // read, out of the file.
            if names != [DEFAULT_CATEGORY] {
                let _ = writeln!(text, "0x{first:04X}..0x{last:04X} {}", names.join(" "));
            }
            first = last + 1;
        }
        text
    }

    /// The known dictionary's table, if lindera's reading of its `char.def` gives this one.
    fn known_in_union(&self) -> Option<Self> {
        let known = Self::from_char_def(&(self.to_char_def() + KNOWN_LAST_LINES)).ok()?;
        let mut pairs = self.memberships.iter().zip(&known.memberships);
        let is_union = pairs.all(|(union, known)| union.all & known.all == known.all);
        (is_union && sha256(known.to_char_def().as_bytes()) == KNOWN_SHA256).then_some(known)
    }

    fn from_definition(definition: &CharacterDefinition) -> Result<Self> {
        let (names, rules) = (&definition.category_names, &definition.category_definitions);
        ensure!(
            (1..=MAX_CATEGORIES).contains(&names.len()) && names.len() == rules.len(),
            "{} categories with rules for {}; MeCab has at most {MAX_CATEGORIES}",
            names.len(),
            rules.len()
        );
        let mut categories = Vec::with_capacity(names.len());
        for (name, rules) in names.iter().zip(rules) {
            ensure!(
                is_category_name(name) && rules.length < 16,
                "the category {name:?} cannot be written"
            );
            categories.push(Category {
                name: name.clone(),
                invoke: rules.invoke,
                group: rules.group,
                length_chars: rules.length,
            });
        }
        let unnamed = names.iter().position(|name| name == DEFAULT_CATEGORY);
        let unnamed = unnamed.with_context(|| format!("no category {DEFAULT_CATEGORY}"))?;
        let unnamed = [CategoryId(unnamed)];
        let mut memberships = Vec::with_capacity(CODE_POINTS);
        for code_point in 0..CODE_POINTS as u32 {
            // A surrogate is no character, and in no text.
            let members = char::from_u32(code_point).map_or(&unnamed[..], |character| {
                definition.lookup_categories(character)
            });
            let default = members.first().map(|category| category.0);
            let default = default
                .filter(|_| members.iter().all(|category| category.0 < names.len()))
                .with_context(|| format!("U+{code_point:04X} has categories not named"))?;
            memberships.push(Membership {
                default,
                all: members
                    .iter()
                    .fold(0, |all, category| all | 1 << category.0),
            });
        }
        Self::new(categories, memberships)
    }

    fn new(categories: Vec<Category>, memberships: Vec<Membership>) -> Result<Self> {
        let table = Self {
            categories,
            memberships,
        };
        ensure!(
            table.has_category(DEFAULT_CATEGORY),
            "the character table has no category {DEFAULT_CATEGORY}"
        );
        Ok(table)
    }

    /// The default category first: lindera has no other mark for it.
    fn names(&self, membership: Membership) -> Vec<&str> {
        let others = (0..self.categories.len())
            .filter(|&index| index != membership.default && membership.all >> index & 1 == 1);
        std::iter::once(membership.default)
            .chain(others)
            .map(|index| self.categories[index].name.as_str())
            .collect()
    }
}

fn is_category_name(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

fn parse_category(fields: &[&str]) -> Option<Category> {
    let [name, invoke, group, length_chars] = fields else {
        return None;
    };
    let flag = |field: &str| match field {
        "0" => Some(false),
        "1" => Some(true),
        _ => None,
    };
    Some(Category {
        name: is_category_name(name).then(|| (*name).to_owned())?,
        invoke: flag(invoke)?,
        group: flag(group)?,
        length_chars: length_chars.parse().ok().filter(|length| *length < 16)?,
    })
}

fn parse_range(field: &str) -> Option<(usize, usize)> {
    let (first, last) = field.split_once("..").unwrap_or((field, field));
    let code_point = |text: &str| usize::from_str_radix(text.strip_prefix("0x")?, 16).ok();
    let (first, last) = (code_point(first)?, code_point(last)?);
    (first <= last && last < CODE_POINTS).then_some((first, last))
}
