/** Every draft that is being typed now, so that locking and closing can keep them all first. */
const open = new Set<{ flush: () => Promise<void> }>();

export function register(keeper: { flush: () => Promise<void> }): () => void {
  open.add(keeper);
  return () => open.delete(keeper);
}

/** Keeps everything typed and not kept yet. Resolves even when something could not be kept. */
export async function flushDrafts(): Promise<void> {
  await Promise.allSettled([...open].map((keeper) => keeper.flush()));
}
