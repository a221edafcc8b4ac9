//! Which services can be compared, and over what.

use chrono::{Days, Months, NaiveDate};
use domain::{
    MeasureId,
    access::Read,
    indicator::{Indicator, IndicatorKind},
    plain,
    time::parse_date,
};
use measures::{
    DateRange, Direction, SiteBeforeAfter, SiteCount, compare_sites, compare_sites_before_after, totals_in,
    verdict::sides::sides,
};
use serde::Serialize;

use super::{figure, words};
use crate::{
    Error, Result, Session, Vault,
    cases::FigureView,
    measures::{COPIED_WIDTH, Copied, CopyWhat, MeasureFacts, WorkingRow, analyse, copy_figure, direction, load_facts},
    verdict_words::{CaveatLine, HAPPENED_AFTER},
};

/// One service, and why it is left out where it is.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct SiteLine {
    /// The measure there.
    pub measure_id: String,
    /// The service.
    pub name: String,
    /// The change compared, in words; none where none is declared.
    pub change: Option<String>,
    /// Why it is not in the comparison before and after; none if it is.
    pub left_out: Option<String>,
}

/// One comparison of services.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct SitesPart {
    /// What it shows, in a sentence or two.
    pub sentence: String,
    /// The picture with its table; fewer than five services in one year have a table alone.
    pub figure: FigureView,
    /// What has to be said beside it.
    pub caveats: Vec<CaveatLine>,
    /// Every figure behind it.
    pub working: Vec<WorkingRow>,
}

/// Services beside each other.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct SitesView {
    /// The measure from which it was asked.
    pub measure_id: String,
    /// The indicator's code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Every service that counts it.
    pub sites: Vec<SiteLine>,
    /// Each service before and after, and all of them together.
    pub before_after: Option<SitesPart>,
    /// The latest twelve months.
    pub latest: Option<SitesPart>,
    /// What is missing for a comparison.
    pub note: Option<String>,
    /// What a comparison does not say.
    pub happened_after: String,
}

/// A service with what was counted in it.
struct Counted {
    facts: MeasureFacts,
    analysis: crate::measures::Analysis,
}

impl Counted {
    fn name(&self) -> &str {
        &self.facts.service.name
    }

    /// The totals of both sides of a change, or why there are none.
    fn before_after(&self, shared: Option<NaiveDate>) -> Result<SiteBeforeAfter, &'static str> {
        let record = &self.facts.measure.record;
        let Some(change) = shared.or(record.change_on) else { return Err("no change date is declared") };
        let declared = record.baseline_from.zip(record.baseline_to).map(|(first, last)| DateRange { first, last });
        // A baseline declared for another, later change does not fit a shared one.
        let baseline = declared.filter(|range| range.last < change);
        let transition = usize::from(if shared.is_none() { record.declared.transition_periods } else { 0 });
        let found = sides(&self.analysis.series, change, baseline, transition)
            .map_err(|_| "nothing is counted before the change")?;
        if found.days_as_exposure {
            return Err("what it is counted among is not entered for every period");
        }
        if found.after.used.is_empty() {
            return Err("nothing is counted after the change");
        }
        Ok(SiteBeforeAfter {
            site: self.name().to_owned(),
            a: found.before.events,
            t0: found.before.exposure,
            b: found.after.events,
            t1: found.after.exposure,
        })
    }
}

/// Whether services can be compared by an indicator: by rates, of counts with what they are counted among.
pub(crate) fn can_compare(indicator: &Indicator) -> bool {
    indicator.kind == IndicatorKind::Count && indicator.exposure_many.is_some()
}

/// Compares the services that count what a measure counts. `change_on` is one day for all of them; without it each is
/// compared by its own declared change.
///
/// # Errors
/// Not for this role, not there, a day that cannot be read or has not come, a measure that is not of counts, or the
/// store's.
pub fn compare(
    vault: &Vault,
    session: &Session,
    id: MeasureId,
    change_on: Option<&str>,
    width: f64,
) -> Result<SitesView> {
    session.require_read(Read::Measures)?;
    let of = load_facts(vault, session, id)?;
    let indicator = of.indicator.clone();
    if !can_compare(&indicator) {
        return Err(Error::NotAvailable(
            "Services are compared by rates: counts with what they are counted among. This measure is of another kind."
                .to_owned(),
        ));
    }
    let shared = change_on
        .map(str::trim)
        .filter(|typed| !typed.is_empty())
        .map(|typed| parse_date(typed).map_err(Error::time("change_on")))
        .transpose()?;
    if shared.is_some_and(|day| day > session.today()) {
        return Err(Error::invalid("change_on", "That day has not come yet. Give the day of a change that was made."));
    }
    let mut counted = Vec::new();
    for measure in store::measures::find(vault.reader(), &indicator.code, None)? {
        let facts = load_facts(vault, session, measure)?;
        let analysis = analyse(&facts, &[], session.today())?;
        counted.push(Counted { facts, analysis });
    }
    let mut lines = Vec::new();
    let mut rows = Vec::new();
    for site in &counted {
        let change = shared.or(site.facts.measure.record.change_on);
        let found = site.before_after(shared);
        lines.push(SiteLine {
            measure_id: site.facts.measure.record.id.to_string(),
            name: site.name().to_owned(),
            change: change.map(plain::date),
            left_out: found.as_ref().err().map(|why| crate::measures::capital(why)),
        });
        rows.extend(found.ok());
    }
    let asked = words::Asked { indicator: &indicator, direction: direction(indicator.direction), shared };
    let before_after = if rows.len() < 2 { None } else { Some(before_after(&asked, &rows, width)?) };
    let latest = latest(&asked, &counted, session.today(), width)?;
    let note = match (counted.len(), before_after.is_some() || latest.is_some()) {
        (1, _) => Some("Only one service counts this, so there is nothing to compare it with.".to_owned()),
        (_, false) => Some(
            "At least two services need counts on both sides of a change, or in the latest twelve months.".to_owned(),
        ),
        _ => None,
    };
    Ok(SitesView {
        measure_id: id.to_string(),
        code: indicator.code.clone(),
        name: indicator.name.clone(),
        sites: lines,
        before_after,
        latest,
        note,
        happened_after: HAPPENED_AFTER.to_owned(),
    })
}

/// Copies one part of a comparison of services, for the clipboard: that over the latest twelve months, or the one before
/// and after.
///
/// # Errors
/// As [`compare`]; a part that there is not.
pub fn copy(
    vault: &mut Vault,
    session: &Session,
    id: MeasureId,
    change_on: Option<&str>,
    latest: bool,
    what: CopyWhat,
) -> Result<Copied> {
    let view = compare(vault, session, id, change_on, COPIED_WIDTH)?;
    let part = if latest { view.latest } else { view.before_after };
    let nothing = || Error::NotAvailable("There is no such comparison to copy.".to_owned());
    copy_figure(vault, session, id, &part.ok_or_else(nothing)?.figure, what)
}

fn before_after(asked: &words::Asked<'_>, rows: &[SiteBeforeAfter], width: f64) -> Result<SitesPart> {
    let found = compare_sites_before_after(rows, asked.direction.unwrap_or(Direction::LowerIsBetter))
        .map_err(|_| Error::Internal("comparison of services"))?;
    let sentence = words::before_after_sentence(asked, &found);
    let drawn = figure::ratios(asked, &found, &sentence);
    Ok(SitesPart {
        figure: figure::of_ratios(&drawn, asked, width),
        caveats: words::before_after_caveats(asked, &found),
        working: words::before_after_working(&found),
        sentence,
    })
}

/// The twelve months up to today, periods wholly within them.
fn latest(asked: &words::Asked<'_>, counted: &[Counted], today: NaiveDate, width: f64) -> Result<Option<SitesPart>> {
    let first = today.checked_sub_months(Months::new(12)).and_then(|day| day.checked_add_days(Days::new(1)));
    let range = DateRange { first: first.unwrap_or(today), last: today };
    let sites: Vec<SiteCount> = counted
        .iter()
        .map(|site| {
            let totals = totals_in(&site.analysis.series, range);
            SiteCount { site: site.name().to_owned(), events: totals.events, exposure: totals.exposure }
        })
        .collect();
    let found = compare_sites(&sites).map_err(|_| Error::Internal("comparison of services"))?;
    if found.n_used < 2 {
        return Ok(None);
    }
    let sentence = words::latest_sentence(asked, &found, range);
    Ok(Some(SitesPart {
        figure: figure::of_latest(asked, &found, &sites, &sentence, range, width),
        caveats: words::latest_caveats(&found),
        working: words::latest_working(asked, &found),
        sentence,
    }))
}
