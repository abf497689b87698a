//! The store as its callers see it: a small corpus, and ways to ask it.

mod many;
mod relevance;
mod searching;
mod storing;

use tempfile::TempDir;

use crate::{
    Audience, FacetCount, Filters, IndexError, IndexStore, ListingDocument, ListingKind, SearchRequest, SearchResponse,
    Sort, Viewer,
};

fn listing(id: &str, title: &str, body: &str) -> ListingDocument {
    ListingDocument {
        id: id.to_owned(),
        kind: ListingKind::Achievement,
        number: format!("CG-2026-{id}"),
        title: title.to_owned(),
        summary: String::new(),
        keywords: Vec::new(),
        body: body.to_owned(),
        organization: "大连理工大学".to_owned(),
        field: "06".to_owned(),
        industry: "C3715".to_owned(),
        region: "210211".to_owned(),
        trl: Some(6),
        modes: vec!["transfer".to_owned()],
        price_low_fen: None,
        price_high_fen: None,
        audience: Audience::Public,
        allowed_organizations: Vec::new(),
        excluded_organizations: Vec::new(),
        published_at: 1_700_000_000,
        updated_at: 1_700_000_000,
        verified: true,
        completeness: 50,
    }
}

fn corpus() -> Vec<ListingDocument> {
    vec![
        listing("a1", "全钒液流电池储能系统", "用于风电并网的大规模储能，工作温度-40℃以上。"),
        ListingDocument {
            kind: ListingKind::Demand,
            region: "230100".to_owned(),
            industry: "C3611".to_owned(),
            trl: None,
            published_at: 1_700_000_500,
            ..listing("d1", "塞拉门触摸屏控制器", "轨道车辆车门需要高可靠的5G-V2X通信与C++软件。")
        },
        ListingDocument {
            field: "05".to_owned(),
            trl: Some(4),
            price_low_fen: Some(20_000_000),
            ..listing("a2", "秸秆蒸汽闪爆干法造浆", "生物质材料，Fe₃O₄磁性颗粒。")
        },
        ListingDocument {
            audience: Audience::Verified,
            allowed_organizations: vec!["friend".to_owned()],
            excluded_organizations: vec!["rival".to_owned()],
            region: "110105".to_owned(),
            published_at: 1_700_000_900,
            ..listing("s1", "保密的全钒液流电堆", "膜电极与双极板。")
        },
    ]
}

fn store_of(documents: Vec<ListingDocument>) -> (TempDir, IndexStore) {
    let folder = tempfile::tempdir().expect("folder");
    let store = IndexStore::open(folder.path()).expect("store");
    rebuild(&store, documents.into_iter().map(Ok), 7).expect("rebuild");
    (folder, store)
}

fn rebuild(
    store: &IndexStore,
    documents: impl Iterator<Item = Result<ListingDocument, IndexError>>,
    applied: i64,
) -> Result<(), IndexError> {
    let mut beside = store.begin(store.lexicon())?;
    beside.fill(documents, applied)?;
    store.swap(beside)
}

fn request(words: &str) -> SearchRequest {
    SearchRequest {
        words: words.to_owned(),
        viewer: Viewer::Anonymous,
        filters: Filters::default(),
        sort: Sort::Relevance,
        offset: 0,
        limit: 20,
        facets: crate::Facet::ALL.to_vec(),
        after: None,
        explain: false,
        now: 1_700_000_000,
    }
}

fn found(response: &SearchResponse) -> Vec<&str> {
    response.hits.iter().map(|hit| hit.id.as_str()).collect()
}

fn search(store: &IndexStore, words: &str) -> Vec<String> {
    let response = store.search(&request(words)).expect("search");
    assert_eq!(response.total as usize, response.hits.len());
    response.hits.into_iter().map(|hit| hit.id).collect()
}

fn values(counts: &[FacetCount]) -> Vec<(&str, u64)> {
    counts.iter().map(|count| (count.value.as_str(), count.count)).collect()
}
