//! Chinese text as it is typed without an input method: `quanfanyeliu` and `qfyl` for 全钒液流.

use pinyin::ToPinyin;

/// Toneless syllables of all characters of a folded text; letters and digits stay, everything else goes.
pub fn full(folded: &str) -> String {
    spelled(folded, |syllable| syllable)
}

/// First letters of all syllables of a folded text; letters and digits stay, everything else goes.
pub fn initials(folded: &str) -> String {
    spelled(folded, |syllable| &syllable[..1])
}

fn spelled(folded: &str, shown: impl Fn(&'static str) -> &'static str) -> String {
    let mut spelling = String::with_capacity(folded.len());
    for character in folded.chars() {
        match character.to_pinyin() {
            // ü is typed as v
            Some(syllable) if syllable.plain().is_ascii() => spelling.push_str(shown(syllable.plain())),
            Some(syllable) => spelling.push_str(&syllable.plain().replace('ü', "v")),
            None if character.is_alphanumeric() => spelling.push(character),
            None => {}
        }
    }
    spelling
}

#[cfg(test)]
mod tests {
    use super::{full, initials};
    use crate::analyzer::fold::fold;

    #[test]
    fn spells_as_people_type() {
        assert_eq!(full(&fold("全釩液流")), "quanfanyeliu");
        assert_eq!(initials("全钒液流电池"), "qfyldc");
        assert_eq!(full(&fold("5G-V2X 车联网")), "5gv2xchelianwang");
        assert_eq!(full("绿氢"), "lvqing");
        assert_eq!(full(""), "");
    }
}
