//! Identities: sixteen random bytes, drawn by the caller and never reused.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

/// Text that is not the 32 hexadecimal digits of an identity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an identity of 32 hexadecimal digits")]
pub struct NotAnId;

/// Reads 32 hexadecimal digits into sixteen bytes.
///
/// # Errors
/// [`NotAnId`] for any other length or character.
pub fn bytes_from_hex(text: &str) -> Result<[u8; 16], NotAnId> {
    let digits = text.as_bytes();
    if digits.len() != 32 {
        return Err(NotAnId);
    }
    let mut bytes = [0_u8; 16];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        let mut value = 0_u8;
        for digit in pair {
            let nibble = char::from(*digit).to_digit(16).ok_or(NotAnId)?;
            value = value << 4 | u8::try_from(nibble).map_err(|_| NotAnId)?;
        }
        *byte = value;
    }
    Ok(bytes)
}

/// Writes bytes as lower-case hexadecimal digits.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    use fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub [u8; 16]);

        impl $name {
            /// The raw sixteen bytes, as the store keeps them.
            #[must_use]
            pub const fn bytes(&self) -> &[u8; 16] {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&hex(&self.0))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }

        impl std::str::FromStr for $name {
            type Err = NotAnId;
            fn from_str(text: &str) -> Result<Self, NotAnId> {
                bytes_from_hex(text).map(Self)
            }
        }

        impl From<[u8; 16]> for $name {
            fn from(bytes: [u8; 16]) -> Self {
                Self(bytes)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                text.parse().map_err(D::Error::custom)
            }
        }
    )+};
}

ids! {
    /// One person who may unlock a vault.
    UserId,
    /// One registered service of the provider.
    ServiceId,
    /// A person supported, or anybody else a case names.
    PersonId,
    /// One safeguarding case, which starts as one concern.
    CaseId,
    /// One dated fact on a case's timeline.
    EventId,
    /// One part of a case: an allegation, a decision, a duty and the like.
    PartId,
    /// Cases of one enquiry that share meetings and agencies.
    GroupId,
    /// One file kept in the store.
    FileId,
    /// One row of a list, a provider's own.
    ReferenceId,
    /// One promised action.
    ActionId,
    /// One indicator followed for one service.
    MeasureId,
    /// One occasion on which people were scored, asked or assessed.
    RoundId,
    /// One import of counts from a file.
    BatchId,
    /// One evidence pack.
    PackId,
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // tests may panic
    use super::*;

    #[test]
    fn an_id_reads_back_as_it_was_written() {
        let id = CaseId([0x0f; 16]);
        assert_eq!(id.to_string().parse::<CaseId>().unwrap(), id);
        assert_eq!("0f0f".parse::<CaseId>(), Err(NotAnId));
        assert_eq!("zz".repeat(16).parse::<CaseId>(), Err(NotAnId));
    }
}
