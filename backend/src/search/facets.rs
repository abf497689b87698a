//! Facet counts with their labels. A chosen value is listed even when nothing is left of it, so that it can be taken away.

use super::dto::{FacetOut, FacetsOut, SearchQuery};
use search_index::FacetCount;

/// The counts, each value with its label.
pub(super) fn out(facets: search_index::Facets, query: &SearchQuery) -> FacetsOut {
    let dictionary = |name: &'static str| move |code: &str| seeds::label(name, code).map(str::to_owned);
    let trl = |level: &str| {
        level.parse::<i16>().is_ok_and(|level| {
            let level = u8::try_from(level).unwrap_or(0);
            (query.trl_min.is_some() || query.trl_max.is_some())
                && level >= query.trl_min.unwrap_or(1)
                && level <= query.trl_max.unwrap_or(9)
        })
    };
    FacetsOut {
        kind: counted(facets.kind, &query.kind, dictionary("listing_kind")),
        field: counted(facets.field, &query.field, |code| seeds::field(code).map(str::to_owned)),
        industry: counted(facets.industry, &query.industry, |code| seeds::industry_label(code).map(str::to_owned)),
        region: counted(facets.region, &query.region, seeds::region_label),
        trl: facets
            .trl
            .into_iter()
            .map(|FacetCount { value, count }| FacetOut {
                label: format!("TRL {value}"),
                selected: trl(&value),
                value,
                count,
            })
            .collect(),
        mode: counted(facets.mode, &query.mode, dictionary("transfer_mode")),
        price_band: counted(facets.price_band, &query.price_band, dictionary("price_band")),
    }
}

fn counted(counts: Vec<FacetCount>, selected: &[String], label: impl Fn(&str) -> Option<String>) -> Vec<FacetOut> {
    let mut facets: Vec<FacetOut> = counts
        .into_iter()
        .map(|FacetCount { value, count }| FacetOut {
            label: label(&value).unwrap_or_else(|| value.clone()),
            selected: selected.contains(&value),
            value,
            count,
        })
        .collect();
    for value in selected.iter().filter(|value| !value.is_empty()) {
        if !facets.iter().any(|facet| facet.value == *value) {
            let label = label(value).unwrap_or_else(|| value.clone());
            facets.push(FacetOut { value: value.clone(), label, count: 0, selected: true });
        }
    }
    facets
}
