use super::blobs::Complete;
use super::dto::{FileFilter, FileForm, FileOut};
use super::names;
use super::service::{self, Upload};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::http::{Json, Path, Query};
use axum::extract::multipart::{Field, Multipart, MultipartError};
use axum::extract::{DefaultBodyLimit, FromRequest, Request};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use entity::enums::SubjectKind;
use entity::id::FileId;
use uuid::Uuid;

/// The longest text field of the form.
const TEXT_BYTES_MAX: usize = 100;

/// How much of an upload that is too large is still read, in multiples of the limit.
const DRAINED_UPLOADS: usize = 4;

/// Uploads a file to a record.
#[utoipa::path(post, path = "/files", tag = "files",
    request_body(content = FileForm, content_type = "multipart/form-data"),
    responses((status = 201, body = FileOut)))]
pub async fn upload_file(context: Context, mut request: Request) -> Result<(StatusCode, Json<FileOut>)> {
    context.signed_in()?;
    // The limit of JSON bodies is far lower; [`Upload`] counts against that of files.
    DefaultBodyLimit::disable().apply(&mut request);
    let form = Multipart::from_request(request, &()).await.map_err(|_| no_form())?;
    let (subject, name, complete) = read(&context, form).await?;
    Ok((StatusCode::CREATED, Json(service::add(&context, subject, &name, complete).await?)))
}

fn no_form() -> Error {
    Error::UnsupportedMedia { message: "请用表单（multipart/form-data）上传文件。".into() }
}

/// Reads the form; the file goes to disk piece by piece.
async fn read(context: &Context, mut form: Multipart) -> Result<(FileFilter, String, Complete)> {
    let (mut kind, mut id, mut file) = (None, None, None);
    while let Some(field) = form.next_field().await.map_err(|error| unreadable(context, &error))? {
        match field.name().unwrap_or_default() {
            "subject_kind" => kind = Some(text(context, field).await?),
            "subject_id" => id = Some(text(context, field).await?),
            "file" if file.is_none() => file = Some(receive(context, field).await?),
            other => {
                let message = format!("没有 {} 这一项。", names::clean(other));
                return Err(Error::field("", "unknown_field", message));
            }
        }
    }
    let kind = kind.and_then(|text| text.parse::<SubjectKind>().ok());
    let subject_kind = kind.ok_or_else(|| Error::field("subject_kind", "unknown_value", "请说明文件属于哪类记录。"))?;
    let id = id.and_then(|text| Uuid::parse_str(&text).ok());
    let subject_id = id.ok_or_else(|| Error::field("subject_id", "unknown_value", "请说明文件属于哪条记录。"))?;
    let (name, complete) = file.ok_or_else(|| Error::field("file", "required", "请选择要上传的文件。"))?;
    Ok((FileFilter { subject_kind, subject_id }, name, complete))
}

async fn text(context: &Context, mut field: Field<'_>) -> Result<String> {
    let mut bytes = Vec::new();
    while let Some(chunk) = field.chunk().await.map_err(|error| unreadable(context, &error))? {
        bytes.extend_from_slice(&chunk);
        if bytes.len() > TEXT_BYTES_MAX {
            return Err(Error::Unreadable { code: "unreadable_form", message: "表单的文字项太长。".into() });
        }
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

async fn receive(context: &Context, mut field: Field<'_>) -> Result<(String, Complete)> {
    let name = field.file_name().unwrap_or_default().to_owned();
    let mut upload = Upload::begin(context).await?;
    while let Some(chunk) = field.chunk().await.map_err(|error| unreadable(context, &error))? {
        if let Err(error) = upload.write(&chunk).await {
            drop(upload);
            drain(context, field).await;
            return Err(error);
        }
    }
    Ok((name, upload.complete().await?))
}

/// Reads on for a while without keeping anything: a browser that is cut off while it sends never shows our answer.
async fn drain(context: &Context, mut field: Field<'_>) {
    let mut left = context.state.config.limits.upload_bytes_max.saturating_mul(DRAINED_UPLOADS);
    while let Ok(Some(chunk)) = field.chunk().await {
        left = left.saturating_sub(chunk.len());
        if left == 0 {
            return;
        }
    }
}

fn unreadable(context: &Context, error: &MultipartError) -> Error {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => service::too_large(context),
        _ => Error::Unreadable {
            code: "unreadable_form", message: "上传中断或格式不对，请重新上传。".into()
        },
    }
}

/// The files of a record, oldest first.
#[utoipa::path(get, path = "/files", tag = "files", params(FileFilter),
    responses((status = 200, body = Vec<FileOut>)))]
pub async fn list_files(context: Context, Query(subject): Query<FileFilter>) -> Result<Json<Vec<FileOut>>> {
    Ok(Json(service::list(&context, subject).await?))
}

/// Downloads a file; browsers save it and never show it.
#[utoipa::path(get, path = "/files/{id}", tag = "files", params(("id" = FileId, Path)),
    responses((status = 200, content_type = "application/octet-stream", body = Vec<u8>)))]
pub async fn download_file(context: Context, Path(id): Path<FileId>) -> Result<Response> {
    let (row, bytes) = service::download(&context, id).await?;
    let headers = [
        (header::CONTENT_TYPE, row.media_type),
        (header::CONTENT_DISPOSITION, names::disposition(&row.name)),
        (header::CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    let mut response = (headers, bytes).into_response();
    response.headers_mut().insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    Ok(response)
}
