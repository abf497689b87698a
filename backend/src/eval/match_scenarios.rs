//! Graded matching scenarios: demands as companies write them, achievements as universities do, and what a good technology
//! manager would say of each pair. The files lie in `tests/scenarios/matching`, one a theme, and are compiled in; the
//! achievements of all files together are what each demand is asked of.
//!
//! ```toml
//! theme = "轨道交通"
//!
//! [[achievement]]              # all keys but price_wan (low and high in 万元; absent: negotiable) are needed
//! id = "rail-door-heat"
//! [[demand]]                   # trl_min, budget_wan and gaps may be absent
//! grades = { "rail-door-heat" = 3 }      # 3 call at once, 2 fairly strong, 1 weak; 0 for all that are not named
//! gaps = { "rail-door-seal" = "trl" }    # good in substance, stopped by exactly this limit: trl, price, mode or region
//! ```

use super::folder::Folder;
use super::match_measures::{self, MatchMeasures};
use super::measures::{Qrels, Ranking};
use super::search::plain;
use crate::config::Config;
use crate::matches::compare::{Asked, Offered, nearness};
use crate::matches::gap::{self, Limit};
use crate::matches::score::{parts, sum};
use crate::matches::side::Side;
use crate::matches::weights::Weights;
use anyhow::Context as _;
use chrono::{DateTime, Utc};
use entity::enums::{PriceKind, TransferMode};
use search_index::{IndexStore, ListingKind, SimilarRequest, Viewer};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};

const FILES: [&str; 8] = [
    include_str!("../../../tests/scenarios/matching/rail.toml"),
    include_str!("../../../tests/scenarios/matching/storage.toml"),
    include_str!("../../../tests/scenarios/matching/biomass.toml"),
    include_str!("../../../tests/scenarios/matching/marine.toml"),
    include_str!("../../../tests/scenarios/matching/materials.toml"),
    include_str!("../../../tests/scenarios/matching/environment.toml"),
    include_str!("../../../tests/scenarios/matching/manufacturing.toml"),
    include_str!("../../../tests/scenarios/matching/medicine.toml"),
];
/// Achievements that are compared for each demand: as many as the product compares.
const COMPARED: usize = 150;
const FEN_PER_WAN: f64 = 1_000_000.0;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "theme")]
    _theme: String,
    achievement: Vec<Achievement>,
    demand: Vec<Demand>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Achievement {
    id: String,
    title: String,
    summary: String,
    keywords: Vec<String>,
    field: String,
    industry: String,
    region: String,
    #[serde(rename = "team")]
    _team: String,
    trl: i16,
    modes: Vec<TransferMode>,
    price_wan: Option<[f64; 2]>,
    problem: String,
    application: String,
    advantage: String,
    description: String,
    indicators: Vec<[String; 3]>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Demand {
    id: String,
    title: String,
    problem: String,
    key_technology: String,
    target: String,
    keywords: Vec<String>,
    elements: entity::value::Elements,
    indicators: Vec<[String; 3]>,
    field: String,
    industry: String,
    region: String,
    trl_min: Option<i16>,
    modes: Vec<TransferMode>,
    budget_wan: Option<[f64; 2]>,
    grades: HashMap<String, f64>,
    #[serde(default)]
    gaps: HashMap<String, String>,
}

/// What came out.
#[derive(Debug, Serialize)]
pub struct MatchScenarios {
    pub achievements: usize,
    pub measures: MatchMeasures,
    /// Demands whose best achievement stands first, of those that have one graded 3.
    pub first: usize,
    pub with_best: usize,
    /// Near misses that score enough to be suggested and have the right gap, of those in the files.
    pub gaps_found: usize,
    pub gaps: usize,
    /// Near misses that score enough, of pairs that are graded 0: what a person would not call good in substance.
    pub strangers: usize,
    /// In words, for whoever mends it.
    pub wrong: Vec<String>,
}

/// Ranks every scenario through the product's own code.
///
/// # Errors
/// A file is not what it should be, or the index cannot be built.
pub fn match_scenarios() -> anyhow::Result<MatchScenarios> {
    let files: Vec<File> = FILES.iter().map(|text| toml::from_str(text)).collect::<Result<_, _>>()?;
    let (mut achievements, mut demands) = (Vec::new(), Vec::new());
    for file in files {
        achievements.extend(file.achievement);
        demands.extend(file.demand);
    }
    let folder = Folder::new()?;
    let score_min = Config::load(None)?.matching.score_min;
    let index = index(&folder, &achievements, &demands)?;
    let offered: HashMap<&str, Offered> =
        achievements.iter().map(|one| (one.id.as_str(), Offered::new(&index, offer(one)))).collect();
    let mut report = MatchScenarios {
        achievements: achievements.len(),
        measures: MatchMeasures::default(),
        first: 0,
        with_best: 0,
        gaps_found: 0,
        gaps: 0,
        strangers: 0,
        wrong: Vec::new(),
    };
    let (mut rankings, mut qrels) = (BTreeMap::new(), Qrels::new());
    for demand in &demands {
        rankings.insert(demand.id.clone(), rank(&index, &offered, demand, score_min, &mut report)?);
        let grades =
            achievements.iter().map(|one| (one.id.clone(), demand.grades.get(&one.id).copied().unwrap_or(0.0)));
        qrels.insert(demand.id.clone(), grades.collect());
    }
    report.measures = match_measures::of(&rankings, &qrels);
    Ok(report)
}

fn rank(
    index: &IndexStore,
    offered: &HashMap<&str, Offered>,
    demand: &Demand,
    score_min: f64,
    report: &mut MatchScenarios,
) -> anyhow::Result<Ranking> {
    let asked = Asked::new(index, ask(demand));
    let request = SimilarRequest {
        kind: ListingKind::Achievement,
        title: asked.side.head.clone(),
        text: asked.side.text.clone(),
        keywords: Vec::new(),
        viewer: Viewer::Staff,
        limit: COMPARED,
    };
    let (weights, now) = (Weights::shipped(), DateTime::<Utc>::default());
    let text = index.shared_text(&asked.side.text);
    let mut ranking = Ranking::new();
    for candidate in index.similar(&request)? {
        let other = offered.get(candidate.id.as_str()).context("an achievement of the files")?;
        let near = nearness(&asked, other);
        let parts = parts(&asked.side, &other.side, near, &weights, now, now.date_naive());
        let score = sum(&parts);
        let shares_words = !index.shared_terms(&text, &index.shared_text(&other.side.text)).is_empty();
        let gap = gap::of(&parts, shares_words, &asked.side.text, other.side.trl).filter(|_| score >= score_min);
        let found = gap.map(|gap| gap.limit);
        if let Some(expected) = demand.gaps.get(&candidate.id) {
            report.gaps += 1;
            let is_right = found.map(Limit::as_str) == Some(expected.as_str());
            report.gaps_found += usize::from(is_right);
            if !is_right {
                report.wrong.push(format!("{} · {}: gap {found:?} instead of {expected}", demand.id, candidate.id));
            }
        }
        let is_stranger = demand.grades.get(&candidate.id).is_none_or(|grade| *grade == 0.0);
        report.strangers += usize::from(found.is_some() && is_stranger);
        ranking.push((candidate.id, score as f32));
    }
    ranking.sort_by(|left, right| right.1.total_cmp(&left.1).then_with(|| left.0.cmp(&right.0)));
    let grade = |id: &str| demand.grades.get(id).copied().unwrap_or(0.0);
    if demand.grades.values().any(|grade| *grade >= 3.0) {
        report.with_best += 1;
        let first = ranking.first().map(|(id, _)| id.clone()).unwrap_or_default();
        if grade(&first) >= 3.0 {
            report.first += 1;
        } else {
            report.wrong.push(format!("{}: {first} ({}) stands first", demand.id, grade(&first)));
        }
    }
    Ok(ranking)
}

fn index(folder: &Folder, achievements: &[Achievement], demands: &[Demand]) -> anyhow::Result<IndexStore> {
    let store = IndexStore::open(folder.path())?;
    let offers = achievements.iter().map(|one| {
        let side = offer(one);
        let document = plain(one.id.clone(), ListingKind::Achievement, one.title.clone(), side.text);
        search_index::ListingDocument { keywords: one.keywords.clone(), ..document }
    });
    let asks = demands.iter().map(|one| {
        let side = ask(one);
        let document = plain(one.id.clone(), ListingKind::Demand, one.title.clone(), side.text);
        search_index::ListingDocument { keywords: one.keywords.clone(), ..document }
    });
    let mut beside = store.begin(store.lexicon())?;
    beside.fill(offers.chain(asks).map(Ok), 0).context("the listings cannot be indexed")?;
    store.swap(beside)?;
    Ok(store)
}

fn fen(wan: Option<[f64; 2]>) -> (Option<PriceKind>, Option<i64>, Option<i64>) {
    let kind = if wan.is_some() { PriceKind::Range } else { PriceKind::Negotiable };
    let fen = |place: usize| wan.map(|wan| (wan[place] * FEN_PER_WAN) as i64);
    (Some(kind), fen(0), fen(1))
}

fn offer(one: &Achievement) -> Side {
    let names = one.indicators.iter().map(|row| row[0].clone());
    let (price_kind, low_fen, high_fen) = fen(one.price_wan);
    let texts = [&one.title, &one.summary, &one.application, &one.problem, &one.advantage, &one.description];
    Side {
        head: format!("{}\n{}", one.title, one.keywords.join("\n")),
        text: texts
            .into_iter()
            .cloned()
            .chain(one.keywords.iter().cloned())
            .chain(names)
            .collect::<Vec<_>>()
            .join("\n"),
        field: one.field.clone(),
        industry: one.industry.clone(),
        region: one.region.clone(),
        trl: Some(one.trl),
        modes: one.modes.clone(),
        price_kind,
        low_fen,
        high_fen,
        ..Side::default()
    }
}

fn ask(one: &Demand) -> Side {
    let names = one.indicators.iter().map(|row| row[0].clone());
    let (price_kind, low_fen, high_fen) = fen(one.budget_wan);
    let elements = &one.elements;
    let elements = [&elements.material, &elements.method, &elements.effect, &elements.product, &elements.application];
    let texts = [one.problem.clone(), one.key_technology.clone(), one.target.clone()].into_iter();
    Side {
        head: format!("{}\n{}", one.title, one.keywords.join("\n")),
        text: texts.chain(elements.into_iter().flatten().cloned()).chain(names).collect::<Vec<_>>().join("\n"),
        field: one.field.clone(),
        industry: one.industry.clone(),
        region: one.region.clone(),
        trl: one.trl_min,
        modes: one.modes.clone(),
        price_kind,
        low_fen,
        high_fen,
        ..Side::default()
    }
}

#[cfg(test)]
mod tests {
    use super::match_scenarios;

    /// What was reached stays reached; `jiqiao eval match-scenarios` names what is wrong.
    #[test]
    fn the_scenarios_are_ranked_as_well_as_before() {
        let found = match_scenarios().expect("scenarios");
        assert!(found.first >= 55, "{} best first of {}: {:#?}", found.first, found.with_best, found.wrong);
        assert!(found.gaps_found >= 15, "{} gaps of {}: {:#?}", found.gaps_found, found.gaps, found.wrong);
        assert!(found.strangers <= 5, "{} strangers are called near misses", found.strangers);
        let measures = &found.measures;
        assert!(measures.judged_ndcg10 >= 0.89 && measures.auc >= 0.99, "{measures:?}");
    }
}
