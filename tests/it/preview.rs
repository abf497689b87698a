//! Help while a listing is written: what a draft would find, the detail to add next, advice. Nothing hidden is counted or named.

use harness::builders::{achievement, demand, published, with};
use harness::{Cast, Client, Server};
use serde_json::{Value, json};

/// Achievements about doors that differ in maturity, and half of them in what they measure.
async fn doors(cast: &Cast, number: usize, changes: Value) {
    for place in 0..number {
        let measured = if place % 2 == 0 { "关门夹紧力" } else { "开门时间" };
        let own = json!({
            "title": format!("塞拉门控制系统{place}"), "trl": 3 + place % 6,
            "indicators": [{ "name": measured, "value": "2", "unit": "N" }]
        });
        let body = with(with(achievement(), own), changes.clone());
        let _listing = published(&cast.tto, cast, "achievements", &body).await;
    }
}

async fn preview(client: &Client, draft: Value) -> Value {
    client.post("/api/v1/matches/preview", &draft).await.expect(200)
}

/// The demand of the builders with the limits still open.
fn draft() -> Value {
    let open = json!({ "trl_min": null, "modes": [], "budget": { "kind": "negotiable" }, "keywords": ["塞拉门"] });
    with(demand(), open)
}

#[tokio::test]
async fn a_draft_is_counted_and_told_what_to_add() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    doors(&cast, 6, json!({})).await;
    server.settled().await;
    let found = preview(&cast.company.client, draft()).await;
    assert_eq!((&found["counts"]["candidates"], &found["counts"]["at_least"]), (&json!(6), &json!(false)), "{found}");
    assert!(found["counts"]["good"].as_u64() <= Some(6), "{found}");
    let best = found["best"].as_array().expect("a list");
    assert_eq!(best.len(), 3, "{found}");
    let good = best.iter().filter(|hit| hit["is_good"] == true).count() as u64;
    assert_eq!(Some(good), found["counts"]["good"].as_u64().map(|good| good.min(3)), "the good ones first: {found}");
    let details = found["alternatives"].as_array().expect("a list").iter().chain([&found["next"]]);
    for detail in details.filter(|detail| !detail.is_null()) {
        assert_eq!(detail["from"], 6, "{found}");
        let text = detail["text"].as_str().expect("a text");
        assert!(text.contains(&detail["to"].to_string()), "{text}");
    }
    assert!(found["alternatives"].as_array().expect("a list").len() <= 3);
    assert!(found["next"].is_null() == found["note"].is_string(), "{found}");
    assert_eq!(found, preview(&cast.company.client, draft()).await, "the same draft, the same answer");
    // One's own are never matched, so they are not counted either.
    let own = preview(&cast.tto.client, draft()).await;
    assert_eq!(own["counts"]["candidates"], 0, "{own}");
}

#[tokio::test]
async fn a_demand_that_quotes_an_achievement_finds_it_first() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    doors(&cast, 3, json!({})).await;
    let title = "风电主轴轴承滚道无软带感应淬火工艺及装备";
    let wanted = json!({ "title": title, "summary": "一次感应淬火，滚道没有软带", "keywords": ["感应淬火"] });
    let _wanted = published(&cast.tto, &cast, "achievements", &with(achievement(), wanted)).await;
    server.settled().await;
    let quoting = json!({ "title": title, "summary": title, "problem": title });
    let found = preview(&cast.company.client, quoting.clone()).await;
    assert_eq!(found["best"][0]["title"], title, "{found}");
    // published, it is no copy either: it was there before
    let ask = published(&cast.company, &cast, "demands", &with(demand(), quoting)).await;
    server.settled().await;
    let path = format!("/api/v1/matches?demand_id={}", ask["id"].as_str().expect("an id"));
    let best = cast.company.client.get(&path).await.expect(200)["items"][0].clone();
    assert_eq!((&best["achievement"]["title"], &best["reasons"]["notes"]), (&json!(title), &json!([])), "{best}");
}

#[tokio::test]
async fn what_is_hidden_changes_no_count_and_names_nothing() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    doors(&cast, 5, json!({})).await;
    server.settled().await;
    let outsider = &cast.other_company.client;
    let before = preview(outsider, draft()).await;
    let secret = json!({
        "excluded_organization_ids": [cast.other_company.organization_id],
        "keywords": ["塞拉门", "暗门闭锁器"], "indicators": [{ "name": "闭锁冲击", "value": "3", "unit": "J" }]
    });
    doors(&cast, 4, secret).await;
    let body = with(achievement(), json!({ "title": "塞拉门草稿" }));
    let _draft = cast.tto.client.post("/api/v1/achievements", &body).await.expect(201);
    server.settled().await;
    let after = preview(outsider, draft()).await;
    assert_eq!(before, after);
    assert!(!after.to_string().contains("暗门") && !after.to_string().contains("闭锁冲击"));
    let seen = preview(&cast.company.client, draft()).await;
    assert_eq!(seen["counts"]["candidates"], 9, "{seen}");
    // Who writes for a company counts what that company may know of.
    let named = json!({ "organization_id": cast.other_company.organization_id });
    let staff = preview(&cast.manager.client, with(draft(), named)).await;
    assert_eq!((&staff["counts"], &staff["best"]), (&before["counts"], &before["best"]));
    let own = preview(
        &cast.company.client,
        with(draft(), json!({ "excluded_organization_ids": [cast.tto.organization_id] })),
    );
    assert_eq!(own.await["counts"]["candidates"], 0, "whom the draft excludes is not counted");
}

#[tokio::test]
async fn indicators_of_a_confidential_achievement_are_not_named() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    doors(&cast, 6, json!({ "visibility": "confidential" })).await;
    server.settled().await;
    let found = preview(&cast.company.client, draft()).await;
    assert_eq!(found["counts"]["candidates"], 6, "the abstract fits: {found}");
    assert!(!found.to_string().contains("夹紧力"), "{found}");
}

#[tokio::test]
async fn too_little_gets_a_note_and_too_much_a_field() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let client = &cast.company.client;
    for little in
        [json!({}), json!({ "title": "" }), json!({ "title": "塞拉门" }), json!({ "problem": "塞拉门".repeat(160) })]
    {
        let found = preview(client, little).await;
        assert!(found["counts"].is_null() && found["next"].is_null() && found["note"].is_string(), "{found}");
    }
    let post = |body: Value| async move { client.post("/api/v1/matches/preview", &body).await.expect_fields() };
    for long in ["长".repeat(20_000), "塞拉门".repeat(5_000)] {
        let fields = post(json!({ "problem": long })).await;
        assert_eq!(fields, [("problem".to_owned(), "too_long".to_owned())]);
    }
    let foreign = json!({ "title": "塞拉门控制", "organization_id": cast.tto.organization_id });
    assert_eq!(post(foreign).await, [("organization_id".to_owned(), "forbidden".to_owned())]);
    for odd in ["%' OR 1=1 --", "🚪🚪 🚪🚪🚪", "((( \"\"\" ***", "FPGA accelerator radar"] {
        preview(client, json!({ "title": odd })).await;
    }
}

#[tokio::test]
async fn advice_names_the_field_and_saves_nothing() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let before = server.row_counts().await;
    let codes = |advice: &Value| -> Vec<String> {
        let rows = advice.as_array().expect("a list").iter();
        rows.map(|one| format!("{} {}", one["field"].as_str().expect("a field"), one["code"].as_str().expect("a code")))
            .collect()
    };
    let advice = cast.tto.client.post("/api/v1/achievements/check", &achievement()).await.expect(200);
    assert_eq!(codes(&advice), ["advantage no_comparison", "application no_use"]);
    let better = json!({ "advantage": "寿命比进口件长 30%", "application": "地铁车门。", "trl": 6 });
    let advice = cast.tto.client.post("/api/v1/achievements/check", &with(achievement(), better)).await.expect(200);
    assert!(codes(&advice).is_empty(), "{advice}");
    let bare = json!({ "title": "车门", "trl": 4, "application": "用".repeat(61) });
    let advice = cast.tto.client.post("/api/v1/achievements/check", &bare).await.expect(200);
    let expected =
        ["advantage no_comparison", "application long_use", "indicators no_metrics", "trl_evidence no_proof"];
    assert_eq!(codes(&advice), expected);
    let advice = cast.company.client.post("/api/v1/demands/check", &json!({ "title": "车门" })).await.expect(200);
    let expected =
        ["key_technology no_conditions", "target no_target_number", "budget no_budget", "ends_on no_deadline"];
    assert_eq!(codes(&advice), expected);
    let good = json!({ "key_technology": "车外低温 -25 ℃", "target": "故障率下降一半。" });
    let advice = cast.company.client.post("/api/v1/demands/check", &with(demand(), good)).await.expect(200);
    assert!(codes(&advice).is_empty(), "{advice}");
    assert_eq!(before, server.row_counts().await);
}
