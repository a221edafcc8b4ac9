//! What a pack will hold, shown before it is made.

use domain::{CaseId, audit::Action, plain};
use serde::Serialize;

use super::{audience::buildable, view};
use crate::{Result, Session, Vault, cases::load};

/// One part of a pack.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct ContentsSection {
    /// Its heading.
    pub heading: String,
    /// What is in it.
    pub text: String,
}

/// What a pack will hold.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct PackContents {
    /// Its title, as the audience will read it.
    pub title: String,
    /// Its parts.
    pub sections: Vec<ContentsSection>,
    /// What is left out, and why.
    pub not_shown: Vec<String>,
    /// What to think about before handing it over.
    pub warnings: Vec<String>,
    /// Who is named, in words.
    pub naming: String,
}

/// What a pack for this audience will hold. Makes nothing.
///
/// # Errors
/// An audience that is not built, a case that is not there, or not for this role.
pub fn contents(vault: &Vault, session: &Session, case_id: CaseId, audience: &str) -> Result<PackContents> {
    session.require(Action::BuildPack)?;
    let (audience, _) = buildable(audience)?;
    let facts = load(vault, session, case_id)?;
    let (view, _) = view::view(vault, session, &facts, audience)?;
    let section = |heading: &str, text: String| ContentsSection { heading: heading.to_owned(), text };
    let answered = view.questions.iter().filter(|question| !question.answer.trim().is_empty()).count();
    let gaps = view.chain.iter().filter(|link| link.gap).count();
    let mut warnings = Vec::new();
    if answered < view.questions.len() {
        warnings.push(format!(
            "{} of the three questions {} no answer yet. The pack will say so.",
            3 - answered,
            if answered == 2 { "has" } else { "have" }
        ));
    }
    if gaps > 0 {
        warnings.push(format!(
            "The chain has {}. The pack will show {}.",
            plain::count_of(gaps as u64, "gap", "gaps"),
            if gaps == 1 { "it" } else { "them" }
        ));
    }
    if view.comparison.is_none() {
        warnings.push("There is no before-and-after comparison. The pack will say so.".to_owned());
    }
    Ok(PackContents {
        title: view.title.clone(),
        sections: vec![
            section("Cover statement", view.cover_statement.join(" ")),
            section("The three questions", format!("{answered} of 3 answered, each with what it rests on")),
            section("Case on a page", "The chain, and the timeline above the before-and-after chart".to_owned()),
            section("Chronology", plain::count_of(view.chronology.len() as u64, "entry", "entries")),
            section("Actions", plain::count_of(view.actions.len() as u64, "action", "actions")),
            section(
                "Measure",
                plain::count_of(
                    view.measure_table.rows.len() as u64,
                    "period with its numbers",
                    "periods with their numbers",
                ),
            ),
            section("What is not shown and why", plain::count_of(view.not_shown.len() as u64, "entry", "entries")),
        ],
        not_shown: view.not_shown.iter().map(|item| format!("{}: {}", item.what, item.why)).collect(),
        warnings,
        naming: view.naming,
    })
}
