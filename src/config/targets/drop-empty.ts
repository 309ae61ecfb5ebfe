import { isObject } from "../../schema/schema-object.ts";

/** The optional fields of a target that are texts, or may be variables; `*` is any key. */
const OPTIONAL: readonly string[] = [
  "description",
  "deviations",
  "safety",
  "authorized",
  "limits.*",
  "tls.*",
  "launch.cwd",
  "launch.ready",
  "launch.timeoutMs",
  "embedded.dialect",
  "services.inforouter.soapSpelling",
  "services.inforouter.chunkEncoding",
  "services.inforouter.expiredTicket",
  "services.inforouter.documents.*",
  "services.inforouter.folders.*",
  "services.inforouter.probes.*",
  "services.apidatatools.keys.*",
  "services.apidatatools.createUpload.method",
  "services.apidatatools.listUploads.method",
  "services.apidatatools.probes.objectDir",
  "services.apidatatools.probes.s3.region",
];

/** Optional parts that are none without these fields: a user without a name, and without a ticket, is no user. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  "services.inforouter.users.*": ["uid", "ticket"],
  "services.apidatatools.createUpload": ["path", "id", "pool"],
  "services.apidatatools.listUploads": ["path", "ids"],
  "services.apidatatools.probes.s3": [
    "endpoint",
    "bucket",
    "keyTemplate",
    "accessKeyId",
    "secretAccessKey",
  ],
};

/** Lists of which an empty item is none. */
const LISTS: readonly string[] = [
  "embedded.faults",
  "services.inforouter.bindings",
  "services.*.operations.absent",
  "services.apidatatools.createUpload.pool",
];

/**
 * A target whose variables are filled in, without the optional fields that turned out empty: an
 * empty `${OLD_TICKET:-}` is the same as no such field.
 */
export function dropEmpty(target: unknown): unknown {
  return drop(target, []);
}

function drop(value: unknown, path: readonly string[]): unknown {
  if (Array.isArray(value)) {
    return isAmong(LISTS, path) ? value.filter((item) => item !== "") : value;
  }
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, member]) => !isEmpty(member, [...path, key]))
      .map(([key, member]) => [key, drop(member, [...path, key])]),
  );
}

function isEmpty(value: unknown, path: readonly string[]): boolean {
  if (Array.isArray(value)) return isAmong(LISTS, path) && isBlank(value);
  if (!isObject(value)) return value === "" && isAmong(OPTIONAL, path);
  return Object.entries(PARTS).some(
    ([pattern, fields]) => matches(pattern, path) && fields.some((field) => isBlank(value[field])),
  );
}

function isBlank(value: unknown): boolean {
  if (!Array.isArray(value)) return value === "";
  return value.length > 0 && value.every((item) => item === "");
}

function isAmong(patterns: readonly string[], path: readonly string[]): boolean {
  return patterns.some((pattern) => matches(pattern, path));
}

function matches(pattern: string, path: readonly string[]): boolean {
  const parts = pattern.split(".");
  return (
    parts.length === path.length &&
    parts.every((part, index) => part === "*" || part === path[index])
  );
}
