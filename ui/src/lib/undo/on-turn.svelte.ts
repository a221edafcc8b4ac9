import { untrack } from "svelte";
import { acts } from "./here";

/**
 * Calls back whenever something was taken back or done again, for as long as the component stands: an act may have
 * been of a screen that was left since, and this one shows the same records.
 */
export function onTurn(reload: () => void): void {
  let seen = untrack(() => acts.turns);
  $effect(() => {
    const now = acts.turns;
    if (now === seen) return;
    seen = now;
    untrack(reload);
  });
}
