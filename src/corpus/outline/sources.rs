//! Links and lines of sources to citations.

use std::collections::{HashMap, HashSet};

use super::labels::{is_column, label_bytes, says_no_title};
use super::piece::{Link, Piece, PieceKind};
use crate::corpus::characters::{is_space, trim};
use crate::corpus::citation;
use crate::corpus::date_text::{DateText, find_dates, first_date};
use crate::document::{Citation, PartialDate};

/// Whether a link leads to a work: on the web, and nowhere that only shares or unsubscribes.
pub(super) fn is_work(url: &str) -> bool {
    const TOOLS: [&str; 14] = [
        "facebook.com/sharer",
        "twitter.com/intent",
        "twitter.com/share",
        "x.com/intent",
        "linkedin.com/share",
        "story.kakao.com/share",
        "band.us/plugin",
        "unsubscribe",
        "/login",
        "/signup",
        "share.naver.com",
        "t.me/share",
        "pinterest.com/pin/create",
        "/subscribe",
    ];
    let is_web = url.starts_with("http://") || url.starts_with("https://");
    is_web && host(url).contains('.') && !TOOLS.iter().any(|tool| url.contains(tool))
}

/// The host of a web address, without `www.`.
pub(super) fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let host = host.rsplit('@').next().unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host)
}

/// Whether a piece names a source.
pub(super) fn names_a_source(piece: &Piece) -> bool {
    label_bytes(&piece.text) > 0 || links(piece).iter().any(|link| is_work(&link.url))
}

/// The links of a piece, with the web addresses that its text spells out.
pub(super) fn links(piece: &Piece) -> Vec<Link> {
    let mut links = piece.links.clone();
    let mut from = 0;
    while let Some(found) = piece.text.get(from..).and_then(|rest| rest.find("http")) {
        let start = from + found;
        let rest = piece.text.get(start..).unwrap_or_default();
        let end = rest
            .find(|c: char| is_space(c) || !c.is_ascii() || "<>\"'|".contains(c))
            .unwrap_or(rest.len());
        let spelled = rest.get(..end).unwrap_or_default();
        let mut url = spelled.trim_end_matches(['.', ',', ';', ':']);
        if !url.contains('(') {
            url = url.trim_end_matches([')', ']']);
        }
        let before = piece.links.partition_point(|link| link.end <= start);
        let is_linked = piece
            .links
            .get(before)
            .is_some_and(|link| link.start < start + end);
        if is_work(url) && !is_linked {
            links.push(Link {
                url: url.to_owned(),
                start,
                end: start + url.len(),
            });
        }
        from = start + end.max(4);
    }
    links.sort_by_key(|link| link.start);
    links
}

/// The citations of a piece, and whether they are all of it.
pub(super) fn citations(piece: &Piece, page_host: Option<&str>) -> (Vec<Citation>, bool) {
    let label = label_bytes(&piece.text);
    let links: Vec<Link> = links(piece)
        .into_iter()
        .filter(|link| is_work(&link.url))
        .collect();
    if links.is_empty() {
        if label == 0 {
            return (Vec::new(), false);
        }
        let (citation, _) = citation::parse(whole(piece, label), piece.line);
        return (vec![citation], true);
    }
    let around = around(piece, &links, label);
    let dates = find_dates(&around);
    let name = publisher_in(&around, &dates);
    let is_sourced = matches!(links.as_slice(), [link] if is_name_in_brackets(piece, link));
    let name = name.filter(|name| name.is_empty() || !is_sourced);
    let is_named = name.as_ref().is_some_and(|name| !name.is_empty());
    let is_all = label > 0 || name.is_some() && !(is_named && links.len() > 1);
    // A printed source whose title is its link's words, or that ends in its address.
    if label > 0 && links.len() == 1 && around.contains(", ") {
        let (mut citation, _) = citation::parse(whole(piece, label), piece.line);
        if let Some(link) = links.first() {
            citation.url.get_or_insert_with(|| link.url.clone());
        }
        return (vec![citation], true);
    }
    let publisher = match (&name, links.len()) {
        (Some(name), 1) => name.as_str(),
        _ => "",
    };
    let citations = links.iter().filter(|link| {
        // Within running text a page's links to its own site lead to no other work.
        is_all || page_host.is_none_or(|page| page != host(&link.url))
    });
    let mut next = links.iter().skip(1).map(|next| next.start);
    let days: HashMap<usize, Option<PartialDate>> = links
        .iter()
        .map(|link| {
            let day = match links.len() {
                1 => dates.iter().find_map(|date| date.date),
                _ => day_between(piece, link.end, next.next()),
            };
            (link.start, day)
        })
        .collect();
    let mut citations: Vec<Citation> = citations
        .map(|link| {
            let day = days.get(&link.start).copied().flatten();
            of_link(piece, link, publisher, day)
        })
        .collect();
    if let ([citation], true) = (citations.as_mut_slice(), is_all)
        && !citation.title.is_empty()
    {
        let printed = whole(piece, label);
        let url = citation.url.as_deref().unwrap_or_default();
        citation.printed = if printed.contains(url) {
            printed
        } else {
            format!("{printed}, {url}")
        };
    }
    (citations, is_all)
}

/// The day that stands behind a link and before the next.
fn day_between(piece: &Piece, from: usize, to: Option<usize>) -> Option<PartialDate> {
    let between = piece.text.get(from..to.unwrap_or(piece.text.len()))?;
    first_date(between)
}

/// Whether every word of a piece that names its sources stands in them, but for words that
/// name nothing.
pub(super) fn cover(citations: &[Citation], piece: &Piece) -> bool {
    let text = piece
        .text
        .get(label_bytes(&piece.text)..)
        .unwrap_or_default();
    let mut words = text.split(|c: char| is_space(c) || c == '|');
    let printed: HashSet<&str> = citations
        .iter()
        .flat_map(|citation| citation.printed.split(is_space))
        .collect();
    let bare = |word: &'_ str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let printed: HashSet<String> = printed.into_iter().map(bare).collect();
    words.all(|word| says_no_title(word) || printed.contains(&bare(word)))
}

/// The piece's text behind its label, as printed.
fn whole(piece: &Piece, label: usize) -> String {
    trim(piece.text.get(label..).unwrap_or_default()).to_owned()
}

fn of_link(piece: &Piece, link: &Link, publisher: &str, date: Option<PartialDate>) -> Citation {
    let said = trim(piece.link_text(link));
    let is_name = publisher.is_empty()
        && (is_name_behind_label(piece, said) || is_name_in_brackets(piece, link));
    let (publisher, title) = match (is_name, says_no_title(said)) {
        (_, true) => (publisher, ""),
        (true, _) => (said, ""),
        _ => (publisher, said),
    };
    let publisher = if title.is_empty() && publisher.is_empty() {
        host(&link.url)
    } else {
        publisher
    };
    let day = date.map(|date| date.to_string()).unwrap_or_default();
    let parts = [publisher, title, &day, &link.url];
    let printed: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    Citation {
        publisher: publisher.to_owned(),
        title: title.to_owned(),
        date,
        url: Some(link.url.clone()),
        printed: printed.join(", "),
        line: piece.line,
    }
}

/// The name that stands beside the day of a line which holds nothing else.
pub(super) fn name_beside_day(text: &str) -> Option<String> {
    publisher_in(text, &find_dates(text)).filter(|name| !name.is_empty())
}

/// Whether the words of a link behind `출처:` are a name and no title.
fn is_name_behind_label(piece: &Piece, said: &str) -> bool {
    label_bytes(&piece.text) > 0 && is_name(said)
}

/// Whether a link stands in brackets behind other words, as the name of a source does.
fn is_name_in_brackets(piece: &Piece, link: &Link) -> bool {
    let before = trim(piece.text.get(..link.start).unwrap_or_default());
    let after = piece.text.get(link.end..).unwrap_or_default();
    let is_bracketed =
        before.ends_with(['(', '（', '[']) && after.starts_with([')', '）', ']', ',']);
    is_bracketed && is_name(piece.link_text(link))
}

fn is_name(said: &str) -> bool {
    said.chars().count() <= MOST_NAME_CHARS
        && said.split(is_space).count() <= 3
        && !said.contains([',', '…', '‘', '“', '"', ':'])
}

/// What a piece says beside its links and its label.
fn around(piece: &Piece, links: &[Link], label: usize) -> String {
    let mut around = String::new();
    let mut from = label;
    for link in links {
        around.push_str(piece.text.get(from..link.start).unwrap_or_default());
        around.push(' ');
        from = link.end.max(from);
    }
    around.push_str(piece.text.get(from..).unwrap_or_default());
    around
}

/// The name of a publisher behind a label is no longer than this.
const MOST_NAME_CHARS: usize = 16;

/// Words beside a link are a publisher's name up to this length.
const MOST_PUBLISHER_CHARS: usize = 30;

/// The publisher, or none, that stands beside links: nothing but a name, a day and signs.
/// `None` where more is said.
pub(super) fn publisher_in(around: &str, dates: &[DateText]) -> Option<String> {
    let mut rest = around.to_owned();
    for date in dates.iter().rev() {
        rest.replace_range(date.start..date.end.min(rest.len()), " ");
    }
    let parts = rest.split(|c: char| "|,;/·–—→()[]<>:".contains(c) || c == '\u{2022}');
    let is_word = |part: &&str| part.chars().any(char::is_alphanumeric);
    let words: Vec<&str> = parts
        .map(|part| part.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(is_word)
        .filter(|part| !says_no_title(part) && !is_column(part))
        .collect();
    match words.as_slice() {
        [] => Some(String::new()),
        [name] if name.chars().count() <= MOST_PUBLISHER_CHARS && !is_sentence(name) => {
            Some((*name).to_owned())
        }
        _ => None,
    }
}

fn is_sentence(text: &str) -> bool {
    text.split(is_space).count() > 5
        || ["다", "함", "임", "음", "됨", "."]
            .iter()
            .any(|end| text.ends_with(end))
            && text.split(is_space).count() > 1
}

/// Whether a piece of such a kind can be all sources.
pub(super) fn may_be_sources(kind: PieceKind) -> bool {
    !matches!(kind, PieceKind::Heading(_) | PieceKind::ArticleStart)
}
