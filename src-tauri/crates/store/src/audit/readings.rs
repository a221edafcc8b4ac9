//! How late the chain says that it is, so that a clock that went back is noticed at every unlock until it is right.

use rusqlite::{Connection, named_params};

use crate::{Instant, Result};

/// A jump of the clock by at least so much, forward and then back again, was a wrong date that somebody put right.
/// Smaller ones are shown until the clock has passed them, since nobody can tell which of the two readings was true.
const WRONG_DATE_MS: i64 = 30 * 24 * 60 * 60 * 1000;

/// A run of entries within which the clock never went back.
struct Run {
    first_seq: u64,
    end_seq: u64,
    first: Instant,
    last: Instant,
}

/// The latest reading of the clock in the chain, leaving out a far future that it was in and came back from. None for
/// an empty chain. It looks at the flagged entries only, so it costs nothing in a chain that has none.
///
/// # Errors
/// The database's.
pub fn latest_reading(conn: &Connection) -> Result<Option<Instant>> {
    let (mut before, mut latest): (Option<Instant>, Option<Instant>) = (None, None);
    let mut earlier: Option<Run> = None;
    for run in runs(conn)? {
        if let Some(earlier) = &earlier
            && let Some(sound) = before_wrong_date(conn, earlier, run.first)?
        {
            latest = before.max(sound);
        }
        before = latest;
        latest = latest.max(Some(run.last));
        earlier = Some(run);
    }
    Ok(latest)
}

/// The chain cut where the clock went back.
fn runs(conn: &Connection) -> Result<Vec<Run>> {
    let end = super::head(conn)?.seq;
    let mut flagged = conn.prepare_cached("SELECT seq FROM audit WHERE clock_flag = 1 ORDER BY seq")?;
    let mut starts: Vec<u64> = flagged.query_map([], |row| row.get("seq"))?.collect::<rusqlite::Result<_>>()?;
    if end > 0 && starts.first() != Some(&1) {
        starts.insert(0, 1);
    }
    let ends = starts.iter().skip(1).map(|next| next - 1).chain([end]);
    let mut reading = conn.prepare_cached("SELECT wall_ms FROM audit WHERE seq = :seq")?;
    let mut at = |seq: u64| reading.query_row(named_params! { ":seq": seq }, |row| row.get::<_, Instant>("wall_ms"));
    starts
        .iter()
        .zip(ends)
        .map(|(first_seq, end_seq)| {
            Ok(Run { first_seq: *first_seq, end_seq, first: at(*first_seq)?, last: at(end_seq)? })
        })
        .collect()
}

/// Where a run jumped to a wrong date, from which the clock then went back to `now`: the reading before the jump, if
/// the run has one. None where it did not.
fn before_wrong_date(conn: &Connection, run: &Run, now: Instant) -> Result<Option<Option<Instant>>> {
    if run.last.0 - now.0 < WRONG_DATE_MS {
        return Ok(None);
    }
    let mut later = conn.prepare_cached(
        "SELECT seq, wall_ms, (SELECT b.wall_ms FROM audit AS b WHERE b.seq = a.seq - 1) AS before
         FROM audit AS a WHERE seq BETWEEN :first AND :end AND wall_ms > :now ORDER BY seq LIMIT 1",
    )?;
    let (seq, jumped_to, before): (u64, Instant, Option<Instant>) = later
        .query_row(named_params! { ":first": run.first_seq, ":end": run.end_seq, ":now": now }, |row| {
            Ok((row.get("seq")?, row.get("wall_ms")?, row.get("before")?))
        })?;
    // A run that begins later than now was no jump within it.
    let Some(before) = before.filter(|_| seq > run.first_seq) else { return Ok(None) };
    Ok((jumped_to.0 - before.0 >= WRONG_DATE_MS).then_some(Some(before)))
}
