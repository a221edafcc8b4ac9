//! The list of cases, filtered, sorted and given a page at a time.

use std::collections::BTreeMap;

use domain::{
    access::Read,
    search::{Query, folded},
};
use serde::{Deserialize, Serialize};
use store::cases::CaseItem;

use super::{
    CaseRow,
    list::{row, subject_of},
};
use crate::{Result, Session, Vault, search::Holding};

/// The longest page.
const LONGEST_PAGE: u32 = 500;

/// Which cases are shown.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum ShowCases {
    /// Those that still run.
    #[default]
    Open,
    /// Those that do not.
    Closed,
    /// All.
    All,
}

/// By what a list of cases is sorted.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum CaseSort {
    /// The reference.
    Reference,
    /// The short name.
    Title,
    /// The adult at risk.
    Who,
    /// The service.
    Service,
    /// Where it stands.
    State,
    /// When the service became aware.
    #[default]
    Aware,
}

/// What a list of cases is asked for.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct CaseFilter {
    /// Words, each of them anywhere in the case.
    pub text: String,
    /// Which are shown.
    pub show: ShowCases,
    /// The name of a service; all of them where it is blank.
    pub service: String,
    /// By what they are sorted.
    pub sort: CaseSort,
    /// The greatest first.
    pub descending: bool,
}

/// One page of a list of cases.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wire", derive(specta::Type))]
pub struct CaseList {
    /// Those of this page.
    pub rows: Vec<CaseRow>,
    /// How many fit in all.
    pub fits: u32,
    /// How many there are for this person, whether they fit or not.
    pub recorded: u32,
}

/// A page of the cases that fit, of those this person may see.
///
/// # Errors
/// Not for this role, or the store's.
pub fn listed(vault: &Vault, session: &Session, filter: &CaseFilter, from: u32, count: u32) -> Result<CaseList> {
    session.require_read(Read::Cases)?;
    let items = store::cases::list(vault.reader())?;
    let recorded = size(items.len());
    let query = Query::read(&filter.text);
    // Signs alone ask for nothing, and are no reason to show nothing.
    let holding = if query.is_empty() { None } else { Some(Holding::of(vault, session, &query)?) };
    let mut says = BTreeMap::new();
    let mut fitting = Vec::new();
    for item in items {
        let service = &session.service(item.service_id)?.name;
        let shown = match filter.show {
            ShowCases::Open => item.state.is_open(),
            ShowCases::Closed => !item.state.is_open(),
            ShowCases::All => true,
        };
        let fits = shown
            && (filter.service.is_empty() || filter.service == *service)
            && holding.as_ref().is_none_or(|holding| {
                // Many cases, few lines.
                let line = || holding.says(&format!("{service} {}", item.state.label()));
                holding.fits(item.id, says.entry((item.service_id, item.state)).or_insert_with(line))
            });
        if fits {
            fitting.push((Key::of(&item, service, filter.sort), item));
        }
    }
    fitting.sort_by(|(a, one), (b, other)| {
        let order = if filter.descending { b.cmp(a) } else { a.cmp(b) };
        // Those that sort alike stand with the newest entry first, as the store gives them.
        order.then_with(|| other.last_entry_at.cmp(&one.last_entry_at))
    });
    let fits = size(fitting.len());
    let page = fitting.into_iter().skip(from as usize).take(count.min(LONGEST_PAGE) as usize);
    let rows = page.map(|(_, item)| row(session, item)).collect::<Result<_>>()?;
    Ok(CaseList { rows, fits, recorded })
}

fn size(len: usize) -> u32 {
    u32::try_from(len).unwrap_or(u32::MAX)
}

/// What a case is sorted by.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Moment(i64),
    Words(Vec<Part>),
}

/// A word, or a number by its size: `SG-2026-1000` comes after `SG-2026-999`.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Number(u64),
    Word(String),
}

impl Key {
    fn of(item: &CaseItem, service: &str, sort: CaseSort) -> Self {
        let text = match sort {
            CaseSort::Aware => return Self::Moment(item.aware.sort_key()),
            CaseSort::Reference => &item.reference,
            CaseSort::Title => &item.title,
            CaseSort::Who => subject_of(item),
            CaseSort::Service => service,
            CaseSort::State => item.state.label(),
        };
        Self::Words(
            folded(text)
                .into_iter()
                .map(|word| word.parse().map_or_else(|_| Part::Word(word.clone()), Part::Number))
                .collect(),
        )
    }
}
