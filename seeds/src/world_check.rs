//! What must hold for the demo files. All findings of one check are reported together, for the sake of the writers.

use std::collections::BTreeSet;

use crate::{DemoMoney, DemoWorld, contains_code, demo_world, industry_is_valid, reference, region_is_valid};

fn world() -> DemoWorld {
    demo_world().unwrap_or_else(|error| panic!("{error}: {}", error.source))
}

/// Collects "where: what is wrong" lines.
#[derive(Default)]
struct Findings(Vec<String>);

impl Findings {
    fn require(&mut self, holds: bool, place: &str, complaint: &str) {
        if !holds {
            self.0.push(format!("{place}: {complaint}"));
        }
    }

    fn code(&mut self, place: &str, dictionary: &str, code: Option<&str>) {
        let known = code.is_none_or(|code| contains_code(dictionary, code));
        self.require(known, place, &format!("{dictionary} has no {code:?}"));
    }

    fn place_codes(&mut self, place: &str, industry: Option<&str>, region: Option<&str>) {
        self.require(industry.is_none_or(industry_is_valid), place, &format!("industry {industry:?}"));
        self.require(region.is_none_or(region_is_valid), place, &format!("region {region:?}"));
    }

    fn money(&mut self, place: &str, money: Option<&DemoMoney>) {
        let Some(money) = money else { return };
        let consistent = match (money.kind.as_str(), money.low_yuan, money.high_yuan) {
            ("negotiable", None, None) => true,
            ("fixed", Some(low), Some(high)) => 0 < low && low == high,
            ("range", Some(low), Some(high)) => 0 < low && low < high,
            _ => false,
        };
        self.require(consistent, place, &format!("inconsistent {money:?}"));
    }

    fn no_duplicates<'a>(&mut self, what: &str, keys: impl Iterator<Item = &'a str>) {
        let mut seen = BTreeSet::new();
        for key in keys {
            self.require(seen.insert(key), what, &format!("duplicate key {key}"));
        }
    }

    fn report(self) {
        assert!(self.0.is_empty(), "{} findings:\n{}", self.0.len(), self.0.join("\n"));
    }
}

#[test]
fn the_world_is_large_enough_and_covers_every_chain() {
    let world = world();
    let demo_achievements = world.achievements.iter().filter(|item| item.is_demo).count();
    let demo_demands = world.demands.iter().filter(|item| item.is_demo).count();
    assert!(demo_achievements >= 120, "{demo_achievements} demo achievements");
    assert!(demo_demands >= 60, "{demo_demands} demo demands");
    for chain in &reference().chains {
        let code = Some(chain.code.as_str());
        assert!(world.achievements.iter().any(|item| item.chain.as_deref() == code), "{code:?}");
        assert!(world.demands.iter().any(|item| item.chain.as_deref() == code), "{code:?}");
    }
}

#[test]
fn no_key_occurs_twice() {
    let world = world();
    let mut findings = Findings::default();
    findings.no_duplicates("organizations", world.organizations.iter().map(|item| item.key.as_str()));
    findings.no_duplicates("organization names", world.organizations.iter().map(|item| item.name.as_str()));
    let credit_codes = world.organizations.iter().filter_map(|item| item.credit_code.as_deref());
    findings.no_duplicates("credit codes", credit_codes);
    findings.no_duplicates("people", world.people.iter().map(|item| item.login.as_str()));
    let achievements = world.achievements.iter().map(|item| item.key.as_str());
    findings.no_duplicates("listings", achievements.chain(world.demands.iter().map(|item| item.key.as_str())));
    findings.no_duplicates("deals", world.deals.iter().map(|item| item.key.as_str()));
    findings.report();
}

#[test]
fn organizations_and_people_are_sound() {
    let world = world();
    let mut findings = Findings::default();
    for body in &world.organizations {
        findings.code(&body.key, "organization_kind", Some(&body.kind));
        findings.code(&body.key, "verification", Some(&body.verification));
        findings.place_codes(&body.key, None, Some(&body.region));
        findings.require(body.is_demo || body.source.is_some(), &body.key, "real, but without a source");
        findings.require(body.is_demo || body.credit_code.is_none(), &body.key, "real, but with a credit code");
        let shape = |code: &String| code.len() == 18 && code.bytes().all(|byte| byte.is_ascii_alphanumeric());
        findings.require(body.credit_code.as_ref().is_none_or(shape), &body.key, "shape of the credit code");
    }
    let bodies: BTreeSet<&str> = world.organizations.iter().map(|item| item.key.as_str()).collect();
    for person in &world.people {
        for membership in &person.memberships {
            findings.code(&person.login, "role", Some(&membership.role));
            let known = bodies.contains(membership.organization.as_str());
            findings.require(known, &person.login, &format!("no organization {}", membership.organization));
        }
    }
    findings.report();
}

#[test]
fn achievements_are_sound() {
    let world = world();
    let bodies: BTreeSet<&str> = world.organizations.iter().map(|item| item.key.as_str()).collect();
    let mut findings = Findings::default();
    for item in &world.achievements {
        let place = item.key.as_str();
        findings.require(bodies.contains(item.organization.as_str()), place, "unknown organization");
        findings.require(item.is_demo || item.source.is_some(), place, "real, but without a source");
        findings.require(item.trl.is_none_or(|level| (1..=9).contains(&level)), place, "trl");
        findings.place_codes(place, item.industry.as_deref(), item.region.as_deref());
        findings.money(place, item.price.as_ref());
        findings.code(place, "field", Some(&item.field));
        findings.code(place, "chain", item.chain.as_deref());
        findings.code(place, "result_form", item.form.as_deref());
        findings.code(place, "novelty", item.novelty.as_deref());
        findings.code(place, "level", item.level.as_deref());
        findings.code(place, "origin", item.origin.as_deref());
        findings.code(place, "visibility", Some(&item.visibility));
        item.modes.iter().for_each(|mode| findings.code(place, "transfer_mode", Some(mode)));
        for ip in &item.ip {
            findings.code(place, "ip_kind", Some(&ip.kind));
            findings.code(place, "ip_status", Some(&ip.status));
        }
    }
    findings.report();
}

#[test]
fn demands_are_sound() {
    let world = world();
    let bodies: BTreeSet<&str> = world.organizations.iter().map(|item| item.key.as_str()).collect();
    let mut findings = Findings::default();
    for item in &world.demands {
        let place = item.key.as_str();
        findings.require(bodies.contains(item.organization.as_str()), place, "unknown organization");
        findings.require(item.is_demo || item.source.is_some(), place, "real, but without a source");
        findings.require(item.trl_min.is_none_or(|level| (1..=9).contains(&level)), place, "trl_min");
        let ordered = item.starts_on.zip(item.ends_on).is_none_or(|(start, end)| start <= end);
        findings.require(ordered, place, "ends before it starts");
        findings.place_codes(place, item.industry.as_deref(), item.region.as_deref());
        findings.money(place, item.budget.as_ref());
        findings.code(place, "field", Some(&item.field));
        findings.code(place, "chain", item.chain.as_deref());
        findings.code(place, "demand_kind", Some(&item.kind));
        findings.code(place, "urgency", item.urgency.as_deref());
        findings.code(place, "publish_mode", Some(&item.publish_mode));
        findings.code(place, "visibility", Some(&item.visibility));
        item.modes.iter().for_each(|mode| findings.code(place, "transfer_mode", Some(mode)));
    }
    findings.report();
}

#[test]
fn deals_are_sound() {
    let world = world();
    let bodies: BTreeSet<&str> = world.organizations.iter().map(|item| item.key.as_str()).collect();
    let logins: BTreeSet<&str> = world.people.iter().map(|item| item.login.as_str()).collect();
    let achievements: BTreeSet<&str> = world.achievements.iter().map(|item| item.key.as_str()).collect();
    let demands: BTreeSet<&str> = world.demands.iter().map(|item| item.key.as_str()).collect();
    let mut findings = Findings::default();
    for deal in &world.deals {
        let place = deal.key.as_str();
        let parties = [Some(&deal.supplier), Some(&deal.acquirer), deal.broker.as_ref()];
        for party in parties.into_iter().flatten() {
            findings.require(bodies.contains(party.as_str()), place, &format!("no organization {party}"));
        }
        findings.require(achievements.contains(deal.achievement.as_str()), place, "unknown achievement");
        findings.require(deal.demand.as_deref().is_none_or(|key| demands.contains(key)), place, "unknown demand");
        findings.require(deal.manager.as_deref().is_none_or(|key| logins.contains(key)), place, "unknown manager");
        findings.code(place, "deal_stage", Some(&deal.reached));
        findings.code(place, "deal_state", Some(&deal.outcome));
        findings.code(place, "loss_reason", deal.lost_reason.as_deref());
        findings.code(place, "contract_sub_type", deal.contract_type.as_deref());
        findings.require((deal.outcome == "lost") == deal.lost_reason.is_some(), place, "lost without a reason");
        findings.require(deal.started_days_ago >= 0, place, "starts in the future");
        let amounts = deal.technical_yuan.zip(deal.amount_yuan);
        let within = amounts.is_none_or(|(technical, total)| 0 < technical && technical <= total);
        findings.require(within, place, "technical amount above the total");
    }
    findings.report();
}
