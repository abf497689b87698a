//! Achievements and demands from draft to closed.

use harness::builders::{achievement, demand, published, step, with};
use harness::{Cast, Server};
use serde_json::json;

#[tokio::test]
async fn a_published_achievement_is_found_and_matched_with_reasons() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let achievement = published(&cast.tto, &cast, "achievements", &achievement()).await;
    let demand = published(&cast.company, &cast, "demands", &demand()).await;
    server.settled().await;

    let found = server.anonymous().get("/api/v1/search?q=车门触摸屏").await.expect(200);
    let numbers: Vec<_> = found["hits"].as_array().expect("hits").iter().map(|hit| hit["number"].clone()).collect();
    assert!(numbers.contains(&achievement["number"]) && numbers.contains(&demand["number"]), "{found}");

    let path = format!("/api/v1/matches?demand_id={}", demand["id"].as_str().expect("id"));
    let matches = cast.company.client.get(&path).await.expect(200);
    let best = &matches["items"][0];
    assert_eq!(best["achievement"]["id"], achievement["id"]);
    let parts = best["reasons"]["parts"].as_array().expect("parts");
    let sum: f64 =
        parts.iter().map(|p| p["value"].as_f64().expect("value") * p["weight"].as_f64().expect("weight")).sum();
    assert!((sum - best["score"].as_f64().expect("score")).abs() < 1e-9, "the score is the sum of its parts");
    assert!(best["reasons"]["terms"].as_array().is_some_and(|terms| !terms.is_empty()), "{best}");
}

#[tokio::test]
async fn a_second_editor_gets_a_conflict_and_nothing_is_overwritten() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let draft = cast.tto.client.post("/api/v1/achievements", &achievement()).await.expect(201);
    let path = format!("/api/v1/achievements/{}", draft["id"].as_str().expect("id"));
    let first = with(json!({ "version": draft["version"] }), json!({ "summary": "第一个人的修改" }));
    let _saved = cast.tto.client.patch(&path, &first).await.expect(200);
    let second = with(json!({ "version": draft["version"] }), json!({ "summary": "第二个人的修改" }));
    assert_eq!(cast.tto.client.patch(&path, &second).await.expect_error(409), "stale_version");
    assert_eq!(cast.tto.client.get(&path).await.expect(200)["summary"], "第一个人的修改");
}

#[tokio::test]
async fn an_edit_of_a_published_listing_keeps_its_history() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let listing = published(&cast.tto, &cast, "achievements", &achievement()).await;
    let path = format!("/api/v1/achievements/{}", listing["id"].as_str().expect("id"));
    let edit = json!({ "version": listing["version"], "summary": "改过的一句话" });
    let _edited = cast.tto.client.patch(&path, &edit).await.expect(200);
    let revisions = cast.tto.client.get(&format!("{path}/revisions")).await.expect(200);
    assert_eq!(revisions[0]["snapshot"]["summary"], listing["summary"]);
    assert_eq!(revisions[0]["changed"], json!(["summary"]));
}

#[tokio::test]
async fn what_is_missing_is_named_before_submission() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let draft = cast.company.client.post("/api/v1/demands", &json!({ "title": "一句话需求" })).await.expect(201);
    let path = format!("/api/v1/demands/{}/submit", draft["id"].as_str().expect("id"));
    let fields = cast.company.client.post(&path, &json!({ "version": 1 })).await.expect_fields();
    assert!(fields.contains(&("problem".to_owned(), "required".to_owned())), "{fields:?}");
}

#[tokio::test]
async fn a_returned_listing_carries_its_reason_and_can_be_submitted_again() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let draft = cast.tto.client.post("/api/v1/achievements", &achievement()).await.expect(201);
    let submitted = step(&cast.tto, "achievements", &draft, "submit").await;
    let path = format!("/api/v1/achievements/{}/return", draft["id"].as_str().expect("id"));
    let reason = json!({ "version": submitted["version"], "reason": "no_metrics", "note": "请补一项可测的指标" });
    let returned = cast.manager.client.post(&path, &reason).await.expect(200);
    assert_eq!(
        (returned["state"].as_str(), returned["review_note"].as_str()),
        (Some("returned"), Some("请补一项可测的指标"))
    );
    assert_eq!(step(&cast.tto, "achievements", &returned, "submit").await["state"], "submitted");
}
