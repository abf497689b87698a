//! The dictionary desk: what is saved is what is searched with, on every node, and what was saved can be undone.

use harness::builders::{achievement, published, with};
use harness::{Cast, Client, Server};
use serde_json::{Value, json};
use std::time::Duration;

const PATIENCE: Duration = Duration::from_secs(30);

fn change(list: &str, add: &[&str], remove: &[&str]) -> Value {
    json!({ list: { "add": add, "remove": remove } })
}

async fn save(admin: &Client, base: i64, change: Value) -> Value {
    let body = json!({ "base_version": base, "note": "测试", "change": change });
    admin.post("/api/v1/dictionary/versions", &body).await.expect(201)
}

/// Waits until this node searches with the newest version.
async fn in_force(admin: &Client) -> Value {
    let waiting = async {
        loop {
            let state = admin.get("/api/v1/dictionary").await.expect(200);
            if state["pending"] == "none" {
                return state;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(PATIENCE, waiting).await.expect("the version comes into force")
}

async fn titles(client: &Client, words: &str) -> Vec<String> {
    let query = form_urlencode(words);
    let found = client.get(&format!("/api/v1/search?q={query}")).await.expect(200);
    let hits = found["hits"].as_array().expect("hits").iter();
    hits.map(|hit| plain(&hit["title"])).collect()
}

/// A title with or without marks, as text.
fn plain(title: &Value) -> String {
    match title {
        Value::Array(pieces) => pieces.iter().filter_map(|piece| piece["text"].as_str()).collect(),
        title => title.as_str().unwrap_or_default().to_owned(),
    }
}

fn form_urlencode(words: &str) -> String {
    words.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

async fn listing(cast: &Cast, title: &str, text: &str) -> Value {
    let body = with(
        achievement(),
        json!({ "title": title, "summary": text, "keywords": ["演示"], "problem": text, "description": text,
                "indicators": [] }),
    );
    published(&cast.tto, cast, "achievements", &body).await
}

async fn entries(client: &Client, query: &str) -> Vec<(String, String)> {
    let page = client.get(&format!("/api/v1/dictionary/entries?{query}")).await.expect(200);
    let items = page["items"].as_array().expect("items").iter();
    items
        .map(|item| {
            let text = |name: &str| item[name].as_str().expect("text").to_owned();
            (text("text"), text("origin"))
        })
        .collect()
}

fn cut_texts(words: &Value) -> Vec<&str> {
    words.as_array().expect("words").iter().map(|word| word["text"].as_str().expect("text")).collect()
}

#[tokio::test]
async fn a_new_term_is_previewed_saved_and_searched_with() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let admin = &cast.admin.client;
    let _listing = listing(&cast, "风电叶片防冰涂层", "低温下防冰涂层不开裂").await;
    server.settled().await;
    let state = in_force(admin).await;
    assert_eq!(state["version"], 0);

    let body = json!({ "base_version": 0, "change": change("terms", &["防冰涂层", "塞拉门"], &[]), "texts": [] });
    let preview = admin.post("/api/v1/dictionary/preview", &body).await.expect(200);
    assert_eq!(preview["words_change"], "analysis", "{preview}");
    assert_eq!(preview["changes"][0]["added"], json!(["防冰涂层"]), "the other is built in");
    assert_eq!(preview["words"][0], json!({ "text": "防冰涂层", "listings": 1 }));
    let cut = &preview["cuts"][0];
    assert_eq!(cut["text"], "风电叶片防冰涂层", "the title of a listing with the word");
    assert!(cut["changed"] == true && !cut_texts(&cut["before"]).contains(&"防冰涂层"), "{cut}");
    assert!(cut_texts(&cut["after"]).contains(&"防冰涂层"), "{cut}");
    assert!(preview["scenarios"]["total"].as_u64().is_some_and(|total| total >= 100), "{}", preview["scenarios"]);

    let version = save(admin, 0, change("terms", &["防冰涂层"], &[])).await;
    assert_eq!((&version["number"], &version["changes"][0]["added"]), (&json!(1), &json!(["防冰涂层"])));
    let state = in_force(admin).await;
    assert_eq!((&state["version"], &state["note"]), (&json!(1), &json!("测试")));
    assert_eq!(titles(admin, "防冰涂层").await, ["风电叶片防冰涂层"]);
    assert_eq!(entries(admin, "list=terms&q=%E9%98%B2%E5%86%B0").await, [("防冰涂层".into(), "own".into())]);
}

#[tokio::test]
async fn synonyms_widen_a_search_both_ways_or_one_way() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let admin = &cast.admin.client;
    let _doors = listing(&cast, "地铁客室塞拉门驱动装置", "塞拉门驱动与锁闭").await;
    let _boards = listing(&cast, "柴油机共轨喷油嘴", "共轨喷油嘴精密加工").await;
    server.settled().await;
    assert!(titles(admin, "移扉").await.iter().all(|title| title != "地铁客室塞拉门驱动装置"));

    let _version = save(admin, 0, change("synonyms", &["移扉→塞拉门", "喷油嘴、注雾阀"], &[])).await;
    let _state = in_force(admin).await;
    assert_eq!(titles(admin, "移扉").await, ["地铁客室塞拉门驱动装置"], "one way");
    assert_eq!(titles(admin, "注雾阀").await, ["柴油机共轨喷油嘴"], "two ways");

    let _other = listing(&cast, "老式移扉翻新", "移扉翻新工艺").await;
    let _nozzle = listing(&cast, "船机注雾阀修复", "注雾阀激光修复").await;
    server.settled().await;
    let forward = titles(admin, "塞拉门").await;
    assert!(!forward.contains(&"老式移扉翻新".to_owned()), "not backwards: {forward:?}");
    let both = titles(admin, "喷油嘴").await;
    assert!(both.contains(&"船机注雾阀修复".to_owned()), "backwards too: {both:?}");
}

#[tokio::test]
async fn a_stop_word_is_not_asked_for() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let admin = &cast.admin.client;
    let _listing = listing(&cast, "海水提溴成套工艺", "海水提溴").await;
    server.settled().await;
    let body = json!({ "base_version": 0, "change": change("stop_words", &["诚心"], &["办"]), "texts": ["诚心求海水提溴怎么办"] });
    let preview = admin.post("/api/v1/dictionary/preview", &body).await.expect(200);
    assert_eq!(preview["words_change"], "query_only", "{preview}");
    let stopped = |side: &str| {
        let words = preview["cuts"][0][side].as_array().expect("words").iter();
        words.filter(|word| word["stop"] == true).any(|word| word["text"] == "诚心")
    };
    assert!(!stopped("before") && stopped("after"), "{}", preview["cuts"]);
    let _version = save(admin, 0, change("stop_words", &["诚心"], &["办"])).await;
    let _state = in_force(admin).await;
    assert_eq!(titles(admin, "诚心 海水提溴").await, ["海水提溴成套工艺"]);
    assert_eq!(entries(admin, "list=stop_words&origin=removed").await, [("办".into(), "removed".into())]);
}

#[tokio::test]
async fn every_version_can_be_undone() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let admin = &cast.admin.client;
    let _one = save(admin, 0, change("terms", &["防冰涂层"], &["塞拉门"])).await;
    let _two = save(admin, 1, change("terms", &["碲锌镉"], &["防冰涂层"])).await;
    let undone = json!({ "base_version": 2, "number": 1 });
    let three = admin.post("/api/v1/dictionary/restorations", &undone).await.expect(201);
    assert_eq!((&three["number"], &three["restored_from"]), (&json!(3), &json!(1)));
    assert_eq!(entries(admin, "list=terms&origin=own").await, [("防冰涂层".into(), "own".into())]);
    let built_in = json!({ "base_version": 3, "number": 0, "note": "从头再来" });
    let _four = admin.post("/api/v1/dictionary/restorations", &built_in).await.expect(201);
    assert_eq!(entries(admin, "list=terms&origin=own").await, []);
    assert_eq!(entries(admin, "list=terms&origin=removed").await, []);

    let versions = admin.get("/api/v1/dictionary/versions").await.expect(200);
    let numbers: Vec<i64> =
        versions["items"].as_array().expect("items").iter().filter_map(|item| item["number"].as_i64()).collect();
    assert_eq!(numbers, [4, 3, 2, 1]);
    assert_eq!(versions["items"][2]["changes"][0]["removed"], json!(["防冰涂层"]));
    let page = admin.get("/api/v1/dictionary/versions?limit=1&cursor=o2").await.expect(200);
    assert_eq!(page["items"][0]["changes"], versions["items"][2]["changes"], "the same on any page");

    let unknown = json!({ "base_version": 4, "number": 9 });
    assert_eq!(admin.post("/api/v1/dictionary/restorations", &unknown).await.expect_error(404), "not_found");
    let same = json!({ "base_version": 4, "number": 0 });
    assert_eq!(admin.post("/api/v1/dictionary/restorations", &same).await.expect_error(409), "nothing_changed");
    let audit = admin.get("/api/v1/audit-events?action=dictionary.").await.expect(200);
    assert_eq!(audit["total"], 4);
}

#[tokio::test]
async fn two_people_cannot_save_over_each_other() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let admin = &cast.admin.client;
    let body = |term: &str| json!({ "base_version": 0, "note": "测试", "change": change("terms", &[term], &[]) });
    let (first, second) = (body("防冰涂层"), body("碲锌镉"));
    let (left, right) = tokio::join!(
        admin.post("/api/v1/dictionary/versions", &first),
        admin.post("/api/v1/dictionary/versions", &second)
    );
    let mut answers = [left.status, right.status];
    answers.sort_unstable();
    assert_eq!(answers, [201, 409]);
    assert_eq!(admin.post("/api/v1/dictionary/versions", &second).await.expect_error(409), "stale_version");
    let preview = json!({ "base_version": 0, "change": {} });
    assert_eq!(admin.post("/api/v1/dictionary/preview", &preview).await.expect_error(409), "stale_version");
}

#[tokio::test]
async fn wrong_rows_are_named_and_nothing_is_saved() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let admin = &cast.admin.client;
    let body = json!({
        "base_version": 0, "note": " ",
        "change": {
            "terms": { "add": ["防冰涂层", "5G-V2X", "甲"], "remove": ["不在词表里"] },
            "synonyms": { "add": ["触摸屏", "a=>b=>c"] },
            "stop_words": { "add": ["长".repeat(33)] },
        },
    });
    let answer = admin.post("/api/v1/dictionary/versions", &body).await;
    let messages = answer.text.clone();
    let fields = answer.expect_fields();
    let fields: Vec<(&str, &str)> = fields.iter().map(|(path, code)| (path.as_str(), code.as_str())).collect();
    assert_eq!(
        fields,
        [
            ("note", "required"),
            ("terms.remove[0]", "unknown_value"),
            ("terms.add[1]", "not_chinese"),
            ("terms.add[2]", "too_short"),
            ("synonyms.add[0]", "bad_rule"),
            ("synonyms.add[1]", "bad_rule"),
            ("stop_words.add[0]", "too_long"),
        ]
    );
    assert!(messages.contains("第 2 行“5G-V2X”"), "{messages}");

    let many: Vec<String> = (0..1_001).map(|number| format!("甲{number}")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let body = json!({ "base_version": 0, "note": "太多", "change": change("stop_words", &many, &[]) });
    let fields = admin.post("/api/v1/dictionary/versions", &body).await.expect_fields();
    assert_eq!(fields, [("stop_words".into(), "too_many".into())]);
    let texts = json!({ "base_version": 0, "change": {}, "texts": vec!["一"; 11] });
    let fields = admin.post("/api/v1/dictionary/preview", &texts).await.expect_fields();
    assert_eq!(fields, [("texts".into(), "too_many".into())]);
    assert_eq!(admin.get("/api/v1/dictionary").await.expect(200)["version"], 0);
    let unknown = admin.get("/api/v1/dictionary/entries?list=words").await;
    assert!((400..500).contains(&unknown.status), "{}", unknown.text);
}

#[tokio::test]
async fn words_of_listings_are_proposed_until_they_are_known_or_ignored() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let admin = &cast.admin.client;
    let texts = [
        ("风电叶片防冰涂层", "针对海藻酸钠凝胶强度不足；低温下防冰涂层不开裂"),
        ("航空器防冰涂层", "以海藻酸钠为载体固定酶；表面的防冰涂层与除冰电热膜配合"),
        ("电缆用防冰涂层", "改性海藻酸钠薄膜可食用；喷涂防冰涂层后覆冰量减少"),
        ("海藻酸钠敷料", "该敷料由海藻酸钠纺丝得到；研究了防冰涂层的老化"),
    ];
    for (title, text) in texts {
        let _listing = listing(&cast, title, text).await;
    }
    server.settled().await;
    let proposed = async |query: &str| {
        let page = admin.get(&format!("/api/v1/dictionary/proposals?limit=100{query}")).await.expect(200);
        let items = page["items"].as_array().expect("items").clone();
        items.into_iter().map(|item| item["text"].as_str().expect("text").to_owned()).collect::<Vec<_>>()
    };
    let first = proposed("").await;
    assert!(first.contains(&"海藻酸钠".to_owned()) && first.contains(&"防冰涂层".to_owned()), "{first:?}");
    let ignore = json!({ "text": "海藻酸鈉", "ignored": true });
    for _ in 0..2 {
        let _nothing = admin.put("/api/v1/dictionary/ignored-words", &ignore).await.expect(204);
    }
    let _version = save(admin, 0, change("terms", &["防冰涂层"], &[])).await;
    let second = proposed("").await;
    assert!(!second.contains(&"海藻酸钠".to_owned()) && !second.contains(&"防冰涂层".to_owned()), "{second:?}");
    assert!(proposed("&ignored=true").await.contains(&"海藻酸钠".to_owned()));
    let back = json!({ "text": "海藻酸钠", "ignored": false });
    let _nothing = admin.put("/api/v1/dictionary/ignored-words", &back).await.expect(204);
    assert!(proposed("&source=listings").await.contains(&"海藻酸钠".to_owned()));
    let manager = &cast.manager.client;
    assert_eq!(manager.put("/api/v1/dictionary/ignored-words", &ignore).await.expect_error(403), "forbidden");
}

#[tokio::test]
async fn words_searched_for_in_vain_are_proposed() {
    let server = Server::start().await;
    let cast = Cast::enter(&server).await;
    let company = &cast.company.client;
    for words in ["碲锌镉", "碲鋅鎘", "塞拉门怎么防水"] {
        let _found = company.get(&format!("/api/v1/search?q={}", form_urlencode(words))).await.expect(200);
    }
    jiqiao::jobs::search_log::flush(&server.state).await.expect("written");
    let page = cast.manager.client.get("/api/v1/dictionary/proposals?source=searches").await.expect(200);
    let items = page["items"].as_array().expect("items");
    assert_eq!(items.len(), 1, "{page}");
    assert_eq!((&items[0]["text"], &items[0]["count"], &items[0]["spread"]), (&json!("碲锌镉"), &json!(2), &json!(1)));
}
