//! What the forms of a deal send.

use chrono::NaiveDate;
use entity::enums::{
    Answer, DealStage, DealState, ObjectionDecision, PaymentMode, PricingMethod, RegistrationState, TransferMode,
};
use entity::id::{AchievementId, DemandId, FileId, MatchId, OrganizationId, PersonId};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct DealFilter {
    pub stage: Option<DealStage>,
    pub state: Option<DealState>,
    /// Part of the number or the title.
    pub q: Option<String>,
    pub manager_id: Option<PersonId>,
    pub achievement_id: Option<AchievementId>,
    pub demand_id: Option<DemandId>,
    /// Codes of technical fields, with commas between: deals whose achievement or demand is of one of them (staff only).
    pub field: Option<String>,
    /// Supplier or acquirer (staff only).
    pub organization_id: Option<OrganizationId>,
}

/// From a match; or from an achievement, a demand or both; or, by staff, by hand with both parties and a title.
/// Who is no staff asks for his own organisation; `note` is required then.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct DealIn {
    pub match_id: Option<MatchId>,
    pub achievement_id: Option<AchievementId>,
    pub demand_id: Option<DemandId>,
    pub supplier_id: Option<OrganizationId>,
    pub acquirer_id: Option<OrganizationId>,
    pub title: Option<String>,
    pub note: String,
    /// Who is to carry it (staff only); without one, who begins it.
    pub manager_id: Option<PersonId>,
}

/// Only the given fields change; `next_step` and its day are replaced together.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DealPatch {
    pub version: i32,
    pub title: Option<String>,
    pub next_step: Option<String>,
    pub next_step_due_on: Option<NaiveDate>,
    pub manager_id: Option<PersonId>,
}

#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerIn {
    pub version: i32,
    pub answer: Answer,
    /// Code of `decline_reason`; required for a no.
    #[serde(default)]
    pub reason: Option<String>,
    #[serde(default)]
    pub note: String,
}

#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AdvanceIn {
    pub version: i32,
    /// The next stage unless told; from confidentiality also terms, which skips the evaluation.
    #[serde(default)]
    pub to_stage: Option<DealStage>,
    /// The reason, when an unregistered contract goes on to payment.
    #[serde(default)]
    pub note: String,
    #[serde(default)]
    pub file_id: Option<FileId>,
}

#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LoseIn {
    pub version: i32,
    /// Code of `loss_reason`.
    pub reason: String,
    pub note: String,
}

#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReopenDealIn {
    pub version: i32,
    pub note: String,
}

#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NoteIn {
    pub note: String,
    #[serde(default)]
    pub file_id: Option<FileId>,
}

#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConfidentialityIn {
    pub version: i32,
    pub signed_on: NaiveDate,
    #[serde(default)]
    pub file_id: Option<FileId>,
    #[serde(default)]
    pub note: String,
}

#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EvaluationIn {
    pub version: i32,
    pub conclusion: String,
    #[serde(default)]
    pub method: String,
    #[serde(default)]
    pub value_fen: Option<i64>,
    #[serde(default)]
    pub evaluated_on: Option<NaiveDate>,
    #[serde(default)]
    pub file_id: Option<FileId>,
}

#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TermsIn {
    pub version: i32,
    pub mode: TransferMode,
    pub payment_mode: PaymentMode,
    pub price_fen: i64,
    pub scope: String,
    #[serde(default)]
    pub improvements: String,
    #[serde(default)]
    pub commission: String,
}

#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PricingIn {
    pub version: i32,
    pub method: PricingMethod,
    /// The price of the terms unless told.
    #[serde(default)]
    pub price_fen: Option<i64>,
    #[serde(default)]
    pub basis: String,
    #[serde(default)]
    pub scope: String,
    #[serde(default)]
    pub objection_department: String,
    #[serde(default)]
    pub objection_phone: String,
    #[serde(default)]
    pub objection_email: String,
    /// Today unless told; never in the future.
    #[serde(default)]
    pub published_on: Option<NaiveDate>,
    #[serde(default)]
    pub file_id: Option<FileId>,
}

#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ObjectionIn {
    pub version: i32,
    pub objection: String,
    #[serde(default)]
    pub objected_on: Option<NaiveDate>,
}

#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ObjectionDecisionIn {
    pub version: i32,
    pub decision: ObjectionDecision,
    pub note: String,
}

#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ClosePricingIn {
    pub version: i32,
}

#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ContractIn {
    pub version: i32,
    /// TD, TT, TL, TC, TS or a sub-type of theirs.
    pub contract_type: String,
    pub title: String,
    pub total_amount_fen: i64,
    pub technical_amount_fen: i64,
    pub payment_mode: PaymentMode,
    #[serde(default)]
    pub begins_on: Option<NaiveDate>,
    #[serde(default)]
    pub ends_on: Option<NaiveDate>,
}

#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignContractIn {
    pub version: i32,
    pub signed_on: NaiveDate,
    pub file_id: FileId,
}

#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RegistrationIn {
    pub version: i32,
    pub office: String,
    pub submitted_on: NaiveDate,
    #[serde(default)]
    pub disputed: bool,
}

#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AcceptRegistrationIn {
    pub version: i32,
    pub accepted_on: NaiveDate,
}

#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReturnRegistrationIn {
    pub version: i32,
    pub note: String,
}

#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SupplementIn {
    pub version: i32,
    pub submitted_on: NaiveDate,
}

#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DecideRegistrationIn {
    pub version: i32,
    /// registered or refused
    pub decision: RegistrationState,
    /// 16 digits, given by the office.
    #[serde(default)]
    pub number: Option<String>,
    pub decided_on: NaiveDate,
    /// Required for a refusal.
    #[serde(default)]
    pub note: String,
    #[serde(default)]
    pub file_id: Option<FileId>,
}

#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PaymentPlanIn {
    pub version: i32,
    pub instalments: Vec<InstalmentIn>,
}

#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InstalmentIn {
    pub label: String,
    #[serde(default)]
    pub due_on: Option<NaiveDate>,
    pub due_fen: i64,
}

#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReceiptIn {
    pub version: i32,
    pub received_on: NaiveDate,
    pub received_fen: i64,
    pub file_id: FileId,
}
