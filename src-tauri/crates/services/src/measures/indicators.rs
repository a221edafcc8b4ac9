//! The indicator library, as the form that adds a measure shows it.

use domain::{
    access::Read,
    indicator::{Direction, Every, Indicator, IndicatorKind},
    provider::ServiceKind,
};
use serde::Serialize;

use super::INDICATORS;
use crate::{Error, Result, Session, Vault};

/// One indicator of the library.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct IndicatorRow {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// What is counted.
    pub numerator: String,
    /// What it is counted among.
    pub denominator: Option<String>,
    /// The unit in words.
    pub unit: String,
    /// Which way is better.
    pub direction: Direction,
    /// The same in words.
    pub direction_label: String,
    /// The usual period.
    pub every: Every,
    /// What kind of number.
    pub kind: IndicatorKind,
    /// Help for whoever enters it.
    pub help: String,
    /// Where the definition comes from.
    pub source: String,
    /// Worked out by Evident from the cases, in these words.
    pub computed: Option<String>,
    /// It can be followed as a measure all the same: its times come from the cases.
    pub from_cases: bool,
    /// Kinds of service it suits; all when empty.
    pub suits: Vec<ServiceKind>,
}

impl From<Indicator> for IndicatorRow {
    fn from(indicator: Indicator) -> Self {
        Self {
            direction_label: indicator.direction.label().to_owned(),
            code: indicator.code,
            name: indicator.name,
            numerator: indicator.numerator,
            denominator: indicator.denominator,
            unit: indicator.unit,
            direction: indicator.direction,
            every: indicator.every,
            kind: indicator.kind,
            help: indicator.help,
            source: indicator.source,
            from_cases: indicator.from_cases.is_some(),
            computed: indicator.computed,
            suits: indicator.suits,
        }
    }
}

/// Every indicator, those of the library in its own order.
///
/// # Errors
/// Not for this role, or the store's.
pub fn indicators(vault: &Vault, session: &Session) -> Result<Vec<IndicatorRow>> {
    session.require_read(Read::Measures)?;
    let mut rows: Vec<Indicator> = store::reference_entries::list(vault.reader(), INDICATORS)?
        .iter()
        .map(|data| read(data))
        .collect::<Result<_>>()?;
    let library = &domain::indicator::Library::built_in().indicator;
    rows.sort_by_key(|row| library.iter().position(|known| known.code == row.code).unwrap_or(usize::MAX));
    Ok(rows.into_iter().map(IndicatorRow::from).collect())
}

/// One indicator, also when it has been retired since.
pub(super) fn indicator(vault: &Vault, code: &str) -> Result<Indicator> {
    read(&store::reference_entries::get(vault.reader(), INDICATORS, code)?)
}

fn read(data: &str) -> Result<Indicator> {
    serde_json::from_str(data).map_err(|_| Error::Internal("indicator library"))
}
