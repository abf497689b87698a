//! Pricing and publicity (公示). A negotiated price is shown inside the unit for the days that the rule of that day asks
//! for, the first day not counted; a listed or auctioned one needs its proof instead (转化法 18, 国发〔2016〕16号).
//!
//! Invariants
//! - At most one pricing is running or cleared; its content is frozen under a hash.
//! - Another price or mode supersedes it, and the new publicity cannot begin before the day of that change.
//! - Nothing is superseded while an objection is open: it is decided first.

use super::dto::DealOut;
use super::input::{ClosePricingIn, ObjectionDecisionIn, ObjectionIn, PricingIn};
use super::publicity_hash::Published;
use super::step::Step;
use super::store::Dossier;
use super::terms::{check_amount, check_not_future};
use super::timeline::Entry;
use crate::check::{Checks, limit};
use crate::clock::china_date;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::rules::amounts::money;
use crate::rules::publicity::{Period, pricing_period};
use chrono::NaiveDate;
use entity::enums::{DealEventKind, DealStage, ObjectionDecision, PricingMethod, PricingState, TransferMode};
use entity::id::{DealId, PricingId};
use entity::organization;
use entity::pricing::{Entity, Model};
use entity::value::DealTerms;
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};

/// # Errors
/// Not staff, no terms yet, wrong fields, the same price is running, or a stale version.
pub async fn create(context: &Context, id: DealId, input: PricingIn) -> Result<DealOut> {
    let mut step = Step::begin_as_staff(context, id, Some(input.version)).await?;
    step.require_stage(DealStage::Terms)?;
    let dossier = step.dossier().await?;
    let terms = priceable(&dossier)?;
    let price_fen = input.price_fen.unwrap_or(terms.price_fen);
    step.require_file(input.file_id).await?;
    let not_before = not_before(&dossier, context.today());
    let draft = checked(&step, &input, &terms, not_before).await?;
    refuse_same(&dossier, &draft)?;
    supersede_unless_same(&mut step, &dossier, price_fen, terms.mode).await?;
    supersede_other_method(&mut step, &dossier).await?;
    let row = draft.into_active_model().reset_all().insert(step.rows()).await?;
    step.note(begun(&row, !dossier.pricings.is_empty())).await?;
    step.part("pricing", None, Some(&row))?;
    step.finish("deal.pricing").await
}

fn priceable(dossier: &Dossier) -> Result<DealTerms> {
    if dossier.signed_contract().is_some() {
        return Err(Error::conflict("contract_signed", "合同已经签订，不能再定价。"));
    }
    let terms = dossier.deal.terms.clone();
    terms.ok_or_else(|| Error::conflict("terms_missing", "请先登记条款清单，再定价。"))
}

/// A publicity cannot begin before the deal came to its pricing, nor before the change that voided the one before: dated
/// back further, the days of the publicity would be skipped.
fn not_before(dossier: &Dossier, today: NaiveDate) -> Option<NaiveDate> {
    if dossier.running().is_some() || dossier.cleared().is_some() {
        return Some(today);
    }
    let came_to_pricing = (dossier.deal.stage == DealStage::Pricing).then(|| china_date(dossier.deal.stage_entered_at));
    dossier.pricings.iter().map(|row| china_date(row.updated_at)).chain(came_to_pricing).max()
}

/// A checked row, not yet written.
async fn checked(
    step: &Step<'_>,
    input: &PricingIn,
    terms: &DealTerms,
    not_before: Option<NaiveDate>,
) -> Result<Model> {
    let today = step.context.today();
    let price_fen = input.price_fen.unwrap_or(terms.price_fen);
    let published_on = input.published_on.unwrap_or(today);
    let is_negotiated = input.method == PricingMethod::Negotiated;
    let mut checks = Checks::default();
    check_amount(&mut checks, "price_fen", price_fen);
    let basis = checks.text("basis", &input.basis, limit::PARAGRAPH);
    checks.present("basis", &basis, "定价依据");
    let scope = checks.text("scope", &input.scope, limit::PARAGRAPH);
    let department = checks.line("objection_department", &input.objection_department, limit::NAME);
    let phone = checks.line("objection_phone", &input.objection_phone, limit::NAME);
    let email = checks.line("objection_email", &input.objection_email, limit::LINE);
    if is_negotiated {
        checks.present("scope", &scope, "公示范围");
        checks.present("objection_department", &department, "受理异议的部门");
        let reachable = !phone.is_empty() || !email.is_empty();
        checks.require(reachable, "objection_phone", "required", "请填写受理异议的电话或邮箱。");
        check_publication(&mut checks, published_on, today, not_before);
    } else {
        let message = "挂牌和拍卖要上传成交证明。";
        checks.require(input.file_id.is_some(), "file_id", "required", message);
    }
    checks.finish()?;
    let counterparty = organization::Entity::find_by_id(step.deal.acquirer_id).one(step.rows()).await?;
    let mut row = Model {
        id: PricingId::generate(),
        deal_id: step.deal.id,
        method: input.method,
        state: if is_negotiated { PricingState::Published } else { PricingState::Cleared },
        price_fen,
        transfer_mode: terms.mode,
        achievement_title: step.deal.title.clone(),
        counterparty: counterparty.map(|row| row.name).unwrap_or_default(),
        basis,
        scope,
        objection_department: department,
        objection_phone: phone,
        objection_email: email,
        published_on: None,
        ends_on: None,
        earliest_signing_on: None,
        content_hash: None,
        objection: String::new(),
        objected_on: None,
        objection_decision: None,
        objection_decision_note: String::new(),
        file_id: input.file_id,
        version: 1,
        created_at: step.context.now(),
        updated_at: step.context.now(),
    };
    if is_negotiated {
        freeze(&mut row, pricing_period(published_on))?;
    }
    Ok(row)
}

fn check_publication(checks: &mut Checks, day: NaiveDate, today: NaiveDate, not_before: Option<NaiveDate>) {
    check_not_future(checks, "published_on", day, today);
    if let Some(changed_on) = not_before.filter(|changed_on| day < *changed_on) {
        let message = format!("公示不能早于 {changed_on}：这一天才进入定价阶段，或原公示才因内容变更作废。");
        checks.add("published_on", "before_change", message);
    }
}

fn freeze(row: &mut Model, period: Period) -> Result<()> {
    let published = Published {
        achievement_title: &row.achievement_title,
        basis: &row.basis,
        counterparty: &row.counterparty,
        ends_on: period.ends_on,
        objection_department: &row.objection_department,
        objection_email: &row.objection_email,
        objection_phone: &row.objection_phone,
        price_fen: row.price_fen,
        published_on: period.published_on,
        scope: &row.scope,
        transfer_mode: row.transfer_mode,
    };
    let hash = published.hash().map_err(anyhow::Error::from)?;
    row.content_hash = Some(hash);
    row.published_on = Some(period.published_on);
    row.ends_on = Some(period.ends_on);
    row.earliest_signing_on = Some(period.earliest_signing_on);
    Ok(())
}

/// The same content again would only stretch the publicity.
fn refuse_same(dossier: &Dossier, draft: &Model) -> Result<()> {
    let standing = dossier.running().or(dossier.cleared());
    let is_same = standing.is_some_and(|row| {
        (row.method, row.price_fen, row.transfer_mode, &row.counterparty)
            == (draft.method, draft.price_fen, draft.transfer_mode, &draft.counterparty)
    });
    if is_same {
        let message = "价格、方式和受让方都没有变，现有的定价仍然有效，不必重新公示。";
        return Err(Error::conflict("pricing_unchanged", message));
    }
    Ok(())
}

/// Voids the running or cleared pricing if its price or mode is another one; tells whether it did.
pub(super) async fn supersede_unless_same(
    step: &mut Step<'_>,
    dossier: &Dossier,
    price_fen: i64,
    mode: TransferMode,
) -> Result<bool> {
    let Some(row) = dossier.running().or(dossier.cleared()) else {
        return Ok(false);
    };
    if (row.price_fen, row.transfer_mode) == (price_fen, mode) {
        return Ok(false);
    }
    supersede(step, row).await?;
    Ok(true)
}

/// The same price found in another way (after a failed auction, say) also replaces the pricing before.
async fn supersede_other_method(step: &mut Step<'_>, before: &Dossier) -> Result<()> {
    let now = step.dossier().await?;
    match now.running().or(now.cleared()) {
        Some(row) if before.pricings.contains(row) => supersede(step, row).await,
        _ => Ok(()),
    }
}

async fn supersede(step: &mut Step<'_>, row: &Model) -> Result<()> {
    if row.state == PricingState::Objected {
        let message = "公示有未处理的异议，请先作出处理决定，再变更价格或方式。";
        return Err(Error::conflict("objection_open", message));
    }
    let after = save(step, row, |row| row.state = PricingState::Superseded).await?;
    step.part("superseded_pricing", Some(row), Some(&after))
}

async fn save(step: &Step<'_>, before: &Model, edit: impl FnOnce(&mut Model)) -> Result<Model> {
    let mut row = before.clone();
    edit(&mut row);
    row.version += 1;
    row.updated_at = step.context.now();
    Ok(row.into_active_model().reset_all().update(step.rows()).await?)
}

fn begun(row: &Model, is_restart: bool) -> Entry {
    let price = money(row.price_fen);
    let (kind, text) = match (row.method, row.ends_on, row.earliest_signing_on) {
        (PricingMethod::Negotiated, Some(ends_on), Some(earliest)) => {
            let kind = if is_restart { DealEventKind::PublicityRestarted } else { DealEventKind::PublicityStarted };
            (kind, format!("协议定价 {price}，公示到 {ends_on} 结束，最早 {earliest} 签约。"))
        }
        _ => {
            let method = seeds::label("pricing_method", row.method.as_str()).unwrap_or_default();
            (DealEventKind::PricingSet, format!("{method}成交价 {price}。"))
        }
    };
    Entry::new(kind, text).with_file(row.file_id)
}

/// Locks the deal of a pricing and compares the pricing's version.
async fn open<'a>(context: &'a Context, id: PricingId, version: i32) -> Result<(Step<'a>, Model)> {
    let missing = || Error::NotFound("条定价");
    let found = Entity::find_by_id(id).one(context.database()).await?.ok_or_else(missing)?;
    // Whoever does not see the deal gets the answer of a price that does not exist.
    let step = Step::begin(context, found.deal_id, None).await.map_err(|error| match error {
        Error::NotFound(_) => missing(),
        error => error,
    })?;
    step.require_active()?;
    let row = Entity::find_by_id(id).one(step.rows()).await?.ok_or_else(missing)?;
    if row.version != version {
        return Err(Error::stale_version());
    }
    Ok((step, row))
}

/// Anybody who sees the deal may object while the publicity runs.
///
/// # Errors
/// Not running, no text, or a stale version.
pub async fn object(context: &Context, id: PricingId, input: ObjectionIn) -> Result<DealOut> {
    context.signed_in()?;
    let (mut step, before) = open(context, id, input.version).await?;
    let day = input.objected_on.unwrap_or(context.today());
    let mut checks = Checks::default();
    let text = checks.text("objection", &input.objection, limit::PARAGRAPH);
    checks.present("objection", &text, "异议的内容和理由");
    check_not_future(&mut checks, "objected_on", day, context.today());
    let in_period =
        before.published_on.is_some_and(|start| start <= day) && before.ends_on.is_some_and(|end| day <= end);
    checks.require(in_period, "objected_on", "outside_period", "异议要在公示期内提出。");
    checks.finish()?;
    require_state(&before, PricingState::Published, "只有公示中的定价可以提出异议。")?;
    let after = save(&step, &before, |row| {
        row.state = PricingState::Objected;
        row.objection = text.clone();
        row.objected_on = Some(day);
        row.objection_decision = None;
        row.objection_decision_note.clear();
    });
    let after = after.await?;
    step.part("pricing", Some(&before), Some(&after))?;
    step.note(Entry::new(DealEventKind::ObjectionRaised, text)).await?;
    step.finish("deal.objection").await
}

/// Upheld: the publicity stops. Dismissed, with the grounds: it goes on with the same days.
///
/// # Errors
/// Not staff, no open objection, no grounds, or a stale version.
pub async fn decide(context: &Context, id: PricingId, input: ObjectionDecisionIn) -> Result<DealOut> {
    context.require_staff()?;
    let (mut step, before) = open(context, id, input.version).await?;
    let mut checks = Checks::default();
    let note = checks.text("note", &input.note, limit::PARAGRAPH);
    checks.present("note", &note, "处理异议的理由");
    checks.finish()?;
    require_state(&before, PricingState::Objected, "现在没有待处理的异议。")?;
    let (state, word) = match input.decision {
        ObjectionDecision::Upheld => (PricingState::Stopped, "异议成立，公示终止。"),
        ObjectionDecision::Dismissed => (PricingState::Published, "异议不成立，公示继续。"),
    };
    let text = format!("{word}{note}");
    let after = save(&step, &before, |row| {
        row.state = state;
        row.objection_decision = Some(input.decision);
        row.objection_decision_note = note;
    });
    let after = after.await?;
    step.part("pricing", Some(&before), Some(&after))?;
    step.note(Entry::new(DealEventKind::ObjectionDecided, text)).await?;
    step.finish("deal.objection_decision").await
}

/// Ends a publicity whose last day has passed.
///
/// # Errors
/// Not staff, still running, an open objection, or a stale version.
pub async fn close(context: &Context, id: PricingId, input: ClosePricingIn) -> Result<DealOut> {
    context.require_staff()?;
    let (mut step, before) = open(context, id, input.version).await?;
    if before.state == PricingState::Objected {
        return Err(Error::conflict("objection_open", "公示有未处理的异议，请先作出处理决定。"));
    }
    require_state(&before, PricingState::Published, "这条定价没有在公示中。")?;
    let ends_on = before.ends_on.unwrap_or(NaiveDate::MAX);
    if context.today() <= ends_on {
        let message = format!("公示到 {ends_on} 结束，期满后才能结束公示。");
        return Err(Error::conflict("publicity_running", message));
    }
    let after = save(&step, &before, |row| row.state = PricingState::Cleared).await?;
    step.part("pricing", Some(&before), Some(&after))?;
    step.note(Entry::new(DealEventKind::PublicityClosed, "公示期满，无未决异议。")).await?;
    step.finish("deal.publicity_close").await
}

fn require_state(row: &Model, state: PricingState, message: &str) -> Result<()> {
    if row.state == state { Ok(()) } else { Err(Error::conflict("wrong_state", message)) }
}
