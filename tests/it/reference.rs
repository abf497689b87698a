//! Dictionaries and enumerations say the same; the demo world keeps the rules that real data must keep.

use entity::enums;
use harness::Server;
use jiqiao::rules::credit_code::CreditCode;
use jiqiao::rules::patent_number::PatentNumber;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

macro_rules! dictionaries {
    ($($name:literal = $kind:ident),+ $(,)?) => {
        BTreeMap::from([$(($name, enums::$kind::ALL.iter().map(|value| value.as_str()).collect::<Vec<_>>())),+])
    };
}

/// Every enumeration of the database with the name of its dictionary.
fn enumerations() -> BTreeMap<&'static str, Vec<&'static str>> {
    dictionaries! {
        "listing_kind" = ListingKind, "listing_state" = ListingState, "visibility" = Visibility,
        "organization_kind" = OrganizationKind, "verification" = Verification, "role" = Role,
        "membership_state" = MembershipState, "result_form" = ResultForm, "novelty" = Novelty, "level" = Level,
        "origin" = Origin, "transfer_mode" = TransferMode, "price_kind" = PriceKind, "ip_kind" = IpKind,
        "ip_status" = IpStatus, "demand_kind" = DemandKind, "publish_mode" = PublishMode, "urgency" = Urgency,
        "grant_kind" = GrantKind, "match_state" = MatchState, "deal_channel" = DealChannel, "deal_state" = DealState,
        "deal_stage" = DealStage, "answer" = Answer, "side" = Side, "deal_event_kind" = DealEventKind,
        "pricing_method" = PricingMethod, "pricing_state" = PricingState, "objection_decision" = ObjectionDecision,
        "contract_state" = ContractState, "payment_mode" = PaymentMode, "registration_state" = RegistrationState,
        "subject_kind" = SubjectKind, "judge" = Judge, "vector_kind" = VectorKind, "match_model_state" = MatchModelState,
    }
}

#[test]
fn every_enumeration_is_in_the_table_above() {
    let source = include_str!("../../backend/entity/src/enums.rs");
    let definitions = source.split_once("string_enum! {\n").expect("the enumerations").1;
    let defined = definitions
        .lines()
        .take_while(|line| *line != "}")
        .filter(|line| line.starts_with("    ") && line[4..].starts_with(char::is_uppercase) && line.contains('{'));
    let defined: Vec<&str> = defined.map(|line| line.trim().split(' ').next().expect("a name")).collect();
    assert_eq!(defined.len(), enumerations().len(), "{defined:?}");
}

#[test]
fn every_value_of_an_enumeration_has_its_label_and_every_label_its_value() {
    for (name, values) in enumerations() {
        let entries = seeds::reference().dictionaries.get(name).unwrap_or_else(|| panic!("no dictionary {name}"));
        let codes: BTreeSet<&str> = entries.iter().map(|entry| entry.code.as_str()).collect();
        assert_eq!(codes, values.iter().copied().collect::<BTreeSet<_>>(), "{name}");
        assert!(entries.iter().all(|entry| !entry.label.trim().is_empty()), "{name}");
    }
}

#[tokio::test]
async fn the_reference_tells_every_dictionary() {
    let server = Server::start().await;
    let reference = server.anonymous().get("/api/v1/reference").await.expect(200);
    for name in enumerations().keys() {
        assert!(reference["dictionaries"][name].as_array().is_some_and(|entries| !entries.is_empty()), "{name}");
    }
    assert_eq!(reference["fields"].as_array().map(Vec::len), Some(11));
    assert_eq!(reference["trl"].as_array().map(Vec::len), Some(9));
    assert_eq!(reference["limits"]["upload_bytes_max"], Value::from(server.state.config.limits.upload_bytes_max));
}

#[test]
fn demo_credit_codes_pass_their_check_digit_and_stand_on_made_up_bodies_only() {
    let world = seeds::demo_world().expect("the demo world");
    let mut codes = BTreeSet::new();
    for organization in &world.organizations {
        let Some(code) = &organization.credit_code else { continue };
        assert!(organization.is_demo, "{}: no code of a real body is invented", organization.name);
        assert_eq!(
            CreditCode::parse(code).map(|code| code.as_str().to_owned()).as_deref(),
            Ok(code.as_str()),
            "{}",
            organization.name
        );
        assert!(codes.insert(code), "{code} twice");
    }
    assert!(!codes.is_empty());
}

#[test]
fn demo_patent_numbers_pass_their_check_digit() {
    let world = seeds::demo_world().expect("the demo world");
    let mut checked = 0;
    for achievement in &world.achievements {
        for right in &achievement.ip {
            let is_patent = matches!(right.kind.as_str(), "invention" | "utility_model" | "design");
            let Some(number) = right.number.as_ref().filter(|_| is_patent) else { continue };
            assert!(PatentNumber::parse(number).is_ok(), "{}: {number}", achievement.title);
            checked += 1;
        }
    }
    assert!(checked > 0);
}
