//! The one byte form of a record: what a revision stores and what the audit digest covers.
//!
//! Deterministic CBOR, RFC 8949 section 4.2.1: shortest heads, definite lengths, and map keys in
//! the order of their encoded bytes. On top of that: keys are text; text is Unicode NFC; integers
//! lie between −2⁶³ and 2⁶⁴ − 1; only unsigned, negative, text, array, map, `false`, `true` and
//! `null` occur, no floats, byte strings or tags; nesting stops at [`DEEPEST`].
//!
//! A record is wrapped as `{"body": …, "schema": n}`, so that the form it was written in travels
//! inside the digest.
//!
//! Records are turned into this form by way of `serde_json::Value`, where a field of bytes is an
//! array of numbers and a non-finite float is `null`: a record type has no float field.

use minicbor::Decoder;
use minicbor::data::Type;
use minicbor::encode::Encoder;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Number, Value};
use unicode_normalization::UnicodeNormalization;

/// How deep arrays and maps may be nested.
pub const DEEPEST: usize = 64;

/// Why a record has no canonical bytes, or bytes are no canonical record.
#[derive(Debug, thiserror::Error)]
pub enum CanonicalError {
    /// A number that is not an integer between −2⁶³ and 2⁶⁴ − 1.
    #[error("a number in the record is not a whole number of 64 bits")]
    Number,
    /// Two keys of a map are the same after normalisation.
    #[error("two keys of a map are the same text")]
    DuplicateKey,
    /// Nested deeper than [`DEEPEST`].
    #[error("nested deeper than {DEEPEST}")]
    TooDeep,
    /// Not CBOR, or CBOR of a kind not used here.
    #[error("not the CBOR of a record")]
    NotRecord,
    /// Bytes follow the record.
    #[error("bytes follow the record")]
    TrailingBytes,
    /// The same record has another, canonical form.
    #[error("not in canonical form")]
    NotCanonical,
    /// The type cannot be written, for instance a map whose keys are not text. Never carries the
    /// content.
    #[error("the record's type has no canonical form")]
    Unwritable,
    /// The body does not fit the type asked for. Carries the schema number, never the content.
    #[error("a record of schema {schema} does not fit the type asked for")]
    Mismatch {
        /// The schema number in the bytes.
        schema: u32,
    },
}

/// Gives the canonical bytes of a record of the given schema number.
///
/// # Errors
/// [`CanonicalError::Number`], [`CanonicalError::DuplicateKey`], [`CanonicalError::TooDeep`] or
/// [`CanonicalError::Unwritable`].
///
/// # Examples
/// ```
/// let bytes = store::canonical::to_canonical(1, &("a", 10))?;
/// assert_eq!(bytes, b"\xa2\x64body\x82\x61a\x0a\x66schema\x01");
/// let (schema, record): (u32, (String, u8)) = store::canonical::from_canonical(&bytes)?;
/// assert_eq!((schema, record), (1, ("a".to_owned(), 10)));
/// # Ok::<(), store::canonical::CanonicalError>(())
/// ```
pub fn to_canonical<T: Serialize + ?Sized>(schema: u32, record: &T) -> Result<Vec<u8>, CanonicalError> {
    let body = serde_json::to_value(record).map_err(|_| CanonicalError::Unwritable)?;
    let mut wrapped = Map::new();
    wrapped.insert("body".to_owned(), body);
    wrapped.insert("schema".to_owned(), schema.into());
    encode(&Value::Object(wrapped))
}

/// Reads canonical bytes back: the schema number and the record.
///
/// # Errors
/// Any other form of the same content is refused ([`CanonicalError::NotCanonical`]), so that equal
/// records always have equal digests; and see [`CanonicalError`].
pub fn from_canonical<T: DeserializeOwned>(bytes: &[u8]) -> Result<(u32, T), CanonicalError> {
    let (schema, body) = schema_and_body(bytes)?;
    let record = serde_json::from_value(body).map_err(|_| CanonicalError::Mismatch { schema })?;
    Ok((schema, record))
}

/// Reads the schema number and the body as it stands, for choosing the type by the number.
///
/// # Errors
/// As [`from_canonical`].
pub fn schema_and_body(bytes: &[u8]) -> Result<(u32, Value), CanonicalError> {
    let Value::Object(mut wrapped) = decode(bytes)? else {
        return Err(CanonicalError::NotRecord);
    };
    let schema = wrapped
        .remove("schema")
        .and_then(|schema| schema.as_u64())
        .and_then(|schema| u32::try_from(schema).ok())
        .ok_or(CanonicalError::NotRecord)?;
    let body = wrapped.remove("body").ok_or(CanonicalError::NotRecord)?;
    if wrapped.is_empty() { Ok((schema, body)) } else { Err(CanonicalError::NotRecord) }
}

fn encode(value: &Value) -> Result<Vec<u8>, CanonicalError> {
    let mut bytes = Encoder::new(Vec::new());
    write_value(&mut bytes, value, DEEPEST)?;
    Ok(bytes.into_writer())
}

fn write_value(to: &mut Encoder<Vec<u8>>, value: &Value, levels: usize) -> Result<(), CanonicalError> {
    // Writing to a `Vec` cannot fail; the mapping keeps the types honest.
    let written = match value {
        Value::Null => to.null().is_ok(),
        Value::Bool(truth) => to.bool(*truth).is_ok(),
        Value::Number(number) => match (number.as_u64(), number.as_i64()) {
            (Some(whole), _) => to.u64(whole).is_ok(),
            (None, Some(negative)) => to.i64(negative).is_ok(),
            (None, None) => return Err(CanonicalError::Number),
        },
        Value::String(text) => to.str(&text.nfc().collect::<String>()).is_ok(),
        Value::Array(items) => {
            let below = levels.checked_sub(1).ok_or(CanonicalError::TooDeep)?;
            let written = to.array(length(items.len())).is_ok();
            for item in items {
                write_value(to, item, below)?;
            }
            written
        }
        Value::Object(entries) => {
            let below = levels.checked_sub(1).ok_or(CanonicalError::TooDeep)?;
            let written = to.map(length(entries.len())).is_ok();
            for (key, item) in sorted_entries(entries)? {
                to.writer_mut().extend_from_slice(&key);
                write_value(to, item, below)?;
            }
            written
        }
    };
    if written { Ok(()) } else { Err(CanonicalError::Unwritable) }
}

/// The entries of a map with their encoded keys, in the bytewise order of those.
fn sorted_entries(entries: &Map<String, Value>) -> Result<Vec<(Vec<u8>, &Value)>, CanonicalError> {
    let mut sorted = entries
        .iter()
        .map(|(key, item)| Ok((encode(&Value::String(key.clone()))?, item)))
        .collect::<Result<Vec<_>, CanonicalError>>()?;
    sorted.sort_by(|a, b| a.0.cmp(&b.0));
    if sorted.windows(2).any(|pair| matches!(pair, [a, b] if a.0 == b.0)) {
        return Err(CanonicalError::DuplicateKey);
    }
    Ok(sorted)
}

fn length(items: usize) -> u64 {
    u64::try_from(items).unwrap_or(u64::MAX)
}

fn decode(bytes: &[u8]) -> Result<Value, CanonicalError> {
    let mut from = Decoder::new(bytes);
    let value = read_value(&mut from, DEEPEST)?;
    if from.position() != bytes.len() {
        return Err(CanonicalError::TrailingBytes);
    }
    if encode(&value)? == bytes { Ok(value) } else { Err(CanonicalError::NotCanonical) }
}

fn read_value(from: &mut Decoder<'_>, levels: usize) -> Result<Value, CanonicalError> {
    let refused = |_| CanonicalError::NotRecord;
    match from.datatype().map_err(refused)? {
        Type::Null => from.null().map(|()| Value::Null).map_err(refused),
        Type::Bool => from.bool().map(Value::Bool).map_err(refused),
        Type::U8 | Type::U16 | Type::U32 | Type::U64 => {
            from.u64().map(|whole| Value::Number(whole.into())).map_err(refused)
        }
        Type::I8 | Type::I16 | Type::I32 | Type::I64 => {
            from.i64().map(|whole| Value::Number(Number::from(whole))).map_err(refused)
        }
        Type::String => from.str().map(|text| Value::String(text.to_owned())).map_err(refused),
        Type::Array => {
            let below = levels.checked_sub(1).ok_or(CanonicalError::TooDeep)?;
            let count = from.array().map_err(refused)?.ok_or(CanonicalError::NotCanonical)?;
            // The claimed count reserves nothing: each item must first be read.
            (0..count).map(|_| read_value(from, below)).collect::<Result<_, _>>().map(Value::Array)
        }
        Type::Map => {
            let below = levels.checked_sub(1).ok_or(CanonicalError::TooDeep)?;
            let count = from.map().map_err(refused)?.ok_or(CanonicalError::NotCanonical)?;
            let mut entries = Map::new();
            for _ in 0..count {
                let key = from.str().map_err(refused)?.to_owned();
                let item = read_value(from, below)?;
                if entries.insert(key, item).is_some() {
                    return Err(CanonicalError::DuplicateKey);
                }
            }
            Ok(Value::Object(entries))
        }
        Type::StringIndef | Type::ArrayIndef | Type::MapIndef => Err(CanonicalError::NotCanonical),
        _ => Err(CanonicalError::NotRecord),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic
    use std::collections::BTreeMap;

    use serde::Deserialize;
    use serde_json::json;

    use super::*;

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    fn bytes(hex: &str) -> Vec<u8> {
        let digit = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).unwrap();
        (0..hex.len()).step_by(2).map(digit).collect()
    }

    /// RFC 8949, appendix A: those of its examples that this form allows.
    fn rfc_examples() -> Vec<(Value, &'static str)> {
        vec![
            (json!(0), "00"),
            (json!(1), "01"),
            (json!(10), "0a"),
            (json!(23), "17"),
            (json!(24), "1818"),
            (json!(25), "1819"),
            (json!(100), "1864"),
            (json!(1000), "1903e8"),
            (json!(1_000_000), "1a000f4240"),
            (json!(1_000_000_000_000_u64), "1b000000e8d4a51000"),
            (json!(18_446_744_073_709_551_615_u64), "1bffffffffffffffff"),
            (json!(-1), "20"),
            (json!(-10), "29"),
            (json!(-100), "3863"),
            (json!(-1000), "3903e7"),
            (json!(false), "f4"),
            (json!(true), "f5"),
            (json!(null), "f6"),
            (json!(""), "60"),
            (json!("a"), "6161"),
            (json!("IETF"), "6449455446"),
            (json!("\"\\"), "62225c"),
            (json!("\u{fc}"), "62c3bc"),
            (json!("\u{6c34}"), "63e6b0b4"),
            (json!("\u{10151}"), "64f0908591"),
            (json!([]), "80"),
            (json!([1, 2, 3]), "83010203"),
            (json!([1, [2, 3], [4, 5]]), "8301820203820405"),
            (json!((1..=25).collect::<Vec<_>>()), "98190102030405060708090a0b0c0d0e0f101112131415161718181819"),
            (json!({}), "a0"),
            (json!({"a": 1, "b": [2, 3]}), "a26161016162820203"),
            (json!(["a", {"b": "c"}]), "826161a161626163"),
            (json!({"a": "A", "b": "B", "c": "C", "d": "D", "e": "E"}), "a56161614161626142616361436164614461656145"),
        ]
    }

    #[test]
    fn the_examples_of_rfc_8949_come_out_and_go_in() {
        for (value, expected) in rfc_examples() {
            assert_eq!(hex(&encode(&value).unwrap()), expected, "{value}");
            assert_eq!(decode(&bytes(expected)).unwrap(), value);
        }
        assert_eq!(hex(&encode(&json!(i64::MIN)).unwrap()), "3b7fffffffffffffff");
    }

    /// RFC 8949 section 4.2.1 sorts by encoded bytes, so that shorter text keys come first.
    #[test]
    fn keys_are_sorted_by_their_encoded_bytes() {
        let value = json!({"aa": 1, "b": 2, "a": 3, "\u{fc}": 4, "": 5});
        assert_eq!(hex(&encode(&value).unwrap()), "a560056161036162026261610162c3bc04");
    }

    #[test]
    fn floats_and_numbers_beyond_64_bits_are_refused() {
        for value in [json!(1.5), json!(1.0), json!(-0.0), json!([1e300])] {
            assert!(matches!(encode(&value), Err(CanonicalError::Number)), "{value}");
        }
        assert!(matches!(to_canonical(1, &0.25_f32), Err(CanonicalError::Number)));
        assert!(matches!(to_canonical(1, &u128::MAX), Err(CanonicalError::Unwritable)));
    }

    #[test]
    fn text_is_normalised_and_two_spellings_of_one_key_are_refused() {
        let (composed, decomposed) = ("caf\u{e9}", "cafe\u{301}");
        assert_eq!(encode(&json!(composed)).unwrap(), encode(&json!(decomposed)).unwrap());
        let twice = json!({composed: 1, decomposed: 2});
        assert!(matches!(encode(&twice), Err(CanonicalError::DuplicateKey)));
    }

    #[test]
    fn every_other_form_of_a_record_is_refused() {
        use CanonicalError::{DuplicateKey, NotCanonical, NotRecord, TooDeep, TrailingBytes};
        let deep = |levels: usize| format!("{}00", "81".repeat(levels));
        type Expected = fn(&CanonicalError) -> bool;
        let cases: Vec<(String, Expected)> = vec![
            ("1800".into(), |e| matches!(e, NotCanonical)),           // 0 in two bytes
            ("1900ff".into(), |e| matches!(e, NotCanonical)),         // 255 in three
            ("3800".into(), |e| matches!(e, NotCanonical)),           // -1 in two
            ("780161".into(), |e| matches!(e, NotCanonical)),         // a long head before "a"
            ("9800".into(), |e| matches!(e, NotCanonical)),           // a long head of []
            ("9fff".into(), |e| matches!(e, NotCanonical)),           // [] of indefinite length
            ("bfff".into(), |e| matches!(e, NotCanonical)),           // {} of indefinite length
            ("7f6161ff".into(), |e| matches!(e, NotCanonical)),       // text in pieces
            ("a2616201616102".into(), |e| matches!(e, NotCanonical)), // b before a
            ("6365cc81".into(), |e| matches!(e, NotCanonical)),       // e and an accent
            ("a2616101616102".into(), |e| matches!(e, DuplicateKey)), // a twice
            ("0000".into(), |e| matches!(e, TrailingBytes)),
            ("".into(), |e| matches!(e, NotRecord)),
            ("a10101".into(), |e| matches!(e, NotRecord)), // a key that is no text
            ("f90000".into(), |e| matches!(e, NotRecord)), // a half-precision float
            ("fb3ff199999999999a".into(), |e| matches!(e, NotRecord)),
            ("4401020304".into(), |e| matches!(e, NotRecord)), // a byte string
            ("c074323031332d30332d32315432303a30343a30305a".into(), |e| matches!(e, NotRecord)),
            ("f7".into(), |e| matches!(e, NotRecord)), // undefined
            ("f0".into(), |e| matches!(e, NotRecord)), // simple(16)
            ("3bffffffffffffffff".into(), |e| matches!(e, NotRecord)), // -2^64
            ("62c328".into(), |e| matches!(e, NotRecord)), // text that is not UTF-8
            ("9bffffffffffffffff".into(), |e| matches!(e, NotRecord)), // a length it has not
            ("7bffffffffffffffff".into(), |e| matches!(e, NotRecord)),
            (deep(65), |e| matches!(e, TooDeep)),
            (deep(100_000), |e| matches!(e, TooDeep)),
        ];
        for (form, expected) in cases {
            let error = decode(&bytes(&form)).expect_err(&form[..form.len().min(40)]);
            assert!(expected(&error), "{}: {error}", &form[..form.len().min(40)]);
        }
        assert!(decode(&bytes(&deep(64))).is_ok());
    }

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Note {
        text: String,
        minutes: i32,
        author: [u8; 4],
        tags: BTreeMap<String, Option<bool>>,
        kind: Kind,
    }

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Kind {
        Plain,
        CorrectionOf { rev: u32 },
    }

    fn note(kind: Kind) -> Note {
        Note {
            text: "caf\u{e9}\nline".into(),
            minutes: -5,
            author: [0, 1, 254, 255],
            tags: [("late".to_owned(), Some(true)), ("x".to_owned(), None)].into(),
            kind,
        }
    }

    #[test]
    fn a_record_comes_back_with_its_schema_number() {
        for kind in [Kind::Plain, Kind::CorrectionOf { rev: 7 }] {
            let written = note(kind);
            let form = to_canonical(12, &written).unwrap();
            let (schema, read): (u32, Note) = from_canonical(&form).unwrap();
            assert_eq!((schema, &read), (12, &written));
            assert_eq!(to_canonical(12, &read).unwrap(), form);
        }
        // The same bytes as the Python package cbor2 6.3 gives with `canonical=True`.
        let form = to_canonical(u32::MAX, &note(Kind::Plain)).unwrap();
        assert_eq!(
            hex(&form),
            "a264626f6479a5646b696e6465706c61696e6474616773a26178f6646c617465f564746578746a636166\
             c3a90a6c696e6566617574686f7284000118fe18ff676d696e757465732466736368656d611affffffff"
        );
    }

    #[test]
    fn a_misfit_says_the_schema_number_and_nothing_of_the_content() {
        let form = to_canonical(3, &json!({"secret": "Sentinel-Name"})).unwrap();
        let error = from_canonical::<Note>(&form).unwrap_err();
        assert!(matches!(error, CanonicalError::Mismatch { schema: 3 }));
        assert!(!format!("{error} {error:?}").contains("Sentinel"));
        assert_eq!(schema_and_body(&form).unwrap().1["secret"], "Sentinel-Name");
        let bare_or_overfull = [
            json!([1]),
            json!({"body": 1}),
            json!({"schema": 1}),
            json!({"body": 1, "schema": -1}),
            json!({"body": 1, "schema": 4_294_967_296_u64}),
            json!({"body": 1, "schema": 1, "more": 1}),
        ];
        for other in bare_or_overfull {
            let form = encode(&other).unwrap();
            assert!(matches!(schema_and_body(&form), Err(CanonicalError::NotRecord)), "{other}");
        }
    }

    /// The splitmix64 generator, for choosing values and alterations.
    struct Choice(u64);

    impl Choice {
        fn below(&mut self, bound: u64) -> u64 {
            self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut mixed = self.0;
            mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            (mixed ^ (mixed >> 31)) % bound
        }

        fn text(&mut self) -> String {
            let letters = ['a', 'Z', '\u{e9}', '\u{301}', '\u{6c34}', '\0', '"', '\u{10151}'];
            (0..self.below(30)).map(|_| letters[self.below(8) as usize]).collect()
        }

        fn value(&mut self, levels: u64) -> Value {
            let shift = self.below(64);
            match self.below(if levels == 0 { 5 } else { 7 }) {
                0 => Value::Null,
                1 => json!(self.below(2) == 1),
                2 => json!(self.below(u64::MAX) >> shift),
                3 => json!(-1 - ((self.below(u64::MAX) >> 1 >> (shift / 2)) as i64)),
                4 => json!(self.text()),
                5 => (0..self.below(30)).map(|_| self.value(levels - 1)).collect(),
                _ => {
                    let entry = |n, choice: &mut Self| {
                        let key: String = choice.text().nfc().collect();
                        (format!("{key}{n}").nfc().collect(), choice.value(levels - 1))
                    };
                    Value::Object((0..self.below(30)).map(|n| entry(n, self)).collect())
                }
            }
        }
    }

    fn normalised(value: Value) -> Value {
        match value {
            Value::String(text) => Value::String(text.nfc().collect()),
            Value::Array(items) => items.into_iter().map(normalised).collect(),
            Value::Object(entries) => entries.into_iter().map(|(key, item)| (key, normalised(item))).collect(),
            other => other,
        }
    }

    /// Seeds 0 to 299: every value comes back, and an altered form is refused or is canonical too.
    #[test]
    fn random_values_come_back_and_altered_forms_are_refused_or_canonical() {
        for seed in 0..300 {
            let mut choice = Choice(seed);
            let value = choice.value(3);
            let form = encode(&value).unwrap();
            assert_eq!(decode(&form).unwrap(), normalised(value), "seed {seed}");
            for _ in 0..20 {
                let mut altered = form.clone();
                let at = choice.below(altered.len() as u64) as usize;
                altered[at] ^= 1 << choice.below(8);
                if let Ok(read) = decode(&altered) {
                    assert_eq!(encode(&read).unwrap(), altered, "seed {seed}");
                }
                assert!(decode(&form[..at]).is_err(), "seed {seed}: cut at {at}");
            }
        }
    }
}
