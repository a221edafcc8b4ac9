//! A vault as a folder: made, looked at, unlocked, locked.

use std::{
    io::Read,
    path::{Path, PathBuf},
    time::Duration,
};

use domain::{UserId, access::Role};
use rusqlite::named_params;
use zeroize::Zeroizing;

use crate::{
    CheckReport, Damage, Database, Error, Instant, Result, Watch, audit, check_files, connect, create,
    due::{CHECKS, Checks, DueCheck},
    evidence,
    keys::{
        AuditHead, DataKey, Holder, KdfCost, KeyScope, NewUser, PublicKey, SecretKey, Sidecar, Slot, SlotEntry, Tries,
        VaultLock, open_sealed, seal_to, sidecar_file, system_random,
    },
    open::look_at,
    patient, users,
};

/// The database in a vault's folder.
pub const DATABASE: &str = "vault.db";
/// A plain note for whoever opens the folder.
pub const README: &str = "READ ME.txt";
/// Drafts that could not be written at lock, sealed to their owner.
const RESCUED: &str = "vault.rescued";
const RESCUE_PURPOSE: &[u8] = b"evident/rescued-drafts/v1";

/// What a locked vault shows of itself.
#[derive(Debug, Clone)]
pub struct Face {
    /// Who may unlock, by label, in the order of the key file.
    pub labels: Vec<String>,
    /// Failed tries since the last good unlock.
    pub failures: u32,
    /// How long nobody may try.
    pub wait: Duration,
}

/// Something to tell once after a vault opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// The program did not close the vault last time; both checks found it sound.
    CheckedAfterUncleanStop,
    /// The program did not close the vault last time, and the check was put off until it is locked.
    CheckPutOff,
    /// The key file itself could not be read; the copy beside it was used.
    UsedOtherKeyFile,
    /// The database ends before the entry that the key file saw at the last lock.
    OlderDatabase,
    /// Passphrases that failed since the last good unlock.
    FailedTries(u32),
}

/// What a new vault is to be.
pub struct NewVault<'a> {
    /// Identity, drawn by the caller.
    pub vault_id: [u8; 16],
    /// The provider's name.
    pub provider: &'a str,
    /// The first person.
    pub user_id: UserId,
    /// What the unlock screen calls them.
    pub label: &'a str,
    /// Their passphrase.
    pub passphrase: &'a str,
    /// What their roles are.
    pub roles: &'a [Role],
    /// When.
    pub at: Instant,
    /// What a derivation costs.
    pub cost: KdfCost,
    /// Local UK time that a demonstration takes for now.
    pub demo_now: Option<&'a str>,
}

/// A vault that is open to one person.
pub struct Unlocked {
    /// The database.
    pub database: Database,
    /// Who unlocked it.
    pub user_id: UserId,
    /// What to tell them.
    pub notices: Vec<Notice>,
    folder: PathBuf,
    data_key: DataKey,
    secret: SecretKey,
    public_key: PublicKey,
    sidecar: Sidecar,
    lock: VaultLock,
}

/// What a locked vault shows. Opens nothing.
///
/// # Errors
/// What is wrong with the folder, by kind.
pub fn face(folder: &Path, now: Instant) -> Result<Face> {
    let sidecar = read_sidecar(folder)?.0;
    look_at(&folder.join(DATABASE))?;
    let mut tries = Tries::load(folder, now.0);
    Ok(Face {
        labels: sidecar.users().map(|slot| slot.label().to_owned()).collect(),
        failures: tries.count(),
        wait: tries.remaining(now.0),
    })
}

fn read_sidecar(folder: &Path) -> Result<(Sidecar, crate::keys::StoredSidecar, bool)> {
    match sidecar_file::read(folder) {
        Ok(found) => {
            let other = found.source != sidecar_file::SidecarSource::Current;
            Ok((found.stored.sidecar.clone(), found.stored, other))
        }
        Err(sidecar_file::SidecarFileError::Missing) if !folder.join(DATABASE).exists() => Err(Error::Missing),
        Err(error) => Err(error.into()),
    }
}

/// Makes a vault in `folder`, which may exist if it is empty.
///
/// # Errors
/// [`Error::Occupied`] when something is there; the folder is then as it was.
pub fn create_vault(folder: &Path, new: &NewVault<'_>) -> Result<Unlocked> {
    if let Ok(mut entries) = std::fs::read_dir(folder)
        && entries.next().is_some()
    {
        return Err(Error::Occupied);
    }
    std::fs::create_dir_all(folder)?;
    let mut rng = system_random()?;
    let data_key = DataKey::generate(&mut rng);
    let scope = KeyScope { vault_id: new.vault_id, generation: 1 };
    let user = NewUser { user_id: new.user_id.0, label: new.label, passphrase: new.passphrase };
    let slot = Slot::new_user(user, new.cost, &data_key, scope, &mut rng)?;
    let public_key = slot.public_key();
    let (_, secret) = slot.open(new.passphrase, scope)?;
    let mut cipher_salt = [0_u8; 16];
    getrandom::fill(&mut cipher_salt).map_err(crate::keys::random::RandomError::from)?;
    let sidecar = Sidecar {
        vault_id: new.vault_id,
        generation: 1,
        cipher_salt,
        slots: vec![SlotEntry::User(slot)],
        head: AuditHead::default(),
    };
    let lock = VaultLock::acquire(folder, Holder::this_process(new.at.0))?;
    let made = make_files(folder, new, &data_key, &sidecar, public_key);
    let database = match made {
        Ok(database) => database,
        Err(error) => {
            // Nothing of anybody's is in these files yet.
            drop(lock);
            remove_new_vault(folder);
            return Err(error);
        }
    };
    Ok(Unlocked {
        database,
        user_id: new.user_id,
        notices: Vec::new(),
        folder: folder.to_owned(),
        data_key,
        secret,
        public_key,
        sidecar,
        lock,
    })
}

/// Takes away the files of a vault that was just being made, so that the place can be used again.
///
/// Only for a vault in which nobody has recorded anything.
pub fn remove_new_vault(folder: &Path) {
    use crate::keys::{tries, vault_lock};
    let database = [DATABASE, "vault.db-journal"];
    let keys = [sidecar_file::CURRENT, sidecar_file::NEW, sidecar_file::PREVIOUS, tries::TRIES];
    for name in database.iter().chain(&keys).chain(&[vault_lock::LOCK, vault_lock::HOLDER, README, RESCUED, CHECKS]) {
        let _ = std::fs::remove_file(folder.join(name));
    }
    let _ = std::fs::remove_dir(folder);
}

fn make_files(
    folder: &Path,
    new: &NewVault<'_>,
    data_key: &DataKey,
    sidecar: &Sidecar,
    public_key: PublicKey,
) -> Result<Database> {
    let mut database = Database::new(create(&folder.join(DATABASE), data_key, &sidecar.cipher_salt)?);
    database.write(|tx| {
        tx.execute(
            "INSERT INTO vault (one, vault_id, provider, created_at, generation, keys_hash, demo_now)
             VALUES (1, :vault_id, :provider, :created_at, :generation, :keys_hash, :demo_now)",
            named_params! {
                ":vault_id": new.vault_id,
                ":provider": new.provider,
                ":created_at": new.at,
                ":generation": 1,
                ":keys_hash": sidecar.slots_hash(),
                ":demo_now": new.demo_now,
            },
        )?;
        let user = users::User {
            id: new.user_id,
            label: new.label.trim().to_owned(),
            public_key: public_key.0,
            roles: new.roles.to_vec(),
        };
        users::add(tx, &user, new.at)
    })?;
    sidecar_file::write(folder, &sidecar.encode(data_key).map_err(sidecar_file::SidecarFileError::from)?)?;
    std::fs::write(folder.join(README), include_str!("readme.txt"))?;
    // Just written, page by page.
    Checks::ran(folder, new.at, CheckReport { cipher_faults: 0, structure_faults: 0 })?;
    Ok(database)
}

/// Unlocks a vault, and waits for every check that is due. See [`unlock_watched`].
///
/// # Errors
/// As [`unlock_watched`].
pub fn unlock(folder: &Path, label: Option<&str>, passphrase: &str, now: Instant) -> Result<Unlocked> {
    unlock_watched(folder, label, passphrase, now, &patient())
}

/// Unlocks a vault. Where it does not open, the database and the key file are left as they are. When the program
/// did not close it last time both checks run first; a `watch` that stops them puts them off until it is locked.
///
/// # Errors
/// [`Error::Wait`] before the delay is over, [`Error::WrongPassphrase`], or what is wrong with the files.
pub fn unlock_watched(
    folder: &Path,
    label: Option<&str>,
    passphrase: &str,
    now: Instant,
    watch: &Watch,
) -> Result<Unlocked> {
    let file = folder.join(DATABASE);
    let (sidecar, stored, used_other) = read_sidecar(folder)?;
    look_at(&file)?;
    let mut tries = Tries::load(folder, now.0);
    let wait = tries.remaining(now.0);
    if !wait.is_zero() {
        return Err(Error::Wait(wait));
    }
    let slot = choose_slot(&sidecar, label)?;
    let mut lock = VaultLock::acquire(folder, Holder::this_process(now.0))?;
    let scope = KeyScope { vault_id: sidecar.vault_id, generation: sidecar.generation };
    let (data_key, secret) = match slot.open(passphrase, scope) {
        Ok(opened) => opened,
        Err(crate::keys::SlotError::WrongPassphrase) => {
            tries.record_failure(Some(slot.user_id()), now.0);
            let wait = tries.remaining(now.0);
            return Err(if wait.is_zero() { Error::WrongPassphrase } else { Error::Wait(wait) });
        }
        Err(other) => return Err(other.into()),
    };
    stored.verify(&data_key).map_err(sidecar_file::SidecarFileError::from)?;

    let mut notices = Vec::new();
    if lock.follows_unclean_stop() {
        notices.push(check_after_unclean_stop(folder, &data_key, now, watch)?);
    }
    if used_other {
        notices.push(Notice::UsedOtherKeyFile);
    }
    let conn = connect(&file, &data_key).map_err(|error| match error {
        Error::Damaged(Damage::Unreadable) if first_bytes(&file).is_ok_and(|salt| salt != sidecar.cipher_salt) => {
            Error::Damaged(Damage::WrongPair)
        }
        other => other,
    })?;
    let mut database = Database::new(conn);
    accept_key_file(&mut database, &sidecar)?;
    // A disk that takes no change now, a full one above all, is no reason to stay out: nobody sees an unfinished file,
    // and the next opening tries again.
    let _ = evidence::clear_unfinished(&mut database);
    if is_older_than(&database, sidecar.head)? {
        notices.push(Notice::OlderDatabase);
    }
    if tries.count() > 0 {
        notices.push(Notice::FailedTries(tries.count()));
    }
    lock.name_user(slot.label())?;
    let (user_id, public_key) = (UserId(slot.user_id()), slot.public_key());
    Ok(Unlocked { database, user_id, notices, folder: folder.to_owned(), data_key, secret, public_key, sidecar, lock })
}

/// Runs both checks, or notes that they were put off.
fn check_after_unclean_stop(folder: &Path, data_key: &DataKey, now: Instant, watch: &Watch) -> Result<Notice> {
    match check_files(&folder.join(DATABASE), data_key, watch)? {
        None => {
            Checks::put_off(folder, now)?;
            Ok(Notice::CheckPutOff)
        }
        Some(report) if report.is_sound() => {
            Checks::ran(folder, now, report)?;
            Ok(Notice::CheckedAfterUncleanStop)
        }
        Some(report) => {
            // Whoever puts the next check off is told all the same. That it is damaged counts more than that a
            // disk takes no note of it.
            let _ = Checks::ran(folder, now, report);
            Err(Error::Damaged(Damage::FailedCheck))
        }
    }
}

fn choose_slot<'a>(sidecar: &'a Sidecar, label: Option<&str>) -> Result<&'a Slot> {
    let mut users = sidecar.users();
    match label {
        Some(label) => users.find(|slot| slot.label() == label.trim()).ok_or(Error::NotFound),
        None => match (users.next(), users.next()) {
            (Some(only), None) => Ok(only),
            _ => Err(Error::NotFound),
        },
    }
}

fn first_bytes(file: &Path) -> std::io::Result<[u8; 16]> {
    let mut bytes = [0_u8; 16];
    std::fs::File::open(file)?.read_exact(&mut bytes)?;
    Ok(bytes)
}

/// Compares the key file with what the database expects; the one being put in place counts too.
fn accept_key_file(database: &mut Database, sidecar: &Sidecar) -> Result<()> {
    let (vault_id, generation, current, next): ([u8; 16], u64, [u8; 32], Option<[u8; 32]>) = database
        .reader()
        .query_row("SELECT vault_id, generation, keys_hash, keys_hash_next FROM vault", [], |row| {
            Ok((row.get("vault_id")?, row.get("generation")?, row.get("keys_hash")?, row.get("keys_hash_next")?))
        })?;
    if vault_id != sidecar.vault_id {
        return Err(Error::Damaged(Damage::WrongPair));
    }
    let found = sidecar.slots_hash();
    if generation != sidecar.generation || (found != current && Some(found) != next) {
        return Err(Error::OlderKeyFile);
    }
    if next.is_some() {
        database.write(|tx| -> Result<()> {
            tx.execute(
                "UPDATE vault SET keys_hash = :found, keys_hash_next = NULL",
                named_params! { ":found": found },
            )?;
            Ok(())
        })?;
    }
    Ok(())
}

/// Whether the chain lacks the entry that the key file saw at the last lock.
fn is_older_than(database: &Database, head: AuditHead) -> Result<bool> {
    if head.seq == 0 {
        return Ok(false);
    }
    let same = database.reader().query_row(
        "SELECT hash FROM audit WHERE seq = :seq",
        named_params! { ":seq": head.seq },
        |row| row.get::<_, [u8; 32]>("hash"),
    );
    match same.map_err(Error::from) {
        Ok(hash) => Ok(hash != head.hash),
        Err(Error::NotFound) => Ok(true),
        Err(error) => Err(error),
    }
}

/// What the vault's own row says.
#[derive(Debug, Clone)]
pub struct About {
    /// Identity.
    pub vault_id: [u8; 16],
    /// The provider's name.
    pub provider: String,
    /// When it was made.
    pub created_at: Instant,
    /// Local UK time that a demonstration takes for now.
    pub demo_now: Option<String>,
}

/// Reads the vault's own row.
///
/// # Errors
/// The database's.
pub fn about(conn: &rusqlite::Connection) -> Result<About> {
    Ok(conn.query_row("SELECT vault_id, provider, created_at, demo_now FROM vault", [], |row| {
        Ok(About {
            vault_id: row.get("vault_id")?,
            provider: row.get("provider")?,
            created_at: row.get("created_at")?,
            demo_now: row.get("demo_now")?,
        })
    })?)
}

impl Unlocked {
    /// The folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The failed tries since the last good unlock, oldest first: when, and whose slot.
    #[must_use]
    pub fn failed_tries(&self, now: Instant) -> Vec<(Instant, Option<UserId>)> {
        Tries::load(&self.folder, now.0)
            .failures()
            .iter()
            .map(|failure| (Instant(failure.at_ms), failure.user_id.map(UserId)))
            .collect()
    }

    /// Forgets the failed tries, once they stand in the audit chain.
    pub fn clear_tries(&self, now: Instant) {
        // A file that stays is counted again at the next start, which errs on the safe side.
        let _ = Tries::load(&self.folder, now.0).clear();
    }

    /// Seals text that could not be written into the database to its owner, and keeps it beside it
    /// where the disk allows. Returns the sealed bytes for keeping in memory too.
    ///
    /// # Errors
    /// The system gave no random bytes.
    pub fn rescue(&self, text: &[u8]) -> Result<Vec<u8>> {
        let sealed = seal_to(&self.public_key, RESCUE_PURPOSE, text, &mut system_random()?)
            .map_err(|error| Error::Slot(error.into()))?;
        // Beside it first, then in its place: a full disk must not cut an earlier one short.
        let part = self.folder.join("vault.rescued.new");
        let written = std::fs::write(&part, &sealed).and_then(|()| std::fs::rename(&part, self.folder.join(RESCUED)));
        if written.is_err() {
            let _ = std::fs::remove_file(&part);
        }
        Ok(sealed)
    }

    /// Opens text that was rescued, from memory or from beside the database.
    #[must_use]
    pub fn rescued(&self, kept: Option<&[u8]>) -> Option<Zeroizing<Vec<u8>>> {
        let open = |sealed: &[u8]| open_sealed(&self.secret, RESCUE_PURPOSE, sealed).ok();
        kept.and_then(open).or_else(|| open(&std::fs::read(self.folder.join(RESCUED)).ok()?))
    }

    /// Forgets rescued text, once it stands in the database.
    pub fn forget_rescued(&self) {
        let _ = std::fs::remove_file(self.folder.join(RESCUED));
    }

    /// Closes the database, runs both checks to their end, notes the outcome, and opens it again.
    ///
    /// # Errors
    /// What keeps the file from opening again; the session then ends.
    pub fn check(&mut self, now: Instant, watch: &Watch) -> Result<Option<CheckReport>> {
        let file = self.folder.join(DATABASE);
        let closed = std::mem::replace(&mut self.database, Database::new(rusqlite::Connection::open_in_memory()?));
        closed.close()?;
        let report = check_files(&file, &self.data_key, watch);
        self.database = Database::new(connect(&file, &self.data_key)?);
        let report = report?;
        if let Some(report) = report {
            // A disk that takes no note of it will be checked once more than needed.
            let _ = Checks::ran(&self.folder, now, report);
        }
        Ok(report)
    }

    /// What is known of earlier checks.
    #[must_use]
    pub fn checks(&self) -> Checks {
        Checks::load(&self.folder)
    }

    /// Locks: notes the head of the chain in the key file and closes the database. Keys are wiped
    /// from memory when this returns.
    ///
    /// # Errors
    /// What went wrong last; the vault is closed all the same.
    pub fn lock(self) -> Result<()> {
        self.close().0
    }

    /// Locks as [`Unlocked::lock`] does, and gives the check that is due at `now`, to be run after whoever had the
    /// vault open has left. Until then the data key stays in memory, and nobody else can open the vault.
    pub fn lock_for_check(self, now: Instant) -> (Result<()>, Option<DueCheck>) {
        let is_due = Checks::load(&self.folder).is_due(now);
        let folder = self.folder.clone();
        let (outcome, data_key, lock) = self.close();
        // Nobody has the store open any more, and a computer that is switched off now stops nothing uncleanly.
        lock.forget_holder();
        let check = is_due.then_some(DueCheck { folder, data_key, at: now, _lock: lock });
        (outcome, check)
    }

    fn close(mut self) -> (Result<()>, DataKey, VaultLock) {
        let noted = audit::head(self.database.reader()).and_then(|head| {
            self.sidecar.head = AuditHead { seq: head.seq, hash: head.hash };
            let bytes = self.sidecar.encode(&self.data_key).map_err(sidecar_file::SidecarFileError::from)?;
            sidecar_file::write(&self.folder, &bytes)?;
            Ok(())
        });
        (self.database.close().and(noted), self.data_key, self.lock)
    }
}
