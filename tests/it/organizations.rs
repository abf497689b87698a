//! Organisations: what was verified stays what was verified, and contact data stays inside.

use harness::builders::{achievement, published};
use harness::{Cast, Server};
use serde_json::json;

#[tokio::test]
async fn name_kind_and_code_of_a_verified_organisation_are_changed_by_staff_only() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let path = format!("/api/v1/organizations/{}", cast.company.organization_id);
    for change in [
        json!({ "name": "另一个名字" }),
        json!({ "kind": "university" }),
        json!({ "credit_code": "91350100M000100Y43" }),
    ] {
        let change = harness::builders::with(json!({ "version": 1 }), change);
        assert_eq!(cast.company.client.patch(&path, &change).await.expect_error(403), "forbidden");
    }
    let own = json!({ "version": 1, "introduction": "做轨道车辆门系统" });
    assert_eq!(cast.company.client.patch(&path, &own).await.expect(200)["version"], 2);
    let renamed = json!({ "version": 2, "name": "海港机电集团有限公司" });
    assert_eq!(cast.manager.client.patch(&path, &renamed).await.expect(200)["name"], "海港机电集团有限公司");
}

#[tokio::test]
async fn a_new_name_of_the_organisation_is_found_with_its_listings() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let listing = published(&cast.tto, &cast, "achievements", &achievement()).await;
    let path = format!("/api/v1/organizations/{}", cast.tto.organization_id);
    let _renamed = cast.manager.client.patch(&path, &json!({ "version": 1, "name": "渤海交通大学" })).await.expect(200);
    server.settled().await;
    let found = server.anonymous().get("/api/v1/search?q=渤海交通大学").await.expect(200);
    assert_eq!(found["hits"][0]["number"], listing["number"]);
    let found = server.anonymous().get("/api/v1/search?q=\"滨海理工大学\"").await.expect(200);
    assert_eq!(found["total"], 0, "the old name is gone");
}

#[tokio::test]
async fn the_contact_is_for_members_and_staff() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let path = format!("/api/v1/organizations/{}", cast.company.organization_id);
    for outsider in [&server.anonymous(), &cast.tto.client, &cast.other_company.client] {
        let answer = outsider.get(&path).await;
        assert!(!answer.text.contains("0411-12345678"), "{}", answer.text);
    }
    for insider in [&cast.company.client, &cast.manager.client, &cast.admin.client] {
        assert_eq!(insider.get(&path).await.expect(200)["contact"]["phone"], "0411-12345678");
    }
}

#[tokio::test]
async fn an_organisation_entered_by_staff_needs_a_right_code_and_a_new_name() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let form = json!({ "name": "海港机电有限公司", "kind": "company", "region": "210200" });
    let fields = cast.manager.client.post("/api/v1/organizations", &form).await.expect_fields();
    assert_eq!(fields, [("name".to_owned(), "taken".to_owned())]);
    let form = json!({ "name": "新公司", "kind": "company", "region": "999999", "credit_code": "91350100M000100Y4Z", "website": "javascript:alert(1)" });
    let mut fields: Vec<_> = cast.manager.client.post("/api/v1/organizations", &form).await.expect_fields();
    fields.sort();
    let paths: Vec<_> = fields.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(paths, ["credit_code", "region", "website"]);
}
