//! Following, pruning and several nodes: nobody skips an entry, and none that somebody needs is deleted.

use entity::{counter, outbox_entry, outbox_reader};
use harness::builders::{achievement, demand, published, with};
use harness::{Cast, Server};
use jiqiao::context::Context;
use jiqiao::jobs::{index_verify, outbox, readers};
use jiqiao::search::dto::SearchQuery;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
    QueryOrder,
};
use serde_json::{Value, json};
use std::path::Path;
use std::time::{Duration, Instant};

const SKIPPED: &str = "skipped: SQLite serves one node; this runs with JIQIAO_TEST_POSTGRES";

/// Two nodes have to agree within this.
const SOON: Duration = Duration::from_secs(2);

async fn market(server: &Server, cast: &Cast) -> Value {
    let first = published(&cast.tto, cast, "achievements", &achievement()).await;
    let _second = published(&cast.company, cast, "demands", &demand()).await;
    server.settled().await;
    first
}

async fn titled(cast: &Cast, title: &str) -> Value {
    published(&cast.tto, cast, "achievements", &with(achievement(), json!({ "title": title }))).await
}

/// Index and database agree, content for content.
async fn assert_agreement(server: &Server) {
    let report = index_verify::verify(&server.state.database, &server.folder().join("index")).await.expect("a report");
    assert!(report.agrees() && report.waiting == 0 && report.documents > 0, "{report:?}");
}

async fn numbers(server: &Server) -> Vec<i64> {
    let entries = outbox_entry::Entity::find().order_by_asc(outbox_entry::Column::Number);
    entries.all(&server.state.database).await.expect("rows").iter().map(|entry| entry.number).collect()
}

/// Lets go whatever all known readers have passed.
async fn pruned(server: &Server) -> i64 {
    readers::report(&server.state).await.expect("a report");
    let context = Context::system(server.state.clone());
    while readers::prune(&context, 1).await.expect("pruned") > 0 {}
    outbox::marks(&server.state.database).await.expect("marks").pruned
}

async fn other_reader(server: &Server, position: i64, seen_at: chrono::DateTime<chrono::Utc>) {
    let row = outbox_reader::Model { name: readers::INDEX.to_owned(), node: "elsewhere".to_owned(), position, seen_at };
    row.into_active_model().reset_all().insert(&server.state.database).await.expect("a reader");
}

#[tokio::test]
async fn pruning_leaves_what_a_reader_needs() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let _first = market(&server, &cast).await;
    let last = outbox::last_number(&server.state.database).await.expect("a number");
    other_reader(&server, 1, server.state.clock.now()).await;
    assert_eq!(pruned(&server).await, 1);
    assert_eq!(numbers(&server).await, (2..=last).collect::<Vec<_>>(), "the other node needs them");
    let long_ago = server.state.clock.now() - chrono::TimeDelta::days(8);
    outbox_reader::Entity::update_many()
        .set(outbox_reader::ActiveModel { seen_at: sea_orm::ActiveValue::Set(long_ago), ..Default::default() })
        .filter(outbox_reader::Column::Node.eq("elsewhere"))
        .exec(&server.state.database)
        .await
        .expect("it was away");
    readers::step(&server.state).await.expect("housekeeping");
    assert_eq!(pruned(&server).await, last, "a node that is gone for a week does not count");
    assert_eq!(numbers(&server).await, Vec::<i64>::new());
    let _more = titled(&cast, "清理以后发布的成果").await;
    server.settled().await;
    assert_eq!(numbers(&server).await, [last + 1, last + 2], "numbers go on");
    assert_agreement(&server).await;
    drop(cast);
    let server = server.restarted().await;
    server.settled().await;
    assert!(server.state.index_state.finished().is_none(), "nothing was built anew");
    assert_agreement(&server).await;
}

#[tokio::test]
async fn suggestions_that_stand_still_keep_their_entries() {
    // only bells wake the followers: nothing happens once all is quiet
    let server = Server::start_with(|config| config.index.poll_milliseconds = 60_000).await;
    let cast = Cast::enter(&server).await;
    let _first = market(&server, &cast).await;
    let set_back = outbox_reader::Entity::update_many()
        .col_expr(outbox_reader::Column::Position, Expr::value(1_i64))
        .filter(outbox_reader::Column::Name.eq(readers::MATCHES));
    assert_eq!(set_back.exec(&server.state.database).await.expect("set back").rows_affected, 1);
    assert_eq!(pruned(&server).await, 1);
}

#[tokio::test]
async fn an_index_that_is_older_than_the_outbox_is_built_anew() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let first = market(&server, &cast).await;
    let kept = tempfile::tempdir().expect("a folder");
    let (folder, copy) = (server.folder().join("index"), kept.path().join("index"));
    copy_folder(&folder, &copy);
    let path = format!("/api/v1/achievements/{}", first["id"].as_str().expect("id"));
    let edit = json!({ "version": first["version"], "title": "离开期间改了题目" });
    let _edited = cast.tto.client.patch(&path, &edit).await.expect(200);
    let _late = titled(&cast, "离开期间发布的成果").await;
    server.settled().await;
    let last = pruned(&server).await;
    assert_eq!(last, outbox::last_number(&server.state.database).await.expect("a number"));
    drop(cast);
    let server = server
        .restarted_after(|folder| {
            std::fs::remove_dir_all(folder.join("index")).expect("removed");
            copy_folder(&copy, &folder.join("index"));
        })
        .await;
    assert_eq!(server.anonymous().get("/api/v1/search?q=触摸屏").await.status, 200, "answers from the start");
    server.settled().await;
    assert_agreement(&server).await;
    let finished = server.state.index_state.finished().expect("it was built anew");
    assert_eq!(finished.reason.label(), "离开太久，须从数据库重新读取");
    assert_eq!(server.state.index_state.fault(), None);
}

fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).expect("copied");
        }
    }
}

/// A writer that has taken its number and not committed makes the next one wait: so no later number can be committed
/// first, and the follower cannot pass an earlier one.
#[tokio::test]
async fn a_later_number_waits_for_an_earlier_one() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let first = market(&server, &cast).await;
    let before = outbox::last_number(&server.state.database).await.expect("a number");
    let early = jiqiao::db::begin(&server.state.database).await.expect("a transaction");
    let number = take_number(&early).await;
    assert_eq!(number, before + 1);
    let path = format!("/api/v1/achievements/{}", first["id"].as_str().expect("id"));
    let edit = json!({ "version": first["version"], "title": "后来的一笔" });
    let (client, later_path) = (cast.tto.client.clone(), path.clone());
    let mut later = tokio::spawn(async move { client.patch(&later_path, &edit).await });
    let waits = tokio::time::timeout(Duration::from_millis(300), &mut later).await;
    assert!(waits.is_err(), "the later one must not commit first");
    assert_eq!(server.state.search.applied_number(), before, "nothing to follow yet");
    announce(&early, number, &first).await;
    early.commit().await.expect("the early one");
    let _edited = later.await.expect("the later one").expect(200);
    server.settled().await;
    assert_eq!(numbers(&server).await.last(), Some(&(before + 2)));
    assert_eq!(server.state.search.applied_number(), before + 2);
    assert_agreement(&server).await;
}

/// The follower itself never passes a gap, whoever made it.
#[tokio::test]
async fn a_gap_is_not_passed() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let first = market(&server, &cast).await;
    let database = &server.state.database;
    let position = outbox::last_number(database).await.expect("a number");
    announce(database, position + 2, &first).await;
    assert_eq!(outbox::after(database, position, 10).await.expect("read"), outbox::Next::Lost);
    announce(database, position + 1, &first).await;
    let outbox::Next::Entries(entries) = outbox::after(database, position, 10).await.expect("read") else {
        panic!("both are there now");
    };
    assert_eq!(entries.iter().map(|entry| entry.number).collect::<Vec<_>>(), [position + 1, position + 2]);
    let ahead = outbox::after(database, position + 100, 10).await.expect("read");
    assert_eq!(ahead, outbox::Next::Lost, "the database is older than the reader");
}

async fn take_number(rows: &impl ConnectionTrait) -> i64 {
    let counted = counter::Entity::update_many()
        .col_expr(counter::Column::Value, Expr::col(counter::Column::Value).add(1_i64))
        .filter(counter::Column::Name.eq("outbox"))
        .exec_with_returning(rows)
        .await
        .expect("the counter");
    counted.first().expect("one row").value
}

async fn announce(rows: &impl ConnectionTrait, number: i64, listing: &Value) {
    let entry = outbox_entry::Model {
        number,
        subject_kind: entity::enums::SubjectKind::Achievement,
        subject_id: listing["id"].as_str().expect("id").parse().expect("uuid"),
        at: chrono::DateTime::UNIX_EPOCH,
    };
    let entry = entry.into_active_model().reset_all();
    outbox_entry::Entity::insert(entry).exec_without_returning(rows).await.expect("an entry");
}

#[tokio::test]
async fn two_nodes_over_one_database_agree_within_two_seconds() {
    let first = Server::start_with(|config| config.index.poll_milliseconds = 500).await;
    let Some(second) = first.second_node().await else {
        println!("{SKIPPED}");
        return;
    };
    let cast = Cast::enter(&first).await;
    let _listing = market(&first, &cast).await;
    second.settled().await;
    for title in ["第一台发布的成果", "又一项成果", "再一项成果"] {
        let _listing = titled(&cast, title).await;
        let committed = Instant::now();
        second.settled().await;
        assert!(committed.elapsed() < SOON, "{:?}", committed.elapsed());
        assert_agreement(&second).await;
    }
    let staff = cast.manager.client.get("/api/v1/index").await.expect(200);
    assert_eq!(staff["applied_number"], staff["last_number"]);
    let known = outbox_reader::Entity::find().count(&first.state.database).await.expect("readers");
    assert_eq!(known, 3, "two nodes and the suggestions: {staff}");
}

#[tokio::test]
async fn a_node_that_was_away_while_entries_were_pruned_comes_back_whole() {
    let first = Server::start().await;
    let Some(second) = first.second_node().await else {
        println!("{SKIPPED}");
        return;
    };
    let cast = Cast::enter(&first).await;
    let _listing = market(&first, &cast).await;
    second.settled().await;
    let away = second.stopped().await;
    for title in ["离开时的成果甲", "离开时的成果乙"] {
        let _listing = titled(&cast, title).await;
    }
    first.settled().await;
    let needed = outbox::last_number(&first.state.database).await.expect("a number");
    assert!(pruned(&first).await < needed, "the node that is away is known: its entries stay");
    outbox_reader::Entity::delete_many()
        .filter(outbox_reader::Column::Node.eq(away.node.clone()))
        .exec(&first.state.database)
        .await
        .expect("forgotten");
    assert_eq!(pruned(&first).await, needed);
    let second = away.started().await;
    second.settled().await;
    assert_agreement(&second).await;
    assert!(second.state.index_state.finished().is_some(), "it noticed and built its index anew");
}

#[tokio::test]
async fn damage_of_every_kind_is_repaired_while_the_search_answers() {
    let mut server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let _listing = market(&server, &cast).await;
    drop(cast);
    for damage in [cut_short as fn(&Path), without_meta, garbage] {
        server = server.restarted_after(|folder| damage(&live_generation(folder))).await;
        assert_eq!(server.anonymous().get("/api/v1/search?q=触摸屏").await.status, 200, "answers from the start");
        assert_eq!(server.anonymous().get("/search?q=触摸屏").await.status, 200);
        server.settled().await;
        assert_agreement(&server).await;
        assert!(server.state.index_state.finished().is_some(), "it was built anew");
    }
}

fn live_generation(folder: &Path) -> std::path::PathBuf {
    let live = std::fs::read_to_string(folder.join("index/CURRENT")).expect("CURRENT");
    folder.join("index").join(live.trim())
}

fn cut_short(generation: &Path) {
    let files = std::fs::read_dir(generation).expect("a folder").flatten().map(|entry| entry.path());
    let terms = files.filter(|path| path.extension().is_some_and(|extension| extension == "term"));
    for path in terms {
        let half = std::fs::metadata(&path).expect("a file").len() / 2;
        std::fs::OpenOptions::new().write(true).open(&path).expect("opened").set_len(half).expect("cut");
    }
}

fn without_meta(generation: &Path) {
    std::fs::remove_file(generation.join("meta.json")).expect("removed");
}

fn garbage(generation: &Path) {
    std::fs::write(generation.join("meta.json"), "{}").expect("written");
}

#[tokio::test]
async fn an_index_deleted_under_the_running_server_comes_back() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let _listing = market(&server, &cast).await;
    std::fs::remove_dir_all(live_generation(server.folder())).expect("removed");
    assert_eq!(server.anonymous().get("/api/v1/search?q=触摸屏").await.status, 200, "what is open answers");
    let _late = titled(&cast, "索引被删以后发布的成果").await;
    server.settled().await;
    assert_agreement(&server).await;
}

/// The search says that its index is not whole, before the followers have repaired it.
#[tokio::test]
async fn an_incomplete_index_says_so() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let _listing = market(&server, &cast).await;
    let whole = server.anonymous().get("/api/v1/search?q=触摸屏").await.expect(200);
    assert_eq!(whole["index_incomplete"], json!(false));
    drop(cast);
    let away = server.stopped().await;
    std::fs::remove_dir_all(away.folder().join("index")).expect("removed");
    let state = jiqiao::server::open(away.config()).await.expect("it opens");
    let context = Context::system(state.clone());
    let query = SearchQuery { q: "触摸屏".to_owned(), ..SearchQuery::default() };
    let found = jiqiao::search::service::search(&context, &query).await.expect("an answer");
    assert_eq!((found.index_incomplete, found.total), (true, 0));
    jiqiao::jobs::follow::step(&state).await.expect("followed");
    let found = jiqiao::search::service::search(&context, &query).await.expect("an answer");
    assert!(!found.index_incomplete && found.total > 0);
}
