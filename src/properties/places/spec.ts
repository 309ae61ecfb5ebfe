import { wrongBytes } from "../../judge/answer/tell-difference.ts";
import type { BytesSpec } from "../../model/value.ts";
import { payloadOf } from "../../wire/encode/bytes.ts";
import {
  type AnyOutcome,
  explained,
  type Forbidden,
  type SequentialSpec,
  type Step,
} from "../sequential/spec.ts";
import { type PlaceCall, wordsOf } from "./call.ts";

/** What an answer comes to; `bytes` are what it read. */
export interface Outcome extends AnyOutcome {
  readonly words: string;
}

/** What is known of a place. */
export interface PlaceState {
  /** All that was written and taken, the latest last. */
  readonly contents: readonly BytesSpec[];
  /** What says that the last write is there. */
  readonly written: readonly string[];
  /** The ways that were seen to read it. */
  readonly readBy: readonly number[];
  /** By number: which of the contents it gave, or of how many it was refused. */
  readonly numbers: Readonly<Record<string, Known>>;
  /** Earlier contents that were read where a number may stand for them: that number tells. */
  readonly doubtful?: Doubtful;
}

interface Doubtful {
  /** Who read them. */
  readonly name: string;
  readonly gave: number;
  readonly orVersion: number;
  readonly statements: readonly string[];
}

type Known = { readonly gave: number } | { readonly refusedOf: number };

type Write = Extract<PlaceCall, { call: "write" }>;
type Read = Extract<PlaceCall, { call: "read" }>;
type Version = Extract<PlaceCall, { call: "version" }>;

/**
 * The state machine of a place that is written again and again:
 *
 * ```text
 *             write                          read                   version N
 *   nothing   accepted → its bytes           (not asked)            (not asked)
 *   bytes     accepted → the new bytes       the bytes that were    refused, or always the same of what
 *             refused  → the same as before  taken last             was written; one that was refused until
 *                                                                   the last write gives what that wrote
 * ```
 *
 * Whether a write over others is taken is the server's affair, and so is which numbers there are, whether the
 * same bytes written again get one, and how long an earlier version is kept. A way that never read the place is
 * not judged: whether it can at all is the matter of other rules.
 */
export const placeSpec: SequentialSpec<PlaceState, PlaceCall, Outcome> = {
  start: () => ({ contents: [], written: [], readBy: [], numbers: {} }),
  step: (state, call, outcome) => {
    switch (call.call) {
      case "write":
        return writeStep(state, call, outcome);
      case "read":
        return readStep(state, call, outcome);
      case "version":
        return versionStep(state, call, outcome);
      default:
        return call satisfies never;
    }
  },
};

/** The contents that were written last. */
export function latestOf({ contents }: Pick<PlaceState, "contents">): BytesSpec | undefined {
  return contents.at(-1);
}

function writeStep(
  state: PlaceState,
  { content, statements }: Write,
  { kind, words }: Outcome,
): Step<PlaceState> {
  if (kind === "accepted") {
    return explained([{ ...state, contents: [...state.contents, content], written: statements }]);
  }
  if (state.contents.length > 0) return explained([state]);
  return {
    forbids: statements,
    expected: "accepted, because nothing is there yet",
    actual: words,
    kind: { expected: "a first write to be accepted", got: kind },
  };
}

function readStep(
  state: PlaceState,
  { way, name, statements, orVersion }: Read,
  outcome: Outcome,
): Step<PlaceState> {
  const { contents, written, readBy } = state;
  const latest = latestOf(state);
  if (!latest) return explained([state]);
  const { bytes } = outcome;
  if (outcome.kind !== "accepted" || !bytes) {
    if (!readBy.includes(way)) return explained([state]);
    return {
      forbids: statements,
      orElse: written,
      ...expecting(latest, outcome, "what was read before to be there after another write", "none"),
    };
  }
  if (isOf(bytes, latest)) {
    const next = readBy.includes(way) ? readBy : [...readBy, way];
    return explained([{ ...state, readBy: next }], [...statements, ...written]);
  }
  const gave = contents.findLastIndex((content) => isOf(bytes, content));
  const isEarlier = gave >= 0;
  if (isEarlier && orVersion !== undefined) {
    return explained([{ ...state, doubtful: { gave, orVersion, name, statements } }]);
  }
  const wrong = expecting(
    latest,
    { bytes, words: isEarlier ? "what was written before: " : "" },
    "a place that was written again to give what was written last",
    isEarlier ? "what was written before" : "other bytes",
  );
  return isEarlier
    ? { forbids: statements, orElse: written, ...wrong }
    : { forbids: written, orElse: statements, ...wrong };
}

function versionStep(
  state: PlaceState,
  { number, isAny, statements }: Version,
  outcome: Outcome,
): Step<PlaceState> {
  const { contents, numbers, doubtful, ...rest } = state;
  const { bytes } = outcome;
  if (doubtful?.orVersion === number) {
    const settled: PlaceState = { ...rest, contents, numbers };
    const read = contents[doubtful.gave];
    const latest = latestOf(state);
    const isSame = outcome.kind !== "accepted" || !bytes || !read || isOf(bytes, read);
    if (isSame || !latest) return explained([settled]);
    const what = "a place that was written again to give what was written last";
    return {
      forbids: doubtful.statements,
      orElse: state.written,
      expected: `that ${doubtful.name} gives the ${wordsOf(latest)} that were written last, or what this number gives`,
      actual: `it gave the ${wordsOf(read)} that were written before, and this number gives others`,
      kind: { expected: what, got: "what was written before" },
    };
  }
  const known = numbers[number];
  const becomes = (next: Known): PlaceState => ({
    ...state,
    numbers: { ...numbers, [number]: next },
  });
  if (outcome.kind !== "accepted" || !bytes) {
    const isKnown = isAny || (known && "gave" in known);
    return explained([isKnown ? state : becomes({ refusedOf: contents.length })]);
  }
  const gave = contents.findLastIndex((content) => isOf(bytes, content));
  const latest = contents.length - 1;
  const isNew = known && "refusedOf" in known && known.refusedOf === latest;
  const wanted = known && "gave" in known ? known.gave : isNew ? latest : undefined;
  const of = contents[wanted ?? (gave < 0 ? latest : gave)];
  if (!of || (gave >= 0 && (isAny || wanted === undefined || isOf(bytes, of)))) {
    return explained([isAny ? state : becomes({ gave: wanted ?? gave })], isAny ? [] : statements);
  }
  const got = gave < 0 ? "other bytes" : "those of another version";
  const what = "a number to give the bytes of one version, whatever is written later";
  return { forbids: statements, ...expecting(of, { words: "", bytes }, what, got) };
}

function isOf(bytes: Buffer, content: BytesSpec): boolean {
  return bytes.equals(payloadOf(content).bytes);
}

function expecting(
  content: BytesSpec,
  { words, bytes }: Pick<Outcome, "words" | "bytes">,
  expected: string,
  got: string,
): Pick<Forbidden, "expected" | "actual" | "bytes" | "kind"> {
  const wanted = payloadOf(content).bytes;
  return {
    expected: `the ${wordsOf(content)} that were written`,
    ...(bytes ? wrongBytes(`${words}${bytes.length} bytes`, wanted, bytes) : { actual: words }),
    kind: { expected, got },
  };
}
