//! Rows that hits show, kept in memory with their texts ready to be marked.
//!
//! The database is asked every time whether the viewer may see a listing and which version of it counts; only the rows of
//! another version are read again. So nothing old and nothing forbidden is shown, and a listing that is found often costs
//! a few numbers instead of its texts.

use crate::context::Context;
use crate::error::Result;
use crate::listings::document;
use crate::{achievements, demands, organizations};
use entity::enums::Visibility;
use entity::id::{AchievementId, DemandId, OrganizationId};
use entity::{achievement, demand, organization};
use moka::sync::Cache;
use search_index::ShownText;
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;

/// Bytes of the listings of each kind: thousands of usual ones, some dozens of the longest that the limits allow.
const LISTING_BYTES_MAX: u64 = 24 << 20;
const ORGANIZATIONS_MAX: u64 = 2_000;

/// A listing with its texts.
pub(super) struct Kept<M> {
    pub row: M,
    pub title: ShownText,
    pub summary: ShownText,
    /// All that may be read of it: of a confidential one the abstract alone.
    pub text: ShownText,
}

type Rows<I, M> = Cache<I, Arc<M>>;
pub(super) type Found<I, M> = HashMap<I, Arc<M>>;
/// Organisations with their versions.
pub(super) type Owners = HashMap<OrganizationId, i32>;

/// The rows of this node.
pub struct KeptRows {
    achievements: Rows<AchievementId, Kept<achievement::Model>>,
    demands: Rows<DemandId, Kept<demand::Model>>,
    organizations: Rows<OrganizationId, organization::Model>,
}

impl Default for KeptRows {
    fn default() -> Self {
        Self { achievements: by_bytes(), demands: by_bytes(), organizations: Cache::new(ORGANIZATIONS_MAX) }
    }
}

fn by_bytes<I: Hash + Eq + Send + Sync + 'static, M: Send + Sync + 'static>() -> Rows<I, Kept<M>> {
    let weigh = |_: &I, kept: &Arc<Kept<M>>| u32::try_from(kept.bytes()).unwrap_or(u32::MAX);
    Cache::builder().max_capacity(LISTING_BYTES_MAX).weigher(weigh).build()
}

impl KeptRows {
    /// Those of the achievements that the viewer may see, and the versions of their organisations.
    ///
    /// # Errors
    /// The database fails.
    pub(super) async fn achievements(
        &self,
        context: &Context,
        ids: Vec<AchievementId>,
    ) -> Result<(Found<AchievementId, Kept<achievement::Model>>, Owners)> {
        let (database, viewer) = (context.database(), &context.viewer);
        let (versions, owners) = apart(achievements::store::versions(database, viewer, ids).await?);
        let (mut found, missing) = known(&self.achievements, versions, |kept| kept.row.version);
        for (id, row) in achievements::store::by_ids(database, viewer, missing).await? {
            let body = document::achievement_body(&row);
            let kept = Arc::new(Kept::new(&row.title, &row.summary, row.visibility, body, row.clone()));
            self.achievements.insert(id, kept.clone());
            found.insert(id, kept);
        }
        Ok((found, owners))
    }

    /// Those of the demands that the viewer may see, and the versions of their organisations.
    ///
    /// # Errors
    /// The database fails.
    pub(super) async fn demands(
        &self,
        context: &Context,
        ids: Vec<DemandId>,
    ) -> Result<(Found<DemandId, Kept<demand::Model>>, Owners)> {
        let (database, viewer) = (context.database(), &context.viewer);
        let (versions, owners) = apart(demands::store::versions(database, viewer, ids).await?);
        let (mut found, missing) = known(&self.demands, versions, |kept| kept.row.version);
        for (id, row) in demands::store::by_ids(database, viewer, missing).await? {
            let body = document::demand_body(&row);
            let kept = Arc::new(Kept::new(&row.title, &row.summary, row.visibility, body, row.clone()));
            self.demands.insert(id, kept.clone());
            found.insert(id, kept);
        }
        Ok((found, owners))
    }

    /// The organisations.
    ///
    /// # Errors
    /// The database fails.
    pub(super) async fn organizations(
        &self,
        context: &Context,
        versions: Owners,
    ) -> Result<Found<OrganizationId, organization::Model>> {
        let (mut found, missing) = known(&self.organizations, versions, |row| row.version);
        for (id, row) in organizations::store::by_ids(context.database(), missing).await? {
            let row = Arc::new(row);
            self.organizations.insert(id, row.clone());
            found.insert(id, row);
        }
        Ok(found)
    }
}

impl<M> Kept<M> {
    /// Bytes in memory; the row holds the same texts once more.
    fn bytes(&self) -> usize {
        self.title.bytes() + self.summary.bytes() + 2 * self.text.bytes()
    }

    fn new(title: &str, summary: &str, visibility: Visibility, body: String, row: M) -> Self {
        let text =
            if visibility == Visibility::Confidential { summary.to_owned() } else { format!("{summary}\n{body}") };
        Self {
            row,
            title: ShownText::new(title.to_owned()),
            summary: ShownText::new(summary.to_owned()),
            text: ShownText::new(text),
        }
    }
}

/// The versions of listings, and those of their organisations.
fn apart<I>(versions: Vec<(I, i32, OrganizationId, i32)>) -> (Vec<(I, i32)>, Owners) {
    versions.into_iter().map(|(id, version, owner, of_owner)| ((id, version), (owner, of_owner))).unzip()
}

/// The rows that are kept in the version that counts, and the ids of the others.
fn known<I: Hash + Eq + Copy + Send + Sync + 'static, M: Send + Sync + 'static>(
    rows: &Rows<I, M>,
    versions: impl IntoIterator<Item = (I, i32)>,
    version_of: impl Fn(&M) -> i32,
) -> (Found<I, M>, Vec<I>) {
    let (mut found, mut missing) = (HashMap::new(), Vec::new());
    for (id, version) in versions {
        match rows.get(&id).filter(|row| version_of(row) == version) {
            Some(row) => {
                found.insert(id, row);
            }
            None => missing.push(id),
        }
    }
    (found, missing)
}
