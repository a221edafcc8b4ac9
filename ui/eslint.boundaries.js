// Who may import whom: a feature uses lib and itself; only lib/ipc speaks to the program; routes compose.

import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const wire = [
  {
    group: ["@tauri-apps/*", "**/bindings", "**/bindings.ts"],
    message: "Only lib/ipc speaks to the program. Import commands, events and types from $lib/ipc.",
  },
];

const upwards = [
  { group: ["$features/*", "**/features/*"], message: "lib knows nothing of the features." },
  { group: ["**/routes/*"], message: "Only SvelteKit imports routes." },
];

const featureNames = readdirSync(fileURLToPath(new URL("./src/features", import.meta.url)), {
  withFileTypes: true,
})
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

/** The rule that keeps one feature from importing another. */
function otherFeatures(name) {
  const others = featureNames.filter((other) => other !== name);
  return {
    files: [`src/features/${name}/**`],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            ...wire,
            { group: ["**/routes/*"], message: "Only SvelteKit imports routes." },
            {
              group: others.flatMap((other) => [
                `$features/${other}`,
                `$features/${other}/*`,
                `**/features/${other}/*`,
                `../${other}/*`,
                `../../${other}/*`,
              ]),
              message: "A feature imports lib and itself. A route puts two features together.",
            },
          ].filter((pattern) => pattern.group.length > 0),
        },
      ],
    },
  };
}

export const boundaries = [
  { files: ["src/**"], rules: { "no-restricted-imports": ["error", { patterns: wire }] } },
  {
    files: ["src/lib/**"],
    ignores: ["src/lib/ipc/**", "src/lib/kit/**"],
    rules: { "no-restricted-imports": ["error", { patterns: [...wire, ...upwards] }] },
  },
  {
    // The kit is buttons and tables: it knows nothing of cases, commands or words of this program.
    files: ["src/lib/kit/**"],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            ...wire,
            ...upwards,
            {
              group: [
                "$lib/ipc",
                "$lib/ipc/*",
                "$lib/session",
                "$lib/session/*",
                "$lib/drafts",
                "$lib/drafts/*",
                "$lib/words/*",
              ],
              message: "The kit knows nothing of the application.",
            },
          ],
        },
      ],
    },
  },
  { files: ["src/lib/ipc/**"], rules: { "no-restricted-imports": ["error", { patterns: upwards }] } },
  ...featureNames.map(otherFeatures),
];
