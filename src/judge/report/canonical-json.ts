/**
 * JSON in one spelling for the same data, as RFC 8785 (JCS) writes it: no white space, the members of
 * objects in the order of their names' UTF-16 code units, numbers and strings as ECMAScript writes
 * them. Members that are undefined are left out. Unlike there, half a surrogate pair is written as its
 * escape, since answers of servers may hold one.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const members = Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, each]) => `${JSON.stringify(name)}:${canonicalJson(each)}`);
  return `{${members.join(",")}}`;
}
