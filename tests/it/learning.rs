//! What people decide changes what is suggested; what they wait for is told once.

use entity::enums::{OrganizationKind, Role};
use harness::builders::{achievement, demand, published, with};
use harness::{Cast, Client, Server};
use serde_json::{Value, json};

fn id(row: &Value) -> &str {
    row["id"].as_str().expect("an id")
}

async fn matches(client: &Client, demand: &Value, query: &str) -> Vec<Value> {
    let path = format!("/api/v1/matches?demand_id={}{query}", id(demand));
    client.get(&path).await.expect(200)["items"].as_array().expect("rows").clone()
}

async fn dismiss(client: &Client, suggestion: &Value) -> Value {
    let path = format!("/api/v1/matches/{}/dismiss", id(suggestion));
    let body = json!({ "version": suggestion["version"], "reason": "scope_mismatch", "note": "" });
    client.post(&path, &body).await.expect(200)
}

async fn seen(client: &Client, path: &str) -> Value {
    client.get(path).await.expect(200)["match"].clone()
}

async fn edit(owner: &Client, kind: &str, listing: &Value, change: Value) -> Value {
    let path = format!("/api/v1/{kind}/{}", id(listing));
    let now = owner.get(&path).await.expect(200);
    owner.patch(&path, &with(json!({ "version": now["version"] }), change)).await.expect(200)
}

#[tokio::test]
async fn what_was_dismissed_returns_when_it_changed_in_what_matters() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let offer = published(&cast.tto, &cast, "achievements", &achievement()).await;
    let ask = published(&cast.company, &cast, "demands", &demand()).await;
    server.settled().await;
    let client = &cast.manager.client;
    let first = matches(client, &ask, "").await;
    assert_eq!(first.len(), 1, "{first:?}");
    dismiss(client, &first[0]).await;
    server.settled().await;
    assert_eq!(matches(client, &ask, "&state=suggested").await.len(), 0);

    // who may be called about it is nothing that matters to the match
    edit(&cast.tto.client, "achievements", &offer, json!({ "contact": { "name": "王工", "phone": "0411-84700001" } }))
        .await;
    server.settled().await;
    assert_eq!(matches(client, &ask, "&state=suggested").await.len(), 0);

    edit(&cast.tto.client, "achievements", &offer, json!({ "trl": 8 })).await;
    server.settled().await;
    let again = matches(client, &ask, "&state=suggested").await;
    assert_eq!(again.len(), 1, "it is riper now");
    let notes = again[0]["reasons"]["notes"].to_string();
    assert!(notes.contains("此前判为不合适"), "{notes}");
}

#[tokio::test]
async fn a_decision_counts_for_what_resembles_it() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let _one = published(&cast.tto, &cast, "achievements", &achievement()).await;
    let other = json!({
        "title": "塞拉门防水触摸屏", "summary": "车门用的防水触摸屏",
        "description": "触摸屏防水，装在地铁塞拉门上，电机闭环控制由另一套设备完成。",
    });
    let _two = published(&cast.tto, &cast, "achievements", &with(achievement(), other)).await;
    let ask = published(&cast.company, &cast, "demands", &demand()).await;
    server.settled().await;
    let client = &cast.manager.client;
    let before = matches(client, &ask, "&state=suggested").await;
    assert_eq!(before.len(), 2, "{before:?}");
    dismiss(client, &before[0]).await;
    server.settled().await;
    let after = matches(client, &ask, "").await;
    let rest = after.iter().find(|row| row["id"] == before[1]["id"]).expect("the other");
    assert!(rest["score"].as_f64() < before[1]["score"].as_f64(), "{} {}", rest["score"], before[1]["score"]);
    if rest["state"] == "suggested" {
        let parts = rest["reasons"]["parts"].as_array().expect("parts");
        let sum: f64 =
            parts.iter().map(|part| part["value"].as_f64().unwrap() * part["weight"].as_f64().unwrap()).sum();
        assert!((sum - rest["score"].as_f64().unwrap()).abs() < 1e-9, "the sum is the score");
        assert!(parts.iter().any(|part| part["name"] == "decided"), "{parts:?}");
    }
    let quality = client.get("/api/v1/match-quality").await.expect(200);
    assert_eq!((&quality["month"]["accepted"], &quality["month"]["dismissed"]), (&json!(0), &json!(1)));
    // the figures open the matches behind them
    let since = quality["since"].as_str().expect("a moment").replace('+', "%2B");
    let key = |rows: &str| quality[rows][0]["key"].as_str().expect("a key").to_owned();
    for (query, count) in [
        ("judged=dismissed".to_owned(), 1),
        ("judged=accepted".to_owned(), 0),
        (format!("judged=dismissed&judged_since={since}"), 1),
        (format!("judged=dismissed&judged_field={}&judged_scorer={}", key("by_field"), key("by_scorer")), 1),
        ("judged=dismissed&judged_field=none".to_owned(), 0),
        ("judged=dismissed&judged_since=2999-01-01T00:00:00Z".to_owned(), 0),
    ] {
        let opened = client.get(&format!("/api/v1/matches?{query}")).await.expect(200);
        assert_eq!(opened["total"], count, "{query}");
    }
}

#[tokio::test]
async fn a_gap_is_listed_apart() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let _low = published(&cast.tto, &cast, "achievements", &with(achievement(), json!({ "trl": 4 }))).await;
    let ask = published(&cast.company, &cast, "demands", &with(demand(), json!({ "trl_min": 6 }))).await;
    server.settled().await;
    let client = &cast.company.client;
    let near = matches(client, &ask, "&near_miss=true").await;
    assert_eq!(near.len(), 1);
    assert_eq!(
        (&near[0]["reasons"]["gap"]["limit"], &near[0]["reasons"]["gap"]["remedy"]),
        (&json!("trl"), &json!("ask_pilot"))
    );
    assert_eq!(matches(client, &ask, "&near_miss=false").await.len(), 0);
}

#[tokio::test]
async fn a_watch_tells_each_change_once() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let offer = published(&cast.tto, &cast, "achievements", &achievement()).await;
    let client = &cast.company.client;
    let body = json!({ "achievement_id": id(&offer) });
    let watch = client.post("/api/v1/watches", &body).await.expect(201);
    assert_eq!(
        client.post("/api/v1/watches", &body).await.expect(201)["id"],
        watch["id"],
        "a second click changes nothing"
    );
    assert_eq!(watch["changes"], json!([]));
    edit(&cast.tto.client, "achievements", &offer, json!({ "trl": 8 })).await;
    let list = client.get("/api/v1/watches").await.expect(200);
    assert_eq!(list["changed"], 1);
    let change = &list["items"][0]["changes"][0];
    assert_eq!((&change["before"], &change["after"]), (&json!("TRL 6"), &json!("TRL 8")));
    let desk = client.get("/api/v1/desk").await.expect(200);
    assert!(desk["todo"].to_string().contains("关注的成果有变化"), "{desk}");
    let seen = client.put(&format!("/api/v1/watches/{}/seen", id(&watch)), &json!({})).await.expect(200);
    assert_eq!(seen["changes"], json!([]));

    let now = cast.tto.client.get(&format!("/api/v1/achievements/{}", id(&offer))).await.expect(200);
    let closing = json!({ "version": now["version"], "reason": "other", "note": "试验结束" });
    let closed = format!("/api/v1/achievements/{}/close", id(&offer));
    let _closed = cast.tto.client.post(&closed, &closing).await.expect(200);
    let list = client.get("/api/v1/watches").await.expect(200);
    assert_eq!(list["items"][0]["changes"][0]["after"], "已下架");
    assert_eq!(list["items"][0]["achievement"], Value::Null, "what it says now is no longer shown");
}

#[tokio::test]
async fn learning_needs_enough_and_the_shipped_version_stands() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let refused = cast.admin.client.post("/api/v1/match-models", &json!({})).await;
    assert_eq!((refused.status, &refused.body["error"]["code"]), (409, &json!("too_few_judgements")));
    let models = cast.manager.client.get("/api/v1/match-models").await.expect(200);
    assert_eq!((&models["items"][0]["version"], &models["items"][0]["state"]), (&json!(0), &json!("active")));
    let missing = cast.admin.client.post("/api/v1/match-models/7/activate", &json!({})).await;
    assert_eq!(missing.status, 404);
}

#[tokio::test]
async fn a_match_names_the_managers_who_know_its_field() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let center = cast.manager.organization_id;
    let second = server.member("second-manager", center, Role::Manager).await;
    let first_offer = published(&cast.tto, &cast, "achievements", &achievement()).await;
    let ask = published(&cast.company, &cast, "demands", &demand()).await;
    server.settled().await;
    let client = &cast.manager.client;
    let suggestion = matches(client, &ask, "").await.remove(0);
    let path = format!("/api/v1/matches/{}/managers", id(&suggestion));
    let found = client.get(&path).await.expect(200);
    let known = |found: &Value, place: usize| {
        let row = &found["managers"][place];
        (row["person_id"].clone(), row["field_deals"].clone(), row["has_room"].clone())
    };
    assert_eq!(found["managers"].as_array().expect("managers").len(), 2, "{found}");
    assert_eq!(found["fields"], json!([first_offer["field"]]));

    // who carried a case in the field comes first, and what is named can be opened
    let start = json!({ "match_id": id(&suggestion), "manager_id": second.person_id });
    let deal = client.post("/api/v1/deals", &start).await.expect(201);
    assert_eq!(deal["manager"]["id"], json!(second.person_id));
    let found = client.get(&path).await.expect(200);
    assert_eq!(known(&found, 0), (json!(second.person_id), json!(1), json!(true)), "{found}");
    let field = first_offer["field"].as_str().expect("a field");
    let opened = format!("/api/v1/deals?manager_id={}&field={field}", second.person_id);
    assert_eq!(client.get(&opened).await.expect(200)["total"], 1);
    let elsewhere = format!("/api/v1/deals?manager_id={}&field=99", second.person_id);
    assert_eq!(client.get(&elsewhere).await.expect(200)["total"], 0);

    // no party chooses who carries it
    let asked = json!({ "achievement_id": id(&first_offer), "note": "想谈", "manager_id": second.person_id });
    assert_eq!(cast.other_company.client.post("/api/v1/deals", &asked).await.expect_error(403), "forbidden");
}

#[tokio::test]
async fn who_decided_may_change_his_mind_and_nobody_else_but_staff() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let _offer = published(&cast.tto, &cast, "achievements", &achievement()).await;
    let ask = published(&cast.company, &cast, "demands", &demand()).await;
    server.settled().await;
    let first = matches(&cast.company.client, &ask, "").await.remove(0);
    assert_eq!(first["can_decide"], true);
    dismiss(&cast.company.client, &first).await;
    let path = format!("/api/v1/matches/{}", id(&first));
    let [own, other, staff] = [&cast.company.client, &cast.tto.client, &cast.manager.client];
    assert_eq!(seen(own, &path).await["can_decide"], true, "his own decision");
    assert_eq!(seen(staff, &path).await["can_decide"], true);
    let dismissed = seen(other, &path).await;
    assert_eq!(dismissed["can_decide"], false, "another's decision");
    let accept = json!({ "version": dismissed["version"], "note": "" });
    assert_eq!(other.post(&format!("{path}/accept"), &accept).await.expect_error(409), "wrong_state");
    let after = own.post(&format!("{path}/accept"), &accept).await.expect(200);
    assert_eq!((&after["state"], &after["dismiss_reason"]), (&json!("accepted"), &Value::Null));
    let quality = staff.get("/api/v1/match-quality").await.expect(200);
    assert_eq!(
        (&quality["month"]["accepted"], &quality["month"]["dismissed"]),
        (&json!(1), &json!(0)),
        "one judgement"
    );

    // overruled: one decision counts, and both sides learn whose it was and why, not in which words
    let overruled = json!({ "version": after["version"], "reason": "scope_mismatch", "note": "内部的话" });
    let _row = staff.post(&format!("{path}/dismiss"), &overruled).await.expect(200);
    for side in [own, other] {
        let told = seen(side, &path).await;
        assert_eq!((&told["decided_by"], &told["dismiss_reason"]), (&json!("技术经理人"), &json!("scope_mismatch")));
        assert_eq!((&told["note"], &told["can_decide"]), (&json!(""), &json!(false)));
    }
    let quality = staff.get("/api/v1/match-quality").await.expect(200);
    assert_eq!((&quality["month"]["accepted"], &quality["month"]["dismissed"]), (&json!(0), &json!(1)));
    for (judged, count) in [("accepted", 0), ("dismissed", 1)] {
        let found = staff.get(&format!("/api/v1/matches?judged={judged}")).await.expect(200);
        assert_eq!(found["total"], count, "{judged}");
    }
}

#[tokio::test]
async fn a_match_says_who_carries_its_deal_and_opens_it_for_those_who_may() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let elsewhere = server.organization("另一家服务机构", OrganizationKind::TransferService).await;
    let theirs = server.member("theirs", elsewhere, Role::Manager).await;
    let _offer = published(&cast.tto, &cast, "achievements", &achievement()).await;
    let ask = published(&cast.company, &cast, "demands", &demand()).await;
    server.settled().await;
    let first = matches(&cast.manager.client, &ask, "").await.remove(0);
    let start = json!({ "match_id": id(&first), "manager_id": theirs.person_id });
    let deal = cast.manager.client.post("/api/v1/deals", &start).await.expect(201);
    let path = format!("/api/v1/matches/{}", id(&first));
    for (client, opens) in [(&cast.manager.client, false), (&theirs.client, true), (&cast.company.client, true)] {
        let seen = seen(client, &path).await;
        assert_eq!(seen["deal"]["broker_name"], "另一家服务机构", "{seen}");
        assert_eq!(seen["deal"]["id"], if opens { deal["id"].clone() } else { Value::Null });
        assert_eq!(seen["can_decide"], false, "a deal goes on as a deal");
        let opened = client.get(&format!("/api/v1/deals/{}", id(&deal))).await;
        assert_eq!(opened.status == 200, opens);
    }

    let loss = json!({ "version": deal["version"], "reason": "mutual", "note": "双方都没有时间" });
    let _lost = theirs.client.post(&format!("/api/v1/deals/{}/lose", id(&deal)), &loss).await.expect(200);
    assert_eq!(seen(&cast.manager.client, &path).await["deal"]["state"], "lost");
    let again = cast.manager.client.post("/api/v1/deals", &json!({ "match_id": id(&first) })).await.expect(201);
    let carried = seen(&cast.manager.client, &path).await["deal"].clone();
    assert_eq!((&carried["id"], &carried["state"]), (&again["id"], &json!("active")), "the one that goes on");
}

/// Who decides takes the riper of two, though its words are fewer; after a dozen demands the weights know.
#[tokio::test]
async fn what_people_prefer_becomes_a_version_and_can_be_taken_back() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let words = ["塞拉门", "触摸屏", "电机", "嵌入式"];
    for (place, word) in words.into_iter().enumerate() {
        let close = json!({
            "title": format!("地铁车门{word}与塞拉门触摸屏控制技术"), "trl": 3,
            "problem": "地铁车门触摸屏进水失灵，控制器与显示分开，维护麻烦", "advantage": format!("{word}，编号{place}"),
        });
        published(&cast.tto, &cast, "achievements", &with(achievement(), close)).await;
    }
    published(&cast.tto, &cast, "achievements", &achievement()).await;
    let client = &cast.manager.client;
    let mut decided = 0;
    for place in 0..12 {
        let ask = json!({ "title": format!("地铁车门触摸屏与塞拉门控制技术{place}"), "trl_min": 6 });
        let ask = published(&cast.company, &cast, "demands", &with(demand(), ask)).await;
        server.settled().await;
        for suggestion in matches(client, &ask, "&state=suggested").await {
            if suggestion["achievement"]["trl"] == json!(6) {
                let accept = json!({ "version": suggestion["version"], "note": "" });
                let _row =
                    client.post(&format!("/api/v1/matches/{}/accept", id(&suggestion)), &accept).await.expect(200);
            } else {
                dismiss(client, &suggestion).await;
            }
            decided += 1;
        }
    }
    assert!(decided >= 24, "{decided}");
    let models = cast.admin.client.post("/api/v1/match-models", &json!({})).await.expect(200);
    let learned = &models["items"][0];
    assert_eq!((&learned["version"], &learned["state"]), (&json!(1), &json!("active")), "{learned}");
    let figures = &learned["figures"];
    assert_eq!((&figures["demands"], &figures["judgements"]), (&json!(12), &json!(decided)));
    assert!(figures["fitted"].as_f64() > figures["current"].as_f64(), "{figures}");
    let part = learned["weights"].as_array().expect("weights").iter().find(|part| part["name"] == "trl").expect("trl");
    assert!(part["weight"].as_f64() > part["shipped"].as_f64(), "{part}");
    let refused = cast.admin.client.post("/api/v1/match-models/1/activate", &json!({})).await;
    assert_eq!(refused.status, 409, "in use already");

    // a demand that nobody decided about gains from it
    let ask = json!({ "title": "地铁车门触摸屏与塞拉门控制技术的引进", "trl_min": 6 });
    let ask = published(&cast.company, &cast, "demands", &with(demand(), ask)).await;
    server.settled().await;
    let best = matches(client, &ask, "").await.remove(0);
    assert_eq!((&best["achievement"]["trl"], &best["scorer"]), (&json!(6), &json!("additive-2.1")), "{best}");

    let back = cast.admin.client.post("/api/v1/match-models/0/activate", &json!({})).await.expect(200);
    let states: Vec<&Value> = back["items"].as_array().expect("rows").iter().map(|row| &row["state"]).collect();
    assert_eq!(states, [&json!("kept"), &json!("active")], "kept with its figures");
}
