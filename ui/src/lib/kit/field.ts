/** What every field with a line or a box to type in is told. */
export type FieldProps = {
  label: string;
  value: string;
  hint?: string;
  /** What is wrong, and what would be right. */
  error?: string | null;
  /** A few words behind the label, such as "(if known)". */
  aside?: string;
  /** Names an entry of the help. */
  help?: string;
  labelHidden?: boolean;
  /** An answer is needed before the form can be finished. */
  needed?: boolean;
};
