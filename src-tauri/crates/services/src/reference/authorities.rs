//! Profiles of local authorities: the examples that come with Evident, and the provider's own.

use domain::{
    authority::{Profile, Step, examples},
    calendar::Unit,
    plain,
    reference::{AUTHORITIES, ReferenceRecord},
    time::parse_date,
    timeline::EventKind,
};
use serde::{Deserialize, Serialize};

use super::write;
use crate::{Error, Result, Session, Vault};

/// One profile.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct ProfileRow {
    /// Its code.
    pub code: String,
    /// The authority.
    pub authority: String,
    /// What has to be known about it.
    pub note: String,
    /// "seen on 25 November 2026".
    pub seen: String,
    /// The same day, as a form shows it.
    pub seen_on: String,
    /// Where.
    pub source: String,
    /// Its targets, in words: "Council makes contact: 2 working days".
    pub targets: Vec<String>,
    /// Its targets.
    pub steps: Vec<Step>,
    /// Whether the provider wrote or changed it.
    pub own: bool,
    /// Newest revision, where it is the provider's own; 0 otherwise.
    pub rev: u32,
    /// No longer used.
    pub retired: bool,
}

/// One target as typed.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct StepDraft {
    /// In words.
    pub label: String,
    /// How many units.
    pub amount: u32,
    /// Counted in.
    pub unit: Unit,
    /// The fact that starts it.
    pub from: EventKind,
    /// The facts that end it.
    pub until: Vec<EventKind>,
    /// The council says "up to".
    pub at_most: bool,
}

/// A profile as typed.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct ProfileDraft {
    /// The profile that is changed; none for a new one.
    pub code: Option<String>,
    /// Its revision, where it is the provider's own; 0 otherwise.
    pub rev: u32,
    /// The authority.
    pub authority: String,
    /// What has to be known about it.
    pub note: String,
    /// The day on which somebody saw these targets.
    pub seen_on: String,
    /// Where.
    pub source: String,
    /// The targets.
    pub steps: Vec<StepDraft>,
}

struct Known {
    profile: Profile,
    own: Option<(domain::ReferenceId, u32)>,
    retired: bool,
}

fn known(vault: &Vault) -> Result<Vec<Known>> {
    let mut known: Vec<Known> =
        examples().iter().map(|profile| Known { profile: profile.clone(), own: None, retired: false }).collect();
    for entry in store::reference_entries::own(vault.reader(), AUTHORITIES)? {
        let profile: Profile = serde_json::from_str(&entry.data).map_err(|_| Error::Internal("authority profile"))?;
        let own = Known { profile, own: Some((entry.id, entry.rev)), retired: entry.retired_on.is_some() };
        match known.iter_mut().find(|known| known.profile.code == entry.code) {
            Some(example) => *example = own,
            None => known.push(own),
        }
    }
    Ok(known)
}

/// Every profile in use.
fn all(vault: &Vault) -> Result<Vec<Profile>> {
    Ok(known(vault)?.into_iter().filter(|known| !known.retired).map(|known| known.profile).collect())
}

/// The profile that a council's name means; a provider's own before an example.
pub(crate) fn meant_by(vault: &Vault, name: &str) -> Result<Option<Profile>> {
    let mut profiles = all(vault)?;
    profiles.reverse();
    Ok(profiles.into_iter().find(|profile| profile.is_meant_by(name)))
}

/// The profiles, for Settings.
///
/// # Errors
/// The store's.
pub fn list(vault: &Vault, _session: &Session) -> Result<Vec<ProfileRow>> {
    Ok(known(vault)?
        .into_iter()
        .map(|known| ProfileRow {
            targets: known.profile.step.iter().map(target_words).collect(),
            seen: format!("seen on {}", plain::date(known.profile.seen_on)),
            seen_on: plain::short_date_with_year(known.profile.seen_on),
            own: known.own.is_some(),
            rev: known.own.map_or(0, |(_, rev)| rev),
            retired: known.retired,
            code: known.profile.code,
            authority: known.profile.authority,
            note: known.profile.note,
            source: known.profile.source,
            steps: known.profile.step,
        })
        .collect())
}

/// "Council makes contact: up to 2 working days from the referral".
pub(crate) fn target_words(step: &Step) -> String {
    format!(
        "{}: {}{} from \u{201c}{}\u{201d}",
        step.label,
        if step.at_most { "up to " } else { "" },
        step.unit.count(step.amount),
        step.from.label()
    )
}

/// Keeps a profile: a new one, or a change to one there is.
///
/// # Errors
/// What is missing or cannot be, a stale revision, not for this role, or the store's.
pub fn save(vault: &mut Vault, session: &Session, form: &ProfileDraft) -> Result<Vec<ProfileRow>> {
    let seen_on = parse_date(&form.seen_on).map_err(Error::time("seen_on"))?;
    let there = known(vault)?;
    let code = match &form.code {
        Some(code) => {
            if !there.iter().any(|known| known.profile.code == *code) {
                return Err(Error::NotFound);
            }
            code.clone()
        }
        None => {
            if there.iter().any(|known| known.profile.authority.to_lowercase() == form.authority.trim().to_lowercase())
            {
                return Err(Error::invalid(
                    "authority",
                    "There is a profile of this council already. Change that one.",
                ));
            }
            domain::ids::hex(&crate::random::bytes16()?)
        }
    };
    let step = (1..)
        .zip(&form.steps)
        .map(|(number, step)| Step {
            code: format!("step_{number}"),
            label: step.label.clone(),
            amount: step.amount,
            unit: step.unit,
            from: step.from,
            until: step.until.clone(),
            at_most: step.at_most,
        })
        .collect();
    let profile = Profile {
        code: code.clone(),
        authority: form.authority.clone(),
        note: form.note.clone(),
        seen_on,
        source: form.source.clone(),
        step,
    }
    .check(session.today())?;
    let own = there.iter().find(|known| known.profile.code == code).and_then(|known| known.own);
    let standing = own.map(|(id, _)| (id, form.rev));
    keep(vault, session, standing, &profile, None)?;
    list(vault, session)
}

/// Stops using a profile, or uses it again.
///
/// # Errors
/// Not there, not for this role, or the store's.
pub fn retire(vault: &mut Vault, session: &Session, code: &str, retired: bool) -> Result<Vec<ProfileRow>> {
    let found = known(vault)?.into_iter().find(|known| known.profile.code == code).ok_or(Error::NotFound)?;
    let on = retired.then(|| session.today());
    keep(vault, session, found.own, &found.profile, on)?;
    list(vault, session)
}

fn keep(
    vault: &mut Vault,
    session: &Session,
    standing: Option<(domain::ReferenceId, u32)>,
    profile: &Profile,
    retired_on: Option<chrono::NaiveDate>,
) -> Result<()> {
    let data = serde_json::to_string(profile).map_err(|_| Error::Internal("authority profile"))?;
    let today = session.today();
    write(vault, session, standing, |id| ReferenceRecord {
        id,
        list: AUTHORITIES.to_owned(),
        code: profile.code.clone(),
        label: profile.authority.clone(),
        data,
        source: profile.source.clone(),
        valid_from: today,
        retired_on,
    })
}
