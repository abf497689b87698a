//! A square matrix of which most is zero, times a dense one.
//!
//! Dense matrices lie turned: each column is one gram with its few numbers behind each other.

use nalgebra::DMatrix;
use std::panic::resume_unwind;
use std::thread;

/// Threads of a product. A fixed number: sums are then added in the same order on every machine.
pub const WORKERS: usize = 2;

/// Rows of (column, value).
#[derive(Clone, Debug, Default)]
pub struct Sparse {
    pub rows: Vec<Vec<(u32, f32)>>,
}

impl Sparse {
    #[must_use]
    pub fn size(&self) -> usize {
        self.rows.len()
    }

    /// Values that are not zero.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.iter().map(Vec::len).sum()
    }

    /// This times the dense one.
    #[must_use]
    pub fn times(&self, dense: &DMatrix<f32>) -> DMatrix<f32> {
        let width = dense.nrows();
        let mut product = DMatrix::zeros(width, self.size());
        let rows_of_each = self.size().div_ceil(WORKERS).max(1);
        thread::scope(|scope| {
            let parts = product.as_mut_slice().chunks_mut(rows_of_each * width.max(1));
            for (part, rows) in parts.zip(self.rows.chunks(rows_of_each)) {
                scope.spawn(move || {
                    for (sum, row) in part.chunks_mut(width).zip(rows) {
                        row.iter().for_each(|&(column, value)| add(sum, column_of(dense, column), value));
                    }
                });
            }
        });
        product
    }

    /// This, turned, times the dense one.
    #[must_use]
    pub fn turned_times(&self, dense: &DMatrix<f32>) -> DMatrix<f32> {
        let width = dense.nrows();
        let rows_of_each = self.size().div_ceil(WORKERS).max(1);
        let one = |(first, rows): (usize, &[Vec<(u32, f32)>])| {
            let mut sums = DMatrix::zeros(width, self.size());
            for (place, row) in rows.iter().enumerate() {
                let numbers = column_of(dense, (first + place) as u32);
                for &(column, value) in row {
                    let from = column as usize * width;
                    add(&mut sums.as_mut_slice()[from..from + width], numbers, value);
                }
            }
            sums
        };
        let parts = self.rows.chunks(rows_of_each).enumerate().map(|(part, rows)| (part * rows_of_each, rows));
        thread::scope(|scope| {
            let working: Vec<_> = parts.map(|part| scope.spawn(move || one(part))).collect();
            let sums = working.into_iter().map(|part| part.join().unwrap_or_else(|panic| resume_unwind(panic)));
            sums.fold(DMatrix::zeros(width, self.size()), |sum, part| sum + part)
        })
    }
}

fn column_of(dense: &DMatrix<f32>, column: u32) -> &[f32] {
    let from = column as usize * dense.nrows();
    &dense.as_slice()[from..from + dense.nrows()]
}

fn add(sum: &mut [f32], numbers: &[f32], factor: f32) {
    sum.iter_mut().zip(numbers).for_each(|(sum, number)| *sum += factor * number);
}

#[cfg(test)]
mod tests {
    use super::Sparse;
    use nalgebra::DMatrix;

    #[test]
    fn products_are_those_of_the_dense_matrix() {
        let sparse = Sparse { rows: vec![vec![(0, 2.0), (2, 1.0)], vec![], vec![(0, -1.0), (1, 3.0)]] };
        let whole = DMatrix::from_row_slice(3, 3, &[2.0, 0.0, 1.0, 0.0, 0.0, 0.0, -1.0, 3.0, 0.0]);
        let dense = DMatrix::from_row_slice(2, 3, &[1.0, 2.0, 3.0, -1.0, 0.5, 4.0]);
        assert_eq!(sparse.times(&dense), &dense * whole.transpose());
        assert_eq!(sparse.turned_times(&dense), &dense * whole);
    }
}
