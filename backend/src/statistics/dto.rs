use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct StatisticsOut {
    pub figures: Vec<FigureOut>,
    /// Live achievements by technical field.
    pub achievements_by_field: Vec<CountOut>,
    pub demands_by_field: Vec<CountOut>,
    pub achievements_by_trl: Vec<CountOut>,
    /// Active deals by stage.
    pub deals_by_stage: Vec<CountOut>,
    pub as_of: DateTime<Utc>,
}

/// A figure and the records behind it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FigureOut {
    /// achievements, demands, organizations, introduced, signed, registered, received
    pub key: String,
    pub label: String,
    /// What exactly is counted.
    pub definition: String,
    pub count: u64,
    /// Sum of the records, where they carry an amount.
    pub amount_fen: Option<i64>,
    pub href: String,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CountOut {
    pub code: String,
    pub label: String,
    pub count: u64,
    pub href: String,
}

/// One record behind a figure. Title and organisation are absent where the viewer may not know them.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FigureRecordOut {
    pub number: String,
    pub title: Option<String>,
    pub organization: Option<String>,
    pub date: Option<NaiveDate>,
    pub amount_fen: Option<i64>,
    pub href: Option<String>,
}

/// The start page of the workbench.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DeskOut {
    pub cards: Vec<DeskCard>,
    pub todo: Vec<DeskTodo>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DeskCard {
    pub key: String,
    pub label: String,
    pub count: u64,
    /// Path in the workbench.
    pub href: String,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DeskTodo {
    /// answer, review, match, deal, verification, returned
    pub kind: String,
    pub title: String,
    pub detail: String,
    pub href: String,
    pub due_on: Option<NaiveDate>,
}
