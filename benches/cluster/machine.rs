//! What processes take of the machine: memory and time of its processors.

use std::fs;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::samples::{mib, seconds_of, three_digits};

/// How often memory is looked at.
const INTERVAL: Duration = Duration::from_millis(100);

/// In what steps Linux tells the time of processors: a hundred a second, on every architecture
/// that this runs on.
const TICKS_A_SECOND: f64 = 100.0;

/// What one process took.
#[derive(Debug, Clone, Copy, Default)]
pub struct Used {
    /// Seconds of processors.
    pub cpu: f64,
    /// The most memory that it was seen with, with pages of mapped files.
    pub peak_bytes: u64,
}

/// What some work took.
#[derive(Debug, Clone, Default)]
pub struct Phase {
    /// Seconds.
    pub wall: f64,
    /// This process.
    pub own: Used,
    /// Each node.
    pub nodes: Vec<Used>,
    /// Parts of it, each with the seconds that it took.
    pub parts: Vec<(String, f64)>,
}

impl Phase {
    pub fn nodes_cpu(&self) -> f64 {
        self.nodes.iter().map(|node| node.cpu).sum()
    }

    pub fn node_peaks(&self) -> String {
        let peaks = self.nodes.iter().map(|node| mib(node.peak_bytes as f64));
        peaks.collect::<Vec<_>>().join(", ")
    }

    /// Its parts, in words.
    pub fn told(&self) -> String {
        let parts = self
            .parts
            .iter()
            .map(|(name, seconds)| format!("{name} {} s", three_digits(*seconds)));
        parts.collect::<Vec<_>>().join(", ")
    }
}

/// Says that work is over, also where it failed.
struct Over<'a>(&'a AtomicBool);

impl Drop for Over<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Does `work`, and tells what it took of this process and the nodes.
pub fn watched<T>(nodes: &[u32], work: impl FnOnce() -> T) -> (T, Phase) {
    let all: Vec<u32> = [std::process::id()]
        .into_iter()
        .chain(nodes.to_vec())
        .collect();
    let before: Vec<f64> = all.iter().map(|id| cpu(*id)).collect();
    let peaks = Mutex::new(vec![0; all.len()]);
    let is_over = AtomicBool::new(false);
    let look = || {
        let mut peaks = peaks.lock().unwrap_or_else(PoisonError::into_inner);
        for (id, peak) in all.iter().zip(peaks.iter_mut()) {
            *peak = memory(*id).max(*peak);
        }
    };
    let (done, wall) = thread::scope(|scope| {
        let _over = Over(&is_over);
        scope.spawn(|| {
            while !is_over.load(Ordering::Relaxed) {
                look();
                thread::sleep(INTERVAL);
            }
        });
        let started = Instant::now();
        let done = work();
        let wall = seconds_of(started.elapsed());
        look();
        (done, wall)
    });
    let peaks = peaks.into_inner().unwrap_or_else(PoisonError::into_inner);
    let used = all.iter().zip(before).zip(peaks);
    let used = used.map(|((id, before), peak_bytes)| Used {
        cpu: cpu(*id) - before,
        peak_bytes,
    });
    let mut used = used.collect::<Vec<_>>().into_iter();
    let own = used.next().unwrap_or_default();
    let phase = Phase {
        wall,
        own,
        nodes: used.collect(),
        parts: Vec::new(),
    };
    (done, phase)
}

/// The seconds of processors that a process took so far.
fn cpu(id: u32) -> f64 {
    let stat = fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
    // The name, in brackets, may hold spaces; what follows are fields 3 and on.
    let (_, fields) = stat.rsplit_once(')').unwrap_or_default();
    let fields: Vec<&str> = fields.split_whitespace().collect();
    let field = |number: usize| fields.get(number - 3)?.parse::<f64>().ok();
    let ticks: f64 = [14, 15].into_iter().filter_map(field).sum();
    ticks / TICKS_A_SECOND
}

/// The memory that a process has now, in bytes.
fn memory(id: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let number = line.and_then(|rest| rest.split_whitespace().next());
    let kib: u64 = number.and_then(|number| number.parse().ok()).unwrap_or(0);
    kib * 1024
}

/// How many processes want a processor, on the average of the last one, five and fifteen
/// minutes.
pub fn load() -> String {
    let text = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let averages: Vec<&str> = text.split_whitespace().take(3).collect();
    averages.join(", ")
}
