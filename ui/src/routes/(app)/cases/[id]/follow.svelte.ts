import { untrack } from "svelte";
import type { CaseRoom } from "./case-room.svelte";

/** Reads what a tab shows when it is opened, and again after every change. */
export function follow(room: CaseRoom, load: () => void): void {
  $effect(() => {
    void room.changes;
    untrack(load);
  });
}
