//! Answers on a scale before and after: two divided bars, and every count beneath.

use crate::controls::{self, Target, ground};
use crate::foot;
use crate::frame::{Names, drawable, framed};
use crate::hatching::{self, Field};
use crate::heading::{Grows, Heading};
use crate::metrics::{ASIDE, FOOT, LANE_NAME, NOTE};
use crate::model::{AnswerShare, AnswerSide, Answers, Options};
use crate::palette::Role;
use crate::room::Rect;
use crate::svg::{Anchor, Canvas};
use crate::text::clean;
use crate::wrap::wrap;

/// Height of a bar.
const BAR: f64 = 28.0;
/// Height of a line of the list.
const LINE: f64 = 17.0;
/// Answers a scale may have.
const MOST: usize = 7;
/// Room for a sample and its number before the words of an answer.
const SAMPLE: f64 = 44.0;

/// Draws two bars divided by the answers, from 1 at the left, and under them a list of every answer with its
/// counts and percentages on both sides. Answers differ by shade, by hatching and by their number.
#[must_use]
pub fn draw_answers(answers: &Answers, options: &Options) -> String {
    let options = drawable(options);
    let width = options.width;
    let head = Heading::new(&answers.question, answers.better, Grows::Right, width);
    let mut canvas = Canvas::new(options);
    head.draw(&mut canvas, 0.0);
    let mut y = head.height + 4.0;
    for side in [&answers.before, &answers.after] {
        y = draw_side(&mut canvas, side, y);
    }
    y = draw_list(&mut canvas, answers, y + 4.0);
    let height = foot::draw(&mut canvas, &[&answers.footer], y);
    let names = Names { title: &answers.title, description: &answers.description, mark: "answers" };
    framed(&names, &options, height, &canvas.finish())
}

fn shares(side: &AnswerSide) -> &[AnswerShare] {
    &side.shares[..side.shares.len().min(MOST)]
}

/// One bar with its name and number of people above it; returns the height that it ends at.
fn draw_side(canvas: &mut Canvas, side: &AnswerSide, top: f64) -> f64 {
    let width = canvas.options.width;
    let name = LANE_NAME.shorten(clean(&side.name).trim(), width * 0.6).unwrap_or_default();
    canvas.text((0.0, top + 13.0), Anchor::Start, LANE_NAME, Role::Ink, &name);
    let from = if name.is_empty() { 0.0 } else { LANE_NAME.width(&name) * 1.1 + 8.0 };
    if let Some(people) = ASIDE.shorten(clean(&side.people).trim(), width - from - 4.0) {
        canvas.text((from, top + 13.0), Anchor::Start, ASIDE, Role::InkSoft, &people);
    }
    let (top, bottom) = (top + 19.0, top + 19.0 + BAR);
    let total: f64 = shares(side).iter().map(|s| f64::from(s.count)).sum();
    let whole = Rect { left: 1.0, top, right: width - 1.0, bottom };
    hatching::outline(canvas, &whole);
    let mut x = whole.left;
    for (i, share) in shares(side).iter().enumerate() {
        if share.count == 0 {
            continue;
        }
        let to = x + (whole.right - whole.left) * f64::from(share.count) / total;
        draw_share(canvas, share, Field::new(i, shares(side).len()), &Rect { left: x, right: to, ..whole });
        x = to;
    }
    bottom + 10.0
}

fn draw_share(canvas: &mut Canvas, share: &AnswerShare, field: Field, rect: &Rect) {
    let middle = f64::midpoint(rect.left, rect.right);
    let y = f64::midpoint(rect.top, rect.bottom);
    let half_width = ((rect.right - rect.left) / 2.0).clamp(1.0, 14.0);
    let target = Target { x: middle, y, half_width, half_height: BAR / 2.0 };
    controls::open(canvas, "ev-answer", &share.id, &share.describe, target);
    hatching::fill(canvas, rect, field);
    let number = field.number();
    let text = format!("{number}: {}", clean(&share.text).trim());
    let room = rect.right - rect.left - 12.0;
    let fitting = [text, number].into_iter().find(|t| NOTE.width(t) <= room);
    if let Some(text) = fitting {
        let wide = NOTE.width(&text);
        ground(canvas, middle - wide / 2.0 - 4.0, y - 8.5, wide + 8.0, 17.0);
        canvas.text((middle, y + 4.4), Anchor::Middle, NOTE, Role::Ink, &text);
    }
    controls::close(canvas);
}

/// Every answer with its counts; returns the height that the list ends at.
fn draw_list(canvas: &mut Canvas, answers: &Answers, top: f64) -> f64 {
    let width = canvas.options.width;
    let sides = [&answers.before, &answers.after];
    let count = answers.scale.len().max(sides[0].shares.len()).max(sides[1].shares.len()).min(MOST);
    let most = (width - SAMPLE) * 0.3;
    let columns = sides.map(|side| {
        let texts = side.shares.iter().map(|s| FOOT.width(clean(&s.text).trim()));
        texts.fold(LANE_NAME.width(clean(&side.name).trim()), f64::max).min(most) + 16.0
    });
    let words = width - SAMPLE - columns[0] - columns[1];
    // On a wide drawing the counts stand near the words they belong to.
    let longest = answers.scale.iter().map(|s| NOTE.width(clean(s).trim())).fold(0.0, f64::max);
    let words = words.min(longest + 24.0).max(words.min(120.0));
    let ends = [SAMPLE + words + columns[0], SAMPLE + words + columns[0] + columns[1]];
    let mut y = top;
    for (side, end) in sides.into_iter().zip(ends) {
        if let Some(name) = LANE_NAME.shorten(clean(&side.name).trim(), most) {
            canvas.text((end, y + 13.0), Anchor::End, LANE_NAME, Role::InkSoft, &name);
        }
    }
    y += LINE + 2.0;
    for i in 0..count {
        let field = Field::new(i, count);
        hatching::fill(canvas, &Rect { left: 1.0, top: y + 3.0, right: 23.0, bottom: y + 14.0 }, field);
        canvas.text((SAMPLE - 8.0, y + 13.0), Anchor::End, NOTE, Role::Ink, &field.number());
        for (side, end) in sides.into_iter().zip(ends) {
            let text = side.shares.get(i).and_then(|s| FOOT.shorten(clean(&s.text).trim(), most));
            if let Some(text) = text {
                canvas.text((end, y + 13.0), Anchor::End, FOOT, Role::Ink, &text);
            }
        }
        let lines = wrap(answers.scale.get(i).map_or("", String::as_str), NOTE, words - 8.0, 3);
        for (row, line) in lines.iter().enumerate() {
            canvas.text((SAMPLE, y + 13.0 + LINE * row as f64), Anchor::Start, NOTE, Role::InkSoft, line);
        }
        y += LINE * lines.len().max(1) as f64 + 2.0;
    }
    y
}
