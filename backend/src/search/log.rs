//! What is searched for, counted in memory: a request only adds to a map, `jobs::search_log` writes the map down.
//!
//! Invariants
//! - Words and counts leave this module, never who searched. Visitors are told apart by a hash whose key lives in memory
//!   for one day; one person counts once a day for the same words.
//! - Everything is bounded. What does not fit is not counted, which costs a statistic and never a search.

use chrono::{DateTime, NaiveDate, Utc};
use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, RandomState};
use std::sync::{Mutex, MutexGuard, PoisonError};
use unicode_normalization::UnicodeNormalization;

/// Longer words are cut: a pasted page is nobody else's question.
pub const WORDS_CHARS_MAX: usize = 100;
/// Different searches between two writes.
const WAITING_MAX: usize = 5_000;
/// Pairs of visitor and words that are told apart on one day.
const VISITORS_MAX: usize = 200_000;

/// What makes two searches the same; the key of a row.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TallyKey {
    pub day: NaiveDate,
    pub words: String,
    pub kind: String,
    pub field: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    pub searches: i32,
    pub visitors: i32,
    pub whole: i32,
    pub shown: i32,
    pub given_up: String,
    pub rescue: String,
    pub last_at: DateTime<Utc>,
}

impl Tally {
    /// Counts add up, the least and the most are kept, the words are those of the later one.
    fn merge(&mut self, later: Self) {
        self.searches = self.searches.saturating_add(later.searches);
        self.visitors = self.visitors.saturating_add(later.visitors);
        self.whole = self.whole.min(later.whole);
        self.shown = self.shown.max(later.shown);
        (self.given_up, self.rescue, self.last_at) = (later.given_up, later.rescue, later.last_at);
    }
}

/// One search as it was answered.
#[derive(Clone, Debug)]
pub struct Asked {
    pub at: DateTime<Utc>,
    /// In China.
    pub day: NaiveDate,
    pub words: String,
    pub kind: String,
    pub field: String,
    pub whole: u64,
    pub shown: u64,
    pub given_up: String,
    pub rescue: String,
    /// The person, or the address of an anonymous one.
    pub visitor: String,
}

/// The searches that are not written down yet.
#[derive(Default)]
pub struct SearchLog(Mutex<Inner>);

#[derive(Default)]
struct Inner {
    waiting: HashMap<TallyKey, Tally>,
    day: Option<NaiveDate>,
    salt: RandomState,
    visitors: HashSet<u64>,
}

impl SearchLog {
    /// Counts one search; without words there is nothing to count.
    pub fn note(&self, asked: Asked) {
        let words = folded(&asked.words);
        if words.is_empty() {
            return;
        }
        let mut inner = self.lock();
        let visitors = i32::from(inner.is_new_visitor(asked.day, &words, &asked.visitor));
        let key = TallyKey { day: asked.day, words, kind: asked.kind, field: asked.field };
        let count = |count: u64| i32::try_from(count).unwrap_or(i32::MAX);
        inner.add(
            key,
            Tally {
                searches: 1,
                visitors,
                whole: count(asked.whole),
                shown: count(asked.shown),
                given_up: asked.given_up,
                rescue: asked.rescue,
                last_at: asked.at,
            },
        );
    }

    /// Takes what waits to be written.
    pub fn take(&self) -> HashMap<TallyKey, Tally> {
        std::mem::take(&mut self.lock().waiting)
    }

    /// What could not be written waits again.
    pub fn give_back(&self, unwritten: HashMap<TallyKey, Tally>) {
        let mut inner = self.lock();
        let later = std::mem::take(&mut inner.waiting);
        for (key, tally) in unwritten.into_iter().chain(later) {
            inner.add(key, tally);
        }
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inner {
    fn is_new_visitor(&mut self, day: NaiveDate, words: &str, visitor: &str) -> bool {
        if self.day != Some(day) {
            (self.day, self.salt) = (Some(day), RandomState::new());
            self.visitors.clear();
        }
        let hash = self.salt.hash_one((words, visitor));
        self.visitors.len() < VISITORS_MAX && self.visitors.insert(hash)
    }

    fn add(&mut self, key: TallyKey, tally: Tally) {
        let is_full = self.waiting.len() >= WAITING_MAX;
        match self.waiting.get_mut(&key) {
            Some(earlier) => earlier.merge(tally),
            None if is_full => tracing::debug!("too many different searches at once, one is not counted"),
            None => drop(self.waiting.insert(key, tally)),
        }
    }
}

/// The words as they are counted: one width, one case, single spaces, nothing invisible.
#[must_use]
pub fn folded(words: &str) -> String {
    let cut: String = words.trim_start().chars().take(WORDS_CHARS_MAX * 2).collect();
    let plain = cut.nfkc().flat_map(char::to_lowercase).map(|one| if one.is_whitespace() { ' ' } else { one });
    let visible: String = plain.filter(|one| !is_invisible(*one)).collect();
    let words = visible.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    words.chars().take(WORDS_CHARS_MAX).collect::<String>().trim_end().to_owned()
}

fn is_invisible(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::{Asked, SearchLog, WAITING_MAX, folded};
    use chrono::{DateTime, NaiveDate};

    fn asked(words: &str, visitor: &str, day: u32) -> Asked {
        Asked {
            at: DateTime::from_timestamp(1_800_000_000, 0).expect("a time"),
            day: NaiveDate::from_ymd_opt(2026, 11, day).expect("a day"),
            words: words.to_owned(),
            kind: String::new(),
            field: "10".to_owned(),
            whole: 3,
            shown: 3,
            given_up: String::new(),
            rescue: String::new(),
            visitor: visitor.to_owned(),
        }
    }

    #[test]
    fn spellings_of_the_same_words_are_one_search() {
        assert_eq!(folded("  ５Ｇ－V2X\u{200b}　 模块 "), "5g-v2x 模块");
        assert_eq!(folded("\u{200b}\n\t"), "");
        assert_eq!(folded(&"防".repeat(500)).chars().count(), 100);
    }

    #[test]
    fn a_visitor_counts_once_a_day_for_the_same_words() {
        let log = SearchLog::default();
        for (visitor, day) in [("李", 20), ("李", 20), ("王", 20), ("李", 21)] {
            log.note(asked("车门", visitor, day));
        }
        let mut counted: Vec<_> = log.take().into_iter().map(|(key, tally)| (key.day, tally)).collect();
        counted.sort_by_key(|(day, _)| *day);
        let counts: Vec<_> = counted.iter().map(|(_, tally)| (tally.searches, tally.visitors)).collect();
        assert_eq!(counts, [(3, 2), (1, 1)]);
        assert!(log.take().is_empty());
    }

    #[test]
    fn what_could_not_be_written_is_counted_with_what_came_since() {
        let log = SearchLog::default();
        log.note(asked("车门", "李", 20));
        let unwritten = log.take();
        log.note(Asked { whole: 0, rescue: "车间".to_owned(), ..asked("车门", "王", 20) });
        log.give_back(unwritten);
        let tallies: Vec<_> = log.take().into_values().collect();
        assert_eq!(tallies.len(), 1);
        assert_eq!((tallies[0].searches, tallies[0].whole, tallies[0].rescue.as_str()), (2, 0, "车间"));
    }

    #[test]
    fn the_map_does_not_grow_without_end() {
        let log = SearchLog::default();
        for number in 0..WAITING_MAX + 10 {
            log.note(asked(&number.to_string(), "李", 20));
        }
        log.note(asked("0", "王", 20));
        let tallies = log.take();
        assert_eq!(tallies.len(), WAITING_MAX);
        assert_eq!(tallies.values().map(|tally| tally.searches).max(), Some(2), "what is known is still counted");
    }
}
