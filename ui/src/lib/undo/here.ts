import { toasts } from "$lib/kit/toasts.svelte";
import { Acts } from "./acts.svelte";

const clock = new Intl.DateTimeFormat("en-GB", {
  hour: "2-digit",
  minute: "2-digit",
  timeZone: "Europe/London",
});

/** The acts of this window. */
export const acts = new Acts(toasts, () => clock.format(new Date()));
