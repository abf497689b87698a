//! Collects what is wrong with a form, field by field, so that a person sees everything at once.

use crate::error::{Error, FieldError, Result};

/// Longest texts, in characters.
pub mod limit {
    pub const NAME: usize = 100;
    pub const TITLE: usize = 100;
    pub const SUMMARY: usize = 200;
    pub const LINE: usize = 200;
    pub const PARAGRAPH: usize = 2_000;
    pub const DESCRIPTION: usize = 10_000;
    pub const KEYWORD: usize = 30;
    pub const KEYWORDS: usize = 10;
    pub const ROWS: usize = 50;
}

#[derive(Debug, Default)]
pub struct Checks {
    fields: Vec<FieldError>,
}

impl Checks {
    pub fn add(&mut self, path: impl Into<String>, code: impl Into<String>, message: impl Into<String>) {
        self.fields.push(FieldError { path: path.into(), code: code.into(), message: message.into() });
    }

    pub fn require(&mut self, holds: bool, path: &str, code: &str, message: &str) {
        if !holds {
            self.add(path, code, message);
        }
    }

    /// A text of one line: trimmed, without control characters, at most `max` characters.
    pub fn line(&mut self, path: &str, text: &str, max: usize) -> String {
        let text = text.trim();
        if text.chars().any(is_forbidden) || text.contains(['\n', '\r', '\t']) {
            self.add(path, "control_characters", "含有换行或不可见的控制字符，请删除后重试。");
        }
        self.length(path, text, max);
        text.to_owned()
    }

    /// A text of several lines.
    pub fn text(&mut self, path: &str, text: &str, max: usize) -> String {
        let text = text.trim().replace("\r\n", "\n");
        if text.chars().any(is_forbidden) {
            self.add(path, "control_characters", "含有不可见的控制字符，请删除后重试。");
        }
        self.length(path, &text, max);
        text
    }

    /// Must not be empty.
    pub fn present(&mut self, path: &str, text: &str, what: &str) {
        if text.trim().is_empty() {
            self.add(path, "required", format!("请填写{what}。"));
        }
    }

    /// A list of short texts without doubles and empties.
    pub fn words(&mut self, path: &str, words: &[String], max: usize) -> Vec<String> {
        if words.len() > max {
            self.add(path, "too_many", format!("最多 {max} 个，现在有 {} 个。", words.len()));
        }
        let mut kept: Vec<String> = Vec::new();
        for (position, word) in words.iter().take(max).enumerate() {
            let word = self.line(&format!("{path}[{position}]"), word, limit::KEYWORD);
            if !word.is_empty() && !kept.contains(&word) {
                kept.push(word);
            }
        }
        kept
    }

    fn length(&mut self, path: &str, text: &str, max: usize) {
        let length = text.chars().count();
        if length > max {
            self.add(path, "too_long", format!("最多 {max} 个字，现在有 {length} 个。"));
        }
    }

    /// # Errors
    /// [`Error::Invalid`] with everything that was collected.
    pub fn finish(self) -> Result<()> {
        if self.fields.is_empty() { Ok(()) } else { Err(Error::Invalid(self.fields)) }
    }
}

/// Control, zero-width and text-direction characters: they hide or disguise what a text says.
fn is_forbidden(character: char) -> bool {
    (character.is_control() && !matches!(character, '\n' | '\t' | '\r'))
        || matches!(character, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_and_length_are_named_by_field() {
        let mut checks = Checks::default();
        checks.line("title", "车门\u{0}控制", limit::TITLE);
        checks.line("summary", &"长".repeat(201), limit::SUMMARY);
        let Err(Error::Invalid(fields)) = checks.finish() else { panic!("accepted") };
        let found: Vec<_> = fields.iter().map(|field| (field.path.as_str(), field.code.as_str())).collect();
        assert_eq!(found, [("title", "control_characters"), ("summary", "too_long")]);
    }

    #[test]
    fn words_lose_doubles_and_empties() {
        let mut checks = Checks::default();
        let words = checks.words("keywords", &["塞拉门".into(), " 塞拉门 ".into(), "  ".into()], 5);
        assert_eq!(words, ["塞拉门"]);
        assert!(checks.finish().is_ok());
    }
}
