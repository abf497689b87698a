//! Listings that resemble a text, and how near two texts are.
//!
//! Candidates share the rarest telling words; nothing is required of them, the caller weighs them further.

use std::collections::{HashMap, HashSet};

use crate::analyzer::fold::Folded;
use crate::analyzer::grams::{grams, units};
use crate::dictionary::Lexicon;
use crate::parse::{QueryTerm, query_terms};
use crate::plan::{Part, Plan, Planner};
use crate::request::{ScorePart, SimilarRequest};
use crate::terms::Terms;

/// The most words that are looked for.
const MOST_WORDS: usize = 30;
/// Characters of a text that count.
const LONGEST_TEXT: usize = 5_000;
/// Characters of a text whose grams are compared.
const LONGEST_VECTOR: usize = 2_000;
const SYNONYM: f32 = 0.6;

/// The plan for listings that resemble the text; it asks nothing when the text has no telling word.
///
/// # Errors
/// The index cannot be read.
pub fn plan(request: &SimilarRequest, terms: &Terms, lexicon: &Lexicon) -> tantivy::Result<Plan> {
    let mut weighed = Vec::new();
    for (word, weight) in telling_words(request, lexicon) {
        let mut rarest: Option<f32> = None;
        for text in std::iter::once(&word.text).chain(&word.variants) {
            if let Some(found) = terms.find(terms.fields.words, text)? {
                let rarity = terms.rarity(found.frequency);
                rarest = Some(rarest.map_or(rarity, |known| known.max(rarity)));
            }
        }
        weighed.extend(rarest.map(|rarity| (rarity * weight, weight, word)));
    }
    weighed.sort_by(|left, right| right.0.total_cmp(&left.0).then_with(|| left.2.text.cmp(&right.2.text)));
    weighed.truncate(MOST_WORDS);
    let planner = Planner { terms };
    let mut plan = Plan::default();
    for (_, weight, word) in weighed {
        let mut ways = planner.word(&word.text, weight.sqrt())?;
        for variant in &word.variants {
            ways.extend(planner.word(variant, SYNONYM * weight.sqrt())?);
        }
        plan.words.push(Part { part: ScorePart::Word(word.text), ways });
    }
    Ok(plan)
}

fn telling_words(request: &SimilarRequest, lexicon: &Lexicon) -> Vec<(QueryTerm, f32)> {
    let text: String = request.text.chars().take(LONGEST_TEXT).collect();
    let keywords = request.keywords.join(" ");
    let mut numbers: HashMap<String, usize> = HashMap::new();
    let mut found: Vec<(QueryTerm, f32)> = Vec::new();
    for (part, weight) in [(&request.title, 3.0), (&keywords, 2.5), (&text, 1.0)] {
        for term in query_terms(part, lexicon).into_iter().filter(|term| term.telling && term.text.chars().count() > 1)
        {
            let weight = weight * (term.count as f32).sqrt();
            let number = *numbers.entry(term.text.clone()).or_insert(found.len());
            match found.get_mut(number) {
                Some(known) => known.1 += weight,
                None => found.push((term, weight)),
            }
        }
    }
    found
}

/// Unigrams and bigrams of a text with their weights in the live index; compare one with many cheaply.
#[derive(Debug, Clone)]
pub struct TextVector {
    weights: HashMap<String, f32>,
    norm: f32,
}

impl TextVector {
    /// `rarity_of` gives the inverse document frequency of a gram, told whether it is a single unit.
    pub(crate) fn new(text: &str, rarity_of: impl Fn(&str, bool) -> f32) -> Self {
        let text: String = text.chars().take(LONGEST_VECTOR).collect();
        let folded = Folded::new(&text);
        let mut weights: HashMap<String, f32> = HashMap::new();
        let units = units(&folded);
        let single: HashSet<&str> = units.iter().map(|range| folded.slice(range.clone())).collect();
        let pairs = grams(&folded).into_iter().filter(|range| !single.contains(folded.slice(range.clone())));
        for range in units.iter().cloned().chain(pairs) {
            *weights.entry(folded.slice(range).to_owned()).or_default() += 1.0;
        }
        for (gram, weight) in &mut weights {
            *weight = (1.0 + weight.ln()) * rarity_of(gram, single.contains(gram.as_str()));
        }
        let norm = weights.values().map(|weight| weight * weight).sum::<f32>().sqrt();
        Self { weights, norm }
    }

    /// 0 for texts without a common gram, 1 for equal ones.
    pub fn cosine(&self, other: &Self) -> f32 {
        let (small, large) = if self.weights.len() < other.weights.len() { (self, other) } else { (other, self) };
        let norms = small.norm * large.norm;
        if norms <= f32::EPSILON {
            return 0.0;
        }
        let product: f32 =
            small.weights.iter().filter_map(|(gram, weight)| large.weights.get(gram).map(|other| weight * other)).sum();
        (product / norms).clamp(0.0, 1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::TextVector;

    #[test]
    fn near_texts_are_nearer() {
        let vector = |text: &str| TextVector::new(text, |_, _| 1.0);
        let demand = vector("塞拉门触摸屏控制器");
        assert!((demand.cosine(&vector("塞拉門觸摸屏控制器")) - 1.0).abs() < 1e-5);
        assert!(demand.cosine(&vector("触摸屏控制器可靠性")) > demand.cosine(&vector("秸秆蒸汽闪爆")));
        assert_eq!(demand.cosine(&vector("，。")), 0.0);
    }
}
