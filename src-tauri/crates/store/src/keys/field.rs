//! Length-prefixed fields: four bytes of big-endian length, then the content.

use super::sidecar::Damage;

/// Writes fields one after another.
#[derive(Default)]
pub(super) struct FieldWriter(Vec<u8>);

impl FieldWriter {
    /// Appends bytes without a length.
    pub(super) fn raw(&mut self, bytes: &[u8]) -> &mut Self {
        self.0.extend_from_slice(bytes);
        self
    }

    /// Appends a length and the bytes. Callers keep every field far under 4 GiB.
    pub(super) fn field(&mut self, bytes: &[u8]) -> &mut Self {
        let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
        self.raw(&length.to_be_bytes()).raw(bytes)
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.0
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.0
    }
}

/// Reads fields from the front; each failure names the field that was being read.
pub(super) struct FieldReader<'a>(&'a [u8]);

impl<'a> FieldReader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    pub(super) fn raw(&mut self, length: usize, name: &'static str) -> Result<&'a [u8], Damage> {
        let (head, rest) = self.0.split_at_checked(length).ok_or(Damage::Field(name))?;
        self.0 = rest;
        Ok(head)
    }

    pub(super) fn raw_array<const N: usize>(&mut self, name: &'static str) -> Result<[u8; N], Damage> {
        self.raw(N, name)?.try_into().map_err(|_| Damage::Field(name))
    }

    /// Reads a field of at most `most` bytes.
    pub(super) fn field(&mut self, most: usize, name: &'static str) -> Result<&'a [u8], Damage> {
        let length = u32::from_be_bytes(self.raw_array(name)?);
        let length = usize::try_from(length).map_err(|_| Damage::Field(name))?;
        if length > most { Err(Damage::Field(name)) } else { self.raw(length, name) }
    }

    /// Reads a field of exactly `N` bytes.
    pub(super) fn array<const N: usize>(&mut self, name: &'static str) -> Result<[u8; N], Damage> {
        self.field(N, name)?.try_into().map_err(|_| Damage::Field(name))
    }

    /// What has not been read.
    pub(super) fn rest(&self) -> &'a [u8] {
        self.0
    }

    /// Demands that everything has been read.
    pub(super) fn end(self, name: &'static str) -> Result<(), Damage> {
        if self.0.is_empty() { Ok(()) } else { Err(Damage::Field(name)) }
    }
}
