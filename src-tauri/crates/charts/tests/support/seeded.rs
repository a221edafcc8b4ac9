//! Numbers and words that look random and are the same on each run.

/// A fixed linear congruential generator (Knuth's MMIX constants), so that each run draws the same figures.
pub(crate) struct Seeded(pub(crate) u64);

impl Seeded {
    pub(crate) fn share(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1u64 << 53) as f64
    }

    pub(crate) fn below(&mut self, most: usize) -> usize {
        (self.share() * most as f64) as usize
    }

    pub(crate) fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }

    pub(crate) fn words(&mut self, most: usize) -> String {
        const WORDS: [&str; 14] = [
            "rota",
            "Escalation",
            "protocol",
            "CQC",
            "s42",
            "Meeting",
            "of",
            "the",
            "board",
            "Wwwwwwwwwwww",
            "i",
            "safeguarding-adults",
            "é",
            "<visit>",
        ];
        let count = self.below(most + 1);
        (0..count).map(|_| self.pick(&WORDS)).collect::<Vec<_>>().join(" ")
    }
}
