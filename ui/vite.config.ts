import { fileURLToPath } from "node:url";
import { sveltekit } from "@sveltejs/kit/vite";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

const fonts = fileURLToPath(new URL("../src-tauri/crates/charts/fonts", import.meta.url));

/**
 * SvelteKit's announcer for screen readers hides itself with a style attribute, which the content security
 * policy refuses. The attribute goes; base.css hides the announcer by its id.
 */
const announcerWithoutStyle: Plugin = {
  name: "announcer-without-style",
  enforce: "pre",
  transform: {
    filter: { id: /generated\/root\.svelte$/ },
    handler: (code) => code.replace(/(id="svelte-announcer"[^>]*?) style="[^"]*"/, "$1"),
  },
};

export default defineConfig({
  plugins: [announcerWithoutStyle, sveltekit()],
  // Tauri prints its own messages beside Vite's.
  clearScreen: false,
  resolve: { alias: { $fonts: fonts } },
  server: { port: 1420, strictPort: true, fs: { allow: [fonts] } },
  build: {
    // The oldest web views the program runs in: WebView2 (evergreen), WebKitGTK 2.46 and WKWebView of macOS 14.5.
    target: ["chrome123", "safari17.5"],
    // An inlined asset would be a data: address, which the content security policy refuses.
    assetsInlineLimit: 0,
  },
  test: { include: ["src/**/*.test.ts"], environment: "node", restoreMocks: true },
});
