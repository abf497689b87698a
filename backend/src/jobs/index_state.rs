//! How the index of this node is doing, for those who follow the outbox, for `/health` and for the staff.

use super::readers::LastReport;
use chrono::{DateTime, Utc};
use serde::Serialize;
use std::sync::atomic::AtomicI64;
use std::sync::{Mutex, MutexGuard, PoisonError};
use tokio::sync::watch;
use utoipa::ToSchema;

/// Why an index is built anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RebuildReason {
    /// There was none, or it was damaged or of another version.
    Missing,
    /// The node was away for so long that the entries it needs were pruned.
    Behind,
    /// `jiqiao reindex`.
    Requested,
    /// The dictionary cuts texts differently now.
    Words,
}

impl RebuildReason {
    /// What people read.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Missing => "索引不存在、已损坏或版本不同",
            Self::Behind => "离开太久，须从数据库重新读取",
            Self::Requested => "管理员要求重建",
            Self::Words => "词典有变动，须重新切分",
        }
    }
}

/// A rebuild that runs.
#[derive(Clone, Debug)]
pub struct Rebuild {
    pub reason: RebuildReason,
    pub done: u64,
    pub total: u64,
    pub since: DateTime<Utc>,
    /// What the new index still needs of the outbox begins after this number.
    held: i64,
}

/// The last rebuild that came to its end.
#[derive(Clone, Debug)]
pub struct FinishedRebuild {
    pub reason: RebuildReason,
    pub documents: u64,
    pub milliseconds: i64,
    pub ended_at: DateTime<Utc>,
}

#[derive(Debug, Default)]
pub struct IndexState {
    /// How far the suggestions are.
    pub suggested: AtomicI64,
    /// Rung after each commit of the index.
    pub bell: watch::Sender<()>,
    /// Changes of the live index and its replacement take turns.
    pub turn: tokio::sync::Mutex<()>,
    /// One rebuild at a time.
    pub(super) building: tokio::sync::Mutex<()>,
    pub(super) reported: LastReport,
    rebuild: Mutex<Option<Rebuild>>,
    finished: Mutex<Option<FinishedRebuild>>,
    /// Why the live index takes no changes any more.
    fault: Mutex<Option<RebuildReason>>,
}

impl IndexState {
    /// Why only a rebuild helps; none while the live index follows.
    #[must_use]
    pub fn fault(&self) -> Option<RebuildReason> {
        *locked(&self.fault)
    }

    pub(super) fn set_fault(&self, fault: Option<RebuildReason>) {
        *locked(&self.fault) = fault;
    }

    #[must_use]
    pub fn rebuild(&self) -> Option<Rebuild> {
        locked(&self.rebuild).clone()
    }

    #[must_use]
    pub fn finished(&self) -> Option<FinishedRebuild> {
        locked(&self.finished).clone()
    }

    /// The number up to which this node needs no outbox entry.
    pub(super) fn safe_position(&self, applied: i64) -> i64 {
        locked(&self.rebuild).as_ref().map_or(applied, |rebuild| rebuild.held.min(applied))
    }

    /// Notes that a rebuild began; it is noted until the guard is dropped. From now on nothing after `held` may be pruned.
    pub(super) fn start(&self, reason: RebuildReason, since: DateTime<Utc>, held: i64) -> Begun<'_> {
        *locked(&self.rebuild) = Some(Rebuild { reason, done: 0, total: 0, since, held });
        Begun(self)
    }

    pub(super) fn progress(&self, change: impl FnOnce(&mut Rebuild)) {
        if let Some(rebuild) = locked(&self.rebuild).as_mut() {
            change(rebuild);
        }
    }

    pub(super) fn finish(&self, finished: FinishedRebuild) {
        *locked(&self.finished) = Some(finished);
    }
}

impl Rebuild {
    pub(super) fn count(&mut self, documents: u64) {
        self.done += documents;
        self.total = self.total.max(self.done);
    }
}

pub(super) struct Begun<'a>(&'a IndexState);

impl Drop for Begun<'_> {
    fn drop(&mut self) {
        *locked(&self.0.rebuild) = None;
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
