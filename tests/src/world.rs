//! One world with a record of every kind and state, for tests that ask who may do what.

use crate::Server;
use crate::builders::{achievement, demand, pdf, published, step, with};
use crate::people::Cast;
use entity::enums::{
    ContractState, MembershipState, OrganizationKind, PaymentMode, PricingMethod, PricingState, RegistrationState,
    Role, TransferMode, Verification,
};
use entity::id::{ContractId, ContractRegistrationId, DealId, MembershipId, OrganizationId, PaymentId, PricingId};
use entity::{contract, contract_registration, membership, organization, payment, pricing};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};
use serde_json::{Value, json};
use std::collections::HashMap;

/// The ids of its records by name.
pub struct World {
    pub cast: Cast,
    pub ids: HashMap<&'static str, String>,
}

fn id_of(record: &Value) -> String {
    record["id"].as_str().expect("an id").to_owned()
}

impl World {
    /// Makes all records through the API; only the late rows of the deal are written directly.
    pub async fn make(server: &Server) -> Self {
        let cast = Cast::enter(server).await;
        let mut world = Self { cast, ids: HashMap::new() };
        world.people(server).await;
        world.achievements().await;
        world.demands().await;
        world.deal(server).await;
        world.standing_search().await;
        world.watch().await;
        world
    }

    fn name(&mut self, name: &'static str, id: impl ToString) {
        self.ids.insert(name, id.to_string());
    }

    async fn people(&mut self, server: &Server) {
        let pending = server.organization("等待认证有限公司", OrganizationKind::Company).await;
        let row =
            organization::Entity::find_by_id(pending).one(&server.state.database).await.expect("rows").expect("it");
        let waiting = organization::Model { verification: Verification::Pending, verified_at: None, ..row };
        waiting.into_active_model().reset_all().update(&server.state.database).await.expect("pending");
        let center = self.cast.manager.organization_id;
        let spare = server.member("spare", center, Role::Manager).await;
        let now = server.state.clock.now();
        let membership = membership::Model {
            id: MembershipId::generate(),
            person_id: spare.person_id,
            organization_id: center,
            role: Role::Admin,
            state: MembershipState::Active,
            created_at: now,
            updated_at: now,
        };
        let membership =
            membership.into_active_model().reset_all().insert(&server.state.database).await.expect("a membership");
        self.name("pending_company", pending);
        self.name("company", self.cast.company.organization_id);
        self.name("person", spare.person_id);
        self.name("spare_membership", membership.id);
        self.name("unknown", OrganizationId::generate());
        self.name("figure", "achievements");
        self.name("shipped_model", "0");
    }

    async fn standing_search(&mut self) {
        let body = json!({ "search": { "q": "塞拉门", "kind": ["achievement"] } });
        let kept = self.cast.company.client.post("/api/v1/standing-searches", &body).await.expect(201);
        self.name("standing_search", id_of(&kept));
    }

    async fn watch(&mut self) {
        let body = json!({ "achievement_id": self.ids["public_achievement"] });
        let kept = self.cast.company.client.post("/api/v1/watches", &body).await.expect(201);
        self.name("watch", id_of(&kept));
    }

    async fn achievements(&mut self) {
        let tto = self.cast.tto.clone();
        let draft = tto.client.post("/api/v1/achievements", &membrane()).await.expect(201);
        self.name("draft_achievement", id_of(&draft));
        let other = tto.client.post("/api/v1/achievements", &membrane()).await.expect(201);
        self.name("submitted_achievement", id_of(&step(&tto, "achievements", &other, "submit").await));
        let excluded = self.cast.other_company.organization_id;
        for (name, change) in [
            ("public_achievement", json!({})),
            ("signed_in_achievement", json!({ "visibility": "signed_in" })),
            ("verified_achievement", json!({ "visibility": "verified" })),
            ("confidential_achievement", json!({ "visibility": "confidential" })),
            ("excluding_achievement", json!({ "excluded_organization_ids": [excluded] })),
        ] {
            // Of another subject than the one that is matched: what every listing says tells nothing apart.
            let body = if name == "public_achievement" { achievement() } else { membrane() };
            let listing = published(&tto, &self.cast, "achievements", &with(body, change)).await;
            self.name(name, id_of(&listing));
        }
        let uploaded = tto.client.upload("achievement", &self.ids["confidential_achievement"], "检测报告.pdf", pdf());
        let file = uploaded.await.expect(201);
        self.name("confidential_file", id_of(&file));
    }

    async fn demands(&mut self) {
        let company = self.cast.company.clone();
        let draft = company.client.post("/api/v1/demands", &demand()).await.expect(201);
        self.name("draft_demand", id_of(&draft));
        let other = company.client.post("/api/v1/demands", &demand()).await.expect(201);
        self.name("submitted_demand", id_of(&step(&company, "demands", &other, "submit").await));
        let listing = published(&company, &self.cast, "demands", &demand()).await;
        self.name("public_demand", id_of(&listing));
        let invited = json!({ "publish_mode": "invited", "invited_organization_ids": [self.cast.tto.organization_id] });
        let listing = published(&company, &self.cast, "demands", &with(demand(), invited)).await;
        self.name("invited_demand", id_of(&listing));
    }

    async fn deal(&mut self, server: &Server) {
        server.settled().await;
        let staff = &self.cast.manager.client;
        let (demand, achievement) = (&self.ids["public_demand"], &self.ids["public_achievement"]);
        let found =
            staff.get(&format!("/api/v1/matches?demand_id={demand}&achievement_id={achievement}")).await.expect(200);
        let suggestion = id_of(&found["items"][0]);
        let deal = staff.post("/api/v1/deals", &json!({ "match_id": suggestion })).await.expect(201);
        let file = staff.upload("deal", &id_of(&deal), "合同.pdf", pdf()).await.expect(201);
        self.name("match", suggestion);
        self.name("file", id_of(&file));
        let deal = id_of(&deal);
        self.late_rows(server, DealId(deal.parse().expect("uuid"))).await;
        self.name("deal", deal);
    }

    /// Rows of later stages, so that their paths name something that is there.
    async fn late_rows(&mut self, server: &Server, deal_id: DealId) {
        let (database, now) = (&server.state.database, server.state.clock.now());
        let contract = contract::Model {
            id: ContractId::generate(),
            deal_id,
            state: ContractState::Draft,
            contract_type: "TT".to_owned(),
            title: "合同".to_owned(),
            total_amount_fen: 100,
            technical_amount_fen: 100,
            payment_mode: PaymentMode::Lump,
            begins_on: None,
            ends_on: None,
            signed_on: None,
            file_id: None,
            version: 1,
            created_at: now,
            updated_at: now,
        };
        let contract = contract.into_active_model().reset_all().insert(database).await.expect("a contract");
        let registration = contract_registration::Model {
            id: ContractRegistrationId::generate(),
            contract_id: contract.id,
            deal_id,
            state: RegistrationState::Submitted,
            office: "登记处".to_owned(),
            expert_review: false,
            submitted_on: None,
            accepted_on: None,
            due_on: None,
            decided_on: None,
            number: None,
            decision_note: String::new(),
            file_id: None,
            version: 1,
            created_at: now,
            updated_at: now,
        };
        let registration = registration.into_active_model().reset_all().insert(database).await.expect("a registration");
        let payment = payment::Model {
            id: PaymentId::generate(),
            deal_id,
            contract_id: contract.id,
            instalment: 1,
            label: "首付款".to_owned(),
            due_on: None,
            due_fen: 100,
            received_on: None,
            received_fen: None,
            file_id: None,
            version: 1,
            created_at: now,
            updated_at: now,
        };
        let payment = payment.into_active_model().reset_all().insert(database).await.expect("a payment");
        let pricing = published_pricing(deal_id, now).into_active_model().reset_all().insert(database).await;
        self.name("registration", registration.id);
        self.name("payment", payment.id);
        self.name("pricing", pricing.expect("a pricing").id);
    }
}

fn membrane() -> Value {
    let text = json!({
        "title": "海水淡化反渗透膜",
        "summary": "低能耗的海水淡化膜组件",
        "keywords": ["海水淡化", "反渗透"],
        "field": "07", "industry": "C35",
        "problem": "海岛供水能耗高",
        "description": "界面聚合制备的复合膜，脱盐率高，抗污染。",
        "indicators": [{ "name": "脱盐率", "value": "99.7", "unit": "%" }]
    });
    with(achievement(), text)
}

fn published_pricing(deal_id: DealId, now: chrono::DateTime<chrono::Utc>) -> pricing::Model {
    pricing::Model {
        id: PricingId::generate(),
        deal_id,
        method: PricingMethod::Negotiated,
        state: PricingState::Published,
        price_fen: 100,
        transfer_mode: TransferMode::Transfer,
        achievement_title: "成果".to_owned(),
        counterparty: "对方".to_owned(),
        basis: "协议".to_owned(),
        scope: "校内".to_owned(),
        objection_department: "科研处".to_owned(),
        objection_phone: "0411-84700000".to_owned(),
        objection_email: String::new(),
        published_on: None,
        ends_on: None,
        earliest_signing_on: None,
        content_hash: None,
        objection: String::new(),
        objected_on: None,
        objection_decision: None,
        objection_decision_note: String::new(),
        file_id: None,
        version: 1,
        created_at: now,
        updated_at: now,
    }
}
