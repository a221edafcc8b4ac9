/**
 * The screen where an unfinished form goes on, by the draft's key, or null where only its own dialog knows.
 * Keys: `concern:<n>`, `questions:<case>`, `event:<case>:new`, `action:<case>:new`, `pack:<case>`, `grid:<measure>`,
 * `measure:<measure>`, `exclude:<measure>:<period>`, `round:<measure>:new`, `round:<round>`, `reporting:<measure>`,
 * `part:<case>:<kind>:new`, `part:<part>`, `person:<service>:new`, `person:<person>`.
 * A part's key does not say its case; the draft itself does, as `case_id`.
 */
export function placeOfDraft(key: string, caseId: string | null = null): string | null {
  const parts = key.split(":");
  const [kind, id, last] = parts;
  if (!kind || !id) return null;
  const goOn = `?go-on=${encodeURIComponent(key)}`;
  switch (kind) {
    case "part": {
      const of = parts.at(-1) === "new" ? id : caseId;
      return of ? `/cases/${encodeURIComponent(of)}${goOn}` : null;
    }
    case "person":
      return `/people${goOn}`;
    case "concern":
      return `/concern?draft=${encodeURIComponent(key)}`;
    case "questions":
    case "case":
      return `/cases/${encodeURIComponent(id)}`;
    case "event":
    case "action":
      return last === "new" ? `/cases/${encodeURIComponent(id)}${goOn}` : null;
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
      return `/cases/${encodeURIComponent(id)}/pack`;
    default:
      return null;
  }
}

/** Whether only the draft itself says where it goes on. */
export const hidesItsPlace = (key: string): boolean => /^part:[^:]+$/.test(key);

/** The case that an unfinished form says it belongs to, or null. */
export function caseOfDraft(body: string): string | null {
  try {
    const form: unknown = JSON.parse(body);
    if (typeof form !== "object" || form === null || !("case_id" in form)) return null;
    return typeof form.case_id === "string" && form.case_id !== "" ? form.case_id : null;
  } catch {
    return null;
  }
}
