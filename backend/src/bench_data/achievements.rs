//! Achievements: a title of object, method and purpose, and a text that keeps to its topic.

use super::Maker;
use super::random::Random;
use super::rows::AchievementLine;
use super::topic::Topic;
use super::vocabulary::{FieldWords, patent_number};
use chrono::{DateTime, Datelike as _, TimeDelta, Utc};
use entity::enums::{IpKind, IpStatus, PriceKind, ResultForm, TransferMode, Visibility};
use entity::value::{Indicator, IpRight, Price};
use uuid::Uuid;

const STREAM: u64 = 2;
/// Time ends here (2026-11-01), so that the same options always give the same lines.
const LAST_DAY: i64 = 1_793_491_200;
const SPAN_SECONDS: i64 = 5 * 365 * 86_400;
/// Characters of the body.
const BODY: (i64, i64) = (230, 560);
const MODES: &[TransferMode] = &[
    TransferMode::Transfer,
    TransferMode::LicenseOrdinary,
    TransferMode::JointDevelopment,
    TransferMode::Cooperation,
    TransferMode::CommissionedDevelopment,
    TransferMode::LicenseExclusive,
    TransferMode::Equity,
    TransferMode::Service,
    TransferMode::UseFirstPayLater,
    TransferMode::OpenLicense,
];

pub fn make(maker: &Maker, position: u64, count: u64) -> AchievementLine {
    let random = &mut maker.random(STREAM, position);
    let topic = maker.topics.draw(random);
    let field = &maker.vocabulary.fields[topic.field_number];
    let published_at = moment(random, position, count);
    let object = thing(maker, topic, random);
    let method = topic.method(random).to_owned();
    let purpose = topic.purpose(random).to_owned();
    let owner = maker.supplier(random);
    let (problem, advantage, description) = texts(maker, topic, &object, &method, random);
    AchievementLine {
        id: id(random, published_at),
        number: format!("CG-{}-{:06}", published_at.year(), position + 1),
        organization_id: owner.id,
        visibility: visibility(random),
        title: title(maker, &object, &method, &purpose, random),
        summary: summary(maker, &object, &method, &purpose, random),
        keywords: keywords(topic, &object, &method, random),
        field: field.code.clone(),
        industry: random.one(&field.industries).clone(),
        region: owner.region.clone(),
        form: *random.one(ResultForm::ALL),
        trl: i16::try_from(random.between(2, 9)).unwrap_or(6),
        problem,
        advantage,
        application: format!("{purpose}、{}、{}", topic.purpose(random), topic.purpose(random)),
        description,
        indicators: indicators(field, random),
        ip_rights: rights(&object, published_at.year(), random),
        modes: modes(random),
        price: price(random),
        published_at,
    }
}

/// What the listing is about: mostly a word of the topic, at times a made word or a model.
pub fn thing(maker: &Maker, topic: &Topic, random: &mut Random) -> String {
    let object = topic.object(random).to_owned();
    match random.below(20) {
        0..=2 => maker.vocabulary.made_word(random),
        3 => format!("{}型{object}", maker.vocabulary.model_number(random)),
        4 => format!("{}{object}", random.one(&maker.vocabulary.manners)),
        _ => object,
    }
}

fn title(maker: &Maker, object: &str, method: &str, purpose: &str, random: &mut Random) -> String {
    let words = &maker.vocabulary;
    let head = random.one(&words.achievement_heads);
    let manner = random.one(&words.manners);
    match random.below(9) {
        0 => format!("基于{method}的{object}{head}"),
        1 => format!("面向{purpose}的{object}{head}"),
        2 => format!("{purpose}用{manner}{object}"),
        3 => format!("{object}{method}{head}"),
        4 => format!("一种{manner}{object}及其{method}方法"),
        5 => format!("{manner}{object}{head}"),
        6 => format!("{purpose}{object}{method}{head}"),
        7 => format!("{object}的{method}与{}", random.one(&words.effects)),
        _ => format!("{} {object}{method}{head}", words.model_number(random)),
    }
}

fn summary(maker: &Maker, object: &str, method: &str, purpose: &str, random: &mut Random) -> String {
    let effect = random.one(&maker.vocabulary.effects);
    match random.below(5) {
        0 => format!("用{method}做{object}，{effect}"),
        1 => format!("{purpose}场合的{object}，{effect}，已有样机"),
        2 => format!("把{method}用到{object}上，{effect}并{}", random.one(&maker.vocabulary.effects)),
        3 => format!("{object}{effect}的整套办法，适合{purpose}"),
        _ => format!("解决{object}{}的问题", random.one(&maker.vocabulary.troubles)),
    }
}

pub fn keywords(topic: &Topic, object: &str, method: &str, random: &mut Random) -> Vec<String> {
    let mut words = vec![object.to_owned(), method.to_owned()];
    for _ in 0..random.between(1, 3) {
        words.push(topic.term(random).to_owned());
    }
    words.push(topic.purpose(random).to_owned());
    let mut kept: Vec<String> = Vec::with_capacity(words.len());
    for word in words {
        if !kept.contains(&word) && word.chars().count() <= 30 {
            kept.push(word);
        }
    }
    kept
}

/// Problem, advantage and description: together as long as a body is.
fn texts(maker: &Maker, topic: &Topic, object: &str, method: &str, random: &mut Random) -> (String, String, String) {
    let wanted = usize::try_from(random.between(BODY.0, BODY.1)).unwrap_or(0);
    let (mut problem, mut advantage, mut description) = (String::new(), String::new(), String::new());
    maker.sentences.problem(topic, random, &mut problem);
    maker.sentences.description(topic, random, &mut advantage);
    let words = &maker.vocabulary;
    description.push_str(&match random.below(4) {
        0 => format!("以{object}为对象，采用{method}，{}。", random.one(&words.effects)),
        1 => format!("本成果把{method}与{}结合，用于{object}。", topic.method(random)),
        2 => format!("{object}由{}与{}组成。", topic.object(random), words.made_word(random)),
        _ => format!("在{}中对{object}做{method}，样机型号{}。", topic.purpose(random), words.model_number(random)),
    });
    let length = |text: &str| text.chars().count();
    while length(&problem) + length(&advantage) + length(&description) < wanted {
        maker.sentences.description(topic, random, &mut description);
    }
    (problem, advantage, description)
}

fn indicators(field: &FieldWords, random: &mut Random) -> Vec<Indicator> {
    let row = |random: &mut Random| {
        let (name, unit, low, high) = random.one(&field.indicators);
        Indicator {
            name: name.clone(),
            value: random.between(*low, *high).to_string(),
            unit: unit.clone(),
            comparison: String::new(),
            condition: ["", "第三方检测", "样机实测", "连续运行"][random.below(4)].to_owned(),
        }
    };
    (0..random.between(1, 4)).map(|_| row(random)).collect()
}

fn rights(object: &str, year: i32, random: &mut Random) -> Vec<IpRight> {
    let row = |random: &mut Random| {
        let granted = year - i32::try_from(random.between(1, 6)).unwrap_or(1);
        IpRight {
            kind: IpKind::Invention,
            status: if random.percent(70) { IpStatus::Granted } else { IpStatus::Applied },
            number: Some(patent_number(random, granted)),
            title: Some(format!("一种{object}")),
            fee_due_on: None,
        }
    };
    (0..random.between(0, 2)).map(|_| row(random)).collect()
}

/// The line's moment: the lines follow each other in time.
pub fn moment(random: &mut Random, position: u64, count: u64) -> DateTime<Utc> {
    let share = (position as f64 + random.share()) / count.max(1) as f64;
    DateTime::UNIX_EPOCH + TimeDelta::seconds(LAST_DAY - SPAN_SECONDS + (SPAN_SECONDS as f64 * share) as i64)
}

/// A time-ordered id of the moment.
pub fn id(random: &mut Random, at: DateTime<Utc>) -> Uuid {
    let mut bytes = [0; 10];
    bytes[..8].copy_from_slice(&random.next().to_be_bytes());
    bytes[8..].copy_from_slice(&random.next().to_be_bytes()[..2]);
    uuid::Builder::from_unix_timestamp_millis(u64::try_from(at.timestamp_millis()).unwrap_or(0), &bytes).into_uuid()
}

pub fn visibility(random: &mut Random) -> Visibility {
    match random.below(100) {
        0..=3 => Visibility::Confidential,
        4..=9 => Visibility::Verified,
        10..=17 => Visibility::SignedIn,
        _ => Visibility::Public,
    }
}

pub fn modes(random: &mut Random) -> Vec<TransferMode> {
    let mut modes: Vec<TransferMode> = (0..random.between(1, 3)).map(|_| *random.one(MODES)).collect();
    modes.sort_unstable();
    modes.dedup();
    modes
}

/// From ten thousand to fifty million yuan; a third is negotiable.
pub fn price(random: &mut Random) -> Price {
    if random.percent(33) {
        return Price { kind: PriceKind::Negotiable, low_fen: None, high_fen: None };
    }
    let low = 10_f64.powf(4.0 + 3.4 * random.share()).round() as i64 / 1_000 * 100_000;
    if random.percent(50) {
        return Price { kind: PriceKind::Fixed, low_fen: Some(low), high_fen: Some(low) };
    }
    Price { kind: PriceKind::Range, low_fen: Some(low), high_fen: Some(low + low * random.between(20, 150) / 100) }
}
