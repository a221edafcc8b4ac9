//! A program that is killed while it writes loses nothing that it had said was safe.

use std::{thread::sleep, time::Duration};

use crate::{
    child::{Running, subject},
    extent,
    vaults::{Made, Told, look},
};

/// Kills of one store before the next is made: its case would grow, and each look at it with it.
const OF_ONE_STORE: usize = 20;

#[test]
fn what_was_told_to_be_safe_outlives_kill_9() {
    let _alone = extent::alone();
    let mut random = extent::random("kill -9");
    let kills = extent::count(10, 500);
    let (mut events, mut drafts, mut unclean, mut writing, mut amid) = (0, 0, 0, 0, 0);
    let mut made = Made::new();
    let mut told = Told::default();
    let mut next = 0;
    for kill in 0..kills {
        if kill > 0 && kill % OF_ONE_STORE == 0 {
            made = Made::new();
            told = Told::default();
            next = 0;
        }
        let mut command = subject("write", &made.folder);
        command.args([made.case.to_string(), next.to_string(), "1000000".to_owned()]);
        let mut running = Running::start(command);
        assert_eq!(running.line().as_deref(), Some("open"));
        let before = told.events.len();
        // Mostly in the middle of writing, however busy the computer is; every fourth time perhaps before.
        if kill % 4 != 0
            && let Some(line) = running.line()
        {
            told.read(&line);
            amid += 1;
        }
        sleep(Duration::from_micros(4_000 + 60 * random.below(1_000) as u64));
        running.kill().iter().for_each(|line| told.read(line));
        assert!(told.refused.is_empty(), "{:?}", told.refused);
        writing += usize::from(told.events.len() > before);

        let found = look(&made.folder, made.case).unwrap_or_else(|error| panic!("kill {kill}: {error}"));
        assert_eq!(told.broken_by(&found), Vec::<String>::new(), "kill {kill}");
        unclean += usize::from(found.notices.iter().any(|notice| notice.contains("not closed properly")));
        next = found.events.last().map_or(0, |newest| newest + 1);
        events += told.events.len() - before;
        drafts += told.drafts.len();
    }
    println!(
        "killed {kills} times, {writing} of them after at least one commit: {events} entries and the newest drafts of \
         {drafts} forms were told to be safe, 0 lost; {unclean} unclean stops were noticed"
    );
    assert!(amid >= kills / 2, "the program was killed while it wrote: {amid} of {kills} times");
    assert_eq!(unclean, kills);
}
