//! Requests to a node, over a connection of their own each.

use std::io::{Error, ErrorKind, Read, Result, Write};
use std::net::TcpStream;
use std::time::Duration;

use serde_json::Value;

/// How long a node may take over one answer: clusters wait up to a minute for their state.
const PATIENCE: Duration = Duration::from_secs(90);

/// What a node answered.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    /// The JSON of the body, or its text where it is none.
    pub body: Value,
}

/// Asks the node at `url` (`http://127.0.0.1:9200`), with lines of JSON or one value as the body.
pub fn ask(url: &str, method: &str, path: &str, body: &str) -> Result<Answer> {
    let host = url.strip_prefix("http://").unwrap_or(url);
    let mut stream = TcpStream::connect(host)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let length = body.len();
    let request = format!(
        "{method} {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\
         content-type: application/json\r\ncontent-length: {length}\r\n\r\n{body}"
    );
    stream.write_all(request.as_bytes())?;
    let mut text = String::new();
    stream.read_to_string(&mut text)?;
    let (head, body) = text
        .split_once("\r\n\r\n")
        .ok_or(ErrorKind::UnexpectedEof)?;
    let status = head
        .split(' ')
        .nth(1)
        .and_then(|status| status.parse().ok());
    let told = head.lines().find_map(|line| {
        let (name, value) = line.split_once(": ")?;
        let is_length = name.eq_ignore_ascii_case("content-length");
        is_length.then(|| value.parse::<usize>().ok())?
    });
    match (status, told) {
        // An answer that breaks off in the middle is none.
        (Some(status), Some(length)) if length == body.len() => Ok(Answer {
            status,
            body: serde_json::from_str(body).unwrap_or_else(|_| Value::from(body)),
        }),
        _ => Err(Error::new(ErrorKind::InvalidData, text)),
    }
}
