//! Authenticates every page of the encrypted file, as SQLCipher's `cipher_integrity_check` does, but so that it can say
//! how far it is and be stopped: on a large file that takes seconds in which somebody waits for their records.
//!
//! SQLCipher 4 (<https://www.zetetic.net/sqlcipher/design/>): a page ends with 16 bytes of initialisation vector and a
//! 64-byte HMAC-SHA512 over the encrypted content, the vector and the page's number, 32 bits little-endian. The first
//! page begins with the file's salt, which the HMAC leaves out. The HMAC's key is PBKDF2-HMAC-SHA512 of the page key,
//! two rounds, over the salt with every byte XOR 0x3a. A test compares the outcome with SQLCipher's own.

use std::{
    fs::File,
    io::{BufReader, Read},
    path::Path,
};

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha512;
use zeroize::Zeroizing;

use crate::{Error, Result, keys::DataKey};

type Authentication = Hmac<Sha512>;

const PAGE: usize = 4096;
const SALT: usize = 16;
const TAG: usize = 64;
/// SQLite keeps this byte of a large file for locks and never writes its page.
const PENDING_BYTE: u64 = 0x4000_0000;
/// After so many pages, one mebibyte, whoever waits is asked.
const STEP: u64 = 256;

/// Counts the pages that are not as they were written. `goes_on` hears how many of how many are done, and stops the
/// count by saying no; the outcome is then none.
///
/// # Errors
/// What keeps the file from being read.
pub(crate) fn count_faults(
    file: &Path,
    key: &DataKey,
    mut goes_on: impl FnMut(u64, u64) -> bool,
) -> Result<Option<usize>> {
    let file = File::open(file)?;
    let size = file.metadata()?.len();
    let pages = size.div_ceil(PAGE as u64);
    let mut reader = BufReader::with_capacity(PAGE * 256, file);
    let mut page = Zeroizing::new([0_u8; PAGE]);
    let mut faults = 0;
    let mut authentication = None;
    for number in 1..=pages {
        if (number - 1).is_multiple_of(STEP) && !goes_on(number - 1, pages) {
            return Ok(None);
        }
        if reader.read_exact(page.as_mut_slice()).is_err() {
            // The last page is cut short, or the disk cannot read this one.
            faults += 1;
            std::io::Seek::seek(&mut reader, std::io::SeekFrom::Start(number * PAGE as u64))?;
            continue;
        }
        let start = if number == 1 { SALT } else { 0 };
        if number == 1 {
            authentication = Some(keyed(key, &page[..SALT])?);
        }
        let Some(keyed) = &authentication else { return Ok(Some(usize::try_from(pages).unwrap_or(usize::MAX))) };
        if number == PENDING_BYTE / PAGE as u64 + 1 {
            continue;
        }
        let (content, tag) = page.split_at(PAGE - TAG);
        let mut page_tag = keyed.clone();
        page_tag.update(&content[start..]);
        page_tag.update(&u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes());
        if page_tag.verify_slice(tag).is_err() {
            faults += 1;
        }
    }
    Ok(Some(faults))
}

fn keyed(key: &DataKey, salt: &[u8]) -> Result<Authentication> {
    let unusable = |_| Error::Damaged(crate::Damage::Unreadable);
    let page_key = <Authentication as KeyInit>::new_from_slice(key.expose()).map_err(unusable)?;
    let round = |bytes: &[&[u8]]| {
        let mut round = page_key.clone();
        bytes.iter().for_each(|part| round.update(part));
        round.finalize().into_bytes()
    };
    let salt: Vec<u8> = salt.iter().map(|byte| byte ^ 0x3a).collect();
    let first = round(&[&salt, &1_u32.to_be_bytes()]);
    let second = round(&[first.as_slice()]);
    let mut derived = Zeroizing::new([0_u8; 32]);
    for (byte, (one, other)) in derived.iter_mut().zip(first.iter().zip(second.iter())) {
        *byte = one ^ other;
    }
    <Authentication as KeyInit>::new_from_slice(derived.as_slice()).map_err(unusable)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic
    use super::*;
    use crate::{
        create,
        keys::system_random,
        open::{give_key, open_file},
    };

    fn by_sqlcipher(file: &Path, key: &DataKey) -> usize {
        let conn = open_file(file).unwrap();
        give_key(&conn, key, None).unwrap();
        let mut statement = conn.prepare("PRAGMA cipher_integrity_check").unwrap();
        let rows = statement.query_map([], |row| row.get::<_, String>(0)).unwrap();
        rows.filter(|row| row.as_ref().is_ok_and(|row| row != "ok")).count()
    }

    fn a_file(folder: &Path) -> (std::path::PathBuf, DataKey) {
        let file = folder.join("vault.db");
        let key = DataKey::generate(&mut system_random().unwrap());
        let conn = create(&file, &key, &[9; 16]).unwrap();
        conn.execute_batch(
            "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 600)
             INSERT INTO reference_entry (kind, code, label, data, source, own, valid_from)
             SELECT 'x', i, hex(randomblob(900)), '', '', 0, '2026-01-01' FROM n",
        )
        .unwrap();
        conn.close().unwrap();
        (file, key)
    }

    #[test]
    fn every_page_is_judged_as_sqlcipher_judges_it() {
        let folder = tempfile::tempdir().unwrap();
        let (file, key) = a_file(folder.path());
        let whole = std::fs::read(&file).unwrap();
        let pages = whole.len() / PAGE;
        assert!(pages > 300, "{pages}");
        let ours = || count_faults(&file, &key, |_, _| true).unwrap().unwrap();
        assert_eq!((ours(), by_sqlcipher(&file, &key)), (0, 0));
        // Content, initialisation vector and tag; first page beyond what opening reads, middle, last.
        for (page, at) in [(1, 3), (pages / 2, PAGE - 70), (pages - 1, PAGE - 1), (255, 0), (256, 17)] {
            let mut harmed = whole.clone();
            harmed[page * PAGE + at] ^= 1;
            harmed[(page - 1) * PAGE + PAGE / 2 + 1] ^= u8::from(page > 2);
            std::fs::write(&file, &harmed).unwrap();
            assert_eq!(ours(), by_sqlcipher(&file, &key), "page {page}");
            assert!(ours() > 0);
        }
        // Two pages that changed places, and one too many.
        let mut moved = whole.clone();
        let (one, other) = (whole[40 * PAGE..41 * PAGE].to_vec(), whole[50 * PAGE..51 * PAGE].to_vec());
        moved[40 * PAGE..41 * PAGE].copy_from_slice(&other);
        moved[50 * PAGE..51 * PAGE].copy_from_slice(&one);
        moved.extend_from_slice(&one);
        std::fs::write(&file, &moved).unwrap();
        assert_eq!((ours(), by_sqlcipher(&file, &key)), (3, 3));
    }

    #[test]
    fn it_says_how_far_it_is_and_stops_when_told_to() {
        let folder = tempfile::tempdir().unwrap();
        let (file, key) = a_file(folder.path());
        let mut heard = Vec::new();
        let outcome = count_faults(&file, &key, |done, total| {
            heard.push((done, total));
            done == 0
        });
        assert_eq!(outcome.unwrap(), None);
        assert_eq!(heard.iter().map(|(done, _)| *done).collect::<Vec<_>>(), [0, 256]);
        assert!(heard[0].1 > 300);
    }
}
