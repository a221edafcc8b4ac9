//! ZIP containers (PKWARE APPNOTE 6.3), as far as workbooks use them: stored or deflated parts.

use std::io::Read;

use flate2::Crc;
use flate2::read::DeflateDecoder;

use crate::{ReadError, limits};

/// The parts of a container by its central directory. Nothing is unpacked until it is asked for.
pub(super) struct Archive<'a> {
    bytes: &'a [u8],
    parts: Vec<Part>,
}

struct Part {
    name: String,
    encrypted: bool,
    method: u16,
    crc: u32,
    packed: usize,
    unpacked: usize,
    local_header: usize,
}

const END_RECORD: &[u8] = b"PK\x05\x06";
/// Bytes of the end record without its comment.
const END_RECORD_BYTES: usize = 22;
const DIRECTORY_ENTRY: &[u8] = b"PK\x01\x02";
const LOCAL_HEADER: &[u8] = b"PK\x03\x04";
const STORED: u16 = 0;
const DEFLATED: u16 = 8;

const DAMAGED: ReadError = ReadError::UnreadableWorkbook { part: "the list of its parts" };

impl<'a> Archive<'a> {
    /// Reads the central directory.
    ///
    /// # Errors
    /// [`ReadError::UnreadableWorkbook`] if it is cut off or does not hold together,
    /// [`ReadError::TooLarge`] if it lists too many parts.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, ReadError> {
        let end = end_record(bytes).ok_or(DAMAGED)?;
        let count = usize::from(u16_at(bytes, end + 10).ok_or(DAMAGED)?);
        let mut at = usize_at(bytes, end + 16).ok_or(DAMAGED)?;
        if count > limits::PARTS {
            return Err(ReadError::too_large(format!("it holds more than {} files", limits::PARTS)));
        }
        let mut parts = Vec::with_capacity(count);
        for _ in 0..count {
            let (part, next) = directory_entry(bytes, at).ok_or(DAMAGED)?;
            parts.push(part);
            at = next;
        }
        Ok(Self { bytes, parts })
    }

    /// Whether a part of this name is listed. Names of parts do not depend on case
    /// (ECMA-376 part 2, section 7.2.3.5).
    pub(super) fn has(&self, name: &str) -> bool {
        self.find(name).is_some()
    }

    /// The unpacked size of a part as the directory states it.
    pub(super) fn unpacked_size(&self, name: &str) -> Option<usize> {
        self.find(name).map(|part| part.unpacked)
    }

    fn find(&self, name: &str) -> Option<&Part> {
        self.parts.iter().find(|part| part.name.eq_ignore_ascii_case(name))
    }

    /// Unpacks a part of at most `limit` bytes; `None` if it is not there. `called` names it in errors.
    ///
    /// # Errors
    /// [`ReadError::TooLarge`], before anything is unpacked if the directory says so and while
    /// unpacking if it did not; [`ReadError::PasswordProtected`]; [`ReadError::UnreadableWorkbook`]
    /// if size or checksum is not as stated.
    pub(super) fn unpack(&self, name: &str, limit: usize, called: &'static str) -> Result<Option<Vec<u8>>, ReadError> {
        let Some(part) = self.find(name) else { return Ok(None) };
        let damaged = ReadError::UnreadableWorkbook { part: called };
        if part.encrypted {
            return Err(ReadError::PasswordProtected);
        }
        let swollen = part.unpacked > limits::RATIO_FROM_BYTES
            && part.unpacked > part.packed.saturating_mul(limits::UNPACK_RATIO);
        if part.unpacked > limit || swollen {
            return Err(ReadError::too_large(format!("{called} unpacks to {} MB", part.unpacked >> 20)));
        }
        let packed = self.packed_bytes(part).ok_or_else(|| damaged.clone())?;
        let content = match part.method {
            STORED => packed.to_vec(),
            DEFLATED => {
                let mut content = Vec::with_capacity(part.unpacked);
                let mut inflated = DeflateDecoder::new(packed).take(part.unpacked as u64 + 1);
                inflated.read_to_end(&mut content).map_err(|_| damaged.clone())?;
                content
            }
            _ => return Err(damaged),
        };
        let mut crc = Crc::new();
        crc.update(&content);
        if content.len() != part.unpacked || crc.sum() != part.crc {
            return Err(damaged);
        }
        Ok(Some(content))
    }

    fn packed_bytes(&self, part: &Part) -> Option<&'a [u8]> {
        let header = self.bytes.get(part.local_header..)?;
        if !header.starts_with(LOCAL_HEADER) {
            return None;
        }
        let start = 30 + usize::from(u16_at(header, 26)?) + usize::from(u16_at(header, 28)?);
        header.get(start..start.checked_add(part.packed)?)
    }
}

/// The end of central directory record: the last one in the file, at most a comment before its end.
fn end_record(bytes: &[u8]) -> Option<usize> {
    let from = bytes.len().saturating_sub(END_RECORD_BYTES + 0xffff);
    let at = from + bytes[from..].windows(4).rposition(|w| w == END_RECORD)?;
    (at + END_RECORD_BYTES <= bytes.len()).then_some(at)
}

fn directory_entry(bytes: &[u8], at: usize) -> Option<(Part, usize)> {
    let entry = bytes.get(at..)?;
    if !entry.starts_with(DIRECTORY_ENTRY) {
        return None;
    }
    let [name, extra, comment] = [28, 30, 32].map(|offset| u16_at(entry, offset).map(usize::from));
    let name_end = 46 + name?;
    let part = Part {
        name: String::from_utf8_lossy(entry.get(46..name_end)?).replace('\\', "/"),
        encrypted: u16_at(entry, 8)? & 1 != 0,
        method: u16_at(entry, 10)?,
        crc: u32_at(entry, 16)?,
        packed: usize_at(entry, 20)?,
        unpacked: usize_at(entry, 24)?,
        local_header: usize_at(entry, 42)?,
    };
    Some((part, at + name_end + extra? + comment?))
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at + 2)?.try_into().ok().map(u16::from_le_bytes)
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes)
}

fn usize_at(bytes: &[u8], at: usize) -> Option<usize> {
    u32_at(bytes, at).and_then(|n| usize::try_from(n).ok())
}
