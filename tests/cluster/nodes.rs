//! Nodes of OpenSearch: processes on this machine that form one cluster. They are ended by their
//! process ids, or end by themselves with the tests, since they read an input that ends then.

use std::fs::{self, File};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU16, Ordering};
use std::time::{Duration, Instant};

use digest::cluster::{Client, ClusterAddress};

use super::http::ask;
use crate::util::project;

/// How long the nodes may take to form a cluster, which takes some seconds on an idle machine.
const PATIENCE: Duration = Duration::from_secs(180);

/// What Java is told in tests: little memory, and tests end before code that is compiled well
/// pays.
const TEST_OPTIONS: [&str; 3] = ["-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"];

/// A cluster of its own. Dropping it ends its nodes and removes what they wrote.
pub struct Nodes {
    /// Holds the jars; the nodes start there.
    program: PathBuf,
    /// What Java is told.
    options: Vec<String>,
    nodes: Vec<Node>,
    /// Dropped after the nodes' processes.
    folder: tempfile::TempDir,
}

struct Node {
    /// None where it was killed.
    process: Option<Child>,
    http_port: u16,
    transport_port: u16,
}

impl Drop for Node {
    fn drop(&mut self) {
        self.kill();
    }
}

impl Node {
    fn kill(&mut self) {
        if let Some(mut process) = self.process.take() {
            // It may have ended by itself; the process id is kept until `wait` in any case.
            let _ = process.kill();
            let _ = process.wait();
        }
    }
}

impl Nodes {
    /// Starts `count` nodes and waits until they are one cluster. None, and a line on the
    /// standard error, where there is no Java, nothing was fetched, or this build has no client.
    pub fn start(count: usize) -> Option<Self> {
        Nodes::start_with(count, TEST_OPTIONS.map(str::to_owned).into())
    }

    /// The same with these options of Java's.
    pub fn start_with(count: usize, options: Vec<String>) -> Option<Self> {
        let program = program()?;
        let folder = tempfile::Builder::new()
            .prefix("digest-nodes-")
            .tempdir()
            .unwrap();
        let ports = free_ports(2 * count);
        let nodes = ports.chunks(2).map(|ports| Node {
            process: None,
            http_port: ports[0],
            transport_port: ports[1],
        });
        let mut nodes = Nodes {
            program,
            options,
            nodes: nodes.collect(),
            folder,
        };
        for node in 0..count {
            nodes.spawn(node);
        }
        nodes.wait(0, "green");
        Some(nodes)
    }

    /// A cluster of three nodes that tests share: each uses names of its own for its indices and
    /// aliases, and kills no node. It ends with the tests.
    pub fn shared() -> Option<&'static Self> {
        static SHARED: OnceLock<Option<Nodes>> = OnceLock::new();
        SHARED.get_or_init(|| Nodes::start(3)).as_ref()
    }

    /// Where node `node` answers, without a slash at the end. Nodes are counted from 0.
    pub fn url(&self, node: usize) -> String {
        format!("http://127.0.0.1:{}", self.nodes[node].http_port)
    }

    /// The process ids of the nodes that run.
    #[allow(dead_code, reason = "the bench of the cluster measures them")]
    pub fn process_ids(&self) -> Vec<u32> {
        let processes = self.nodes.iter().filter_map(|node| node.process.as_ref());
        processes.map(Child::id).collect()
    }

    /// Kills a node as a failing machine would (SIGKILL).
    pub fn kill(&mut self, node: usize) {
        assert!(self.is_running(node), "node {node} was killed before");
        self.nodes[node].kill();
    }

    /// Starts a killed node anew, with what it had on disk, and waits until it is back.
    pub fn restart(&mut self, node: usize) {
        assert!(!self.is_running(node), "node {node} still runs");
        self.spawn(node);
        self.wait(node, "yellow");
    }

    /// Waits, by asking `node`, until the cluster has all nodes that run, and is `green` (every
    /// shard and replica is there) or at least `yellow` (every shard is).
    pub fn wait(&mut self, node: usize, status: &str) {
        let running = (0..self.nodes.len()).filter(|node| self.is_running(*node));
        let path = format!(
            "/_cluster/health?wait_for_nodes={}&wait_for_status={status}&timeout=10s",
            running.count()
        );
        let begin = Instant::now();
        loop {
            let answer = ask(&self.url(node), "GET", &path, "");
            if answer.as_ref().is_ok_and(|answer| answer.status == 200) {
                return;
            }
            let ended = self.ended();
            assert!(
                ended.is_none() && begin.elapsed() < PATIENCE,
                "no {status} cluster: node {node} answered {answer:?}, {ended:?} ended\n{}",
                self.logs()
            );
            std::thread::sleep(Duration::from_millis(100));
        }
    }

    fn is_running(&self, node: usize) -> bool {
        self.nodes[node].process.is_some()
    }

    /// The first node that ended by itself.
    fn ended(&mut self) -> Option<usize> {
        self.nodes.iter_mut().position(|node| {
            let process = node.process.as_mut();
            process.is_some_and(|process| process.try_wait().unwrap().is_some())
        })
    }

    fn home(&self, node: usize) -> PathBuf {
        self.folder.path().join(format!("node-{node}"))
    }

    fn log(&self, node: usize) -> PathBuf {
        self.home(node).join("log")
    }

    /// The last lines of all logs.
    fn logs(&self) -> String {
        let logs = (0..self.nodes.len()).map(|node| {
            let log = fs::read_to_string(self.log(node)).unwrap_or_default();
            let lines: Vec<_> = log.lines().collect();
            let last = &lines[lines.len().saturating_sub(40)..];
            format!("node {node}:\n{}\n", last.join("\n"))
        });
        logs.collect()
    }

    fn spawn(&mut self, node: usize) {
        let home = self.home(node);
        fs::create_dir_all(&home).unwrap();
        let log = File::options()
            .create(true)
            .append(true)
            .open(self.log(node))
            .unwrap();
        let transports = self.nodes.iter().map(|node| node.transport_port);
        let seeds: Vec<_> = transports.map(|port| format!("127.0.0.1:{port}")).collect();
        let name = self.folder.path().file_name().unwrap().to_string_lossy();
        let Node {
            http_port,
            transport_port,
            ..
        } = self.nodes[node];
        let mut command = Command::new("java");
        command
            // The archive of classes holds for this folder and class path alone, and the java
            // that made it; where it does not hold a node starts without it.
            .current_dir(&self.program)
            .args(["-Xshare:auto", "-XX:SharedArchiveFile=nodes.jsa"])
            .args(&self.options)
            .arg("-Dlog4j2.level=WARN")
            .args(["-cp", "lib/*", "ClusterNode"])
            .arg(format!("cluster.name={name}"))
            .arg(format!("node.name=node-{node}"))
            .arg(format!("path.home={}", home.display()))
            .arg("network.host=127.0.0.1")
            .arg(format!("http.port={http_port}"))
            .arg(format!("transport.port={transport_port}"))
            .arg(format!("discovery.seed_hosts={}", seeds.join(",")))
            // One node forms the cluster and the others join it, so that no elections collide
            // at the start. Later the nodes elect among all.
            .arg("cluster.initial_cluster_manager_nodes=node-0")
            .arg("discovery.find_peers_interval=200ms")
            // A node that waited for a cluster would not see that its input ended.
            .arg("discovery.initial_state_timeout=0s")
            // The disk of a machine that runs tests may be fuller than a cluster likes.
            .arg("cluster.routing.allocation.disk.threshold_enabled=false")
            .stdin(Stdio::piped())
            .stdout(log.try_clone().unwrap())
            .stderr(log);
        // Its end of the input is held with the process.
        self.nodes[node].process = Some(command.spawn().unwrap());
    }
}

/// Whether this build can ask a cluster: it was built with the feature `cluster`. Where it was not,
/// a line on the standard error says that a test is skipped.
pub fn has_client() -> bool {
    let address = ClusterAddress::parse("http://localhost/digests");
    let built_in = Client::check_built_in(&address.unwrap().unwrap());
    if let Err(fault) = &built_in {
        eprintln!("skipped: {fault}");
    }
    built_in.is_ok()
}

/// The folder with the jars, where they, Java and a client are there. Where `DIGEST_TEST_CLUSTER` names a
/// folder, what is missing is a failure.
fn program() -> Option<PathBuf> {
    if !has_client() {
        return None;
    }
    let named = std::env::var_os("DIGEST_TEST_CLUSTER");
    let folder = named.clone().map(PathBuf::from);
    let folder = project().join(folder.unwrap_or_else(|| "target/cluster".into()));
    let missing = if !is_current(&folder) {
        format!("{} is not there or old", folder.display())
    } else if !has_java() {
        "java cannot be run".to_owned()
    } else {
        return Some(folder);
    };
    let told = format!("no cluster: {missing}; tests/cluster/fetch makes it, with a JDK and Maven");
    assert!(named.is_none(), "{told}");
    eprintln!("skipped: {told}");
    None
}

/// Whether what was fetched is made of the launcher and the list of jars as they are now.
fn is_current(folder: &Path) -> bool {
    let now = project().join("tests/cluster/nodes");
    let mut names = fs::read_dir(&now)
        .unwrap()
        .map(|file| file.unwrap().file_name());
    names.all(|name| {
        let made_of = fs::read(folder.join("sources").join(&name));
        made_of.is_ok_and(|made_of| made_of == fs::read(now.join(&name)).unwrap())
    })
}

fn has_java() -> bool {
    let mut java = Command::new("java");
    let java = java.arg("-version").stdin(Stdio::null()).output();
    java.is_ok_and(|java| java.status.success())
}

/// Ports that nothing listens at. They lie below those that systems give to outgoing connections,
/// which might else take one while its node is not there, and each is given out once, so that
/// two clusters that start together get other ones.
fn free_ports(count: usize) -> Vec<u16> {
    const FIRST: u16 = 10_000;
    const COUNT: u16 = 20_000;
    static NEXT: AtomicU16 = AtomicU16::new(0);
    let of_process = (u64::from(std::process::id()) * 64 % u64::from(COUNT)) as u16;
    let candidates = std::iter::repeat_with(|| {
        let next = NEXT.fetch_add(1, Ordering::Relaxed);
        FIRST + (of_process + next % COUNT) % COUNT
    });
    let is_free = |port: &u16| TcpListener::bind(("127.0.0.1", *port)).is_ok();
    let free = candidates.take(usize::from(COUNT)).filter(is_free);
    let free: Vec<_> = free.take(count).collect();
    assert_eq!(free.len(), count, "no free ports");
    free
}

#[test]
fn a_node_ends_with_its_input_and_removes_its_folder() {
    let Some(mut nodes) = Nodes::start(1) else {
        return;
    };
    let answer = ask(&nodes.url(0), "GET", "/", "").unwrap();
    assert!(answer.body["cluster_name"].is_string(), "{answer:?}");
    let mut process = nodes.nodes[0].process.take().unwrap();
    drop(process.stdin.take());
    let begin = Instant::now();
    let status = loop {
        if let Some(status) = process.try_wait().unwrap() {
            break status;
        }
        if begin.elapsed() > PATIENCE {
            process.kill().unwrap();
        }
        std::thread::sleep(Duration::from_millis(100));
    };
    assert!(status.success(), "{status}\n{}", nodes.logs());
    assert!(!nodes.folder.path().exists());
}

#[test]
fn ports_are_given_once() {
    let mut ports = free_ports(6);
    ports.extend(free_ports(6));
    let before = ports.len();
    ports.sort_unstable();
    ports.dedup();
    assert_eq!(ports.len(), before);
}
