//! 16 people at once: nothing overwritten, no number twice or missing, no internal error, and an audit chain that holds.

use entity::revision;
use harness::builders::{achievement, demand, published};
use harness::{Cast, Server};
use sea_orm::{EntityTrait, PaginatorTrait};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use tokio::task::JoinSet;

const WRITERS: usize = 16;

async fn assert_chain_holds(cast: &Cast) {
    let report = cast.admin.client.get("/api/v1/audit-events/verification").await.expect(200);
    assert_eq!(report["faults"], json!([]), "{report}");
    assert!(report["events"].as_u64().is_some_and(|events| events > 0));
}

#[tokio::test]
async fn sixteen_editors_of_one_listing_overwrite_nothing() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let listing = published(&cast.tto, &cast, "achievements", &achievement()).await;
    let path = format!("/api/v1/achievements/{}", listing["id"].as_str().expect("id"));
    let mut writing = JoinSet::new();
    for writer in 0..WRITERS {
        let (client, path) = (cast.tto.client.clone(), path.clone());
        writing.spawn(async move {
            let mut saved = 0;
            for edit in 0..10 {
                let version = client.get(&path).await.expect(200)["version"].clone();
                let body = json!({ "version": version, "summary": format!("第{writer}人第{edit}次") });
                let answer = client.patch(&path, &body).await;
                assert!(matches!(answer.status, 200 | 409), "{}", answer.text);
                saved += i64::from(answer.status == 200);
            }
            saved
        });
    }
    let saved: i64 = writing.join_all().await.into_iter().sum();
    let after = cast.tto.client.get(&path).await.expect(200);
    assert_eq!(after["version"].as_i64(), listing["version"].as_i64().map(|version| version + saved));
    assert!(saved >= 10, "somebody gets through each time: {saved}");
    let revisions = revision::Entity::find().count(&server.state.database).await.expect("a count");
    assert_eq!(revisions, saved.unsigned_abs(), "each saved edit kept what it replaced");
    assert_chain_holds(&cast).await;
}

#[tokio::test]
async fn sixteen_writers_take_numbers_without_doubles_or_gaps() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let mut writing: JoinSet<Vec<Value>> = JoinSet::new();
    for writer in 0..WRITERS {
        let cast = cast.clone();
        writing.spawn(async move {
            let mut made = Vec::new();
            for _ in 0..5 {
                let (member, kind, body) = match writer % 2 {
                    0 => (&cast.tto, "achievements", achievement()),
                    _ => (&cast.company, "demands", demand()),
                };
                made.push(member.client.post(&format!("/api/v1/{kind}"), &body).await.expect(201)["number"].clone());
            }
            made
        });
    }
    let numbers: Vec<Value> = writing.join_all().await.into_iter().flatten().collect();
    let numbers: BTreeSet<&str> = numbers.iter().map(|number| number.as_str().expect("a number")).collect();
    for prefix in ["CG", "XQ"] {
        let of_series: Vec<&&str> = numbers.iter().filter(|number| number.starts_with(prefix)).collect();
        let counted = of_series.iter().map(|number| number.rsplit('-').next().and_then(|n| n.parse::<u32>().ok()));
        assert_eq!(counted.collect::<Vec<_>>(), (1..=40).map(Some).collect::<Vec<_>>(), "{of_series:?}");
    }
    assert_chain_holds(&cast).await;
}

#[tokio::test]
async fn sixteen_managers_start_the_same_deal_once() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let offer = published(&cast.tto, &cast, "achievements", &achievement()).await;
    let wish = published(&cast.company, &cast, "demands", &demand()).await;
    let body = json!({ "achievement_id": offer["id"], "demand_id": wish["id"] });
    let mut starting = JoinSet::new();
    for _ in 0..WRITERS {
        let (client, body) = (cast.manager.client.clone(), body.clone());
        starting.spawn(async move { client.post("/api/v1/deals", &body).await.status });
    }
    let statuses = starting.join_all().await;
    assert_eq!(statuses.iter().filter(|status| **status == 201).count(), 1, "{statuses:?}");
    assert!(statuses.iter().all(|status| matches!(status, 201 | 409)), "{statuses:?}");
    assert_eq!(server.row_counts().await["deal"], 1);
    assert_chain_holds(&cast).await;
}

#[tokio::test]
async fn two_reviewers_publish_or_return_but_not_both() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let draft = cast.tto.client.post("/api/v1/achievements", &achievement()).await.expect(201);
    let submitted = harness::builders::step(&cast.tto, "achievements", &draft, "submit").await;
    let path = format!("/api/v1/achievements/{}", draft["id"].as_str().expect("id"));
    let (publish, send_back) = (format!("{path}/publish"), format!("{path}/return"));
    let plain = json!({ "version": submitted["version"] });
    let reason = json!({ "version": submitted["version"], "reason": "no_metrics" });
    let (one, other) =
        tokio::join!(cast.manager.client.post(&publish, &plain), cast.admin.client.post(&send_back, &reason));
    let mut statuses = [one.status, other.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409], "{} {}", one.text, other.text);
}
