/**
 * The screen where an unfinished form goes on, by the draft's key, or null where only its own dialog knows.
 * Keys: `concern:<n>`, `questions:<case>`, `event:<case>:new`, `action:<case>:new`, `pack:<case>`, `grid:<measure>`,
 * `measure:<measure>`, `exclude:<measure>:<period>`, `round:<measure>:new`, `round:<round>`, `reporting:<measure>`.
 */
export function placeOfDraft(key: string): string | null {
  const [kind, id, last] = key.split(":");
  if (!kind || !id) return null;
  switch (kind) {
    case "concern":
      return `/concern?draft=${encodeURIComponent(key)}`;
    case "questions":
    case "case":
      return `/cases/${encodeURIComponent(id)}`;
    case "event":
    case "action":
      return last === "new" ? `/cases/${encodeURIComponent(id)}?go-on=${encodeURIComponent(key)}` : null;
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
