//! Why two fit, in words people can check: what both speak of, with its places; which limits are met; what is missing.

use super::compare::{self, Asked, Offered};
use super::gap::{self, Gap};
use super::score::{DECIDED, Outcome, ScorePart};
use super::texts::{self, FieldTexts, SharedTerm};
use search_index::{Cut, IndexStore};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashMap};
use utoipa::ToSchema;

/// Words named in one sentence.
const NAMED: usize = 4;

/// Parts that nobody can fill in.
const DEDUCED: [&str; 2] = ["vector", DECIDED];

/// Why the two fit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct MatchReasons {
    /// One sentence.
    pub summary: String,
    /// Words of both, those first that add the most to the score.
    pub terms: Vec<SharedTerm>,
    /// All terms of the score; their sum is the score.
    pub parts: Vec<ScorePart>,
    /// What is not known, and would make the score surer.
    #[serde(default)]
    pub missing: Vec<String>,
    /// The one limit that stands in the way of a near miss.
    #[serde(default)]
    pub gap: Option<Gap>,
    /// Other listings that say the same, and are not suggested beside this one.
    #[serde(default)]
    pub copies: Vec<String>,
    /// What a person should know before he trusts the score.
    #[serde(default)]
    pub notes: Vec<String>,
}

impl MatchReasons {
    /// Whether the two have a word in common, or sense by their vectors.
    #[must_use]
    pub fn has_substance(&self) -> bool {
        let by_vectors = |part: &ScorePart| part.name == "vector" && part.outcome == Outcome::Met;
        !self.terms.is_empty() || self.parts.iter().any(by_vectors)
    }
}

/// The words that meet and the sentence about it: dearer than the score, made only for what is kept.
#[must_use]
pub fn explain(
    index: &IndexStore,
    (demand, asked): (&FieldTexts, &Asked),
    (achievement, offered): (&FieldTexts, &Offered),
    mut parts: Vec<ScorePart>,
) -> MatchReasons {
    let mut terms = texts::shared(index, demand, achievement);
    weigh(&mut terms, &compare::shared(asked, offered));
    let words: Vec<&str> = terms.iter().take(NAMED + 1).map(|term| term.term.as_str()).collect();
    if let Some(text) = parts.iter_mut().find(|part| part.name == "text" && !words.is_empty()) {
        text.text = format!("都讲到：{}", words.join("、"));
    }
    let gap = gap::of(&parts, !terms.is_empty(), &asked.side.text, offered.side.trl);
    let notes = if compare::is_copied(asked, offered) {
        vec!["成果文字与需求大段相同，内容分已调低，请核实。".to_owned()]
    } else {
        Vec::new()
    };
    let missing =
        parts.iter().filter(|part| part.outcome == Outcome::Unknown && !DEDUCED.contains(&part.name.as_str()));
    let missing = missing.map(|part| part.text.clone()).collect();
    MatchReasons {
        summary: summary(&terms, &parts, gap.as_ref()),
        terms,
        parts,
        missing,
        gap,
        copies: Vec::new(),
        notes,
    }
}

/// A word weighs what its grams add to the nearness of the texts.
fn weigh(terms: &mut [SharedTerm], shares: &HashMap<u64, f64>) {
    for term in terms.iter_mut() {
        let cut = Cut::new(&term.term);
        let numbers: BTreeSet<u64> = cut.grams().map(|gram| gram.number()).collect();
        term.weight = numbers.iter().filter_map(|number| shares.get(number)).map(|share| *share as f32).sum();
    }
    terms.sort_by(|left, right| right.weight.total_cmp(&left.weight));
}

/// One sentence: what meets, and the first thing that stands in the way.
fn summary(terms: &[SharedTerm], parts: &[ScorePart], gap: Option<&Gap>) -> String {
    let words: Vec<String> = terms.iter().take(NAMED).map(|term| format!("“{}”", term.term)).collect();
    let limits = |outcomes: &[Outcome]| {
        let named = parts.iter().filter(|part| part.name != "text" && !DEDUCED.contains(&part.name.as_str()));
        named.filter(|part| outcomes.contains(&part.outcome)).collect::<Vec<_>>()
    };
    let mut sentence =
        if words.is_empty() { "用词不同".to_owned() } else { format!("双方都谈到{}", words.join("")) };
    let met: Vec<&str> = limits(&[Outcome::Met]).iter().map(|part| part.label.as_str()).collect();
    if !met.is_empty() {
        sentence.push_str(&format!("；{}相符", met.join("、")));
    }
    match (gap, limits(&[Outcome::Missed, Outcome::Near]).first()) {
        (Some(gap), _) => return format!("{sentence}；差一点：{}", gap.text),
        (None, Some(part)) => sentence.push_str(&format!("；要留意{}：{}", part.label, part.text)),
        (None, None) => {}
    }
    sentence.push('。');
    sentence
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_or_sense_in_common_is_substance_and_nothing_else_is() {
        let part = |name: &str, outcome: Outcome| ScorePart {
            name: name.to_owned(),
            label: String::new(),
            value: 1.0,
            weight: 0.1,
            outcome,
            text: String::new(),
        };
        let reasons = |terms: Vec<SharedTerm>, parts: Vec<ScorePart>| MatchReasons {
            summary: String::new(),
            terms,
            parts,
            missing: Vec::new(),
            gap: None,
            copies: Vec::new(),
            notes: Vec::new(),
        };
        let word =
            SharedTerm { term: "塞拉门".to_owned(), weight: 1.0, demand: Vec::new(), achievement: Vec::new() };
        assert!(reasons(vec![word], Vec::new()).has_substance());
        assert!(reasons(Vec::new(), vec![part("vector", Outcome::Met)]).has_substance());
        for outcome in [Outcome::Near, Outcome::Unknown] {
            let limits_met = vec![part("field", Outcome::Met), part("trl", Outcome::Met), part("vector", outcome)];
            assert!(!reasons(Vec::new(), limits_met).has_substance(), "{outcome:?}");
        }
    }
}
