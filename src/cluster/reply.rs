//! What is sent to a cluster and what comes back.

use std::time::Duration;

use serde_json::Value;

/// What is done with what a path names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Read it.
    Get,
    /// Ask only whether it is there.
    Head,
    /// Do what the path names.
    Post,
    /// Make it, or put another in its place.
    Put,
    /// Remove it.
    Delete,
}

/// What is sent with a request.
#[derive(Debug, Clone)]
pub enum Body<'a> {
    /// Nothing.
    None,
    /// One value.
    Json(&'a Value),
    /// Values, a line each, as `_bulk` and `_msearch` take them; a line's end ends the last.
    Lines(Vec<u8>),
}

/// A request, with what is particular about it.
#[derive(Debug, Clone)]
pub struct Request<'a> {
    pub(super) method: Method,
    pub(super) path: &'a str,
    pub(super) body: Body<'a>,
    pub(super) within: Option<Duration>,
    pub(super) is_repeatable: bool,
    /// Whether it writes documents, which are sent again for longer.
    pub(super) is_bulk: bool,
    /// Whether it is sent although the caller wants to stop.
    pub(super) is_last: bool,
}

impl<'a> Request<'a> {
    /// A request of `path`, which begins with `/` and is encoded (see [`super::path`]).
    ///
    /// It may be sent again where it is not known whether it arrived. All that is made by its
    /// id may be, and all that is only read.
    pub fn new(method: Method, path: &'a str, body: Body<'a>) -> Self {
        Request {
            method,
            path,
            body,
            within: None,
            is_repeatable: true,
            is_bulk: false,
            is_last: false,
        }
    }

    /// The time that each sending of it may take, instead of the client's.
    #[must_use]
    pub fn within(mut self, time: Duration) -> Self {
        self.within = Some(time);
        self
    }

    /// It writes documents: nobody waits for it, so that it may be sent again for longer.
    #[must_use]
    pub(super) fn of_bulk(mut self) -> Self {
        self.is_bulk = true;
        self
    }

    /// It is sent once: doing it twice would not be the same.
    #[must_use]
    pub fn once(mut self) -> Self {
        self.is_repeatable = false;
        self
    }

    /// It is sent, once, also where the caller wants to stop: it leaves things in order.
    #[must_use]
    pub fn at_the_end(mut self) -> Self {
        self.is_repeatable = false;
        self.is_last = true;
        self
    }
}

/// What a cluster answered.
#[derive(Debug, Clone, PartialEq)]
pub struct Reply {
    /// The status of HTTP.
    pub status: u16,
    /// What was told; `Null` where nothing was.
    pub json: Value,
}
