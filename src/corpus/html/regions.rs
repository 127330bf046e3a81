//! The regions of a page: which are its text, and which lead about, sell or sign.

use html5ever::tokenizer::Tag;

use super::tags::value;

/// Where on a page something stands.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Region {
    /// It is not shown, or no text.
    pub is_hidden: bool,
    /// The number of the outermost `<article>` around it, from 1; 0 where none is.
    pub article: u32,
    pub is_main: bool,
    /// Its tag says that it is navigation, a footer or the like.
    pub is_aside: bool,
    /// The names that the page gives it say so.
    pub is_named_aside: bool,
}

/// Names of regions that are no text, as pages give them.
const ASIDES: [&str; 34] = [
    "nav",
    "navi",
    "navigation",
    "navbar",
    "gnb",
    "lnb",
    "snb",
    "menu",
    "footer",
    "foot",
    "sidebar",
    "aside",
    "breadcrumb",
    "breadcrumbs",
    "share",
    "sharing",
    "sns",
    "social",
    "comment",
    "comments",
    "reply",
    "related",
    "recommend",
    "ad",
    "ads",
    "advert",
    "banner",
    "cookie",
    "popup",
    "pagination",
    "paging",
    "copyright",
    "skip",
    "unsubscribe",
];

/// The region within a tag.
pub(super) fn region_of(outer: Region, name: &str, tag: &Tag) -> Region {
    let mut region = outer;
    match name {
        "script" | "style" | "noscript" | "template" | "svg" | "math" | "object" | "iframe"
        | "select" | "button" | "textarea" | "head" | "datalist" | "canvas" | "audio" | "video"
        | "xmp" | "noembed" | "noframes" => region.is_hidden = true,
        "nav" | "aside" | "dialog" => region.is_aside = true,
        "header" | "footer" if outer.article == 0 && !outer.is_main => region.is_aside = true,
        "footer" => region.is_named_aside = true,
        "main" => region.is_main = true,
        _ => {}
    }
    if let Some(role) = value(tag, "role") {
        match role {
            "main" => region.is_main = true,
            "navigation" | "banner" | "contentinfo" | "complementary" | "search" | "dialog" => {
                region.is_aside = true;
            }
            _ => {}
        }
    }
    let is_unseen = value(tag, "hidden").is_some()
        || value(tag, "style").is_some_and(|style| {
            let dense: String = style.chars().filter(|c| !c.is_whitespace()).collect();
            dense.to_ascii_lowercase().contains("display:none")
        });
    region.is_hidden |= is_unseen;
    if !matches!(name, "body" | "html" | "article" | "main") {
        region.is_named_aside |= [value(tag, "class"), value(tag, "id")]
            .into_iter()
            .flatten()
            .any(is_aside_name);
    }
    region
}

fn is_aside_name(names: &str) -> bool {
    names
        .split(|c: char| !c.is_ascii_alphanumeric())
        .any(|word| ASIDES.iter().any(|aside| aside.eq_ignore_ascii_case(word)))
}
