//! Topics: what a group of listings is about. A topic takes some words of its field and puts them in its own order.

use super::random::{Random, Zipf};
use super::vocabulary::{FieldWords, Vocabulary};

/// Topics of one field.
const TOPICS: usize = 60;
const OBJECTS: usize = 9;
const METHODS: usize = 7;
const PURPOSES: usize = 6;
/// How many listings of a hundred belong to each field, in the order of the vocabulary.
const FIELD_SHARES: [usize; 11] = [20, 4, 18, 12, 10, 12, 8, 1, 6, 7, 2];
const EXPONENT: f64 = 0.9;
const WORD_EXPONENT: f64 = 0.8;

/// Words of a group of listings, the most frequent first.
pub struct Topic {
    pub number: usize,
    pub field: String,
    /// Place of the field in the vocabulary.
    pub field_number: usize,
    objects: Vec<String>,
    methods: Vec<String>,
    purposes: Vec<String>,
    ranks: Zipf,
}

impl Topic {
    fn new(field: &FieldWords, field_number: usize, number: usize) -> Self {
        let mut random = Random::of_line(u64::MAX, field_number as u64, number as u64);
        let mut pick = |list: &[String], count: usize| {
            let mut mixed = random.shuffled(list);
            mixed.truncate(count);
            mixed
        };
        Self {
            number,
            field: field.code.clone(),
            field_number,
            objects: pick(&field.objects, OBJECTS),
            methods: pick(&field.methods, METHODS),
            purposes: pick(&field.purposes, PURPOSES),
            ranks: Zipf::new(OBJECTS, WORD_EXPONENT),
        }
    }

    fn word<'a>(&self, list: &'a [String], random: &mut Random) -> &'a str {
        &list[self.ranks.rank(random).min(list.len() - 1)]
    }

    pub fn object(&self, random: &mut Random) -> &str {
        self.word(&self.objects, random)
    }

    pub fn method(&self, random: &mut Random) -> &str {
        self.word(&self.methods, random)
    }

    pub fn purpose(&self, random: &mut Random) -> &str {
        self.word(&self.purposes, random)
    }

    /// An object or a method.
    pub fn term(&self, random: &mut Random) -> &str {
        if random.percent(60) { self.object(random) } else { self.method(random) }
    }
}

/// All topics, by field.
pub struct Topics {
    by_field: Vec<Vec<Topic>>,
    ranks: Zipf,
}

impl Topics {
    pub fn new(vocabulary: &Vocabulary) -> Self {
        let topics =
            |(number, field): (usize, &FieldWords)| (0..TOPICS).map(|topic| Topic::new(field, number, topic)).collect();
        let by_field = vocabulary.fields.iter().enumerate().map(topics).collect();
        Self { by_field, ranks: Zipf::new(TOPICS, EXPONENT) }
    }

    pub fn draw(&self, random: &mut Random) -> &Topic {
        let mut left = random.below(FIELD_SHARES.iter().sum());
        let mut field = 0;
        while field + 1 < self.by_field.len() && left >= FIELD_SHARES[field] {
            left -= FIELD_SHARES[field];
            field += 1;
        }
        &self.by_field[field][self.ranks.rank(random)]
    }
}
