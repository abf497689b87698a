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
async fn suggestions_complete_titles_of_both_lists() {
    let server = Server::start().await;
    let _cast = market(&server).await;
    let found = server.anonymous().get("/api/v1/suggestions?q=地铁车门").await.expect(200);
    assert_eq!(
        (found[0]["kind"].as_str(), found[0]["title"].as_str()),
        (Some("demand"), Some("地铁车门触摸屏与塞拉门控制技术"))
    );
    assert_eq!(server.anonymous().get("/api/v1/suggestions?q=").await.expect(200), json!([]));
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
