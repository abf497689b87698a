//! Keeping, naming, muting and giving up searches, and counting what is new in them.

use super::dto::{
    SavedSearch, SeenIn, StandingSearchIn, StandingSearchOut, StandingSearchPatch, StandingSearchesOut, UnreadOut,
};
use super::store;
use crate::check::{Checks, limit};
use crate::context::Context;
use crate::error::{Error, FieldError, Result};
use crate::http::idempotency::{self, IdempotencyKey};
use crate::{accounts, search};
use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use entity::enums::SubjectKind;
use entity::id::StandingSearchId;
use entity::standing_search::Model;
use sea_orm::{ActiveModelTrait, IntoActiveModel, ModelTrait};
use serde::Serialize;

/// Searches of one person.
const SEARCHES_MAX: u64 = 50;
/// A publication becomes findable this long after its moment at the latest. "Seen" reaches back by it: what was not
/// findable yet when the person looked is told as new the next time. Better twice than never.
const INDEX_LAG: TimeDelta = TimeDelta::seconds(2);

/// What the audit trail keeps: not the words, which are the person's own affair.
#[derive(Serialize)]
struct Kept {
    muted: bool,
    version: i32,
}

impl From<&Model> for Kept {
    fn from(row: &Model) -> Self {
        Self { muted: row.muted, version: row.version }
    }
}

/// # Errors
/// Anonymous; the database or the index fails.
pub async fn list(context: &Context) -> Result<StandingSearchesOut> {
    let person = context.signed_in()?.person_id;
    let rows = store::list(context.database(), person, SEARCHES_MAX).await?;
    let mut items = Vec::with_capacity(rows.len());
    for row in rows {
        items.push(out(context, row).await?);
    }
    let unread = items.iter().filter(|item| !item.muted).map(|item| item.unread).sum();
    Ok(StandingSearchesOut { items, unread, most: SEARCHES_MAX })
}

/// # Errors
/// Anonymous; the database or the index fails.
pub async fn unread(context: &Context) -> Result<UnreadOut> {
    let person = context.signed_in()?.person_id;
    let mut unread = 0;
    for row in store::list(context.database(), person, SEARCHES_MAX).await?.iter().filter(|row| !row.muted) {
        unread += count(context, &saved(row)?, row.seen_at).await?;
    }
    Ok(UnreadOut { unread })
}

/// # Errors
/// Anonymous; not there, or somebody else's.
pub async fn get(context: &Context, id: StandingSearchId) -> Result<StandingSearchOut> {
    let person = context.signed_in()?.person_id;
    out(context, store::get(context.database(), person, id).await?).await
}

/// Keeps a search.
///
/// # Errors
/// Anonymous; the search itself is refused; kept already, or too many.
pub async fn create(context: &Context, key: &IdempotencyKey, input: StandingSearchIn) -> Result<StandingSearchOut> {
    let person = context.signed_in()?.person_id;
    if let Some(id) = idempotency::existing(context, key).await? {
        return get(context, StandingSearchId(id)).await;
    }
    let (name, search) = checked(context, input)?;
    let change = context.change().await?;
    // The person's row is locked, so that two forms at once cannot pass the limit together.
    accounts::store::lock(change.rows(), person).await?;
    let kept = store::list(change.rows(), person, SEARCHES_MAX).await?;
    refuse_double(&kept, &search)?;
    let now = context.now();
    let row = Model {
        id: StandingSearchId::generate(),
        person_id: person,
        name,
        search: serde_json::to_value(&search).map_err(anyhow::Error::from)?,
        muted: false,
        seen_at: seen_until(now),
        version: 1,
        created_at: now,
        updated_at: now,
    };
    let row = row.into_active_model().reset_all().insert(change.rows()).await?;
    idempotency::remember(change.rows(), context, key, row.id.0).await?;
    save(change, "standing_search.create", row.id, None, Some(&row)).await?;
    out(context, row).await
}

fn refuse_double(kept: &[Model], search: &SavedSearch) -> Result<()> {
    for row in kept {
        if saved(row)? == *search {
            let message = format!("这个搜索已经订阅过了（“{}”），不必重复订阅。", row.name);
            return Err(Error::conflict("already_kept", message));
        }
    }
    if kept.len() as u64 >= SEARCHES_MAX {
        let message = format!("最多订阅 {SEARCHES_MAX} 个搜索，请先删除不再需要的。");
        return Err(Error::conflict("too_many_standing_searches", message));
    }
    Ok(())
}

/// Renames or mutes.
///
/// # Errors
/// Anonymous; not there, or somebody else's; stale version; a bad name.
pub async fn update(context: &Context, id: StandingSearchId, input: StandingSearchPatch) -> Result<StandingSearchOut> {
    let person = context.signed_in()?.person_id;
    store::get(context.database(), person, id).await?;
    let mut checks = Checks::default();
    let name = input.name.map(|name| {
        checks.present("name", &name, "名称");
        checks.line("name", &name, limit::NAME)
    });
    checks.finish()?;
    let change = context.change().await?;
    let before = store::lock(change.rows(), person, id).await?;
    if before.version != input.version {
        return Err(Error::stale_version());
    }
    let after = Model {
        name: name.unwrap_or_else(|| before.name.clone()),
        muted: input.muted.unwrap_or(before.muted),
        version: before.version + 1,
        updated_at: context.now(),
        ..before.clone()
    };
    let after = after.into_active_model().reset_all().update(change.rows()).await?;
    save(change, "standing_search.update", id, Some(&before), Some(&after)).await?;
    out(context, after).await
}

/// # Errors
/// Anonymous; not there, or somebody else's.
pub async fn delete(context: &Context, id: StandingSearchId) -> Result<()> {
    let person = context.signed_in()?.person_id;
    let change = context.change().await?;
    let before = store::lock(change.rows(), person, id).await?;
    before.clone().delete(change.rows()).await?;
    save(change, "standing_search.delete", id, Some(&before), None).await
}

/// Says up to when the results have been looked at; never back, never into the future. Two windows that were open at once
/// do not disturb each other, so no version is asked for.
///
/// # Errors
/// Anonymous; not there, or somebody else's.
pub async fn mark_seen(context: &Context, id: StandingSearchId, input: &SeenIn) -> Result<StandingSearchOut> {
    let person = context.signed_in()?.person_id;
    let change = context.change().await?;
    let before = store::lock(change.rows(), person, id).await?;
    let seen_at = seen_until(input.as_of.min(context.now())).max(before.seen_at);
    let row = Model { seen_at, ..before }.into_active_model().reset_all().update(change.rows()).await?;
    change.commit_quietly().await?;
    out(context, row).await
}

async fn save(
    mut change: crate::change::Change<'_>,
    action: &'static str,
    id: StandingSearchId,
    before: Option<&Model>,
    after: Option<&Model>,
) -> Result<()> {
    let (before, after) = (before.map(Kept::from), after.map(Kept::from));
    change.record(action, (SubjectKind::StandingSearch, id.0), before.as_ref(), after.as_ref())?;
    change.commit().await
}

fn seen_until(looked_at: DateTime<Utc>) -> DateTime<Utc> {
    (looked_at - INDEX_LAG).trunc_subsecs(0)
}

/// The name and the search, with everything that is wrong named by its field.
fn checked(context: &Context, input: StandingSearchIn) -> Result<(String, SavedSearch)> {
    let mut checks = Checks::default();
    let mut search = input.search;
    search.q = checks.text("search.q", &search.q, limit::PARAGRAPH);
    let name = checks.line("name", &input.name, limit::NAME);
    if let Err(Error::Invalid(fields)) = search::service::check(context, &search.query()) {
        for FieldError { path, code, message } in fields {
            checks.add(format!("search.{path}"), code, message);
        }
    }
    checks.finish()?;
    let name = if name.is_empty() { name_of(&search) } else { name };
    Ok((name, search))
}

/// The words, else the filters, else everything.
fn name_of(search: &SavedSearch) -> String {
    let filters = search::filter_words::of(&search.query());
    let name = match (search.q.is_empty(), filters.is_empty()) {
        (false, _) => search.q.split_whitespace().collect::<Vec<_>>().join(" "),
        (true, false) => filters.join("，"),
        (true, true) => "全部新发布".to_owned(),
    };
    name.chars().take(limit::NAME).collect()
}

fn saved(row: &Model) -> Result<SavedSearch> {
    Ok(serde_json::from_value(row.search.clone()).map_err(anyhow::Error::from)?)
}

async fn count(context: &Context, search: &SavedSearch, since: DateTime<Utc>) -> Result<u64> {
    search::service::count_since(context, &search.query(), since).await
}

async fn out(context: &Context, row: Model) -> Result<StandingSearchOut> {
    let search = saved(&row)?;
    let as_of = context.now();
    Ok(StandingSearchOut {
        unread: count(context, &search, row.seen_at).await?,
        filters: search::filter_words::of(&search.query()),
        id: row.id,
        name: row.name,
        search,
        muted: row.muted,
        seen_at: row.seen_at,
        as_of,
        version: row.version,
        created_at: row.created_at,
    })
}
