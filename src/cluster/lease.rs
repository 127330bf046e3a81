//! Who may write an index on a cluster: a lease, which a run renews while it works.
//!
//! It is a row in an index of its own, `digests-lock`, changed only by whoever knows its version.
//! No clocks of two machines are compared: who waits takes a lease over once it has seen, by its
//! own clock, that nothing renewed it for as long as it holds. A run that stood still for so long
//! finds that itself. Beside the row an alias, `digests-run-…`, names the run: what it publishes
//! is published in the same step in which that is taken away, so that no run publishes whose
//! lease another has.

use std::fmt;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use serde_json::{Map, Value, json};

use super::client::Client;
use super::error::ClusterError;
use super::generation::mapping::{is_marked, mark};
use super::path::path;
use super::reply::{Body, Method, Request};
use crate::index::Locked;
use crate::language::{Message, messages};

/// The row that is the lease.
const ROW: &str = "lease";

const HOLDER: &str = "holder";
const HOST: &str = "host";
const PID: &str = "pid";
/// How long it holds unless it is renewed, in milliseconds.
const LEASE: &str = "lease_ms";
/// How often it was renewed: so each renewal is another row.
const RENEWALS: &str = "renewals";
/// The highest number that a generation was given. None is given twice, so that what a run still
/// sends whose lease ran out never meets the generation of another.
const NUMBER: &str = "number";

/// A lease is renewed so many times while it would hold.
const RENEWALS_A_LEASE: u32 = 12;

/// A renewal may take so many of these parts of a lease.
const PARTS_A_RENEWAL: u32 = 6;

/// How often it is looked at most whether a lease that another run holds was renewed.
const LOOK_INTERVAL: Duration = Duration::from_millis(500);

/// No lease holds longer, whatever a row says.
const LONGEST_LEASE: Duration = Duration::from_secs(600);

/// The run that holds a lease, as others are told of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeaseHolder {
    /// The machine that it is on.
    pub host: String,
    /// Its process there.
    pub pid: u32,
}

/// The lease of a run is another's by now, or ran out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeaseLost(String);

impl fmt::Display for LeaseLost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        messages::cluster::lease_lost(&self.0).fmt(f)
    }
}

impl std::error::Error for LeaseLost {}

/// The right to write an index on a cluster, held by one run at a time. Given up where it is
/// dropped.
#[derive(Debug)]
pub struct ClusterLease {
    shared: Arc<Shared>,
    renewing: Option<JoinHandle<()>>,
}

#[derive(Debug)]
struct Shared {
    client: Arc<Client>,
    /// The index that is written.
    name: String,
    /// What this run calls itself.
    id: String,
    holder: LeaseHolder,
    lease: Duration,
    state: Mutex<State>,
    /// Told when it is given up.
    given_up: Condvar,
    /// Which row is ours; locked while it is renewed.
    row: Mutex<Held>,
}

#[derive(Debug)]
struct State {
    /// When the last renewal that succeeded began.
    renewed: Instant,
    is_lost: bool,
    is_given_up: bool,
}

/// The row as this run wrote it last.
#[derive(Debug, Clone, Copy)]
struct Held {
    version: Version,
    renewals: u64,
    number: u64,
}

/// By what the cluster tells one state of a row from every other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Version {
    seq_no: u64,
    primary_term: u64,
}

/// A row that was read.
struct Found {
    version: Version,
    /// What its run calls itself; empty where none holds it.
    id: String,
    number: u64,
    holder: LeaseHolder,
    lease: Duration,
}

impl Version {
    fn of(reply: &Value) -> Option<Self> {
        Some(Version {
            seq_no: reply["_seq_no"].as_u64()?,
            primary_term: reply["_primary_term"].as_u64()?,
        })
    }

    fn condition(self) -> String {
        let Version {
            seq_no,
            primary_term,
        } = self;
        format!("?if_seq_no={seq_no}&if_primary_term={primary_term}")
    }
}

impl ClusterLease {
    /// Takes the lease of the index that the client's address names, which holds for `lease`
    /// unless it is renewed. Where another run holds it, waits until `patience` says to stop,
    /// which is asked again and again with the time waited, and in any case until that is seen
    /// to be alive; where it is not, takes its lease over and tells that.
    ///
    /// # Errors
    ///
    /// Where the cluster does not answer, `go_on` says so, or there is something on the cluster
    /// in the place of the lease that is none of this program's.
    pub fn take(
        client: &Arc<Client>,
        holder: LeaseHolder,
        lease: Duration,
        go_on: &dyn Fn() -> anyhow::Result<()>,
        mut patience: impl FnMut(Duration) -> bool,
        mut tell: impl FnMut(&Message),
    ) -> anyhow::Result<Result<Self, Locked>> {
        let shared = Shared {
            client: Arc::clone(client),
            name: client.address().name().to_owned(),
            id: random_id(),
            holder,
            lease,
            state: Mutex::new(State {
                renewed: Instant::now(),
                is_lost: false,
                is_given_up: false,
            }),
            given_up: Condvar::new(),
            row: Mutex::new(Held {
                version: Version {
                    seq_no: 0,
                    primary_term: 0,
                },
                renewals: 0,
                number: 0,
            }),
        };
        shared.make_index()?;
        let started = Instant::now();
        let mut seen: Option<(Version, Instant)> = None;
        let mut is_alive = false;
        loop {
            go_on()?;
            let looked = Instant::now();
            let found = shared.read()?;
            let mut over = None;
            let condition = match &found {
                None => "?op_type=create".to_owned(),
                // That it is free, or that the answer to our own writing was lost.
                Some(found) if found.id.is_empty() || found.id == shared.id => {
                    found.version.condition()
                }
                Some(found) => {
                    match seen {
                        Some((version, since)) if version == found.version => {
                            if looked.saturating_duration_since(since) >= found.lease {
                                over = Some(found);
                            }
                        }
                        before => {
                            is_alive = before.is_some();
                            seen = Some((found.version, Instant::now()));
                        }
                    }
                    // Asked in any case: it tells that there is something to wait for.
                    let is_patient = patience(started.elapsed());
                    if over.is_none() {
                        if !is_patient && is_alive {
                            return Ok(Err(Locked));
                        }
                        std::thread::sleep(LOOK_INTERVAL.min(found.lease / RENEWALS_A_LEASE));
                        continue;
                    }
                    found.version.condition()
                }
            };
            let begun = Instant::now();
            let number = found.as_ref().map_or(0, |found| found.number);
            let version = match shared.write(&condition, &shared.id, 0, number) {
                Ok(version) => version,
                // Another run was faster.
                Err(ClusterError::Conflict { .. }) => continue,
                Err(error) => return Err(error.into()),
            };
            *locked(&shared.row) = Held {
                version,
                renewals: 0,
                number,
            };
            locked(&shared.state).renewed = begun;
            if let Some(Found { holder, .. }) = over {
                tell(&messages::cluster::lease_taken_over(
                    &holder.pid,
                    &holder.host,
                ));
            }
            return ClusterLease::begin(shared).map(Ok);
        }
    }

    /// Renews what was taken until it is given up.
    fn begin(shared: Shared) -> anyhow::Result<Self> {
        let mut lease = ClusterLease {
            shared: Arc::new(shared),
            renewing: None,
        };
        let shared = Arc::clone(&lease.shared);
        let thread = std::thread::Builder::new().name("lease".to_owned());
        let renewing = thread.spawn(move || shared.keep_renewed());
        lease.renewing = Some(renewing.context(messages::index::no_threads())?);
        Ok(lease)
    }

    /// Refuses to go on where the lease is lost. Asks nothing of the cluster.
    ///
    /// # Errors
    ///
    /// [`LeaseLost`] where it is another's, or was not renewed in time.
    pub fn check_held(&self) -> anyhow::Result<()> {
        self.shared.check_held()
    }

    /// Renews it now.
    ///
    /// # Errors
    ///
    /// Where it is lost, or the cluster does not answer.
    pub(crate) fn confirm(&self) -> anyhow::Result<()> {
        self.shared.renew(0)?;
        self.check_held()
    }

    /// A number for a generation, above `last` and all that were given before.
    ///
    /// # Errors
    ///
    /// As for [`ClusterLease::confirm`].
    pub(crate) fn next_number(&self, last: u64) -> anyhow::Result<u64> {
        let given = locked(&self.shared.row).number;
        let number = given.max(last) + 1;
        self.shared.renew(number)?;
        Ok(number)
    }

    /// The client of the cluster.
    pub(crate) fn client(&self) -> &Arc<Client> {
        &self.shared.client
    }
}

impl Drop for ClusterLease {
    fn drop(&mut self) {
        locked(&self.shared.state).is_given_up = true;
        self.shared.given_up.notify_all();
        if let Some(renewing) = self.renewing.take() {
            // A thread that panicked renews no more, which is what is wanted.
            let _ = renewing.join();
        }
        if self.check_held().is_ok() {
            self.shared.give_up();
        }
    }
}

impl Shared {
    /// Makes the index of the lease where there is none.
    fn make_index(&self) -> anyhow::Result<()> {
        let index = lock_index(&self.name);
        let is_there = |found: Option<Value>| match found {
            None => Ok(false),
            // What the alias of another index is comes under that one's name.
            Some(found) if is_marked(&found[&index]["mappings"]) => Ok(true),
            Some(_) => bail!(messages::cluster::foreign(&index)),
        };
        let mapping = format!("{}/_mapping", path([index.as_str()]));
        if is_there(self.client.get_if_there(&mapping)?)? {
            return Ok(());
        }
        let unsearched = json!({"type": "keyword", "index": false, "doc_values": false});
        let number = json!({"type": "long", "index": false, "doc_values": false});
        let creation = json!({
            "settings": {"index": {"number_of_shards": 1, "auto_expand_replicas": "0-1"}},
            "mappings": {
                "dynamic": "strict",
                "_meta": mark(""),
                "properties": {
                    HOLDER: unsearched, HOST: unsearched,
                    PID: number, LEASE: number, RENEWALS: number, NUMBER: number,
                },
            },
        });
        match self.client.put(&path([index.as_str()]), &creation) {
            Ok(_) => Ok(()),
            // Another run may have made it at the same time.
            Err(error) => match is_there(self.client.get_if_there(&mapping)?)? {
                true => Ok(()),
                false => Err(error.into()),
            },
        }
    }

    fn row_path(&self) -> String {
        path([lock_index(&self.name).as_str(), "_doc", ROW])
    }

    fn read(&self) -> anyhow::Result<Option<Found>> {
        let path = self.row_path();
        let request = Request::new(Method::Get, &path, Body::None).within(self.renewal_time());
        let found = match self.client.ask_if_there(request)? {
            Some(found) if found["found"] != false => found,
            _ => return Ok(None),
        };
        let index = lock_index(&self.name);
        let foreign = || messages::cluster::foreign(&index);
        let row = &found["_source"];
        let text = |name: &str| row[name].as_str().map(str::to_owned);
        let lease = row[LEASE].as_u64().with_context(foreign)?;
        Ok(Some(Found {
            version: Version::of(&found).with_context(foreign)?,
            id: text(HOLDER).with_context(foreign)?,
            number: row[NUMBER].as_u64().with_context(foreign)?,
            holder: LeaseHolder {
                host: told(&text(HOST).with_context(foreign)?),
                pid: row[PID]
                    .as_u64()
                    .and_then(|pid| pid.try_into().ok())
                    .unwrap_or(0),
            },
            lease: Duration::from_millis(lease).min(LONGEST_LEASE),
        }))
    }

    fn write(
        &self,
        condition: &str,
        id: &str,
        renewals: u64,
        number: u64,
    ) -> Result<Version, ClusterError> {
        let path = format!("{}{condition}", self.row_path());
        let row = self.row(id, renewals, number);
        let request = Request::new(Method::Put, &path, Body::Json(&row));
        let reply = self.client.ask(request.within(self.renewal_time()))?;
        Version::of(&reply).ok_or(ClusterError::CutShort)
    }

    fn row(&self, id: &str, renewals: u64, number: u64) -> Value {
        let mut row = Map::new();
        let lease = u64::try_from(self.lease.as_millis()).unwrap_or(u64::MAX);
        row.insert(HOLDER.to_owned(), id.into());
        row.insert(HOST.to_owned(), self.holder.host.as_str().into());
        row.insert(PID.to_owned(), self.holder.pid.into());
        row.insert(LEASE.to_owned(), lease.into());
        row.insert(RENEWALS.to_owned(), renewals.into());
        row.insert(NUMBER.to_owned(), number.into());
        Value::Object(row)
    }

    fn renewal_time(&self) -> Duration {
        self.lease / PARTS_A_RENEWAL
    }

    /// Gives the lease its time anew, and remembers a number that is given out.
    fn renew(&self, number: u64) -> anyhow::Result<()> {
        let mut row = locked(&self.row);
        self.check_held()?;
        let begun = Instant::now();
        let renewals = row.renewals + 1;
        let number = row.number.max(number);
        let held = |version| Held {
            version,
            renewals,
            number,
        };
        match self.write(&row.version.condition(), &self.id, renewals, number) {
            Ok(version) => *row = held(version),
            // It may have been taken, and the answer lost.
            Err(ClusterError::Conflict { .. } | ClusterError::NoIndex { .. }) => {
                match self.read()? {
                    Some(found) if found.id == self.id && found.number == number => {
                        *row = held(found.version);
                    }
                    _ => {
                        locked(&self.state).is_lost = true;
                        bail!(LeaseLost(self.name.clone()));
                    }
                }
            }
            Err(error) => return Err(error.into()),
        }
        locked(&self.state).renewed = begun;
        Ok(())
    }

    fn keep_renewed(&self) {
        loop {
            let state = locked(&self.state);
            let waited =
                self.given_up
                    .wait_timeout_while(state, self.lease / RENEWALS_A_LEASE, |state| {
                        !state.is_given_up
                    });
            let (state, _) = waited.unwrap_or_else(PoisonError::into_inner);
            if state.is_given_up || state.is_lost {
                return;
            }
            drop(state);
            // Where the cluster does not answer it is tried again until the lease has run out,
            // which whoever works finds.
            let _ = self.renew(0);
        }
    }

    fn check_held(&self) -> anyhow::Result<()> {
        let state = locked(&self.state);
        if state.is_lost || state.renewed.elapsed() >= self.lease {
            bail!(LeaseLost(self.name.clone()));
        }
        Ok(())
    }

    /// Frees the row. Where the cluster does not do that, the next run waits until the lease has
    /// run out.
    fn give_up(&self) {
        let held = *locked(&self.row);
        let row = self.row("", held.renewals + 1, held.number);
        let path = format!("{}{}", self.row_path(), held.version.condition());
        let request = Request::new(Method::Put, &path, Body::Json(&row)).at_the_end();
        let _ = self.client.ask(request.within(self.renewal_time()));
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // What they hold is changed in one step, and so is right also where a thread panicked.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The index that holds the lease for the index `name`.
fn lock_index(name: &str) -> String {
    format!("{name}-lock")
}

/// What no other run calls itself.
fn random_id() -> String {
    let random = || RandomState::new().build_hasher().finish();
    format!("{:016x}{:016x}", random(), random())
}

/// The name of a machine as somebody else wrote it.
fn told(host: &str) -> String {
    super::refusal::told(host).english().to_owned()
}
