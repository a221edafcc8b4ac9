import { call, commands, type QuestionsView } from "$lib/ipc";

/** What a draft keeps of the three answers. */
export type KeptQuestions = Omit<QuestionsView, "rev">;

export type QuestionKey = keyof KeptQuestions;

export const questions: { key: QuestionKey; label: string; hint: string; invite: string }[] = [
  {
    key: "what_changed",
    label: "What changed",
    hint: "What is done differently now, in the words you would say to a visitor.",
    invite: "Say what is done differently now",
  },
  {
    key: "how_risk_reduced",
    label: "How risk was reduced",
    hint: "What could happen before and what stands in its way now, with the counts.",
    invite: "Say what stands in the way of it now",
  },
  {
    key: "how_learning_embedded",
    label: "How learning is embedded",
    hint: "Where it lives when people leave: induction, supervision, rota, board page.",
    invite: "Say how it will last when people leave",
  },
];

/** Where the unfinished answers of a case are kept. */
export const draftKeyOf = (caseId: string): string => `questions:${caseId}`;

/** True when answers were typed and neither kept nor thrown away. */
export async function isUnfinished(caseId: string): Promise<boolean> {
  return (await call(commands.draftLoad(draftKeyOf(caseId)))) !== null;
}

/** The three answers as they are being written. */
export class QuestionsForm {
  what_changed = $state("");
  how_risk_reduced = $state("");
  how_learning_embedded = $state("");

  /** Starts from the answers on record. */
  take(view: QuestionsView): void {
    this.bringBack(view);
  }

  keep(): KeptQuestions {
    return {
      what_changed: this.what_changed,
      how_risk_reduced: this.how_risk_reduced,
      how_learning_embedded: this.how_learning_embedded,
    };
  }

  bringBack(kept: Partial<KeptQuestions>): void {
    for (const { key } of questions) this[key] = kept[key] ?? this[key];
  }

  /** Stores the answers over revision `rev`; throws the refusal. */
  save(caseId: string, rev: number): Promise<QuestionsView> {
    return call(commands.questionsSave(caseId, rev, { rev, ...this.keep() }));
  }
}
