//! Questions drawn from the listings themselves, each word as often as it occurs there; the same for every run.

use crate::client::encoded;
use crate::data;
use jiqiao::bench_data::rows::{AchievementLine, DemandLine};
use std::collections::BTreeSet;
use std::path::Path;

/// Different questions of one kind.
const QUESTIONS: usize = 400;
/// Characters of a pasted text.
const PASTED: usize = 300;

/// One kind of question, as paths of product and bare engine.
pub struct Kind {
    pub name: &'static str,
    pub product: Vec<String>,
    /// Empty where the bare engine has nothing of the kind.
    pub bare: Vec<String>,
}

/// All kinds, drawn evenly over the files.
pub fn draw(folder: &Path, achievements: u64, demands: u64) -> anyhow::Result<Vec<Kind>> {
    let achievements: Vec<AchievementLine> = evenly(data::achievements(folder)?, achievements)?;
    let demands: Vec<DemandLine> = evenly(data::demands(folder)?, demands)?;
    let one =
        achievements.iter().enumerate().filter_map(|(at, line)| line.keywords.get(at % line.keywords.len().max(1)));
    let three = achievements.iter().filter_map(|line| Some(line.keywords.get(..3)?.join(" ")));
    let long = demands.iter().map(|line| format!("{}{}", line.problem, line.key_technology));
    let long = long.map(|text| text.chars().take(PASTED).collect::<String>());
    let narrowed = achievements.iter().filter_map(|line| {
        let word = encoded(line.keywords.last()?);
        Some(format!("q={word}&field={}&region={}&trl_min=3", line.field, line.region))
    });
    let typed =
        achievements.iter().enumerate().map(|(at, line)| line.title.chars().take(1 + at % 5).collect::<String>());
    let asked = |text: String| format!("q={}", encoded(&text));
    Ok(vec![
        searches("one word", one.cloned().map(asked)),
        searches("three words", three.map(asked)),
        searches("long text", long.map(asked)),
        searches("filters and facets", narrowed),
        Kind {
            name: "suggestions",
            product: typed.map(|text| format!("/api/v1/suggestions?q={}", encoded(&text))).collect(),
            bare: Vec::new(),
        },
    ])
}

/// Ten hits and the four facets that the bare engine counts.
const SHOWN: &str = "limit=10&facet=field&facet=region&facet=trl&facet=mode";

fn searches(name: &'static str, questions: impl Iterator<Item = String>) -> Kind {
    // the mix keeps its frequencies over many draws; one run asks each question once
    let questions: BTreeSet<String> = questions.collect();
    Kind {
        name,
        product: questions.iter().map(|question| format!("/api/v1/search?{question}&{SHOWN}")).collect(),
        bare: questions.iter().map(|question| format!("/search?{question}")).collect(),
    }
}

fn evenly<T>(lines: impl Iterator<Item = anyhow::Result<T>>, count: u64) -> anyhow::Result<Vec<T>> {
    let step = usize::try_from(count)?.div_ceil(QUESTIONS).max(1);
    lines.step_by(step).collect()
}
