//! The agent that sends requests, by ureq with rustls.

use std::path::Path;
use std::time::Duration;

use percent_encoding::{CONTROLS, utf8_percent_encode};
use ureq::http::{HeaderValue, header};
use ureq::tls::{Certificate, PemItem, RootCerts, TlsConfig, parse_pem};

use super::Received;
use crate::cluster::address::ClusterAddress;
use crate::cluster::error::ClusterError;
use crate::cluster::options::ClientOptions;
use crate::cluster::refusal::told;
use crate::cluster::reply::Method;
use crate::language::Message;
use crate::regular_file;

mod fault;

use fault::fault;

/// No file of authorities is larger.
const LARGEST_AUTHORITIES_BYTES: u64 = 16 << 20;

/// Sends requests to one cluster, over connections that are kept.
pub(in crate::cluster) struct Agent {
    agent: ureq::Agent,
    address: ClusterAddress,
    authorization: Option<HeaderValue>,
    connect_time: Duration,
    most_reply_bytes: u64,
}

impl Agent {
    /// Whether this build can ask a cluster: it can.
    pub(in crate::cluster) fn check_built_in(
        _address: &ClusterAddress,
    ) -> Result<(), ClusterError> {
        Ok(())
    }

    /// An agent that sends `authorization` with every request. Nothing is sent yet.
    pub(in crate::cluster) fn new(
        address: &ClusterAddress,
        authorization: Option<&str>,
        options: &ClientOptions,
    ) -> Result<Self, ClusterError> {
        let authorization = authorization
            .map(|header| {
                let mut value = HeaderValue::from_str(header)
                    .map_err(|_| ClusterError::UnsendableCredentials)?;
                value.set_sensitive(true);
                Ok(value)
            })
            .transpose()?;
        let mut tls = TlsConfig::builder();
        if let Some(path) = &options.authority_file {
            tls = tls.root_certs(RootCerts::from(authorities(path)?));
        }
        let mut config = ureq::Agent::config_builder()
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
        Ok(Agent {
            agent: config.build().new_agent(),
            address: address.clone(),
            authorization,
            connect_time: options.connect_time,
            most_reply_bytes: options.most_reply_bytes,
        })
    }

    /// Sends one request of `path`, with bytes and what kind they are of, and reads the answer,
    /// all of it `within` this time.
    pub(in crate::cluster) fn send(
        &self,
        method: Method,
        path: &str,
        content: Option<(&[u8], &str)>,
        within: Duration,
    ) -> Result<Received, ClusterError> {
        let failed = |error| fault(error, &self.address, self.connect_time, within);
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
        let location = response.headers().get(header::LOCATION);
        let location = location.and_then(|to| to.to_str().ok()).unwrap_or_default();
        let location = location.to_owned();
        let bytes = match status {
            300..400 => Vec::new(),
            _ => {
                let body = response.body_mut().with_config();
                let body = body.limit(self.most_reply_bytes);
                body.read_to_vec().map_err(failed)?
            }
        };
        Ok(Received {
            status,
            location,
            bytes,
        })
    }
}

/// The certificates in a file.
fn authorities(path: &Path) -> Result<Vec<Certificate<'static>>, ClusterError> {
    let unreadable = |reason| ClusterError::AuthorityFile {
        path: path.to_owned(),
        reason,
    };
    let bytes = regular_file::read(path, LARGEST_AUTHORITIES_BYTES)
        .map_err(|error| unreadable(Message::told_by(&error)))?;
    let mut certificates = Vec::new();
    for item in parse_pem(&bytes) {
        match item {
            Ok(PemItem::Certificate(certificate)) => certificates.push(certificate),
            Ok(_) => {}
            Err(error) => return Err(unreadable(told(&error.to_string()))),
        }
    }
    match certificates.is_empty() {
        true => Err(ClusterError::NoAuthority {
            path: path.to_owned(),
        }),
        false => Ok(certificates),
    }
}

#[cfg(test)]
mod tests;
