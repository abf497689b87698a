//! Measuring the search on labelled questions: the product's own schema, analysis and query path over a set of documents.

use super::DEPTH_MAX;
use super::files::{self, Document, Question};
use super::folder::Folder;
use super::measures::{self, Measures, Ranking};
use anyhow::Context as _;
use search_index::{
    Audience, Filters, IndexError, IndexStore, ListingDocument, ListingKind, SearchRequest, Sort, Viewer,
};
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// What is measured with.
#[derive(Debug, Clone, clap::Args)]
pub struct SearchEvaluation {
    /// Documents, one JSON object a line: id, title, text
    #[arg(long)]
    docs: PathBuf,
    /// Questions, one JSON object a line: id, text and perhaps type
    #[arg(long)]
    queries: PathBuf,
    /// Judgements, tab-separated: question, 0, document, grade
    #[arg(long)]
    qrels: Option<PathBuf>,
    /// Where the TREC run goes
    #[arg(long)]
    run: Option<PathBuf>,
    /// Hits of each question, at most 100
    #[arg(long, default_value_t = DEPTH_MAX)]
    depth: usize,
    /// Print one JSON object instead of a table
    #[arg(long)]
    json: bool,
}

/// What came out.
#[derive(Debug, Serialize)]
pub struct Evaluation {
    pub documents: u64,
    pub queries: usize,
    /// Questions with at least one hit.
    pub answered: usize,
    pub index_seconds: f64,
    /// One question after another, on one thread.
    pub queries_per_second: f64,
    /// Over all judged questions; absent without judgements.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub all: Option<Measures>,
    /// Of each type of question.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub types: BTreeMap<String, Measures>,
}

/// Measures and gives what is to be printed.
///
/// # Errors
/// A file cannot be read or written, a line of it is not what it should be (named by file and line), or the depth is out of
/// range.
pub fn search(asked: &SearchEvaluation) -> anyhow::Result<String> {
    anyhow::ensure!((1..=DEPTH_MAX).contains(&asked.depth), "--depth 应在 1 到 {DEPTH_MAX} 之间");
    let questions: Vec<Question> = files::lines(&asked.queries)?.collect::<anyhow::Result<_>>()?;
    let qrels = asked.qrels.as_deref().map(files::judgements).transpose()?;
    let folder = Folder::new()?;
    let started = Instant::now();
    let store = index(folder.path(), &asked.docs)?;
    let index_seconds = started.elapsed().as_secs_f64();
    let started = Instant::now();
    let rankings = questions
        .iter()
        .map(|question| answer(&store, &question.text, asked.depth))
        .collect::<anyhow::Result<Vec<Ranking>>>()?;
    let seconds = started.elapsed().as_secs_f64();
    if let Some(path) = &asked.run {
        let named = questions.iter().map(|question| question.id.as_str());
        files::write_run(path, named.zip(&rankings))?;
    }
    let judged = qrels.as_ref().map(|qrels| measures::of(&questions, &rankings, qrels));
    let (all, types) = judged.map_or((None, BTreeMap::new()), |(all, types)| (Some(all), types));
    let evaluation = Evaluation {
        documents: store.document_count(),
        queries: questions.len(),
        answered: rankings.iter().filter(|ranking| !ranking.is_empty()).count(),
        index_seconds,
        queries_per_second: questions.len() as f64 / seconds.max(f64::EPSILON),
        all,
        types,
    };
    if asked.json { Ok(serde_json::to_string(&evaluation)?) } else { Ok(table(&evaluation)) }
}

fn index(folder: &Path, docs: &Path) -> anyhow::Result<IndexStore> {
    let store = IndexStore::open(folder)?;
    let mut beside = store.begin(store.lexicon())?;
    let mut broken = None;
    let documents = files::lines::<Document>(docs)?.map(|line| {
        line.map(listing).map_err(|error| {
            broken = Some(error);
            IndexError::Interrupted
        })
    });
    let filled = beside.fill(documents, 0);
    if let Some(error) = broken {
        return Err(error);
    }
    filled.context("the documents cannot be indexed")?;
    store.swap(beside)?;
    Ok(store)
}

fn listing(document: Document) -> ListingDocument {
    plain(document.id, ListingKind::Achievement, document.title, document.text)
}

/// A listing of which nothing is known but its text.
pub(super) fn plain(id: String, kind: ListingKind, title: String, body: String) -> ListingDocument {
    ListingDocument {
        id,
        kind,
        number: String::new(),
        title,
        summary: String::new(),
        keywords: Vec::new(),
        body,
        organization: String::new(),
        field: String::new(),
        industry: String::new(),
        region: String::new(),
        trl: None,
        modes: Vec::new(),
        price_low_fen: None,
        price_high_fen: None,
        audience: Audience::Public,
        allowed_organizations: Vec::new(),
        excluded_organizations: Vec::new(),
        published_at: 0,
        updated_at: 0,
        verified: false,
        completeness: 0,
    }
}

fn answer(store: &IndexStore, words: &str, depth: usize) -> anyhow::Result<Ranking> {
    let request = SearchRequest {
        words: words.to_owned(),
        viewer: Viewer::Anonymous,
        filters: Filters::default(),
        sort: Sort::Relevance,
        offset: 0,
        limit: depth,
        facets: Vec::new(),
        after: None,
        explain: false,
        now: 0,
    };
    Ok(store.search(&request)?.hits.into_iter().map(|hit| (hit.id, hit.score)).collect())
}

fn table(evaluation: &Evaluation) -> String {
    let mut lines = vec![format!(
        "{} documents indexed in {:.1} s; {} questions, {} answered, {:.0} a second",
        evaluation.documents,
        evaluation.index_seconds,
        evaluation.queries,
        evaluation.answered,
        evaluation.queries_per_second
    )];
    let row = |name: &str, measures: &Measures| {
        format!(
            "{name:<20} {:>6} judged   nDCG@10 {:.4}   MRR@10 {:.4}   recall@100 {:.4}",
            measures.queries, measures.ndcg10, measures.mrr10, measures.recall100
        )
    };
    lines.extend(evaluation.all.as_ref().map(|all| row("all", all)));
    if evaluation.types.len() > 1 {
        lines.extend(evaluation.types.iter().map(|(name, measures)| row(name, measures)));
    }
    lines.join("\n")
}
