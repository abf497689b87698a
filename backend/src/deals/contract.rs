//! The technology contract, one per deal: 0 < 技术交易额 ≤ 合同成交总金额, the total never below the price that was
//! cleared, and signed no earlier than the day after the publicity.

use super::dto::DealOut;
use super::input::{ContractIn, SignContractIn};
use super::step::Step;
use super::store::Dossier;
use super::terms::check_not_future;
use super::timeline::Entry;
use crate::check::{Checks, limit};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::matches::judgements;
use crate::rules::amounts::{AmountError, FEN_MAX, contract_totals, money};
use crate::rules::publicity::Period;
use chrono::NaiveDate;
use entity::contract::Model;
use entity::enums::{ContractState, DealEventKind, DealStage, SubjectKind};
use entity::id::{ContractId, DealId};
use entity::pricing;
use sea_orm::{ActiveModelTrait, IntoActiveModel};

/// Drafts the contract, or changes the draft.
///
/// # Errors
/// Not staff, no cleared price, wrong fields, signed already, or a stale version.
pub async fn put(context: &Context, id: DealId, input: ContractIn) -> Result<DealOut> {
    let mut step = Step::begin_as_staff(context, id, Some(input.version)).await?;
    step.require_stage(DealStage::Signing)?;
    let dossier = step.dossier().await?;
    refuse_signed(&dossier)?;
    let cleared = cleared(&dossier)?;
    let before = dossier.contract.as_ref();
    let draft = checked(context, id, &input, cleared, before)?;
    let text = format!(
        "《{}》，总金额 {}，其中技术交易额 {}。",
        draft.title,
        money(draft.total_amount_fen),
        money(draft.technical_amount_fen)
    );
    let active = draft.into_active_model().reset_all();
    let after = match before {
        Some(_) => active.update(step.rows()).await?,
        None => active.insert(step.rows()).await?,
    };
    step.part("contract", before, Some(&after))?;
    step.note(Entry::new(DealEventKind::ContractDrafted, text)).await?;
    step.finish("deal.contract").await
}

fn refuse_signed(dossier: &Dossier) -> Result<()> {
    match dossier.signed_contract() {
        Some(_) => Err(Error::conflict("contract_signed", "合同已经签订，不能再改；变更请另签补充协议。")),
        None => Ok(()),
    }
}

fn cleared(dossier: &Dossier) -> Result<&pricing::Model> {
    dossier.cleared().ok_or_else(|| Error::conflict("pricing_not_cleared", "价格还没有定下来：请先完成定价和公示。"))
}

fn checked(
    context: &Context,
    deal_id: DealId,
    input: &ContractIn,
    cleared: &pricing::Model,
    before: Option<&Model>,
) -> Result<Model> {
    let mut checks = Checks::default();
    check_amounts(&mut checks, input.total_amount_fen, input.technical_amount_fen, cleared.price_fen);
    let contract_type = input.contract_type.trim().to_owned();
    let is_known = ["contract_type", "contract_sub_type"]
        .iter()
        .any(|dictionary| seeds::contains_code(dictionary, &contract_type));
    checks.require(is_known, "contract_type", "unknown_value", "请从列表中选择合同类别。");
    let title = checks.line("title", &input.title, limit::TITLE);
    checks.present("title", &title, "合同名称");
    let is_ordered = input.begins_on.zip(input.ends_on).is_none_or(|(begin, end)| begin <= end);
    checks.require(is_ordered, "ends_on", "before_begin", "合同的截止日期不能早于起始日期。");
    checks.finish()?;
    Ok(Model {
        id: before.map_or_else(ContractId::generate, |row| row.id),
        deal_id,
        state: ContractState::Draft,
        contract_type,
        title,
        total_amount_fen: input.total_amount_fen,
        technical_amount_fen: input.technical_amount_fen,
        payment_mode: input.payment_mode,
        begins_on: input.begins_on,
        ends_on: input.ends_on,
        signed_on: None,
        file_id: None,
        version: before.map_or(1, |row| row.version + 1),
        created_at: before.map_or(context.now(), |row| row.created_at),
        updated_at: context.now(),
    })
}

fn check_amounts(checks: &mut Checks, total_fen: i64, technical_fen: i64, price_fen: i64) {
    if let Err(error) = contract_totals(total_fen, technical_fen) {
        let path = match error {
            AmountError::TechnicalNotPositive | AmountError::TechnicalAboveTotal => "technical_amount_fen",
            _ => "total_amount_fen",
        };
        checks.add(path, "out_of_range", format!("{}。", error.message()));
    }
    checks.require(total_fen <= FEN_MAX, "total_amount_fen", "out_of_range", "金额过大，请检查单位。");
    if total_fen > 0 && total_fen < price_fen {
        let message = format!("合同总金额不能低于已定的价格 {}；价格变了要重新定价公示。", money(price_fen));
        checks.add("total_amount_fen", "below_price", message);
    }
}

/// Records the signature with the signed copy.
///
/// # Errors
/// Not staff, no draft, signed too early or in the future, no file of this deal, or a stale version.
pub async fn sign(context: &Context, id: DealId, input: SignContractIn) -> Result<DealOut> {
    let mut step = Step::begin_as_staff(context, id, Some(input.version)).await?;
    step.require_stage(DealStage::Signing)?;
    let dossier = step.dossier().await?;
    refuse_signed(&dossier)?;
    let draft = dossier.contract.as_ref();
    let before = draft.ok_or_else(|| Error::conflict("contract_missing", "请先填写合同，再登记签订。"))?;
    let cleared = cleared(&dossier)?;
    let mut checks = Checks::default();
    check_amounts(&mut checks, before.total_amount_fen, before.technical_amount_fen, cleared.price_fen);
    check_not_future(&mut checks, "signed_on", input.signed_on, context.today());
    check_publicity(&mut checks, cleared, input.signed_on);
    checks.finish()?;
    step.require_file(Some(input.file_id)).await?;
    let mut row = before.clone();
    row.state = ContractState::Signed;
    row.signed_on = Some(input.signed_on);
    row.file_id = Some(input.file_id);
    row.version += 1;
    row.updated_at = context.now();
    let after = row.into_active_model().reset_all().update(step.rows()).await?;
    step.part("contract", Some(before), Some(&after))?;
    if let Some(suggestion) = step.deal.match_id {
        judgements::confirm(step.rows(), suggestion).await?;
        // the rest of the demand follows, as after every decision
        if let Some(demand) = step.deal.demand_id {
            step.change.announce(SubjectKind::Demand, demand.0);
        }
    }
    let text = format!("《{}》签于 {}。", after.title, input.signed_on);
    step.note(Entry::new(DealEventKind::ContractSigned, text).with_file(Some(input.file_id))).await?;
    step.finish("deal.contract_sign").await
}

fn check_publicity(checks: &mut Checks, cleared: &pricing::Model, signed_on: NaiveDate) {
    let (Some(published_on), Some(ends_on), Some(earliest_signing_on)) =
        (cleared.published_on, cleared.ends_on, cleared.earliest_signing_on)
    else {
        return;
    };
    let period = Period { published_on, ends_on, earliest_signing_on };
    if let Err(error) = period.check_signing(signed_on) {
        checks.add("signed_on", "before_publicity_end", format!("{}。", error.message()));
    }
}
