//! A line of a client to a message, or to the error that it gets back.
//!
//! Pure: no line makes it panic, and each is a message, is answered, or is passed over with a
//! reason.

use rmcp::model::{ClientJsonRpcMessage, ErrorData, RequestId};
use serde_json::{Value, json};

use crate::language::{self, Message};

/// The longest line that is read.
pub(super) const MOST_LINE_BYTES: usize = 4 << 20;

/// What a line is.
#[derive(Debug)]
pub(super) enum Read {
    /// A message.
    Message(Box<ClientJsonRpcMessage>),
    /// No message; what is sent back.
    Answer(Value),
    /// Neither a message nor anything that may be answered; why.
    PassedOver(Message),
    /// An empty line.
    Nothing,
}

/// Reads a line, without its end.
pub(super) fn read(line: &[u8]) -> Read {
    let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
    let line = line.trim_ascii();
    if line.is_empty() {
        return Read::Nothing;
    }
    let value: Value = match serde_json::from_slice(line) {
        Ok(value) => value,
        Err(error) => {
            let error = ErrorData::parse_error(
                format!("this line is no JSON: {error}; send a JSON-RPC message a line"),
                None,
            );
            return Read::Answer(answer(Value::Null, &error));
        }
    };
    let id = value.get("id").cloned();
    let method = value
        .get("method")
        .and_then(Value::as_str)
        .map(str::to_owned);
    if value.is_array() {
        let error = ErrorData::invalid_request(
            "several messages in one line are not taken; send a message a line",
            None,
        );
        return Read::Answer(answer(Value::Null, &error));
    }
    match (serde_json::from_value(value), id, method) {
        (Ok(message), ..) => Read::Message(Box::new(message)),
        (Err(_), None, Some(method)) => {
            Read::PassedOver(language::messages::mcp::unknown_notification(&method))
        }
        (Err(_), id, method) => {
            let about = match method {
                Some(method) => format!("`{method}` is no request of JSON-RPC 2.0 as it was sent"),
                None => "this is no message of JSON-RPC 2.0".to_owned(),
            };
            let error = ErrorData::invalid_request(
                format!("{about}: it needs jsonrpc, id, method and params"),
                None,
            );
            Read::Answer(answer(readable_id(id), &error))
        }
    }
}

/// What a line of more bytes than are read gets back.
pub(super) fn too_long() -> Value {
    let error = ErrorData::invalid_request(
        format!(
            "a line of more than {} MiB is not read",
            MOST_LINE_BYTES >> 20
        ),
        None,
    );
    answer(Value::Null, &error)
}

/// The id as it was sent, where it is one.
fn readable_id(id: Option<Value>) -> Value {
    let id = id.and_then(|id| {
        serde_json::from_value::<RequestId>(id.clone())
            .ok()
            .map(|_| id)
    });
    id.unwrap_or(Value::Null)
}

fn answer(id: Value, error: &ErrorData) -> Value {
    json!({"jsonrpc": "2.0", "id": id, "error": {"code": error.code.0, "message": error.message}})
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn code(line: &str) -> (i64, Value) {
        match read(line.as_bytes()) {
            Read::Answer(answer) => (
                answer["error"]["code"].as_i64().unwrap(),
                answer["id"].clone(),
            ),
            other => panic!("{line}: {other:?}"),
        }
    }

    #[test]
    fn what_is_no_message_is_answered() {
        assert_eq!(code("{"), (-32700, Value::Null));
        assert_eq!(code("어제"), (-32700, Value::Null));
        assert_eq!(code(&"[".repeat(100_000)), (-32700, Value::Null));
        assert_eq!(code("[]"), (-32600, Value::Null));
        assert_eq!(code("7"), (-32600, Value::Null));
        assert_eq!(code("{}"), (-32600, Value::Null));
        assert_eq!(
            code(r#"{"jsonrpc":"1.0","id":3,"method":"ping"}"#),
            (-32600, 3.into())
        );
        assert_eq!(
            code(r#"{"jsonrpc":"2.0","id":{},"method":"ping"}"#).0,
            -32600
        );
        assert!(matches!(read(b" \r"), Read::Nothing));
        let ping = "\u{feff}{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"ping\"}\r";
        assert!(matches!(read(ping.as_bytes()), Read::Message(_)));
    }

    proptest! {
        #[test]
        fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            read(&bytes);
        }

        #[test]
        fn anything_like_a_message_is_read(
            method in "(tools/call|tools/list|initialize|ping|resources/read|[a-z/]{0,9})",
            id in "(1|\"a\"|null|1.5|-3|\\[\\]|99999999999999999999)",
            params in "(\\{\\}|\\[\\]|null|1|\\{\"name\":\"search\"\\}|\\{\"name\":3,\"arguments\":\\[1\\]\\}|\\{\"uri\":\\[\\]\\})",
            rest in "(|,\"id\":2|,\"result\":\\{\\}|,\"error\":1|,\"x\":\"\\\\u0000\")",
        ) {
            let line = format!(r#"{{"jsonrpc":"2.0","id":{id},"method":"{method}","params":{params}{rest}}}"#);
            read(line.as_bytes());
        }
    }
}
