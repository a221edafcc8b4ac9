/** The first 16 signs of a SHA-256, in groups of four, as people compare them. */
export function shortHash(sha256: string): string {
  return groups(sha256.slice(0, 16));
}

/** The whole of a SHA-256 in groups of four. */
export function fullHash(sha256: string): string {
  return groups(sha256);
}

function groups(signs: string): string {
  return signs.match(/.{1,4}/g)?.join(" ") ?? "";
}
