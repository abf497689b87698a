//! Texts as weighted grams, and how near two are: a cosine of sharpened rarities (idf^2 in the product of both sides), with
//! a little less discount for long texts than a plain cosine.
//!
//! Measured on `match_dev` (docs/measuring.md): title and content of the asking side as two vectors of their own are better
//! than one, word cosines and trigrams add nothing.

use std::collections::HashMap;

use super::counts::{Gram, counts};

/// The part of the length by which the offered text is discounted; 1 would be a plain cosine.
const DISCOUNT: f32 = 0.83;
/// Keeps the numbers near those of a cosine.
const USUAL_LENGTH: f32 = 20.0;
/// Shares of title and content in what is asked.
const ASKED_TITLE: f32 = 0.4;
const ASKED_CONTENT: f32 = 0.6;
/// Shares of head (title and keywords) and whole text in what is offered.
const OFFERED_HEAD: f32 = 0.5;
const OFFERED_WHOLE: f32 = 0.5;

/// A gram counts as if it were said so often at most.
const MOST_REPEATED: u32 = 4;

fn weight(count: u32) -> f32 {
    1.0 + (count as f32).ln()
}

/// Weighted grams.
#[derive(Debug, Clone, Default)]
pub struct GramVector {
    weights: HashMap<Gram, f32>,
}

impl GramVector {
    /// (1 + ln frequency) × rarity of each gram, and the length of it all. What is said more often than texts do only makes
    /// the text longer: saying a word five hundred times lowers what it counts.
    fn of(text: &str, rarity_of: &impl Fn(&Gram) -> f32) -> (Self, f32) {
        let (mut weights, mut square) = (HashMap::new(), 0.0);
        for (gram, count) in counts(text) {
            let rarity = rarity_of(&gram);
            square += (weight(count) * rarity).powi(2);
            weights.insert(gram, weight(count.min(MOST_REPEATED)) * rarity);
        }
        (Self { weights }, square.sqrt())
    }

    fn add(&mut self, other: Self, factor: f32) {
        for (gram, weight) in other.weights {
            *self.weights.entry(gram).or_default() += weight * factor;
        }
    }

    /// What is asked: title and content each with its share, whatever their lengths.
    pub fn asked(title: &str, content: &str, rarity_of: impl Fn(&Gram) -> f32) -> Self {
        let ((title, of_title), (content, of_content)) = (Self::of(title, &rarity_of), Self::of(content, &rarity_of));
        let shares = match (of_title > 0.0, of_content > 0.0) {
            (true, true) => (ASKED_TITLE / of_title, ASKED_CONTENT / of_content),
            (true, false) => (1.0 / of_title, 0.0),
            (false, true) => (0.0, 1.0 / of_content),
            (false, false) => return Self::default(),
        };
        let mut asked = Self::default();
        asked.add(title, shares.0);
        asked.add(content, shares.1);
        asked
    }

    /// What is offered: its head (title, keywords) counts beside the whole text.
    pub fn offered(head: &str, whole: &str, rarity_of: impl Fn(&Gram) -> f32) -> Self {
        let mut offered = Self::default();
        for (text, share) in [(head, OFFERED_HEAD), (whole, OFFERED_WHOLE)] {
            let (vector, length) = Self::of(text, &rarity_of);
            if length > 0.0 {
                offered.add(vector, share / (length.powf(DISCOUNT) * USUAL_LENGTH.powf(1.0 - DISCOUNT)));
            }
        }
        offered
    }

    /// How near what is offered comes to what is asked: 0 for nothing in common.
    pub fn nearness(&self, offered: &Self) -> f32 {
        // in f64 the order of a hash map does not show
        self.shared(offered).map(|(_, share)| f64::from(share)).sum::<f64>() as f32
    }

    /// The grams of both, each with what it adds to the nearness.
    pub fn shared<'a>(&'a self, offered: &'a Self) -> impl Iterator<Item = (&'a Gram, f32)> {
        let (small, large) = if self.weights.len() < offered.weights.len() { (self, offered) } else { (offered, self) };
        small.weights.iter().filter_map(|(gram, weight)| Some((gram, weight * large.weights.get(gram)?)))
    }

    /// Number of different grams.
    pub fn len(&self) -> usize {
        self.weights.len()
    }

    pub fn is_empty(&self) -> bool {
        self.weights.is_empty()
    }

    /// The grams with their weights.
    pub fn grams(&self) -> impl Iterator<Item = (&Gram, f32)> {
        self.weights.iter().map(|(gram, weight)| (gram, *weight))
    }
}

#[cfg(test)]
mod tests {
    use super::GramVector;

    #[test]
    fn near_texts_are_nearer() {
        let asked = GramVector::asked("塞拉门触摸屏控制器", "", |_| 1.0);
        let near = |text: &str| asked.nearness(&GramVector::offered(text, text, |_| 1.0));
        assert!(near("触摸屏控制器可靠性") > near("秸秆蒸汽闪爆"));
        assert!((near("塞拉门触摸屏控制器") - near("塞拉門觸摸屏控制器")).abs() < 1e-6);
        assert_eq!(near("，。"), 0.0);
        assert_eq!(GramVector::asked("", "", |_| 1.0).nearness(&asked), 0.0);
    }

    #[test]
    fn repeating_a_word_never_pays() {
        let asked = GramVector::asked("膜电极", "燃料电池膜电极的耐久性", |_| 1.0);
        let plain = "燃料电池膜电极耐久性提升";
        let stuffed = format!("{plain}{}", "膜电极".repeat(500));
        let near = |text: &str| asked.nearness(&GramVector::offered(text, text, |_| 1.0));
        assert!(near(&stuffed) < near(plain), "{} {}", near(&stuffed), near(plain));
    }
}
