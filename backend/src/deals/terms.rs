//! Confidentiality, evaluation and term sheet. An agreement opens the confidential details of the listings to the other
//! side. Another price or mode makes a publicity void, because the public saw different content.

use super::dto::DealOut;
use super::input::{ConfidentialityIn, EvaluationIn, TermsIn};
use super::pricing;
use super::step::Step;
use super::timeline::Entry;
use crate::check::{Checks, limit};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::listings::grants;
use crate::rules::amounts::FEN_MAX;
use chrono::NaiveDate;
use entity::enums::{DealEventKind, DealStage, ListingKind, SubjectKind};
use entity::id::DealId;
use entity::value::{Confidentiality, DealTerms, Evaluation};

pub(super) fn check_not_future(checks: &mut Checks, path: &str, day: NaiveDate, today: NaiveDate) {
    checks.require(day <= today, path, "in_future", "日期不能晚于今天。");
}

pub(super) fn check_amount(checks: &mut Checks, path: &str, fen: i64) {
    let is_amount = (1..=FEN_MAX).contains(&fen);
    checks.require(is_amount, path, "out_of_range", "金额要大于 0，并请检查单位是否正确。");
}

/// # Errors
/// Not staff, too early, wrong fields, or a stale version.
pub async fn put_confidentiality(context: &Context, id: DealId, input: ConfidentialityIn) -> Result<DealOut> {
    let mut checks = Checks::default();
    check_not_future(&mut checks, "signed_on", input.signed_on, context.today());
    let note = checks.text("note", &input.note, limit::PARAGRAPH);
    let mut step = Step::begin_as_staff(context, id, Some(input.version)).await?;
    checks.finish()?;
    step.require_stage(DealStage::Talks)?;
    step.require_file(input.file_id).await?;
    let ConfidentialityIn { signed_on, file_id, .. } = input;
    let text = format!("保密协议签于 {signed_on}。{note}");
    step.deal.confidentiality = Some(Confidentiality { signed_on, file_id, note });
    open_details(&mut step).await?;
    step.note(Entry::new(DealEventKind::ConfidentialitySigned, text).with_file(file_id)).await?;
    step.finish("deal.confidentiality").await
}

async fn open_details(step: &mut Step<'_>) -> Result<()> {
    let deal = step.deal.clone();
    if let Some(id) = deal.achievement_id {
        let listing = (ListingKind::Achievement, id.0);
        grants::open_confidential(step.rows(), step.context, listing, deal.acquirer_id, deal.id).await?;
        step.change.announce(SubjectKind::Achievement, id.0);
    }
    if let Some(id) = deal.demand_id {
        let listing = (ListingKind::Demand, id.0);
        grants::open_confidential(step.rows(), step.context, listing, deal.supplier_id, deal.id).await?;
        step.change.announce(SubjectKind::Demand, id.0);
    }
    Ok(())
}

/// # Errors
/// Not staff, too early, wrong fields, or a stale version.
pub async fn put_evaluation(context: &Context, id: DealId, input: EvaluationIn) -> Result<DealOut> {
    let mut checks = Checks::default();
    let conclusion = checks.text("conclusion", &input.conclusion, limit::PARAGRAPH);
    checks.present("conclusion", &conclusion, "评估结论");
    let method = checks.line("method", &input.method, limit::NAME);
    if let Some(fen) = input.value_fen {
        check_amount(&mut checks, "value_fen", fen);
    }
    if let Some(day) = input.evaluated_on {
        check_not_future(&mut checks, "evaluated_on", day, context.today());
    }
    let mut step = Step::begin_as_staff(context, id, Some(input.version)).await?;
    checks.finish()?;
    step.require_stage(DealStage::Talks)?;
    step.require_file(input.file_id).await?;
    let EvaluationIn { value_fen, evaluated_on, file_id, .. } = input;
    let entry = Entry::new(DealEventKind::EvaluationRecorded, conclusion.clone()).with_file(file_id);
    step.deal.evaluation = Some(Evaluation { conclusion, method, value_fen, evaluated_on, file_id });
    step.note(entry).await?;
    step.finish("deal.evaluation").await
}

/// # Errors
/// Not staff, too early, wrong fields, the contract is signed, an open objection, or a stale version.
pub async fn put_terms(context: &Context, id: DealId, input: TermsIn) -> Result<DealOut> {
    let mut checks = Checks::default();
    check_amount(&mut checks, "price_fen", input.price_fen);
    let scope = checks.text("scope", &input.scope, limit::PARAGRAPH);
    checks.present("scope", &scope, "合作内容、里程碑和验收");
    let improvements = checks.text("improvements", &input.improvements, limit::PARAGRAPH);
    let commission = checks.text("commission", &input.commission, limit::PARAGRAPH);
    let mut step = Step::begin_as_staff(context, id, Some(input.version)).await?;
    checks.finish()?;
    step.require_stage(DealStage::Talks)?;
    let dossier = step.dossier().await?;
    if dossier.signed_contract().is_some() {
        return Err(Error::conflict("contract_signed", "合同已经签订，条款不能再改；变更请另签补充协议。"));
    }
    let TermsIn { mode, payment_mode, price_fen, .. } = input;
    let is_void = pricing::supersede_unless_same(&mut step, &dossier, price_fen, mode).await?;
    step.deal.terms = Some(DealTerms { mode, payment_mode, price_fen, scope, improvements, commission });
    let note = if is_void {
        "价格或转化方式已变更，原定价和公示作废，须重新定价公示。"
    } else {
        ""
    };
    step.note(Entry::new(DealEventKind::TermsChanged, terms_text(price_fen, note))).await?;
    step.finish("deal.terms").await
}

fn terms_text(price_fen: i64, note: &str) -> String {
    format!("价格 {}。{note}", crate::rules::amounts::money(price_fen))
}
