//! Each side answers for itself, once; only then do the parties learn how to reach each other.

use harness::builders::{demand, published, with};
use harness::deals::{BEGIN, Case};
use harness::{Cast, Server};
use serde_json::{Value, json};

fn yes() -> Value {
    json!({ "answer": "yes", "note": "愿意见面" })
}

#[tokio::test]
async fn each_side_answers_once_and_only_for_itself() {
    let mut case = Case::begin().await;
    let (tto, company) = (case.cast.tto.clone(), case.cast.company.clone());
    assert_eq!(case.seen_by(&tto).await["can"]["answer_as"], "supplier");
    assert_eq!(case.seen_by(&company).await["can"]["answer_as"], "acquirer");
    for staff in [case.cast.manager.clone(), case.cast.admin.clone()] {
        assert_eq!(case.answer(&staff, yes()).await.expect_error(403), "forbidden");
    }
    for stranger in [case.cast.other_tto.clone(), case.cast.other_company.clone()] {
        assert_eq!(case.answer(&stranger, yes()).await.expect_error(404), "not_found");
    }
    case.answer(&tto, yes()).await.answered(200);
    assert_eq!(case.deal["answers"]["acquirer"], Value::Null, "one side never answers for the other");
    assert_eq!(case.deal["stage"], "introduction");
    assert_eq!(case.seen_by(&tto).await["can"]["answer_as"], Value::Null);
    assert_eq!(case.answer(&tto, yes()).await.expect_error(409), "already_answered");
    case.answer(&company, yes()).await.answered(200);
    assert_eq!(case.deal["stage"], "talks");
    let answer = &case.deal["answers"]["supplier"];
    assert_eq!((answer["answer"].as_str(), answer["note"].as_str()), (Some("yes"), Some("愿意见面")));
    assert_eq!(answer["by"]["id"], json!(tto.person_id));
    assert!(answer["at"].as_str().expect("a time").starts_with(BEGIN));
}

#[tokio::test]
async fn a_no_needs_a_coded_reason_and_a_word_and_ends_the_deal() {
    let mut case = Case::begin().await;
    let company = case.cast.company.clone();
    for (reason, note, path, code) in [
        (None, "价格太高", "reason", "unknown_value"),
        (Some("no_such_reason"), "价格太高", "reason", "unknown_value"),
        (Some("funding"), "一条未成交的原因", "reason", "unknown_value"),
        (Some("price_gap"), "  ", "note", "required"),
    ] {
        let body = json!({ "answer": "no", "reason": reason, "note": note });
        let fields = case.answer(&company, body).await.expect_fields();
        assert_eq!(fields, [(path.to_owned(), code.to_owned())], "{reason:?}");
    }
    let version = case.deal["version"].clone();
    assert_eq!(case.seen_by(&company).await["version"], version, "nothing is half-written");
    case.answer(&company, json!({ "answer": "no", "reason": "price_gap", "note": "预算只有一半" })).await.answered(200);
    let deal = &case.deal;
    assert_eq!((deal["state"].as_str(), deal["lost_stage"].as_str()), (Some("lost"), Some("introduction")));
    assert_eq!((deal["lost_reason"].as_str(), deal["lost_note"].as_str()), (Some("price_gap"), Some("预算只有一半")));
    let tto = case.cast.tto.clone();
    assert_eq!(case.answer(&tto, yes()).await.expect_error(409), "deal_over");
}

#[tokio::test]
async fn contacts_are_hidden_until_both_agreed_and_from_everybody_else() {
    let mut case = Case::begin().await;
    let parties = [case.cast.tto.clone(), case.cast.company.clone(), case.cast.manager.clone()];
    for party in &parties[..2] {
        for reader in &parties {
            let text = case.seen_by(reader).await.to_string();
            assert!(!text.contains("0411-84700000") && !text.contains("0411-84800000"), "{text}");
        }
        case.answer(party, yes()).await.answered(200);
    }
    for reader in &parties {
        let seen = case.seen_by(reader).await;
        assert_eq!(seen["contacts"]["supplier"]["phone"], "0411-84700000");
        assert_eq!(seen["contacts"]["acquirer"]["phone"], "0411-84800000");
    }
    for stranger in [&case.cast.other_company, &case.cast.other_tto] {
        let path = format!("/api/v1/deals/{}", case.id());
        assert_eq!(stranger.client.get(&path).await.expect_error(404), "not_found");
    }
}

#[tokio::test]
async fn a_pair_has_one_active_deal() {
    let case = Case::begin().await;
    let origin = json!({ "achievement_id": case.deal["achievement"]["id"], "demand_id": case.deal["demand"]["id"] });
    let again = case.manager().post("/api/v1/deals", &origin).await;
    let number = case.deal["number"].as_str().expect("a number");
    assert!(again.text.contains(number), "the conflict names the deal: {}", again.text);
    assert_eq!(again.expect_error(409), "deal_exists");
}

#[tokio::test]
async fn two_managers_who_begin_the_same_deal_at_once_make_one() {
    let server = Server::at(BEGIN).await;
    let cast = Cast::enter(&server).await;
    let origin = json!({ "supplier_id": cast.tto.organization_id, "acquirer_id": cast.company.organization_id,
        "title": "塞拉门联合开发" });
    let (one, two) = tokio::join!(
        cast.manager.client.post("/api/v1/deals", &origin),
        cast.admin.client.post("/api/v1/deals", &origin)
    );
    let mut statuses = [one.status, two.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409], "{} {}", one.text, two.text);
}

#[tokio::test]
async fn a_deal_by_hand_needs_two_verified_parties_and_a_title() {
    let server = Server::at(BEGIN).await;
    let cast = Cast::enter(&server).await;
    let (supplier, acquirer) = (cast.tto.organization_id, cast.company.organization_id);
    let manager = &cast.manager.client;
    let nobody = json!({ "supplier_id": null, "acquirer_id": acquirer, "title": "塞拉门" });
    let unknown = json!({ "supplier_id": uuid::Uuid::nil(), "acquirer_id": acquirer, "title": "塞拉门" });
    let same = json!({ "supplier_id": supplier, "acquirer_id": supplier, "title": "塞拉门" });
    let untitled = json!({ "supplier_id": supplier, "acquirer_id": acquirer, "title": " " });
    for (body, path, code) in [
        (nobody, "supplier_id", "required"),
        (unknown, "supplier_id", "unknown_value"),
        (same, "acquirer_id", "same_party"),
        (untitled, "title", "required"),
    ] {
        let fields = manager.post("/api/v1/deals", &body).await.expect_fields();
        assert_eq!(fields, [(path.to_owned(), code.to_owned())], "{body}");
    }
    let good = json!({ "supplier_id": supplier, "acquirer_id": acquirer, "title": "塞拉门" });
    for member in [&cast.tto, &cast.company] {
        assert_eq!(member.client.post("/api/v1/deals", &good).await.expect_error(403), "forbidden");
    }
    assert_eq!(manager.post("/api/v1/deals", &good).await.expect(201)["channel"], "manual");
}

#[tokio::test]
async fn a_form_sent_twice_makes_one_deal() {
    let server = Server::at(BEGIN).await;
    let cast = Cast::enter(&server).await;
    let body = json!({ "supplier_id": cast.tto.organization_id, "acquirer_id": cast.company.organization_id,
        "title": "塞拉门联合开发" });
    let key = uuid::Uuid::now_v7().to_string();
    let send = || cast.manager.client.request("POST", "/api/v1/deals").header("idempotency-key", &key).json(&body);
    let first = cast.manager.client.send(send()).await.expect(201);
    let second = cast.manager.client.send(send()).await.expect(201);
    assert_eq!(first["id"], second["id"]);
}

/// The company behind an anonymous demand, and its people, stay unnamed to the supplier until both said yes.
#[tokio::test]
async fn an_anonymous_company_stays_unnamed_in_every_answer_until_both_agreed() {
    let server = Server::at(BEGIN).await;
    let cast = Cast::enter(&server).await;
    let demand = with(demand(), json!({ "publish_mode": "anonymous" }));
    let demand = published(&cast.company, &cast, "demands", &demand).await;
    let origin = json!({ "demand_id": demand["id"], "supplier_id": cast.tto.organization_id });
    let deal = cast.manager.client.post("/api/v1/deals", &origin).await.expect(201);
    let mut case = Case { server, cast, deal };
    let (tto, company) = (case.cast.tto.clone(), case.cast.company.clone());
    case.answer(&company, yes()).await.answered(200);
    let note = json!({ "note": "先看技术资料" });
    company.client.post(&case.path("notes"), &note).await.answered(200);
    company.client.upload("deal", case.id(), "需求说明.pdf", harness::builders::pdf()).await.answered(201);
    let secrets = ["海港机电".to_owned(), "测试·company".to_owned(), company.person_id.to_string()];
    let pages = [
        format!("/api/v1/deals/{}", case.id()),
        case.path("events"),
        "/api/v1/deals".to_owned(),
        format!("/api/v1/files?subject_kind=deal&subject_id={}", case.id()),
    ];
    for page in &pages {
        let seen = tto.client.get(page).await.expect(200).to_string();
        for secret in &secrets {
            assert!(!seen.contains(secret), "{page} tells {secret}: {seen}");
        }
        assert!(
            case.manager().get(page).await.expect(200).to_string().contains(&secrets[1]) || page.ends_with("/deals")
        );
    }
    case.answer(&tto, yes()).await.answered(200);
    assert_eq!(case.seen_by(&tto).await["acquirer"]["name"], "海港机电有限公司");
    let files = tto.client.get(&pages[3]).await.expect(200);
    assert_eq!(files[0]["uploaded_by"]["name"], "测试·company");
}
