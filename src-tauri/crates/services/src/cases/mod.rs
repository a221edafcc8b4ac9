//! Cases: recorded from a concern, listed, amended, and shown on a page.

mod amend;
mod bin;
mod chain;
mod facts;
mod figure;
mod list;
mod listed;
mod page;
mod questions;
mod record;
mod when;
mod who;

pub use amend::{CaseAmend, amend};
pub use bin::{BinnedCase, bin, remove, restore};
pub use chain::{ChainKey, ChainLink, ChainState, GapFix, GapRow};
pub use figure::{FigureTable, FigureView};
pub use list::{CaseRow, find, list};
pub use listed::{CaseFilter, CaseList, CaseSort, ShowCases, listed};
pub use page::{CaseGroup, CaseMeasureRow, CasePage, Clock, page};
pub use questions::{QuestionsView, save as save_questions};
pub use record::{NewConcern, record};
pub use when::WhenView;
pub use who::ANOTHER;

pub(crate) use chain::chain;
pub(crate) use facts::{CaseFacts, load};
pub(crate) use figure::{FigureWords, case_figure, short_label, widened};
pub(crate) use list::rows_of;
pub(crate) use page::elapsed;
pub(crate) use who::plain as plain_name;
