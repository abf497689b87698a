//! Suggestions while typing: of every kind, by characters and by pinyin, and never what the viewer may not see.

use harness::builders::{achievement, published, with};
use harness::{Cast, Client, Server};
use serde_json::{Value, json};

async fn suggest(client: &Client, typed: &str) -> Vec<Value> {
    let found = client.get(&format!("/api/v1/suggestions?q={typed}")).await.expect(200);
    found.as_array().expect("a list").clone()
}

fn of_kind<'a>(found: &'a [Value], kind: &str) -> Vec<&'a str> {
    found.iter().filter(|one| one["kind"] == kind).map(|one| one["text"].as_str().expect("a text")).collect()
}

#[tokio::test]
async fn titles_words_organizations_and_fields_are_completed() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let listing = published(&cast.tto, &cast, "achievements", &achievement()).await;
    server.settled().await;
    let anonymous = server.anonymous();
    for typed in ["列车触摸", "liechechumo"] {
        let found = suggest(&anonymous, typed).await;
        assert_eq!(of_kind(&found, "listing"), [listing["title"].as_str().expect("a title")], "{typed}");
        let one = found.iter().find(|one| one["kind"] == "listing").expect("it");
        assert_eq!((one["number"].clone(), one["id"].clone()), (listing["number"].clone(), listing["id"].clone()));
        assert_eq!(one["href"], format!("/achievements/{}", listing["number"].as_str().expect("a number")));
    }
    for typed in ["塞拉", "saila", "slm"] {
        let found = suggest(&anonymous, typed).await;
        assert!(of_kind(&found, "word").iter().any(|word| word.starts_with("塞拉门")), "{typed}: {found:?}");
    }
    for typed in ["滨海", "binhai"] {
        let found = suggest(&anonymous, typed).await;
        assert_eq!(of_kind(&found, "organization"), ["滨海理工大学"], "{typed}: {found:?}");
    }
    for typed in ["现代交", "xdjt", "xiandaijiao"] {
        let found = suggest(&anonymous, typed).await;
        assert_eq!(of_kind(&found, "field"), ["现代交通"], "{typed}: {found:?}");
    }
    assert!(suggest(&anonymous, "").await.is_empty());
    assert!(suggest(&anonymous, "%20%E3%80%80").await.is_empty());
}

#[tokio::test]
async fn nothing_hidden_is_suggested() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let hidden = json!({ "title": "涡轮泵密封", "keywords": ["螺旋密封圈"], "visibility": "verified" });
    let _listing = published(&cast.tto, &cast, "achievements", &with(achievement(), hidden)).await;
    server.settled().await;
    for typed in ["涡轮泵", "wolunbeng", "螺旋密", "luoxuan", "滨海", "bhlg"] {
        let seen = suggest(&server.anonymous(), typed).await;
        assert!(seen.is_empty(), "{typed}: {seen:?}");
        let seen = suggest(&cast.company.client, typed).await;
        assert!(!seen.is_empty(), "{typed} is completed for a verified company");
    }
}

#[tokio::test]
async fn there_are_at_most_ten_and_strange_input_is_harmless() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    for number in 0..8 {
        let change = json!({ "title": format!("塞拉门控制系统{number}"), "keywords": [format!("塞拉门配件{number}")] });
        let _listing = published(&cast.tto, &cast, "achievements", &with(achievement(), change)).await;
    }
    server.settled().await;
    let found = suggest(&server.anonymous(), "塞拉门").await;
    assert!(found.len() <= 10 && of_kind(&found, "listing").len() <= 4, "{found:?}");
    assert!(!of_kind(&found, "listing").is_empty());
    let long = "门".repeat(5_000);
    for typed in ["%22%22%22", "(((", "%F0%9F%9A%AA", "%E2%80%AE", "a*%5B%5D%5E$", long.as_str(), "%3Cscript%3E"] {
        suggest(&server.anonymous(), typed).await;
    }
}
