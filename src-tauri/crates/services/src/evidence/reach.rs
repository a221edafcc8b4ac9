//! How long work gets at the open vault: for one step, and no longer.

use std::cell::RefCell;

use crate::{Result, Session, Vault};

/// Whoever has a vault open and lends it for a step at a time.
pub trait Reach {
    /// Runs one step with the open vault.
    ///
    /// # Errors
    /// What `work` returns, or that nobody has it open any more.
    fn with<T>(&self, work: impl FnOnce(&mut Vault, &Session) -> Result<T>) -> Result<T>;
}

/// A vault that nobody else waits for, as on the command line.
pub struct InHand<'a> {
    vault: RefCell<&'a mut Vault>,
    session: &'a Session,
}

impl<'a> InHand<'a> {
    /// Takes a vault for as long as the work lasts.
    pub const fn new(vault: &'a mut Vault, session: &'a Session) -> Self {
        Self { vault: RefCell::new(vault), session }
    }
}

impl Reach for InHand<'_> {
    fn with<T>(&self, work: impl FnOnce(&mut Vault, &Session) -> Result<T>) -> Result<T> {
        work(&mut self.vault.borrow_mut(), self.session)
    }
}
