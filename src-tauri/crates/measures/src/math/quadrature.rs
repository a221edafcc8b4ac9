//! Integrals of smooth functions.

use crate::math::summation::sum;

/// Points and weights of the sixteen-point Gauss–Legendre rule on −1 to 1, the positive half.
#[expect(clippy::excessive_precision, reason = "tabulated to seventeen decimals")]
const RULE: [(f64, f64); 8] = [
    (0.989_400_934_991_649_93, 0.027_152_459_411_754_09),
    (0.944_575_023_073_232_58, 0.062_253_523_938_647_89),
    (0.865_631_202_387_831_74, 0.095_158_511_682_492_78),
    (0.755_404_408_355_003_03, 0.124_628_971_255_533_87),
    (0.617_876_244_402_643_75, 0.149_595_988_816_576_73),
    (0.458_016_777_657_227_39, 0.169_156_519_395_002_54),
    (0.281_603_550_779_258_91, 0.182_603_415_044_923_59),
    (0.095_012_509_837_637_44, 0.189_450_610_455_068_50),
];

/// Integral over `from` to `to`, cut into equal panels of sixteen points each.
pub(crate) fn gauss_legendre(from: f64, to: f64, panels: u32, f: impl Fn(f64) -> f64) -> f64 {
    let half = 0.5 * (to - from) / f64::from(panels);
    sum((0..panels).map(|panel| {
        let middle = from + half * (2.0 * f64::from(panel) + 1.0);
        half * RULE.iter().map(|(x, weight)| weight * (f(middle - half * x) + f(middle + half * x))).sum::<f64>()
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_polynomial_of_degree_thirty_one_is_exact() {
        let got = gauss_legendre(0.0, 1.0, 1, |x| 32.0 * x.powi(31));
        assert!((got - 1.0).abs() < 1e-14);
    }
}
