//! Where a stretch of text leads.

use crate::document::is_web_address;

/// Where a stretch of text leads a reader who follows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Link {
    /// An address on the web that a reader may be sent to.
    Web(String),
    /// A digest file, by its name below the corpus folder.
    DigestFile(String),
}

impl Link {
    /// The link to `url`; `None` where no reader may be sent there.
    pub(in crate::output) fn to_web(url: &str) -> Option<Self> {
        is_web_address(url).then(|| Link::Web(url.to_owned()))
    }

    /// The link to a digest file.
    pub(in crate::output) fn to_file(name: &str) -> Self {
        Link::DigestFile(name.to_owned())
    }
}
