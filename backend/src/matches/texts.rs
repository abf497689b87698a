//! The texts of both sides with their fields, and the telling words that meet in both, with their places.
//! Of a confidential listing only the abstract takes part: reasons must not tell what may not be read.

use entity::enums::Visibility;
use entity::{achievement, demand};
use search_index::{IndexStore, SharedText};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Words shown as a reason.
const TERMS_MAX: usize = 12;

/// The text of a listing, cut into words, knowing which characters came from which field.
pub struct FieldTexts {
    fields: Vec<(&'static str, usize, usize)>,
    text: SharedText,
}

impl FieldTexts {
    fn new(index: &IndexStore, parts: Vec<(&'static str, String)>) -> Self {
        let (mut fields, mut text, mut position) = (Vec::new(), String::new(), 0);
        for (name, part) in parts {
            let length = part.chars().count();
            fields.push((name, position, position + length));
            text.push_str(&part);
            text.push('\n');
            position += length + 1;
        }
        Self { fields, text: index.shared_text(&text) }
    }

    /// The place of a span of the whole text within its field.
    fn place(&self, (start, end): (usize, usize)) -> Option<Place> {
        let (field, from, _) = self.fields.iter().find(|(_, from, to)| *from <= start && end <= *to)?;
        Some(Place { field: (*field).to_owned(), start: start - from, end: end - from })
    }
}

/// Where a word stands: field, first character, character after the last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Place {
    pub field: String,
    pub start: usize,
    pub end: usize,
}

/// A telling word that both texts have.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SharedTerm {
    pub term: String,
    pub weight: f32,
    pub demand: Vec<Place>,
    pub achievement: Vec<Place>,
}

#[must_use]
pub fn of_demand(index: &IndexStore, row: &demand::Model) -> FieldTexts {
    let mut parts = vec![("title", row.title.clone()), ("summary", row.summary.clone())];
    parts.push(("keywords", row.keywords.0.join(" ")));
    if row.visibility != Visibility::Confidential {
        parts.extend([
            ("problem", row.problem.clone()),
            ("key_technology", row.key_technology.clone()),
            ("target", row.target.clone()),
        ]);
    }
    FieldTexts::new(index, parts)
}

#[must_use]
pub fn of_achievement(index: &IndexStore, row: &achievement::Model) -> FieldTexts {
    let mut parts = vec![("title", row.title.clone()), ("summary", row.summary.clone())];
    parts.push(("keywords", row.keywords.0.join(" ")));
    if row.visibility != Visibility::Confidential {
        parts.extend([
            ("application", row.application.clone()),
            ("problem", row.problem.clone()),
            ("advantage", row.advantage.clone()),
            ("description", row.description.clone()),
        ]);
    }
    FieldTexts::new(index, parts)
}

/// The telling words of both, the heaviest first.
#[must_use]
pub fn shared(index: &IndexStore, demand: &FieldTexts, achievement: &FieldTexts) -> Vec<SharedTerm> {
    let mut terms: Vec<SharedTerm> = index
        .shared_terms(&demand.text, &achievement.text)
        .into_iter()
        .map(|term| SharedTerm {
            term: term.term,
            weight: term.weight,
            demand: term.left.into_iter().filter_map(|span| demand.place(span)).collect(),
            achievement: term.right.into_iter().filter_map(|span| achievement.place(span)).collect(),
        })
        .filter(|term| !term.demand.is_empty() && !term.achievement.is_empty())
        .collect();
    terms.sort_by(|left, right| right.weight.total_cmp(&left.weight));
    terms.truncate(TERMS_MAX);
    terms
}
