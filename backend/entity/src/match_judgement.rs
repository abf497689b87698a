//! What one person said of a match, with what the score was made of then.

use crate::enums::Judge;
use crate::id::{AchievementId, DemandId, JudgementId, MatchId, PersonId};
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "match_judgements")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: JudgementId,
    pub match_id: MatchId,
    pub demand_id: DemandId,
    pub achievement_id: AchievementId,
    pub person_id: PersonId,
    pub judge: Judge,
    /// 3 signed, 2 accepted, 1 stopped by a limit, 0 the wrong substance.
    pub grade: f64,
    /// Coded, of a dismissal.
    pub reason: Option<String>,
    /// Field of the demand.
    pub field: String,
    pub score: f64,
    /// Values of the parts, in the order of `matches::weights::PARTS` of the backend.
    pub values: Json,
    pub scorer: String,
    pub at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
