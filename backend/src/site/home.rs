//! `/`

use super::address::Address;
use super::layout::Visitor;
use super::statistics::as_of_text;
use super::{cards, store};
use crate::error::Result;
use crate::statistics::dto::{FigureOut, StatisticsOut};
use crate::statistics::service;
use axum::response::Response;
use entity::{achievement, demand};
use frontend::pages::HomePage;
use frontend::pages::home::RoleEntry;
use frontend::view::{CountLink, Link};

/// Listings of each kind.
const NEWEST: u64 = 4;
const EXAMPLES: usize = 4;

pub async fn show(visitor: Visitor) -> Result<Response> {
    let context = &visitor.context;
    let statistics = service::figures(context).await?;
    let newest_achievements = store::newest_achievements(context, NEWEST).await?;
    let newest_demands = store::newest_demands(context, NEWEST).await?;
    let examples = examples(&newest_achievements, &newest_demands);
    visitor.answer(&HomePage {
        layout: visitor.layout.clone(),
        examples,
        as_of: as_of_text(statistics.as_of),
        fields: fields(&statistics),
        counts: statistics.figures.into_iter().map(count).collect(),
        achievements: cards::of_achievements(context, newest_achievements).await?,
        demands: cards::of_demands(context, newest_demands).await?,
        roles: RoleEntry::standard(),
    })
}

/// Keywords of the newest listings, so that an example always finds something.
fn examples(achievements: &[achievement::Model], demands: &[demand::Model]) -> Vec<Link> {
    let words = demands.iter().map(|row| &row.keywords).chain(achievements.iter().map(|row| &row.keywords));
    let mut examples: Vec<Link> = Vec::new();
    for word in words.filter_map(|keywords| keywords.0.first()) {
        if !examples.iter().any(|example| example.label == *word) {
            examples.push(Link::new(word.as_str(), Address::new("/search").with("q", word.as_str()).href()));
        }
    }
    examples.truncate(EXAMPLES);
    examples
}

fn count(figure: FigureOut) -> CountLink {
    CountLink { label: figure.label, count: figure.count, href: figure.href }
}

fn fields(statistics: &StatisticsOut) -> Vec<CountLink> {
    let pairs = statistics.achievements_by_field.iter().zip(&statistics.demands_by_field);
    let tile = pairs.map(|(achievements, demands)| CountLink {
        label: achievements.label.clone(),
        count: achievements.count + demands.count,
        href: format!("/fields/{}", achievements.code),
    });
    tile.collect()
}
