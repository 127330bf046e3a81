//! Who asks a cluster: a user with a password, or an API key.
//!
//! What is secret is shown by nothing: not by `Debug`, and no error holds it.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::document::steers;

/// Who asks a cluster.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Credentials(Option<Kind>);

#[derive(Clone, PartialEq, Eq)]
enum Kind {
    Password { user: String, password: String },
    ApiKey(String),
}

impl Credentials {
    /// Nobody in particular, for a cluster that asks nobody who they are.
    pub const fn none() -> Self {
        Credentials(None)
    }

    /// A user with a password.
    pub fn password(user: impl Into<String>, password: impl Into<String>) -> Self {
        Credentials(Some(Kind::Password {
            user: user.into(),
            password: password.into(),
        }))
    }

    /// An API key, in the encoded form that the cluster gave.
    pub fn api_key(key: impl Into<String>) -> Self {
        Credentials(Some(Kind::ApiKey(key.into())))
    }

    /// Whether there are none.
    pub const fn is_none(&self) -> bool {
        self.0.is_none()
    }

    /// Whether HTTP can say them.
    pub(super) fn is_sendable(&self) -> bool {
        match &self.0 {
            None => true,
            Some(Kind::Password { user, password }) => {
                !user.contains(':') && !user.contains(steers) && !password.contains(steers)
            }
            Some(Kind::ApiKey(key)) => {
                let is_of_key = |c: char| c.is_ascii_alphanumeric() || "+/=_-:.".contains(c);
                !key.is_empty() && key.chars().all(is_of_key)
            }
        }
    }

    /// The header that tells them.
    pub(super) fn header(&self) -> Option<String> {
        self.0.as_ref().map(|kind| match kind {
            Kind::Password { user, password } => {
                format!("Basic {}", STANDARD.encode(format!("{user}:{password}")))
            }
            Kind::ApiKey(key) => format!("ApiKey {key}"),
        })
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            None => "Credentials(none)",
            Some(Kind::Password { .. }) => "Credentials(password)",
            Some(Kind::ApiKey(_)) => "Credentials(key)",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_secret_is_shown() {
        let shown = format!(
            "{:?} {:?}",
            Credentials::password("김", "geheim"),
            Credentials::api_key("VuaCfGcB")
        );
        assert_eq!(shown, "Credentials(password) Credentials(key)");
    }

    #[test]
    fn the_header_is_that_of_http() {
        let header = Credentials::password("Aladdin", "open sesame").header();
        assert_eq!(
            header.as_deref(),
            Some("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==")
        );
        let header = Credentials::api_key("abc==").header();
        assert_eq!(header.as_deref(), Some("ApiKey abc=="));
        assert_eq!(Credentials::none().header(), None);
    }
}
