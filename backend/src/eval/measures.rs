//! nDCG@10 (gain 2^grade − 1), MRR@10 and recall@100. A document is relevant from grade 0.5 on; questions without a relevant
//! document are left out.

use super::files::Question;
use serde::Serialize;
use std::collections::{BTreeMap, HashMap, HashSet};

const RELEVANT: f64 = 0.5;
const TOP: usize = 10;

/// Documents and scores, best first.
pub type Ranking = Vec<(String, f32)>;
/// Grades of documents by question.
pub type Qrels = HashMap<String, HashMap<String, f64>>;

/// Means over the judged questions.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Measures {
    pub queries: usize,
    pub ndcg10: f64,
    pub mrr10: f64,
    pub recall100: f64,
}

impl Measures {
    fn add(&mut self, one: &Self) {
        self.queries += 1;
        self.ndcg10 += one.ndcg10;
        self.mrr10 += one.mrr10;
        self.recall100 += one.recall100;
    }

    fn mean(mut self) -> Self {
        let count = self.queries.max(1) as f64;
        self.ndcg10 /= count;
        self.mrr10 /= count;
        self.recall100 /= count;
        self
    }
}

/// The measures over all questions, and over those of each type.
pub fn of(questions: &[Question], rankings: &[Ranking], qrels: &Qrels) -> (Measures, BTreeMap<String, Measures>) {
    let mut all = Measures::default();
    let mut types: BTreeMap<String, Measures> = BTreeMap::new();
    for (question, ranking) in questions.iter().zip(rankings) {
        if let Some(measured) = qrels.get(&question.id).and_then(|judged| of_question(ranking, judged)) {
            all.add(&measured);
            types.entry(question.kind.clone()).or_default().add(&measured);
        }
    }
    (all.mean(), types.into_iter().map(|(name, measures)| (name, measures.mean())).collect())
}

fn of_question(ranking: &Ranking, judged: &HashMap<String, f64>) -> Option<Measures> {
    let relevant: HashSet<&str> =
        judged.iter().filter(|&(_, &grade)| grade >= RELEVANT).map(|(document, _)| document.as_str()).collect();
    if relevant.is_empty() {
        return None;
    }
    let first = ranking.iter().take(TOP).position(|(document, _)| relevant.contains(document.as_str()));
    let found = ranking.iter().take(super::DEPTH_MAX).filter(|(document, _)| relevant.contains(document.as_str()));
    let grades = ranking.iter().map(|(document, _)| judged.get(document).copied().unwrap_or_default());
    let mut ideal: Vec<f64> = judged.values().copied().collect();
    ideal.sort_by(|left, right| right.total_cmp(left));
    Some(Measures {
        queries: 1,
        ndcg10: gain(grades) / gain(ideal.into_iter()),
        mrr10: first.map_or(0.0, |place| 1.0 / (place + 1) as f64),
        recall100: found.count() as f64 / relevant.len() as f64,
    })
}

/// Discounted gain of the first ten grades.
pub(super) fn gain(grades: impl Iterator<Item = f64>) -> f64 {
    grades.take(TOP).enumerate().map(|(place, grade)| (grade.exp2() - 1.0) / (place as f64 + 2.0).log2()).sum()
}

#[cfg(test)]
mod tests {
    use super::{Qrels, Ranking, of};
    use crate::eval::files::Question;

    #[test]
    fn measures_what_stands_where() {
        let question = |id: &str, kind: &str| Question { id: id.into(), text: String::new(), kind: kind.into() };
        let ranking = |ids: &[&str]| -> Ranking { ids.iter().map(|id| ((*id).to_owned(), 1.0)).collect() };
        let judged = |pairs: &[(&str, f64)]| pairs.iter().map(|&(id, grade)| (id.to_owned(), grade)).collect();
        let qrels = Qrels::from([
            ("q1".to_owned(), judged(&[("a", 1.0), ("b", 1.0)])),
            ("q2".to_owned(), judged(&[("c", 2.0), ("d", 0.0)])),
            ("q3".to_owned(), judged(&[("e", 0.0)])),
        ]);
        let questions = [question("q1", "x"), question("q2", "y"), question("q3", "y"), question("q4", "y")];
        let rankings = [ranking(&["z", "a"]), ranking(&["c"]), ranking(&["e"]), ranking(&[])];
        let (all, types) = of(&questions, &rankings, &qrels);
        assert_eq!(all.queries, 2);
        assert!((types["x"].mrr10 - 0.5).abs() < 1e-9 && (types["x"].recall100 - 0.5).abs() < 1e-9);
        let expected = (1.0 / 3f64.log2()) / (1.0 + 1.0 / 3f64.log2());
        assert!((types["x"].ndcg10 - expected).abs() < 1e-9);
        assert!((types["y"].ndcg10 - 1.0).abs() < 1e-9 && (types["y"].mrr10 - 1.0).abs() < 1e-9);
    }
}
