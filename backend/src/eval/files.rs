//! The files of an evaluation: documents, questions, judgements, and the run that comes out.

use super::measures::{Qrels, Ranking};
use anyhow::Context as _;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;

/// The last column of a run.
const TAG: &str = "jiqiao";

#[derive(Debug, Deserialize)]
pub struct Document {
    pub id: String,
    #[serde(default)]
    pub title: String,
    #[serde(default)]
    pub text: String,
}

#[derive(Debug, Deserialize)]
pub struct Question {
    pub id: String,
    pub text: String,
    #[serde(default, rename = "type")]
    pub kind: String,
}

/// The objects of a file, one a line; empty lines are left out.
pub fn lines<T: DeserializeOwned>(path: &Path) -> anyhow::Result<impl Iterator<Item = anyhow::Result<T>>> {
    let file = File::open(path).with_context(|| format!("{} 打不开", path.display()))?;
    let name = path.display().to_string();
    let numbered = BufReader::new(file).lines().enumerate();
    Ok(numbered.filter(|(_, line)| !matches!(line, Ok(line) if line.trim().is_empty())).map(move |(number, line)| {
        let parsed = line.map_err(anyhow::Error::from).and_then(|line| Ok(serde_json::from_str(&line)?));
        parsed.with_context(|| format!("{name} 第 {} 行不是所需的 JSON", number + 1))
    }))
}

/// Grades of documents by question.
pub fn judgements(path: &Path) -> anyhow::Result<Qrels> {
    let text = std::fs::read_to_string(path).with_context(|| format!("{} 打不开", path.display()))?;
    let mut qrels = Qrels::new();
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let columns: Vec<&str> = line.split_whitespace().collect();
        let judged = match columns.as_slice() {
            [question, _, document, grade] => grade.parse::<f64>().ok().map(|grade| (question, document, grade)),
            _ => None,
        };
        let (question, document, grade) = judged
            .filter(|(_, _, grade)| grade.is_finite())
            .with_context(|| format!("{} 第 {} 行应为四列：问题、0、文档、等级", path.display(), number + 1))?;
        qrels.entry((*question).to_owned()).or_default().insert((*document).to_owned(), grade);
    }
    Ok(qrels)
}

/// Writes a TREC run: rankings by the ids of their questions.
pub fn write_run<'a>(path: &Path, rankings: impl Iterator<Item = (&'a str, &'a Ranking)>) -> anyhow::Result<()> {
    let failed = || format!("{} 写不了", path.display());
    let mut file = BufWriter::new(File::create(path).with_context(failed)?);
    for (question, ranking) in rankings {
        for (place, (document, score)) in ranking.iter().enumerate() {
            writeln!(file, "{question} Q0 {document} {} {score} {TAG}", place + 1).with_context(failed)?;
        }
    }
    file.flush().with_context(failed)
}
