//! Random numbers that stay the same on every machine and in every version: SplitMix64, one stream a line.

/// A stream of random numbers.
pub struct Random(u64);

impl Random {
    /// The stream of one line of one file.
    pub fn of_line(seed: u64, file: u64, line: u64) -> Self {
        let mut start = Self(seed ^ file.rotate_left(56));
        let mixed = start.next();
        Self(mixed ^ line.wrapping_mul(0xD134_2543_DE82_EF95))
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// From 0 to 1.
    pub fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Below the limit, which is at least 1.
    pub fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit.max(1) as u64).unwrap_or(0)
    }

    /// Both ends are included.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = u64::try_from(high - low).unwrap_or(0) + 1;
        low + i64::try_from(self.next() % span).unwrap_or(0)
    }

    /// True in so many of a hundred cases.
    pub fn percent(&mut self, share: u64) -> bool {
        self.next() % 100 < share
    }

    /// One of a list that is not empty, each as likely as the others.
    pub fn one<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }

    /// The list in another order.
    pub fn shuffled<T: Clone>(&mut self, list: &[T]) -> Vec<T> {
        let mut mixed = list.to_vec();
        for last in (1..mixed.len()).rev() {
            mixed.swap(last, self.below(last + 1));
        }
        mixed
    }
}

/// Ranks drawn by Zipf's law: the n-th is `n^-exponent` as likely as the first.
pub struct Zipf {
    cumulative: Vec<f64>,
}

impl Zipf {
    pub fn new(ranks: usize, exponent: f64) -> Self {
        let mut sum = 0.0;
        let weight = |rank: usize| (rank as f64).powf(-exponent);
        let mut cumulative: Vec<f64> = (1..=ranks.max(1))
            .map(|rank| {
                sum += weight(rank);
                sum
            })
            .collect();
        cumulative.iter_mut().for_each(|value| *value /= sum);
        Self { cumulative }
    }

    /// A rank, from 0.
    pub fn rank(&self, random: &mut Random) -> usize {
        let share = random.share();
        self.cumulative.partition_point(|&value| value <= share).min(self.cumulative.len() - 1)
    }
}
