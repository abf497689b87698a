//! A write: the rows, their audit events and their outbox rows in one transaction.
//!
//! Invariants
//! - [`Change::commit`] refuses a change that recorded nothing: no write without an audit event.
//! - Audit and outbox numbers come from locked counter rows taken last, so on PostgreSQL too they follow the order of
//!   commits (a sequence does not), and two writers cannot wait for each other.

use crate::audit::{self, Author};
use crate::clock::china_date;
use crate::context::Context;
use crate::db;
use crate::error::{Error, Result};
use chrono::{DateTime, Utc};
use entity::enums::SubjectKind;
use entity::{counter, outbox_entry};
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseConnection, DatabaseTransaction, EntityTrait, QueryFilter,
};
use serde::Serialize;
use tokio::sync::watch;
use uuid::Uuid;

/// The counter of the newest outbox number.
pub(crate) const OUTBOX: &str = "outbox";

pub struct Change<'a> {
    author: Author<'a>,
    /// Rung after a commit that followers want to know of; a command beside the service has none.
    bell: Option<&'a watch::Sender<()>>,
    transaction: DatabaseTransaction,
    audit: Vec<audit::Draft>,
    outbox: Vec<(SubjectKind, Uuid)>,
}

impl<'a> Change<'a> {
    pub(crate) async fn begin(context: &'a Context) -> Result<Self> {
        let transaction = db::begin(context.database()).await?;
        let bell = Some(&context.state.outbox_bell);
        Ok(Self { author: context.author(), bell, transaction, audit: Vec::new(), outbox: Vec::new() })
    }

    /// A change by a command on the machine itself, beside the service.
    pub(crate) async fn by_command(database: &DatabaseConnection, at: DateTime<Utc>) -> Result<Self> {
        let transaction = db::begin(database).await?;
        Ok(Self { author: Author::command(at), bell: None, transaction, audit: Vec::new(), outbox: Vec::new() })
    }

    /// Where the rows are read and written.
    #[must_use]
    pub fn rows(&self) -> &DatabaseTransaction {
        &self.transaction
    }

    /// Notes one audit event: what was done to which record, before and after.
    ///
    /// # Errors
    /// The values cannot be written as JSON.
    pub fn record<B: Serialize, A: Serialize>(
        &mut self,
        action: &'static str,
        subject: (SubjectKind, Uuid),
        before: Option<&B>,
        after: Option<&A>,
    ) -> Result<()> {
        self.audit.push(audit::Draft {
            action,
            subject_kind: subject.0,
            subject_id: subject.1,
            before: before.map(serde_json::to_string).transpose().map_err(anyhow::Error::from)?,
            after: after.map(serde_json::to_string).transpose().map_err(anyhow::Error::from)?,
        });
        Ok(())
    }

    /// Tells the followers (index, matching) that the record changed.
    pub fn announce(&mut self, kind: SubjectKind, id: Uuid) {
        if !self.outbox.contains(&(kind, id)) {
            self.outbox.push((kind, id));
        }
    }

    /// Takes the next human number of a series, `CG-2026-00012`.
    ///
    /// # Errors
    /// The database fails.
    pub async fn next_number(&self, prefix: &str) -> Result<String> {
        use chrono::Datelike as _;
        let year = china_date(self.author.at).year();
        let value = next_value(&self.transaction, &format!("{prefix}-{year}"), 1).await?;
        Ok(format!("{prefix}-{year}-{value:05}"))
    }

    /// Commits a change of which only a follower's place in the outbox may have moved; that is no business change.
    ///
    /// # Errors
    /// The database fails; then nothing at all is written.
    pub(crate) async fn commit_quietly(self) -> Result<()> {
        if self.audit.is_empty() && self.outbox.is_empty() {
            return Ok(self.transaction.commit().await?);
        }
        self.commit().await
    }

    /// Writes audit and outbox rows and commits.
    ///
    /// # Errors
    /// Nothing was recorded, or the database fails; then nothing at all is written.
    pub async fn commit(self) -> Result<()> {
        if self.audit.is_empty() {
            return Err(Error::Internal(anyhow::anyhow!("a change without an audit event")));
        }
        let announced = !self.outbox.is_empty();
        append_outbox(&self.transaction, self.author.at, &self.outbox).await?;
        audit::append(&self.transaction, &self.author, self.audit).await?;
        self.transaction.commit().await?;
        if let Some(bell) = self.bell.filter(|_| announced) {
            bell.send_replace(());
        }
        Ok(())
    }
}

async fn append_outbox(rows: &DatabaseTransaction, at: DateTime<Utc>, entries: &[(SubjectKind, Uuid)]) -> Result<()> {
    if entries.is_empty() {
        return Ok(());
    }
    let count = i64::try_from(entries.len()).map_err(anyhow::Error::from)?;
    let last = next_value(rows, OUTBOX, count).await?;
    let models = entries.iter().zip(last - count + 1..).map(|((kind, id), number)| outbox_entry::ActiveModel {
        number: Set(number),
        subject_kind: Set(*kind),
        subject_id: Set(*id),
        at: Set(at),
    });
    outbox_entry::Entity::insert_many(models).exec_without_returning(rows).await?;
    Ok(())
}

/// Counts a counter row up by `step` and returns its new value; the row stays locked until the transaction ends.
pub(crate) async fn next_value(rows: &impl ConnectionTrait, name: &str, step: i64) -> Result<i64> {
    let start = counter::ActiveModel { name: Set(name.to_owned()), value: Set(0) };
    counter::Entity::insert(start)
        .on_conflict(OnConflict::column(counter::Column::Name).do_nothing().to_owned())
        .exec_without_returning(rows)
        .await?;
    let updated = counter::Entity::update_many()
        .col_expr(counter::Column::Value, Expr::col(counter::Column::Value).add(step))
        .filter(counter::Column::Name.eq(name))
        .exec_with_returning(rows)
        .await?;
    let row = updated.first().ok_or_else(|| anyhow::anyhow!("counter {name} is gone"))?;
    Ok(row.value)
}
