//! What a drawing process answers, as bytes.
//!
//! One letter, then: `P`, the page and how many there are as four bytes each, big-endian, and a PNG; `T`, one byte 1
//! where the text goes on, and the text in UTF-8; `N` and one byte that says why nothing can be shown.

/// The largest answer that is read, in bytes.
pub(crate) const LARGEST_REPLY: u64 = 48 * 1024 * 1024;

/// Why a document cannot be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unshown {
    /// Not a kind that is drawn.
    #[error("not a kind that is drawn")]
    OtherKind,
    /// It cannot be read.
    #[error("it cannot be read")]
    Broken,
    /// It asks for more pixels or memory than it is given.
    #[error("larger than it may be")]
    TooLarge,
    /// Locked with a password.
    #[error("locked with a password")]
    Locked,
    /// No such page.
    #[error("no such page")]
    NoSuchPage,
    /// It took longer than it may.
    #[error("took too long")]
    TookTooLong,
    /// Whoever asked wants it no more.
    #[error("stopped")]
    Stopped,
    /// The process that draws could not be started.
    #[error("could not be started")]
    NotStarted,
}

impl Unshown {
    const CODES: [(u8, Self); 5] =
        [(1, Self::OtherKind), (2, Self::Broken), (3, Self::TooLarge), (4, Self::Locked), (5, Self::NoSuchPage)];

    fn code(self) -> u8 {
        Self::CODES.iter().find(|(_, why)| *why == self).map_or(2, |(code, _)| *code)
    }

    fn from_code(code: u8) -> Self {
        Self::CODES.iter().find(|(known, _)| *known == code).map_or(Self::Broken, |(_, why)| *why)
    }
}

/// What a document looks like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// A picture of a page, or of the whole.
    Picture {
        /// The picture, as PNG.
        png: Vec<u8>,
        /// Which page, from 1.
        page: u32,
        /// How many there are.
        pages: u32,
    },
    /// Its text.
    Text {
        /// The text.
        text: String,
        /// Whether there is more of it.
        goes_on: bool,
    },
}

pub(crate) fn encode(answer: &Result<Reply, Unshown>) -> Vec<u8> {
    match answer {
        Ok(Reply::Picture { png, page, pages }) => [&b"P"[..], &page.to_be_bytes(), &pages.to_be_bytes(), png].concat(),
        Ok(Reply::Text { text, goes_on }) => [&b"T"[..], &[u8::from(*goes_on)], text.as_bytes()].concat(),
        Err(why) => vec![b'N', why.code()],
    }
}

/// Reads an answer, of which nothing is taken for granted.
pub(crate) fn decode(bytes: &[u8]) -> Result<Reply, Unshown> {
    match bytes.split_first() {
        Some((b'P', rest)) => {
            let (head, png) = rest.split_at_checked(8).ok_or(Unshown::Broken)?;
            let number = |bytes: &[u8]| bytes.iter().fold(0_u32, |number, byte| number << 8 | u32::from(*byte));
            let (page, pages) = (number(head.get(..4).unwrap_or_default()), number(head.get(4..).unwrap_or_default()));
            if !png.starts_with(b"\x89PNG\r\n\x1a\n") || page == 0 || page > pages {
                return Err(Unshown::Broken);
            }
            Ok(Reply::Picture { png: png.to_vec(), page, pages })
        }
        Some((b'T', [goes_on, text @ ..])) => {
            let text = String::from_utf8(text.to_vec()).map_err(|_| Unshown::Broken)?;
            Ok(Reply::Text { text, goes_on: *goes_on == 1 })
        }
        Some((b'N', [code])) => Err(Unshown::from_code(*code)),
        // It ended before it answered: a limit, or a fault in a reader.
        _ => Err(Unshown::Broken),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_reads_back_and_nothing_else_is_one() {
        let png = b"\x89PNG\r\n\x1a\nrest".to_vec();
        for answer in [
            Ok(Reply::Picture { png: png.clone(), page: 2, pages: 300 }),
            Ok(Reply::Text { text: "caf\u{e9}".to_owned(), goes_on: true }),
            Err(Unshown::Locked),
            Err(Unshown::TooLarge),
        ] {
            assert_eq!(decode(&encode(&answer)), answer);
        }
        for broken in [&b""[..], b"P", b"P\0\0\0\x01\0\0\0\x01GIF89a", b"T", b"T\0\xff\xfe", b"N", b"Nxy", b"<html>"] {
            assert_eq!(decode(broken), Err(Unshown::Broken), "{broken:?}");
        }
        let ahead = encode(&Ok(Reply::Picture { png, page: 4, pages: 3 }));
        assert_eq!(decode(&ahead), Err(Unshown::Broken), "page 4 of 3");
    }
}
