/** Helpers of an exported file by name, each with its code. */
export type Helpers = Readonly<Record<string, string>>;

/** The helpers that a text uses, and those that they use, in the order of the table. */
export function helpersFor(text: string, helpers: Helpers): readonly string[] {
  const needed = new Set<string>();
  const visit = (code: string): void => {
    // A member of something else has a point before it.
    const words = new Set(code.match(/[\w.]+/g));
    for (const [name, own] of Object.entries(helpers)) {
      if (needed.has(name) || !words.has(name)) continue;
      needed.add(name);
      visit(own);
    }
  };
  visit(text);
  return Object.keys(helpers)
    .filter((name) => needed.has(name))
    .map((name) => (helpers[name] ?? "").trim());
}
