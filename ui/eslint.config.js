import js from "@eslint/js";
import svelte from "eslint-plugin-svelte";
import globals from "globals";
import { defineConfig } from "eslint/config";
import ts from "typescript-eslint";
import { boundaries } from "./eslint.boundaries.js";
import svelteConfig from "./svelte.config.js";

export default defineConfig(
  { ignores: ["build/", ".svelte-kit/", "node_modules/", "src/bindings.ts"] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    rules: {
      // TypeScript finds undefined names itself, and knows the types that ESLint does not.
      "no-undef": "off",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/ban-ts-comment": ["error", { "ts-ignore": true, minimumDescriptionLength: 10 }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      // Addresses are written in full: the program is always served from the root of its own protocol.
      "svelte/no-navigation-without-resolve": "off",
      "no-restricted-syntax": [
        "error",
        {
          selector: "SvelteAttribute[key.name='style']",
          message: "The content security policy refuses style attributes. Use a class or a style: directive.",
        },
      ],
      "no-restricted-globals": [
        "error",
        { name: "localStorage", message: "Nothing is kept in web storage: it is not encrypted." },
        { name: "sessionStorage", message: "Nothing is kept in web storage: it is not encrypted." },
        { name: "indexedDB", message: "Nothing is kept in web storage: it is not encrypted." },
        { name: "fetch", message: "The window has no network. Data comes through lib/ipc." },
      ],
    },
  },
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
  },
  ...boundaries,
);
