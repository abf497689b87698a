//! The demo world: the demo files, compiled in and parsed on demand.

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::demo::{DemoAchievement, DemoDeal, DemoDemand, DemoOrganization, DemoPerson};

/// Everything a demonstration starts with, in the order of the files.
#[derive(Debug, Clone, Default)]
pub struct DemoWorld {
    pub organizations: Vec<DemoOrganization>,
    pub people: Vec<DemoPerson>,
    pub achievements: Vec<DemoAchievement>,
    pub demands: Vec<DemoDemand>,
    pub deals: Vec<DemoDeal>,
}

#[derive(Debug, thiserror::Error)]
#[error("seeds/demo/{file} does not parse")]
pub struct SeedError {
    pub file: &'static str,
    #[source]
    pub source: toml::de::Error,
}

struct DemoFile {
    name: &'static str,
    text: &'static str,
}

macro_rules! demo_file {
    ($name:literal) => {
        DemoFile { name: $name, text: include_str!(concat!("../demo/", $name)) }
    };
}

const ORGANIZATIONS: DemoFile = demo_file!("organizations.toml");
const PEOPLE: DemoFile = demo_file!("people.toml");
const DEALS: DemoFile = demo_file!("deals.toml");
const ACHIEVEMENTS: [DemoFile; 9] = [
    demo_file!("achievements/real.toml"),
    demo_file!("achievements/software.toml"),
    demo_file!("achievements/culture.toml"),
    demo_file!("achievements/ai.toml"),
    demo_file!("achievements/vehicle-network.toml"),
    demo_file!("achievements/smart-manufacturing.toml"),
    demo_file!("achievements/clean-energy.toml"),
    demo_file!("achievements/life-science.toml"),
    demo_file!("achievements/marine.toml"),
];
const DEMANDS: [DemoFile; 9] = [
    demo_file!("demands/real.toml"),
    demo_file!("demands/software.toml"),
    demo_file!("demands/culture.toml"),
    demo_file!("demands/ai.toml"),
    demo_file!("demands/vehicle-network.toml"),
    demo_file!("demands/smart-manufacturing.toml"),
    demo_file!("demands/clean-energy.toml"),
    demo_file!("demands/life-science.toml"),
    demo_file!("demands/marine.toml"),
];

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct OrganizationFile {
    organization: Vec<DemoOrganization>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct PersonFile {
    person: Vec<DemoPerson>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct AchievementFile {
    achievement: Vec<DemoAchievement>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct DemandFile {
    demand: Vec<DemoDemand>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct DealFile {
    deal: Vec<DemoDeal>,
}

fn parse<T: DeserializeOwned>(file: &DemoFile) -> Result<T, SeedError> {
    toml::from_str(file.text).map_err(|source| SeedError { file: file.name, source })
}

/// Parses the whole world; the references between the files are checked by the tests of this crate, not here.
pub fn demo_world() -> Result<DemoWorld, SeedError> {
    let mut world = DemoWorld {
        organizations: parse::<OrganizationFile>(&ORGANIZATIONS)?.organization,
        people: parse::<PersonFile>(&PEOPLE)?.person,
        deals: parse::<DealFile>(&DEALS)?.deal,
        ..DemoWorld::default()
    };
    for file in &ACHIEVEMENTS {
        world.achievements.extend(parse::<AchievementFile>(file)?.achievement);
    }
    for file in &DEMANDS {
        world.demands.extend(parse::<DemandFile>(file)?.demand);
    }
    Ok(world)
}
