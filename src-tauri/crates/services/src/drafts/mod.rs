//! Unfinished text: kept as it is typed, in the encrypted store, for its owner alone.

use domain::{access::Read, audit::Action, plain, time::uk_local};
use serde::{Deserialize, Serialize};
use store::{Instant, drafts as table};

use crate::{Error, Result, Session, Vault};

/// The longest form that is kept, in bytes.
const LONGEST: usize = 1024 * 1024;

/// When something was kept, in words.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct SavedAt {
    /// "10:42".
    pub at: String,
}

/// Unfinished text of one form.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct Draft {
    /// Which form of which record.
    pub key: String,
    /// JSON of the form.
    pub body: String,
    /// When it was kept: "10:42", or with the day when that is not today.
    pub saved: String,
    /// The revision it was begun on.
    pub based_on: Option<u32>,
}

/// Unfinished text in a list.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct DraftRow {
    /// Which form of which record.
    pub key: String,
    /// What kind of form.
    pub label: String,
    /// When it was kept.
    pub saved: String,
    /// Its first words.
    pub preview: String,
}

/// Keeps a draft.
///
/// # Errors
/// [`Error::DiskFull`], or the store's; the text is still on the screen then.
pub fn save(vault: &mut Vault, session: &Session, key: &str, based_on: Option<u32>, body: &str) -> Result<SavedAt> {
    session.require(Action::SaveDraft)?;
    if key.is_empty() || key.len() > 200 {
        return Err(Error::Internal("name of a draft"));
    }
    if body.len() > LONGEST {
        return Err(Error::invalid(
            "body",
            "This text is too long to keep in one piece. Shorten it, or record part of it now.",
        ));
    }
    let draft =
        table::Draft { key: key.to_owned(), based_on, body: body.to_owned(), saved_at: Instant::from(session.now) };
    vault.keep(|tx| Ok(table::save(tx, session.user_id, &draft)?))?;
    Ok(SavedAt { at: plain::time(session.local_now().time()) })
}

/// The draft of one form.
///
/// # Errors
/// The store's.
pub fn load(vault: &Vault, session: &Session, key: &str) -> Result<Option<Draft>> {
    session.require_read(Read::OwnDrafts)?;
    Ok(table::load(vault.reader(), session.user_id, key)?.map(|draft| Draft {
        saved: saved_text(session, draft.saved_at),
        key: draft.key,
        body: draft.body,
        based_on: draft.based_on,
    }))
}

/// A person's drafts, newest first.
///
/// # Errors
/// The store's.
pub fn list(vault: &Vault, session: &Session) -> Result<Vec<DraftRow>> {
    session.require_read(Read::OwnDrafts)?;
    let drafts = table::list(vault.reader(), session.user_id)?;
    Ok(drafts
        .into_iter()
        .map(|draft| DraftRow {
            label: label_of(&draft.key).to_owned(),
            saved: saved_text(session, draft.saved_at),
            preview: preview_of(&draft.body),
            key: draft.key,
        })
        .collect())
}

/// Throws a draft away.
///
/// # Errors
/// The store's.
pub fn discard(vault: &mut Vault, session: &Session, key: &str) -> Result<()> {
    session.require(Action::SaveDraft)?;
    vault.keep(|tx| Ok(table::discard(tx, session.user_id, key)?))
}

/// One draft on its way to the store when it could not be written.
#[derive(Debug, Serialize, Deserialize)]
struct Rescued {
    key: String,
    based_on: Option<u32>,
    body: String,
    saved_at: i64,
}

/// Seals drafts that could not be written to their owner, before locking all the same. Each is
/// `(key, based_on, body)`; none forgets what was sealed before. Returns sealed bytes to hold in memory
/// until the next unlock.
///
/// # Errors
/// The system gave no random numbers.
pub fn rescue(vault: &Vault, drafts: &[(String, Option<u32>, String)]) -> Result<Option<Vec<u8>>> {
    if drafts.is_empty() {
        vault.unlocked().forget_rescued();
        return Ok(None);
    }
    let saved_at = vault.session().now.timestamp_millis();
    let drafts: Vec<Rescued> = drafts
        .iter()
        .map(|(key, based_on, body)| Rescued { key: key.clone(), based_on: *based_on, body: body.clone(), saved_at })
        .collect();
    let text = serde_json::to_vec(&drafts).map_err(|_| Error::Internal("form of a draft"))?;
    Ok(Some(vault.unlocked().rescue(&text)?))
}

/// The drafts that were sealed and are not back yet, each `(key, based_on, body)`.
#[must_use]
pub fn rescued(vault: &Vault, kept: Option<&[u8]>) -> Vec<(String, Option<u32>, String)> {
    opened(vault, kept).into_iter().map(|draft| (draft.key, draft.based_on, draft.body)).collect()
}

/// What the owner of this vault can open; nothing where nothing was sealed.
fn opened(vault: &Vault, kept: Option<&[u8]>) -> Vec<Rescued> {
    vault.unlocked().rescued(kept).and_then(|text| serde_json::from_slice(&text).ok()).unwrap_or_default()
}

/// Brings back drafts that were sealed at lock, from memory or from beside the database. Returns how many.
///
/// # Errors
/// The store's; the sealed text then stays where it is.
pub fn bring_back(vault: &mut Vault, session: &Session, kept: Option<&[u8]>) -> Result<usize> {
    let drafts = opened(vault, kept);
    if drafts.is_empty() {
        return Ok(0);
    }
    let mut back = 0;
    for draft in &drafts {
        // What was written since is newer and stays.
        let newer = table::load(vault.reader(), session.user_id, &draft.key)?
            .is_some_and(|standing| standing.saved_at.0 > draft.saved_at);
        if !newer {
            save(vault, session, &draft.key, draft.based_on, &draft.body)?;
            back += 1;
        }
    }
    vault.unlocked().forget_rescued();
    if back > 0 {
        vault.tell(format!(
            "{} could not be written when Evident locked, and {} kept, sealed. Look under unfinished text.",
            plain::count_of(back, "unfinished text", "unfinished texts"),
            if back == 1 { "was" } else { "were" }
        ));
    }
    Ok(usize::try_from(back).unwrap_or(usize::MAX))
}

fn saved_text(session: &Session, at: Instant) -> String {
    let local = uk_local(at.utc());
    if local.date() == session.today() {
        plain::time(local.time())
    } else {
        format!("{}, {}", plain::short_date(local.date()), plain::time(local.time()))
    }
}

/// What kind of form a key belongs to.
fn label_of(key: &str) -> &'static str {
    match key.split(':').next() {
        Some("concern") => "Concern not yet recorded",
        Some("event") => "Timeline entry",
        Some("part") => "Part of a case",
        Some("person") => "Somebody\u{2019}s details",
        Some("authority") => "A council\u{2019}s targets",
        Some("action") => "Action",
        Some("questions") => "What we can show",
        Some("grid") => "Counts",
        Some("measure") => "Baseline, change and checks",
        Some("round") => "People\u{2019}s results",
        Some("reporting") => "How a measure is reported",
        Some("limits") => "Limits of a chart",
        Some("exclude") => "A period left out",
        Some("case") => "Case details",
        _ => "Unfinished text",
    }
}

/// The first words of the longest text in a form. Identities and codes are no words.
fn preview_of(body: &str) -> String {
    /// What fields hold that nobody typed as words.
    const NOT_WORDS: [&str; 6] = ["codes", "kind", "lane", "case_id", "service_id", "person"];
    fn longest(value: &serde_json::Value) -> Option<&str> {
        match value {
            serde_json::Value::String(text) => Some(text),
            serde_json::Value::Array(items) => items.iter().filter_map(longest).max_by_key(|text| text.len()),
            serde_json::Value::Object(fields) => fields
                .iter()
                .filter(|(name, _)| !NOT_WORDS.contains(&name.as_str()))
                .filter_map(|(_, value)| longest(value))
                .max_by_key(|text| text.len()),
            _ => None,
        }
    }
    let value: serde_json::Value = serde_json::from_str(body).unwrap_or_default();
    let text = longest(&value).unwrap_or_default();
    let words: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.chars().count() > 80 { words.chars().take(79).chain(['\u{2026}']).collect() } else { words }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_preview_shows_what_was_typed() {
        assert_eq!(
            preview_of(r#"{"who":null,"what":"Found on  the floor","aware":{"date":"7/2"}}"#),
            "Found on the floor"
        );
        assert_eq!(
            preview_of(
                r#"{"case_id":"0123456789abcdef0123456789abcdef","values":{"what":{"text":"Rota read","codes":["neglect_and_more"]}}}"#
            ),
            "Rota read"
        );
        assert_eq!(preview_of("not json"), "");
        assert_eq!(preview_of(&format!(r#"{{"what":"{}"}}"#, "word ".repeat(50))).chars().count(), 80);
    }
}
