//! Two programs at one store: one writes, the other is told; and a lock left by one that was killed is taken over.

use std::time::{Duration, Instant};

use crate::{
    child::{Running, subject},
    extent,
    vaults::Made,
};

/// The busy timeout of two seconds and the one that reliability asks for, ten times: who takes longer hangs.
const HANGS: Duration = Duration::from_secs(30);

fn holding(made: &Made, moment: &str) -> Running {
    let mut command = subject("hold", &made.folder);
    command.env("EVIDENT_NOW", moment);
    Running::start(command)
}

#[test]
fn of_two_programs_one_opens_and_the_other_is_told() {
    let _alone = extent::alone();
    extent::seed("two programs");
    let rounds = extent::count(5, 100);
    let made = Made::new();
    // Each says since when it has the store open, in UK time.
    let moments = [("2026-11-25T10:00:00Z", "10:00"), ("2026-11-25T11:00:00Z", "11:00")];
    let (mut named, mut unnamed) = (0, 0);
    for round in 0..rounds {
        // Every second round follows a kill, which leaves the record of a third moment behind.
        let follows_a_kill = round % 2 == 1;
        if follows_a_kill {
            let mut killed = holding(&made, "2026-11-25T08:00:00Z");
            assert!(killed.line().unwrap().starts_with("open"));
            killed.kill();
        }
        let started = Instant::now();
        let mut both = moments.map(|(moment, _)| holding(&made, moment));
        let lines = both.each_mut().map(|running| running.line().unwrap());
        assert!(started.elapsed() < HANGS, "round {round}");

        let opened: Vec<usize> = (0..2).filter(|at| lines[*at].starts_with("open")).collect();
        let [winner] = opened[..] else { panic!("round {round}: {lines:?}") };
        let told = &lines[1 - winner];
        assert!(told.starts_with("refused open 0 vault_in_use"), "round {round}: {told}");
        assert!(told.contains("only one place may have it open at a time"), "{told}");
        if told.contains("in another window or on another computer") {
            unnamed += 1;
        } else {
            named += 1;
            assert!(told.contains(moments[winner].1), "round {round}: told of somebody who has it not: {told}");
        }
        assert_eq!(lines[winner].contains("not closed properly"), follows_a_kill, "round {round}: {lines:?}");
        let [mut one, mut other] = both;
        one.answer();
        other.answer();
        let ends = [one.end(), other.end()];
        assert_eq!(ends[winner], ["locked"], "round {round}");
    }
    println!(
        "{rounds} times two programs at one instant: one opened each time; the other was told who {named} times and \
         that somebody has it {unnamed} times"
    );
    assert!(named > 0);
    let mut after = holding(&made, moments[0].0);
    assert_eq!(after.line().as_deref(), Some("open "), "nothing is left of them");
    after.answer();
    assert_eq!(after.end(), ["locked"]);
}
