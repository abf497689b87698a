//! Vectors trained on the platform's own texts: the same each time, chosen by people, current or not used, and blind to what
//! is confidential.

use chrono::{DateTime, Utc};
use entity::enums::SubjectKind;
use harness::builders::{achievement, demand, published, with};
use harness::{Cast, Server};
use jiqiao::vectors::{bytes, service, store, texts, train};
use sea_orm::EntityTrait;
use serde_json::{Value, json};
use uuid::Uuid;

/// A small market: enough listings to train on.
async fn market(cast: &Cast) {
    for number in 1..=6 {
        let title = json!({ "title": format!("塞拉门触摸屏控制器第{number}型") });
        let _listing = published(&cast.tto, cast, "achievements", &with(achievement(), title)).await;
        let title = json!({ "title": format!("地铁车门触摸屏需求第{number}项") });
        let _listing = published(&cast.company, cast, "demands", &with(demand(), title)).await;
    }
}

fn id_of(listing: &Value) -> Uuid {
    listing["id"].as_str().and_then(|id| id.parse().ok()).expect("an id")
}

fn version_of(listing: &Value) -> i32 {
    listing["version"].as_i64().and_then(|version| version.try_into().ok()).expect("a version")
}

/// What the matches of a demand say of its vectors. One that was scored while the demand was being published may stand beside
/// the newer ones.
async fn vector_texts(server: &Server, cast: &Cast, demand: &Value) -> Vec<String> {
    server.settled().await;
    let path = format!("/api/v1/matches?demand_id={}", id_of(demand));
    let found = cast.manager.client.get(&path).await.expect(200);
    let parts = found["items"].as_array().expect("matches").iter();
    let parts = parts.flat_map(|item| item["reasons"]["parts"].as_array().expect("parts"));
    let parts = parts.filter(|part| part["name"] == "vector");
    parts.map(|part| part["text"].as_str().expect("a text").to_owned()).collect()
}

#[tokio::test]
async fn trained_vectors_take_part_once_they_are_chosen() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    market(&cast).await;
    let database = &server.state.database;
    let made = train::train(database, DateTime::<Utc>::default()).await.expect("a model");
    assert_eq!((made.version, made.listings), (1, 12));

    let before = published(&cast.company, &cast, "demands", &demand()).await;
    let said = vector_texts(&server, &cast, &before).await;
    assert!(!said.is_empty() && said.iter().all(|text| text == "没有可用的语义向量，按用词计"), "{said:?}");
    service::choose(database, Some(1), DateTime::<Utc>::default()).await.expect("chosen");
    let after = published(&cast.company, &cast, "demands", &demand()).await;
    let said = vector_texts(&server, &cast, &after).await;
    assert!(said.iter().any(|text| text.starts_with("语义相似度 ")), "{said:?}");

    let (id, version) = (id_of(&after), version_of(&after));
    assert_eq!(store::of(database, &[(id, version)]).await.expect("rows")[&id].len(), 50);
    assert!(store::of(database, &[(id, version + 1)]).await.expect("rows").is_empty(), "a vector of other texts");
    assert!(store::of(database, &[(id_of(&before), version_of(&before))]).await.expect("rows").is_empty());
    let again = service::choose(database, Some(1), DateTime::<Utc>::default()).await;
    assert!(again.is_err_and(|error| error.to_string().contains("已在使用")), "no event without a change");
    service::choose(database, None, DateTime::<Utc>::default()).await.expect("none");
    assert!(store::of(database, &[(id, version)]).await.expect("rows").is_empty());
    let choices = cast.admin.client.get("/api/v1/audit-events?action=vector_model.choose").await.expect(200);
    let said = |place: usize| (&choices["items"][place]["before"], &choices["items"][place]["after"]);
    assert_eq!(said(0), (&json!("1"), &Value::Null), "{choices}");
    assert_eq!(said(1), (&Value::Null, &json!("1")));
}

#[tokio::test]
async fn the_same_listings_give_the_same_vectors_and_old_models_go() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    market(&cast).await;
    let database = &server.state.database;
    let mut grams = Vec::new();
    for version in 1..=7 {
        assert_eq!(train::train(database, DateTime::<Utc>::default()).await.expect("a model").version, version);
        let written = entity::vector_grams::Entity::find_by_id(version).one(database).await.expect("rows");
        grams.push(written.expect("grams").grams);
        if version == 1 {
            store::activate(database, Some(1)).await.expect("activated");
        }
    }
    assert!(grams.iter().all(|one| *one == grams[0]));
    let kept: Vec<i32> = store::models(database).await.expect("models").iter().map(|model| model.version).collect();
    assert_eq!(kept, [7, 6, 5, 4, 3, 1], "the newest, and the one in use");
    let vectors = entity::listing_vector::Entity::find().all(database).await.expect("vectors");
    assert_eq!(vectors.len(), 12 * kept.len());
    assert!(vectors.iter().all(|row| bytes::decode(&row.vector).is_some()));
    let refused = store::activate(database, Some(2)).await.expect_err("gone").to_string();
    assert_eq!(refused, "没有第 2 版向量模型");
    assert_eq!(store::active(database).await.expect("rows").expect("one").version, 1, "a refusal changes nothing");
}

#[tokio::test]
async fn too_few_listings_are_not_trained_on_and_confidential_texts_are_not_read() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let database = &server.state.database;
    let refused = train::train(database, DateTime::<Utc>::default()).await.expect_err("nothing to train on");
    assert!(refused.to_string().contains("至少要 10 条"), "{refused}");
    let secret = json!({ "visibility": "confidential", "description": "用碲化镉薄膜做的触摸层" });
    let listing = published(&cast.tto, &cast, "achievements", &with(achievement(), secret)).await;
    let read = texts::one(database, SubjectKind::Achievement, id_of(&listing)).await.expect("rows").expect("it");
    assert!(read.text.contains("塞拉门") && !read.text.contains("碲化镉"), "{}", read.text);
}

#[tokio::test]
async fn an_older_text_never_takes_the_place_of_a_newer_one() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    market(&cast).await;
    let database = &server.state.database;
    let version = train::train(database, DateTime::<Utc>::default()).await.expect("a model").version;
    store::activate(database, Some(version)).await.expect("activated");
    let id = Uuid::now_v7();
    let vector = |listing, value| store::ListingVector { id, version: listing, vector: vec![value, 1.0] };
    for (listing, value) in [(2, 2.0), (1, 1.0), (3, 3.0)] {
        store::put(database, version, &[vector(listing, value)]).await.expect("written");
        let wanted = f32::max(value, 2.0);
        let current = store::of(database, &[(id, listing.max(2))]).await.expect("rows");
        assert_eq!(current[&id], [wanted, 1.0]);
    }
}
