//! A deal can be lost at any stage, with the stage and a coded reason, and be taken up again.

use super::create::require_free;
use super::dto::DealOut;
use super::input::{LoseIn, ReopenDealIn};
use super::market;
use super::step::Step;
use super::store::Pair;
use super::timeline::Entry;
use crate::check::{Checks, limit};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::listings::lifecycle::Listing;
use crate::organizations;
use entity::enums::{Answer, DealEventKind, DealStage, DealState};
use entity::id::DealId;
use entity::{achievement, deal, demand};

/// # Errors
/// Not staff, not active, no reason, or a stale version.
pub async fn lose(context: &Context, id: DealId, input: LoseIn) -> Result<DealOut> {
    context.require_staff()?;
    let mut checks = Checks::default();
    let note = checks.text("note", &input.note, limit::PARAGRAPH);
    let is_known = seeds::contains_code("loss_reason", &input.reason);
    checks.require(is_known, "reason", "unknown_value", "请从列表中选择未成交的原因。");
    checks.present("note", &note, "未成交的具体情况");
    checks.finish()?;
    let mut step = Step::begin_as_staff(context, id, Some(input.version)).await?;
    mark(&mut step, input.reason, note).await?;
    step.finish("deal.lose").await
}

/// Marks the deal lost at its stage; the listings are free again.
pub(super) async fn mark(step: &mut Step<'_>, reason: String, note: String) -> Result<()> {
    step.note(Entry::new(DealEventKind::Lost, note.clone())).await?;
    step.deal.state = DealState::Lost;
    step.deal.lost_stage = Some(step.deal.stage);
    step.deal.lost_reason = Some(reason);
    step.deal.lost_note = note;
    step.deal.closed_at = Some(step.context.now());
    market::release(step).await
}

/// Takes a lost deal up again at the stage where it was lost; a no may be answered anew.
///
/// # Errors
/// Not staff, not lost, no note, another active deal of the pair, or a stale version.
pub async fn reopen(context: &Context, id: DealId, input: ReopenDealIn) -> Result<DealOut> {
    context.require_staff()?;
    let mut checks = Checks::default();
    let note = checks.text("note", &input.note, limit::PARAGRAPH);
    checks.present("note", &note, "重新启动的原因");
    checks.finish()?;
    let mut step = Step::begin(context, id, Some(input.version)).await?;
    if step.deal.state != DealState::Lost {
        return Err(Error::conflict("not_lost", "只有未成交的交易可以重新启动。"));
    }
    lock_pair(&step).await?;
    require_free(step.rows(), pair(&step.deal), &step.deal.title).await?;
    step.note(Entry::new(DealEventKind::Reopened, note)).await?;
    step.deal.state = DealState::Active;
    step.deal.lost_stage = None;
    step.deal.lost_reason = None;
    step.deal.lost_note.clear();
    step.deal.closed_at = None;
    step.deal.stage_entered_at = context.now();
    take_back_refusals(&mut step.deal);
    if step.deal.stage != DealStage::Introduction {
        market::hold(&mut step).await?;
    }
    step.finish("deal.reopen").await
}

/// What a deal of the pair that begins also locks, in the same order: of two at once the second sees the first.
async fn lock_pair(step: &Step<'_>) -> Result<()> {
    if let Some(id) = step.deal.achievement_id {
        achievement::Model::lock(step.rows(), id.0).await?;
    }
    if let Some(id) = step.deal.demand_id {
        demand::Model::lock(step.rows(), id.0).await?;
    }
    organizations::store::lock(step.rows(), step.deal.supplier_id).await.map(drop)
}

fn pair(deal: &deal::Model) -> Pair {
    Pair {
        supplier_id: deal.supplier_id,
        acquirer_id: deal.acquirer_id,
        achievement_id: deal.achievement_id,
        demand_id: deal.demand_id,
    }
}

fn take_back_refusals(deal: &mut deal::Model) {
    if deal.supplier_answer == Some(Answer::No) {
        deal.supplier_answer = None;
        deal.supplier_answer_reason = None;
        deal.supplier_answer_note.clear();
        deal.supplier_answered_at = None;
        deal.supplier_answered_by = None;
    }
    if deal.acquirer_answer == Some(Answer::No) {
        deal.acquirer_answer = None;
        deal.acquirer_answer_reason = None;
        deal.acquirer_answer_note.clear();
        deal.acquirer_answered_at = None;
        deal.acquirer_answered_by = None;
    }
}
