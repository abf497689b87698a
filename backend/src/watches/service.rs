//! Watching, looking at what changed, and giving a watch up.

use super::dto::{WatchIn, WatchOut, WatchesOut};
use super::snapshot::Snapshot;
use super::store;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::{accounts, achievements};
use entity::achievement;
use entity::enums::SubjectKind;
use entity::id::{AchievementId, WatchId};
use entity::watch::Model;
use sea_orm::{ActiveModelTrait, IntoActiveModel, ModelTrait};
use std::collections::HashMap;

/// Watches of one person.
const WATCHES_MAX: u64 = 200;

/// # Errors
/// Anonymous; the database fails.
pub async fn list(context: &Context) -> Result<WatchesOut> {
    let person = context.signed_in()?.person_id;
    let rows = store::list(context.database(), person, WATCHES_MAX).await?;
    let items = out(context, rows).await?;
    Ok(WatchesOut { changed: items.iter().filter(|item| !item.changes.is_empty()).count(), items, most: WATCHES_MAX })
}

/// Watches an achievement that the person sees; a second time changes nothing.
///
/// # Errors
/// Anonymous; the achievement is not there for this person; too many watches.
pub async fn create(context: &Context, input: WatchIn) -> Result<WatchOut> {
    let person = context.signed_in()?.person_id;
    let watched = achievements::store::get(context.database(), &context.viewer, input.achievement_id).await?;
    let mut change = context.change().await?;
    // The person's row is locked, so that two clicks at once make one watch.
    accounts::store::lock(change.rows(), person).await?;
    if let Some(row) = store::of_achievement(change.rows(), person, watched.id).await? {
        return one(context, row).await;
    }
    if store::list(change.rows(), person, WATCHES_MAX).await?.len() as u64 >= WATCHES_MAX {
        let message = format!("最多关注 {WATCHES_MAX} 项成果，请先取消不再需要的。");
        return Err(Error::conflict("too_many_watches", message));
    }
    let now = context.now();
    let row = Model {
        id: WatchId::generate(),
        person_id: person,
        achievement_id: watched.id,
        seen: serde_json::to_value(Snapshot::of(&watched)).map_err(anyhow::Error::from)?,
        created_at: now,
        updated_at: now,
    };
    let row = row.into_active_model().reset_all().insert(change.rows()).await?;
    change.record("watch.create", (SubjectKind::Watch, row.id.0), None::<&()>, Some(&row.achievement_id))?;
    change.commit().await?;
    one(context, row).await
}

/// # Errors
/// Anonymous; not there, or somebody else's.
pub async fn delete(context: &Context, id: WatchId) -> Result<()> {
    let person = context.signed_in()?.person_id;
    let mut change = context.change().await?;
    let row = store::lock(change.rows(), person, id).await?;
    let achievement = row.achievement_id;
    row.delete(change.rows()).await?;
    change.record("watch.delete", (SubjectKind::Watch, id.0), Some(&achievement), None::<&()>)?;
    change.commit().await
}

/// The person has looked: what is different now is known from here on.
///
/// # Errors
/// Anonymous; not there, or somebody else's.
pub async fn mark_seen(context: &Context, id: WatchId) -> Result<WatchOut> {
    let person = context.signed_in()?.person_id;
    let change = context.change().await?;
    let row = store::lock(change.rows(), person, id).await?;
    let found = visible(context, [row.achievement_id]).await?;
    let now = current(&row, found.get(&row.achievement_id))?;
    let seen = serde_json::to_value(now).map_err(anyhow::Error::from)?;
    let row = Model { seen, updated_at: context.now(), ..row };
    let row = row.into_active_model().reset_all().update(change.rows()).await?;
    change.commit_quietly().await?;
    one(context, row).await
}

async fn visible(
    context: &Context,
    ids: impl IntoIterator<Item = AchievementId>,
) -> Result<HashMap<AchievementId, achievement::Model>> {
    achievements::store::by_ids(context.database(), &context.viewer, ids).await
}

fn seen(row: &Model) -> Result<Snapshot> {
    Ok(serde_json::from_value(row.seen.clone()).map_err(anyhow::Error::from)?)
}

fn current(row: &Model, achievement: Option<&achievement::Model>) -> Result<Snapshot> {
    Ok(match achievement {
        Some(achievement) => Snapshot::of(achievement),
        None => seen(row)?.gone(),
    })
}

async fn one(context: &Context, row: Model) -> Result<WatchOut> {
    out(context, vec![row]).await?.pop().ok_or(Error::NotFound("个关注"))
}

async fn out(context: &Context, rows: Vec<Model>) -> Result<Vec<WatchOut>> {
    let found = visible(context, rows.iter().map(|row| row.achievement_id)).await?;
    let shown = achievements::view::rows(context, found.values().cloned().collect()).await?;
    let mut shown: HashMap<_, _> = shown.into_iter().map(|row| (row.id, row)).collect();
    let mut watches = Vec::with_capacity(rows.len());
    for row in rows {
        let now = current(&row, found.get(&row.achievement_id))?;
        watches.push(WatchOut {
            id: row.id,
            achievement_id: row.achievement_id,
            achievement: shown.remove(&row.achievement_id),
            changes: seen(&row)?.changes(&now),
            created_at: row.created_at,
        });
    }
    Ok(watches)
}
