//! Who found something asks for the introduction himself: his own organisation becomes a party and has said yes.

use entity::enums::{OrganizationKind, Role, Verification};
use entity::organization;
use harness::builders::{achievement, demand, published, with};
use harness::deals::BEGIN;
use harness::{Cast, Member, Server};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};
use serde_json::{Value, json};

const WORDS: &str = "我们做地铁车门，想先看样机";

async fn begin() -> (Server, Cast) {
    let server = Server::at(BEGIN).await;
    let cast = Cast::enter(&server).await;
    (server, cast)
}

async fn ask(who: &Member, origin: Value) -> harness::Answer {
    who.client.post("/api/v1/deals", &with(json!({ "note": WORDS }), origin)).await
}

async fn seen(who: &Member, deal: &Value) -> Value {
    who.client.get(&format!("/api/v1/deals/{}", deal["id"].as_str().expect("id"))).await.expect(200)
}

#[tokio::test]
async fn a_company_asks_for_an_achievement_and_has_said_yes() {
    let (_server, cast) = begin().await;
    let found = published(&cast.tto, &cast, "achievements", &achievement()).await;
    let path = format!("/api/v1/achievements/{}", found["id"].as_str().expect("id"));
    assert_eq!(cast.company.client.get(&path).await.expect(200)["can"]["start_deal"], true);
    assert_eq!(cast.tto.client.get(&path).await.expect(200)["can"]["start_deal"], false, "one's own");
    let deal = ask(&cast.company, json!({ "achievement_id": found["id"] })).await.expect(201);
    assert_eq!(deal["acquirer"]["id"], json!(cast.company.organization_id));
    assert_eq!(deal["supplier"]["id"], json!(cast.tto.organization_id));
    assert_eq!((deal["stage"].as_str(), deal["channel"].as_str()), (Some("introduction"), Some("search")));
    let answer = &deal["answers"]["acquirer"];
    assert_eq!((answer["answer"].as_str(), answer["note"].as_str()), (Some("yes"), Some(WORDS)));
    assert_eq!(answer["by"]["id"], json!(cast.company.person_id));
    assert!(answer["at"].as_str().expect("a time").starts_with(BEGIN));
    assert_eq!((&deal["answers"]["supplier"], &deal["contacts"]), (&Value::Null, &Value::Null));
    assert_eq!(deal["can"]["answer_as"], Value::Null);
    assert_eq!(deal["manager"]["id"], json!(cast.manager.person_id));
    let events = format!("/api/v1/deals/{}/events", deal["id"].as_str().expect("id"));
    let events = cast.manager.client.get(&events).await.expect(200);
    assert_eq!(events[0]["note"], format!("吸纳方请求引荐：{WORDS}"));
    assert_eq!(events[0]["person"]["id"], json!(cast.company.person_id));
    let answer = json!({ "version": deal["version"], "answer": "yes", "note": "" });
    let path = format!("/api/v1/deals/{}/answer", deal["id"].as_str().expect("id"));
    let answered = cast.tto.client.post(&path, &answer).await.expect(200);
    assert_eq!(answered["stage"], "talks");
}

#[tokio::test]
async fn a_supplier_asks_for_a_demand_and_learns_no_name_behind_an_anonymous_one() {
    let (_server, cast) = begin().await;
    let anonymous = with(demand(), json!({ "publish_mode": "anonymous" }));
    let found = published(&cast.company, &cast, "demands", &anonymous).await;
    let path = format!("/api/v1/demands/{}", found["id"].as_str().expect("id"));
    assert_eq!(cast.tto.client.get(&path).await.expect(200)["can"]["start_deal"], true);
    let answer = ask(&cast.tto, json!({ "demand_id": found["id"] })).await;
    assert!(!answer.text.contains("海港机电"), "{}", answer.text);
    let deal = answer.expect(201);
    assert_eq!(deal["supplier"]["id"], json!(cast.tto.organization_id));
    assert_eq!(deal["answers"]["supplier"]["note"], WORDS);
    assert_eq!(seen(&cast.company, &deal).await["can"]["answer_as"], "acquirer");
}

/// The owner of an anonymous demand who asks himself stays unnamed too.
#[tokio::test]
async fn who_asks_for_an_anonymous_demand_of_his_own_stays_unnamed() {
    let (_server, cast) = begin().await;
    let achievement = published(&cast.tto, &cast, "achievements", &achievement()).await;
    let anonymous = with(demand(), json!({ "publish_mode": "anonymous" }));
    let demand = published(&cast.company, &cast, "demands", &anonymous).await;
    let both = json!({ "achievement_id": achievement["id"], "demand_id": demand["id"] });
    let deal = ask(&cast.company, both).await.expect(201);
    let events = format!("/api/v1/deals/{}/events", deal["id"].as_str().expect("id"));
    let told = cast.tto.client.get(&events).await.expect(200).to_string() + &seen(&cast.tto, &deal).await.to_string();
    assert!(told.contains(WORDS));
    for secret in ["海港机电", "测试·company", &cast.company.person_id.to_string()] {
        assert!(!told.contains(secret), "{secret} in {told}");
    }
}

#[tokio::test]
async fn a_match_is_asked_for_on_the_side_of_its_own_listing() {
    for supplier_asks in [true, false] {
        let (server, cast) = begin().await;
        published(&cast.tto, &cast, "achievements", &achievement()).await;
        published(&cast.company, &cast, "demands", &demand()).await;
        server.settled().await;
        let found = cast.manager.client.get("/api/v1/matches").await.expect(200);
        let origin = json!({ "match_id": found["items"][0]["id"] });
        assert_eq!(ask(&cast.other_company, origin.clone()).await.expect_error(404), "not_found");
        let (who, side) = if supplier_asks { (&cast.tto, "supplier") } else { (&cast.company, "acquirer") };
        let deal = ask(who, origin.clone()).await.expect(201);
        assert_eq!(deal["channel"], "match");
        assert_eq!(deal["answers"][side]["answer"], "yes");
        let found = cast.manager.client.get("/api/v1/matches").await.expect(200);
        assert_eq!(found["items"][0]["state"], "accepted");
        assert_eq!(ask(who, origin).await.expect_error(409), "deal_exists");
    }
}

#[tokio::test]
async fn nobody_asks_for_himself_for_others_or_without_a_word() {
    let (server, cast) = begin().await;
    let achievement = published(&cast.tto, &cast, "achievements", &achievement()).await;
    let demand = published(&cast.company, &cast, "demands", &demand()).await;
    let (achievement, demand) = (&achievement["id"], &demand["id"]);
    let before = server.row_counts().await;
    for (who, origin, path) in [
        (&cast.tto, json!({ "achievement_id": achievement }), "achievement_id"),
        (&cast.company, json!({ "demand_id": demand }), "demand_id"),
    ] {
        assert_eq!(ask(who, origin).await.expect_fields(), [(path.to_owned(), "same_party".to_owned())]);
    }
    let between_others = json!({ "achievement_id": achievement, "demand_id": demand });
    assert_eq!(ask(&cast.other_company, between_others).await.expect_error(403), "forbidden");
    let in_its_name = json!({ "achievement_id": achievement, "acquirer_id": cast.company.organization_id });
    assert_eq!(ask(&cast.other_company, in_its_name).await.expect_error(403), "forbidden");
    for (note, code) in [(" ".to_owned(), "required"), ("长".repeat(2001), "too_long")] {
        let fields = ask(&cast.company, json!({ "achievement_id": achievement, "note": note })).await.expect_fields();
        assert_eq!(fields, [("note".to_owned(), code.to_owned())]);
    }
    assert_eq!(before, server.row_counts().await);
}

#[tokio::test]
async fn what_is_hidden_cannot_be_asked_for_and_what_is_closed_no_more() {
    let (_server, cast) = begin().await;
    let draft = cast.tto.client.post("/api/v1/achievements", &achievement()).await.expect(201);
    let excluding = json!({ "excluded_organization_ids": [cast.other_company.organization_id] });
    let excluding = published(&cast.tto, &cast, "achievements", &with(achievement(), excluding)).await;
    for hidden in [&draft, &excluding] {
        let answer = ask(&cast.other_company, json!({ "achievement_id": hidden["id"] })).await;
        assert_eq!(answer.expect_error(404), "not_found");
    }
    let own = published(&cast.other_company, &cast, "demands", &demand()).await;
    let id = own["id"].as_str().expect("id");
    let close = json!({ "version": own["version"], "reason": "need_changed", "note": "" });
    let _closed = cast.other_company.client.post(&format!("/api/v1/demands/{id}/close"), &close).await.expect(200);
    let open = published(&cast.tto, &cast, "achievements", &achievement()).await;
    let both = json!({ "achievement_id": open["id"], "demand_id": id });
    assert_eq!(ask(&cast.other_company, both).await.expect_error(409), "listing_not_live");
}

#[tokio::test]
async fn only_a_verified_organisation_asks() {
    let (server, cast) = begin().await;
    let found = published(&cast.tto, &cast, "achievements", &achievement()).await;
    let row = organization::Entity::find_by_id(cast.company.organization_id).one(&server.state.database).await;
    let waiting = organization::Model { verification: Verification::Pending, ..row.expect("rows").expect("it") };
    waiting.into_active_model().reset_all().update(&server.state.database).await.expect("pending");
    let path = format!("/api/v1/achievements/{}", found["id"].as_str().expect("id"));
    assert_eq!(cast.company.client.get(&path).await.expect(200)["can"]["start_deal"], false);
    let answer = ask(&cast.company, json!({ "achievement_id": found["id"] })).await;
    assert_eq!(answer.expect_error(403), "forbidden");
    assert_eq!(ask(&Member { client: server.anonymous(), ..cast.company }, json!({})).await.status, 401);
}

#[tokio::test]
async fn the_least_busy_manager_of_the_operator_takes_it() {
    let server = Server::start_with(|config| config.site.operator = "转化中心".to_owned()).await;
    let cast = Cast::enter(&server).await;
    let elsewhere = server.organization("另一家服务机构", OrganizationKind::TransferService).await;
    let idle = server.member("idle", elsewhere, Role::Manager).await;
    let second = server.member("second", cast.manager.organization_id, Role::Manager).await;
    let mut takers = Vec::new();
    for number in 0..3 {
        let body = with(achievement(), json!({ "title": format!("车门控制器之{number}") }));
        let found = published(&cast.tto, &cast, "achievements", &body).await;
        let deal = ask(&cast.company, json!({ "achievement_id": found["id"] })).await.expect(201);
        assert_eq!(deal["broker"]["id"], json!(cast.manager.organization_id));
        takers.push(deal["manager"]["id"].clone());
    }
    let (first, second_id) = (json!(cast.manager.person_id), json!(second.person_id));
    assert_eq!(takers, [first.clone(), second_id, first]);
    let found = published(&cast.tto, &cast, "achievements", &achievement()).await;
    for (member, version) in [(&cast.manager, 1), (&second, 1)] {
        let path = format!("/api/v1/people/{}/disabled", member.person_id);
        let _out = cast.admin.client.put(&path, &json!({ "version": version, "disabled": true })).await.expect(200);
    }
    let origin = json!({ "achievement_id": found["id"] });
    let deal = ask(&cast.company, origin.clone()).await.expect(201);
    assert_eq!(deal["manager"]["id"], json!(idle.person_id), "no one of the operator is left");
    let path = format!("/api/v1/people/{}/disabled", idle.person_id);
    let _out = cast.admin.client.put(&path, &json!({ "version": 1, "disabled": true })).await.expect(200);
    let refused = ask(&cast.other_company, origin).await;
    assert!(refused.text.contains("转化中心"), "the way out: {}", refused.text);
    assert_eq!(refused.expect_error(409), "no_manager");
}

#[tokio::test]
async fn a_request_sent_twice_makes_one_deal() {
    let (_server, cast) = begin().await;
    let found = published(&cast.tto, &cast, "achievements", &achievement()).await;
    let client = &cast.company.client;
    let key = uuid::Uuid::now_v7().to_string();
    let body = json!({ "achievement_id": found["id"], "note": WORDS });
    let send = || client.request("POST", "/api/v1/deals").header("idempotency-key", &key).json(&body);
    let first = client.send(send()).await.expect(201);
    assert_eq!(first["id"], client.send(send()).await.expect(201)["id"]);
}
