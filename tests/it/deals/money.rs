//! Amounts of the contract (vector 6), the payment plan, receipts and the archive.

use harness::deals::{Case, PRICE_FEN, contract, plan, receipt};
use serde_json::{Value, json};

#[tokio::test]
async fn vector_06_technical_amount_within_the_total() {
    let mut case = Case::at("signing").await;
    for (total, technical, path, code) in [
        (PRICE_FEN, PRICE_FEN + 1, "technical_amount_fen", "out_of_range"),
        (PRICE_FEN, 0, "technical_amount_fen", "out_of_range"),
        (PRICE_FEN, -1, "technical_amount_fen", "out_of_range"),
        (0, 0, "total_amount_fen", "out_of_range"),
        (PRICE_FEN - 1, 1, "total_amount_fen", "below_price"),
        (i64::MAX, 1, "total_amount_fen", "out_of_range"),
    ] {
        let fields = case.put("contract", contract(total, technical)).await.expect_fields();
        assert!(fields.contains(&(path.to_owned(), code.to_owned())), "{total} {technical}: {fields:?}");
    }
    for amount in [json!(100.001), json!("100"), Value::Null] {
        let body = harness::builders::with(contract(PRICE_FEN, 1), json!({ "total_amount_fen": amount }));
        assert!(matches!(case.put("contract", body).await.status, 400 | 422), "{amount}");
    }
    assert_eq!(case.deal["contract"], Value::Null);
    case.put("contract", contract(PRICE_FEN, PRICE_FEN)).await.answered(200);
    case.put("contract", contract(PRICE_FEN + 100, PRICE_FEN)).await.answered(200);
    assert_eq!(case.deal["contract"]["version"], 2, "a draft is changed, not doubled");
}

#[tokio::test]
async fn a_contract_has_a_known_type_a_title_and_ordered_days() {
    let mut case = Case::at("signing").await;
    for (change, path) in [
        (json!({ "contract_type": "TX" }), "contract_type"),
        (json!({ "title": "  " }), "title"),
        (json!({ "begins_on": "2026-11-18", "ends_on": "2026-11-17" }), "ends_on"),
    ] {
        let fields =
            case.put("contract", harness::builders::with(contract(PRICE_FEN, 1), change)).await.expect_fields();
        assert_eq!(fields[0].0, path);
    }
}

#[tokio::test]
async fn a_contract_is_signed_once_and_with_its_paper() {
    let mut case = Case::at("signing").await;
    let file = case.file("技术合同.pdf").await;
    let signature = json!({ "signed_on": "2026-11-18", "file_id": file });
    assert_eq!(case.post("contract/sign", signature.clone()).await.expect_error(409), "contract_missing");
    case.put("contract", contract(PRICE_FEN, PRICE_FEN)).await.answered(200);
    let paperless = case.post("contract/sign", json!({ "signed_on": "2026-11-18" })).await;
    assert!(matches!(paperless.status, 400 | 422), "{}", paperless.text);
    assert_eq!(case.advance().await.expect_error(409), "blocked");
    case.post("contract/sign", signature.clone()).await.answered(200);
    assert_eq!(case.post("contract/sign", signature).await.expect_error(409), "contract_signed");
    assert_eq!(case.put("contract", contract(PRICE_FEN, 1)).await.expect_error(409), "contract_signed");
    assert_eq!(case.put("terms", harness::deals::terms(1)).await.expect_error(409), "contract_signed");
    assert_eq!(case.post("pricings", harness::deals::negotiated()).await.expect_error(409), "contract_signed");
}

#[tokio::test]
async fn a_payment_plan_adds_up_to_the_contract() {
    let mut case = Case::at("signing").await;
    assert_eq!(case.put("payments", plan(&[PRICE_FEN])).await.expect_error(409), "contract_missing");
    case.reach("registration").await;
    for (amounts, code) in [
        (&[PRICE_FEN - 1][..], "wrong_sum"),
        (&[PRICE_FEN, 1], "wrong_sum"),
        (&[PRICE_FEN + 1, -1], "out_of_range"),
        (&[PRICE_FEN, 0], "out_of_range"),
        (&[i64::MAX, i64::MAX], "wrong_sum"),
        (&[], "out_of_range"),
    ] {
        let fields = case.put("payments", plan(amounts)).await.expect_fields();
        assert!(fields.iter().any(|(_, found)| found == code), "{amounts:?}: {fields:?}");
    }
    case.put("payments", plan(&[PRICE_FEN])).await.answered(200);
    case.put("payments", plan(&[1, PRICE_FEN - 1])).await.answered(200);
    assert_eq!(case.deal["payments"].as_array().map(Vec::len), Some(2), "the new plan replaces the old one");
}

#[tokio::test]
async fn a_receipt_needs_its_slip_and_closes_the_plan() {
    let mut case = Case::at("payment").await;
    case.put("payments", plan(&[1, PRICE_FEN - 1])).await.answered(200);
    let without = case.row("payments", "receive", json!({ "received_on": "2026-11-19", "received_fen": 1 })).await;
    assert!(matches!(without.status, 400 | 422), "{}", without.text);
    let file = case.file("银行回单.pdf").await;
    for (change, path) in
        [(json!({ "received_on": "2026-11-20" }), "received_on"), (json!({ "received_fen": 0 }), "received_fen")]
    {
        let body = harness::builders::with(receipt(1, &file), change);
        assert_eq!(case.row("payments", "receive", body).await.expect_fields()[0].0, path);
    }
    let (path, _) = case.row_step("payments", "receive", json!({}));
    case.row("payments", "receive", receipt(1, &file)).await.answered(200);
    let again = harness::builders::with(receipt(1, &file), json!({ "version": 2 }));
    assert_eq!(case.manager().post(&path, &again).await.expect_error(409), "payment_received");
    assert_eq!(case.put("payments", plan(&[PRICE_FEN])).await.expect_error(409), "payment_received");
}

#[tokio::test]
async fn an_open_instalment_keeps_the_deal_from_the_archive() {
    let mut case = Case::at("payment").await;
    assert_eq!(case.advance().await.expect_error(409), "blocked");
    case.put("payments", plan(&[1, PRICE_FEN - 1])).await.answered(200);
    let file = case.file("银行回单.pdf").await;
    case.row("payments", "receive", receipt(1, &file)).await.answered(200);
    let blocked = case.advance().await;
    assert!(blocked.text.contains("第2期"), "the open one is named: {}", blocked.text);
    assert_eq!(blocked.expect_error(409), "blocked");
    case.row("payments", "receive", receipt(PRICE_FEN - 1, &file)).await.answered(200);
    case.advance().await.answered(200);
    assert_eq!(case.deal["state"], "archived");
    let upload = case.manager().upload("deal", case.id(), "补充.pdf", harness::builders::pdf()).await;
    assert_eq!(upload.expect_error(409), "deal_over");
    assert_eq!(case.post("lose", json!({ "reason": "mutual", "note": "晚了" })).await.expect_error(409), "deal_over");
    assert_eq!(case.post("reopen", json!({ "note": "晚了" })).await.expect_error(409), "not_lost");
}

/// Registration is voluntary: a deal goes on without it, but not without a reason.
#[tokio::test]
async fn an_unregistered_contract_goes_on_with_a_reason_only() {
    let mut case = Case::at("registration").await;
    assert_eq!(case.deal["next"]["reason_lifts"], true);
    assert_eq!(case.advance().await.expect_error(409), "blocked");
    case.post("advance", json!({ "note": "买方要求不登记" })).await.answered(200);
    let last = case.events().await.pop().expect("an event");
    assert_eq!((last["to_stage"].as_str(), last["note"].as_str()), (Some("payment"), Some("买方要求不登记")));
}
