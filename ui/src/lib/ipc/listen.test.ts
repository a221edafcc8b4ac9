import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return /\.(ts|svelte)$/.test(entry.name) && !entry.name.endsWith(".test.ts") ? [path] : [];
  });
}

describe("what the window hears", () => {
  it("is Evident's own events and none of Tauri's, whose drops carry paths", () => {
    const all = sources(join(import.meta.dirname, "../.."));
    expect(all.length).toBeGreaterThan(100);
    const listening = all.filter((file) =>
      /tauri:\/\/|onDragDropEvent|TauriEvent/.test(readFileSync(file, "utf8")),
    );
    expect(listening).toEqual([]);
  });
});
