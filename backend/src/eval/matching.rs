//! Measuring the matching on graded pairs: candidates from the index, then the product's own score.

use super::files;
use super::folder::Folder;
use super::match_measures::{self, MatchMeasures, ndcg};
use super::measures::{Qrels, Ranking};
use super::search::plain;
use crate::matches::compare::{Asked, Offered, nearness};
use crate::matches::nudge::{self, Decided, Nudge};
use crate::matches::score::{decided as decided_part, parts, sum};
use crate::matches::side::Side;
use crate::matches::weights::Weights;
use anyhow::Context as _;
use chrono::{DateTime, Utc};
use search_index::{IndexError, IndexStore, ListingKind, SimilarRequest, Viewer};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

/// Deepest place of a run.
const DEPTH_MAX: usize = 1_000;
/// Candidates that are compared exactly for each place of the run.
const COMPARED: usize = 3;

/// What is measured with.
#[derive(Debug, Clone, clap::Args)]
pub struct MatchEvaluation {
    /// Achievements, one JSON object a line: id, title and perhaps content
    #[arg(long)]
    achievements: PathBuf,
    /// Demands, one JSON object a line: id, title and perhaps content
    #[arg(long)]
    demands: PathBuf,
    /// Judgements, tab-separated: demand, 0, achievement, grade
    #[arg(long)]
    qrels: Option<PathBuf>,
    /// Where the TREC run goes
    #[arg(long)]
    run: Option<PathBuf>,
    /// Achievements of each demand, at most 1,000
    #[arg(long, default_value_t = 100)]
    depth: usize,
    /// Rank the judged achievements alone
    #[arg(long)]
    judged_only: bool,
    /// Give one half of each demand's judgements as decisions and rank the other half, with them and without
    #[arg(long)]
    given_half: bool,
    /// Print one JSON object instead of a table
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Debug, Deserialize)]
struct Listing {
    id: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    content: String,
}

/// What came out.
#[derive(Debug, Serialize)]
struct Evaluation {
    achievements: usize,
    demands: usize,
    /// Demands with at least one achievement.
    answered: usize,
    demands_per_second: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    measures: Option<MatchMeasures>,
    #[serde(skip_serializing_if = "Option::is_none")]
    given_half: Option<GivenHalf>,
}

/// Learning at once: nDCG@10 of the half of a demand's judged achievements that was not given, each half once.
#[derive(Debug, Serialize)]
struct GivenHalf {
    halves: usize,
    none_given: f64,
    given: f64,
    /// Standard error of the paired difference.
    error: f64,
}

/// Measures and gives what is to be printed.
///
/// # Errors
/// A file cannot be read or written, a line of it is not what it should be, or the depth is out of range.
pub fn matching(asked: &MatchEvaluation) -> anyhow::Result<String> {
    anyhow::ensure!((1..=DEPTH_MAX).contains(&asked.depth), "--depth 应在 1 到 {DEPTH_MAX} 之间");
    let needs_judgements = asked.judged_only || asked.given_half;
    anyhow::ensure!(!needs_judgements || asked.qrels.is_some(), "--judged-only 和 --given-half 需要 --qrels");
    let achievements = read(&asked.achievements)?;
    let demands = read(&asked.demands)?;
    let qrels = asked.qrels.as_deref().map(files::judgements).transpose()?;
    let folder = Folder::new()?;
    let index = index(folder.path(), &achievements, &demands)?;
    let matcher = Matcher::new(&index, &achievements);
    let started = Instant::now();
    let mut rankings = BTreeMap::new();
    for demand in &demands {
        let judged = qrels.as_ref().filter(|_| asked.judged_only).map(|qrels| qrels.get(&demand.id));
        rankings.insert(demand.id.clone(), matcher.rank(demand, asked.depth, judged)?);
    }
    let seconds = started.elapsed().as_secs_f64();
    if let Some(path) = &asked.run {
        files::write_run(path, rankings.iter().map(|(demand, ranking)| (demand.as_str(), ranking)))?;
    }
    let given_half = qrels.as_ref().filter(|_| asked.given_half).map(|qrels| matcher.given_half(&demands, qrels));
    let evaluation = Evaluation {
        given_half,
        achievements: achievements.len(),
        demands: demands.len(),
        answered: rankings.values().filter(|ranking| !ranking.is_empty()).count(),
        demands_per_second: demands.len() as f64 / seconds.max(f64::EPSILON),
        measures: qrels.as_ref().map(|qrels| match_measures::of(&rankings, qrels)),
    };
    if asked.json { Ok(serde_json::to_string(&evaluation)?) } else { Ok(table(&evaluation)) }
}

fn read(path: &Path) -> anyhow::Result<Vec<Listing>> {
    files::lines(path)?.collect()
}

fn index(folder: &Path, achievements: &[Listing], demands: &[Listing]) -> anyhow::Result<IndexStore> {
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

/// Ranks achievements for demands of which only the texts are known.
struct Matcher<'a> {
    index: &'a IndexStore,
    offered: HashMap<&'a str, Arc<Offered>>,
}

impl<'a> Matcher<'a> {
    fn new(index: &'a IndexStore, achievements: &'a [Listing]) -> Self {
        let offered = |one: &'a Listing| {
            let text = format!("{}\n{}", one.title, one.content);
            let side = Side { head: one.title.clone(), text, ..Side::default() };
            (one.id.as_str(), Arc::new(Offered::new(index, side)))
        };
        Self { index, offered: achievements.iter().map(offered).collect() }
    }

    /// The best first, of the judged alone where they are given.
    fn rank(
        &self,
        demand: &Listing,
        depth: usize,
        judged: Option<Option<&HashMap<String, f64>>>,
    ) -> anyhow::Result<Ranking> {
        let ids: Vec<String> = match judged {
            Some(judged) => judged.into_iter().flat_map(HashMap::keys).cloned().collect(),
            None => self.candidates(demand, depth)?,
        };
        let side = Side { head: demand.title.clone(), text: demand.content.clone(), ..Side::default() };
        let asked = Asked::new(self.index, side);
        let (weights, now) = (Weights::shipped(), DateTime::<Utc>::default());
        let score = |id: String| {
            let offered = self.offered.get(id.as_str())?;
            let near = nearness(&asked, offered);
            let parts = parts(&asked.side, &offered.side, near, &weights, now, now.date_naive());
            Some((id, sum(&parts) as f32))
        };
        let mut ranking: Ranking = ids.into_iter().filter_map(score).collect();
        ranking.sort_by(|left, right| right.1.total_cmp(&left.1).then_with(|| left.0.cmp(&right.0)));
        ranking.truncate(depth);
        Ok(ranking)
    }

    /// Each half of each demand's judgements once as decisions, the other ranked.
    fn given_half(&self, demands: &[Listing], qrels: &Qrels) -> GivenHalf {
        let mut pairs = Vec::new();
        for demand in demands {
            let Some(judged) = qrels.get(&demand.id) else { continue };
            let mut grades: Vec<(&str, f64)> = judged.iter().map(|(id, grade)| (id.as_str(), *grade)).collect();
            grades.sort_unstable_by_key(|(id, _)| *id);
            for half in 0..2 {
                let every_second = |first: usize| grades.iter().skip(first).step_by(2).copied().collect::<Vec<_>>();
                let (given, rest) = (every_second(half), every_second(1 - half));
                pairs.extend(self.ndcg_of_rest(demand, &[], &rest).zip(self.ndcg_of_rest(demand, &given, &rest)));
            }
        }
        let count = pairs.len().max(1) as f64;
        let mean = |value: fn(&(f64, f64)) -> f64| pairs.iter().map(value).sum::<f64>() / count;
        let (none_given, given) = (mean(|pair| pair.0), mean(|pair| pair.1));
        let spread: f64 = pairs.iter().map(|pair| (pair.1 - pair.0 - given + none_given).powi(2)).sum();
        GivenHalf { halves: pairs.len(), none_given, given, error: spread.sqrt() / count }
    }

    fn ndcg_of_rest(&self, demand: &Listing, given: &[(&str, f64)], rest: &[(&str, f64)]) -> Option<f64> {
        let side = Side { head: demand.title.clone(), text: demand.content.clone(), ..Side::default() };
        let asked = Asked::new(self.index, side);
        // what people say is yes or no
        let grade = |grade: f64| if grade >= match_measures::RELEVANT { nudge::ACCEPTED } else { nudge::DISMISSED };
        let decided = given
            .iter()
            .filter_map(|(id, judged)| Some(Decided { offered: self.offered.get(id)?.clone(), grade: grade(*judged) }));
        let nudge = Nudge::new(&asked, decided.collect());
        let (weights, now) = (Weights::shipped(), DateTime::<Utc>::default());
        let score = |(id, judged): &(&str, f64)| {
            let offered = self.offered.get(id)?;
            let near = nearness(&asked, offered);
            let mut parts = parts(&asked.side, &offered.side, near, &weights, now, now.date_naive());
            parts.extend(nudge.as_ref().map(|nudge| decided_part(near, nudge.shift(offered), &weights)));
            Some((sum(&parts), *judged))
        };
        let mut ranked: Vec<(f64, f64)> = rest.iter().filter_map(score).collect();
        ranked.sort_by(|left, right| right.0.total_cmp(&left.0));
        ndcg(&ranked.into_iter().map(|(_, grade)| grade).collect::<Vec<_>>())
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

fn table(evaluation: &Evaluation) -> String {
    let mut lines = vec![format!(
        "{} achievements, {} demands, {} answered, {:.0} demands a second",
        evaluation.achievements, evaluation.demands, evaluation.answered, evaluation.demands_per_second
    )];
    lines.extend(evaluation.measures.as_ref().map(|measures| {
        format!(
            "{} judged   judged nDCG@10 {:.4}   AUC {:.4}   MRR@10 {:.4}   R@20 {:.4}   R@100 {:.4}",
            measures.demands,
            measures.judged_ndcg10,
            measures.auc,
            measures.mrr10,
            measures.recall20,
            measures.recall100
        )
    }));
    lines.extend(evaluation.given_half.as_ref().map(|half| {
        format!(
            "half given: nDCG@10 of the other half {:.4}, none given {:.4}, gain {:+.4} ± {:.4} over {} halves",
            half.given,
            half.none_given,
            half.given - half.none_given,
            half.error,
            half.halves
        )
    }));
    lines.join("\n")
}
