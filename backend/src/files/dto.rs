use chrono::{DateTime, Utc};
use entity::enums::SubjectKind;
use entity::id::{FileId, PersonId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FileOut {
    pub id: FileId,
    pub name: String,
    pub media_type: String,
    pub size_bytes: i64,
    pub sha256: String,
    pub uploaded_by: Uploader,
    pub created_at: DateTime<Utc>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Uploader {
    pub id: PersonId,
    pub name: String,
}

/// The record whose files are meant.
#[derive(Clone, Copy, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct FileFilter {
    /// achievement, demand, deal or organization
    pub subject_kind: SubjectKind,
    pub subject_id: Uuid,
}

/// The form of an upload.
#[derive(ToSchema)]
pub struct FileForm {
    /// achievement, demand, deal or organization
    pub subject_kind: SubjectKind,
    pub subject_id: Uuid,
    #[schema(format = Binary, content_media_type = "application/octet-stream")]
    pub file: String,
}
