//! Measuring the matching on graded pairs: candidates from the index, then the product's own score.

use super::files;
use super::folder::Folder;
use super::match_learning::{self, GivenHalf};
use super::match_measures::{self, MatchMeasures};
use super::matcher::{self, Listing, Matcher};
use crate::matches::weights::Weights;
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Deepest place of a run.
const DEPTH_MAX: usize = 1_000;
/// Parts that the judged demands are cut into.
const FOLDS_MAX: usize = 20;

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
    /// Cut the demands into so many parts and rank those of each with weights that were fitted on the judgements of the others
    #[arg(long, default_value_t = 0)]
    folds: usize,
    /// Train domain vectors on the texts of the files first, as `jiqiao vectors train` does on those of the platform
    #[arg(long)]
    vectors: bool,
    /// Print one JSON object instead of a table
    #[arg(long)]
    json: bool,
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

/// Measures and gives what is to be printed.
///
/// # Errors
/// A file cannot be read or written, a line of it is not what it should be, or the depth is out of range.
pub fn matching(asked: &MatchEvaluation) -> anyhow::Result<String> {
    anyhow::ensure!((1..=DEPTH_MAX).contains(&asked.depth), "--depth 应在 1 到 {DEPTH_MAX} 之间");
    anyhow::ensure!(asked.folds != 1 && asked.folds <= FOLDS_MAX, "--folds 应在 2 到 {FOLDS_MAX} 之间");
    let needs_judgements = asked.judged_only || asked.given_half || asked.folds > 0;
    anyhow::ensure!(!needs_judgements || asked.qrels.is_some(), "--judged-only、--given-half 和 --folds 需要 --qrels");
    let achievements = read(&asked.achievements)?;
    let demands = read(&asked.demands)?;
    let qrels = asked.qrels.as_deref().map(files::judgements).transpose()?;
    let folder = Folder::new()?;
    let index = matcher::index(folder.path(), &achievements, &demands)?;
    let matcher = Matcher::new(&index, &achievements, &demands, asked.vectors)?;
    let fitted = qrels.as_ref().filter(|_| asked.folds > 0);
    let fitted = fitted.map_or_else(HashMap::new, |qrels| match_learning::folds(&matcher, qrels, asked.folds));
    let started = Instant::now();
    let mut rankings = BTreeMap::new();
    for demand in &demands {
        let judged = qrels.as_ref().filter(|_| asked.judged_only);
        let weights = fitted.get(demand.id.as_str()).copied().unwrap_or_else(Weights::shipped);
        rankings.insert(demand.id.clone(), matcher.rank(demand, asked.depth, judged, &weights)?);
    }
    let seconds = started.elapsed().as_secs_f64();
    if let Some(path) = &asked.run {
        files::write_run(path, rankings.iter().map(|(demand, ranking)| (demand.as_str(), ranking)))?;
    }
    let given_half =
        qrels.as_ref().filter(|_| asked.given_half).map(|qrels| match_learning::given_half(&matcher, qrels));
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
