//! Bad input, one test for each kind that the issue names: a clear error in Chinese with the field's path, and nothing
//! half-written.

use harness::builders::{achievement, demand, pdf, published, with};
use harness::client::{Answer, Client};
use harness::{Cast, Server};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use uuid::Uuid;

const ACHIEVEMENTS: &str = "/api/v1/achievements";

/// A server with its people, and what its tables held before the bad input came.
struct Scene {
    server: Server,
    cast: Cast,
    before: BTreeMap<&'static str, u64>,
    files_before: usize,
}

impl Scene {
    async fn set() -> Self {
        let server = Server::start().await;
        let cast = Cast::enter(&server).await;
        let before = server.row_counts().await;
        let files_before = server.stored_files();
        Self { server, cast, before, files_before }
    }

    /// Notes what is there now as the state that bad input must leave alone.
    async fn mark(&mut self) {
        self.server.settled().await;
        self.before = self.server.row_counts().await;
        self.files_before = self.server.stored_files();
    }

    async fn nothing_was_written(&self) {
        assert_eq!(self.before, self.server.row_counts().await);
        assert_eq!(self.files_before, self.server.stored_files(), "files of an upload that was refused");
    }

    fn tto(&self) -> &Client {
        &self.cast.tto.client
    }

    /// The wrong fields of an achievement that differs from a complete one by `change`.
    async fn refused(&self, change: Value) -> Vec<(String, String)> {
        let fields = self.tto().post(ACHIEVEMENTS, &with(achievement(), change)).await.expect_fields();
        self.nothing_was_written().await;
        fields
    }
}

fn field(path: &str, code: &str) -> Vec<(String, String)> {
    vec![(path.to_owned(), code.to_owned())]
}

#[track_caller]
fn assert_chinese(answer: &Answer) {
    let message = answer.body["error"]["message"].as_str().expect("a message");
    assert!(message.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)), "not Chinese: {message}");
    assert!(answer.body["error"]["request_id"].as_str().is_some_and(|id| !id.is_empty()), "{}", answer.text);
}

#[tokio::test]
async fn a_credit_code_with_a_wrong_check_digit() {
    let scene = Scene::set().await;
    let form = json!({ "name": "新公司", "kind": "company", "region": "210200", "credit_code": "91350100M000100Y4Z" });
    let fields = scene.cast.manager.client.post("/api/v1/organizations", &form).await.expect_fields();
    assert_eq!(fields, field("credit_code", "check_digit"));
    scene.nothing_was_written().await;
}

#[tokio::test]
async fn a_patent_number_with_a_wrong_check_digit() {
    let scene = Scene::set().await;
    let right = json!({ "kind": "invention", "status": "granted", "number": "ZL201710601862.3" });
    let wrong = json!({ "kind": "invention", "status": "granted", "number": "ZL201710601862.4" });
    let fields = scene.refused(json!({ "ip_rights": [right, wrong] })).await;
    assert_eq!(fields, field("ip_rights[1].number", "check_digit"));
}

#[tokio::test]
async fn a_price_range_upside_down() {
    let scene = Scene::set().await;
    let fields = scene.refused(json!({ "price": { "kind": "range", "low_fen": 200, "high_fen": 100 } })).await;
    assert_eq!(fields, field("price.low_fen", "upside_down"));
    let fields = scene.refused(json!({ "price": { "kind": "range", "low_fen": 200 } })).await;
    assert_eq!(fields, field("price.low_fen", "required"));
    let fields = scene.refused(json!({ "price": { "kind": "fixed", "low_fen": -1, "high_fen": -1 } })).await;
    assert_eq!(fields[0].0, "price.low_fen");
}

#[tokio::test]
async fn a_period_upside_down() {
    let scene = Scene::set().await;
    let body = with(demand(), json!({ "starts_on": "2030-02-01", "ends_on": "2030-01-01" }));
    let fields = scene.cast.company.client.post("/api/v1/demands", &body).await.expect_fields();
    assert_eq!(fields, field("ends_on", "upside_down"));
    scene.nothing_was_written().await;
}

#[tokio::test]
async fn an_upload_of_40_megabytes() {
    let mut scene = Scene::set().await;
    let draft = scene.tto().post(ACHIEVEMENTS, &achievement()).await.expect(201);
    scene.mark().await;
    let mut bytes = pdf();
    bytes.resize(40 * 1024 * 1024, b' ');
    let answer = scene.tto().upload("achievement", draft["id"].as_str().expect("id"), "大文件.pdf", bytes).await;
    assert_chinese(&answer);
    assert!(answer.text.contains("20 MB"), "names the limit: {}", answer.text);
    assert_eq!(answer.expect_error(413), "too_large");
    scene.nothing_was_written().await;
}

#[tokio::test]
async fn a_file_that_lies_about_its_type() {
    let mut scene = Scene::set().await;
    let draft = scene.tto().post(ACHIEVEMENTS, &achievement()).await.expect(201);
    scene.mark().await;
    let id = draft["id"].as_str().expect("id");
    for (name, bytes) in [
        ("报告.pdf", b"MZ\x90\x00\x03\x00\x00\x00".to_vec()),
        ("照片.png", pdf()),
        ("页面.pdf", b"<html><script>alert(1)</script></html>".to_vec()),
        ("空.pdf", Vec::new()),
        ("程序.exe", b"MZ\x90\x00".to_vec()),
    ] {
        let fields = scene.tto().upload("achievement", id, name, bytes).await.expect_fields();
        assert_eq!(fields[0].0, "file", "{name}");
    }
    scene.nothing_was_written().await;
}

#[tokio::test]
async fn a_form_sent_twice_makes_one_record() {
    let scene = Scene::set().await;
    let key = Uuid::now_v7().to_string();
    let send = || scene.tto().request("POST", ACHIEVEMENTS).header("idempotency-key", key.clone()).json(&achievement());
    let first = scene.tto().send(send()).await.expect(201);
    let again = scene.tto().send(send()).await.expect(201);
    assert_eq!(first["id"], again["id"]);
    assert_eq!(scene.server.row_counts().await["achievement"], 1);
    let others = &scene.cast.other_tto.client;
    let of_others = others.request("POST", ACHIEVEMENTS).header("idempotency-key", key.clone()).json(&achievement());
    assert_ne!(others.send(of_others).await.expect(201)["id"], first["id"], "a key is one person's");
    let bad = scene.tto().request("POST", ACHIEVEMENTS).header("idempotency-key", "twice").json(&achievement());
    assert_eq!(scene.tto().send(bad).await.expect_error(400), "bad_idempotency_key");
}

#[tokio::test]
async fn a_form_sent_twice_at_once_makes_one_record() {
    let scene = Scene::set().await;
    let key = Uuid::now_v7().to_string();
    let mut sending = tokio::task::JoinSet::new();
    for _ in 0..8 {
        let (client, key) = (scene.tto().clone(), key.clone());
        sending.spawn(async move {
            client
                .send(client.request("POST", ACHIEVEMENTS).header("idempotency-key", key).json(&achievement()))
                .await
                .status
        });
    }
    let statuses = sending.join_all().await;
    assert!(statuses.iter().all(|status| matches!(status, 201 | 409)), "{statuses:?}");
    assert!(statuses.contains(&201), "{statuses:?}");
    assert_eq!(scene.server.row_counts().await["achievement"], 1);
}

#[tokio::test]
async fn an_unknown_enum_value() {
    let scene = Scene::set().await;
    assert_eq!(scene.refused(json!({ "visibility": "everybody" })).await, field("visibility", "unknown_value"));
    assert_eq!(scene.refused(json!({ "modes": ["transfer", "gift"] })).await, field("modes[1]", "unknown_value"));
    let indicator = json!([{ "kind": "patent", "status": "granted" }]);
    assert_eq!(scene.refused(json!({ "ip_rights": indicator })).await, field("ip_rights[0].kind", "unknown_value"));
    let query = scene.tto().get("/api/v1/achievements?state=sold").await.expect_fields();
    assert_eq!(query, field("state", "unknown_value"));
    let query = scene.tto().get("/api/v1/search?mode=gift").await.expect_fields();
    assert_eq!(query, field("mode", "unknown_value"));
}

#[tokio::test]
async fn an_unknown_classification() {
    let scene = Scene::set().await;
    let codes = json!({ "field": "99", "industry": "Q999", "region": "999999", "chain": "gold" });
    let mut paths: Vec<_> = scene.refused(codes).await.into_iter().map(|(path, _)| path).collect();
    paths.sort();
    assert_eq!(paths, ["chain", "field", "industry", "region"]);
    assert_eq!(scene.refused(json!({ "trl": 10 })).await, field("trl", "out_of_range"));
}

#[tokio::test]
async fn a_body_that_is_not_json() {
    let scene = Scene::set().await;
    for body in ["", "title=车门", "{\"title\": \"车门\"", "\u{feff}{}"] {
        let request = scene.tto().request("POST", ACHIEVEMENTS).header("content-type", "application/json").body(body);
        let answer = scene.tto().send(request).await;
        assert_chinese(&answer);
        assert_eq!(answer.expect_error(400), "invalid_json", "{body:?}");
    }
    for body in ["null", "[]", "7", "\"title\""] {
        let request = scene.tto().request("POST", ACHIEVEMENTS).header("content-type", "application/json").body(body);
        assert_eq!(scene.tto().send(request).await.status, 422, "{body}");
    }
    scene.nothing_was_written().await;
}

#[tokio::test]
async fn a_body_of_another_content_type() {
    let scene = Scene::set().await;
    for content_type in ["text/plain", "application/x-www-form-urlencoded", "application/xml"] {
        let request =
            scene.tto().request("POST", ACHIEVEMENTS).header("content-type", content_type).body("{\"title\":\"车门\"}");
        let answer = scene.tto().send(request).await;
        assert_chinese(&answer);
        assert_eq!(answer.expect_error(415), "unsupported_media");
    }
    let upload = scene.tto().post("/api/v1/files", &json!({})).await;
    assert_eq!(upload.expect_error(415), "unsupported_media");
    scene.nothing_was_written().await;
}

#[tokio::test]
async fn a_title_of_100_000_characters() {
    let scene = Scene::set().await;
    assert_eq!(scene.refused(json!({ "title": "长".repeat(100_000) })).await, field("title", "too_long"));
}

#[tokio::test]
async fn a_body_of_more_than_a_megabyte() {
    let scene = Scene::set().await;
    let answer = scene.tto().post(ACHIEVEMENTS, &json!({ "title": "长".repeat(400_000) })).await;
    assert_chinese(&answer);
    assert_eq!(answer.expect_error(413), "too_large");
    scene.nothing_was_written().await;
}

#[tokio::test]
async fn control_characters() {
    let scene = Scene::set().await;
    for text in ["车门\u{0}控制", "车门\n控制", "车门\u{202e}制控", "车\u{200b}门", "车门\u{7}"] {
        assert_eq!(scene.refused(json!({ "title": text })).await, field("title", "control_characters"), "{text:?}");
    }
    assert_eq!(scene.refused(json!({ "description": "一\u{0}二" })).await, field("description", "control_characters"));
    assert_eq!(
        scene.refused(json!({ "keywords": ["门", "控\u{0}制"] })).await,
        field("keywords[1]", "control_characters")
    );
}

/// PostgreSQL stores no NUL: what reaches a query unchecked would be an internal error there.
#[tokio::test]
async fn a_nul_in_a_question_or_a_login_is_no_internal_error() {
    let scene = Scene::set().await;
    for path in [
        "/api/v1/search?q=%00",
        "/api/v1/suggestions?q=a%00",
        "/api/v1/achievements?q=a%00b",
        "/api/v1/demands?field=%00",
        "/api/v1/organizations?q=%00a",
        "/api/v1/people?q=%00a",
        "/api/v1/audit-events?subject_id=%00",
        "/api/v1/audit-events?actor=%00",
        "/api/v1/deals?q=%00a",
        "/api/v1/statistics/a%00/records",
        "/achievements/CG%00",
        "/demands/%00",
        "/search?q=%00",
    ] {
        let answer = scene.cast.admin.client.get(path).await;
        assert!(answer.status < 500, "{path}: {}", answer.text);
    }
    let login = json!({ "login_name": "a\u{0}b", "password": "correct horse battery" });
    assert_eq!(scene.server.anonymous().post("/api/v1/session", &login).await.expect_error(401), "wrong_credentials");
    scene.nothing_was_written().await;
}

#[tokio::test]
async fn an_id_of_another_organisation() {
    let mut scene = Scene::set().await;
    let theirs = scene.cast.other_tto.client.post(ACHIEVEMENTS, &achievement()).await.expect(201);
    scene.mark().await;
    let path = format!("{ACHIEVEMENTS}/{}", theirs["id"].as_str().expect("id"));
    let edit = json!({ "version": 1, "title": "现在是我的" });
    let answer = scene.tto().patch(&path, &edit).await;
    assert_chinese(&answer);
    assert_eq!(answer.expect_error(404), "not_found");
    let fields = scene.refused(json!({ "organization_id": scene.cast.other_tto.organization_id })).await;
    assert_eq!(fields, field("organization_id", "forbidden"));
}

#[tokio::test]
async fn an_organisation_that_does_not_exist() {
    let scene = Scene::set().await;
    let nobody = Uuid::now_v7();
    let body = with(achievement(), json!({ "organization_id": nobody }));
    let fields = scene.cast.manager.client.post(ACHIEVEMENTS, &body).await.expect_fields();
    assert_eq!(fields, field("organization_id", "unknown_value"));
    let fields = scene.refused(json!({ "excluded_organization_ids": [nobody] })).await;
    assert_eq!(fields, field("excluded_organization_ids[0]", "unknown_value"));
    let answer = scene.cast.manager.client.upload("organization", &nobody.to_string(), "证照.pdf", pdf()).await;
    assert!(matches!(answer.status, 404 | 422), "{}", answer.text);
    scene.nothing_was_written().await;
}

#[tokio::test]
async fn a_stale_version() {
    let mut scene = Scene::set().await;
    let listing = published(&scene.cast.tto, &scene.cast, "achievements", &achievement()).await;
    scene.mark().await;
    let path = format!("{ACHIEVEMENTS}/{}", listing["id"].as_str().expect("id"));
    let stale = listing["version"].as_i64().expect("version") - 1;
    let answer = scene.tto().patch(&path, &json!({ "version": stale, "summary": "旧页面上的修改" })).await;
    assert_chinese(&answer);
    assert_eq!(answer.expect_error(409), "stale_version");
    let reason = json!({ "version": stale, "reason": "withdrawn" });
    assert_eq!(scene.tto().post(&format!("{path}/close"), &reason).await.expect_error(409), "stale_version");
    assert_eq!(
        scene.tto().patch(&path, &json!({ "summary": "没有版本" })).await.expect_fields(),
        field("version", "required")
    );
    scene.nothing_was_written().await;
}

#[tokio::test]
async fn a_session_that_ended() {
    let mut scene = Scene::set().await;
    let minutes = scene.server.state.config.session.idle_minutes + 1;
    scene.server.state.clock.set_offset(chrono::TimeDelta::minutes(minutes));
    let answer = scene.tto().post(ACHIEVEMENTS, &achievement()).await;
    assert_chinese(&answer);
    assert_eq!(answer.expect_error(401), "session_ended");
    let _gone = scene.before.remove("session");
    let after = scene.server.row_counts().await;
    assert!(scene.before.iter().all(|(table, rows)| after[table] == *rows), "{after:?}");
}

#[tokio::test]
async fn an_unknown_field() {
    let scene = Scene::set().await;
    let fields = scene.refused(json!({ "is_demo": true })).await;
    assert_eq!(fields[0].1, "unknown_field");
    let fields = scene.refused(json!({ "contact": { "name": "张工", "fax": "1" } })).await;
    assert_eq!(fields[0].1, "unknown_field", "{fields:?}");
}

#[tokio::test]
async fn a_value_of_another_type() {
    let scene = Scene::set().await;
    assert_eq!(scene.refused(json!({ "title": 7 })).await, field("title", "wrong_type"));
    assert_eq!(
        scene.refused(json!({ "price": { "kind": "fixed", "low_fen": 1.5, "high_fen": 2 } })).await,
        field("price.low_fen", "wrong_type")
    );
    assert_eq!(scene.refused(json!({ "trl_rated_on": "2026-02-30" })).await, field("trl_rated_on", "wrong_type"));
}

#[tokio::test]
async fn too_many_rows_and_words() {
    let scene = Scene::set().await;
    let indicators: Vec<Value> = (0..51).map(|n| json!({ "name": format!("指标{n}"), "value": "1" })).collect();
    assert_eq!(scene.refused(json!({ "indicators": indicators })).await, field("indicators", "too_many"));
    let keywords: Vec<String> = (0..11).map(|n| format!("词{n}")).collect();
    assert_eq!(scene.refused(json!({ "keywords": keywords })).await, field("keywords", "too_many"));
}

#[tokio::test]
async fn a_malformed_id_is_a_page_that_does_not_exist() {
    let scene = Scene::set().await;
    for path in ["achievements/7", "demands/x", "organizations/%00", "matches/'", "deals/..", "files/0"] {
        let answer = scene.tto().get(&format!("/api/v1/{path}")).await;
        assert_chinese(&answer);
        assert_eq!(answer.expect_error(404), "not_found", "{path}");
    }
    let unknown = scene.tto().get("/api/v1/nothing-here").await;
    assert_eq!(unknown.expect_error(404), "not_found");
    let wrong_method = scene.tto().put(ACHIEVEMENTS, &json!({})).await;
    assert_eq!(wrong_method.expect_error(405), "method_not_allowed");
}

#[tokio::test]
async fn a_page_that_cannot_be() {
    let scene = Scene::set().await;
    for (query, path) in [
        ("cursor=abc", "cursor"),
        ("cursor=o-1", "cursor"),
        ("cursor=o99999999999999999999", "cursor"),
        ("limit=101", "limit"),
        ("limit=0", "limit"),
        ("limit=many", "limit"),
    ] {
        for list in ["achievements", "demands", "organizations", "matches", "deals", "people", "audit-events"] {
            let fields = scene.cast.admin.client.get(&format!("/api/v1/{list}?{query}")).await.expect_fields();
            assert_eq!(fields[0].0, path, "{list}?{query}");
        }
    }
    for (query, path) in
        [("offset=20000", "offset"), ("limit=101", "limit"), ("trl_min=10", "trl_min"), ("trl_min=-1", "trl_min")]
    {
        let fields = scene.tto().get(&format!("/api/v1/search?{query}")).await.expect_fields();
        assert_eq!(fields[0].0, path, "{query}");
    }
}

#[tokio::test]
async fn everything_wrong_is_named_at_once() {
    let scene = Scene::set().await;
    let change = json!({ "title": " ", "summary": "长".repeat(201), "trl": 0, "price": { "kind": "fixed" } });
    let fields = scene.refused(change).await;
    let paths: Vec<_> = fields.iter().map(|(path, _)| path.as_str()).collect();
    for path in ["title", "summary", "trl", "price.low_fen"] {
        assert!(paths.contains(&path), "{path} in {paths:?}");
    }
}
