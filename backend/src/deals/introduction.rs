//! Each side answers the introduction once, itself. Two yes begin the talks, one no ends the deal with its reason.

use super::dto::DealOut;
use super::input::AnswerIn;
use super::step::Step;
use super::timeline::Entry;
use super::{loss, market, policy};
use crate::check::{Checks, limit};
use crate::context::Context;
use crate::error::{Error, Result};
use entity::deal;
use entity::enums::{Answer, DealEventKind, DealStage, Side};
use entity::id::DealId;

/// # Errors
/// Not a party, answered already, no reason for a no, or a stale version.
pub async fn answer(context: &Context, id: DealId, input: AnswerIn) -> Result<DealOut> {
    context.signed_in()?;
    let mut step = Step::begin(context, id, None).await?;
    let side = policy::my_side(&context.viewer, &step.deal)
        .ok_or_else(|| Error::forbidden("引荐要由双方自己答复，其他人不能代答。"))?;
    step.require_active()?;
    if policy::answer_of(&step.deal, side).is_some() {
        return Err(Error::conflict(
            "already_answered",
            "贵单位已经答复过，答复只有一次。如要更改，请联系技术经理人。",
        ));
    }
    if step.deal.version != input.version {
        return Err(Error::stale_version());
    }
    let (reason, note) = checked(&input)?;
    write(&mut step.deal, context, side, input.answer, reason.as_deref(), &note)?;
    step.note(Entry::new(DealEventKind::Answered, text(side, input.answer, reason.as_deref(), &note))).await?;
    match reason {
        Some(reason) => loss::mark(&mut step, reason, note).await?,
        None if policy::both_agreed(&step.deal) => {
            step.enter(DealStage::Talks, "双方都同意洽谈。", None).await?;
            market::hold(&mut step).await?;
        }
        None => {}
    }
    step.finish("deal.answer").await
}

/// The coded reason (of a no only) and the note.
fn checked(input: &AnswerIn) -> Result<(Option<String>, String)> {
    let mut checks = Checks::default();
    let note = checks.text("note", &input.note, limit::PARAGRAPH);
    let reason = match input.answer {
        Answer::Yes => None,
        Answer::No => {
            let reason = input.reason.clone().unwrap_or_default();
            let is_known = seeds::contains_code("decline_reason", &reason);
            checks.require(is_known, "reason", "unknown_value", "请从列表中选择不同意的原因。");
            checks.present("note", &note, "具体原因，对方和技术经理人会看到");
            Some(reason)
        }
    };
    checks.finish()?;
    Ok((reason, note))
}

/// # Errors
/// Not signed in.
pub(super) fn write(
    deal: &mut deal::Model,
    context: &Context,
    side: Side,
    answer: Answer,
    reason: Option<&str>,
    note: &str,
) -> Result<()> {
    let person = context.signed_in()?.person_id;
    let (answer, reason, note) = (Some(answer), reason.map(str::to_owned), note.to_owned());
    match side {
        Side::Supplier => {
            deal.supplier_answer = answer;
            deal.supplier_answer_reason = reason;
            deal.supplier_answer_note = note;
            deal.supplier_answered_at = Some(context.now());
            deal.supplier_answered_by = Some(person);
        }
        Side::Acquirer => {
            deal.acquirer_answer = answer;
            deal.acquirer_answer_reason = reason;
            deal.acquirer_answer_note = note;
            deal.acquirer_answered_at = Some(context.now());
            deal.acquirer_answered_by = Some(person);
        }
    }
    Ok(())
}

fn text(side: Side, answer: Answer, reason: Option<&str>, note: &str) -> String {
    let who = policy::side_label(side);
    let what = if answer == Answer::Yes { "同意洽谈" } else { "不同意洽谈" };
    let reason = reason.and_then(|code| seeds::label("decline_reason", code)).map(|label| format!("：{label}"));
    let note = if note.is_empty() { String::new() } else { format!("。{note}") };
    format!("{who}{what}{}{note}", reason.unwrap_or_default())
}
