import type { Argument, Call } from "../../model/call.ts";
import type { SavedFrom } from "../../model/saved-from.ts";
import type { BytesSpec } from "../../model/value.ts";
import { recipeOf } from "../encode/bytes.ts";
import { isPayload, valueText } from "../encode/value-text.ts";
import type { WireService } from "../encode/wire-request.ts";
import { shellQuote, shellVariable } from "./shell-quote.ts";

/** One call of a snippet. */
export interface CurlStep {
  readonly call: Call;
  readonly service: WireService;
  /**
   * What stands for the value of an argument, where that is not the literal value itself: by its name, see
   * {@link keyOfArgument}. Of a value that is JSON and no text it is the JSON.
   */
  readonly values?: Readonly<Record<string, readonly CurlSegment[]>>;
  /** The same for `call.at`. */
  readonly at?: readonly CurlPart[];
  /** Further words of curl. */
  readonly options?: readonly string[];
  /** Header lines that the service has with every request. */
  readonly headers?: readonly CurlHeader[];
  /** Variable → where in the answer its value stands: by a name, an attribute or a member that is text. */
  readonly save?: Readonly<Record<string, SavedFrom>>;
  /** How often the call was made before it was answered so, and how long that took. */
  readonly polled?: { readonly tries: number; readonly waitedMs: number };
  /** Status and headers are what there is to see. */
  readonly showsHead?: true;
  /** What was sent, where that is not what the call is encoded as. */
  readonly request?: CurlRequest;
}

/** A request that no encoding of a call gives: as it was sent, with variables where they belong. */
export interface CurlRequest {
  readonly method: string;
  readonly url: readonly CurlPart[];
  readonly headers: readonly CurlHeader[];
  /** Bytes that are no text travel in base64 and are decoded on the way. */
  readonly body: readonly CurlPart[] | Buffer | null;
}

export type CurlHeader = readonly [name: string, value: readonly CurlPart[]];

/** A piece of a value: text as it is, a secret's variable (`OWNER_TICKET`), or a saved value's. */
export type CurlPart = string | SecretPart | SavedPart;

export interface SavedPart {
  readonly saved: string;
  /** Set by who writes there. */
  readonly into?: Escape;
}

/** What a value is escaped for on its way: XML, a JSON string, a URL or a form. */
type Escape = "xml" | "json" | "url";

export interface SecretPart {
  readonly secret: string;
  /** How to get it, for the comment on top. */
  readonly how?: string;
  /** Any text may be in it: it is escaped where it stands in XML or JSON. */
  readonly isText?: true;
  /** Set by who writes there. */
  readonly into?: Escape;
}

const ESCAPES: Readonly<Record<Escape, string>> = {
  xml: "sed 's/&/\\&amp;/g; s/</\\&lt;/g'",
  json: String.raw`sed 's/\\/\\\\/g; s/"/\\"/g'`,
  // Every byte, which means the same.
  url: "od -An -v -tx1 | tr -d ' \\n' | sed 's/../%&/g'",
};

/** What a body or a value is put together from. */
export type CurlSegment = CurlPart | BytesSpec | CurlRun | CurlOutput;

/** What a command prints. */
export interface CurlOutput {
  readonly output: string;
}

/** One character many times. */
export interface CurlRun {
  readonly character: string;
  readonly times: number;
}

/** Kernels refuse one word of 128 KiB; there is room for other characters than ASCII and quotes. */
const MAX_WORD_CHARS = 30_000;

export function segmentsOf(step: CurlStep, argument: Argument): readonly CurlSegment[] {
  const given = partsFor(step, argument);
  if (given) return given;
  const { value } = argument;
  return [isPayload(value) ? value : valueText(value)];
}

/** What stands for the value of an argument; undefined for the value itself. */
export function partsFor(
  { values = {}, call }: CurlStep,
  argument: Argument,
): readonly CurlSegment[] | undefined {
  const key = keyOfArgument(call, argument);
  return Object.hasOwn(values, key) ? values[key] : undefined;
}

/** The name of an argument, and its number where it is not the first of that name. */
export function keyOfArgument({ arguments: args }: Call, argument: Argument): string {
  const same = args.filter(({ name }) => name === argument.name);
  const number = same.indexOf(argument);
  return number > 0 ? `${argument.name}\0${number}` : argument.name;
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
    const { into } = segment;
    return into ? `"$(printf %s ${variable} | ${ESCAPES[into]})"` : variable;
  });
  return word.join("") || "''";
}

/** A command that prints the segments, as the left end of a pipe. */
export function printCommand(segments: readonly CurlSegment[]): string {
  const commands = segments.map((segment) => {
    if (isMade(segment)) return madeBy(segment);
    // No word of a shell holds a NUL.
    return typeof segment === "string" && segment.includes("\0")
      ? `printf %s ${Buffer.from(segment).toString("base64")} | base64 -d`
      : `printf %s ${shellWord([segment])}`;
  });
  return commands.length === 1 ? commands.join("") : `{ ${commands.join("; ")}; }`;
}

type Made = BytesSpec | CurlRun | CurlOutput;

function isMade(segment: CurlSegment): segment is Made {
  if (typeof segment === "string") return false;
  return "bytes" in segment || "times" in segment || "output" in segment;
}

function madeBy(segment: Made): string {
  if ("bytes" in segment) return base64Command(segment);
  if ("output" in segment) return segment.output;
  const { character, times } = segment;
  return `head -c ${times} /dev/zero | tr '\\0' ${shellQuote(character)}`;
}

export function variableOf(part: Exclude<CurlPart, string>): string {
  return shellVariable("secret" in part ? part.secret : part.saved);
}

export function base64Command(spec: BytesSpec): string {
  return `${recipeOf(spec)} | base64 | tr -d '\\n'`;
}
