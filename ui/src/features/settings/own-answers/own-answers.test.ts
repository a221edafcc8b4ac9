import { beforeEach, describe, expect, it, vi } from "vitest";
import type { OwnItemRow, OwnListView } from "$lib/ipc";

const ownItemAdd = vi.fn();
const ownItemRetire = vi.fn();

vi.mock("../../../bindings", () => ({
  commands: {
    ownItemAdd: (...given: unknown[]) => ownItemAdd(...given),
    ownItemRetire: (...given: unknown[]) => ownItemRetire(...given),
  },
  events: {},
}));

const { OwnAnswers, sorted } = await import("./own-answers.svelte");
const { NewAnswer } = await import("./new-answer.svelte");
const { toasts } = await import("$lib/kit");
const { acts } = await import("$lib/undo");

const item = (code: string, label: string, more: Partial<OwnItemRow> = {}): OwnItemRow => ({
  code,
  label,
  own: code.startsWith("own_"),
  retired: false,
  ...more,
});
const staffing = item("staffing", "Staffing");
const rota = item("own_1", "New rota system");
const agency = item("own_2", "Agency staff");

const lists = (...items: OwnItemRow[]): OwnListView[] => [
  // Codes of one's own answers are the same in every list.
  { code: "body", title: "Who we wait for", items: [item("own_1", "Housing")], may_change: true },
  { code: "contributory_factor", title: "Contributory factor", items, may_change: true },
];
const ok = (data: OwnListView[]) => ({ status: "ok", data });
const refusal = (message: string, field: string | null) => ({
  status: "error",
  error: { code: "invalid", message, field, problems: [], wait_seconds: null, choices: [] },
});

let answers: InstanceType<typeof OwnAnswers>;

beforeEach(() => {
  toasts.clear();
  acts.forget();
  ownItemAdd.mockReset().mockResolvedValue(ok(lists(staffing, rota, agency)));
  ownItemRetire
    .mockReset()
    .mockImplementation((_list: string, _code: string, retired: boolean) =>
      Promise.resolve(ok(lists(staffing, rota, { ...agency, retired }))),
    );
  answers = new OwnAnswers();
  answers.lists.set(lists(staffing, rota));
});

const shownItems = () => answers.lists.data?.[1]?.items ?? [];

describe("an answer of one's own", () => {
  it("is added to its list, and taking it back stops offering it", async () => {
    const answer = new NewAnswer(answers, "contributory_factor");
    answer.label = "  Agency staff ";
    await answer.add();
    expect(ownItemAdd).toHaveBeenCalledWith("contributory_factor", "Agency staff");
    expect(answer.label).toBe("");
    expect(toasts.list.at(-1)).toMatchObject({
      text: "“Agency staff” is offered now.",
      undoLabel: "Stop offering",
    });
    await acts.undoLast();
    expect(ownItemRetire).toHaveBeenCalledWith("contributory_factor", "own_2", true);
    expect(shownItems().at(-1)?.retired).toBe(true);
    await acts.redoLast();
    expect(ownItemRetire).toHaveBeenLastCalledWith("contributory_factor", "own_2", false);
    expect(shownItems().at(-1)?.retired).toBe(false);
  });

  it("stays as typed where it is in the list already, and says so at the field", async () => {
    ownItemAdd.mockResolvedValueOnce(refusal("That answer is in the list already.", "label"));
    const answer = new NewAnswer(answers, "contributory_factor");
    answer.label = "staffing";
    await answer.add();
    expect(answer.label).toBe("staffing");
    expect(answer.atField).toBe("That answer is in the list already.");
    expect(answers.problem).toBeNull();
    expect(toasts.list).toEqual([]);
    answer.label = "Agency staff";
    await answer.add();
    expect(answer.atField).toBeNull();
  });

  it("says what belongs to no field apart from it, and can be left", async () => {
    ownItemAdd.mockResolvedValueOnce(refusal("Your role does not do this.", null));
    const answer = new NewAnswer(answers, "contributory_factor");
    answer.label = "Agency staff";
    await answer.add();
    expect(answer.atField).toBeNull();
    expect(answer.error?.message).toBe("Your role does not do this.");
    answer.leave();
    expect([answer.label, answer.error]).toEqual(["", null]);
  });

  it("is asked for once, however often it is pressed", async () => {
    let answered = (_: unknown) => {};
    ownItemAdd.mockReturnValueOnce(new Promise((resolve) => (answered = resolve)));
    const answer = new NewAnswer(answers, "contributory_factor");
    answer.label = "Agency staff";
    const first = answer.add();
    await answer.add();
    answered(ok(lists(staffing, rota, agency)));
    await first;
    expect(ownItemAdd).toHaveBeenCalledTimes(1);
    expect(answer.busy).toBe(false);
  });
});

describe("an answer no longer offered", () => {
  it("stays in the list and can be offered again", async () => {
    expect(await answers.retire("contributory_factor", agency, true)).toBeNull();
    expect(shownItems().at(-1)).toMatchObject({ label: "Agency staff", retired: true });
    const toast = toasts.list.at(-1);
    expect(toast).toMatchObject({
      text: "“Agency staff” is no longer offered.",
      undoLabel: "Offer again",
    });
    if (toast) toasts.putBack(toast);
    await vi.waitFor(() =>
      expect(ownItemRetire).toHaveBeenLastCalledWith("contributory_factor", "own_2", false),
    );
    await vi.waitFor(() => expect(shownItems().at(-1)?.retired).toBe(false));
  });

  it("is left as it is where that is refused, and the list says why", async () => {
    ownItemRetire.mockResolvedValueOnce(refusal("That answer came with Evident and stays.", "label"));
    const refused = await answers.retire("contributory_factor", staffing, true);
    expect(refused?.message).toBe("That answer came with Evident and stays.");
    expect(answers.problem).toBe(refused);
    expect(shownItems()).toEqual([staffing, rota]);
    expect(toasts.list).toEqual([]);
  });
});

it("tells the answers that came with Evident from one's own, retired or not", () => {
  const gone = { ...agency, retired: true };
  expect(sorted([staffing, rota, gone])).toEqual({ builtIn: [staffing], own: [rota, gone] });
});
