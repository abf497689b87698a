//! 认定登记: the office's terms (vectors 4 and 5), its number (vectors 20 and 21) and the order of its steps.

use harness::builders::with;
use harness::deals::{Case, PRICE_FEN, SIGNED, contract, filing, negotiated, registered, terms};
use serde_json::{Value, json};

/// A contract that was sold on the exchange and signed early in the year's end, so that the office's days are those of the vectors.
async fn signed_for(total_fen: i64, technical_fen: i64) -> Case {
    let mut case = Case::at("terms").await;
    case.put("terms", terms(total_fen)).await.answered(200);
    case.advance().await.answered(200);
    case.server.on("2026-10-30");
    let file = case.file("成交确认书.pdf").await;
    let listed = json!({ "method": "listed", "basis": "挂牌成交", "file_id": file });
    case.post("pricings", listed).await.answered(200);
    case.advance().await.answered(200);
    let days = json!({ "begins_on": "2026-10-30", "ends_on": "2028-10-29" });
    case.put("contract", with(contract(total_fen, technical_fen), days)).await.answered(200);
    case.post("contract/sign", json!({ "signed_on": "2026-10-30", "file_id": file })).await.answered(200);
    case.advance().await.answered(200);
    case
}

async fn accepted_on(case: &mut Case, day: &str) -> Value {
    case.server.on(day);
    case.row("registrations", "accept", json!({ "accepted_on": day })).await.answered(200);
    case.last("registrations")["due_on"].clone()
}

#[tokio::test]
async fn vector_04_fifteen_working_days_and_a_supplement_counts_anew() {
    let mut case = Box::pin(signed_for(PRICE_FEN, PRICE_FEN)).await;
    case.server.on("2026-11-02");
    case.post("registrations", filing("2026-11-02")).await.answered(200);
    assert_eq!(accepted_on(&mut case, "2026-11-02").await, "2026-11-23");
    case.server.on("2026-11-06");
    let noteless = case.row("registrations", "return", json!({ "note": "" })).await.expect_fields();
    assert_eq!(noteless[0].0, "note");
    case.row("registrations", "return", json!({ "note": "缺授权证明" })).await.answered(200);
    assert_eq!(case.last("registrations")["due_on"], Value::Null);
    assert_eq!(
        case.row("registrations", "decide", registered("2026210200000001")).await.expect_error(409),
        "wrong_state"
    );
    case.server.on("2026-11-09");
    let early = case.row("registrations", "supplement", json!({ "submitted_on": "2026-11-01" })).await.expect_fields();
    assert_eq!(early[0], ("submitted_on".to_owned(), "before_submission".to_owned()));
    case.row("registrations", "supplement", json!({ "submitted_on": "2026-11-09" })).await.answered(200);
    assert_eq!(accepted_on(&mut case, "2026-11-09").await, "2026-11-30");
}

#[tokio::test]
async fn vector_05_large_or_disputed_contracts_go_to_experts_for_thirty_working_days() {
    for (technical_fen, disputed, is_expert, due_on) in [
        (499_999_999, false, false, "2026-11-23"),
        (500_000_000, false, true, "2026-12-14"),
        (100, true, true, "2026-12-14"),
    ] {
        let mut case = Box::pin(signed_for(500_000_000, technical_fen)).await;
        case.server.on("2026-11-02");
        let filing = with(filing("2026-11-02"), json!({ "disputed": disputed }));
        case.post("registrations", filing).await.answered(200);
        assert_eq!(case.last("registrations")["expert_review"], is_expert, "{technical_fen}");
        assert_eq!(accepted_on(&mut case, "2026-11-02").await, due_on, "{technical_fen}");
    }
}

#[tokio::test]
async fn nothing_is_registered_before_the_signature() {
    let mut case = Case::at("signing").await;
    assert_eq!(case.post("registrations", filing(SIGNED)).await.expect_error(409), "wrong_stage");
    case.put("contract", contract(PRICE_FEN, PRICE_FEN)).await.answered(200);
    assert_eq!(case.post("registrations", filing(SIGNED)).await.expect_error(409), "wrong_stage");
    case.reach("registration").await;
    for (day, code) in [("2026-11-17", "before_signing"), ("2026-11-19", "in_future")] {
        let fields = case.post("registrations", filing(day)).await.expect_fields();
        assert_eq!(fields, [("submitted_on".to_owned(), code.to_owned())]);
    }
    case.server.on("2028-11-18");
    let fields = case.post("registrations", filing("2028-11-18")).await.expect_fields();
    assert_eq!(fields, [("submitted_on".to_owned(), "after_validity".to_owned())]);
}

/// The application must fall inside the contract's validity (rules.md §1.3), also at its beginning.
#[tokio::test]
async fn nothing_is_registered_before_the_contract_is_valid() {
    let mut case = Case::at("signing").await;
    let later = json!({ "begins_on": "2027-01-01", "ends_on": "2028-12-31" });
    case.put("contract", with(contract(PRICE_FEN, PRICE_FEN), later)).await.answered(200);
    let file = case.file("技术合同.pdf").await;
    case.post("contract/sign", json!({ "signed_on": SIGNED, "file_id": file })).await.answered(200);
    case.advance().await.answered(200);
    let fields = case.post("registrations", filing(SIGNED)).await.expect_fields();
    assert_eq!(fields, [("submitted_on".to_owned(), "before_validity".to_owned())]);
    case.server.on("2027-01-01");
    case.post("registrations", filing("2027-01-01")).await.answered(200);
}

#[tokio::test]
async fn one_contract_has_one_living_registration() {
    let mut case = Case::at("registration").await;
    case.server.on("2026-11-19");
    case.post("registrations", filing("2026-11-19")).await.answered(200);
    assert_eq!(case.post("registrations", filing("2026-11-19")).await.expect_error(409), "registration_exists");
    accepted_on(&mut case, "2026-11-19").await;
    let refusal = json!({ "decision": "refused", "decided_on": "2026-11-19", "note": "" });
    assert_eq!(case.row("registrations", "decide", refusal).await.expect_fields()[0].0, "note");
    let refusal = json!({ "decision": "refused", "decided_on": "2026-11-19", "note": "不属于技术合同" });
    case.row("registrations", "decide", refusal).await.answered(200);
    case.register("2026210200000001").await;
    assert_eq!(case.post("registrations", filing("2026-11-19")).await.expect_error(409), "registration_exists");
    let states: Vec<_> =
        case.deal["registrations"].as_array().expect("a list").iter().map(|row| row["state"].clone()).collect();
    assert_eq!(states, ["refused", "registered"]);
}

#[tokio::test]
async fn vector_20_the_number_has_sixteen_digits() {
    let mut case = Case::at("registration").await;
    case.server.on("2026-11-19");
    case.post("registrations", filing("2026-11-19")).await.answered(200);
    accepted_on(&mut case, "2026-11-19").await;
    for number in [
        json!("202621020000001"),
        json!("20262102000000012"),
        json!("20262102000000A1"),
        json!("2026 2102000000 1"),
        json!("２０２６２１０２００００００１"),
        json!(""),
        Value::Null,
    ] {
        let decision = with(registered(""), json!({ "number": number }));
        let fields = case.row("registrations", "decide", decision).await.expect_fields();
        assert_eq!(fields, [("number".to_owned(), "bad_number".to_owned())], "{number}");
    }
    let odd = with(registered("2026210200000001"), json!({ "decision": "returned" }));
    assert_eq!(case.row("registrations", "decide", odd).await.expect_fields()[0].0, "decision");
    assert_eq!(case.deal["registrations"][0]["state"], "accepted");
    case.row("registrations", "decide", registered("2026210200000001")).await.answered(200);
    assert_eq!(case.deal["registrations"][0]["number"], "2026210200000001");
}

#[tokio::test]
async fn vector_21_a_number_is_used_once() {
    let mut case = Case::at("payment").await;
    let parties = json!({ "supplier_id": case.cast.tto.organization_id, "acquirer_id": case.cast.company.organization_id,
        "title": "另一个项目" });
    case.deal = case.manager().post("/api/v1/deals", &parties).await.expect(201);
    case.reach("terms").await;
    case.server.on("2026-11-19");
    case.put("terms", terms(PRICE_FEN)).await.answered(200);
    case.advance().await.answered(200);
    let file = case.file("成交确认书.pdf").await;
    case.post("pricings", with(negotiated(), json!({ "method": "auction", "file_id": file }))).await.answered(200);
    case.advance().await.answered(200);
    case.put("contract", contract(PRICE_FEN, PRICE_FEN)).await.answered(200);
    case.post("contract/sign", json!({ "signed_on": "2026-11-19", "file_id": file })).await.answered(200);
    case.advance().await.answered(200);
    case.post("registrations", filing("2026-11-19")).await.answered(200);
    accepted_on(&mut case, "2026-11-19").await;
    let taken = case.row("registrations", "decide", registered("2026210200000001")).await.expect_fields();
    assert_eq!(taken, [("number".to_owned(), "taken".to_owned())]);
    case.row("registrations", "decide", registered("2026210200000002")).await.answered(200);
}
