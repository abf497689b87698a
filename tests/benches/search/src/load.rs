//! Listings into a fresh database, in batches, as rows that are already published. No outbox, no audit: the index is built
//! from the database afterwards, as after a restore.

use crate::data;
use anyhow::Context as _;
use chrono::{DateTime, Utc};
use entity::enums::{ListingState, Urgency};
use entity::id::{AchievementId, DemandId, OrganizationId, PersonId};
use entity::value::{Indicators, IpRights, Modes, Targets, Texts};
use entity::{achievement, demand, organization, person};
use jiqiao::bench_data::rows::{AchievementLine, DemandLine, OrganizationLine};
use jiqiao::db;
use sea_orm::{ActiveModelTrait, DatabaseConnection, EntityTrait, IntoActiveModel};
use std::path::Path;
use std::time::Instant;

/// Rows of one statement (SQLite takes 32,766 values) and of one transaction.
const STATEMENT_ROWS: usize = 400;
const TRANSACTION_ROWS: usize = 8_000;

/// Loads the three files.
pub async fn load(folder: &Path, data_dir: &Path) -> anyhow::Result<()> {
    let started = Instant::now();
    let database = db::connect(&db::url("", data_dir), 1).await?;
    let person = person::Entity::find().one(&database).await?.context("the data folder has no administrator yet")?;
    let organizations = data::organizations(folder)?.into_iter().map(|line| Ok(organization_row(line)));
    insert::<organization::Entity>(&database, organizations).await?;
    let achievements = data::achievements(folder)?.map(|line| Ok(achievement_row(line?, person.id)));
    let mut rows = insert::<achievement::Entity>(&database, achievements).await?;
    let demands = data::demands(folder)?.map(|line| Ok(demand_row(line?, person.id)));
    rows += insert::<demand::Entity>(&database, demands).await?;
    println!("loaded {rows} listings in {:.1} s", started.elapsed().as_secs_f64());
    Ok(())
}

async fn insert<E>(
    database: &DatabaseConnection,
    mut rows: impl Iterator<Item = anyhow::Result<E::Model>>,
) -> anyhow::Result<u64>
where
    E: EntityTrait,
    E::Model: IntoActiveModel<E::ActiveModel>,
    E::ActiveModel: Send,
{
    let mut inserted = 0;
    loop {
        let batch: Vec<E::Model> = rows.by_ref().take(TRANSACTION_ROWS).collect::<anyhow::Result<_>>()?;
        if batch.is_empty() {
            return Ok(inserted);
        }
        inserted += batch.len() as u64;
        let transaction = db::begin(database).await?;
        let mut waiting = batch.into_iter();
        loop {
            let part: Vec<E::ActiveModel> =
                waiting.by_ref().take(STATEMENT_ROWS).map(|row| row.into_active_model().reset_all()).collect();
            if part.is_empty() {
                break;
            }
            E::insert_many(part).exec_without_returning(&transaction).await?;
        }
        transaction.commit().await?;
    }
}

fn organization_row(line: OrganizationLine) -> organization::Model {
    let at = DateTime::<Utc>::UNIX_EPOCH;
    organization::Model {
        id: OrganizationId(line.id),
        name: line.name,
        short_name: line.short_name,
        kind: line.kind,
        credit_code: None,
        region: line.region,
        functional_zone: String::new(),
        address: String::new(),
        website: String::new(),
        introduction: String::new(),
        qualifications: Texts::default(),
        contact_name: String::new(),
        contact_phone: String::new(),
        contact_email: String::new(),
        verification: line.verification,
        verification_note: String::new(),
        verified_at: None,
        source: None,
        is_demo: true,
        version: 1,
        created_at: at,
        updated_at: at,
    }
}

fn achievement_row(line: AchievementLine, person: PersonId) -> achievement::Model {
    let at = line.published_at;
    achievement::Model {
        id: AchievementId(line.id),
        number: line.number,
        organization_id: OrganizationId(line.organization_id),
        created_by: person,
        state: ListingState::Published,
        visibility: line.visibility,
        title: line.title,
        summary: line.summary,
        keywords: Texts(line.keywords),
        field: line.field,
        industry: line.industry,
        region: line.region,
        functional_zone: String::new(),
        chain: String::new(),
        form: Some(line.form),
        novelty: None,
        level: None,
        origin: None,
        trl: Some(line.trl),
        trl_evidence: "样机".to_owned(),
        trl_rated_by: String::new(),
        trl_rated_on: None,
        problem: line.problem,
        advantage: line.advantage,
        application: line.application,
        description: line.description,
        indicators: Indicators(line.indicators),
        ip_rights: IpRights(line.ip_rights),
        modes: Modes(line.modes),
        price_kind: line.price.kind,
        price_low_fen: line.price.low_fen,
        price_high_fen: line.price.high_fen,
        price_note: String::new(),
        contributors: Texts::default(),
        next_steps: String::new(),
        wants_manager: false,
        contact_name: "联系人".to_owned(),
        contact_phone: "0411-00000000".to_owned(),
        contact_email: String::new(),
        review_reason: None,
        review_note: String::new(),
        close_reason: None,
        close_note: String::new(),
        submitted_at: Some(at),
        published_at: Some(at),
        closed_at: None,
        confirmed_at: Some(at),
        source: None,
        is_demo: true,
        version: 1,
        created_at: at,
        updated_at: at,
    }
}

fn demand_row(line: DemandLine, person: PersonId) -> demand::Model {
    let at = line.published_at;
    demand::Model {
        id: DemandId(line.id),
        number: line.number,
        organization_id: OrganizationId(line.organization_id),
        created_by: person,
        state: ListingState::Published,
        visibility: line.visibility,
        publish_mode: line.publish_mode,
        title: line.title,
        summary: line.summary,
        keywords: Texts(line.keywords),
        field: line.field,
        industry: line.industry,
        region: line.region,
        functional_zone: String::new(),
        chain: String::new(),
        kind: Some(line.kind),
        problem: line.problem,
        key_technology: line.key_technology,
        target: line.target,
        elements: line.elements,
        indicators: Targets(line.indicators),
        modes: Modes(line.modes),
        budget_kind: line.budget.kind,
        budget_low_fen: line.budget.low_fen,
        budget_high_fen: line.budget.high_fen,
        includes_equipment: false,
        funding_source: String::new(),
        starts_on: None,
        ends_on: None,
        urgency: Urgency::Normal,
        trl_min: Some(line.trl_min),
        tried: String::new(),
        conditions: String::new(),
        wanted_partners: String::new(),
        contact_name: "联系人".to_owned(),
        contact_phone: "0411-00000000".to_owned(),
        contact_email: String::new(),
        review_reason: None,
        review_note: String::new(),
        close_reason: None,
        close_note: String::new(),
        submitted_at: Some(at),
        published_at: Some(at),
        closed_at: None,
        confirmed_at: Some(at),
        source: None,
        is_demo: true,
        version: 1,
        created_at: at,
        updated_at: at,
    }
}
