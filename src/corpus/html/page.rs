//! A page that was walked, and which of its pieces are its text.

use std::collections::BTreeMap;

use super::about::Head;
use super::regions::Region;
use crate::corpus::outline::{LeftOut, Outline, Piece, PieceKind};
use crate::corpus::parsed::LineKind;

/// A page as it was walked.
#[derive(Default)]
pub(super) struct Page {
    pub head: Head,
    pub pieces: Vec<Placed>,
}

/// A piece with where on the page it stands.
pub(super) struct Placed {
    pub piece: Piece,
    pub region: Region,
}

/// One article of a page is its text where the others are teasers of more.
fn only_article(sizes: &BTreeMap<u32, usize>, all: usize) -> Option<u32> {
    let total: usize = sizes.values().sum();
    let (&article, &size) = sizes.iter().max_by_key(|&(_, size)| size)?;
    let is_only = match sizes.len() {
        // Where a page names one, it is what the page is about, unless it is hardly there.
        1 => size * 6 >= all,
        2 => size * 5 >= total * 4,
        _ => size * 5 >= total * 3,
    };
    is_only.then_some(article)
}

/// The text of a page; what stands elsewhere on it is named as left out.
pub(super) fn outline(page: Page) -> Outline {
    let count = |is_such: &dyn Fn(&Region) -> bool| -> usize {
        let inside = page.pieces.iter().filter(|placed| is_such(&placed.region));
        inside.map(|placed| placed.piece.text.chars().count()).sum()
    };
    let by_tags = |region: &Region| !region.is_aside;
    let by_names = |region: &Region| !region.is_aside && !region.is_named_aside;
    // Where what is left is little, the names were other than they seem.
    let is_text: &dyn Fn(&Region) -> bool = if count(&by_names) * 3 >= count(&by_tags) {
        &by_names
    } else {
        &by_tags
    };
    let is_text: &dyn Fn(&Region) -> bool = if count(is_text) == 0 {
        &|_| true
    } else {
        is_text
    };
    let is_main = |region: &Region| region.is_main && is_text(region);
    let is_article = |region: &Region| region.article > 0 && is_text(region);
    let all = count(is_text);
    let has_main = count(&is_main) * 3 >= all.max(1);
    let within = if has_main { count(&is_main) } else { all };
    let mut sizes: BTreeMap<u32, usize> = BTreeMap::new();
    for placed in page
        .pieces
        .iter()
        .filter(|placed| is_article(&placed.region))
    {
        *sizes.entry(placed.region.article).or_default() += placed.piece.text.chars().count();
    }
    let only = only_article(&sizes, all);
    let has_articles = only.is_some() || count(&is_article) * 2 >= within.max(1);
    let belongs = |region: &Region| {
        is_text(region)
            && match only {
                Some(only) => region.article == only,
                None => {
                    has_articles && region.article > 0
                        || has_main && region.is_main
                        || !has_articles && !has_main
                }
            }
    };
    let mut outline = Outline {
        about: page.head.about(),
        is_page: true,
        ..Outline::default()
    };
    let belonging: Vec<bool> = page
        .pieces
        .iter()
        .map(|placed| belongs(&placed.region))
        .collect();
    let mut article = 0;
    for (Placed { piece, region }, belongs) in page.pieces.into_iter().zip(belonging) {
        if !belongs {
            outline.left_out.push(LeftOut {
                line: piece.line,
                kind: LineKind::Navigation,
                text: piece.text,
            });
            continue;
        }
        if has_articles && region.article != article {
            article = region.article;
            if article > 0 {
                outline.pieces.push(Piece {
                    kind: PieceKind::ArticleStart,
                    text: String::new(),
                    line: piece.line,
                    is_strong: false,
                    strong_bytes: 0,
                    links: Vec::new(),
                    day: None,
                });
            }
        }
        outline.pieces.push(piece);
    }
    outline
}
