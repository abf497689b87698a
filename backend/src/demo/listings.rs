//! Achievements and demands of the demo world, checked like those that people post, published over the past months.

use super::{Keys, system_person};
use crate::achievements::dto::AchievementIn;
use crate::check::Checks;
use crate::context::Context;
use crate::demands::dto::DemandIn;
use crate::error::{Error, FieldError};
use crate::state::AppState;
use crate::{achievements, demands};
use anyhow::{Context as _, bail};
use chrono::{DateTime, TimeDelta, Utc};
use entity::enums::{ListingState, PriceKind, SubjectKind};
use entity::value::{Contact, Elements, Indicator, IpRight, Price, Target};
use sea_orm::{ActiveModelTrait, IntoActiveModel};
use seeds::{DemoAchievement, DemoDemand, DemoMoney, DemoWorld};

/// The oldest demo listing was published so long ago; before the oldest demo deal but one.
const SPAN_DAYS: i64 = 320;
/// What the documents report is older than what was invented around it.
const REAL_DAYS: i64 = 360;

pub(super) async fn load(state: &AppState, world: &DemoWorld, keys: &mut Keys) -> anyhow::Result<()> {
    let context = Context::system(state.clone());
    let mut change = context.change().await?;
    for (position, demo) in world.achievements.iter().enumerate() {
        let owner = keys.organization(&demo.organization)?;
        let input = achievement(demo).with_context(|| format!("demo achievement {}", demo.key))?;
        let mut row = achievements::service::blank(&context, owner, system_person(keys)?);
        let mut checks = Checks::default();
        achievements::fields::apply(&mut row, input, &mut checks);
        refuse(&demo.key, checks, achievements::fields::missing(&row))?;
        let at = published_at(&context, demo.is_demo, position, world.achievements.len());
        row.number = change.next_number("CG").await?;
        row.state = ListingState::Published;
        (row.submitted_at, row.published_at, row.confirmed_at) = (Some(at), Some(at), Some(at));
        (row.created_at, row.updated_at) = (at, at);
        row.source.clone_from(&demo.source);
        row.is_demo = demo.is_demo;
        let row = row.into_active_model().reset_all().insert(change.rows()).await?;
        change.record("demo.load", (SubjectKind::Achievement, row.id.0), None::<&()>, Some(&row))?;
        change.announce(SubjectKind::Achievement, row.id.0);
        keys.achievements.insert(demo.key.clone(), row.id);
    }
    for (position, demo) in world.demands.iter().enumerate() {
        let owner = keys.organization(&demo.organization)?;
        let input = demand(demo).with_context(|| format!("demo demand {}", demo.key))?;
        let mut row = demands::service::blank(&context, owner, system_person(keys)?);
        let mut checks = Checks::default();
        demands::fields::apply(&mut row, input, &mut checks);
        refuse(&demo.key, checks, demands::fields::missing(&row))?;
        let at = published_at(&context, demo.is_demo, position, world.demands.len());
        row.number = change.next_number("XQ").await?;
        row.state = ListingState::Published;
        (row.submitted_at, row.published_at, row.confirmed_at) = (Some(at), Some(at), Some(at));
        (row.created_at, row.updated_at) = (at, at);
        row.source.clone_from(&demo.source);
        row.is_demo = demo.is_demo;
        let row = row.into_active_model().reset_all().insert(change.rows()).await?;
        change.record("demo.load", (SubjectKind::Demand, row.id.0), None::<&()>, Some(&row))?;
        change.announce(SubjectKind::Demand, row.id.0);
        keys.demands.insert(demo.key.clone(), row.id);
    }
    change.commit().await?;
    Ok(())
}

/// Spread over the past months, mixed so that the newest are not all of one kind.
fn published_at(context: &Context, is_demo: bool, position: usize, count: usize) -> DateTime<Utc> {
    let mixed = i64::try_from(position * 37 % count.max(1)).unwrap_or(0);
    let span = SPAN_DAYS * 24 * mixed / i64::try_from(count.max(1)).unwrap_or(1);
    let base = if is_demo { SPAN_DAYS } else { REAL_DAYS };
    context.now() - TimeDelta::days(base) + TimeDelta::hours(span.min((base - 1) * 24))
}

/// A demo listing that people could not post like that is a defect of the file.
fn refuse(key: &str, checks: Checks, missing: Vec<FieldError>) -> anyhow::Result<()> {
    let mut fields = missing;
    if let Err(Error::Invalid(wrong)) = checks.finish() {
        fields.extend(wrong);
    }
    if !fields.is_empty() {
        bail!("demo listing {key}: {fields:?}");
    }
    Ok(())
}

fn contact() -> Contact {
    Contact { name: "演示·联系人".into(), phone: "0411-00000000".into(), email: "contact@example.com".into() }
}

fn price(money: Option<&DemoMoney>) -> anyhow::Result<Price> {
    let Some(money) = money else { return Ok(Price { kind: PriceKind::Negotiable, low_fen: None, high_fen: None }) };
    let fen = |yuan: Option<i64>| yuan.map(|yuan| yuan * 100);
    Ok(Price { kind: money.kind.parse()?, low_fen: fen(money.low_yuan), high_fen: fen(money.high_yuan) })
}

/// A code of the file as a value of its enumeration.
fn parsed<T>(code: Option<&String>) -> anyhow::Result<Option<T>>
where
    T: std::str::FromStr,
    T::Err: std::error::Error + Send + Sync + 'static,
{
    Ok(code.map(|code| code.parse()).transpose()?)
}

fn modes<T>(codes: &[String]) -> anyhow::Result<Vec<T>>
where
    T: std::str::FromStr,
    T::Err: std::error::Error + Send + Sync + 'static,
{
    codes.iter().map(|code| Ok(code.parse()?)).collect()
}

fn achievement(demo: &DemoAchievement) -> anyhow::Result<AchievementIn> {
    let text = |text: &Option<String>| Some(text.clone().unwrap_or_default());
    let indicators = demo.indicators.iter().map(|row| Indicator {
        name: row.name.clone(),
        value: row.value.clone(),
        unit: row.unit.clone().unwrap_or_default(),
        comparison: row.comparison.clone().unwrap_or_default(),
        condition: row.condition.clone().unwrap_or_default(),
    });
    let right = |row: &seeds::DemoIp| -> anyhow::Result<IpRight> {
        Ok(IpRight {
            kind: row.kind.parse()?,
            status: row.status.parse()?,
            number: row.number.clone(),
            title: row.title.clone(),
            fee_due_on: None,
        })
    };
    let modes = if demo.modes.is_empty() { vec!["cooperation".to_owned()] } else { demo.modes.clone() };
    Ok(AchievementIn {
        title: Some(demo.title.clone()),
        summary: Some(demo.summary.clone()),
        keywords: Some(demo.keywords.clone()),
        field: Some(demo.field.clone()),
        industry: text(&demo.industry),
        region: text(&demo.region),
        functional_zone: text(&demo.functional_zone),
        chain: text(&demo.chain),
        form: Some(parsed(demo.form.as_ref())?),
        novelty: Some(parsed(demo.novelty.as_ref())?),
        level: Some(parsed(demo.level.as_ref())?),
        origin: Some(parsed(demo.origin.as_ref())?),
        trl: Some(demo.trl.map(i16::from)),
        trl_evidence: text(&demo.trl_evidence),
        problem: text(&demo.problem),
        advantage: text(&demo.advantage),
        application: text(&demo.application),
        description: text(&demo.description),
        indicators: Some(indicators.collect()),
        ip_rights: Some(demo.ip.iter().map(right).collect::<anyhow::Result<_>>()?),
        modes: Some(self::modes(&modes)?),
        price: Some(price(demo.price.as_ref())?),
        contributors: Some(demo.contributors.clone()),
        next_steps: text(&demo.next_steps),
        visibility: Some(demo.visibility.parse()?),
        contact: Some(contact()),
        ..AchievementIn::default()
    })
}

fn demand(demo: &DemoDemand) -> anyhow::Result<DemandIn> {
    let text = |text: &Option<String>| Some(text.clone().unwrap_or_default());
    let indicators = demo.indicators.iter().map(|row| Target {
        name: row.name.clone(),
        current: row.current.clone().unwrap_or_default(),
        value: row.value.clone(),
        unit: row.unit.clone().unwrap_or_default(),
        acceptance: row.acceptance.clone().unwrap_or_default(),
    });
    let elements = demo.elements.clone();
    Ok(DemandIn {
        title: Some(demo.title.clone()),
        summary: Some(demo.summary.clone()),
        keywords: Some(demo.keywords.clone()),
        field: Some(demo.field.clone()),
        industry: text(&demo.industry),
        region: text(&demo.region),
        functional_zone: text(&demo.functional_zone),
        chain: text(&demo.chain),
        kind: Some(Some(demo.kind.parse()?)),
        problem: text(&demo.problem),
        key_technology: text(&demo.key_technology),
        target: text(&demo.target),
        elements: Some(Elements {
            material: elements.material,
            method: elements.method,
            effect: elements.effect,
            product: elements.product,
            application: elements.application,
        }),
        indicators: Some(indicators.collect()),
        modes: Some(modes(&demo.modes)?),
        budget: Some(price(demo.budget.as_ref())?),
        starts_on: Some(demo.starts_on),
        ends_on: Some(demo.ends_on),
        urgency: parsed(demo.urgency.as_ref())?,
        trl_min: Some(demo.trl_min.map(i16::from)),
        tried: text(&demo.tried),
        conditions: text(&demo.conditions),
        visibility: Some(demo.visibility.parse()?),
        publish_mode: Some(demo.publish_mode.parse()?),
        contact: Some(contact()),
        ..DemandIn::default()
    })
}
