import type { Argument, Call } from "../model/call.ts";
import type { BytesSpec } from "../model/value.ts";
import { recipeOf } from "./bytes.ts";
import { shellQuote, shellVariable } from "./shell-quote.ts";
import type { WireService } from "./wire-request.ts";

/** One call of a snippet. */
export interface CurlStep {
  readonly call: Call;
  readonly service: WireService;
  /** By the argument's name: what stands for its value, where that is not the literal value itself. */
  readonly values?: Readonly<Record<string, readonly CurlPart[]>>;
  /** Variable → attribute of the answer (a member's name where the operation answers JSON). */
  readonly save?: Readonly<Record<string, string>>;
}

/** A piece of a value: text as it is, a secret's variable (`OWNER_TICKET`), or a saved value's. */
export type CurlPart = string | SecretPart | { readonly saved: string };

export interface SecretPart {
  readonly secret: string;
  /** How to get it, for the comment on top. Known for `..._TICKET`. */
  readonly how?: string;
}

/** What a body or a value is put together from. */
export type CurlSegment = CurlPart | BytesSpec;

/** Kernels refuse one word of 128 KiB; there is room for other characters than ASCII and quotes. */
const MAX_WORD_CHARS = 30_000;

export function segmentsOf(step: CurlStep, argument: Argument): readonly CurlSegment[] {
  const { values = {} } = step;
  return (Object.hasOwn(values, argument.name) && values[argument.name]) || [argument.value];
}

/** Whether the segments are better piped into curl than written into its command line. */
export function needPipe(segments: readonly CurlSegment[]): boolean {
  let chars = 0;
  for (const segment of segments) {
    if (typeof segment === "object" && "bytes" in segment) return true;
    if (typeof segment === "string") chars += segment.length;
  }
  return chars > MAX_WORD_CHARS;
}

/** The segments as one shell word; bytes as the base64 of their recipe. */
export function shellWord(segments: readonly CurlSegment[]): string {
  const word = segments.map((segment) => {
    if (typeof segment === "string") return segment === "" ? "" : shellQuote(segment);
    return "bytes" in segment ? `"$(${base64Command(segment)})"` : `"$${variableOf(segment)}"`;
  });
  return word.join("") || "''";
}

/** A command that prints the segments, as the left end of a pipe. */
export function printCommand(segments: readonly CurlSegment[]): string {
  const commands = segments.map((segment) =>
    typeof segment === "object" && "bytes" in segment
      ? base64Command(segment)
      : `printf %s ${shellWord([segment])}`,
  );
  return commands.length === 1 ? commands.join("") : `{ ${commands.join("; ")}; }`;
}

export function variableOf(part: Exclude<CurlPart, string>): string {
  return shellVariable("secret" in part ? part.secret : part.saved);
}

function base64Command(spec: BytesSpec): string {
  return `${recipeOf(spec)} | base64 | tr -d '\\n'`;
}
