//! The first deal of the platform, from the match to the archive.

use harness::builders::{achievement, demand, published};
use harness::deals::{BEGIN, Case, PRICE_FEN, filing, plan, receipt, registered};
use harness::{Cast, Client, Server};
use serde_json::{Value, json};

/// The whole deal with the figures at each moment; every step is a future of its own, one would not fit on the stack.
#[tokio::test]
async fn the_first_deal_from_match_to_archive() {
    let mut case = Box::pin(begin_from_match()).await;
    assert_eq!(counts(&case).await, [0, 0, 0, 0]);
    case.agree().await;
    assert_eq!(counts(&case).await, [1, 0, 0, 0]);
    assert_eq!(listing_states(&case).await, ["in_talks", "in_talks"]);
    Box::pin(case.reach("signing")).await;
    assert_eq!(counts(&case).await, [1, 0, 0, 0]);
    Box::pin(case.reach("registration")).await;
    assert_eq!(counts(&case).await, [1, 1, 0, 0]);
    Box::pin(register(&mut case)).await;
    assert_eq!(counts(&case).await, [1, 1, 1, 0]);
    Box::pin(receive(&mut case)).await;
    case.post("advance", json!({ "note": "资料齐全，归档" })).await.answered(200);
    assert_eq!((case.deal["stage"].as_str(), case.deal["state"].as_str()), (Some("archived"), Some("archived")));
    assert_eq!((&case.deal["next"], &case.deal["can"]["advance"]), (&Value::Null, &json!(false)));
    assert_eq!(listing_states(&case).await, ["closed", "closed"]);
    Box::pin(check_timeline(&case)).await;
    Box::pin(check_strangers(&case)).await;
    Box::pin(check_records(&case)).await;
    let audit = case.cast.admin.client.get("/api/v1/audit-events/verification").await.expect(200);
    assert_eq!(audit["faults"], json!([]), "the audit trail holds");
}

async fn begin_from_match() -> Case {
    let server = Server::at(BEGIN).await;
    let cast = Cast::enter(&server).await;
    published(&cast.tto, &cast, "achievements", &achievement()).await;
    let demand = published(&cast.company, &cast, "demands", &demand()).await;
    server.settled().await;
    let path = format!("/api/v1/matches?demand_id={}", demand["id"].as_str().expect("an id"));
    let matches = cast.manager.client.get(&path).await.expect(200);
    let best = &matches["items"][0];
    let origin = json!({ "match_id": best["id"], "note": "匹配理由成立，引荐双方" });
    let deal = cast.manager.client.post("/api/v1/deals", &origin).await.expect(201);
    assert_eq!((deal["channel"].as_str(), &deal["match_id"]), (Some("match"), &best["id"]));
    assert_eq!(deal["title"], "列车触摸屏控制器及塞拉门控制系统");
    let path = format!("/api/v1/matches/{}", best["id"].as_str().expect("an id"));
    let accepted = cast.company.client.get(&path).await.expect(200)["match"].clone();
    assert_eq!((accepted["state"].as_str(), &accepted["deal"]["id"]), (Some("accepted"), &deal["id"]));
    Case { server, cast, deal }
}

async fn register(case: &mut Case) {
    case.server.on("2026-11-19");
    case.post("registrations", filing("2026-11-19")).await.answered(200);
    case.row("registrations", "accept", json!({ "accepted_on": "2026-11-19" })).await.answered(200);
    assert_eq!(counts(case).await, [1, 1, 0, 0], "accepted is not registered");
    case.row("registrations", "decide", registered("2026210200000001")).await.answered(200);
    case.advance().await.answered(200);
}

async fn receive(case: &mut Case) {
    case.put("payments", plan(&[PRICE_FEN])).await.answered(200);
    assert_eq!(counts(case).await, [1, 1, 1, 0], "planned is not received");
    let file = case.file("银行回单.pdf").await;
    case.row("payments", "receive", receipt(PRICE_FEN, &file)).await.answered(200);
    assert_eq!(counts(case).await, [1, 1, 1, 1]);
}

/// 意向, 签约, 登记, 到账 as anybody reads them.
async fn counts(case: &Case) -> [u64; 4] {
    let statistics = case.server.anonymous().get("/api/v1/statistics").await.expect(200);
    let figures = statistics["figures"].as_array().expect("figures");
    ["introduced", "signed", "registered", "received"].map(|key| {
        let figure = figures.iter().find(|figure| figure["key"] == key).expect("the figure");
        figure["count"].as_u64().expect("a count")
    })
}

async fn listing_states(case: &Case) -> [String; 2] {
    let mut states = [String::new(), String::new()];
    for (state, kind) in states.iter_mut().zip(["achievement", "demand"]) {
        let path = format!("/api/v1/{kind}s/{}", case.deal[kind]["id"].as_str().expect("an id"));
        let listing = case.cast.manager.client.get(&path).await.expect(200);
        *state = listing["state"].as_str().expect("a state").to_owned();
        if state == "closed" {
            let reason = if kind == "achievement" { "transferred_here" } else { "solved_here" };
            assert_eq!(listing["close_reason"], reason);
        }
    }
    states
}

/// Who, when, why and the evidence of every step, in the order of the deal.
async fn check_timeline(case: &Case) {
    let events = case.events().await;
    let kinds: Vec<_> = events
        .iter()
        .map(|event| event["kind"].as_str().expect("a kind"))
        .filter(|kind| *kind != "file_added")
        .collect();
    let expected = [
        "created",
        "answered",
        "answered",
        "stage_changed",
        "stage_changed",
        "confidentiality_signed",
        "stage_changed",
        "evaluation_recorded",
        "stage_changed",
        "terms_changed",
        "stage_changed",
        "publicity_started",
        "publicity_closed",
        "stage_changed",
        "contract_drafted",
        "contract_signed",
        "stage_changed",
        "registration_filed",
        "registration_filed",
        "registration_decided",
        "stage_changed",
        "payment_planned",
        "payment_received",
        "stage_changed",
    ];
    assert_eq!(kinds, expected);
    let stages: Vec<_> = events.iter().filter_map(|event| event["to_stage"].as_str()).collect();
    let all = [
        "introduction",
        "talks",
        "confidentiality",
        "evaluation",
        "terms",
        "pricing",
        "signing",
        "registration",
        "payment",
        "archived",
    ];
    assert_eq!(stages, all);
    assert!(events.iter().all(|event| event["person"]["name"].as_str().is_some_and(|name| !name.is_empty())));
    assert!(events.iter().all(|event| event["organization"]["name"].as_str().is_some_and(|name| !name.is_empty())));
    assert!(events.is_sorted_by_key(|event| event["at"].as_str().expect("a time")));
    let first = |kind: &str| events.iter().find(|event| event["kind"] == kind).expect("the event");
    assert_eq!(first("created")["note"], "匹配理由成立，引荐双方");
    assert_eq!(first("answered")["person"]["name"], "测试·tto");
    let evidence = [
        ("confidentiality_signed", "保密协议.pdf"),
        ("contract_signed", "技术合同.pdf"),
        ("payment_received", "银行回单.pdf"),
    ];
    for (kind, name) in evidence {
        assert_eq!(first(kind)["file"]["name"], name);
    }
    assert!(first("contract_signed")["at"].as_str().expect("a time").starts_with("2026-11-18T"));
    assert_eq!(events.last().expect("events")["note"], "资料齐全，归档");
}

/// The other company and the other university see nothing of it, and neither does anybody who is not signed in.
async fn check_strangers(case: &Case) {
    let (deal, events) = (format!("/api/v1/deals/{}", case.id()), case.path("events"));
    for stranger in [&case.cast.other_company.client, &case.cast.other_tto.client] {
        for path in [&deal, &events] {
            assert_eq!(stranger.get(path).await.expect_error(404), "not_found");
        }
        assert_eq!(stranger.get("/api/v1/deals").await.expect(200)["total"], 0);
        let note = stranger.post(&case.path("notes"), &json!({ "note": "我是谁" })).await;
        assert_eq!(note.expect_error(404), "not_found");
    }
    assert_eq!(case.server.anonymous().get(&deal).await.expect_error(401), "unauthenticated");
    for party in [&case.cast.tto, &case.cast.company, &case.cast.manager, &case.cast.admin] {
        assert_eq!(party.client.get("/api/v1/deals").await.expect(200)["total"], 1);
    }
}

/// Each figure opens its record: by name for the parties, without any name for everybody else.
async fn check_records(case: &Case) {
    let anonymous = case.server.anonymous();
    for figure in ["introduced", "signed", "registered", "received"] {
        let path = format!("/api/v1/statistics/{figure}/records");
        let named = only_record(&case.cast.company.client, &path).await;
        assert_eq!(named["title"], case.deal["title"], "{figure}");
        assert_eq!(named["href"], format!("/app/deals/{}", case.id()));
        for stranger in [&anonymous, &case.cast.other_company.client] {
            let unnamed = only_record(stranger, &path).await;
            assert_eq!(unnamed["number"], case.deal["number"]);
            let hidden = ["title", "organization", "href"].map(|field| unnamed[field].is_null());
            assert_eq!(hidden, [true; 3], "{figure}: {unnamed}");
        }
        let amount = (figure != "introduced").then_some(PRICE_FEN);
        assert_eq!(named["amount_fen"].as_i64(), amount, "{figure}");
    }
    let page = anonymous.get("/statistics/signed").await;
    assert_eq!(page.status, 200);
    assert!(page.text.contains(case.deal["number"].as_str().expect("a number")), "the public page opens the record");
    assert!(!page.text.contains("塞拉门"), "the public page names nobody");
}

async fn only_record(who: &Client, path: &str) -> Value {
    let page = who.get(path).await.expect(200);
    assert_eq!(page["total"], 1, "{path}");
    page["items"][0].clone()
}
