//! Lists, single reads, and the small edits that need no stage: title, next step, manager, notes.

use super::dto::{DealOut, DealRow};
use super::input::{DealFilter, DealPatch, NoteIn};
use super::step::Step;
use super::timeline::{self, Entry};
use super::{store, view};
use crate::accounts::{self, managers};
use crate::check::{Checks, limit};
use crate::context::Context;
use crate::error::Result;
use crate::files;
use crate::http::page::{Page, PageQuery};
use entity::deal::Column;
use entity::enums::{DealEventKind, SubjectKind};
use entity::id::{DealId, PersonId};
use sea_orm::{PaginatorTrait, QueryOrder, QuerySelect};

/// The deals the viewer sees, last changed first.
///
/// # Errors
/// Not signed in; a bad page.
pub async fn list(context: &Context, filter: &DealFilter, page: &PageQuery) -> Result<Page<DealRow>> {
    context.signed_in()?;
    let query = store::filtered(store::visible_to(&context.viewer), filter, &context.viewer);
    let total = query.clone().count(context.database()).await?;
    let window = page.window(context)?;
    let rows = query
        .order_by_desc(Column::UpdatedAt)
        .order_by_desc(Column::Id)
        .offset(window.offset)
        .limit(window.limit)
        .all(context.database())
        .await?;
    Ok(window.page(view::deal_rows(context, rows).await?, total))
}

/// # Errors
/// Not signed in; not there, or not for this viewer.
pub async fn get(context: &Context, id: DealId) -> Result<DealOut> {
    context.signed_in()?;
    view::deal_out(context, id).await
}

/// # Errors
/// Not staff, wrong fields, no such manager, or a stale version.
pub async fn update(context: &Context, id: DealId, patch: DealPatch) -> Result<DealOut> {
    let mut step = Step::begin_as_staff(context, id, Some(patch.version)).await?;
    let title_before = step.deal.title.clone();
    let mut checks = Checks::default();
    if let Some(title) = &patch.title {
        checks.present("title", title, "交易名称");
        step.deal.title = checks.line("title", title, limit::TITLE);
    }
    let next_step = plan_next_step(&mut step, &patch, &mut checks);
    checks.finish()?;
    let renamed = (step.deal.title != title_before).then(|| format!("交易名称改为“{}”。", step.deal.title));
    let noted = [renamed, next_step].into_iter().flatten().collect::<String>();
    if !noted.is_empty() {
        step.note(Entry::new(DealEventKind::Note, noted)).await?;
    }
    if let Some(manager) = patch.manager_id.filter(|manager| *manager != step.deal.manager_id) {
        hand_over(&mut step, manager).await?;
    }
    step.finish("deal.update").await
}

/// Writes the next step and says so in words; none when it stays.
fn plan_next_step(step: &mut Step<'_>, patch: &DealPatch, checks: &mut Checks) -> Option<String> {
    if let Some(next_step) = &patch.next_step {
        step.deal.next_step = checks.line("next_step", next_step, limit::LINE);
        step.deal.next_step_due_on = patch.next_step_due_on;
        let due = patch.next_step_due_on.map(|day| format!("（{day} 前）")).unwrap_or_default();
        return Some(format!("下一步：{}{due}", step.deal.next_step));
    }
    let day = patch.next_step_due_on?;
    step.deal.next_step_due_on = Some(day);
    Some(format!("下一步改到 {day} 前。"))
}

/// The new manager's organisation becomes the broker.
async fn hand_over(step: &mut Step<'_>, manager: PersonId) -> Result<()> {
    let membership = managers::membership_of(step.rows(), manager, step.deal.broker_id).await?;
    let people = accounts::store::people(step.rows(), [step.deal.manager_id, manager]).await?;
    let name = |id: PersonId| people.get(&id).map(|person| person.display_name.clone()).unwrap_or_default();
    let text = format!("技术经理人由{}改为{}。", name(step.deal.manager_id), name(manager));
    step.note(Entry::new(DealEventKind::ManagerChanged, text)).await?;
    step.deal.manager_id = manager;
    step.deal.broker_id = membership.organization_id;
    Ok(())
}

/// A note of anybody who sees the deal, with a file if there is one. The deal itself does not change.
///
/// # Errors
/// Not there, no text, or a file of another record.
pub async fn add_note(context: &Context, id: DealId, input: NoteIn) -> Result<DealOut> {
    context.signed_in()?;
    store::get(context.database(), &context.viewer, id).await?;
    let mut checks = Checks::default();
    let note = checks.text("note", &input.note, limit::PARAGRAPH);
    checks.present("note", &note, "记录的内容");
    checks.finish()?;
    let mut change = context.change().await?;
    if let Some(file_id) = input.file_id {
        files::service::require_of_deal(change.rows(), file_id, id).await?;
    }
    let entry = Entry::new(DealEventKind::Note, note).with_file(input.file_id);
    let event = timeline::append(change.rows(), context, id, entry).await?;
    change.record("deal.note", (SubjectKind::Deal, id.0), None::<&()>, Some(&event))?;
    change.commit().await?;
    view::deal_out(context, id).await
}
