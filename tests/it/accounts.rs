//! Signing up, in and out; sessions and their ends; what administrators do with accounts.

use chrono::TimeDelta;
use entity::enums::Role;
use harness::client::Client;
use harness::people::PASSWORD;
use harness::{Answer, Cast, Server};
use serde_json::{Value, json};

/// Valid by its check digit and of no real body (rules.md, vector 1).
const CREDIT_CODE: &str = "91350100M000100Y43";

fn sign_up_form(kind: &str, login_name: &str) -> Value {
    json!({
        "organization": {
            "name": format!("新单位·{login_name}"), "kind": kind, "credit_code": CREDIT_CODE, "region": "210211",
            "contact": { "name": "王工", "phone": "0411-84700001" }
        },
        "person": { "login_name": login_name, "password": PASSWORD, "display_name": "新来的人" }
    })
}

async fn attempt(client: &Client, login_name: &str, password: &str) -> Answer {
    client.post("/api/v1/session", &json!({ "login_name": login_name, "password": password })).await
}

#[tokio::test]
async fn a_company_that_signs_up_waits_until_an_administrator_verifies_it() {
    waits_then_posts("company", "new-company", "demands").await;
}

#[tokio::test]
async fn a_tto_that_signs_up_waits_until_an_administrator_verifies_it() {
    waits_then_posts("university", "new-tto", "achievements").await;
}

async fn waits_then_posts(kind: &str, login_name: &str, listings: &str) {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let newcomer = server.anonymous();
    let session = newcomer.post("/api/v1/sign-ups", &sign_up_form(kind, login_name)).await.expect(201);
    assert_eq!(session["membership"]["state"], "pending");
    let path = format!("/api/v1/{listings}");
    let refusal = newcomer.post(&path, &json!({ "title": "第一条" })).await.expect(403);
    let message = refusal["error"]["message"].as_str().expect("a message");
    assert!(message.contains("等待管理员认证"), "{message}");

    let organization =
        format!("/api/v1/organizations/{}", session["membership"]["organization"]["id"].as_str().expect("id"));
    let version = cast.admin.client.get(&organization).await.expect(200)["version"].clone();
    let decision = json!({ "version": version, "decision": "verified" });
    let _verified = cast.admin.client.post(&format!("{organization}/verification"), &decision).await.expect(200);
    let posted = newcomer.post(&path, &json!({ "title": "第一条" })).await.expect(201);
    assert_eq!(posted["state"], "draft");
}

#[tokio::test]
async fn a_rejection_needs_a_note_and_the_newcomer_reads_it() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let newcomer = server.anonymous();
    let session = newcomer.post("/api/v1/sign-ups", &sign_up_form("company", "new-company")).await.expect(201);
    let organization =
        format!("/api/v1/organizations/{}", session["membership"]["organization"]["id"].as_str().expect("id"));
    let decide = format!("{organization}/verification");
    let silent = cast.admin.client.post(&decide, &json!({ "version": 1, "decision": "rejected" })).await;
    assert_eq!(silent.expect_fields(), [("note".to_owned(), "required".to_owned())]);
    let decision = json!({ "version": 1, "decision": "rejected", "note": "证照看不清" });
    let _rejected = cast.admin.client.post(&decide, &decision).await.expect(200);
    assert_eq!(newcomer.get(&organization).await.expect(200)["verification_note"], "证照看不清");
    assert_eq!(newcomer.post("/api/v1/demands", &json!({ "title": "第一条" })).await.expect_error(403), "forbidden");
}

#[tokio::test]
async fn a_transfer_service_cannot_sign_itself_up() {
    let server = Server::start().await;
    let before = server.row_counts().await;
    for kind in ["transfer_service", "finance"] {
        let fields = server.anonymous().post("/api/v1/sign-ups", &sign_up_form(kind, "broker")).await.expect_fields();
        assert_eq!(fields, [("organization.kind".to_owned(), "unknown_value".to_owned())]);
    }
    assert_eq!(before, server.row_counts().await);
}

#[tokio::test]
async fn a_second_sign_up_of_the_same_organisation_or_login_is_named() {
    let server = Server::start().await;
    let _first = server.anonymous().post("/api/v1/sign-ups", &sign_up_form("company", "first")).await.expect(201);
    let before = server.row_counts().await;
    let mut same_code = sign_up_form("company", "second");
    let fields = server.anonymous().post("/api/v1/sign-ups", &same_code).await.expect_fields();
    assert_eq!(fields, [("organization.credit_code".to_owned(), "taken".to_owned())]);
    same_code["organization"]["credit_code"] = json!("91210200MA0TEST011");
    let fields = server.anonymous().post("/api/v1/sign-ups", &same_code).await.expect_fields();
    assert_eq!(fields[0].0, "organization.credit_code", "no made-up code passes its check digit");
    assert_eq!(before, server.row_counts().await);
}

#[tokio::test]
async fn the_session_cookie_is_out_of_reach_of_scripts_and_other_sites() {
    let server = Server::start().await;
    let _cast = Cast::enter(&server).await;
    let answer = attempt(&server.anonymous(), "tto", PASSWORD).await;
    let cookie = answer.headers["set-cookie"].to_str().expect("a cookie").to_owned();
    for part in ["jiqiao_session=", "HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(cookie.contains(part), "{part} in {cookie}");
    }
    assert!(!cookie.contains("Secure"), "plain HTTP without a public https address: {cookie}");
    let server = Server::start_with(|config| config.server.public_url = "https://jiqiao.example".to_owned()).await;
    let _cast = Cast::enter(&server).await;
    let answer = attempt(&server.anonymous(), "tto", PASSWORD).await;
    assert!(answer.headers["set-cookie"].to_str().expect("a cookie").contains("Secure"));
}

#[tokio::test]
async fn an_unknown_login_and_a_wrong_password_get_the_same_answer() {
    let server = Server::start().await;
    let _cast = Cast::enter(&server).await;
    let unknown = attempt(&server.anonymous(), "nobody-here", PASSWORD).await.expect(401);
    let wrong = attempt(&server.anonymous(), "tto", "not the password").await.expect(401);
    assert_eq!(unknown["error"]["message"], wrong["error"]["message"]);
    assert_eq!(
        (unknown["error"]["code"].as_str(), wrong["error"]["code"].as_str()),
        (Some("wrong_credentials"), Some("wrong_credentials"))
    );
}

#[tokio::test]
async fn five_failures_close_an_account_for_a_while() {
    let server = Server::start().await;
    let _cast = Cast::enter(&server).await;
    let client = server.anonymous();
    for _ in 0..5 {
        assert_eq!(attempt(&client, "tto", "not the password").await.expect_error(401), "wrong_credentials");
    }
    let refused = attempt(&client, "tto", PASSWORD).await;
    assert_eq!(refused.headers["retry-after"], "900");
    assert_eq!(refused.expect_error(429), "too_many_requests");
    let _others_may = attempt(&client, "company", PASSWORD).await.expect(200);
    server.state.clock.set_offset(TimeDelta::minutes(16));
    let _again = attempt(&client, "tto", PASSWORD).await.expect(200);
}

#[tokio::test]
async fn a_success_forgets_the_failures_before() {
    let server = Server::start().await;
    let _cast = Cast::enter(&server).await;
    let client = server.anonymous();
    for _ in 0..2 {
        for _ in 0..4 {
            let _wrong = attempt(&client, "tto", "not the password").await.expect(401);
        }
        let _right = attempt(&client, "tto", PASSWORD).await.expect(200);
    }
}

#[tokio::test]
async fn one_address_cannot_try_many_accounts() {
    let server = Server::start_with(|config| config.login.address_failures_max = 6).await;
    let _cast = Cast::enter(&server).await;
    let client = server.anonymous();
    for number in 0..6 {
        let _wrong = attempt(&client, &format!("guess-{number}"), "not the password").await.expect(401);
    }
    assert_eq!(attempt(&client, "guess-7", "not the password").await.expect_error(429), "too_many_requests");
}

#[tokio::test]
async fn logging_out_ends_the_session_for_the_old_cookie_too() {
    let server = Server::start().await;
    let _cast = Cast::enter(&server).await;
    let answer = attempt(&server.anonymous(), "tto", PASSWORD).await;
    let cookie =
        answer.headers["set-cookie"].to_str().expect("a cookie").split(';').next().expect("its value").to_owned();
    let bare = server.anonymous();
    let with_cookie = |method: &str| bare.request(method, "/api/v1/session").header("cookie", cookie.clone());
    assert_eq!(bare.send(with_cookie("GET")).await.status, 200);
    assert_eq!(bare.send(with_cookie("DELETE")).await.status, 204);
    assert_eq!(bare.send(with_cookie("GET")).await.expect_error(401), "session_ended");
    assert_eq!(server.anonymous().get("/api/v1/session").await.expect_error(401), "unauthenticated");
}

#[tokio::test]
async fn a_disabled_account_is_out_at_once() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let path = format!("/api/v1/people/{}/disabled", cast.tto.person_id);
    let _out = cast.admin.client.put(&path, &json!({ "version": 1, "disabled": true })).await.expect(200);
    assert_eq!(cast.tto.client.get("/api/v1/session").await.status, 401);
    assert_eq!(cast.tto.client.post("/api/v1/achievements", &json!({ "title": "还在吗" })).await.status, 401);
    assert_eq!(attempt(&server.anonymous(), "tto", PASSWORD).await.expect_error(401), "disabled");
    let _in = cast.admin.client.put(&path, &json!({ "version": 2, "disabled": false })).await.expect(200);
    let _again = attempt(&server.anonymous(), "tto", PASSWORD).await.expect(200);
}

#[tokio::test]
async fn an_administrator_sets_a_forgotten_password_anew() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let path = format!("/api/v1/people/{}/password", cast.tto.person_id);
    let new = "a good long sentence";
    for (password, code) in [("kurz", "too_short"), ("password123", "too_common")] {
        let fields = cast.admin.client.put(&path, &json!({ "password": password })).await.expect_fields();
        assert_eq!(fields, [("password".to_owned(), code.to_owned())]);
    }
    for _ in 0..5 {
        assert_eq!(attempt(&server.anonymous(), "tto", "not the password").await.status, 401);
    }
    assert_eq!(cast.tto.client.get("/api/v1/session").await.status, 200, "a refused password ends nothing");
    assert_eq!(cast.admin.client.put(&path, &json!({ "password": new })).await.status, 204);
    assert_eq!(cast.tto.client.get("/api/v1/session").await.expect_error(401), "session_ended");
    let _new = attempt(&server.anonymous(), "tto", new).await.expect(200);
    assert_eq!(attempt(&server.anonymous(), "tto", PASSWORD).await.status, 401);
    let told = format!("/api/v1/audit-events?action=person.reset_password&subject_id={}", cast.tto.person_id);
    let told = cast.admin.client.get(&told).await.expect(200);
    assert_eq!((told["total"].as_i64(), told["items"][0]["actor"].as_str()), (Some(1), Some("admin")));
    assert!(!told.to_string().contains(new) && !told.to_string().contains("argon2"), "{told}");
    let own = format!("/api/v1/people/{}/password", cast.admin.person_id);
    assert_eq!(cast.admin.client.put(&own, &json!({ "password": new })).await.expect_error(409), "own_account");
    let nobody = format!("/api/v1/people/{}/password", uuid::Uuid::nil());
    assert_eq!(cast.admin.client.put(&nobody, &json!({ "password": new })).await.expect_error(404), "not_found");
}

#[tokio::test]
async fn an_administrator_cannot_lock_himself_out() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let path = format!("/api/v1/people/{}/disabled", cast.admin.person_id);
    let own = cast.admin.client.put(&path, &json!({ "version": 1, "disabled": true })).await;
    assert_eq!(own.expect_error(409), "own_account");
    let session = cast.admin.client.get("/api/v1/session").await.expect(200);
    let membership = format!("/api/v1/memberships/{}", session["membership"]["id"].as_str().expect("id"));
    assert_eq!(cast.admin.client.delete(&membership).await.expect_error(409), "own_membership");
}

#[tokio::test]
async fn an_idle_session_ends() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let idle = TimeDelta::minutes(server.state.config.session.idle_minutes);
    server.state.clock.set_offset(idle - TimeDelta::minutes(1));
    assert_eq!(cast.tto.client.get("/api/v1/session").await.status, 200, "used within the limit");
    server.state.clock.set_offset(idle + TimeDelta::minutes(5));
    assert_eq!(cast.tto.client.get("/api/v1/session").await.status, 200, "the use before counts");
    assert_eq!(cast.company.client.get("/api/v1/session").await.expect_error(401), "session_ended");
}

#[tokio::test]
async fn even_a_busy_session_ends_some_day() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let hours = server.state.config.session.absolute_hours;
    for hour in (0..hours).step_by(7) {
        server.state.clock.set_offset(TimeDelta::hours(hour));
        assert_eq!(cast.tto.client.get("/api/v1/session").await.status, 200, "hour {hour}");
    }
    server.state.clock.set_offset(TimeDelta::hours(hours) + TimeDelta::minutes(1));
    assert_eq!(cast.tto.client.get("/api/v1/session").await.expect_error(401), "session_ended");
}

#[tokio::test]
async fn a_password_is_long_uncommon_and_not_the_login() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let long = "长短".repeat(65);
    for (new, code) in [
        ("kurz", "too_short"),
        (long.as_str(), "too_long"),
        ("password123", "too_common"),
        ("aaaaaaaaaaaa", "too_common"),
    ] {
        let fields = cast.tto.client.put("/api/v1/session/password", &json!({ "current": PASSWORD, "new": new })).await;
        assert_eq!(fields.expect_fields(), [("new".to_owned(), code.to_owned())], "{new}");
    }
    let mut form = sign_up_form("company", "same-as-login");
    form["person"]["password"] = json!("Same-As-Login");
    let fields = server.anonymous().post("/api/v1/sign-ups", &form).await.expect_fields();
    assert_eq!(fields, [("person.password".to_owned(), "same_as_login".to_owned())]);
    let form = json!({ "current": "not the password", "new": "a good long sentence" });
    let fields = cast.tto.client.put("/api/v1/session/password", &form).await.expect_fields();
    assert_eq!(fields, [("current".to_owned(), "wrong_password".to_owned())]);
}

#[tokio::test]
async fn a_new_password_ends_the_other_sessions() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let elsewhere = server.anonymous();
    elsewhere.sign_in("tto", PASSWORD).await;
    let new = "a good long sentence";
    let changed = cast.tto.client.put("/api/v1/session/password", &json!({ "current": PASSWORD, "new": new })).await;
    assert_eq!(changed.status, 204);
    assert_eq!(cast.tto.client.get("/api/v1/session").await.status, 200);
    assert_eq!(elsewhere.get("/api/v1/session").await.status, 401);
    assert_eq!(attempt(&server.anonymous(), "tto", PASSWORD).await.status, 401);
    let _new = attempt(&server.anonymous(), "tto", new).await.expect(200);
}

#[tokio::test]
async fn a_person_switches_between_roles_and_acts_in_one() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let path = format!("/api/v1/people/{}/memberships", cast.manager.person_id);
    let role = json!({ "organization_id": cast.admin.organization_id, "role": "admin" });
    let person = cast.admin.client.post(&path, &role).await.expect(201);
    let added = person["memberships"].as_array().expect("memberships").iter().find(|one| one["role"] == "admin");
    let membership = added.expect("the new role")["id"].clone();
    assert_eq!(cast.manager.client.get("/api/v1/people").await.status, 403);
    let switch = json!({ "membership_id": membership });
    let session = cast.manager.client.put("/api/v1/session/membership", &switch).await.expect(200);
    assert_eq!(session["membership"]["role"], "admin");
    assert_eq!(cast.manager.client.get("/api/v1/people").await.status, 200);
    assert_eq!(cast.tto.client.put("/api/v1/session/membership", &switch).await.expect_error(404), "not_found");
    let ended = cast.admin.client.delete(&format!("/api/v1/memberships/{}", membership.as_str().expect("id"))).await;
    assert_eq!(ended.status, 204);
    assert_eq!(cast.manager.client.get("/api/v1/session").await.status, 401, "the role it was used in has ended");
}

#[tokio::test]
async fn a_role_must_fit_its_organisation() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    for (organization, role) in [
        (cast.company.organization_id, Role::Admin),
        (cast.company.organization_id, Role::Manager),
        (cast.tto.organization_id, Role::Company),
        (cast.manager.organization_id, Role::Tto),
    ] {
        let person = json!({
            "login_name": "new-one", "password": PASSWORD, "display_name": "新人",
            "organization_id": organization, "role": role
        });
        let fields = cast.admin.client.post("/api/v1/people", &person).await.expect_fields();
        assert_eq!(fields, [("role".to_owned(), "role_mismatch".to_owned())]);
    }
}

#[tokio::test]
async fn writes_from_other_sites_are_refused() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let body = json!({ "title": "从哪里来" });
    let client = &cast.tto.client;
    let from = |name: &'static str, value: String| {
        client.request("POST", "/api/v1/achievements").json(&body).header(name, value)
    };
    let before = server.row_counts().await;
    for request in [
        from("origin", "https://elsewhere.example".to_owned()),
        from("origin", "null".to_owned()),
        from("sec-fetch-site", "cross-site".to_owned()),
        from("sec-fetch-site", "same-site".to_owned()),
    ] {
        assert_eq!(client.send(request).await.expect_error(403), "forbidden");
    }
    assert_eq!(before, server.row_counts().await);
    let _own = client.send(from("origin", server.url.clone())).await.expect(201);
    let _own = client.send(from("sec-fetch-site", "same-origin".to_owned())).await.expect(201);
    let read = client.request("GET", "/api/v1/achievements").header("origin", "https://elsewhere.example");
    assert_eq!(client.send(read).await.status, 200, "a link from elsewhere still opens");
}

#[tokio::test]
async fn the_first_administrator_is_made_once_with_a_random_password() {
    let server = Server::start().await;
    let password = jiqiao::server::first_administrator(&server.state).await.expect("made").expect("a password");
    assert!(jiqiao::server::first_administrator(&server.state).await.expect("asked").is_none(), "there is one already");
    let client = server.anonymous();
    client.sign_in("admin", &password).await;
    assert_eq!(client.get("/api/v1/people").await.expect(200)["total"], 1);
}
