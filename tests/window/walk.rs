//! Filling in the forms of a case with the keyboard only: a kind of part and a table of its answers.

use serde_json::json;

use crate::app::App;

/// More steps with a key than any form, list or set of answers has.
const MOST_STEPS: usize = 200;

/// More answers than any list has.
const MOST_ANSWERS: usize = 20;

/// What stands at the focus: its role, its name (of a row, its words), and the question it is one answer of.
const PLACE: &str = "const at = document.activeElement;
     if (!at || at === document.body) return null;
     const { role, name: told } = stopOf(at);
     const name = at.matches('tr') ? squash(at.innerText) : told;
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

/// Goes through the answers of one question, down and then up: the keys stop at the last and at the first.
#[track_caller]
fn arrow_to(app: &App, choice: &str, is_wanted: impl Fn(&Place) -> bool) -> Place {
    for _ in 0..MOST_ANSWERS {
        match place(app) {
            Some(at) if is_wanted(&at) => return at,
            _ => app.press("ArrowDown"),
        }
    }
    press_until(app, "ArrowUp", choice, is_wanted)
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
                // Typing goes to the first answer that begins so; the arrow keys go on from there.
                app.type_text(choice);
                arrow_to(app, choice, |at| is_choice(&at.chosen, choice));
            } else {
                let at = arrow_to(app, choice, |at| is_choice(&at.name, choice));
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
            should_stand_chosen(app, name);
        }
        Answer::New(name, kind) => {
            press_until(app, "Tab", label, field);
            app.type_text(name);
            app.should_see(&format!("Add {name} as somebody new"));
            app.press("Enter");
            answer(app, "What are they to the service?", Answer::One(kind));
            app.go("button", &format!("Add {name}"));
            should_stand_chosen(app, name);
        }
    }
}

#[track_caller]
fn should_stand_chosen(app: &App, name: &str) {
    app.wait_for(&format!("{name:?} to be chosen"), |_| {
        Ok(place(app).is_some_and(|at| at.name.starts_with("Take away") && at.name.ends_with(name)))
    });
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

/// Goes to a tab of the case that stands open, one tab at a time.
#[track_caller]
pub fn tab(app: &App, name: &str) {
    press_until(app, "Tab", "the tabs of the case", |at| at.role == "tab");
    for _ in 0..MOST_ANSWERS {
        app.wait_for("the tab at the focus to be the one shown", |driver| {
            let script = "const at = document.activeElement;
                 return at?.getAttribute('aria-selected') === 'true' && at.textContent.trim();";
            Ok(driver.run(script, &[])?.is_string())
        });
        if place(app).is_some_and(|at| at.name.starts_with(name)) {
            app.wait_for("the page of the tab", |driver| {
                let script = "const asked = new URLSearchParams(location.search).get('tab') ?? 'page';
                     const labels = { page: 'Case on a page' };
                     const shown = labels[asked] ?? asked[0].toUpperCase() + asked.slice(1);
                     return document.activeElement?.textContent.trim().startsWith(shown) ?? false;";
                Ok(driver.run(script, &[])? == json!(true))
            });
            return;
        }
        app.press("ArrowRight");
    }
    panic!("there is no tab {name:?}");
}

/// Closes the program for the day: locked first, so that nothing is left half done.
#[track_caller]
pub fn end_of_day(app: App) {
    app.press("Ctrl+L");
    app.should_be_ready("unlock");
    drop(app);
}

/// Waits until the duty called `label` reads `words`, of which the first say where it stands.
#[track_caller]
pub fn duty_should_read(app: &App, label: &str, words: &[&str]) {
    let script = "const found = [...document.querySelectorAll('article')]
         .find((each) => each.getAttribute('aria-label') === arguments[0]);
         return found?.innerText.replace(/\\s+/g, ' ').trim() ?? '';";
    app.wait_for(&format!("the duty {label:?} to read {words:?}"), |driver| {
        let read = driver.run(script, &[json!(label)])?;
        let read = read.as_str().unwrap_or_default();
        Ok(read.starts_with(words[0]) && words.iter().all(|each| read.contains(each)))
    });
}

/// Amends a part that stands on the tab shown: the answers that change, and why.
#[track_caller]
pub fn amend(app: &App, kind: &str, title: &str, answers: &[(&str, Answer<'_>)], reason: Option<&str>) {
    app.go("button", &format!("Amend: {title}"));
    let dialog = format!("Amend: {kind}");
    app.should_see_role("dialog", &dialog);
    app.wait_for("the first question of the form", |_| {
        Ok(place(app).is_some_and(|at| at.role != "button" && at.role != "link"))
    });
    for (label, given) in answers {
        answer(app, label, *given);
    }
    if let Some(reason) = reason {
        answer(app, "Why is it corrected?", Answer::Text(reason));
    }
    app.go("button", "Keep this wording");
    app.should_see(&format!("Amended: {kind}. The earlier wording is kept."));
    should_have_gone(app, &dialog);
    for (_, given) in answers {
        should_show(app, *given);
    }
}

/// Adds an action to the case, with its tab shown.
#[track_caller]
pub fn action(app: &App, answers: &[(&str, Answer<'_>)]) {
    app.go("button", "Add an action");
    app.should_see_role("dialog", "Add an action");
    for (label, given) in answers {
        answer(app, label, *given);
    }
    app.go("button", "Add action");
    should_have_gone(app, "Add an action");
    should_show(app, answers[0].1);
}

/// Changes the action called `title`, with the tab of actions shown.
#[track_caller]
pub fn change_action(app: &App, title: &str, answers: &[(&str, Answer<'_>)]) {
    press_until(app, "Tab", "the actions", |at| at.role == "row");
    press_until(app, "ArrowDown", title, |at| at.role == "row" && at.name.contains(title));
    app.press("Enter");
    app.should_see("change this action");
    press_until(app, "Tab", "the form", |at| at.role != "row");
    for (label, given) in answers {
        answer(app, label, *given);
    }
    app.go("button", "Keep these changes");
    app.should_not_see("change this action");
}

/// Adds an entry to the timeline, with the chronology shown, and sees it there.
#[track_caller]
pub fn event(app: &App, what: &str, day: &str, text: &str, lane: &str) {
    app.go("button", "Add to timeline");
    app.should_see_role("dialog", "Add to timeline");
    answer(app, "What is it?", Answer::One(what));
    answer(app, "When did it happen?", Answer::When(day, ""));
    let question = if what == "Something that happened" { "What happened?" } else { "What should be known about it?" };
    answer(app, question, Answer::Text(text));
    answer(app, "Lane", Answer::One(lane));
    app.go("button", "Add to timeline");
    should_have_gone(app, "Add to timeline");
    app.should_see(text);
}
