//! How freely candidates stand: the entropy of the characters left and right of them, and the texts they come in.

use std::collections::HashMap;

use super::Candidate;
use super::WORD_CHARACTERS_MAX;
use super::counting::{BREAK, Counts, Runs};

/// Neighbours of one candidate on one side, by character.
type Neighbours = HashMap<u16, u32>;

#[derive(Default, Clone)]
struct Sides {
    left: Neighbours,
    right: Neighbours,
    /// Punctuation and ends of text are neighbours too, each one of its own.
    left_breaks: u32,
    right_breaks: u32,
}

/// Fills in freedom, number of texts and first text of each candidate.
pub fn measure(counts: &Counts, candidates: &mut [Candidate]) {
    let places: Runs = candidates.iter().zip(0..).map(|(word, place)| (word.key, place)).collect();
    let mut sides = vec![Sides::default(); candidates.len()];
    let mut last_text = vec![u32::MAX; candidates.len()];
    let mut text = 0_usize;
    for position in 0..counts.corpus.len() {
        while counts.starts.get(text + 1).is_some_and(|&start| start as usize <= position) {
            text += 1;
        }
        for length in 2..=WORD_CHARACTERS_MAX {
            let Some(key) = counts.run_at(position, length) else { break };
            let Some(&place) = places.get(&key) else { continue };
            let place = place as usize;
            note(&mut sides[place], counts, position, length);
            if last_text[place] != text as u32 {
                last_text[place] = text as u32;
                candidates[place].documents += 1;
                candidates[place].first_text = candidates[place].first_text.min(text as u32);
            }
        }
    }
    for (candidate, sides) in candidates.iter_mut().zip(&sides) {
        let left = entropy(&sides.left, sides.left_breaks);
        let right = entropy(&sides.right, sides.right_breaks);
        candidate.freedom = left.min(right);
    }
}

fn note(sides: &mut Sides, counts: &Counts, position: usize, length: usize) {
    let before = position.checked_sub(1).and_then(|before| counts.corpus.get(before)).copied().unwrap_or(BREAK);
    let after = counts.corpus.get(position + length).copied().unwrap_or(BREAK);
    match before {
        BREAK => sides.left_breaks += 1,
        unit => *sides.left.entry(unit).or_default() += 1,
    }
    match after {
        BREAK => sides.right_breaks += 1,
        unit => *sides.right.entry(unit).or_default() += 1,
    }
}

fn entropy(neighbours: &Neighbours, breaks: u32) -> f32 {
    let total = (neighbours.values().sum::<u32>() + breaks).max(1) as f32;
    let of = |count: f32| -(count / total) * (count / total).ln();
    neighbours.values().map(|&count| of(count as f32)).sum::<f32>() + breaks as f32 * of(1.0)
}
