//! What the verdict would be: so many periods more, with so many events in them.

use domain::{MeasureId, access::Read, plain};
use measures::{CountSeries, PlannedCheck, Supposed};
use serde::{Deserialize, Serialize};

use super::{
    analysis::{analyse, load},
    judge::{Asked, Look},
    page::changes_of,
};
use crate::{Error, Result, Session, Vault, verdict_words::CaveatLine};

/// What is supposed.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct WhatIfForm {
    /// Further periods, 1 to 104.
    pub periods: u32,
    /// Events in all of them together.
    pub events: u32,
}

/// What it would come to.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct WhatIf {
    /// "If the next 12 weeks had 3 missed visits in all, up to 17 January 2027".
    pub supposed: String,
    /// The verdict's code; none where the data allow none.
    pub verdict: Option<String>,
    /// The verdict as it would be shown.
    pub label: String,
    /// Its sentence.
    pub sentence: String,
    /// What would have to be said beside it.
    pub caveats: Vec<CaveatLine>,
    /// The look would be the recorded final check.
    pub final_check: bool,
}

/// The verdict on the declared change after supposed periods; nothing is kept.
///
/// # Errors
/// Not for this role, no declared change, a measure that is not of counts, or the store's.
pub fn what_if(vault: &Vault, session: &Session, id: MeasureId, form: &WhatIfForm) -> Result<WhatIf> {
    session.require_read(Read::Measures)?;
    if !(1..=104).contains(&form.periods) {
        return Err(Error::invalid("periods", "Choose from 1 to 104 further periods."));
    }
    let facts = load(vault, session, id)?;
    let analysis = analyse(&facts, &changes_of(vault, id)?.dates(), session.today())?;
    let asked = Asked::new(&facts, &analysis, session.today()).with_reporting(crate::reporting::flagged(vault, id)?);
    let wanted = asked
        .wanted()
        .into_iter()
        .find(|wanted| wanted.look == Look::Now)
        .ok_or_else(|| Error::invalid("change_on", "Declare a baseline and a change date first."))?;
    let supposed = |check| Supposed { periods: form.periods, events: u64::from(form.events), check };
    let series: CountSeries = measures::suppose(
        &analysis.series,
        super::judge::length(facts.measure.record.every),
        supposed(PlannedCheck::None),
    )
    .map_err(|_| Error::Internal("periods of a measure"))?;
    let end = series.periods().last().map_or(session.today(), |period| period.end);
    let judged = asked
        .judge_supposed(&wanted, &series, end)
        .ok_or_else(|| Error::invalid("measure", "This can be asked of counts and proportions only."))?;
    let every = facts.measure.record.every;
    let (one, many) = every.words();
    Ok(WhatIf {
        supposed: format!(
            "If the next {} had {} in all, up to {}",
            plain::count_of(u64::from(form.periods), one, many),
            plain::count_of(u64::from(form.events), &facts.indicator.events_one, &facts.indicator.events_many),
            plain::date(end.pred_opt().unwrap_or(end))
        ),
        verdict: judged.verdict_code(),
        label: judged.label().to_owned(),
        sentence: judged.sentence(),
        caveats: judged.caveats(),
        final_check: asked.is_final_on(end),
    })
}
