//! A case that a technology manager carries from introduction to archive.

use crate::enums::{Answer, DealChannel, DealStage, DealState};
use crate::id::{AchievementId, DealId, DemandId, MatchId, OrganizationId, PersonId};
use crate::value::{Confidentiality, DealTerms, Evaluation};
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "deals")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: DealId,
    /// What people call it: DJ-2026-00012.
    pub number: String,
    pub title: String,
    pub achievement_id: Option<AchievementId>,
    pub demand_id: Option<DemandId>,
    pub match_id: Option<MatchId>,
    pub channel: DealChannel,
    /// 输出方
    pub supplier_id: OrganizationId,
    /// 吸纳方
    pub acquirer_id: OrganizationId,
    /// 中介方
    pub broker_id: OrganizationId,
    pub manager_id: PersonId,
    pub stage: DealStage,
    pub state: DealState,
    pub stage_entered_at: DateTimeUtc,
    pub next_step: String,
    pub next_step_due_on: Option<Date>,
    pub supplier_answer: Option<Answer>,
    pub supplier_answer_reason: Option<String>,
    pub supplier_answer_note: String,
    pub supplier_answered_at: Option<DateTimeUtc>,
    pub supplier_answered_by: Option<PersonId>,
    pub acquirer_answer: Option<Answer>,
    pub acquirer_answer_reason: Option<String>,
    pub acquirer_answer_note: String,
    pub acquirer_answered_at: Option<DateTimeUtc>,
    pub acquirer_answered_by: Option<PersonId>,
    pub confidentiality: Option<Confidentiality>,
    pub evaluation: Option<Evaluation>,
    pub terms: Option<DealTerms>,
    pub lost_stage: Option<DealStage>,
    pub lost_reason: Option<String>,
    pub lost_note: String,
    pub closed_at: Option<DateTimeUtc>,
    pub is_demo: bool,
    pub version: i32,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
