import type { ChronologyFilter, EventKind, EventRow, Lane } from "$lib/ipc";
import { laneLabel, lanes } from "./event-words";

/** Which entries are shown; "" stands for all. Kept in the address, so that going back finds them again. */
export type ChronologyChoice = {
  lane: Lane | "";
  kind: EventKind | "";
  body: string;
  /** Somebody by their identity. */
  person: string;
};

export const wholeChronology: ChronologyChoice = { lane: "", kind: "", body: "", person: "" };

const names = ["lane", "kind", "body", "person"] as const;

/** The choice that an address holds.. */
export function readChoice(search: URLSearchParams): ChronologyChoice {
  const lane = lanes.find((each) => each.value === search.get("lane"))?.value ?? "";
  return {
    lane,
    kind: (search.get("kind") ?? "") as EventKind | "",
    body: search.get("body") ?? "",
    person: search.get("person") ?? "",
  };
}

/** The address with another choice in it; whatever else stands there stays. */
export function writeChoice(search: URLSearchParams, choice: ChronologyChoice): URLSearchParams {
  const next = new URLSearchParams(search);
  for (const name of names) {
    if (choice[name]) next.set(name, choice[name]);
    else next.delete(name);
  }
  return next;
}

export type ChronologyShape = "list" | "lanes";

export const readShape = (search: URLSearchParams): ChronologyShape =>
  search.get("view") === "lanes" ? "lanes" : "list";

/** The address with the table or the picture in it. */
export function writeShape(search: URLSearchParams, shape: ChronologyShape): URLSearchParams {
  const next = new URLSearchParams(search);
  if (shape === "lanes") next.set("view", shape);
  else next.delete("view");
  return next;
}

export const isWhole = (choice: ChronologyChoice): boolean => names.every((name) => choice[name] === "");

export function chosenEvents(events: readonly EventRow[], choice: ChronologyChoice): EventRow[] {
  return events.filter(
    (event) =>
      (choice.lane === "" || event.lane === choice.lane) &&
      (choice.kind === "" || event.kind === choice.kind) &&
      (choice.body === "" || event.body === choice.body) &&
      (choice.person === "" || event.people.includes(choice.person)),
  );
}

/** The choice as the program takes it, for the picture and for paper. */
export function asFilter(choice: ChronologyChoice): ChronologyFilter {
  const list = <T extends string>(one: T | ""): T[] => (one === "" ? [] : [one]);
  return {
    lanes: list(choice.lane),
    kinds: list(choice.kind),
    bodies: list(choice.body),
    people: list(choice.person),
  };
}

type Option = { value: string; label: string };

/** What can be chosen: what occurs among the entries, each once, with how often; people by the names given. */
export function offeredChoices(
  events: readonly EventRow[],
  people: ReadonlyMap<string, string>,
): { kinds: Option[]; bodies: Option[]; people: Option[] } {
  return {
    kinds: counted(events.map((event) => [event.kind, event.kind_label])),
    // Ours first, then the others by the alphabet.
    bodies: counted(events.map((event) => [event.body, event.body])).sort(
      (a, b) => Number(b.value === us) - Number(a.value === us),
    ),
    people: counted(
      events.flatMap((event) =>
        event.people.map((id): [string, string] => [id, people.get(id) ?? "Somebody no longer on the list"]),
      ),
    ),
  };
}

/** What the program calls the service itself among the bodies. */
const us = "Us";

function counted(found: readonly (readonly [value: string, label: string])[]): Option[] {
  const counts = new Map<string, { label: string; count: number }>();
  for (const [value, label] of found) {
    counts.set(value, { label, count: (counts.get(value)?.count ?? 0) + 1 });
  }
  return [...counts]
    .sort(([, a], [, b]) => a.label.localeCompare(b.label, "en-GB"))
    .map(([value, { label, count }]) => ({ value, label: `${label} (${count})` }));
}

/** The choice in words, for whoever is about to print it; blank where everything is shown. */
export function choiceWords(
  choice: ChronologyChoice,
  events: readonly EventRow[],
  people: ReadonlyMap<string, string>,
): string {
  const kind = events.find((event) => event.kind === choice.kind)?.kind_label ?? choice.kind;
  return [
    choice.lane && `lane ${laneLabel(choice.lane)}`,
    choice.kind && `kind “${kind}”`,
    choice.body && `body ${choice.body}`,
    choice.person && `entries that name ${people.get(choice.person) ?? "one person"}`,
  ]
    .filter(Boolean)
    .join("; ");
}
