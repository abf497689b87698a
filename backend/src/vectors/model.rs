//! A trained model: what each gram points to, and what a text of such grams does.
//!
//! The vector of a text is the sum of (1 + ln count) · rarity · row over its grams, at length 1, less what all texts have in
//! common, at length 1 again.

use super::bytes::normalised;
use super::corpus::Counted;
use super::{bytes, ppmi, svd};
use anyhow::{Context as _, ensure};
use search_index::{Gram, gram_counts};
use std::collections::HashMap;

/// Numbers of a vector.
const DIMENSION: usize = 50;
/// First bytes of a written model; another way of writing has others.
const MARK: &[u8; 4] = b"JQV1";

/// What was measured while it was trained.
#[derive(Clone, Copy, Debug, serde::Serialize)]
pub struct Figures {
    pub grams: usize,
    pub pairs: usize,
    pub sentences: usize,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trained {
    places: HashMap<Gram, usize>,
    rarities: Vec<f32>,
    rows: Vec<f32>,
    dimension: usize,
    /// What all texts have in common; empty until it is known.
    common: Vec<f32>,
}

impl Trained {
    /// Learns from what the texts say.
    #[must_use]
    pub fn learn(counted: Counted) -> (Self, Figures) {
        let pairs = ppmi::of(&counted);
        let rows = svd::rows(&pairs, DIMENSION);
        let sentences = counted.sentences.iter().count();
        let figures = Figures { grams: counted.grams.len(), pairs: pairs.len(), sentences };
        let rarity = |&listings_of: &u32| (1.0 + counted.listings as f32 / listings_of as f32).ln();
        let trained = Self {
            rarities: counted.listings_of.iter().map(rarity).collect(),
            places: counted.grams.into_iter().enumerate().map(|(place, gram)| (gram, place)).collect(),
            dimension: rows.nrows(),
            rows: rows.as_slice().to_vec(),
            common: Vec::new(),
        };
        (trained, figures)
    }

    #[must_use]
    pub fn dimension(&self) -> usize {
        self.dimension
    }

    /// Where a text points, what all texts have in common included; nothing for a text of unknown grams.
    #[must_use]
    pub fn direction(&self, text: &str) -> Option<Vec<f32>> {
        let known = |(gram, count): (Gram, u32)| Some((*self.places.get(&gram)?, count));
        let mut known: Vec<(usize, u32)> = gram_counts(text).into_iter().filter_map(known).collect();
        // sums in the same order each time
        known.sort_unstable();
        let mut sum = vec![0.0; self.dimension];
        for (place, count) in known {
            let weight = (1.0 + (count as f32).ln()) * self.rarities[place];
            let row = &self.rows[place * self.dimension..(place + 1) * self.dimension];
            sum.iter_mut().zip(row).for_each(|(sum, value)| *sum += weight * value);
        }
        normalised(sum)
    }

    /// The vector of a text; nothing for a text of unknown grams, or one that says what all texts say.
    #[must_use]
    pub fn vector(&self, text: &str) -> Option<Vec<f32>> {
        self.apart(self.direction(text)?)
    }

    /// A direction less what all texts have in common.
    #[must_use]
    pub fn apart(&self, mut direction: Vec<f32>) -> Option<Vec<f32>> {
        direction.iter_mut().zip(&self.common).for_each(|(value, common)| *value -= common);
        normalised(direction)
    }

    /// Notes what the directions of all texts have in common.
    pub fn set_common<'a>(&mut self, directions: impl Iterator<Item = &'a [f32]>) {
        let (mut sum, mut count) = (vec![0.0_f64; self.dimension], 0.0);
        for direction in directions {
            sum.iter_mut().zip(direction).for_each(|(sum, value)| *sum += f64::from(*value));
            count += 1.0;
        }
        self.common = sum.into_iter().map(|sum| (sum / f64::max(count, 1.0)) as f32).collect();
    }

    /// The model as bytes: mark, dimension, number of grams, what is common, then each gram with its rarity and row.
    ///
    /// # Errors
    /// It has more grams, or a gram more bytes, than the form can say.
    pub fn encode(&self) -> anyhow::Result<Vec<u8>> {
        let mut grams: Vec<(&Gram, usize)> = self.places.iter().map(|(gram, &place)| (gram, place)).collect();
        grams.sort_unstable_by_key(|&(_, place)| place);
        let mut written = MARK.to_vec();
        written.extend(u32::try_from(self.dimension)?.to_le_bytes());
        written.extend(u32::try_from(grams.len())?.to_le_bytes());
        written.extend(bytes::encode(&self.common));
        for (gram, place) in grams {
            written.push(u8::from(gram.is_pair));
            written.extend(u16::try_from(gram.text.len())?.to_le_bytes());
            written.extend(gram.text.as_bytes());
            written.extend(self.rarities[place].to_le_bytes());
            written.extend(bytes::encode(&self.rows[place * self.dimension..(place + 1) * self.dimension]));
        }
        Ok(written)
    }

    /// Reads what [`Self::encode`] wrote.
    ///
    /// # Errors
    /// The bytes are cut off or none of ours.
    pub fn decode(written: &[u8]) -> anyhow::Result<Self> {
        let mut rest = Rest(written);
        ensure!(rest.take(MARK.len())? == MARK, "these are no grams of a vector model");
        let dimension = rest.number()? as usize;
        let count = rest.number()? as usize;
        let mut model = Self { dimension, common: rest.floats(dimension)?, ..Self::default() };
        for place in 0..count {
            let is_pair = rest.take(1)? == [1];
            let length = u16::from_le_bytes(rest.take(2)?.try_into()?);
            let text = std::str::from_utf8(rest.take(length.into())?)?.to_owned();
            model.places.insert(Gram { text, is_pair }, place);
            model.rarities.extend(rest.floats(1)?);
            model.rows.extend(rest.floats(dimension)?);
        }
        ensure!(rest.0.is_empty(), "the grams of a vector model have more bytes than they should");
        Ok(model)
    }
}

/// Bytes that are not read yet.
struct Rest<'a>(&'a [u8]);

impl<'a> Rest<'a> {
    fn take(&mut self, count: usize) -> anyhow::Result<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count).context("the grams of a vector model are cut off")?;
        self.0 = rest;
        Ok(taken)
    }

    fn number(&mut self) -> anyhow::Result<u32> {
        Ok(u32::from_le_bytes(self.take(4)?.try_into()?))
    }

    fn floats(&mut self, count: usize) -> anyhow::Result<Vec<f32>> {
        let taken = self.take(count.saturating_mul(size_of::<f32>()))?;
        if taken.is_empty() {
            return Ok(Vec::new());
        }
        bytes::decode(taken).context("the grams of a vector model have numbers that are none")
    }
}

#[cfg(test)]
mod tests {
    use super::Trained;
    use crate::matches::compare::cosine;
    use crate::vectors::corpus::Corpus;

    /// Doors and batteries, each in the company of its own words.
    const TEXTS: [&str; 10] = [
        "塞拉门控制器用于地铁车辆客室。塞拉门的开关门时间与防夹力",
        "地铁车门触摸屏控制器。车门防夹力检测，客室车门开关可靠",
        "客室塞拉门密封与驱动机构，地铁车辆用",
        "车门驱动机构的故障诊断。地铁车辆客室车门",
        "轨道交通车门控制，开关门时间短，防夹力小",
        "锂离子电池正极材料的循环寿命。电池能量密度高",
        "全钒液流电池储能系统。电池电解液与隔膜",
        "电池隔膜与电解液的匹配，储能系统循环寿命长",
        "燃料电池膜电极。电池能量密度与循环寿命",
        "储能电池管理系统，电池能量密度估计",
    ];

    fn trained() -> Trained {
        let mut corpus = Corpus::default();
        TEXTS.iter().for_each(|text| corpus.read(text, 1_000));
        let (mut model, _) = Trained::learn(corpus.counted());
        let directions: Vec<_> = TEXTS.iter().filter_map(|text| model.direction(text)).collect();
        model.set_common(directions.iter().map(Vec::as_slice));
        model
    }

    #[test]
    fn what_stands_in_the_same_company_is_near() {
        let model = trained();
        let near = |left: &str, right: &str| {
            cosine(&model.vector(left).expect("known"), &model.vector(right).expect("known")).expect("vectors")
        };
        assert!(near("塞拉门", "车门") > near("塞拉门", "电池") + 0.2);
        assert!(near("防夹力", "客室") > near("防夹力", "隔膜"), "no gram in common");
        let length: f32 = model.vector("塞拉门").expect("known").iter().map(|value| value * value).sum();
        assert!((length - 1.0).abs() < 1e-4);
    }

    #[test]
    fn the_same_texts_give_the_same_model() {
        assert_eq!(trained().encode().expect("bytes"), trained().encode().expect("bytes"));
    }

    #[test]
    fn odd_texts_have_no_vector() {
        let model = trained();
        for odd in ["", "，。", "12345", "\u{0}", "珊瑚", "👍🏽"] {
            assert_eq!(model.vector(odd), None, "{odd:?}");
        }
        let (nothing, figures) = Trained::learn(Corpus::default().counted());
        assert_eq!((nothing.vector("塞拉门"), figures.grams, nothing.dimension()), (None, 0, 0));
    }

    #[test]
    fn a_written_model_is_read_again_and_a_damaged_one_is_not() {
        let model = trained();
        let written = model.encode().expect("bytes");
        assert_eq!(Trained::decode(&written).expect("ours"), model);
        assert!(Trained::decode(&written[..written.len() - 1]).is_err(), "cut off");
        assert!(Trained::decode(&[written.as_slice(), &[0]].concat()).is_err(), "too long");
        assert!(Trained::decode(b"JQV0").is_err());
        let mut odd = written;
        let place = odd.len() - 4;
        odd[place..].copy_from_slice(&f32::NAN.to_le_bytes());
        assert!(Trained::decode(&odd).is_err(), "not a number");
    }
}
