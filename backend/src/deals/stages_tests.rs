//! The guard table, row by row.

use super::*;
use chrono::{DateTime, Utc};
use entity::enums::{ContractState, DealChannel, PaymentMode, PricingMethod, TransferMode};
use entity::id::{ContractId, ContractRegistrationId, OrganizationId, PaymentId, PersonId, PricingId};
use entity::value::{Confidentiality, DealTerms, Evaluation};
use entity::{contract, contract_registration, deal, payment, pricing};

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, day).expect("day")
}

fn moment() -> DateTime<Utc> {
    DateTime::UNIX_EPOCH
}

fn dossier(stage: DealStage) -> Dossier {
    let deal = deal::Model {
        id: DealId::generate(),
        number: "DJ-2026-00001".to_owned(),
        title: "塞拉门控制系统".to_owned(),
        achievement_id: None,
        demand_id: None,
        match_id: None,
        channel: DealChannel::Manual,
        supplier_id: OrganizationId::generate(),
        acquirer_id: OrganizationId::generate(),
        broker_id: OrganizationId::generate(),
        manager_id: PersonId::generate(),
        stage,
        state: DealState::Active,
        stage_entered_at: moment(),
        next_step: String::new(),
        next_step_due_on: None,
        supplier_answer: Some(Answer::Yes),
        supplier_answer_reason: None,
        supplier_answer_note: String::new(),
        supplier_answered_at: None,
        supplier_answered_by: None,
        acquirer_answer: Some(Answer::Yes),
        acquirer_answer_reason: None,
        acquirer_answer_note: String::new(),
        acquirer_answered_at: None,
        acquirer_answered_by: None,
        confidentiality: None,
        evaluation: None,
        terms: None,
        lost_stage: None,
        lost_reason: None,
        lost_note: String::new(),
        closed_at: None,
        is_demo: false,
        version: 1,
        created_at: moment(),
        updated_at: moment(),
    };
    Dossier { deal, pricings: Vec::new(), contract: None, registrations: Vec::new(), payments: Vec::new() }
}

fn pricing(dossier: &Dossier, state: PricingState) -> pricing::Model {
    pricing::Model {
        id: PricingId::generate(),
        deal_id: dossier.deal.id,
        method: PricingMethod::Negotiated,
        state,
        price_fen: 100,
        transfer_mode: TransferMode::Transfer,
        achievement_title: String::new(),
        counterparty: String::new(),
        basis: String::new(),
        scope: String::new(),
        objection_department: String::new(),
        objection_phone: String::new(),
        objection_email: String::new(),
        published_on: Some(day(2)),
        ends_on: Some(day(17)),
        earliest_signing_on: Some(day(18)),
        content_hash: None,
        objection: String::new(),
        objected_on: None,
        objection_decision: None,
        objection_decision_note: String::new(),
        file_id: None,
        version: 1,
        created_at: moment(),
        updated_at: moment(),
    }
}

fn contract(dossier: &Dossier, state: ContractState) -> contract::Model {
    contract::Model {
        id: ContractId::generate(),
        deal_id: dossier.deal.id,
        state,
        contract_type: "TL1".to_owned(),
        title: String::new(),
        total_amount_fen: 100,
        technical_amount_fen: 100,
        payment_mode: PaymentMode::Lump,
        begins_on: None,
        ends_on: None,
        signed_on: None,
        file_id: None,
        version: 1,
        created_at: moment(),
        updated_at: moment(),
    }
}

fn registration(dossier: &Dossier, state: RegistrationState) -> contract_registration::Model {
    contract_registration::Model {
        id: ContractRegistrationId::generate(),
        contract_id: ContractId::generate(),
        deal_id: dossier.deal.id,
        state,
        office: String::new(),
        expert_review: false,
        submitted_on: None,
        accepted_on: None,
        due_on: None,
        decided_on: None,
        number: None,
        decision_note: String::new(),
        file_id: None,
        version: 1,
        created_at: moment(),
        updated_at: moment(),
    }
}

fn instalment(dossier: &Dossier, received_on: Option<NaiveDate>) -> payment::Model {
    payment::Model {
        id: PaymentId::generate(),
        deal_id: dossier.deal.id,
        contract_id: ContractId::generate(),
        instalment: 1,
        label: "首付款".to_owned(),
        due_on: None,
        due_fen: 100,
        received_on,
        received_fen: received_on.map(|_| 100),
        file_id: None,
        version: 1,
        created_at: moment(),
        updated_at: moment(),
    }
}

fn is_open(dossier: &Dossier, target: DealStage, on: u32) -> bool {
    blockers(dossier, target, "", day(on)).is_empty()
}

#[test]
fn confidentiality_needs_both_answers() {
    let mut dossier = dossier(DealStage::Talks);
    assert!(is_open(&dossier, DealStage::Confidentiality, 2));
    dossier.deal.acquirer_answer = None;
    assert_eq!(blockers(&dossier, DealStage::Confidentiality, "", day(2)), ["吸纳方还没有答复同意洽谈。"]);
}

#[test]
fn an_evaluation_may_be_skipped_but_not_left_open() {
    let mut dossier = dossier(DealStage::Confidentiality);
    assert!(!is_open(&dossier, DealStage::Evaluation, 2));
    let confidentiality = Confidentiality { signed_on: day(1), file_id: None, note: String::new() };
    dossier.deal.confidentiality = Some(confidentiality);
    assert!(is_open(&dossier, DealStage::Evaluation, 2));
    assert!(is_open(&dossier, DealStage::Terms, 2));
    assert_eq!(target(DealStage::Confidentiality, Some(DealStage::Terms)).expect("skip"), DealStage::Terms);
    assert!(target(DealStage::Talks, Some(DealStage::Terms)).is_err());
    dossier.deal.stage = DealStage::Evaluation;
    assert!(!is_open(&dossier, DealStage::Terms, 2));
    dossier.deal.evaluation = Some(Evaluation {
        conclusion: "可行".to_owned(),
        method: String::new(),
        value_fen: None,
        evaluated_on: None,
        file_id: None,
    });
    assert!(is_open(&dossier, DealStage::Terms, 2));
}

#[test]
fn signing_needs_a_cleared_price_and_the_day_after_the_publicity() {
    let mut dossier = dossier(DealStage::Pricing);
    assert!(!is_open(&dossier, DealStage::Signing, 18));
    for state in [PricingState::Published, PricingState::Objected, PricingState::Stopped, PricingState::Superseded] {
        dossier.pricings = vec![pricing(&dossier, state)];
        assert!(!is_open(&dossier, DealStage::Signing, 18), "{state}");
    }
    dossier.pricings = vec![pricing(&dossier, PricingState::Cleared)];
    assert!(!is_open(&dossier, DealStage::Signing, 17));
    assert!(is_open(&dossier, DealStage::Signing, 18));
}

#[test]
fn later_stages_need_terms_signature_registration_and_money() {
    let mut dossier = dossier(DealStage::Terms);
    assert!(!is_open(&dossier, DealStage::Pricing, 2));
    dossier.deal.terms = Some(DealTerms {
        mode: TransferMode::Transfer,
        payment_mode: PaymentMode::Lump,
        price_fen: 100,
        scope: "范围".to_owned(),
        improvements: String::new(),
        commission: String::new(),
    });
    assert!(is_open(&dossier, DealStage::Pricing, 2));
    dossier.contract = Some(contract(&dossier, ContractState::Draft));
    assert!(!is_open(&dossier, DealStage::Registration, 18));
    dossier.contract = Some(contract(&dossier, ContractState::Signed));
    assert!(is_open(&dossier, DealStage::Registration, 18));
    dossier.registrations = vec![registration(&dossier, RegistrationState::Accepted)];
    assert!(!is_open(&dossier, DealStage::Payment, 18));
    assert!(blockers(&dossier, DealStage::Payment, "双方不需要登记", day(18)).is_empty());
    dossier.registrations.push(registration(&dossier, RegistrationState::Registered));
    assert!(is_open(&dossier, DealStage::Payment, 18));
    assert!(!is_open(&dossier, DealStage::Archived, 18), "no plan");
    dossier.payments = vec![instalment(&dossier, Some(day(18))), instalment(&dossier, None)];
    assert!(!is_open(&dossier, DealStage::Archived, 18));
    dossier.payments.pop();
    assert!(is_open(&dossier, DealStage::Archived, 18));
}

#[test]
fn a_deal_that_is_over_has_no_next_stage() {
    let mut dossier = dossier(DealStage::Talks);
    assert_eq!(next(&dossier, day(2)).map(|next| next.stage), Some(DealStage::Confidentiality));
    dossier.deal.state = DealState::Lost;
    assert!(next(&dossier, day(2)).is_none());
}
