//! An input that does not hold together is refused, and the refusal tells nothing of the case.

use packs::{Audience, PackError, PackInput, build};

use crate::demonstration::{NAME, cqc_on_site};

fn refused(change: fn(&mut PackInput)) -> PackError {
    let mut input = cqc_on_site();
    change(&mut input);
    let error = build(&input).unwrap_err();
    assert!(!error.to_string().contains(NAME));
    error
}

#[test]
fn an_input_that_does_not_hold_together_is_refused() {
    assert_eq!(refused(|input| input.schema = 2), PackError::Schema { found: 2, known: 1 });
    assert_eq!(refused(|input| input.number = " ".to_owned()), PackError::Number);
    assert_eq!(refused(|input| input.made_at = "25 November".to_owned()), PackError::MadeAt);
    assert_eq!(refused(|input| input.as_at.head = "ab".to_owned()), PackError::Head);
    assert_eq!(
        refused(|input| {
            input.view.measure_table.rows[1].pop();
        }),
        PackError::TableShape { row: 2, cells: 4, columns: 5 }
    );
}

#[test]
fn every_audience_has_a_code_that_leads_back_to_it() {
    for audience in [Audience::CqcOnSite, Audience::Board] {
        assert_eq!(Audience::from_code(audience.code()), Some(audience));
        assert_eq!(serde_json::to_value(audience).unwrap(), audience.code());
    }
    assert_eq!(Audience::from_code("public_learning"), None);
}
