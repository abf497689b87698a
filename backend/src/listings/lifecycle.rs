//! draft → submitted → published (or returned with a reason) → in talks → closed with a coded reason.
//!
//! Invariants
//! - The table in [`step`] is the only place that knows which step follows which.
//! - The services ask for the entitlement (`require_owner` and its like) before they come here.
//! - Every step compares the version, writes one audit event, and tells the index.

use crate::change::Change;
use crate::check::{Checks, limit};
use crate::context::Context;
use crate::error::{Error, Result};
use chrono::{DateTime, Utc};
use entity::enums::{ListingKind, ListingState, SubjectKind};
use entity::id::OrganizationId;
use entity::{achievement, demand};
use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QuerySelect};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// What somebody does with a listing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    Submit,
    Publish,
    Return,
    Close,
    Reopen,
    StartTalks,
    EndTalks,
}

/// The step from one state, or why it cannot be done.
///
/// # Errors
/// The state does not allow the action.
pub fn step(state: ListingState, action: Action) -> Result<ListingState> {
    use ListingState::{Closed, Draft, InTalks, Published, Returned, Submitted};
    match (state, action) {
        (Draft | Returned, Action::Submit) => Ok(Submitted),
        (Submitted, Action::Publish) => Ok(Published),
        (Submitted, Action::Return) => Ok(Returned),
        (Draft | Submitted | Returned | Published | InTalks, Action::Close) => Ok(Closed),
        (Closed, Action::Reopen) => Ok(Draft),
        (Published | InTalks, Action::StartTalks) => Ok(InTalks),
        (InTalks | Published, Action::EndTalks) => Ok(Published),
        (state, _) => {
            let label = seeds::label("listing_state", state.as_str()).unwrap_or_default();
            Err(Error::conflict("wrong_state", format!("现在的状态是“{label}”，不能做这一步。请刷新页面看最新状态。")))
        }
    }
}

/// The columns that a step writes.
pub struct Life<'a> {
    pub state: &'a mut ListingState,
    pub version: &'a mut i32,
    pub updated_at: &'a mut DateTime<Utc>,
    pub submitted_at: &'a mut Option<DateTime<Utc>>,
    pub published_at: &'a mut Option<DateTime<Utc>>,
    pub confirmed_at: &'a mut Option<DateTime<Utc>>,
    pub closed_at: &'a mut Option<DateTime<Utc>>,
    pub review_reason: &'a mut Option<String>,
    pub review_note: &'a mut String,
    pub close_reason: &'a mut Option<String>,
    pub close_note: &'a mut String,
}

/// An achievement or a demand, as far as the lifecycle is concerned.
#[expect(async_fn_in_trait, reason = "used only inside this crate")]
pub trait Listing: Clone + Serialize + Sized {
    const KIND: ListingKind;
    const SUBJECT: SubjectKind;
    /// Counter word and noun, "项成果".
    const WHAT: &'static str;
    fn uuid(&self) -> Uuid;
    fn organization_id(&self) -> OrganizationId;
    fn state(&self) -> ListingState;
    fn version(&self) -> i32;
    fn life(&mut self) -> Life<'_>;
    /// The row, locked until the transaction ends.
    ///
    /// # Errors
    /// Not there.
    async fn lock(rows: &impl ConnectionTrait, id: Uuid) -> Result<Self>;
    /// Writes all columns.
    ///
    /// # Errors
    /// The database fails.
    async fn save(self, rows: &impl ConnectionTrait) -> Result<Self>;
}

macro_rules! listing {
    ($module:ident, $id:path, $kind:ident, $what:literal) => {
        impl Listing for $module::Model {
            const KIND: ListingKind = ListingKind::$kind;
            const SUBJECT: SubjectKind = SubjectKind::$kind;
            const WHAT: &'static str = $what;

            fn uuid(&self) -> Uuid {
                self.id.0
            }

            fn organization_id(&self) -> OrganizationId {
                self.organization_id
            }

            fn state(&self) -> ListingState {
                self.state
            }

            fn version(&self) -> i32 {
                self.version
            }

            fn life(&mut self) -> Life<'_> {
                Life {
                    state: &mut self.state,
                    version: &mut self.version,
                    updated_at: &mut self.updated_at,
                    submitted_at: &mut self.submitted_at,
                    published_at: &mut self.published_at,
                    confirmed_at: &mut self.confirmed_at,
                    closed_at: &mut self.closed_at,
                    review_reason: &mut self.review_reason,
                    review_note: &mut self.review_note,
                    close_reason: &mut self.close_reason,
                    close_note: &mut self.close_note,
                }
            }

            async fn lock(rows: &impl ConnectionTrait, id: Uuid) -> Result<Self> {
                let found = $module::Entity::find_by_id($id(id)).lock(crate::db::ROW_LOCK).one(rows).await?;
                found.ok_or(Error::NotFound($what))
            }

            async fn save(self, rows: &impl ConnectionTrait) -> Result<Self> {
                Ok(self.into_active_model().reset_all().update(rows).await?)
            }
        }
    };
}

listing!(achievement, entity::id::AchievementId, Achievement, "项成果");
listing!(demand, entity::id::DemandId, Demand, "项需求");

/// The body of a step without a reason.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StepIn {
    pub version: i32,
}

/// The body of a step that needs a coded reason.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReasonIn {
    pub version: i32,
    pub reason: String,
    #[serde(default)]
    pub note: String,
}

/// A reason from a dictionary with its note.
///
/// # Errors
/// The code is not in the dictionary; "other" without a note.
pub fn checked_reason(dictionary: &str, reason: &str, note: &str) -> Result<String> {
    let mut checks = Checks::default();
    let known = seeds::contains_code(dictionary, reason);
    checks.require(known, "reason", "unknown_value", "请从列表中选择一个原因。");
    let note = checks.text("note", note, limit::PARAGRAPH);
    if reason == "other" {
        checks.present("note", &note, "具体原因");
    }
    checks.finish()?;
    Ok(note)
}

/// Takes one step: locks the row, compares the version, writes state, audit event and outbox row.
///
/// # Errors
/// Stale version; the state does not allow it; `edit` refuses.
pub async fn take<L: Listing>(
    context: &Context,
    id: Uuid,
    version: i32,
    action: Action,
    edit: impl FnOnce(&L, &mut Life<'_>) -> Result<()>,
) -> Result<L> {
    let mut change = context.change().await?;
    let before = L::lock(change.rows(), id).await?;
    if before.version() != version {
        return Err(Error::stale_version());
    }
    let after = apply(&mut change, context, &before, action, |row| edit(&before, &mut row.life())).await?;
    change.commit().await?;
    Ok(after)
}

/// As [`take`], inside a larger transaction and for a row that is already locked.
///
/// # Errors
/// The state does not allow it; `edit` refuses.
pub async fn apply<L: Listing>(
    change: &mut Change<'_>,
    context: &Context,
    before: &L,
    action: Action,
    edit: impl FnOnce(&mut L) -> Result<()>,
) -> Result<L> {
    let state = step(before.state(), action)?;
    let mut after = before.clone();
    edit(&mut after)?;
    let life = after.life();
    *life.state = state;
    *life.version += 1;
    *life.updated_at = context.now();
    let after = after.save(change.rows()).await?;
    change.record(action_name(L::KIND, action), (L::SUBJECT, after.uuid()), Some(before), Some(&after))?;
    change.announce(L::SUBJECT, after.uuid());
    Ok(after)
}

fn action_name(kind: ListingKind, action: Action) -> &'static str {
    match (kind, action) {
        (ListingKind::Achievement, Action::Submit) => "achievement.submit",
        (ListingKind::Achievement, Action::Publish) => "achievement.publish",
        (ListingKind::Achievement, Action::Return) => "achievement.return",
        (ListingKind::Achievement, Action::Close) => "achievement.close",
        (ListingKind::Achievement, Action::Reopen) => "achievement.reopen",
        (ListingKind::Achievement, Action::StartTalks) => "achievement.start_talks",
        (ListingKind::Achievement, Action::EndTalks) => "achievement.end_talks",
        (ListingKind::Demand, Action::Submit) => "demand.submit",
        (ListingKind::Demand, Action::Publish) => "demand.publish",
        (ListingKind::Demand, Action::Return) => "demand.return",
        (ListingKind::Demand, Action::Close) => "demand.close",
        (ListingKind::Demand, Action::Reopen) => "demand.reopen",
        (ListingKind::Demand, Action::StartTalks) => "demand.start_talks",
        (ListingKind::Demand, Action::EndTalks) => "demand.end_talks",
    }
}

/// The owner's submission.
///
/// # Errors
/// Something is missing (each named); stale version; wrong state.
pub async fn submit<L: Listing>(
    context: &Context,
    id: Uuid,
    version: i32,
    missing: impl FnOnce(&L) -> Vec<crate::error::FieldError>,
) -> Result<L> {
    let now = context.now();
    take(context, id, version, Action::Submit, |row: &L, life| {
        let missing = missing(row);
        if !missing.is_empty() {
            return Err(Error::Invalid(missing));
        }
        *life.submitted_at = Some(now);
        *life.review_reason = None;
        life.review_note.clear();
        Ok(())
    })
    .await
}

/// Publication by staff.
///
/// # Errors
/// Stale version; wrong state.
pub async fn publish<L: Listing>(context: &Context, id: Uuid, version: i32) -> Result<L> {
    let now = context.now();
    take(context, id, version, Action::Publish, |_: &L, life| {
        *life.published_at = Some(now);
        *life.confirmed_at = Some(now);
        Ok(())
    })
    .await
}

/// Back to the owner with a reason.
///
/// # Errors
/// No reason; stale version; wrong state.
pub async fn send_back<L: Listing>(context: &Context, id: Uuid, input: ReasonIn) -> Result<L> {
    let note = checked_reason("return_reason", &input.reason, &input.note)?;
    take(context, id, input.version, Action::Return, |_: &L, life| {
        *life.review_reason = Some(input.reason);
        *life.review_note = note;
        Ok(())
    })
    .await
}

/// Closes with a coded reason.
///
/// # Errors
/// No reason; stale version; wrong state.
pub async fn close<L: Listing>(context: &Context, id: Uuid, input: ReasonIn) -> Result<L> {
    let dictionary = match L::KIND {
        ListingKind::Achievement => "close_reason_achievement",
        ListingKind::Demand => "close_reason_demand",
    };
    let note = checked_reason(dictionary, &input.reason, &input.note)?;
    let now = context.now();
    take(context, id, input.version, Action::Close, |_: &L, life| {
        *life.close_reason = Some(input.reason);
        *life.close_note = note;
        *life.closed_at = Some(now);
        Ok(())
    })
    .await
}

/// A closed one becomes a draft again.
///
/// # Errors
/// Stale version; wrong state.
pub async fn reopen<L: Listing>(context: &Context, id: Uuid, version: i32) -> Result<L> {
    take(context, id, version, Action::Reopen, |_: &L, life| {
        *life.close_reason = None;
        life.close_note.clear();
        *life.closed_at = None;
        Ok(())
    })
    .await
}

/// # Errors
/// Not an active member of the organisation.
pub fn require_owner(context: &Context, organization: OrganizationId) -> Result<()> {
    context.require(entity::enums::Role::ALL)?;
    if context.viewer.acts_for(organization) {
        Ok(())
    } else {
        Err(Error::forbidden("只有所属单位的人员能做这一步。"))
    }
}

/// # Errors
/// Not active staff; whose listing it is does not matter.
pub fn require_staff(context: &Context, _: OrganizationId) -> Result<()> {
    context.require_staff().map(drop)
}

/// # Errors
/// Neither an active member of the organisation nor staff.
pub fn require_owner_or_staff(context: &Context, organization: OrganizationId) -> Result<()> {
    if context.viewer.is_staff() { Ok(()) } else { require_owner(context, organization) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_listed_steps_exist() {
        use ListingState::{Closed, Draft, Published, Returned, Submitted};
        assert_eq!(step(Draft, Action::Submit).expect("submit"), Submitted);
        assert_eq!(step(Returned, Action::Submit).expect("again"), Submitted);
        assert!(step(Draft, Action::Publish).is_err());
        assert!(step(Published, Action::Submit).is_err());
        assert!(step(Closed, Action::Publish).is_err());
        assert_eq!(step(Closed, Action::Reopen).expect("reopen"), Draft);
    }
}
