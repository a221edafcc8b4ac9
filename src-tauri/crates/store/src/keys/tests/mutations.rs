use ::mutations::{Random, mutate};

use super::*;

/// Sets the stated length and the checksum right, so that mutations reach the fields.
fn reach_the_fields(mut bytes: Vec<u8>) -> Vec<u8> {
    if bytes.len() >= 11 + 32 && bytes.starts_with(b"EVKEYS1") {
        let length = u32::try_from(bytes.len()).unwrap().to_be_bytes();
        bytes[7..11].copy_from_slice(&length);
        bytes = with_right_checksum(bytes);
    }
    bytes
}

/// Seed 31. Nothing panics; what is read can be written again with the same bytes; nothing but
/// the file itself is authentic; and opening a mutated slot takes no memory beyond the bounds.
#[test]
fn ten_thousand_mutations_of_a_key_file_never_panic() {
    let (sidecar, data_key) = sample(31);
    let original = sidecar.encode(&data_key).unwrap();
    let mut rng = Random::new(31);
    let (mut readable, mut opened) = (0, 0);
    for round in 0..10_000 {
        let mut bytes = original.clone();
        mutate(&mut bytes, &mut rng, &[]);
        let bytes = if round % 4 == 0 { bytes } else { reach_the_fields(bytes) };
        let Ok(stored) = Sidecar::decode(&bytes) else { continue };
        readable += 1;
        assert_eq!(stored.verify(&data_key).is_ok(), bytes == original, "round {round}");
        let again = stored.sidecar.encode(&data_key).unwrap();
        assert_eq!(again.len(), bytes.len());
        let without_mac = bytes.len() - 32 - 36;
        assert_eq!(again[..without_mac], bytes[..without_mac], "round {round}");
        if opened < 300 {
            opened += 1;
            for slot in stored.sidecar.users() {
                // Wrong or refused is as good as right here: it must only come back.
                let _ = slot.open(PASSPHRASE, SCOPE);
            }
        }
    }
    assert!(readable > 500, "only {readable} mutations reached the fields");
}

#[test]
fn random_bytes_after_the_name_never_panic() {
    let mut rng = Random::new(32);
    for _ in 0..2_000 {
        let mut bytes = b"EVKEYS1".to_vec();
        for _ in 0..rng.below(400) {
            bytes.push(rng.byte());
        }
        assert!(Sidecar::decode(&reach_the_fields(bytes)).is_err());
    }
}
