//! The relevance scenarios of the product, asked with the words in use and with new ones: which answers change, and whether
//! what people expect still stands at the top. Each theme has its own small index in memory, for each side.

use super::dto::{ScenarioChangeOut, ScenariosOut};
use crate::error::Result;
use search_index::scenario::{self, Outcome, Scenario};
use search_index::{IndexError, IndexStore, Lexicon, Overlay};
use std::sync::{Arc, LazyLock};

/// Hits that are compared and shown.
const HITS_SHOWN: usize = 5;

static SCENARIOS: LazyLock<Vec<Scenario>> = LazyLock::new(|| {
    // a test of `search_index` reads all files
    scenario::built_in().inspect_err(|error| tracing::error!(%error, "no scenarios")).unwrap_or_default()
});

/// What all scenarios answer with some words.
pub struct Answers {
    overlay: Overlay,
    outcomes: Vec<Outcome>,
}

/// Runs all scenarios on both sides; `known` spares the side of the words in use, and comes back for the next time.
///
/// # Errors
/// An index in memory cannot be made or read.
pub fn compare(before: &Arc<Lexicon>, after: &Arc<Lexicon>, known: Option<Answers>) -> Result<(ScenariosOut, Answers)> {
    let known = known.filter(|answers| answers.overlay == *before.overlay());
    let (before, after) = ask_both(before, after, known).map_err(anyhow::Error::from)?;
    let outcomes = before.outcomes.iter().zip(&after);
    let changed =
        SCENARIOS.iter().zip(outcomes).filter_map(|(scenario, (before, after))| told(scenario, before, after));
    Ok((ScenariosOut { total: SCENARIOS.len(), changed: changed.collect() }, before))
}

/// Both sides at the same time: they share nothing.
fn ask_both(
    before: &Arc<Lexicon>,
    after: &Arc<Lexicon>,
    known: Option<Answers>,
) -> Result<(Answers, Vec<Outcome>), IndexError> {
    std::thread::scope(|scope| {
        let new = (!Arc::ptr_eq(before, after)).then(|| scope.spawn(|| ask(after)));
        let before = match known {
            Some(answers) => answers,
            None => Answers { overlay: before.overlay().clone(), outcomes: ask(before)? },
        };
        let after = match new {
            Some(asking) => asking.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))?,
            None => before.outcomes.clone(),
        };
        Ok((before, after))
    })
}

fn ask(lexicon: &Arc<Lexicon>) -> Result<Vec<Outcome>, IndexError> {
    let mut outcomes = Vec::with_capacity(SCENARIOS.len());
    for theme in SCENARIOS.chunk_by(Scenario::shares_documents) {
        let store = store(theme, lexicon)?;
        for scenario in theme {
            outcomes.push(scenario::run(scenario, &store)?);
        }
    }
    Ok(outcomes)
}

fn store(theme: &[Scenario], lexicon: &Arc<Lexicon>) -> Result<IndexStore, IndexError> {
    let listings = theme.first().map(|scenario| scenario.documents.as_ref().clone()).unwrap_or_default();
    IndexStore::in_memory(listings.into_iter(), lexicon.clone())
}

fn told(scenario: &Scenario, before: &Outcome, after: &Outcome) -> Option<ScenarioChangeOut> {
    let (held_before, holds_after) = (before.failures.is_empty(), after.failures.is_empty());
    let first = |outcome: &Outcome| outcome.first.iter().take(HITS_SHOWN).cloned().collect::<Vec<_>>();
    if first(before) == first(after) && held_before == holds_after {
        return None;
    }
    let title =
        |id: &String| scenario.documents.iter().find(|document| document.id == *id).map(|found| found.title.clone());
    let titles = |outcome: &Outcome| first(outcome).iter().filter_map(title).collect();
    Some(ScenarioChangeOut {
        theme: scenario.theme.clone(),
        name: scenario.name.clone(),
        query: scenario.query.clone(),
        before: titles(before),
        after: titles(after),
        held_before,
        holds_after,
    })
}
