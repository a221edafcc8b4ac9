import { caseHelp } from "./help-case";
import { importHelp } from "./help-import";
import { listHelp } from "./help-lists";

/** One entry of the help: what F1 shows for a screen or a field. */
export type HelpEntry = { title: string; paragraphs: string[]; example?: string };

/**
 * Help by key. A screen's key is the first part of its address; a field names its own key with `help="…"`.
 * Examples are from the demonstration service, whose people are invented.
 */
export const help: Record<string, HelpEntry> = {
  ...caseHelp,
  ...importHelp,
  ...listHelp,
  unlock: {
    title: "Unlocking Evident",
    paragraphs: [
      "Choose who you are and type your passphrase. Everything is encrypted with it; nothing about your cases shows before it is right.",
      "From the fifth wrong try Evident waits before the next, longer each time. The wait is kept when the computer is restarted.",
    ],
    example: "The demonstration service opens with the passphrase: demonstration only",
  },
  "first-run": {
    title: "Setting up",
    paragraphs: [
      "Set up your own service, or open the demonstration service first. The two are kept apart: nothing you do in the demonstration can reach your own records.",
      "Evident works without the internet. Nothing leaves this computer unless you export it.",
    ],
    example:
      "Rowan Care Group set up one provider with Meadowbank Homecare (homecare). A second service can stand beside it in the same place.",
  },
  "first-run.provider": {
    title: "Provider",
    paragraphs: [
      "The name your organisation is registered under with CQC. It stands on every evidence pack.",
    ],
    example: "Rowan Care Group",
  },
  "first-run.services": {
    title: "Services",
    paragraphs: [
      "Each place or round that has its own registration or its own manager. Every case, person and measure belongs to one service.",
    ],
    example: "Meadowbank Homecare, homecare",
  },
  "first-run.user": {
    title: "Your name or job title",
    paragraphs: [
      "This stands on the unlock screen and beside what you record. A job title tells a passer-by less than a name.",
    ],
    example: "Registered manager",
  },
  "first-run.passphrase": {
    title: "Passphrase",
    paragraphs: [
      "Four or more words that do not belong together are easier to remember and harder to guess than a short password with signs.",
      "Nobody can reset it: not us, not your IT support. Without it the records cannot be opened by anybody.",
    ],
    example: "A sentence only you would say, or four words picked from a book with your eyes shut.",
  },
  "first-run.place": {
    title: "Where it is kept",
    paragraphs: [
      "A folder on this computer. Choose a drive that belongs to the computer: a folder that copies itself to the internet, or a stick that can be pulled out, can damage the records.",
    ],
  },
  cases: {
    title: "Cases",
    paragraphs: [
      "Every concern recorded is a case with its own reference, also one you keep and manage yourselves.",
      "Type in the box to find words of anything in a case, also a name with one letter wrong. Click a column's name to sort by it. Enter opens a row.",
      "Ctrl+K finds people, entries, actions and measures as well, from any screen.",
    ],
    example:
      "SG-2026-001: missed evening and morning visits at Meadowbank Homecare, aware 7 February 2026 at 13:05.",
  },
  concern: {
    title: "Recording a concern",
    paragraphs: [
      "Two answers are enough: what happened, and who. The rest is asked when it is needed.",
      "It is kept as you type. You can close the window in the middle of a sentence and go on later from Cases.",
      "What you write first is kept word for word as the first account. Later corrections stand beside it.",
    ],
    example:
      "“Found on the bedroom floor by her daughter. The Friday evening and Saturday morning visits had not been made.”",
  },
  "concern.what": {
    title: "What happened?",
    paragraphs: [
      "What was seen, heard or found, in plain words and in the order it happened. Use the person's own words where you can, in quotation marks.",
      "Say which parts are facts and which are somebody's opinion. You do not need to be sure that it was abuse.",
    ],
    example:
      "“Edna was found on the floor by her daughter. She said: ‘Nobody came last night.’ The visit log shows no Friday evening visit.”",
  },
  "concern.who": {
    title: "Who is the adult at risk?",
    paragraphs: [
      "The adult with care and support needs whom the concern is about. If you do not know yet, say so: you can add it later.",
    ],
    example: "Edna Rowe",
  },
  "concern.aware": {
    title: "When did you become aware?",
    paragraphs: [
      "When you or any of your staff first knew, which may be before it was written down. Evident counts from here to the referral and the notification.",
      "Type it as you would write it: 7 Feb 2026, 07/02/2026 or 2026-02-07, and 13:05, 1305 or 1.05pm.",
    ],
    example: "7 Feb 2026, 13:05",
  },
  case: {
    title: "Case on a page",
    paragraphs: [
      "The chain at the top goes from the concern to what held afterwards. A missing link is a button that opens the form to fill it.",
      "Below it, what happened stands above the numbers on one time line, so that you can see what changed and when.",
      "Rest on a mark, or move to it with the arrow keys, to read its record. Enter opens it.",
    ],
    example:
      "In SG-2026-001 missed visits were falling before the rota redesign of 27 April; the page says so and gives the fall to neither change alone.",
  },
  evidence: {
    title: "Evidence",
    paragraphs: [
      "Add the records, statements and pictures that show what happened: drop them on the box, or press “Add file…”. Evident keeps a locked copy; the original stays as it is and where it is.",
      "Then say what each one is, where it came from and when. It gets a number, such as E-0031, by which findings name it. Paper can be listed without a file.",
      "Pictures, PDF pages and text can be looked at here. They are drawn inside Evident, and nothing of them is written to the disk. Anything else opens in its own program from a copy that a manager saves.",
      "Every file has a hash: the same letters for every exact copy of it, and others as soon as one letter changes. Checking the store compares each file with what was added.",
    ],
    example:
      "E-0001: call monitoring log, 27 October to 8 February, from the system’s own export on 12 February: 162 visits with no log-in.",
  },
  timeline: {
    title: "Chronology",
    paragraphs: [
      "Dated facts. Each has two times: when it happened, and when it was recorded. Nothing is silently put back in time.",
      "A correction keeps the earlier wording and asks for a reason.",
      "Filter by lane, kind, body or person; “Lanes” draws what is shown, a lane for each body, and “Print…” puts it on paper with the filter said in words.",
    ],
    example:
      "7 February 2026, 14:30: concern referred to the local authority out-of-hours team, recorded at 14:41.",
  },
  "part.concern": {
    title: "The concern",
    paragraphs: [
      "Say how it came to you, whether everybody is safe and what the adult says, with each step to make people safe and its time.",
      "You raise a concern when you suspect that an adult with needs for care and support is experiencing abuse or neglect, or is at risk of it: risk is enough, and nobody need have been hurt. Whether they can protect themselves is for the council to decide.",
      "A concern kept internal needs a reason, somebody who decided, and what would change that decision.",
    ],
    example:
      "13:30, on-call: welfare calls to all 11 people on the round. Everyone seen or spoken to by 14:05.",
  },
  "part.people": {
    title: "People, capacity and advocacy",
    paragraphs: [
      "Everybody who matters to the case beside the adult, each with their part in it; a person alleged to have caused harm is that and no more until somebody has looked into it.",
      "Capacity is about one decision at one time, here about the enquiry, and never about the person: presume it, give support first, and take no unwise choice for a lack of it.",
      "Say who helps the adult to take part, or why nobody is needed. A view on deprivation of liberty goes with whose it is, its date and the law it was taken under; Evident takes none.",
    ],
    example:
      "Taking part in the enquiry, 28 January: with pictures and his key worker he could not weigh the choice.",
  },
  "part.wishes": {
    title: "What the adult wants",
    paragraphs: [
      "Making Safeguarding Personal: ask early what the adult wants to come of this, in their own words or through whoever speaks for them, and ask again at the end and later.",
      "One wish at a time, also one that seems small or out of reach. Whether it was achieved fully, partly or not is their answer and not yours. If nobody asked, an honest reason is the right answer.",
    ],
    example: "“To know someone will come, and to be told if they are late.”",
  },
  "part.allegations": {
    title: "Allegations, findings and risk",
    paragraphs: [
      "One concern may hold several allegations, each with its own type, source and place. The finding on each, the risk assessment, what became of the risk and what the adult wanted are four results, kept apart.",
      "A finding rests on the balance of probabilities; some councils do not use findings. Risk that remained is a result like any other, for example where an adult with capacity chooses it: say what they want, what they understand and what is in place all the same.",
    ],
    example: "Substantiated: the rota export and the call log agree that neither visit was made.",
  },
  "part.council": {
    title: "The council’s part",
    paragraphs: [
      "The council decides whether its enquiry duty is met, who enquires and when it closes; you record what it decided and when you heard. Its time targets differ from council to council and are not law.",
      "Keep the proof that a referral arrived. Get the scope of an enquiry, what the council wants from it and the date in writing, and say at once if whoever would enquire has a conflict of interest.",
    ],
    example: "10 February: section 42 duty met. Asked of us, 20 working days, so due on 10 March.",
  },
  "part.clocks": {
    title: "Waiting and chasing",
    paragraphs: [
      "Time in the hands of the council, the police or another body is kept apart from your own: say exactly what you are waiting for, and end the wait on the day it came.",
      "A line for each time you asked, with the day, whom you asked and what they said, shows that you did not simply wait.",
    ],
    example:
      "Police: whether staff may be interviewed. Waiting since 9 February at 10:00; asked on 16 February.",
  },
  "part.duties": {
    title: "Notifications and other duties",
    paragraphs: [
      "CQC is told of abuse or an allegation of it without delay, whatever the council decides; the law gives no number of hours. The duty of candour turns on a health professional’s reasonable opinion, and waiting for that opinion is an honest answer.",
      "What was considered and not done is recorded too, with who decided and why. Staff matters, police matters and who spoke up are kept apart, shown to managers alone and never put into a pack.",
    ],
    example:
      "Abuse or allegation of abuse, sent to CQC on 8 February at 11:20, 22 h 15 min after becoming aware.",
  },
  "part.enquiry": {
    title: "Our enquiry work",
    paragraphs: [
      "Agree the questions before you begin and write down each step, also what was looked for and not found; where the police are involved, agree with them before you speak to anybody.",
      "Every item of evidence goes with where it came from and what it shows. Factors say why it could happen and not who is to blame: most lie in how the work is set up. An employment matter is another thing and is kept apart.",
    ],
    example: "Call monitoring log, 27 October to 8 February: 162 visits with no log-in.",
  },
  "part.evidence": {
    title: "Evidence",
    paragraphs: [
      "Each item with where it came from, when, and what it shows. A file is kept inside Evident, encrypted; the original stays where it was.",
      "A paper in a folder can be listed without a file.",
    ],
    example:
      "Call monitoring log, 27 October to 8 February, from the system's own export on 12 February: 162 visits with no log-in.",
  },
  "part.stages": {
    title: "Where the case stands",
    paragraphs: [
      "Evident moves a case along from what is recorded. A change by hand, always with a reason, is for what the record does not say, and for opening a closed case again.",
      "The council opens and closes its own enquiry. Here you say where your record stands.",
    ],
    example:
      "Plan in progress, 1 November: opened again, because the October audit found that debriefs were slipping.",
  },
  people: {
    title: "People",
    paragraphs: [
      "Everybody whom cases name: people supported, family, staff, professionals and organisations. Somebody recorded once can be chosen in every case of the service.",
      "Where the same person was recorded twice, one record can stand for the other from then on. Nothing is rewritten, and the two can be taken apart again.",
      "Somebody removed can no longer be chosen; cases that name them go on naming them.",
    ],
    example: "P-0031 and P-0044 were the same daughter, written with and without her second name.",
  },
  actions: {
    title: "Actions",
    paragraphs: [
      "What you promised to do, who does it and by when. A go-live date becomes a change marker on the chart.",
      "Done is not the same as verified: somebody other than the owner looks whether it happens in practice.",
    ],
    example: "Missed-call board, live from 9 February 2026; verified in practice by the deputy manager.",
  },
  measures: {
    title: "Measures",
    paragraphs: [
      "A measure counts one thing the same way every week or month: how often it happened, out of how many times it could have.",
      "Choose it from the library, type the counts in the grid, or import them from a spreadsheet.",
      "Say which time came before and on which day practice changed, best before it does. The verdict then says what happened after it; “How Evident judges a change” on the page explains it.",
    ],
    example: "Missed visits per 1,000 planned visits, weekly, from the call monitoring system.",
  },
  measure: {
    title: "One measure",
    paragraphs: [
      "At the top stands one of five words, and one sentence with the numbers it rests on. “How this was worked out” opens every figure, the test and the periods counted.",
      "“To bear in mind” is part of the verdict: read it before you quote the sentence.",
      "“What if?” supposes some more weeks. Nothing of it is kept, and nothing of it is promised.",
    ],
    example:
      "Missed visits: 162 in 17,623 planned visits before, 100 in 45,093 after the missed-call board went up on 9 February 2026.",
  },
  "declared.baseline": {
    title: "Baseline",
    paragraphs: [
      "The time before the change that everything after it is compared with. At least eight periods; twelve or more make the limits on the chart firm.",
      "Choose it by the calendar and not by the numbers. Changed after the change was made, it is logged, and the checks no longer count as planned.",
    ],
    example: "27 Oct 2025 to 8 Feb 2026: the 15 weeks looked back over.",
  },
  "declared.change": {
    title: "Day of the change",
    paragraphs: [
      "The day practice changed for the people you support, not the day it was decided. The period in which it falls belongs to neither side unless it is the period’s first day.",
    ],
    example: "9 Feb 2026, a Monday: the missed-call board went up.",
  },
  "declared.aim": {
    title: "Aim",
    paragraphs: [
      "How large a change you set out to make. It decides how many events are needed before “no sign yet” can be said, and whether a fall is called smaller than aimed for.",
    ],
    example: "50: half the rate before. For a measure of which more is better: twice the rate.",
  },
  "declared.checks": {
    title: "When will you look?",
    paragraphs: [
      "Who looks every week will once see a good week by chance. A day written down before the change is a promise when to look, and a smaller difference can then be called a clear one.",
      "Looks in between are welcome: they only need stronger evidence.",
    ],
    example: "9 March and 5 May (interim), 10 August 2026 (final).",
  },
  "declared.triggers": {
    title: "What prompted the action",
    paragraphs: [
      "An action is often begun after a very bad week, and the next weeks would look better whatever was done. Name those weeks: the verdict must hold without them.",
    ],
    example: "The week of 22 December 2025, with 23 missed visits.",
  },
  round: {
    title: "A round of results",
    paragraphs: [
      "One occasion on which people were scored, asked, watched or timed: one before the change, one after it.",
      "Give every person a code and the same code in the next round: then each is compared with themselves, which shows much more from few people. The list of codes and names stays with you, outside Evident.",
    ],
    example: "S-01 to S-19, observed in February and again in August.",
  },
  reporting: {
    title: "Fewer incidents, or fewer reports?",
    paragraphs: [
      "A fall in what is reported can be a fall in events, or in reporting. Missing returns, unconfirmed nils, a smaller share of reports without harm and later entries are signs of the second.",
      "Any sign holds the verdict at “may have worked”. What you do not know stays blank and is no sign.",
    ],
    example:
      "120 reports without harm and 42 with, then 40 and 60: the small ones may no longer be reported.",
  },
  grid: {
    title: "Entering counts",
    paragraphs: [
      "One row for each week. Tab goes to the next cell, Enter down one row. A row is kept when you leave it.",
      "You can paste a block from a spreadsheet; Evident shows what will change before it does.",
      "Nought and “not counted” are different: type 0 when there were none, leave it blank when nobody counted.",
    ],
    example: "Week of 27 Oct 2025: 6 missed, 1,182 planned.",
  },
  import: {
    title: "Importing counts",
    paragraphs: [
      "Evident guesses which column is which and shows why. You can change it.",
      "Before anything comes in, you see every row that will and every row that will not, with the reason. The whole file can be undone afterwards.",
    ],
    example: "52 weeks from a call monitoring export: week starting, missed, planned.",
  },
  packs: {
    title: "Packs",
    paragraphs: [
      "A pack is a PDF made for one reader. What that reader may not see is left out when it is made, never covered over.",
      "Every pack made stands in the register: who made it, when, for whom, and a number that shows whether the file was changed since.",
    ],
    example: "EP-2026-001 for the board: the same case with the adult's name left out.",
  },
  settings: {
    title: "Settings",
    paragraphs: [
      "Where your records are kept, how the window looks, when it locks, councils’ targets and bank holidays, answers of your own in lists, when events count as repeated, a check of the store, and the record of who did what.",
    ],
    example: "The demonstration service locks after 10 minutes and keeps everything in a folder of its own.",
  },
};
