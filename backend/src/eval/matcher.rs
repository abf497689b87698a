//! Ranks achievements for demands of which only the texts are known, through the product's own index and score.

use super::measures::{Qrels, Ranking};
use super::search::plain;
use crate::matches::compare::{Asked, Offered, Text, nearness};
use crate::matches::nudge::Nudge;
use crate::matches::score::{ScorePart, decided, parts, sum};
use crate::matches::side::Side;
use crate::matches::weights::Weights;
use crate::vectors::train::of_texts;
use anyhow::Context as _;
use chrono::{DateTime, Utc};
use search_index::{IndexError, IndexStore, ListingKind, SimilarRequest, Viewer};
use serde::Deserialize;
use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

/// Candidates that are compared exactly for each place of the run.
const COMPARED: usize = 3;

/// A line of the files.
#[derive(Clone, Debug, Deserialize)]
pub struct Listing {
    pub id: String,
    #[serde(default)]
    pub title: String,
    #[serde(default)]
    pub content: String,
}

/// An index of all of them, in a folder.
///
/// # Errors
/// It cannot be written.
pub fn index(folder: &Path, achievements: &[Listing], demands: &[Listing]) -> anyhow::Result<IndexStore> {
    let store = IndexStore::open(folder)?;
    let document = |kind: ListingKind| {
        move |one: &Listing| Ok::<_, IndexError>(plain(one.id.clone(), kind, one.title.clone(), one.content.clone()))
    };
    let all = achievements.iter().map(document(ListingKind::Achievement));
    let all = all.chain(demands.iter().map(document(ListingKind::Demand)));
    let mut beside = store.begin(store.lexicon())?;
    beside.fill(all, 0).context("the listings cannot be indexed")?;
    store.swap(beside)?;
    Ok(store)
}

/// Both sides, ready to be compared.
pub struct Matcher<'a> {
    index: &'a IndexStore,
    demands: &'a [Listing],
    asked: HashMap<&'a str, Asked>,
    pub offered: HashMap<&'a str, Arc<Offered>>,
}

impl<'a> Matcher<'a> {
    /// With domain vectors that are trained on these texts alone, if so wanted.
    ///
    /// # Errors
    /// The texts are too few to train on.
    pub fn new(
        index: &'a IndexStore,
        achievements: &'a [Listing],
        demands: &'a [Listing],
        with_vectors: bool,
    ) -> anyhow::Result<Self> {
        let of_demand = |one: &Listing| Side { head: one.title.clone(), text: one.content.clone(), ..Side::default() };
        let of_achievement = |one: &Listing| {
            let text = format!("{}\n{}", one.title, one.content);
            Side { head: one.title.clone(), text, ..Side::default() }
        };
        let whole = |side: &Side| format!("{}\n{}", side.head, side.text);
        let sides = achievements.iter().map(of_achievement).chain(demands.iter().map(of_demand));
        let mut vectors = if with_vectors {
            of_texts(&sides.map(|side| whole(&side)).collect::<Vec<_>>())?
        } else {
            vec![None; achievements.len() + demands.len()]
        }
        .into_iter();
        let offered = achievements.iter().zip(&mut vectors).map(|(one, vector)| {
            let side = of_achievement(one);
            let text = Arc::new(Text::offered(index, &side));
            (one.id.as_str(), Arc::new(Offered::of(side, text, vector)))
        });
        let offered = offered.collect();
        let asked = demands.iter().zip(&mut vectors).map(|(one, vector)| {
            let side = of_demand(one);
            let text = Arc::new(Text::asked(index, &side));
            (one.id.as_str(), Asked::of(side, text, vector))
        });
        let asked = asked.collect();
        Ok(Self { index, demands, asked, offered })
    }

    pub fn demands(&self) -> &'a [Listing] {
        self.demands
    }

    /// A demand, ready to be compared.
    pub fn asked(&self, demand: &Listing) -> &Asked {
        &self.asked[demand.id.as_str()]
    }

    /// The parts of a pair's score; none for an achievement that the files lack.
    pub fn parts(
        &self,
        demand: &Listing,
        achievement: &str,
        nudge: Option<&Nudge>,
        weights: &Weights,
    ) -> Option<Vec<ScorePart>> {
        let (asked, offered) = (self.asked(demand), self.offered.get(achievement)?);
        let (near, now) = (nearness(asked, offered), DateTime::<Utc>::default());
        let mut parts = parts(&asked.side, &offered.side, near, weights, now, now.date_naive());
        parts.extend(nudge.and_then(|nudge| decided(near, nudge.shift(offered), weights)));
        Some(parts)
    }

    /// The best first, of the judged alone where they are given.
    ///
    /// # Errors
    /// The index fails.
    pub fn rank(
        &self,
        demand: &Listing,
        depth: usize,
        judged: Option<&Qrels>,
        weights: &Weights,
    ) -> anyhow::Result<Ranking> {
        let ids: Vec<String> = match judged {
            Some(judged) => judged.get(&demand.id).into_iter().flat_map(HashMap::keys).cloned().collect(),
            None => self.candidates(demand, depth)?,
        };
        let score = |id: String| Some((sum(&self.parts(demand, &id, None, weights)?) as f32, id));
        let mut ranking: Ranking = ids.into_iter().filter_map(score).map(|(score, id)| (id, score)).collect();
        ranking.sort_by(|left, right| right.1.total_cmp(&left.1).then_with(|| left.0.cmp(&right.0)));
        ranking.truncate(depth);
        Ok(ranking)
    }

    fn candidates(&self, demand: &Listing, depth: usize) -> anyhow::Result<Vec<String>> {
        let request = SimilarRequest {
            kind: ListingKind::Achievement,
            title: demand.title.clone(),
            text: demand.content.clone(),
            keywords: Vec::new(),
            viewer: Viewer::Staff,
            limit: COMPARED * depth,
        };
        Ok(self.index.similar(&request)?.into_iter().map(|candidate| candidate.id).collect())
    }
}
