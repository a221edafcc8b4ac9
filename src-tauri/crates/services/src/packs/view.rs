//! What one audience sees of a case: its own view model, with names left out where they may not be.

use domain::{pack::Audience, plain, time::uk_local};
use packs::{
    NotShown, PackAction, PackCase, PackChainLink, PackClock, PackComparison, PackEvent, PackFact, PackPhase,
    PackQuestion, PackTable, PackView,
};

use super::{audience::naming_words, naming::Naming};
use crate::{
    Result, Session, Vault,
    actions::ActionRow,
    cases::{CaseFacts, FigureWords, case_figure, chain, elapsed},
    measures::{lead_comparison, phase_rows},
};

/// Makes the view of one audience.
pub(super) fn view(
    vault: &Vault,
    session: &Session,
    facts: &CaseFacts,
    audience: Audience,
) -> Result<(PackView, Naming)> {
    let naming = Naming::new(facts, audience);
    let put = |text: &str| naming.text(text);
    let case = &facts.case.record;
    let settling = facts.changes.settling();
    let compared = lead_comparison(facts, &settling);
    let figure = case_figure(facts, &naming);
    let period = plain::date_range(figure.range.first, figure.range.last);
    let figure_alt = format!("{}. {}", figure.title, figure.description);
    let recorded = plain::date_time(uk_local(facts.case.meta.first_recorded_at.utc()));
    let view = PackView {
        provider: vault.provider().to_owned(),
        service: facts.service.name.clone(),
        title: put(&case.title),
        period,
        cover_statement: cover(facts, audience, compared.as_ref().map(|compared| compared.sentence.as_str())),
        naming: naming_words(audience).to_owned(),
        confidential: Some(match audience {
            Audience::Board => "Confidential: contains information about people. Do not circulate".to_owned(),
            _ => "Confidential: contains personal information".to_owned(),
        }),
        demonstration: vault.is_demonstration().then(|| "Demonstration: invented people".to_owned()),
        case: PackCase {
            reference: case.reference.clone(),
            title: put(&case.title),
            person: naming.person.clone(),
            service: format!("{}, {}", facts.service.name, facts.service.kind.label().to_lowercase()),
            state: case.state.label().to_owned(),
            facts: vec![
                PackFact { label: "Became aware".to_owned(), value: case.aware.text() },
                PackFact { label: "Recorded".to_owned(), value: recorded },
            ],
            clocks: elapsed(&case.aware, &facts.events, session.now)
                .into_iter()
                .map(|clock| PackClock { label: clock.label, value: clock.value, detail: clock.detail })
                .collect(),
            first_account: (audience == Audience::CqcOnSite).then(|| case.first_account.clone()),
        },
        chain: chain(facts)
            .into_iter()
            .map(|link| PackChainLink {
                label: link.label,
                text: put(&link.text),
                gap: link.state == crate::cases::ChainState::Gap,
            })
            .collect(),
        questions: questions(facts, &naming),
        figure,
        figure_alt: put(&figure_alt),
        comparison: compared.map(|compared| PackComparison {
            sentence: put(&compared.sentence),
            order_of_events: compared.order_of_events.as_deref().map(put),
            verdict: Some(compared.label),
            interval_label: None,
            happened_after: compared.happened_after,
            working: compared.working.into_iter().map(|row| PackFact { label: put(&row.label), value: put(&row.value) }).collect(),
            caveats: compared.caveats.into_iter().map(|caveat| put(&caveat.text)).collect(),
        }),
        phases: facts
            .lead
            .as_ref()
            .map(|(measure, analysis)| phase_rows(measure, analysis, &settling))
            .unwrap_or_default()
            .into_iter()
            .map(|row| PackPhase {
                label: put(&row.label),
                from_to: row.from_to,
                periods: row.periods,
                counts: row.counts,
                rate: row.rate,
                against_baseline: row.against_baseline,
            })
            .collect(),
        chronology: chronology(facts, &naming),
        actions: facts
            .actions
            .iter()
            .map(ActionRow::new)
            .map(|row| PackAction {
                reference: row.reference,
                title: put(&row.title),
                owner: put(&row.owner),
                strength: row.strength_label,
                due: row.due,
                go_live: row.go_live,
                progress: row.progress_label,
                verified: row.verified.map(|verified| put(&verified.text)),
            })
            .collect(),
        measure_table: measure_table(facts, &naming),
        not_shown: not_shown(facts, audience),
        last_page: vec![
            "This pack was made from the record as it stood at the audit entry named in the foot of each page. Building it again from its stored input gives the same file, byte for byte.".to_owned(),
            "An intact audit chain shows that the record was not changed after it was written. It does not show that what was written is true.".to_owned(),
        ],
    };
    Ok((view, naming))
}

fn cover(facts: &CaseFacts, audience: Audience, sentence: Option<&str>) -> Vec<String> {
    let mut paragraphs = vec![format!(
        "This pack shows one safeguarding case of {}: what was reported, what was decided and done, and what the counts show since.",
        facts.service.name
    )];
    match sentence {
        Some(sentence) => paragraphs.push(sentence.to_owned()),
        None => paragraphs.push("No measure with a declared baseline and change date is linked to this case yet, so no before-and-after comparison is made.".to_owned()),
    }
    if audience == Audience::Board {
        paragraphs.push("Questions for the board: is the comparison fair, are the actions verified in practice, and when is the next check?".to_owned());
    }
    paragraphs
}

fn questions(facts: &CaseFacts, naming: &Naming) -> Vec<PackQuestion> {
    let answers = &facts.answers;
    let actions: Vec<String> = facts
        .actions
        .iter()
        .filter(|action| action.record.progress == domain::action::Progress::Done)
        .map(|action| format!("Action {}", action.record.reference()))
        .collect();
    let verified: Vec<String> = facts
        .actions
        .iter()
        .filter(|action| action.record.verified.is_some())
        .map(|action| format!("Action {}, verified in practice", action.record.reference()))
        .collect();
    let measure: Vec<String> = facts
        .lead
        .iter()
        .filter(|(measure, _)| !measure.counts.is_empty())
        .map(|(measure, analysis)| format!("Measure: {}", crate::measures::name_with_unit(measure, analysis)))
        .collect();
    let question = |question: &str, answer: &str, cites: Vec<String>| PackQuestion {
        question: question.to_owned(),
        answer: naming.text(answer),
        cites,
    };
    vec![
        question("What changed?", &answers.what_changed, actions),
        question("How was risk reduced?", &answers.how_risk_reduced, measure),
        question("How is learning embedded?", &answers.how_learning_embedded, verified),
    ]
}

fn chronology(facts: &CaseFacts, naming: &Naming) -> Vec<PackEvent> {
    let aware = &facts.case.record.aware;
    let concern = (
        aware.sort_key(),
        PackEvent {
            when: aware.text(),
            recorded: plain::date_time(uk_local(facts.case.meta.first_recorded_at.utc())),
            lane: "Case".to_owned(),
            text: "Concern: the service became aware.".to_owned(),
            by: facts.label(facts.case.meta.author_id).to_owned(),
        },
    );
    let mut entries: Vec<(i64, PackEvent)> = vec![concern];
    // What is kept apart in a compartment goes into no pack.
    let shown = facts.events.iter().filter(|event| event.may_leave);
    entries.extend(shown.map(|event| {
        let record = &event.record;
        let kind = match record.kind {
            domain::timeline::EventKind::Note => String::new(),
            kind => format!("{}: ", kind.label()),
        };
        (
            record.at.sort_key(),
            PackEvent {
                when: record.at.text(),
                recorded: plain::date_time(uk_local(event.meta.first_recorded_at.utc())),
                lane: record.lane.label().to_owned(),
                text: format!("{kind}{}", naming.event(record)),
                by: naming.text(facts.label(event.meta.author_id)),
            },
        )
    }));
    entries.sort_by_key(|(sort, _)| *sort);
    entries.into_iter().map(|(_, event)| event).collect()
}

fn measure_table(facts: &CaseFacts, naming: &Naming) -> PackTable {
    let Some((measure, analysis)) = &facts.lead else { return PackTable::default() };
    let mut columns = vec!["Period from".to_owned(), crate::measures::capital(&measure.indicator.events_many)];
    let exposure = measure.indicator.exposure_many.as_deref().filter(|_| analysis.per.is_some());
    if let Some(exposure) = exposure {
        columns.push(crate::measures::capital(exposure));
        columns.push("Rate".to_owned());
    }
    columns.push("Remark".to_owned());
    let rows = analysis
        .points
        .iter()
        .map(|point| {
            let count = measure.counts.iter().find(|count| count.start == point.start);
            let mut row = vec![plain::short_date_with_year(point.start)];
            row.push(count.map_or_else(|| "no return".to_owned(), |count| plain::whole(count.events)));
            if exposure.is_some() {
                row.push(count.and_then(|count| count.exposure).map(plain::whole).unwrap_or_default());
                row.push(point.value.map(|value| crate::measures::value_text(measure, value)).unwrap_or_default());
            }
            row.push(count.and_then(|count| count.note.as_deref()).map(|note| naming.text(note)).unwrap_or_default());
            row
        })
        .collect();
    PackTable { caption: crate::measures::name_with_unit(measure, analysis), columns, rows }
}

/// What is left out, and why.
pub(super) fn not_shown(facts: &CaseFacts, audience: Audience) -> Vec<NotShown> {
    let item = |what: &str, why: &str| NotShown { what: what.to_owned(), why: why.to_owned() };
    let mut left_out = match audience {
        Audience::Board => vec![
            item(
                "Names of the adult and their family",
                "The board oversees the service; it does not need to know who the person is.",
            ),
            item("The first account", "It is in somebody\u{2019}s own words and can point to a person."),
        ],
        _ => vec![item(
            "The adult\u{2019}s full name in what Evident writes",
            "Initials and a reference are enough to find the record; the full name is given at the desk on request.",
        )],
    };
    left_out.push(item("Other cases", "This pack was made for one case."));
    if !facts.removed_events.is_empty() || !facts.removed_actions.is_empty() {
        left_out.push(item(
            &format!(
                "{} that {} removed from the timeline or the list of actions",
                plain::count_of((facts.removed_events.len() + facts.removed_actions.len()) as u64, "entry", "entries"),
                if facts.removed_events.len() + facts.removed_actions.len() == 1 { "was" } else { "were" }
            ),
            "Removed entries stay in the record and can be seen in Evident.",
        ));
    }
    left_out.push(item(
        "Earlier wordings",
        "The newest wording is shown; every earlier one is kept in Evident with who changed it and why.",
    ));
    left_out
}
