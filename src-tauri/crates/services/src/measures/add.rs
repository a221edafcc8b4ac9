//! A new measure from the library.

use domain::{
    CaseId, MeasureId, ServiceId,
    audit::Action,
    declared::{Declared, Defined, usual_checks},
    indicator::Every,
    measure::MeasureRecord,
    time::parse_date,
};
use serde::Deserialize;

use super::{MeasureRow, indicators::indicator, link, list::row};
use crate::{Error, Result, Session, Subject, Vault, random};

/// What is asked when a measure is added.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct NewMeasure {
    /// The service.
    pub service_id: String,
    /// The indicator's code.
    pub indicator: String,
    /// The period; the indicator's usual one when absent.
    pub every: Option<Every>,
    /// First day of the baseline, as typed.
    pub baseline_from: Option<String>,
    /// Last day of the baseline, as typed.
    pub baseline_to: Option<String>,
    /// The day of the change, as typed.
    pub change_on: Option<String>,
    /// Records the usual check dates, 4, 12 and 26 weeks after the change.
    #[serde(default)]
    pub usual_checks: bool,
    /// A case to link it to.
    pub case_id: Option<String>,
    /// Whether it becomes that case's lead measure.
    pub lead: bool,
}

/// Adds a measure, and links it to a case where one is named.
///
/// # Errors
/// An unknown indicator, one that the service has already, dates that contradict each other, or the store's.
pub fn add(vault: &mut Vault, session: &Session, form: &NewMeasure) -> Result<MeasureRow> {
    session.require(Action::AddMeasure)?;
    let service_id: ServiceId = form.service_id.parse().map_err(|_| Error::NotFound)?;
    let service = session.service(service_id)?;
    let indicator = indicator(vault, &form.indicator).map_err(|error| match error {
        Error::NotFound => Error::invalid("indicator", "There is no indicator of that code in the library."),
        other => other,
    })?;
    if let (Some(computed), None) = (&indicator.computed, indicator.from_cases) {
        return Err(Error::invalid("indicator", format!("{computed} It needs no counts of its own.")));
    }
    if !indicator.suits.is_empty() && !indicator.suits.contains(&service.kind) {
        return Err(Error::invalid(
            "indicator",
            format!("{} is not counted in a service of this kind ({}).", indicator.name, service.kind.label()),
        ));
    }
    if !store::measures::find(vault.reader(), &indicator.code, Some(service_id))?.is_empty() {
        return Err(Error::invalid(
            "indicator",
            format!("{} is already a measure of {}.", indicator.name, service.name),
        ));
    }
    let every = form.every.unwrap_or(indicator.every);
    let change_on = optional_date("change_on", form.change_on.as_deref())?;
    let mut declared =
        Declared { seasonal: indicator.seasonal, independent: !indicator.same_people, ..Declared::default() };
    if let Some(change) = change_on.filter(|_| form.usual_checks) {
        declared.checks = usual_checks(change, every, 0, &crate::reference::holidays(vault)?);
        declared.checks_declared_on = Some(session.today());
    }
    let record = MeasureRecord {
        id: MeasureId(random::bytes16()?),
        service_id,
        indicator: indicator.code.clone(),
        every,
        baseline_from: optional_date("baseline_from", form.baseline_from.as_deref())?,
        baseline_to: optional_date("baseline_to", form.baseline_to.as_deref())?,
        change_on,
        defined: Some(Defined { direction: indicator.direction, kind: indicator.kind, unit: indicator.unit.clone() }),
        declared,
    }
    .check()?;
    let case_id = form.case_id.as_deref().map(str::parse::<CaseId>).transpose().map_err(|_| Error::NotFound)?;
    let id = record.id;
    let mut case = case_id.map(|case_id| store::cases::get(vault.reader(), case_id)).transpose()?;
    if let Some(case) = &mut case {
        session.require(Action::LinkMeasure)?;
        link::add_link(&mut case.record.measures, id, form.lead);
    }
    vault.change(session, Action::AddMeasure, None, |change| {
        let meta = change.add(&record)?;
        if let Some(case) = &case {
            change.amend(&case.record, case.meta.rev)?;
        }
        Ok(((), Subject::from(id).at(meta.rev)))
    })?;
    row(vault, session, id)
}

/// Reads a date that may be left blank.
pub(super) fn optional_date(field: &'static str, typed: Option<&str>) -> Result<Option<chrono::NaiveDate>> {
    typed
        .map(str::trim)
        .filter(|typed| !typed.is_empty())
        .map(|typed| parse_date(typed).map_err(Error::time(field)))
        .transpose()
}
