//! Makes a pack: the input is stored, the file is built from what was stored, the register keeps both hash and reader.

use chrono::Datelike;
use domain::{CaseId, PackId, audit::Action, pack::pack_number, plain};
use packs::{AsAt, PackInput, SCHEMA};
use serde::Deserialize;
use store::{Instant, Series, audit, next_number, packs::PackItem};

use super::{PackRow, audience::buildable, list::row_of, view};
use crate::{Error, Result, Session, Subject, Vault, cases::load, random};

/// What is asked when a pack is made.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct NewPack {
    /// The case.
    pub case_id: String,
    /// The kind of reader, as a code.
    pub audience: String,
    /// Who receives it.
    pub recipient: String,
    /// What for.
    pub purpose: String,
    /// On what basis it is shared.
    pub basis: String,
}

/// A pack and its bytes.
pub struct BuiltPack {
    /// Identity.
    pub id: PackId,
    /// As the register has it.
    pub row: PackRow,
    /// The PDF.
    pub pdf: Vec<u8>,
}

/// Makes a pack of one case and records who made it, when, for whom, with its hash.
///
/// # Errors
/// A blank recipient or purpose, an audience that is not built, a name found where it may not be, or the store's.
/// Nothing is recorded then.
pub fn build(vault: &mut Vault, session: &Session, form: &NewPack) -> Result<BuiltPack> {
    session.require(Action::BuildPack)?;
    let case_id: CaseId = form.case_id.parse().map_err(|_| Error::NotFound)?;
    let (audience, pack_audience) = buildable(&form.audience)?;
    let mut problems = domain::Problems::new();
    let recipient =
        problems.required("recipient", &form.recipient, "Say who this pack is for: a name, or an organisation.");
    let purpose = problems.required("purpose", &form.purpose, "Say what it is for, in a few words.");
    let basis = form.basis.trim();
    problems.at_most("recipient", &recipient, 200);
    problems.at_most("purpose", &purpose, 500);
    problems.at_most("basis", basis, 500);
    problems.into_result()?;

    let facts = load(vault, session, case_id)?;
    let (view, naming) = view::view(vault, session, &facts, audience)?;
    let head = audit::head(vault.reader())?;
    let protected = naming.protected();
    let id = PackId(random::bytes16()?);
    let year = session.today().year();
    let made_at = session.now;

    let (item, pdf) = vault.change(session, Action::BuildPack, None, |change| {
        let number = pack_number(year, next_number(change.tx(), Series::Pack, year)?);
        let input = PackInput {
            schema: SCHEMA,
            number: number.clone(),
            made_at: made_at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
            made_at_text: plain::date_time(session.local_now()),
            as_at: AsAt { sequence: head.seq, head: domain::ids::hex(&head.hash) },
            audience: pack_audience,
            recipient: recipient.clone(),
            purpose: purpose.clone(),
            basis: basis.to_owned(),
            selection: vec![format!(
                "Case {} with its timeline, actions and lead measure",
                facts.case.record.reference
            )],
            view,
        };
        let stored = serde_json::to_vec(&input).map_err(|_| Error::Internal("form of a pack"))?;
        let built = build_stored(&stored)?;
        refuse_names(&built.pdf, &protected)?;
        let item = PackItem {
            id,
            number,
            case_id,
            made_at: Instant::from(made_at),
            made_by: session.user_id,
            audience: audience.code().to_owned(),
            recipient: recipient.clone(),
            purpose: purpose.clone(),
            basis: basis.to_owned(),
            sha256: hash_bytes(&built.sha256)?,
            pages: built.pages,
            size: built.pdf.len() as u64,
        };
        store::packs::add(change, &item, &stored)?;
        Ok(((item, built.pdf), Subject::from(id)))
    })?;
    Ok(BuiltPack { id, row: row_of(vault, &item)?, pdf })
}

/// Builds the file from an input as stored, so that the first building and every later one start from the same bytes.
pub(super) fn build_stored(stored: &[u8]) -> Result<packs::Pack> {
    let input: PackInput = serde_json::from_slice(stored).map_err(|_| Error::Internal("form of a pack"))?;
    packs::build(&input).map_err(|error| match error {
        packs::PackError::Schema { .. } => Error::NotAvailable(
            "This pack was made by a newer version of Evident. Build it again with that version.".to_owned(),
        ),
        _ => Error::Internal("building a pack"),
    })
}

/// Opens the finished file and looks for names that may not be in it.
fn refuse_names(pdf: &[u8], protected: &[String]) -> Result<()> {
    if protected.is_empty() {
        return Ok(());
    }
    let terms: Vec<&str> = protected.iter().map(String::as_str).collect();
    let hits = packs::inspect::find_terms(pdf, &terms).map_err(|_| Error::Internal("reading a pack back"))?;
    match hits.first() {
        None => Ok(()),
        Some(hit) => Err(Error::invalid(
            "audience",
            format!(
                "The adult\u{2019}s name or reference would be readable in this pack ({}), so it was not made and nothing left Evident. Look at the texts of the case, the actions and the name of the service, and write them without the name.",
                hit.place
            ),
        )),
    }
}

pub(super) fn hash_bytes(hex: &str) -> Result<[u8; 32]> {
    let wrong = || Error::Internal("hash of a pack");
    let (first, second) = hex.split_at_checked(32).ok_or_else(wrong)?;
    let halves = [first, second].map(|half| domain::ids::bytes_from_hex(half).map_err(|_| wrong()));
    let [first, second] = halves;
    let mut hash = [0_u8; 32];
    hash[..16].copy_from_slice(&first?);
    hash[16..].copy_from_slice(&second?);
    Ok(hash)
}
