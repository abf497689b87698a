//! One step of a deal: locked row, compared version, timeline entry, one audit event.

use super::dto::DealOut;
use super::store::{self, Dossier};
use super::timeline::{self, Entry};
use super::{stages, view};
use crate::change::Change;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::files;
use entity::deal;
use entity::enums::{DealEventKind, DealStage, DealState, SubjectKind};
use entity::id::{DealId, FileId};
use sea_orm::{ActiveModelTrait, DatabaseTransaction, IntoActiveModel};
use serde::Serialize;
use serde_json::{Map, Value};

pub(super) struct Step<'a> {
    pub context: &'a Context,
    pub change: Change<'a>,
    /// As it will be written.
    pub deal: deal::Model,
    before: deal::Model,
    parts_before: Map<String, Value>,
    parts_after: Map<String, Value>,
}

impl<'a> Step<'a> {
    /// Locks a deal that the viewer sees. Without a version the caller compares that of a row that belongs to the deal.
    ///
    /// # Errors
    /// Not there, not for this viewer, or changed meanwhile.
    pub async fn begin(context: &'a Context, id: DealId, version: Option<i32>) -> Result<Self> {
        store::get(context.database(), &context.viewer, id).await?;
        let change = context.change().await?;
        let before = store::lock(change.rows(), id).await?;
        if version.is_some_and(|version| version != before.version) {
            return Err(Error::stale_version());
        }
        let (parts_before, parts_after) = (Map::new(), Map::new());
        Ok(Self { context, change, deal: before.clone(), before, parts_before, parts_after })
    }

    /// As [`Self::begin`], for the staff who carry the deal, while it is active.
    ///
    /// # Errors
    /// Also: not staff; the deal is lost or archived.
    pub async fn begin_as_staff(context: &'a Context, id: DealId, version: Option<i32>) -> Result<Self> {
        context.require_staff()?;
        let step = Self::begin(context, id, version).await?;
        step.require_active()?;
        Ok(step)
    }

    pub fn rows(&self) -> &DatabaseTransaction {
        self.change.rows()
    }

    pub fn require_active(&self) -> Result<()> {
        if self.deal.state == DealState::Active {
            return Ok(());
        }
        let message = match self.deal.state {
            DealState::Lost => "这笔交易已记为未成交，要继续办理请先由技术经理人重新启动。",
            _ => "这笔交易已归档，不能再改。",
        };
        Err(Error::conflict("deal_over", message))
    }

    /// The step belongs to this stage or a later one.
    pub fn require_stage(&self, from: DealStage) -> Result<()> {
        if self.deal.stage >= from {
            return Ok(());
        }
        let (now, needed) = (stages::label(self.deal.stage), stages::label(from));
        let message = format!("交易现在在“{now}”阶段，这一步要到“{needed}”阶段才能办理。");
        Err(Error::conflict("wrong_stage", message))
    }

    pub async fn dossier(&self) -> Result<Dossier> {
        store::dossier(self.rows(), self.deal.clone()).await
    }

    /// The file, if given, must be one of this deal's.
    pub async fn require_file(&self, file_id: Option<FileId>) -> Result<()> {
        match file_id {
            Some(id) => files::service::require_of_deal(self.rows(), id, self.deal.id).await,
            None => Ok(()),
        }
    }

    /// A row that belongs to the deal, for the audit event.
    pub fn part<T: Serialize>(&mut self, name: &str, before: Option<&T>, after: Option<&T>) -> Result<()> {
        let value = |row: &T| serde_json::to_value(row).map_err(anyhow::Error::from);
        if let Some(row) = before {
            self.parts_before.insert(name.to_owned(), value(row)?);
        }
        if let Some(row) = after {
            self.parts_after.insert(name.to_owned(), value(row)?);
        }
        Ok(())
    }

    pub async fn note(&self, entry: Entry) -> Result<()> {
        timeline::append(self.rows(), self.context, self.deal.id, entry).await.map(drop)
    }

    /// Enters a stage, with its timeline entry and the next thing to do.
    pub async fn enter(&mut self, stage: DealStage, note: &str, file: Option<FileId>) -> Result<()> {
        let from = self.deal.stage;
        self.deal.stage = stage;
        self.deal.stage_entered_at = self.context.now();
        self.deal.next_step = stages::to_do(stage).to_owned();
        self.deal.next_step_due_on = None;
        let entry = Entry::new(DealEventKind::StageChanged, note);
        self.note(entry.with_file(file).with_stages(Some(from), stage)).await
    }

    /// Writes the deal and commits.
    pub async fn finish(mut self, action: &'static str) -> Result<DealOut> {
        let id = self.deal.id;
        self.deal.version += 1;
        self.deal.updated_at = self.context.now();
        let active = self.deal.clone().into_active_model().reset_all();
        let after = active.update(self.change.rows()).await?;
        self.parts_before.insert("deal".to_owned(), json(&self.before)?);
        self.parts_after.insert("deal".to_owned(), json(&after)?);
        let subject = (SubjectKind::Deal, id.0);
        self.change.record(action, subject, Some(&self.parts_before), Some(&self.parts_after))?;
        self.change.announce(SubjectKind::Deal, id.0);
        self.change.commit().await?;
        view::out(self.context, after).await
    }
}

fn json(row: &impl Serialize) -> Result<Value> {
    Ok(serde_json::to_value(row).map_err(anyhow::Error::from)?)
}
