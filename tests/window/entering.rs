//! What a case is made of, entered through the screens: a part is chosen, its fields are filled in by their labels,
//! and what was entered is then read where it stands.
//!
//! Words of kinds, fields and answers come from the catalogue that the screens show.

use std::thread::sleep;
use std::time::{Duration, Instant};

use domain::{
    lists::Lists,
    part::catalogue::{self, FieldSpec, FieldType, Group, KindSpec},
    plain,
};
use serde_json::{Value, json};

use crate::app::App;
use crate::page::squash;

/// What is entered into the fields of a part: code of the field, and what is typed or chosen.
///
/// - text: the words; a day `2026-01-27`; a time `2026-01-27T15:20`
/// - a choice: its code; several with `|` between them
/// - another part: some words of its title
/// - a person: the name, and for somebody new `name + what they are to the service`
pub type Answers<'a> = &'a [(&'a str, &'a str)];

/// How long a form may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// The key under which the standard puts an element's reference.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

const DIALOG: &str = "const dialog = [...document.querySelectorAll('[role=dialog]')].at(-1);";

/// The element that `script` finds, once there is one.
#[track_caller]
fn element(app: &App, what: &str, script: &str, arguments: &[Value]) -> String {
    let until = Instant::now() + PATIENCE;
    loop {
        let found = app.driver().run(script, arguments).unwrap_or(Value::Null);
        if let Some(id) = found.as_object().and_then(|each| each.values().next()?.as_str()) {
            return id.to_owned();
        }
        if Instant::now() > until {
            app.picture("failed-entering");
            panic!("there is no {what}; the page reads: {}", app.driver().text().unwrap_or_default());
        }
        sleep(Duration::from_millis(30));
    }
}

/// Clicks what `script` finds.
#[track_caller]
pub fn click_found(app: &App, what: &str, script: &str, arguments: &[Value]) {
    let until = Instant::now() + PATIENCE;
    loop {
        // A page that is drawn anew takes the element away between finding and clicking.
        let found = element(app, what, script, arguments);
        let show = "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' });";
        let shown = app.driver().run(show, &[json!({ ELEMENT: found })]);
        match shown.and_then(|_| app.driver().click(&found)) {
            Ok(()) => return,
            Err(_) if Instant::now() < until => sleep(Duration::from_millis(50)),
            Err(error) => {
                app.picture("failed-entering");
                panic!("{what} cannot be clicked: {error}")
            }
        }
    }
}

/// Clicks the control with this role and name; in the dialog, where one is open.
#[track_caller]
pub fn click_role(app: &App, role: &str, name: &str) {
    let script = format!(
        "{}\n{DIALOG} const [role, name] = arguments;
         return [...(dialog ?? document.body).querySelectorAll('*')].find((each) =>
           roleOf(each) === role && isShown(each) && !each.disabled &&
           (nameOf(each) === name || nameOf(each).startsWith(name + ' '))) ?? null;",
        include_str!("accessibility.js")
    );
    click_found(app, &format!("{role} {name:?}"), &script, &[json!(role), json!(name)]);
}

/// Types into the field that `script` finds, in place of what it held.
#[track_caller]
fn type_found(app: &App, what: &str, script: &str, arguments: &[Value], text: &str) {
    click_found(app, what, script, arguments);
    app.press("Ctrl+A");
    app.type_text(text);
}

/// Types into the field called `label`; in the dialog, where one is open.
#[track_caller]
pub fn put(app: &App, label: &str, text: &str) {
    let script = format!(
        "{}\n{DIALOG} const [name] = arguments;
         return [...(dialog ?? document.body).querySelectorAll('input, textarea')].find((each) =>
           isShown(each) && nameOf(each) === name) ?? null;",
        include_str!("accessibility.js")
    );
    type_found(app, &format!("field {label:?}"), &script, &[json!(label)], text);
}

/// Chooses an answer by its words, of radio buttons, boxes or a list that opens, in the group or list called `label`.
#[track_caller]
pub fn choose(app: &App, label: &str, answer: &str) {
    let script = format!(
        "{}\n{DIALOG} const [label, words] = arguments;
         const at = dialog ?? document.body;
         const lists = [...at.querySelectorAll('select')].filter((each) => isShown(each) && nameOf(each) === label);
         const found = lists.flatMap((list) => [...list.options]).find((each) => squash(each.textContent) === words);
         if (found) return found;
         const groups = [...at.querySelectorAll('fieldset')].filter((each) => isShown(each) && nameOf(each) === label);
         return groups.flatMap((each) => [...each.querySelectorAll('label')]).find((each) => {{
           const own = squash((each.querySelector('strong') ?? each.querySelector('.words > span') ?? each).textContent);
           return own === words;
         }}) ?? null;",
        include_str!("accessibility.js")
    );
    click_found(app, &format!("answer {answer:?} to {label:?}"), &script, &[json!(label), json!(answer)]);
}

/// Goes to a tab of the case.
#[track_caller]
pub fn tab(app: &App, name: &str) {
    // Its count stands in its name.
    let script = "const [name] = arguments;
         return [...document.querySelectorAll('[role=tab]')].find((each) => each.textContent.trim().startsWith(name)) ?? null;";
    click_found(app, &format!("tab {name:?}"), script, &[json!(name)]);
}

/// Goes to the tab under which a kind of part stands; a group has none.
fn tab_of(app: &App, spec: &KindSpec) {
    let name = match spec.group {
        Group::Concern | Group::People | Group::Wishes => "Concern",
        Group::Allegations | Group::Council | Group::Clocks | Group::Enquiry => "Enquiry",
        Group::Evidence => "Evidence",
        Group::Duties => "Duties",
        Group::Stages => "History",
    };
    let has_tabs = app.driver().find_all("[role=tab]").is_ok_and(|tabs| !tabs.is_empty());
    if has_tabs {
        tab(app, name);
    }
}

/// Waits until no dialog is open; a refusal ends the test with what the form says.
#[track_caller]
pub fn stored(app: &App) {
    let until = Instant::now() + PATIENCE;
    loop {
        let open = app.driver().run(
            &format!(
                "{DIALOG} return dialog && {{ words: dialog.innerText,
                   wrong: dialog.querySelector('.error, [aria-invalid=true], [data-doubt]') !== null }};"
            ),
            &[],
        );
        let open = open.unwrap_or(Value::Null);
        if open.is_null() {
            return;
        }
        if open["wrong"] == true || Instant::now() > until {
            app.picture("failed-entering");
            panic!("the form was not stored: {}", squash(open["words"].as_str().unwrap_or_default()));
        }
        sleep(Duration::from_millis(30));
    }
}

/// Records a part: opens "Record…", finds the kind by its name, fills in the form and stores it; then reads it where
/// it stands.
#[track_caller]
pub fn record(app: &App, kind: &str, answers: Answers<'_>) {
    let spec = catalogue::find(kind).unwrap_or_else(|| panic!("no kind of part {kind}"));
    click_role(app, "button", "Record\u{2026}");
    put(app, "Find", &spec.label);
    let script = format!(
        "{DIALOG} const [label] = arguments;
         return [...(dialog?.querySelectorAll('button') ?? [])]
           .find((each) => each.querySelector('strong')?.textContent === label) ?? null;"
    );
    click_found(app, &format!("kind {:?}", spec.label), &script, &[json!(spec.label)]);
    app.should_see_role("dialog", &spec.label);
    fill(app, spec, answers);
    click_role(app, "button", "Record");
    stored(app);
    should_stand(app, spec, answers);
}

/// Adds to a part that stands, found by some words of its title.
#[track_caller]
pub fn amend(app: &App, kind: &str, titled: &str, answers: Answers<'_>) {
    let spec = catalogue::find(kind).unwrap_or_else(|| panic!("no kind of part {kind}"));
    tab_of(app, spec);
    let script = format!(
        "{}\nconst [words] = arguments;
         return [...document.querySelectorAll('article.item button')]
           .find((each) => nameOf(each).startsWith('Amend: ') && nameOf(each).includes(words)) ?? null;",
        include_str!("accessibility.js")
    );
    click_found(app, &format!("part {titled:?} to amend"), &script, &[json!(titled)]);
    app.should_see_role("dialog", &format!("Amend: {}", spec.label));
    fill(app, spec, answers);
    click_role(app, "button", "Keep this wording");
    stored(app);
    should_stand(app, spec, answers);
}

#[track_caller]
fn fill(app: &App, spec: &KindSpec, answers: Answers<'_>) {
    for (code, answer) in answers {
        let field = spec.find(code).unwrap_or_else(|| panic!("{} has no field {code}", spec.code));
        fill_field(app, field, answer);
    }
}

/// What stands in the field's own place in the form, found by a selector, with the words of its label beside it.
fn in_field(rest: &str) -> String {
    format!(
        "{}\n{DIALOG} const [code, label, words] = arguments;
         const field = dialog?.querySelector(`[data-field=\"${{code}}\"]`);
         if (!field || !squash(field.textContent).includes(squash(label))) return null;
         const all = (selector) => [...field.querySelectorAll(selector)].filter(isShown);
         {rest}",
        include_str!("accessibility.js")
    )
}

#[track_caller]
fn fill_field(app: &App, field: &FieldSpec, answer: &str) {
    let what = format!("field {:?}", field.label);
    let about = |words: &str| [json!(field.code), json!(field.label), json!(words)];
    match field.takes {
        FieldType::Line | FieldType::Long | FieldType::Number => {
            type_found(app, &what, &in_field("return all('input, textarea')[0] ?? null;"), &about(""), answer);
        }
        FieldType::Date => {
            type_found(app, &what, &in_field("return all('input')[0] ?? null;"), &about(""), &typed_day(answer));
        }
        FieldType::When => {
            let (day, time) = answer.split_once('T').map_or((answer, None), |(day, time)| (day, Some(time)));
            let nth = |place: u8| in_field(&format!("return all('input:not([type=checkbox])')[{place}] ?? null;"));
            type_found(app, &what, &nth(0), &about(""), &typed_day(day));
            if let Some(time) = time {
                type_found(app, &what, &nth(1), &about(""), time);
            }
        }
        FieldType::Choice | FieldType::Choices | FieldType::Part | FieldType::Parts => {
            for one in answer.split('|') {
                let words = words_of(field, one);
                let script = in_field(
                    "const fits = (text, whole) => whole ? squash(text) === squash(words) : squash(text).includes(words);
                     const whole = !arguments[3];
                     const option = all('select').flatMap((each) => [...each.options])
                       .find((each) => fits(each.textContent, whole));
                     return option ?? all('label').find((each) =>
                       fits((each.querySelector('.words > span') ?? each).textContent, whole)) ?? null;",
                );
                let is_part = matches!(field.takes, FieldType::Part | FieldType::Parts);
                let asked = [json!(field.code), json!(field.label), json!(words), json!(is_part)];
                click_found(app, &format!("{words:?} in {what}"), &script, &asked);
            }
        }
        FieldType::Person | FieldType::People => {
            for one in answer.split('|') {
                person(app, field, one);
            }
        }
        FieldType::File => panic!("files are not chosen here"),
    }
}

#[track_caller]
fn person(app: &App, field: &FieldSpec, answer: &str) {
    let what = format!("field {:?}", field.label);
    let about = |words: &str| [json!(field.code), json!(field.label), json!(words)];
    let (name, kind) = answer.split_once(" + ").map_or((answer, None), |(name, kind)| (name, Some(kind)));
    type_found(app, &what, &in_field("return all('[role=combobox]')[0] ?? null;"), &about(""), name);
    let Some(kind) = kind else {
        let script =
            in_field("return all('[role=option]').find((each) => squash(each.textContent).startsWith(words)) ?? null;");
        click_found(app, &format!("{name:?} in {what}"), &script, &about(name));
        return;
    };
    let script = in_field("return all('[role=option]').find((each) => each.classList.contains('new')) ?? null;");
    click_found(app, &format!("{name:?} as somebody new"), &script, &about(name));
    let script = in_field("return all('.new label').find((each) => squash(each.textContent) === words) ?? null;");
    click_found(app, &format!("{kind:?} for {name:?}"), &script, &about(kind));
    let script =
        in_field("return all('.new button').find((each) => squash(each.textContent).startsWith('Add ')) ?? null;");
    click_found(app, &format!("the button that adds {name:?}"), &script, &about(name));
    let script = in_field("return all('li button').length > 0 ? all('li')[0] : null;");
    element(app, &format!("{name:?} chosen"), &script, &about(name));
}

/// A day as a person types it.
fn typed_day(day: &str) -> String {
    let date: chrono::NaiveDate = day.parse().unwrap_or_else(|error| panic!("{day}: {error}"));
    date.format("%-d/%-m/%Y").to_string()
}

/// The words of a choice, by its code.
fn words_of(field: &FieldSpec, code: &str) -> String {
    field
        .list
        .as_deref()
        .map_or(code, |list| Lists::built_in().label(list, code).unwrap_or_else(|| panic!("no {code} in {list}")))
        .to_owned()
}

/// What is then read of an answer.
fn shown(field: &FieldSpec, answer: &str) -> Vec<String> {
    let day = |text: &str| {
        let date: chrono::NaiveDate = text.parse().unwrap_or_else(|error| panic!("{text}: {error}"));
        plain::date(date)
    };
    match field.takes {
        FieldType::Date => vec![day(answer)],
        FieldType::When => {
            answer.split_once('T').map_or_else(|| vec![day(answer)], |(on, time)| vec![format!("{}, {time}", day(on))])
        }
        FieldType::Choice | FieldType::Choices | FieldType::Part | FieldType::Parts => {
            answer.split('|').map(|one| words_of(field, one)).collect()
        }
        FieldType::Person | FieldType::People => {
            answer.split('|').map(|one| one.split_once(" + ").map_or(one, |(name, _)| name).to_owned()).collect()
        }
        _ => vec![answer.to_owned()],
    }
}

/// Waits until one part on its tab says everything that was entered.
#[track_caller]
fn should_stand(app: &App, spec: &KindSpec, answers: Answers<'_>) {
    tab_of(app, spec);
    let words: Vec<String> = answers
        .iter()
        .filter_map(|(code, answer)| Some(shown(spec.find(code)?, answer)))
        .flatten()
        .map(|each| squash(&each))
        .collect();
    let script = "const [words] = arguments;
         const text = (each) => each.innerText.replace(/\\s+/g, ' ').replace(/\\u00a0/g, ' ');
         const items = [...document.querySelectorAll('article.item')].map(text);
         if (items.some((item) => words.every((each) => item.includes(each)))) return true;
         return words.filter((each) => !items.some((item) => item.includes(each)));";
    let until = Instant::now() + PATIENCE;
    loop {
        let stands = app.driver().run(script, &[json!(words)]).unwrap_or(Value::Null);
        if stands == json!(true) {
            return;
        }
        if Instant::now() > until {
            app.picture("failed-entering");
            panic!(
                "no {} says all of {words:?}; nowhere: {stands}; the page reads: {}",
                spec.label,
                app.driver().text().unwrap_or_default()
            );
        }
        sleep(Duration::from_millis(30));
    }
}
