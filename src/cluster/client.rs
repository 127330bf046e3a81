//! Asking a cluster: what is sent, sent again where it may be, and taken for an answer.

use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use serde_json::Value;

use super::address::ClusterAddress;
use super::backoff::{Backoff, Waited};
use super::credentials::Credentials;
use super::error::ClusterError;
use super::http::{Agent, Received};
use super::options::ClientOptions;
use super::refusal::{check_items, check_whole, of_status, told};
use super::reply::{Body, Method, Reply, Request};
use super::server::ServerInfo;
use crate::language::messages;

/// Asks one cluster. Threads may share it; each then has connections of its own.
pub struct Client {
    agent: Agent,
    address: ClusterAddress,
    has_credentials: bool,
    options: ClientOptions,
    /// Whether the cluster answered once: then one that does not listen starts again soon.
    answered: AtomicBool,
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("address", &self.address)
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}

impl Client {
    /// Asks nobody whether this build can ask a cluster, the one at `address` or another.
    ///
    /// # Errors
    ///
    /// Where it was built without the feature `cluster`.
    pub fn check_built_in(address: &ClusterAddress) -> Result<(), ClusterError> {
        Agent::check_built_in(address)
    }

    /// A client of the cluster at `address`. Nothing is sent yet.
    ///
    /// # Errors
    ///
    /// Where the credentials would be sent unencrypted to another machine, or cannot be sent,
    /// or the file of authorities cannot be read; and as for [`Client::check_built_in`].
    pub fn new(
        address: &ClusterAddress,
        credentials: &Credentials,
        options: ClientOptions,
    ) -> Result<Self, ClusterError> {
        let is_safe = address.is_encrypted() || address.is_loopback();
        if !credentials.is_none() && !is_safe {
            return Err(ClusterError::PlainHttp {
                url: address.url().to_owned(),
            });
        }
        if !credentials.is_sendable() {
            return Err(ClusterError::UnsendableCredentials);
        }
        let authorization = credentials.header();
        Ok(Client {
            agent: Agent::new(address, authorization.as_deref(), &options)?,
            address: address.clone(),
            has_credentials: !credentials.is_none(),
            options,
            answered: AtomicBool::new(false),
        })
    }

    /// Whom it asks.
    pub fn address(&self) -> &ClusterAddress {
        &self.address
    }

    /// Asks the cluster what it is.
    ///
    /// # Errors
    ///
    /// Where it cannot be asked, is no cluster, or one that this program does not speak to.
    pub fn check_server(&self) -> Result<ServerInfo, ClusterError> {
        let reply = self.get("/")?;
        let info = ServerInfo::read(&reply).ok_or_else(|| ClusterError::NotACluster {
            url: self.address.url().to_owned(),
            told: messages::cluster::no_version_told(),
        })?;
        match info.is_supported() {
            true => Ok(info),
            false => Err(ClusterError::OtherVersion {
                server: info.to_string(),
            }),
        }
    }

    /// Reads what is at `path`.
    ///
    /// # Errors
    ///
    /// As for [`Client::ask`].
    pub fn get(&self, path: &str) -> Result<Value, ClusterError> {
        self.ask(Request::new(Method::Get, path, Body::None))
    }

    /// The same; `None` where the cluster says that it is not there.
    ///
    /// # Errors
    ///
    /// As for [`Client::ask`].
    pub fn get_if_there(&self, path: &str) -> Result<Option<Value>, ClusterError> {
        self.ask_if_there(Request::new(Method::Get, path, Body::None))
    }

    /// The same of a request of its own.
    ///
    /// # Errors
    ///
    /// As for [`Client::ask`].
    pub fn ask_if_there(&self, request: Request<'_>) -> Result<Option<Value>, ClusterError> {
        let (reply, text) = self.sent(request)?;
        if reply.status == 404 && !reply.json.is_null() {
            return Ok(None);
        }
        self.checked(reply, &text).map(Some)
    }

    /// Sends a value to `path`.
    ///
    /// # Errors
    ///
    /// As for [`Client::ask`].
    pub fn post(&self, path: &str, value: &Value) -> Result<Value, ClusterError> {
        self.ask(Request::new(Method::Post, path, Body::Json(value)))
    }

    /// Puts a value at `path`.
    ///
    /// # Errors
    ///
    /// As for [`Client::ask`].
    pub fn put(&self, path: &str, value: &Value) -> Result<Value, ClusterError> {
        self.ask(Request::new(Method::Put, path, Body::Json(value)))
    }

    /// Removes what is at `path`.
    ///
    /// # Errors
    ///
    /// As for [`Client::ask`].
    pub fn delete(&self, path: &str) -> Result<Value, ClusterError> {
        self.ask(Request::new(Method::Delete, path, Body::None))
    }

    /// Sends values, a line each, to `path`. Of a `_bulk`, [`Client::bulk`] sends again what the
    /// cluster had no time for.
    ///
    /// # Errors
    ///
    /// As for [`Client::ask`]; and where an item of a `_bulk` was not taken.
    pub fn post_lines(&self, path: &str, lines: Vec<u8>) -> Result<Value, ClusterError> {
        let reply = self.ask(Request::new(Method::Post, path, Body::Lines(lines)))?;
        check_items(&reply)?;
        Ok(reply)
    }

    /// Sends a request and takes nothing but success.
    ///
    /// # Errors
    ///
    /// Where it could not be sent, was not answered by a cluster, or with a status of 400 or
    /// more; and where the answer is not whole, since shards failed or time ran out.
    pub fn ask(&self, request: Request<'_>) -> Result<Value, ClusterError> {
        let (reply, text) = self.sent(request)?;
        self.checked(reply, &text)
    }

    /// Sends a request; the reply is whatever the cluster said, with any status.
    ///
    /// # Errors
    ///
    /// Where it could not be sent, or was not answered, or answered with what is no JSON; and
    /// where an answer of success is not whole.
    pub fn request(
        &self,
        method: Method,
        path: &str,
        body: Body<'_>,
    ) -> Result<Reply, ClusterError> {
        let (reply, text) = self.sent(Request::new(method, path, body))?;
        if reply.status < 400 {
            check_whole(&self.address, &reply.json)?;
        } else if !text.is_empty() {
            return Err(self.refusal(&reply, &text));
        }
        Ok(reply)
    }

    fn checked(&self, reply: Reply, text: &str) -> Result<Value, ClusterError> {
        if reply.status >= 400 {
            return Err(self.refusal(&reply, text));
        }
        check_whole(&self.address, &reply.json)?;
        Ok(reply.json)
    }

    fn refusal(&self, reply: &Reply, text: &str) -> ClusterError {
        of_status(
            &self.address,
            self.has_credentials,
            reply.status,
            &reply.json,
            text,
        )
    }

    /// Sends a request until it is answered, as often as it may be. Beside the reply stands
    /// what was told where that is no JSON.
    fn sent(&self, request: Request<'_>) -> Result<(Reply, String), ClusterError> {
        let is_lines = matches!(request.body, Body::Lines(_));
        let within = request.within.unwrap_or(match is_lines {
            true => self.options.lines_time,
            false => self.options.time,
        });
        let (content, kind) = match request.body {
            Body::None => (None, ""),
            Body::Json(value) => (Some(value.to_string().into_bytes()), "application/json"),
            Body::Lines(lines) => (Some(lines), "application/x-ndjson"),
        };
        let content = content.as_deref().map(|content| (content, kind));
        let mut backoff = match (request.is_repeatable, request.is_bulk) {
            (true, true) => self.bulk_backoff(),
            (true, false) => {
                Backoff::new(self.options.most_repetitions, self.options.repeat_within)
            }
            (false, _) => Backoff::new(0, Duration::ZERO),
        };
        if !request.is_last && (self.options.stop)() {
            return Err(ClusterError::Stopped);
        }
        loop {
            let outcome = self.sent_once(request.method, request.path, content, within);
            let is_passing = match &outcome {
                // A shard may have had no time where others had.
                Ok((reply, _)) if reply.status < 400 => {
                    check_whole(&self.address, &reply.json).is_err_and(|fault| fault.is_passing())
                }
                Ok((reply, text)) => self.refusal(reply, text).is_passing(),
                Err(ClusterError::Refused { .. }) => self.answered.load(Ordering::Relaxed),
                Err(error) => error.is_passing(),
            };
            if outcome.is_ok() {
                self.answered.store(true, Ordering::Relaxed);
            }
            if !is_passing {
                return outcome;
            }
            match self.wait(&mut backoff) {
                Waited::Again => {}
                Waited::Enough => return outcome,
                Waited::Stopped => return Err(ClusterError::Stopped),
            }
        }
    }

    /// The waits between documents that are sent again.
    pub(super) fn bulk_backoff(&self) -> Backoff {
        let options = &self.options;
        Backoff::new(options.most_bulk_repetitions, options.repeat_bulk_within)
    }

    /// Waits before something is sent again, unless it is enough.
    pub(super) fn wait(&self, backoff: &mut Backoff) -> Waited {
        backoff.wait(&*self.options.stop)
    }

    fn sent_once(
        &self,
        method: Method,
        path: &str,
        content: Option<(&[u8], &str)>,
        within: Duration,
    ) -> Result<(Reply, String), ClusterError> {
        let Received {
            status,
            location,
            bytes,
        } = self.agent.send(method, path, content, within)?;
        if (300..400).contains(&status) {
            return Err(ClusterError::Elsewhere {
                url: self.address.url().to_owned(),
                to: told(&location),
            });
        }
        if bytes.is_empty() {
            let json = Value::Null;
            return Ok((Reply { status, json }, String::new()));
        }
        match serde_json::from_slice(&bytes) {
            Ok(json) => Ok((Reply { status, json }, String::new())),
            Err(_) if status >= 400 => {
                let text = String::from_utf8_lossy(&bytes).into_owned();
                let json = Value::Null;
                Ok((Reply { status, json }, text))
            }
            Err(_) => {
                let text = told(&String::from_utf8_lossy(&bytes));
                Err(ClusterError::NotACluster {
                    url: self.address.url().to_owned(),
                    told: messages::cluster::told_no_json(&status, &text),
                })
            }
        }
    }
}
