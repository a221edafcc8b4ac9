use super::*;
use crate::keys::{Damage, SidecarError};

fn encoded(seed: u64) -> (Vec<u8>, Sidecar, DataKey) {
    let (sidecar, data_key) = sample(seed);
    (sidecar.encode(&data_key).unwrap(), sidecar, data_key)
}

fn decode_error(bytes: &[u8]) -> Option<SidecarError> {
    Sidecar::decode(bytes).err()
}

#[test]
fn a_key_file_reads_back_as_written_and_is_authentic() {
    let (bytes, sidecar, data_key) = encoded(21);
    let stored = Sidecar::decode(&bytes).unwrap_or_else(|error| panic!("{error}"));
    assert!(stored.sidecar == sidecar);
    stored.verify(&data_key).unwrap();
    assert_eq!(stored.sidecar.encode(&data_key).unwrap(), bytes);
    let labels: Vec<&str> = stored.sidecar.users().map(Slot::label).collect();
    assert_eq!(labels, ["Registered manager", "Deputy"]);
}

#[test]
fn slots_of_an_unknown_kind_are_kept_byte_for_byte() {
    let (bytes, ..) = encoded(22);
    let mut stored = Sidecar::decode(&bytes).unwrap_or_else(|error| panic!("{error}"));
    let mut rng = FixedRandom::new(22);
    let data_key = DataKey::generate(&mut rng);
    for kind in [SlotKind::RecoveryCode, SlotKind::Share, SlotKind::Unknown(0)] {
        stored.sidecar.slots.push(SlotEntry::Kept { kind, body: vec![kind.byte(); 5] });
    }
    let slots = stored.sidecar.slots.clone();
    let again = stored.sidecar.encode(&data_key).unwrap();
    let again = Sidecar::decode(&again).unwrap_or_else(|error| panic!("{error}"));
    assert!(again.sidecar.slots == slots);
    for byte in 0..=u8::MAX {
        assert_eq!(SlotKind::from_byte(byte).byte(), byte);
    }
}

#[test]
fn every_altered_byte_is_found_without_a_key_and_never_called_a_wrong_passphrase() {
    let (bytes, ..) = encoded(23);
    for at in 0..bytes.len() {
        for bit in 0..8 {
            let mut altered = bytes.clone();
            altered[at] ^= 1 << bit;
            let error = decode_error(&altered).expect("an altered file is refused");
            let as_expected = match at {
                0..6 => error == SidecarError::NotAKeyFile,
                6 if altered[6] > b'1' => error == SidecarError::NewerVersion(altered[6]),
                6 => error == SidecarError::NotAKeyFile,
                7..11 => matches!(error, SidecarError::Truncated | SidecarError::Damaged(Damage::Length)),
                _ => error == SidecarError::Damaged(Damage::Checksum),
            };
            assert!(as_expected, "byte {at}, bit {bit}: {error}");
        }
    }
}

/// Somebody who can write the file but not open the vault: whatever they alter, with the checksum
/// put right, is refused while reading, at the slot, or by the authentication.
#[test]
fn every_byte_altered_on_purpose_is_refused_after_unlock_at_the_latest() {
    let (bytes, _, data_key) = encoded(24);
    for at in 11..bytes.len() - 32 {
        let mut altered = bytes.clone();
        altered[at] ^= 1;
        let Ok(stored) = Sidecar::decode(&with_right_checksum(altered)) else { continue };
        assert_eq!(stored.verify(&data_key), Err(SidecarError::NotAuthentic), "byte {at}");
    }
}

#[test]
fn a_file_cut_short_anywhere_says_so() {
    let (bytes, ..) = encoded(25);
    for length in 0..bytes.len() {
        assert_eq!(decode_error(&bytes[..length]), Some(SidecarError::Truncated), "{length}");
    }
}

#[test]
fn other_files_and_newer_versions_are_told_apart() {
    let (bytes, ..) = encoded(26);
    let mut newer = bytes.clone();
    newer[6] = b'2';
    for (file, why) in [
        (newer, SidecarError::NewerVersion(b'2')),
        (b"EVKEYS2".to_vec(), SidecarError::NewerVersion(b'2')),
        (b"SQLite format 3\0".to_vec(), SidecarError::NotAKeyFile),
        (b"%PDF-1.7 and so on".to_vec(), SidecarError::NotAKeyFile),
        (b"EVKEYS0".to_vec(), SidecarError::NotAKeyFile),
        (vec![0; 70_000], SidecarError::NotAKeyFile),
        ([bytes.clone(), vec![0]].concat(), SidecarError::Damaged(Damage::Length)),
        ([bytes, vec![0; 70_000]].concat(), SidecarError::Damaged(Damage::Length)),
    ] {
        assert_eq!(decode_error(&file), Some(why));
    }
}

#[test]
fn a_key_file_of_another_key_or_vault_is_not_authentic() {
    let (bytes, mut sidecar, data_key) = encoded(27);
    let stored = Sidecar::decode(&bytes).unwrap_or_else(|error| panic!("{error}"));
    let other = DataKey::from_bytes(&[9; 32]);
    assert_eq!(stored.verify(&other), Err(SidecarError::NotAuthentic));
    sidecar.vault_id = [0x5b; 16];
    let elsewhere = sidecar.encode(&data_key).unwrap();
    let elsewhere = Sidecar::decode(&elsewhere).unwrap_or_else(|error| panic!("{error}"));
    elsewhere.verify(&data_key).unwrap();
    assert_ne!(elsewhere.sidecar.slots_hash(), stored.sidecar.slots_hash());
}

#[test]
fn the_slots_hash_follows_keys_and_not_the_audit_head() {
    let (sidecar, _) = sample(28);
    let hash = sidecar.slots_hash();
    let changed = |change: fn(&mut Sidecar)| {
        let mut copy = sidecar.clone();
        change(&mut copy);
        copy.slots_hash()
    };
    assert_eq!(changed(|copy| copy.head = AuditHead::default()), hash);
    assert_ne!(changed(|copy| copy.vault_id[0] ^= 1), hash);
    assert_ne!(changed(|copy| copy.generation += 1), hash);
    assert_ne!(changed(|copy| copy.cipher_salt[15] ^= 1), hash);
    assert_ne!(changed(|copy| copy.slots.swap(0, 2)), hash);
    assert_ne!(changed(|copy| drop(copy.slots.pop())), hash);
}

#[test]
fn the_caps_are_kept_when_writing() {
    let (mut sidecar, data_key) = sample(29);
    let filler = |length| SlotEntry::Kept { kind: SlotKind::Share, body: vec![0; length] };
    sidecar.slots.push(filler(8 * 1024 + 1));
    assert_eq!(sidecar.encode(&data_key), Err(SidecarError::TooLarge));
    sidecar.slots = (0..7).map(|_| filler(8 * 1024)).collect();
    assert!(sidecar.encode(&data_key).unwrap().len() <= crate::keys::sidecar::LARGEST);
    sidecar.slots.push(filler(8 * 1024));
    assert_eq!(sidecar.encode(&data_key), Err(SidecarError::TooLarge));
    sidecar.slots.clear();
    assert_eq!(sidecar.encode(&data_key), Err(SidecarError::NoSlots));
}
