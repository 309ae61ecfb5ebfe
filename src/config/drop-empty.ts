import { isObject } from "../schema/schema-object.ts";

/** The optional texts of a target; `*` is any key. */
const OPTIONAL: readonly string[] = [
  "description",
  "deviations",
  "tls.ca",
  "launch.cwd",
  "launch.ready",
  "services.inforouter.expiredTicket",
  "services.inforouter.documents.*",
  "services.inforouter.folders.*",
  "services.inforouter.probes.*",
  "services.apidatatools.keys.*",
  "services.apidatatools.probes.objectDir",
];

/** A user without a name, and without a ticket, is no user. */
const USER = "services.inforouter.users.*";

/**
 * A target whose variables are filled in, without the optional fields that turned out empty: an
 * empty `${OLD_TICKET:-}` is the same as no such field.
 */
export function dropEmpty(target: unknown): unknown {
  return drop(target, []);
}

function drop(value: unknown, path: readonly string[]): unknown {
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, member]) => !isEmpty(member, [...path, key]))
      .map(([key, member]) => [key, drop(member, [...path, key])]),
  );
}

function isEmpty(value: unknown, path: readonly string[]): boolean {
  if (isObject(value)) {
    return matches(USER, path) && (value["uid"] === "" || value["ticket"] === "");
  }
  return value === "" && OPTIONAL.some((pattern) => matches(pattern, path));
}

function matches(pattern: string, path: readonly string[]): boolean {
  const parts = pattern.split(".");
  return (
    parts.length === path.length &&
    parts.every((part, index) => part === "*" || part === path[index])
  );
}
