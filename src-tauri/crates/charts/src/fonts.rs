//! Source Sans 3, the one family of window, charts and packs, and Noto faces for scripts and signs that it lacks: people's
//! names come in all of them (SIL Open Font License 1.1).

/// Weight 400.
pub const REGULAR: &[u8] = include_bytes!("../fonts/SourceSans3-Regular.ttf");
/// Weight 600.
pub const SEMIBOLD: &[u8] = include_bytes!("../fonts/SourceSans3-SemiBold.ttf");
/// Weight 700.
pub const BOLD: &[u8] = include_bytes!("../fonts/SourceSans3-Bold.ttf");

/// Name by which the family is asked for.
pub const FAMILY: &str = "Source Sans 3";

/// Faces for what the family has no sign for, in the order asked: name and file.
pub const FALLBACK: [(&str, &[u8]); 4] = [
    ("Noto Sans Hebrew", include_bytes!("../fonts/NotoSansHebrew-Regular.ttf")),
    ("Noto Sans Arabic", include_bytes!("../fonts/NotoSansArabic-Regular.ttf")),
    ("Noto Sans SC", include_bytes!("../fonts/NotoSansSC-Regular.ttf")),
    ("Noto Emoji", include_bytes!("../fonts/NotoEmoji-Regular.ttf")),
];
