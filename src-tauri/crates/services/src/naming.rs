//! Names left out of a text: found by their words, whatever their case, accents, titles and possessives, and replaced
//! before anything is laid out, never covered afterwards.

use domain::person::person_reference;
use unicode_fold::fold;

use crate::cases::CaseFacts;

/// Somebody whose name is left out.
pub(crate) struct Somebody {
    /// What stands for them.
    put: String,
    /// Full name.
    name: String,
    /// `P-0031`, for the adult.
    reference: Option<String>,
    /// Words of the name, folded.
    words: Vec<String>,
    /// A word of the name may stand alone, since somebody else may bear it.
    is_shared: bool,
}

impl Somebody {
    /// Somebody for whom `put` stands.
    pub(crate) fn new(put: String, name: &str, reference: Option<String>) -> Self {
        let words =
            name.split(|c: char| !c.is_alphanumeric()).map(fold).filter(|word| word.chars().count() > 1).collect();
        Self { put, name: name.to_owned(), reference, words, is_shared: false }
    }

    /// Somebody of another case, which says nothing of those whom this case names: a word that is in `own` as well
    /// stays, and only the whole name keeps a paper back.
    fn of_another_case(name: &str, reference: String, own: &[String]) -> Self {
        let mut somebody = Self::new("another adult".to_owned(), name, Some(reference));
        somebody.words.retain(|word| !own.contains(word));
        somebody.is_shared = true;
        somebody
    }
}

/// Every adult of the case's group but its own: nothing that leaves shows two adults of a group together.
pub(crate) fn add_others(left_out: &mut LeftOut, facts: &CaseFacts) {
    let own = facts.subject.as_ref().map(|subject| Somebody::new(String::new(), &subject.name, None).words);
    let own = own.unwrap_or_default();
    for person in &facts.others {
        for name in [&person.name, &person.also_known_as].into_iter().filter(|name| !name.is_empty()) {
            left_out.add(Somebody::of_another_case(name, person_reference(person.number), &own));
        }
    }
}

/// The other adults alone, for papers that name the case's own.
pub(crate) fn others_left_out(facts: &CaseFacts) -> LeftOut {
    let mut left_out = LeftOut::new();
    add_others(&mut left_out, facts);
    left_out
}

/// People whose names are left out; where a word is in several names, the first of them is meant.
#[derive(Default)]
pub(crate) struct LeftOut {
    people: Vec<Somebody>,
}

impl LeftOut {
    /// Nobody yet.
    pub(crate) const fn new() -> Self {
        Self { people: Vec::new() }
    }

    /// Leaves somebody out, unless a name that reads the same is left out already.
    pub(crate) fn add(&mut self, somebody: Somebody) {
        if self.people.iter().all(|known| known.name != somebody.name) {
            self.people.push(somebody);
        }
    }

    /// How many are left out.
    pub(crate) const fn len(&self) -> usize {
        self.people.len()
    }

    /// Every form of a name that may not be in this pack. A single word of a name that is also an ordinary word is not
    /// among them: "May" stands in dates, and "Will" in sentences.
    pub(crate) fn protected(&self) -> Vec<String> {
        self.people
            .iter()
            .flat_map(|somebody| {
                std::iter::once(somebody.name.clone())
                    .filter(|name| name.split_whitespace().count() > 1 || !is_ordinary(&fold(name)))
                    .chain(somebody.words.iter().filter(|word| !somebody.is_shared && !is_ordinary(word)).cloned())
                    .chain(somebody.reference.clone())
            })
            .collect()
    }

    /// Puts "Person A" and the like for every run of words of a name, with a title before it and a possessive after it.
    /// A single ordinary word stays where nothing says that it names somebody.
    pub(crate) fn without_name(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut copied = 0;
        for run in self
            .runs(text)
            .into_iter()
            .filter(|run| !run.ordinary || run.words.len() > 1 || run.titled || names_somebody(text, run))
        {
            out.push_str(text.get(copied..run.from).unwrap_or_default());
            out.push_str(self.who(&run.words));
            copied = run.to;
        }
        out.push_str(text.get(copied..).unwrap_or_default());
        out
    }

    /// What stands for whoever is named by these words: the one whose name holds them all, otherwise the first of them.
    fn who(&self, words: &[String]) -> &str {
        let holds =
            |somebody: &&Somebody, count: usize| words.iter().take(count).all(|word| somebody.words.contains(word));
        let whole = self.people.iter().find(|somebody| holds(somebody, words.len()));
        whole.or_else(|| self.people.iter().find(|somebody| holds(somebody, 1))).map_or("", |somebody| &somebody.put)
    }

    fn is_of_a_name(&self, folded: &String) -> bool {
        self.people.iter().any(|somebody| somebody.words.contains(folded))
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
            if !self.is_of_a_name(&folded) {
                title = TITLES.contains(&folded.as_str()).then_some((start, end));
                continue;
            }
            match runs.last_mut().filter(|run| joins(run.to, start)) {
                Some(run) => {
                    run.to = end;
                    run.words.push(folded);
                }
                None => {
                    let before = title.filter(|(_, to)| joins(*to, start));
                    runs.push(Run {
                        from: before.map_or(start, |(from, _)| from),
                        to: end,
                        titled: before.is_some(),
                        ordinary: is_ordinary(&folded),
                        words: vec![folded],
                    });
                }
            }
            title = None;
        }
        runs
    }
}

/// Words of names that stand together, as bytes of a text.
struct Run {
    from: usize,
    to: usize,
    /// Folded.
    words: Vec<String>,
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

/// A, B, … Z, A2, B2, …
pub(crate) fn letter(place: usize) -> String {
    let letter = u8::try_from(place % 26).map_or('Z', |place| char::from(b'A' + place));
    match place / 26 {
        0 => letter.to_string(),
        round => format!("{letter}{}", round + 1),
    }
}

fn is_ordinary(folded: &str) -> bool {
    ORDINARY.contains(&format!(" {folded} "))
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

    fn naming(name: &str) -> LeftOut {
        let mut left_out = LeftOut::new();
        for (place, name) in name.split('+').enumerate() {
            left_out.add(Somebody::new(format!("Person {}", letter(place)), name, None));
        }
        left_out
    }

    // A case names relatives and staff as well: each goes by a letter of their own.
    #[test]
    fn everybody_a_case_names_is_left_out_each_under_a_letter_of_their_own() {
        let naming = naming("Edna Rowe+Joan Rowe+Tom Okafor");
        assert_eq!(
            naming.without_name("Joan Rowe told Mr Okafor that Mrs Rowe fell. Tom rang Joan."),
            "Person B told Person C that Person A fell. Person C rang Person B."
        );
        assert!(naming.protected().contains(&"Tom Okafor".to_owned()));
        assert_eq!((letter(0), letter(25), letter(26)), ("A".into(), "Z".into(), "A2".into()));
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
