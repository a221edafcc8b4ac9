//! Words typed into every field, for the search that follows.

use std::{io::BufRead, path::Path};

use evident_tests::{MARKERS, PASSPHRASE, clock, everything};
use services::{drafts, setup};

/// Records and amends everything with each of the markers, keeps the store open until a line comes in, then
/// locks.
pub(crate) fn run(folder: &Path) {
    let mut vault = setup::unlock(folder, None, PASSPHRASE, clock()).unwrap();
    let case = everything::record(&mut vault, MARKERS[0]);
    for (round, word) in (1..).zip(&MARKERS[1..]) {
        everything::amend(&mut vault, case, word, round);
        everything::pack(&mut vault, case, word);
    }
    let waiting: Vec<_> =
        MARKERS.iter().map(|word| (format!("event:{case}:{}", word.len()), None, (*word).to_owned())).collect();
    drafts::rescue(&vault, &waiting).unwrap();
    println!("typed {case}");
    let _ = std::io::stdin().lock().read_line(&mut String::new());
    vault.lock().unwrap();
    println!("locked");
}
