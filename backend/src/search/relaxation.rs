//! What was given up because too few listings had all the words, in a sentence for people.

use super::dto::RelaxationOut;
use search_index::Relaxation;

/// Characters of a question that the sentence repeats.
const WORDS_SHOWN: usize = 40;

pub(super) fn out(words: &str, relaxation: Relaxation) -> RelaxationOut {
    let Relaxation { whole, given_up } = relaxation;
    let instead = if given_up.is_empty() || is_everything(words, &given_up) {
        "只含其中部分词语".to_owned()
    } else {
        format!("都不含“{}”", given_up.join(" "))
    };
    let shown = shortened(words);
    let message = match whole {
        0 => format!("没有一条含有“{shown}”的全部词语；以下结果{instead}。"),
        whole => format!("含有“{shown}”全部词语的只有 {whole} 条，排在最前；其余结果{instead}。"),
    };
    RelaxationOut { whole, given_up, message }
}

/// Only pieces of the words were found: to name them all would say nothing.
fn is_everything(words: &str, given_up: &[String]) -> bool {
    let letters = |text: &str| text.chars().filter(|one| one.is_alphanumeric()).count();
    given_up.iter().map(|word| letters(word)).sum::<usize>() >= letters(words)
}

fn shortened(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let start: String = words.chars().take(WORDS_SHOWN).collect();
    if start.len() < words.len() { format!("{start}…") } else { start }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentence(words: &str, whole: u64, given_up: &[&str]) -> String {
        let given_up = given_up.iter().map(|word| (*word).to_owned()).collect();
        out(words, Relaxation { whole, given_up }).message
    }

    #[test]
    fn it_says_what_the_results_need_not_have() {
        assert_eq!(sentence("车门 防水", 0, &["防水"]), "没有一条含有“车门 防水”的全部词语；以下结果都不含“防水”。");
        assert!(sentence("车门 防水", 2, &["防水"]).starts_with("含有“车门 防水”全部词语的只有 2 条，排在最前；"));
    }

    #[test]
    fn all_words_given_up_are_not_listed() {
        for given_up in [&["赛拉", "门"][..], &[]] {
            assert_eq!(sentence("赛拉门", 0, given_up), "没有一条含有“赛拉门”的全部词语；以下结果只含其中部分词语。");
        }
    }

    #[test]
    fn a_pasted_page_is_not_repeated() {
        assert!(sentence(&"防".repeat(5_000), 0, &[]).chars().count() < 80);
    }
}
