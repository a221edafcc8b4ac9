/**
 * Puts the words of a field on the clipboard; false where the system allows it neither way. What is selected can be
 * copied in every web view, as long as it happens within the press that asked for it; the newer way is for those that
 * drop the older one.
 */
export async function copyField(field: HTMLTextAreaElement | HTMLInputElement): Promise<boolean> {
  const before = document.activeElement;
  field.focus();
  field.select();
  if (document.execCommand("copy")) {
    if (before instanceof HTMLElement) before.focus();
    return true;
  }
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    return false;
  }
}
