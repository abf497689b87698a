//! What a platform changes of the built-in lists: entries added and entries taken out. Entries are compared folded.

use serde::{Deserialize, Serialize};

use crate::analyzer::fold::fold;
use crate::analyzer::words::is_han;

/// Longest word of a list, in characters.
pub const LONGEST_ENTRY: usize = 32;
/// Words of one synonym rule.
const MOST_SYNONYMS: usize = 20;

/// The platform's own changes to the built-in word lists.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Overlay {
    /// Chinese words that the cutting must know.
    pub terms: Vec<String>,
    pub removed_terms: Vec<String>,
    /// One rule an entry: `触摸屏,触控屏` goes both ways; `车门=>塞拉门,门控器` only forward, asking for the left also finds
    /// the right.
    pub synonyms: Vec<String>,
    pub removed_synonyms: Vec<String>,
    pub stop_words: Vec<String>,
    pub removed_stop_words: Vec<String>,
}

/// An entry that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OverlayProblem {
    /// `terms`, `synonyms` or `stop_words`.
    pub list: &'static str,
    pub position: usize,
    /// `empty`, `too_long`, `not_chinese`, `one_sided`, `too_many`.
    pub code: &'static str,
}

/// A synonym rule, folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SynonymRule {
    pub from: Vec<String>,
    pub to: Vec<String>,
}

impl SynonymRule {
    /// Reads one entry; nothing when it has no two sides.
    pub fn parse(entry: &str) -> Option<Self> {
        let entry = fold(&entry.replace(['，', '、'], ","));
        let (from, to) = match entry.split_once("=>") {
            Some((left, right)) => (members(left), members(right)),
            None => (members(&entry), members(&entry)),
        };
        let usable = !from.is_empty() && !to.is_empty() && (from != to || from.len() > 1);
        usable.then_some(Self { from, to })
    }

    pub fn words(&self) -> impl Iterator<Item = &String> {
        self.from.iter().chain(&self.to)
    }
}

fn members(side: &str) -> Vec<String> {
    side.split(',').map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

impl Overlay {
    /// Every added entry that cannot be used.
    pub fn problems(&self) -> Vec<OverlayProblem> {
        let mut found = Vec::new();
        let mut look = |list: &'static str, entries: &[String], check: fn(&str) -> Option<&'static str>| {
            let bad = entries.iter().enumerate().filter_map(|(position, entry)| Some((position, check(entry)?)));
            found.extend(bad.map(|(position, code)| OverlayProblem { list, position, code }));
        };
        look("terms", &self.terms, term_problem);
        look("synonyms", &self.synonyms, rule_problem);
        look("stop_words", &self.stop_words, word_problem);
        found
    }
}

fn word_problem(word: &str) -> Option<&'static str> {
    let word = fold(word.trim());
    if !word.chars().any(char::is_alphanumeric) {
        return Some("empty");
    }
    (word.chars().count() > LONGEST_ENTRY).then_some("too_long")
}

/// Mixed words such as `5G-V2X` are cut by rule and need no entry.
fn term_problem(word: &str) -> Option<&'static str> {
    word_problem(word).or_else(|| (!fold(word.trim()).chars().all(is_han)).then_some("not_chinese"))
}

fn rule_problem(entry: &str) -> Option<&'static str> {
    let Some(rule) = SynonymRule::parse(entry) else {
        return Some("one_sided");
    };
    if rule.words().count() > 2 * MOST_SYNONYMS {
        return Some("too_many");
    }
    rule.words().find_map(|word| word_problem(word))
}

#[cfg(test)]
mod tests {
    use super::{Overlay, OverlayProblem, SynonymRule};

    #[test]
    fn rules_go_both_ways_or_forward() {
        let rule = SynonymRule::parse("触摸屏，触控屏").expect("two-way");
        assert_eq!(rule.from, rule.to);
        let rule = SynonymRule::parse("車門=>塞拉门, 门控器").expect("one-way");
        assert_eq!((rule.from, rule.to), (vec!["车门".to_owned()], vec!["塞拉门".to_owned(), "门控器".to_owned()]));
        assert_eq!(SynonymRule::parse("触摸屏"), None);
        assert_eq!(SynonymRule::parse("触摸屏=>"), None);
    }

    #[test]
    fn names_what_cannot_be_used() {
        let overlay = Overlay {
            terms: vec!["全钒液流".into(), "5G-V2X".into(), " ".into()],
            synonyms: vec!["一".into()],
            stop_words: vec!["长".repeat(33)],
            ..Overlay::default()
        };
        let problem = |list, position, code| OverlayProblem { list, position, code };
        assert_eq!(
            overlay.problems(),
            [
                problem("terms", 1, "not_chinese"),
                problem("terms", 2, "empty"),
                problem("synonyms", 0, "one_sided"),
                problem("stop_words", 0, "too_long"),
            ]
        );
    }
}
