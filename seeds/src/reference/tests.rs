use std::collections::BTreeSet;

use super::*;

#[test]
fn tables_are_complete() {
    let reference = reference();
    assert_eq!(reference.fields.len(), 11);
    assert_eq!(reference.chains.len(), 8);
    assert_eq!(reference.trl.iter().map(|level| level.level).collect::<Vec<_>>(), (1..=9).collect::<Vec<_>>());
    assert_eq!(reference.contract_types.len(), 5);
    let industries_of_length = |length| reference.industries.iter().filter(|item| item.code.len() == length).count();
    assert_eq!((industries_of_length(1), industries_of_length(3)), (20, 97));
    let provinces = reference.regions.iter().filter(|item| item.code.ends_with("0000")).count();
    assert_eq!(provinces, 34);
}

#[test]
fn codes_are_unique_in_every_dictionary() {
    for (name, entries) in &reference().dictionaries {
        let codes: BTreeSet<&str> = entries.iter().map(|entry| entry.code.as_str()).collect();
        assert_eq!(codes.len(), entries.len(), "{name}");
        assert!(!entries.iter().any(|entry| entry.label.is_empty()), "{name}");
    }
}

#[test]
fn every_code_hangs_below_a_known_one() {
    for industry in &reference().industries {
        assert!(industry_is_valid(&industry.code), "{}", industry.code);
        let parent = match industry.code.len() {
            1 | 3 => &industry.code[..1],
            length => &industry.code[..length - 1],
        };
        assert!(reference().industry_names.contains_key(parent), "{}", industry.code);
    }
    for region in &reference().regions {
        assert!(region.code.ends_with("0000") || !region_ancestors(&region.code).is_empty(), "{}", region.code);
    }
    for zone in &reference().functional_zones {
        assert!(region_is_valid(&zone.region), "{}", zone.name);
    }
    for level in &reference().trl {
        assert!(contains_code("display_stage", &level.display_stage), "{}", level.level);
    }
    for kind in &reference().unit_kinds {
        assert!(kind.parent.as_deref().is_none_or(|parent| contains_code("unit_kind", parent)), "{}", kind.code);
    }
}

#[test]
fn labels_are_found() {
    assert_eq!(label("listing_state", "in_talks"), Some("洽谈中"));
    assert_eq!(label("listing_state", "unknown"), None);
    assert_eq!(field("10"), Some("现代交通"));
    assert_eq!(label("contract_sub_type", "TL1"), Some("专利实施许可"));
}

#[test]
fn an_industry_is_labelled_by_its_longest_known_prefix() {
    assert_eq!(industry_label("C3715"), Some("铁路机车车辆配件制造"));
    assert_eq!(industry_label("C3718"), Some("铁路运输设备制造"));
    assert_eq!(industry_label("C"), Some("制造业"));
    for invalid in ["", "Z", "C9", "C99", "A37", "C37A", "C37150", "37", "制造"] {
        assert_eq!(industry_label(invalid), None, "{invalid}");
    }
}

#[test]
fn a_region_is_labelled_with_what_is_above_it() {
    assert_eq!(region_label("210200").as_deref(), Some("辽宁省大连市"));
    assert_eq!(region_label("210211").as_deref(), Some("辽宁省大连市甘井子区"));
    assert_eq!(region_label("110108").as_deref(), Some("北京市海淀区"));
    assert_eq!(region_label("210000").as_deref(), Some("辽宁省"));
    assert_eq!(region_label("219999"), None);
    assert_eq!(region_ancestors("210211"), ["210000", "210200"]);
    assert!(region_ancestors("大连").is_empty());
}
