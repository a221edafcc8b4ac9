//! What each kind of chart promises beyond the place of its labels.
#![allow(clippy::unwrap_used, clippy::expect_used)] // tests may panic

mod support;

use charts::{
    Assurance, Better, FigureTable, Options, PointState, Ratio, Series, Theme, Tone, VerdictKind, assurance_mark,
    colour_roles, draw_answers, draw_durations, draw_funnel, draw_gaps, draw_pairs, draw_series, draw_sites,
    draw_small, table_of_answers, table_of_durations, table_of_funnel, table_of_gaps, table_of_pairs, table_of_series,
    table_of_sites, table_of_small, variation_mark, verdict_mark,
};
use support::reading::{references, well_formed, without_colour};
use support::sound::sound;
use support::{attribute, examples, options, range, texts};

const WIDTHS: [f64; 3] = [320.0, 700.0, 1100.0];
const HOSTILE: &str = "<script>alert('x')</script> \"&\u{0}\u{8}\u{1b}\u{202e}dlo\u{2066}\u{fffe}";

fn alone(series: &Series, options: &Options) -> String {
    draw_series(series, &[], range("2025-01-01", "2026-10-31"), "Late visits", "They fell.", options)
}

fn all(options: &Options) -> [String; 9] {
    [
        alone(&examples::stepped(), options),
        alone(&examples::run_chart(), options),
        draw_gaps(&examples::gaps(), options),
        draw_funnel(&examples::funnel(), options),
        draw_sites(&examples::sites(), options),
        draw_pairs(&examples::pairs(), options),
        draw_answers(&examples::answers(), options),
        draw_durations(&examples::durations(), options),
        draw_small(&examples::small(), options),
    ]
}

fn says(svg: &str, wanted: &str) -> bool {
    texts(svg).iter().any(|t| t.text == wanted)
}

#[test]
fn every_chart_is_sound_markup_without_style_or_anything_from_outside() {
    for theme in [Theme::Screen, Theme::Paper] {
        for interactive in [true, false] {
            for svg in all(&Options { theme, ..options(700.0, interactive) }) {
                well_formed(&svg);
                sound(&svg, "example");
                for never in [" style=", "<style", "<script", "href", "url(", "<image", "onclick", "NaN", "inf"] {
                    assert!(!svg.contains(never), "{never}");
                }
                assert_eq!(svg.contains("class="), theme == Theme::Screen);
            }
        }
    }
}

#[test]
fn every_chart_has_a_name_and_a_description() {
    for svg in all(&options(700.0, false)) {
        let root = svg.split('>').next().unwrap();
        assert_eq!(attribute(root, "role"), Some("img"));
        for id in attribute(root, "aria-labelledby").unwrap().split(' ') {
            assert!(svg.contains(&format!(" id=\"{id}\"")));
        }
        assert!(!svg.contains("tabindex") && svg.contains("</title>") && svg.contains("</desc>"));
    }
}

#[test]
fn every_class_of_colour_is_a_published_role() {
    let roles = colour_roles();
    let icons = VerdictKind::ALL.map(|k| verdict_mark(k, 16.0, Theme::Screen)).concat()
        + &[Tone::Steady, Tone::Improving].map(|t| variation_mark(t, 16.0, Theme::Screen)).concat()
        + &Assurance::ALL.map(|a| assurance_mark(a, 16.0, Theme::Screen)).concat();
    for svg in all(&options(700.0, true)).iter().chain([&icons]) {
        for class in svg.split("class=\"").skip(1).flat_map(|t| t.split('"').next().unwrap().split(' ')) {
            if let Some(role) = class.strip_prefix("ev-fill-").or_else(|| class.strip_prefix("ev-stroke-")) {
                assert!(roles.contains(&role), "{class}");
            }
        }
    }
}

#[test]
fn marks_are_reached_in_reading_order_and_say_what_they_are() {
    let options = options(700.0, true);
    let numbered = |letter: &str, count: usize| (0..count).map(|i| format!("{letter}{i}")).collect::<Vec<_>>();
    let mut gaps = examples::gaps();
    gaps.gaps.reverse();
    let mut want = numbered("g", 15);
    want.push("open".to_owned());
    // Two on one day keep the order of their ids.
    want.sort_by_key(|id| {
        gaps.gaps.iter().find(|g| g.id == *id).map_or((true, None), |g| (false, Some((g.ended, g.id.clone()))))
    });
    assert_eq!(references(&draw_gaps(&gaps, &options)), want);

    let mut funnel = examples::funnel();
    funnel.sites.reverse();
    assert_eq!(references(&draw_funnel(&funnel, &options)), numbered("s", 6));
    assert_eq!(references(&draw_sites(&examples::sites(), &options)), ["s1", "s2", "s3", "s4", "s5", "all"]);

    let pairs = examples::pairs();
    let svg = draw_pairs(&pairs, &options);
    let mut reached = references(&svg);
    let before = |id: &str| pairs.pairs.iter().find(|p| p.id == id).unwrap().before;
    assert!(reached.windows(2).all(|w| before(w[0]) >= before(w[1])));
    reached.sort_unstable();
    reached.dedup();
    assert_eq!(reached.len(), 15);
    // A code is read out, and never drawn.
    assert!(svg.contains("aria-label=\"P-0001:") && texts(&svg).iter().all(|t| !t.text.contains("P-0")));

    let svg = draw_answers(&examples::answers(), &options);
    let sides = ["Before", "After"].iter().flat_map(|side| (1..=5).map(move |i| format!("{side}-{i}")));
    assert_eq!(references(&svg), sides.collect::<Vec<_>>());
    let svg = draw_durations(&examples::durations(), &options);
    assert_eq!(references(&svg).len(), 14 + 13);
    let svg = draw_small(&examples::small(), &options);
    assert_eq!(references(&svg).len(), 1 + 52);
    for svg in all(&options) {
        for mark in svg.split('<').filter(|t| t.contains("tabindex")) {
            assert_eq!(attribute(mark, "role"), Some("button"));
            assert!(!attribute(mark, "aria-label").unwrap().is_empty());
        }
    }
}

#[test]
fn a_missing_period_a_nil_an_excluded_and_a_partial_point_are_four_drawings() {
    let drawing = |state: PointState, value: Option<f64>| {
        let mut series = examples::run_chart();
        series.phases.clear();
        series.points.truncate(4);
        series.points[2].state = state;
        series.points[2].value = value;
        let svg = alone(&series, &options(700.0, true));
        let mark = svg.split("ev-point").nth(3).unwrap().split("</g>").next().unwrap().to_owned();
        let trace = svg.split('<').find(|t| t.contains("ev-stroke-trace")).unwrap();
        let strokes = attribute(trace, "d").unwrap();
        let axis_broken = svg.split('<').any(|t| t.starts_with("line") && t.contains("ev-stroke-paper"));
        (without_colour(&mark), strokes.matches('M').count(), strokes.matches('L').count(), axis_broken)
    };
    let missing = drawing(PointState::Missing, None);
    let nil = drawing(PointState::Observed, Some(0.0));
    let excluded = drawing(PointState::Excluded, Some(0.0));
    let partial = drawing(PointState::Partial, Some(0.0));
    let marks = [&missing.0, &nil.0, &excluded.0, &partial.0];
    for (i, one) in marks.iter().enumerate() {
        assert!(marks[i + 1..].iter().all(|other| other != one), "{one}");
    }
    // Missing: the line is cut and so is the axis. Nil: on the line. The others: the line passes them by.
    assert_eq!((missing.1, missing.2, missing.3), (2, 1, true));
    assert_eq!((nil.1, nil.2, nil.3), (1, 3, false));
    assert_eq!((excluded.1, excluded.2, excluded.3), (1, 2, false));
    assert_eq!((partial.1, partial.2, partial.3), (1, 2, false));
    // A value that was given for a missing period is not drawn.
    assert_eq!(drawing(PointState::Missing, Some(0.0)), missing);
}

#[test]
fn the_direction_of_better_is_an_arrow_with_words_or_nothing() {
    let with = |better| {
        let svg = alone(&Series { better, ..examples::run_chart() }, &options(700.0, false));
        let arrow =
            svg.split('<').find(|t| t.starts_with("path") && t.contains("ev-stroke-ink-soft")).map(str::to_owned);
        (says(&svg, "lower is better"), says(&svg, "higher is better"), arrow)
    };
    let (lower, higher, neither) = (with(Better::Lower), with(Better::Higher), with(Better::Neither));
    assert!(lower.0 && !lower.1 && !higher.0 && higher.1 && !neither.0 && !neither.1);
    assert!(lower.2.is_some() && higher.2.is_some() && lower.2 != higher.2 && neither.2.is_none());
}

#[test]
fn a_clipped_limit_a_median_a_target_and_replaced_limits_are_named() {
    for width in WIDTHS {
        let svg = alone(&examples::stepped(), &options(width, false));
        assert!(says(&svg, "No lower limit: zero is within ordinary variation."));
        assert!(says(&svg, "Target 5% or fewer"));
        assert!(says(&svg, "before the recalculation") && says(&svg, "limits before it"));
        let svg = alone(&examples::run_chart(), &options(width, false));
        assert!(says(&svg, "median (run chart)") && says(&svg, "Median 65.5"));
        assert!(!svg.contains("No lower limit"));
    }
}

#[test]
fn limits_that_vary_are_drawn_as_steps() {
    let svg = alone(&examples::stepped(), &options(700.0, false));
    let upper = svg.split('<').filter(|t| t.starts_with("path") && t.contains("stroke-dasharray=\"3 4\""));
    let corners = upper.map(|t| attribute(t, "d").unwrap().matches('L').count()).max().unwrap();
    assert_eq!(corners, 2 * 12 - 1);
}

#[test]
fn the_open_gap_is_broken_unfilled_and_says_so_far() {
    for width in WIDTHS {
        let mut chart = examples::gaps();
        let svg = draw_gaps(&chart, &options(width, true));
        assert!(says(&svg, "74 so far"));
        let open = svg.split("data-ref=\"open\"").nth(1).unwrap().split("</g>").next().unwrap();
        assert!(open.contains("stroke-dasharray") && open.contains("ev-fill-paper"));
        // Two events on one day: a mark on the axis, though the bar has no height.
        let nil = svg.split("data-ref=\"g3\"").nth(1).unwrap().split("</g>").next().unwrap();
        assert!(nil.contains("height=\"0\"") && nil.contains("<circle"));
        chart.open = None;
        assert!(!draw_gaps(&chart, &options(width, true)).contains("so far"));
    }
}

#[test]
fn sites_are_named_beside_their_marks_or_numbered_with_a_key() {
    let funnel = examples::funnel();
    for width in [700.0, 1100.0] {
        let svg = draw_funnel(&funnel, &options(width, false));
        assert!(funnel.sites.iter().all(|s| says(&svg, &s.name)), "at {width}");
        assert!(!says(&svg, "1"));
    }
    let crowded = examples::crowded_funnel();
    for width in WIDTHS {
        let svg = draw_funnel(&crowded, &options(width, false));
        for (i, site) in crowded.sites.iter().enumerate() {
            assert!(says(&svg, &site.name), "{} at {width}", site.name);
            let number = (i + 1).to_string();
            // Beside its mark and in the key; the value axis may say the same number once more.
            assert!(texts(&svg).iter().filter(|t| t.text == number).count() >= 2, "{number} at {width}");
        }
    }
}

#[test]
fn an_open_interval_ends_in_an_arrow_and_no_ratio_is_said_in_words() {
    let arrows = |ratio: Ratio| {
        let mut sites = examples::sites();
        sites.rows.truncate(1);
        sites.pooled = None;
        sites.better = Better::Neither;
        sites.rows[0].ratio = ratio;
        let svg = draw_sites(&sites, &options(700.0, true));
        let row = svg.split("data-ref=\"s1\"").nth(1).unwrap().split("</g>").next().unwrap().to_owned();
        (row.matches("stroke-linecap=\"round\"").count(), row)
    };
    assert_eq!(arrows(Ratio::Known { value: 1.2, lower: Some(0.8), upper: Some(1.9) }).0, 0);
    assert_eq!(arrows(Ratio::Known { value: 1.2, lower: None, upper: Some(1.9) }).0, 1);
    assert_eq!(arrows(Ratio::Known { value: 0.0, lower: Some(0.0), upper: None }).0, 2);
    let (_, undefined) = arrows(Ratio::Undefined);
    assert!(!undefined.contains("<path") && !undefined.contains("<line"));
    assert!(says(&draw_sites(&examples::sites(), &options(320.0, false)), "none on either side"));
}

#[test]
fn people_with_the_same_scores_share_a_line_that_says_how_many() {
    for width in WIDTHS {
        let svg = draw_pairs(&examples::pairs(), &options(width, false));
        assert!(says(&svg, "×3") && says(&svg, "×2"));
        let lines = svg.split('<').filter(|t| t.starts_with("path") && t.contains("fill=\"none\""));
        // 15 people on 12 lines, and the arrow of the direction.
        assert_eq!(lines.count(), 12 + 1);
    }
}

#[test]
fn every_answer_is_printed_with_its_count_and_percentage_on_both_sides() {
    let answers = examples::answers();
    for width in WIDTHS {
        let svg = draw_answers(&answers, &options(width, false));
        let sides = [&answers.before, &answers.after];
        assert!(sides.iter().all(|s| says(&svg, &s.people)));
        assert!(sides.iter().flat_map(|s| &s.shares).all(|s| says(&svg, &s.text)));
        assert!(answers.scale.iter().all(|word| says(&svg, word)), "at {width}");
    }
}

#[test]
fn a_median_that_is_a_lower_bound_says_at_least() {
    for width in WIDTHS {
        let svg = draw_durations(&examples::durations(), &options(width, false));
        assert!(says(&svg, "median 31 h") && says(&svg, "median at least 5 h"));
        assert!(says(&svg, "still open, so far"));
        assert!(svg.contains("logarithmic"));
    }
}

#[test]
fn a_small_chart_keeps_its_size_and_says_two_dates_and_the_last_value() {
    for width in [280.0, 360.0, 400.0, 1100.0] {
        let svg = draw_small(&examples::small(), &options(width, false));
        let root = svg.split('>').next().unwrap();
        let number = |name| attribute(root, name).unwrap().parse::<f64>().unwrap();
        assert!((280.0..=400.0).contains(&number("width")) && (90.0..=120.0).contains(&number("height")));
        let said: Vec<String> = texts(&svg).into_iter().map(|t| t.text).collect();
        assert_eq!(said, ["0.81", "25 Oct 2026", "27 Oct 2025"]);
    }
}

#[test]
fn the_small_marks_have_the_size_asked_for_and_no_classes_on_paper() {
    for kind in VerdictKind::ALL {
        let svg = verdict_mark(kind, 16.0, Theme::Screen);
        well_formed(&svg);
        assert!(svg.starts_with("<svg") && svg.contains("width=\"16\"") && svg.contains("aria-hidden=\"true\""));
        assert!(!verdict_mark(kind, 16.0, Theme::Paper).contains("class="));
    }
}

#[test]
fn hostile_text_is_only_ever_text() {
    let (mut gaps, mut funnel, mut sites) = (examples::gaps(), examples::funnel(), examples::sites());
    let (mut pairs, mut answers, mut durations) = (examples::pairs(), examples::answers(), examples::durations());
    let mut small = examples::small();
    let hostile = || HOSTILE.to_owned();
    gaps.gaps[0].note = Some(hostile());
    gaps.open.as_mut().unwrap().label = hostile();
    (gaps.y_title, gaps.footer) = (hostile(), hostile());
    (funnel.sites[0].name, funnel.sites[0].id, funnel.centre_label) = (hostile(), hostile(), hostile());
    (sites.rows[0].name, sites.rows[0].detail, sites.rows[0].text) = (hostile(), hostile(), hostile());
    (pairs.before, pairs.after, pairs.pairs[0].describe) = (hostile(), hostile(), hostile());
    (answers.scale[0], answers.before.name, answers.after.shares[4].text) = (hostile(), hostile(), hostile());
    (durations.rows[0].label, durations.rows[1].median.as_mut().unwrap().text) = (hostile(), hostile());
    (small.last, small.title) = (hostile(), hostile());
    let options = options(700.0, true);
    for svg in [
        draw_gaps(&gaps, &options),
        draw_funnel(&funnel, &options),
        draw_sites(&sites, &options),
        draw_pairs(&pairs, &options),
        draw_answers(&answers, &options),
        draw_durations(&durations, &options),
        draw_small(&small, &options),
    ] {
        well_formed(&svg);
        sound(&svg, "hostile");
        assert!(!svg.contains("<script") && svg.contains("&lt;script&gt;"));
        assert!(!svg.contains(['\u{202e}', '\u{2066}', '\u{fffe}']));
    }
}

#[test]
fn behind_every_chart_stands_a_table() {
    let check = |table: FigureTable, rows: usize, first: &[&str]| {
        assert_eq!(table.rows.len(), rows);
        assert!(table.rows.iter().all(|r| r.len() == table.columns.len()));
        assert_eq!(table.rows[0], first);
        table
    };
    let first = ["1 Jan 2025", "31 Jan 2025", "18.20", "ordinary variation", "", "1.39", "37.01"];
    let table = check(table_of_series(&examples::stepped()), 22, &first);
    assert_eq!(table.rows[5][2..4], ["", "no return"]);
    assert_eq!(table.rows[15][2], "0.00");
    let table = check(table_of_gaps(&examples::gaps()), 16, &["27 Nov 2024", "9.00", "ordinary variation", ""]);
    assert_eq!(table.rows[15][1..], ["74.00", "still open, improving already", "74 so far"]);
    let first = ["Larch House", "900.00", "3.30", "within ordinary variation"];
    check(table_of_funnel(&examples::funnel()), 6, &first);
    let table = table_of_sites(&examples::sites());
    assert_eq!(table.rows[2][2..5], ["0.00", "no lower end", "1.04"]);
    assert_eq!(table.rows[4][2..], ["", "", "", "none on either side"]);
    check(table_of_pairs(&examples::pairs()), 15, &["P-0001", "9.00", "15.00", "better"]);
    check(table_of_answers(&examples::answers()), 5, &["1", "Disagree strongly", "4 (11%)", "1 (2%)"]);
    let table =
        check(table_of_durations(&examples::durations()), 14 + 13 + 2, &["Before, 14 concerns", "4.00", "ended"]);
    assert_eq!(table.rows[28][2], "median, at least");
    let first = ["27 Oct 2025", "2 Nov 2025", "5.13", "ordinary variation", "", "0.00", "24.49"];
    check(table_of_small(&examples::small()), 52, &first);
}

#[test]
fn a_figure_kept_before_the_newer_fields_still_reads() {
    let mut kept = serde_json::to_value(support::series()).unwrap();
    let fields = kept.as_object_mut().unwrap();
    assert_eq!(fields.remove("better"), Some("lower".into()));
    fields.remove("target");
    fields.insert("lower_is_better".to_owned(), true.into());
    for phase in fields["phases"].as_array_mut().unwrap() {
        for newer in ["centre_kind", "steps", "lower_clipped"] {
            assert!(phase.as_object_mut().unwrap().remove(newer).is_some());
        }
    }
    assert_eq!(serde_json::from_value::<Series>(kept).unwrap(), support::series());
}
