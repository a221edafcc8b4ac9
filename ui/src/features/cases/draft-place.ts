/** The case or group that an unfinished form says it belongs to. */
export type DraftOwner = { id: string; isGroup: boolean };

/**
 * The screen where an unfinished form goes on, by the draft's key, or null where only its own dialog knows.
 * Keys: `concern:<n>`, `questions:<case>`, `case:<case>`, `event:<case>:new`, `action:<case>:new`, `pack:<case>`, `grid:<measure>`,
 * `measure:<measure>`, `exclude:<measure>:<period>`, `round:<measure>:new`, `round:<round>`, `reporting:<measure>`,
 * `part:<case>:<kind>:new`, `part:group:<group>:<kind>:new`, `part:<part>`, `person:<service>:new`,
 * `person:<person>`, `group:<case>:new`, `group:<group>`, `authority:new`, `authority:<code>`.
 * A part's key does not say its case or group; the draft itself does, as `case_id` and `in_group`.
 */
export function placeOfDraft(key: string, owner: DraftOwner | null = null): string | null {
  const parts = key.split(":");
  const [kind, id, last] = parts;
  if (!kind || !id) return null;
  const goOn = `?go-on=${encodeURIComponent(key)}`;
  const ofCase = (case_id: string) => `/cases/${encodeURIComponent(case_id)}`;
  const ofGroup = (group: string) => `/groups/${encodeURIComponent(group)}`;
  switch (kind) {
    case "part": {
      if (parts.at(-1) !== "new") {
        return owner ? `${owner.isGroup ? ofGroup(owner.id) : ofCase(owner.id)}${goOn}` : null;
      }
      return id === "group" && parts.length === 5 ? `${ofGroup(last ?? "")}${goOn}` : `${ofCase(id)}${goOn}`;
    }
    case "person":
      return `/people${goOn}`;
    case "group":
      return `${last === "new" ? ofCase(id) : ofGroup(id)}${goOn}`;
    case "authority":
      return `/settings?part=councils&go-on=${encodeURIComponent(key)}`;
    case "concern":
      return `/concern?draft=${encodeURIComponent(key)}`;
    case "questions":
      return ofCase(id);
    case "case":
      return `${ofCase(id)}${goOn}`;
    case "event":
    case "action":
      return last === "new" ? `${ofCase(id)}${goOn}` : null;
    case "grid":
      return `/measures/${encodeURIComponent(id)}/counts`;
    case "measure":
      return `/measures/${encodeURIComponent(id)}?open=dates`;
    case "round":
      return last === "new" ? `/measures/${encodeURIComponent(id)}` : null;
    case "exclude":
    case "reporting":
      return `/measures/${encodeURIComponent(id)}`;
    case "pack":
      return `${ofCase(id)}/pack`;
    default:
      return null;
  }
}

/** Whether only the draft itself says where it goes on. */
export const hidesItsPlace = (key: string): boolean => /^part:[^:]+$/.test(key);

/** The case or group that an unfinished form says it belongs to, or null. */
export function ownerOfDraft(body: string): DraftOwner | null {
  try {
    const form: unknown = JSON.parse(body);
    if (typeof form !== "object" || form === null || !("case_id" in form)) return null;
    if (typeof form.case_id !== "string" || form.case_id === "") return null;
    return { id: form.case_id, isGroup: "in_group" in form && form.in_group === true };
  } catch {
    return null;
  }
}
