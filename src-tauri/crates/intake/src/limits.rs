//! How much a file may ask for. With these, reading the worst file stays under 256 MiB.

/// Bytes of a file, as it lies on disk. A hundred thousand rows of counts take about 5 MB.
pub(crate) const FILE_BYTES: usize = 32 << 20;
/// Rows that hold anything: more than five centuries of days.
pub(crate) const ROWS: usize = 200_000;
/// Cells of all rows together.
pub(crate) const CELLS: usize = 2_000_000;
/// Columns that are read; what stands further right is named, not read.
pub(crate) const COLUMNS: usize = 512;
/// Bytes of all text cells together.
pub(crate) const TEXT_BYTES: usize = 48 << 20;
/// Files inside a workbook.
pub(crate) const PARTS: usize = 4_096;
/// Bytes of one unpacked worksheet.
pub(crate) const SHEET_BYTES: usize = 64 << 20;
/// Bytes of all unpacked worksheets together: each is unpacked once and dropped.
pub(crate) const ALL_SHEETS_BYTES: usize = 128 << 20;
/// Bytes of the unpacked shared texts of a workbook.
pub(crate) const SHARED_TEXT_BYTES: usize = 16 << 20;
/// Bytes of any other unpacked part of a workbook.
pub(crate) const PART_BYTES: usize = 8 << 20;
/// Worksheets of a workbook.
pub(crate) const SHEETS: usize = 256;
/// How many times larger than its packed form a part may be. Worksheets pack 10 to 50 times.
pub(crate) const UNPACK_RATIO: usize = 200;
/// Parts smaller than this are not held to [`UNPACK_RATIO`].
pub(crate) const RATIO_FROM_BYTES: usize = 1 << 20;
