//! How people are put for one audience. Names are left out while the view is made, never covered afterwards.

use domain::{
    pack::Audience,
    person::{initials, person_reference},
    timeline::EventRecord,
};
use unicode_fold::fold;

use crate::cases::{CaseFacts, FigureWords};

/// The names of one case as one audience may see them.
pub(super) struct Naming {
    audience: Audience,
    /// What stands for the adult where Evident writes.
    pub person: String,
    /// Words of the adult's name, folded, longest first.
    name_words: Vec<String>,
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
        let mut name_words: Vec<String> = match (&facts.subject, audience) {
            (Some(subject), Audience::Board) => subject
                .name
                .split(|c: char| !c.is_alphanumeric())
                .map(fold)
                .filter(|word| word.chars().count() > 1)
                .collect(),
            _ => Vec::new(),
        };
        name_words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        Self { audience, person, name_words }
    }

    /// Every form of the adult's name that may not be in this pack.
    pub(super) fn protected(&self, facts: &CaseFacts) -> Vec<String> {
        match (&facts.subject, self.audience) {
            (Some(subject), Audience::Board) => std::iter::once(subject.name.clone())
                .chain(self.name_words.iter().cloned())
                .chain([person_reference(subject.number)])
                .collect(),
            _ => Vec::new(),
        }
    }

    /// Puts "Person A" for every run of words of the adult's name, with a title before it and a
    /// possessive after it.
    fn without_name(&self, text: &str) -> String {
        const TITLES: [&str; 6] = ["mr", "mrs", "ms", "miss", "mx", "dr"];
        if self.name_words.is_empty() {
            return text.to_owned();
        }
        let mut out = String::with_capacity(text.len());
        let mut pending: Option<(usize, usize)> = None; // a run of name words, as bytes of `text`
        let mut title: Option<(usize, usize)> = None;
        let mut copied = 0;
        for (start, word) in words(text) {
            let end = start + word.len();
            let folded = fold(word);
            let between = |from: usize| text.get(from..start).unwrap_or_default();
            if self.name_words.contains(&folded) {
                let joins =
                    |at: usize| between(at).chars().all(|c| c.is_whitespace() || matches!(c, '-' | '\u{2010}' | '.'));
                match pending {
                    Some((from, to)) if joins(to) => pending = Some((from, end)),
                    _ => {
                        if let Some((from, to)) = pending.take() {
                            out.push_str(text.get(copied..from).unwrap_or_default());
                            out.push_str(&self.person);
                            copied = to;
                        }
                        let from = title.filter(|(_, to)| joins(*to)).map_or(start, |(from, _)| from);
                        pending = Some((from, end));
                    }
                }
                title = None;
            } else {
                title = TITLES.contains(&folded.as_str()).then_some((start, end));
            }
        }
        if let Some((from, to)) = pending {
            out.push_str(text.get(copied..from).unwrap_or_default());
            out.push_str(&self.person);
            copied = to;
        }
        out.push_str(text.get(copied..).unwrap_or_default());
        out
    }
}

impl FigureWords for Naming {
    fn event(&self, event: &EventRecord) -> String {
        self.text(&event.text)
    }

    fn text(&self, text: &str) -> String {
        match self.audience {
            Audience::Board => self.without_name(text),
            _ => text.to_owned(),
        }
    }
}

/// Words of a text with their places.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = text.char_indices().peekable();
    std::iter::from_fn(move || {
        while rest.peek().is_some_and(|(_, c)| !is_word(*c)) {
            rest.next();
        }
        let start = rest.peek()?.0;
        let mut end = start;
        while let Some((at, c)) = rest.peek().copied().filter(|(_, c)| is_word(*c)) {
            end = at + c.len_utf8();
            rest.next();
        }
        text.get(start..end).map(|word| (start, word))
    })
}

/// A letter, a digit, or a mark that belongs to the letter before it.
fn is_word(c: char) -> bool {
    c.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&c)
}

/// Case and accents folded away, for comparing names.
mod unicode_fold {
    use unicode_normalization::UnicodeNormalization;

    pub(super) fn fold(word: &str) -> String {
        word.nfkd().filter(|c| !('\u{300}'..='\u{36f}').contains(c)).flat_map(char::to_lowercase).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn naming(name: &str) -> Naming {
        let mut name_words: Vec<String> = name.split(' ').map(fold).collect();
        name_words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        Naming { audience: Audience::Board, person: "Person A".to_owned(), name_words }
    }

    #[test]
    fn a_name_is_left_out_in_every_form_it_is_written() {
        let naming = naming("Edna Rowe");
        for (text, expected) in [
            ("Mrs Edna Rowe was found.", "Person A was found."),
            ("Edna\u{2019}s daughter and Mrs Rowe", "Person A\u{2019}s daughter and Person A"),
            ("EDNA ROWE; edna; R\u{f4}we", "Person A; Person A; Person A"),
            ("Edna\nRowe told Priya", "Person A told Priya"),
            ("They rowed to Rowena", "They rowed to Rowena"),
            ("Dr Smith called Edna", "Dr Smith called Person A"),
        ] {
            assert_eq!(naming.without_name(text), expected);
        }
    }

    #[test]
    fn an_accented_name_is_found_however_its_accent_is_stored() {
        let naming = naming("Zo\u{eb} Ng");
        assert_eq!(naming.without_name("Zoe\u{308} Ng and Zoe"), "Person A and Person A");
    }
}
