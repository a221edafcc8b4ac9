//! Measures that nobody enters: what they hold is worked out from the cases of their service.

use chrono::NaiveDate;
use domain::{
    RoundId, ServiceId,
    case::CaseState,
    indicator::FromCases,
    measure::MeasureRecord,
    round::{RoundEntry, RoundKind, RoundRecord, RoundSide, THOUSAND},
    time::FactTime,
};
use store::{measures::MeasureKey, parts::CaseTimes};

use crate::{Result, Vault};

/// The rounds of a measure: as somebody entered them, or as its service's cases make them where nobody did.
pub(crate) fn rounds(
    vault: &Vault,
    record: &MeasureRecord,
    from: Option<FromCases>,
    key: MeasureKey,
) -> Result<Vec<RoundRecord>> {
    let entered = store::rounds::list(vault.reader(), key)?.into_iter().map(|round| round.record);
    let entered: Vec<RoundRecord> = entered.collect();
    match from {
        Some(from) if entered.iter().all(|round| round.removed) => of_cases(vault, record, from, record.service_id),
        _ => Ok(entered),
    }
}

/// One round for each case: its side by the day on which the service became aware, against the declared change.
fn of_cases(vault: &Vault, record: &MeasureRecord, from: FromCases, service: ServiceId) -> Result<Vec<RoundRecord>> {
    let now = FactTime::of_moment(vault.session().now);
    let cases = store::parts::times_of_service(vault.reader(), service)?;
    Ok(cases.iter().filter_map(|case| round(record, from, case, &now)).collect())
}

fn round(record: &MeasureRecord, from: FromCases, case: &CaseTimes, now: &FactTime) -> Option<RoundRecord> {
    let took = match from {
        FromCases::AwareToReferral => taken(&case.aware, case.referred.as_ref(), case.state == CaseState::Raised, now)?,
        FromCases::AwareToNotification => taken(&case.aware, case.notified.as_ref(), false, now)?,
        FromCases::ReferralToDecision => {
            taken(&case.referred?, case.decided.as_ref(), case.state == CaseState::AwaitingLaDecision, now)?
        }
        FromCases::RightRoute => {
            let right = case.right_way?;
            Took { value: if right { THOUSAND } else { 0 }, open: false, on: case.referred?.date }
        }
    };
    let after = record.change_on.is_some_and(|change| case.aware.date >= change);
    let on = match record.change_on {
        // What began before the change and ended after it belongs before.
        Some(change) if !after => took.on.min(change),
        _ => took.on,
    };
    Some(RoundRecord {
        id: RoundId(case.id.0),
        measure_id: record.id,
        side: if after { RoundSide::After } else { RoundSide::Before },
        on,
        kind: if from == FromCases::RightRoute { RoundKind::Results } else { RoundKind::Durations },
        scale: None,
        entries: vec![RoundEntry { code: Some(case.reference.clone()), value: took.value, open: took.open }],
        note: String::new(),
        removed: false,
    })
}

struct Took {
    /// Minutes, or thousandths of a pass.
    value: i64,
    open: bool,
    on: NaiveDate,
}

/// How long something took, to the minute: none where a time of day is not known, or where it came before its beginning.
fn taken(from: &FactTime, to: Option<&FactTime>, waits: bool, now: &FactTime) -> Option<Took> {
    let (to, open) = match to {
        Some(to) => (to, false),
        None if waits => (now, true),
        None => return None,
    };
    let minutes = (to.moment()? - from.moment()?).num_minutes();
    (minutes >= 0).then_some(Took { value: minutes, open, on: to.date })
}
