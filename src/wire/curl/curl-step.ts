import type { Argument, Call } from "../../model/call.ts";
import type { SavedFrom } from "../../model/saved-from.ts";
import type { BytesSpec } from "../../model/value.ts";
import { recipeOf } from "../encode/bytes.ts";
import type { WireService } from "../encode/wire-request.ts";
import { shellQuote, shellVariable } from "./shell-quote.ts";

/** One call of a snippet. */
export interface CurlStep {
  readonly call: Call;
  readonly service: WireService;
  /** By the argument's name: what stands for its value, where that is not the literal value itself. */
  readonly values?: Readonly<Record<string, readonly CurlPart[]>>;
  /** Variable → where in the answer its value stands: by a name, an attribute or a member that is text. */
  readonly save?: Readonly<Record<string, SavedFrom>>;
  /** Status and headers are what there is to see. */
  readonly showsHead?: true;
  /** What was sent, where that is not what the call is encoded as. */
  readonly request?: CurlRequest;
}

/** A request that no encoding of a call gives: as it was sent, with variables where they belong. */
export interface CurlRequest {
  readonly method: string;
  readonly url: readonly CurlPart[];
  readonly headers: readonly (readonly [name: string, value: readonly CurlPart[]])[];
  /** Bytes that are no text travel in base64 and are decoded on the way. */
  readonly body: readonly CurlPart[] | Buffer | null;
}

/** A piece of a value: text as it is, a secret's variable (`OWNER_TICKET`), or a saved value's. */
export type CurlPart = string | SecretPart | { readonly saved: string };

export interface SecretPart {
  readonly secret: string;
  /** How to get it, for the comment on top. */
  readonly how?: string;
  /** Any text may be in it: it is escaped where it stands in XML. */
  readonly isText?: true;
  /** Set by who writes XML. */
  readonly inXml?: true;
}

const XML_ESCAPE = "sed 's/&/\\&amp;/g; s/</\\&lt;/g'";

/** What a body or a value is put together from. */
export type CurlSegment = CurlPart | BytesSpec | CurlRun;

/** One character many times. */
export interface CurlRun {
  readonly character: string;
  readonly times: number;
}

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
    if (isMade(segment)) return true;
    if (typeof segment === "string") chars += segment.length;
  }
  return chars > MAX_WORD_CHARS;
}

/** The segments as one shell word; bytes as the base64 of their recipe. */
export function shellWord(segments: readonly CurlSegment[]): string {
  const word = segments.map((segment) => {
    if (typeof segment === "string") return segment === "" ? "" : shellQuote(segment);
    if (isMade(segment)) return `"$(${madeBy(segment)})"`;
    const variable = `"$${variableOf(segment)}"`;
    return "inXml" in segment ? `"$(printf %s ${variable} | ${XML_ESCAPE})"` : variable;
  });
  return word.join("") || "''";
}

/** A command that prints the segments, as the left end of a pipe. */
export function printCommand(segments: readonly CurlSegment[]): string {
  const commands = segments.map((segment) =>
    isMade(segment) ? madeBy(segment) : `printf %s ${shellWord([segment])}`,
  );
  return commands.length === 1 ? commands.join("") : `{ ${commands.join("; ")}; }`;
}

type Made = BytesSpec | CurlRun;

function isMade(segment: CurlSegment): segment is Made {
  return typeof segment === "object" && ("bytes" in segment || "times" in segment);
}

function madeBy(segment: Made): string {
  if ("bytes" in segment) return base64Command(segment);
  const { character, times } = segment;
  return `head -c ${times} /dev/zero | tr '\\0' ${shellQuote(character)}`;
}

export function variableOf(part: Exclude<CurlPart, string>): string {
  return shellVariable("secret" in part ? part.secret : part.saved);
}

function base64Command(spec: BytesSpec): string {
  return `${recipeOf(spec)} | base64 | tr -d '\\n'`;
}
