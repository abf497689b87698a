//! Compares an index with its database, listing for listing and content for content, beside whoever writes them.
//!
//! The index is read first, then the database, then what the outbox got after the index: a listing that differs and was
//! announced meanwhile is no fault, it waits for the follower.

use super::index_source::{self, Place};
use super::outbox::{self, Next};
use anyhow::Context as _;
use sea_orm::DatabaseConnection;
use search_index::Snapshot;
use std::collections::HashSet;
use std::path::Path;

/// Entries of the outbox read at a time.
const ENTRIES_MAX: u64 = 1_000;

/// What an index and its database say of each other. Lists hold ids of listings.
#[derive(Debug, Default)]
pub struct Report {
    pub applied: i64,
    pub last: i64,
    pub documents: usize,
    /// The index is being filled: nothing can be said of it yet.
    pub incomplete: bool,
    /// Entries that the index needs were pruned: it has to be built anew.
    pub lost: bool,
    /// In the database only.
    pub missing: Vec<String>,
    /// In the index only.
    pub surplus: Vec<String>,
    /// In both with different content.
    pub stale: Vec<String>,
    /// More than once in the index.
    pub doubled: Vec<String>,
    /// Files of the index whose checksum does not fit.
    pub damaged_files: Vec<String>,
    /// Different, and announced after what the index has applied.
    pub waiting: usize,
}

impl Report {
    /// Nothing differs but what waits for the follower.
    #[must_use]
    pub fn agrees(&self) -> bool {
        !self.incomplete && !self.lost && self.faults().all(|(_, ids)| ids.is_empty())
    }

    /// The kinds of difference with their Chinese names.
    pub fn faults(&self) -> impl Iterator<Item = (&'static str, &Vec<String>)> {
        let faults = [
            ("缺少", &self.missing),
            ("多余", &self.surplus),
            ("过时", &self.stale),
            ("重复", &self.doubled),
            ("文件损坏", &self.damaged_files),
        ];
        faults.into_iter()
    }
}

/// # Errors
/// The index cannot be read, or the database fails.
pub async fn verify(database: &DatabaseConnection, index: &Path) -> anyhow::Result<Report> {
    let folder = index.to_owned();
    let snapshot = tokio::task::spawn_blocking(move || search_index::snapshot(&folder)).await?;
    let snapshot = snapshot.context("the index cannot be read")?;
    let mut report = Report {
        applied: snapshot.applied,
        documents: snapshot.fingerprints.len(),
        incomplete: !snapshot.complete,
        ..Report::default()
    };
    compare(database, snapshot, &mut report).await?;
    excuse(database, &mut report).await?;
    Ok(report)
}

async fn compare(database: &DatabaseConnection, snapshot: Snapshot, report: &mut Report) -> anyhow::Result<()> {
    let mut indexed = snapshot.fingerprints;
    (report.doubled, report.damaged_files) = (snapshot.doubled, snapshot.damaged_files);
    let mut place = Place::start();
    while !matches!(place, Place::End) {
        let (documents, next) = index_source::page(database, place).await?;
        for document in documents {
            match indexed.remove(&document.id) {
                None => report.missing.push(document.id),
                Some(fingerprint) if fingerprint != document.fingerprint() => report.stale.push(document.id),
                Some(_) => {}
            }
        }
        place = next;
    }
    report.surplus = indexed.into_keys().collect();
    report.surplus.sort_unstable();
    Ok(())
}

/// Takes out what the follower has yet to read.
async fn excuse(database: &DatabaseConnection, report: &mut Report) -> anyhow::Result<()> {
    let mut announced: HashSet<String> = HashSet::new();
    let mut position = report.applied;
    loop {
        match outbox::after(database, position, ENTRIES_MAX).await? {
            Next::UpToDate => break,
            Next::Lost => {
                report.lost = true;
                break;
            }
            Next::Entries(entries) => {
                let subjects = index_source::subjects(database, &entries).await?;
                announced.extend(subjects.into_iter().map(|subject| subject.id().to_string()));
                position = entries.last().map_or(position, |entry| entry.number);
            }
        }
    }
    report.last = position;
    let mut waiting = HashSet::new();
    for ids in [&mut report.missing, &mut report.surplus, &mut report.stale] {
        ids.retain(|id| !(announced.contains(id) && waiting.insert(id.clone())));
    }
    report.waiting = waiting.len();
    Ok(())
}
