//! Invented universities, institutes and companies.

use super::random::Random;
use super::rows::OrganizationLine;
use super::vocabulary::Vocabulary;
use entity::enums::{OrganizationKind, Verification};
use std::collections::HashMap;
use uuid::Uuid;

const STREAM: u64 = 1;
const FEWEST: u64 = 40;
/// Listings of one organisation on average.
const LISTINGS: u64 = 120;
/// Where they are: 大连 first, then cities of the reference data.
const CITIES: &[(&str, &str)] = &[
    ("210200", "大连"),
    ("210100", "沈阳"),
    ("110108", "北京"),
    ("310000", "上海"),
    ("440300", "深圳"),
    ("320500", "苏州"),
    ("330100", "杭州"),
    ("370200", "青岛"),
    ("420100", "武汉"),
    ("510100", "成都"),
    ("230100", "哈尔滨"),
    ("610100", "西安"),
    ("340100", "合肥"),
    ("350200", "厦门"),
    ("120116", "天津"),
];
/// 大连 has so many of a hundred.
const AT_HOME: u64 = 35;

pub fn count(listings: u64) -> u64 {
    FEWEST + listings / LISTINGS
}

pub fn make(vocabulary: &Vocabulary, seed: u64, count: u64) -> Vec<OrganizationLine> {
    let mut taken: HashMap<String, u32> = HashMap::new();
    let named_apart = |mut organization: OrganizationLine| {
        let times = taken.entry(organization.name.clone()).or_default();
        *times += 1;
        if *times > 1 {
            organization.name = format!("{}（{times}）", organization.name);
        }
        organization
    };
    (0..count).map(|position| one(vocabulary, seed, position)).map(named_apart).collect()
}

fn one(vocabulary: &Vocabulary, seed: u64, position: u64) -> OrganizationLine {
    let random = &mut Random::of_line(seed, STREAM, position);
    let (region, city) = if random.percent(AT_HOME) { CITIES[0] } else { *random.one(CITIES) };
    let syllables = format!("{}{}", random.one(&vocabulary.name_syllables), random.one(&vocabulary.name_syllables));
    // two universities or institutes, then three companies
    let (kind, name, short_name) = if position % 5 < 2 {
        let school = random.one(&vocabulary.schools);
        let kind = if school.ends_with("大学") { OrganizationKind::University } else { OrganizationKind::Institute };
        (
            kind,
            format!("{city}{syllables}{school}"),
            format!("{syllables}{}", school.chars().take(2).collect::<String>()),
        )
    } else {
        let trade = random.one(&vocabulary.trades);
        (OrganizationKind::Company, format!("{city}{syllables}{trade}有限公司"), format!("{syllables}{trade}"))
    };
    let verification = if random.percent(80) { Verification::Verified } else { Verification::Pending };
    OrganizationLine { id: id(random), name, short_name, kind, region: region.to_owned(), verification }
}

/// A random id (version 4) of the stream.
fn id(random: &mut Random) -> Uuid {
    let bytes = (u128::from(random.next()) << 64) | u128::from(random.next());
    uuid::Builder::from_random_bytes(bytes.to_be_bytes()).into_uuid()
}
