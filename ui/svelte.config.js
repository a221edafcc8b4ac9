import adapter from "@sveltejs/adapter-static";
import { vitePreprocess } from "@sveltejs/vite-plugin-svelte";

/** @type {import("@sveltejs/kit").Config} */
export default {
  preprocess: vitePreprocess(),
  kit: {
    // The window is a single page served from the program itself: no server and no prerendered routes.
    adapter: adapter({ pages: "build", assets: "build", fallback: "index.html", strict: true }),
    alias: { $features: "src/features" },
    // One script: each file more is a request more before the first screen.
    output: { bundleStrategy: "single" },
  },
};
