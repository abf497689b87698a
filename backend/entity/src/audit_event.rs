//! One change: who, what, before and after. Append-only, each row carries the hash of the one before.

use crate::id::{OrganizationId, PersonId};
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "audit_events")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub sequence: i64,
    pub at: DateTimeUtc,
    pub person_id: Option<PersonId>,
    /// Login name, or the name of the part of the system that acted.
    pub actor: String,
    pub organization_id: Option<OrganizationId>,
    pub request_id: String,
    /// achievement.publish, deal.advance …
    pub action: String,
    pub subject_kind: String,
    pub subject_id: String,
    /// JSON text, as hashed.
    pub before: Option<String>,
    pub after: Option<String>,
    pub previous_hash: String,
    pub hash: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
