//! What is searched for is counted away from the requests, without who; staff see what found no answer.

use chrono::{Days, TimeDelta};
use entity::search_tally::{Entity, Model};
use harness::builders::{achievement, published};
use harness::{Cast, Client, Server};
use jiqiao::context::Context;
use jiqiao::jobs::search_log;
use sea_orm::EntityTrait;
use serde_json::{Value, json};

async fn search(client: &Client, query: &str) -> Value {
    client.get(&format!("/api/v1/search?{query}")).await.expect(200)
}

/// The rows, written down now.
async fn tallies(server: &Server) -> Vec<Model> {
    search_log::flush(&server.state).await.expect("written");
    Entity::find().all(&server.state.database).await.expect("rows")
}

async fn unmet(client: &Client, query: &str) -> Value {
    client.get(&format!("/api/v1/searches/unmet?{query}")).await.expect(200)
}

fn words(found: &Value) -> Vec<&str> {
    found["items"].as_array().expect("items").iter().map(|row| row["words"].as_str().expect("words")).collect()
}

#[tokio::test]
async fn first_pages_with_words_are_counted_once_for_each_spelling() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    // searches of an index that is still being built are not counted
    server.settled().await;
    let _listing = published(&cast.tto, &cast, "achievements", &achievement()).await;
    server.settled().await;
    for query in ["q=塞拉门", "q=%20塞拉门%20", "q=塞拉门&offset=1", "q=", "field=10"] {
        search(&cast.company.client, query).await;
    }
    search(&cast.tto.client, "q=塞拉门").await;
    search(&cast.tto.client, "q=塞拉门&kind=demand").await;
    let mut rows = tallies(&server).await;
    rows.sort_by_key(|row| row.searches);
    assert_eq!(rows.len(), 2, "{rows:?}");
    let of_demands = &rows[0];
    assert_eq!((of_demands.kind.as_str(), of_demands.searches, of_demands.whole), ("demand", 1, 0));
    let of_both = &rows[1];
    assert_eq!((of_both.words.as_str(), of_both.field.as_str()), ("塞拉门", "10"), "the field of what was found");
    assert_eq!((of_both.searches, of_both.visitors, of_both.whole), (3, 2, 1));

    search(&cast.company.client, "q=塞拉门").await;
    let rows = tallies(&server).await;
    let of_both = rows.iter().find(|row| row.kind.is_empty()).expect("the row");
    assert_eq!((of_both.searches, of_both.visitors), (4, 2), "added up; the same person is one visitor a day");
}

#[tokio::test]
async fn staff_see_what_found_no_answer_by_week_and_field() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    // searches of an index that is still being built are not counted
    server.settled().await;
    let _listing = published(&cast.tto, &cast, "achievements", &achievement()).await;
    server.settled().await;
    for client in [&cast.company.client, &cast.other_company.client] {
        search(client, "q=量子纠缠蒸馏装置").await;
    }
    search(&cast.company.client, "q=深海采矿扬矿泵&field=03").await;
    search(&cast.company.client, "q=塞拉门").await;
    tallies(&server).await;

    let staff = &cast.manager.client;
    let found = unmet(staff, "").await;
    assert_eq!((found["total"].as_u64(), words(&found)[0]), (Some(2), "量子纠缠蒸馏装置"), "the most frequent first");
    assert_eq!((found["items"][0]["searches"].as_i64(), found["items"][0]["visitors"].as_i64()), (Some(2), Some(2)));
    let in_field = unmet(staff, "field=03").await;
    assert_eq!(words(&in_field), ["深海采矿扬矿泵"]);
    assert_eq!(in_field["items"][0]["field_label"], "先进制造");
    assert!(found["fields"].as_array().expect("fields").iter().any(|field| field["code"] == "03"));
    assert!(!found.to_string().contains("company"), "nothing says who asked");

    let page = unmet(staff, "limit=1").await;
    let next = page["next_cursor"].as_str().expect("a second page");
    assert_eq!(words(&unmet(staff, &format!("limit=1&cursor={next}")).await), ["深海采矿扬矿泵"]);
    let last_week = server.state.clock.today() - Days::new(7);
    assert_eq!(unmet(staff, &format!("week={last_week}")).await["total"], 0);

    for bad in ["field=99", "week=tomorrow", "limit=0", "cursor=x", "week=%2B262142-12-31"] {
        let answer = staff.get(&format!("/api/v1/searches/unmet?{bad}")).await;
        assert_eq!(answer.status, 422, "{bad}: {}", answer.text);
    }
    assert_eq!(cast.company.client.get("/api/v1/searches/unmet").await.status, 403);
}

#[tokio::test]
async fn old_days_are_forgotten() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    // searches of an index that is still being built are not counted
    server.settled().await;
    search(&cast.company.client, "q=塞拉门").await;
    assert_eq!(tallies(&server).await.len(), 1);
    server.state.clock.set_offset(TimeDelta::days(399));
    let context = Context::system(server.state.clone());
    assert_eq!(search_log::prune(&context).await.expect("pruned"), 0);
    server.state.clock.set_offset(TimeDelta::days(402));
    assert_eq!(search_log::prune(&context).await.expect("pruned"), 1);
}

#[tokio::test]
async fn a_popular_search_needs_several_people_and_a_result() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    // searches of an index that is still being built are not counted
    server.settled().await;
    let hidden = harness::builders::with(achievement(), json!({ "visibility": "verified" }));
    let _listing = published(&cast.tto, &cast, "achievements", &hidden).await;
    server.settled().await;
    let context = Context::system(server.state.clone());
    let suggested = async |client: &Client| {
        let found = client.get("/api/v1/suggestions?q=slmkz").await.expect(200);
        let found = found.as_array().expect("a list").clone();
        found.into_iter().filter(|one| one["kind"] == "search").map(|one| one["text"].to_string()).collect::<Vec<_>>()
    };
    for (number, who) in [&cast.company, &cast.tto, &cast.manager].into_iter().enumerate() {
        let before = suggested(&cast.company.client).await;
        assert!(before.is_empty(), "{number} people are not enough: {before:?}");
        search(&who.client, "q=塞拉门控制").await;
        tallies(&server).await;
        jiqiao::search::popular::refresh(&context).await.expect("read");
    }
    assert_eq!(suggested(&cast.company.client).await, ["\"塞拉门控制\""]);
    assert!(suggested(&server.anonymous()).await.is_empty(), "it finds nothing for the anonymous");
}
