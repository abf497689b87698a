//! Pairs of characters: they find any piece of Chinese text, known to the dictionary or not.
//!
//! A unit is one character, or a whole run of ASCII letters and digits (so that `ai` is not found inside `main`). A gram
//! joins two units that touch; the first and the last unit of a run that touches are grams by themselves, so that a piece of
//! text that begins or ends at `-` or a comma is found too. Positions are character numbers: a phrase of grams is a piece of
//! text, but for a single unit, which `chars` holds.

use std::ops::Range;

use super::fold::Folded;

/// Longest ASCII run that counts as one unit.
const LONGEST_UNIT: usize = 64;

/// Units of a folded text as ranges of characters.
pub fn units(folded: &Folded) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::with_capacity(folded.len());
    let mut run_open = false;
    for (position, character) in folded.text.chars().enumerate() {
        if !character.is_alphanumeric() {
            run_open = false;
            continue;
        }
        match found.last_mut() {
            Some(last) if run_open && character.is_ascii() && last.len() < LONGEST_UNIT => {
                last.end = position + 1;
            }
            _ => found.push(position..position + 1),
        }
        run_open = character.is_ascii();
    }
    found
}

/// All grams in the order of their offsets.
pub fn grams(folded: &Folded) -> Vec<Range<usize>> {
    let units = units(folded);
    let mut found = Vec::with_capacity(units.len());
    let mut joined = false;
    for (number, unit) in units.iter().enumerate() {
        let next = units.get(number + 1).filter(|next| next.start == unit.end);
        if let Some(next) = next {
            found.push(unit.start..next.end);
        }
        if !joined || next.is_none() {
            found.push(unit.clone());
        }
        joined = next.is_some();
    }
    found
}

/// The fewest grams whose phrase is exactly the text.
pub fn covering_grams(folded: &Folded) -> Vec<Range<usize>> {
    let units = units(folded);
    let mut found = Vec::new();
    let mut block_start = 0;
    for end in 1..=units.len() {
        if end == units.len() || units[end].start != units[end - 1].end {
            cover(&units[block_start..end], &mut found);
            block_start = end;
        }
    }
    found
}

fn cover(block: &[Range<usize>], found: &mut Vec<Range<usize>>) {
    match block {
        [only] => found.push(only.clone()),
        [.., before, last] => {
            found.extend(block.chunks_exact(2).map(|pair| pair[0].start..pair[1].end));
            if block.len() % 2 == 1 {
                found.push(before.start..last.end);
            }
        }
        [] => {}
    }
}

#[cfg(test)]
mod tests {
    use super::{Folded, covering_grams, grams};

    fn texts(original: &str, cut: fn(&Folded) -> Vec<std::ops::Range<usize>>) -> Vec<String> {
        let folded = Folded::new(original);
        cut(&folded).into_iter().map(|range| folded.slice(range).to_owned()).collect()
    }

    #[test]
    fn ascii_runs_are_one_unit() {
        assert_eq!(texts("光纤GLink，板", grams), ["光纤", "光", "纤glink", "glink", "板"]);
        assert_eq!(texts("5G-V2X", grams), ["5g", "v2x"]);
    }

    #[test]
    fn covers_with_few_grams() {
        assert_eq!(texts("全钒液流电", covering_grams), ["全钒", "液流", "流电"]);
        assert_eq!(texts("5G-V2X", covering_grams), ["5g", "v2x"]);
        assert_eq!(texts("，", covering_grams), Vec::<String>::new());
    }
}
