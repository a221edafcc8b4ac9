import type { HelpEntry } from "./help";

/** Help on what a case adds up to: its clocks, duties and history, cases like it and groups of cases. */
export const caseHelp: Record<string, HelpEntry> = {
  "concern.types": {
    title: "Type of abuse or neglect",
    paragraphs: [
      "As many as seem to be meant. They make a first allegation, which is put in better words once more is known.",
      "You need not be sure. The types are those of the Care Act guidance, and sexual exploitation, which the council counts apart.",
    ],
    example: "Missed visits: neglect and acts of omission.",
  },
  "concern.safety": {
    title: "Is everyone safe now?",
    paragraphs: [
      "What was done straight away, for the adult and for anybody else who may be at risk. It stands on the timeline as a step to make safe, on the day you became aware; the exact time can be put right there.",
    ],
    example: "999 called, admitted to hospital. Welfare calls to all 11 people on that round by 14:05.",
  },
  "clocks.two": {
    title: "Two clocks",
    paragraphs: [
      "Time with you, and time in which you waited for somebody else. Evident turns the clock by what is recorded: a referral hands the case to the council, its decision or a question hands it back, and a “Wait for another body” says so outright.",
      "Each body is hatched in a way of its own. “Show every stretch” lists from when to when, and which fact began it.",
      "Chase means asking again. A line for each time, with the day and whom you asked, shows that you did not simply wait.",
    ],
    example: "With us 1 h 25 min, then waiting for the council for 37 days; asked again on 24 February.",
  },
  "clocks.due": {
    title: "What is due",
    paragraphs: [
      "Days that something recorded in this case sets: the report the council asked for, reviews of the plan, steps of the enquiry.",
      "“How this was worked out” shows how working days were counted, with weekends and bank holidays named. A day that the council itself gave counts before a day worked out.",
    ],
    example: "20 working days from 10 February 2026 end on Tuesday 10 March.",
  },
  "clocks.targets": {
    title: "Council’s targets",
    paragraphs: [
      "Some councils publish how soon they mean to act. These are their own targets and no law, and they may have changed since somebody saw them: the note says where and when that was.",
      "Days before and after are told and not judged. Which council it is, is a question of “More about the concern”; the targets themselves are kept under Settings.",
    ],
    example: "Wigan, an example: contact within 2 working days of the referral.",
  },
  duties: {
    title: "Duties of this case",
    paragraphs: [
      "Who may have to be told beside the council. A duty is done, under way, considered and not done, or not recorded; “To think about” is no fault, and whether it applies is for you to decide.",
      "“Considered, not done” keeps who decided and why, which counts for more than a blank. CQC is told without delay, whatever the council decides; the law gives no number of hours, and Evident shows only the time that passed.",
      "A draft for CQC is made from what the case holds. It is not a notification: record that once it is sent.",
    ],
    example:
      "Telling the police: considered on 8 February by the manager. No sign of a crime; the council agrees.",
  },
  history: {
    title: "History",
    paragraphs: [
      "Every change of this case: what, who, when and why, with the wording before and after. Nothing in it can be altered or taken out.",
      "Taking something back, or putting it back from the bin, is a change as well and stands here.",
    ],
    example:
      "9 March, the deputy manager: “Due on” from 9 March to 10 March. Why: the council’s letter says so.",
  },
  "history.known": {
    title: "As known on a day",
    paragraphs: [
      "Rebuilds the case from what had been recorded by the end of that day: where it stood, the chronology, the parts, the actions, and what was overdue then.",
      "Facts of that day that were recorded only later are left out and counted. It can be read and not changed.",
    ],
    example: "On 16 February: waiting for the council, one action overdue, two facts recorded only later.",
  },
  bin: {
    title: "Bin",
    paragraphs: [
      "What was removed from this case, with who removed it and when. It shows nowhere else and counts for nothing, and it can be put back.",
      "Nothing in it is lost or thrown away by itself.",
    ],
    example: "An allegation recorded twice, removed on 9 February by the registered manager.",
  },
  similar: {
    title: "Cases like this one",
    paragraphs: [
      "Concerns about the same person, with the same alleged source or of the same type in this service, within a year before and since; and cases that were linked by hand.",
      "Several about one person or one source within some weeks are said at the top: low-level events that repeat can become a safeguarding matter. Three within twelve weeks unless somebody set other numbers under Settings, Repeated events.",
      "After closure, three windows are looked at. One that has not passed yet is called not yet assessable, and is neither good nor bad.",
    ],
    example:
      "12 weeks after closure: no similar concern. 12 months: not yet assessable before 17 March 2027.",
  },
  recurrence: {
    title: "Do concerns come back?",
    paragraphs: [
      "Of the closed cases whose whole window has passed, how many were followed by a similar concern. Cases whose window has not passed are counted apart, so that young cases make no rate look better or worse.",
      "A concern that comes back can also mean that people speak up. Open the cases before you judge the number.",
    ],
    example: "The same person within 12 weeks: 2 of 14 closed cases (14%); 3 not yet assessable.",
  },
  groups: {
    title: "Several adults in one enquiry",
    paragraphs: [
      "If the council makes one enquiry for several adults, each adult has a case. A group holds what the cases share: meetings, decisions, waits. It is recorded once, shows in each case and is amended in the group.",
      "What belongs to one adult stays in that adult’s case. No paper or pack of a case names the other adults.",
    ],
    example: "Larch House, January 2026: three adults, one planning meeting, one decision of the council.",
  },
  councils: {
    title: "Councils and their targets",
    paragraphs: [
      "What a council says of how soon it acts, with where and when somebody saw it. The examples that come with Evident may be out of date: look at the council’s own page, then change them.",
      "Each target is counted from one fact of the chronology until the first of others. A council no longer used stays here and can be used again.",
    ],
    example: "Council makes contact: 2 working days from the referral, until its decision.",
  },
  holidays: {
    title: "Bank holidays",
    paragraphs: [
      "Working days are counted without them. The days of England and Wales come with Evident for the years named; later ones can be added once they are announced, and days of your own taken away again.",
    ],
    example: "Friday 3 April 2026, Good Friday.",
  },
};
