//! Source Sans 3, the one family of window, charts and packs (SIL Open Font License 1.1).

/// Weight 400.
pub const REGULAR: &[u8] = include_bytes!("../fonts/SourceSans3-Regular.ttf");
/// Weight 600.
pub const SEMIBOLD: &[u8] = include_bytes!("../fonts/SourceSans3-SemiBold.ttf");
/// Weight 700.
pub const BOLD: &[u8] = include_bytes!("../fonts/SourceSans3-Bold.ttf");

/// Name by which the family is asked for.
pub const FAMILY: &str = "Source Sans 3";
