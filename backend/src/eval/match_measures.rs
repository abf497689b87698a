//! The measures of a matching run, as `../shared/data/score.py` defines them: nDCG@10 over judged pairs alone and over the
//! whole run, AUC among judged pairs, MRR@10, recall at 20 and at 100. Gains are 2^grade − 1; judged achievements that a
//! run lacks rank last, in the order of their ids.

use super::measures::{Qrels, Ranking, gain};
use serde::Serialize;
use std::collections::{BTreeMap, HashMap, HashSet};

/// A pair of at least this grade counts as relevant.
pub const RELEVANT: f64 = 1.5;

/// Means over the demands that have what is measured.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct MatchMeasures {
    pub demands: usize,
    pub judged_ndcg10: f64,
    pub auc: f64,
    pub mrr10: f64,
    pub recall20: f64,
    pub recall100: f64,
}

/// Of one demand; nothing where there is nothing to measure.
#[derive(Clone, Debug, Default)]
pub struct OfDemand {
    pub judged_ndcg10: Option<f64>,
    pub auc: Option<f64>,
    pub mrr10: Option<f64>,
    pub recall20: Option<f64>,
    pub recall100: Option<f64>,
}

/// Measures of each judged demand.
pub fn by_demand(rankings: &BTreeMap<String, Ranking>, qrels: &Qrels) -> Vec<OfDemand> {
    let empty = Ranking::new();
    qrels.iter().map(|(demand, judged)| of_demand(rankings.get(demand).unwrap_or(&empty), judged)).collect()
}

/// The means.
pub fn of(rankings: &BTreeMap<String, Ranking>, qrels: &Qrels) -> MatchMeasures {
    let all = by_demand(rankings, qrels);
    let mean = |value: fn(&OfDemand) -> Option<f64>| {
        let values: Vec<f64> = all.iter().filter_map(value).collect();
        if values.is_empty() { 0.0 } else { values.iter().sum::<f64>() / values.len() as f64 }
    };
    MatchMeasures {
        demands: all.len(),
        judged_ndcg10: mean(|one| one.judged_ndcg10),
        auc: mean(|one| one.auc),
        mrr10: mean(|one| one.mrr10),
        recall20: mean(|one| one.recall20),
        recall100: mean(|one| one.recall100),
    }
}

fn of_demand(ranking: &Ranking, judged: &HashMap<String, f64>) -> OfDemand {
    let ranked: Vec<&str> = ranking.iter().map(|(id, _)| id.as_str()).collect();
    let seen: Vec<&str> = ranked.iter().copied().filter(|id| judged.contains_key(*id)).collect();
    let known: HashSet<&str> = seen.iter().copied().collect();
    let mut rest: Vec<&str> = judged.keys().map(String::as_str).filter(|id| !known.contains(id)).collect();
    rest.sort_unstable();
    let order: Vec<f64> = seen.into_iter().chain(rest).map(|id| judged[id]).collect();
    let relevant: HashSet<&str> =
        judged.iter().filter(|(_, grade)| **grade >= RELEVANT).map(|(id, _)| id.as_str()).collect();
    let mut measures = OfDemand { judged_ndcg10: ndcg(&order), ..OfDemand::default() };
    if relevant.is_empty() {
        return measures;
    }
    let first = ranked.iter().take(10).position(|id| relevant.contains(id));
    let recall = |depth: usize| {
        ranked.iter().take(depth).filter(|id| relevant.contains(**id)).count() as f64 / relevant.len() as f64
    };
    measures.mrr10 = Some(first.map_or(0.0, |place| 1.0 / (place as f64 + 1.0)));
    (measures.recall20, measures.recall100) = (Some(recall(20)), Some(recall(100)));
    measures.auc = auc(&order);
    measures
}

/// nDCG at 10 of grades in their order; nothing when no grade is above 0.
pub fn ndcg(grades: &[f64]) -> Option<f64> {
    let mut ideal = grades.to_vec();
    ideal.sort_by(|left, right| right.total_cmp(left));
    let best = gain(ideal.into_iter());
    (best > 0.0).then(|| gain(grades.iter().copied()) / best)
}

/// How often a relevant pair stands above one that is not.
fn auc(grades: &[f64]) -> Option<f64> {
    let relevant = grades.iter().filter(|grade| **grade >= RELEVANT).count();
    let others = grades.len() - relevant;
    if relevant == 0 || others == 0 {
        return None;
    }
    let (mut above, mut good) = (0, 0);
    for grade in grades {
        if *grade >= RELEVANT { good += others - above } else { above += 1 }
    }
    Some(good as f64 / (relevant * others) as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_perfect_order_is_perfect() {
        assert_eq!(ndcg(&[3.0, 2.0, 0.0]), Some(1.0));
        assert!(ndcg(&[0.0, 2.0, 3.0]).is_some_and(|value| value < 1.0));
        assert_eq!(ndcg(&[0.0]), None);
        assert_eq!((auc(&[3.0, 0.0]), auc(&[0.0, 3.0]), auc(&[3.0])), (Some(1.0), Some(0.0), None));
    }
}
