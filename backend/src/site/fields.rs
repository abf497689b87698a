//! `/fields`, `/fields/{code}`, `/industries`, `/industries/{code}`: the two classifications, and what stands in a class.

use super::address::Address;
use super::layout::Visitor;
use super::store::{self, Counts};
use super::{cards, labels};
use crate::error::{Error, Result};
use crate::http::{Path, Query};
use crate::search::dto::{SearchOut, SearchQuery, SearchSort};
use crate::search::service;
use axum::response::Response;
use entity::enums::ListingKind;
use frontend::pages::field::{Classification, FieldEntry};
use frontend::pages::{FieldListPage, FieldPage};
use frontend::view::{CountLink, FacetOption, Link, Paging};
use serde::Deserialize;
use std::collections::BTreeMap;

const ROWS_OF_A_PAGE: usize = 20;
/// Pages that can be reached; beyond that the search must be narrowed.
const PAGES_MAX: u64 = 500;
/// Lengths of GB/T 4754 codes from the section down to the class.
const INDUSTRY_LENGTHS: [usize; 4] = [1, 3, 4, 5];

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ClassQuery {
    kind: Option<ListingKind>,
    page: Option<u64>,
}

impl ClassQuery {
    fn page(&self) -> u64 {
        self.page.unwrap_or(1).clamp(1, PAGES_MAX)
    }
}

/// One class of one of the two classifications.
struct Class {
    classification: Classification,
    code: String,
    name: String,
}

pub async fn list_fields(visitor: Visitor) -> Result<Response> {
    let counts = store::by_field(&visitor.context).await?;
    let of = |code: &str| counts.get(code).copied().unwrap_or_default();
    let fields = seeds::reference().fields.iter();
    let entries =
        fields.map(|field| entry(Classification::Field, &field.code, &field.label, of(&field.code))).collect();
    list(&visitor, Classification::Field, entries)
}

/// All sections, and the divisions in which something stands.
pub async fn list_industries(visitor: Visitor) -> Result<Response> {
    let counts = store::by_industry(&visitor.context).await?;
    let industries = seeds::reference().industries.iter().filter(|industry| industry.code.len() <= 3);
    let entries = industries
        .map(|industry| (industry, below(&counts, &industry.code)))
        .filter(|(industry, counts)| industry.code.len() == 1 || counts.total() > 0)
        .map(|(industry, counts)| entry(Classification::Industry, &industry.code, &industry.name, counts))
        .collect();
    list(&visitor, Classification::Industry, entries)
}

fn list(visitor: &Visitor, classification: Classification, entries: Vec<FieldEntry>) -> Result<Response> {
    visitor.answer(&FieldListPage { layout: visitor.layout.clone(), classification, entries })
}

/// What stands in a class and all classes below it.
fn below(counts: &BTreeMap<String, Counts>, code: &str) -> Counts {
    let within = counts.range(code.to_owned()..).take_while(|(other, _)| other.starts_with(code));
    within.fold(Counts::default(), |sum, (_, counts)| Counts {
        achievements: sum.achievements + counts.achievements,
        demands: sum.demands + counts.demands,
    })
}

fn entry(classification: Classification, code: &str, name: &str, counts: Counts) -> FieldEntry {
    let href = format!("{}/{code}", classification.path());
    let count = |label: &str, kind: ListingKind, count| CountLink {
        label: label.to_owned(),
        count,
        href: format!("{href}?kind={kind}"),
    };
    FieldEntry {
        code: code.to_owned(),
        name: name.to_owned(),
        achievements: count("成果", ListingKind::Achievement, counts.achievements),
        demands: count("需求", ListingKind::Demand, counts.demands),
        href,
    }
}

pub async fn show_field(
    visitor: Visitor,
    Path(code): Path<String>,
    Query(query): Query<ClassQuery>,
) -> Result<Response> {
    let name = seeds::field(&code).ok_or(Error::NotFound("个领域"))?.to_owned();
    show(&visitor, Class { classification: Classification::Field, code, name }, &query, Vec::new()).await
}

pub async fn show_industry(
    visitor: Visitor,
    Path(code): Path<String>,
    Query(query): Query<ClassQuery>,
) -> Result<Response> {
    let name = seeds::industry_label(&code).ok_or(Error::NotFound("个行业"))?.to_owned();
    let children = children(&store::by_industry(&visitor.context).await?, &code);
    show(&visitor, Class { classification: Classification::Industry, code, name }, &query, children).await
}

/// The next deeper classes in which something stands.
fn children(counts: &BTreeMap<String, Counts>, code: &str) -> Vec<CountLink> {
    let Some(length) = INDUSTRY_LENGTHS.into_iter().find(|length| *length > code.len()) else {
        return Vec::new();
    };
    let within = counts.range(code.to_owned()..).take_while(|(other, _)| other.starts_with(code));
    let mut codes: Vec<&str> = within.filter_map(|(other, _)| other.get(..length)).collect();
    codes.dedup();
    let child = |child: &str| CountLink {
        label: labels::industry(child),
        count: below(counts, child).total(),
        href: format!("/industries/{child}"),
    };
    codes.into_iter().map(child).collect()
}

async fn show(visitor: &Visitor, class: Class, query: &ClassQuery, children: Vec<CountLink>) -> Result<Response> {
    let found = service::search(&visitor.context, &search_query(&class, query)).await?;
    if found.hits.is_empty() && query.page() > 1 {
        return Err(Error::NotFound("个页面"));
    }
    let address = Address::new(format!("{}/{}", class.classification.path(), class.code));
    let chosen = address.clone().with("kind", query.kind.map_or("", ListingKind::as_str));
    let pages = found.total.div_ceil(ROWS_OF_A_PAGE as u64).min(PAGES_MAX);
    visitor.answer(&FieldPage {
        layout: visitor.layout.clone(),
        classification: class.classification,
        breadcrumbs: breadcrumbs(&class),
        total: found.total,
        kinds: kinds(&address, query, &found),
        children,
        paging: Paging::new(query.page(), pages, |page| chosen.clone().page(page).href()),
        search_href: search_href(&class),
        listings: found.hits.into_iter().map(cards::of_hit).collect(),
        code: class.code,
        name: class.name,
    })
}

fn search_query(class: &Class, query: &ClassQuery) -> SearchQuery {
    let mut search = SearchQuery {
        kind: query.kind.iter().map(ToString::to_string).collect(),
        sort: Some(SearchSort::Newest),
        offset: usize::try_from(query.page() - 1).unwrap_or(0) * ROWS_OF_A_PAGE,
        limit: Some(ROWS_OF_A_PAGE),
        ..SearchQuery::default()
    };
    match class.classification {
        Classification::Field => search.field.push(class.code.clone()),
        Classification::Industry => search.industry.push(class.code.clone()),
    }
    search
}

fn search_href(class: &Class) -> String {
    let name = match class.classification {
        Classification::Field => "field",
        Classification::Industry => "industry",
    };
    Address::new("/search").with(name, class.code.as_str()).href()
}

/// 全部, 成果, 需求; the counts are those of the search, whatever kind is chosen.
fn kinds(address: &Address, query: &ClassQuery, found: &SearchOut) -> Vec<FacetOption> {
    let count = |kind: ListingKind| {
        let counted = found.facets.kind.iter().find(|facet| facet.value == kind.as_str());
        counted.map_or(0, |facet| facet.count)
    };
    let all = FacetOption {
        label: "全部".to_owned(),
        href: address.href(),
        count: Some(ListingKind::ALL.iter().map(|kind| count(*kind)).sum()),
        selected: query.kind.is_none(),
    };
    let one = |kind: &ListingKind| FacetOption {
        label: labels::of("listing_kind", kind.as_str()),
        href: address.clone().with("kind", kind.as_str()).href(),
        count: Some(count(*kind)),
        selected: query.kind == Some(*kind),
    };
    std::iter::once(all).chain(ListingKind::ALL.iter().map(one)).collect()
}

fn breadcrumbs(class: &Class) -> Vec<Link> {
    let Class { classification, code, name } = class;
    let path = classification.path();
    let mut crumbs = vec![Link::new("首页", "/"), Link::new(classification.label(), path)];
    if *classification == Classification::Industry {
        let above = INDUSTRY_LENGTHS.into_iter().filter_map(|length| code.get(..length)).filter(|above| above != code);
        crumbs.extend(above.map(|above| Link::new(labels::industry(above), format!("{path}/{above}"))));
    }
    crumbs.push(Link::new(name.as_str(), format!("{path}/{code}")));
    crumbs
}

#[cfg(test)]
mod tests {
    use super::{Counts, below, children};
    use std::collections::BTreeMap;

    #[test]
    fn a_class_counts_what_stands_below_it() {
        let one = Counts { achievements: 1, demands: 2 };
        let codes = ["", "A01", "C37", "C3715", "C3720", "C38", "D44"];
        let counts: BTreeMap<_, _> = codes.into_iter().map(|code| (code.to_owned(), one)).collect();
        assert_eq!(below(&counts, "C").total(), 12);
        assert_eq!(below(&counts, "C37").demands, 6);
        let hrefs =
            |code| children(&counts, code).into_iter().map(|child| (child.href, child.count)).collect::<Vec<_>>();
        assert_eq!(hrefs("C"), [("/industries/C37".to_owned(), 9), ("/industries/C38".to_owned(), 3)]);
        assert_eq!(hrefs("C37"), [("/industries/C371".to_owned(), 3), ("/industries/C372".to_owned(), 3)]);
        assert!(hrefs("C3715").is_empty());
    }
}
