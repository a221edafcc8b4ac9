//! Fixed inputs and the bytes they give, for whoever reads a key file with another program.
//!
//! They were checked with Python 3.11 against argon2-cffi 25.1 (`hash_secret_raw`, type ID),
//! PyNaCl 1.6 (`crypto_aead_xchacha20poly1305_ietf_decrypt`, `crypto_scalarmult_base`), pyhpke
//! 0.6 (`DHKEM_X25519_HKDF_SHA256`, `HKDF_SHA256`, `CHACHA20_POLY1305`), cryptography 50 (`HKDF`)
//! and hashlib, and can be so again:
//!
//! - Random bytes are SHA-256(seed ‖ n) for n = 0, 1, …, seed and n as eight big-endian bytes,
//!   seed 7. In order: data key (32 bytes), seed of `DeriveKeyPair` for the user's pair (32), salt
//!   (16), nonce (24), seed of `DeriveKeyPair` for the encapsulated key (32).
//! - The file is split into fields as `sidecar.rs` and `slot.rs` say. Wrapping key: Argon2id over
//!   the passphrase and salt with the costs of the third field. Associated data: the byte 1, the
//!   first five fields of the slot with their lengths, the vault id with its length. `info` of
//!   the seal: `evident/data-key/v1`, a zero byte, vault id, generation, user id.
//! - HMAC key: HKDF-SHA256 of the data key, salt the vault id, info `evident/sidecar-mac/v1`.

use subtle::ConstantTimeEq;

use super::*;
use crate::keys::kdf::derive_wrapping_key;

const FILE: &str = "\
    45564b45595331000001d7000000105a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a00000008000000000000000300\
    000010a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a500000124010000011f00000010111111111111111111111111\
    111111110000001252656769737465726564206d616e616765720000000d0100010000000000030000000400\
    0000108d91efc5106ff3a3dc7e5449c4bbe05a000000188f5affc9f0f711ac2b1f3451159251a84258d21fa8\
    b0897700000030f1bc7a9ae9268e68799137db336fe7bab9344dda5d647f156e904326c87ba0cfc5fedebc9f\
    31460ea741e9270bfad9d100000020edf68aa46280056e44f0a930af4007e1bca34b3032cf184bc9b83ab000\
    ac0068000000580000000000000003b47509ab5e384ce4cdd4ba159df966c7fb14ea485b55b51cd84471dae8\
    57d57d154e03cc5e76f6bd3a97437842022af42fc055f01b6cc12a6125ff9f04b22d84e251e26e1342420c3d\
    6b76c59682d298000000280000000000000029cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd\
    cdcdcdcdcdcdcd000000208cf7692dd486a36267ba8ee4775ecd568b88384f97cc354a7520713595429ed8cb\
    cf79e321a27566231dc5e3f2f80544ab8b92e950cbb0622d72c65580422e32";
const SLOTS_HASH: &str = "dc3d9e5b1b2c6f957d932a8dd81f4b1cad66cb444f48cc2204ba6835d32c5e8f";
const WRAPPING_KEY: &str = "e9af0733c9e4d396ac30b10d2059a6e1c8cc9c020ce1bae82c2629f3eb632384";
const STANDARD_KEY: &str = "a1a8f973e58354a1876d6ad0b2858fdd10a55d7e05a97169c776d05ebe9a4476";
const SECRET_KEY: &str = "586edcbcc9c5b05d5c6294cedd94dd3d56ef94f940a2d1c007e32a83db348a75";
const DATA_KEY: &str = "e8dd943d366caae7beb706c6ae668eff0a257fc56edc27d7b2fa1c31bdf2eec1";

fn written() -> (Sidecar, DataKey) {
    let mut rng = FixedRandom::new(7);
    let data_key = DataKey::generate(&mut rng);
    let user = NewUser { user_id: [0x11; 16], label: "Registered manager", passphrase: PASSPHRASE };
    let slot = Slot::new_user(user, KdfCost::SMALL_MEMORY, &data_key, SCOPE, &mut rng).unwrap();
    let sidecar = Sidecar {
        vault_id: VAULT,
        generation: 3,
        cipher_salt: [0xa5; 16],
        slots: vec![SlotEntry::User(slot)],
        head: AuditHead { seq: 41, hash: [0xcd; 32] },
    };
    (sidecar, data_key)
}

#[test]
fn fixed_inputs_give_the_published_key_file() {
    let (sidecar, data_key) = written();
    assert_eq!(sidecar.encode(&data_key).unwrap(), bytes_from_hex(FILE));
    assert_eq!(sidecar.slots_hash(), from_hex(SLOTS_HASH));
}

#[test]
fn the_published_key_file_opens_with_its_passphrase() {
    let stored = Sidecar::decode(&bytes_from_hex(FILE)).unwrap_or_else(|error| panic!("{error}"));
    let slot = stored.sidecar.users().next().unwrap();
    let (data_key, secret) = slot.open(PASSPHRASE, SCOPE).unwrap();
    assert_eq!(secret.expose(), &from_hex(SECRET_KEY));
    assert!(bool::from(data_key.ct_eq(&DataKey::from_bytes(&from_hex(DATA_KEY)))));
    stored.verify(&data_key).unwrap();
}

#[test]
fn both_costs_derive_the_published_wrapping_keys() {
    let salt = from_hex("8d91efc5106ff3a3dc7e5449c4bbe05a");
    let small = derive_wrapping_key(PASSPHRASE, &salt, KdfCost::SMALL_MEMORY).unwrap();
    assert_eq!(*small, from_hex(WRAPPING_KEY));
    let standard = derive_wrapping_key(PASSPHRASE, &[0x11; 16], KdfCost::STANDARD).unwrap();
    assert_eq!(*standard, from_hex(STANDARD_KEY));
}
