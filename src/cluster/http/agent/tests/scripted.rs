//! A server of HTTP for tests, which answers what it was told to.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use serde_json::Value;

use crate::cluster::ClusterAddress;

/// How one request is answered.
pub(super) enum Answer {
    /// With a status and a value.
    Json(u16, Value),
    /// With a status, headers and a text.
    Text(u16, &'static str, &'static str),
    /// With these bytes, behind which the connection ends.
    Raw(Vec<u8>),
    /// By the end of the connection.
    Lost,
    /// Not for so long, and then by its end.
    Late(Duration),
}

/// A request that came.
#[derive(Debug, Clone)]
pub(super) struct Seen {
    /// `GET /path`.
    pub(super) line: String,
    /// With their names in lower case.
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: String,
}

impl Seen {
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        let found = headers.find(|(one, _)| one == name)?;
        Some(&found.1)
    }
}

pub(super) struct Scripted {
    port: u16,
    seen: Arc<Mutex<Vec<Seen>>>,
    connections: Arc<AtomicUsize>,
    is_over: Arc<AtomicBool>,
    listening: Option<JoinHandle<()>>,
}

impl Scripted {
    /// A server that gives these answers, one a request; behind them each connection is lost.
    pub(super) fn new(answers: impl IntoIterator<Item = Answer>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let answers: Arc<Mutex<VecDeque<_>>> = Arc::new(Mutex::new(answers.into_iter().collect()));
        let seen = Arc::new(Mutex::new(Vec::new()));
        let connections = Arc::new(AtomicUsize::new(0));
        let is_over = Arc::new(AtomicBool::new(false));
        let listening = thread::spawn({
            let (seen, connections) = (seen.clone(), connections.clone());
            let is_over = is_over.clone();
            move || {
                for stream in listener.incoming().flatten() {
                    if is_over.load(Ordering::Relaxed) {
                        break;
                    }
                    connections.fetch_add(1, Ordering::Relaxed);
                    let (answers, seen) = (answers.clone(), seen.clone());
                    thread::spawn(move || {
                        // A client may leave whenever it likes.
                        let _ = serve(stream, &answers, &seen);
                    });
                }
            }
        });
        Scripted {
            port,
            seen,
            connections,
            is_over,
            listening: Some(listening),
        }
    }

    pub(super) fn address(&self) -> ClusterAddress {
        let text = format!("http://127.0.0.1:{}/digests", self.port);
        ClusterAddress::parse(&text).unwrap().unwrap()
    }

    pub(super) fn seen(&self) -> Vec<Seen> {
        self.seen.lock().unwrap().clone()
    }

    pub(super) fn connections(&self) -> usize {
        self.connections.load(Ordering::Relaxed)
    }
}

impl Drop for Scripted {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::Relaxed);
        let _ = TcpStream::connect(("127.0.0.1", self.port));
        if let Some(listening) = self.listening.take() {
            let _ = listening.join();
        }
    }
}

fn serve(
    stream: TcpStream,
    answers: &Mutex<VecDeque<Answer>>,
    seen: &Mutex<Vec<Seen>>,
) -> std::io::Result<()> {
    let mut output = stream.try_clone()?;
    let mut input = BufReader::new(stream);
    while let Some(request) = read(&mut input)? {
        seen.lock().unwrap().push(request);
        let answer = answers.lock().unwrap().pop_front();
        match answer {
            Some(Answer::Json(status, value)) => {
                let kind = "content-type: application/json\r\n";
                write(&mut output, status, kind, &value.to_string())?;
            }
            Some(Answer::Text(status, headers, text)) => {
                write(&mut output, status, headers, text)?;
            }
            Some(Answer::Raw(bytes)) => {
                output.write_all(&bytes)?;
                return Ok(());
            }
            Some(Answer::Late(time)) => {
                thread::sleep(time);
                return Ok(());
            }
            Some(Answer::Lost) | None => return Ok(()),
        }
    }
    Ok(())
}

fn write(output: &mut TcpStream, status: u16, headers: &str, text: &str) -> std::io::Result<()> {
    let length = text.len();
    write!(
        output,
        "HTTP/1.1 {status} X\r\n{headers}content-length: {length}\r\n\r\n{text}"
    )
}

fn read(input: &mut BufReader<TcpStream>) -> std::io::Result<Option<Seen>> {
    let mut line = String::new();
    if input.read_line(&mut line)? == 0 {
        return Ok(None);
    }
    let mut headers = Vec::new();
    loop {
        let mut header = String::new();
        input.read_line(&mut header)?;
        let Some((name, value)) = header.trim_end().split_once(':') else {
            break;
        };
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    let mut seen = Seen {
        line: line.trim_end_matches(" HTTP/1.1\r\n").to_owned(),
        headers,
        body: String::new(),
    };
    let length = seen.header("content-length").map_or("0", |length| length);
    let mut body = vec![0; length.parse().unwrap()];
    input.read_exact(&mut body)?;
    seen.body = String::from_utf8(body).unwrap();
    Ok(Some(seen))
}
