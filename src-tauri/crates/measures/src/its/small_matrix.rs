//! Symmetric positive definite systems of up to four unknowns, by Cholesky's method.

/// Most columns a model has.
pub(crate) const COLUMNS: usize = 4;

/// A vector; only the first so many entries of a model are used.
pub(crate) type Vector = [f64; COLUMNS];

/// A square matrix; only the first so many rows and columns of a model are used.
pub(crate) type Matrix = [[f64; COLUMNS]; COLUMNS];

/// Lower triangle L with L Lᵀ = `a`, over the first `p` rows and columns.
///
/// `None` where `a` is not positive definite to within rounding.
pub(crate) fn cholesky(a: &Matrix, p: usize) -> Option<Matrix> {
    let mut l = [[0.0; COLUMNS]; COLUMNS];
    for i in 0..p {
        for j in 0..=i {
            let rest = a[i][j] - (0..j).map(|k| l[i][k] * l[j][k]).sum::<f64>();
            if i == j {
                // A pivot this small beside its diagonal is rounding, not information.
                if !(rest > 1e-13 * a[i][i] && rest.is_finite()) {
                    return None;
                }
                l[i][i] = rest.sqrt();
            } else {
                l[i][j] = rest / l[j][j];
            }
        }
    }
    Some(l)
}

/// The solution of L Lᵀ x = `b`.
pub(crate) fn solve(l: &Matrix, b: &Vector, p: usize) -> Vector {
    let mut y = [0.0; COLUMNS];
    for i in 0..p {
        y[i] = (b[i] - (0..i).map(|k| l[i][k] * y[k]).sum::<f64>()) / l[i][i];
    }
    let mut x = [0.0; COLUMNS];
    for i in (0..p).rev() {
        x[i] = (y[i] - (i + 1..p).map(|k| l[k][i] * x[k]).sum::<f64>()) / l[i][i];
    }
    x
}

/// The inverse of L Lᵀ.
pub(crate) fn inverse(l: &Matrix, p: usize) -> Matrix {
    let mut out = [[0.0; COLUMNS]; COLUMNS];
    for column in 0..p {
        let mut unit = [0.0; COLUMNS];
        unit[column] = 1.0;
        let solved = solve(l, &unit, p);
        for row in 0..p {
            out[row][column] = solved[row];
        }
    }
    out
}

/// `a` · `m` · `a`ᵀ.
pub(crate) fn sandwich(a: &Matrix, m: &Matrix, p: usize) -> Matrix {
    let mut half = [[0.0; COLUMNS]; COLUMNS];
    let mut out = [[0.0; COLUMNS]; COLUMNS];
    for i in 0..p {
        for j in 0..p {
            half[i][j] = (0..p).map(|k| a[i][k] * m[k][j]).sum();
        }
    }
    for i in 0..p {
        for j in 0..p {
            out[i][j] = (0..p).map(|k| half[i][k] * a[j][k]).sum();
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic
    use super::*;

    #[test]
    fn a_matrix_times_its_inverse_is_one() {
        let a = [[9.0, 3.0, 1.0, 2.0], [3.0, 8.0, 2.0, 1.0], [1.0, 2.0, 7.0, 3.0], [2.0, 1.0, 3.0, 6.0]];
        let back = inverse(&cholesky(&a, 4).unwrap(), 4);
        for (i, row) in a.iter().enumerate() {
            for j in 0..4 {
                let product: f64 = row.iter().zip(&back).map(|(x, y)| x * y[j]).sum();
                assert!((product - if i == j { 1.0 } else { 0.0 }).abs() < 1e-14);
            }
        }
    }

    #[test]
    fn columns_that_repeat_each_other_have_no_solution() {
        let mut a = [[0.0; COLUMNS]; COLUMNS];
        a[0][..2].copy_from_slice(&[1.0, 2.0]);
        a[1][..2].copy_from_slice(&[2.0, 4.0]);
        assert_eq!(cholesky(&a, 2), None);
    }
}
