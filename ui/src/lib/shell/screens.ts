import type { CommandId } from "$lib/keys";

/** One screen of the rail. */
export type Screen = { href: string; label: string; command: CommandId; drawing: string };

/** The screens of the rail, in order; Alt and a number go to them. */
export const screens: readonly Screen[] = [
  { href: "/cases", label: "Cases", command: "go-cases", drawing: "M4 6h6l2 2h8v11H4z" },
  {
    href: "/people",
    label: "People",
    command: "go-people",
    drawing:
      "M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c0-3.3 2.9-5.5 6.5-5.5s6.5 2.2 6.5 5.5M16 4.8a3.5 3.5 0 0 1 0 6.4M18 14.9c2.1.8 3.5 2.5 3.5 5.1",
  },
  {
    href: "/measures",
    label: "Measures",
    command: "go-measures",
    drawing: "M4 19V5M4 19h16M7 15l4-5 3 3 5-7",
  },
  {
    href: "/packs",
    label: "Packs",
    command: "go-packs",
    drawing: "M4 7l8-4 8 4v10l-8 4-8-4zM4 7l8 4 8-4M12 11v10",
  },
  {
    href: "/settings",
    label: "Settings",
    command: "go-settings",
    drawing: "M4 7h9M19 7h1M4 17h3M13 17h7M16 4.5v5M10 14.5v5",
  },
];

/** Whether an address belongs to a screen of the rail. */
export function isOn(screen: Screen, path: string): boolean {
  if (screen.href === "/cases" && /^\/(concern|groups)\b/.test(path)) return true;
  return path === screen.href || path.startsWith(`${screen.href}/`);
}
