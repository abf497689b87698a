//! The strongest directions of a large sparse matrix: randomised subspace iteration (Halko, Martinsson and Tropp 2011).

use super::sparse::Sparse;
use nalgebra::{DMatrix, SymmetricEigen};

/// Directions beyond the wanted ones, so that these come out true.
const SPARE: usize = 10;
/// Times that the directions are turned towards the strongest.
const TURNS: usize = 4;
const SEED: u64 = 0x6a69_7169_616f_0006;

/// U·√S of the best approximation of a rank: one column a row of the matrix. The rank is less where the matrix is small.
#[must_use]
pub fn rows(matrix: &Sparse, rank: usize) -> DMatrix<f32> {
    let width = (rank + SPARE).min(matrix.size());
    if width == 0 {
        return DMatrix::zeros(0, matrix.size());
    }
    let mut basis = orthonormal(&matrix.times(&random(width, matrix.size())));
    for _ in 0..TURNS {
        basis = orthonormal(&matrix.turned_times(&basis));
        basis = orthonormal(&matrix.times(&basis));
    }
    let small = matrix.turned_times(&basis);
    let squares = SymmetricEigen::new(&small * small.transpose());
    let mut order: Vec<usize> = (0..width).collect();
    order.sort_by(|&left, &right| squares.eigenvalues[right].total_cmp(&squares.eigenvalues[left]));
    // an eigenvalue is the square of a singular value, and each direction counts by the root of its own
    let direction =
        |&place: &usize| squares.eigenvectors.column(place) * squares.eigenvalues[place].max(0.0).powf(0.25);
    let directions: Vec<_> = order.iter().take(rank).map(direction).collect();
    DMatrix::from_columns(&directions).transpose() * basis
}

/// The same directions, each of length 1 and none saying what another says.
fn orthonormal(turned: &DMatrix<f32>) -> DMatrix<f32> {
    turned.transpose().qr().q().transpose()
}

/// Numbers from -1 to 1, the same each time (`SplitMix64`).
fn random(rows: usize, columns: usize) -> DMatrix<f32> {
    let mut state = SEED;
    DMatrix::from_fn(rows, columns, |_, _| {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        (mixed >> 40) as f32 / (1_u64 << 23) as f32 - 1.0
    })
}

#[cfg(test)]
mod tests {
    use super::rows;
    use crate::vectors::sparse::Sparse;

    /// Two blocks of 20 that have nothing to do with each other, the second stronger.
    fn blocks() -> Sparse {
        let row = |row: u32| {
            let (from, value) = if row < 20 { (0, 1.0) } else { (20, 2.0) };
            (from..from + 20).map(|column| (column, value)).collect()
        };
        Sparse { rows: (0..40).map(row).collect() }
    }

    #[test]
    fn the_strongest_directions_are_found() {
        let found = rows(&blocks(), 2);
        assert_eq!(found.shape(), (2, 40));
        // U is 1/√20 on its block and S is 20 times the value: U·√S is √value
        for row in 0..40 {
            let (first, second) = (found[(0, row)].abs(), found[(1, row)].abs());
            let wanted = if row < 20 { (0.0, 1.0) } else { (2.0_f32.sqrt(), 0.0) };
            assert!((first - wanted.0).abs() < 1e-3 && (second - wanted.1).abs() < 1e-3, "{row}: {first} {second}");
        }
        assert_eq!(found, rows(&blocks(), 2), "the same each time");
    }

    #[test]
    fn a_small_or_empty_matrix_has_fewer_directions() {
        let tiny = Sparse { rows: vec![vec![(1, 1.0)], vec![(0, 1.0)]] };
        assert_eq!(rows(&tiny, 50).shape(), (2, 2));
        assert_eq!(rows(&Sparse::default(), 50).shape(), (0, 0));
    }
}
