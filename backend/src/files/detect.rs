//! What a file is, by its bytes. Its name must say the same: a file that lies about its type is refused.

use super::names;

/// The kinds of file that are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileType {
    Pdf,
    Png,
    Jpeg,
    Docx,
    Xlsx,
    Zip,
    Text,
    Csv,
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DetectError {
    #[error("文件是空的，请重新选择")]
    Empty,
    #[error("不接受这种文件，请上传 PDF、PNG、JPG、DOCX、XLSX、ZIP、TXT 或 CSV")]
    NotAccepted,
    #[error("文件名说是 {claimed}，内容却是 {actual}，请检查后重新上传")]
    Mismatch { claimed: &'static str, actual: String },
    #[error("文本文件请另存为 UTF-8 编码后再上传")]
    NotUtf8,
}

impl DetectError {
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "file_empty",
            Self::NotAccepted => "file_type_not_accepted",
            Self::Mismatch { .. } => "file_type_mismatch",
            Self::NotUtf8 => "file_not_utf8",
        }
    }
}

impl FileType {
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Zip => "application/zip",
            Self::Text => "text/plain; charset=utf-8",
            Self::Csv => "text/csv; charset=utf-8",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::Pdf => "PDF",
            Self::Png => "PNG 图片",
            Self::Jpeg => "JPG 图片",
            Self::Docx => "DOCX 文档",
            Self::Xlsx => "XLSX 表格",
            Self::Zip => "ZIP 压缩包",
            Self::Text => "TXT 文本",
            Self::Csv => "CSV 表格",
        }
    }

    fn of_extension(extension: &str) -> Option<Self> {
        match extension {
            "pdf" => Some(Self::Pdf),
            "png" => Some(Self::Png),
            "jpg" | "jpeg" => Some(Self::Jpeg),
            "docx" => Some(Self::Docx),
            "xlsx" => Some(Self::Xlsx),
            "zip" => Some(Self::Zip),
            "txt" => Some(Self::Text),
            "csv" => Some(Self::Csv),
            _ => None,
        }
    }
}

/// The type of a file whose name and content agree.
///
/// # Errors
/// Empty, of a kind that is not taken, or lying about its kind.
pub fn check(name: &str, bytes: &[u8]) -> Result<FileType, DetectError> {
    if bytes.is_empty() {
        return Err(DetectError::Empty);
    }
    let claimed = FileType::of_extension(&names::extension(name)).ok_or(DetectError::NotAccepted)?;
    let agrees = match (claimed, by_content(bytes)) {
        (FileType::Text | FileType::Csv, Content::Text) => true,
        (claimed, Content::Known(actual)) => claimed == actual,
        (FileType::Text | FileType::Csv, Content::Unknown) => return Err(DetectError::NotUtf8),
        _ => false,
    };
    if agrees {
        return Ok(claimed);
    }
    let actual = match by_content(bytes) {
        Content::Known(actual) => actual.label().to_owned(),
        Content::Text => "普通文本".to_owned(),
        Content::Other(extension) => format!("{} 文件", extension.to_uppercase()),
        Content::Unknown => "无法识别的数据".to_owned(),
    };
    Err(DetectError::Mismatch { claimed: claimed.label(), actual })
}

enum Content {
    Known(FileType),
    /// UTF-8 that is no markup.
    Text,
    /// A kind that is not taken.
    Other(&'static str),
    Unknown,
}

fn by_content(bytes: &[u8]) -> Content {
    if let Some(found) = infer::get(bytes) {
        return match found.mime_type() {
            "application/pdf" => Content::Known(FileType::Pdf),
            "image/png" => Content::Known(FileType::Png),
            "image/jpeg" => Content::Known(FileType::Jpeg),
            "application/zip"
            | "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
            | "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" => Content::Known(zipped(bytes)),
            _ => Content::Other(found.extension()),
        };
    }
    match std::str::from_utf8(bytes) {
        Ok(text) if text.contains('\0') => Content::Unknown,
        Ok(text) => markup(text).map_or(Content::Text, Content::Other),
        Err(_) => Content::Unknown,
    }
}

/// Office documents are ZIP archives; the names of their parts, which stand uncompressed in the archive, tell which.
/// Not every program writes the parts in the order that magic numbers expect.
fn zipped(bytes: &[u8]) -> FileType {
    let contains = |needle: &[u8]| bytes.windows(needle.len()).any(|window| window == needle);
    match (contains(b"[Content_Types].xml"), contains(b"word/document"), contains(b"xl/workbook")) {
        (true, true, false) => FileType::Docx,
        (true, false, true) => FileType::Xlsx,
        _ => FileType::Zip,
    }
}

/// What a browser would run although it is text.
fn markup(text: &str) -> Option<&'static str> {
    let start: String = text.trim_start_matches('\u{feff}').trim_start().chars().take(512).collect();
    let start = start.to_ascii_lowercase();
    let begins = |tags: &[&str]| tags.iter().any(|tag| start.starts_with(tag));
    if start.contains("<svg") && start.starts_with('<') {
        Some("svg")
    } else if begins(&["<!doctype html", "<html", "<head", "<body", "<script", "<iframe"]) {
        Some("html")
    } else if begins(&["<?xml"]) {
        Some("xml")
    } else if begins(&["#!"]) {
        Some("sh")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
    const EXE: &[u8] = b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0";

    fn zip_with(parts: &[&str]) -> Vec<u8> {
        let mut bytes = Vec::new();
        for part in parts {
            bytes.extend_from_slice(b"PK\x03\x04\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0");
            bytes.extend_from_slice(&u16::try_from(part.len()).expect("length").to_le_bytes());
            bytes.extend_from_slice(b"\0\0");
            bytes.extend_from_slice(part.as_bytes());
        }
        bytes
    }

    #[test]
    fn honest_files_are_taken() {
        let docx = zip_with(&["[Content_Types].xml", "_rels/.rels", "word/document.xml"]);
        let xlsx = zip_with(&["xl/workbook.xml", "[Content_Types].xml"]);
        for (name, bytes, kind) in [
            ("合同.pdf", &b"%PDF-1.7\n"[..], FileType::Pdf),
            ("图.PNG", PNG, FileType::Png),
            ("照片.jpeg", b"\xff\xd8\xff\xe0\0\x10JFIF", FileType::Jpeg),
            ("合同.docx", &docx, FileType::Docx),
            ("清单.xlsx", &xlsx, FileType::Xlsx),
            ("资料.zip", &zip_with(&["a.txt"]), FileType::Zip),
            ("说明.txt", "公示无异议".as_bytes(), FileType::Text),
            ("数据.csv", "名称,数值\n".as_bytes(), FileType::Csv),
        ] {
            assert_eq!(check(name, bytes), Ok(kind), "{name}");
        }
    }

    #[test]
    fn a_file_that_lies_is_refused_and_told_why() {
        let error = check("合同.pdf", PNG).expect_err("a picture");
        assert_eq!(error.code(), "file_type_mismatch");
        assert!(error.to_string().starts_with("文件名说是 PDF，内容却是 PNG 图片"), "{error}");
        assert_eq!(check("合同.pdf", EXE).expect_err("a program").code(), "file_type_mismatch");
        assert_eq!(check("说明.txt", EXE).expect_err("a program").code(), "file_type_mismatch");
        assert_eq!(check("合同.docx", &zip_with(&["a.txt"])).expect_err("zip").code(), "file_type_mismatch");
    }

    #[test]
    fn what_runs_is_refused() {
        for name in ["a.exe", "a.html", "a.svg", "a.js", "a"] {
            assert_eq!(check(name, b"x"), Err(DetectError::NotAccepted), "{name}");
        }
        for text in ["<!DOCTYPE html><p>", " <svg onload=x>", "<?xml version='1.0'?><svg>", "<script>x", "#!/bin/sh\n"]
        {
            assert_eq!(check("a.txt", text.as_bytes()).expect_err("markup").code(), "file_type_mismatch", "{text}");
        }
    }

    #[test]
    fn text_must_be_utf8_without_zeros() {
        assert_eq!(check("a.txt", b"\xc4\xe3\xba\xc3"), Err(DetectError::NotUtf8));
        assert_eq!(check("a.txt", b"a\0b"), Err(DetectError::NotUtf8));
        assert_eq!(check("a.txt", b""), Err(DetectError::Empty));
    }
}
