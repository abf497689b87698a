//! The forms of the workbench that the words of a search open.

use crate::search::dto::SearchQuery;
use crate::site::address::Address;

/// Longest title of a demand.
const TITLE_CHARS_MAX: usize = 100;

/// The demand form with the words as its title and its problem.
pub fn demand_form(words: &str) -> String {
    let title: String = words.chars().take(TITLE_CHARS_MAX).collect();
    Address::new("/app/demands/new").with("title", title).with("problem", words).href()
}

/// The form that keeps this search. Days are left out: it looks at what comes.
pub fn standing_search_form(search: &SearchQuery) -> String {
    let number = |number: Option<String>| number.unwrap_or_default();
    Address::new("/app/standing-searches/new")
        .with("q", search.q.as_str())
        .with_all("kind", &search.kind)
        .with_all("field", &search.field)
        .with_all("industry", &search.industry)
        .with_all("region", &search.region)
        .with("trl_min", number(search.trl_min.map(|level| level.to_string())))
        .with("trl_max", number(search.trl_max.map(|level| level.to_string())))
        .with_all("mode", &search.mode)
        .with_all("price_band", &search.price_band)
        .with("price_min_fen", number(search.price_min_fen.map(|fen| fen.to_string())))
        .with("price_max_fen", number(search.price_max_fen.map(|fen| fen.to_string())))
        .href()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_forms_take_the_words_along() {
        assert_eq!(demand_form(""), "/app/demands/new");
        assert_eq!(demand_form("防水"), "/app/demands/new?title=%E9%98%B2%E6%B0%B4&problem=%E9%98%B2%E6%B0%B4");
        let search = SearchQuery { q: "a".into(), field: vec!["10".into(), "03".into()], ..SearchQuery::default() };
        assert_eq!(standing_search_form(&search), "/app/standing-searches/new?q=a&field=10&field=03");
    }
}
