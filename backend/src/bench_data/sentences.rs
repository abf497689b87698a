//! Sentences of the demo world by field. Their terms and figures are places where other words of the topic may stand.

use std::collections::BTreeMap;

use super::random::{Random, Zipf};
use super::topic::Topic;
use super::vocabulary::Vocabulary;

/// Shorter ones say nothing, longer ones would repeat too much.
const CHARACTERS: std::ops::RangeInclusive<usize> = 10..=90;
const TERM_CHARACTERS_MIN: usize = 3;
/// Of a hundred terms and figures so many are exchanged.
const TERMS_EXCHANGED: u64 = 55;
const FIGURES_EXCHANGED: u64 = 70;
/// Exponent of Zipf's law over the sentences of a field.
const EXPONENT: f64 = 0.75;

enum Piece {
    Text(String),
    Term(String),
    Figure(String),
}

/// The sentences of one field, with those of its neighbours behind them.
struct Pool {
    sentences: Vec<Vec<Piece>>,
    ranks: Zipf,
}

/// All sentences by field.
pub struct Sentences {
    problems: BTreeMap<String, Pool>,
    descriptions: BTreeMap<String, Pool>,
}

impl Sentences {
    /// Cuts the invented texts of the demo world; what real bodies are said to do stays with them.
    pub fn of_demo(vocabulary: &Vocabulary) -> anyhow::Result<Self> {
        let world = seeds::demo_world()?;
        let mut problems: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        let mut descriptions: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for one in world.achievements.iter().filter(|one| one.is_demo) {
            problems.entry(&one.field).or_default().extend(one.problem.as_deref());
            let texts = [one.description.as_deref(), one.advantage.as_deref()];
            descriptions.entry(&one.field).or_default().extend(texts.into_iter().flatten());
        }
        for one in world.demands.iter().filter(|one| one.is_demo) {
            let texts = [one.problem.as_deref(), one.tried.as_deref()];
            problems.entry(&one.field).or_default().extend(texts.into_iter().flatten());
            descriptions.entry(&one.field).or_default().extend(one.key_technology.as_deref());
        }
        let keywords = world.achievements.iter().map(|one| &one.keywords);
        let terms = terms(vocabulary, keywords.chain(world.demands.iter().map(|one| &one.keywords)).flatten());
        Ok(Self {
            problems: pools(vocabulary, &problems, &terms),
            descriptions: pools(vocabulary, &descriptions, &terms),
        })
    }

    /// Appends a sentence that tells of a trouble.
    pub fn problem(&self, topic: &Topic, random: &mut Random, text: &mut String) {
        append(self.problems.get(&topic.field), topic, random, text);
    }

    /// Appends a sentence that describes.
    pub fn description(&self, topic: &Topic, random: &mut Random, text: &mut String) {
        append(self.descriptions.get(&topic.field), topic, random, text);
    }
}

/// Terms by their first character, the longest first.
fn terms<'a>(vocabulary: &'a Vocabulary, keywords: impl Iterator<Item = &'a String>) -> BTreeMap<char, Vec<&'a str>> {
    let words = vocabulary.fields.iter().flat_map(|field| field.objects.iter().chain(&field.methods));
    let mut by_start: BTreeMap<char, Vec<&str>> = BTreeMap::new();
    for word in words.chain(keywords) {
        let is_term = word.chars().count() >= TERM_CHARACTERS_MIN && !word.is_ascii();
        if let Some(first) = word.chars().next().filter(|_| is_term) {
            by_start.entry(first).or_default().push(word);
        }
    }
    for list in by_start.values_mut() {
        list.sort_by_key(|word| (std::cmp::Reverse(word.len()), *word));
        list.dedup();
    }
    by_start
}

fn pools(
    vocabulary: &Vocabulary,
    texts: &BTreeMap<&str, Vec<&str>>,
    terms: &BTreeMap<char, Vec<&str>>,
) -> BTreeMap<String, Pool> {
    let pool = |field: &super::vocabulary::FieldWords| {
        let fields = std::iter::once(&field.code).chain(&field.near);
        let texts = fields.filter_map(|code| texts.get(code.as_str())).flatten();
        let sentences: Vec<Vec<Piece>> = texts
            .flat_map(|text| text.split_inclusive(['。', '；', '？', '\n']))
            .map(|sentence| sentence.trim_matches(['。', '；', '\n', ' ']))
            .filter(|sentence| CHARACTERS.contains(&sentence.chars().count()))
            .map(|sentence| pieces(sentence, terms))
            .collect();
        let ranks = Zipf::new(sentences.len(), EXPONENT);
        (field.code.clone(), Pool { sentences, ranks })
    };
    vocabulary.fields.iter().map(pool).collect()
}

fn pieces(sentence: &str, terms: &BTreeMap<char, Vec<&str>>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut text = String::new();
    let mut rest = sentence;
    while let Some(first) = rest.chars().next() {
        let term = terms.get(&first).and_then(|list| list.iter().find(|term| rest.starts_with(**term)));
        let digits = rest.len() - rest.trim_start_matches(|character: char| character.is_ascii_digit()).len();
        let length = term.map_or(digits, |term| term.len());
        if length == 0 {
            text.push(first);
            rest = &rest[first.len_utf8()..];
            continue;
        }
        pieces.push(Piece::Text(std::mem::take(&mut text)));
        let found = rest[..length].to_owned();
        pieces.push(if term.is_some() { Piece::Term(found) } else { Piece::Figure(found) });
        rest = &rest[length..];
    }
    pieces.push(Piece::Text(text));
    pieces
}

fn append(pool: Option<&Pool>, topic: &Topic, random: &mut Random, text: &mut String) {
    let Some(pool) = pool.filter(|pool| !pool.sentences.is_empty()) else { return };
    // each topic prefers other sentences of its field
    let number = (pool.ranks.rank(random) + topic.number * 31) % pool.sentences.len();
    for piece in &pool.sentences[number] {
        match piece {
            Piece::Text(part) => text.push_str(part),
            Piece::Term(_) if random.percent(TERMS_EXCHANGED) => text.push_str(topic.term(random)),
            Piece::Figure(part) if random.percent(FIGURES_EXCHANGED) => figure(part, random, text),
            Piece::Term(part) | Piece::Figure(part) => text.push_str(part),
        }
    }
    text.push('。');
}

/// Another number of as many digits.
fn figure(digits: &str, random: &mut Random, text: &mut String) {
    for position in 0..digits.len() {
        let low = u8::from(position == 0 && digits.len() > 1);
        let digit = low + u8::try_from(random.below(usize::from(10 - low))).unwrap_or(0);
        text.push(char::from(b'0' + digit));
    }
}
