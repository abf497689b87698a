//! Relevance scenarios: a question, the listings it is asked of, and what a demanding person expects to see.
//!
//! The files lie in `tests/scenarios`, one a theme, and are compiled in, so that the dictionary desk can say which answers a
//! new word changes. All scenarios of a file are asked of the same listings: the right one has to stand out among others of
//! its field.
//!
//! ```toml
//! theme = "轨道交通"
//! document = [
//!     # id and title are needed; kind, number, summary, keywords, body, organization, field, region, trl, price_low_fen,
//!     # price_high_fen and published_at may follow
//!     { id = "door", title = "列车触摸屏控制器及塞拉门控制系统", keywords = ["塞拉门"] },
//! ]
//!
//! [[scenario]]
//! name = "打错一个同音字"
//! query = "塞啦门"
//! # what is expected; each is optional, but one must be there
//! top = ["door"]        # stand first, in this order
//! first_any = ["door"]  # one of them stands first
//! found = ["door"]      # all stand on the first screen
//! found_any = ["door"]  # one of them does
//! reaches = ["door"]    # all do, there or on the first screen of what 你是不是要找 offers
//! absent = ["seat"]     # not found at all
//! rescue = "塞拉门"      # what 你是不是要找 offers
//! relaxed = false       # whether words were given up
//! filters = { kinds = ["achievement"], fields = [], regions = [], trl_min = 6, trl_max = 9,
//!             price_max_fen = 100, published_from = 0 }
//! ```

use std::str::FromStr;
use std::sync::Arc;

use serde::Deserialize;

use crate::document::{Audience, ListingDocument, ListingKind};
use crate::error::IndexError;
use crate::request::{Filters, SearchRequest, SearchResponse, Sort, Viewer};
use crate::store::IndexStore;

/// Hits that a person sees without scrolling.
const FIRST_SCREEN: usize = 10;
/// Enough to see that a listing is absent.
const ALL: usize = 100;
/// The clock of the scenarios: 2026-01-01. Listings without a date were published a month before.
const NOW: i64 = 1_767_225_600;
const PUBLISHED: i64 = NOW - 30 * 86_400;

/// The files, by theme.
const FILES: [&str; 10] = [
    include_str!("../../tests/scenarios/rail.toml"),
    include_str!("../../tests/scenarios/storage.toml"),
    include_str!("../../tests/scenarios/materials.toml"),
    include_str!("../../tests/scenarios/marine.toml"),
    include_str!("../../tests/scenarios/biomass.toml"),
    include_str!("../../tests/scenarios/electronics.toml"),
    include_str!("../../tests/scenarios/manufacturing.toml"),
    include_str!("../../tests/scenarios/environment.toml"),
    include_str!("../../tests/scenarios/medicine.toml"),
    include_str!("../../tests/scenarios/forms.toml"),
];

/// A question with its listings; scenarios of one file share theirs (the same `Arc`).
#[derive(Debug, Clone)]
pub struct Scenario {
    pub theme: String,
    pub name: String,
    pub query: String,
    pub filters: Filters,
    pub documents: Arc<Vec<ListingDocument>>,
    expected: Expected,
}

/// What came: the first screen, and every expectation that was not met, in words.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    pub first: Vec<String>,
    pub rescue: Option<String>,
    pub failures: Vec<String>,
}

/// Why a scenario file cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ScenarioError {
    #[error("not a scenario file: {0}")]
    Syntax(#[from] toml::de::Error),
    #[error("scenario “{scenario}”: no listing {id}")]
    UnknownListing { scenario: String, id: String },
    #[error("scenario “{scenario}” expects nothing")]
    ExpectsNothing { scenario: String },
    #[error("no kind of listing: {0}")]
    UnknownKind(String),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    theme: String,
    document: Vec<DocumentRow>,
    #[serde(rename = "scenario")]
    scenarios: Vec<ScenarioRow>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DocumentRow {
    id: String,
    title: String,
    #[serde(default = "achievement")]
    kind: String,
    #[serde(default)]
    number: String,
    #[serde(default)]
    summary: String,
    #[serde(default)]
    keywords: Vec<String>,
    #[serde(default)]
    body: String,
    #[serde(default)]
    organization: String,
    #[serde(default)]
    field: String,
    #[serde(default)]
    region: String,
    trl: Option<u8>,
    price_low_fen: Option<i64>,
    price_high_fen: Option<i64>,
    published_at: Option<i64>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ScenarioRow {
    name: String,
    query: String,
    #[serde(default)]
    filters: FiltersRow,
    #[serde(default)]
    top: Vec<String>,
    #[serde(default)]
    first_any: Vec<String>,
    #[serde(default)]
    found: Vec<String>,
    #[serde(default)]
    found_any: Vec<String>,
    #[serde(default)]
    reaches: Vec<String>,
    #[serde(default)]
    absent: Vec<String>,
    rescue: Option<String>,
    relaxed: Option<bool>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct FiltersRow {
    kinds: Vec<String>,
    fields: Vec<String>,
    regions: Vec<String>,
    trl_min: Option<u8>,
    trl_max: Option<u8>,
    price_max_fen: Option<i64>,
    published_from: Option<i64>,
}

#[derive(Debug, Clone, Default, PartialEq)]
struct Expected {
    top: Vec<String>,
    first_any: Vec<String>,
    found: Vec<String>,
    found_any: Vec<String>,
    reaches: Vec<String>,
    absent: Vec<String>,
    rescue: Option<String>,
    relaxed: Option<bool>,
}

impl Scenario {
    /// True when both ask the same listings, so that one store will do.
    #[must_use]
    pub fn shares_documents(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.documents, &other.documents)
    }
}

fn achievement() -> String {
    ListingKind::Achievement.as_str().to_owned()
}

/// The scenarios that are compiled in.
///
/// # Errors
/// A file is not well-formed; a test excludes it.
pub fn built_in() -> Result<Vec<Scenario>, ScenarioError> {
    let mut scenarios = Vec::new();
    for file in FILES {
        scenarios.extend(parse(file)?);
    }
    Ok(scenarios)
}

/// Reads a scenario file.
///
/// # Errors
/// It is no TOML of this shape, or expects a listing that it does not have.
pub fn parse(file: &str) -> Result<Vec<Scenario>, ScenarioError> {
    let file: File = toml::from_str(file)?;
    let documents = file.document.into_iter().map(document).collect::<Result<Vec<_>, _>>()?;
    let documents = Arc::new(documents);
    let scenario = |row: ScenarioRow| {
        let expected = Expected {
            top: row.top,
            first_any: row.first_any,
            found: row.found,
            found_any: row.found_any,
            reaches: row.reaches,
            absent: row.absent,
            rescue: row.rescue,
            relaxed: row.relaxed,
        };
        check(&row.name, &expected, &documents)?;
        Ok(Scenario {
            theme: file.theme.clone(),
            filters: filters(row.filters)?,
            name: row.name,
            query: row.query,
            documents: documents.clone(),
            expected,
        })
    };
    file.scenarios.into_iter().map(scenario).collect()
}

fn check(scenario: &str, expected: &Expected, documents: &[ListingDocument]) -> Result<(), ScenarioError> {
    let named =
        [&expected.top, &expected.first_any, &expected.found, &expected.found_any, &expected.reaches, &expected.absent];
    for id in named.into_iter().flatten() {
        if !documents.iter().any(|document| document.id == *id) {
            return Err(ScenarioError::UnknownListing { scenario: scenario.to_owned(), id: id.clone() });
        }
    }
    if *expected == Expected::default() {
        return Err(ScenarioError::ExpectsNothing { scenario: scenario.to_owned() });
    }
    Ok(())
}

fn kind(name: &str) -> Result<ListingKind, ScenarioError> {
    ListingKind::from_str(name).map_err(|_| ScenarioError::UnknownKind(name.to_owned()))
}

fn document(row: DocumentRow) -> Result<ListingDocument, ScenarioError> {
    let published_at = row.published_at.unwrap_or(PUBLISHED);
    Ok(ListingDocument {
        kind: kind(&row.kind)?,
        number: row.number,
        title: row.title,
        summary: row.summary,
        keywords: row.keywords,
        body: row.body,
        organization: row.organization,
        field: row.field,
        industry: String::new(),
        region: row.region,
        trl: row.trl,
        modes: Vec::new(),
        price_low_fen: row.price_low_fen,
        price_high_fen: row.price_high_fen,
        audience: Audience::Public,
        allowed_organizations: Vec::new(),
        excluded_organizations: Vec::new(),
        published_at,
        updated_at: published_at,
        verified: true,
        completeness: 80,
        id: row.id,
    })
}

fn filters(row: FiltersRow) -> Result<Filters, ScenarioError> {
    Ok(Filters {
        kinds: row.kinds.iter().map(|name| kind(name)).collect::<Result<_, _>>()?,
        fields: row.fields,
        regions: row.regions,
        trl_min: row.trl_min,
        trl_max: row.trl_max,
        price_max_fen: row.price_max_fen,
        published_from: row.published_from,
        ..Filters::default()
    })
}

/// Asks the question of a store that holds the scenario's listings.
///
/// # Errors
/// The index cannot be read.
pub fn run(scenario: &Scenario, store: &IndexStore) -> Result<Outcome, IndexError> {
    let answer = store.search(&request(&scenario.query, &scenario.filters))?;
    let found = ids(&answer);
    let offered = match &answer.rescue {
        Some(words) if !scenario.expected.reaches.is_empty() => ids(&store.search(&request(words, &scenario.filters))?),
        _ => Vec::new(),
    };
    let mut failures = Vec::new();
    order_failures(&scenario.expected, &found, &mut failures);
    presence_failures(&scenario.expected, &found, &offered, &mut failures);
    answer_failures(&scenario.expected, &answer, &mut failures);
    Ok(Outcome { first: found.into_iter().take(FIRST_SCREEN).collect(), rescue: answer.rescue, failures })
}

fn request(words: &str, filters: &Filters) -> SearchRequest {
    SearchRequest {
        words: words.to_owned(),
        viewer: Viewer::Anonymous,
        filters: filters.clone(),
        sort: Sort::Relevance,
        offset: 0,
        limit: ALL,
        facets: Vec::new(),
        after: None,
        explain: false,
        now: NOW,
    }
}

fn ids(answer: &SearchResponse) -> Vec<String> {
    answer.hits.iter().map(|hit| hit.id.clone()).collect()
}

fn order_failures(expected: &Expected, found: &[String], failures: &mut Vec<String>) {
    if !found.starts_with(&expected.top) {
        failures.push(format!("should begin with {}", expected.top.join(", ")));
    }
    let first_fits = found.first().is_some_and(|first| expected.first_any.contains(first));
    if !expected.first_any.is_empty() && !first_fits {
        failures.push(format!("one of {} should stand first", expected.first_any.join(", ")));
    }
}

fn presence_failures(expected: &Expected, found: &[String], offered: &[String], failures: &mut Vec<String>) {
    let screen = |list: &[String], id: &String| list.iter().take(FIRST_SCREEN).any(|one| one == id);
    let missing = expected.found.iter().filter(|id| !screen(found, id));
    failures.extend(missing.map(|id| format!("{id} is not on the first screen")));
    if !expected.found_any.is_empty() && !expected.found_any.iter().any(|id| screen(found, id)) {
        failures.push(format!("none of {} is on the first screen", expected.found_any.join(", ")));
    }
    let unreached = expected.reaches.iter().filter(|id| !screen(found, id) && !screen(offered, id));
    failures.extend(unreached.map(|id| format!("{id} is not reached, not even through the offered words")));
    let unwanted = expected.absent.iter().filter(|id| found.contains(id));
    failures.extend(unwanted.map(|id| format!("{id} should not be found")));
}

fn answer_failures(expected: &Expected, answer: &SearchResponse, failures: &mut Vec<String>) {
    if expected.rescue.is_some() && expected.rescue != answer.rescue {
        let wanted = expected.rescue.as_deref().unwrap_or_default();
        failures.push(format!("should offer {wanted}, offers {}", answer.rescue.as_deref().unwrap_or("nothing")));
    }
    if let Some(relaxed) = expected.relaxed.filter(|&relaxed| relaxed != answer.relaxation.is_some()) {
        failures.push(format!("words given up: expected {relaxed}"));
    }
}
