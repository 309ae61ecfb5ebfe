/** Helpers of an exported file by name, each with its code. */
export type Helpers = Readonly<Record<string, string>>;

/** The helpers that a text uses, and those that they use, in the order of the table. */
export function helpersFor(text: string, helpers: Helpers): readonly string[] {
  const needed = new Set<string>();
  const visit = (code: string): void => {
    for (const [name, own] of Object.entries(helpers)) {
      if (needed.has(name) || !new RegExp(`(?<![\\w.])${name}\\b`).test(code)) continue;
      needed.add(name);
      visit(own);
    }
  };
  visit(text);
  return Object.keys(helpers)
    .filter((name) => needed.has(name))
    .map((name) => (helpers[name] ?? "").trim());
}
