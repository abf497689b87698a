//! Who asks, when, and under which request id: the first parameter of every service function.

use crate::audit::Author;
use crate::auth::viewer::{SignedIn, Viewer};
use crate::change::Change;
use crate::error::{Error, Result};
use crate::state::AppState;
use chrono::{DateTime, NaiveDate, Utc};
use entity::enums::Role;
use sea_orm::DatabaseConnection;

#[derive(Clone)]
pub struct Context {
    pub state: AppState,
    pub viewer: Viewer,
    /// The request came with the cookie of a session that is no more.
    pub session_ended: bool,
    pub request_id: String,
    /// The caller's network address, for the attempt limits.
    pub address: String,
}

impl Context {
    /// The context of the system itself: start-up, background work, the demo loader.
    #[must_use]
    pub fn system(state: AppState) -> Self {
        Self {
            state,
            viewer: Viewer::Anonymous,
            session_ended: false,
            request_id: "system".to_owned(),
            address: String::new(),
        }
    }

    #[must_use]
    pub fn database(&self) -> &DatabaseConnection {
        &self.state.database
    }

    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        self.state.clock.now()
    }

    pub(crate) fn author(&self) -> Author<'_> {
        Author { viewer: &self.viewer, request_id: &self.request_id, at: self.now() }
    }

    /// Today in China.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        self.state.clock.today()
    }

    /// Begins a write: row, audit event and outbox row commit together.
    ///
    /// # Errors
    /// The database gives no transaction.
    pub async fn change(&self) -> Result<Change<'_>> {
        Change::begin(self).await
    }

    /// # Errors
    /// [`Error::Unauthenticated`] for the anonymous; those whose session ended are told so.
    pub fn signed_in(&self) -> Result<&SignedIn> {
        let missing = if self.session_ended { Error::session_ended } else { Error::unauthenticated };
        self.viewer.signed_in().ok_or_else(missing)
    }

    /// The signed-in person, if one of the roles and verified.
    ///
    /// # Errors
    /// Unauthenticated, or forbidden with the reason.
    pub fn require(&self, roles: &[Role]) -> Result<&SignedIn> {
        let person = self.signed_in()?;
        if !roles.contains(&person.role) {
            return Err(Error::forbidden(format!("您的身份（{}）不能做这一步。", role_label(person.role))));
        }
        if !person.is_active {
            return Err(Error::forbidden("您的单位还在等待管理员认证，认证通过后才能办理。"));
        }
        Ok(person)
    }

    /// Transfer-center staff: technology managers and administrators.
    ///
    /// # Errors
    /// As [`Self::require`].
    pub fn require_staff(&self) -> Result<&SignedIn> {
        self.require(&[Role::Manager, Role::Admin])
    }
}

fn role_label(role: Role) -> &'static str {
    match role {
        Role::Tto => "成果转化人员",
        Role::Company => "企业人员",
        Role::Manager => "技术经理人",
        Role::Admin => "管理员",
    }
}
