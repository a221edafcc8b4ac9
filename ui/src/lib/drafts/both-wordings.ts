/** One question whose answer was changed by somebody else meanwhile, or here, or both. */
export type BothWordingsRow = {
  label: string;
  /** What the newest record says; "" where it says nothing. */
  newer: string;
  /** What stands in the form; null where nothing was changed here, so that the newer one stands. */
  mine: string | null;
};
