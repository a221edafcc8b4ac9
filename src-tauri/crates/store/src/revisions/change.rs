//! What one change writes, gathered for the one entry of the chain that vouches for it.

use std::cell::RefCell;

use domain::UserId;
use rusqlite::{Transaction, named_params};
use unicode_normalization::UnicodeNormalization;

use super::{Meta, Record, content_digest};
use crate::{
    Error, Instant, Result, audit, canonical,
    search::{self, Keeping},
};

/// Who changes something, when, and why.
#[derive(Debug, Clone)]
pub struct Stamp {
    /// Who.
    pub author_id: UserId,
    /// When, by the clock of this vault.
    pub at: Instant,
    /// The reason given.
    pub reason: Option<String>,
}

/// An open change: the transaction and what was written so far.
pub struct Change<'t> {
    tx: &'t Transaction<'t>,
    stamp: Stamp,
    audit_seq: u64,
    digests: RefCell<Vec<[u8; 32]>>,
    random: &'t dyn Fn() -> Result<[u8; 16]>,
}

impl<'t> Change<'t> {
    /// Opens a change within the caller's transaction. `random` draws salts.
    ///
    /// # Errors
    /// The database's.
    pub fn begin(tx: &'t Transaction<'t>, stamp: Stamp, random: &'t dyn Fn() -> Result<[u8; 16]>) -> Result<Self> {
        let audit_seq = audit::head(tx)?.seq + 1;
        // As the chain keeps it, so that the two can be compared.
        let reason = stamp.reason.map(|reason| reason.nfc().collect());
        let stamp = Stamp { reason, ..stamp };
        Ok(Self { tx, stamp, audit_seq, digests: RefCell::new(Vec::new()), random })
    }

    /// The transaction.
    #[must_use]
    pub const fn tx(&self) -> &Transaction<'t> {
        self.tx
    }

    /// Who, when and why.
    #[must_use]
    pub const fn stamp(&self) -> &Stamp {
        &self.stamp
    }

    /// The place that the entry of this change will take in the chain.
    #[must_use]
    pub const fn audit_seq(&self) -> u64 {
        self.audit_seq
    }

    /// Draws sixteen random bytes.
    ///
    /// # Errors
    /// The system gave none.
    pub fn random(&self) -> Result<[u8; 16]> {
        (self.random)()
    }

    /// Adds what was written outside revisions to the digest of this change.
    pub fn vouch_for(&self, digest: [u8; 32]) {
        self.digests.borrow_mut().push(digest);
    }

    /// One digest over everything written so far.
    #[must_use]
    pub fn digest(&self) -> Option<[u8; 32]> {
        audit::combined(&self.digests.borrow())
    }

    /// Writes the first revision of a record.
    ///
    /// # Errors
    /// The record's own form, or the database's.
    pub fn add<R: Record>(&self, record: &R) -> Result<Meta> {
        self.write(record, 1)
    }

    /// Writes the next revision of a record; `expected` is the revision it was made from.
    ///
    /// # Errors
    /// [`Error::Conflict`] when another was written since, [`Error::NotFound`] when there is none.
    pub fn amend<R: Record>(&self, record: &R, expected: u32) -> Result<Meta> {
        let newest: Option<u32> = self
            .tx
            .prepare_cached("SELECT max(rev) AS rev FROM revision WHERE kind = :kind AND record_id = :id")?
            .query_row(named_params! { ":kind": R::KIND, ":id": record.record_id() }, |row| row.get("rev"))?;
        match newest {
            None => Err(Error::NotFound),
            Some(newest) if newest != expected => Err(Error::Conflict { expected, newest }),
            Some(newest) => self.write(record, newest + 1),
        }
    }

    fn write<R: Record>(&self, record: &R, rev: u32) -> Result<Meta> {
        let body = canonical::to_canonical(R::SCHEMA, record)?;
        let salt = (self.random)()?;
        let digest = content_digest(&salt, &body);
        self.tx
            .prepare_cached(
                "INSERT INTO revision (case_id, kind, record_id, rev, recorded_at, author_id, reason, salt16, body, digest, audit_seq)
                 VALUES (:case_id, :kind, :record_id, :rev, :recorded_at, :author_id, :reason, :salt16, :body, :digest, :audit_seq)",
            )?
            .execute(named_params! {
                ":case_id": record.case_id().as_ref().map(domain::CaseId::bytes),
                ":kind": R::KIND,
                ":record_id": record.record_id(),
                ":rev": rev,
                ":recorded_at": self.stamp.at,
                ":author_id": self.stamp.author_id.bytes(),
                ":reason": self.stamp.reason,
                ":salt16": salt,
                ":body": body,
                ":digest": digest,
                ":audit_seq": self.audit_seq,
            })?;
        let seq = u64::try_from(self.tx.last_insert_rowid()).unwrap_or_default();
        let (first_recorded_at, first_seq) = self
            .tx
            .prepare_cached("SELECT recorded_at, seq FROM revision WHERE kind = :kind AND record_id = :id AND rev = 1")?
            .query_row(named_params! { ":kind": R::KIND, ":id": record.record_id() }, |row| {
                Ok((row.get("recorded_at")?, row.get("seq")?))
            })?;
        let meta = Meta {
            seq,
            rev,
            recorded_at: self.stamp.at,
            author_id: self.stamp.author_id,
            reason: self.stamp.reason.clone(),
            first_recorded_at,
            first_seq,
        };
        record.project(self.tx, &meta)?;
        search::keep(self.tx, record, &meta, Keeping::RowAndIndex)?;
        if let Some(case_id) = record.case_id() {
            crate::cases::touch(self.tx, case_id, self.stamp.at)?;
        }
        self.vouch_for(digest);
        Ok(meta)
    }
}
