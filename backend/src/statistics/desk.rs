//! The start page of the workbench: what waits for this person.

use super::dto::{DeskCard, DeskOut, DeskTodo};
use crate::auth::viewer::SignedIn;
use crate::context::Context;
use crate::error::Result;
use crate::http::page::PageQuery;
use crate::matches::dto::MatchFilter;
use crate::{achievements, deals, demands, matches, organizations, watches};
use entity::enums::{DealStage, DealState, ListingState, MatchState, Role, Verification};
use entity::{achievement, deal, demand, organization};
use sea_orm::{ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select};

/// Lines of each kind on the desk.
const TODO_MAX: u64 = 8;
/// Best suggestions named on the desk.
const SUGGESTIONS_SHOWN: u64 = 5;
/// Changed watches named on the desk.
const WATCHES_SHOWN: usize = 5;

/// # Errors
/// Not signed in; the database fails.
pub async fn desk(context: &Context) -> Result<DeskOut> {
    let person = context.signed_in()?;
    if !person.is_active {
        return Ok(DeskOut { cards: Vec::new(), todo: vec![waiting(person)] });
    }
    let is_staff = context.viewer.is_staff();
    let mut desk = DeskOut { cards: Vec::new(), todo: Vec::new() };
    if person.role == Role::Admin {
        verification(context, &mut desk).await?;
    }
    if is_staff {
        reviews(context, &mut desk).await?;
    } else {
        own_listings(context, person, &mut desk).await?;
        answers(context, person, &mut desk).await?;
    }
    running(context, &mut desk).await?;
    suggestions(context, &mut desk).await?;
    watched(context, &mut desk).await?;
    Ok(desk)
}

fn waiting(person: &SignedIn) -> DeskTodo {
    let detail = match person.verification {
        Verification::Rejected => "认证没有通过，请到单位资料页看原因，修改后联系管理员。",
        _ => "管理员通常在一个工作日内认证；认证通过后即可发布成果和需求。",
    };
    DeskTodo {
        kind: "verification".to_owned(),
        title: format!("{}等待认证", person.organization_name),
        detail: detail.to_owned(),
        href: format!("/app/organizations/{}", person.organization_id),
        due_on: None,
    }
}

fn card(desk: &mut DeskOut, key: &str, label: &str, count: u64, href: impl Into<String>) {
    desk.cards.push(DeskCard { key: key.to_owned(), label: label.to_owned(), count, href: href.into() });
}

fn todo(desk: &mut DeskOut, kind: &str, title: String, detail: String, href: String) {
    desk.todo.push(DeskTodo { kind: kind.to_owned(), title, detail, href, due_on: None });
}

async fn verification(context: &Context, desk: &mut DeskOut) -> Result<()> {
    let query = organizations::store::visible_to(&context.viewer)
        .filter(organization::Column::Verification.eq(Verification::Pending));
    let count = query.clone().count(context.database()).await?;
    card(desk, "verification", "待认证单位", count, "/app/organizations?verification=pending");
    for row in query.order_by_asc(organization::Column::Id).limit(TODO_MAX).all(context.database()).await? {
        let href = format!("/app/organizations/{}", row.id);
        todo(desk, "verification", format!("认证：{}", row.name), "核对统一社会信用代码和联系人".to_owned(), href);
    }
    Ok(())
}

fn submitted_achievements(context: &Context) -> Select<achievement::Entity> {
    achievements::store::visible_to(&context.viewer).filter(achievement::Column::State.eq(ListingState::Submitted))
}

fn submitted_demands(context: &Context) -> Select<demand::Entity> {
    demands::store::visible_to(&context.viewer).filter(demand::Column::State.eq(ListingState::Submitted))
}

async fn reviews(context: &Context, desk: &mut DeskOut) -> Result<()> {
    let database = context.database();
    let achievements = submitted_achievements(context);
    let demands = submitted_demands(context);
    card(
        desk,
        "achievements",
        "待审成果",
        achievements.clone().count(database).await?,
        "/app/achievements?scope=review",
    );
    card(desk, "demands", "待审需求", demands.clone().count(database).await?, "/app/demands?scope=review");
    let rows = achievements.order_by_asc(achievement::Column::SubmittedAt).limit(TODO_MAX).all(database).await?;
    for row in rows {
        todo(desk, "review", format!("审核成果：{}", row.title), row.number, format!("/app/achievements/{}", row.id));
    }
    let rows = demands.order_by_asc(demand::Column::SubmittedAt).limit(TODO_MAX).all(database).await?;
    for row in rows {
        todo(desk, "review", format!("审核需求：{}", row.title), row.number, format!("/app/demands/{}", row.id));
    }
    Ok(())
}

async fn own_listings(context: &Context, person: &SignedIn, desk: &mut DeskOut) -> Result<()> {
    let database = context.database();
    let achievements =
        achievement::Entity::find().filter(achievement::Column::OrganizationId.eq(person.organization_id));
    let demands = demand::Entity::find().filter(demand::Column::OrganizationId.eq(person.organization_id));
    card(desk, "achievements", "我的成果", achievements.clone().count(database).await?, "/app/achievements?scope=mine");
    card(desk, "demands", "我的需求", demands.clone().count(database).await?, "/app/demands?scope=mine");
    let unfinished = [ListingState::Draft, ListingState::Returned];
    let rows = achievements.filter(achievement::Column::State.is_in(unfinished)).limit(TODO_MAX).all(database).await?;
    for row in rows {
        let (kind, verb) = unfinished_words(row.state);
        todo(
            desk,
            kind,
            format!("{verb}：{}", row.title),
            row.review_note,
            format!("/app/achievements/{}/edit", row.id),
        );
    }
    let rows = demands.filter(demand::Column::State.is_in(unfinished)).limit(TODO_MAX).all(database).await?;
    for row in rows {
        let (kind, verb) = unfinished_words(row.state);
        todo(desk, kind, format!("{verb}：{}", row.title), row.review_note, format!("/app/demands/{}/edit", row.id));
    }
    Ok(())
}

fn unfinished_words(state: ListingState) -> (&'static str, &'static str) {
    if state == ListingState::Returned { ("returned", "按意见修改") } else { ("draft", "写完草稿") }
}

/// Introductions that wait for the own side's answer.
async fn answers(context: &Context, person: &SignedIn, desk: &mut DeskOut) -> Result<()> {
    let own = person.organization_id;
    let mine = Condition::any()
        .add(Condition::all().add(deal::Column::SupplierId.eq(own)).add(deal::Column::SupplierAnswer.is_null()))
        .add(Condition::all().add(deal::Column::AcquirerId.eq(own)).add(deal::Column::AcquirerAnswer.is_null()));
    let query = deal::Entity::find()
        .filter(deal::Column::State.eq(DealState::Active))
        .filter(deal::Column::Stage.eq(DealStage::Introduction))
        .filter(mine);
    card(
        desk,
        "answers",
        "待我答复的引荐",
        query.clone().count(context.database()).await?,
        "/app/deals?stage=introduction",
    );
    for row in query.order_by_asc(deal::Column::Id).limit(TODO_MAX).all(context.database()).await? {
        let href = format!("/app/deals/{}", row.id);
        todo(desk, "answer", format!("答复引荐：{}", row.title), "愿意见面还是不合适，请给对方一句话".to_owned(), href);
    }
    Ok(())
}

async fn suggestions(context: &Context, desk: &mut DeskOut) -> Result<()> {
    let filter = MatchFilter { state: Some(MatchState::Suggested), ..MatchFilter::default() };
    let page = PageQuery { limit: Some(SUGGESTIONS_SHOWN), cursor: None };
    let best = matches::service::list(context, &filter, &page).await?;
    card(desk, "matches", "待决定的匹配", best.total, "/app/matches?state=suggested");
    for suggestion in best.items {
        let title = format!("决定匹配：{} ↔ {}", suggestion.demand.title, suggestion.achievement.title);
        todo(desk, "match", title, suggestion.reasons.summary, format!("/app/matches/{}", suggestion.id));
    }
    Ok(())
}

/// Watched achievements that changed since the person looked.
async fn watched(context: &Context, desk: &mut DeskOut) -> Result<()> {
    let watches = watches::service::list(context).await?;
    if watches.items.is_empty() {
        return Ok(());
    }
    card(desk, "watches", "关注有变化", watches.changed as u64, "/app/watches");
    for watch in watches.items.into_iter().filter(|watch| !watch.changes.is_empty()).take(WATCHES_SHOWN) {
        let title = watch.achievement.map_or_else(|| "一项成果".to_owned(), |row| row.title);
        let changes = watch.changes.iter().map(|one| format!("{}：{} → {}", one.label, one.before, one.after));
        let changes = changes.collect::<Vec<_>>().join("；");
        todo(desk, "watch", format!("关注的成果有变化：{title}"), changes, "/app/watches".to_owned());
    }
    Ok(())
}

async fn running(context: &Context, desk: &mut DeskOut) -> Result<()> {
    let query = deals::store::visible_to(&context.viewer).filter(deal::Column::State.eq(DealState::Active));
    card(desk, "deals", "进行中的交易", query.clone().count(context.database()).await?, "/app/deals");
    let due = query.filter(deal::Column::NextStepDueOn.lte(context.today())).order_by_asc(deal::Column::NextStepDueOn);
    for row in due.limit(TODO_MAX).all(context.database()).await? {
        desk.todo.push(DeskTodo {
            kind: "deal".to_owned(),
            title: row.next_step,
            detail: row.title,
            href: format!("/app/deals/{}", row.id),
            due_on: row.next_step_due_on,
        });
    }
    Ok(())
}
