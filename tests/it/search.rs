//! One search over both lists: facets keep their siblings, pages fit together, words are marked, filters narrow.

use harness::builders::{achievement, demand, published, with};
use harness::{Cast, Server};
use serde_json::{Value, json};
use std::collections::BTreeSet;

fn count(found: &Value, facet: &str, value: &str) -> Option<u64> {
    let values = found["facets"][facet].as_array().expect("a facet");
    values.iter().find(|one| one["value"] == value)?["count"].as_u64()
}

fn numbers(found: &Value) -> Vec<String> {
    let hits = found["hits"].as_array().expect("hits").iter();
    hits.map(|hit| hit["number"].as_str().expect("a number").to_owned()).collect()
}

async fn market(server: &Server) -> Cast {
    let cast = Cast::enter(server).await;
    for (field, trl, region) in [("10", 6, "210200"), ("03", 4, "210200"), ("03", 8, "230100")] {
        let change = json!({ "field": field, "trl": trl, "region": region });
        let _listing = published(&cast.tto, &cast, "achievements", &with(achievement(), change)).await;
    }
    let _listing = published(&cast.company, &cast, "demands", &demand()).await;
    server.settled().await;
    cast
}

#[tokio::test]
async fn choosing_a_value_keeps_the_counts_of_its_siblings() {
    let server = Server::start().await;
    let _cast = market(&server).await;
    let all = server.anonymous().get("/api/v1/search?kind=achievement").await.expect(200);
    assert_eq!((count(&all, "field", "03"), count(&all, "field", "10")), (Some(2), Some(1)));
    let chosen = server.anonymous().get("/api/v1/search?kind=achievement&field=03").await.expect(200);
    assert_eq!(chosen["total"], 2);
    assert_eq!((count(&chosen, "field", "03"), count(&chosen, "field", "10")), (Some(2), Some(1)), "siblings stay");
    assert_eq!(count(&chosen, "region", "230000").or(count(&chosen, "region", "230100")), Some(1));
    let both = server.anonymous().get("/api/v1/search?kind=achievement&field=03&field=10").await.expect(200);
    assert_eq!(both["total"], 3, "values of one facet are alternatives");
    let narrow = server.anonymous().get("/api/v1/search?field=03&region=230000&trl_min=7").await.expect(200);
    assert_eq!(narrow["total"], 1, "facets narrow each other");
}

#[tokio::test]
async fn pages_fit_together() {
    let server = Server::start().await;
    let _cast = market(&server).await;
    let mut seen = BTreeSet::new();
    for offset in 0..4 {
        let page = server.anonymous().get(&format!("/api/v1/search?q=车门&limit=1&offset={offset}")).await.expect(200);
        assert_eq!(page["total"], 4);
        seen.extend(numbers(&page));
    }
    assert_eq!(seen.len(), 4, "every listing once: {seen:?}");
    let beyond = server.anonymous().get("/api/v1/search?q=车门&offset=4").await.expect(200);
    assert_eq!((beyond["total"].as_u64(), numbers(&beyond).len()), (Some(4), 0));
}

#[tokio::test]
async fn lists_page_with_their_cursor() {
    let server = Server::start().await;
    let cast = market(&server).await;
    let mut seen = BTreeSet::new();
    let mut path = "/api/v1/achievements?limit=2".to_owned();
    loop {
        let page = cast.company.client.get(&path).await.expect(200);
        assert_eq!(page["total"], 3);
        seen.extend(page["items"].as_array().expect("items").iter().map(|row| row["number"].to_string()));
        let Some(cursor) = page["next_cursor"].as_str() else { break };
        path = format!("/api/v1/achievements?limit=2&cursor={cursor}");
    }
    assert_eq!(seen.len(), 3);
}

#[tokio::test]
async fn the_newest_come_first_when_asked() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let mut expected = Vec::new();
    for hour in 0..3 {
        server.state.clock.set_offset(chrono::TimeDelta::hours(hour));
        let listing = published(&cast.tto, &cast, "achievements", &achievement()).await;
        expected.insert(0, listing["number"].as_str().expect("number").to_owned());
    }
    server.settled().await;
    let found = server.anonymous().get("/api/v1/search?sort=newest").await.expect(200);
    assert_eq!(numbers(&found), expected);
}

#[tokio::test]
async fn words_are_marked_where_they_stand_and_nothing_is_lost() {
    let server = Server::start().await;
    let _cast = market(&server).await;
    let found = server.anonymous().get("/api/v1/search?q=塞拉门&kind=achievement").await.expect(200);
    let title = found["hits"][0]["title"].as_array().expect("segments");
    let whole: String = title.iter().map(|one| one["text"].as_str().expect("text")).collect();
    assert_eq!(whole, "列车触摸屏控制器及塞拉门控制系统");
    let marked: String =
        title.iter().filter(|one| one["marked"] == true).map(|one| one["text"].as_str().expect("text")).collect();
    assert!(marked.contains("塞拉门") && !marked.contains("列车"), "{marked}");
}

#[tokio::test]
async fn every_question_is_a_legal_question() {
    let server = Server::start().await;
    let _cast = market(&server).await;
    for words in ["%22", "-", "(", "*", "title:", "车门 AND", "a:b", "%E2%80%8B", "<script>", "塞拉门 -塞拉门", "\\"]
    {
        let answer = server.anonymous().get(&format!("/api/v1/search?q={words}")).await;
        assert_eq!(answer.status, 200, "{words}: {}", answer.text);
    }
    let long = "车门".repeat(2_000);
    let answer = server.anonymous().get(&format!("/api/v1/search?q={long}")).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
}

#[tokio::test]
async fn price_bands_follow_the_price() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    for price in
        [json!({ "kind": "negotiable" }), json!({ "kind": "fixed", "low_fen": 5_000_000, "high_fen": 5_000_000 })]
    {
        let _listing =
            published(&cast.tto, &cast, "achievements", &with(achievement(), json!({ "price": price }))).await;
    }
    server.settled().await;
    let found = server.anonymous().get("/api/v1/search").await.expect(200);
    assert_eq!(
        (count(&found, "price_band", "negotiable"), count(&found, "price_band", "to_100k")),
        (Some(1), Some(1)),
        "{found}"
    );
    let cheap = server.anonymous().get("/api/v1/search?price_band=to_100k").await.expect(200);
    assert_eq!(cheap["hits"][0]["price"]["low_fen"], 5_000_000);
    assert_eq!(cheap["total"], 1);
}

#[tokio::test]
async fn ranges_of_price_level_and_day_narrow_with_both_ends_included() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    for price in [
        json!({ "kind": "negotiable" }),
        json!({ "kind": "fixed", "low_fen": 5_000_000, "high_fen": 5_000_000 }),
        json!({ "kind": "range", "low_fen": 50_000_000, "high_fen": 80_000_000 }),
    ] {
        let _listing =
            published(&cast.tto, &cast, "achievements", &with(achievement(), json!({ "price": price }))).await;
    }
    server.settled().await;
    let total = async |query: &str| {
        let found = server.anonymous().get(&format!("/api/v1/search?{query}")).await.expect(200);
        found["total"].as_u64().expect("a total")
    };
    let today = server.state.clock.today();
    let yesterday = today.pred_opt().expect("a day");
    for (query, expected) in [
        ("price_max_fen=5000000".to_owned(), 1),
        ("price_min_fen=5000001".to_owned(), 1),
        ("price_min_fen=5000000&price_max_fen=60000000".to_owned(), 2),
        ("price_min_fen=80000001".to_owned(), 0),
        ("trl_min=6&trl_max=6".to_owned(), 3),
        ("trl_min=7".to_owned(), 0),
        (format!("published_from={today}&published_to={today}"), 3),
        (format!("published_to={yesterday}"), 0),
    ] {
        assert_eq!(total(&query).await, expected, "{query}");
    }
    for (query, path, code) in [
        ("price_min_fen=2&price_max_fen=1", "price_min_fen", "upside_down"),
        ("price_max_fen=-1", "price_max_fen", "out_of_range"),
        ("trl_min=9&trl_max=1", "trl_min", "upside_down"),
        ("published_from=2026-02-02&published_to=2026-01-01", "published_from", "upside_down"),
        ("published_from=soon", "published_from", "wrong_type"),
    ] {
        let fields = server.anonymous().get(&format!("/api/v1/search?{query}")).await.expect_fields();
        assert_eq!(fields, [(path.to_owned(), code.to_owned())], "{query}");
    }
    for odd in ["published_from=-262142-01-01", "published_to=%2B262142-12-31", "price_max_fen=9000000000000000"] {
        assert_eq!(server.anonymous().get(&format!("/api/v1/search?{odd}")).await.status, 200, "{odd}");
    }
}

#[tokio::test]
async fn a_cursor_goes_through_the_whole_list_and_belongs_to_one_search() {
    let server = Server::start().await;
    let cast = market(&server).await;
    let mut seen = Vec::new();
    let mut path = "/api/v1/search?q=车门&limit=1".to_owned();
    let mut last = String::new();
    loop {
        let page = server.anonymous().get(&path).await.expect(200);
        assert_eq!(page["total"], 4);
        seen.extend(numbers(&page));
        let Some(cursor) = page["next_cursor"].as_str() else { break };
        last = cursor.to_owned();
        path = format!("/api/v1/search?q=车门&limit=1&cursor={cursor}");
    }
    assert_eq!((seen.len(), seen.iter().collect::<BTreeSet<_>>().len()), (4, 4), "{seen:?}");
    let refused = [("cursor".to_owned(), "bad_cursor".to_owned())];
    for other in ["q=塞拉门", "q=车门&kind=demand", "q=车门&sort=newest"] {
        let fields = server.anonymous().get(&format!("/api/v1/search?{other}&cursor={last}")).await.expect_fields();
        assert_eq!(fields, refused, "{other}");
    }
    for bad in ["x", "o20", "%00", &"f".repeat(48)] {
        assert_eq!(server.anonymous().get(&format!("/api/v1/search?q=车门&cursor={bad}")).await.status, 422, "{bad}");
    }
    let other_viewer = cast.manager.client.get(&format!("/api/v1/search?q=车门&cursor={last}")).await;
    assert_eq!(other_viewer.expect_fields(), refused, "what staff see is another list");
    let both = server.anonymous().get(&format!("/api/v1/search?q=车门&offset=1&cursor={last}")).await.expect_fields();
    assert_eq!(both, [("offset".to_owned(), "inconsistent".to_owned())]);
}

#[tokio::test]
async fn staff_see_why_a_hit_stands_where_it_stands() {
    let server = Server::start().await;
    let cast = market(&server).await;
    let found = cast.manager.client.get("/api/v1/search?q=车门触摸屏&explain=true").await.expect(200);
    for hit in found["hits"].as_array().expect("hits") {
        let parts = hit["explanation"].as_array().expect("parts");
        let sum: f64 = parts.iter().map(|part| part["value"].as_f64().expect("a value")).sum();
        let score = hit["score"].as_f64().expect("a score");
        assert!((sum - score).abs() < score * 0.02, "{parts:?} make {score}");
        assert_eq!(hit["signs"]["verified"], true);
    }
    let plain = cast.manager.client.get("/api/v1/search?q=车门触摸屏").await.expect(200);
    assert!(plain["hits"][0]["explanation"].is_null());
    let page = cast.manager.client.get("/search?q=车门触摸屏").await;
    assert!(page.text.contains("为什么排在这里"), "on the page too");
    let page = cast.company.client.get("/search?q=车门触摸屏").await;
    assert!(!page.text.contains("为什么排在这里"), "for staff only");
}

#[tokio::test]
async fn the_page_offers_ways_on_with_the_words_filled_in() {
    let server = Server::start().await;
    let _cast = market(&server).await;
    let page = server.anonymous().get("/search?q=量子塞拉门蒸馏&field=10&price_max=80").await.text;
    assert!(page.contains("/app/login?next=%2Fapp%2Fstanding-searches%2Fnew%3Fq%3D"), "subscribe, through the login");
    assert!(page.contains("price_max_fen%3D80000000"), "with the filters, {page}");
    assert!(page.contains("%2Fapp%2Fdemands%2Fnew%3Ftitle%3D"), "the demand form");
    assert!(page.contains("价格范围：80 万元以下"), "the range can be taken away");
    for odd in ["price_min=abc", "price_max=9999999999999999", "published_from=x", "trl_min=12"] {
        let page = server.anonymous().get(&format!("/search?{odd}")).await;
        assert_eq!(page.status, 422, "{odd}");
    }
    let empty = server.anonymous().get("/search?q=&trl_min=&trl_max=&price_min=&published_from=&published_to=").await;
    assert_eq!(empty.status, 200, "an untouched form says nothing: {}", empty.text);
}

#[tokio::test]
async fn what_the_relaxed_results_lack_is_named() {
    let server = Server::start().await;
    let _cast = market(&server).await;
    let found = server.anonymous().get("/api/v1/search?q=塞拉门 量子纠缠").await.expect(200);
    assert_eq!((found["total"].as_u64(), found["relaxation"]["whole"].as_u64()), (Some(4), Some(0)), "{found}");
    let given_up = found["relaxation"]["given_up"].to_string();
    assert!(given_up.contains("量子") && !given_up.contains("塞拉门"), "{given_up}");
    let message = found["relaxation"]["message"].as_str().expect("a sentence");
    assert!(message.starts_with("没有一条含有“塞拉门 量子纠缠”的全部词语；以下结果都不含“量子"), "{message}");
    let page = server.anonymous().get("/search?q=塞拉门 量子纠缠").await.text;
    assert!(page.contains("以下结果都不含“量子"), "the page says the same");
}
