//! Order and care: what a list of suggestions shows of the scored pairs.
//!
//! The same result posted five times appears once, with its copies; a list is not five variants of one team.

use super::candidates::Rated;
use super::compare::Offered;
use std::cmp::Ordering;
use std::collections::HashMap;

/// Of one team so many come before those of others.
const OF_ONE_TEAM: usize = 2;

/// The pairs that are suggested, best first: at least `score_min`, at most `most`.
#[must_use]
pub fn listed(mut rated: Vec<Rated>, score_min: f64, most: usize) -> Vec<Rated> {
    rated.retain(|one| one.score >= score_min);
    rated.sort_by(better);
    let (mut listed, mut later): (Vec<Rated>, Vec<Rated>) = (Vec::new(), Vec::new());
    let mut teams: HashMap<String, usize> = HashMap::new();
    for one in rated {
        let is_copy = |other: &&mut Rated| says_the_same(other, &one);
        if let Some(original) = listed.iter_mut().chain(later.iter_mut()).find(is_copy) {
            original.copies.push(place(&one));
            continue;
        }
        let of_team = teams.entry(one.team.clone()).or_default();
        *of_team += 1;
        if *of_team <= OF_ONE_TEAM {
            listed.push(one);
        } else {
            later.push(one);
        }
        if listed.len() == most {
            return listed;
        }
    }
    // a short list is filled with more of the same teams
    listed.extend(later);
    listed.sort_by(better);
    listed.truncate(most);
    listed
}

fn better(left: &Rated, right: &Rated) -> Ordering {
    right.score.total_cmp(&left.score).then(place(left).cmp(&place(right)))
}

/// The place of what is suggested among its candidates.
fn place(one: &Rated) -> usize {
    if one.suggests_demand { one.demand } else { one.achievement }
}

fn says_the_same(left: &Rated, right: &Rated) -> bool {
    if left.suggests_demand {
        return std::sync::Arc::ptr_eq(&left.asked, &right.asked) || left.asked.is_copy_of(&right.asked);
    }
    Offered::is_copy_of(&left.offered, &right.offered)
}
