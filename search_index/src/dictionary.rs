//! The words we know: jieba's dictionary with the words of our field, synonyms, stop words and boilerplate.
//!
//! All lists are compiled in. `fingerprint` changes with any of them, which makes the store rebuild an older index.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, LazyLock};

use jieba_rs::Jieba;
use sha2::{Digest, Sha256};

use crate::analyzer::fold::fold;
use crate::analyzer::words::is_han;

const TERMS: &str = include_str!("../dict/terms.txt");
const SYNONYMS: &str = include_str!("../dict/synonyms.txt");
const STOP_WORDS: &str = include_str!("../dict/stop.txt");
const BOILERPLATE: &str = include_str!("../dict/boilerplate.txt");

/// Everything known about words.
pub struct Lexicon {
    pub jieba: Arc<Jieba>,
    field_words: HashSet<String>,
    synonyms: HashMap<String, Vec<String>>,
    stop_words: HashSet<String>,
    boilerplate: HashSet<String>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::load);

/// The one lexicon of the process; the first call takes about 0.15 seconds.
pub fn lexicon() -> &'static Lexicon {
    &LEXICON
}

/// Changes whenever a word list changes.
pub fn fingerprint() -> String {
    let mut digest = Sha256::new();
    for list in [TERMS, SYNONYMS, STOP_WORDS, BOILERPLATE] {
        digest.update((list.len() as u64).to_be_bytes());
        digest.update(list);
    }
    digest.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

fn lines(list: &str) -> impl Iterator<Item = &str> {
    list.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty())
}

fn word_set(list: &str) -> HashSet<String> {
    lines(list).flat_map(str::split_whitespace).map(fold).collect()
}

impl Lexicon {
    fn load() -> Self {
        let field_words = word_set(TERMS);
        let synonyms = synonym_map();
        let mut chinese: Vec<&String> =
            field_words.iter().chain(synonyms.keys()).filter(|word| word.chars().all(is_han)).collect();
        // short words first: the frequency of a long one is measured against the cut of its parts
        chinese.sort_by_key(|word| (word.len(), *word));
        chinese.dedup();
        let mut jieba = Jieba::new();
        for word in chinese {
            jieba.add_word(word, None, None);
        }
        Self {
            jieba: Arc::new(jieba),
            field_words,
            synonyms,
            stop_words: word_set(STOP_WORDS),
            boilerplate: word_set(BOILERPLATE),
        }
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

fn synonym_map() -> HashMap<String, Vec<String>> {
    let mut map: HashMap<String, Vec<String>> = HashMap::new();
    for line in lines(SYNONYMS) {
        let group: Vec<String> = line.split(',').map(|word| fold(word.trim())).collect();
        for word in &group {
            let others = group.iter().filter(|other| *other != word).cloned();
            map.entry(word.clone()).or_default().extend(others);
        }
    }
    map
}

#[cfg(test)]
mod tests {
    use super::lexicon;

    #[test]
    fn synonyms_go_both_ways() {
        assert!(lexicon().synonyms("触摸屏").contains(&"触控屏".to_owned()));
        assert!(lexicon().synonyms("触控屏").contains(&"触摸屏".to_owned()));
        assert!(lexicon().synonyms("塞拉门").is_empty());
    }

    #[test]
    fn words_of_the_field_weigh_more() {
        assert!(lexicon().weight("全钒液流电池") > lexicon().weight("电池"));
        assert!(!lexicon().is_telling("技术"));
    }
}
