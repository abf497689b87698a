//! Texts as weighted grams, and how near two are: a cosine of sharpened rarities (idf^2 in the product of both sides), with
//! a little less discount for long texts than a plain cosine.
//!
//! Measured on `match_dev` (docs/measuring.md): title and content of the asking side as two vectors of their own are better
//! than one, word cosines and trigrams add nothing.

use super::counts::{Cut, GramIn};

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

/// Weighted grams, known by their numbers ([`GramIn::number`]), in the order of these.
#[derive(Debug, Clone, Default)]
pub struct GramVector {
    weights: Box<[(u64, f32)]>,
}

/// Weighted grams in any order, some of them twice.
type Weights = Vec<(u64, f32)>;

/// (1 + ln frequency) × rarity of each gram, and the length of it all. What is said more often than texts do only makes
/// the text longer: saying a word five hundred times lowers what it counts.
fn weighed(text: &str, rarity_of: &impl Fn(u64, GramIn<'_>) -> f32) -> (Weights, f32) {
    let cut = Cut::new(text);
    let mut grams: Vec<(u64, usize)> = cut.grams().enumerate().map(|(at, gram)| (gram.number(), at)).collect();
    grams.sort_unstable();
    let (mut weights, mut square) = (Weights::with_capacity(grams.len()), 0.0);
    for repeated in grams.chunk_by(|left, right| left.0 == right.0) {
        let (number, at) = repeated[0];
        let count = u32::try_from(repeated.len()).unwrap_or(u32::MAX);
        let rarity = rarity_of(number, cut.gram(at));
        square += (weight(count) * rarity).powi(2);
        weights.push((number, weight(count.min(MOST_REPEATED)) * rarity));
    }
    (weights, square.sqrt())
}

impl GramVector {
    /// The sum of both, each times its factor.
    fn sum(left: (Weights, f32), right: (Weights, f32)) -> Self {
        let mut both = left.0;
        both.iter_mut().for_each(|(_, weight)| *weight *= left.1);
        both.extend(right.0.into_iter().map(|(number, weight)| (number, weight * right.1)));
        // stable: the same sums in every run
        both.sort_by_key(|(number, _)| *number);
        let joined = both.chunk_by(|left, right| left.0 == right.0);
        Self { weights: joined.map(|same| (same[0].0, same.iter().map(|(_, weight)| weight).sum())).collect() }
    }

    /// What is asked: title and content each with its share, whatever their lengths.
    pub fn asked(title: &str, content: &str, rarity_of: impl Fn(u64, GramIn<'_>) -> f32) -> Self {
        let ((title, of_title), (content, of_content)) = (weighed(title, &rarity_of), weighed(content, &rarity_of));
        let shares = match (of_title > 0.0, of_content > 0.0) {
            (true, true) => (ASKED_TITLE / of_title, ASKED_CONTENT / of_content),
            (true, false) => (1.0 / of_title, 0.0),
            (false, true) => (0.0, 1.0 / of_content),
            (false, false) => return Self::default(),
        };
        Self::sum((title, shares.0), (content, shares.1))
    }

    /// What is offered: its head (title, keywords) counts beside the whole text.
    pub fn offered(head: &str, whole: &str, rarity_of: impl Fn(u64, GramIn<'_>) -> f32) -> Self {
        let part = |text: &str, share: f32| {
            let (weights, length) = weighed(text, &rarity_of);
            let discount = length.powf(DISCOUNT) * USUAL_LENGTH.powf(1.0 - DISCOUNT);
            (weights, if length > 0.0 { share / discount } else { 0.0 })
        };
        Self::sum(part(head, OFFERED_HEAD), part(whole, OFFERED_WHOLE))
    }

    /// How near what is offered comes to what is asked: 0 for nothing in common.
    pub fn nearness(&self, offered: &Self) -> f32 {
        self.shared(offered).map(|(_, share)| f64::from(share)).sum::<f64>() as f32
    }

    /// The grams of both by number, each with what it adds to the nearness.
    pub fn shared<'a>(&'a self, offered: &'a Self) -> impl Iterator<Item = (u64, f32)> + 'a {
        let mut others = &offered.weights[..];
        self.weights.iter().filter_map(move |&(number, weight)| {
            let smaller = others.iter().take_while(|(other, _)| *other < number).count();
            others = &others[smaller..];
            let (other, of_other) = others.first()?;
            (*other == number).then_some((number, weight * of_other))
        })
    }

    /// Number of different grams.
    pub fn len(&self) -> usize {
        self.weights.len()
    }

    pub fn is_empty(&self) -> bool {
        self.weights.is_empty()
    }

    /// The grams with their weights.
    pub fn grams(&self) -> impl Iterator<Item = (u64, f32)> {
        self.weights.iter().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::GramVector;

    #[test]
    fn near_texts_are_nearer() {
        let asked = GramVector::asked("塞拉门触摸屏控制器", "", |_, _| 1.0);
        let near = |text: &str| asked.nearness(&GramVector::offered(text, text, |_, _| 1.0));
        assert!(near("触摸屏控制器可靠性") > near("秸秆蒸汽闪爆"));
        assert!((near("塞拉门触摸屏控制器") - near("塞拉門觸摸屏控制器")).abs() < 1e-6);
        assert_eq!(near("，。"), 0.0);
        assert_eq!(GramVector::asked("", "", |_, _| 1.0).nearness(&asked), 0.0);
    }

    #[test]
    fn repeating_a_word_never_pays() {
        let asked = GramVector::asked("膜电极", "燃料电池膜电极的耐久性", |_, _| 1.0);
        let plain = "燃料电池膜电极耐久性提升";
        let stuffed = format!("{plain}{}", "膜电极".repeat(500));
        let near = |text: &str| asked.nearness(&GramVector::offered(text, text, |_, _| 1.0));
        assert!(near(&stuffed) < near(plain), "{} {}", near(&stuffed), near(plain));
    }
}
