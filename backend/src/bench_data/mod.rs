//! Believable listings for load, made of our own demo texts and vocabularies; never data of the product.
//!
//! - The same options give the same bytes: every line has its own random numbers, made from the seed and its position, and
//!   time ends at a fixed day.
//! - Words are drawn by field and topic with Zipf's distribution; sentences are those of the demo world with their terms
//!   and figures exchanged; a tail of made words (compounds, model and patent numbers) keeps the vocabulary growing.
//! - Three files of JSON lines in `--out`: `organizations.jsonl`, `achievements.jsonl`, `demands.jsonl`; the fields are
//!   those of [`rows`], which the loader of the bench reads.

mod achievements;
mod demands;
mod organizations;
mod random;
pub mod rows;
mod sentences;
mod topic;
mod vocabulary;

use anyhow::{Context as _, ensure};
use entity::enums::OrganizationKind;
use random::Random;
use rows::OrganizationLine;
use sentences::Sentences;
use serde::Serialize;
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};
use topic::Topics;
use vocabulary::{Vocabulary, vocabulary};

/// The most listings of one kind.
const LISTINGS_MAX: u64 = 10_000_000;

/// What to make.
#[derive(Debug, Clone, clap::Args)]
pub struct Options {
    /// Number of achievements
    #[arg(long)]
    pub achievements: u64,
    /// Number of demands
    #[arg(long)]
    pub demands: u64,
    /// Another seed makes other listings
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Folder for organizations.jsonl, achievements.jsonl and demands.jsonl
    #[arg(long)]
    pub out: PathBuf,
}

/// Everything that lines are made from.
struct Maker {
    seed: u64,
    vocabulary: Vocabulary,
    sentences: Sentences,
    topics: Topics,
    organizations: Vec<OrganizationLine>,
}

impl Maker {
    fn new(options: &Options) -> anyhow::Result<Self> {
        let vocabulary = vocabulary()?;
        let sentences = Sentences::of_demo(&vocabulary)?;
        let topics = Topics::new(&vocabulary);
        let count = organizations::count(options.achievements + options.demands);
        let organizations = organizations::make(&vocabulary, options.seed, count);
        Ok(Self { seed: options.seed, vocabulary, sentences, topics, organizations })
    }

    /// Who offers: mostly a university or an institute.
    fn supplier(&self, random: &mut Random) -> &OrganizationLine {
        self.owner(random, 75)
    }

    /// Who asks: mostly a company.
    fn company(&self, random: &mut Random) -> &OrganizationLine {
        self.owner(random, 5)
    }

    fn owner(&self, random: &mut Random, schools: u64) -> &OrganizationLine {
        let wants_school = random.percent(schools);
        let start = random.below(self.organizations.len());
        let fits = |one: &&OrganizationLine| (one.kind != OrganizationKind::Company) == wants_school;
        let mut from_there = self.organizations[start..].iter().chain(&self.organizations[..start]);
        from_there.find(fits).unwrap_or(&self.organizations[start])
    }

    /// The random numbers of one line.
    fn random(&self, stream: u64, position: u64) -> Random {
        Random::of_line(self.seed, stream, position)
    }
}

/// Writes the three files.
///
/// # Errors
/// Too many listings, or the folder cannot be written.
pub fn write(options: &Options) -> anyhow::Result<()> {
    ensure!(
        options.achievements <= LISTINGS_MAX && options.demands <= LISTINGS_MAX,
        "at most {LISTINGS_MAX} listings of one kind"
    );
    std::fs::create_dir_all(&options.out).with_context(|| format!("cannot make {}", options.out.display()))?;
    let maker = Maker::new(options)?;
    lines(&options.out.join("organizations.jsonl"), maker.organizations.iter())?;
    let achievements = (0..options.achievements).map(|at| achievements::make(&maker, at, options.achievements));
    lines(&options.out.join("achievements.jsonl"), achievements)?;
    let demands = (0..options.demands).map(|at| demands::make(&maker, at, options.demands));
    lines(&options.out.join("demands.jsonl"), demands)
}

fn lines<T: Serialize>(path: &Path, rows: impl Iterator<Item = T>) -> anyhow::Result<()> {
    let file = File::create(path).with_context(|| format!("cannot write {}", path.display()))?;
    let mut writer = BufWriter::with_capacity(1 << 20, file);
    for row in rows {
        serde_json::to_writer(&mut writer, &row)?;
        writer.write_all(b"\n")?;
    }
    Ok(writer.flush()?)
}

#[cfg(test)]
mod tests {
    use super::rows::{AchievementLine, DemandLine};
    use super::{Maker, Options, achievements, demands};
    use crate::rules::patent_number::PatentNumber;
    use std::collections::HashSet;

    fn maker(seed: u64) -> Maker {
        let options = Options { achievements: 400, demands: 100, seed, out: std::path::PathBuf::new() };
        Maker::new(&options).expect("a maker")
    }

    fn made(seed: u64) -> (Vec<AchievementLine>, Vec<DemandLine>) {
        let maker = maker(seed);
        let achievements = (0..400).map(|at| achievements::make(&maker, at, 400)).collect();
        (achievements, (0..100).map(|at| demands::make(&maker, at, 100)).collect())
    }

    #[test]
    fn the_same_seed_makes_the_same_listings() {
        assert_eq!(made(7), made(7));
        assert_ne!(made(7), made(8));
    }

    #[test]
    fn listings_are_what_a_form_would_take() {
        let (achievements, demands) = made(3);
        for line in &achievements {
            assert!((4..=100).contains(&line.title.chars().count()), "{}", line.title);
            assert!(line.summary.chars().count() <= 200, "{}", line.summary);
            assert!(seeds::field(&line.field).is_some() && seeds::industry_is_valid(&line.industry), "{line:?}");
            assert!(seeds::region_is_valid(&line.region), "{}", line.region);
            let body = [&line.problem, &line.advantage, &line.application, &line.description];
            let length: usize = body.iter().map(|text| text.chars().count()).sum();
            assert!((200..=700).contains(&length), "{length}: {line:?}");
            assert!(line.keywords.len() <= 10 && line.keywords.iter().all(|word| word.chars().count() <= 30));
            for number in line.ip_rights.iter().filter_map(|right| right.number.as_deref()) {
                assert!(PatentNumber::parse(number).is_ok(), "{number}");
            }
        }
        for line in &demands {
            assert!((4..=100).contains(&line.title.chars().count()), "{}", line.title);
            assert!(line.problem.chars().count() <= 500 && line.key_technology.chars().count() <= 500);
        }
    }

    #[test]
    fn titles_and_numbers_differ() {
        let (achievements, _) = made(5);
        let titles: HashSet<&str> = achievements.iter().map(|line| line.title.as_str()).collect();
        assert!(titles.len() > 380, "{}", titles.len());
        let numbers: HashSet<&str> = achievements.iter().map(|line| line.number.as_str()).collect();
        assert_eq!(numbers.len(), achievements.len());
        let fields: HashSet<&str> = achievements.iter().map(|line| line.field.as_str()).collect();
        assert!(fields.len() >= 9, "{fields:?}");
    }
}
