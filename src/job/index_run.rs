//! From the corpus to a published generation.
//!
//! Defines the steps of a run, and what is done where one fails. What there is, is told in
//! `listing`, what changed of it in `changes`, what is refused in `guards`, what is reported in
//! `report`; a generation is made in `generation`.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::time::Instant;

use anyhow::Context;

use super::address_space::AddressSpace;
use super::canaries::{self, Canary};
use super::changes::Changes;
use super::claims::Claims;
use super::generation::NewGeneration;
use super::place::{BaseGeneration, Built, Place, Writer};
use super::report::unconfirmed;
use super::{
    Account, ClusterIndex, FileReport, IndexJob, IndexReport, JobError, JobEvent, Refusal, Sink,
    Stop, check_stop, guards, listing, order, take_lock, word_files,
};
use crate::analysis::{Analyzer, Terms};
use crate::cluster::{ClusterOpenError, ClusterReader};
use crate::corpus::{self, Allowance, CorpusError, CorpusListing, Ignored, Means};
use crate::index::{Effort, FileRecord, IndexReader, NotFinished, OpenError, Sources, Totals};
use crate::language::{Message, labels::states, messages};
use crate::search::Synonyms;

/// So much of digest files is worth a thread, in bytes. Each thread makes a segment of its
/// own, and searches open every one.
const BYTES_A_THREAD: u64 = 2 << 20;

/// How many threads digest files of so many bytes are worth, of those that the machine
/// runs at once for this process.
fn threads_for(bytes: u64) -> usize {
    let worth = usize::try_from(bytes / BYTES_A_THREAD).unwrap_or(usize::MAX);
    let all = std::thread::available_parallelism().map_or(1, usize::from);
    worth.clamp(1, all)
}

impl IndexJob {
    /// Does it, and reports what was done.
    ///
    /// Nothing is published where nothing changed. A file that cannot be parsed keeps
    /// the articles of its last good state.
    ///
    /// # Errors
    ///
    /// [`JobError`] tells why nothing was published; searches go on over the index as it was.
    pub fn run(&self, stop: Stop<'_>, tell: Sink<'_>) -> Result<IndexReport, JobError> {
        let started = self.begin(stop)?;
        let lock = take_lock(&self.index, self.wait, stop, tell)?;
        if self.only_first {
            match IndexReader::open(&self.index, Some(&self.corpus)) {
                Ok(_) | Err(OpenError::Missing) => {}
                // It came while this run waited for the lock.
                Err(error) => return Err(error.into()),
            }
        }
        let index = self.index.display().to_string();
        self.run_in(&lock, &index, started, stop, tell)
            .map_err(|error| AddressSpace::of_process().explain(error))
    }
}

impl IndexJob<ClusterIndex> {
    /// The same on a cluster.
    ///
    /// # Errors
    ///
    /// As where the index is in a folder; and where the cluster does not do what it is asked.
    pub fn run(&self, stop: Stop<'_>, tell: Sink<'_>) -> Result<IndexReport, JobError> {
        let started = self.begin(stop)?;
        let held = self.index.held(self.wait, stop, tell)?;
        if self.only_first {
            let ClusterIndex { client, cache, .. } = &self.index;
            match ClusterReader::open(Arc::clone(client), cache) {
                Ok(_) | Err(ClusterOpenError::Missing) => {}
                // It came while this run waited for the lease.
                Err(error) => return Err(error.into()),
            }
        }
        self.run_in(&held, &self.index.shown(), started, stop, tell)
            .map_err(|error| AddressSpace::of_process().explain(error))
    }
}

impl<I> IndexJob<I> {
    /// Looks whether it can be done at all, before anything is made: a mistyped corpus must
    /// leave no index behind. When it began.
    fn begin(&self, stop: Stop<'_>) -> Result<Instant, JobError> {
        let started = Instant::now();
        AddressSpace::of_process().check_before(self.memory_bytes)?;
        self.list(stop)?;
        Ok(started)
    }

    fn run_in<P: Place>(
        &self,
        place: &P,
        index: &str,
        started: Instant,
        stop: Stop<'_>,
        tell: Sink<'_>,
    ) -> Result<IndexReport, JobError> {
        place.remove_leftovers()?;
        let terms = word_files::terms(&self.corpus)?;
        let synonyms = word_files::synonyms(&self.corpus)?;
        let run = Run {
            job: self,
            index,
            stop,
            place,
            sources: Sources {
                corpus: self.corpus.to_string_lossy().into_owned(),
                parser: corpus::PARSER_VERSION,
                terms: terms.fingerprint(),
                synonyms: synonyms.fingerprint(),
                fields: self.fields.fingerprint(),
            },
            canaries: canaries::read(&self.corpus)?,
            terms,
            synonyms,
            started,
        };
        let mut distrusted = Vec::new();
        loop {
            let go_on = || Ok(check_stop(stop)?);
            let base = place.find_base(&distrusted, &go_on, &mut |reason| {
                problem(tell, &messages::job::passed_over(&reason));
            })?;
            if let Some((base, flaw)) = base.as_ref().and_then(|base| Some((base, base.flaw()?))) {
                let told = messages::job::damaged_passed_over(&base.shown(), &flaw);
                problem(tell, &told);
            }
            let base_place = base.as_ref().map(P::Base::place);
            // What was listed before another job ended may have changed meanwhile.
            let listing = self.list(stop)?;
            match (run.once(base, listing, tell), base_place) {
                (Ok(report), _) => return Ok(report),
                (Err(NotFinished::BaseDamaged(reason)), Some(base_place)) => {
                    distrusted.push((base_place, reason));
                }
                (Err(NotFinished::BaseDamaged(reason)), None) => {
                    return Err(anyhow::Error::msg(reason).into());
                }
                (Err(NotFinished::Failed(error)), _) => return Err(error.into()),
            }
        }
    }

    fn list(&self, stop: Stop<'_>) -> Result<CorpusListing, JobError> {
        let may_be_missing = self.allow_empty;
        listing::list(&self.corpus, self.reach, may_be_missing, self.advice, stop)
    }

    fn may_shrink(&self, totals: Totals) -> bool {
        let becomes_empty = totals.articles == 0;
        self.allow_shrink || (self.allow_empty && becomes_empty)
    }
}

/// Tells something that somebody should look at.
fn problem(tell: Sink<'_>, message: &Message) {
    tell(&JobEvent::Problem { message });
}

/// What stays the same however often a run has to begin anew.
struct Run<'a, P, I> {
    job: &'a IndexJob<I>,
    /// The index as people are told of it.
    index: &'a str,
    stop: Stop<'a>,
    place: &'a P,
    sources: Sources,
    terms: Terms,
    synonyms: Synonyms,
    canaries: Vec<Canary>,
    started: Instant,
}

impl<P: Place, I> Run<'_, P, I> {
    /// Builds on `base` what changed since, or all.
    fn once(
        &self,
        base: Option<P::Base>,
        listing: CorpusListing,
        tell: Sink<'_>,
    ) -> Result<IndexReport, NotFinished> {
        let job = self.job;
        if let Some(misfit) = base
            .as_ref()
            .and_then(P::Base::misfit)
            .filter(|it| it.newer)
        {
            return Err(failed(JobError::Newer {
                index: self.index.to_owned(),
                difference: misfit.difference.clone(),
            }));
        }
        let records = base.as_ref().map_or(&[][..], P::Base::records);
        let by_name: HashMap<&str, &FileRecord> = records
            .iter()
            .map(|record| (record.file.as_str(), record))
            .collect();
        let ignored = listing.ignored.clone();
        let account = Account::of(&ignored);
        let (files, problems) = listing::with_hidden(listing, &job.corpus, records);
        if files.is_empty() && !job.allow_empty {
            let corpus = job.corpus.clone();
            let ignored = account.sentences(true);
            return Err(failed(Refusal::NoFile {
                corpus,
                problems,
                ignored,
            }));
        }
        tell(&JobEvent::Started {
            corpus: &job.corpus.display().to_string(),
            index: self.index,
            files: files.len() as u64,
        });
        for told in &problems {
            problem(tell, &Message::told_by(told));
        }
        for kind in &account.ignored_kinds {
            tell(&JobEvent::from(kind));
        }
        let allowance = Allowance::of_memory(job.memory_bytes);
        let changes = Changes::find(files, &by_name, allowance.file_bytes, self.stop, tell)
            .map_err(failed)?;
        let names: Vec<&str> = changes.files.iter().map(|f| f.0.name.as_str()).collect();
        let known = by_name.iter().map(|(name, record)| (*name, record.place));
        let mut rebuilt = self.rebuild_reason(base.as_ref());
        let known: HashMap<&str, u64> = match rebuilt {
            Some(_) => HashMap::new(),
            None => known.collect(),
        };
        let places = match order::places(&names, &known) {
            Some(places) => places,
            None => {
                rebuilt.get_or_insert_with(messages::job::order_numbers);
                order::places(&names, &HashMap::new()).context(messages::job::too_many_files())?
            }
        };
        if let Some(base) = &base
            && rebuilt.is_none()
            && changes.is_empty()
            && self.is_as_built(base)
        {
            let elapsed = self.started.elapsed();
            tell(&JobEvent::Unchanged {
                generation: &base.name(),
                elapsed,
            });
            let account = Account::with_copies(ignored, base.records());
            let report = IndexReport::of_unchanged(base, account, elapsed);
            for file in report.files.iter().filter(|file| file.needs_a_look()) {
                file.tell_warnings(tell);
            }
            return Ok(report.with_problems(problems));
        }
        if let Some(reason) = &rebuilt {
            tell(&JobEvent::Rebuilding { reason });
        }
        let aside = Aside { problems, ignored };
        self.build(base, &changes, &places, rebuilt, aside, tell)
    }

    /// Why nothing of `base` can be taken over; `None` where it can.
    fn rebuild_reason(&self, base: Option<&P::Base>) -> Option<Message> {
        let Some(base) = base else {
            return Some(messages::job::no_index_yet());
        };
        if let Some(reason) = &self.job.rebuild {
            return Some(reason.clone());
        }
        if let Some(misfit) = base.misfit() {
            return Some(Message::told_by(&misfit));
        }
        if let Some(flaw) = base.flaw() {
            return Some(messages::job::base_damaged(&base.name(), &flaw));
        }
        if let Some(reason) = base.unshareable() {
            return Some(reason.clone());
        }
        let built_of = base.manifest().map(|manifest| &manifest.sources)?;
        if built_of.parser != self.sources.parser {
            return Some(messages::job::parses_otherwise());
        }
        if built_of.fields != self.sources.fields {
            return Some(messages::job::fields_changed());
        }
        (built_of.terms != self.sources.terms).then(messages::job::terms_changed)
    }

    /// Whether the generation need not be written again where the digest files did not
    /// change: it is whole, and searches find it so.
    fn is_as_built(&self, base: &P::Base) -> bool {
        let sources = base.manifest().map(|manifest| &manifest.sources);
        base.is_published() && sources == Some(&self.sources) && base.looks_whole()
    }

    fn build(
        &self,
        base: Option<P::Base>,
        changes: &Changes,
        places: &[u64],
        rebuilt: Option<Message>,
        aside: Aside,
        tell: Sink<'_>,
    ) -> Result<IndexReport, NotFinished> {
        let Run {
            job, stop, place, ..
        } = *self;
        let Aside { problems, ignored } = aside;
        let analyzer = Arc::new(Analyzer::with_terms(&self.terms).map_err(anyhow::Error::from)?);
        let space = AddressSpace::of_process();
        let go_on = || {
            check_stop(stop).and_then(|()| space.check(0))?;
            place.check_held()
        };
        let is_shared = base.is_some() && rebuilt.is_none();
        let effort = Effort {
            threads: job
                .threads
                .unwrap_or_else(|| threads_for(changes.bytes(is_shared))),
            memory_bytes: job.memory_bytes,
        };
        let mut made = NewGeneration {
            claims: Claims::of(base.as_ref().map_or(&[], P::Base::records), changes),
            shares_base: is_shared,
            writer: place.start(&analyzer, base.as_ref(), is_shared, effort, &go_on)?,
            base,
            analyzer: &analyzer,
            allowance: Allowance::of_memory(job.memory_bytes),
            means: Means {
                pdf: job.pdf_program.as_ref(),
                fields: &job.fields,
                stop,
            },
            advice: job.advice,
            stop,
            space,
            records: BTreeMap::new(),
            reports: problems.into_iter().map(FileReport::of_problem).collect(),
        };
        made.fill(changes, places, tell)?;
        let NewGeneration {
            base,
            shares_base,
            writer,
            records,
            reports: mut files,
            ..
        } = made;
        let totals = Totals::of(records.values());
        if totals.articles + totals.events == 0 && !job.allow_empty {
            return Err(failed(Refusal::NoArticle {
                corpus: job.corpus.clone(),
                messages: files.iter().flat_map(FileReport::messages).collect(),
            }));
        }
        if let Some(base) = base.as_ref().filter(|_| !job.may_shrink(totals)) {
            let now: Vec<&FileRecord> = records.values().collect();
            guards::check_shrinking(base.records(), &now, &changes.renamed().collect())
                .map_err(failed)?;
        }
        for name in &changes.gone {
            if !changes.renamed().any(|(_, from)| from == name) {
                let removed = FileReport::of_removed(name);
                tell(&JobEvent::from(&removed));
                files.push(removed);
            }
        }
        let records: Vec<FileRecord> = records.into_values().collect();
        let shared = base.as_ref().filter(|_| shares_base);
        tell(&JobEvent::Phase {
            name: states::VERIFYING,
        });
        let built = writer.finish(shared, self.sources.clone(), &self.terms, &records)?;
        let engine = built.engine(&analyzer, &self.synonyms)?;
        let unasked = canaries::check(&self.canaries, engine, job.bounds).map_err(failed)?;
        for told in &unasked {
            problem(tell, &Message::told_by(told));
        }
        files.extend(unasked.into_iter().map(FileReport::of_problem));
        files.sort_by(|a, b| a.file.cmp(&b.file));
        tell(&JobEvent::Verified {
            documents: totals.articles + totals.events,
            canaries: self.canaries.len() as u64,
        });
        let built = match &base {
            Some(base) => built.beside(base, &go_on)?,
            None => built,
        };
        check_stop(stop).map_err(failed)?;
        let published = built.publish()?;
        let unconfirmed = published.unconfirmed.as_ref().map(unconfirmed);
        if let Some(message) = &unconfirmed {
            problem(tell, message);
        }
        let generation = published.name;
        tell(&JobEvent::Published {
            articles: totals.articles,
            generation: &generation,
            elapsed: self.started.elapsed(),
        });
        Ok(IndexReport {
            totals,
            elapsed: self.started.elapsed(),
            generation: Some(generation),
            published: true,
            unconfirmed,
            // That there was none before is no news.
            rebuilt: rebuilt.filter(|_| base.is_some()),
            files,
            account: Account::with_copies(ignored, &records),
        })
    }
}

/// What is told of a corpus folder beside its digest files.
struct Aside {
    problems: Vec<CorpusError>,
    ignored: Ignored,
}

/// A step that failed, for whoever makes a generation.
fn failed(error: impl Into<JobError>) -> NotFinished {
    NotFinished::Failed(error.into().into())
}
