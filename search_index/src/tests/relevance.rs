//! All relevance scenarios; a run reports every one that fails, not only the first.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::scenario::{Outcome, Scenario, built_in, run};
use crate::{IndexStore, Lexicon};

/// The issue asks for so many at least.
const FEWEST: usize = 120;

fn store_of(scenario: &Scenario) -> IndexStore {
    let listings = scenario.documents.iter().cloned();
    IndexStore::in_memory(listings, Lexicon::shared_built_in()).expect("a store")
}

#[test]
fn every_scenario_finds_what_a_person_expects() {
    let scenarios = built_in().expect("scenarios");
    assert!(scenarios.len() >= FEWEST, "{} scenarios", scenarios.len());
    let mut failed = Vec::new();
    let mut store: Option<(&Scenario, IndexStore)> = None;
    for scenario in &scenarios {
        if store.as_ref().is_none_or(|(first, _)| !first.shares_documents(scenario)) {
            store = Some((scenario, store_of(scenario)));
        }
        let Some((_, store)) = &store else { continue };
        // a question that breaks the engine must not hide the others
        let outcome =
            catch_unwind(AssertUnwindSafe(|| run(scenario, store).expect("an answer"))).unwrap_or_else(|_| Outcome {
                first: Vec::new(),
                rescue: None,
                failures: vec!["the engine panics".to_owned()],
            });
        if !outcome.failures.is_empty() {
            let (theme, name, query) = (&scenario.theme, &scenario.name, &scenario.query);
            let query: String = query.chars().take(60).collect();
            let came = outcome.first.join(" ");
            let why = outcome.failures.join("; ");
            failed.push(format!("{theme} · {name}\n    asked: {query}\n    {why}\n    came: {came}"));
        }
    }
    assert!(failed.is_empty(), "{} of {} scenarios fail:\n{}", failed.len(), scenarios.len(), failed.join("\n"));
}
