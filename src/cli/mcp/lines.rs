//! Standard input and output as the lines of the protocol.
//!
//! A thread reads and a thread writes, so that nothing that waits for the client holds up what
//! answers it. What a line says is `messages`'.

use std::collections::HashSet;
use std::io::{self, BufRead, Read as _, Write};
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::Duration;

use rmcp::model::{
    ClientJsonRpcMessage, ClientNotification, ClientRequest, GetMeta, JsonRpcMessage, RequestId,
    ServerJsonRpcMessage,
};
use rmcp::service::RoleServer;
use rmcp::transport::Transport;
use serde_json::Value;
use tokio::sync::{mpsc, oneshot};

use super::messages::{self, MOST_LINE_BYTES, Read};
use crate::cli::terminal::streams;
use crate::language;
use crate::output;

/// How many lines are read ahead.
const LINES_AHEAD: usize = 64;

/// How much longer than a search an answer may take after the last line.
const AFTERWARDS: Duration = Duration::from_secs(5);

/// The lines of a client and to it.
pub(super) struct Lines {
    came: mpsc::Receiver<Came>,
    going: std::sync::mpsc::Sender<Going>,
    /// What lines that are no messages got back, as far as it is not written.
    answers: Vec<oneshot::Receiver<()>>,
    /// The requests that were read and not answered.
    waiting: HashSet<RequestId>,
    /// Whether a request was read: what comes before one begins nothing.
    has_begun: bool,
    /// Whether the client sends no more.
    has_ended: bool,
    /// How long requests that are not answered may keep the process after that.
    patience: Duration,
}

/// What a thread reads or learns.
enum Came {
    Line(Vec<u8>),
    TooLong,
    /// The client sends no more.
    End,
    /// The client reads no more.
    Closed,
}

/// A line to be written, and who wants to know when it is.
type Going = (Vec<u8>, oneshot::Sender<()>);

impl Lines {
    /// Begins to read and to write, and puts into `failure` why a line could not be written.
    /// `search_time` is how long a search may take.
    pub(super) fn start(
        search_time: Duration,
        failure: Arc<OnceLock<io::Error>>,
    ) -> io::Result<Self> {
        let (read, came) = mpsc::channel(LINES_AHEAD);
        let (going, written) = std::sync::mpsc::channel();
        let closed = read.clone();
        let named = |name: &str| thread::Builder::new().name(name.to_owned());
        named("lines from the client").spawn(move || {
            read_lines(&read);
            // Where nobody wants lines any more nobody wants to know it.
            let _ = read.blocking_send(Came::End);
        })?;
        named("lines to the client").spawn(move || {
            if let Err(error) = write_lines(&written) {
                let _ = failure.set(error);
                let _ = closed.blocking_send(Came::Closed);
            }
        })?;
        Ok(Lines {
            came,
            going,
            answers: Vec::new(),
            waiting: HashSet::new(),
            has_begun: false,
            has_ended: false,
            patience: search_time.saturating_add(AFTERWARDS),
        })
    }

    /// Hands a line to the thread that writes, at once, so that lines keep their order.
    fn hand_over(&self, line: Vec<u8>) -> oneshot::Receiver<()> {
        let (told, written) = oneshot::channel();
        // Where the thread has ended the receiver is told so.
        let _ = self.going.send((line, told));
        written
    }

    /// The message of a line; `None` where it is none, and was answered or passed over.
    fn message(&mut self, line: &[u8]) -> Option<ClientJsonRpcMessage> {
        match messages::read(line) {
            Read::Message(message) => self.taken(*message),
            Read::Answer(answer) => {
                self.answer(&answer);
                None
            }
            Read::PassedOver(why) => {
                streams::tell(language::messages::mcp::passed_over(&why));
                None
            }
            Read::Nothing => None,
        }
    }

    fn answer(&mut self, answer: &Value) {
        let mut line = Vec::new();
        // A vector takes all that is written.
        let _ = output::write_json_line(&mut line, answer);
        let is_going = |answer: &mut oneshot::Receiver<_>| {
            matches!(answer.try_recv(), Err(oneshot::error::TryRecvError::Empty))
        };
        self.answers.retain_mut(is_going);
        let written = self.hand_over(line);
        self.answers.push(written);
    }

    /// Notes who waits for an answer.
    fn taken(&mut self, message: ClientJsonRpcMessage) -> Option<ClientJsonRpcMessage> {
        match &message {
            JsonRpcMessage::Request(request) => {
                // By `initialize`, or without it where each request tells who asks.
                let is_greeting = matches!(request.request, ClientRequest::InitializeRequest(_));
                self.has_begun |= is_greeting || !request.request.get_meta().is_empty();
                self.waiting.insert(request.id.clone());
            }
            // It would end a server that nobody has greeted.
            _ if !self.has_begun => {
                let why = language::messages::mcp::before_first_request();
                streams::tell(language::messages::mcp::passed_over(&why));
                return None;
            }
            JsonRpcMessage::Notification(notification) => {
                if let ClientNotification::CancelledNotification(cancelled) =
                    &notification.notification
                    && let Some(id) = &cancelled.params.request_id
                {
                    self.waiting.remove(id);
                }
            }
            _ => {}
        }
        Some(message)
    }
}

impl Transport<RoleServer> for Lines {
    type Error = io::Error;

    fn send(
        &mut self,
        message: ServerJsonRpcMessage,
    ) -> impl Future<Output = io::Result<()>> + Send + 'static {
        match &message {
            JsonRpcMessage::Response(response) => {
                self.waiting.remove(&response.id);
            }
            JsonRpcMessage::Error(error) => {
                if let Some(id) = &error.id {
                    self.waiting.remove(id);
                }
            }
            _ => {}
        }
        let mut line = Vec::new();
        let written = output::write_json_line(&mut line, &message).map(|()| self.hand_over(line));
        async move {
            let gone = |_| io::Error::from(io::ErrorKind::BrokenPipe);
            written?.await.map_err(gone)
        }
    }

    async fn receive(&mut self) -> Option<ClientJsonRpcMessage> {
        while !self.has_ended {
            match self.came.recv().await {
                Some(Came::Line(line)) => {
                    if let Some(message) = self.message(&line) {
                        return Some(message);
                    }
                }
                Some(Came::TooLong) => self.answer(&messages::too_long()),
                Some(Came::Closed) | None => return None,
                Some(Came::End) => self.has_ended = true,
            }
        }
        while let Some(answer) = self.answers.last_mut() {
            // Where it cannot be written nobody reads it.
            let _ = answer.await;
            self.answers.pop();
        }
        // What was asked for is answered, though the client says no more. This is asked again
        // after each answer.
        if !self.waiting.is_empty() {
            tokio::time::sleep(self.patience).await;
        }
        None
    }

    async fn close(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Reads lines until there are no more or nobody wants them.
fn read_lines(read: &mpsc::Sender<Came>) {
    let mut stdin = streams::stdin();
    loop {
        let mut line = Vec::new();
        let most = MOST_LINE_BYTES as u64 + 1;
        let length = match stdin.by_ref().take(most).read_until(b'\n', &mut line) {
            Ok(length) => length,
            Err(error) => {
                streams::tell(language::messages::mcp::no_stdin(&error));
                return;
            }
        };
        let is_whole = line.last() == Some(&b'\n');
        let came = match length {
            0 => return,
            _ if !is_whole && length > MOST_LINE_BYTES => {
                if skip_line(&mut stdin).is_err() {
                    return;
                }
                Came::TooLong
            }
            // The last line may have no end.
            _ => Came::Line(line),
        };
        if read.blocking_send(came).is_err() {
            return;
        }
    }
}

/// Passes over the rest of a line without keeping it.
fn skip_line(stdin: &mut impl BufRead) -> io::Result<()> {
    loop {
        let bytes = stdin.fill_buf()?;
        let end = bytes.iter().position(|byte| *byte == b'\n');
        let length = end.map_or(bytes.len(), |end| end + 1);
        let is_over = end.is_some() || length == 0;
        stdin.consume(length);
        if is_over {
            return Ok(());
        }
    }
}

/// Writes lines until nobody has any, or one cannot be written.
fn write_lines(going: &std::sync::mpsc::Receiver<Going>) -> io::Result<()> {
    let mut stdout = streams::stdout();
    for (line, told) in going {
        stdout.write_all(&line)?;
        stdout.flush()?;
        // Whoever asked may be gone. Where a line is not written they are told by that nobody
        // tells them.
        let _ = told.send(());
    }
    Ok(())
}
