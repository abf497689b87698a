//! What is found, by whom, and how it is counted.

use std::time::{Duration, Instant};

use super::{corpus, found, listing, request, search, store_of, values};
use crate::{
    Audience, Filters, ListingDocument, ListingKind, PriceBand, SearchRequest, ShownText, SimilarRequest, Suggestion,
    Viewer,
};

#[test]
fn finds_words_pieces_and_mixed_tokens() {
    let (_folder, store) = store_of(corpus());
    for (words, expected) in [
        ("全钒液流", "a1"),
        ("全釩液流電池", "a1"),
        ("钒液", "a1"),
        ("钒", "a1"),
        ("液流 储能", "a1"),
        ("蓄能", "a1"),
        ("40℃", "a1"),
        ("40°C", "a1"),
        ("触控屏控制器", "d1"),
        ("5G-V2X", "d1"),
        ("v2x", "d1"),
        ("Ｃ＋＋", "d1"),
        ("Fe3O4", "a2"),
        ("闪爆 造浆", "a2"),
        ("cg-2026-a2", "a2"),
        ("有没有全钒液流电池的技术", "a1"),
    ] {
        assert_eq!(search(&store, words), [expected], "{words}");
    }
    assert_eq!(search(&store, "石墨烯"), Vec::<String>::new());
    assert_eq!(search(&store, "大连理工大学").len(), 3);
}

#[test]
fn reads_phrases_and_exclusions() {
    let (_folder, store) = store_of(corpus());
    assert_eq!(search(&store, "“触摸屏控制器”"), ["d1"]);
    assert_eq!(search(&store, "\"屏触摸\""), Vec::<String>::new());
    assert_eq!(search(&store, "大连理工大学 -电池 -闪爆"), ["d1"]);
    assert_eq!(search(&store, "-电池 -闪爆"), ["d1"]);
}

#[test]
fn an_empty_query_shows_everything_newest_first() {
    let (_folder, store) = store_of(corpus());
    assert_eq!(search(&store, " ")[0], "d1");
    let page = store.search(&SearchRequest { offset: 1, limit: 1, ..request("") }).expect("search");
    assert_eq!((page.total, page.hits.len()), (3, 1));
    let far = store.search(&SearchRequest { offset: usize::MAX, limit: usize::MAX, ..request("") }).expect("search");
    assert!(far.hits.is_empty());
}

#[test]
fn what_a_viewer_may_not_see_leaks_nowhere() {
    let (_folder, store) = store_of(corpus());
    let verified = |organization: &str| Viewer::Verified { organization: organization.to_owned() };
    let signed_in = |organization: &str| Viewer::SignedIn { organization: Some(organization.to_owned()) };
    for (viewer, sees) in [
        (Viewer::Anonymous, false),
        (Viewer::SignedIn { organization: None }, false),
        (signed_in("stranger"), false),
        (signed_in("friend"), true),
        (verified("stranger"), true),
        (verified("rival"), false),
        (Viewer::Staff, true),
    ] {
        for words in ["", "保密", "膜电极"] {
            let response = store.search(&SearchRequest { viewer: viewer.clone(), ..request(words) }).expect("search");
            assert_eq!(found(&response).contains(&"s1"), sees, "{viewer:?} {words}");
            assert_eq!(response.total as usize, response.hits.len());
            assert_eq!(response.facets.region.iter().any(|count| count.value == "110100"), sees);
            let kinds: u64 = response.facets.kind.iter().map(|count| count.count).sum();
            assert_eq!(kinds, response.total);
        }
        let suggestions = store.suggest("保密", &viewer, 5).expect("suggest");
        assert_eq!(!suggestions.is_empty(), sees);
        let similar = SimilarRequest {
            kind: ListingKind::Achievement,
            title: "膜电极与双极板".to_owned(),
            text: String::new(),
            keywords: Vec::new(),
            viewer,
            limit: 10,
        };
        let candidates = store.similar(&similar).expect("similar");
        assert_eq!(candidates.iter().any(|candidate| candidate.id == "s1"), sees);
    }
}

#[test]
fn nobody_means_the_allowed_alone() {
    let document = ListingDocument {
        audience: Audience::Nobody,
        allowed_organizations: vec!["friend".to_owned()],
        ..listing("n1", "定向邀请", "")
    };
    let (_folder, store) = store_of(vec![document]);
    let total = |viewer: Viewer| store.search(&SearchRequest { viewer, ..request("") }).expect("search").total;
    assert_eq!(total(Viewer::Verified { organization: "other".to_owned() }), 0);
    assert_eq!(total(Viewer::Verified { organization: "friend".to_owned() }), 1);
    assert_eq!(total(Viewer::Staff), 1);
}

#[test]
fn a_filter_keeps_its_siblings() {
    let (_folder, store) = store_of(corpus());
    let filters =
        Filters { fields: vec!["06".to_owned()], kinds: vec![ListingKind::Achievement], ..Filters::default() };
    let response = store.search(&SearchRequest { filters, ..request("") }).expect("search");
    assert_eq!(found(&response), ["a1"]);
    assert_eq!(values(&response.facets.field), [("05", 1), ("06", 1)]);
    assert_eq!(values(&response.facets.kind), [("achievement", 1), ("demand", 1)]);
    assert_eq!(values(&response.facets.trl), [("6", 1)]);
    assert_eq!(values(&response.facets.industry), [("C37", 1)]);
    assert_eq!(values(&response.facets.region), [("210200", 1)]);
}

#[test]
fn filters_understand_codes_levels_and_prices() {
    let (_folder, store) = store_of(corpus());
    let count = |filters: Filters| store.search(&SearchRequest { filters, ..request("") }).expect("search").total;
    let regions = |code: &str| Filters { regions: vec![code.to_owned()], ..Filters::default() };
    let industries = |code: &str| Filters { industries: vec![code.to_owned()], ..Filters::default() };
    assert_eq!(
        ["21", "210000", "2102", "210200", "210211", "230000"].map(|code| count(regions(code))),
        [2, 2, 2, 2, 2, 1]
    );
    assert_eq!(["C", "C37", "C3715", "C36", "D"].map(|code| count(industries(code))), [3, 2, 2, 1, 0]);
    assert_eq!(count(Filters { trl_min: Some(5), ..Filters::default() }), 1);
    assert_eq!(count(Filters { trl_max: Some(5), ..Filters::default() }), 1);
    assert_eq!(count(Filters { trl_min: Some(8), trl_max: Some(2), ..Filters::default() }), 0);
    assert_eq!(count(Filters { price_bands: vec![PriceBand::To500k], ..Filters::default() }), 1);
    assert_eq!(count(Filters { modes: vec!["transfer".to_owned(), "equity".to_owned()], ..Filters::default() }), 3);
}

#[test]
fn similar_listings_share_telling_words() {
    let (_folder, store) = store_of(corpus());
    let request = SimilarRequest {
        kind: ListingKind::Achievement,
        title: "大规模蓄能需求".to_owned(),
        text: "寻找全钒液流电池技术，解决风电并网问题".to_owned(),
        keywords: vec!["液流电池".to_owned()],
        viewer: Viewer::Anonymous,
        limit: 5,
    };
    let candidates = store.similar(&request).expect("similar");
    assert_eq!(candidates[0].id, "a1");
    assert!(candidates.iter().all(|candidate| candidate.id != "d1"));
    let near = |text: &str| store.asked("全钒液流电池", "").nearness(&store.offered(text, text));
    assert!(near("全釩液流電池储能") > near("塞拉门"));
}

#[test]
fn suggestions_complete_titles() {
    let (_folder, store) = store_of(corpus());
    let listing = |id: &str, kind| Suggestion::Listing { id: id.to_owned(), kind };
    let suggested = |typed: &str| store.suggest(typed, &Viewer::Anonymous, 5).expect("suggest");
    for typed in ["全釩", "quanfanye", "qfyl"] {
        assert!(suggested(typed).contains(&listing("a1", ListingKind::Achievement)), "{typed}");
        let word = Suggestion::Word("全钒液流电池".to_owned());
        assert!(suggested(typed).contains(&word), "{typed}");
    }
    assert!(suggested("触摸屏").contains(&listing("d1", ListingKind::Demand)));
    let university = Suggestion::Organization("大连理工大学".to_owned());
    assert!(suggested("dllg").contains(&university) && suggested("大连").contains(&university));
    assert!(suggested("！").is_empty());
    // the word stands in a title that only verified companies see
    assert!(suggested("baomi").is_empty() && suggested("保密").is_empty());
}

#[test]
fn long_texts_are_searched_by_their_telling_words() {
    let (_folder, store) = store_of(corpus());
    let demand = "我公司从事风电场建设与运营，目前在大规模储能并网环节遇到困难，希望引进全钒液流电池储能系统，\
                  要求工作温度覆盖北方冬季低温，能够配合电网调度完成调峰调频，并提供系统集成与长期运行维护支持。";
    assert_eq!(search(&store, demand)[0], "a1");
}

#[test]
fn huge_queries_are_fast() {
    let (_folder, store) = store_of(corpus());
    let huge: String = "全钒液流电池，储能系统；塞拉门".chars().cycle().take(100_000).collect();
    let started = Instant::now();
    let response = store.search(&request(&huge)).expect("search");
    let marked = response.terms.passage(&ShownText::new(huge), 120);
    assert!(marked.iter().any(|segment| segment.marked));
    assert!(started.elapsed() < Duration::from_secs(3), "{:?}", started.elapsed());
}

#[test]
fn punctuation_finds_nothing_and_breaks_nothing() {
    let (_folder, store) = store_of(corpus());
    for words in
        ["！？。", "\"", "-", "--", "\"\"", "()[]{}:*~^", "title:", "🚢", "NOT", "“”", "-\"\"", "+", "\u{200B}。"]
    {
        assert_eq!(search(&store, words), Vec::<String>::new(), "{words}");
    }
}

#[test]
fn a_question_that_nothing_answers_whole_is_answered_in_part_and_says_so() {
    let (_folder, store) = store_of(corpus());
    let answer = |words: &str| store.search(&request(words)).unwrap();
    assert!(answer("触摸屏控制器").relaxation.is_none());
    let in_part = answer("车门触摸屏怎么防水");
    assert!(in_part.relaxation.is_some_and(|relaxation| relaxation.whole == 0));
    assert_eq!(answer("车门触摸屏怎么防水").hits[0].id, "d1");
    assert!(answer("量子纠缠").relaxation.is_none());
}
