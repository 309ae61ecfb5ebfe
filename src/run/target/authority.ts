import { evaluate } from "../../judge/checks/evaluate.ts";
import type { ScopeValue } from "../../judge/checks/scope.ts";
import type { Operation, Operations } from "../../model/operation.ts";
import type { DescribedTarget } from "../../model/service.ts";
import type { JsonValue } from "../../model/value.ts";
import { referencesIn } from "../../rules/check/references.ts";
import { NotDeclaredError } from "./sessions.ts";
import type { Unissued } from "./unissued.ts";
import { isBelowFolder, writableFolders } from "./writable-folders.ts";

/** What is asked for: a call before it is built, by the names of its parameters. */
export interface WantedCall {
  readonly operation: Operation;
  readonly with: Readonly<Record<string, JsonValue>>;
  readonly at?: string | undefined;
  readonly method?: string | undefined;
  readonly rename?: Readonly<Record<string, string>>;
  /**
   * What the engine itself knows of a call; no file can say it. `harmless`: it carries a token that was never
   * issued. `made`: it removes what this very run made.
   */
  readonly because?: "harmless" | "made" | undefined;
}

/** A call that the target does not permit, whoever asks for it: it is not sent, and nothing is judged by it. */
export class ForbiddenError extends NotDeclaredError {
  override readonly name = "ForbiddenError";
}

export interface Authority extends DescribedTarget {
  readonly operations: Operations;
  readonly unissued: Pick<Unissued, "covers">;
}

type Effect = "reads" | "creates" | "changes" | "removes";

const SAFE_METHODS: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);
/** By these a server may take a request for one of another method. */
const OVERRIDE = /^(?:x-)?(?:http-)?_?method(?:-override)?$/i;
const PLAIN_NAME = /^[\w.-]+$/;

/**
 * Why a call may not be sent to a target: its safety is read-only, or the call would write or remove outside
 * of the writable folder. The one place that decides it, for rules, packs, properties, replays and clean-up
 * alike. Undefined where the call is permitted.
 */
export function whyForbidden(wanted: WantedCall, known: Authority): string | undefined {
  return whyUnclear(wanted) ?? whyNotReadOnly(wanted, known) ?? whyOutside(wanted, known);
}

/** A parameter under the name of another would say something else than what is looked at here. */
function whyUnclear({ operation, rename = {} }: WantedCall): string | undefined {
  const renamed = Object.entries(rename);
  if (renamed.length === 0) return undefined;
  const names = operation.parameters.map(({ name }) => name.toLowerCase());
  for (const [name, written] of renamed) {
    const other = written.toLowerCase();
    if (other === name.toLowerCase() || (PLAIN_NAME.test(written) && !names.includes(other))) {
      continue;
    }
    return `${operation.name} was not sent: a parameter may not go by the name ${JSON.stringify(written)}`;
  }
  return undefined;
}

function whyNotReadOnly(wanted: WantedCall, known: Authority): string | undefined {
  const { operation, because } = wanted;
  if (known.target.safety !== "read-only" || because !== undefined) return undefined;
  const effect = effectOf(wanted, known.operations);
  if (effect === "reads") return undefined;
  if (effect === "removes" && namesNothing(wanted, known.unissued)) return undefined;
  const does = {
    creates: `creates something (${operation.creates?.what ?? "by its method"})`,
    changes: "changes something on the server",
    removes: "would remove something that this run did not make",
  }[effect];
  return `${operation.name} was not sent: it ${does}, and the safety of the target ${JSON.stringify(known.target.name)} is read-only`;
}

/** What a call does to a server that does as documented. */
function effectOf(wanted: WantedCall, operations: Operations): Effect {
  const { operation } = wanted;
  if (operation.creates) return "creates";
  const methods = methodsOf(wanted);
  const isSafe = methods.every((method) => SAFE_METHODS.has(method));
  const { isAny, hasOverWith } = madeForRemoval(operation, operations);
  // What a path names somebody may have made: of that no run knows that it is nothing.
  if (hasOverWith) return "changes";
  if (isAny) {
    const documented = operation.http?.method ?? "";
    return methods.every((one) => one === documented || SAFE_METHODS.has(one))
      ? "removes"
      : "changes";
  }
  const sendsBytes = operation.parameters.some(({ type }) => type === "bytes");
  return !isSafe || sendsBytes || operation.writes !== undefined ? "changes" : "reads";
}

/** The methods by which a server may take a call, in capitals; none where the binding has only one. */
function methodsOf({
  operation,
  method,
  rename = {},
  with: values,
}: WantedCall): readonly string[] {
  const { http, parameters } = operation;
  const overrides = parameters.flatMap(({ name }) =>
    OVERRIDE.test(rename[name] ?? name) && values[name] !== undefined ? [String(values[name])] : [],
  );
  const named = [method ?? http?.method, ...overrides];
  return named.flatMap((one) => (one === undefined ? [] : [one.toUpperCase()]));
}

/** What a call of an operation removes. */
interface Removable {
  /** Whether operations of its service make something that it removes. */
  readonly isAny: boolean;
  /** Whether the call that makes one of them names it, as it does documents. */
  readonly hasOverWith: boolean;
  /** The parameters that name what the call that makes it names itself. */
  readonly named: readonly string[];
}

function madeForRemoval({ service, name }: Operation, operations: Operations): Removable {
  const described = operations[service] ?? NO_OPERATIONS;
  const known = REMOVABLE.get(described) ?? new Map<string, Removable>();
  REMOVABLE.set(described, known);
  const before = known.get(name);
  if (before) return before;
  const all = Object.values(described).flatMap(({ creates }) => creates ?? []);
  const removed = all.filter(({ remove }) => remove.call === name);
  const named = removed.flatMap(({ id, remove }) =>
    isOverWith(id)
      ? Object.entries(remove.with).flatMap(([one, value]) => (value === "$id" ? [one] : []))
      : [],
  );
  const hasOverWith = removed.some(({ id }) => isOverWith(id));
  const removable = { isAny: removed.length > 0, hasOverWith, named };
  known.set(name, removable);
  return removable;
}

const NO_OPERATIONS: Operations[string] = {};
/** Of a service by the name of what removes: every call is asked for it, and it never changes. */
const REMOVABLE = new WeakMap<Operations[string], Map<string, Removable>>();

function namesNothing(
  { operation, with: values, at }: WantedCall,
  unissued: Pick<Unissued, "covers">,
): boolean {
  const named = operation.parameters.flatMap(({ name, type }) =>
    type === "ticket" || type === "key" || OVERRIDE.test(name) || values[name] === undefined
      ? []
      : [values[name]],
  );
  // An address without a number may be somebody's all the same.
  const isAtNothing = at === undefined || (/\d/.test(at) && unissued.covers(at));
  return isAtNothing && named.every((value) => typeof value === "string" && unissued.covers(value));
}

function whyOutside(wanted: WantedCall, known: Authority): string | undefined {
  const { operation, because } = wanted;
  if (because === "harmless") return undefined;
  const places = placesOf(wanted, known.operations);
  if (places.length === 0) return undefined;
  const { settings, folders } = writableFolders(operation.service, known);
  if (settings.length === 0) return undefined;
  for (const { place, inside } of places) {
    const isText = typeof place === "string";
    if (isText && folders.some((folder) => isBelowFolder(place, folder, inside))) continue;
    const declared =
      folders.length > 0
        ? `${settings.join(", ")} (${folders.join(", ")})`
        : `${settings.join(", ")}, which it does not declare`;
    const where = isText ? JSON.stringify(place) : "what is no path";
    return `${operation.name} was not sent: ${where} is not in the folder of the target ${JSON.stringify(known.target.name)} that may be written, ${declared}`;
  }
  return undefined;
}

const NOWHERE: readonly Place[] = [];

interface Place {
  readonly place: JsonValue;
  /** It has to lie below the folder, and may not be the folder itself. */
  readonly inside: boolean;
}

/** Where a call would write, and what it would remove, as far as its parameters say. */
function placesOf(
  { operation, with: values }: WantedCall,
  operations: Operations,
): readonly Place[] {
  const { creates, writes } = operation;
  const { named } = madeForRemoval(operation, operations);
  if (!creates && writes === undefined && named.length === 0) return NOWHERE;
  const made = creates && isOverWith(creates.id) ? [creates.id] : [];
  const written = writes === undefined || writes === true ? [] : [writes];
  const removed = named.flatMap((name) => (values[name] === undefined ? [] : [values[name]]));
  return [
    ...made.flatMap((value) => over(value, values)).map((place) => ({ place, inside: true })),
    ...written.flatMap((value) => over(value, values)).map((place) => ({ place, inside: false })),
    ...removed.map((place) => ({ place, inside: true })),
  ];
}

/** Whether the call itself names what it makes, as it does documents. */
function isOverWith(id: JsonValue): boolean {
  const references = referencesIn(id);
  return references.length > 0 && references.every((one) => one.startsWith("$with."));
}

/** A value over the parameters; none where the call does not give them: no server writes nowhere. */
function over(value: JsonValue, values: WantedCall["with"]): readonly JsonValue[] {
  const names = referencesIn(value).map((one) => one.split(".")[1] ?? "");
  if (names.some((name) => values[name] === undefined)) return [];
  // A payload in the place of a path would be one that nobody looked at.
  if (names.some((name) => typeof values[name] === "object")) return [null];
  const scope = new Map<string, ScopeValue>([["with", values]]);
  return [String(evaluate(value, scope))];
}
