//! The first administrator: made at the first start with a random password (printed once), or by `create-admin`. There is
//! no default password.

use super::dto::PersonFields;
use super::sign_up::{checked_person, insert_membership, insert_person};
use super::store;
use crate::auth::{password, session};
use crate::check::Checks;
use crate::context::Context;
use crate::error::Result;
use entity::enums::{MembershipState, OrganizationKind, Role, SubjectKind, Verification};
use entity::{membership, organization, person};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};

/// A random password of 100 bits, printed once.
///
/// # Errors
/// No randomness.
pub fn random_password() -> anyhow::Result<String> {
    const ALPHABET: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let mut bytes = [0_u8; 20];
    getrandom::fill(&mut bytes).map_err(|error| anyhow::anyhow!("no randomness: {error}"))?;
    let characters: Vec<char> = bytes.iter().map(|byte| char::from(ALPHABET[usize::from(byte % 32)])).collect();
    Ok(characters.chunks(5).map(|chunk| chunk.iter().collect::<String>()).collect::<Vec<_>>().join("-"))
}

/// Whether anybody can administer the platform.
///
/// # Errors
/// The database fails.
pub async fn has_admin(context: &Context) -> Result<bool> {
    let admins = membership::Entity::find()
        .filter(membership::Column::Role.eq(Role::Admin))
        .filter(membership::Column::State.eq(MembershipState::Active))
        .all(context.database())
        .await?;
    let people = store::people(context.database(), admins.iter().map(|row| row.person_id)).await?;
    Ok(people.values().any(|person| !person.is_disabled))
}

/// Makes an administrator of the operating organisation; an existing account of that name gets the new password.
///
/// # Errors
/// The name or the password is not acceptable.
pub async fn create_admin(context: &Context, login_name: &str, new_password: String) -> Result<()> {
    let fields = PersonFields {
        login_name: login_name.to_owned(),
        password: new_password,
        display_name: "平台管理员".to_owned(),
        email: String::new(),
        phone: String::new(),
    };
    let mut checks = Checks::default();
    let draft = checked_person(context, &fields, &mut checks);
    checks.finish()?;
    let hash = password::hash(fields.password).await?;
    let operator = operator(context).await?;
    let existing = store::by_login(context.database(), &draft.login_name).await?;
    let mut change = context.change().await?;
    let person = match existing {
        Some(person) => {
            let renewed =
                person::Model { password_hash: hash, is_disabled: false, version: person.version + 1, ..person };
            renewed.into_active_model().reset_all().update(change.rows()).await?
        }
        None => insert_person(change.rows(), person::Model { password_hash: hash, ..draft }).await?,
    };
    let is_admin = membership::Entity::find()
        .filter(membership::Column::PersonId.eq(person.id))
        .filter(membership::Column::OrganizationId.eq(operator.id))
        .filter(membership::Column::Role.eq(Role::Admin))
        .one(change.rows())
        .await?;
    match is_admin {
        Some(membership) if membership.state != MembershipState::Active => {
            let mut active = membership.into_active_model();
            active.state = Set(MembershipState::Active);
            active.update(change.rows()).await?;
        }
        Some(_) => {}
        None => {
            let state = MembershipState::Active;
            insert_membership(change.rows(), context, person.id, operator.id, Role::Admin, state).await?;
        }
    }
    session::close_all(change.rows(), person.id).await?;
    change.record("person.create_admin", (SubjectKind::Person, person.id.0), None::<&()>, Some(&person))?;
    change.commit().await
}

/// The organisation that runs the platform (`site.operator`), made when missing.
async fn operator(context: &Context) -> Result<organization::Model> {
    let name = &context.state.config.site.operator;
    let found =
        organization::Entity::find().filter(organization::Column::Name.eq(name)).one(context.database()).await?;
    if let Some(found) = found {
        return Ok(found);
    }
    let mut checks = Checks::default();
    let input = crate::organizations::dto::OrganizationIn {
        name: name.clone(),
        kind: OrganizationKind::TransferService,
        credit_code: None,
        region: "210200".to_owned(),
        short_name: String::new(),
        functional_zone: String::new(),
        address: String::new(),
        website: String::new(),
        introduction: String::new(),
        qualifications: Vec::new(),
        contact: entity::value::Contact::default(),
    };
    let draft = crate::organizations::service::checked(context, input, &mut checks);
    checks.finish()?;
    let draft = organization::Model { verification: Verification::Verified, verified_at: Some(context.now()), ..draft };
    let mut change = context.change().await?;
    let row = crate::organizations::service::insert(change.rows(), draft.into_active_model().reset_all()).await?;
    change.record("organization.create", (SubjectKind::Organization, row.id.0), None::<&()>, Some(&row))?;
    change.commit().await?;
    Ok(row)
}
