/** As Node and undici give them. */
type RawHeaders = Readonly<Record<string, string | string[] | undefined>>;

/**
 * Headers of an answer as a record: lower-case names, repeated ones joined with a comma. It has no
 * prototype, so that a header called `constructor` is only a header.
 */
export function answerHeaders(headers: RawHeaders): Readonly<Record<string, string>> {
  const record: Record<string, string> = Object.create(null);
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined) record[name] = typeof value === "string" ? value : value.join(", ");
  }
  return record;
}

/** The lines of each header that came more than once; undefined where none did. */
export function repeatedHeaders(
  headers: RawHeaders,
): Readonly<Record<string, readonly string[]>> | undefined {
  let repeated: Record<string, readonly string[]> | undefined;
  for (const name in headers) {
    const value = headers[name];
    if (!Array.isArray(value) || value.length < 2) continue;
    repeated ??= Object.create(null) as Record<string, readonly string[]>;
    repeated[name] = value;
  }
  return repeated;
}
