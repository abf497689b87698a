//! Advice while a listing is written: what readers of the other side look for and do not find yet. It is never a condition
//! of saving or publishing; those stand in `fields::missing`.

use entity::enums::PriceKind;
use entity::{achievement, demand};
use serde::Serialize;
use utoipa::ToSchema;

/// Characters of a use that is still one line.
const USE_MAX: usize = 60;
/// From this level on readers ask for a proof.
const PROOF_FROM_TRL: i16 = 4;
const SENTENCE_ENDS: [char; 6] = ['。', '；', ';', '！', '？', '\n'];
/// Amounts without digits.
const AMOUNTS: [&str; 6] = ["百分之", "一半", "减半", "翻倍", "翻番", "一倍"];
/// What something can be better than.
const ALTERNATIVES: [&str; 11] =
    ["同类", "传统", "进口", "常规", "现有", "国外", "国内", "原来", "原工艺", "人工", "对照"];
/// 比 in these is no comparison.
const BEFORE_RATIO: [char; 4] = ['百', '占', '配', '价'];
const AFTER_RATIO: [char; 8] = ['例', '表', '重', '热', '容', '如', '赛', '值'];
/// A demand that says one of these says under which conditions it must work.
const WORKING: &str = "温度 湿度 压力 转速 载荷 负载 振动 冲击 介质 腐蚀 盐雾 粉尘 电压 电流 流量 浓度 工况 环境 室外 户外 \
                       高温 低温 高压 真空 水下 连续 ℃ °C MPa 防护等级";

/// One piece of advice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct AdviceOut {
    pub code: String,
    /// Field of the form.
    pub field: String,
    pub text: String,
}

fn advice(code: &str, field: &str, text: &str) -> AdviceOut {
    AdviceOut { code: code.to_owned(), field: field.to_owned(), text: text.to_owned() }
}

/// What an achievement could say better, in the order of its form.
#[must_use]
pub fn of_achievement(row: &achievement::Model) -> Vec<AdviceOut> {
    let mut given = Vec::new();
    let mut give = |is_there: bool, code: &str, field: &str, text: &str| {
        if !is_there {
            given.push(advice(code, field, text));
        }
    };
    let compared = row.indicators.0.iter().any(|one| says_amount(&one.value) && !one.comparison.is_empty());
    give(
        compared || names_gain(&row.advantage),
        "no_comparison",
        "advantage",
        "优势写一个和谁比的数，如“比进口产品寿命长 30%”。",
    );
    give(!row.application.is_empty(), "no_use", "application", "写一句用在哪里：什么设备、什么场合。");
    let first = row.application.split(SENTENCE_ENDS).next().unwrap_or_default();
    give(first.chars().count() <= USE_MAX, "long_use", "application", "应用场景的第一句写短些，60 个字以内。");
    let has_metrics = row.indicators.0.iter().any(|one| is_metric(&one.value, &one.unit));
    give(has_metrics, "no_metrics", "indicators", "加一行指标，写数值和单位，企业靠它筛选。");
    let is_mature = row.trl.is_some_and(|level| level >= PROOF_FROM_TRL);
    let is_proved = !row.trl_evidence.is_empty() || !row.indicators.0.is_empty();
    give(!is_mature || is_proved, "no_proof", "trl_evidence", "成熟度 4 级及以上要有依据：检测报告、样机或用户证明。");
    given
}

/// What a demand could say better, in the order of its form.
#[must_use]
pub fn of_demand(row: &demand::Model) -> Vec<AdviceOut> {
    let mut given = Vec::new();
    let mut give = |is_there: bool, code: &str, field: &str, text: &str| {
        if !is_there {
            given.push(advice(code, field, text));
        }
    };
    let texts = [&row.summary, &row.problem, &row.key_technology, &row.target, &row.conditions];
    let targets = row.indicators.0.iter();
    let works_under = WORKING.split_whitespace().any(|word| {
        texts.iter().any(|text| text.contains(word)) || targets.clone().any(|target| target.name.contains(word))
    });
    give(works_under, "no_conditions", "key_technology", "写明工作条件，如温度、压力、介质、连续运行时间。");
    let aims = says_amount(&row.target) || targets.clone().any(|target| says_amount(&target.value));
    give(aims, "no_target_number", "target", "目标写一个数，如“故障率降到 1% 以下”。");
    let is_open = row.budget_kind == PriceKind::Negotiable;
    give(!is_open, "no_budget", "budget", "写个预算范围，报价高太多的不会来打扰。");
    give(row.ends_on.is_some(), "no_deadline", "ends_on", "写上截止日期，对方好判断来不来得及。");
    given
}

/// A value with its unit, in two fields or in one (`95%`).
fn is_metric(value: &str, unit: &str) -> bool {
    let names_unit = value.chars().any(|one| one.is_alphabetic() || matches!(one, '%' | '％' | '‰' | '℃' | '°'));
    says_amount(value) && (!unit.is_empty() || names_unit)
}

fn says_amount(text: &str) -> bool {
    text.chars().any(char::is_numeric) || AMOUNTS.iter().any(|amount| text.contains(amount))
}

/// A sentence with an amount and something that it is compared with.
fn names_gain(text: &str) -> bool {
    text.split(SENTENCE_ENDS).any(|sentence| says_amount(sentence) && compares(sentence))
}

fn compares(sentence: &str) -> bool {
    let goes_from = ["由", "从"].iter().filter_map(|from| sentence.split_once(from));
    let mut goes_to = goes_from.map(|(_, rest)| rest.contains(['到', '至']));
    ALTERNATIVES.iter().any(|word| sentence.contains(word)) || goes_to.any(|goes| goes) || says_than(sentence)
}

/// 比 as "than", not as a ratio.
fn says_than(sentence: &str) -> bool {
    let characters: Vec<char> = sentence.chars().collect();
    (0..characters.len()).any(|place| {
        let before = place.checked_sub(1).map(|before| characters[before]);
        characters[place] == '比'
            && !before.is_some_and(|before| BEFORE_RATIO.contains(&before))
            && characters.get(place + 1).is_some_and(|after| !AFTER_RATIO.contains(after))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gain_is_an_amount_against_a_named_alternative() {
        for good in [
            "寿命比进口件长 30%",
            "换型上线由12天降到4小时，漏检率0.12%",
            "成本低；能耗只有传统工艺的一半",
            "强度 600 MPa，与国外产品相当",
        ] {
            assert!(names_gain(good), "{good}");
        }
        for vague in [
            "",
            "性能优异，国际领先",
            "比进口件好得多",
            "比表面积 1200 m²/g",
            "孔隙占比 30%",
            "性价比高，成本 3 元",
            "寿命 5 年。比进口件好",
        ] {
            assert!(!names_gain(vague), "{vague}");
        }
    }

    #[test]
    fn a_metric_has_a_number_and_a_unit() {
        assert!(is_metric("2.5", "s") && is_metric("≥95%", "") && is_metric("IP67", ""));
        assert!(!is_metric("很高", "") && !is_metric("2.5", "") && !is_metric("高", "MPa"));
    }
}
