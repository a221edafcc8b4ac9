//! How near a name comes to what was typed.

use super::query::{Query, Row, Term};

/// Names of fewer letters are not taken for one another: "Ann" and "Ian" are two people.
const SHORTEST_NAME: usize = 4;

/// How near a name comes, the nearest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Nearness {
    /// It holds what was typed.
    Same,
    /// A word of it begins with what was typed.
    Begins,
    /// A word of it differs by one letter put in, left out, changed, or swapped with the next.
    Near,
}

/// How near something comes to a whole query, the worst term first; none where a term is missing.
#[must_use]
pub fn to_all(each: &[Option<Nearness>]) -> Option<Vec<Nearness>> {
    let mut all: Vec<Nearness> = each.iter().copied().collect::<Option<_>>()?;
    all.sort_unstable_by(|a, b| b.cmp(a));
    (!all.is_empty()).then_some(all)
}

impl Nearness {
    /// Whether what was typed stands in the name as it is.
    #[must_use]
    pub const fn is_as_typed(self) -> bool {
        matches!(self, Self::Same | Self::Begins)
    }
}

/// A name as it is kept for searching: its words, folded, in one line.
#[derive(Debug, Clone)]
pub struct Named<'a> {
    words: Vec<&'a str>,
}

impl<'a> Named<'a> {
    /// Takes the line that [`super::name_words`] makes.
    #[must_use]
    pub fn new(line: &'a str) -> Self {
        Self { words: line.split(' ').filter(|word| !word.is_empty()).collect() }
    }

    /// How near it comes to each term.
    #[must_use]
    pub fn nearness_to_each(&self, query: &Query) -> Vec<Option<Nearness>> {
        query.terms.iter().map(|term| self.nearness_to(term)).collect()
    }

    /// How near it comes to one term.
    #[must_use]
    pub fn nearness_to(&self, term: &Term) -> Option<Nearness> {
        term.rows.iter().filter_map(|row| self.nearness_to_row(row)).min()
    }

    fn nearness_to_row(&self, row: &Row) -> Option<Nearness> {
        let in_a_row = self.words.windows(row.words.len()).filter_map(|window| {
            let mut pairs = row.words.iter().zip(window);
            pairs.try_fold(Nearness::Same, |worst, (typed, word)| Some(worst.max(nearness(typed, word)?)))
        });
        in_a_row.min()
    }

    /// The words of it that are near to a word typed and not the same.
    pub fn near_words<'n>(&'n self, typed: &'n str) -> impl Iterator<Item = &'a str> + 'n {
        self.words.iter().copied().filter(move |word| nearness(typed, word) == Some(Nearness::Near))
    }
}

fn nearness(typed: &str, word: &str) -> Option<Nearness> {
    if typed == word {
        Some(Nearness::Same)
    } else if word.starts_with(typed) {
        Some(Nearness::Begins)
    } else {
        is_near(typed, word).then_some(Nearness::Near)
    }
}

/// Whether one letter put in, left out, changed, or swapped with the next makes one word of the other. Asked of every
/// name at every key that is pressed.
fn is_near(typed: &str, word: &str) -> bool {
    // A letter takes up to four bytes.
    if typed.len().abs_diff(word.len()) > 4 || word.chars().nth(SHORTEST_NAME - 1).is_none() {
        return false;
    }
    // Another number is another number.
    differ_by_a_slip(typed, word) && !word.bytes().any(|b| b.is_ascii_digit())
}

/// Whether two words differ by one slip and no more: what lies between the letters that they share at both ends tells.
fn differ_by_a_slip(one: &str, other: &str) -> bool {
    let same_start: usize = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let (one, other) = (one.get(same_start..).unwrap_or_default(), other.get(same_start..).unwrap_or_default());
    let ends = one.chars().rev().zip(other.chars().rev());
    let same_end: usize = ends.take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let between = |text: &str| {
        let mut letters = text.get(..text.len() - same_end).unwrap_or_default().chars();
        (letters.next(), letters.next(), letters.next())
    };
    match (between(one), between(other)) {
        // Put in, left out, or changed.
        ((_, None, _), (_, None, _)) => true,
        ((a, Some(b), None), (c, Some(d), None)) => a == Some(d) && c == Some(b),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // tests may panic
    use super::*;
    use crate::search::name_words;

    fn of(name: &str, typed: &str) -> Option<Nearness> {
        let line = name_words(name);
        to_all(&Named::new(&line).nearness_to_each(&Query::read(typed))).map(|nearness| nearness[0])
    }

    #[test]
    fn one_letter_put_in_left_out_changed_or_swapped_finds_a_name_of_four_letters_or_more() {
        for typed in ["Edna Roweg", "Edna Roe", "Edna Rode", "Edna Rwoe", "Edan Rowe", "Enda", "dna Rowe", "Eddna"] {
            assert_eq!(of("Edna Rowe", typed), Some(Nearness::Near), "{typed}");
        }
        assert_eq!(of("Edna Rowe", "rowe EDNA"), Some(Nearness::Same));
        assert_eq!(of("Edna Rowe", "ed row"), Some(Nearness::Begins));
        for typed in ["Edna Rooo", "Edna Rowe Smith", "E R X", "Rw"] {
            assert_eq!(of("Edna Rowe", typed), None, "{typed}");
        }
    }

    #[test]
    fn every_slip_of_one_letter_in_many_names_is_near() {
        for name in ["Rowe", "Okafor", "Nguy\u{1ec5}n", "\u{141}ukasz", "O\u{2019}Neill", "Fitzgerald", "Rowe-Smith"] {
            let letters: Vec<char> = name.chars().collect();
            for at in 0..letters.len() {
                let mut left_out = letters.clone();
                left_out.remove(at);
                let mut changed = letters.clone();
                changed[at] = 'q';
                let mut put_in = letters.clone();
                put_in.insert(at, 'q');
                let mut swapped = letters.clone();
                if at + 1 < letters.len() {
                    swapped.swap(at, at + 1);
                }
                for slip in [left_out, changed, put_in, swapped] {
                    let typed: String = slip.into_iter().collect();
                    assert!(of(name, &typed).is_some(), "{name}: {typed}");
                }
            }
        }
    }

    #[test]
    fn a_slip_is_what_an_edit_distance_of_one_is() {
        // Every word of up to four letters of two kinds against every other, by the textbook's table.
        let words: Vec<String> = (0..=4_u32)
            .flat_map(|length| (0..1_u32 << length).map(move |bits| (length, bits)))
            .map(|(length, bits)| (0..length).map(|at| if bits >> at & 1 == 1 { 'a' } else { '\u{e9}' }).collect())
            .collect();
        for one in &words {
            for other in &words {
                let (a, b): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
                assert_eq!(differ_by_a_slip(one, other), distance(&a, &b) <= 1, "{one} {other}");
            }
        }
    }

    /// The optimal string alignment distance.
    fn distance(a: &[char], b: &[char]) -> usize {
        let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                table[i][j] = match (i, j) {
                    (0, _) => j,
                    (_, 0) => i,
                    _ => {
                        let change = table[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                        let mut least = change.min(table[i - 1][j] + 1).min(table[i][j - 1] + 1);
                        if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                            least = least.min(table[i - 2][j - 2] + 1);
                        }
                        least
                    }
                };
            }
        }
        table[a.len()][b.len()]
    }

    #[test]
    fn short_names_and_numbers_are_not_taken_for_one_another() {
        assert_eq!(of("Ann Lee", "Ian"), None);
        assert_eq!(of("Audit 2026", "2025"), None);
    }

    #[test]
    fn names_with_apostrophes_and_hyphens_are_found_in_every_form() {
        for typed in ["O'Neill", "ONeill", "o neill", "O\u{2019}Neil", "oneil", "neill"] {
            assert!(of("Sean O\u{2019}Neill", typed).is_some(), "{typed}");
        }
        for typed in ["rowe-smith", "rowesmith", "smith", "Rowe Smith"] {
            assert!(of("Ann Rowe-Smith", typed).is_some(), "{typed}");
        }
        assert!(of("Sean ONeill", "O'Neill").is_some());
    }
}
