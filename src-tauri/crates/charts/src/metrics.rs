//! How wide a text is when drawn, from the fonts themselves.

use std::sync::OnceLock;

use ttf_parser::Face;

use crate::fonts;

/// Weight of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// 400.
    Regular,
    /// 600.
    SemiBold,
}

impl Weight {
    /// The number CSS and SVG know it by.
    #[must_use]
    pub fn number(self) -> &'static str {
        match self {
            Self::Regular => "400",
            Self::SemiBold => "600",
        }
    }
}

/// Size and weight of a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Type {
    /// Size in pixels of the drawing.
    pub size: f64,
    /// Weight.
    pub weight: Weight,
}

/// Space a line of text takes above its baseline, as a share of its size (ascenders of b, d, l).
pub const ABOVE: f64 = 0.74;
/// Space below the baseline, as a share of the size (descenders of g, p, y).
pub const BELOW: f64 = 0.24;

const fn regular(size: f64) -> Type {
    Type { size, weight: Weight::Regular }
}

const fn semibold(size: f64) -> Type {
    Type { size, weight: Weight::SemiBold }
}

/// The sizes in use. None is under 11 px.
pub(crate) const EVENT: Type = regular(13.0);
pub(crate) const LANE_NAME: Type = semibold(12.5);
pub(crate) const TITLE: Type = semibold(13.5);
pub(crate) const ASIDE: Type = regular(12.5);
pub(crate) const CHANGE: Type = semibold(12.5);
pub(crate) const NOTE: Type = regular(12.5);
pub(crate) const AXIS: Type = regular(12.0);
pub(crate) const FOOT: Type = regular(11.5);

/// Advance widths of one font as shares of the size.
struct Advances {
    face: Option<Face<'static>>,
    units: f64,
    /// Basic Latin and Latin-1, looked up once.
    common: Vec<f64>,
}

impl Advances {
    fn new(bytes: &'static [u8]) -> Self {
        let face = Face::parse(bytes, 0).ok();
        let units = face.as_ref().map_or(1000.0, |f| f64::from(f.units_per_em()));
        let mut advances = Self { face, units, common: Vec::new() };
        advances.common = (0..=0xff_u8).map(|byte| advances.look_up(char::from(byte))).collect();
        advances
    }

    /// A character that the font lacks is drawn from another one, as wide as it is high at most.
    fn look_up(&self, letter: char) -> f64 {
        self.face
            .as_ref()
            .and_then(|f| f.glyph_hor_advance(f.glyph_index(letter)?))
            .map_or(1.0, |a| f64::from(a) / self.units)
    }

    fn has(&self, letter: char) -> bool {
        self.face.as_ref().is_some_and(|face| face.glyph_index(letter).is_some())
    }

    fn of(&self, letter: char) -> f64 {
        let common = self.common.get(letter as usize).copied();
        common.unwrap_or_else(|| self.look_up(letter))
    }
}

fn advances(weight: Weight) -> &'static Advances {
    static REGULAR: OnceLock<Advances> = OnceLock::new();
    static SEMIBOLD: OnceLock<Advances> = OnceLock::new();
    match weight {
        Weight::Regular => REGULAR.get_or_init(|| Advances::new(fonts::REGULAR)),
        Weight::SemiBold => SEMIBOLD.get_or_init(|| Advances::new(fonts::SEMIBOLD)),
    }
}

/// The face behind the family that has a sign for `letter`, where the family has none.
fn face_behind(look: Type, letter: char) -> Option<&'static str> {
    static FACES: OnceLock<Vec<(&'static str, Option<Face<'static>>)>> = OnceLock::new();
    if letter.is_ascii() || advances(look.weight).has(letter) {
        return None;
    }
    let faces = FACES.get_or_init(|| fonts::FALLBACK.map(|(name, data)| (name, Face::parse(data, 0).ok())).to_vec());
    let has = |face: &Option<Face<'static>>| face.as_ref().is_some_and(|face| face.glyph_index(letter).is_some());
    faces.iter().find(|(_, face)| has(face)).map(|(name, _)| *name)
}

impl Type {
    /// The text in runs that one face can draw; no name of a face is the family itself. A reader of SVG that looks for
    /// one other face for a whole text finds none for a text in two scripts.
    pub(crate) fn runs(self, text: &str) -> Vec<(Option<&'static str>, String)> {
        let mut runs: Vec<(Option<&'static str>, String)> = Vec::new();
        for letter in text.chars() {
            let face = face_behind(self, letter);
            match runs.last_mut() {
                Some((standing, run)) if *standing == face => run.push(letter),
                _ => runs.push((face, letter.to_string())),
            }
        }
        runs
    }

    /// Width in pixels of a line of text, without kerning (which in this family only narrows it).
    #[must_use]
    pub fn width(self, text: &str) -> f64 {
        let table = advances(self.weight);
        text.chars().map(|c| table.of(c)).sum::<f64>() * self.size
    }

    /// The text if it fits, otherwise as much of it as fits with an ellipsis; `None` where not
    /// even four characters would be left.
    #[must_use]
    pub fn shorten(self, text: &str, room: f64) -> Option<String> {
        if self.width(text) <= room {
            return Some(text.to_owned());
        }
        let table = advances(self.weight);
        let mut left = room - table.of('…') * self.size;
        let mut kept = String::new();
        for letter in text.chars() {
            left -= table.of(letter) * self.size;
            if left < 0.0 {
                break;
            }
            kept.push(letter);
        }
        let kept = kept.trim_end();
        (kept.chars().count() >= 4).then(|| format!("{kept}…"))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic
    use super::*;

    #[test]
    fn figures_share_one_width_and_letters_do_not() {
        assert_eq!(AXIS.width("1111"), AXIS.width("0000"));
        assert!(AXIS.width("iiii") < AXIS.width("mmmm"));
        assert!(TITLE.width("Missed visits") > 60.0 && TITLE.width("Missed visits") < 100.0);
    }

    #[test]
    fn a_shortened_text_fits_and_says_that_it_is_shortened() {
        let text = "Escalation protocol agreed with the council";
        let short = EVENT.shorten(text, 90.0).unwrap();
        assert!(short.ends_with('…') && EVENT.width(&short) <= 90.0);
        assert_eq!(EVENT.shorten("Board", 90.0).unwrap(), "Board");
        assert_eq!(EVENT.shorten(text, 12.0), None);
    }

    #[test]
    fn a_text_in_two_scripts_is_drawn_in_a_run_for_each() {
        let runs = EVENT.runs("Miriam שלום مريم");
        let faces: Vec<_> = runs.iter().map(|(face, run)| (*face, run.as_str())).collect();
        let spoken = [Some("Noto Sans Hebrew"), Some("Noto Sans Arabic")];
        assert_eq!(faces, [(None, "Miriam "), (spoken[0], "שלום"), (None, " "), (spoken[1], "مريم")]);
    }

    #[test]
    fn a_character_outside_the_font_is_given_a_full_width() {
        assert_eq!(EVENT.width("\u{4e00}"), 13.0);
    }
}
