//! What a new listing need not ask again: the organisation's place and the person to call.

use crate::context::Context;
use crate::error::Result;
use crate::organizations;
use entity::id::OrganizationId;
use entity::person;
use entity::value::Contact;
use sea_orm::EntityTrait;

/// What is known of the owner.
#[derive(Default)]
pub struct Known {
    pub region: String,
    pub functional_zone: String,
    pub contact: Contact,
}

/// Reads it: the place of the owning organisation, and the person who writes when he belongs to it, otherwise the
/// organisation's contact.
///
/// # Errors
/// The database fails.
pub async fn known(context: &Context, owner: OrganizationId) -> Result<Known> {
    let database = context.database();
    let Some(organization) = organizations::store::by_ids(database, [owner]).await?.remove(&owner) else {
        return Ok(Known::default());
    };
    let own = context.signed_in()?;
    let writer = person::Entity::find_by_id(own.person_id).one(database).await?;
    let writer = writer.filter(|_| own.organization_id == owner);
    let contact = writer.map_or(
        Contact {
            name: organization.contact_name,
            phone: organization.contact_phone,
            email: organization.contact_email,
        },
        |person| Contact { name: person.display_name, phone: person.phone, email: person.email },
    );
    Ok(Known { region: organization.region, functional_zone: organization.functional_zone, contact })
}
