//! The three demonstration services: their verdicts, sentences and caveats, as they are shown.
//!
//! Figures: R `poisson.exact` and `fisher.exact` (exactci, exact2x2) and two independent readings of the verdict table
//! (reference cases verdict-001, verdict-002, verdict-010, verdict-p-001, verdict-p-002). Texts in
//! `golden/verdicts`; `EVIDENT_BLESS=1` writes them anew.

#![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic

use evident_tests::root;
use services::measure_file::{Evaluated, Told, evaluate};

const MEASURES: [(&str, &str); 6] = [
    ("missed-visits-9-february", "Worked"),
    ("missed-visits-27-april", "May have worked"),
    ("restraint", "May have worked"),
    ("referred-within-24-hours", "Too early to say"),
    ("competency-two-groups", "Worked"),
    ("competency-as-entered", "May have worked"),
];

fn judged(name: &str) -> Evaluated {
    let folder = tempfile::tempdir().unwrap();
    let file = root().join(format!("tests/fixtures/measures/{name}.json"));
    evaluate(&file, &Told::default(), Some(&folder.path().join("picture.svg"))).unwrap()
}

fn in_words(found: &Evaluated) -> String {
    let view = &found.verdict;
    let mut lines = vec![format!("{}.", view.label), view.sentence.clone()];
    lines.extend(view.order_of_events.clone());
    lines.extend(view.caveats.iter().map(|caveat| format!("- {}: {}", caveat.code, caveat.text)));
    lines.extend(view.settle.clone().filter(|settle| !view.sentence.contains(settle.as_str())));
    lines.push(view.happened_after.clone());
    lines.extend(view.working.iter().map(|row| format!("  {}: {}", row.label, row.value)));
    lines.join("\n") + "\n"
}

#[test]
fn each_measure_reads_as_agreed() {
    let folder = root().join("tests/golden/verdicts");
    let bless = std::env::var_os("EVIDENT_BLESS").is_some();
    std::fs::create_dir_all(&folder).unwrap();
    for (name, label) in MEASURES {
        let found = judged(name);
        assert_eq!(found.verdict.label, label, "{name}: {}", found.verdict.sentence);
        let text = in_words(&found);
        let file = folder.join(format!("{name}.txt"));
        if bless {
            std::fs::write(&file, &text).unwrap();
        }
        assert_eq!(text, std::fs::read_to_string(&file).unwrap_or_default(), "{name}");
    }
}

#[test]
fn no_sentence_claims_a_cause() {
    for (name, _) in MEASURES {
        let text = in_words(&judged(name)).to_lowercase();
        for word in ["proved", "caused", "because"] {
            assert!(!text.contains(word), "{word} in {name}");
        }
    }
}

#[test]
fn the_fall_of_missed_visits_is_that_of_the_reference_case() {
    let found = judged("missed-visits-9-february");
    let codes: Vec<&str> = found.verdict.caveats.iter().map(|caveat| caveat.code.as_str()).collect();
    assert_eq!(codes, ["season_not_covered", "overdispersed", "trend_not_checkable"]);
    for figure in ["162 in 17,623", "100 in 45,093", "0.24", "0.17 to 0.34"] {
        assert!(found.verdict.sentence.contains(figure), "{figure} in {}", found.verdict.sentence);
    }
}

/// Every reference case, by the same function that `evident-cli measures check` runs.
#[test]
fn every_reference_case_passes() {
    let outcomes = services::reference_cases::check_folder(&root().join("tests/fixtures/oracles")).unwrap();
    assert_eq!(outcomes.len(), 83);
    let failed: Vec<_> = outcomes.iter().filter(|outcome| !outcome.passed()).collect();
    assert!(failed.is_empty(), "{failed:#?}");
}

#[test]
fn a_case_that_is_not_understood_fails_and_is_never_passed_over() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    let case = |method: &str, input: &str, expected: &str| {
        format!(
            r#"{{"id":"x","method":"{method}","input":{input},"expected":{expected},"tolerance":{{"abs":0,"rel":1e-9}}}}"#
        )
    };
    let sides = r#"{"before":{"events":6,"exposure":1},"after":{"events":2,"exposure":1},"alpha":0.05}"#;
    write("a.json", &case("rate_ratio.exact_central", sides, r#"{"p_central":0.2890625}"#));
    write("b.json", &case("rate_ratio.unheard_of", sides, "{}"));
    write("c.json", &case("rate_ratio.exact_central", &sides.replace("alpha", "alfa"), r#"{"p_central":0.2890625}"#));
    write("d.json", &case("rate_ratio.exact_central", sides, r#"{"p_central":0.3}"#));
    write("e.json", &case("rate_ratio.exact_central", sides, r#"{"q":1}"#));
    write("f.json", "not a case");
    write("manifest.json", "{}");
    let outcomes = services::reference_cases::check_folder(folder.path()).unwrap();
    let passed: Vec<&str> = outcomes.iter().filter(|o| o.passed()).map(|o| o.file.as_str()).collect();
    assert_eq!((outcomes.len(), passed), (6, vec!["a.json"]));
    let wrong = &outcomes[3].differences[0];
    assert_eq!((wrong.field.as_str(), wrong.expected.as_str()), ("p_central", "0.3"));
    assert!(wrong.got.starts_with("0.28906"), "{}", wrong.got);
    assert!((wrong.difference.unwrap() - 0.010_937_5).abs() < 1e-12);
    assert!(outcomes[1].fault.as_ref().unwrap().contains("rate_ratio.unheard_of"));
    assert!(outcomes[2].fault.as_ref().unwrap().contains("alfa"));
}
