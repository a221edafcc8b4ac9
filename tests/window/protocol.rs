//! The pieces below the driver: an HTTP answer, keys by name, pictures in base64.

use crate::base64::decode;
use crate::http::read_answer;
use crate::keys::chord;

#[test]
fn the_vectors_of_rfc_4648_decode() {
    for (coded, plain) in [
        ("", ""),
        ("Zg==", "f"),
        ("Zm8=", "fo"),
        ("Zm9v", "foo"),
        ("Zm9vYg==", "foob"),
        ("Zm9vYmE=", "fooba"),
        ("Zm9v\nYmFy", "foobar"),
    ] {
        assert_eq!(decode(coded).unwrap(), plain.as_bytes());
    }
    assert_eq!(decode("/+8=").unwrap(), [0xFF, 0xEF]);
}

#[test]
fn another_alphabet_is_refused() {
    assert!(decode("_-8=").is_err());
}

#[test]
fn chords_are_read_as_written() {
    assert_eq!(chord("Ctrl+L").unwrap(), ['\u{E009}', 'l']);
    assert_eq!(chord("Ctrl+Shift+Tab").unwrap(), ['\u{E009}', '\u{E008}', '\u{E004}']);
    assert_eq!(chord("F1").unwrap(), ['\u{E031}']);
    assert_eq!(chord("F12").unwrap(), ['\u{E03C}']);
    assert_eq!(chord("?").unwrap(), ['?']);
}

#[test]
fn an_unknown_key_is_named() {
    assert_eq!(chord("Ctrl+Retrun").unwrap_err(), "no key called \"Retrun\"");
    assert!(chord("F13").is_err());
    assert!(chord("").is_err());
}

#[test]
fn an_answer_is_read_to_its_stated_length() {
    let raw = b"HTTP/1.1 404 Not Found\r\ncontent-length: 11\r\n\r\n{\"value\":1}trailing";
    let (status, value) = read_answer(&mut raw.as_slice()).unwrap();
    assert_eq!(status, 404);
    assert_eq!(value["value"], 1);
}

#[test]
fn an_answer_cut_short_is_an_error() {
    let raw = b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{\"value\":1}";
    assert!(read_answer(&mut raw.as_slice()).is_err());
}
