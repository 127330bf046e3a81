//! Sending requests to a cluster, over connections that are kept, and sending again what may
//! be.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use percent_encoding::{CONTROLS, utf8_percent_encode};
use serde_json::Value;
use ureq::Agent;
use ureq::http::{HeaderValue, header};
use ureq::tls::{Certificate, PemItem, RootCerts, TlsConfig, parse_pem};

use super::address::ClusterAddress;
use super::backoff::{Backoff, Waited};
use super::credentials::Credentials;
use super::error::ClusterError;
use super::refusal::{check_items, check_whole, of_status, told};
use super::reply::{Body, Method, Reply, Request};
use super::server::ServerInfo;
use super::transport::fault;
use crate::language::{Message, messages};
use crate::regular_file;

/// No file of authorities is larger.
const LARGEST_AUTHORITIES_BYTES: u64 = 16 << 20;

/// How a client sends its requests.
#[derive(Clone)]
pub struct ClientOptions {
    /// The authorities that are trusted instead of those that Mozilla keeps, as PEM.
    pub authority_file: Option<PathBuf>,
    /// How long a connection may take to be made.
    pub connect_time: Duration,
    /// How long each sending of a request may take, with its answer.
    pub time: Duration,
    /// The same where lines are sent, many at once.
    pub lines_time: Duration,
    /// How often a request is sent again, at most.
    pub most_repetitions: u32,
    /// No repetition begins later than this after the first sending.
    pub repeat_within: Duration,
    /// No longer answer is read, in bytes, unpacked.
    pub most_reply_bytes: u64,
    /// Asked between sendings whether to stop.
    pub stop: Arc<dyn Fn() -> bool + Send + Sync>,
}

impl Default for ClientOptions {
    fn default() -> Self {
        ClientOptions {
            authority_file: None,
            connect_time: Duration::from_secs(5),
            time: Duration::from_secs(30),
            lines_time: Duration::from_secs(120),
            most_repetitions: 6,
            repeat_within: Duration::from_secs(30),
            most_reply_bytes: 64 << 20,
            stop: Arc::new(|| false),
        }
    }
}

impl fmt::Debug for ClientOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientOptions")
            .field("authority_file", &self.authority_file)
            .field("connect_time", &self.connect_time)
            .field("time", &self.time)
            .field("lines_time", &self.lines_time)
            .field("most_repetitions", &self.most_repetitions)
            .field("repeat_within", &self.repeat_within)
            .field("most_reply_bytes", &self.most_reply_bytes)
            .finish_non_exhaustive()
    }
}

/// Asks one cluster. Threads may share it; each then has connections of its own.
pub struct Client {
    agent: Agent,
    address: ClusterAddress,
    authorization: Option<HeaderValue>,
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
    /// A client of the cluster at `address`. Nothing is sent yet.
    ///
    /// # Errors
    ///
    /// Where the credentials would be sent unencrypted to another machine, or cannot be sent,
    /// or the file of authorities cannot be read.
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
        let authorization = credentials
            .header()
            .map(|header| {
                let mut value = HeaderValue::from_str(&header)
                    .map_err(|_| ClusterError::UnsendableCredentials)?;
                value.set_sensitive(true);
                Ok(value)
            })
            .transpose()?;
        let mut tls = TlsConfig::builder();
        if let Some(path) = &options.authority_file {
            let certificates = authorities(path).map_err(|reason| ClusterError::AuthorityFile {
                path: path.clone(),
                reason,
            })?;
            tls = tls.root_certs(RootCerts::from(certificates));
        }
        let mut config = Agent::config_builder()
            .http_status_as_error(false)
            // Credentials go where they were told to, and nowhere else.
            .max_redirects(0)
            .user_agent(concat!("digest/", env!("CARGO_PKG_VERSION")))
            .accept("application/json")
            .timeout_connect(Some(options.connect_time))
            .timeout_resolve(Some(options.connect_time))
            .tls_config(tls.build());
        if address.is_loopback() {
            config = config.proxy(None);
        }
        Ok(Client {
            agent: config.build().new_agent(),
            address: address.clone(),
            authorization,
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
        let sent = self.authorization.is_some();
        of_status(&self.address, sent, reply.status, &reply.json, text)
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
        let mut backoff = match request.is_repeatable {
            true => self.backoff(),
            false => Backoff::new(0, Duration::ZERO),
        };
        if !request.is_last && (self.options.stop)() {
            return Err(ClusterError::Stopped);
        }
        loop {
            let outcome = self.sent_once(request.method, request.path, content, within);
            let is_passing = match &outcome {
                Ok((reply, _)) if reply.status < 400 => false,
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

    /// The waits between what is sent again.
    pub(super) fn backoff(&self) -> Backoff {
        Backoff::new(self.options.most_repetitions, self.options.repeat_within)
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
        let failed = |error| fault(error, &self.address, self.options.connect_time, within);
        // Names of indexes may be in any letters, which paths hold encoded.
        let encoded = utf8_percent_encode(path, CONTROLS);
        let uri = format!("{}{encoded}", self.address.url());
        // Those without a body may have one all the same, as clusters want it.
        let request = match method {
            Method::Get => self.agent.get(&uri).force_send_body(),
            Method::Head => self.agent.head(&uri).force_send_body(),
            Method::Delete => self.agent.delete(&uri).force_send_body(),
            Method::Post => self.agent.post(&uri),
            Method::Put => self.agent.put(&uri),
        };
        let mut request = request.config().timeout_global(Some(within)).build();
        if let Some(authorization) = &self.authorization {
            request = request.header(header::AUTHORIZATION, authorization.clone());
        }
        let response = match content {
            Some((content, kind)) => request.header(header::CONTENT_TYPE, kind).send(content),
            None => request.send_empty(),
        };
        let mut response = response.map_err(failed)?;
        let status = response.status().as_u16();
        if (300..400).contains(&status) {
            let to = response.headers().get(header::LOCATION);
            let to = to.and_then(|to| to.to_str().ok()).unwrap_or_default();
            return Err(ClusterError::Elsewhere {
                url: self.address.url().to_owned(),
                to: told(to),
            });
        }
        let body = response.body_mut().with_config();
        let bytes = body
            .limit(self.options.most_reply_bytes)
            .read_to_vec()
            .map_err(failed)?;
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

/// The certificates in a file.
fn authorities(path: &std::path::Path) -> Result<Vec<Certificate<'static>>, Message> {
    let bytes = regular_file::read(path, LARGEST_AUTHORITIES_BYTES)
        .map_err(|error| Message::told_by(&error))?;
    let mut certificates = Vec::new();
    for item in parse_pem(&bytes) {
        match item {
            Ok(PemItem::Certificate(certificate)) => certificates.push(certificate),
            Ok(_) => {}
            Err(error) => return Err(told(&error.to_string())),
        }
    }
    match certificates.is_empty() {
        true => Err(messages::cluster::no_certificate()),
        false => Ok(certificates),
    }
}

#[cfg(test)]
mod tests;
