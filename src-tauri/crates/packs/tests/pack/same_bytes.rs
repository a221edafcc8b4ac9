//! The same facts give the same file.

use packs::{PackInput, build};

use crate::demonstration::{board, cqc_on_site};

#[test]
fn the_same_input_gives_the_same_bytes() {
    let first = build(&cqc_on_site()).unwrap();
    build(&board()).unwrap();
    let again = build(&cqc_on_site()).unwrap();
    assert!(first.pdf == again.pdf);
    assert_eq!(first.sha256, again.sha256);
    assert_eq!(first.pages, again.pages);
    assert!(first.pages >= 5);
}

#[test]
fn an_input_kept_as_json_gives_the_same_bytes() {
    let input = cqc_on_site();
    let kept = serde_json::to_vec(&input).unwrap();
    let read: PackInput = serde_json::from_slice(&kept).unwrap();
    assert!(serde_json::to_vec(&read).unwrap() == kept);
    assert!(build(&read).unwrap().pdf == build(&input).unwrap().pdf);
}

#[test]
fn number_time_and_head_each_decide_the_bytes() {
    let pack = build(&cqc_on_site()).unwrap();
    let changed: [fn(&mut PackInput); 3] = [
        |input| input.number = "EP-2026-005".to_owned(),
        |input| input.made_at = "2026-11-25T09:00:01Z".to_owned(),
        |input| input.as_at.head = "0".repeat(64),
    ];
    for change in changed {
        let mut input = cqc_on_site();
        change(&mut input);
        assert!(build(&input).unwrap().pdf != pack.pdf);
    }
}

#[test]
fn the_hash_is_that_of_the_file() {
    use sha2::{Digest, Sha256};
    let pack = build(&board()).unwrap();
    let hash: String = Sha256::digest(&pack.pdf).iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(pack.sha256, hash);
}
