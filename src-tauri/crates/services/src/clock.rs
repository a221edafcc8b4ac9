//! The only place where the time is read.

use chrono::{DateTime, NaiveDateTime, Utc};
use domain::time::FactTime;

/// Where a vault's "now" comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    /// The computer's clock.
    System,
    /// One moment that stands still: the demonstration's, a test's, or a recording time while the
    /// demonstration is seeded.
    Fixed(DateTime<Utc>),
}

impl Clock {
    /// The clock of this run. With the `automation` feature, `EVIDENT_NOW` (RFC 3339) stops it there.
    #[must_use]
    pub fn of_this_run() -> Self {
        #[cfg(feature = "automation")]
        if let Some(fixed) = std::env::var("EVIDENT_NOW").ok().and_then(|text| DateTime::parse_from_rfc3339(&text).ok())
        {
            return Self::Fixed(fixed.with_timezone(&Utc));
        }
        Self::System
    }

    /// The clock of a demonstration, whose vault says what it takes for now, in UK local time.
    #[must_use]
    pub fn of_demonstration(local: &str) -> Option<Self> {
        let local = NaiveDateTime::parse_from_str(local, "%Y-%m-%dT%H:%M").ok()?;
        FactTime::at(local.date(), local.time(), None, false).ok()?.moment().map(Self::Fixed)
    }

    /// The moment.
    #[must_use]
    pub fn now(self) -> DateTime<Utc> {
        match self {
            Self::System => Utc::now(),
            Self::Fixed(moment) => moment,
        }
    }
}

/// Today in the United Kingdom, by the clock of this run.
#[must_use]
pub fn today() -> chrono::NaiveDate {
    domain::time::uk_local(Clock::of_this_run().now()).date()
}
