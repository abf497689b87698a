//! Field by field: what an edit changes, and what is missing before submission.

use super::dto::DemandIn;
use crate::achievements::fields::apply_text;
use crate::check::{Checks, limit};
use crate::error::FieldError;
use crate::listings::checks as listing;
use entity::demand::Model;
use entity::enums::PublishMode;
use entity::value::{Elements, Price, Targets, Texts};

/// Longest 主要问题, 技术关键 and 预期目标 (重大技术需求征集 form).
const ANSWER_MAX: usize = 500;

/// Puts the given fields into the row. The whole input is taken apart, so that a new field cannot be forgotten.
pub fn apply(row: &mut Model, input: DemandIn, checks: &mut Checks) {
    let DemandIn {
        version: _,
        organization_id: _,
        invited_organization_ids: _,
        excluded_organization_ids: _,
        title,
        summary,
        keywords,
        field,
        industry,
        region,
        functional_zone,
        chain,
        kind,
        problem,
        key_technology,
        target,
        elements,
        indicators,
        modes,
        budget,
        includes_equipment,
        funding_source,
        starts_on,
        ends_on,
        urgency,
        trl_min,
        tried,
        conditions,
        wanted_partners,
        visibility,
        publish_mode,
        contact,
    } = input;
    if let Some(title) = title {
        checks.present("title", &title, "需求名称");
        row.title = checks.line("title", &title, limit::TITLE);
    }
    apply_text(&mut row.summary, summary, |text| checks.line("summary", text, limit::SUMMARY));
    apply_text(&mut row.field, field, |code| listing::classification(checks, "field", code));
    apply_text(&mut row.industry, industry, |code| listing::classification(checks, "industry", code));
    apply_text(&mut row.region, region, |code| listing::classification(checks, "region", code));
    apply_text(&mut row.chain, chain, |code| listing::classification(checks, "chain", code));
    apply_text(&mut row.functional_zone, functional_zone, |text| checks.line("functional_zone", text, limit::NAME));
    apply_text(&mut row.problem, problem, |text| checks.text("problem", text, ANSWER_MAX));
    apply_text(&mut row.key_technology, key_technology, |text| checks.text("key_technology", text, ANSWER_MAX));
    apply_text(&mut row.target, target, |text| checks.text("target", text, ANSWER_MAX));
    apply_text(&mut row.funding_source, funding_source, |text| checks.line("funding_source", text, limit::LINE));
    apply_text(&mut row.tried, tried, |text| checks.text("tried", text, limit::PARAGRAPH));
    apply_text(&mut row.conditions, conditions, |text| checks.text("conditions", text, limit::PARAGRAPH));
    apply_text(&mut row.wanted_partners, wanted_partners, |text| {
        checks.text("wanted_partners", text, limit::PARAGRAPH)
    });
    if let Some(keywords) = keywords {
        row.keywords = Texts(checks.words("keywords", &keywords, limit::KEYWORDS));
    }
    if let Some(elements) = elements {
        row.elements = clean_elements(checks, &elements);
    }
    if let Some(indicators) = indicators {
        row.indicators = Targets(listing::targets(checks, indicators));
    }
    if let Some(modes) = modes {
        row.modes = listing::modes(checks, &modes);
    }
    if let Some(budget) = budget {
        let Price { kind, low_fen, high_fen } = listing::price(checks, "budget", &budget);
        (row.budget_kind, row.budget_low_fen, row.budget_high_fen) = (kind, low_fen, high_fen);
    }
    row.kind = kind.unwrap_or(row.kind);
    row.includes_equipment = includes_equipment.unwrap_or(row.includes_equipment);
    row.starts_on = starts_on.unwrap_or(row.starts_on);
    row.ends_on = ends_on.unwrap_or(row.ends_on);
    let in_order = row.starts_on.zip(row.ends_on).is_none_or(|(starts, ends)| starts <= ends);
    checks.require(in_order, "ends_on", "upside_down", "结束日期不能早于开始日期。");
    row.urgency = urgency.unwrap_or(row.urgency);
    row.trl_min = listing::trl(checks, "trl_min", trl_min.unwrap_or(row.trl_min));
    row.visibility = visibility.unwrap_or(row.visibility);
    row.publish_mode = publish_mode.unwrap_or(row.publish_mode);
    if let Some(contact) = contact {
        let contact = listing::contact(checks, &contact);
        (row.contact_name, row.contact_phone, row.contact_email) = (contact.name, contact.phone, contact.email);
    }
}

fn clean_elements(checks: &mut Checks, given: &Elements) -> Elements {
    let mut words = |field: &str, given: &[String]| checks.words(&format!("elements.{field}"), given, limit::KEYWORDS);
    Elements {
        material: words("material", &given.material),
        method: words("method", &given.method),
        effect: words("effect", &given.effect),
        product: words("product", &given.product),
        application: words("application", &given.application),
    }
}

/// What is still needed before it can be submitted.
#[must_use]
pub fn missing(row: &Model) -> Vec<FieldError> {
    let mut missing = Vec::new();
    let mut need = |there: bool, path: &str, message: &str| {
        if !there {
            missing.push(FieldError { path: path.into(), code: "required".into(), message: message.into() });
        }
    };
    need(!row.keywords.0.is_empty(), "keywords", "至少填一个关键词。");
    need(!row.field.is_empty(), "field", "请选择技术领域。");
    need(!row.region.is_empty(), "region", "请选择所在地区。");
    need(!row.problem.is_empty(), "problem", "请写明要解决的主要问题。");
    need(!row.key_technology.is_empty(), "key_technology", "请写明技术关键和主要指标；不清楚可以写“请专家协助诊断”。");
    need(!row.target.is_empty(), "target", "请写明预期目标。");
    need(!row.modes.0.is_empty(), "modes", "请至少选择一种合作方式。");
    need(!row.contact_name.is_empty(), "contact.name", "请填写联系人；公众看不到。");
    let reachable = !row.contact_phone.is_empty() || !row.contact_email.is_empty();
    need(reachable, "contact.phone", "请填写联系电话或邮箱；公众看不到。");
    missing
}

/// Whether the company's name is shown to others.
#[must_use]
pub fn shows_name(row: &Model) -> bool {
    row.publish_mode != PublishMode::Anonymous
}
