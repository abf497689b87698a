//! Nobody overwrites what he has not seen: every step compares the version, and of two people at once one wins.

use entity::audit_event;
use entity::enums::SubjectKind;
use harness::deals::{Case, PRICE_FEN, PUBLISHED, contract, filing, negotiated, plan, receipt, registered, terms};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::{Value, json};

/// Steps with the deal's version, by the stage at which they are possible: method, path, body.
fn steps(stage: &str, case: &Case, file: &Value) -> Vec<(&'static str, &'static str, Value)> {
    match stage {
        "introduction" => {
            let manager = json!({ "manager_id": case.cast.admin.person_id });
            vec![("PATCH", "", json!({ "next_step": "约时间" })), ("PATCH", "", manager)]
        }
        "talks" => vec![
            ("POST", "/advance", json!({})),
            ("POST", "/lose", json!({ "reason": "mutual", "note": "终止" })),
            ("PUT", "/confidentiality", json!({ "signed_on": "2026-10-12" })),
            ("PUT", "/evaluation", json!({ "conclusion": "可行" })),
            ("PUT", "/terms", terms(PRICE_FEN)),
        ],
        "pricing" => vec![("POST", "/pricings", negotiated())],
        "signing" => vec![("PUT", "/contract", contract(PRICE_FEN, PRICE_FEN))],
        "registration" => {
            vec![("POST", "/registrations", filing("2026-11-18")), ("PUT", "/payments", plan(&[PRICE_FEN]))]
        }
        "drafted" => vec![("POST", "/contract/sign", json!({ "signed_on": "2026-11-18", "file_id": file }))],
        _ => Vec::new(),
    }
}

async fn check_stale(case: &Case, stage: &str, file: &Value) {
    // What the matching writes in the background is no part of the question.
    case.server.settled().await;
    let before = case.server.row_counts().await;
    for (method, path, body) in steps(stage, case, file) {
        let url = format!("/api/v1/deals/{}{path}", case.id());
        for version in [0, case.deal["version"].as_i64().expect("a version") - 1, i64::from(i32::MAX)] {
            let body = harness::builders::with(body.clone(), json!({ "version": version }));
            let client = case.manager();
            let answer = client.send(client.request(method, &url).json(&body)).await;
            assert_eq!(answer.expect_error(409), "stale_version", "{method} {path} {version}");
        }
    }
    assert_eq!(case.server.row_counts().await, before, "{stage}: nothing is half-written");
}

#[tokio::test]
async fn a_stale_version_of_the_deal_is_refused_on_every_step() {
    let mut case = Case::begin().await;
    let tto = case.cast.tto.clone();
    let stale = json!({ "version": 0, "answer": "yes" });
    assert_eq!(tto.client.post(&case.path("answer"), &stale).await.expect_error(409), "stale_version");
    case.post("lose", json!({ "reason": "mutual", "note": "终止" })).await.answered(200);
    let stale = json!({ "version": 1, "note": "再来" });
    assert_eq!(case.manager().post(&case.path("reopen"), &stale).await.expect_error(409), "stale_version");
    case.post("reopen", json!({ "note": "再来" })).await.answered(200);
    for stage in ["introduction", "talks", "pricing", "signing", "registration"] {
        Box::pin(case.reach(stage)).await;
        let file = case.file("附件.pdf").await;
        Box::pin(check_stale(&case, stage, &file)).await;
        if stage == "signing" {
            case.put("contract", contract(PRICE_FEN, PRICE_FEN)).await.answered(200);
            Box::pin(check_stale(&case, "drafted", &file)).await;
        }
    }
}

async fn stale_row(case: &mut Case, list: &str, step: &str, body: Value) {
    let (path, fresh) = case.row_step(list, step, body);
    for version in
        [0, fresh["version"].as_i64().expect("a version") - 1, fresh["version"].as_i64().expect("a version") + 1]
    {
        let stale = harness::builders::with(fresh.clone(), json!({ "version": version }));
        assert_eq!(
            case.manager().post(&path, &stale).await.expect_error(409),
            "stale_version",
            "{list} {step} {version}"
        );
    }
    let answer = case.manager().post(&path, &fresh).await;
    case.keep(answer).answered(200);
}

#[tokio::test]
async fn a_stale_version_of_a_row_is_refused_on_every_step() {
    let mut case = Case::at("pricing").await;
    case.server.on(PUBLISHED);
    case.post("pricings", negotiated()).await.answered(200);
    stale_row(&mut case, "pricings", "objection", json!({ "objection": "价格低" })).await;
    stale_row(&mut case, "pricings", "decision", json!({ "decision": "dismissed", "note": "无依据" })).await;
    case.server.on("2026-11-18");
    stale_row(&mut case, "pricings", "close", json!({})).await;
    case.advance().await.answered(200);
    Box::pin(case.reach("registration")).await;
    case.server.on("2026-11-19");
    case.post("registrations", filing("2026-11-18")).await.answered(200);
    Box::pin(stale_registration(&mut case)).await;
    case.advance().await.answered(200);
    case.put("payments", plan(&[PRICE_FEN])).await.answered(200);
    let file = case.file("银行回单.pdf").await;
    stale_row(&mut case, "payments", "receive", receipt(PRICE_FEN, &file)).await;
}

async fn stale_registration(case: &mut Case) {
    stale_row(case, "registrations", "return", json!({ "note": "缺附件" })).await;
    stale_row(case, "registrations", "supplement", json!({ "submitted_on": "2026-11-19" })).await;
    stale_row(case, "registrations", "accept", json!({ "accepted_on": "2026-11-19" })).await;
    stale_row(case, "registrations", "decide", registered("2026210200000001")).await;
}

/// Audit events of deals; what the matching writes in the background is no part of the question.
async fn audit_events(case: &Case) -> u64 {
    let of_deals = audit_event::Entity::find().filter(audit_event::Column::SubjectKind.eq(SubjectKind::Deal));
    of_deals.count(&case.server.state.database).await.expect("a count")
}

/// Two of the staff send the same step at once: one wins, the other hears of it, and one audit event more stands there.
async fn race(case: &mut Case, path: &str, body: &Value) {
    let before = audit_events(case).await;
    let (manager, admin) = (case.manager(), case.cast.admin.client.clone());
    let (one, two) = tokio::join!(manager.post(path, body), admin.post(path, body));
    let mut statuses = [one.status, two.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409], "{path}: {} {}", one.text, two.text);
    assert_eq!(audit_events(case).await, before + 1, "{path}");
    let winner = if one.status == 200 { one } else { two };
    case.keep(winner).answered(200);
}

#[tokio::test]
async fn two_managers_at_once_make_one_step() {
    let mut case = Case::at("talks").await;
    let (path, body) = (case.path("advance"), case.versioned(json!({})));
    race(&mut case, &path, &body).await;
    assert_eq!(case.deal["stage"], "confidentiality", "one step on, not two");
    Box::pin(case.reach("pricing")).await;
    case.server.on(PUBLISHED);
    let (path, body) = (case.path("pricings"), case.versioned(negotiated()));
    race(&mut case, &path, &body).await;
    assert_eq!(case.deal["pricings"].as_array().map(Vec::len), Some(1));
    case.server.on("2026-11-18");
    let (path, body) = case.row_step("pricings", "close", json!({}));
    race(&mut case, &path, &body).await;
    case.advance().await.answered(200);
    Box::pin(race_late_steps(&mut case)).await;
    let audit = case.cast.admin.client.get("/api/v1/audit-events/verification").await.expect(200);
    assert_eq!(audit["faults"], json!([]));
}

async fn race_late_steps(case: &mut Case) {
    case.put("contract", contract(PRICE_FEN, PRICE_FEN)).await.answered(200);
    let file = case.file("技术合同.pdf").await;
    let signature = json!({ "signed_on": "2026-11-18", "file_id": file });
    let (path, body) = (case.path("contract/sign"), case.versioned(signature));
    race(case, &path, &body).await;
    case.advance().await.answered(200);
    let (path, body) = (case.path("registrations"), case.versioned(filing("2026-11-18")));
    race(case, &path, &body).await;
    assert_eq!(case.deal["registrations"].as_array().map(Vec::len), Some(1));
    let (path, body) = case.row_step("registrations", "accept", json!({ "accepted_on": "2026-11-18" }));
    race(case, &path, &body).await;
}

/// The new manager's organisation may be another one: the former manager still gets the answer to his last step.
#[tokio::test]
async fn a_deal_is_handed_to_the_manager_of_another_organisation() {
    let mut case = Case::begin().await;
    let center = case.server.organization("另一家转化中心", entity::enums::OrganizationKind::TransferService).await;
    let successor = case.server.member("successor", center, entity::enums::Role::Manager).await;
    let path = format!("/api/v1/deals/{}", case.id());
    assert_eq!(successor.client.get(&path).await.expect_error(404), "not_found");
    for stranger in [case.cast.company.person_id, entity::id::PersonId(uuid::Uuid::nil())] {
        let patch = case.versioned(json!({ "manager_id": stranger }));
        assert_eq!(case.manager().patch(&path, &patch).await.expect_fields()[0].0, "manager_id");
    }
    let patch = case.versioned(json!({ "manager_id": successor.person_id }));
    let handed = case.manager().patch(&path, &patch).await;
    case.keep(handed).answered(200);
    assert_eq!(case.deal["manager"]["name"], "测试·successor");
    assert_eq!(case.deal["broker"]["name"], "另一家转化中心");
    assert_eq!(case.manager().get(&path).await.expect_error(404), "not_found");
    let events = successor.client.get(&case.path("events")).await.expect(200);
    let last = events.as_array().and_then(|events| events.last()).expect("an event").clone();
    assert_eq!(last["kind"], "manager_changed");
    let note = last["note"].as_str().expect("a note");
    assert!(note.contains("测试·manager") && note.contains("测试·successor"), "who to whom: {note}");
}

#[tokio::test]
async fn a_new_title_stands_in_the_timeline() {
    let mut case = Case::begin().await;
    let path = format!("/api/v1/deals/{}", case.id());
    let patch = case.versioned(json!({ "title": "塞拉门控制系统许可" }));
    let renamed = case.manager().patch(&path, &patch).await;
    case.keep(renamed).answered(200);
    let last = case.events().await.pop().expect("an event");
    assert_eq!(last["kind"], "note");
    assert!(last["note"].as_str().expect("a note").contains("塞拉门控制系统许可"), "{last}");
}
