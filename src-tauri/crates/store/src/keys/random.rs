//! Randomness from the operating system, passed in wherever keys are made.

use getrandom::SysRng;
use getrandom::rand_core::UnwrapErr;

/// The operating system's generator, as the standard `CryptoRng` that the functions here take.
pub type SystemRandom = UnwrapErr<SysRng>;

/// The operating system gave no random bytes, so no key can be made.
#[derive(Debug, thiserror::Error)]
#[error("the operating system's random generator failed")]
pub struct RandomError(#[from] getrandom::Error);

/// Returns the operating system's generator after drawing from it once.
///
/// The generators of the supported systems fail, if at all, on the first call; drawing here turns
/// that into an error before a key is begun.
///
/// # Errors
/// [`RandomError`] if the first draw fails.
pub fn system_random() -> Result<SystemRandom, RandomError> {
    let mut probe = [0_u8; 1];
    getrandom::fill(&mut probe)?;
    Ok(UnwrapErr(SysRng))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic
    use hpke::rand_core::Rng;

    #[test]
    fn two_draws_differ() {
        let mut rng = super::system_random().unwrap();
        let (mut a, mut b) = ([0_u8; 32], [0_u8; 32]);
        rng.fill_bytes(&mut a);
        rng.fill_bytes(&mut b);
        assert_ne!(a, b);
    }
}
