//! Walks the whole chain and names the first event that was changed, taken out or moved.

use super::{GENESIS, hash};
use entity::{audit_event, counter};
use sea_orm::{ColumnTrait, DatabaseConnection, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

const PAGE_ROWS: u64 = 1_000;

/// What is wrong with the chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The content of the event no longer fits its hash.
    Changed { sequence: i64 },
    /// The event that should stand here is gone.
    Missing { sequence: i64 },
    /// The event does not follow the one before it.
    Reordered { sequence: i64 },
}

impl std::fmt::Display for Fault {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Changed { sequence } => write!(formatter, "审计记录 {sequence} 被改动过：内容与哈希不符"),
            Self::Missing { sequence } => write!(formatter, "审计记录 {sequence} 缺失"),
            Self::Reordered { sequence } => write!(formatter, "审计记录 {sequence} 与前一条接不上：顺序被改动过"),
        }
    }
}

/// How many events were read, and the faults found (at most the first hundred).
#[derive(Debug)]
pub struct Report {
    pub events: u64,
    pub faults: Vec<Fault>,
}

const FAULTS_MAX: usize = 100;

/// Verifies the chain.
///
/// # Errors
/// The database fails.
pub async fn verify(database: &DatabaseConnection) -> Result<Report, DbErr> {
    let mut report = Report { events: 0, faults: Vec::new() };
    // Read first: what is written during the walk is not missed at its end.
    let counted = counter::Entity::find_by_id("audit".to_owned()).one(database).await?.map_or(0, |row| row.value);
    let mut previous = (0, GENESIS.to_owned());
    loop {
        let page = audit_event::Entity::find()
            .filter(audit_event::Column::Sequence.gt(previous.0))
            .order_by_asc(audit_event::Column::Sequence)
            .limit(PAGE_ROWS)
            .all(database)
            .await?;
        if report.faults.len() >= FAULTS_MAX {
            return Ok(report);
        }
        if page.is_empty() {
            break;
        }
        for event in page {
            report.events += 1;
            check(&event, &previous, &mut report.faults);
            previous = (event.sequence, event.hash);
        }
    }
    // Events cut off at the end leave no gap; the counter knows how many there were.
    report.faults.extend((previous.0 + 1..=counted).take(FAULTS_MAX).map(|sequence| Fault::Missing { sequence }));
    Ok(report)
}

fn check(event: &audit_event::Model, previous: &(i64, String), faults: &mut Vec<Fault>) {
    let sequence = event.sequence;
    faults.extend((previous.0 + 1..sequence).take(FAULTS_MAX).map(|sequence| Fault::Missing { sequence }));
    if hash(event) != event.hash {
        faults.push(Fault::Changed { sequence });
    } else if previous.0 + 1 == sequence && event.previous_hash != previous.1 {
        faults.push(Fault::Reordered { sequence });
    }
}
