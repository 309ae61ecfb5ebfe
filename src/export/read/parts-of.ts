import type { BytesSpec } from "../../model/value.ts";
import { payloadOf, recipeOf } from "../../wire/encode/bytes.ts";
import { percent } from "../../wire/encode/percent.ts";
import { xmlEscape } from "../../wire/encode/xml-escape.ts";
import { type Escape, NotExpressible, type Part } from "../exported-test.ts";
import { labelOf, variableOf } from "./variables.ts";

/** A value of an earlier answer, and what stands for it. */
export interface Known {
  readonly name: string;
  readonly value: string;
  /** The step names it, so that a short value is looked for, too. */
  readonly isNamed: boolean;
}

export interface Writing {
  readonly known: readonly Known[];
  readonly payloads: readonly BytesSpec[];
  /** What values are escaped for in this text. */
  readonly context: Escape | undefined;
}

/** Shorter values stand in a text by chance. */
const MIN_LENGTH = 16;
/** A name of a document that a run makes: its tag and a number. */
const NEW_DOCUMENT = /assay-[0-9a-f]{8}-(\d+)(?=\.bin)/;
const LABEL = /‹([a-z]+:[^›\s]{1,80})›/;

/**
 * A recorded text as pieces: what another run has anew is a variable, payloads are their bytes.
 *
 * @throws NotExpressible where the report does not show what was sent
 */
export function partsOf(text: string, writing: Writing): readonly Part[] {
  const { context, known, payloads } = writing;
  let parts: readonly Part[] = [text];
  for (const spec of payloads) parts = cutPayload(parts, spec, context);
  for (const one of [...known].sort((a, b) => b.value.length - a.value.length)) {
    parts = parts.flatMap((part) =>
      typeof part === "string" ? cutSaved(part, one, context) : [part],
    );
  }
  parts = cutAll(parts, LABEL, (label) => ({
    kind: "variable",
    name: variableOf(labelOf(label)),
    ...(context ? { into: context } : {}),
  }));
  parts = cutAll(parts, NEW_DOCUMENT, (number) => ({ kind: "new", number: Number(number) }));
  for (const part of parts) {
    if (typeof part === "string" && /‹[^‹›]*›/.test(part)) {
      throw new NotExpressible("the report does not show all of what was sent");
    }
  }
  return parts.filter((part) => part !== "");
}

/** Payloads as a report writes them: by their recipe. */
function cutPayload(
  parts: readonly Part[],
  spec: BytesSpec,
  context: Escape | undefined,
): readonly Part[] {
  const { bytes } = payloadOf(spec);
  const recipe = recipeOf(spec);
  const inBase64 = `‹base64 of ${bytes.length} bytes: ${recipe}›`;
  const raw = `‹${bytes.length} bytes: ${recipe}›`;
  const as = context === "url" ? "url" : "base64";
  return cutAt(cutAt(parts, inBase64, { kind: "payload", bytes, as }), raw, {
    kind: "payload",
    bytes,
    as: "raw",
  });
}

function cutSaved(
  text: string,
  { name, value, isNamed }: Known,
  context: Escape | undefined,
): readonly Part[] {
  if (value === "" || (value.length < MIN_LENGTH && !isNamed)) return [text];
  const escaped = escapedFor(context, value);
  const into = context ? { into: context } : {};
  if (value.length < MIN_LENGTH) return cutShort(text, { name, value: escaped, ...into });
  const asEscaped: Part = { kind: "saved", name, ...into };
  const byEscape = cutAt([text], escaped, asEscaped);
  // A URL of the server goes back as it came.
  return escaped === value ? byEscape : cutAt(byEscape, value, { kind: "saved", name });
}

/** A short value where it stands by itself, once: twice, nobody can tell which is which. */
function cutShort(
  text: string,
  {
    name,
    value,
    ...into
  }: { readonly name: string; readonly value: string; readonly into?: Escape },
): readonly Part[] {
  const found: number[] = [];
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) {
    const [before = "", behind = ""] = [text[at - 1], text[at + value.length]];
    if (!/[A-Za-z0-9]/.test(before) && !/[A-Za-z0-9]/.test(behind)) found.push(at);
  }
  const [index] = found;
  if (index === undefined) return [text];
  if (found.length > 1) {
    throw new NotExpressible(`the value "${value}" of an earlier answer stands in a request twice`);
  }
  return [text.slice(0, index), { kind: "saved", name, ...into }, text.slice(index + value.length)];
}

function escapedFor(context: Escape | undefined, value: string): string {
  switch (context) {
    case "url":
      return percent(value);
    case "xml":
      return xmlEscape(value);
    case "json":
      return JSON.stringify(value).slice(1, -1);
    default:
      return value;
  }
}

function cutAt(parts: readonly Part[], text: string, standsFor: Part): readonly Part[] {
  return parts.flatMap((part) => {
    if (typeof part !== "string" || !part.includes(text)) return [part];
    return part.split(text).flatMap((piece, index) => (index === 0 ? [piece] : [standsFor, piece]));
  });
}

/** @param pattern has one group, which `standsFor` gets */
function cutAll(
  parts: readonly Part[],
  pattern: RegExp,
  standsFor: (group: string) => Part,
): readonly Part[] {
  return parts.flatMap((part) => {
    if (typeof part !== "string") return [part];
    const pieces = part.split(pattern);
    return pieces.map((piece, index) => (index % 2 === 0 ? piece : standsFor(piece)));
  });
}
