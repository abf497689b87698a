//! A university, institute, company, transfer service or financial institution.

use crate::enums::{OrganizationKind, Verification};
use crate::id::OrganizationId;
use crate::value::Texts;
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "organizations")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OrganizationId,
    pub name: String,
    pub short_name: String,
    pub kind: OrganizationKind,
    /// 统一社会信用代码, canonical (trimmed, upper case), check digit verified.
    pub credit_code: Option<String>,
    /// GB/T 2260, six digits.
    pub region: String,
    pub functional_zone: String,
    pub address: String,
    pub website: String,
    pub introduction: String,
    pub qualifications: Texts,
    pub contact_name: String,
    pub contact_phone: String,
    pub contact_email: String,
    pub verification: Verification,
    pub verification_note: String,
    pub verified_at: Option<DateTimeUtc>,
    /// The document that states the facts.
    pub source: Option<String>,
    pub is_demo: bool,
    pub version: i32,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
