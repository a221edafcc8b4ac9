//! Bank holidays: those compiled in, and days that the provider adds for later years.

use chrono::NaiveDate;
use domain::{
    calendar::BankHolidays,
    plain,
    reference::{HOLIDAYS, ReferenceRecord},
    time::parse_date,
};
use serde::Serialize;

use super::write;
use crate::{Error, Result, Session, Vault};

/// One bank holiday.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct HolidayRow {
    /// ISO date.
    pub on: String,
    /// "Friday 3 April 2026".
    pub text: String,
    /// Its name.
    pub name: String,
    /// Whether the provider added it.
    pub own: bool,
}

/// The bank holidays that are known.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct HolidaysView {
    /// Every day, in order.
    pub days: Vec<HolidayRow>,
    /// The last year that is known in full.
    pub last_year: i32,
    /// Where the days compiled in come from.
    pub source: String,
    /// Whether this person may change them.
    pub may_change: bool,
}

/// The bank holidays of this vault.
pub(crate) fn holidays(vault: &Vault) -> Result<BankHolidays> {
    let mut known = BankHolidays::built_in().map_err(|_| Error::Internal("bank holidays"))?;
    known.extend(own(vault)?);
    Ok(known)
}

fn own(vault: &Vault) -> Result<Vec<(NaiveDate, String)>> {
    store::reference_entries::own(vault.reader(), HOLIDAYS)?
        .into_iter()
        .filter(|entry| entry.retired_on.is_none())
        .map(|entry| Ok((entry.code.parse().map_err(|_| Error::Internal("bank holidays"))?, entry.label)))
        .collect()
}

/// The bank holidays, for Settings.
///
/// # Errors
/// The store's.
pub fn list(vault: &Vault, session: &Session) -> Result<HolidaysView> {
    let known = holidays(vault)?;
    let own = own(vault)?;
    Ok(HolidaysView {
        days: known
            .days()
            .map(|(day, name)| HolidayRow {
                on: day.to_string(),
                text: plain::long_date(day),
                name: name.to_owned(),
                own: own.iter().any(|(own, _)| *own == day),
            })
            .collect(),
        last_year: known.last_year(),
        source: known.source().to_owned(),
        may_change: session.may(domain::audit::Action::SetReference),
    })
}

/// Adds a day.
///
/// # Errors
/// No date, one that is known already, not for this role, or the store's.
pub fn add(vault: &mut Vault, session: &Session, on: &str, name: &str) -> Result<HolidaysView> {
    let day = parse_date(on).map_err(Error::time("on"))?;
    let name = domain::text::tidy(name);
    if name.is_empty() {
        return Err(Error::invalid("name", "Name the day, such as \u{201c}Good Friday\u{201d}."));
    }
    if holidays(vault)?.days().any(|(known, _)| known == day) {
        return Err(Error::invalid("on", "That day is known already. Nothing was changed."));
    }
    let standing = standing(vault, day)?;
    let today = session.today();
    write(vault, session, standing, |id| record(id, day, &name, today, None))?;
    list(vault, session)
}

/// Takes away a day that the provider added.
///
/// # Errors
/// Not one of the provider's own, not for this role, or the store's.
pub fn remove(vault: &mut Vault, session: &Session, on: &str) -> Result<HolidaysView> {
    let day: NaiveDate = on.parse().map_err(|_| Error::NotFound)?;
    let Some((_, name)) = own(vault)?.into_iter().find(|(own, _)| *own == day) else {
        return Err(Error::invalid("on", "That day came with Evident and stays. Nothing was changed."));
    };
    let standing = standing(vault, day)?;
    let today = session.today();
    write(vault, session, standing, |id| record(id, day, &name, today, Some(today)))?;
    list(vault, session)
}

fn standing(vault: &Vault, day: NaiveDate) -> Result<Option<(domain::ReferenceId, u32)>> {
    let code = day.to_string();
    Ok(store::reference_entries::own(vault.reader(), HOLIDAYS)?
        .into_iter()
        .find(|entry| entry.code == code)
        .map(|entry| (entry.id, entry.rev)))
}

fn record(
    id: domain::ReferenceId,
    day: NaiveDate,
    name: &str,
    today: NaiveDate,
    retired_on: Option<NaiveDate>,
) -> ReferenceRecord {
    ReferenceRecord {
        id,
        list: HOLIDAYS.to_owned(),
        code: day.to_string(),
        label: name.to_owned(),
        data: "{}".to_owned(),
        source: "added by the provider".to_owned(),
        valid_from: today,
        retired_on,
    }
}
