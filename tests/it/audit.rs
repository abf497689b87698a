//! Every change leaves its event in the same transaction; a chain that was touched names the place (rules.md, vector 23).

use entity::audit_event::{ActiveModel, Column, Entity, Model};
use harness::builders::{achievement, published};
use harness::{Answer, Cast, Server};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder,
};
use serde_json::{Value, json};

/// The events that a request left, told by its id.
async fn events(cast: &Cast, answer: &Answer) -> Vec<Value> {
    let id = answer.headers["x-request-id"].to_str().expect("an id").to_owned();
    let page = cast.admin.client.get(&format!("/api/v1/audit-events?request_id={id}")).await.expect(200);
    page["items"].as_array().expect("items").clone()
}

#[tokio::test]
async fn every_write_leaves_exactly_one_event_and_no_read_or_refusal_any() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let (tto, manager) = (&cast.tto.client, &cast.manager.client);
    let created = tto.post("/api/v1/achievements", &achievement()).await;
    let path = format!("/api/v1/achievements/{}", created.body["id"].as_str().expect("id"));
    let edited = tto.patch(&path, &json!({ "version": 1, "summary": "改过的一句话" })).await;
    let submitted = tto.post(&format!("{path}/submit"), &json!({ "version": 2 })).await;
    let published = manager.post(&format!("{path}/publish"), &json!({ "version": 3 })).await;
    let organization = format!("/api/v1/organizations/{}", cast.company.organization_id);
    let organization = cast.company.client.patch(&organization, &json!({ "version": 1, "address": "黄浦路" })).await;
    let uploaded =
        tto.upload("achievement", created.body["id"].as_str().expect("id"), "报告.pdf", harness::builders::pdf()).await;
    let deal = json!({ "supplier_id": cast.tto.organization_id, "acquirer_id": cast.company.organization_id, "title": "合作" });
    let deal = manager.post("/api/v1/deals", &deal).await;
    let expected = [
        (&created, "achievement.create", "tto"),
        (&edited, "achievement.update", "tto"),
        (&submitted, "achievement.submit", "tto"),
        (&published, "achievement.publish", "manager"),
        (&organization, "organization.update", "company"),
        (&uploaded, "file.add", "tto"),
        (&deal, "deal.create", "manager"),
    ];
    for (answer, action, actor) in expected {
        assert!(answer.status < 300, "{action}: {}", answer.text);
        let events = events(&cast, answer).await;
        assert_eq!(events.len(), 1, "{action}: {events:?}");
        assert_eq!((events[0]["action"].as_str(), events[0]["actor"].as_str()), (Some(action), Some(actor)));
    }
    let stale = tto.patch(&path, &json!({ "version": 1, "summary": "旧的" })).await;
    let read = tto.get(&path).await;
    assert!(events(&cast, &stale).await.is_empty() && events(&cast, &read).await.is_empty());
}

#[tokio::test]
async fn an_event_tells_before_and_after() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let created = cast.tto.client.post("/api/v1/achievements", &achievement()).await;
    let path = format!("/api/v1/achievements/{}", created.body["id"].as_str().expect("id"));
    let edited = cast.tto.client.patch(&path, &json!({ "version": 1, "summary": "改过的一句话" })).await;
    let creation = &events(&cast, &created).await[0];
    assert_eq!(creation["before"], Value::Null);
    assert_eq!(creation["subject_id"], created.body["id"]);
    let edit = &events(&cast, &edited).await[0];
    let side = |name: &str| -> Value { serde_json::from_str(edit[name].as_str().expect("text")).expect("JSON") };
    assert_eq!(side("before")["summary"], achievement()["summary"]);
    assert_eq!((side("after")["summary"].as_str(), side("after")["version"].as_i64()), (Some("改过的一句话"), Some(2)));
}

#[tokio::test]
async fn no_event_tells_a_password() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let person = json!({
        "login_name": "new-one", "password": "a good long sentence", "display_name": "新人",
        "organization_id": cast.company.organization_id, "role": "company"
    });
    let _made = cast.admin.client.post("/api/v1/people", &person).await.expect(201);
    for event in trail(&server).await {
        for side in [event.before, event.after].into_iter().flatten() {
            assert!(
                !side.contains("argon2") && !side.contains("sentence") && !side.contains("token_hash"),
                "{}: {side}",
                event.action
            );
        }
    }
}

async fn trail(server: &Server) -> Vec<Model> {
    Entity::find().order_by_asc(Column::Sequence).all(&server.state.database).await.expect("rows")
}

/// A server with a trail of some length, and nothing running that adds to it.
async fn with_trail() -> (Server, Cast) {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let _listing = published(&cast.tto, &cast, "achievements", &achievement()).await;
    server.settled().await;
    assert_eq!(faults(&cast).await, Vec::<String>::new());
    (server, cast)
}

async fn faults(cast: &Cast) -> Vec<String> {
    let report = cast.admin.client.get("/api/v1/audit-events/verification").await.expect(200);
    let faults = report["faults"].as_array().expect("faults").iter();
    faults.map(|fault| fault.as_str().expect("text").to_owned()).collect()
}

#[tokio::test]
async fn one_changed_byte_is_named() {
    for column in [Column::Actor, Column::Action, Column::After, Column::RequestId, Column::PreviousHash, Column::Hash]
    {
        let (server, cast) = with_trail().await;
        let victim = trail(&server).await.into_iter().find(|event| event.action == "achievement.create").expect("it");
        let changed =
            Entity::update_many().col_expr(column, Expr::value("x")).filter(Column::Sequence.eq(victim.sequence));
        let changed = changed.exec(&server.state.database).await.expect("changed");
        assert_eq!(changed.rows_affected, 1);
        let faults = faults(&cast).await;
        assert!(faults[0].contains(&format!("审计记录 {} 被改动过", victim.sequence)), "{column:?}: {faults:?}");
    }
}

#[tokio::test]
async fn a_deleted_event_is_named() {
    let (server, cast) = with_trail().await;
    let _deleted = Entity::delete_by_id(3_i64).exec(&server.state.database).await.expect("deleted");
    assert_eq!(faults(&cast).await, ["审计记录 3 缺失"]);
}

#[tokio::test]
async fn a_cut_tail_is_named() {
    let (server, cast) = with_trail().await;
    let last = trail(&server).await.last().expect("the last").sequence;
    let cut = Entity::delete_many().filter(Column::Sequence.gt(last - 2));
    let _cut = cut.exec(&server.state.database).await.expect("cut");
    assert_eq!(faults(&cast).await, [format!("审计记录 {} 缺失", last - 1), format!("审计记录 {last} 缺失")]);
}

#[tokio::test]
async fn two_swapped_events_are_named() {
    let (server, cast) = with_trail().await;
    let trail = trail(&server).await;
    let (one, other) = (trail[2].clone(), trail[3].clone());
    let database = &server.state.database;
    let _gone = Entity::delete_many()
        .filter(Column::Sequence.is_in([one.sequence, other.sequence]))
        .exec(database)
        .await
        .expect("gone");
    for (event, sequence) in [(&one, other.sequence), (&other, one.sequence)] {
        let moved = ActiveModel { sequence: Set(sequence), ..event.clone().into_active_model().reset_all() };
        let _put = Entity::insert(moved).exec_without_returning(database).await.expect("put");
    }
    let faults = faults(&cast).await;
    assert!(faults.iter().any(|fault| fault.contains(&format!("审计记录 {}", one.sequence))), "{faults:?}");
    assert!(faults.iter().any(|fault| fault.contains(&format!("审计记录 {}", other.sequence))), "{faults:?}");
}

/// Who can compute hashes can forge one event, but not without the next telling.
#[tokio::test]
async fn a_forged_event_does_not_fit_the_next() {
    let (server, cast) = with_trail().await;
    let victim = trail(&server).await.into_iter().find(|event| event.action == "achievement.create").expect("it");
    let mut forged = Model { actor: "nobody".to_owned(), ..victim.clone() };
    forged.hash = jiqiao::audit::hash(&forged);
    let forged = forged.into_active_model().reset_all();
    let _forged = Entity::update(forged).exec(&server.state.database).await.expect("forged");
    let faults = faults(&cast).await;
    assert!(
        faults.len() == 1 && faults[0].contains(&format!("审计记录 {} 与前一条接不上", victim.sequence + 1)),
        "{faults:?}"
    );
}

#[tokio::test]
async fn a_write_whose_audit_event_fails_is_undone() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    server.settled().await;
    let before = server.row_counts().await;
    let database = &server.state.database;
    let _away =
        database.execute_unprepared("ALTER TABLE audit_events RENAME TO audit_events_away").await.expect("away");
    let refused = cast.tto.client.post("/api/v1/achievements", &achievement()).await;
    assert_eq!(refused.status, 500);
    assert!(!refused.text.contains("audit_events"), "internals stay in the log: {}", refused.text);
    let _back =
        database.execute_unprepared("ALTER TABLE audit_events_away RENAME TO audit_events").await.expect("back");
    assert_eq!(before, server.row_counts().await, "the business row went with its event");
    let made = cast.tto.client.post("/api/v1/achievements", &achievement()).await.expect(201);
    assert!(made["number"].as_str().is_some_and(|number| number.ends_with("-00001")), "its number too: {made}");
    assert_eq!(faults(&cast).await, Vec::<String>::new());
}
