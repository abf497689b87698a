//! 技术合同认定登记: submitted → accepted → registered or refused; returned for completion and submitted again, which
//! starts the term anew. The number comes from the office, 16 digits, and is used once.

use super::dto::DealOut;
use super::input::{AcceptRegistrationIn, DecideRegistrationIn, RegistrationIn, ReturnRegistrationIn, SupplementIn};
use super::step::Step;
use super::terms::check_not_future;
use super::timeline::Entry;
use crate::check::{Checks, limit};
use crate::context::Context;
use crate::error::{Error, Result, is_duplicate};
use crate::rules::registration_number::{RegistrationNumber, RegistrationNumberError};
use crate::rules::review_route::{ReviewRoute, review_route};
use chrono::NaiveDate;
use entity::contract;
use entity::contract_registration::{Column, Entity, Model};
use entity::enums::{DealEventKind, DealStage, RegistrationState};
use entity::id::{ContractRegistrationId, DealId};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
};

/// Files the signed contract with the office.
///
/// # Errors
/// Not staff, no signed contract, another registration lives, wrong fields, or a stale version.
pub async fn submit(context: &Context, id: DealId, input: RegistrationIn) -> Result<DealOut> {
    let mut step = Step::begin_as_staff(context, id, Some(input.version)).await?;
    step.require_stage(DealStage::Registration)?;
    let dossier = step.dossier().await?;
    let Some(contract) = dossier.signed_contract() else {
        return Err(Error::conflict("contract_missing", "合同签订以后才能申请认定登记。"));
    };
    if dossier.registrations.iter().any(|row| row.state != RegistrationState::Refused) {
        let message = "这份合同已在登记，同一合同只能登记一次。";
        return Err(Error::conflict("registration_exists", message));
    }
    let mut checks = Checks::default();
    let office = checks.line("office", &input.office, limit::NAME);
    checks.present("office", &office, "登记机构");
    check_submission(&mut checks, contract, input.submitted_on, context.today());
    checks.finish()?;
    let route = review_route(contract.technical_amount_fen, input.disputed, input.submitted_on);
    let row = draft(context, contract, office, input.submitted_on, route == ReviewRoute::Expert);
    let row = row.into_active_model().reset_all().insert(step.rows()).await?;
    step.part("registration", None, Some(&row))?;
    let text = format!("{} 提交到{}。", input.submitted_on, row.office);
    step.note(Entry::new(DealEventKind::RegistrationFiled, text)).await?;
    step.finish("deal.registration_submit").await
}

/// After the signature and within the contract's validity.
fn check_submission(checks: &mut Checks, contract: &contract::Model, day: NaiveDate, today: NaiveDate) {
    check_not_future(checks, "submitted_on", day, today);
    let is_signed = contract.signed_on.is_none_or(|signed_on| signed_on <= day);
    checks.require(is_signed, "submitted_on", "before_signing", "提交日期不能早于合同签订日期。");
    let has_begun = !is_signed || contract.begins_on.is_none_or(|begins_on| begins_on <= day);
    checks.require(has_begun, "submitted_on", "before_validity", "合同还没有生效，要在合同有效期内申请登记。");
    let is_valid = contract.ends_on.is_none_or(|ends_on| day <= ends_on);
    checks.require(is_valid, "submitted_on", "after_validity", "合同有效期已过，不能再申请登记。");
}

fn draft(
    context: &Context,
    contract: &contract::Model,
    office: String,
    submitted_on: NaiveDate,
    expert_review: bool,
) -> Model {
    Model {
        id: ContractRegistrationId::generate(),
        contract_id: contract.id,
        deal_id: contract.deal_id,
        state: RegistrationState::Submitted,
        office,
        expert_review,
        submitted_on: Some(submitted_on),
        accepted_on: None,
        due_on: None,
        decided_on: None,
        number: None,
        decision_note: String::new(),
        file_id: None,
        version: 1,
        created_at: context.now(),
        updated_at: context.now(),
    }
}

/// Locks the deal of a registration and compares the registration's version.
async fn open<'a>(
    context: &'a Context,
    id: ContractRegistrationId,
    version: i32,
    states: &[RegistrationState],
) -> Result<(Step<'a>, Model)> {
    context.require_staff()?;
    let missing = || Error::NotFound("条登记");
    let found = Entity::find_by_id(id).one(context.database()).await?.ok_or_else(missing)?;
    let step = Step::begin_as_staff(context, found.deal_id, None).await?;
    let row = Entity::find_by_id(id).one(step.rows()).await?.ok_or_else(missing)?;
    if row.version != version {
        return Err(Error::stale_version());
    }
    if !states.contains(&row.state) {
        let label = seeds::label("registration_state", row.state.as_str()).unwrap_or(row.state.as_str());
        let message = format!("登记现在的状态是“{label}”，不能做这一步。请刷新页面看最新状态。");
        return Err(Error::conflict("wrong_state", message));
    }
    Ok((step, row))
}

async fn save(
    mut step: Step<'_>,
    before: Model,
    mut row: Model,
    entry: Entry,
    action: &'static str,
) -> Result<DealOut> {
    row.version = before.version + 1;
    row.updated_at = step.context.now();
    let saved = row.into_active_model().reset_all().update(step.rows()).await;
    let after = saved.map_err(|error| if is_duplicate(&error) { number_taken() } else { error.into() })?;
    step.part("registration", Some(&before), Some(&after))?;
    step.note(entry).await?;
    step.finish(action).await
}

/// The office accepts; its term begins.
///
/// # Errors
/// Not staff, not submitted, a wrong day, or a stale version.
pub async fn accept(context: &Context, id: ContractRegistrationId, input: AcceptRegistrationIn) -> Result<DealOut> {
    let (step, before) = open(context, id, input.version, &[RegistrationState::Submitted]).await?;
    let mut checks = Checks::default();
    check_not_future(&mut checks, "accepted_on", input.accepted_on, context.today());
    let in_order = before.submitted_on.is_none_or(|submitted_on| submitted_on <= input.accepted_on);
    checks.require(in_order, "accepted_on", "before_submission", "受理日期不能早于提交日期。");
    checks.finish()?;
    let route = if before.expert_review { ReviewRoute::Expert } else { ReviewRoute::Normal };
    let due_on = route.decision_due_on(input.accepted_on);
    let row = Model {
        state: RegistrationState::Accepted,
        accepted_on: Some(input.accepted_on),
        due_on: Some(due_on),
        ..before.clone()
    };
    let text = format!("{} 受理，应在 {due_on} 前作出决定。", input.accepted_on);
    let entry = Entry::new(DealEventKind::RegistrationFiled, text);
    save(step, before, row, entry, "deal.registration_accept").await
}

/// The office wants it completed (补正).
///
/// # Errors
/// Not staff, decided already, no note, or a stale version.
pub async fn send_back(context: &Context, id: ContractRegistrationId, input: ReturnRegistrationIn) -> Result<DealOut> {
    let states = [RegistrationState::Submitted, RegistrationState::Accepted];
    let (step, before) = open(context, id, input.version, &states).await?;
    let mut checks = Checks::default();
    let note = checks.text("note", &input.note, limit::PARAGRAPH);
    checks.present("note", &note, "要补正的内容");
    checks.finish()?;
    let entry = Entry::new(DealEventKind::RegistrationFiled, format!("退回补正：{note}"));
    let row = Model {
        state: RegistrationState::Returned,
        accepted_on: None,
        due_on: None,
        decision_note: note,
        ..before.clone()
    };
    save(step, before, row, entry, "deal.registration_return").await
}

/// What was missing is handed in; the day of acceptance counts anew from here.
///
/// # Errors
/// Not staff, not returned, a wrong day, or a stale version.
pub async fn supplement(context: &Context, id: ContractRegistrationId, input: SupplementIn) -> Result<DealOut> {
    let (step, before) = open(context, id, input.version, &[RegistrationState::Returned]).await?;
    let mut checks = Checks::default();
    check_not_future(&mut checks, "submitted_on", input.submitted_on, context.today());
    let in_order = before.submitted_on.is_none_or(|earlier| earlier <= input.submitted_on);
    checks.require(in_order, "submitted_on", "before_submission", "补正日期不能早于上一次提交的日期。");
    checks.finish()?;
    let row = Model { state: RegistrationState::Submitted, submitted_on: Some(input.submitted_on), ..before.clone() };
    let text = format!("{} 补正后重新提交，受理期限重新计算。", input.submitted_on);
    let entry = Entry::new(DealEventKind::RegistrationFiled, text);
    save(step, before, row, entry, "deal.registration_supplement").await
}

/// The office's decision.
///
/// # Errors
/// Not staff, not accepted, a wrong number or day, no grounds of a refusal, or a stale version.
pub async fn decide(context: &Context, id: ContractRegistrationId, input: DecideRegistrationIn) -> Result<DealOut> {
    let (step, before) = open(context, id, input.version, &[RegistrationState::Accepted]).await?;
    let mut checks = Checks::default();
    let note = checks.text("note", &input.note, limit::PARAGRAPH);
    check_not_future(&mut checks, "decided_on", input.decided_on, context.today());
    let in_order = before.accepted_on.is_none_or(|accepted_on| accepted_on <= input.decided_on);
    checks.require(in_order, "decided_on", "before_acceptance", "决定日期不能早于受理日期。");
    let number = checked_number(&mut checks, &input, &note);
    checks.finish()?;
    step.require_file(input.file_id).await?;
    refuse_taken(step.rows(), number.as_deref()).await?;
    let text = match &number {
        Some(number) => format!("予以登记，合同登记编号 {number}。{note}"),
        None => format!("不予登记：{note}"),
    };
    let row = Model {
        state: input.decision,
        decided_on: Some(input.decided_on),
        number,
        decision_note: note,
        file_id: input.file_id,
        ..before.clone()
    };
    let entry = Entry::new(DealEventKind::RegistrationDecided, text).with_file(input.file_id);
    save(step, before, row, entry, "deal.registration_decide").await
}

/// A registration needs its number, a refusal its grounds.
fn checked_number(checks: &mut Checks, input: &DecideRegistrationIn, note: &str) -> Option<String> {
    match input.decision {
        RegistrationState::Registered => match RegistrationNumber::parse(input.number.as_deref().unwrap_or_default()) {
            Ok(number) => Some(number.as_str().to_owned()),
            Err(error) => {
                checks.add("number", "bad_number", format!("{}。", error.message()));
                None
            }
        },
        RegistrationState::Refused => {
            checks.present("note", note, "不予登记的原因");
            None
        }
        _ => {
            checks.add("decision", "unknown_value", "请选择予以登记或不予登记。");
            None
        }
    }
}

/// A friendly answer before the unique index gives its own.
async fn refuse_taken(rows: &impl ConnectionTrait, number: Option<&str>) -> Result<()> {
    let Some(number) = number else { return Ok(()) };
    let taken = Entity::find().filter(Column::Number.eq(number)).count(rows).await? > 0;
    if taken { Err(number_taken()) } else { Ok(()) }
}

fn number_taken() -> Error {
    Error::field("number", "taken", format!("{}。", RegistrationNumberError::AlreadyUsed.message()))
}
