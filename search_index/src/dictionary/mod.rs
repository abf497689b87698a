//! The words we know: jieba's dictionary with the words of our field, synonyms, stop words and boilerplate.
//!
//! A [`Lexicon`] is the built-in lists under a platform's [`Overlay`]. It never changes: an index keeps the one that its
//! texts were cut with, and another one takes its place as a whole. What decides how texts are cut (`fingerprint`) is told
//! apart from what only widens queries, so that a synonym of known words needs no re-indexing.

mod lists;
mod overlay;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::{Arc, LazyLock};

use jieba_rs::Jieba;
use sha2::{Digest, Sha256};

use crate::analyzer::fold::{Folded, fold};
use crate::analyzer::words::{is_han, words};

pub use lists::{BuiltIn, built_in};
pub use overlay::{Overlay, OverlayProblem, SynonymRule};

/// Everything known about words.
pub struct Lexicon {
    overlay: Overlay,
    pub(crate) jieba: Jieba,
    /// Chinese words that the cutting knows beyond jieba's own.
    segmented: BTreeSet<String>,
    field_words: HashSet<String>,
    synonyms: HashMap<String, Vec<String>>,
    stop_words: HashSet<String>,
    boilerplate: HashSet<String>,
}

/// What going from one lexicon to another asks of an index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WordsChange {
    None,
    /// Texts are cut as before: the new words can be used at once.
    QueryOnly,
    /// Texts are cut differently: every listing must be indexed anew.
    Analysis,
}

/// A word of a text as the index cuts it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CutWord {
    /// Folded.
    pub text: String,
    /// Characters `[from, to)` of the original.
    pub from: usize,
    pub to: usize,
    /// False for a word inside a longer one.
    pub whole: bool,
    pub stop: bool,
    pub synonyms: Vec<String>,
}

impl Lexicon {
    /// Loads all lists; takes about 0.15 seconds and 50 MB.
    pub fn new(overlay: Overlay) -> Self {
        let built_in = built_in();
        let field_words: HashSet<String> =
            merged(built_in.terms, &overlay.terms, &overlay.removed_terms).into_iter().collect();
        let rules = merged(built_in.synonyms, &overlay.synonyms, &overlay.removed_synonyms);
        let rules: Vec<SynonymRule> = rules.iter().filter_map(|entry| SynonymRule::parse(entry)).collect();
        let segmented = segmented(&field_words, &rules);
        Self {
            jieba: taught(&segmented),
            segmented,
            field_words,
            synonyms: synonym_map(&rules),
            stop_words: merged(built_in.stop_words, &overlay.stop_words, &overlay.removed_stop_words)
                .into_iter()
                .collect(),
            boilerplate: lists::boilerplate().into_iter().collect(),
            overlay,
        }
    }

    /// The built-in words alone, loaded once.
    pub fn shared_built_in() -> Arc<Self> {
        static BUILT_IN: LazyLock<Arc<Lexicon>> = LazyLock::new(|| Arc::new(Lexicon::new(Overlay::default())));
        BUILT_IN.clone()
    }

    pub fn overlay(&self) -> &Overlay {
        &self.overlay
    }

    /// What an index cut with this lexicon needs to be used with another.
    pub fn change_to(&self, wanted: &Overlay) -> WordsChange {
        if self.overlay == *wanted {
            return WordsChange::None;
        }
        let built_in = built_in();
        let terms = merged(built_in.terms, &wanted.terms, &wanted.removed_terms).into_iter().collect();
        let rules = merged(built_in.synonyms, &wanted.synonyms, &wanted.removed_synonyms);
        let rules: Vec<SynonymRule> = rules.iter().filter_map(|entry| SynonymRule::parse(entry)).collect();
        if segmented(&terms, &rules) == self.segmented { WordsChange::QueryOnly } else { WordsChange::Analysis }
    }

    /// Changes whenever texts are cut differently.
    pub(crate) fn fingerprint(&self) -> String {
        let mut digest = Sha256::new();
        for word in &self.segmented {
            digest.update(word);
            digest.update([0]);
        }
        digest.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
    }

    /// How a text is cut.
    pub fn cut(&self, text: &str) -> Vec<CutWord> {
        let folded = Folded::new(text);
        let offsets: Vec<usize> = text.char_indices().map(|(offset, _)| offset).collect();
        let character = |byte: usize| offsets.partition_point(|&offset| offset < byte);
        words(&folded, self)
            .into_iter()
            .map(|word| {
                let text = word.text(&folded).into_owned();
                let origin = folded.origin(word.range);
                let (from, to) = (character(origin.start), character(origin.end));
                let (stop, synonyms) = (self.is_stop_word(&text), self.synonyms(&text).to_vec());
                CutWord { text, from, to, whole: word.whole, stop, synonyms }
            })
            .collect()
    }

    /// True for a word that the cutting can find.
    pub fn knows(&self, word: &str) -> bool {
        self.jieba.has_word(&fold(word))
    }

    /// Words that mean the same; empty for most.
    pub fn synonyms(&self, word: &str) -> &[String] {
        self.synonyms.get(word).map_or(&[], Vec::as_slice)
    }

    pub fn is_stop_word(&self, word: &str) -> bool {
        self.stop_words.contains(word)
    }

    /// True for words that say what a listing is about.
    pub fn is_telling(&self, word: &str) -> bool {
        !self.stop_words.contains(word) && !self.boilerplate.contains(word)
    }

    /// How much a shared word says without knowing the index: rare, long words and words of our field say more.
    pub fn weight(&self, word: &str) -> f32 {
        let frequency = if word.chars().all(is_han) { self.jieba.suggest_freq(word) } else { 1 };
        let rarity = 1.0 - (frequency as f32 + 1.0).ln() / 16.0;
        let length = word.chars().count().min(8) as f32;
        let field = if self.field_words.contains(word) { 1.5 } else { 1.0 };
        rarity.max(0.05) * length.sqrt() * field
    }
}

impl std::fmt::Debug for Lexicon {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Lexicon").field("overlay", &self.overlay).finish_non_exhaustive()
    }
}

fn merged(built_in: Vec<String>, added: &[String], removed: &[String]) -> Vec<String> {
    let removed: HashSet<String> = removed.iter().map(|entry| fold(entry.trim())).collect();
    let added = added.iter().map(|entry| fold(entry.trim()));
    built_in.into_iter().filter(|entry| !removed.contains(entry)).chain(added).collect()
}

fn segmented(field_words: &HashSet<String>, rules: &[SynonymRule]) -> BTreeSet<String> {
    let words = field_words.iter().chain(rules.iter().flat_map(SynonymRule::words));
    words.filter(|word| !word.is_empty() && word.chars().all(is_han)).cloned().collect()
}

fn taught(words: &BTreeSet<String>) -> Jieba {
    let mut words: Vec<&String> = words.iter().collect();
    // short words first: the frequency of a long one is measured against the cut of its parts
    words.sort_by_key(|word| (word.len(), *word));
    let mut jieba = Jieba::new();
    for word in words {
        jieba.add_word(word, None, None);
    }
    jieba
}

fn synonym_map(rules: &[SynonymRule]) -> HashMap<String, Vec<String>> {
    let mut map: HashMap<String, Vec<String>> = HashMap::new();
    for rule in rules {
        for word in &rule.from {
            let known = map.entry(word.clone()).or_default();
            for other in rule.to.iter().filter(|other| *other != word) {
                if !known.contains(other) {
                    known.push(other.clone());
                }
            }
        }
    }
    map
}

#[cfg(test)]
mod tests {
    use super::{Lexicon, Overlay, WordsChange};

    #[test]
    fn synonyms_go_both_ways_or_forward() {
        let lexicon = Lexicon::shared_built_in();
        assert!(lexicon.synonyms("触摸屏").contains(&"触控屏".to_owned()));
        assert!(lexicon.synonyms("触控屏").contains(&"触摸屏".to_owned()));
        let lexicon = Lexicon::new(Overlay { synonyms: vec!["门机=>塞拉门".into()], ..Overlay::default() });
        assert_eq!(lexicon.synonyms("门机"), ["塞拉门"]);
        assert!(lexicon.synonyms("塞拉门").is_empty());
    }

    #[test]
    fn words_of_the_field_weigh_more() {
        let lexicon = Lexicon::shared_built_in();
        assert!(lexicon.weight("全钒液流电池") > lexicon.weight("电池"));
        assert!(!lexicon.is_telling("技术"));
    }

    #[test]
    fn tells_what_a_change_needs() {
        let lexicon = Lexicon::shared_built_in();
        let change = |overlay: &Overlay| lexicon.change_to(overlay);
        assert_eq!(change(&Overlay::default()), WordsChange::None);
        let known = Overlay { synonyms: vec!["塞拉门=>触摸屏".into()], ..Overlay::default() };
        assert_eq!(change(&known), WordsChange::QueryOnly);
        let stop = Overlay { stop_words: vec!["装置".into()], ..Overlay::default() };
        assert_eq!(change(&stop), WordsChange::QueryOnly);
        let unknown = Overlay { terms: vec!["门机电控盒".into()], ..Overlay::default() };
        assert_eq!(change(&unknown), WordsChange::Analysis);
        let removed = Overlay { removed_terms: vec!["塞拉门控制器".into()], ..Overlay::default() };
        assert_eq!(change(&removed), WordsChange::Analysis);
    }

    #[test]
    fn shows_how_a_text_is_cut() {
        let cut = Lexicon::shared_built_in().cut("塞拉門的觸控屏");
        let whole: Vec<(&str, usize, usize)> =
            cut.iter().filter(|word| word.whole).map(|word| (word.text.as_str(), word.from, word.to)).collect();
        assert_eq!(whole, [("塞拉门", 0, 3), ("的", 3, 4), ("触控屏", 4, 7)]);
        assert!(cut.iter().any(|word| word.stop) && cut.iter().any(|word| !word.synonyms.is_empty()));
    }
}
