//! Records that tests need, made through the API as people make them.

use crate::{Cast, Member};
use serde_json::{Value, json};

/// A complete achievement about the doors of trains.
#[must_use]
pub fn achievement() -> Value {
    json!({
        "title": "列车触摸屏控制器及塞拉门控制系统",
        "summary": "把车门触摸屏与塞拉门控制合为一套嵌入式系统",
        "keywords": ["触摸屏控制器", "塞拉门", "轨道交通"],
        "field": "10", "industry": "C3720", "region": "210200",
        "trl": 6, "trl_evidence": "样机通过型式试验",
        "problem": "车门控制与显示分属两套设备，故障定位慢",
        "description": "面向地铁与高铁车门的嵌入式控制器，触摸屏防水防震，塞拉门开闭由电机闭环控制。",
        "modes": ["transfer", "license_ordinary"],
        "price": { "kind": "range", "low_fen": 50_000_000, "high_fen": 80_000_000 },
        "indicators": [{ "name": "开门时间", "value": "2.5", "unit": "s" }],
        "contact": { "name": "张工", "phone": "0411-84700000" }
    })
}

/// A complete demand that the achievement fits.
#[must_use]
pub fn demand() -> Value {
    json!({
        "title": "地铁车门触摸屏与塞拉门控制技术",
        "summary": "寻找可集成进轨道交通产品的车门控制成果",
        "keywords": ["塞拉门", "触摸屏", "地铁"],
        "field": "10", "industry": "C3720", "region": "210200",
        "kind": "adoption",
        "problem": "地铁车门触摸屏进水失灵，塞拉门控制器与显示分开，维护麻烦。",
        "key_technology": "触摸屏防水，塞拉门电机闭环控制，嵌入式集成。",
        "target": "一年内装车，故障率下降一半。",
        "modes": ["transfer", "license_ordinary"],
        "budget": { "kind": "range", "low_fen": 30_000_000, "high_fen": 100_000_000 },
        "ends_on": "2030-12-31", "trl_min": 5,
        "contact": { "name": "李工", "phone": "0411-84800000" }
    })
}

/// `base` with some fields replaced.
#[must_use]
pub fn with(mut base: Value, changes: Value) -> Value {
    if let (Value::Object(base), Value::Object(changes)) = (&mut base, changes) {
        base.extend(changes);
    }
    base
}

/// Posts, submits and publishes a listing of a kind (`achievements`, `demands`); answers it as published.
pub async fn published(owner: &Member, cast: &Cast, kind: &str, body: &Value) -> Value {
    let draft = owner.client.post(&format!("/api/v1/{kind}"), body).await.expect(201);
    let submitted = step(owner, kind, &draft, "submit").await;
    step(&cast.manager, kind, &submitted, "publish").await
}

/// One step of a listing with its present version.
pub async fn step(who: &Member, kind: &str, listing: &Value, step: &str) -> Value {
    let id = listing["id"].as_str().expect("id");
    let body = json!({ "version": listing["version"] });
    who.client.post(&format!("/api/v1/{kind}/{id}/{step}"), &body).await.expect(200)
}

/// A small file that is really a PDF.
#[must_use]
pub fn pdf() -> Vec<u8> {
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n\
      trailer<</Root 1 0 R>>\n%%EOF\n"
        .to_vec()
}
