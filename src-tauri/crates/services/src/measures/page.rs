//! One measure on a page.

use std::collections::BTreeMap;

use charts::{ChangeMarker, Options, Theme, draw_series, table_of_series};
use chrono::NaiveDate;
use domain::{
    CaseId, MeasureId,
    access::Read,
    action::ActionRecord,
    audit::Action,
    indicator::{Direction, Every, IndicatorKind},
    plain,
    time::uk_local,
};
use measures::{ChangeDate, RULE_SET};
use serde::Serialize;
use store::counts::EntryItem;

use super::{
    analysis::{Analysis, MeasureFacts},
    drawn::{ChartLines, choice_words},
    figure::{capital, period_name, range_of, series, unit},
    judge::{Judged, Look},
    kept::{Looked, Verdicts, look_and_keep_one},
    marks::{Mark, assurance_mark, verdict_mark},
    phase_words::{PhaseRow, phase_rows},
    settings::{self, SettingsView},
    signals::{SignalRow, no_signal, signals, signals_explained, variation},
    words::{ComparisonView, change_so_far, check_words, comparison, description},
};
use crate::{
    Result, ServiceRow, Session, Vault,
    cases::{CaseRow, FigureTable, FigureView},
};

/// A recorded check.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct CheckRow {
    /// "Interim check, 9 March 2026".
    pub label: String,
    /// What came of it: the verdict then, or that its day has not come.
    pub state: String,
    /// The verdict's mark, as SVG; blank before its day.
    pub mark: String,
    /// The verdict's code, once its day has come.
    pub verdict: Option<String>,
    /// The verdict's sentence then.
    pub sentence: Option<String>,
}

/// Limits that were worked out anew.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct RecalculationRow {
    /// From which day, in words.
    pub from: String,
    /// Why.
    pub reason: String,
    /// By whom and when.
    pub by: String,
    /// Centre and limits before.
    pub old_limits: String,
    /// Centre and limits since.
    pub new_limits: String,
}

/// A period left out.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct ExclusionRow {
    /// First day, ISO.
    pub start: String,
    /// Its name.
    pub label: String,
    /// Why.
    pub reason: String,
    /// By whom and when.
    pub by: String,
}

/// A verdict that was kept.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct VerdictRow {
    /// When it was worked out, in words.
    pub recorded: String,
    /// Which change, and which look.
    pub about: String,
    /// The verdict's mark, as SVG; blank where the data allowed none.
    pub mark: String,
    /// The verdict's code; none where the data allowed none.
    pub verdict: Option<String>,
    /// The verdict as it is shown.
    pub label: String,
    /// The sentence, as it was shown.
    pub sentence: String,
}

/// One import into a measure.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct BatchRow {
    /// Identity.
    pub id: String,
    /// The file's own name.
    pub file_name: String,
    /// Periods that came in.
    pub rows: u32,
    /// When, in words.
    pub imported: String,
    /// By whom.
    pub by: String,
    /// When it was undone, in words.
    pub undone: Option<String>,
}

/// One measure.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct MeasurePage {
    /// Identity.
    pub id: String,
    /// Newest revision of its definition.
    pub rev: u32,
    /// The indicator's code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The service.
    pub service: ServiceRow,
    /// Help on what to count.
    pub definition: String,
    /// The unit in words.
    pub unit: String,
    /// Which way is better.
    pub direction: Direction,
    /// The same in words.
    pub direction_label: String,
    /// What kind of number it is.
    pub kind: IndicatorKind,
    /// Several of what is counted: "missed visits".
    pub events_many: String,
    /// Whether this person may declare, leave out, and copy.
    pub may_declare: bool,
    /// The period.
    pub every: Every,
    /// What is counted.
    pub numerator: String,
    /// What it is counted among.
    pub denominator: Option<String>,
    /// The chart.
    pub figure: FigureView,
    /// Before and after.
    pub comparison: Option<ComparisonView>,
    /// Whether it can be asked what some more periods would say.
    pub may_suppose: bool,
    /// Events of a usual period: the mean of the last eight.
    pub usual_events: f64,
    /// Verdicts on the other dated changes, each against everything before it.
    pub others: Vec<ComparisonView>,
    /// Recorded checks, those to come and those that were due.
    pub checks: Vec<CheckRow>,
    /// Every verdict kept, newest first.
    pub history: Vec<VerdictRow>,
    /// One line on what it shows.
    pub summary: String,
    /// Between the changes.
    pub phases: Vec<PhaseRow>,
    /// What the figures of the phases rest on.
    pub phases_explained: String,
    /// What the recent points say; none where no rule is applied.
    pub variation: Option<Mark>,
    /// Whether ordinary variation reaches the target; none without a target or limits.
    pub assurance: Option<Mark>,
    /// Signals against the baseline's limits.
    pub signals: Vec<SignalRow>,
    /// Why there is none, where there is none.
    pub no_signal: String,
    /// Which points were looked at, and by which rules.
    pub signals_explained: String,
    /// Everything declared.
    pub settings: SettingsView,
    /// Which chart it is and why, in a sentence.
    pub chart: Option<String>,
    /// Whether this person may work its limits out anew: only an XmR chart has limits that can be.
    pub may_recalculate: bool,
    /// Limits that were worked out anew.
    pub recalculations: Vec<RecalculationRow>,
    /// Periods left out, with reason and author.
    pub exclusions: Vec<ExclusionRow>,
    /// Services that count it, where they can be compared: rates of what is counted among something. 0 otherwise.
    pub comparable_services: u32,
    /// Cases that follow it.
    pub cases: Vec<CaseRow>,
    /// Imports into it.
    pub batches: Vec<BatchRow>,
    /// Worked out by Evident, in these words.
    pub computed: Option<String>,
    /// Worked out from the cases of its service: it has a verdict, and nobody enters anything.
    pub from_cases: bool,
}

/// Dated changes that bear on a measure: actions of the cases that follow it.
pub(crate) struct Changes(Vec<(ActionRecord, ChangeDate)>);

impl Changes {
    pub(crate) fn from_actions<'a>(
        actions: impl IntoIterator<Item = &'a ActionRecord>,
        measure: Option<MeasureId>,
    ) -> Self {
        let mut changes: Vec<(ActionRecord, ChangeDate)> = actions
            .into_iter()
            .filter(|action| !action.removed)
            .filter(|action| {
                action.measure_ids.is_empty() || measure.is_none_or(|measure| action.measure_ids.contains(&measure))
            })
            .filter_map(|action| {
                let change = ChangeDate { label: action.marker().to_owned(), on: action.go_live? };
                Some((action.clone(), change))
            })
            .collect();
        changes.sort_by_key(|(action, change)| (change.on, action.number));
        Self(changes)
    }

    pub(crate) fn dates(&self) -> Vec<ChangeDate> {
        self.0.iter().map(|(_, change)| change.clone()).collect()
    }

    /// Changes that took some weeks to settle.
    pub(crate) fn settling(&self) -> Vec<(ChangeDate, u32)> {
        self.0
            .iter()
            .filter(|(action, _)| action.settling_weeks > 0)
            .map(|(action, change)| (change.clone(), action.settling_weeks))
            .collect()
    }

    /// The same, and the declared change where no action stands for it.
    pub(crate) fn markers_with(&self, declared: Option<NaiveDate>) -> Vec<ChangeMarker> {
        let mut markers = self.markers();
        if let Some(on) = declared.filter(|on| markers.iter().all(|marker| marker.on != *on)) {
            let label = "Change".to_owned();
            let describe = format!("{label}, {}: declared for {}", plain::short_date(on), plain::date(on));
            markers.push(ChangeMarker { id: format!("change:{on}"), on, label, describe });
            markers.sort_by_key(|marker| marker.on);
        }
        markers
    }

    pub(crate) fn markers(&self) -> Vec<ChangeMarker> {
        self.0
            .iter()
            .map(|(action, change)| ChangeMarker {
                id: format!("marker:{}", action.id),
                on: change.on,
                label: change.label.clone(),
                describe: format!(
                    "{}, {}: {}, live on {}",
                    change.label,
                    plain::short_date(change.on),
                    action.title,
                    plain::date(change.on)
                ),
            })
            .collect()
    }
}

/// Changes from every case this person may see that follows the measure.
pub(crate) fn changes_of(vault: &Vault, id: MeasureId) -> Result<Changes> {
    let mut actions = Vec::new();
    for case_id in store::cases::following(vault.reader(), id)? {
        actions.extend(store::actions::list_for_case(vault.reader(), case_id)?.into_iter().map(|action| action.record));
    }
    Ok(Changes::from_actions(&actions, Some(id)))
}

/// One measure, its chart `width` pixels wide. Verdicts that are out of date are worked out anew and kept.
///
/// # Errors
/// Not for this role, not there, or the store's.
pub fn page(vault: &mut Vault, session: &Session, id: MeasureId, width: f64) -> Result<MeasurePage> {
    session.require_read(Read::Measures)?;
    let Looked { facts, changes, analysis, verdicts, .. } = look_and_keep_one(vault, session, id)?;
    let settling = changes.settling();
    let standing = verdicts.standing();
    let record = &facts.measure.record;
    let cases: Vec<CaseId> = store::cases::following(vault.reader(), id)?;
    Ok(MeasurePage {
        id: id.to_string(),
        rev: facts.measure.meta.rev,
        code: facts.indicator.code.clone(),
        name: facts.indicator.name.clone(),
        service: ServiceRow::from(&facts.service),
        definition: facts.indicator.help.clone(),
        unit: unit(&facts, &analysis).to_owned(),
        direction: facts.indicator.direction,
        direction_label: facts.indicator.direction.label().to_owned(),
        kind: facts.indicator.kind,
        events_many: facts.indicator.events_many.clone(),
        may_declare: session.require(Action::AmendMeasure).is_ok(),
        every: record.every,
        numerator: facts.indicator.numerator.clone(),
        denominator: facts.indicator.denominator.clone(),
        figure: figure(&facts, &analysis, &changes, standing, width),
        comparison: standing.map(|judged| comparison(&facts, &analysis, judged, &settling)),
        usual_events: usual_events(&facts),
        may_suppose: standing.is_some_and(Judged::is_of_periods),
        others: verdicts.others.iter().map(|judged| comparison(&facts, &analysis, judged, &settling)).collect(),
        checks: check_rows(&facts, &verdicts, session.today()),
        history: history(vault, id)?,
        summary: change_so_far(&facts, &analysis, standing),
        phases: phase_rows(&facts, &analysis, &settling),
        phases_explained: phases_explained(&facts),
        variation: variation(&facts, &analysis),
        assurance: analysis.assurance(&facts).and_then(assurance_mark),
        signals: signals(&facts, &analysis),
        no_signal: no_signal(&analysis).to_owned(),
        signals_explained: signals_explained(&facts, &analysis),
        settings: settings::view(record, &facts.indicator, &crate::reference::holidays(vault)?),
        chart: analysis.drawn.as_ref().map(|drawn| choice_words(&drawn.choice)),
        may_recalculate: session.require(Action::RecalculateLimits).is_ok()
            && analysis.drawn.as_ref().is_some_and(|drawn| matches!(drawn.lines, ChartLines::Xmr(_))),
        recalculations: recalculation_rows(vault, &facts)?,
        exclusions: exclusion_rows(vault, &facts)?,
        comparable_services: match crate::sites::can_compare(&facts.indicator) {
            true => u32::try_from(store::measures::find(vault.reader(), &facts.indicator.code, None)?.len())
                .unwrap_or(u32::MAX),
            false => 0,
        },
        cases: crate::cases::rows_of(vault, session, &cases)?,
        batches: batch_rows(vault, id)?,
        computed: facts.indicator.computed.clone(),
        from_cases: facts.indicator.from_cases.is_some(),
    })
}

fn figure(
    facts: &MeasureFacts,
    analysis: &Analysis,
    changes: &Changes,
    standing: Option<&Judged>,
    width: f64,
) -> FigureView {
    let title = capital(&format!("{}, {}", facts.indicator.name, facts.service.name));
    let Some(range) =
        range_of(Some(analysis), changes.dates().iter().map(|change| change.on).filter(|_| !facts.counts.is_empty()))
            .filter(|_| !facts.counts.is_empty())
    else {
        return FigureView { svg: String::new(), title, table: Vec::new(), range_text: String::new() };
    };
    let declared = facts.measure.record.change_on.filter(|on| *on >= range.first && *on <= range.last);
    let series = series(facts, analysis);
    let table = with_counts(facts, analysis, table_of_series(&series));
    let options = Options { width, interactive: true, theme: Theme::Screen };
    let svg = draw_series(
        &series,
        &changes.markers_with(declared),
        range,
        &title,
        &description(facts, analysis, standing),
        &options,
    );
    FigureView {
        svg,
        title,
        table: vec![FigureTable { caption: series.y_title.clone(), columns: table.columns, rows: table.rows }],
        range_text: format!("{}, {}", facts.measure.record.every.adverb(), plain::date_range(range.first, range.last)),
    }
}

/// The table of a series with what was counted, and out of what, beside the value that is drawn.
fn with_counts(facts: &MeasureFacts, analysis: &Analysis, mut table: charts::FigureTable) -> charts::FigureTable {
    if analysis.per.is_none() {
        return table;
    }
    /// The columns of first and last day stand before.
    const AFTER_DAYS: usize = 2;
    let indicator = &facts.indicator;
    let heads = [Some(&indicator.events_many), indicator.exposure_many.as_ref()];
    let heads = heads.map(|head| head.map_or_else(|| "Out of".to_owned(), |head| capital(head)));
    table.columns.splice(AFTER_DAYS..AFTER_DAYS, heads);
    let mut points: Vec<_> = analysis.points.iter().collect();
    points.sort_by_key(|point| point.start);
    let by_start: BTreeMap<NaiveDate, _> = facts.counts.iter().map(|count| (count.start, count)).collect();
    for (row, point) in table.rows.iter_mut().zip(points) {
        let count = by_start.get(&point.start);
        let events = count.map_or_else(String::new, |count| plain::whole(count.events));
        let exposure = count.and_then(|count| count.exposure).map_or_else(String::new, plain::whole);
        row.splice(AFTER_DAYS..AFTER_DAYS, [events, exposure]);
    }
    table
}

fn check_rows(facts: &MeasureFacts, verdicts: &Verdicts, today: NaiveDate) -> Vec<CheckRow> {
    let record = &facts.measure.record;
    let mut checks = record.declared.checks.clone();
    checks.sort_by_key(|check| check.on);
    let planned = record.change_on.is_some_and(|change| record.declared.planned(change));
    checks
        .into_iter()
        .map(|check| {
            let found =
                verdicts.at_checks.iter().find(|judged| matches!(judged.look, Look::Check(at) if at.on == check.on));
            CheckRow {
                label: capital(&check_words(check)),
                state: match found {
                    Some(judged) => judged.label().to_owned(),
                    None if !planned => "Recorded after the change, so it does not count as planned".to_owned(),
                    None if check.on > today => "To come".to_owned(),
                    None => "Nothing to judge yet".to_owned(),
                },
                mark: found.and_then(Judged::verdict).map(verdict_mark).unwrap_or_default(),
                verdict: found.and_then(Judged::verdict_code),
                sentence: found.map(Judged::sentence),
            }
        })
        .collect()
}

fn recalculation_rows(vault: &Vault, facts: &MeasureFacts) -> Result<Vec<RecalculationRow>> {
    facts
        .measure
        .record
        .declared
        .recalculations
        .iter()
        .map(|record| {
            let by = store::users::label(vault.reader(), record.by)?;
            Ok(RecalculationRow {
                from: plain::date(record.from),
                reason: record.reason.clone(),
                by: format!("{by}, {}", plain::date(record.on)),
                old_limits: record.old_limits.clone(),
                new_limits: record.new_limits.clone(),
            })
        })
        .collect()
}

fn exclusion_rows(vault: &Vault, facts: &MeasureFacts) -> Result<Vec<ExclusionRow>> {
    let record = &facts.measure.record;
    record
        .declared
        .exclusions
        .iter()
        .map(|exclusion| {
            let by = store::users::label(vault.reader(), exclusion.by)?;
            Ok(ExclusionRow {
                start: exclusion.start.to_string(),
                label: capital(&period_name(record.every, exclusion.start)),
                reason: exclusion.reason.clone(),
                by: format!("{by}, {}", plain::date(exclusion.on)),
            })
        })
        .collect()
}

fn history(vault: &Vault, id: MeasureId) -> Result<Vec<VerdictRow>> {
    let conn = vault.reader();
    let key = store::measures::key(conn, id)?;
    let rows = store::evaluations::history(conn, key)?;
    Ok(rows
        .into_iter()
        .map(|item| {
            let row = item.evaluation;
            let look = row.check_on.map_or_else(String::new, |on| format!(", as at the check of {}", plain::date(on)));
            let verdict = measures::Verdict::from_code(row.verdict.as_deref().unwrap_or_default());
            let label = verdict.map_or("No verdict", crate::verdict_words::label);
            VerdictRow {
                recorded: plain::date_time(uk_local(item.recorded_at.utc())),
                about: format!("Change of {}{look}", plain::date(row.change_on)),
                mark: verdict.map(verdict_mark).unwrap_or_default(),
                verdict: row.verdict,
                label: label.to_owned(),
                sentence: row.sentence,
            }
        })
        .collect())
}

fn usual_events(facts: &MeasureFacts) -> f64 {
    let recent: Vec<u64> = facts.counts.iter().rev().take(8).map(|count| count.events).collect();
    #[expect(clippy::cast_precision_loss, reason = "at most eight counts of a thousand million")]
    let mean = recent.iter().sum::<u64>() as f64 / recent.len().max(1) as f64;
    mean
}

fn phases_explained(facts: &MeasureFacts) -> String {
    let (one, many) = facts.measure.record.every.words();
    format!(
        "Each phase counts the {many} that lie wholly in it. A {one} without a return, left out, not over, or with a change \
         inside it is not counted; the table behind the chart names each. Against the baseline stands the ratio of the rates \
         with its exact 95% interval (conditional test on the counts alone: it does not allow for {many} that vary more than \
         chance, as the verdict does). Rule set {RULE_SET}."
    )
}

/// The imports into a measure, newest first.
pub(crate) fn batch_rows(vault: &Vault, id: MeasureId) -> Result<Vec<BatchRow>> {
    let key = store::measures::key(vault.reader(), id)?;
    store::counts::imports(vault.reader(), key)?.into_iter().map(|entry| batch_row(vault, entry)).collect()
}

fn batch_row(vault: &Vault, entry: EntryItem) -> Result<BatchRow> {
    let words = |at: store::Instant| plain::date_time(uk_local(at.utc()));
    Ok(BatchRow {
        id: entry.id.to_string(),
        file_name: entry.file_name.unwrap_or_default(),
        rows: u32::try_from(entry.rows).unwrap_or(u32::MAX),
        imported: words(entry.recorded_at),
        by: store::users::label(vault.reader(), entry.author_id)?,
        undone: entry.undone_at.map(words),
    })
}
