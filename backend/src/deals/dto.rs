//! What a deal shows.

use crate::files::dto::FileOut;
use crate::organizations::dto::OrganizationRef;
use chrono::{DateTime, NaiveDate, Utc};
use entity::enums::{
    Answer, ContractState, DealChannel, DealEventKind, DealStage, DealState, ObjectionDecision, PaymentMode,
    PricingMethod, PricingState, RegistrationState, Side, TransferMode,
};
use entity::id::{
    ContractId, ContractRegistrationId, DealEventId, DealId, FileId, MatchId, PaymentId, PersonId, PricingId,
};
use entity::value::{Confidentiality, Contact, DealTerms, Evaluation};
use entity::{contract, contract_registration, payment, pricing};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PersonRef {
    pub id: PersonId,
    pub name: String,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ListingRef {
    pub id: Uuid,
    pub number: String,
    pub title: String,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DealRow {
    pub id: DealId,
    pub number: String,
    pub title: String,
    pub stage: DealStage,
    pub state: DealState,
    pub stage_entered_at: DateTime<Utc>,
    pub days_in_stage: i64,
    pub supplier: OrganizationRef,
    /// An anonymous demand's company has the nil id and no real name for the supplier until both sides said yes.
    pub acquirer: OrganizationRef,
    pub broker: OrganizationRef,
    pub manager: PersonRef,
    /// Of the contract, otherwise of the terms.
    pub price_fen: Option<i64>,
    pub next_step: String,
    pub next_step_due_on: Option<NaiveDate>,
    pub lost_stage: Option<DealStage>,
    /// Code of `loss_reason`, at the introduction of `decline_reason`.
    pub lost_reason: Option<String>,
    pub is_demo: bool,
    pub version: i32,
    pub updated_at: DateTime<Utc>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DealOut {
    #[serde(flatten)]
    pub row: DealRow,
    pub achievement: Option<ListingRef>,
    pub demand: Option<ListingRef>,
    pub match_id: Option<MatchId>,
    pub channel: DealChannel,
    pub answers: Answers,
    /// Of both parties; absent until both said yes.
    pub contacts: Option<Contacts>,
    pub confidentiality: Option<Confidentiality>,
    pub evaluation: Option<Evaluation>,
    pub terms: Option<DealTerms>,
    pub pricings: Vec<PricingOut>,
    pub contract: Option<ContractOut>,
    pub registrations: Vec<RegistrationOut>,
    pub payments: Vec<PaymentOut>,
    pub files: Vec<FileOut>,
    pub lost_note: String,
    pub closed_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
    /// Absent when the deal is over.
    pub next: Option<NextOut>,
    pub can: DealCan,
    pub my_side: Option<Side>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Answers {
    pub supplier: Option<AnswerOut>,
    pub acquirer: Option<AnswerOut>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AnswerOut {
    pub answer: Answer,
    pub reason: Option<String>,
    pub note: String,
    pub at: DateTime<Utc>,
    pub by: PersonRef,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Contacts {
    pub supplier: Contact,
    pub acquirer: Contact,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PricingOut {
    pub id: PricingId,
    pub method: PricingMethod,
    pub state: PricingState,
    pub price_fen: i64,
    pub transfer_mode: TransferMode,
    pub achievement_title: String,
    pub counterparty: String,
    pub basis: String,
    pub scope: String,
    pub objection_department: String,
    pub objection_phone: String,
    pub objection_email: String,
    pub published_on: Option<NaiveDate>,
    pub ends_on: Option<NaiveDate>,
    pub earliest_signing_on: Option<NaiveDate>,
    pub content_hash: Option<String>,
    pub objection: String,
    pub objected_on: Option<NaiveDate>,
    pub objection_decision: Option<ObjectionDecision>,
    pub objection_decision_note: String,
    pub file_id: Option<FileId>,
    pub version: i32,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ContractOut {
    pub id: ContractId,
    pub state: ContractState,
    pub contract_type: String,
    pub title: String,
    pub total_amount_fen: i64,
    pub technical_amount_fen: i64,
    pub payment_mode: PaymentMode,
    pub begins_on: Option<NaiveDate>,
    pub ends_on: Option<NaiveDate>,
    pub signed_on: Option<NaiveDate>,
    pub file_id: Option<FileId>,
    pub version: i32,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RegistrationOut {
    pub id: ContractRegistrationId,
    pub state: RegistrationState,
    pub office: String,
    pub expert_review: bool,
    pub submitted_on: Option<NaiveDate>,
    pub accepted_on: Option<NaiveDate>,
    pub due_on: Option<NaiveDate>,
    pub decided_on: Option<NaiveDate>,
    pub number: Option<String>,
    pub decision_note: String,
    pub file_id: Option<FileId>,
    pub version: i32,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PaymentOut {
    pub id: PaymentId,
    pub instalment: i32,
    pub label: String,
    pub due_on: Option<NaiveDate>,
    pub due_fen: i64,
    pub received_on: Option<NaiveDate>,
    pub received_fen: Option<i64>,
    pub file_id: Option<FileId>,
    pub version: i32,
}

/// The next stage and what stands in its way.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NextOut {
    pub stage: DealStage,
    pub label: String,
    pub actor: String,
    /// Chinese sentences; empty when the deal can go on.
    pub blockers: Vec<String>,
    /// The blockers fall when the advance carries a reason (an unregistered contract).
    pub reason_lifts: bool,
    /// A later stage that may be entered at once instead (terms, without an evaluation).
    pub skip_to: Option<DealStage>,
}

#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct DealCan {
    pub answer_as: Option<Side>,
    pub advance: bool,
    pub edit: bool,
    pub lose: bool,
    pub reopen: bool,
    pub raise_objection: bool,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DealEventOut {
    pub id: DealEventId,
    pub kind: DealEventKind,
    pub from_stage: Option<DealStage>,
    pub to_stage: Option<DealStage>,
    pub note: String,
    pub file: Option<FileOut>,
    pub person: PersonRef,
    pub organization: OrganizationRef,
    pub at: DateTime<Utc>,
}

impl From<pricing::Model> for PricingOut {
    fn from(row: pricing::Model) -> Self {
        Self {
            id: row.id,
            method: row.method,
            state: row.state,
            price_fen: row.price_fen,
            transfer_mode: row.transfer_mode,
            achievement_title: row.achievement_title,
            counterparty: row.counterparty,
            basis: row.basis,
            scope: row.scope,
            objection_department: row.objection_department,
            objection_phone: row.objection_phone,
            objection_email: row.objection_email,
            published_on: row.published_on,
            ends_on: row.ends_on,
            earliest_signing_on: row.earliest_signing_on,
            content_hash: row.content_hash,
            objection: row.objection,
            objected_on: row.objected_on,
            objection_decision: row.objection_decision,
            objection_decision_note: row.objection_decision_note,
            file_id: row.file_id,
            version: row.version,
        }
    }
}

impl From<contract::Model> for ContractOut {
    fn from(row: contract::Model) -> Self {
        Self {
            id: row.id,
            state: row.state,
            contract_type: row.contract_type,
            title: row.title,
            total_amount_fen: row.total_amount_fen,
            technical_amount_fen: row.technical_amount_fen,
            payment_mode: row.payment_mode,
            begins_on: row.begins_on,
            ends_on: row.ends_on,
            signed_on: row.signed_on,
            file_id: row.file_id,
            version: row.version,
        }
    }
}

impl From<contract_registration::Model> for RegistrationOut {
    fn from(row: contract_registration::Model) -> Self {
        Self {
            id: row.id,
            state: row.state,
            office: row.office,
            expert_review: row.expert_review,
            submitted_on: row.submitted_on,
            accepted_on: row.accepted_on,
            due_on: row.due_on,
            decided_on: row.decided_on,
            number: row.number,
            decision_note: row.decision_note,
            file_id: row.file_id,
            version: row.version,
        }
    }
}

impl From<payment::Model> for PaymentOut {
    fn from(row: payment::Model) -> Self {
        Self {
            id: row.id,
            instalment: row.instalment,
            label: row.label,
            due_on: row.due_on,
            due_fen: row.due_fen,
            received_on: row.received_on,
            received_fen: row.received_fen,
            file_id: row.file_id,
            version: row.version,
        }
    }
}
