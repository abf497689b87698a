//! A deal and everybody in it, carried through the API as the people do it, on the days that the tests name.
//!
//! The model deal follows the dates of the publicity's test vector: published on 2026-11-02, signed from 2026-11-18 on.

use crate::builders::{achievement, demand, pdf, published, with};
use crate::{Answer, Cast, Client, Member, Server};
use chrono::{NaiveDate, NaiveTime, TimeDelta};
use serde_json::{Value, json};

/// The day on which the model deal begins.
pub const BEGIN: &str = "2026-10-12";
/// The day on which its price is published.
pub const PUBLISHED: &str = "2026-11-02";
/// The first day on which it may be signed.
pub const SIGNED: &str = "2026-11-18";
/// 1,000,000.00 yuan
pub const PRICE_FEN: i64 = 100_000_000;

/// The stages after which something has to be done before the next one opens.
const STAGES: [&str; 10] = [
    "introduction",
    "talks",
    "confidentiality",
    "evaluation",
    "terms",
    "pricing",
    "signing",
    "registration",
    "payment",
    "archived",
];

/// What is wrong with a step on a row that is not there.
const MISSING: &str = "the deal has such a row";

/// One deal on its own server; `deal` is what the last successful step answered.
pub struct Case {
    pub server: Server,
    pub cast: Cast,
    pub deal: Value,
}

impl Answer {
    /// As [`Answer::expect`], for a step of which only the success matters.
    ///
    /// # Panics
    /// When the status is another one.
    #[track_caller]
    pub fn answered(self, status: u16) {
        drop(self.expect(status));
    }
}

impl Server {
    /// A server whose clock can be moved over months without ending the sessions.
    ///
    /// # Panics
    /// When it cannot start.
    pub async fn at(day: &str) -> Self {
        let server = Self::start_with(|config| {
            config.session.idle_minutes = 60 * 24 * 1000;
            config.session.absolute_hours = 24 * 1000;
        });
        let server = server.await;
        server.on(day);
        server
    }

    /// Moves the clock to noon in China of a day.
    ///
    /// # Panics
    /// When it is no day.
    pub fn on(&self, day: &str) {
        let clock = &self.state.clock;
        clock.set_offset(TimeDelta::zero());
        let day: NaiveDate = day.parse().expect("a day");
        let noon = day.and_time(NaiveTime::from_hms_opt(4, 0, 0).expect("a time")).and_utc();
        clock.set_offset(noon - clock.now());
    }
}

impl Case {
    /// A deal that has just been introduced, of two published listings.
    ///
    /// # Panics
    /// When a step is refused.
    pub async fn begin() -> Self {
        let server = Server::at(BEGIN).await;
        let cast = Cast::enter(&server).await;
        let achievement = published(&cast.tto, &cast, "achievements", &achievement()).await;
        let demand = published(&cast.company, &cast, "demands", &demand()).await;
        let origin =
            json!({ "achievement_id": achievement["id"], "demand_id": demand["id"], "note": "现场走访后引荐" });
        let deal = cast.manager.client.post("/api/v1/deals", &origin).await.expect(201);
        Self { server, cast, deal }
    }

    /// A deal that has reached a stage.
    ///
    /// # Panics
    /// When a step is refused.
    pub async fn at(stage: &str) -> Self {
        let mut case = Box::pin(Self::begin()).await;
        Box::pin(case.reach(stage)).await;
        case
    }

    /// Carries the deal on to a stage, on the days of the model deal.
    ///
    /// # Panics
    /// When a step is refused.
    pub async fn reach(&mut self, stage: &str) {
        let last = STAGES.iter().position(|known| *known == stage).expect("a stage");
        while let Some(now) = STAGES.iter().position(|known| self.deal["stage"] == *known)
            && now < last
        {
            Box::pin(self.finish(STAGES[now])).await;
            if now > 0 {
                self.advance().await.answered(200);
            }
        }
    }

    /// Does what the stage asks for, so that the next one opens.
    ///
    /// # Panics
    /// When a step is refused.
    pub async fn finish(&mut self, stage: &str) {
        match stage {
            "introduction" => self.agree().await,
            "confidentiality" => {
                self.server.on("2026-10-15");
                let file = self.file("保密协议.pdf").await;
                let agreement = json!({ "signed_on": "2026-10-15", "file_id": file, "note": "期限三年" });
                self.put("confidentiality", agreement).await.answered(200);
            }
            "evaluation" => {
                let evaluation = json!({ "conclusion": "样机指标与描述一致", "method": "技术评估" });
                self.put("evaluation", evaluation).await.answered(200);
            }
            "terms" => self.put("terms", terms(PRICE_FEN)).await.answered(200),
            "pricing" => Box::pin(self.clear_price()).await,
            "signing" => Box::pin(self.sign_contract()).await,
            "registration" => Box::pin(self.register("2026210200000001")).await,
            "payment" => Box::pin(self.receive_all()).await,
            _ => {}
        }
    }

    /// Both sides say yes.
    ///
    /// # Panics
    /// When an answer is refused.
    pub async fn agree(&mut self) {
        for side in [self.cast.tto.clone(), self.cast.company.clone()] {
            self.answer(&side, json!({ "answer": "yes", "note": "愿意见面" })).await.answered(200);
        }
    }

    async fn clear_price(&mut self) {
        self.server.on(PUBLISHED);
        self.post("pricings", negotiated()).await.answered(200);
        self.server.on(SIGNED);
        self.row("pricings", "close", json!({})).await.answered(200);
    }

    async fn sign_contract(&mut self) {
        self.put("contract", contract(PRICE_FEN, PRICE_FEN)).await.answered(200);
        let file = self.file("技术合同.pdf").await;
        self.post("contract/sign", json!({ "signed_on": SIGNED, "file_id": file })).await.answered(200);
    }

    /// Files, accepts and registers the contract.
    ///
    /// # Panics
    /// When a step is refused.
    pub async fn register(&mut self, number: &str) {
        self.server.on("2026-11-19");
        self.post("registrations", filing("2026-11-19")).await.answered(200);
        self.row("registrations", "accept", json!({ "accepted_on": "2026-11-19" })).await.answered(200);
        self.row("registrations", "decide", registered(number)).await.answered(200);
    }

    async fn receive_all(&mut self) {
        self.put("payments", plan(&[PRICE_FEN / 2, PRICE_FEN / 2])).await.answered(200);
        for _ in 0..2 {
            let file = self.file("银行回单.pdf").await;
            self.row("payments", "receive", receipt(PRICE_FEN / 2, &file)).await.answered(200);
        }
    }

    #[must_use]
    pub fn id(&self) -> &str {
        self.deal["id"].as_str().expect("an id")
    }

    #[must_use]
    pub fn path(&self, step: &str) -> String {
        format!("/api/v1/deals/{}/{step}", self.id())
    }

    #[must_use]
    pub fn manager(&self) -> Client {
        self.cast.manager.client.clone()
    }

    /// What a step answered; a success is the new state of the deal.
    pub fn keep(&mut self, answer: Answer) -> Answer {
        if answer.status == 200 {
            self.deal = answer.body.clone();
        }
        answer
    }

    /// A step of the manager with the deal's version.
    pub async fn post(&mut self, step: &str, body: Value) -> Answer {
        let body = self.versioned(body);
        let answer = self.manager().post(&self.path(step), &body).await;
        self.keep(answer)
    }

    /// A part of the deal that the manager writes.
    pub async fn put(&mut self, part: &str, body: Value) -> Answer {
        let body = self.versioned(body);
        let answer = self.manager().put(&self.path(part), &body).await;
        self.keep(answer)
    }

    pub async fn advance(&mut self) -> Answer {
        self.post("advance", json!({})).await
    }

    pub async fn answer(&mut self, who: &Member, body: Value) -> Answer {
        let answer = who.client.post(&self.path("answer"), &self.versioned(body)).await;
        self.keep(answer)
    }

    /// A step of the manager on the last row of a list, of payments on the first open one.
    ///
    /// # Panics
    /// When there is no such row.
    pub async fn row(&mut self, list: &str, step: &str, body: Value) -> Answer {
        let (path, body) = self.row_step(list, step, body);
        let answer = self.manager().post(&path, &body).await;
        self.keep(answer)
    }

    /// Path and body of a step on that row.
    ///
    /// # Panics
    /// When there is no such row.
    #[must_use]
    pub fn row_step(&self, list: &str, step: &str, body: Value) -> (String, Value) {
        let rows = self.deal[list].as_array().expect("a list");
        let open = rows.iter().find(|row| list == "payments" && row["received_on"].is_null());
        let row = open.or(rows.last()).expect(MISSING);
        let path = format!("/api/v1/{list}/{}/{step}", row["id"].as_str().expect("an id"));
        (path, with(body, json!({ "version": row["version"] })))
    }

    /// The last row of a list.
    ///
    /// # Panics
    /// When there is none.
    #[must_use]
    pub fn last(&self, list: &str) -> &Value {
        self.deal[list].as_array().and_then(|rows| rows.last()).expect(MISSING)
    }

    /// The body with the deal's present version.
    #[must_use]
    pub fn versioned(&self, body: Value) -> Value {
        with(json!({ "version": self.deal["version"] }), body)
    }

    /// A file of this deal, by the manager.
    ///
    /// # Panics
    /// When the upload is refused.
    pub async fn file(&self, name: &str) -> Value {
        let uploaded = self.cast.manager.client.upload("deal", self.id(), name, pdf()).await.expect(201);
        uploaded["id"].clone()
    }

    /// The deal as somebody sees it now.
    ///
    /// # Panics
    /// When he does not see it.
    pub async fn seen_by(&self, who: &Member) -> Value {
        who.client.get(&format!("/api/v1/deals/{}", self.id())).await.expect(200)
    }

    /// The timeline.
    ///
    /// # Panics
    /// When it is not there.
    pub async fn events(&self) -> Vec<Value> {
        let events = self.cast.manager.client.get(&self.path("events")).await.expect(200);
        events.as_array().expect("events").clone()
    }
}

#[must_use]
pub fn terms(price_fen: i64) -> Value {
    json!({
        "mode": "license_ordinary", "payment_mode": "instalment", "price_fen": price_fen,
        "scope": "技术资料、样机和现场指导，按双方确认的指标验收"
    })
}

/// A negotiated price that is published today.
#[must_use]
pub fn negotiated() -> Value {
    json!({
        "method": "negotiated", "basis": "参考同类成果，双方协商", "scope": "单位内部网站",
        "objection_department": "成果转化办公室", "objection_phone": "0411-84700001"
    })
}

#[must_use]
pub fn contract(total_fen: i64, technical_fen: i64) -> Value {
    json!({
        "contract_type": "TL", "title": "列车触摸屏控制器及塞拉门控制系统技术许可合同",
        "total_amount_fen": total_fen, "technical_amount_fen": technical_fen, "payment_mode": "instalment",
        "begins_on": "2026-11-18", "ends_on": "2028-11-17"
    })
}

#[must_use]
pub fn filing(submitted_on: &str) -> Value {
    json!({ "office": "大连市技术合同登记机构", "submitted_on": submitted_on })
}

/// The decision to register, of 2026-11-19.
#[must_use]
pub fn registered(number: &str) -> Value {
    json!({ "decision": "registered", "number": number, "decided_on": "2026-11-19", "note": "符合条件" })
}

#[must_use]
pub fn plan(amounts: &[i64]) -> Value {
    let instalment =
        |(number, due_fen): (usize, &i64)| json!({ "label": format!("第{}期", number + 1), "due_fen": due_fen });
    json!({ "instalments": amounts.iter().enumerate().map(instalment).collect::<Vec<_>>() })
}

#[must_use]
pub fn receipt(received_fen: i64, file_id: &Value) -> Value {
    json!({ "received_on": "2026-11-19", "received_fen": received_fen, "file_id": file_id })
}
