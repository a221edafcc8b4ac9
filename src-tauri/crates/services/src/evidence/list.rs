//! The evidence of a case: what there is, where it came from, and what it speaks for.

use domain::{
    FileId, PartId,
    access::Read,
    audit::Action,
    part::{Names, Owner, PartRecord, catalogue, kind},
    plain,
    time::uk_local,
};
use serde::Serialize;
use store::{evidence::FileItem, revisions::Revised};

use super::WARN_OF_ALL;
use crate::{
    Result, Session, Vault,
    parts::{CaseParts, load_of},
};

/// A file as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct FileView {
    /// Identity.
    pub id: String,
    /// Its own name.
    pub name: String,
    /// Its size in words.
    pub size_text: String,
    /// What it is by its content, in words.
    pub kind: String,
    /// Its name says something else than its content does.
    pub misnamed: Option<String>,
    /// SHA-256 of the whole.
    pub sha256: String,
    /// When it was added, in words.
    pub added: String,
    /// By whom.
    pub by: String,
    /// Whether it can be looked at here.
    pub can_show: bool,
}

impl FileView {
    pub(super) fn new(vault: &Vault, file: &FileItem) -> Result<Self> {
        let kind = preview::words(&file.media_type);
        Ok(Self {
            id: file.id.to_string(),
            name: file.name.clone(),
            size_text: plain::bytes(file.size),
            kind: kind.to_owned(),
            misnamed: preview::misnamed(&file.name, &file.media_type)
                .map(|ending| format!("Its name ends in .{ending}, but by its content it is another kind of file.")),
            sha256: domain::ids::hex(&file.sha256),
            added: plain::date_time(uk_local(file.added_at.utc())),
            by: store::users::label(vault.reader(), file.added_by)?,
            can_show: preview::can_show(&file.media_type),
        })
    }
}

/// An item of evidence.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct EvidenceItem {
    /// Identity of the part.
    pub id: String,
    /// Newest revision.
    pub rev: u32,
    /// `E-0031`; blank for one recorded before evidence had numbers.
    pub reference: String,
    /// What it is.
    pub title: String,
    /// Its kind, in words.
    pub kind: String,
    /// The evidence category that fits best, in words.
    pub category: String,
    /// Where it came from.
    pub received_from: String,
    /// When it came, in words.
    pub received_on: String,
    /// When it was made, in words.
    pub made_on: String,
    /// How confidential it is, in words.
    pub confidentiality: String,
    /// What it shows.
    pub shows: String,
    /// Its file; none where it is listed without one.
    pub file: Option<FileView>,
    /// The findings that it supports.
    pub supports: Vec<String>,
    /// The findings that it speaks against.
    pub contradicts: Vec<String>,
    /// Whether it is in the bin.
    pub removed: bool,
    /// Whether it is shared by the cases of a group.
    pub shared: bool,
}

/// The evidence of a case.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct EvidenceList {
    /// Every item, in the order recorded.
    pub items: Vec<EvidenceItem>,
    /// Files that were added and are not described by any item yet.
    pub undescribed: Vec<FileView>,
    /// Whether files may be added by this person.
    pub may_add: bool,
    /// Whether copies may be saved by this person.
    pub may_save: bool,
    /// Something to think about: how much all files come to.
    pub notice: Option<String>,
}

/// The evidence of a case with what it shares with its group, or of a group alone.
///
/// # Errors
/// Not for this role, not there, or the store's.
pub fn list(vault: &Vault, session: &Session, owner: Owner) -> Result<EvidenceList> {
    session.require_read(Read::Cases)?;
    let loaded = load_of(vault, session, owner, None)?;
    let of_kind = |part: &&Revised<PartRecord>| part.record.kind == kind::EVIDENCE;
    let parts: Vec<&Revised<PartRecord>> = loaded.parts.iter().filter(of_kind).collect();
    let described: Vec<FileId> = parts.iter().filter_map(|part| part.record.file("file")).collect();
    let undescribed = store::evidence::list(vault.reader(), owner)?
        .iter()
        .filter(|file| !described.contains(&file.id))
        .map(|file| FileView::new(vault, file))
        .collect::<Result<_>>()?;
    Ok(EvidenceList {
        items: parts.into_iter().map(|part| item(vault, &loaded, part)).collect::<Result<_>>()?,
        undescribed,
        may_add: session.may(Action::AddEvidence) && session.may(Action::AddPart),
        may_save: session.may(Action::ExportEvidence),
        notice: notice(vault)?,
    })
}

fn item(vault: &Vault, loaded: &CaseParts, part: &Revised<PartRecord>) -> Result<EvidenceItem> {
    let record = &part.record;
    let words = |field: &str| {
        let spec = catalogue::find(kind::EVIDENCE).and_then(|spec| spec.find(field));
        spec.map(|field| field.words(record, &loaded.names)).unwrap_or_default()
    };
    let file = match record.file("file").map(|id| store::evidence::get(vault.reader(), id)) {
        Some(Ok(file)) => Some(FileView::new(vault, &file)?),
        None | Some(Err(store::Error::NotFound)) => None,
        Some(Err(error)) => return Err(error.into()),
    };
    Ok(EvidenceItem {
        id: record.id.to_string(),
        rev: part.meta.rev,
        reference: record.reference().unwrap_or_default(),
        title: words("title"),
        kind: words("kind"),
        category: words("category"),
        received_from: words("received_from"),
        received_on: words("received_on"),
        made_on: words("made_on"),
        confidentiality: words("confidentiality"),
        shows: words("what_it_shows"),
        file,
        supports: findings(loaded, record.id, "supported_by"),
        contradicts: findings(loaded, record.id, "contradicted_by"),
        removed: record.removed,
        shared: record.owner.case().is_none(),
    })
}

/// The findings that name an item of evidence in one of their fields.
fn findings(loaded: &CaseParts, id: PartId, field: &str) -> Vec<String> {
    let naming = loaded.of(kind::FINDING).filter(|finding| finding.record.parts(field).contains(&id));
    naming.map(|finding| loaded.names.part(finding.record.id)).collect()
}

/// How much all files of the store come to, once that is much.
pub(super) fn notice(vault: &Vault) -> Result<Option<String>> {
    let kept = store::evidence::total_size(vault.reader())?;
    Ok((kept >= WARN_OF_ALL).then(|| {
        format!(
            "The files kept in this store come to {}. It takes 4 GB at most, and backups take as long as it is large. Long recordings can be listed here without a file and kept where they are.",
            plain::bytes(kept)
        )
    }))
}
