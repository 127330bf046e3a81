//! What the crates that send bytes say went wrong, as this program tells it.

use std::io::{self, ErrorKind};
use std::time::Duration;

use rustls::CertificateError;

use crate::cluster::address::ClusterAddress;
use crate::cluster::error::ClusterError;
use crate::cluster::refusal::told;
use crate::language::{Message, messages};

/// Which fault an error of a request is.
pub(super) fn fault(
    error: ureq::Error,
    address: &ClusterAddress,
    connect: Duration,
    whole: Duration,
) -> ClusterError {
    let url = address.url().to_owned();
    match error {
        ureq::Error::Io(error) => of_io(&error, address),
        ureq::Error::Rustls(error) => of_tls(&error, address),
        ureq::Error::HostNotFound => ClusterError::UnknownHost {
            host: address.host().to_owned(),
        },
        ureq::Error::Timeout(ureq::Timeout::Connect | ureq::Timeout::Resolve) => {
            ClusterError::Late {
                url,
                after: connect,
            }
        }
        ureq::Error::Timeout(_) => ClusterError::Late { url, after: whole },
        ureq::Error::BodyExceedsLimit(limit_bytes) => ClusterError::ReplyTooLarge { limit_bytes },
        // The server did not speak HTTP.
        ureq::Error::Protocol(error) => ClusterError::NotACluster {
            url,
            told: told(&error.to_string()),
        },
        ureq::Error::Decompress(_, error) => lost(address, told(&error.to_string())),
        error @ (ureq::Error::Http(_) | ureq::Error::BadUri(_)) => ClusterError::BadRequest {
            reason: told(&error.to_string()),
        },
        error => lost(address, told(&error.to_string())),
    }
}

fn lost(address: &ClusterAddress, reason: Message) -> ClusterError {
    ClusterError::Lost {
        url: address.url().to_owned(),
        reason,
    }
}

fn of_io(error: &io::Error, address: &ClusterAddress) -> ClusterError {
    let inner = error.get_ref();
    if let Some(tls) = inner.and_then(|inner| inner.downcast_ref::<rustls::Error>()) {
        return of_tls(tls, address);
    }
    let url = address.url().to_owned();
    match error.kind() {
        ErrorKind::ConnectionRefused => ClusterError::Refused { url },
        ErrorKind::UnexpectedEof => lost(address, messages::cluster::ended_early()),
        ErrorKind::ConnectionReset
        | ErrorKind::ConnectionAborted
        | ErrorKind::BrokenPipe
        | ErrorKind::NotConnected
        | ErrorKind::WriteZero
        | ErrorKind::InvalidData => lost(address, Message::told_by(error)),
        // The system has no kind for a name that it cannot look up, and no number either.
        _ if error.raw_os_error().is_none() => ClusterError::UnknownHost {
            host: address.host().to_owned(),
        },
        _ => ClusterError::Unreachable {
            url,
            reason: Message::told_by(error),
        },
    }
}

fn of_tls(error: &rustls::Error, address: &ClusterAddress) -> ClusterError {
    let host = address.host().to_owned();
    let certificate = match error {
        rustls::Error::InvalidCertificate(certificate) => certificate,
        rustls::Error::InvalidMessage(rustls::InvalidMessage::InvalidContentType) => {
            return ClusterError::NoTls {
                url: address.url().to_owned(),
            };
        }
        error => {
            return ClusterError::Tls {
                host,
                reason: told(&error.to_string()),
            };
        }
    };
    match certificate {
        // An authority of the same name that is another, as one that was made anew, shows in the
        // signature.
        CertificateError::UnknownIssuer | CertificateError::BadSignature => {
            ClusterError::Untrusted { host }
        }
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            ClusterError::OtherHost { host }
        }
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
            ClusterError::NotValidNow {
                host,
                is_expired: true,
            }
        }
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
            ClusterError::NotValidNow {
                host,
                is_expired: false,
            }
        }
        certificate => ClusterError::Tls {
            host,
            reason: told(&certificate.to_string()),
        },
    }
}
