import { filledIn, isExpression, plain } from "../../judge/checks/evaluate.ts";
import type { Scope } from "../../judge/checks/scope.ts";
import type { JsonValue } from "../../model/value.ts";
import { refersTo } from "../../rules/check/references.ts";

/** Names whose values another run, or another target, gives anew. */
const FROM_TARGET: ReadonlySet<string> = new Set([
  "newDocument",
  "newDocumentName",
  "documents",
  "folders",
  "owner",
  "sent",
  "unissued",
]);

/**
 * A value as a recorded step keeps it: inputs are concrete, so that the record needs no seed; what the
 * server or the target chose stays a reference, so that it can be sent again elsewhere.
 *
 * @param concrete what the value is in this scope, where that is known already
 */
export function symbolic(
  value: JsonValue,
  scope: Scope,
  saved: ReadonlySet<string>,
  concrete?: JsonValue,
): JsonValue {
  const isOpen =
    holdsDate(value) || refersTo(value, (name) => saved.has(name) || FROM_TARGET.has(name));
  if (!isOpen && !holdsJson(value)) return concrete ?? plain(value, scope);
  // A member of JSON is no expression, also when the record is read again.
  if (isJson(value))
    return { json: isOpen ? symbolicJson(value.json, scope, saved) : filledIn(value.json, scope) };
  if (Array.isArray(value)) return value.map((item: JsonValue) => symbolic(item, scope, saved));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, symbolic(item, scope, saved)]),
  );
}

/**
 * The same for each of several values by name, whatever the names are.
 *
 * @param concrete what they are in this scope, where that is known already
 */
export function symbolicEach(
  values: Readonly<Record<string, JsonValue>>,
  scope: Scope,
  saved: ReadonlySet<string>,
  concrete: Readonly<Record<string, JsonValue>> = {},
): Readonly<Record<string, JsonValue>> {
  const each: Record<string, JsonValue> = {};
  for (const name of Object.keys(values)) {
    const value = symbolic(values[name] ?? null, scope, saved, concrete[name]);
    // A name may be one that assigning would not keep.
    if (name === "__proto__") Object.defineProperty(each, name, { ...OWN, value });
    else each[name] = value;
  }
  return each;
}

const OWN = { enumerable: true, writable: true, configurable: true };

function symbolicJson(value: JsonValue, scope: Scope, saved: ReadonlySet<string>): JsonValue {
  if (Array.isArray(value)) {
    return value.map((item: JsonValue) => symbolicJson(item, scope, saved));
  }
  if (typeof value !== "object" || value === null) return symbolic(value, scope, saved);
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, symbolicJson(item, scope, saved)]),
  );
}

type Members = Readonly<Record<string, JsonValue>>;

function isJson(value: JsonValue): value is { readonly json: JsonValue } {
  return typeof value === "object" && value !== null && Object.hasOwn(value, "json");
}

/** A time from now on is another one when it is sent again. */
function holdsDate(value: JsonValue): boolean {
  if (typeof value !== "object" || value === null) return false;
  const isDate = !Array.isArray(value) && isExpression(value as Members, "date");
  return isDate || Object.values(value).some(holdsDate);
}

function holdsJson(value: JsonValue): boolean {
  if (typeof value !== "object" || value === null) return false;
  return isJson(value) || Object.values(value).some(holdsJson);
}
