//! timing
#![allow(clippy::unwrap_used, missing_docs)]
use chrono::{Days, NaiveDate};
use intake::*;
#[test]
fn t() {
    let first = NaiveDate::from_ymd_opt(1753, 1, 1).unwrap();
    let mut text = String::from("Date,Missed,Planned\n");
    for n in 0..100_000_u64 {
        text += &format!("{},{},\"1,{:03}\"\n", (first + Days::new(n)).format("%d/%m/%Y"), n % 7, n % 1_000);
    }
    for _ in 0..2 {
        let s = std::time::Instant::now();
        let t = open(text.as_bytes(), "a.csv", None).unwrap();
        eprintln!("open {:?}", s.elapsed());
        let s = std::time::Instant::now();
        let g = guess(&t, &Hints { events_words: &["missed"], exposure_words: &["planned"] }).mapping.unwrap();
        eprintln!("guess {:?}", s.elapsed());
        let s = std::time::Instant::now();
        let r = check(
            &t,
            &g,
            &Rules::new(Every::Day, CountKind::EventsPerExposure, NaiveDate::from_ymd_opt(2026, 11, 25).unwrap()),
        );
        eprintln!("check {:?} {}", s.elapsed(), r.coming_in.len());
    }
}
