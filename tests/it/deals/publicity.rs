//! Pricing and 公示: the days of the law, objections, and what a change of price does (rules.md §2.3, vector 3).

use harness::deals::{Case, PRICE_FEN, PUBLISHED, contract, negotiated, terms};
use serde_json::{Value, json};

/// A deal whose publicity began on 2026-11-02.
async fn published() -> Case {
    let mut case = Case::at("pricing").await;
    case.server.on(PUBLISHED);
    case.post("pricings", negotiated()).await.answered(200);
    case
}

fn days(pricing: &Value) -> [&str; 3] {
    ["published_on", "ends_on", "earliest_signing_on"].map(|name| pricing[name].as_str().unwrap_or_default())
}

fn path_and_code(path: &str, code: &str) -> [(String, String); 1] {
    [(path.to_owned(), code.to_owned())]
}

async fn sign(case: &mut Case, signed_on: &str) -> harness::Answer {
    let file = case.file("技术合同.pdf").await;
    case.post("contract/sign", json!({ "signed_on": signed_on, "file_id": file })).await
}

#[tokio::test]
async fn vector_03_a_publicity_runs_fifteen_days_and_the_contract_is_signed_the_day_after() {
    let mut case = published().await;
    assert_eq!(days(case.last("pricings")), ["2026-11-02", "2026-11-17", "2026-11-18"]);
    case.server.on("2026-11-17");
    assert_eq!(case.row("pricings", "close", json!({})).await.expect_error(409), "publicity_running");
    assert_eq!(case.advance().await.expect_error(409), "blocked");
    case.server.on("2026-11-18");
    assert_eq!(case.advance().await.expect_error(409), "blocked");
    case.row("pricings", "close", json!({})).await.answered(200);
    case.advance().await.answered(200);
    case.put("contract", contract(PRICE_FEN, PRICE_FEN)).await.answered(200);
    let early = sign(&mut case, "2026-11-17").await.expect_fields();
    assert_eq!(early, path_and_code("signed_on", "before_publicity_end"));
    let future = sign(&mut case, "2026-11-19").await.expect_fields();
    assert_eq!(future, path_and_code("signed_on", "in_future"));
    sign(&mut case, "2026-11-18").await.answered(200);
    assert_eq!(case.deal["contract"]["signed_on"], "2026-11-18");
}

#[tokio::test]
async fn vector_03_a_changed_price_restarts_the_clock() {
    let mut case = published().await;
    let hash = case.last("pricings")["content_hash"].clone();
    case.server.on("2026-11-10");
    case.put("terms", terms(PRICE_FEN + 1)).await.answered(200);
    assert_eq!(case.last("pricings")["state"], "superseded");
    let early = json!({ "published_on": "2026-11-09" });
    let fields = case.post("pricings", harness::builders::with(negotiated(), early)).await.expect_fields();
    assert_eq!(fields, path_and_code("published_on", "before_change"));
    case.post("pricings", negotiated()).await.answered(200);
    let pricing = case.last("pricings");
    assert_eq!(days(pricing), ["2026-11-10", "2026-11-25", "2026-11-26"]);
    assert_eq!(pricing["price_fen"], PRICE_FEN + 1);
    assert_ne!(pricing["content_hash"], hash);
    case.server.on("2026-11-18");
    assert_eq!(case.row("pricings", "close", json!({})).await.expect_error(409), "publicity_running");
    let kinds: Vec<_> = case.events().await.into_iter().map(|event| event["kind"].clone()).collect();
    assert!(kinds.contains(&json!("publicity_restarted")), "{kinds:?}");
}

#[tokio::test]
async fn another_price_in_the_pricing_itself_restarts_the_clock_and_the_same_one_does_not() {
    let mut case = published().await;
    case.server.on("2026-11-10");
    assert_eq!(case.post("pricings", negotiated()).await.expect_error(409), "pricing_unchanged");
    let cheaper = harness::builders::with(negotiated(), json!({ "price_fen": PRICE_FEN - 1 }));
    case.post("pricings", cheaper).await.answered(200);
    let states: Vec<_> =
        case.deal["pricings"].as_array().expect("pricings").iter().map(|row| row["state"].clone()).collect();
    assert_eq!(states, ["superseded", "published"]);
    assert_eq!(days(case.last("pricings"))[1], "2026-11-25");
}

#[tokio::test]
async fn a_change_after_the_price_was_cleared_blocks_the_contract_until_it_is_cleared_anew() {
    let mut case = Case::at("signing").await;
    case.put("contract", contract(PRICE_FEN, PRICE_FEN)).await.answered(200);
    case.put("terms", terms(PRICE_FEN / 2)).await.answered(200);
    assert_eq!(case.last("pricings")["state"], "superseded");
    assert_eq!(case.put("contract", contract(PRICE_FEN, PRICE_FEN)).await.expect_error(409), "pricing_not_cleared");
    assert_eq!(sign(&mut case, "2026-11-18").await.expect_error(409), "pricing_not_cleared");
    case.post("pricings", negotiated()).await.answered(200);
    assert_eq!(sign(&mut case, "2026-11-18").await.expect_error(409), "pricing_not_cleared");
}

#[tokio::test]
async fn a_listed_or_auctioned_price_needs_its_proof_and_no_publicity() {
    for method in ["listed", "auction"] {
        let mut case = Case::at("pricing").await;
        case.server.on(PUBLISHED);
        let without = json!({ "method": method, "basis": "技术产权交易所成交" });
        let fields = case.post("pricings", without.clone()).await.expect_fields();
        assert_eq!(fields, path_and_code("file_id", "required"));
        let file = case.file("成交确认书.pdf").await;
        let with = harness::builders::with(without, json!({ "file_id": file }));
        case.post("pricings", with).await.answered(200);
        let pricing = case.last("pricings");
        assert_eq!((pricing["state"].as_str(), days(pricing)), (Some("cleared"), ["", "", ""]));
        assert_eq!(pricing["file_id"], file);
        case.advance().await.answered(200);
        case.put("contract", contract(PRICE_FEN, PRICE_FEN)).await.answered(200);
        sign(&mut case, PUBLISHED).await.answered(200);
    }
}

#[tokio::test]
async fn a_publicity_says_who_hears_objections() {
    let mut case = Case::at("pricing").await;
    let bare = json!({ "method": "negotiated" });
    let fields: Vec<_> = case.post("pricings", bare).await.expect_fields().into_iter().map(|(path, _)| path).collect();
    assert_eq!(fields, ["basis", "scope", "objection_department", "objection_phone"]);
    let future = harness::builders::with(negotiated(), json!({ "published_on": "2026-11-03" }));
    case.server.on(PUBLISHED);
    assert_eq!(case.post("pricings", future).await.expect_fields(), path_and_code("published_on", "in_future"));
    let back = harness::builders::with(negotiated(), json!({ "published_on": "2020-01-01" }));
    assert_eq!(case.post("pricings", back).await.expect_fields(), path_and_code("published_on", "before_change"));
    let unknown = harness::builders::with(negotiated(), json!({ "method": "gift" }));
    assert!(matches!(case.post("pricings", unknown).await.status, 400 | 422));
    assert_eq!(case.deal["pricings"], json!([]));
}

async fn object(case: &mut Case, day: &str) -> harness::Answer {
    let (path, body) =
        case.row_step("pricings", "objection", json!({ "objection": "价格低于评估值", "objected_on": day }));
    let answer = case.cast.company.client.post(&path, &body).await;
    case.keep(answer)
}

#[tokio::test]
async fn an_objection_blocks_the_end_and_a_dismissed_one_lets_it_go_on() {
    let mut case = published().await;
    case.server.on("2026-11-17");
    object(&mut case, "2026-11-17").await.answered(200);
    assert_eq!(object(&mut case, "2026-11-17").await.expect_error(409), "wrong_state");
    case.server.on("2026-11-18");
    assert_eq!(case.row("pricings", "close", json!({})).await.expect_error(409), "objection_open");
    assert_eq!(case.put("terms", terms(PRICE_FEN / 2)).await.expect_error(409), "objection_open");
    assert_eq!(case.advance().await.expect_error(409), "blocked");
    let groundless = case.row("pricings", "decision", json!({ "decision": "dismissed", "note": " " })).await;
    assert_eq!(groundless.expect_fields(), path_and_code("note", "required"));
    let (path, body) = case.row_step("pricings", "decision", json!({ "decision": "dismissed", "note": "无依据" }));
    assert_eq!(case.cast.tto.client.post(&path, &body).await.expect_error(403), "forbidden");
    case.row("pricings", "decision", json!({ "decision": "dismissed", "note": "评估值是参考，不是底价" }))
        .await
        .answered(200);
    assert_eq!(days(case.last("pricings")), ["2026-11-02", "2026-11-17", "2026-11-18"], "the same days");
    case.row("pricings", "close", json!({})).await.answered(200);
    assert_eq!(case.last("pricings")["objection"], "价格低于评估值");
    case.advance().await.answered(200);
}

#[tokio::test]
async fn an_upheld_objection_stops_the_publicity() {
    let mut case = published().await;
    object(&mut case, "2026-11-02").await.answered(200);
    case.server.on("2026-11-12");
    case.row("pricings", "decision", json!({ "decision": "upheld", "note": "评估依据不足" })).await.answered(200);
    assert_eq!(case.last("pricings")["state"], "stopped");
    case.server.on("2026-11-18");
    assert_eq!(case.row("pricings", "close", json!({})).await.expect_error(409), "wrong_state");
    assert_eq!(case.advance().await.expect_error(409), "blocked");
    case.post("pricings", negotiated()).await.answered(200);
    assert_eq!(days(case.last("pricings")), ["2026-11-18", "2026-12-03", "2026-12-04"]);
}

#[tokio::test]
async fn an_objection_comes_within_the_days_and_not_from_strangers() {
    let mut case = published().await;
    case.server.on("2026-11-18");
    for day in ["2026-11-01", "2026-11-18"] {
        assert_eq!(object(&mut case, day).await.expect_fields(), path_and_code("objected_on", "outside_period"));
    }
    let (path, body) = case.row_step("pricings", "objection", json!({ "objection": "我也想买" }));
    assert_eq!(case.cast.other_company.client.post(&path, &body).await.expect_error(404), "not_found");
    assert_eq!(case.server.anonymous().post(&path, &body).await.status, 401);
}
