//! Organisations and people of the demo world, in one transaction.

use super::{Keys, PASSWORD, rank};
use crate::auth::password;
use crate::change::Change;
use crate::check::Checks;
use crate::context::Context;
use crate::organizations;
use crate::organizations::dto::OrganizationIn;
use crate::state::AppState;
use anyhow::Context as _;
use chrono::TimeDelta;
use entity::enums::{MembershipState, Role, SubjectKind, Verification};
use entity::id::{MembershipId, PersonId};
use entity::value::Contact;
use entity::{membership, organization, person};
use sea_orm::{ActiveModelTrait, IntoActiveModel};
use seeds::{DemoOrganization, DemoPerson, DemoWorld};

/// Members have been here for so long.
const MEMBER_DAYS: i64 = 400;

pub(super) async fn load(state: &AppState, world: &DemoWorld, keys: &mut Keys) -> anyhow::Result<()> {
    let context = Context::system(state.clone());
    let hash = password::hash(PASSWORD.to_owned()).await?;
    let mut change = context.change().await?;
    for demo in &world.organizations {
        let row = organization(&context, demo).with_context(|| format!("demo organization {}", demo.key))?;
        let row = row.into_active_model().reset_all().insert(change.rows()).await?;
        change.record("demo.load", (SubjectKind::Organization, row.id.0), None::<&()>, Some(&row))?;
        keys.organizations.insert(demo.key.clone(), row);
    }
    for demo in &world.people {
        load_person(&context, &mut change, demo, &hash, keys).await?;
    }
    change.commit().await?;
    Ok(())
}

fn organization(context: &Context, demo: &DemoOrganization) -> anyhow::Result<organization::Model> {
    let contact = if demo.is_demo {
        Contact { name: "演示·联系人".into(), phone: "0411-00000000".into(), email: "contact@example.com".into() }
    } else {
        Contact::default()
    };
    let input = OrganizationIn {
        name: demo.name.clone(),
        kind: demo.kind.parse()?,
        credit_code: demo.credit_code.clone(),
        region: demo.region.clone(),
        short_name: demo.short_name.clone().unwrap_or_default(),
        functional_zone: demo.functional_zone.clone().unwrap_or_default(),
        address: String::new(),
        website: demo.website.clone().unwrap_or_default(),
        introduction: demo.introduction.clone().unwrap_or_default(),
        qualifications: demo.qualifications.clone(),
        contact,
    };
    let mut checks = Checks::default();
    let row = organizations::service::checked(context, input, &mut checks);
    checks.finish().map_err(|error| anyhow::anyhow!("{error}"))?;
    let verification: Verification = demo.verification.parse()?;
    let since = context.now() - TimeDelta::days(MEMBER_DAYS);
    Ok(organization::Model {
        verification,
        verification_note: if verification == Verification::Rejected {
            "演示：上传的证照看不清，请重新上传。".into()
        } else {
            String::new()
        },
        verified_at: (verification == Verification::Verified).then_some(since),
        source: demo.source.clone(),
        is_demo: demo.is_demo,
        created_at: since,
        updated_at: since,
        ..row
    })
}

async fn load_person(
    context: &Context,
    change: &mut Change<'_>,
    demo: &DemoPerson,
    hash: &str,
    keys: &mut Keys,
) -> anyhow::Result<()> {
    let since = context.now() - TimeDelta::days(MEMBER_DAYS);
    let row = person::Model {
        id: PersonId::generate(),
        login_name: demo.login.clone(),
        display_name: demo.name.clone(),
        password_hash: hash.to_owned(),
        email: demo.email.clone().unwrap_or_default(),
        phone: demo.phone.clone().unwrap_or_default(),
        is_disabled: false,
        is_demo: true,
        version: 1,
        created_at: since,
        updated_at: since,
    };
    let row = row.into_active_model().reset_all().insert(change.rows()).await?;
    change.record("demo.load", (SubjectKind::Person, row.id.0), None::<&()>, Some(&row))?;
    for demo_membership in &demo.memberships {
        let organization = keys.organizations.get(&demo_membership.organization);
        let organization =
            organization.with_context(|| format!("demo organization {}", demo_membership.organization))?;
        let role: Role = demo_membership.role.parse()?;
        let is_active = organization.verification == Verification::Verified;
        let membership = membership::Model {
            id: MembershipId::generate(),
            person_id: row.id,
            organization_id: organization.id,
            role,
            state: if is_active { MembershipState::Active } else { MembershipState::Pending },
            created_at: since,
            updated_at: since,
        };
        let membership = membership.into_active_model().reset_all().insert(change.rows()).await?;
        let first = keys.people.get(&demo.login).is_none_or(|(_, known)| rank(known.role) > rank(role));
        if first {
            keys.people.insert(demo.login.clone(), (row.clone(), membership));
        }
    }
    Ok(())
}
