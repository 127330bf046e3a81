//! Where a stretch of text leads.

use crate::document::is_web_address;

/// Where a stretch of text leads a reader who follows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Link {
    /// An address on the web that a reader may be sent to.
    Web(String),
    /// A digest file, by its name below the corpus folder.
    DigestFile {
        /// Its name.
        name: String,
        /// The page, counted from 1, where it has pages.
        page: Option<u32>,
    },
}

impl Link {
    /// The link to `url`; `None` where no reader may be sent there.
    pub(in crate::output) fn to_web(url: &str) -> Option<Self> {
        is_web_address(url).then(|| Link::Web(url.to_owned()))
    }

    /// The link to a digest file, and a page of it.
    pub(in crate::output) fn to_file(name: &str, page: Option<u32>) -> Self {
        Link::DigestFile {
            name: name.to_owned(),
            page,
        }
    }
}
