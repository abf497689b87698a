//! What is like a listing: the public sees the nearest of both kinds, each only as far as he may see them anyway.

use super::cards;
use super::layout::Visitor;
use crate::error::Result;
use crate::search::request::index_viewer;
use crate::{achievements, demands};
use entity::id::{AchievementId, DemandId};
use frontend::view::ListingCard;
use search_index::{Candidate, IndexError, ListingKind, SimilarRequest};
use uuid::Uuid;

const SIMILAR_MAX: usize = 5;
/// Scores as shares of the listing's own score. Of the same kind, a few words in common are worth a look; of the other
/// kind, the page says that one may answer the other, so what shares only a word or two is left out.
const LIKENESS_MIN: f32 = 0.12;
const ANSWER_MIN: f32 = 0.25;

/// The abstract of a listing: all that the search for similar ones may use.
pub struct Abstract<'a> {
    pub kind: ListingKind,
    pub id: Uuid,
    pub title: &'a str,
    pub summary: &'a str,
    pub keywords: &'a [String],
}

/// Listings of both kinds, the nearest first, without the listing itself.
pub struct Similar {
    pub achievements: Vec<ListingCard>,
    pub demands: Vec<ListingCard>,
}

/// # Errors
/// The index or the database fails.
pub async fn to(visitor: &Visitor, listing: &Abstract<'_>) -> Result<Similar> {
    let request = SimilarRequest {
        kind: ListingKind::Achievement,
        title: listing.title.to_owned(),
        text: listing.summary.to_owned(),
        keywords: listing.keywords.to_vec(),
        viewer: index_viewer(&visitor.context.viewer),
        // The listing itself is the one most like it.
        limit: SIMILAR_MAX + 1,
    };
    let index = visitor.context.state.search.clone();
    let both = move || -> Result<_, IndexError> {
        let demands = SimilarRequest { kind: ListingKind::Demand, ..request.clone() };
        Ok((index.similar(&request)?, index.similar(&demands)?))
    };
    let found = tokio::task::spawn_blocking(both).await.map_err(anyhow::Error::from)?;
    let (achievements, demands) = found.map_err(anyhow::Error::from)?;
    let own_score = own_score(&achievements, &demands, listing.id);
    let least = |kind| own_score * if kind == listing.kind { LIKENESS_MIN } else { ANSWER_MIN };
    let achievements = near(&achievements, listing.id, least(ListingKind::Achievement));
    let demands = near(&demands, listing.id, least(ListingKind::Demand));
    Ok(Similar {
        achievements: achievement_cards(visitor, achievements).await?,
        demands: demand_cards(visitor, demands).await?,
    })
}

/// How like the listing is to itself; for one that is not on the market, the best found stands in.
fn own_score(achievements: &[Candidate], demands: &[Candidate], own: Uuid) -> f32 {
    let own = own.to_string();
    let all = || achievements.iter().chain(demands);
    let best = all().map(|candidate| candidate.score).fold(0.0, f32::max);
    let itself = all().find(|candidate| candidate.id == own).map(|candidate| candidate.score);
    itself.unwrap_or(best)
}

fn near(candidates: &[Candidate], own: Uuid, least: f32) -> Vec<Uuid> {
    let near = candidates.iter().filter(|candidate| candidate.score >= least);
    let ids = near.filter_map(|candidate| Uuid::parse_str(&candidate.id).ok());
    ids.filter(|id| *id != own).take(SIMILAR_MAX).collect()
}

async fn achievement_cards(visitor: &Visitor, ids: Vec<Uuid>) -> Result<Vec<ListingCard>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let context = &visitor.context;
    let ids: Vec<_> = ids.into_iter().map(AchievementId).collect();
    let mut found = achievements::store::by_ids(context.database(), &context.viewer, ids.clone()).await?;
    cards::of_achievements(context, ids.iter().filter_map(|id| found.remove(id)).collect()).await
}

async fn demand_cards(visitor: &Visitor, ids: Vec<Uuid>) -> Result<Vec<ListingCard>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let context = &visitor.context;
    let ids: Vec<_> = ids.into_iter().map(DemandId).collect();
    let mut found = demands::store::by_ids(context.database(), &context.viewer, ids.clone()).await?;
    cards::of_demands(context, ids.iter().filter_map(|id| found.remove(id)).collect()).await
}

#[cfg(test)]
mod tests {
    use super::{ANSWER_MIN, Candidate, near, own_score};
    use uuid::Uuid;

    #[test]
    fn what_shares_a_word_only_is_not_similar() {
        let (own, like, unlike) = (Uuid::from_u128(1), Uuid::from_u128(2), Uuid::from_u128(3));
        let candidate = |id: Uuid, score| Candidate { id: id.to_string(), score };
        let found = [candidate(own, 100.0), candidate(like, 30.0), candidate(unlike, 5.0)];
        let least = ANSWER_MIN * own_score(&found, &[], own);
        assert_eq!(near(&found, own, least), [like]);
    }
}
