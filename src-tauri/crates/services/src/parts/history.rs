//! Every wording of a part, and what each changed, in plain words.

use domain::{PartId, access::Read, part::KindSpec, plain, time::uk_local};
use serde::Serialize;
use store::{parts::PartRecord, revisions::Revised};

use super::{CaseNames, form::require_open, list::words_of};
use crate::{Error, Result, Session, Vault};

/// What one wording changed in one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct Difference {
    /// The question.
    pub label: String,
    /// The answer before; none where there was none.
    pub before: Option<String>,
    /// The answer since; none where it was taken away.
    pub after: Option<String>,
}

/// One wording of a part.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct PartWording {
    /// Its number.
    pub rev: u32,
    /// When it was recorded, in words.
    pub recorded: String,
    /// By whom.
    pub by: String,
    /// The reason given.
    pub reason: Option<String>,
    /// What it changed; in the first wording, everything it holds.
    pub changes: Vec<Difference>,
}

/// Every wording of a part, oldest first.
///
/// # Errors
/// Not for this role, not there, or the store's.
pub fn history(vault: &Vault, session: &Session, id: PartId) -> Result<Vec<PartWording>> {
    session.require_read(Read::Cases)?;
    let conn = vault.reader();
    let wordings = store::parts::history(conn, id)?;
    let spec = wordings.first().and_then(|first| first.record.spec()).ok_or(Error::NotFound)?;
    require_open(session, spec)?;
    let names = names_of(vault, session, &wordings)?;
    let mut before: Option<&PartRecord> = None;
    let mut rows = Vec::with_capacity(wordings.len());
    for wording in &wordings {
        rows.push(PartWording {
            rev: wording.meta.rev,
            recorded: plain::date_time(uk_local(wording.meta.recorded_at.utc())),
            by: store::users::label(conn, wording.meta.author_id)?,
            reason: wording.meta.reason.clone(),
            changes: differences(spec, before, &wording.record, &names),
        });
        before = Some(&wording.record);
    }
    Ok(rows)
}

fn names_of(vault: &Vault, session: &Session, wordings: &[Revised<PartRecord>]) -> Result<CaseNames> {
    let owner = wordings.first().map(|first| first.record.owner).ok_or(Error::NotFound)?;
    let mut parts = super::load_of(vault, session, owner, None)?.parts;
    // Earlier wordings may name people whom the newest no longer does.
    parts.extend(wordings.iter().cloned());
    CaseNames::of(vault.reader(), &parts)
}

/// What a wording changed, field by field in the order asked.
pub(crate) fn differences(
    spec: &KindSpec,
    before: Option<&PartRecord>,
    after: &PartRecord,
    names: &CaseNames,
) -> Vec<Difference> {
    let earlier = before.map(|record| words_of(spec, record, names)).unwrap_or_default();
    let later = words_of(spec, after, names);
    let mut changes: Vec<Difference> = spec
        .field
        .iter()
        .filter_map(|field| {
            let of = |words: &[super::FieldWords]| {
                words.iter().find(|words| words.code == field.code).map(|words| words.text.clone())
            };
            let (before, after) = (of(&earlier), of(&later));
            (before != after).then(|| Difference { label: field.label.clone(), before, after })
        })
        .collect();
    if before.is_some_and(|before| before.removed != after.removed) {
        let put = |removed: bool| (if removed { "In the bin" } else { "In the case" }).to_owned();
        changes.push(Difference {
            label: "Where it stands".to_owned(),
            before: Some(put(!after.removed)),
            after: Some(put(after.removed)),
        });
    }
    changes
}
