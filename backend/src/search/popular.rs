//! Past successful searches, in memory, for the suggestions while typing. Words that only one or two people ever asked for
//! stay theirs: at least [`VISITORS_MIN`] different ones must have asked on one day.

use super::tallies;
use crate::context::Context;
use crate::error::Result;
use chrono::Days;
use std::sync::{Arc, PoisonError, RwLock};

/// Different people of one day before words are shown to others.
const VISITORS_MIN: i32 = 3;
/// Words that are kept ready.
const WORDS_MAX: usize = 2_000;
/// Longer words are somebody's description, no suggestion.
const CHARS_MAX: usize = 30;
/// How far back searches count.
const PERIOD: Days = Days::new(90);

/// Words with the ways in which they can be typed.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Typed {
    words: String,
    pinyin: String,
    initials: String,
}

impl Typed {
    fn new(words: String) -> Self {
        let pinyin = search_index::pinyin::full(&words);
        let initials = search_index::pinyin::initials(&words);
        Self { words, pinyin, initials }
    }

    fn begins_with(&self, typed: &str) -> bool {
        [&self.words, &self.pinyin, &self.initials].iter().any(|way| way.starts_with(typed))
    }
}

/// The words, the most frequent first.
#[derive(Default)]
pub struct Popular(RwLock<Arc<Vec<Typed>>>);

impl Popular {
    /// At most `most` words that begin like what was typed (folded): in characters, in pinyin, or by its initials.
    #[must_use]
    pub fn beginning_with(&self, typed: &str, most: usize) -> Vec<String> {
        let words = self.0.read().unwrap_or_else(PoisonError::into_inner).clone();
        words.iter().filter(|one| one.begins_with(typed)).take(most).map(|one| one.words.clone()).collect()
    }

    fn replace(&self, words: Vec<String>) {
        let typed = words.into_iter().map(Typed::new).collect();
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(typed);
    }
}

/// Reads the popular words anew.
///
/// # Errors
/// The database fails.
pub async fn refresh(context: &Context) -> Result<()> {
    let today = context.today();
    let since = today.checked_sub_days(PERIOD).unwrap_or(today);
    let words = tallies::popular(context.database(), since, VISITORS_MIN, WORDS_MAX).await?;
    let words = words.into_iter().map(|(words, _)| words).filter(|words| words.chars().count() <= CHARS_MAX);
    context.state.popular.replace(words.collect());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::Popular;

    #[test]
    fn words_are_found_by_characters_pinyin_and_initials() {
        let popular = Popular::default();
        popular.replace(vec!["全钒液流电池".to_owned(), "全息投影".to_owned()]);
        assert_eq!(popular.beginning_with("全", 5), ["全钒液流电池", "全息投影"]);
        assert_eq!(popular.beginning_with("quanfanye", 5), ["全钒液流电池"]);
        assert_eq!(popular.beginning_with("qxty", 5), ["全息投影"]);
        assert!(popular.beginning_with("电池", 5).is_empty());
        assert_eq!(popular.beginning_with("全", 1).len(), 1);
    }
}
