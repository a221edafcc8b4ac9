import { beforeEach, describe, expect, it, vi } from "vitest";

const createVault = vi.fn();
const passphraseStrength = vi.fn();

vi.mock("../../bindings", () => ({
  commands: {
    createVault: (form: unknown) => createVault(form),
    passphraseStrength: (p: string) => passphraseStrength(p),
  },
  events: {},
}));

const { SetUp } = await import("./first-run.svelte");

function filled() {
  const form = new SetUp();
  form.provider = " Rowan Care Group ";
  const first = form.services[0];
  if (first) first.name = "Meadowbank Homecare";
  form.userLabel = "Registered manager";
  form.passphrase = "four words apart here";
  form.again = "four words apart here";
  return form;
}

beforeEach(() => {
  createVault.mockReset().mockResolvedValue({ status: "ok", data: { provider: "Rowan Care Group" } });
  passphraseStrength.mockReset();
});

describe("setting up a service", () => {
  it("asks nothing of the program until the form is whole, and says where the gap is", async () => {
    const form = filled();
    form.addService();
    expect(await form.create()).toBeNull();
    expect(form.errorFor("services[1].name")).toContain("name");
    form.removeService(form.services[1]?.id ?? -1);
    form.again = "other words";
    expect(await form.create()).toBeNull();
    expect(form.errorFor("again")).toContain("not the same");
    expect(createVault).not.toHaveBeenCalled();
  });

  it("sends names without the blanks around them, and lets go of the passphrase", async () => {
    const form = filled();
    expect(await form.create()).toEqual({ provider: "Rowan Care Group" });
    expect(createVault).toHaveBeenCalledWith({
      provider: "Rowan Care Group",
      services: [{ name: "Meadowbank Homecare", kind: "homecare" }],
      user_label: "Registered manager",
      passphrase: "four words apart here",
      place: null,
    });
    expect(form.passphrase).toBe("");
  });

  it("puts a refusal beside its field, and one without a field at the foot", async () => {
    const form = filled();
    const refusal = {
      code: "invalid",
      message: "Too easy to guess.",
      field: "passphrase",
      wait_seconds: null,
      problems: [],
      choices: [],
    };
    createVault.mockResolvedValueOnce({ status: "error", error: refusal });
    await form.create();
    expect(form.errorFor("passphrase")).toBe("Too easy to guess.");
    expect(form.otherError).toBeNull();
    createVault.mockResolvedValueOnce({
      status: "error",
      error: { ...refusal, code: "disk_full", field: null },
    });
    await form.create();
    expect(form.otherError?.code).toBe("disk_full");
  });

  it("shows the strength of what is typed now, not of what was typed before", async () => {
    const form = filled();
    let answerFirst: (strength: unknown) => void = () => undefined;
    passphraseStrength.mockReturnValueOnce(new Promise((resolve) => (answerFirst = resolve)));
    passphraseStrength.mockResolvedValueOnce({
      status: "ok",
      data: { enough: true, score: 4, message: "Strong" },
    });
    const first = form.weigh();
    await form.weigh();
    answerFirst({ status: "ok", data: { enough: false, score: 0, message: "Weak" } });
    await first;
    expect(form.strength?.message).toBe("Strong");
  });
});
