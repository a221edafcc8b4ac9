//! Seeded damage: the same seed always makes the same broken file, on stable Rust and without a fuzzer.

#![allow(clippy::unwrap_used)] // tests may panic

pub mod workbook;

/// Numbers from a seed (xorshift64*, Marsaglia 2003 and Vigna 2016).
#[derive(Debug, Clone)]
pub struct Random(u64);

impl Random {
    /// Any seed will do: zero, which the generator cannot leave, is stirred like the others.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        // SplitMix64's step (Steele, Lea and Flood 2014), so that near seeds are far apart.
        let mut z = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        Self((z ^ (z >> 31)) | 1)
    }

    /// A number below `limit`; 0 when there is none.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let number = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33;
        usize::try_from(number % u64::try_from(limit.max(1)).unwrap()).unwrap()
    }

    /// Any byte.
    pub fn byte(&mut self) -> u8 {
        u8::try_from(self.below(256)).unwrap()
    }

    /// One of several, which must not be none.
    pub fn one_of<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }
}

/// Alters bytes in one to six of the ways that fuzzers use: bits, bytes, lengths, cuts, repeats, and
/// `pieces` that the reader of this format trips over.
pub fn mutate(bytes: &mut Vec<u8>, random: &mut Random, pieces: &[&[u8]]) {
    for _ in 0..=random.below(6) {
        mutate_once(bytes, random, pieces);
    }
}

fn mutate_once(bytes: &mut Vec<u8>, random: &mut Random, pieces: &[&[u8]]) {
    let at = random.below(bytes.len() + 1);
    let end = (at + random.below(40)).min(bytes.len());
    match random.below(8) {
        0 => bytes.truncate(at),
        1 => drop(bytes.drain(at..end)),
        2 => {
            let copy = bytes[at..end].to_vec();
            bytes.splice(at..at, copy);
        }
        3 if at < bytes.len() => bytes[at] ^= 1 << random.below(8),
        4 if at < bytes.len() => bytes[at] = random.byte(),
        5 if at < bytes.len() => bytes[at] = *random.one_of(&[0, 1, 0x7f, 0x80, 0xff]),
        6 => {
            // A length or a count that cannot be.
            let extreme = *random.one_of(&[[0xff_u8; 4], [0; 4], [0, 0, 0xff, 0xff], [0x7f, 0xff, 0xff, 0xff]]);
            let end = (at + 4).min(bytes.len());
            bytes[at..end].copy_from_slice(&extreme[..end - at]);
        }
        _ if pieces.is_empty() => bytes.insert(at, 0xff),
        _ => drop(bytes.splice(at..at, random.one_of(pieces).iter().copied())),
    }
}

/// What readers of tables and of the XML in workbooks trip over.
pub const TABLE_PIECES: [&[u8]; 26] = [
    b"\"",
    b",",
    b";",
    b"\t",
    b"\n",
    b"\r",
    b"\0",
    b"\xff",
    b"\xfe\xff",
    b"\xef\xbb\xbf",
    b"13/13/2025",
    b"01/02/03",
    b"-1",
    b"1e999",
    b"=1+1",
    b"Total",
    b"99999999999999999999",
    b"<row r=\"1048576\">",
    b"<c r=\"XFD1\">",
    b"</row>",
    b"<f si=\"4294967295\"/>",
    b"&amp;",
    b"&x;",
    b"]]>",
    b"<![CDATA[",
    "\u{a0}é\u{202e}".as_bytes(),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_the_same_damage_every_time_and_another_seed_another() {
        let damaged = |seed| {
            let mut random = Random::new(seed);
            (0..50)
                .map(|_| {
                    let mut bytes = b"Week,Missed\n27/10/2025,6\n".to_vec();
                    mutate(&mut bytes, &mut random, &TABLE_PIECES);
                    bytes
                })
                .collect::<Vec<_>>()
        };
        assert_eq!(damaged(0), damaged(0));
        assert_ne!(damaged(0), damaged(1));
    }

    #[test]
    fn nothing_is_too_short_to_be_damaged() {
        let mut random = Random::new(7);
        for _ in 0..1_000 {
            mutate(&mut Vec::new(), &mut random, &[]);
        }
    }
}
