//! Long work, followed from outside.

/// Told how much is done, of how much, in a unit of the work's own; answers whether to go on.
pub type Watch<'a> = &'a dyn Fn(usize, usize) -> bool;

/// Rows between two looks at a [`Watch`].
const EVERY: usize = 1_024;

/// Asks the watch at every 1,024th row.
pub(crate) fn goes_on(watch: Watch<'_>, row: usize, done: usize, total: usize) -> bool {
    !row.is_multiple_of(EVERY) || watch(done, total)
}
