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

    /// Every form of the adult's name that may not be in this pack. A single word of the name that is
    /// also an ordinary word is not among them: "May" stands in dates, and "Will" in sentences.
    pub(super) fn protected(&self, facts: &CaseFacts) -> Vec<String> {
        match (&facts.subject, self.audience) {
            (Some(subject), Audience::Board) => std::iter::once(subject.name.clone())
                .filter(|name| name.split_whitespace().count() > 1 || !is_ordinary(&fold(name)))
                .chain(self.name_words.iter().filter(|word| !is_ordinary(word)).cloned())
                .chain([person_reference(subject.number)])
                .collect(),
            _ => Vec::new(),
        }
    }

    /// Puts "Person A" for every run of words of the adult's name, with a title before it and a
    /// possessive after it. A single ordinary word stays where nothing says that it names somebody.
    fn without_name(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut copied = 0;
        for run in self
            .runs(text)
            .into_iter()
            .filter(|run| !run.ordinary || run.words > 1 || run.titled || names_somebody(text, run))
        {
            out.push_str(text.get(copied..run.from).unwrap_or_default());
            out.push_str(&self.person);
            copied = run.to;
        }
        out.push_str(text.get(copied..).unwrap_or_default());
        out
    }

    /// Runs of words of the name, each with the title before it.
    fn runs(&self, text: &str) -> Vec<Run> {
        const TITLES: [&str; 6] = ["mr", "mrs", "ms", "miss", "mx", "dr"];
        let joins = |from: usize, to: usize| {
            let between = text.get(from..to).unwrap_or_default();
            between.chars().all(|c| c.is_whitespace() || matches!(c, '-' | '\u{2010}' | '.'))
        };
        let mut runs: Vec<Run> = Vec::new();
        let mut title: Option<(usize, usize)> = None;
        for (start, word) in words(text) {
            let end = start + word.len();
            let folded = fold(word);
            if !self.name_words.contains(&folded) {
                title = TITLES.contains(&folded.as_str()).then_some((start, end));
                continue;
            }
            match runs.last_mut().filter(|run| joins(run.to, start)) {
                Some(run) => {
                    run.to = end;
                    run.words += 1;
                }
                None => {
                    let before = title.filter(|(_, to)| joins(*to, start));
                    runs.push(Run {
                        from: before.map_or(start, |(from, _)| from),
                        to: end,
                        words: 1,
                        titled: before.is_some(),
                        ordinary: is_ordinary(&folded),
                    });
                }
            }
            title = None;
        }
        runs
    }
}

/// Words of the adult's name that stand together, as bytes of a text.
struct Run {
    from: usize,
    to: usize,
    words: usize,
    titled: bool,
    ordinary: bool,
}

/// Names that are also words of dates or of ordinary sentences.
const ORDINARY: &str = " april august autumn baker ball banks barber bell best bird bishop black bright brook brown bush \
    care carter case chance chase church cliff cook cross dale dawn day dean drew english faith field fields fisher fox \
    frank frost gale good grace grant gray green grey guy hand heath hill holly home hope house hunt iris ivy jade joy \
    june king lane law lily little long love march mark may mercy miles moon north olive page park parish pat pearl \
    penny pike pond pool poppy potter price read reed rich rivers rob robin rose ruby sage sharp shepherd short small \
    snow star stone street strong sue summer sunday swan tanner ward waters wells west white will winter wise wolf wood \
    woods worth wren young ";

/// Whether an ordinary word that stands alone is written as a name: with a capital inside a sentence, or as
/// the one who did something at the start of one. A month beside a number or after "in" is a month.
fn names_somebody(text: &str, run: &Run) -> bool {
    const MONTHS: [&str; 5] = ["march", "april", "may", "june", "august"];
    const OF_TIME: [&str; 16] = [
        "in", "since", "until", "till", "by", "during", "early", "late", "mid", "last", "next", "this", "every", "of",
        "from", "to",
    ];
    const DOES: [&str; 24] = [
        "was", "is", "has", "had", "said", "says", "told", "did", "does", "went", "felt", "fell", "asked", "wants",
        "wanted", "likes", "lives", "lived", "needs", "needed", "came", "moved", "and", "herself",
    ];
    let (before, word, after) = (
        text.get(..run.from).unwrap_or_default(),
        text.get(run.from..run.to).unwrap_or_default(),
        text.get(run.to..).unwrap_or_default(),
    );
    if !word.chars().next().is_some_and(char::is_uppercase) {
        return false;
    }
    let last_before = words(before).last().map(|(_, word)| fold(word)).unwrap_or_default();
    let first_after = words(after).next().map(|(_, word)| fold(word)).unwrap_or_default();
    let is_number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    if MONTHS.contains(&fold(word).as_str())
        && (is_number(&last_before) || is_number(&first_after) || OF_TIME.contains(&last_before.as_str()))
    {
        return false;
    }
    let owns = after.starts_with("\u{2019}s") || after.starts_with("'s");
    let starts_a_sentence = before
        .trim_end()
        .chars()
        .next_back()
        .is_none_or(|c| matches!(c, '.' | '!' | '?' | ':' | ';' | '\u{201c}' | '"'))
        || before.ends_with('\n');
    owns || if starts_a_sentence { DOES.contains(&first_after.as_str()) } else { true }
}

fn is_ordinary(folded: &str) -> bool {
    ORDINARY.contains(&format!(" {folded} "))
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
    fn a_name_that_is_an_ordinary_word_is_left_out_only_where_it_names_somebody() {
        let naming = naming("May Rowe");
        for (text, expected) in [
            ("On 9 May 2026 May Rowe was seen.", "On 9 May 2026 Person A was seen."),
            ("Mrs May said so in May.", "Person A said so in May."),
            ("May was seen. May we visit in May or since May?", "Person A was seen. May we visit in May or since May?"),
            ("Her sister told May on 3 May.", "Her sister told Person A on 3 May."),
            ("May\u{2019}s daughter may visit.", "Person A\u{2019}s daughter may visit."),
            ("Rowe, May", "Person A, Person A"),
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
