//! Which certificates are taken, and how the others are told.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair, date_time_ymd};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use serde_json::json;

use super::quick;
use crate::cluster::{Client, ClientOptions, ClusterAddress, ClusterError, Credentials};

/// An authority of an institute's own.
struct Authority {
    issuer: Issuer<'static, KeyPair>,
    pem: String,
}

impl Authority {
    fn new() -> Self {
        let key = KeyPair::generate().unwrap();
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let pem = params.self_signed(&key).unwrap().pem();
        let issuer = Issuer::new(params, key);
        Authority { issuer, pem }
    }

    /// What a server of this host has, changed by `change`.
    fn certificate(&self, host: &str, change: impl Fn(&mut CertificateParams)) -> Identity {
        let key = KeyPair::generate().unwrap();
        let mut params = CertificateParams::new(vec![host.to_owned()]).unwrap();
        change(&mut params);
        let certificate = params.signed_by(&key, &self.issuer).unwrap();
        let key = PrivatePkcs8KeyDer::from(key.serialize_der());
        (vec![certificate.der().clone()], key.into())
    }
}

type Identity = (Vec<CertificateDer<'static>>, PrivateKeyDer<'static>);

/// A server that takes one connection and answers one request on it.
fn serve(identity: Identity) -> (u16, JoinHandle<()>) {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(identity.0, identity.1)
        .unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let serving = thread::spawn(move || {
        let (stream, _) = listener.accept().unwrap();
        let connection = ServerConnection::new(Arc::new(config)).unwrap();
        let mut stream = StreamOwned::new(connection, stream);
        let mut request = Vec::new();
        let mut byte = [0];
        while !request.ends_with(b"\r\n\r\n") {
            // A client that refuses the certificate sends none.
            if stream.read_exact(&mut byte).is_err() {
                return;
            }
            request.push(byte[0]);
        }
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 11\r\n\r\n{\"ok\":true}");
    });
    (port, serving)
}

/// What a client that trusts the authorities in this file makes of a server.
fn asked(identity: Identity, trusted: Option<PathBuf>) -> Result<serde_json::Value, ClusterError> {
    let (port, serving) = serve(identity);
    let address = format!("https://127.0.0.1:{port}/digests");
    let address = ClusterAddress::parse(&address).unwrap().unwrap();
    let options = ClientOptions {
        authority_file: trusted,
        ..quick()
    };
    let client = Client::new(&address, &Credentials::none(), options).unwrap();
    let answer = client.get("/x");
    serving.join().unwrap();
    answer
}

#[test]
fn the_authority_that_is_named_is_trusted_and_no_other() {
    let folder = tempfile::tempdir().unwrap();
    // Both are called alike.
    let (ours, other) = (Authority::new(), Authority::new());
    let named = |authority: &Authority, name: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, &authority.pem).unwrap();
        Some(path)
    };
    let identity = || ours.certificate("127.0.0.1", |_| {});
    let answer = asked(identity(), named(&ours, "ours.pem"));
    assert_eq!(answer.unwrap(), json!({"ok": true}));
    let host = "127.0.0.1".to_owned();
    let untrusted = Err(ClusterError::Untrusted { host });
    assert_eq!(asked(identity(), named(&other, "other.pem")), untrusted);
    assert_eq!(asked(identity(), None), untrusted);
}

#[test]
fn certificates_are_of_the_host_and_of_today() {
    let folder = tempfile::tempdir().unwrap();
    let ours = Authority::new();
    let path = folder.path().join("ours.pem");
    std::fs::write(&path, &ours.pem).unwrap();
    let fault = |identity| asked(identity, Some(path.clone())).unwrap_err();
    let host = || "127.0.0.1".to_owned();
    let of_other = ours.certificate("search.example", |_| {});
    assert_eq!(fault(of_other), ClusterError::OtherHost { host: host() });
    let old = ours.certificate("127.0.0.1", |params| {
        params.not_before = date_time_ymd(2000, 1, 1);
        params.not_after = date_time_ymd(2001, 1, 1);
    });
    let new = ours.certificate("127.0.0.1", |params| {
        params.not_before = date_time_ymd(4000, 1, 1);
    });
    for (identity, is_expired) in [(old, true), (new, false)] {
        let told = ClusterError::NotValidNow {
            host: host(),
            is_expired,
        };
        assert_eq!(fault(identity), told);
    }
}
