use subtle::ConstantTimeEq;

use super::*;
use crate::keys::{KdfRefused, SealError, SlotError};

fn one_slot() -> (Slot, DataKey) {
    let mut rng = FixedRandom::new(11);
    let data_key = DataKey::generate(&mut rng);
    (user_slot(1, "Registered manager", &data_key, &mut rng), data_key)
}

/// Where each field of a slot's body begins and how long its content is.
fn fields(body: &[u8]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < body.len() {
        let length = u32::from_be_bytes(body[at..at + 4].try_into().unwrap()) as usize;
        found.push((at + 4, length));
        at += 4 + length;
    }
    found
}

fn refusal(slot: &Slot, passphrase: &str, scope: KeyScope) -> Option<SlotError> {
    slot.open(passphrase, scope).err()
}

#[test]
fn the_right_passphrase_gives_the_data_key_and_the_secret_key() {
    let (slot, data_key) = one_slot();
    let (opened, secret) = slot.open(PASSPHRASE, SCOPE).unwrap();
    assert!(bool::from(opened.ct_eq(&data_key)));
    assert_eq!(secret.public_key().unwrap(), slot.public_key());
    assert_eq!((slot.user_id(), slot.label()), ([1; 16], "Registered manager"));
}

#[test]
fn every_other_passphrase_is_wrong_and_nothing_else() {
    let (slot, _) = one_slot();
    let long = "x".repeat(100_000);
    for wrong in [
        "",
        " ",
        "correct horse battery stapl",
        "correct horse battery staple ",
        "Correct horse battery staple",
        "correct horse battery staple\0",
        &long,
    ] {
        assert_eq!(refusal(&slot, wrong, SCOPE), Some(SlotError::WrongPassphrase));
    }
}

#[test]
fn a_passphrase_typed_on_another_keyboard_is_the_same() {
    let mut rng = FixedRandom::new(12);
    let data_key = DataKey::generate(&mut rng);
    let user = NewUser { user_id: [1; 16], label: "Lead", passphrase: "caf\u{e9} au lait" };
    let slot = Slot::new_user(user, KdfCost::cheap_for_tests(), &data_key, SCOPE, &mut rng).unwrap();
    assert!(slot.open("cafe\u{301} au lait", SCOPE).is_ok());
    assert_eq!(refusal(&slot, "cafe au lait", SCOPE), Some(SlotError::WrongPassphrase));
}

/// Which error an altered field gives once the file's checksum has been put right.
#[test]
fn every_altered_byte_of_a_slot_is_refused_for_its_own_reason() {
    let (slot, _) = one_slot();
    let body = slot.to_body();
    let places = fields(&body);
    assert_eq!(places.len(), 8);
    for (field, (start, length)) in places.into_iter().enumerate() {
        for at in start..start + length {
            let mut altered = body.clone();
            altered[at] ^= 1;
            let Ok(altered) = Slot::from_body(&altered) else {
                panic!("one bit of byte {at} only changes a value");
            };
            let error = refusal(&altered, PASSPHRASE, SCOPE);
            let as_expected = match field {
                0 | 1 | 3 | 4 | 5 => error == Some(SlotError::WrongPassphrase),
                2 => matches!(error, Some(SlotError::Refused(_))),
                6 => error == Some(SlotError::PublicKeyMismatch),
                _ if at < start + 8 => error == Some(SlotError::NoSuchGeneration(3)),
                _ => error == Some(SlotError::SealedKey(SealError::NotOpened)),
            };
            assert!(as_expected, "field {field}, byte {at}: {error:?}");
        }
    }
}

#[test]
fn altered_lengths_are_damage_and_never_a_panic() {
    let (slot, _) = one_slot();
    let body = slot.to_body();
    for (start, _) in fields(&body) {
        for at in start - 4..start {
            for bit in 0..8 {
                let mut altered = body.clone();
                altered[at] ^= 1 << bit;
                assert!(Slot::from_body(&altered).is_err(), "byte {at}, bit {bit}");
            }
        }
    }
    for length in 0..body.len() {
        assert!(Slot::from_body(&body[..length]).is_err());
    }
    assert!(Slot::from_body(&[body, vec![0]].concat()).is_err());
}

#[test]
fn a_cost_out_of_bounds_is_refused_before_any_memory_is_taken() {
    let (slot, _) = one_slot();
    let body = slot.to_body();
    let (kdf, _) = fields(&body)[2];
    for (offset, value, why) in [
        (1, 0, KdfRefused::Memory(0)),
        (1, 63 * 1024, KdfRefused::Memory(63 * 1024)),
        (1, u32::MAX, KdfRefused::Memory(u32::MAX)),
        (5, 0, KdfRefused::Memory(64)),
        (9, u32::MAX, KdfRefused::Memory(64)),
    ] {
        let mut altered = body.clone();
        altered[kdf + offset..kdf + offset + 4].copy_from_slice(&value.to_be_bytes());
        let altered = Slot::from_body(&altered).unwrap_or_else(|_| panic!("cost {value}"));
        assert_eq!(refusal(&altered, PASSPHRASE, SCOPE), Some(SlotError::Refused(why)));
    }
    let mut altered = body;
    altered[kdf] = 9;
    let altered = Slot::from_body(&altered).unwrap_or_else(|_| panic!("algorithm 9"));
    let why = SlotError::Refused(KdfRefused::Algorithm(9));
    assert_eq!(refusal(&altered, PASSPHRASE, SCOPE), Some(why));
}

#[test]
fn a_slot_of_another_vault_does_not_open_here() {
    let (slot, _) = one_slot();
    let elsewhere = KeyScope { vault_id: [0x5b; 16], ..SCOPE };
    assert_eq!(refusal(&slot, PASSPHRASE, elsewhere), Some(SlotError::WrongPassphrase));
}

#[test]
fn a_data_key_of_another_generation_is_not_taken_for_this_one() {
    let (slot, _) = one_slot();
    for generation in [0, 2, 4, u64::MAX] {
        let scope = KeyScope { generation, ..SCOPE };
        let why = SlotError::NoSuchGeneration(generation);
        assert_eq!(refusal(&slot, PASSPHRASE, scope), Some(why));
    }
    // A sealed key relabelled as generation 4: the seal itself names 3.
    let mut body = slot.to_body();
    let (keys, _) = fields(&body)[7];
    body[keys + 7] = 4;
    let relabelled = Slot::from_body(&body).unwrap_or_else(|_| panic!("relabelled"));
    let scope = KeyScope { generation: 4, ..SCOPE };
    let why = SlotError::SealedKey(SealError::NotOpened);
    assert_eq!(refusal(&relabelled, PASSPHRASE, scope), Some(why));
}

#[test]
fn parts_swapped_between_two_users_do_not_open() {
    let mut rng = FixedRandom::new(13);
    let data_key = DataKey::generate(&mut rng);
    // The same passphrase, so that only the binding to the user can refuse.
    let one = user_slot(1, "Registered manager", &data_key, &mut rng).to_body();
    let two = user_slot(2, "Registered manager", &data_key, &mut rng).to_body();
    let places = fields(&one);
    assert_eq!(places, fields(&two));
    for (field, why) in [
        (0, SlotError::WrongPassphrase),
        (3, SlotError::WrongPassphrase),
        (5, SlotError::WrongPassphrase),
        (6, SlotError::PublicKeyMismatch),
        (7, SlotError::SealedKey(SealError::NotOpened)),
    ] {
        let (start, length) = places[field];
        let mut mixed = one.clone();
        mixed[start..start + length].copy_from_slice(&two[start..start + length]);
        let mixed = Slot::from_body(&mixed).unwrap_or_else(|_| panic!("field {field}"));
        assert_eq!(refusal(&mixed, PASSPHRASE, SCOPE), Some(why), "field {field}");
    }
}

#[test]
fn a_changed_passphrase_keeps_the_keys_and_retires_the_old_passphrase() {
    let (mut slot, data_key) = one_slot();
    let (_, secret) = slot.open(PASSPHRASE, SCOPE).unwrap();
    let before = slot.public_key();
    let mut rng = FixedRandom::new(14);
    let cost = KdfCost::cheap_for_tests();
    slot.change_passphrase(&secret, "another long passphrase", cost, VAULT, &mut rng).unwrap();
    let (opened, _) = slot.open("another long passphrase", SCOPE).unwrap();
    assert!(bool::from(opened.ct_eq(&data_key)));
    assert_eq!(slot.public_key(), before);
    assert_eq!(refusal(&slot, PASSPHRASE, SCOPE), Some(SlotError::WrongPassphrase));
    let (stranger, _) = crate::keys::SecretKey::generate(&mut rng);
    let refused = slot.change_passphrase(&stranger, "x", cost, VAULT, &mut rng);
    assert_eq!(refused, Err(SlotError::PublicKeyMismatch));
}

/// The steps of bringing in a new data key: at each of them the slot opens the key the database
/// may still have, and afterwards the old key is gone from it.
#[test]
fn both_data_keys_open_while_a_new_one_is_brought_in() {
    let (mut slot, old) = one_slot();
    let mut rng = FixedRandom::new(15);
    let new = DataKey::generate(&mut rng);
    let next = KeyScope { generation: 4, ..SCOPE };
    slot.add_data_key(&new, next, &mut rng).unwrap();
    let mut slot = Slot::from_body(&slot.to_body()).unwrap_or_else(|_| panic!("two keys"));
    assert_eq!(slot.generations().collect::<Vec<_>>(), [3, 4]);
    let (opened, secret) = slot.open(PASSPHRASE, next).unwrap();
    assert!(bool::from(opened.ct_eq(&new)));
    assert!(bool::from(slot.data_key(&secret, SCOPE).unwrap().ct_eq(&old)));

    let third = KeyScope { generation: 5, ..SCOPE };
    assert_eq!(slot.add_data_key(&new, third, &mut rng), Err(SlotError::TooManyKeys));
    assert_eq!(slot.keep_only(9), Err(SlotError::NoSuchGeneration(9)));
    slot.keep_only(4).unwrap();
    assert_eq!(slot.data_key(&secret, SCOPE).err(), Some(SlotError::NoSuchGeneration(3)));
    assert!(slot.open(PASSPHRASE, next).is_ok());
}

#[test]
fn labels_are_short_plain_and_normalised() {
    let mut rng = FixedRandom::new(16);
    let data_key = DataKey::generate(&mut rng);
    let mut make = |label: &str| {
        let user = NewUser { user_id: [1; 16], label, passphrase: PASSPHRASE };
        Slot::new_user(user, KdfCost::cheap_for_tests(), &data_key, SCOPE, &mut rng).map(|slot| slot.label().to_owned())
    };
    assert_eq!(make("  Re\u{301}gie "), Ok("R\u{e9}gie".to_owned()));
    assert_eq!(make(&"x".repeat(240)), Ok("x".repeat(240)));
    for refused in ["", "   ", "two\nlines", "bell\u{7}", &"x".repeat(241)] {
        assert_eq!(make(refused), Err(SlotError::Label));
    }
}

#[test]
fn neither_the_keys_nor_the_passphrase_stand_in_the_slot() {
    let (slot, data_key) = one_slot();
    let (_, secret) = slot.open(PASSPHRASE, SCOPE).unwrap();
    let body = slot.to_body();
    for hidden in [&data_key.expose()[..], &secret.expose()[..], PASSPHRASE.as_bytes()] {
        assert!(!body.windows(hidden.len()).any(|window| window == hidden));
    }
}
