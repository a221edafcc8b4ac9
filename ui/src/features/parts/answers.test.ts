import { describe, expect, it } from "vitest";
import { CallError, type FieldInput, type FieldView, type PartForm } from "$lib/ipc";
import { Answers } from "./answers.svelte";

function field(code: string, takes: FieldView["takes"], over: Partial<FieldView> = {}): FieldView {
  return {
    code,
    label: `${code}?`,
    takes,
    needed: false,
    hint: null,
    of: null,
    choices: [],
    alone: [],
    asked_when: null,
    asked_when_is: [],
    ...over,
  };
}

const outcomes = [
  { value: "risk_action", label: "Risk identified and action taken", hint: null },
  { value: "no_risk_action", label: "No risk identified and action taken", hint: null },
];
const fields = [
  field("assessed", "choice", { needed: true, choices: outcomes }),
  field("became", "choice", {
    needed: true,
    choices: [{ value: "reduced", label: "Risk reduced", hint: null }],
    asked_when: "assessed",
    asked_when_is: ["risk_action"],
  }),
  field("became_why", "long", { asked_when: "became", asked_when_is: ["reduced"] }),
  field("decided", "when", { needed: true }),
  field("due", "date"),
  field("days", "number"),
  field("by", "line"),
  field("who", "person", { choices: [{ value: "p1", label: "Edna Rowe", hint: "P-0031" }] }),
];

const recorded: Record<string, FieldInput> = {
  assessed: { codes: ["risk_action"] },
  became: { codes: ["reduced"] },
  decided: { when: { date: "17 Mar 2026", time: "10:00", offset_min: 0, about: false } },
  due: { text: "20 Jul 2026" },
  days: { text: "20" },
  by: { text: "Outcomes meeting" },
};

function form(over: Partial<PartForm> = {}): PartForm {
  return {
    kind: "risk_result",
    aids: [],
    aids_source: "",
    label: "Risk result",
    intro: "",
    example: null,
    kept_apart: null,
    id: "p1",
    rev: 2,
    fields,
    values: recorded,
    kept_because: {},
    ...over,
  };
}

const aCase = { is: "case", id: "c1" } as const;
const blank = () => new Answers(form({ id: null, rev: 0, values: {} }), aCase);
const standing = () => new Answers(form(), aCase);
const codes = (answers: Answers) => answers.asked.map((each) => each.code);
const refusal = (over: Partial<ConstructorParameters<typeof CallError>[0]>) =>
  new CallError({
    code: "invalid",
    message: "No.",
    field: null,
    problems: [],
    wait_seconds: null,
    choices: [],
    ...over,
  });

describe("what is asked", () => {
  it("hangs on the answers before it, also over several steps", () => {
    const answers = blank();
    expect(codes(answers)).not.toContain("became");
    answers.answer("assessed").codes = ["risk_action"];
    expect(codes(answers)).toContain("became");
    expect(codes(answers)).not.toContain("became_why");
    answers.answer("became").codes = ["reduced"];
    expect(codes(answers)).toContain("became_why");
    answers.answer("assessed").codes = ["no_risk_action"];
    expect(codes(answers)).not.toContain("became_why");
  });

  it("keeps what was typed in a question that is not asked for now", () => {
    const answers = standing();
    answers.answer("assessed").codes = ["no_risk_action"];
    answers.answer("assessed").codes = ["risk_action"];
    expect(answers.answer("became").codes).toEqual(["reduced"]);
    expect(answers.needsReason).toBe(false);
  });
});

describe("a new form that starts with something", () => {
  const preset = { assessed: { codes: ["risk_action"] }, by: { text: "The council" } };
  const started = () => new Answers(form({ id: null, rev: 0, values: {} }), aCase, preset);

  it("sends it like what was typed, and needs no reason for changing it", () => {
    const answers = started();
    expect(codes(answers)).toContain("became");
    expect(answers.draft("k").values).toMatchObject(preset);
    answers.answer("by").text = "Outcomes meeting";
    expect(answers.needsReason).toBe(false);
  });

  it("gives way to what was typed earlier and not recorded", () => {
    const answers = started();
    answers.bringBack({ typed: { by: { ...answers.answer("days"), text: "The police" } } }, null);
    expect(answers.answer("by").text).toBe("The police");
    expect(answers.answer("assessed").codes).toEqual(["risk_action"]);
    // What it started with is kept with the rest, so that it comes back also where the form is opened without it.
    expect(Object.keys(answers.keep().typed).sort()).toEqual(["assessed", "by"]);
  });
});

describe("what was kept although it seemed unlikely", () => {
  const kept = form({ kept_because: { referral_before_awareness: "The daughter rang them first." } });

  it("stands in the answer with the reason given then", () => {
    const answers = new Answers(kept, aCase);
    expect(answers.doubts.because).toEqual({ referral_before_awareness: "The daughter rang them first." });
    answers.bringBack({ because: { other: "Right." } }, 2);
    expect(answers.doubts.because).toMatchObject({
      referral_before_awareness: "The daughter rang them first.",
      other: "Right.",
    });
  });

  it("goes to the program with that reason where it asks once more", () => {
    const answers = new Answers(kept, aCase);
    answers.refused(
      refusal({
        code: "doubtful",
        choices: [{ value: "referral_before_awareness", label: "Is that right?" }],
      }),
    );
    expect(answers.draft("k").confirmed).toEqual([
      { code: "referral_before_awareness", because: "The daughter rang them first." },
    ]);
  });
});

describe("an unfinished form", () => {
  it("says where it belongs", () => {
    expect(standing().keep()).toMatchObject({ case_id: "c1" });
    expect(standing().keep().in_group).toBeUndefined();
    expect(new Answers(form(), { is: "group", id: "g1" }).keep()).toMatchObject({
      case_id: "g1",
      in_group: true,
    });
  });
});

describe("a reason", () => {
  it("is needed when something that held an answer changes, and not for filling blanks", () => {
    const answers = standing();
    answers.answer("who").codes = ["p1"];
    expect(answers.needsReason).toBe(false);
    answers.answer("by").text = "The council";
    expect(answers.corrected.map((each) => each.code)).toEqual(["by"]);
    expect(answers.needsReason).toBe(true);
  });

  it("is not needed for the same answer typed another way", () => {
    const answers = standing();
    answers.answer("due").text = "20/07/2026";
    answers.answer("decided").when = { date: "17/3/2026", time: " 10:00", offset_min: null, about: false };
    answers.answer("days").text = " 20 ";
    answers.answer("by").text = "Outcomes meeting ";
    expect(answers.needsReason).toBe(false);
    // It goes back as it stood, so that the program finds nothing corrected either.
    expect(answers.draft("k").values).toEqual({
      assessed: { codes: ["risk_action"] },
      became: { codes: ["reduced"] },
      decided: { when: { date: "17 Mar 2026", time: "10:00", offset_min: 0, about: false } },
      due: { text: "20 Jul 2026" },
      days: { text: "20" },
      by: { text: "Outcomes meeting" },
    });
  });

  it("is needed where an answer goes because its question is no longer asked", () => {
    const answers = standing();
    answers.answer("assessed").codes = ["no_risk_action"];
    expect(answers.corrected.map((each) => each.code)).toEqual(["assessed", "became"]);
  });

  it("is needed for an answer that is taken back", () => {
    const answers = standing();
    answers.answer("due").text = " ";
    expect(answers.corrected.map((each) => each.code)).toEqual(["due"]);
    expect(answers.draft("k").values).not.toHaveProperty("due");
  });

  it("is asked where the program asks for it", () => {
    const answers = standing();
    answers.refused(CallError.ofForm([{ field: "reason", message: "Say why." }]));
    expect(answers.needsReason).toBe(true);
    answers.reason = " The letter says so ";
    expect(answers.draft("k").reason).toBe("The letter says so");
  });

  it("is never asked of a new one", () => {
    const answers = blank();
    answers.answer("by").text = "The council";
    expect(answers.needsReason).toBe(false);
  });
});

describe("what goes to the program", () => {
  it("is what was answered, under the draft it was typed in", () => {
    const answers = blank();
    answers.answer("assessed").codes = ["no_risk_action"];
    answers.answer("decided").when = { date: " 17 Mar 2026", time: " ", offset_min: 60, about: true };
    expect(answers.draft("part:c1:risk_result:new")).toEqual({
      values: {
        assessed: { codes: ["no_risk_action"] },
        decided: { when: { date: "17 Mar 2026", time: null, offset_min: null, about: true } },
      },
      confirmed: [],
      reason: "",
      draft_key: "part:c1:risk_result:new",
    });
  });

  it("holds a text of a hundred thousand characters whole", () => {
    const answers = standing();
    const long = "word ".repeat(20_000);
    answers.answer("became_why").text = long;
    expect(answers.draft("k").values.became_why?.text).toBe(long);
    expect(answers.keep().typed.became_why?.text).toBe(long);
  });

  it("waits for a name that was typed and nobody chosen", () => {
    const answers = blank();
    answers.answer("who").text = "Ruth Rowe";
    expect(answers.unfinished()?.field).toBe("who");
    answers.answer("who").codes = ["p1"];
    answers.answer("who").text = "";
    expect(answers.unfinished()).toBeNull();
  });

  it("names somebody who was added in the middle of the form", () => {
    const answers = blank();
    answers.offer({ value: "p9", label: "Ruth Rowe", hint: "P-0040, Relative" });
    expect(answers.fields.find((each) => each.code === "who")?.choices.map((each) => each.value)).toEqual([
      "p1",
      "p9",
    ]);
  });
});

describe("a doubt", () => {
  const doubtful = refusal({
    code: "doubtful",
    field: "decided",
    choices: [{ value: "decision_before_awareness", label: "Is that right?" }],
  });

  it("is asked about, and answered with the reason", () => {
    const answers = standing();
    answers.refused(doubtful);
    expect(answers.doubts.of(answers.dates).map((each) => each.value)).toEqual(["decision_before_awareness"]);
    expect(answers.draft("k").confirmed).toEqual([]);
    answers.doubts.because.decision_before_awareness = " They had rung before. ";
    expect(answers.draft("k").confirmed).toEqual([
      { code: "decision_before_awareness", because: "They had rung before." },
    ]);
  });

  it("goes when the dates are corrected, and other dates are asked about anew", () => {
    const answers = standing();
    answers.refused(doubtful);
    answers.doubts.because.decision_before_awareness = "They had rung before.";
    answers.answer("decided").when.date = "18 Mar 2026";
    expect(answers.doubts.of(answers.dates)).toEqual([]);
    expect(answers.draft("k").confirmed).toEqual([]);
  });

  it("says what is missing once it was asked twice without an answer", () => {
    const answers = standing();
    answers.refused(doubtful);
    expect(answers.doubts.problem("decision_before_awareness")).toBeNull();
    answers.refused(doubtful);
    expect(answers.doubts.problem("decision_before_awareness")).toContain("why it is right");
    answers.doubts.because.decision_before_awareness = "They had rung before.";
    expect(answers.doubts.problem("decision_before_awareness")).toBeNull();
  });

  it("loses nothing that was typed", () => {
    const answers = standing();
    answers.answer("by").text = "The council";
    answers.refused(doubtful);
    expect(answers.answer("by").text).toBe("The council");
  });
});

describe("what was said of an answer", () => {
  it("holds no longer once the answer changes", () => {
    const answers = blank();
    expect(answers.isAsRefused("by")).toBe(false);
    answers.refused(CallError.ofForm([{ field: "by", message: "Write a few words here." }]));
    expect(answers.isAsRefused("by")).toBe(true);
    answers.answer("by").text = "T";
    expect(answers.isAsRefused("by")).toBe(false);
    expect(answers.isAsRefused("due")).toBe(true);
  });
});

describe("a time that comes twice", () => {
  it("is asked about until it is typed anew", () => {
    const answers = standing();
    answers.refused(refusal({ code: "time_happens_twice", field: "decided" }));
    expect(answers.twice).toEqual(["decided"]);
    answers.answer("decided").when.offset_min = 60;
    answers.retimed("decided");
    expect(answers.twice).toEqual(["decided"]);
    answers.answer("decided").when.offset_min = null;
    answers.retimed("decided");
    expect(answers.twice).toEqual([]);
  });
});

describe("an unfinished form", () => {
  it("keeps what differs from the record, and its case", () => {
    const answers = standing();
    answers.answer("by").text = "The coun";
    answers.reason = "The letter";
    expect(JSON.parse(JSON.stringify(answers.keep()))).toEqual({
      case_id: "c1",
      typed: { by: expect.objectContaining({ text: "The coun" }) },
      reason: "The letter",
      because: {},
    });
  });

  it("comes back as it was typed", () => {
    const answers = standing();
    answers.answer("by").text = "The coun";
    answers.answer("who").text = "Ruth";
    const again = standing();
    again.bringBack(JSON.parse(JSON.stringify(answers.keep())), 2);
    expect(again.keep()).toEqual(answers.keep());
    expect(again.newer).toBeNull();
    expect(again.rev).toBe(2);
  });

  it("leaves out an answer to a question that is no longer there", () => {
    const again = blank();
    again.bringBack(
      {
        typed: {
          gone: { text: "words", codes: [], when: { date: "", time: "", offset_min: null, about: false } },
        },
      },
      null,
    );
    expect(again.draft("k").values).toEqual({});
  });
});

// "A draft begun on one revision and kept after another was saved shows both wordings, nothing lost."
describe("a form begun on an older wording", () => {
  const later = { ...recorded, by: { text: "The council" }, due: { text: "1 Aug 2026" } };

  it("shows both wordings when its draft is opened again, and stays on the older revision until it is answered", () => {
    const begun = standing();
    begun.answer("by").text = "Outcomes meeting, chaired by the council";
    begun.answer("days").text = "25";
    const again = new Answers(form({ rev: 3, values: later }), aCase);
    again.bringBack(JSON.parse(JSON.stringify(begun.keep())), 2);
    expect(again.rev).toBe(2);
    expect(again.bothWordings).toEqual([
      { label: "days?", newer: "20", mine: "25" },
      { label: "by?", newer: "The council", mine: "Outcomes meeting, chaired by the council" },
    ]);
    again.goOn();
    expect(again.rev).toBe(3);
    expect(again.newer).toBeNull();
    expect(again.draft("k").values).toMatchObject({
      by: { text: "Outcomes meeting, chaired by the council" },
      days: { text: "25" },
      due: { text: "1 Aug 2026" },
    });
    expect(again.corrected.map((each) => each.code)).toEqual(["days", "by"]);
  });

  it("meets a wording recorded while it was open: what was not touched here is taken over", () => {
    const answers = standing();
    answers.answer("days").text = "25";
    answers.meet(form({ rev: 3, values: later }));
    expect(answers.bothWordings).toEqual([
      { label: "due?", newer: "1 Aug 2026", mine: null },
      { label: "days?", newer: "20", mine: "25" },
      { label: "by?", newer: "The council", mine: null },
    ]);
    expect(answers.rev).toBe(2);
    answers.goOn();
    expect(answers.rev).toBe(3);
    expect(answers.draft("k").values).toMatchObject({
      by: { text: "The council" },
      days: { text: "25" },
      due: { text: "1 Aug 2026" },
    });
  });

  it("has nothing to choose where both say the same", () => {
    const answers = standing();
    answers.answer("by").text = "The council ";
    answers.meet(form({ rev: 3, values: { ...recorded, by: { text: "The council" } } }));
    expect(answers.bothWordings).toEqual([]);
    answers.goOn();
    expect(answers.needsReason).toBe(false);
  });

  it("goes on knowing somebody who was added in the middle of the form", () => {
    const answers = standing();
    answers.offer({ value: "p9", label: "Ruth Rowe", hint: "P-0040, Relative" });
    answers.answer("who").codes = ["p9"];
    answers.meet(form({ rev: 3, values: { ...recorded, who: { codes: ["p1"] } } }));
    expect(answers.bothWordings).toEqual([{ label: "who?", newer: "Edna Rowe", mine: "Ruth Rowe" }]);
    answers.goOn();
    expect(answers.fields.find((each) => each.code === "who")?.choices.map((each) => each.value)).toContain(
      "p9",
    );
  });
});
