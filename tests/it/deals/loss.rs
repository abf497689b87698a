//! A deal is lost at any stage, with the stage and a coded reason, and can be taken up again.

use harness::deals::Case;
use harness::{Client, Member};
use serde_json::{Value, json};

fn loss(reason: &str) -> Value {
    json!({ "reason": reason, "note": "双方协商终止" })
}

async fn listing_state(case: &Case, kind: &str) -> Value {
    let path = format!("/api/v1/{kind}s/{}", case.deal[kind]["id"].as_str().expect("an id"));
    case.manager().get(&path).await.expect(200)["state"].clone()
}

/// At each stage: lost with stage and reason, nothing can be done meanwhile, taken up again where it was.
#[tokio::test]
async fn a_deal_is_lost_at_each_stage_and_taken_up_again() {
    let stages = [
        "introduction",
        "talks",
        "confidentiality",
        "evaluation",
        "terms",
        "pricing",
        "signing",
        "registration",
        "payment",
    ];
    let mut case = Case::begin().await;
    for stage in stages {
        Box::pin(case.reach(stage)).await;
        Box::pin(lose_and_reopen(&mut case, stage)).await;
    }
    let lost = case.events().await.into_iter().filter(|event| event["kind"] == "lost").count();
    assert_eq!(lost, stages.len());
}

async fn lose_and_reopen(case: &mut Case, stage: &str) {
    case.post("lose", loss("mutual")).await.answered(200);
    let deal = &case.deal;
    assert_eq!((deal["state"].as_str(), deal["lost_stage"].as_str()), (Some("lost"), Some(stage)));
    assert_eq!((deal["lost_reason"].as_str(), deal["lost_note"].as_str()), (Some("mutual"), Some("双方协商终止")));
    assert_eq!((&deal["next"], &deal["can"]["edit"]), (&Value::Null, &json!(false)));
    for kind in ["achievement", "demand"] {
        assert_eq!(listing_state(case, kind).await, "published", "free again after a loss at {stage}");
    }
    assert_eq!(case.advance().await.expect_error(409), "deal_over");
    assert_eq!(case.post("lose", loss("mutual")).await.expect_error(409), "deal_over");
    case.post("reopen", json!({ "note": "新一轮预算批下来了" })).await.answered(200);
    let deal = &case.deal;
    assert_eq!((deal["state"].as_str(), deal["stage"].as_str()), (Some("active"), Some(stage)));
    assert_eq!(
        (&deal["lost_stage"], &deal["lost_reason"], deal["lost_note"].as_str()),
        (&Value::Null, &Value::Null, Some(""))
    );
    let held = if stage == "introduction" { "published" } else { "in_talks" };
    assert_eq!(listing_state(case, "demand").await, held, "{stage}");
}

#[tokio::test]
async fn a_loss_needs_a_coded_reason_and_a_word_and_the_staff() {
    let mut case = Case::at("talks").await;
    for (reason, note, path, code) in [
        ("no_such_reason", "谈不拢", "reason", "unknown_value"),
        ("benefit_unclear", "这是拒绝引荐的原因", "reason", "unknown_value"),
        ("mutual", " ", "note", "required"),
    ] {
        let fields = case.post("lose", json!({ "reason": reason, "note": note })).await.expect_fields();
        assert_eq!(fields, [(path.to_owned(), code.to_owned())]);
    }
    for party in [&case.cast.tto, &case.cast.company] {
        let body = case.versioned(loss("mutual"));
        assert_eq!(party.client.post(&case.path("lose"), &body).await.expect_error(403), "forbidden");
        assert_eq!(
            party.client.post(&case.path("advance"), &case.versioned(json!({}))).await.expect_error(403),
            "forbidden"
        );
    }
    assert_eq!(case.post("reopen", json!({ "note": "没有丢" })).await.expect_error(409), "not_lost");
}

#[tokio::test]
async fn after_a_no_the_side_that_refused_answers_anew() {
    let mut case = Case::begin().await;
    let (tto, company) = (case.cast.tto.clone(), case.cast.company.clone());
    case.answer(&tto, json!({ "answer": "yes" })).await.answered(200);
    case.answer(&company, json!({ "answer": "no", "reason": "no_capacity", "note": "年底再看" })).await.answered(200);
    case.post("reopen", json!({ "note": "对方改变了主意" })).await.answered(200);
    assert_eq!(case.deal["answers"]["supplier"]["answer"], "yes", "a yes stands");
    assert_eq!(case.deal["answers"]["acquirer"], Value::Null);
    case.answer(&company, json!({ "answer": "yes" })).await.answered(200);
    assert_eq!(case.deal["stage"], "talks");
}

async fn deal_of_pair(case: &Case) -> harness::Answer {
    let origin = json!({ "achievement_id": case.deal["achievement"]["id"], "demand_id": case.deal["demand"]["id"] });
    case.manager().post("/api/v1/deals", &origin).await
}

#[tokio::test]
async fn a_lost_deal_is_not_taken_up_beside_its_successor() {
    let mut case = Case::at("talks").await;
    case.post("lose", loss("no_reply")).await.answered(200);
    let successor = deal_of_pair(&case).await.expect(201);
    let again = case.post("reopen", json!({ "note": "旧的更好" })).await;
    assert!(again.text.contains(successor["number"].as_str().expect("a number")), "{}", again.text);
    assert_eq!(again.expect_error(409), "deal_exists");
}

async fn reopen(client: &Client, deal: &Value) -> harness::Answer {
    let path = format!("/api/v1/deals/{}/reopen", deal["id"].as_str().expect("an id"));
    client.post(&path, &json!({ "version": deal["version"], "note": "再谈一次" })).await
}

/// Two lost deals of one pair, taken up at the same moment: on PostgreSQL nothing but the locked pair keeps them apart.
#[tokio::test]
async fn of_two_lost_deals_of_a_pair_only_one_is_taken_up_at_once() {
    let mut case = Case::begin().await;
    case.post("lose", loss("no_reply")).await.answered(200);
    let mut first = case.deal.clone();
    case.deal = deal_of_pair(&case).await.expect(201);
    case.post("lose", loss("no_reply")).await.answered(200);
    let mut second = case.deal.clone();
    for _round in 0..8 {
        let (manager, admin) = (case.manager(), case.cast.admin.client.clone());
        let (one, two) = tokio::join!(reopen(&manager, &first), reopen(&admin, &second));
        let mut statuses = [one.status, two.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 409], "{} {}", one.text, two.text);
        for (answer, deal) in [(one, &mut first), (two, &mut second)] {
            if answer.status == 200 {
                case.deal = answer.body;
                case.post("lose", loss("no_reply")).await.answered(200);
                *deal = case.deal.clone();
            }
        }
    }
}

#[tokio::test]
async fn a_listing_stays_in_talks_while_another_deal_holds_it() {
    let mut case = Case::at("talks").await;
    let other = case.cast.other_company.clone();
    let origin = json!({ "achievement_id": case.deal["achievement"]["id"], "acquirer_id": other.organization_id });
    let second = case.manager().post("/api/v1/deals", &origin).await.expect(201);
    answer_yes(&second, &[&case.cast.tto, &other]).await;
    case.post("lose", loss("price_gap")).await.answered(200);
    assert_eq!(listing_state(&case, "achievement").await, "in_talks");
    assert_eq!(listing_state(&case, "demand").await, "published");
}

async fn answer_yes(deal: &Value, sides: &[&Member]) {
    let path = format!("/api/v1/deals/{}/answer", deal["id"].as_str().expect("an id"));
    let mut version = deal["version"].clone();
    for side in sides {
        let answered = side.client.post(&path, &json!({ "version": version, "answer": "yes" })).await.expect(200);
        version = answered["version"].clone();
    }
}
