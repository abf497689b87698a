//! Field by field: what an edit changes, and what is missing before submission.

use super::dto::AchievementIn;
use crate::check::{Checks, limit};
use crate::error::FieldError;
use crate::listings::checks as listing;
use entity::achievement::Model;
use entity::value::{Indicators, IpRights, Price, Texts};

/// Contributors named at the most.
const CONTRIBUTORS_MAX: usize = 30;

/// Puts the given fields into the row. The whole input is taken apart, so that a new field cannot be forgotten.
pub fn apply(row: &mut Model, input: AchievementIn, checks: &mut Checks) {
    let AchievementIn {
        version: _,
        organization_id: _,
        excluded_organization_ids: _,
        title,
        summary,
        keywords,
        field,
        industry,
        region,
        functional_zone,
        chain,
        form,
        novelty,
        level,
        origin,
        trl,
        trl_evidence,
        trl_rated_by,
        trl_rated_on,
        problem,
        advantage,
        application,
        description,
        indicators,
        ip_rights,
        modes,
        price,
        price_note,
        contributors,
        next_steps,
        wants_manager,
        visibility,
        contact,
    } = input;
    apply_text(&mut row.summary, summary, |text| checks.line("summary", text, limit::SUMMARY));
    if let Some(title) = title {
        checks.present("title", &title, "成果名称");
        row.title = checks.line("title", &title, limit::TITLE);
    }
    apply_text(&mut row.field, field, |code| listing::classification(checks, "field", code));
    apply_text(&mut row.industry, industry, |code| listing::classification(checks, "industry", code));
    apply_text(&mut row.region, region, |code| listing::classification(checks, "region", code));
    apply_text(&mut row.chain, chain, |code| listing::classification(checks, "chain", code));
    apply_text(&mut row.functional_zone, functional_zone, |text| checks.line("functional_zone", text, limit::NAME));
    apply_text(&mut row.trl_evidence, trl_evidence, |text| checks.text("trl_evidence", text, limit::PARAGRAPH));
    apply_text(&mut row.trl_rated_by, trl_rated_by, |text| checks.line("trl_rated_by", text, limit::NAME));
    apply_text(&mut row.problem, problem, |text| checks.text("problem", text, limit::PARAGRAPH));
    apply_text(&mut row.advantage, advantage, |text| checks.text("advantage", text, limit::PARAGRAPH));
    apply_text(&mut row.application, application, |text| checks.text("application", text, limit::PARAGRAPH));
    apply_text(&mut row.description, description, |text| checks.text("description", text, limit::DESCRIPTION));
    apply_text(&mut row.price_note, price_note, |text| checks.text("price_note", text, limit::PARAGRAPH));
    apply_text(&mut row.next_steps, next_steps, |text| checks.text("next_steps", text, limit::PARAGRAPH));
    if let Some(keywords) = keywords {
        row.keywords = Texts(checks.words("keywords", &keywords, limit::KEYWORDS));
    }
    if let Some(contributors) = contributors {
        row.contributors = Texts(checks.words("contributors", &contributors, CONTRIBUTORS_MAX));
    }
    row.form = form.unwrap_or(row.form);
    row.novelty = novelty.unwrap_or(row.novelty);
    row.level = level.unwrap_or(row.level);
    row.origin = origin.unwrap_or(row.origin);
    row.trl = listing::trl(checks, "trl", trl.unwrap_or(row.trl));
    row.trl_rated_on = trl_rated_on.unwrap_or(row.trl_rated_on);
    if let Some(indicators) = indicators {
        row.indicators = Indicators(listing::indicators(checks, indicators));
    }
    if let Some(ip_rights) = ip_rights {
        row.ip_rights = IpRights(listing::ip_rights(checks, ip_rights));
    }
    if let Some(modes) = modes {
        row.modes = listing::modes(checks, &modes);
    }
    if let Some(price) = price {
        let Price { kind, low_fen, high_fen } = listing::price(checks, "price", &price);
        (row.price_kind, row.price_low_fen, row.price_high_fen) = (kind, low_fen, high_fen);
    }
    row.wants_manager = wants_manager.unwrap_or(row.wants_manager);
    row.visibility = visibility.unwrap_or(row.visibility);
    if let Some(contact) = contact {
        let contact = listing::contact(checks, &contact);
        (row.contact_name, row.contact_phone, row.contact_email) = (contact.name, contact.phone, contact.email);
    }
}

/// Sets a text when one is given.
pub(crate) fn apply_text(target: &mut String, given: Option<String>, clean: impl FnOnce(&str) -> String) {
    if let Some(given) = given {
        *target = clean(&given);
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
    need(!row.summary.is_empty(), "summary", "用一句话说清它能做什么。");
    need(!row.keywords.0.is_empty(), "keywords", "至少填一个关键词，企业靠它找到您。");
    need(!row.field.is_empty(), "field", "请选择技术领域。");
    need(!row.industry.is_empty(), "industry", "请选择应用行业。");
    need(!row.region.is_empty(), "region", "请选择所在地区。");
    need(!row.problem.is_empty() || !row.description.is_empty(), "problem", "请写明它解决什么问题，或填写成果介绍。");
    need(row.trl.is_some(), "trl", "请选择技术成熟度。");
    need(!row.trl_evidence.is_empty(), "trl_evidence", "请写明成熟度的依据，例如检测报告、样机、用户证明。");
    need(!row.modes.0.is_empty(), "modes", "请至少选择一种转化方式。");
    need(!row.contact_name.is_empty(), "contact.name", "请填写联系人；公众看不到。");
    let reachable = !row.contact_phone.is_empty() || !row.contact_email.is_empty();
    need(reachable, "contact.phone", "请填写联系电话或邮箱；公众看不到。");
    missing
}
