//! How people are put for one audience. Names are left out while the view is made, never covered afterwards.

use domain::{
    pack::Audience,
    person::{initials, person_reference},
    timeline::EventRecord,
};

use crate::{
    cases::{CaseFacts, FigureWords},
    naming::{LeftOut, Somebody, add_others, letter},
};

/// The names of one case as one audience may see them.
pub(super) struct Naming {
    /// What stands for the adult where Evident writes.
    pub person: String,
    /// Whose names are left out: for the board the adult first, for everybody the other adults of the enquiry.
    left_out: LeftOut,
}

impl Naming {
    pub(super) fn new(facts: &CaseFacts, audience: Audience) -> Self {
        let person = match (&facts.subject, audience) {
            (None, _) => "Not known yet".to_owned(),
            (Some(subject), Audience::CqcOnSite) => {
                format!("{} ({})", initials(&subject.name), person_reference(subject.number))
            }
            (Some(_), _) => "Person A".to_owned(),
        };
        let mut left_out = LeftOut::new();
        if audience == Audience::Board {
            if let Some(subject) = &facts.subject {
                left_out.add(Somebody::new(person.clone(), &subject.name, Some(person_reference(subject.number))));
            }
            for (_, name) in facts.parts.names.everybody() {
                left_out.add(Somebody::new(format!("Person {}", letter(left_out.len())), name, None));
            }
        }
        add_others(&mut left_out, facts);
        Self { person, left_out }
    }

    /// Every form of a name that may not be in this pack.
    pub(super) fn protected(&self) -> Vec<String> {
        self.left_out.protected()
    }
}

impl FigureWords for Naming {
    fn event(&self, event: &EventRecord) -> String {
        self.text(&event.text)
    }

    fn text(&self, text: &str) -> String {
        self.left_out.without_name(text)
    }
}
