use super::{NewWord, discover};
use crate::dictionary::Lexicon;

/// Sentences as listings hold them: words that the lexicon lacks, in changing company.
const TEXTS: [&str; 10] = [
    "针对海藻酸钠凝胶强度不足，用海藻酸钠与钙离子交联。",
    "以海藻酸钠为载体固定酶，海藻酸钠微球粒径均匀。",
    "改性海藻酸钠薄膜可食用，适合海产品保鲜。",
    "该敷料由海藻酸钠纺丝得到，吸湿性好。",
    "风机叶片防冰涂层，低温下防冰涂层不开裂。",
    "航空器表面的防冰涂层与除冰电热膜配合。",
    "电缆用防冰涂层经盐雾试验，附着力一级。",
    "喷涂防冰涂层后覆冰量减少。",
    "提取海藻酸钠的副产物可作肥料。",
    "研究了防冰涂层的老化。",
];

fn found(texts: &[&str]) -> Vec<NewWord> {
    discover(texts.iter().copied(), &Lexicon::shared_built_in(), 50)
}

#[test]
fn finds_words_the_lexicon_lacks() {
    let words = found(&TEXTS);
    let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    assert!(texts.contains(&"海藻酸钠") && texts.contains(&"防冰涂层"), "{texts:?}");
    assert!(!texts.contains(&"海藻酸") && !texts.contains(&"冰涂层"), "pieces of longer words: {texts:?}");
    let word = words.iter().find(|word| word.text == "海藻酸钠").expect("found");
    assert_eq!((word.count, word.documents), (7, 5));
    assert!(word.example.contains("海藻酸钠"), "{}", word.example);
}

#[test]
fn leaves_known_words_and_boilerplate_out() {
    let texts = [
        "全钒液流电池的研究与应用项目提供了解决方案。",
        "基于全钒液流电池的储能，研究与应用前景好。",
        "大连的全钒液流电池，以及研究与应用的进展。",
        "用全钒液流电池调峰；关键技术研究与应用。",
        "新型全钒液流电池堆，产品研究与应用广泛。",
    ];
    let words = found(&texts);
    let edges = ["的", "与", "了", "基于", "以及"];
    for word in &words {
        assert!(!Lexicon::shared_built_in().knows(&word.text), "{} is known", word.text);
        assert!(!edges.iter().any(|edge| word.text.starts_with(edge) || word.text.ends_with(edge)), "{}", word.text);
    }
    assert!(words.iter().all(|word| word.text != "研究与应用"), "{words:?}");
}

#[test]
fn traditional_and_simplified_count_together() {
    let texts = ["採用海藻酸鈉凝膠", "一種海藻酸鈉薄膜", "海藻酸钠微球", "医用海藻酸钠敷料", "由海藻酸钠纺丝"];
    let words = found(&texts);
    let word = words.iter().find(|word| word.text == "海藻酸钠").expect("found");
    assert_eq!(word.count, 5);
    assert!(word.example.contains("海藻酸鈉"), "as its author wrote it: {}", word.example);
}

#[test]
fn nothing_comes_of_nothing() {
    assert_eq!(found(&[]), []);
    assert_eq!(found(&["", "，。！？", "abc 123", "𠀀𠀁𠀂"]), []);
}

#[test]
fn the_answer_does_not_depend_on_the_run() {
    assert_eq!(found(&TEXTS), found(&TEXTS));
    assert_eq!(discover(TEXTS.into_iter(), &Lexicon::shared_built_in(), 1).len(), 1);
}
