//! Enters every count again, in memory and in order, from the rows that each entry wrote: what then stands, and what
//! it replaced, has to be what the tables hold. The digests alone would not show two values that changed places.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::MeasureId;
use rusqlite::{Connection, Row};

use super::{day_of, digest::EntryDigest, write::EntryHow};
use crate::{
    Result,
    verify::{Fault, Findings, Standing},
};

/// A period of a measure, by the measure's short key.
type Period = (i64, i64);

/// A count, wherever it stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Count {
    events: i64,
    exposure: Option<i64>,
    entry: i64,
}

/// One row of either table of counts.
struct Kept {
    period: Period,
    count: Count,
    /// The entry that replaced it; none for what stands.
    replaced_by: Option<i64>,
}

impl Kept {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            period: (row.get("measure_key")?, row.get("start")?),
            count: Count { events: row.get("events")?, exposure: row.get("exposure")?, entry: row.get("entry_key")? },
            replaced_by: row.get("replaced_by")?,
        })
    }
}

/// One act of entering counts, as far as its own row says.
struct EntryRow {
    key: i64,
    how: EntryHow,
    measure: i64,
    undoes: Option<i64>,
    audit_seq: u64,
}

/// What stands and what was replaced after the entries so far.
#[derive(Default)]
struct Books {
    standing: BTreeMap<Period, Count>,
    /// What each period was before, oldest first, with the entry that replaced it.
    replaced: BTreeMap<Period, Vec<(Count, i64)>>,
    undone: BTreeSet<i64>,
    undos: BTreeSet<i64>,
}

impl Books {
    fn enter(&mut self, period: Period, count: Count) {
        let by = count.entry;
        if let Some(before) = self.standing.insert(period, count) {
            self.replaced.entry(period).or_default().push((before, by));
        }
    }

    /// Takes a count away and puts back the newest one of another entry that was replaced and not taken away.
    /// Returns whether it was this count that stood.
    fn take_away(&mut self, period: Period, count: &Count, undo: i64, import: i64) -> bool {
        if self.standing.get(&period) != Some(count) {
            return false;
        }
        self.standing.remove(&period);
        let replaced = self.replaced.entry(period).or_default();
        replaced.push((count.clone(), undo));
        let comes_back = replaced.iter().rposition(|(before, by)| {
            before.entry != import && !self.undone.contains(&before.entry) && !self.undos.contains(by)
        });
        if let Some(place) = comes_back {
            let (before, _) = replaced.remove(place);
            self.standing.insert(period, before);
        }
        true
    }
}

/// Compares every entry of counts with its digest, and what stands with what the entries lead to.
pub(crate) fn check(conn: &Connection, findings: &mut Findings) -> Result<()> {
    let rows = kept(conn)?;
    findings.compared(rows.len());
    let entries = entries(conn, findings)?;
    let mut written: HashMap<i64, Vec<&Kept>> = HashMap::new();
    let mut taken: HashMap<i64, Vec<&Kept>> = HashMap::new();
    for row in &rows {
        written.entry(row.count.entry).or_default().push(row);
        if let Some(by) = row.replaced_by {
            taken.entry(by).or_default().push(row);
        }
    }
    let mut books = Books::default();
    let mut sound = BTreeSet::new();
    let measures = measures(conn)?;
    for entry in &entries {
        let own = if entry.how == EntryHow::Undo { taken.remove(&entry.key) } else { written.remove(&entry.key) };
        let mut own = own.unwrap_or_default();
        own.sort_by_key(|row| row.period);
        let digest = digest_of(conn, entry.key, &own);
        findings.hold(entry.audit_seq, digest.unwrap_or_default());
        let belongs = own.iter().all(|row| row.period.0 == entry.measure);
        if digest.is_none() || digest != kept_digest(conn, entry.key) || !belongs {
            findings.blame(entry.audit_seq, Fault::Entry { seq: entry.audit_seq });
            continue;
        }
        sound.insert(entry.key);
        if entry.how != EntryHow::Undo {
            own.into_iter().for_each(|row| books.enter(row.period, row.count.clone()));
            continue;
        }
        books.undos.insert(entry.key);
        let import = entry.undoes.unwrap_or_default();
        books.undone.insert(import);
        for row in own {
            if !books.take_away(row.period, &row.count, entry.key, import) {
                findings.add(count_fault(Standing::Differs, row.period, Some(entry.audit_seq), &measures));
            }
        }
    }
    let audit_seq: HashMap<i64, u64> = entries.iter().map(|entry| (entry.key, entry.audit_seq)).collect();
    compare(&rows, &books, &sound, &audit_seq, &measures, findings);
    Ok(())
}

fn kept(conn: &Connection) -> Result<Vec<Kept>> {
    let mut statement = conn.prepare(
        "SELECT measure_key, start, events, exposure, entry_key, NULL AS replaced_by FROM period_count
         UNION ALL SELECT measure_key, start, events, exposure, entry_key, replaced_by FROM period_count_history",
    )?;
    let rows = statement.query_map([], Kept::from_row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The entries in order. One whose own row contradicts itself, or the entry of the chain, is blamed and left out.
fn entries(conn: &Connection, findings: &mut Findings) -> Result<Vec<EntryRow>> {
    let mut statement = conn.prepare(
        "SELECT e.key, e.how, e.measure_key, e.undoes, e.audit_seq,
             e.recorded_at IS a.wall_ms AND e.author_id IS a.user_id AS as_entered
         FROM count_entry AS e LEFT JOIN audit AS a ON a.seq = e.audit_seq ORDER BY e.key",
    )?;
    let mut rows = statement.query([])?;
    let mut entries: Vec<EntryRow> = Vec::new();
    while let Some(row) = rows.next()? {
        let audit_seq = row.get("audit_seq")?;
        let in_order = entries.last().is_none_or(|last| last.audit_seq <= audit_seq);
        if !row.get::<_, bool>("as_entered")? || !in_order {
            findings.blame(audit_seq, Fault::Entry { seq: audit_seq });
        }
        let how: String = row.get("how")?;
        match EntryHow::from_code(&how) {
            Some(how) => entries.push(EntryRow {
                key: row.get("key")?,
                how,
                measure: row.get("measure_key")?,
                undoes: row.get("undoes")?,
                audit_seq,
            }),
            None => findings.blame(audit_seq, Fault::Entry { seq: audit_seq }),
        }
    }
    Ok(entries)
}

/// Identities of measures by their short key.
fn measures(conn: &Connection) -> Result<HashMap<i64, MeasureId>> {
    let mut statement = conn.prepare("SELECT key, id FROM measure")?;
    let rows = statement.query_map([], |row| Ok((row.get("key")?, MeasureId(row.get("id")?))))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The digest that an entry and its rows give now; none where the entry's own row cannot be read.
fn digest_of(conn: &Connection, key: i64, rows: &[&Kept]) -> Option<[u8; 32]> {
    let mut digest = EntryDigest::of(conn, key).ok()?;
    for row in rows {
        digest.row(row.period.1, row.count.events, row.count.exposure);
    }
    Some(digest.finish())
}

fn kept_digest(conn: &Connection, key: i64) -> Option<[u8; 32]> {
    let mut statement = conn.prepare_cached("SELECT digest FROM count_entry WHERE key = ?1").ok()?;
    statement.query_row([key], |row| row.get("digest")).ok()
}

fn count_fault(standing: Standing, period: Period, seq: Option<u64>, measures: &HashMap<i64, MeasureId>) -> Fault {
    Fault::Count { standing, measure: measures.get(&period.0).copied(), start: day_of(period.1), seq }
}

/// What the tables hold of one period.
#[derive(Default)]
struct Found<'a> {
    stands: Option<&'a Count>,
    /// What it was before, with the entry that replaced it.
    before: Vec<(&'a Count, i64)>,
}

/// Compares both tables with the books. Rows of entries that are blamed already are not blamed again.
fn compare(
    rows: &[Kept],
    books: &Books,
    sound: &BTreeSet<i64>,
    audit_seq: &HashMap<i64, u64>,
    measures: &HashMap<i64, MeasureId>,
    findings: &mut Findings,
) {
    let is_sound = |count: &Count| sound.contains(&count.entry);
    let mut found: BTreeMap<Period, Found<'_>> = BTreeMap::new();
    for row in rows {
        let place = found.entry(row.period).or_default();
        match row.replaced_by {
            None => place.stands = Some(&row.count),
            Some(by) => place.before.push((&row.count, by)),
        }
    }
    let periods: BTreeSet<Period> =
        found.keys().chain(books.standing.keys()).chain(books.replaced.keys()).copied().collect();
    for period in periods {
        let Found { stands, mut before } = found.remove(&period).unwrap_or_default();
        let expected = books.standing.get(&period);
        let mut expected_before: Vec<(&Count, i64)> =
            books.replaced.get(&period).into_iter().flatten().map(|(count, by)| (count, *by)).collect();
        before.sort();
        expected_before.sort();
        let blamed_already =
            stands.into_iter().chain(before.iter().map(|(count, _)| *count)).any(|count| !is_sound(count));
        if blamed_already || (stands == expected && before == expected_before) {
            continue;
        }
        let standing = match (expected, stands) {
            (Some(_), None) => Standing::Missing,
            (None, Some(_)) => Standing::Surplus,
            _ => Standing::Differs,
        };
        let entry = expected.or(stands).map(|count| count.entry).or(expected_before.last().map(|(_, by)| *by));
        let seq = entry.and_then(|entry| audit_seq.get(&entry).copied());
        findings.add(count_fault(standing, period, seq, measures));
    }
}
