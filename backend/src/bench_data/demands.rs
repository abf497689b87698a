//! Demands: a company's trouble in its own words.

use super::Maker;
use super::achievements::{id, keywords, modes, moment, price, thing, visibility};
use super::random::Random;
use super::rows::DemandLine;
use super::topic::Topic;
use super::vocabulary::FieldWords;
use chrono::Datelike as _;
use entity::enums::{DemandKind, PublishMode};
use entity::value::{Elements, Target};

const STREAM: u64 = 3;
/// Characters of problem and key technology.
const PROBLEM: (i64, i64) = (90, 320);
const KEY_TECHNOLOGY: (i64, i64) = (60, 220);
/// The longest sentence that may still be added.
const ROOM: usize = 120;

pub fn make(maker: &Maker, position: u64, count: u64) -> DemandLine {
    let random = &mut maker.random(STREAM, position);
    let topic = maker.topics.draw(random);
    let field = &maker.vocabulary.fields[topic.field_number];
    let published_at = moment(random, position, count);
    let object = thing(maker, topic, random);
    let method = topic.method(random).to_owned();
    let trouble = random.one(&maker.vocabulary.troubles).clone();
    let owner = maker.company(random);
    DemandLine {
        id: id(random, published_at),
        number: format!("XQ-{}-{:06}", published_at.year(), position + 1),
        organization_id: owner.id,
        visibility: visibility(random),
        publish_mode: publish_mode(random),
        title: title(topic, &object, &method, &trouble, random),
        summary: format!("{}的{object}{trouble}", topic.purpose(random)),
        keywords: keywords(topic, &object, &method, random),
        field: field.code.clone(),
        industry: random.one(&field.industries).clone(),
        region: owner.region.clone(),
        kind: *random.one(DemandKind::ALL),
        problem: problem(maker, topic, &object, &trouble, random),
        key_technology: key_technology(maker, topic, &object, &method, random),
        target: format!("{object}{}", random.one(&maker.vocabulary.effects)),
        elements: elements(maker, topic, &object, &method, random),
        indicators: targets(field, random),
        modes: modes(random),
        budget: price(random),
        trl_min: i16::try_from(random.between(3, 8)).unwrap_or(6),
        published_at,
    }
}

fn publish_mode(random: &mut Random) -> PublishMode {
    match random.below(100) {
        0..=4 => PublishMode::Invited,
        5..=24 => PublishMode::Anonymous,
        _ => PublishMode::Named,
    }
}

fn title(topic: &Topic, object: &str, method: &str, trouble: &str, random: &mut Random) -> String {
    let purpose = topic.purpose(random);
    match random.below(6) {
        0 => format!("{purpose}用的{object}{trouble}，求解决办法"),
        1 => format!("寻求{object}{method}技术"),
        2 => format!("{object}{trouble}怎么办"),
        3 => format!("想把{method}用到{object}上，找会做的团队"),
        4 => format!("{purpose}急需替代进口{object}"),
        _ => format!("{object}{trouble}，想要{method}"),
    }
}

fn problem(maker: &Maker, topic: &Topic, object: &str, trouble: &str, random: &mut Random) -> String {
    let mut text = format!("我们做{}，现在用的{object}{trouble}。", topic.purpose(random));
    fill(&mut text, PROBLEM, random, |random, text| maker.sentences.problem(topic, random, text));
    text
}

fn key_technology(maker: &Maker, topic: &Topic, object: &str, method: &str, random: &mut Random) -> String {
    let mut text = format!("希望对方在{object}的{method}上有基础。");
    fill(&mut text, KEY_TECHNOLOGY, random, |random, text| maker.sentences.description(topic, random, text));
    text
}

fn fill(text: &mut String, length: (i64, i64), random: &mut Random, more: impl Fn(&mut Random, &mut String)) {
    let wanted = usize::try_from(random.between(length.0, length.1)).unwrap_or(0);
    while text.chars().count() < wanted.min(500 - ROOM) {
        more(random, text);
    }
}

fn elements(maker: &Maker, topic: &Topic, object: &str, method: &str, random: &mut Random) -> Elements {
    Elements {
        material: vec![maker.vocabulary.made_word(random)],
        method: vec![method.to_owned()],
        effect: vec![random.one(&maker.vocabulary.effects).clone()],
        product: vec![object.to_owned()],
        application: vec![topic.purpose(random).to_owned()],
    }
}

fn targets(field: &FieldWords, random: &mut Random) -> Vec<Target> {
    let row = |random: &mut Random| {
        let (name, unit, low, high) = random.one(&field.indicators);
        let value = random.between(*low, *high);
        Target {
            name: name.clone(),
            current: (value * 3 / 2).to_string(),
            value: value.to_string(),
            unit: unit.clone(),
            acceptance: String::new(),
        }
    };
    (0..random.between(1, 3)).map(|_| row(random)).collect()
}
