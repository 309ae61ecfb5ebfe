/**
 * Headers of an answer as a record: lower-case names, repeated ones joined with a comma. It has no
 * prototype, so that a header called `constructor` is only a header.
 */
export function answerHeaders(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Readonly<Record<string, string>> {
  const record: Record<string, string> = Object.create(null);
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined) record[name] = typeof value === "string" ? value : value.join(", ");
  }
  return record;
}
