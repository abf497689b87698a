//! The timeline of a deal: append-only, one entry per step, with who, when, why and the evidence.

use super::dto::{DealEventOut, PersonRef};
use super::{store, view};
use crate::context::Context;
use crate::error::Result;
use crate::files;
use crate::organizations;
use entity::deal_event::{ActiveModel, Model};
use entity::enums::{DealEventKind, DealStage};
use entity::id::{DealEventId, DealId, FileId};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ConnectionTrait};

/// What happened.
#[derive(Clone, Debug)]
pub struct Entry {
    pub kind: DealEventKind,
    pub stages: Option<(Option<DealStage>, DealStage)>,
    pub note: String,
    pub file_id: Option<FileId>,
}

impl Entry {
    #[must_use]
    pub fn new(kind: DealEventKind, note: impl Into<String>) -> Self {
        Self { kind, stages: None, note: note.into(), file_id: None }
    }

    #[must_use]
    pub fn with_file(self, file_id: Option<FileId>) -> Self {
        Self { file_id, ..self }
    }

    #[must_use]
    pub fn with_stages(self, from: Option<DealStage>, to: DealStage) -> Self {
        Self { stages: Some((from, to)), ..self }
    }
}

/// Adds an entry of the viewer, now.
///
/// # Errors
/// Not signed in; the database fails.
pub async fn append(rows: &impl ConnectionTrait, context: &Context, deal_id: DealId, entry: Entry) -> Result<Model> {
    let person = context.signed_in()?;
    let row = ActiveModel {
        id: Set(DealEventId::generate()),
        deal_id: Set(deal_id),
        kind: Set(entry.kind),
        from_stage: Set(entry.stages.and_then(|(from, _)| from)),
        to_stage: Set(entry.stages.map(|(_, to)| to)),
        note: Set(entry.note),
        file_id: Set(entry.file_id),
        person_id: Set(person.person_id),
        organization_id: Set(person.organization_id),
        at: Set(context.now()),
    };
    Ok(row.insert(rows).await?)
}

/// The timeline, oldest first.
///
/// # Errors
/// Not signed in; not there, or not for this viewer.
pub async fn list(context: &Context, id: DealId) -> Result<Vec<DealEventOut>> {
    context.signed_in()?;
    let rows = context.database();
    let deal = store::get(rows, &context.viewer, id).await?;
    let events = store::events(rows, id).await?;
    let people = view::people(rows, events.iter().map(|row| row.person_id)).await?;
    let parties = organizations::store::by_ids(rows, events.iter().map(|row| row.organization_id)).await?;
    let files = files::store::by_ids(rows, events.iter().filter_map(|row| row.file_id)).await?;
    let hidden = view::hidden_party(context, &deal).await?;
    let files = files::service::outs(rows, files, hidden).await?;
    let out = events.into_iter().map(|row| {
        let is_hidden = hidden == Some(row.organization_id);
        DealEventOut {
            id: row.id,
            kind: row.kind,
            from_stage: row.from_stage,
            to_stage: row.to_stage,
            note: row.note,
            file: row.file_id.and_then(|id| files.iter().find(|file| file.id == id).cloned()),
            person: if is_hidden { view::unnamed_person() } else { person(&people, row.person_id) },
            organization: view::party(&parties, row.organization_id, is_hidden),
            at: row.at,
        }
    });
    Ok(out.collect())
}

fn person(people: &view::People, id: entity::id::PersonId) -> PersonRef {
    PersonRef { id, name: people.get(&id).map(|row| row.display_name.clone()).unwrap_or_default() }
}
