//! The demo world: what the documents say of real bodies, and listings, people and deals that are marked 演示.
//! It is loaded into an empty database only. Deals are played through the same services that people use, at past dates, so
//! that no demo deal can be in a state that the rules forbid.

mod bodies;
mod deals;
mod listings;

use crate::auth::viewer::{SignedIn, Viewer};
use crate::context::Context;
use crate::jobs::follow;
use crate::state::AppState;
use anyhow::{Context as _, bail};
use entity::enums::Role;
use entity::id::{AchievementId, DemandId, OrganizationId, PersonId, SessionId};
use entity::{membership, organization, person};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use std::collections::HashMap;

/// The password of every demo login. Demo data only: a real installation has no default password.
pub const PASSWORD: &str = "jiqiao-demo-2026";

/// What the files call by a key, and the rows that came of it.
#[derive(Default)]
struct Keys {
    organizations: HashMap<String, organization::Model>,
    people: HashMap<String, (person::Model, membership::Model)>,
    achievements: HashMap<String, AchievementId>,
    demands: HashMap<String, DemandId>,
}

impl Keys {
    fn organization(&self, key: &str) -> anyhow::Result<OrganizationId> {
        Ok(self.organizations.get(key).with_context(|| format!("demo organization {key}"))?.id)
    }

    /// Some member of an organisation, to act for it.
    fn member_of(&self, organization: OrganizationId) -> Option<&(person::Model, membership::Model)> {
        let mut members: Vec<_> =
            self.people.values().filter(|(_, membership)| membership.organization_id == organization).collect();
        members.sort_by_key(|(person, _)| person.login_name.clone());
        members.first().copied()
    }

    /// The context of a person acting for his organisation.
    fn acting(&self, state: &AppState, who: &(person::Model, membership::Model)) -> anyhow::Result<Context> {
        let (person, membership) = who;
        let organization = self.organizations.values().find(|one| one.id == membership.organization_id);
        let organization = organization.context("organization of a demo person")?;
        let viewer = SignedIn {
            person_id: person.id,
            login_name: person.login_name.clone(),
            display_name: person.display_name.clone(),
            session_id: SessionId::generate(),
            membership_id: membership.id,
            role: membership.role,
            organization_id: organization.id,
            organization_name: organization.name.clone(),
            organization_kind: organization.kind,
            verification: organization.verification,
            is_active: true,
        };
        let system = Context::system(state.clone());
        Ok(Context { viewer: Viewer::SignedIn(Box::new(viewer)), request_id: "demo".to_owned(), ..system })
    }
}

/// Loads the demo world into an empty database and tells the logins; a database that has it already is left alone.
///
/// # Errors
/// The database has other data, or a demo file does not fit the rules.
pub async fn load(state: &AppState) -> anyhow::Result<String> {
    let people = person::Entity::find().count(&state.database).await?;
    if people > 0 {
        let demo = person::Entity::find().filter(person::Column::IsDemo.eq(true)).count(&state.database).await?;
        if demo == 0 {
            bail!("--demo: 这个数据目录里已有正式数据，不会混入演示数据；请用 --data-dir 指定一个空目录");
        }
        return Ok(logins());
    }
    let world = seeds::demo_world()?;
    let mut keys = Keys::default();
    bodies::load(state, &world, &mut keys).await?;
    listings::load(state, &world, &mut keys).await?;
    follow::step(state).await?;
    deals::load(state, &world, &keys).await?;
    follow::step(state).await?;
    tracing::info!(
        organizations = keys.organizations.len(),
        achievements = keys.achievements.len(),
        demands = keys.demands.len(),
        deals = world.deals.len(),
        "demo world loaded"
    );
    Ok(logins())
}

fn logins() -> String {
    let rows = [
        ("dlut-tto", "高校成果转化人员（大连理工大学）"),
        ("haitian", "企业（大连海天兴业科技有限公司）"),
        ("manager", "技术经理人（大连高新区科技成果转化中心）"),
        ("admin", "管理员"),
    ];
    let mut text = format!("演示登录（密码都是 {PASSWORD}）：");
    for (login, who) in rows {
        text.push_str(&format!("\n  {login:<10} {who}"));
    }
    text
}

/// Roles in which a demo person acts first when several are given.
const fn rank(role: Role) -> u8 {
    match role {
        Role::Manager => 0,
        Role::Tto | Role::Company => 1,
        Role::Admin => 2,
    }
}

/// The id that stands for nobody, for rows that the system makes.
fn system_person(keys: &Keys) -> anyhow::Result<PersonId> {
    Ok(keys.people.get("admin").context("demo login admin")?.0.id)
}
