import { beforeEach, describe, expect, it, vi } from "vitest";

const caseRecord = vi.fn();
const draftSave = vi.fn();
const draftLoad = vi.fn();

vi.mock("../../bindings", () => ({
  commands: {
    caseRecord: (form: unknown) => caseRecord(form),
    draftSave: (key: string, basedOn: number | null, body: string) => draftSave(key, basedOn, body),
    draftLoad: (key: string) => draftLoad(key),
  },
  events: {},
}));

const { ConcernForm } = await import("./concern.svelte");

const now = { today: "2026-11-25", now_text: "Wednesday 25 November 2026, 09:00", serviceId: "s1" };
const refusal = { message: "Say which.", field: null, wait_seconds: null, problems: [], choices: [] };

beforeEach(() => {
  caseRecord.mockReset().mockResolvedValue({ status: "ok", data: { id: "c1" } });
  draftSave.mockReset().mockResolvedValue({ status: "ok", data: { at: "09:01" } });
  draftLoad.mockReset().mockResolvedValue({ status: "ok", data: null });
});

describe("recording a concern", () => {
  it("starts with now, written as people type it", () => {
    const form = new ConcernForm("concern:1", now);
    expect(form.aware).toMatchObject({ date: "25 Nov 2026", time: "09:00" });
  });

  it("sends two answers, keeps what was typed first, and names the draft that goes with it", async () => {
    const form = new ConcernForm("concern:1", now);
    form.what = "Found on the floor ";
    form.isWhoUnknown = true;
    form.touch();
    expect(await form.record()).toEqual({ id: "c1" });
    expect(draftSave).toHaveBeenCalledTimes(1);
    expect(caseRecord).toHaveBeenCalledWith({
      service_id: "s1",
      what: "Found on the floor",
      who: null,
      which: null,
      aware: { date: "25 Nov 2026", time: "09:00", offset_min: null, about: false },
      title: null,
      types: [],
      safety: "",
      draft_key: "concern:1",
    });
  });

  it("sends what seems to be meant and what was done straight away, where that is said", async () => {
    const form = new ConcernForm("concern:1", now);
    form.types = ["neglect_omission", "physical"];
    form.safety = " 999 called. ";
    await form.record();
    expect(caseRecord.mock.calls[0]?.[0]).toMatchObject({
      types: ["neglect_omission", "physical"],
      safety: "999 called.",
    });
  });

  it("keeps no draft after the concern is recorded", async () => {
    const form = new ConcernForm("concern:1", now);
    await form.record();
    expect(caseRecord.mock.calls[0]?.[0].draft_key).toBeNull();
    form.touch();
    await form.keeper.flush();
    expect(draftSave).not.toHaveBeenCalled();
  });

  it("asks which of two times is meant, and sends the answer", async () => {
    const form = new ConcernForm("concern:1", now);
    form.aware.date = "25 Oct 2026";
    form.aware.time = "01:30";
    caseRecord.mockResolvedValueOnce({ status: "error", error: { ...refusal, code: "time_happens_twice" } });
    expect(await form.record()).toBeNull();
    expect(form.asksTwice).toBe(true);
    form.aware.offset_min = 60;
    expect(await form.record()).toEqual({ id: "c1" });
    expect(caseRecord.mock.calls[1]?.[0].aware).toMatchObject({ time: "01:30", offset_min: 60 });
  });

  it("puts a refusal beside its field and keeps everything typed", async () => {
    const form = new ConcernForm("concern:1", now);
    form.what = "words";
    caseRecord.mockResolvedValueOnce({
      status: "error",
      error: { ...refusal, code: "invalid", field: "aware.date" },
    });
    await form.record();
    expect(form.errorFor("date")).toBe("Say which.");
    expect(form.otherError).toBeNull();
    expect(form.what).toBe("words");
  });

  it("goes on where a draft was left", async () => {
    const kept = {
      service_id: "s2",
      what: "half a sent",
      who: "Edna Rowe",
      is_who_unknown: false,
      aware: { date: "7 Feb 2026", time: "13:05", offset_min: null, about: false },
    };
    draftLoad.mockResolvedValueOnce({
      status: "ok",
      data: { key: "concern:1", body: JSON.stringify(kept), saved: "10:42", based_on: null },
    });
    const form = new ConcernForm("concern:1", now);
    await form.resume();
    expect(form.what).toBe("half a sent");
    // It was kept before there were these questions.
    expect(form.types).toEqual([]);
    form.types = ["physical"];
    form.safety = "999 called.";
    form.touch();
    await form.keeper.flush();
    const body = JSON.parse(String(draftSave.mock.lastCall?.[2])) as unknown;
    expect(body).toMatchObject({ types: ["physical"], safety: "999 called." });
    expect(form.serviceId).toBe("s2");
    expect(form.aware.time).toBe("13:05");
    expect(form.keeper.saved).toEqual({ name: "saved", at: "09:01" });
  });
});
