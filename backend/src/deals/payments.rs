//! The payment plan adds up to the contract's total; it can be replaced until the first money has come in. A receipt
//! needs its day, its amount and the bank slip.

use super::dto::DealOut;
use super::input::{PaymentPlanIn, ReceiptIn};
use super::step::Step;
use super::terms::{check_amount, check_not_future};
use super::timeline::Entry;
use crate::check::{Checks, limit};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::rules::amounts::money;
use entity::contract;
use entity::enums::DealEventKind;
use entity::id::{DealId, PaymentId};
use entity::payment::{Column, Entity, Model};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};

/// # Errors
/// Not staff, no signed contract, money came in already, the sum is wrong, or a stale version.
pub async fn put_plan(context: &Context, id: DealId, input: PaymentPlanIn) -> Result<DealOut> {
    let mut step = Step::begin_as_staff(context, id, Some(input.version)).await?;
    let dossier = step.dossier().await?;
    let Some(contract) = dossier.signed_contract() else {
        return Err(Error::conflict("contract_missing", "合同签订以后才能填写付款计划。"));
    };
    if dossier.payments.iter().any(|row| row.received_on.is_some()) {
        let message = "已有款项到账，付款计划不能再改。";
        return Err(Error::conflict("payment_received", message));
    }
    let plan = checked(context, contract, input)?;
    Entity::delete_many().filter(Column::ContractId.eq(contract.id)).exec(step.rows()).await?;
    let active = plan.iter().map(|row| row.clone().into_active_model().reset_all());
    Entity::insert_many(active).exec_without_returning(step.rows()).await?;
    step.part("payments", Some(&dossier.payments), Some(&plan))?;
    let text = format!("共 {} 期，合计 {}。", plan.len(), money(contract.total_amount_fen));
    step.note(Entry::new(DealEventKind::PaymentPlanned, text)).await?;
    step.finish("deal.payment_plan").await
}

fn checked(context: &Context, contract: &contract::Model, input: PaymentPlanIn) -> Result<Vec<Model>> {
    let mut checks = Checks::default();
    let rows = input.instalments.len();
    checks.require((1..=limit::ROWS).contains(&rows), "instalments", "out_of_range", "付款计划要有 1 到 50 期。");
    let sum: i128 = input.instalments.iter().map(|row| i128::from(row.due_fen)).sum();
    if sum != i128::from(contract.total_amount_fen) {
        let total = money(contract.total_amount_fen);
        checks.add("instalments", "wrong_sum", format!("各期合计应等于合同总金额 {total}，请核对。"));
    }
    let mut plan = Vec::with_capacity(rows);
    for (instalment, row) in (1..).zip(input.instalments.into_iter().take(limit::ROWS)) {
        let path = |field: &str| format!("instalments[{}].{field}", instalment - 1);
        checks.present(&path("label"), &row.label, "款项名称");
        check_amount(&mut checks, &path("due_fen"), row.due_fen);
        plan.push(Model {
            id: PaymentId::generate(),
            deal_id: contract.deal_id,
            contract_id: contract.id,
            instalment,
            label: checks.line(&path("label"), &row.label, limit::NAME),
            due_on: row.due_on,
            due_fen: row.due_fen,
            received_on: None,
            received_fen: None,
            file_id: None,
            version: 1,
            created_at: context.now(),
            updated_at: context.now(),
        });
    }
    checks.finish()?;
    Ok(plan)
}

/// # Errors
/// Not staff, received already, a wrong day or amount, no file of this deal, or a stale version.
pub async fn receive(context: &Context, id: PaymentId, input: ReceiptIn) -> Result<DealOut> {
    context.require_staff()?;
    let missing = || Error::NotFound("期款项");
    let found = Entity::find_by_id(id).one(context.database()).await?.ok_or_else(missing)?;
    let mut step = Step::begin_as_staff(context, found.deal_id, None).await?;
    let before = Entity::find_by_id(id).one(step.rows()).await?.ok_or_else(missing)?;
    if before.version != input.version {
        return Err(Error::stale_version());
    }
    if before.received_on.is_some() {
        return Err(Error::conflict("payment_received", "这期款项已经登记到账。"));
    }
    let mut checks = Checks::default();
    check_not_future(&mut checks, "received_on", input.received_on, context.today());
    check_amount(&mut checks, "received_fen", input.received_fen);
    checks.finish()?;
    step.require_file(Some(input.file_id)).await?;
    let row = Model {
        received_on: Some(input.received_on),
        received_fen: Some(input.received_fen),
        file_id: Some(input.file_id),
        version: before.version + 1,
        updated_at: context.now(),
        ..before.clone()
    };
    let after = row.into_active_model().reset_all().update(step.rows()).await?;
    step.part("payment", Some(&before), Some(&after))?;
    let amount = money(input.received_fen);
    let text = format!("第 {} 期（{}）{} 到账 {amount}。", after.instalment, after.label, input.received_on);
    step.note(Entry::new(DealEventKind::PaymentReceived, text).with_file(Some(input.file_id))).await?;
    step.finish("deal.payment_receive").await
}
