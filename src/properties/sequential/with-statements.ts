/** What is expected, with the statements that say so: `refused, because h0 was deleted (DUH-01)`. */
export function withStatements(words: string, statements: readonly string[]): string {
  return `${words} (${statements.join(", ")})`;
}
