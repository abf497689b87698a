//! The audit trail: who changed what, before and after. Append-only; each event carries the hash of the one before, so
//! that a changed, missing or reordered row is found ([`verify`]).

pub mod api;
pub mod service;
pub mod verify;

use crate::auth::viewer::Viewer;
use crate::change::next_value;
use crate::error::Result;
use chrono::{DateTime, SecondsFormat, SubsecRound, Utc};
use entity::audit_event;
use entity::enums::SubjectKind;
use sea_orm::{ActiveValue::Set, DatabaseTransaction, EntityTrait};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// The hash before the first event.
pub const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// An event of a transaction that has not committed yet.
pub(crate) struct Draft {
    pub action: &'static str,
    pub subject_kind: SubjectKind,
    pub subject_id: Uuid,
    pub before: Option<String>,
    pub after: Option<String>,
}

/// By whom, in which request and when.
pub(crate) struct Author<'a> {
    pub viewer: &'a Viewer,
    pub request_id: &'a str,
    pub at: DateTime<Utc>,
}

impl Author<'_> {
    /// A command on the machine itself, beside the service.
    pub fn command(at: DateTime<Utc>) -> Self {
        Self { viewer: &Viewer::Anonymous, request_id: "command", at }
    }
}

/// Appends the events to the chain. Takes the chain's counter row first: writers queue here until they commit.
pub(crate) async fn append(rows: &DatabaseTransaction, author: &Author<'_>, drafts: Vec<Draft>) -> Result<()> {
    let count = i64::try_from(drafts.len()).map_err(anyhow::Error::from)?;
    let last = next_value(rows, "audit", count).await?;
    let mut previous_hash = match last - count {
        0 => GENESIS.to_owned(),
        before => hash_of(rows, before).await?,
    };
    let mut models = Vec::with_capacity(drafts.len());
    for (draft, sequence) in drafts.into_iter().zip(last - count + 1..) {
        let event = event(author, draft, sequence, previous_hash.clone());
        previous_hash.clone_from(&event.hash);
        models.push(active(event));
    }
    audit_event::Entity::insert_many(models).exec_without_returning(rows).await?;
    Ok(())
}

async fn hash_of(rows: &DatabaseTransaction, sequence: i64) -> Result<String> {
    let event = audit_event::Entity::find_by_id(sequence).one(rows).await?;
    Ok(event.ok_or_else(|| anyhow::anyhow!("audit event {sequence} is missing"))?.hash)
}

fn event(author: &Author<'_>, draft: Draft, sequence: i64, previous_hash: String) -> audit_event::Model {
    let person = author.viewer.signed_in();
    let mut event = audit_event::Model {
        sequence,
        at: author.at.trunc_subsecs(3),
        person_id: person.map(|person| person.person_id),
        actor: match author.viewer {
            Viewer::SignedIn(person) => person.login_name.clone(),
            Viewer::Anonymous => "system".to_owned(),
        },
        organization_id: person.map(|person| person.organization_id),
        request_id: author.request_id.to_owned(),
        action: draft.action.to_owned(),
        subject_kind: draft.subject_kind.to_string(),
        subject_id: draft.subject_id.to_string(),
        before: draft.before,
        after: draft.after,
        previous_hash,
        hash: String::new(),
    };
    event.hash = hash(&event);
    event
}

/// SHA-256 over all columns but the hash itself, each with its length, so that nothing can slide between columns.
#[must_use]
pub fn hash(event: &audit_event::Model) -> String {
    let columns = [
        event.sequence.to_string(),
        instant(event.at),
        event.person_id.map(|id| id.to_string()).unwrap_or_default(),
        event.actor.clone(),
        event.organization_id.map(|id| id.to_string()).unwrap_or_default(),
        event.request_id.clone(),
        event.action.clone(),
        event.subject_kind.clone(),
        event.subject_id.clone(),
        event.before.clone().unwrap_or_default(),
        event.after.clone().unwrap_or_default(),
        event.previous_hash.clone(),
    ];
    let mut digest = Sha256::new();
    for column in columns {
        digest.update((column.len() as u64).to_be_bytes());
        digest.update(column.as_bytes());
    }
    hex::encode(digest.finalize())
}

fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, true)
}

fn active(event: audit_event::Model) -> audit_event::ActiveModel {
    audit_event::ActiveModel {
        sequence: Set(event.sequence),
        at: Set(event.at),
        person_id: Set(event.person_id),
        actor: Set(event.actor),
        organization_id: Set(event.organization_id),
        request_id: Set(event.request_id),
        action: Set(event.action),
        subject_kind: Set(event.subject_kind),
        subject_id: Set(event.subject_id),
        before: Set(event.before),
        after: Set(event.after),
        previous_hash: Set(event.previous_hash),
        hash: Set(event.hash),
    }
}
