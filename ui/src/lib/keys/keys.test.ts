import { describe, expect, it } from "vitest";
import { bindingFor, bindings, comboText, type KeyPress } from ".";

const open = { isMac: false, isOpen: true, isTyping: false, isInDialog: false };

function press(key: string, held: Partial<KeyPress> = {}): KeyPress {
  return { key, code: "", ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held };
}

describe("the table of keys", () => {
  it("gives no press to two commands", () => {
    const written = bindings.flatMap((binding) => binding.combos.map((combo) => comboText(combo, false)));
    expect(new Set(written).size).toBe(written.length);
  });

  it("gives each command one entry", () => {
    const ids = bindings.map((binding) => binding.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each([
    [press("l", { ctrlKey: true }), "lock"],
    [press("n", { ctrlKey: true }), "record-concern"],
    [press("z", { ctrlKey: true }), "undo"],
    [press("y", { ctrlKey: true }), "redo"],
    [press("Z", { ctrlKey: true, shiftKey: true }), "redo"],
    [press("k", { ctrlKey: true }), "find"],
    [press("f", { ctrlKey: true }), "find-on-page"],
    [press("M", { ctrlKey: true, shiftKey: true }), "mask-names"],
    [press("1", { altKey: true, code: "Digit1" }), "go-cases"],
    [press("2", { altKey: true, code: "Digit2" }), "go-people"],
    [press("5", { altKey: true, code: "Digit5" }), "go-settings"],
    [press("=", { ctrlKey: true, code: "Equal" }), "zoom-in"],
    [press("+", { ctrlKey: true, shiftKey: true, code: "Equal" }), "zoom-in"],
    [press("+", { ctrlKey: true, code: "NumpadAdd" }), "zoom-in"],
    [press("-", { ctrlKey: true, code: "Minus" }), "zoom-out"],
    [press("0", { ctrlKey: true, code: "Numpad0" }), "zoom-reset"],
    [press("F1"), "help"],
    [press("/", { ctrlKey: true }), "shortcuts"],
    [press("?", { shiftKey: true }), "shortcuts"],
  ])("finds %o", (pressed, id) => {
    expect(bindingFor(pressed, open)?.id).toBe(id);
  });

  it("leaves other presses alone", () => {
    expect(bindingFor(press("l"), open)).toBeNull();
    expect(bindingFor(press("m", { ctrlKey: true }), open)).toBeNull();
    expect(bindingFor(press("N", { ctrlKey: true, shiftKey: true }), open)).toBeNull();
    expect(bindingFor(press("l", { ctrlKey: true, altKey: true }), open)).toBeNull();
  });

  it("lets a question mark be typed in a field, where Ctrl and / still open the list", () => {
    const typing = { ...open, isTyping: true };
    expect(bindingFor(press("?", { shiftKey: true }), typing)).toBeNull();
    expect(bindingFor(press("/", { ctrlKey: true }), typing)?.id).toBe("shortcuts");
  });

  it("leaves undoing to the field that is typed in, and to a form that is open", () => {
    for (const key of ["z", "y"]) {
      expect(bindingFor(press(key, { ctrlKey: true }), { ...open, isTyping: true })).toBeNull();
      expect(bindingFor(press(key, { ctrlKey: true }), { ...open, isInDialog: true })).toBeNull();
    }
  });

  it("goes nowhere before anybody has unlocked, but still makes text larger and helps", () => {
    const locked = { ...open, isOpen: false };
    expect(bindingFor(press("n", { ctrlKey: true }), locked)).toBeNull();
    expect(bindingFor(press("1", { altKey: true, code: "Digit1" }), locked)).toBeNull();
    expect(bindingFor(press("+", { ctrlKey: true }), locked)?.id).toBe("zoom-in");
    expect(bindingFor(press("F1"), locked)?.id).toBe("help");
  });

  it("does not leave a dialog behind, but locks from one", () => {
    const dialog = { ...open, isInDialog: true };
    expect(bindingFor(press("n", { ctrlKey: true }), dialog)).toBeNull();
    expect(bindingFor(press("l", { ctrlKey: true }), dialog)?.id).toBe("lock");
  });

  it("takes Command for Ctrl on a Mac and writes it so", () => {
    const mac = { ...open, isMac: true };
    expect(bindingFor(press("l", { metaKey: true }), mac)?.id).toBe("lock");
    expect(bindingFor(press("l", { ctrlKey: true }), mac)).toBeNull();
    expect(comboText({ mod: true, shift: true, key: "m" }, true)).toBe("⇧⌘M");
    expect(comboText({ mod: true, shift: true, key: "m" }, false)).toBe("Ctrl+Shift+M");
  });
});
