//! What a page's head says of it: title, day, publisher and address.

use html5ever::tokenizer::Tag;

use super::tags::value;
use crate::corpus::characters::trim;
use crate::corpus::date_text::marked_date;
use crate::corpus::outline::{About, Told};

/// The head of a page.
#[derive(Default)]
pub(super) struct Head {
    title: String,
    title_line: u32,
    told_title: Option<Told>,
    site: Option<Told>,
    author: Option<Told>,
    day: Option<crate::document::PartialDate>,
    url: Option<String>,
}

impl Head {
    /// Words of `<title>`.
    pub(super) fn push_title(&mut self, text: &str, line: u32) {
        if self.title_line == 0 && !trim(text).is_empty() {
            self.title_line = line;
        }
        self.title.push_str(text);
    }

    pub(super) fn meta(&mut self, tag: &Tag, line: u32) {
        let names = ["property", "name", "itemprop"];
        let Some(name) = names.into_iter().find_map(|name| value(tag, name)) else {
            return;
        };
        let content = trim(value(tag, "content").unwrap_or_default());
        if content.is_empty() {
            return;
        }
        let told = || {
            Some(Told {
                text: content.split_whitespace().collect::<Vec<_>>().join(" "),
                line,
            })
        };
        match name.to_ascii_lowercase().as_str() {
            "og:title" | "twitter:title" | "dc.title" => {
                self.told_title = self.told_title.take().or_else(told);
            }
            "og:site_name" | "dc.publisher" | "publisher" => {
                self.site = self.site.take().or_else(told);
            }
            "author" | "article:author" | "dc.creator" if !content.starts_with("http") => {
                self.author = self.author.take().or_else(told);
            }
            "article:published_time"
            | "datepublished"
            | "date"
            | "pubdate"
            | "dc.date"
            | "dc.date.issued"
            | "dcterms.created"
            | "publish_date"
            | "og:regdate"
            | "article:published"
            | "parsely-pub-date" => {
                self.day = self.day.or_else(|| marked_date(content));
            }
            "og:url" => self.address(content),
            _ => {}
        }
    }

    pub(super) fn link(&mut self, tag: &Tag) {
        if value(tag, "rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) {
            self.address(value(tag, "href").unwrap_or_default());
        }
    }

    fn address(&mut self, url: &str) {
        if self.url.is_none() && (url.starts_with("http://") || url.starts_with("https://")) {
            self.url = Some(url.to_owned());
        }
    }

    /// What the head says of the page.
    pub(super) fn about(self) -> About {
        let title: Vec<&str> = self.title.split_whitespace().collect();
        let title = title.join(" ");
        let of_page = (!title.is_empty()).then(|| Told {
            text: without_site(&title).to_owned(),
            line: self.title_line,
        });
        About {
            title: self.told_title.or(of_page),
            summary: None,
            publisher: self.site.or(self.author),
            date: self.day,
            url: self.url,
        }
    }
}

/// The title of a page without the name of its site, which follows a stroke or a dash.
fn without_site(title: &str) -> &str {
    [" | ", " - ", " :: ", " – ", " < "]
        .iter()
        .filter_map(|sign| title.rsplit_once(sign))
        .map(|(head, _)| head)
        .find(|head| head.chars().count() >= 10)
        .unwrap_or(title)
}
