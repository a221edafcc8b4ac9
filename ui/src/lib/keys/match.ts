import { bindings, type Binding, type Combo } from "./table";

/** What is needed of a key event; a plain object in tests. */
export type KeyPress = {
  key: string;
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
};

export type Where = { isMac: boolean; isOpen: boolean; isTyping: boolean; isInDialog: boolean };

/** The key the press stands for, whatever the layout puts on it together with Alt, Shift or the number pad. */
function keyOf(press: KeyPress): string {
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(press.code)?.[1];
  if (digit && (press.altKey || press.ctrlKey || press.metaKey)) return digit;
  if (press.key === "=" || press.code === "NumpadAdd") return "+";
  if (press.key === "_" || press.code === "NumpadSubtract") return "-";
  return press.key.length === 1 ? press.key.toLowerCase() : press.key;
}

function fits(combo: Combo, press: KeyPress, isMac: boolean): boolean {
  const mod = isMac ? press.metaKey : press.ctrlKey;
  const otherMod = isMac ? press.ctrlKey : press.metaKey;
  if (otherMod || mod !== (combo.mod ?? false) || press.altKey !== (combo.alt ?? false)) return false;
  if (keyOf(press) !== combo.key) return false;
  // Some layouts need Shift to write a sign such as + or ?; letters need it only where the table says so.
  return /[a-z]/.test(combo.key) && combo.key.length === 1 ? press.shiftKey === (combo.shift ?? false) : true;
}

/** The binding a key press asks for, or null. */
export function bindingFor(press: KeyPress, where: Where): Binding | null {
  for (const binding of bindings) {
    const combo = binding.combos.find((each) => fits(each, press, where.isMac));
    if (!combo) continue;
    if (!where.isOpen && !binding.beforeUnlock) return null;
    if (where.isInDialog && !binding.inDialog) return null;
    // A plain character belongs to the field it is typed in, and so do presses that change what is typed.
    const isText = !combo.mod && !combo.alt && combo.key.length === 1;
    if (where.isTyping && (isText || binding.notTyping)) return null;
    return binding;
  }
  return null;
}

/** How a press is written: "Ctrl+Shift+M", or "⇧⌘M" on a Mac. */
export function comboText(combo: Combo, isMac: boolean): string {
  const key = combo.key.length === 1 ? combo.key.toUpperCase() : combo.key;
  if (isMac) return `${combo.alt ? "⌥" : ""}${combo.shift ? "⇧" : ""}${combo.mod ? "⌘" : ""}${key}`;
  return [combo.mod && "Ctrl", combo.alt && "Alt", combo.shift && "Shift", key].filter(Boolean).join("+");
}

export const isMac = typeof navigator !== "undefined" && /Mac/.test(navigator.userAgent);
