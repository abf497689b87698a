//! What a list shows beside each listing: its organisation, undecided matches, running deals.

use crate::error::Result;
use crate::organizations;
use entity::enums::{DealState, ListingKind, MatchState};
use entity::id::OrganizationId;
use entity::{deal, match_suggestion, organization};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use std::collections::HashMap;
use uuid::Uuid;

/// Side data of one page of listings.
pub struct Beside {
    pub organizations: HashMap<OrganizationId, organization::Model>,
    open_matches: HashMap<Uuid, i64>,
    active_deals: HashMap<Uuid, i64>,
}

impl Beside {
    /// # Errors
    /// The database fails.
    pub async fn read(
        rows: &impl ConnectionTrait,
        kind: ListingKind,
        ids: &[Uuid],
        owners: impl IntoIterator<Item = OrganizationId>,
    ) -> Result<Self> {
        use deal::Column as Deal;
        use match_suggestion::Column as Match;
        let (match_side, deal_side) = match kind {
            ListingKind::Achievement => (Match::AchievementId, Deal::AchievementId),
            ListingKind::Demand => (Match::DemandId, Deal::DemandId),
        };
        let matches: Vec<(Uuid, i64)> = match_suggestion::Entity::find()
            .select_only()
            .column(match_side)
            .column_as(Match::Id.count(), "number")
            .filter(match_side.is_in(ids.iter().copied()))
            .filter(Match::State.eq(MatchState::Suggested))
            .group_by(match_side)
            .into_tuple()
            .all(rows)
            .await?;
        let deals: Vec<(Uuid, i64)> = deal::Entity::find()
            .select_only()
            .column(deal_side)
            .column_as(Deal::Id.count(), "number")
            .filter(deal_side.is_in(ids.iter().copied()))
            .filter(Deal::State.eq(DealState::Active))
            .group_by(deal_side)
            .into_tuple()
            .all(rows)
            .await?;
        Ok(Self {
            organizations: organizations::store::by_ids(rows, owners).await?,
            open_matches: matches.into_iter().collect(),
            active_deals: deals.into_iter().collect(),
        })
    }

    #[must_use]
    pub fn open_matches(&self, id: Uuid) -> u64 {
        self.open_matches.get(&id).copied().unwrap_or(0).unsigned_abs()
    }

    #[must_use]
    pub fn active_deals(&self, id: Uuid) -> u64 {
        self.active_deals.get(&id).copied().unwrap_or(0).unsigned_abs()
    }
}
