//! Filling in the forms of a case with the keyboard only: a kind of part and a table of its answers.

use serde_json::Value;

use crate::app::App;

/// More steps with a key than any form, list or set of answers has.
const MOST_STEPS: usize = 200;

/// What stands at the focus: its role, its name, and the question it is one answer of.
const PLACE: &str = "const at = document.activeElement;
     if (!at || at === document.body) return null;
     const { role, name } = stopOf(at);
     const legend = at.closest('fieldset')?.querySelector(':scope > legend');
     return { role, name, question: legend ? squash(legend.textContent) : '', chosen:
       at.matches('select') ? squash(at.selectedOptions[0]?.textContent) : String(at.checked ?? '') };";

/// What is answered to a question of a form.
#[derive(Clone, Copy, Debug)]
pub enum Answer<'a> {
    /// Words, a number or a day, as the record shows it again.
    Text(&'a str),
    /// A day and a time, each as the record shows it again; the time may be empty.
    When(&'a str, &'a str),
    /// One answer of a list, of cards or of chips.
    One(&'a str),
    /// Several answers that are ticked.
    Many(&'a [&'a str]),
    /// Somebody whom the service knows.
    Person(&'a str),
    /// Somebody new, and what they are to the service.
    New(&'a str, &'a str),
}

#[derive(Clone, Debug, PartialEq)]
struct Place {
    role: String,
    name: String,
    question: String,
    chosen: String,
}

fn place(app: &App) -> Option<Place> {
    let script = format!("{}\n{PLACE}", include_str!("accessibility.js"));
    let answer = app.driver().run(&script, &[]).unwrap_or_else(|error| panic!("{error}"));
    let text = |key: &str| answer[key].as_str().map(str::to_owned);
    let (role, name, question) = (text("role")?, text("name")?, text("question")?);
    Some(Place { role, name, question, chosen: text("chosen").unwrap_or_default() })
}

/// Presses `key` until the focus is where it is wanted; it may be there already.
#[track_caller]
fn press_until(app: &App, key: &str, what: &str, is_wanted: impl Fn(&Place) -> bool) -> Place {
    let mut passed: Vec<String> = Vec::new();
    for _ in 0..MOST_STEPS {
        if let Some(at) = place(app) {
            if is_wanted(&at) {
                return at;
            }
            passed.push(format!("{} {:?}", at.role, at.name));
        }
        app.press(key);
    }
    app.picture("failed-walk");
    passed.sort();
    passed.dedup();
    panic!("{key} never came to {what}; it came to {}", passed.join(", "));
}

fn is_choice(name: &str, choice: &str) -> bool {
    name == choice || name.strip_prefix(choice).is_some_and(|rest| rest.starts_with(' '))
}

/// Goes by Tab to a question of the form and answers it.
#[track_caller]
pub fn answer(app: &App, label: &str, given: Answer<'_>) {
    let field = |at: &Place| at.name == label && at.question != label && at.role != "button";
    match given {
        Answer::Text(text) => {
            press_until(app, "Tab", label, field);
            app.press("Ctrl+A");
            app.type_text(text);
        }
        Answer::When(day, time) => {
            press_until(app, "Tab", label, |at| at.question == label && at.name == "Date");
            app.press("Ctrl+A");
            app.type_text(day);
            if !time.is_empty() {
                press_until(app, "Tab", label, |at| at.question == label && at.name.starts_with("Time"));
                app.press("Ctrl+A");
                app.type_text(time);
            }
        }
        Answer::One(choice) => {
            let at = press_until(app, "Tab", label, |at| {
                (at.question == label && at.role == "radio") || (at.name == label && at.role == "combobox")
            });
            if at.role == "combobox" {
                // A list takes the answer whose beginning is typed.
                app.type_text(choice);
                let chosen = place(app).map(|at| at.chosen).unwrap_or_default();
                assert!(is_choice(&chosen, choice), "{label}: {chosen:?} is chosen and not {choice:?}");
            } else {
                let at = press_until(app, "ArrowDown", choice, |at| is_choice(&at.name, choice));
                if at.chosen != "true" {
                    app.press("Space");
                }
            }
        }
        Answer::Many(choices) => {
            for choice in choices {
                let at = press_until(app, "Tab", choice, |at| at.question == label && is_choice(&at.name, choice));
                assert_eq!(at.chosen, "false", "{label}: {choice}");
                app.press("Space");
            }
        }
        Answer::Person(name) => {
            press_until(app, "Tab", label, field);
            app.type_text(name);
            app.press("Enter");
            app.should_be_at(&format!("Take away: {name}"));
        }
        Answer::New(name, kind) => {
            press_until(app, "Tab", label, field);
            app.type_text(name);
            app.should_see(&format!("Add {name} as somebody new"));
            app.press("Enter");
            answer(app, "What are they to the service?", Answer::One(kind));
            app.go("button", &format!("Add {name}"));
            app.should_be_at(&format!("Take away: {name}"));
        }
    }
}

/// Records one part of the case that stands open, as "Record…" offers it, and sees it on the screen.
#[track_caller]
pub fn record(app: &App, kind: &str, answers: &[(&str, Answer<'_>)]) {
    open_form(app, kind);
    for (label, given) in answers {
        answer(app, label, *given);
    }
    app.go("button", "Record");
    app.should_see(&format!("Recorded: {kind}."));
    should_have_gone(app, kind);
    for (_, given) in answers {
        should_show(app, *given);
    }
}

/// Opens the form of a kind of part by "Record…".
#[track_caller]
pub fn open_form(app: &App, kind: &str) {
    app.go("button", "Record\u{2026}");
    app.should_see_role("dialog", "Record\u{2026}");
    app.should_be_at("Find");
    app.type_text(kind);
    app.press("ArrowDown");
    press_until(app, "ArrowDown", kind, |at| at.role == "button" && is_choice(&at.name, kind));
    app.press("Enter");
    app.should_see_role("dialog", kind);
    app.should_see("Record");
    app.wait_for("the first question of the form", |_| {
        Ok(place(app).is_some_and(|at| at.role != "button" && at.name != "Find"))
    });
}

#[track_caller]
fn should_have_gone(app: &App, dialog: &str) {
    let what = format!("the form {dialog:?} to close");
    app.wait_for(&what, |driver| Ok(driver.find_by_role("dialog", dialog)?.is_empty()));
}

/// Waits until an answer can be read on the page.
#[track_caller]
pub fn should_show(app: &App, given: Answer<'_>) {
    match given {
        Answer::Text(text) | Answer::One(text) | Answer::Person(text) | Answer::New(text, _) => app.should_see(text),
        Answer::When(day, "") => app.should_see(day),
        Answer::When(day, time) => app.should_see(&format!("{day}, {time}")),
        Answer::Many(several) => several.iter().for_each(|each| app.should_see(each)),
    }
}

/// Goes to a tab of the case that stands open.
#[track_caller]
pub fn tab(app: &App, name: &str) {
    press_until(app, "Tab", "the tabs of the case", |at| at.role == "tab");
    press_until(app, "ArrowRight", name, |at| at.role == "tab" && at.name.starts_with(name));
    app.wait_for(&format!("the tab {name:?}"), |driver| {
        let script = "return document.querySelector('[role=tab][aria-selected=true]')?.textContent.trim() ?? '';";
        Ok(driver.run(script, &[])?.as_str().is_some_and(|shown| shown.starts_with(name)))
    });
}

/// Closes the program for the day: locked first, so that nothing is left half done.
#[track_caller]
pub fn end_of_day(app: App) {
    app.press("Ctrl+L");
    app.should_be_ready("unlock");
    drop(app);
}

/// The text of one element, such as the row of a list, found by a script.
#[track_caller]
pub fn asked(app: &App, script: &str) -> String {
    match app.driver().run(script, &[]) {
        Ok(Value::String(text)) => text,
        Ok(other) => other.to_string(),
        Err(error) => panic!("{error}"),
    }
}
