//! How many listings have a word: the made listings beside the demo world, so that one can see whether they load the index as
//! real ones would.

use crate::data::{self, Listing};
use search_index::Lexicon;
use std::collections::{HashMap, HashSet};
use std::path::Path;

/// Listings that are looked at, evenly over the files.
const SAMPLE: usize = 50_000;

/// Prints both profiles.
pub fn profile(folder: &Path) -> anyhow::Result<()> {
    let lexicon = Lexicon::shared_built_in();
    print("demo world", &frequencies(&lexicon, demo_texts()?.into_iter()));
    let count = data::listings(folder)?.count();
    let step = count.div_ceil(SAMPLE).max(1);
    let sample = data::listings(folder)?.step_by(step).collect::<anyhow::Result<Vec<_>>>()?;
    print("made listings", &frequencies(&lexicon, sample.into_iter().map(text)));
    Ok(())
}

fn demo_texts() -> anyhow::Result<Vec<String>> {
    let world = seeds::demo_world()?;
    let joined = |title: &str, summary: &str, parts: [&Option<String>; 4]| {
        let parts = parts.into_iter().flatten().map(String::as_str);
        [title, summary].into_iter().chain(parts).collect::<Vec<_>>().join("\n")
    };
    let achievements = world.achievements.iter().map(|one| {
        joined(&one.title, &one.summary, [&one.problem, &one.advantage, &one.application, &one.description])
    });
    let demands = world
        .demands
        .iter()
        .map(|one| joined(&one.title, &one.summary, [&one.problem, &one.key_technology, &one.target, &one.tried]));
    Ok(achievements.chain(demands).collect())
}

fn text(listing: Listing) -> String {
    match listing {
        Listing::Achievement(line) => {
            [line.title, line.summary, line.problem, line.advantage, line.application, line.description].join("\n")
        }
        Listing::Demand(line) => [line.title, line.summary, line.problem, line.key_technology, line.target].join("\n"),
    }
}

/// Listings of each word, and how many listings there are.
fn frequencies(lexicon: &Lexicon, texts: impl Iterator<Item = String>) -> (HashMap<String, u64>, u64) {
    let (mut frequencies, mut listings) = (HashMap::new(), 0);
    for text in texts {
        listings += 1;
        let words: HashSet<String> =
            lexicon.cut(&text).into_iter().filter(|word| !word.stop).map(|word| word.text).collect();
        for word in words {
            *frequencies.entry(word).or_default() += 1;
        }
    }
    (frequencies, listings)
}

fn print(name: &str, (frequencies, listings): &(HashMap<String, u64>, u64)) {
    let words = frequencies.len();
    let share = |low: f64, high: f64| {
        let inside = |count: &&u64| (low..high).contains(&(**count as f64 / *listings as f64));
        frequencies.values().filter(inside).count() as f64 / words as f64 * 100.0
    };
    let postings: u64 = frequencies.values().sum();
    println!("{name}: {listings} listings, {words} words, {:.0} words a listing", postings as f64 / *listings as f64);
    let once = frequencies.values().filter(|&&count| count == 1).count();
    println!("  in one listing {:.1} % of the words", once as f64 / words as f64 * 100.0);
    let bands: [(f64, f64); 5] = [(0.0, 0.0001), (0.0001, 0.001), (0.001, 0.01), (0.01, 0.1), (0.1, 1.1)];
    for (low, high) in bands {
        println!(
            "  in {:>5} to {:>5} % of the listings: {:.2} % of the words",
            low * 100.0,
            high.min(1.0) * 100.0,
            share(low, high)
        );
    }
}
