//! The index follows the database exactly: after edits, closings, crashes, and with a damaged or missing folder.

use entity::enums::ListingState;
use entity::outbox_entry;
use harness::builders::{achievement, demand, published, step, with};
use harness::{Cast, Server};
use jiqiao::jobs::index_state::RebuildReason;
use sea_orm::{EntityTrait, QueryOrder};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// What a person without login finds with some words.
async fn total(server: &Server, words: &str) -> u64 {
    let found = server.anonymous().get(&format!("/api/v1/search?q={words}")).await.expect(200);
    found["total"].as_u64().expect("a total")
}

async fn assert_index_equals_database(server: &Server) {
    let database = &server.state.database;
    let live = [ListingState::Published, ListingState::InTalks];
    let achievements = entity::achievement::Entity::find().all(database).await.expect("rows");
    let demands = entity::demand::Entity::find().all(database).await.expect("rows");
    let achievements = achievements.iter().filter(|row| live.contains(&row.state)).map(|row| row.id.to_string());
    let demands = demands.iter().filter(|row| live.contains(&row.state)).map(|row| row.id.to_string());
    let expected: BTreeSet<String> = achievements.chain(demands).collect();
    let indexed = server.state.search.ids().expect("the index");
    assert_eq!(indexed.len(), expected.len(), "no listing twice");
    assert_eq!(indexed.into_iter().map(|(id, _)| id).collect::<BTreeSet<_>>(), expected);
}

/// Three achievements, a demand and a draft; answers the first achievement.
async fn market(server: &Server) -> (Cast, Value) {
    let cast = Cast::enter(server).await;
    let first = published(&cast.tto, &cast, "achievements", &achievement()).await;
    for title in ["全钒液流储能电池系统", "膜电极涂布工艺"] {
        let _listing =
            published(&cast.tto, &cast, "achievements", &with(achievement(), json!({ "title": title }))).await;
    }
    let _listing = published(&cast.company, &cast, "demands", &demand()).await;
    let _draft = cast.tto.client.post("/api/v1/achievements", &achievement()).await.expect(201);
    (cast, first)
}

#[tokio::test]
async fn edits_and_closings_leave_nothing_of_the_old_text() {
    let server = Server::start().await;
    let (cast, first) = market(&server).await;
    let path = format!("/api/v1/achievements/{}", first["id"].as_str().expect("id"));
    let edit = json!({ "version": first["version"], "title": "屏蔽门故障诊断仪", "description": "听声辨位", "keywords": ["诊断"] });
    let edited = cast.tto.client.patch(&path, &edit).await.expect(200);
    server.settled().await;
    assert_eq!(
        (
            total(&server, "屏蔽门故障诊断仪&kind=achievement&field=10").await > 0,
            total(&server, "\"防水防震\"&kind=achievement").await
        ),
        (true, 2)
    );
    assert_index_equals_database(&server).await;
    let hidden = json!({ "version": edited["version"], "visibility": "verified" });
    let hidden = cast.tto.client.patch(&path, &hidden).await.expect(200);
    server.settled().await;
    assert_eq!(total(&server, "\"屏蔽门故障诊断仪\"").await, 0, "no longer for the anonymous");
    let reason = json!({ "version": hidden["version"], "reason": "withdrawn" });
    let closed = cast.tto.client.post(&format!("{path}/close"), &reason).await.expect(200);
    server.settled().await;
    assert_index_equals_database(&server).await;
    let draft = step(&cast.tto, "achievements", &closed, "reopen").await;
    let submitted = step(&cast.tto, "achievements", &draft, "submit").await;
    let _published = step(&cast.manager, "achievements", &submitted, "publish").await;
    server.settled().await;
    assert_index_equals_database(&server).await;
}

#[tokio::test]
async fn a_crash_before_the_index_followed_loses_nothing() {
    let server = Server::start_with(|config| config.index.poll_milliseconds = 60_000).await;
    let (cast, _first) = market(&server).await;
    drop(cast);
    let server = server.restarted().await;
    server.settled().await;
    assert_eq!(total(&server, "全钒液流").await, 1);
    assert_index_equals_database(&server).await;
}

#[tokio::test]
async fn a_lost_index_folder_is_rebuilt_while_the_server_answers() {
    let server = Server::start().await;
    let (cast, _first) = market(&server).await;
    server.settled().await;
    drop(cast);
    let server = server.restarted_after(|folder| std::fs::remove_dir_all(folder.join("index")).expect("removed")).await;
    assert_eq!(server.anonymous().get("/api/v1/search?q=全钒液流").await.status, 200, "answers from the start");
    server.settled().await;
    assert_eq!(total(&server, "全钒液流").await, 1);
    assert_index_equals_database(&server).await;
}

#[tokio::test]
async fn garbage_in_the_index_folder_is_replaced() {
    let server = Server::start().await;
    let (cast, _first) = market(&server).await;
    server.settled().await;
    drop(cast);
    let server = server.restarted_after(|folder| spoil(&folder.join("index"))).await;
    assert_eq!(server.anonymous().get("/api/v1/search?q=全钒液流").await.status, 200);
    server.settled().await;
    assert_eq!(total(&server, "全钒液流").await, 1);
    assert_index_equals_database(&server).await;
    drop(
        server
            .restarted_after(|folder| std::fs::write(folder.join("index/CURRENT"), "generation-x").expect("written"))
            .await,
    );
}

/// Writes garbage over every file of the folder.
fn spoil(folder: &std::path::Path) {
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        if entry.path().is_dir() {
            spoil(&entry.path());
        } else if entry.file_name() != "CURRENT" {
            std::fs::write(entry.path(), b"garbage").expect("written");
        }
    }
}

#[tokio::test]
async fn a_reindex_runs_beside_the_live_index() {
    let server = Server::start().await;
    let (cast, _first) = market(&server).await;
    server.settled().await;
    let state = server.state.clone();
    let mut rebuilding = tokio::task::JoinSet::new();
    rebuilding.spawn(async move {
        for _ in 0..5 {
            let rebuilt = jiqiao::jobs::index_rebuild::rebuild(&state, RebuildReason::Requested).await;
            assert!(rebuilt.expect("rebuilt") >= 4);
        }
    });
    let late = with(achievement(), json!({ "title": "重建时发布的成果" }));
    let late = published(&cast.tto, &cast, "achievements", &late);
    let searching = async {
        for _ in 0..20 {
            assert_eq!(total(&server, "全钒液流").await, 1, "searches never wait and never miss");
        }
    };
    let (_late, ()) = tokio::join!(late, searching);
    // The late one may or may not be among those a rebuild read: it is there afterwards in either case.
    let _rebuilt = rebuilding.join_all().await;
    server.settled().await;
    assert_index_equals_database(&server).await;
}

#[tokio::test]
async fn outbox_numbers_have_no_gaps_under_16_writers() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let mut writing = tokio::task::JoinSet::new();
    for writer in 0..16 {
        let cast = cast.clone();
        writing.spawn(async move {
            for number in 0..2 {
                let body = with(achievement(), json!({ "title": format!("第{writer}人的第{number}项") }));
                let _listing = published(&cast.tto, &cast, "achievements", &body).await;
            }
        });
    }
    let _done = writing.join_all().await;
    server.settled().await;
    let entries = outbox_entry::Entity::find().order_by_asc(outbox_entry::Column::Number);
    let entries = entries.all(&server.state.database).await.expect("rows");
    let numbers: Vec<i64> = entries.iter().map(|entry| entry.number).collect();
    assert_eq!(numbers, (1..=64).collect::<Vec<i64>>(), "submission and publication of 32 listings");
    assert_index_equals_database(&server).await;
    assert_eq!(server.state.search.document_count(), 32);
}
