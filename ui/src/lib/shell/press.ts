import { bindingFor, isMac, type CommandId } from "$lib/keys";

const typedIn =
  "input:not([type=checkbox]):not([type=radio]):not([type=button]), textarea, select, [contenteditable=true]";

/** The command a key press in the window asks for, or null. */
export function commandOf(event: KeyboardEvent, isOpen: boolean): CommandId | null {
  if (event.defaultPrevented || event.isComposing) return null;
  const target = event.target instanceof Element ? event.target : null;
  const binding = bindingFor(event, {
    isMac,
    isOpen,
    isTyping: target?.closest(typedIn) !== null && target !== null,
    isInDialog: document.querySelector("[role=dialog][data-state=open]") !== null,
  });
  return binding?.id ?? null;
}
