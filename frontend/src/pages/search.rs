//! `/search`: both lists in one search, with facets.

use askama::Template;

use crate::head::Head;
use crate::layout::Layout;
use crate::view::{CountLink, FacetOption, Link, ListingCard, Paging};

/// Options of a facet that show at once; the others open on request.
const FACET_OPTIONS_SHOWN: usize = 6;

#[derive(Clone, Debug, Default, Template)]
#[template(path = "page/search.html")]
pub struct SearchPage {
    pub layout: Layout,
    /// Path and query of this very result list in their canonical order.
    pub canonical_path: String,
    pub query: String,
    pub total: u64,
    /// Set when the query was cut to its longest allowed length: the part that was searched.
    pub searched_part: Option<String>,
    /// The index is being built: this is only a part of what fits.
    pub index_incomplete: bool,
    /// What was probably meant, with the same filters.
    pub rescue: Option<Link>,
    /// Says which words the shown listings need not have.
    pub relaxation: Option<String>,
    pub sorts: Vec<FacetOption>,
    /// Filters in force that the search form has to keep.
    pub hidden_fields: Vec<HiddenField>,
    pub active_filters: Vec<ActiveFilter>,
    /// Address without any filter.
    pub clear_href: String,
    pub facets: Vec<Facet>,
    pub ranges: Ranges,
    pub hits: Vec<ListingCard>,
    pub paging: Paging,
    /// Ways on from a thin or empty result: the same search with one filter less, and what it would find.
    pub relaxations: Vec<CountLink>,
    /// Opens the demand form with the query filled in.
    pub post_demand_href: String,
    /// Keeps this search for the person, after a login where one is needed.
    pub subscribe_href: String,
}

/// The filters from … to, as one form that works without a script.
#[derive(Clone, Debug, Default)]
pub struct Ranges {
    /// What the form has to keep: the words and the other filters.
    pub hidden_fields: Vec<HiddenField>,
    /// TRL 1 to 9, the chosen one marked.
    pub lowest_levels: Vec<LevelOption>,
    pub highest_levels: Vec<LevelOption>,
    /// In 万元, as typed.
    pub lowest_price: String,
    pub highest_price: String,
    /// Days, 2026-11-21.
    pub first_day: String,
    pub last_day: String,
    /// 近 7 天 …
    pub recent: Vec<FacetOption>,
    /// The form was used, so it stands open.
    pub in_use: bool,
}

#[derive(Clone, Debug, Default)]
pub struct LevelOption {
    pub level: u8,
    pub label: String,
    pub selected: bool,
}

#[derive(Clone, Debug, Default)]
pub struct HiddenField {
    pub name: String,
    pub value: String,
}

#[derive(Clone, Debug, Default)]
pub struct ActiveFilter {
    /// Name of the facet, such as "技术领域".
    pub facet: String,
    pub value: String,
    pub remove_href: String,
}

#[derive(Clone, Debug, Default)]
pub struct Facet {
    pub title: String,
    pub options: Vec<FacetOption>,
}

impl Facet {
    pub fn shown(&self) -> &[FacetOption] {
        &self.options[..self.options.len().min(FACET_OPTIONS_SHOWN)]
    }

    pub fn folded(&self) -> &[FacetOption] {
        &self.options[self.options.len().min(FACET_OPTIONS_SHOWN)..]
    }

    /// A selected option must never be hidden.
    pub fn unfolded(&self) -> bool {
        self.folded().iter().any(|option| option.selected)
    }
}

impl SearchPage {
    pub fn head(&self) -> Head {
        let (title, description) = if self.query.is_empty() {
            (
                "检索成果与需求".to_owned(),
                "按技术领域、行业、地区、成熟度、转化方式和价格检索科技成果与技术需求。".to_owned(),
            )
        } else {
            (format!("{} 的检索结果", self.query), format!("与“{}”有关的科技成果与技术需求。", self.query))
        };
        let head = Head::new(&self.layout, &self.canonical_path, &title, &description).with_own_search_box();
        // Result lists are endless in number; what they list has its own pages in the sitemap.
        if self.query.is_empty() && self.active_filters.is_empty() { head } else { head.hidden_from_search_engines() }
    }
}

#[cfg(test)]
mod tests {
    use super::Facet;
    use crate::view::FacetOption;

    fn facet(selected: usize) -> Facet {
        let option = |index| FacetOption { selected: index == selected, ..FacetOption::default() };
        Facet { title: "行业".into(), options: (0..9).map(option).collect() }
    }

    #[test]
    fn long_facets_fold_but_never_hide_a_selection() {
        assert_eq!((facet(0).shown().len(), facet(0).folded().len()), (6, 3));
        assert!(!facet(0).unfolded());
        assert!(facet(8).unfolded());
    }
}
