//! The guard table: what each stage demands before it is entered, in words for the people who have to do it.
//!
//! Only the next stage can be entered; from confidentiality also terms, because an evaluation is the parties' own choice
//! (财政部令100号).

use super::dto::{DealOut, NextOut};
use super::input::AdvanceIn;
use super::market;
use super::step::Step;
use super::store::Dossier;
use crate::check::{Checks, limit};
use crate::context::Context;
use crate::error::{Error, Result};
use chrono::NaiveDate;
use entity::enums::{Answer, DealStage, DealState, PricingState, RegistrationState};
use entity::id::DealId;

#[must_use]
pub fn label(stage: DealStage) -> &'static str {
    seeds::label("deal_stage", stage.as_str()).unwrap_or(stage.as_str())
}

/// What there is to do in a stage, until somebody writes something more exact.
#[must_use]
pub fn to_do(stage: DealStage) -> &'static str {
    match stage {
        DealStage::Introduction => "请输出方和吸纳方答复是否愿意洽谈",
        DealStage::Talks => "约双方见面，谈清需求和技术方案",
        DealStage::Confidentiality => "签订并登记保密协议，交流技术细节",
        DealStage::Evaluation => "评估技术和价值，登记评估结论",
        DealStage::Terms => "谈定合作条款，登记条款清单",
        DealStage::Pricing => "协议定价的公示，或登记挂牌、拍卖的结果",
        DealStage::Signing => "起草合同，签字盖章后上传",
        DealStage::Registration => "由卖方向登记机构申请认定登记",
        DealStage::Payment => "按付款计划登记到账",
        DealStage::Archived => "",
    }
}

/// The stage that may be entered instead of the next one.
#[must_use]
pub fn skip_to(stage: DealStage) -> Option<DealStage> {
    (stage == DealStage::Confidentiality).then_some(DealStage::Terms)
}

/// What still stands between the deal and the stage. `reason` is the one given for going on without a registration.
#[must_use]
pub fn blockers(dossier: &Dossier, target: DealStage, reason: &str, today: NaiveDate) -> Vec<String> {
    match target {
        DealStage::Introduction => Vec::new(),
        DealStage::Talks | DealStage::Confidentiality => answers(dossier),
        DealStage::Evaluation => confidentiality(dossier),
        DealStage::Terms => evaluation(dossier),
        DealStage::Pricing => terms(dossier),
        DealStage::Signing => pricing(dossier, today),
        DealStage::Registration => signature(dossier),
        DealStage::Payment => registration(dossier, reason),
        DealStage::Archived => payment(dossier),
    }
}

fn unless(holds: bool, sentence: &str) -> Vec<String> {
    if holds { Vec::new() } else { vec![sentence.to_owned()] }
}

fn answers(dossier: &Dossier) -> Vec<String> {
    let mut missing = unless(dossier.deal.supplier_answer == Some(Answer::Yes), "输出方还没有答复同意洽谈。");
    missing.extend(unless(dossier.deal.acquirer_answer == Some(Answer::Yes), "吸纳方还没有答复同意洽谈。"));
    missing
}

fn confidentiality(dossier: &Dossier) -> Vec<String> {
    unless(dossier.deal.confidentiality.is_some(), "还没有登记保密协议，请填写签订日期。")
}

fn evaluation(dossier: &Dossier) -> Vec<String> {
    let mut missing = confidentiality(dossier);
    let is_due = dossier.deal.stage == DealStage::Evaluation && dossier.deal.evaluation.is_none();
    missing.extend(unless(!is_due, "还没有登记评估结论；双方同意不评估的，请把这一点写为结论。"));
    missing
}

fn terms(dossier: &Dossier) -> Vec<String> {
    unless(dossier.deal.terms.is_some(), "还没有登记条款清单（合作方式、付款方式、价格和范围）。")
}

fn pricing(dossier: &Dossier, today: NaiveDate) -> Vec<String> {
    if let Some(cleared) = dossier.cleared() {
        let earliest = cleared.earliest_signing_on.unwrap_or(today);
        return unless(today >= earliest, &format!("公示期满后才能签约，最早为 {earliest}。"));
    }
    let sentence = match dossier.running() {
        None => "还没有定价：协议定价要公示，挂牌或拍卖要登记成交证明。".to_owned(),
        Some(row) if row.state == PricingState::Objected => "公示有异议，请先作出处理决定。".to_owned(),
        Some(row) => match row.ends_on {
            Some(ends_on) if ends_on >= today => {
                format!("公示到 {ends_on} 结束，期满无异议后请结束公示。")
            }
            _ => "公示期已满，请先结束公示。".to_owned(),
        },
    };
    vec![sentence]
}

fn signature(dossier: &Dossier) -> Vec<String> {
    unless(dossier.signed_contract().is_some(), "合同还没有签订，请起草合同并上传签字盖章的文本。")
}

fn registration(dossier: &Dossier, reason: &str) -> Vec<String> {
    let is_registered = dossier.registrations.iter().any(|row| row.state == RegistrationState::Registered);
    let sentence = "合同还没有完成认定登记；登记自愿，如不登记，请写明原因后继续（不登记不能享受税收优惠和补贴）。";
    unless(is_registered || !reason.is_empty(), sentence)
}

fn payment(dossier: &Dossier) -> Vec<String> {
    if dossier.payments.is_empty() {
        return vec!["还没有付款计划，请按合同填写各期款项。".to_owned()];
    }
    let open = dossier.payments.iter().filter(|row| row.received_on.is_none());
    open.map(|row| format!("第 {} 期款项“{}”还没有到账。", row.instalment, row.label)).collect()
}

/// The next stage for the page; none when the deal is over.
#[must_use]
pub fn next(dossier: &Dossier, today: NaiveDate) -> Option<NextOut> {
    let deal = &dossier.deal;
    let stage = deal.stage.next().filter(|_| deal.state == DealState::Active)?;
    let (label, actor) = match stage {
        DealStage::Talks => ("双方都同意后自动进入洽谈".to_owned(), "输出方和吸纳方"),
        DealStage::Archived => ("归档结案".to_owned(), "技术经理人"),
        _ => (format!("进入“{}”", label(stage)), "技术经理人"),
    };
    let blockers = blockers(dossier, stage, "", today);
    let reason_lifts = stage == DealStage::Payment && !blockers.is_empty();
    Some(NextOut { stage, label, actor: actor.to_owned(), blockers, reason_lifts, skip_to: skip_to(deal.stage) })
}

/// Carries the deal to its next stage; the last one archives it.
///
/// # Errors
/// Not staff, stale version, a stage that does not follow, or something is missing.
pub async fn advance(context: &Context, id: DealId, input: AdvanceIn) -> Result<DealOut> {
    let mut step = Step::begin_as_staff(context, id, Some(input.version)).await?;
    let mut checks = Checks::default();
    let note = checks.text("note", &input.note, limit::PARAGRAPH);
    checks.finish()?;
    let target = target(step.deal.stage, input.to_stage)?;
    let missing = blockers(&step.dossier().await?, target, &note, context.today());
    if !missing.is_empty() {
        return Err(Error::conflict("blocked", missing.concat()));
    }
    step.require_file(input.file_id).await?;
    step.enter(target, &note, input.file_id).await?;
    match target {
        DealStage::Talks => market::hold(&mut step).await?,
        DealStage::Archived => {
            step.deal.state = DealState::Archived;
            step.deal.closed_at = Some(context.now());
            market::conclude(&mut step).await?;
        }
        _ => {}
    }
    step.finish(if target == DealStage::Archived { "deal.archive" } else { "deal.advance" }).await
}

fn target(stage: DealStage, wanted: Option<DealStage>) -> Result<DealStage> {
    let Some(next) = stage.next() else {
        return Err(Error::conflict("deal_over", "这笔交易已归档，不能再改。"));
    };
    match wanted {
        None => Ok(next),
        Some(wanted) if wanted == next || Some(wanted) == skip_to(stage) => Ok(wanted),
        Some(_) => {
            let message = format!("从“{}”只能进入下一阶段“{}”。", label(stage), label(next));
            Err(Error::field("to_stage", "not_next", message))
        }
    }
}

#[cfg(test)]
#[path = "stages_tests.rs"]
mod tests;
