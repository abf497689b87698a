//! Upload, list and download.

use super::blobs::{Complete, Incoming};
use super::dto::{FileFilter, FileOut, Uploader};
use super::{access, detect, names, store};
use crate::accounts;
use crate::context::Context;
use crate::deals;
use crate::deals::dto::PersonRef;
use crate::deals::timeline::{self, Entry};
use crate::error::{Error, Result};
use entity::enums::{DealEventKind, SubjectKind};
use entity::file::Model;
use entity::id::{DealId, FileId, OrganizationId};
use sea_orm::{ActiveModelTrait, ConnectionTrait, IntoActiveModel};
use uuid::Uuid;

const BYTES_PER_MEGABYTE: usize = 1024 * 1024;

/// Bytes that are coming in, never more than the limit.
pub struct Upload<'a> {
    context: &'a Context,
    incoming: Incoming,
}

impl<'a> Upload<'a> {
    /// # Errors
    /// Not signed in; the disk refuses.
    pub async fn begin(context: &'a Context) -> Result<Self> {
        context.signed_in()?;
        Ok(Self { context, incoming: context.state.blobs.begin().await? })
    }

    /// # Errors
    /// More than the limit; the disk refuses.
    pub async fn write(&mut self, chunk: &[u8]) -> Result<()> {
        if self.incoming.size_bytes + chunk.len() > self.context.state.config.limits.upload_bytes_max {
            return Err(too_large(self.context));
        }
        Ok(self.incoming.write(chunk).await?)
    }

    /// # Errors
    /// The disk refuses.
    pub async fn complete(self) -> Result<Complete> {
        Ok(self.incoming.complete().await?)
    }
}

/// The limit in words.
#[must_use]
pub fn too_large(context: &Context) -> Error {
    let megabytes = context.state.config.limits.upload_bytes_max / BYTES_PER_MEGABYTE;
    Error::TooLarge {
        message: format!("文件太大：每个文件最多 {megabytes} MB，请压缩或拆分后再上传。")
    }
}

/// Adds a complete upload to a record.
///
/// # Errors
/// The viewer may not, the record has too many files, or the file is not what its name says.
pub async fn add(context: &Context, subject: FileFilter, name: &str, complete: Complete) -> Result<FileOut> {
    let FileFilter { subject_kind, subject_id } = subject;
    access::require_write(context, subject_kind, subject_id).await?;
    let person = context.signed_in()?;
    let name = names::clean(name);
    let kind = detect::check(&name, &complete.bytes().await?)
        .map_err(|error| Error::field("file", error.code(), format!("{error}。")))?;
    let row = Model {
        id: FileId::generate(),
        sha256: complete.sha256.clone(),
        size_bytes: i64::try_from(complete.size_bytes).map_err(anyhow::Error::from)?,
        media_type: kind.media_type().to_owned(),
        name,
        subject_kind,
        subject_id,
        uploaded_by: person.person_id,
        organization_id: person.organization_id,
        created_at: context.now(),
    };
    let mut change = context.change().await?;
    access::lock(change.rows(), subject_kind, subject_id).await?;
    refuse_more(context, change.rows(), subject).await?;
    let row = row.into_active_model().reset_all().insert(change.rows()).await?;
    if subject_kind == SubjectKind::Deal {
        let entry = Entry::new(DealEventKind::FileAdded, row.name.clone()).with_file(Some(row.id));
        timeline::append(change.rows(), context, DealId(subject_id), entry).await?;
    }
    change.record("file.add", (SubjectKind::File, row.id.0), None::<&()>, Some(&row))?;
    context.state.blobs.keep(complete).await?;
    change.commit().await?;
    let uploader = Uploader { id: person.person_id, name: person.display_name.clone() };
    Ok(out(row, uploader))
}

/// Puts bytes that are at hand under a record: what the demo loader uses.
///
/// # Errors
/// As [`add`], and when there are too many bytes.
pub async fn add_bytes(context: &Context, subject: FileFilter, name: &str, bytes: &[u8]) -> Result<FileOut> {
    let mut upload = Upload::begin(context).await?;
    upload.write(bytes).await?;
    add(context, subject, name, upload.complete().await?).await
}

async fn refuse_more(context: &Context, rows: &impl ConnectionTrait, subject: FileFilter) -> Result<()> {
    let max = context.state.config.limits.files_per_record_max;
    if store::count_of_subject(rows, subject.subject_kind, subject.subject_id).await? < max {
        return Ok(());
    }
    Err(Error::conflict("too_many_files", format!("每条记录最多 {max} 个文件。")))
}

/// The files of a record.
///
/// # Errors
/// The record is not there, or not for this viewer.
pub async fn list(context: &Context, subject: FileFilter) -> Result<Vec<FileOut>> {
    let allowed = access::require_read(context, subject.subject_kind, subject.subject_id).await;
    allowed.map_err(|error| denied(context, error))?;
    let hidden = match subject.subject_kind {
        SubjectKind::Deal => {
            let deal = deals::store::get(context.database(), &context.viewer, DealId(subject.subject_id)).await?;
            deals::view::hidden_party(context, &deal).await?
        }
        _ => None,
    };
    let files = of_subject(context.database(), subject.subject_kind, subject.subject_id, hidden).await?;
    let names_uploaders = subject.subject_kind == SubjectKind::Deal
        || access::require_write(context, subject.subject_kind, subject.subject_id).await.is_ok();
    Ok(if names_uploaders { files } else { files.into_iter().map(without_uploader).collect() })
}

/// Who may only read a listing does not learn who works on it.
fn without_uploader(file: FileOut) -> FileOut {
    let PersonRef { id, name } = deals::view::unnamed_person();
    FileOut { uploaded_by: Uploader { id, name }, ..file }
}

/// The files of a record whose reading was allowed before; the people of a hidden party stay unnamed.
///
/// # Errors
/// The database fails.
pub async fn of_subject(
    rows: &impl ConnectionTrait,
    kind: SubjectKind,
    id: Uuid,
    hidden: Option<OrganizationId>,
) -> Result<Vec<FileOut>> {
    let found = store::of_subject(rows, kind, id).await?;
    outs(rows, found, hidden).await
}

/// A file and its verified bytes.
///
/// # Errors
/// Not there, not for this viewer, or damaged on disk.
pub async fn download(context: &Context, id: FileId) -> Result<(Model, Vec<u8>)> {
    let row = store::get(context.database(), id).await.map_err(|error| denied(context, error))?;
    let allowed = access::require_read(context, row.subject_kind, row.subject_id).await;
    allowed.map_err(|error| denied(context, error))?;
    let bytes = context.state.blobs.read(&row.sha256).await?;
    Ok((row, bytes))
}

/// Who is not signed in is asked to sign in, whatever the id; everybody else reads that there is no such file.
fn denied(context: &Context, error: Error) -> Error {
    match (error, context.signed_in()) {
        (Error::NotFound(_), Err(anonymous)) => anonymous,
        (Error::NotFound(_), Ok(_)) => Error::NotFound("个文件"),
        (other, _) => other,
    }
}

/// The file must be one of the deal's: evidence cannot be borrowed from another record.
///
/// # Errors
/// It is not.
pub async fn require_of_deal(rows: &impl ConnectionTrait, file_id: FileId, deal_id: DealId) -> Result<()> {
    let found = store::by_ids(rows, [file_id]).await?;
    let belongs = found.first().is_some_and(|row| row.subject_kind == SubjectKind::Deal && row.subject_id == deal_id.0);
    if belongs {
        Ok(())
    } else {
        Err(Error::field("file_id", "not_of_deal", "请先把文件上传到这笔交易，再选用它。"))
    }
}

/// Rows as they are shown; the people of a hidden party stay unnamed.
///
/// # Errors
/// The database fails.
pub async fn outs(
    rows: &impl ConnectionTrait,
    files: Vec<Model>,
    hidden: Option<OrganizationId>,
) -> Result<Vec<FileOut>> {
    let people = accounts::store::people(rows, files.iter().map(|row| row.uploaded_by)).await?;
    let with_uploader = |row: Model| {
        if hidden == Some(row.organization_id) {
            let PersonRef { id, name } = deals::view::unnamed_person();
            return out(row, Uploader { id, name });
        }
        let name = people.get(&row.uploaded_by).map(|person| person.display_name.clone()).unwrap_or_default();
        let uploader = Uploader { id: row.uploaded_by, name };
        out(row, uploader)
    };
    Ok(files.into_iter().map(with_uploader).collect())
}

fn out(row: Model, uploaded_by: Uploader) -> FileOut {
    FileOut {
        id: row.id,
        name: row.name,
        media_type: row.media_type,
        size_bytes: row.size_bytes,
        sha256: row.sha256,
        uploaded_by,
        created_at: row.created_at,
    }
}
