//! The detail that would tell the candidates of a draft apart best: a name that some of them have and others have not, or a
//! limit that the draft leaves open. The more evenly it splits them, the more it tells (its entropy). What it would change
//! is counted by scoring the draft with it, not estimated from the split.
//! A name is proposed only when it is theirs who speak of the same things as the draft, and what it brings counts only as far
//! as it does too: a word that fetches strangers makes a demand worse.

use super::candidates::{Candidates, Rated};
use super::compare::{Asked, nearness};
use super::dto::DetailOut;
use super::preview::{in_substance, text_outcome};
use super::score::{Nearness, Outcome, parts, sum};
use super::side::Side;
use chrono::{DateTime, NaiveDate, Utc};
use entity::achievement;
use entity::enums::{PriceKind, Visibility};
use search_index::{IndexStore, fold};
use std::collections::HashMap;

/// The nearest candidates, among which is looked for what tells them apart.
const NEAREST: usize = 40;
/// Listings that must have a name before it may be told.
const CARRIERS_MIN: usize = 2;
/// Names with which the draft is scored again.
const NAMES_MAX: usize = 6;
/// Longest name that fits a sentence.
const NAME_CHARACTERS: usize = 16;
/// Values with which a limit is tried.
const ANSWERS_MAX: usize = 5;
/// Of one kind, so that three names of keywords do not hide a limit.
const NAMES_SHOWN: usize = 2;

/// A draft with its scored candidates: those that fit first, the best of them first.
pub struct Draft<'a> {
    pub index: &'a IndexStore,
    pub found: &'a Candidates,
    pub rated: &'a [Rated],
    pub candidates: usize,
    pub good: usize,
    pub score_min: f64,
    pub now: DateTime<Utc>,
    pub today: NaiveDate,
}

/// A limit that a draft can leave open.
struct Limit {
    field: &'static str,
    part: &'static str,
    act: &'static str,
    is_open: fn(&Side) -> bool,
    /// Asks for what somebody offers; false when he does not say.
    ask: fn(&mut Side, &Side) -> bool,
}

const LIMITS: [Limit; 5] = [
    Limit {
        field: "trl_min",
        part: "trl",
        act: "写明最低成熟度",
        is_open: |asked| asked.trl.is_none(),
        ask: |asked, offered| {
            asked.trl = offered.trl;
            offered.trl.is_some()
        },
    },
    Limit {
        field: "budget",
        part: "price",
        act: "写个预算",
        is_open: |asked| asked.price_kind.is_none_or(|kind| kind == PriceKind::Negotiable),
        ask: |asked, offered| {
            (asked.price_kind, asked.low_fen, asked.high_fen) =
                (offered.price_kind, None, offered.low_fen.or(offered.high_fen));
            asked.high_fen.is_some()
        },
    },
    Limit {
        field: "modes",
        part: "mode",
        act: "选好合作方式",
        is_open: |asked| asked.modes.is_empty(),
        ask: |asked, offered| {
            asked.modes = offered.modes.iter().take(1).copied().collect();
            !asked.modes.is_empty()
        },
    },
    Limit {
        field: "field",
        part: "field",
        act: "选好技术领域",
        is_open: |asked| asked.field.is_empty(),
        ask: |asked, offered| {
            asked.field.clone_from(&offered.field);
            !asked.field.is_empty()
        },
    },
    Limit {
        field: "industry",
        part: "industry",
        act: "选好应用行业",
        is_open: |asked| asked.industry.is_empty(),
        ask: |asked, offered| {
            asked.industry.clone_from(&offered.industry);
            !asked.industry.is_empty()
        },
    },
];

/// A detail with what it tells, in bits.
struct Proposal {
    gain: f64,
    detail: DetailOut,
}

/// The most telling details, at most `most`; only such as change the number of good ones and leave some.
#[must_use]
pub fn of(draft: &Draft<'_>, most: usize) -> Vec<DetailOut> {
    let mut proposals = by_names(draft);
    proposals.extend(by_limits(draft));
    // a stable sort: names stand before limits that tell as much
    proposals.sort_by(|left, right| right.gain.total_cmp(&left.gain));
    proposals.into_iter().map(|proposal| proposal.detail).take(most).collect()
}

/// Bits that a yes or no tells when `part` of `whole` say yes.
fn entropy(part: usize, whole: usize) -> f64 {
    let bits = |share: f64| if share > 0.0 { -share * share.log2() } else { 0.0 };
    if whole == 0 {
        return 0.0;
    }
    let share = part as f64 / whole as f64;
    bits(share) + bits(1.0 - share)
}

impl Draft<'_> {
    fn nearest(&self) -> &[Rated] {
        &self.rated[..self.candidates.min(NEAREST)]
    }

    /// The detail, unless nothing would change for the reader.
    fn detail(&self, field: &str, word: Option<String>, act: &str, to: usize) -> Option<DetailOut> {
        if to == 0 || to == self.good {
            return None;
        }
        let about = if word.is_none() { "约" } else { "" };
        let text = match self.good {
            0 => format!("{act}，候选从 {} 条到{about} {to} 条好的", self.candidates),
            good if to > good => format!("{act}，好的从 {good} 条到{about} {to} 条"),
            good => format!("{act}，好的从 {good} 条收窄到{about} {to} 条"),
        };
        Some(DetailOut { field: field.to_owned(), word, from: self.candidates, to, text })
    }
}

/// A name that some of the nearest have.
struct Name {
    field: &'static str,
    text: String,
    gain: f64,
}

fn by_names(draft: &Draft<'_>) -> Vec<Proposal> {
    let mut names = names(draft);
    names.sort_by(|left, right| right.gain.total_cmp(&left.gain).then_with(|| left.text.cmp(&right.text)));
    let proposed = names.into_iter().take(NAMES_MAX).filter_map(|name| {
        let to = good_with(draft, &name);
        let what = if name.field == "indicators" { "指标" } else { "关键词" };
        let act = format!("加上{what}“{}”", name.text);
        let detail = draft.detail(name.field, Some(name.text), &act, to)?;
        Some(Proposal { gain: name.gain, detail })
    });
    proposed.take(NAMES_SHOWN).collect()
}

/// Names of indicators and keywords that the draft does not have and several of the nearest do, in whatever text of them
/// the viewer may read.
fn names(draft: &Draft<'_>) -> Vec<Name> {
    let asked = &draft.rated[0].asked.side;
    let said = fold(&format!("{}\n{}", asked.head, asked.text));
    let speaks_of_it = |one: &&Rated| text_outcome(&one.parts) == Some(Outcome::Met);
    let nearest: Vec<&Rated> = draft.nearest().iter().filter(speaks_of_it).collect();
    let texts: Vec<String> = nearest.iter().map(|one| fold(&one.offered.side.text)).collect();
    let mut seen: HashMap<String, (&'static str, &str)> = HashMap::new();
    for one in &nearest {
        for (field, name) in own_names(&draft.found.achievements[one.achievement]) {
            let folded = fold(name);
            if (2..=NAME_CHARACTERS).contains(&name.chars().count()) && !said.contains(&folded) {
                seen.entry(folded).or_insert((field, name));
            }
        }
    }
    let counted = seen.into_iter().filter_map(|(folded, (field, name))| {
        let carriers = texts.iter().filter(|text| text.contains(&folded)).count();
        let gain = entropy(carriers, texts.len());
        (carriers >= CARRIERS_MIN && gain > 0.0).then(|| Name { field, text: name.to_owned(), gain })
    });
    counted.collect()
}

/// The indicators of a confidential achievement are not for reading.
fn own_names(row: &achievement::Model) -> impl Iterator<Item = (&'static str, &str)> {
    let is_open = row.visibility != Visibility::Confidential;
    let indicators = row.indicators.0.iter().filter(move |_| is_open).map(|one| ("indicators", one.name.trim()));
    indicators.chain(row.keywords.0.iter().map(|keyword| ("keywords", keyword.as_str())))
}

fn good_with(draft: &Draft<'_>, name: &Name) -> usize {
    let mut side = draft.rated[0].asked.side.clone();
    let text = if name.field == "keywords" { &mut side.head } else { &mut side.text };
    text.push('\n');
    text.push_str(&name.text);
    let asked = Asked::new(draft.index, side);
    let near = |one: &Rated| nearness(&asked, &one.offered);
    let kin = draft.rated.iter().filter(|one| one.score >= draft.score_min || in_substance(&one.parts));
    kin.filter(|one| scored(draft, &asked.side, one, near(one), "text").0 >= draft.score_min).count()
}

fn by_limits(draft: &Draft<'_>) -> Vec<Proposal> {
    let asked = &draft.rated[0].asked;
    let near: Vec<Nearness> = draft.rated.iter().map(|one| nearness(asked, &one.offered)).collect();
    let open = LIMITS.iter().filter(|limit| (limit.is_open)(&asked.side));
    open.filter_map(|limit| {
        let tried: Vec<_> = answers(draft, limit).iter().map(|side| outcome(draft, limit, side, &near)).collect();
        let mean = |of: fn(&(f64, usize)) -> f64| tried.iter().map(of).sum::<f64>() / tried.len().max(1) as f64;
        let (gain, to) = (mean(|one| one.0), mean(|one| one.1 as f64).round() as usize);
        Some(Proposal { gain, detail: draft.detail(limit.field, None, limit.act, to)? })
    })
    .collect()
}

/// The draft asking for what one of the nearest offers, for some of them from the first to the last.
fn answers(draft: &Draft<'_>, limit: &Limit) -> Vec<Side> {
    let asked = &draft.rated[0].asked.side;
    let offers = draft.nearest().iter().filter_map(|one| {
        let mut side = asked.clone();
        (limit.ask)(&mut side, &one.offered.side).then_some(side)
    });
    let all: Vec<Side> = offers.collect();
    let step = all.len().div_ceil(ANSWERS_MAX).max(1);
    all.into_iter().step_by(step).collect()
}

/// What an answer tells of the nearest, and how many are good with it.
fn outcome(draft: &Draft<'_>, limit: &Limit, asked: &Side, near: &[Nearness]) -> (f64, usize) {
    let (mut known, mut met, mut good) = (0, 0, 0);
    let nearest = draft.nearest().len();
    for (place, (one, near)) in draft.rated.iter().zip(near).enumerate() {
        let (score, outcome) = scored(draft, asked, one, *near, limit.part);
        good += usize::from(score >= draft.score_min);
        if place < nearest {
            known += usize::from(outcome != Outcome::Unknown);
            met += usize::from(outcome == Outcome::Met);
        }
    }
    // an answer tells nothing of those that do not say
    (entropy(met, known) * known as f64 / nearest.max(1) as f64, good)
}

fn scored(draft: &Draft<'_>, asked: &Side, one: &Rated, near: Nearness, part: &str) -> (f64, Outcome) {
    let parts = parts(asked, &one.offered.side, near, &draft.found.model.weights, draft.now, draft.today);
    let outcome = parts.iter().find(|one| one.name == part).map_or(Outcome::Unknown, |one| one.outcome);
    (sum(&parts), outcome)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_even_split_tells_most() {
        assert!((entropy(5, 10) - 1.0).abs() < 1e-9);
        assert!(entropy(5, 10) > entropy(2, 10) && entropy(2, 10) > entropy(1, 10));
        assert_eq!([entropy(0, 10), entropy(10, 10), entropy(0, 0)], [0.0; 3]);
    }

    #[test]
    fn a_limit_is_open_until_it_is_asked_for() {
        let offered = Side {
            trl: Some(6),
            price_kind: Some(PriceKind::Fixed),
            low_fen: Some(100),
            modes: vec![entity::enums::TransferMode::Transfer],
            field: "10".to_owned(),
            industry: "C3720".to_owned(),
            ..Side::default()
        };
        for limit in &LIMITS {
            let mut asked = Side::default();
            assert!((limit.is_open)(&asked), "{}", limit.field);
            assert!((limit.ask)(&mut asked, &offered), "{}", limit.field);
            assert!(!(limit.is_open)(&asked), "{}", limit.field);
            assert!(!(limit.ask)(&mut asked, &Side::default()), "nobody says: {}", limit.field);
        }
    }
}
