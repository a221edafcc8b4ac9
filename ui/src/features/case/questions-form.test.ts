import { describe, expect, it } from "vitest";
import { questions, QuestionsForm } from "./questions-form.svelte";

const answers = {
  rev: 3,
  what_changed: "Rotas carry travel time.",
  how_risk_reduced: "",
  how_learning_embedded: "",
};

describe("the three answers", () => {
  it("start from what is on record and come back from a draft", () => {
    const form = new QuestionsForm("c1", answers);
    form.how_risk_reduced = "Time-critical misses: 14 before, 1 after.";
    const kept = JSON.parse(JSON.stringify(form.keep()));
    expect(kept).toEqual({ how_risk_reduced: "Time-critical misses: 14 before, 1 after." });
    const again = new QuestionsForm("c1", answers);
    again.bringBack(kept, 3);
    expect(again.words()).toEqual(form.words());
    expect(again.what_changed).toBe("Rotas carry travel time.");
  });

  it("keep an answer that a draft emptied empty", () => {
    const form = new QuestionsForm("c1", answers);
    form.bringBack({ what_changed: "" }, 3);
    expect(form.what_changed).toBe("");
  });

  it("are asked in the order in which a case is told", () => {
    expect(questions.map((question) => question.key)).toEqual([
      "what_changed",
      "how_risk_reduced",
      "how_learning_embedded",
    ]);
  });
});
