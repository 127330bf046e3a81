//! Which pieces of a document are titles of articles, and which are headings over several.
//!
//! A newsletter and a memo have the same marks. So each set of pieces that could be the titles
//! (the headings of a level, lines in bold letters, items that are links) is weighed by what
//! newsletters do: items name their sources, stand in sections, have whole sentences as titles.

use std::collections::HashMap;

use super::labels;
use super::piece::{Outline, Piece, PieceKind, Told};
use super::records::{self, Columns};
use super::role::Role;
use super::signs::{self, number_bytes};
use super::titles::{has_rest, level, title_link};
use super::weighing::View;
use super::wording::says_the_same;
use crate::corpus::date_text::find_dates;
use crate::corpus::issue_name;

/// The role of each piece, and whether the whole is one article.
#[derive(Debug)]
pub(super) struct Layout {
    pub roles: Vec<Role>,
    pub is_single: bool,
}

/// What is shorter is a section's name.
const LEAST_TITLE_CHARS: usize = 6;

/// Words in names and titles of what appears again and again.
const PERIODICALS: [&str; 20] = [
    "daily",
    "weekly",
    "newsletter",
    "digest",
    "brief",
    "clipping",
    "roundup",
    "브리프",
    "브리핑",
    "뉴스레터",
    "동향",
    "주간",
    "일간",
    "데일리",
    "위클리",
    "클리핑",
    "스크랩",
    "다이제스트",
    "모음",
    "소식지",
];

impl Layout {
    pub(super) fn of(name: &str, outline: &Outline) -> Self {
        let pieces = &outline.pieces;
        let starts = pieces
            .iter()
            .filter(|piece| piece.kind == PieceKind::ArticleStart);
        if starts.count() > 1 {
            return by_starts(pieces);
        }
        let mut roles = vec![Role::Text; pieces.len()];
        for (role, piece) in roles.iter_mut().zip(pieces) {
            if signs::is_nothing(&piece.text) && !matches!(piece.kind, PieceKind::Heading(_)) {
                *role = Role::Nothing;
            }
        }
        let whole_title = whole_title(pieces, outline.about.title.as_ref());
        let base_score = base_score(name, outline, &roles, whole_title);
        let is_one = outline.is_one_article || outline.is_page && base_score == 0;
        if !is_one {
            let view = View {
                pieces,
                roles: &roles,
                whole_title,
                base_score,
            };
            if let Some(titles) = view.titles() {
                let is_title = |at: usize| titles.binary_search(&at).is_ok();
                return newsletter(pieces, roles, whole_title, is_title);
            }
        }
        if let Some(role) = whole_title.and_then(|at| roles.get_mut(at)) {
            *role = Role::Title;
        }
        Layout {
            roles,
            is_single: true,
        }
    }
}

impl Layout {
    /// The pieces before the first article; of one article all.
    pub(super) fn front<'p>(&self, pieces: &'p [Piece]) -> &'p [Piece] {
        let is_in_article = |role: &Role| {
            matches!(
                role,
                Role::Title
                    | Role::TitleAndText
                    | Role::TitleAndRest
                    | Role::Record(_)
                    | Role::Start
            )
        };
        let first = self.roles.iter().position(is_in_article);
        let end = first.filter(|_| !self.is_single).unwrap_or(pieces.len());
        pieces.get(..end).unwrap_or(pieces)
    }
}

fn by_starts(pieces: &[Piece]) -> Layout {
    let role = |piece: &Piece| match piece.kind {
        PieceKind::ArticleStart => Role::Start,
        _ => Role::Text,
    };
    Layout {
        roles: pieces.iter().map(role).collect(),
        is_single: false,
    }
}

/// The only heading of the highest level, where it is the first.
fn whole_title(pieces: &[Piece], told: Option<&Told>) -> Option<usize> {
    let highest = pieces.iter().filter_map(level).min()?;
    let mut of_level = (0..)
        .zip(pieces)
        .filter(|(_, piece)| level(piece) == Some(highest));
    let (at, _) = of_level.next()?;
    let is_first = pieces.iter().position(|piece| level(piece).is_some()) == Some(at);
    let is_only = of_level.next().is_none();
    // Where the title is told, a lower heading that says something else is one of a part.
    let text = pieces.get(at).map(|piece| piece.text.as_str())?;
    let is_its = match (highest, told) {
        (..=1, _) => true,
        (_, Some(told)) => says_the_same(&told.text, text),
        // A section may be the only one.
        (_, None) => {
            at == 0 && number_bytes(text) == 0 && text.chars().count() >= LEAST_TITLE_CHARS
        }
    };
    (is_first && is_only && is_its).then_some(at)
}

/// What speaks for a newsletter in the document as a whole.
fn base_score(name: &str, outline: &Outline, roles: &[Role], whole_title: Option<usize>) -> i32 {
    let heading = whole_title.and_then(|at| outline.pieces.get(at));
    let told = outline
        .about
        .title
        .as_ref()
        .map(|title| title.text.as_str());
    let names = [Some(name), told, heading.map(|piece| piece.text.as_str())];
    let is_dated = issue_name::day_in(name).is_some()
        || names
            .into_iter()
            .skip(1)
            .flatten()
            .any(|text| find_dates(text).iter().any(|date| date.has_day));
    let is_periodical = names.into_iter().flatten().any(|text| {
        let text = text.to_lowercase();
        PERIODICALS.iter().any(|word| text.contains(word))
    });
    let is_untitled = told.is_none() && heading.is_none();
    2 * i32::from(is_periodical)
        + 3 * i32::from(is_untitled)
        + i32::from(is_dated)
        + i32::from(roles.contains(&Role::Nothing))
}

fn newsletter(
    pieces: &[Piece],
    mut roles: Vec<Role>,
    whole_title: Option<usize>,
    is_title: impl Fn(usize) -> bool,
) -> Layout {
    let mut title_level = None;
    // Whether items that are links may be articles: not over sources, nor in one.
    let mut takes_items = whole_title.is_none();
    let records: HashMap<usize, Columns> = records::rows(pieces).into_iter().collect();
    for (at, piece) in pieces.iter().enumerate() {
        let next_is_title = is_title(at + 1);
        let Some(role) = roles.get_mut(at) else { break };
        let level = level(piece);
        if Some(at) == whole_title {
            *role = Role::WholeTitle;
        } else if is_title(at) {
            *role = match piece.kind {
                PieceKind::Row if records.contains_key(&at) => records
                    .get(&at)
                    .map_or(Role::Text, |columns| Role::Record(*columns)),
                _ if has_rest(piece) => Role::TitleAndRest,
                PieceKind::Item(_) | PieceKind::Row if title_link(piece).is_some() => {
                    Role::TitleAndText
                }
                _ => Role::Title,
            };
            title_level = level;
        } else if level.is_some_and(|level| title_level.is_none_or(|title| level <= title)) {
            *role = Role::Section;
        } else if piece.kind == PieceKind::Row && piece.links.is_empty() {
            let next = pieces
                .get(at + 1)
                .filter(|next| next.kind == PieceKind::Row);
            let leads = next.is_some_and(|next| title_link(next).is_some());
            if leads && (next_is_title || takes_items)
                || next_is_title && records.contains_key(&(at + 1))
            {
                *role = Role::TableHead;
            }
        } else if let Some(columns) = records.get(&at).filter(|_| takes_items) {
            *role = Role::Record(*columns);
        } else if takes_items
            && matches!(piece.kind, PieceKind::Item(0) | PieceKind::Row)
            && title_link(piece).is_some()
        {
            *role = Role::TitleAndText;
        }
        match role {
            Role::Title | Role::WholeTitle => takes_items = false,
            Role::Section => takes_items = !labels::is_reference_heading(&piece.text),
            _ => {}
        }
    }
    Layout {
        roles,
        is_single: false,
    }
}
