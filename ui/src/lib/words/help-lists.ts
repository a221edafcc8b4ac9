import type { HelpEntry } from "./help";

/** Help on the lists and rules that a service sets for itself, and on the advice that stands beside a form. */
export const listHelp: Record<string, HelpEntry> = {
  "own-answers": {
    title: "Your own answers",
    paragraphs: [
      "Some lists in the forms can be made longer. Your answer is offered below those that came with Evident, marked “Your own”, in every case.",
      "“Stop offering” takes an answer out of the forms. Nothing is deleted: where it was chosen it is still read, and it can be offered again.",
      "An answer cannot be reworded, since cases that name it would then say something else. Stop offering it and add a better one.",
      "Lists set by law or its guidance, or that rules of Evident read, stay as they are and are not shown here.",
    ],
    example: "Contributory factor: “New rota system”, added in February when the old one was replaced.",
  },
  repeats: {
    title: "Repeated events",
    paragraphs: [
      "How many concerns about the same person, or with the same alleged source, within how many weeks Evident points out. The case looked at is one of them, and the weeks count before it and after it, from the day you became aware.",
      "What is found is said in each of those cases, under “Cases like this one”. It is advice: nothing is referred, and nothing in a case changes.",
      "Smaller numbers point out more, larger ones less. Every change of the rule is kept in the record of who did what. “Go back” brings the rule that came with Evident.",
    ],
    example:
      "3 concerns within 12 weeks: visits to the same person missed on 7 February, late on 1 March and missed on 20 March.",
  },
  "part.threshold-aids": {
    title: "What councils’ guidance says",
    paragraphs: [
      "Examples of what some councils would leave to the service and what they would want referred. They help you to think, and they decide nothing: no row is a pass mark.",
      "Your own council’s guidance comes first. When in doubt, ring its safeguarding team, and record what you asked and what they said.",
    ],
    example: "A fall: first aid was enough, or a fracture that nobody can explain.",
  },
};
