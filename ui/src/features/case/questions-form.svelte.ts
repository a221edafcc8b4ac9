import { Revision, type Asked, type RecordedBy, type Wording } from "$lib/drafts";
import { call, commands, type QuestionsView } from "$lib/ipc";
import { caseNow, lastChangeOf } from "$lib/state/case-now";

type QuestionWords = Omit<QuestionsView, "rev">;

/** What a draft keeps of the three answers: those that differ from what it was begun on. */
export type KeptQuestions = Partial<QuestionWords>;

export type QuestionKey = keyof QuestionWords;

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

const asked: Record<QuestionKey, Asked<QuestionWords>> = {
  what_changed: { label: "What changed", say: (words) => words.what_changed.trim() },
  how_risk_reduced: { label: "How risk was reduced", say: (words) => words.how_risk_reduced.trim() },
  how_learning_embedded: {
    label: "How learning is embedded",
    say: (words) => words.how_learning_embedded.trim(),
  },
};

/** The three answers as they are being written. */
export class QuestionsForm {
  what_changed = $state("");
  how_risk_reduced = $state("");
  how_learning_embedded = $state("");

  /** What they were begun on, and what was recorded since. */
  readonly revision: Revision<QuestionWords>;

  /** Starts from the answers on record. */
  constructor(
    private readonly caseId: string,
    of: QuestionsView,
  ) {
    this.revision = new Revision(this, asked, wordingOf(of));
  }

  words(): QuestionWords {
    const { what_changed, how_risk_reduced, how_learning_embedded } = this;
    return { what_changed, how_risk_reduced, how_learning_embedded };
  }

  put(words: QuestionWords): void {
    for (const { key } of questions) this[key] = words[key];
  }

  keep(): KeptQuestions {
    return this.revision.keep();
  }

  /** Puts back what a draft kept; anything it does not hold stays as it is. */
  bringBack(kept: KeptQuestions, begunOn: number | null): void {
    this.revision.bringBack(kept, begunOn);
  }

  /** Stores the answers over the revision they were begun on; throws the refusal. */
  save(): Promise<QuestionsView> {
    const rev = this.revision.rev ?? 0;
    return call(commands.questionsSave(this.caseId, rev, { rev, ...this.words() }));
  }

  /** Meets the answers as they stand now. */
  async meetNewest(): Promise<void> {
    this.revision.meet(wordingOf((await caseNow(this.caseId)).questions));
  }

  /** Who recorded the answers that stand now. */
  newestBy(): Promise<RecordedBy | null> {
    return lastChangeOf(this.caseId, "What we can show");
  }
}

function wordingOf({ rev, ...words }: QuestionsView): Wording<QuestionWords> {
  return { rev, words };
}
