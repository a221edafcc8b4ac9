//! Verdicts as they were worked out: one row each, never rewritten.

use chrono::NaiveDate;
use domain::{MeasureId, UserId};
use rusqlite::{Connection, Row, named_params};
use sha2::{Digest, Sha256};

use crate::{
    Instant, Result,
    counts::{day_number, day_of},
    measures::MeasureKey,
    revisions::Change,
    verify::{Fault, Findings},
};

/// A verdict to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEvaluation {
    /// The change judged.
    pub change_on: NaiveDate,
    /// The recorded check that this look was.
    pub check_on: Option<NaiveDate>,
    /// The day up to which periods were counted.
    pub as_of: NaiveDate,
    /// The newest entry of the chain that bears on it.
    pub data_seq: u64,
    /// Version of the method.
    pub rule_set: String,
    /// The verdict's code; `None` where the data allow none.
    pub verdict: Option<String>,
    /// The sentence, as it was shown.
    pub sentence: String,
    /// JSON of everything the verdict rests on.
    pub result: String,
}

/// A verdict that was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvaluationItem {
    /// What was kept.
    pub evaluation: NewEvaluation,
    /// When it was worked out.
    pub recorded_at: Instant,
    /// For whom.
    pub author_id: UserId,
}

impl EvaluationItem {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            evaluation: NewEvaluation {
                change_on: day_of(row.get("change_on")?),
                check_on: row.get::<_, Option<i64>>("check_on")?.map(day_of),
                as_of: day_of(row.get("as_of")?),
                data_seq: row.get("data_seq")?,
                rule_set: row.get("rule_set")?,
                verdict: row.get("verdict")?,
                sentence: row.get("sentence")?,
                result: row.get("result")?,
            },
            recorded_at: row.get("recorded_at")?,
            author_id: UserId(row.get("author_id")?),
        })
    }
}

impl NewEvaluation {
    /// What the chain vouches for: SHA-256 over the salt, the measure's id and every field in the order of this
    /// type. Numbers are eight bytes big-endian, texts stand behind a 32-bit length, what is absent is one byte 0
    /// and what is there one byte 1 before it.
    fn digest(&self, salt: &[u8; 16], measure: &MeasureId) -> [u8; 32] {
        let mut hash = Sha256::new().chain_update(salt).chain_update(measure.bytes());
        let text = |hash: &mut Sha256, text: &str| {
            hash.update(u32::try_from(text.len()).unwrap_or(u32::MAX).to_be_bytes());
            hash.update(text.as_bytes());
        };
        hash.update(day_number(self.change_on).to_be_bytes());
        match self.check_on {
            None => hash.update([0]),
            Some(day) => {
                hash.update([1]);
                hash.update(day_number(day).to_be_bytes());
            }
        }
        hash.update(day_number(self.as_of).to_be_bytes());
        hash.update(self.data_seq.to_be_bytes());
        text(&mut hash, &self.rule_set);
        match &self.verdict {
            None => hash.update([0]),
            Some(verdict) => {
                hash.update([1]);
                text(&mut hash, verdict);
            }
        }
        text(&mut hash, &self.sentence);
        text(&mut hash, &self.result);
        hash.finalize().into()
    }
}

/// Keeps a verdict, which the entry of this change vouches for.
///
/// # Errors
/// The database's, or the system gave no random bytes.
pub fn add(change: &Change<'_>, id: MeasureId, measure: MeasureKey, evaluation: &NewEvaluation) -> Result<()> {
    let salt = change.random()?;
    change
        .tx()
        .prepare_cached(
            "INSERT INTO evaluation (measure_key, change_on, check_on, as_of, data_seq, rule_set, verdict, sentence, result,
                                     recorded_at, author_id, salt16, audit_seq)
             VALUES (:measure, :change_on, :check_on, :as_of, :data_seq, :rule_set, :verdict, :sentence, :result,
                     :recorded_at, :author_id, :salt16, :audit_seq)",
        )?
        .execute(named_params! {
            ":measure": measure.0,
            ":change_on": day_number(evaluation.change_on),
            ":check_on": evaluation.check_on.map(day_number),
            ":as_of": day_number(evaluation.as_of),
            ":data_seq": evaluation.data_seq,
            ":rule_set": evaluation.rule_set,
            ":verdict": evaluation.verdict,
            ":sentence": evaluation.sentence,
            ":result": evaluation.result,
            ":recorded_at": change.stamp().at,
            ":author_id": change.stamp().author_id.bytes(),
            ":salt16": salt,
            ":audit_seq": change.audit_seq(),
        })?;
    change.vouch_for(evaluation.digest(&salt, &id));
    Ok(())
}

/// The newest verdict on one change at one check, or at any other look.
///
/// # Errors
/// The database's.
pub fn newest(
    conn: &Connection,
    measure: MeasureKey,
    change_on: NaiveDate,
    check_on: Option<NaiveDate>,
) -> Result<Option<EvaluationItem>> {
    let mut statement = conn.prepare_cached(
        "SELECT * FROM evaluation
         WHERE measure_key = :measure AND change_on = :change_on AND check_on IS :check_on ORDER BY key DESC LIMIT 1",
    )?;
    let mut rows = statement.query_map(
        named_params! {
            ":measure": measure.0,
            ":change_on": day_number(change_on),
            ":check_on": check_on.map(day_number),
        },
        EvaluationItem::from_row,
    )?;
    Ok(rows.next().transpose()?)
}

/// Every verdict on a measure, newest first.
///
/// # Errors
/// The database's.
pub fn history(conn: &Connection, measure: MeasureKey) -> Result<Vec<EvaluationItem>> {
    let mut statement =
        conn.prepare_cached("SELECT * FROM evaluation WHERE measure_key = :measure ORDER BY key DESC")?;
    let rows = statement.query_map(named_params! { ":measure": measure.0 }, EvaluationItem::from_row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The newest entry of the chain that bears on a measure's verdicts: its counts, its rounds, its own settings, what is
/// known of its reporting, and the actions of the cases that follow it.
///
/// # Errors
/// The database's.
pub fn data_seq(conn: &Connection, id: MeasureId, measure: MeasureKey) -> Result<u64> {
    Ok(conn
        .prepare_cached(
            "SELECT max(
                 coalesce((SELECT max(audit_seq) FROM count_entry WHERE measure_key = :measure), 0),
                 coalesce((SELECT max(audit_seq) FROM revision WHERE kind = 'measure' AND record_id = :id), 0),
                 coalesce((SELECT max(audit_seq) FROM revision WHERE kind = 'reporting' AND record_id = :reporting), 0),
                 coalesce((SELECT max(audit_seq) FROM revision
                           WHERE kind = 'round'
                             AND record_id IN (SELECT id FROM measure_round WHERE measure_key = :measure)), 0),
                 coalesce((SELECT max(r.audit_seq) FROM revision AS r
                           WHERE r.kind IN ('action', 'case')
                             AND r.case_id IN (SELECT case_id FROM case_measure WHERE measure_id = :id)), 0)
             ) AS seq",
        )?
        .query_row(
            named_params! { ":measure": measure.0, ":id": id.bytes(), ":reporting": crate::reporting::id_of(id) },
            |row| row.get("seq"),
        )?)
}

/// Compares every verdict kept with the entry that records its making.
pub(crate) fn check(conn: &Connection, findings: &mut Findings) -> Result<()> {
    let mut statement = conn.prepare(
        "SELECT e.*, m.id AS measure_id, e.recorded_at IS a.wall_ms AND e.author_id IS a.user_id AS as_entered
         FROM evaluation AS e JOIN measure AS m ON m.key = e.measure_key LEFT JOIN audit AS a ON a.seq = e.audit_seq
         ORDER BY e.key",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let seq: u64 = row.get("audit_seq")?;
        let item = EvaluationItem::from_row(row)?;
        let measure = MeasureId(row.get("measure_id")?);
        findings.hold(seq, item.evaluation.digest(&row.get("salt16")?, &measure));
        if !row.get::<_, bool>("as_entered")? {
            findings.blame(seq, Fault::Evaluation { seq });
        }
    }
    Ok(())
}
