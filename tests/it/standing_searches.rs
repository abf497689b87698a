//! Standing searches: what is new is right after every change, private, bounded, and can be muted.

use chrono::TimeDelta;
use harness::builders::{achievement, published, step, with};
use harness::{Cast, Client, Server};
use serde_json::{Value, json};

const STANDING: &str = "/api/v1/standing-searches";

async fn keep(client: &Client, search: Value) -> Value {
    client.post(STANDING, &json!({ "search": search })).await.expect(201)
}

async fn unread(client: &Client, kept: &Value) -> u64 {
    let id = kept["id"].as_str().expect("an id");
    client.get(&format!("{STANDING}/{id}")).await.expect(200)["unread"].as_u64().expect("a count")
}

async fn badge(client: &Client) -> u64 {
    client.get(&format!("{STANDING}/unread")).await.expect(200)["unread"].as_u64().expect("a count")
}

/// Some time passes: what was published before is no longer of this moment.
fn later(server: &Server, minutes: i64) {
    server.state.clock.set_offset(TimeDelta::minutes(minutes));
}

#[tokio::test]
async fn what_is_published_after_the_last_look_is_new_until_it_is_looked_at() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let _before = published(&cast.tto, &cast, "achievements", &achievement()).await;
    server.settled().await;
    later(&server, 10);
    let client = &cast.company.client;
    let kept = keep(client, json!({ "q": "塞拉门", "kind": ["achievement"] })).await;
    assert_eq!((kept["name"].as_str(), kept["unread"].as_u64()), (Some("塞拉门"), Some(0)), "the past is not new");
    assert_eq!(kept["filters"], json!(["类别：成果"]));

    later(&server, 20);
    let fits = published(&cast.tto, &cast, "achievements", &achievement()).await;
    let other = json!({ "title": "膜分离", "summary": "海水淡化", "keywords": ["膜"], "description": "淡化用的膜。" });
    let _other = published(&cast.tto, &cast, "achievements", &with(achievement(), other)).await;
    server.settled().await;
    later(&server, 30);
    let list = client.get(STANDING).await.expect(200);
    let row = list["items"][0].clone();
    assert!(row["unread"].as_u64() >= Some(1), "{row}");
    assert_eq!(list["unread"], row["unread"]);
    assert_eq!(badge(client).await, row["unread"].as_u64().expect("a count"));

    let id = row["id"].as_str().expect("an id");
    let seen = client.put(&format!("{STANDING}/{id}/seen"), &json!({ "as_of": row["as_of"] })).await.expect(200);
    assert_eq!((seen["unread"].as_u64(), badge(client).await), (Some(0), 0));

    let closing = json!({ "version": fits["version"], "reason": "other", "note": "试验结束" });
    let closed = format!("/api/v1/achievements/{}/close", fits["id"].as_str().expect("an id"));
    let _closed = cast.tto.client.post(&closed, &closing).await.expect(200);
    server.settled().await;
    assert_eq!(unread(client, &kept).await, 0, "what is gone is not new");
}

#[tokio::test]
async fn a_listing_of_the_very_moment_is_rather_told_twice_than_never() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let client = &cast.company.client;
    let kept = keep(client, json!({ "q": "塞拉门" })).await;
    let _fits = published(&cast.tto, &cast, "achievements", &achievement()).await;
    // Looked at before the index had it: the moment of the look is after the publication.
    let id = kept["id"].as_str().expect("an id");
    let now = server.state.clock.now();
    let _seen = client.put(&format!("{STANDING}/{id}/seen"), &json!({ "as_of": now })).await.expect(200);
    server.settled().await;
    assert_eq!(unread(client, &kept).await, 1);
}

#[tokio::test]
async fn only_what_the_person_may_see_is_counted() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let kept = [&cast.company, &cast.other_company, &cast.manager].map(|who| who.client.clone());
    let mut rows = Vec::new();
    for client in &kept {
        rows.push(keep(client, json!({ "q": "塞拉门" })).await);
    }
    let excluded = json!({ "excluded_organization_ids": [cast.other_company.organization_id] });
    let listing = published(&cast.tto, &cast, "achievements", &with(achievement(), excluded)).await;
    let draft = cast.tto.client.post("/api/v1/achievements", &achievement()).await.expect(201);
    let _submitted = step(&cast.tto, "achievements", &draft, "submit").await;
    server.settled().await;
    assert_eq!(listing["state"], "published");
    let mut counts = Vec::new();
    for (client, row) in kept.iter().zip(&rows) {
        counts.push(unread(client, row).await);
    }
    assert_eq!(counts, [1, 0, 1], "the excluded company is not told");
}

#[tokio::test]
async fn relaxed_results_are_not_new() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let kept = keep(&cast.company.client, json!({ "q": "塞拉门 高温超导 磁悬浮" })).await;
    let _part = published(&cast.tto, &cast, "achievements", &achievement()).await;
    server.settled().await;
    let found = cast.company.client.get("/api/v1/search?q=塞拉门 高温超导 磁悬浮").await.expect(200);
    assert_eq!(found["relaxation"]["whole"], 0, "{found}");
    assert_eq!(unread(&cast.company.client, &kept).await, 0);
}

#[tokio::test]
async fn a_muted_search_is_counted_but_not_in_the_badge() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let client = &cast.company.client;
    let kept = keep(client, json!({ "q": "塞拉门" })).await;
    let _fits = published(&cast.tto, &cast, "achievements", &achievement()).await;
    server.settled().await;
    assert_eq!(badge(client).await, 1);
    let path = format!("{STANDING}/{}", kept["id"].as_str().expect("an id"));
    let muted = client.patch(&path, &json!({ "version": 1, "muted": true, "name": " 车门 " })).await.expect(200);
    assert_eq!((muted["muted"].as_bool(), muted["name"].as_str()), (Some(true), Some("车门")));
    assert_eq!((badge(client).await, unread(client, &kept).await), (0, 1));
    let stale = client.patch(&path, &json!({ "version": 1, "muted": false })).await;
    assert_eq!(stale.expect_error(409), "stale_version");
    let _gone = client.delete(&path).await.expect(204);
    assert_eq!(client.get(&path).await.expect_error(404), "not_found");
}

#[tokio::test]
async fn what_is_kept_is_bounded_checked_and_private() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let client = &cast.company.client;
    let bad = json!({ "name": "长".repeat(101), "search": { "q": "防".repeat(2_001), "field": ["99"], "trl_min": 8,
        "trl_max": 3, "price_min_fen": -1 } });
    let fields = client.post(STANDING, &bad).await.expect_fields();
    let paths: Vec<_> = fields.iter().map(|(path, code)| (path.as_str(), code.as_str())).collect();
    for expected in [
        ("name", "too_long"),
        ("search.q", "too_long"),
        ("search.field", "unknown_value"),
        ("search.trl_min", "upside_down"),
        ("search.price_min_fen", "out_of_range"),
    ] {
        assert!(paths.contains(&expected), "{expected:?} in {paths:?}");
    }
    let unknown = json!({ "search": { "sort": "newest" } });
    assert_eq!(client.post(STANDING, &unknown).await.expect_fields()[0].1, "unknown_field");

    let first = keep(client, json!({ "q": "0" })).await;
    let again = client.post(STANDING, &json!({ "search": { "q": " 0 " } })).await;
    assert_eq!(again.expect_error(409), "already_kept");
    for number in 1..50 {
        keep(client, json!({ "q": number.to_string() })).await;
    }
    let one_more = client.post(STANDING, &json!({ "search": { "q": "50" } })).await;
    assert_eq!(one_more.expect_error(409), "too_many_standing_searches");
    assert_eq!(client.get(STANDING).await.expect(200)["items"].as_array().map(Vec::len), Some(50));

    let path = format!("{STANDING}/{}", first["id"].as_str().expect("an id"));
    for stranger in [&cast.tto, &cast.manager, &cast.admin] {
        assert_eq!(stranger.client.get(&path).await.expect_error(404), "not_found");
        assert_eq!(stranger.client.delete(&path).await.expect_error(404), "not_found");
    }
    let trail = cast.admin.client.get("/api/v1/audit-events?action=standing_search.create").await.expect(200);
    assert_eq!(trail["total"], 50);
    let kept = trail["items"][0]["after"].to_string();
    assert!(kept.contains("muted") && !kept.contains("search"), "the trail does not say what is looked for: {kept}");
}

#[tokio::test]
async fn a_form_sent_twice_keeps_one_search() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let key = uuid::Uuid::now_v7().to_string();
    let mut ids = Vec::new();
    for _ in 0..2 {
        let request = cast.company.client.request("POST", STANDING).header("idempotency-key", &key);
        let answer = cast.company.client.send(request.json(&json!({ "search": { "q": "塞拉门" } }))).await;
        ids.push(answer.expect(201)["id"].clone());
    }
    assert_eq!(ids[0], ids[1]);
}
