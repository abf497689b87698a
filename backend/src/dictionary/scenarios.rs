//! The relevance scenarios of the product, asked with the words in use and with new ones: which answers change, and whether
//! what people expect still stands at the top. Each theme has its own small index in memory, for each side.

use super::dto::{ScenarioChangeOut, ScenariosOut};
use crate::error::Result;
use search_index::scenario::{self, Outcome, Scenario};
use search_index::{IndexError, IndexStore, Lexicon};
use std::sync::{Arc, LazyLock};

/// Hits that are compared and shown.
const HITS_SHOWN: usize = 5;

static SCENARIOS: LazyLock<Vec<Scenario>> = LazyLock::new(|| {
    // a test of `search_index` reads all files
    scenario::built_in().inspect_err(|error| tracing::error!(%error, "no scenarios")).unwrap_or_default()
});

/// Runs all scenarios on both sides.
///
/// # Errors
/// An index in memory cannot be made or read.
pub fn compare(before: &Arc<Lexicon>, after: &Arc<Lexicon>) -> Result<ScenariosOut> {
    let changed = compare_all(before, after).map_err(anyhow::Error::from)?;
    Ok(ScenariosOut { total: SCENARIOS.len(), changed })
}

fn compare_all(before: &Arc<Lexicon>, after: &Arc<Lexicon>) -> Result<Vec<ScenarioChangeOut>, IndexError> {
    let mut changed = Vec::new();
    if Arc::ptr_eq(before, after) {
        return Ok(changed);
    }
    for theme in SCENARIOS.chunk_by(Scenario::shares_documents) {
        let stores = (store(theme, before)?, store(theme, after)?);
        for scenario in theme {
            let outcomes = (scenario::run(scenario, &stores.0)?, scenario::run(scenario, &stores.1)?);
            changed.extend(told(scenario, &outcomes.0, &outcomes.1));
        }
    }
    Ok(changed)
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
