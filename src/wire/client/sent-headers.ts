/** HTTP carries bytes: a value outside ASCII goes as UTF-8, which undici writes byte by byte. */
const NOT_ASCII = /[^\t\u{20}-\u{7e}]/u;

/**
 * The request's own headers with those of every request, as the flat list that undici takes
 * without copying. Compression is declined: evidence should be what the server wrote.
 */
export function sentHeaders(
  headers: Readonly<Record<string, string>>,
  userAgent: string,
): string[] {
  const list = ["user-agent", userAgent, "accept-encoding", "identity"];
  for (const name in headers) {
    const value = headers[name] ?? "";
    list.push(name, NOT_ASCII.test(value) ? Buffer.from(value).toString("latin1") : value);
  }
  return list;
}
