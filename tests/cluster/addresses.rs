//! An index that is named by its address in a cluster: what is taken for one, where credentials
//! come from, and what each command says.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

use super::nodes::has_client;
use crate::util::{Dir, own_corpus};

const ADDRESS: &str = "https://search.example:9200/digests";

/// A server that gives the first request back, and answers it with these bytes. Where these are a
/// cluster's it has no index, which it is asked for by two more.
fn answering(answer: &'static str) -> (String, thread::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let serving = thread::spawn(move || {
        let (stream, _) = listener.accept().unwrap();
        let first = serve(stream, "200 OK", answer);
        if answer == OPENSEARCH {
            for _ in 0..2 {
                let (stream, _) = listener.accept().unwrap();
                serve(stream, "404 Not Found", "{\"status\":404}");
            }
        }
        first
    });
    (format!("http://127.0.0.1:{port}/digests"), serving)
}

fn serve(mut stream: TcpStream, status: &str, answer: &str) -> String {
    let mut request = String::new();
    let mut input = BufReader::new(stream.try_clone().unwrap());
    while !request.ends_with("\r\n\r\n") {
        assert!(input.read_line(&mut request).unwrap() > 0, "{request}");
    }
    let length = answer.len();
    write!(
        stream,
        "HTTP/1.1 {status}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{answer}"
    )
    .unwrap();
    request
}

const OPENSEARCH: &str =
    r#"{"cluster_name":"c","version":{"distribution":"opensearch","number":"2.19.1"}}"#;

/// The row of the index in what `digest doctor` found: its state, what was found, what to do.
fn doctor(args: &[&str], variables: &[(&str, &str)]) -> [String; 3] {
    let args = [&["doctor", "--json"][..], args].concat();
    let mut command = own_corpus(&args);
    for (name, value) in variables {
        command = command.env(name, value);
    }
    let report = command.json();
    let rows = report["findings"].as_array().unwrap();
    let row = rows.iter().find(|row| row["name"] == "index").unwrap();
    ["state", "found", "advice"].map(|field| row[field].as_str().unwrap_or_default().to_owned())
}

#[test]
fn credentials_in_an_address_are_refused_and_not_repeated() {
    let address = "https://kim:geheim@search.example/digests";
    for ran in [
        own_corpus(&["search", "레드팀", "--index", address]).run(),
        own_corpus(&["config", "--index", address]).run(),
        Dir::new()
            .digest(&["search", "레드팀"])
            .env("DIGEST_INDEX", address)
            .run(),
    ] {
        assert_eq!(ran.code, 2, "{ran:?}");
        assert!(ran.stderr.contains("DIGEST_CLUSTER_PASSWORD"), "{ran:?}");
        let told = ran.stdout + &ran.stderr;
        assert!(!told.contains("geheim") && !told.contains("kim:"), "{told}");
    }
}

#[test]
fn settings_of_a_cluster_are_told_and_nothing_secret() {
    let dir = Dir::new();
    let path = dir.path().join("settings.toml");
    fs::write(
        &path,
        format!(
            "index = \"{ADDRESS}\"\nca_file = \"ca.pem\"\n\
             credentials_command = [\"pass\", \"show\", \"geheim\"]\n"
        ),
    )
    .unwrap();
    let config = |variables: &[(&str, &str)]| {
        let mut command = dir.digest(&["config", "--json"]);
        command = command.env("DIGEST_CONFIG", path.to_str().unwrap());
        for (name, value) in variables {
            command = command.env(name, value);
        }
        let report = command.json();
        assert!(!report.to_string().contains("geheim"), "{report}");
        let rows = report["settings"].as_array().unwrap().clone();
        move |name: &str| {
            let row = rows.iter().find(|row| row["name"] == name).unwrap();
            let field = |field: &str| row[field].as_str().unwrap_or_default().to_owned();
            [field("value"), field("from"), field("at")]
        }
    };
    let at = |line: usize| format!("{}:{line}", path.display());
    let of_file = config(&[]);
    assert_eq!(of_file("index"), [ADDRESS, "file", &at(1)]);
    let authority = dir.path().join("ca.pem");
    let authority = authority.to_str().unwrap();
    assert_eq!(of_file("ca_file"), [authority, "file", &at(2)]);
    assert_eq!(of_file("credentials"), ["pass", "file", &at(3)]);
    let of_variables = config(&[
        ("DIGEST_CLUSTER_API_KEY", "geheim"),
        ("DIGEST_CA_FILE", "/ca.pem"),
    ]);
    let credentials = of_variables("credentials");
    assert_eq!(credentials, ["", "environment", "DIGEST_CLUSTER_API_KEY"]);
    assert_eq!(of_variables("ca_file")[0], "/ca.pem");
}

#[test]
fn doctor_asks_the_cluster_what_it_is() {
    if !has_client() {
        return;
    }
    let (address, serving) = answering(OPENSEARCH);
    let variables = [
        ("DIGEST_CLUSTER_USER", "Aladdin"),
        ("DIGEST_CLUSTER_PASSWORD", "open sesame"),
    ];
    let [state, found, _] = doctor(&["--index", &address], &variables);
    assert_eq!(state, "good", "{found}");
    assert!(found.contains("OpenSearch 2.19.1"), "{found}");
    assert!(found.contains("no index of this name yet"), "{found}");
    let request = serving.join().unwrap().to_lowercase();
    let header = "authorization: basic qwxhzgrpbjpvcgvuihnlc2ftzq==";
    assert!(request.contains(header), "{request}");

    let (address, serving) = answering("<html>Welcome</html>");
    let [state, found, _] = doctor(&["--index", &address], &[]);
    assert_eq!(state, "bad", "{found}");
    assert!(found.contains("no OpenSearch cluster"), "{found}");
    assert!(
        !serving
            .join()
            .unwrap()
            .to_lowercase()
            .contains("authorization")
    );
}

#[test]
fn credentials_that_cannot_be_had_or_sent_are_told() {
    if !has_client() {
        return;
    }
    let near = "http://localhost:1/digests";
    let far = "http://search.example/digests";
    let key = ("DIGEST_CLUSTER_API_KEY", "geheim");
    let missing = ("DIGEST_CLUSTER_CREDENTIALS_FILE", "/nowhere/key");
    for (address, variable, says) in [
        (far, key, "https://"),
        (near, ("DIGEST_CLUSTER_USER", "kim"), "no password"),
        (near, missing, "/nowhere/key"),
        (
            near,
            ("DIGEST_CA_FILE", "/nowhere/ca.pem"),
            "/nowhere/ca.pem",
        ),
        (near, key, "nothing listens"),
    ] {
        let [state, found, _] = doctor(&["--index", address], &[variable]);
        assert_eq!(state, "bad", "{found}");
        assert!(found.contains(says), "{says}: {found}");
        assert!(!found.contains("geheim"), "{found}");
    }
}

#[test]
#[cfg(unix)]
fn a_file_of_credentials_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    if !has_client() {
        return;
    }
    let dir = Dir::new();
    let path = dir.path().join("key");
    fs::write(&path, "api-key = QUJD\n").unwrap();
    let told = |mode: u32, address: &str| {
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        let file = ("DIGEST_CLUSTER_CREDENTIALS_FILE", path.to_str().unwrap());
        doctor(&["--index", address], &[file])
    };
    let [state, found, _] = told(0o644, "http://localhost:1/digests");
    assert_eq!(state, "bad");
    assert!(found.contains("chmod 600"), "{found}");
    let (address, serving) = answering(OPENSEARCH);
    let [state, found, _] = told(0o600, &address);
    assert_eq!(state, "good", "{found}");
    let request = serving.join().unwrap();
    assert!(request.contains("ApiKey QUJD"), "{request}");
}

#[test]
fn a_build_without_a_client_says_so_and_how_to_get_one() {
    const HOST: &str = "https://search.example:9200";
    if has_client() {
        eprintln!("skipped: this build has a client; it is for `--no-default-features`");
        return;
    }
    let dir = Dir::new();
    let path = dir.path().join("settings.toml");
    // Nobody asks for credentials that cannot be sent.
    fs::write(&path, "credentials_command = [\"false\"]\n").unwrap();
    for args in [&["search", "레드팀"][..], &["index"], &["list"], &["check"]] {
        let ran = |language: &str| {
            let command = own_corpus(&[args, &["--index", ADDRESS]].concat());
            let command = command.env("DIGEST_CONFIG", path.to_str().unwrap());
            command.env("LANG", language).run()
        };
        let english = ran("C.UTF-8");
        assert_eq!(english.code, 2, "{args:?}: {english:?}");
        for says in [
            HOST,
            "without a client for clusters",
            "--no-default-features",
        ] {
            assert!(english.stderr.contains(says), "{args:?}: {english:?}");
        }
        let korean = ran("ko_KR.UTF-8");
        for says in [HOST, "클러스터 클라이언트 없이", "--no-default-features"] {
            assert!(korean.stderr.contains(says), "{args:?}: {korean:?}");
        }
    }
    let [state, found, advice] = doctor(&["--index", ADDRESS], &[]);
    assert_eq!(state, "bad");
    assert!(found.contains("without a client for clusters"), "{found}");
    assert!(advice.contains("--no-default-features"), "{advice}");
}
