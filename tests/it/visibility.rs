//! Who sees what: levels, exclusions, invitations, anonymous companies, confidential details. What somebody may not see is
//! not read, listed, found, counted, faceted, suggested or matched either.

use entity::enums::{OrganizationKind, Role, Verification};
use entity::{membership, organization};
use harness::builders::{achievement, demand, published, with};
use harness::client::Client;
use harness::{Cast, Server};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};
use serde_json::{Value, json};

/// A person whose organisation waits for verification.
async fn pending(server: &Server) -> Client {
    let company = server.organization("等待认证有限公司", OrganizationKind::Company).await;
    let member = server.member("pending", company, Role::Company).await;
    let database = &server.state.database;
    let row = organization::Entity::find_by_id(company).one(database).await.expect("rows").expect("it");
    let waiting = organization::Model { verification: Verification::Pending, verified_at: None, ..row };
    waiting.into_active_model().reset_all().update(database).await.expect("pending");
    let rows = membership::Entity::find().all(database).await.expect("rows");
    let row = rows.into_iter().find(|row| row.organization_id == company).expect("its membership");
    let waiting = membership::Model { state: entity::enums::MembershipState::Pending, ..row };
    waiting.into_active_model().reset_all().update(database).await.expect("pending");
    member.client
}

fn id(listing: &Value) -> &str {
    listing["id"].as_str().expect("an id")
}

/// Whether each way to a listing shows it: read, list, search, facet counts, suggestions, the page, the sitemap.
async fn ways(client: &Client, listing: &Value) -> Vec<(&'static str, bool)> {
    let number = listing["number"].as_str().expect("a number");
    let title = listing["title"].as_str().expect("a title");
    let prefix: String = title.chars().take(4).collect();
    let read = client.get(&format!("/api/v1/achievements/{}", id(listing))).await.status == 200;
    let list = client.get("/api/v1/achievements?limit=100").await;
    let search = client.get(&format!("/api/v1/search?q={title}")).await.expect(200);
    let facet = search["facets"]["kind"].as_array().expect("facets").iter().any(|facet| facet["count"] != 0);
    let suggestions = client.get(&format!("/api/v1/suggestions?q={prefix}")).await;
    let page = client.get(&format!("/achievements/{number}")).await.status == 200;
    let statistics = client.get("/api/v1/statistics").await.expect(200);
    let figure =
        statistics["figures"].as_array().expect("figures").iter().find(|one| one["key"] == "achievements").cloned();
    vec![
        ("read", read),
        ("list", list.text.contains(number)),
        ("list total", list.body["total"] != 0),
        ("search", search["hits"].as_array().is_some_and(|hits| !hits.is_empty())),
        ("search total", search["total"] != 0),
        ("facets", facet),
        ("suggestions", suggestions.text.contains(number)),
        ("page", page),
        ("statistics", figure.expect("the figure")["count"] != 0),
        ("records", client.get("/api/v1/statistics/achievements/records").await.text.contains(number)),
    ]
}

async fn assert_ladder(visibility: &str, sees: [bool; 4]) {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let pending = pending(&server).await;
    let listing =
        published(&cast.tto, &cast, "achievements", &with(achievement(), json!({ "visibility": visibility }))).await;
    server.settled().await;
    let viewers = [&server.anonymous(), &pending, &cast.company.client, &cast.tto.client];
    for ((viewer, name), sees) in viewers.iter().zip(["anonymous", "pending", "verified", "owner"]).zip(sees) {
        for (way, shown) in ways(viewer, &listing).await {
            assert_eq!(shown, sees, "{visibility} for {name}: {way}");
        }
    }
    let sitemap = server.anonymous().get("/sitemaps/achievements-1.xml").await;
    assert_eq!(sitemap.text.contains(listing["number"].as_str().expect("number")), sees[0], "{}", sitemap.text);
}

#[tokio::test]
async fn a_public_listing_is_seen_by_everybody() {
    assert_ladder("public", [true, true, true, true]).await;
}

#[tokio::test]
async fn a_signed_in_listing_is_seen_after_login() {
    assert_ladder("signed_in", [false, true, true, true]).await;
}

#[tokio::test]
async fn a_verified_listing_is_seen_by_verified_organisations() {
    assert_ladder("verified", [false, false, true, true]).await;
}

#[tokio::test]
async fn a_confidential_listing_shows_verified_organisations_its_abstract() {
    assert_ladder("confidential", [false, false, true, true]).await;
}

#[tokio::test]
async fn the_details_of_a_confidential_listing_are_neither_read_nor_found() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let secret = json!({
        "visibility": "confidential", "description": "核心在于铌酸锂调制器的温漂补偿", "problem": "现有铌酸锂器件漂移",
        "indicators": [{ "name": "半波电压", "value": "2.1", "unit": "V" }],
        "ip_rights": [{ "kind": "trade_secret", "status": "granted", "title": "温漂补偿曲线" }]
    });
    let listing = published(&cast.tto, &cast, "achievements", &with(achievement(), secret)).await;
    server.settled().await;
    let path = format!("/api/v1/achievements/{}", id(&listing));
    let outside = cast.company.client.get(&path).await;
    assert!(outside.body["abstract_only"] == true && outside.body["summary"] == listing["summary"], "{}", outside.text);
    let page = cast.company.client.get(&format!("/achievements/{}", listing["number"].as_str().expect("number"))).await;
    for hidden in ["铌酸锂", "半波电压", "温漂补偿"] {
        assert!(!outside.text.contains(hidden), "{hidden} in {}", outside.text);
        assert!(!page.text.contains(hidden), "{hidden} in the page");
        for viewer in [&cast.company.client, &cast.manager.client, &server.anonymous()] {
            let found = viewer.get(&format!("/api/v1/search?q=\"{hidden}\"")).await.expect(200);
            assert_eq!(found["total"], 0, "{hidden}: who may not read it cannot test for it");
        }
    }
    for insider in [&cast.tto.client, &cast.manager.client] {
        let full = insider.get(&path).await;
        assert!(full.body["abstract_only"] == false && full.text.contains("铌酸锂"), "{}", full.text);
    }
}

#[tokio::test]
async fn the_reasons_of_a_match_tell_nothing_of_a_confidential_listing() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let secret =
        with(achievement(), json!({ "visibility": "confidential", "description": "触摸屏之外另有铌酸锂调制器" }));
    let _listing = published(&cast.tto, &cast, "achievements", &secret).await;
    let wish = with(demand(), json!({ "key_technology": "触摸屏防水，并需要铌酸锂调制器。" }));
    let wish = published(&cast.company, &cast, "demands", &wish).await;
    server.settled().await;
    let matches = cast.company.client.get(&format!("/api/v1/matches?demand_id={}", id(&wish))).await;
    assert_eq!(matches.body["total"], 1, "{}", matches.text);
    let terms = matches.body["items"][0]["reasons"]["terms"].as_array().expect("terms");
    let told = terms
        .iter()
        .any(|term| term["term"].as_str().is_some_and(|term| term.contains("铌酸锂") || "铌酸锂".contains(term)));
    assert!(!told, "{}", matches.text);
}

#[tokio::test]
async fn an_excluded_organisation_never_sees_it() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let change = json!({ "excluded_organization_ids": [cast.other_company.organization_id] });
    let listing = published(&cast.tto, &cast, "achievements", &with(achievement(), change)).await;
    let theirs = published(&cast.other_company, &cast, "demands", &demand()).await;
    server.settled().await;
    for (way, shown) in ways(&cast.other_company.client, &listing).await {
        // Its own demand is found by the same words and counted by the same facet of kinds.
        if !matches!(way, "search" | "search total" | "facets") {
            assert!(!shown, "{way}");
        }
    }
    let found = cast.other_company.client.get("/api/v1/search?q=车门&kind=achievement").await.expect(200);
    assert_eq!(found["total"], 0);
    for viewer in [&cast.other_company.client, &cast.manager.client] {
        let matches = viewer.get(&format!("/api/v1/matches?demand_id={}", id(&theirs))).await.expect(200);
        assert_eq!(matches["total"], 0, "the two are never brought together");
    }
    let told = cast.company.client.get(&format!("/api/v1/achievements/{}", id(&listing))).await.expect(200);
    assert_eq!(told["excluded_organization_ids"], json!([]), "whom it excludes is the owner's affair");
}

#[tokio::test]
async fn an_invitation_is_seen_by_the_invited_only() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let invited = json!({ "publish_mode": "invited", "invited_organization_ids": [cast.tto.organization_id] });
    let wish = published(&cast.company, &cast, "demands", &with(demand(), invited)).await;
    let _offer = published(&cast.other_tto, &cast, "achievements", &achievement()).await;
    server.settled().await;
    let path = format!("/api/v1/demands/{}", id(&wish));
    let sees = |client: &Client| {
        let (client, path) = (client.clone(), path.clone());
        async move {
            let found = client.get("/api/v1/search?q=车门&kind=demand").await.expect(200);
            let listed = client.get("/api/v1/demands").await.expect(200);
            let read = client.get(&path).await.status == 200;
            [read, found["total"] != 0, listed["total"] != 0]
        }
    };
    assert_eq!(sees(&cast.tto.client).await, [true; 3]);
    assert_eq!(sees(&cast.company.client).await, [true; 3]);
    for outsider in [&server.anonymous(), &cast.other_tto.client, &cast.other_company.client] {
        assert_eq!(sees(outsider).await, [false; 3]);
    }
    let matches = cast.other_tto.client.get("/api/v1/matches").await.expect(200);
    assert_eq!(matches["total"], 0, "who is not invited does not learn of it by a match");
}

#[tokio::test]
async fn an_anonymous_company_stays_unnamed_everywhere() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let offer = published(&cast.tto, &cast, "achievements", &achievement()).await;
    let wish = with(demand(), json!({ "publish_mode": "anonymous" }));
    let wish = published(&cast.company, &cast, "demands", &wish).await;
    server.settled().await;
    let (demand_id, number) = (id(&wish), wish["number"].as_str().expect("number"));
    let company = cast.company.organization_id;
    let paths = [
        format!("/api/v1/demands/{demand_id}"),
        "/api/v1/demands".to_owned(),
        "/api/v1/search?q=地铁车门".to_owned(),
        "/api/v1/statistics/demands/records".to_owned(),
        format!("/api/v1/matches?achievement_id={}", id(&offer)),
        format!("/demands/{number}"),
        "/search?q=地铁车门".to_owned(),
        "/".to_owned(),
    ];
    for viewer in [&server.anonymous(), &cast.tto.client, &cast.other_company.client] {
        for path in &paths {
            let answer = viewer.get(path).await;
            assert!(!answer.text.contains("海港机电"), "{path}: {}", answer.text);
            assert!(!answer.text.contains(&company.to_string()), "the id names it too, {path}: {}", answer.text);
        }
        let by_name = viewer.get("/api/v1/search?q=\"海港机电有限公司\"&kind=demand").await.expect(200);
        assert_eq!(by_name["total"], 0, "its name finds nothing");
        let of_company = viewer.get(&format!("/api/v1/demands?organization_id={company}")).await.expect(200);
        assert_eq!(of_company["total"], 0, "nor does its id");
        let page = viewer.get(&format!("/organizations/{company}")).await;
        assert!(!page.text.contains(number), "its own page does not list the demand");
    }
    let for_staff = cast.manager.client.get(&paths[0]).await.expect(200);
    assert_eq!(for_staff["organization"]["name"], "海港机电有限公司", "staff work with it");
}

#[tokio::test]
async fn contact_data_stay_with_owner_and_staff() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let listing = published(&cast.tto, &cast, "achievements", &achievement()).await;
    server.settled().await;
    let number = listing["number"].as_str().expect("number");
    for viewer in [&server.anonymous(), &cast.company.client, &cast.other_tto.client] {
        for path in [
            format!("/api/v1/achievements/{}", id(&listing)),
            "/api/v1/achievements".to_owned(),
            "/api/v1/search?q=车门".to_owned(),
            format!("/achievements/{number}"),
        ] {
            let answer = viewer.get(&path).await;
            assert_eq!(answer.status, 200, "{path}");
            assert!(!answer.text.contains("84700000") && !answer.text.contains("张工"), "{path}: {}", answer.text);
        }
    }
    let found = server.anonymous().get("/api/v1/search?q=\"张工\"").await.expect(200);
    assert_eq!(found["total"], 0);
    for insider in [&cast.tto.client, &cast.manager.client] {
        let full = insider.get(&format!("/api/v1/achievements/{}", id(&listing))).await.expect(200);
        assert_eq!(full["contact"]["phone"], "0411-84700000");
    }
}

#[tokio::test]
async fn a_draft_is_its_owners_alone() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let draft = cast.tto.client.post("/api/v1/achievements", &achievement()).await.expect(201);
    let path = format!("/api/v1/achievements/{}", id(&draft));
    for outsider in [&server.anonymous(), &cast.company.client, &cast.manager.client, &cast.admin.client] {
        assert_eq!(outsider.get(&path).await.expect_error(404), "not_found");
        assert_eq!(outsider.get("/api/v1/achievements").await.expect(200)["total"], 0);
    }
    assert_eq!(cast.tto.client.get("/api/v1/achievements?scope=mine").await.expect(200)["total"], 1);
}
