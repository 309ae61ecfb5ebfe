/** `2026-08 promises`, `2026-02 and 2026-08 promise`: what is the same however many editions there are. */
export function promiseWords(editions: readonly string[]): string {
  const last = editions.at(-1) ?? "";
  const others = editions.slice(0, -1);
  return others.length === 0 ? `${last} promises` : `${others.join(", ")} and ${last} promise`;
}
