//! The listings of a deal follow it on the market.

use super::step::Step;
use super::store;
use crate::error::Result;
use crate::listings::lifecycle::{self, Action, Listing};
use entity::deal::Column;
use entity::enums::ListingState;
use entity::{achievement, demand};
use sea_orm::{ColumnTrait, Condition};

/// Both sides agreed: the listings are in talks.
pub(super) async fn hold(step: &mut Step<'_>) -> Result<()> {
    if let Some(id) = step.deal.achievement_id {
        let row = achievement::Model::lock(step.rows(), id.0).await?;
        start_talks(step, &row).await?;
    }
    if let Some(id) = step.deal.demand_id {
        let row = demand::Model::lock(step.rows(), id.0).await?;
        start_talks(step, &row).await?;
    }
    Ok(())
}

async fn start_talks<L: Listing>(step: &mut Step<'_>, row: &L) -> Result<()> {
    if row.state() == ListingState::Published {
        lifecycle::apply(&mut step.change, step.context, row, Action::StartTalks, |_| Ok(())).await?;
    }
    Ok(())
}

/// The deal is lost: listings that no other deal holds are free again.
pub(super) async fn release(step: &mut Step<'_>) -> Result<()> {
    if let Some(id) = step.deal.achievement_id {
        let row = achievement::Model::lock(step.rows(), id.0).await?;
        end_talks(step, &row, Condition::all().add(Column::AchievementId.eq(id))).await?;
    }
    if let Some(id) = step.deal.demand_id {
        let row = demand::Model::lock(step.rows(), id.0).await?;
        end_talks(step, &row, Condition::all().add(Column::DemandId.eq(id))).await?;
    }
    Ok(())
}

async fn end_talks<L: Listing>(step: &mut Step<'_>, row: &L, same: Condition) -> Result<()> {
    let is_free =
        row.state() == ListingState::InTalks && !store::is_held_by_another(step.rows(), step.deal.id, same).await?;
    if is_free {
        lifecycle::apply(&mut step.change, step.context, row, Action::EndTalks, |_| Ok(())).await?;
    }
    Ok(())
}

/// The deal is done: the achievement is transferred here, the demand solved here.
pub(super) async fn conclude(step: &mut Step<'_>) -> Result<()> {
    if let Some(id) = step.deal.achievement_id {
        let row = achievement::Model::lock(step.rows(), id.0).await?;
        close(step, &row, "transferred_here").await?;
    }
    if let Some(id) = step.deal.demand_id {
        let row = demand::Model::lock(step.rows(), id.0).await?;
        close(step, &row, "solved_here").await?;
    }
    Ok(())
}

async fn close<L: Listing>(step: &mut Step<'_>, row: &L, reason: &str) -> Result<()> {
    if row.state() == ListingState::Closed {
        return Ok(());
    }
    let (now, note) = (step.context.now(), format!("交易 {} 已完成。", step.deal.number));
    let edit = |row: &mut L| {
        let life = row.life();
        *life.close_reason = Some(reason.to_owned());
        *life.close_note = note;
        *life.closed_at = Some(now);
        Ok(())
    };
    lifecycle::apply(&mut step.change, step.context, row, Action::Close, edit).await.map(drop)
}
