//! Shapes of the dictionary desk.

use super::change::{DictionaryChange, WordList};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// What going over to a version asks of an index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum WordsChange {
    /// Nothing: these words are in use.
    None,
    /// Queries are read differently; in use within seconds.
    QueryOnly,
    /// Texts are cut differently; every listing is indexed anew beside the index in use.
    Analysis,
}

impl From<search_index::WordsChange> for WordsChange {
    fn from(change: search_index::WordsChange) -> Self {
        match change {
            search_index::WordsChange::None => Self::None,
            search_index::WordsChange::QueryOnly => Self::QueryOnly,
            search_index::WordsChange::Analysis => Self::Analysis,
        }
    }
}

/// The version in force, and whether this node searches with it yet.
#[derive(Debug, Serialize, ToSchema)]
pub struct DictionaryOut {
    /// 0 for the built-in lists alone.
    pub version: i64,
    pub saved_at: Option<DateTime<Utc>>,
    pub author: Option<String>,
    pub note: Option<String>,
    /// What this node has still to do before it searches with this version.
    pub pending: WordsChange,
    pub lists: Vec<ListOut>,
    pub limits: DictionaryLimitsOut,
}

/// Sizes of one list.
#[derive(Debug, Serialize, ToSchema)]
pub struct ListOut {
    pub list: WordList,
    /// Built-in entries, without those taken out.
    pub built_in: usize,
    pub own: usize,
    /// Built-in entries taken out.
    pub removed: usize,
    pub own_max: usize,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct DictionaryLimitsOut {
    pub word_characters_max: usize,
    pub rule_words_max: usize,
    pub preview_texts_max: usize,
    pub preview_text_characters_max: usize,
}

/// Where an entry comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum EntryOrigin {
    /// Added here.
    Own,
    BuiltIn,
    /// Built in, and taken out here.
    Removed,
}

#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct EntryFilter {
    pub list: WordList,
    /// A part of the entry; Traditional and full-width forms are found too.
    pub q: Option<String>,
    pub origin: Option<EntryOrigin>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct EntryOut {
    pub text: String,
    pub origin: EntryOrigin,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DictionaryVersionIn {
    /// The version on the screen; when somebody saved meanwhile the answer is `stale_version`.
    pub base_version: i64,
    /// What was changed and why.
    pub note: String,
    pub change: DictionaryChange,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DictionaryRestoreIn {
    pub base_version: i64,
    /// The version whose words come back; 0 for the built-in lists alone.
    pub number: i64,
    #[serde(default)]
    pub note: String,
}

/// A saved version with what it changed of the one before.
#[derive(Debug, Serialize, ToSchema)]
pub struct DictionaryVersionOut {
    pub number: i64,
    pub note: String,
    pub author: String,
    pub restored_from: Option<i64>,
    pub created_at: DateTime<Utc>,
    /// Only lists that changed.
    pub changes: Vec<ListDifferenceOut>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct ListDifferenceOut {
    pub list: WordList,
    pub added_count: usize,
    pub removed_count: usize,
    /// The first of them.
    pub added: Vec<String>,
    pub removed: Vec<String>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PreviewIn {
    pub base_version: i64,
    pub change: DictionaryChange,
    /// Texts to cut; without any, titles of listings that hold the changed words.
    #[serde(default)]
    pub texts: Vec<String>,
}

/// What a change would do.
#[derive(Debug, Serialize, ToSchema)]
pub struct PreviewOut {
    /// What is left of the change: entries that were there already are gone.
    pub changes: Vec<ListDifferenceOut>,
    pub words_change: WordsChange,
    /// How long the last indexing of all listings took on this node, if there was one since it started.
    pub last_rebuild_seconds: Option<f64>,
    pub cuts: Vec<CutPreviewOut>,
    pub words: Vec<WordPreviewOut>,
    pub scenarios: ScenariosOut,
}

/// How one text is cut with the words in use and with the new ones.
#[derive(Debug, Serialize, ToSchema)]
pub struct CutPreviewOut {
    pub text: String,
    pub before: Vec<CutOut>,
    pub after: Vec<CutOut>,
    pub changed: bool,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct CutOut {
    /// As the text has it.
    pub text: String,
    /// Shorter words inside it that are found too.
    pub inner: Vec<String>,
    pub stop: bool,
    pub synonyms: Vec<String>,
    /// The other side cuts or widens it differently.
    pub changed: bool,
}

/// A word of the change and the listings that hold it letter by letter.
#[derive(Debug, Serialize, ToSchema)]
pub struct WordPreviewOut {
    pub text: String,
    pub listings: u64,
}

/// The relevance scenarios of the product, run with the words in use and with the new ones.
#[derive(Debug, Default, Serialize, ToSchema)]
pub struct ScenariosOut {
    pub total: usize,
    /// Those whose first hits differ or that hold on one side only.
    pub changed: Vec<ScenarioChangeOut>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ScenarioChangeOut {
    pub theme: String,
    pub name: String,
    pub query: String,
    /// Titles of the first hits.
    pub before: Vec<String>,
    pub after: Vec<String>,
    pub held_before: bool,
    pub holds_after: bool,
}

/// Where a proposal comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ProposalSource {
    /// Words of published listings that the dictionary does not know.
    Listings,
    /// Words of searches that no listing answered.
    Searches,
}

#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct ProposalFilter {
    pub source: Option<ProposalSource>,
    /// True for those that were set aside.
    pub ignored: bool,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ProposalOut {
    pub text: String,
    pub source: ProposalSource,
    /// How often it comes in listings, or was searched for.
    pub count: u64,
    /// Listings that hold it, or visitors that searched for it.
    pub spread: u64,
    /// A piece of a listing, or the whole search.
    pub example: String,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct IgnoredWordIn {
    pub text: String,
    /// False takes it back.
    pub ignored: bool,
}
