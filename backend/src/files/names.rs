//! File names that are safe to keep, show and send in a header.

const CHARACTERS_MAX: usize = 100;

/// The last path component without what file systems, terminals or readers trip over; the extension stays.
#[must_use]
pub fn clean(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept: String = last.chars().filter_map(safe).collect();
    let kept = kept.trim().trim_matches('.').trim();
    let (stem, extension) = match kept.rsplit_once('.') {
        Some((stem, extension)) => (stem.trim(), format!(".{}", extension.trim())),
        None => (kept, String::new()),
    };
    let room = CHARACTERS_MAX.saturating_sub(extension.chars().count());
    let stem: String = stem.chars().take(room).collect();
    let stem = if stem.is_empty() { "文件" } else { &stem };
    format!("{stem}{extension}").chars().take(CHARACTERS_MAX).collect()
}

/// Control, zero-width and text-direction characters go, characters with a meaning for a file system become `_`.
fn safe(character: char) -> Option<char> {
    let is_hidden = character.is_control()
        || matches!(character, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
    match character {
        _ if is_hidden => None,
        '<' | '>' | ':' | '"' | '|' | '?' | '*' => Some('_'),
        other => Some(other),
    }
}

/// The extension in small letters, empty if there is none.
#[must_use]
pub fn extension(name: &str) -> String {
    name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).unwrap_or_default()
}

/// `attachment; filename*=UTF-8''…` (RFC 6266, RFC 5987): any name, never shown in the browser.
#[must_use]
pub fn disposition(name: &str) -> String {
    let encoded: String = name.bytes().map(encode).collect();
    format!("attachment; filename*=UTF-8''{encoded}")
}

fn encode(byte: u8) -> String {
    if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
        char::from(byte).to_string()
    } else {
        format!("%{byte:02X}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_and_hidden_characters_are_stripped() {
        for (given, kept) in [
            ("合同.pdf", "合同.pdf"),
            ("../../etc/passwd", "passwd"),
            (r"C:\Users\王\合 同.PDF", "合 同.PDF"),
            ("合同\u{202e}fdp.exe", "合同fdp.exe"),
            ("a\r\nSet-Cookie: x.txt", "aSet-Cookie_ x.txt"),
            ("...", "文件"),
            (".pdf", "pdf"),
            ("", "文件"),
        ] {
            assert_eq!(clean(given), kept, "{given:?}");
        }
    }

    #[test]
    fn a_long_name_keeps_its_extension() {
        let name = clean(&format!("{}.docx", "长".repeat(300)));
        assert_eq!(name.chars().count(), 100);
        assert!(name.ends_with(".docx"));
        assert_eq!(clean(&format!("a.{}", "x".repeat(300))).chars().count(), 100);
    }

    #[test]
    fn a_chinese_name_travels_in_the_header() {
        assert_eq!(disposition("合 1.pdf"), "attachment; filename*=UTF-8''%E5%90%88%201.pdf");
    }
}
