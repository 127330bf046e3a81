//! How the members of groups of synonyms begin, and on which line each is: what tells a query
//! which few lines to read.
//!
//! The build script looks at the groups that come with the program, by this file alone.

/// Between the members of a group.
const EQUALS: char = '=';

/// Between words and what a search for one of them finds as well, but not the other way round:
/// 예보 => 예금보험공사, since 예보 is as often a forecast.
const FINDS: &str = "=>";

/// How a member begins, and the line that it is on. Ordered by the character.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Beginning {
    /// Its first character in lower case; `None` where that is not told without bringing the
    /// member into normal form.
    pub first: Option<char>,
    /// Where the line begins and ends in its file, in bytes.
    pub start: u32,
    /// The end of the line.
    pub end: u32,
    /// Where the member begins and ends in the file, in bytes.
    pub member: (u32, u32),
}

/// A line without its comment.
pub(super) fn group_of(line: &str) -> &str {
    let line = line.trim_start_matches('\u{feff}');
    line.split('#').next().unwrap_or_default().trim()
}

/// The members of a group, or of a side of it, as they are written.
pub(super) fn members(group: &str) -> impl Iterator<Item = &str> {
    let members = group.split(EQUALS);
    // What is left of the arrow.
    members.map(|member| member.trim_start_matches('>').trim())
}

/// The side of a group by whose members the others are found: all of it, where it has no arrow.
pub(super) fn asking(group: &str) -> &str {
    group.split_once(FINDS).map_or(group, |(asking, _)| asking)
}

/// The beginnings of all members of a file that find others, in order.
pub(super) fn beginnings(file: &str) -> Vec<Beginning> {
    let mut beginnings = Vec::new();
    for line in file.lines() {
        let place = |text: &str| text.as_ptr().addr() - file.as_ptr().addr();
        let start = place(line);
        for member in members(asking(group_of(line))) {
            let Some(first) = member.chars().next() else {
                continue;
            };
            let is_plain = first.is_ascii_alphanumeric() || ('가'..='힣').contains(&first);
            beginnings.push(Beginning {
                first: is_plain.then(|| first.to_ascii_lowercase()),
                start: start as u32,
                end: (start + line.len()) as u32,
                member: (place(member) as u32, (place(member) + member.len()) as u32),
            });
        }
    }
    beginnings.sort_unstable();
    beginnings
}
