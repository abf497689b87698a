//! The people of a test: one of each role, and one of another organisation.

use crate::{Client, Server};
use entity::enums::{MembershipState, OrganizationKind, Role, Verification};
use entity::id::{MembershipId, OrganizationId, PersonId};
use entity::value::Texts;
use entity::{membership, organization, person};
use sea_orm::{ActiveModelTrait, IntoActiveModel};

/// The password of everybody in the tests.
pub const PASSWORD: &str = "correct horse battery";

/// Its hash at the least cost: a test signs in six people, and the cost of a real hash is not what is tested.
const PASSWORD_HASH: &str =
    "$argon2id$v=19$m=8,t=1,p=1$F7lhv+0QJRN8MFD7t/XsFA$Udjb9QzE4acukHq1sUY4vc/eHd1VbY8Id3K6giO67Ms";

/// Somebody who is signed in.
#[derive(Clone)]
pub struct Member {
    pub client: Client,
    pub person_id: PersonId,
    pub organization_id: OrganizationId,
    pub login_name: String,
}

/// One person of each role; `other_company` and `other_tto` belong to other organisations.
#[derive(Clone)]
pub struct Cast {
    pub tto: Member,
    pub company: Member,
    pub manager: Member,
    pub admin: Member,
    pub other_tto: Member,
    pub other_company: Member,
}

impl Cast {
    /// Everybody, signed in.
    pub async fn enter(server: &Server) -> Self {
        let university = server.organization("滨海理工大学", OrganizationKind::University).await;
        let company = server.organization("海港机电有限公司", OrganizationKind::Company).await;
        let center = server.organization("转化中心", OrganizationKind::TransferService).await;
        let other_university = server.organization("山城师范大学", OrganizationKind::University).await;
        let other_company = server.organization("山城重工有限公司", OrganizationKind::Company).await;
        Self {
            tto: server.member("tto", university, Role::Tto).await,
            company: server.member("company", company, Role::Company).await,
            manager: server.member("manager", center, Role::Manager).await,
            admin: server.member("admin", center, Role::Admin).await,
            other_tto: server.member("other-tto", other_university, Role::Tto).await,
            other_company: server.member("other-company", other_company, Role::Company).await,
        }
    }
}

impl Server {
    /// A verified organisation.
    ///
    /// # Panics
    /// When the database refuses it.
    pub async fn organization(&self, name: &str, kind: OrganizationKind) -> OrganizationId {
        let now = self.state.clock.now();
        let row = organization::Model {
            id: OrganizationId::generate(),
            name: name.to_owned(),
            short_name: String::new(),
            kind,
            credit_code: None,
            region: "210200".to_owned(),
            functional_zone: String::new(),
            address: String::new(),
            website: String::new(),
            introduction: String::new(),
            qualifications: Texts::default(),
            contact_name: "联系人".to_owned(),
            contact_phone: "0411-12345678".to_owned(),
            contact_email: "contact@example.com".to_owned(),
            verification: Verification::Verified,
            verification_note: String::new(),
            verified_at: Some(now),
            source: None,
            is_demo: false,
            version: 1,
            created_at: now,
            updated_at: now,
        };
        let row = row.into_active_model().reset_all().insert(&self.state.database).await.expect("an organisation");
        row.id
    }

    /// A person of an organisation, signed in.
    ///
    /// # Panics
    /// When the database or the login refuses.
    pub async fn member(&self, login_name: &str, organization_id: OrganizationId, role: Role) -> Member {
        let now = self.state.clock.now();
        let person = person::Model {
            id: PersonId::generate(),
            login_name: login_name.to_owned(),
            display_name: format!("测试·{login_name}"),
            password_hash: PASSWORD_HASH.to_owned(),
            email: String::new(),
            phone: String::new(),
            is_disabled: false,
            is_demo: false,
            version: 1,
            created_at: now,
            updated_at: now,
        };
        let person = person.into_active_model().reset_all().insert(&self.state.database).await.expect("a person");
        let membership = membership::Model {
            id: MembershipId::generate(),
            person_id: person.id,
            organization_id,
            role,
            state: MembershipState::Active,
            created_at: now,
            updated_at: now,
        };
        membership.into_active_model().reset_all().insert(&self.state.database).await.expect("a membership");
        let client = self.anonymous();
        client.sign_in(login_name, PASSWORD).await;
        Member { client, person_id: person.id, organization_id, login_name: login_name.to_owned() }
    }
}
