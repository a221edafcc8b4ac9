//! Evidence packs: what an audience would see, made, recorded, and built again to the same bytes.

mod audience;
mod build;
mod contents;
mod list;
mod naming;
mod rebuild;
mod view;

pub use audience::{AudienceRow, audiences};
pub use build::{BuiltPack, NewPack, build};
pub use contents::{ContentsSection, PackContents, contents};
pub use list::{PackRow, list};
pub use rebuild::rebuild;
