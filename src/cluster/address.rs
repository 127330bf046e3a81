//! Where a cluster is, and what the index is called in it.
//!
//! Defines what an address may be: `https://HOST[:PORT][/PREFIX]/NAME`. What is no such
//! address is a folder, and left to others.

use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};

use percent_encoding::percent_decode_str;

use crate::document::steers;
use crate::language::messages;

/// The longest name, in bytes: a cluster takes 255, and what is put behind a name needs room.
const LONGEST_NAME_BYTES: usize = 200;

/// What a name of an index may not hold, whichever cluster it is.
const NOT_IN_NAMES: &[char] = &[
    '\\', '/', '*', '?', '"', '<', '>', '|', ' ', ',', '#', ':', '%',
];

/// The address of an index in a cluster.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ClusterAddress {
    url: String,
    host: String,
    name: String,
}

/// Why a text that begins as an address is none. None of them repeats the text, which may hold
/// a password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AddressError {
    /// The scheme is that of no cluster, such as `ftp`.
    Scheme(String),
    /// A user, or a user and a password, stand before the host.
    Credentials,
    /// There is no host, or it is none.
    Host(String),
    /// The port is no number from 1 to 65535.
    Port(String),
    /// A `?` or `#` follows: an address has no query and no fragment.
    Query,
    /// A part of the path before the name is none.
    Prefix(String),
    /// No name of an index follows the host.
    NoName,
    /// The name is none of an index.
    Name(String),
}

impl ClusterAddress {
    /// Reads an address; `None` for a text that is no address of the web.
    ///
    /// # Errors
    ///
    /// Where it begins with a scheme and `://`, and goes on as no address of an index.
    pub fn parse(text: &str) -> Result<Option<Self>, AddressError> {
        let Some((scheme, rest)) = scheme(text)? else {
            return Ok(None);
        };
        if rest
            .split(['/', '?', '#'])
            .next()
            .unwrap_or_default()
            .contains('@')
        {
            return Err(AddressError::Credentials);
        }
        if rest.contains(['?', '#']) {
            return Err(AddressError::Query);
        }
        let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
        let (host, port) = authority_of(authority)?;
        let path = path.trim_end_matches('/');
        let (prefix, name) = match path.rsplit_once('/') {
            Some((prefix, name)) => (Some(prefix), name),
            None => (None, path),
        };
        if name.is_empty() {
            return Err(AddressError::NoName);
        }
        let mut url = format!("{scheme}://{host}");
        if let Some(port) = port {
            url.push_str(&format!(":{port}"));
        }
        for part in prefix.into_iter().flat_map(|prefix| prefix.split('/')) {
            let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._~".contains(c);
            if matches!(part, "" | "." | "..") || !part.chars().all(is_plain) {
                return Err(AddressError::Prefix(part.to_owned()));
            }
            url.push('/');
            url.push_str(part);
        }
        let decoded = percent_decode_str(name).decode_utf8();
        let name = decoded.map_err(|_| AddressError::Name(name.to_owned()))?;
        if !is_name(&name) {
            return Err(AddressError::Name(name.into_owned()));
        }
        Ok(Some(ClusterAddress {
            url,
            host,
            name: name.into_owned(),
        }))
    }

    /// Scheme, host, port where one was named, and the path before the name; no `/` ends it.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The host, an address of version 6 in its brackets.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// What the index is called: lower case, at most 200 bytes.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether what is sent there is encrypted.
    pub fn is_encrypted(&self) -> bool {
        self.url.starts_with("https:")
    }

    /// Whether it is on this machine, so that nothing is sent over a network.
    pub fn is_loopback(&self) -> bool {
        let bare = self.host.trim_start_matches('[').trim_end_matches(']');
        self.host == "localhost"
            || bare
                .parse::<Ipv4Addr>()
                .is_ok_and(|host| host.is_loopback())
            || bare
                .parse::<Ipv6Addr>()
                .is_ok_and(|host| host.is_loopback())
    }
}

impl fmt::Display for ClusterAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.url, self.name)
    }
}

impl fmt::Display for AddressError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let message = match self {
            AddressError::Scheme(scheme) => messages::cluster::address_scheme(scheme),
            AddressError::Credentials => messages::cluster::address_credentials(),
            AddressError::Host(host) => messages::cluster::address_host(host),
            AddressError::Port(port) => messages::cluster::address_port(port),
            AddressError::Query => messages::cluster::address_query(),
            AddressError::Prefix(part) => messages::cluster::address_prefix(part),
            AddressError::NoName => messages::cluster::address_no_name(),
            AddressError::Name(name) => messages::cluster::address_name(name, &LONGEST_NAME_BYTES),
        };
        message.fmt(f)
    }
}

impl std::error::Error for AddressError {}

/// The scheme in lower case, and what follows its `//`; `None` where the text begins with none,
/// by RFC 3986.
fn scheme(text: &str) -> Result<Option<(&'static str, &str)>, AddressError> {
    let Some((scheme, rest)) = text.split_once("://") else {
        return Ok(None);
    };
    let is_of_scheme = |c: char| c.is_ascii_alphanumeric() || "+-.".contains(c);
    if !scheme.starts_with(|c: char| c.is_ascii_alphabetic()) || !scheme.chars().all(is_of_scheme) {
        return Ok(None);
    }
    let known = ["http", "https"];
    let found = known
        .into_iter()
        .find(|one| one.eq_ignore_ascii_case(scheme));
    let scheme = found.ok_or_else(|| AddressError::Scheme(scheme.to_owned()))?;
    Ok(Some((scheme, rest)))
}

/// Host in lower case and port.
fn authority_of(authority: &str) -> Result<(String, Option<u16>), AddressError> {
    // The colons of an address of version 6 stand in brackets.
    let colon = match authority.rfind(']') {
        Some(end) => authority[end..].find(':').map(|colon| end + colon),
        None if authority.starts_with('[') => None,
        None => authority.find(':'),
    };
    let (host, port) = match colon {
        Some(colon) => (&authority[..colon], Some(&authority[colon + 1..])),
        None => (authority, None),
    };
    let wrong = || AddressError::Host(host.to_owned());
    let is_host = match host.strip_prefix('[') {
        Some(rest) => {
            let inner = rest.strip_suffix(']').ok_or_else(wrong)?;
            inner.parse::<Ipv6Addr>().is_ok()
        }
        None => {
            let is_of_host = |c: char| c.is_ascii_alphanumeric() || "-._".contains(c);
            !host.is_empty() && host.len() <= 253 && host.chars().all(is_of_host)
        }
    };
    if !is_host {
        return Err(wrong());
    }
    let port = match port {
        None => None,
        Some(text) => {
            let number = text.parse::<u16>().ok().filter(|port| *port > 0);
            let is_digits = text.bytes().all(|byte| byte.is_ascii_digit());
            let port = number.filter(|_| is_digits);
            Some(port.ok_or_else(|| AddressError::Port(text.to_owned()))?)
        }
    };
    Ok((host.to_ascii_lowercase(), port))
}

/// Whether every cluster takes it for the name of an index.
fn is_name(name: &str) -> bool {
    !name.is_empty()
        && name.len() <= LONGEST_NAME_BYTES
        // Those with a point in front are the cluster's own.
        && !name.starts_with(['-', '_', '+', '.'])
        && !name.contains(NOT_IN_NAMES)
        && !name.chars().any(|c| steers(c) || c.is_whitespace())
        && name == name.to_lowercase()
        && !is_of_another(name)
}

/// Whether this program calls an index so that is a part of another.
fn is_of_another(name: &str) -> bool {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let is_generation = |(_, number): (&str, &str)| is_number(number);
    name.ends_with("-lock") || name.rsplit_once("-gen-").is_some_and(is_generation)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> ClusterAddress {
        ClusterAddress::parse(text).unwrap().unwrap()
    }

    #[test]
    fn an_address_is_a_url_with_a_name() {
        for (text, url, name) in [
            (
                "https://search.example:9200/digests",
                "https://search.example:9200",
                "digests",
            ),
            (
                "HTTPS://Search.Example/digests/",
                "https://search.example",
                "digests",
            ),
            (
                "http://localhost:9200/a/b-c/digests_2",
                "http://localhost:9200/a/b-c",
                "digests_2",
            ),
            ("http://[::1]:9200/digests", "http://[::1]:9200", "digests"),
            ("https://h/다이제스트", "https://h", "다이제스트"),
            ("https://h/%EB%8B%A4", "https://h", "다"),
            ("https://h/lock-gen-x", "https://h", "lock-gen-x"),
        ] {
            let address = parse(text);
            assert_eq!((address.url(), address.name()), (url, name), "{text}");
            assert_eq!(parse(&address.to_string()), address, "{text}");
        }
    }

    #[test]
    fn anything_else_is_a_folder() {
        for text in [
            "index",
            "/srv/index",
            "h:9200/digests",
            "http:/h/x",
            "./ftp://h/x",
            "://h/x",
            "다://h/x",
            "",
        ] {
            assert_eq!(ClusterAddress::parse(text), Ok(None), "{text}");
        }
    }

    #[test]
    fn what_is_no_address_is_refused() {
        let host = |host: &str| AddressError::Host(host.into());
        let name = |name: &str| AddressError::Name(name.into());
        for (text, error) in [
            ("ftp://h/x", AddressError::Scheme("ftp".into())),
            ("https+ssl://h/x", AddressError::Scheme("https+ssl".into())),
            ("https://u:geheim@h/x", AddressError::Credentials),
            ("https://u@h/x", AddressError::Credentials),
            ("https:///x", host("")),
            ("https://a b/x", host("a b")),
            ("https://[::g]/x", host("[::g]")),
            ("https://[::1/x", host("[::1")),
            ("https://h:0/x", AddressError::Port("0".into())),
            ("https://h:+80/x", AddressError::Port("+80".into())),
            ("https://h:65536/x", AddressError::Port("65536".into())),
            ("https://h/x?pretty", AddressError::Query),
            ("https://h/x#a", AddressError::Query),
            ("https://h", AddressError::NoName),
            ("https://h:9200/", AddressError::NoName),
            ("https://h/../x", AddressError::Prefix("..".into())),
            ("https://h//x", AddressError::Prefix("".into())),
            ("https://h/a%2Fb/x", AddressError::Prefix("a%2Fb".into())),
            ("https://h/Digests", name("Digests")),
            ("https://h/_all", name("_all")),
            ("https://h/-x", name("-x")),
            ("https://h/+x", name("+x")),
            ("https://h/.kibana", name(".kibana")),
            ("https://h/a,b", name("a,b")),
            ("https://h/a*", name("a*")),
            ("https://h/a%2Fb", name("a/b")),
            ("https://h/a%20b", name("a b")),
            ("https://h/%ff", name("%ff")),
            ("https://h/..", name("..")),
            ("https://h/digests-lock", name("digests-lock")),
            ("https://h/digests-gen-12", name("digests-gen-12")),
        ] {
            assert_eq!(ClusterAddress::parse(text), Err(error), "{text}");
        }
        let longest = "a".repeat(LONGEST_NAME_BYTES);
        assert_eq!(parse(&format!("https://h/{longest}")).name(), longest);
        assert!(ClusterAddress::parse(&format!("https://h/{longest}a")).is_err());
    }

    #[test]
    fn a_refused_address_shows_no_password() {
        let error = ClusterAddress::parse("https://user:geheim@h/x").unwrap_err();
        let told = format!("{error} {error:?}");
        assert!(
            !told.contains("geheim") && !told.contains("user:"),
            "{told}"
        );
    }

    #[test]
    fn loopback_is_this_machine() {
        for (host, is_loopback) in [
            ("localhost", true),
            ("127.0.0.1:9200", true),
            ("127.9.9.9", true),
            ("[::1]", true),
            ("localhost.example", false),
            ("10.0.0.1", false),
            ("[fe80::1]", false),
        ] {
            let address = parse(&format!("http://{host}/x"));
            assert_eq!(address.is_loopback(), is_loopback, "{host}");
        }
    }
}
