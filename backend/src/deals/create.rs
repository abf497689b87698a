//! A deal begins: from a match, from a listing, or by hand. Staff bring any two parties together; everybody else asks for
//! an introduction of his own organisation (`request`).
//!
//! One pair has one active deal. The listings (or the supplier) are locked before the pair is looked up, so that two
//! managers cannot begin the same deal at once.

use super::dto::DealOut;
use super::input::DealIn;
use super::store::{self, Pair};
use super::timeline::{self, Entry};
use super::{opening, policy, request, view};
use crate::change::Change;
use crate::check::{Checks, limit};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::http::idempotency::{self, IdempotencyKey};
use crate::listings::grants;
use crate::listings::lifecycle::Listing;
use crate::matches::judgements;
use crate::{achievements, demands, matches, organizations};
use entity::enums::{DealEventKind, DealStage, GrantKind, MatchState, Role, Side, SubjectKind, Verification};
use entity::id::{AchievementId, DealId, DemandId, MatchId, OrganizationId};
use entity::{achievement, deal, demand, match_suggestion, organization};
use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait, IntoActiveModel};
use uuid::Uuid;

/// What the deal is about, locked.
pub(super) struct Origin {
    pub achievement: Option<achievement::Model>,
    pub demand: Option<demand::Model>,
    pub suggestion: Option<match_suggestion::Model>,
}

pub(super) struct Parties {
    pub supplier: organization::Model,
    pub acquirer: organization::Model,
}

/// # Errors
/// Unknown, hidden or closed listings; wrong parties; the pair has an active deal; nobody to carry it.
pub async fn create(context: &Context, mut input: DealIn, key: &IdempotencyKey) -> Result<DealOut> {
    context.require(Role::ALL)?;
    if let Some(id) = idempotency::existing(context, key).await? {
        // who named another manager still gets the answer of the first time
        let made = deal::Entity::find_by_id(DealId(id)).one(context.database()).await?;
        return view::out(context, made.ok_or(Error::NotFound("笔交易"))?).await;
    }
    let mut change = context.change().await?;
    let origin = origin(context, change.rows(), &input).await?;
    let asking = request::asking_side(context, &origin, &mut input)?;
    let parties = parties(change.rows(), &origin, &input).await?;
    let (title, note) = texts(&origin, &input, asking)?;
    check_pair(change.rows(), &origin, &parties, &title).await?;
    let mut row = opening::row(&change, context, &origin, &parties, title, input.manager_id).await?;
    let mut told = note.clone();
    if let Some(side) = asking {
        request::answer_own_side(&mut row, context, side, &note)?;
        told = format!("{}请求引荐：{note}", policy::side_label(side));
    }
    let row = row.into_active_model().reset_all().insert(change.rows()).await?;
    let entry = Entry::new(DealEventKind::Created, told).with_stages(None, DealStage::Introduction);
    timeline::append(change.rows(), context, row.id, entry).await?;
    accept_match(&mut change, context, origin.suggestion).await?;
    idempotency::remember(change.rows(), context, key, row.id.0).await?;
    let action = if asking.is_some() { "deal.request" } else { "deal.create" };
    change.record(action, (SubjectKind::Deal, row.id.0), None::<&()>, Some(&row))?;
    change.announce(SubjectKind::Deal, row.id.0);
    change.commit().await?;
    view::out(context, row).await
}

async fn origin(context: &Context, rows: &impl ConnectionTrait, input: &DealIn) -> Result<Origin> {
    let suggestion = match input.match_id {
        Some(id) => {
            matches::store::get(rows, &context.viewer, id).await?;
            Some(lock_match(rows, id).await?)
        }
        None => None,
    };
    let achievement_id = suggestion.as_ref().map(|row| row.achievement_id).or(input.achievement_id);
    let demand_id = suggestion.as_ref().map(|row| row.demand_id).or(input.demand_id);
    let achievement = match achievement_id {
        Some(id) => Some(lock_achievement(context, rows, id).await?),
        None => None,
    };
    let demand = match demand_id {
        Some(id) => Some(lock_demand(context, rows, id).await?),
        None => None,
    };
    Ok(Origin { achievement, demand, suggestion })
}

/// Whom a listing is hidden from learns nothing about it, not even that it is not live.
async fn lock_achievement(
    context: &Context,
    rows: &impl ConnectionTrait,
    id: AchievementId,
) -> Result<achievement::Model> {
    if !context.viewer.is_staff() {
        achievements::store::get(rows, &context.viewer, id).await?;
    }
    live(achievement::Model::lock(rows, id.0).await?)
}

async fn lock_demand(context: &Context, rows: &impl ConnectionTrait, id: DemandId) -> Result<demand::Model> {
    if !context.viewer.is_staff() {
        demands::store::get(rows, &context.viewer, id).await?;
    }
    live(demand::Model::lock(rows, id.0).await?)
}

async fn lock_match(rows: &impl ConnectionTrait, id: MatchId) -> Result<match_suggestion::Model> {
    let row = matches::store::lock(rows, id).await?;
    if row.state == MatchState::Dismissed {
        let message = "这条匹配已被排除；如确要引荐，请从成果或需求的页面发起。";
        return Err(Error::conflict("match_dismissed", message));
    }
    Ok(row)
}

fn live<L: Listing>(row: L) -> Result<L> {
    if row.state().is_live() {
        return Ok(row);
    }
    let message = "这项成果或需求没有在发布中，不能引荐。请等它发布以后再来。";
    Err(Error::conflict("listing_not_live", message))
}

async fn parties(rows: &impl ConnectionTrait, origin: &Origin, input: &DealIn) -> Result<Parties> {
    let supplier_id = origin.achievement.as_ref().map(|row| row.organization_id);
    let acquirer_id = origin.demand.as_ref().map(|row| row.organization_id);
    let mut checks = Checks::default();
    let supplier = party(rows, &mut checks, "supplier_id", supplier_id, input.supplier_id).await?;
    let acquirer = party(rows, &mut checks, "acquirer_id", acquirer_id, input.acquirer_id).await?;
    let is_same = supplier.is_some() && supplier == acquirer;
    checks.require(!is_same, "acquirer_id", "same_party", "输出方和吸纳方不能是同一家单位。");
    checks.finish()?;
    match (supplier, acquirer) {
        (Some(supplier), Some(acquirer)) => Ok(Parties { supplier, acquirer }),
        _ => Err(Error::Internal(anyhow::anyhow!("parties passed their checks without a row"))),
    }
}

/// The owner of the listing, or the organisation that was chosen; both only if they agree.
async fn party(
    rows: &impl ConnectionTrait,
    checks: &mut Checks,
    path: &str,
    owner: Option<OrganizationId>,
    chosen: Option<OrganizationId>,
) -> Result<Option<organization::Model>> {
    let Some(id) = owner.or(chosen) else {
        checks.add(path, "required", "请选择单位：没有对应的成果或需求时，输出方和吸纳方都要指定。");
        return Ok(None);
    };
    if chosen.is_some_and(|chosen| chosen != id) {
        checks.add(path, "not_owner", "所选单位与成果或需求的所属单位不一致。");
    }
    let found = organization::Entity::find_by_id(id).one(rows).await?;
    let Some(row) = found else {
        checks.add(path, "unknown_value", "没有这家单位，请重新选择。");
        return Ok(None);
    };
    let is_verified = row.verification == Verification::Verified;
    checks.require(is_verified, path, "not_verified", "这家单位还没有通过认证，请先完成认证。");
    Ok(Some(row))
}

/// Title and note; who asks for an introduction says why.
fn texts(origin: &Origin, input: &DealIn, asking: Option<Side>) -> Result<(String, String)> {
    let of_listing = origin.achievement.as_ref().map(|row| &row.title);
    let of_listing = of_listing.or(origin.demand.as_ref().map(|row| &row.title));
    let given = input.title.as_ref().filter(|title| !title.trim().is_empty());
    let title = given.or(of_listing).cloned().unwrap_or_default();
    let mut checks = Checks::default();
    checks.present("title", &title, "交易名称");
    let title = checks.line("title", &title, limit::TITLE);
    if asking.is_some() {
        checks.present("note", &input.note, "想请技术经理人转达的话，例如用在哪里、想怎样合作");
    }
    let note = checks.text("note", &input.note, limit::PARAGRAPH);
    checks.finish()?;
    Ok((title, note))
}

async fn check_pair(rows: &impl ConnectionTrait, origin: &Origin, parties: &Parties, title: &str) -> Result<()> {
    organizations::store::lock(rows, parties.supplier.id).await?;
    let pair = pair(origin, parties);
    require_free(rows, pair, title).await?;
    let achievement = pair.achievement_id.map(|id| id.0);
    let demand = pair.demand_id.map(|id| id.0);
    refuse_excluded(rows, achievement, pair.acquirer_id).await?;
    refuse_excluded(rows, demand, pair.supplier_id).await
}

fn pair(origin: &Origin, parties: &Parties) -> Pair {
    Pair {
        supplier_id: parties.supplier.id,
        acquirer_id: parties.acquirer.id,
        achievement_id: origin.achievement.as_ref().map(|row| row.id),
        demand_id: origin.demand.as_ref().map(|row| row.id),
    }
}

/// # Errors
/// The pair has an active deal.
pub(super) async fn require_free(rows: &impl ConnectionTrait, pair: Pair, title: &str) -> Result<()> {
    let Some(existing) = store::active_of_pair(rows, pair, title).await? else {
        return Ok(());
    };
    let message = format!("双方已有进行中的交易（{}），请到那笔交易里继续。", existing.number);
    Err(Error::conflict("deal_exists", message))
}

async fn refuse_excluded(
    rows: &impl ConnectionTrait,
    listing: Option<Uuid>,
    organization: OrganizationId,
) -> Result<()> {
    let Some(id) = listing else { return Ok(()) };
    let granted = grants::of_listing(rows, id).await?;
    let is_excluded = granted.iter().any(|row| row.organization_id == organization && row.grant == GrantKind::Excluded);
    if is_excluded {
        let message = "一方已声明不与对方接触，不能引荐。";
        return Err(Error::conflict("party_excluded", message));
    }
    Ok(())
}

async fn accept_match(
    change: &mut Change<'_>,
    context: &Context,
    suggestion: Option<match_suggestion::Model>,
) -> Result<()> {
    let Some(before) = suggestion else { return Ok(()) };
    if before.state == MatchState::Accepted {
        // who introduces what another accepted says yes too
        return judgements::keep(change, context.signed_in()?, &before, context.now()).await;
    }
    if before.state != MatchState::Suggested {
        return Ok(());
    }
    let mut after = before.clone();
    after.state = MatchState::Accepted;
    let person = context.signed_in()?;
    after.decided_by = Some(person.person_id);
    after.decided_at = Some(context.now());
    after.version += 1;
    after.updated_at = context.now();
    let after = after.into_active_model().reset_all().update(change.rows()).await?;
    judgements::keep(change, person, &after, context.now()).await?;
    change.announce(SubjectKind::Demand, after.demand_id.0);
    change.record("match.accept", (SubjectKind::Match, after.id.0), Some(&before), Some(&after))
}
