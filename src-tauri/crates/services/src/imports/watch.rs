//! A long import, followed from outside.

/// What a long import is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Reading the file; counted in bytes of its text.
    Reading,
    /// Checking its rows; counted in rows.
    Checking,
    /// Bringing them in; counted in rows.
    Importing,
}

impl Stage {
    /// In words, for whoever waits.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::Reading => "Reading the file\u{2026}",
            Self::Checking => "Checking every row\u{2026}",
            Self::Importing => "Bringing the rows in, all or none\u{2026}",
        }
    }
}

/// Follows an import and may stop it. What was stopped has changed nothing.
pub trait Watch: Send + Sync {
    /// Told now and then how much is done, of how much; answers whether to go on.
    fn goes_on(&self, stage: Stage, done: usize, total: usize) -> bool;
}
