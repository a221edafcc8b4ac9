/** What is known of the keeping of something typed. */
export type SavedState =
  | { name: "untouched" }
  | { name: "typing" }
  | { name: "saving" }
  | { name: "saved"; at: string }
  | { name: "failed"; message: string };
