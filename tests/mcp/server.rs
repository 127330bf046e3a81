//! A server that a test talks to, line by line.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use crate::util::{Ran, TestCommand};

/// Long enough for a machine that does much else.
const PATIENCE: Duration = Duration::from_secs(60);

pub struct Server {
    child: Child,
    stdin: Option<ChildStdin>,
    lines: Receiver<String>,
    last_id: i64,
}

impl Server {
    /// Starts the command, which nobody has greeted yet.
    pub fn start(command: TestCommand) -> Self {
        let mut command = command.into_command();
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let stdout = BufReader::new(child.stdout.take().unwrap());
        let (sender, lines) = channel();
        thread::spawn(move || {
            for line in stdout.lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    break;
                }
            }
        });
        Server {
            stdin: child.stdin.take(),
            child,
            lines,
            last_id: 0,
        }
    }

    /// Starts the command and greets it.
    pub fn greeted(command: TestCommand) -> Self {
        let mut server = Server::start(command);
        server.greet();
        server.say(&json!({"jsonrpc": "2.0", "method": "notifications/initialized"}).to_string());
        server
    }

    /// Greets it.
    pub fn greet(&mut self) {
        let about = self.ask(
            "initialize",
            json!({
                "protocolVersion": "2025-06-18",
                "capabilities": {},
                "clientInfo": {"name": "test", "version": "1"},
            }),
        );
        assert_eq!(about["result"]["serverInfo"]["name"], "digest", "{about}");
        assert_eq!(about["result"]["protocolVersion"], "2025-06-18");
    }

    /// Sends a line as it is.
    pub fn say(&mut self, line: &str) {
        let stdin = self.stdin.as_mut().unwrap();
        stdin.write_all(format!("{line}\n").as_bytes()).unwrap();
        stdin.flush().unwrap();
    }

    /// Sends a request, and gives its id.
    pub fn request(&mut self, method: &str, params: Value) -> i64 {
        self.last_id += 1;
        let id = self.last_id;
        let request = json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params});
        self.say(&request.to_string());
        id
    }

    /// The next line, which is JSON.
    pub fn hear(&self) -> Value {
        let line = self.lines.recv_timeout(PATIENCE).expect("an answer");
        serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line}"))
    }

    /// Sends a request and gives the next line, which is its answer.
    pub fn ask(&mut self, method: &str, params: Value) -> Value {
        let id = self.request(method, params);
        let answer = self.hear();
        assert_eq!(answer["id"], id, "{answer}");
        answer
    }

    /// What a tool answers.
    pub fn call(&mut self, tool: &str, arguments: Value) -> Value {
        let answer = self.ask("tools/call", json!({"name": tool, "arguments": arguments}));
        let result = &answer["result"];
        assert_eq!(result["isError"], false, "{answer}");
        // Clients that know no structure read the same as text.
        let text: Value =
            serde_json::from_str(result["content"][0]["text"].as_str().unwrap()).unwrap();
        assert_eq!(text, result["structuredContent"]);
        text
    }

    /// What a tool says that does not answer.
    pub fn refusal(&mut self, tool: &str, arguments: Value) -> String {
        let answer = self.ask("tools/call", json!({"name": tool, "arguments": arguments}));
        assert_eq!(answer["result"]["isError"], true, "{answer}");
        answer["result"]["content"][0]["text"]
            .as_str()
            .unwrap()
            .to_owned()
    }

    pub fn process_id(&self) -> u32 {
        self.child.id()
    }

    /// Says no more, and gives what is left of output, with how the process ended.
    pub fn end(mut self) -> Ran {
        drop(self.stdin.take());
        self.ended()
    }

    /// Waits until the process has ended by itself.
    pub fn ended(self) -> Ran {
        let Server {
            child,
            lines,
            stdin,
            ..
        } = self;
        let output = child.wait_with_output().unwrap();
        drop(stdin);
        Ran {
            code: output.status.code().expect("digest was ended by a signal"),
            stdout: lines.iter().map(|line| format!("{line}\n")).collect(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}
