//! Changes to the three lists as people make them: entries added and taken out, applied to a version's words.
//!
//! Adding what is there already does nothing, so that pasted lists need no sorting out; taking out what is not there is an
//! error. A built-in entry that is taken out stays on record and comes back when it is added again.

use crate::check::Checks;
use search_index::{BuiltIn, Overlay, SynonymRule, fold};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use utoipa::ToSchema;

/// Own entries of a list, and as many built-in ones taken out.
pub const TERMS_MAX: usize = 5_000;
pub const SYNONYMS_MAX: usize = 2_000;
pub const STOP_WORDS_MAX: usize = 1_000;
/// Longest word, in characters.
pub const WORD_CHARACTERS_MAX: usize = 32;
/// Words on one side of a synonym rule.
pub const RULE_WORDS_MAX: usize = 20;
/// Characters of an entry that an error message repeats.
const QUOTED_MAX: usize = 40;

/// The lists of the dictionary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum WordList {
    Terms,
    Synonyms,
    StopWords,
}

impl WordList {
    pub const ALL: [Self; 3] = [Self::Terms, Self::Synonyms, Self::StopWords];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Terms => "terms",
            Self::Synonyms => "synonyms",
            Self::StopWords => "stop_words",
        }
    }

    /// Most own entries.
    #[must_use]
    pub const fn entries_max(self) -> usize {
        match self {
            Self::Terms => TERMS_MAX,
            Self::Synonyms => SYNONYMS_MAX,
            Self::StopWords => STOP_WORDS_MAX,
        }
    }

    #[must_use]
    pub fn built_in(self, built_in: &BuiltIn) -> &[String] {
        match self {
            Self::Terms => &built_in.terms,
            Self::Synonyms => &built_in.synonyms,
            Self::StopWords => &built_in.stop_words,
        }
    }

    /// Entries added, and built-in entries taken out.
    #[must_use]
    pub fn own(self, overlay: &Overlay) -> (&[String], &[String]) {
        match self {
            Self::Terms => (&overlay.terms, &overlay.removed_terms),
            Self::Synonyms => (&overlay.synonyms, &overlay.removed_synonyms),
            Self::StopWords => (&overlay.stop_words, &overlay.removed_stop_words),
        }
    }

    fn own_mut(self, overlay: &mut Overlay) -> (&mut Vec<String>, &mut Vec<String>) {
        match self {
            Self::Terms => (&mut overlay.terms, &mut overlay.removed_terms),
            Self::Synonyms => (&mut overlay.synonyms, &mut overlay.removed_synonyms),
            Self::StopWords => (&mut overlay.stop_words, &mut overlay.removed_stop_words),
        }
    }
}

/// Entries added to a list and taken out of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ListChange {
    pub add: Vec<String>,
    pub remove: Vec<String>,
}

/// What changes in the three lists.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct DictionaryChange {
    pub terms: ListChange,
    /// `触摸屏,触控屏` goes both ways; `车门=>塞拉门` only forward: asking for the left also finds the right.
    pub synonyms: ListChange,
    pub stop_words: ListChange,
}

impl DictionaryChange {
    #[must_use]
    pub fn list(&self, list: WordList) -> &ListChange {
        match list {
            WordList::Terms => &self.terms,
            WordList::Synonyms => &self.synonyms,
            WordList::StopWords => &self.stop_words,
        }
    }

    fn list_mut(&mut self, list: WordList) -> &mut ListChange {
        match list {
            WordList::Terms => &mut self.terms,
            WordList::Synonyms => &mut self.synonyms,
            WordList::StopWords => &mut self.stop_words,
        }
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        WordList::ALL.iter().all(|list| self.list(*list).add.is_empty() && self.list(*list).remove.is_empty())
    }
}

/// The words of a version with the change applied; what is wrong goes to `checks`, row by row.
#[must_use]
pub fn apply(overlay: &Overlay, change: &DictionaryChange, built_in: &BuiltIn, checks: &mut Checks) -> Overlay {
    let mut result = overlay.clone();
    for list in WordList::ALL {
        let wanted = change.list(list);
        let most = 2 * list.entries_max();
        if wanted.add.len() + wanted.remove.len() > most {
            let message = format!("一次最多改 {most} 条，请分几次保存。");
            checks.add(list.as_str(), "too_many", message);
            continue;
        }
        let mut editor = Editor::new(list, &mut result, list.built_in(built_in));
        editor.remove_all(&wanted.remove, checks);
        editor.add_all(&wanted.add, checks);
        editor.check_size(checks);
    }
    result
}

/// One list while it is changed.
struct Editor<'a> {
    list: WordList,
    own: &'a mut Vec<String>,
    removed: &'a mut Vec<String>,
    built_in: HashSet<String>,
    present: HashSet<String>,
}

impl<'a> Editor<'a> {
    fn new(list: WordList, overlay: &'a mut Overlay, built_in: &[String]) -> Self {
        let (own, removed) = list.own_mut(overlay);
        let built_in: HashSet<String> = built_in.iter().map(|entry| fold(entry)).collect();
        let gone: HashSet<String> = removed.iter().map(|entry| fold(entry)).collect();
        let present = built_in.difference(&gone).cloned().chain(own.iter().map(|entry| fold(entry))).collect();
        Self { list, own, removed, built_in, present }
    }

    fn add_all(&mut self, entries: &[String], checks: &mut Checks) {
        for (position, entry) in entries.iter().enumerate() {
            match clean(self.list, entry) {
                Ok(entry) => self.add(entry),
                Err((code, reason)) => self.refuse("add", position, entry, (code, &reason), checks),
            }
        }
    }

    fn add(&mut self, entry: String) {
        let key = fold(&entry);
        if !self.present.insert(key.clone()) {
            return;
        }
        if self.built_in.contains(&key) {
            self.removed.retain(|gone| fold(gone) != key);
        } else {
            self.own.push(entry);
        }
    }

    fn remove_all(&mut self, entries: &[String], checks: &mut Checks) {
        for (position, entry) in entries.iter().enumerate() {
            let key = fold(entry.trim());
            if !self.present.remove(&key) {
                let reason = ("unknown_value", "词表里没有这一条，请刷新后再试。");
                self.refuse("remove", position, entry, reason, checks);
                continue;
            }
            self.own.retain(|own| fold(own) != key);
            if self.built_in.contains(&key) {
                self.removed.push(key);
            }
        }
    }

    fn refuse(&self, part: &str, position: usize, entry: &str, reason: (&str, &str), checks: &mut Checks) {
        let path = format!("{}.{part}[{position}]", self.list.as_str());
        let quoted: String = entry.trim().chars().take(QUOTED_MAX).collect();
        checks.add(path, reason.0, format!("第 {} 行“{quoted}”：{}", position + 1, reason.1));
    }

    fn check_size(&self, checks: &mut Checks) {
        let most = self.list.entries_max();
        for (count, what) in [(self.own.len(), "自有"), (self.removed.len(), "停用的内置")] {
            if count > most {
                let message = format!("{what}条目最多 {most} 条，这样会有 {count} 条，请先删去不用的。");
                checks.add(self.list.as_str(), "too_many", message);
            }
        }
    }
}

/// An entry as it is kept, or what is wrong with it.
fn clean(list: WordList, entry: &str) -> Result<String, (&'static str, String)> {
    match list {
        WordList::Terms => {
            let term = clean_word(entry)?;
            // words that mix letters and digits are cut by rule, see `search_index`
            let overlay = Overlay { terms: vec![term.clone()], ..Overlay::default() };
            if !overlay.problems().is_empty() {
                let message = "词条只能是汉字；5G-V2X 这类带字母或数字的词不用登记，系统会整体识别。";
                return Err(("not_chinese", message.to_owned()));
            }
            if term.chars().count() < 2 {
                return Err(("too_short", "词条至少两个字；单个字本来就能检索到。".to_owned()));
            }
            Ok(term)
        }
        WordList::StopWords => clean_word(entry),
        WordList::Synonyms => clean_rule(entry),
    }
}

fn clean_word(word: &str) -> Result<String, (&'static str, String)> {
    let word = word.trim();
    if !word.chars().any(char::is_alphanumeric) {
        return Err(("required", "没有写词，请填写或删去这一行。".to_owned()));
    }
    if word.chars().any(|character| character.is_control() || matches!(character, ',' | '，' | '、' | '>' | '=')) {
        return Err(("bad_character", "一行只写一个词，不能含逗号、顿号、“=>”或控制字符。".to_owned()));
    }
    let length = word.chars().count();
    if length > WORD_CHARACTERS_MAX {
        return Err(("too_long", format!("最多 {WORD_CHARACTERS_MAX} 个字，现在有 {length} 个。")));
    }
    Ok(word.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// `触摸屏，触控屏` and `触摸屏、触控屏` become `触摸屏,触控屏`; `车门→塞拉门` becomes `车门=>塞拉门`.
fn clean_rule(entry: &str) -> Result<String, (&'static str, String)> {
    let entry = entry.replace(['，', '、'], ",").replace(['→', '⇒'], "=>").replace("＝＞", "=>");
    let sides: Vec<&str> = entry.split("=>").collect();
    if sides.len() > 2 {
        return Err(("bad_rule", "一行只能有一个“=>”。".to_owned()));
    }
    let sides: Vec<Vec<String>> = sides.into_iter().map(clean_side).collect::<Result<_, _>>()?;
    let rule = sides.iter().map(|side| side.join(",")).collect::<Vec<_>>().join("=>");
    if SynonymRule::parse(&rule).is_none() {
        let message = "请写成“触摸屏,触控屏”（互相能找到）或“车门=>塞拉门”（搜左边也找右边）。";
        return Err(("bad_rule", message.to_owned()));
    }
    Ok(rule)
}

fn clean_side(side: &str) -> Result<Vec<String>, (&'static str, String)> {
    let mut words: Vec<String> = Vec::new();
    for word in side.split(',').filter(|word| !word.trim().is_empty()) {
        let word = clean_word(word)?;
        if !words.iter().any(|known| fold(known) == fold(&word)) {
            words.push(word);
        }
    }
    if words.len() > RULE_WORDS_MAX {
        return Err(("too_many", format!("一条规则每边最多 {RULE_WORDS_MAX} 个词，现在有 {} 个。", words.len())));
    }
    Ok(words)
}

/// What one version changed of another, entry by entry; a built-in entry that was taken out counts as removed.
#[must_use]
pub fn difference(before: &Overlay, after: &Overlay) -> DictionaryChange {
    let mut change = DictionaryChange::default();
    for list in WordList::ALL {
        let ((own_before, gone_before), (own_after, gone_after)) = (list.own(before), list.own(after));
        let only = |left: &[String], right: &[String]| {
            let right: HashSet<&String> = right.iter().collect();
            left.iter().filter(|entry| !right.contains(entry)).cloned().collect::<Vec<_>>()
        };
        let part = change.list_mut(list);
        part.add = only(own_after, own_before);
        part.add.extend(only(gone_before, gone_after));
        part.remove = only(own_before, own_after);
        part.remove.extend(only(gone_after, gone_before));
    }
    change
}

#[cfg(test)]
mod tests {
    use super::{DictionaryChange, ListChange, apply, difference};
    use crate::check::Checks;
    use crate::error::Error;
    use search_index::{Overlay, built_in};

    fn list(add: &[&str], remove: &[&str]) -> ListChange {
        let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        ListChange { add: owned(add), remove: owned(remove) }
    }

    fn applied(overlay: &Overlay, change: &DictionaryChange) -> Result<Overlay, Vec<(String, String)>> {
        let mut checks = Checks::default();
        let result = apply(overlay, change, &built_in(), &mut checks);
        match checks.finish() {
            Ok(()) => Ok(result),
            Err(Error::Invalid(fields)) => Err(fields.into_iter().map(|field| (field.path, field.code)).collect()),
            Err(other) => panic!("{other}"),
        }
    }

    #[test]
    fn entries_come_and_go_and_come_back() {
        let change = DictionaryChange {
            terms: list(&["门机电控盒", " 門機電控盒 "], &["塞拉门"]),
            synonyms: list(&["触碰屏、触控屏，触摸屏", "車門→塞拉门"], &[]),
            ..DictionaryChange::default()
        };
        let changed = applied(&Overlay::default(), &change).expect("valid");
        assert_eq!(
            (changed.terms.as_slice(), changed.removed_terms.as_slice()),
            (&["门机电控盒".to_owned()][..], &["塞拉门".to_owned()][..])
        );
        assert_eq!(changed.synonyms, ["触碰屏,触控屏,触摸屏", "車門=>塞拉门"]);
        let back =
            DictionaryChange { terms: list(&["塞拉门"], &["门机电控盒"]), ..DictionaryChange::default() };
        let restored = applied(&changed, &back).expect("valid");
        assert!(restored.terms.is_empty() && restored.removed_terms.is_empty());
        let told = difference(&changed, &restored);
        assert_eq!((told.terms.add, told.terms.remove), (vec!["塞拉门".to_owned()], vec!["门机电控盒".to_owned()]));
        assert!(difference(&changed, &changed).is_empty());
    }

    #[test]
    fn wrong_rows_are_named() {
        let change = DictionaryChange {
            terms: list(&["5G-V2X", "好", "塞拉门,车门", ""], &["没有的词"]),
            synonyms: list(&["触摸屏", "a=>b=>c", "=>塞拉门"], &[]),
            stop_words: list(&[&"长".repeat(33)], &[]),
        };
        let found = applied(&Overlay::default(), &change).expect_err("invalid");
        let found: Vec<(&str, &str)> = found.iter().map(|(path, code)| (path.as_str(), code.as_str())).collect();
        assert_eq!(
            found,
            [
                ("terms.remove[0]", "unknown_value"),
                ("terms.add[0]", "not_chinese"),
                ("terms.add[1]", "too_short"),
                ("terms.add[2]", "bad_character"),
                ("terms.add[3]", "required"),
                ("synonyms.add[0]", "bad_rule"),
                ("synonyms.add[1]", "bad_rule"),
                ("synonyms.add[2]", "bad_rule"),
                ("stop_words.add[0]", "too_long"),
            ]
        );
    }

    #[test]
    fn lists_have_an_end() {
        let words: Vec<String> = (0..1_001).map(|number| format!("甲{number}")).collect();
        let add: Vec<&str> = words.iter().map(String::as_str).collect();
        let change = DictionaryChange { stop_words: list(&add, &[]), ..DictionaryChange::default() };
        assert_eq!(applied(&Overlay::default(), &change), Err(vec![("stop_words".into(), "too_many".into())]));
    }
}
