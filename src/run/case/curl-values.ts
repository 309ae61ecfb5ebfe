import type { Argument, Call } from "../../model/call.ts";
import { textOf } from "../../model/text-of.ts";
import type { JsonValue } from "../../model/value.ts";
import { parseReference } from "../../rules/check/references.ts";
import { type CurlPart, type CurlSegment, keyOfArgument } from "../../wire/curl/curl-step.ts";
import { jsonSegments } from "../../wire/curl/json-segments.ts";
import { isPayload } from "../../wire/encode/value-text.ts";
import { type Known, withVariables } from "./known.ts";
import type { TraceEntry } from "./trace.ts";

type Values = Readonly<Record<string, readonly CurlSegment[]>>;

/** By argument, the variables that its value is put together from, where there are any. */
export function curlValues(
  entry: Pick<TraceEntry, "with" | "rename">,
  call: Call,
  known: readonly Known[],
): Values {
  const values: Record<string, readonly CurlSegment[]> = {};
  for (const argument of call.arguments) {
    const parts = partsOf(argument, templateOf(argument, entry, call), known);
    if (parts.some(isVariable)) values[keyOfArgument(call, argument)] = parts;
  }
  return values;
}

/** The same of where a call goes; undefined where nothing stands for a part of it. */
export function curlPlace(
  { at: template }: TraceEntry,
  { at }: Call,
  known: readonly Known[],
): readonly CurlPart[] | undefined {
  if (at === undefined) return undefined;
  const parts = textParts(at, template, known);
  return parts.some(isVariable) ? parts : undefined;
}

function isVariable(part: CurlSegment): boolean {
  return typeof part === "object" && ("secret" in part || "saved" in part);
}

function partsOf(
  { value }: Argument,
  template: JsonValue | undefined,
  known: readonly Known[],
): readonly CurlSegment[] {
  if (typeof value === "string") return textParts(value, template, known);
  if (isPayload(value) || !("json" in value)) return [];
  return jsonSegments(value.json, (leaf, path) => {
    const parts = textParts(textOf(leaf), at(template, path), known);
    return parts.some(isVariable) ? parts : undefined;
  });
}

/** What the step says of an argument: of a list, the item that it is. */
function templateOf(
  argument: Argument,
  { with: values, rename = {} }: Pick<TraceEntry, "with" | "rename">,
  call: Call,
): JsonValue | undefined {
  const name = Object.keys(values).find(
    (own) => (rename[own] ?? own).toLowerCase() === argument.name.toLowerCase(),
  );
  const template = name === undefined ? undefined : values[name];
  if (!Array.isArray(template) || typeof argument.value === "object") return template;
  const same = call.arguments.filter((one) => one.name === argument.name);
  return template[same.indexOf(argument)];
}

function at(template: JsonValue | undefined, path: readonly string[]): JsonValue | undefined {
  return path.reduce<JsonValue | undefined>(
    (whole, name) =>
      typeof whole === "object" && whole !== null && Object.hasOwn(whole, name)
        ? (whole as Readonly<Record<string, JsonValue>>)[name]
        : undefined,
    template,
  );
}

/** A text as pieces: what its step takes from an answer or the target, however short, and known values. */
function textParts(
  text: string,
  template: JsonValue | undefined,
  known: readonly Known[],
): readonly CurlPart[] {
  const whole = pieceOf(template, known);
  if (whole) return [whole.part];
  const joined = joinOf(template)?.map((item) => pieceOf(item, known) ?? literal(item)) ?? [];
  const pieces = joined.flatMap((piece) => piece ?? []);
  const isWhole = pieces.length === joined.length && pieces.map(({ is }) => is).join("") === text;
  return isWhole ? pieces.map(({ part }) => part) : withVariables(text, known);
}

interface Piece {
  readonly part: CurlPart;
  /** What it was in this case. */
  readonly is: string;
}

/** What a reference stands for; undefined for anything else. */
function pieceOf(template: JsonValue | undefined, known: readonly Known[]): Piece | undefined {
  const reference = parseReference(template);
  if (!reference) return undefined;
  if (reference.name === "owner") {
    const secret = `OWNER_${reference.path.join("_").toUpperCase()}`;
    return { part: { secret, isText: true }, is: "" };
  }
  const found = known.find(({ saved }) => saved === reference.name);
  return found && { part: found.part, is: found.value };
}

function joinOf(template: JsonValue | undefined): readonly JsonValue[] | undefined {
  if (typeof template !== "object" || template === null || !("join" in template)) return undefined;
  const { join } = template as { readonly join: JsonValue };
  return Array.isArray(join) ? join : undefined;
}

/** An item of a join that is no reference; undefined for an expression. */
function literal(item: JsonValue): Piece | undefined {
  if (typeof item === "object" || parseReference(item)) return undefined;
  const text = textOf(item).replace(/^\$\$/, "$");
  return { part: text, is: text };
}
