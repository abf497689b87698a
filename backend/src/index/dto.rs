use crate::jobs::index_state::{FinishedRebuild, Rebuild, RebuildReason};
use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;

/// The index of the node that answers.
#[derive(Serialize, ToSchema)]
pub struct IndexOut {
    /// This node's id.
    pub node: String,
    /// Newest outbox number in the database.
    pub last_number: i64,
    /// Applied to this node's index.
    pub applied_number: i64,
    /// Entries up to this number were deleted: every known reader had passed them.
    pub pruned_number: i64,
    pub documents: u64,
    /// The index is not whole: searches find only a part, until the rebuild ends.
    pub incomplete: bool,
    pub rebuilding: Option<RebuildOut>,
    pub last_rebuild: Option<FinishedRebuildOut>,
    /// Known readers of the outbox, the furthest behind first.
    pub readers: Vec<ReaderOut>,
}

/// A rebuild that runs beside the live index.
#[derive(Serialize, ToSchema)]
pub struct RebuildOut {
    pub reason: RebuildReason,
    pub reason_label: String,
    /// Listings read so far.
    pub done: u64,
    /// About how many there are.
    pub total: u64,
    pub since_at: DateTime<Utc>,
}

/// The last rebuild of this node since it started.
#[derive(Serialize, ToSchema)]
pub struct FinishedRebuildOut {
    pub reason: RebuildReason,
    pub reason_label: String,
    pub documents: u64,
    pub milliseconds: i64,
    pub ended_at: DateTime<Utc>,
}

#[derive(Serialize, ToSchema)]
pub struct ReaderOut {
    /// index, matches
    pub name: String,
    /// Absent when all nodes share the reader.
    pub node: Option<String>,
    pub is_this_node: bool,
    /// Everything up to this number is done; nodes tell it every few seconds.
    pub position: i64,
    /// Entries that it has not done yet.
    pub behind: i64,
    pub seen_at: DateTime<Utc>,
}

impl From<Rebuild> for RebuildOut {
    fn from(rebuild: Rebuild) -> Self {
        Self {
            reason: rebuild.reason,
            reason_label: rebuild.reason.label().to_owned(),
            done: rebuild.done,
            total: rebuild.total,
            since_at: rebuild.since,
        }
    }
}

impl From<FinishedRebuild> for FinishedRebuildOut {
    fn from(rebuild: FinishedRebuild) -> Self {
        Self {
            reason: rebuild.reason,
            reason_label: rebuild.reason.label().to_owned(),
            documents: rebuild.documents,
            milliseconds: rebuild.milliseconds,
            ended_at: rebuild.ended_at,
        }
    }
}
