//! Defines the table of character categories, which says how unknown words are cut,
//! read from `char.bin` or `char.def` and written as `char.def`.

use std::fmt::Write as _;

use anyhow::{Context, Result, bail, ensure};

/// MeCab's table covers U+0000 to U+FFFE.
const CODE_POINTS: usize = 0xffff;

/// `char.bin` keeps the categories of a character in 18 bits.
const MAX_CATEGORIES: usize = 18;

const NAME_BYTES: usize = 32;

/// The category of all characters that no line names.
const DEFAULT_CATEGORY: &str = "DEFAULT";

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
