import type { Found, Hit, Opens, Piece } from "$lib/ipc";
import type { Command } from "./commands";
import { fitting } from "./match";

/** One line of the palette. */
export type Line = {
  key: string;
  /** What it is called, with the words found marked. */
  title: Piece[];
  /** Whether the title is somebody's name, which the names key masks. */
  isName: boolean;
  /** What it is, and where it stands. */
  place: string;
  /** Whom its case is about. */
  who: string | null;
  /** The passage that holds what was looked for. */
  excerpt: Piece[];
  command: Command | null;
  opens: Opens | { to: "address"; href: string } | null;
};

export type LineGroup = { heading: string; lines: Line[] };

/** What fits by name alone is shown no longer than this, so that what was found stays in sight. */
const mostByName = 5;

const plain = (text: string): Piece[] => [{ text, found: false }];

const blank = { isName: false, place: "", who: null, excerpt: [], command: null, opens: null };

function lineOfCommand(command: Command): Line {
  return { ...blank, key: `command ${command.id}`, title: plain(command.label), command };
}

function lineOfHit(hit: Hit, index: number, from: string): Line {
  const { title, who, excerpt, opens } = hit;
  const place = [hit.what, hit.place].filter(Boolean).join(" · ");
  return {
    key: `${from} ${index}`,
    title,
    isName: hit.kind === "person",
    place,
    who,
    excerpt,
    command: null,
    opens,
  };
}

/** The lines for what is typed; before anything is typed, what was looked at last and everything that can be done. */
export function linesFor(
  typed: string,
  commands: readonly Command[],
  found: Found | null,
  recent: readonly Hit[],
): LineGroup[] {
  const text = typed.trim();
  const byName = text === "" ? commands : fitting(commands, text, (command) => command);
  const some = (group: Command["group"]) => {
    const lines = byName.filter((command) => command.group === group).map(lineOfCommand);
    return text === "" ? lines : lines.slice(0, mostByName);
  };
  const hits = found?.hits ?? [];
  const of = (kind: Hit["kind"]) =>
    hits.flatMap((hit, index) => (hit.kind === kind ? [lineOfHit(hit, index, "hit")] : []));
  const all: Line = {
    ...blank,
    key: "all",
    title: plain(`All cases with “${text}”`),
    opens: { to: "address", href: `/cases?${new URLSearchParams({ q: text, show: "all" })}` },
  };
  const recents = recent.map((hit, index) => lineOfHit(hit, index, "recent"));
  const groups: LineGroup[] =
    text === ""
      ? [
          { heading: "Looked at last", lines: recents },
          { heading: "Do", lines: some("Do") },
          { heading: "Go to", lines: some("Go to") },
        ]
      : [
          { heading: "Go to", lines: some("Go to") },
          { heading: "Cases", lines: of("case") },
          { heading: "People", lines: of("person") },
          { heading: "Text found", lines: of("text") },
          { heading: "As a list", lines: hits.length > 0 ? [all] : [] },
          { heading: "Do", lines: some("Do") },
        ];
  return groups.filter((group) => group.lines.length > 0);
}

/** The words that a hit holds, as they are written there: what is looked for on the screen that it opens. */
export function wordsOf(line: Line): string {
  const pieces = line.excerpt.some((piece) => piece.found) ? line.excerpt : line.title;
  return pieces.find((piece) => piece.found)?.text ?? "";
}
