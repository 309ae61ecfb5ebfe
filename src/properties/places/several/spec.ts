import { wrongBytes } from "../../../judge/answer/tell-difference.ts";
import type { BytesSpec } from "../../../model/value.ts";
import { payloadOf } from "../../../wire/encode/bytes.ts";
import {
  type AnyOutcome,
  explained,
  type SequentialSpec,
  type Step,
} from "../../sequential/spec.ts";
import { wordsOf } from "../call.ts";
import type { Spot, SpotCall } from "./call.ts";

/** What an answer comes to; `files` are those that a whole folder was read as. */
export interface Outcome extends AnyOutcome {
  readonly words: string;
  readonly files?: readonly Buffer[];
}

/** What is known of one of several places. */
export interface SpotState {
  readonly name: string;
  readonly spot?: Spot;
  /** What was written and taken last, and what says that it is there. */
  readonly there?: { readonly content: BytesSpec; readonly statements: readonly string[] };
  /** All that was written there and is not there any more. */
  readonly past: readonly BytesSpec[];
  /** What says that what was removed is gone. */
  readonly removed: readonly string[];
}

/**
 * The state machine of one of several places that are apart:
 *
 * ```text
 *             write                  read, look                   remove             the whole folder
 *   nothing   accepted → its bytes   refused, where it was        (not asked)        has nothing of it
 *             refused  → nothing     removed; else not asked
 *   bytes     (not asked)            its bytes, by every way      accepted → nothing has its bytes
 * ```
 *
 * Whether a name is taken is the server's affair, and so is which ways there are: a way that does not work with
 * a plain name is not judged.
 */
export const spotSpec: SequentialSpec<SpotState, SpotCall, Outcome> = {
  start: (name) => ({ name, past: [], removed: [] }),
  step: (state, call, outcome) => {
    if (call.call === "whole") return wholeStep(state, call, outcome);
    if (call.of !== state.name) return explained([state]);
    switch (call.call) {
      case "write":
        return writeStep(state, call, outcome);
      case "read":
        return readStep(state, call, outcome);
      case "look":
        return lookStep(state, call, outcome);
      case "remove":
        return removeStep(state, call, outcome);
      default:
        return call satisfies never;
    }
  },
};

type CallOf<Name> = Extract<SpotCall, { readonly call: Name }>;

function writeStep(
  state: SpotState,
  { spot, content, statements }: CallOf<"write">,
  { kind }: Outcome,
): Step<SpotState> {
  if (kind !== "accepted") return explained([{ ...state, spot }]);
  return explained([{ ...state, spot, there: { content, statements } }]);
}

function readStep(
  state: SpotState,
  { trusted, statements }: CallOf<"read" | "look" | "remove">,
  outcome: Outcome,
): Step<SpotState> {
  const { there, removed } = state;
  const bytes = outcome.kind === "accepted" && outcome.bytes?.length ? outcome.bytes : undefined;
  if (!there) return bytes ? comesBack(state, statements, outcome) : explained([state], removed);
  if (bytes && isOf(bytes, there.content)) {
    return explained([state], [...statements, ...there.statements]);
  }
  if (!bytes && !trusted) return explained([state]);
  const wanted = payloadOf(there.content).bytes;
  return {
    forbids: statements,
    orElse: there.statements,
    expected: `the ${wordsOf(there.content)} that were written`,
    ...(bytes ? wrongBytes(`${bytes.length} bytes`, wanted, bytes) : { actual: outcome.words }),
    kind: { expected: "what was written to be read by every way", got: bytes ? "others" : "none" },
  };
}

function lookStep(
  state: SpotState,
  { trusted, statements }: CallOf<"read" | "look" | "remove">,
  outcome: Outcome,
): Step<SpotState> {
  const { there } = state;
  const isSeen = outcome.kind === "accepted";
  if (!there)
    return isSeen ? comesBack(state, statements, outcome) : explained([state], statements);
  if (isSeen || !trusted) return explained([state], isSeen ? statements : []);
  return {
    forbids: statements,
    orElse: there.statements,
    expected: "accepted, because it was written",
    actual: outcome.words,
    kind: { expected: "what was written to be found", got: outcome.kind },
  };
}

function removeStep(
  { there, past, ...state }: SpotState,
  { trusted, statements }: CallOf<"read" | "look" | "remove">,
  outcome: Outcome,
): Step<SpotState> {
  if (!there) return explained([{ ...state, past }]);
  if (outcome.kind === "accepted") {
    return explained([{ ...state, past: [...past, there.content], removed: statements }]);
  }
  if (!trusted) return explained([{ ...state, past, there }]);
  return {
    forbids: statements,
    orElse: there.statements,
    expected: "accepted, because it was written",
    actual: outcome.words,
    kind: { expected: "what was written to be removed", got: outcome.kind },
  };
}

function wholeStep(
  state: SpotState,
  { folder, trusted, statements }: CallOf<"whole">,
  { files }: Outcome,
): Step<SpotState> {
  const { spot, there, past, removed } = state;
  // What is no archive, or more than one chunk of it, tells nothing of what is in it.
  if (!files) return explained([state]);
  const isInside = spot?.folder === folder;
  const has = (content: BytesSpec): boolean => files.some((bytes) => isOf(bytes, content));
  const what = "a whole folder to be what was written there";
  if (isInside && there && trusted && !has(there.content)) {
    return {
      forbids: statements,
      orElse: there.statements,
      expected: `${state.name}, ${wordsOf(there.content)}, among the files`,
      actual: `${files.length} files without it`,
      kind: { expected: what, got: "less" },
    };
  }
  const strange = [...past, ...(there && !isInside ? [there.content] : [])].find(has);
  if (strange) {
    const why = isInside ? "it was removed" : "it is in another folder";
    return {
      forbids: statements,
      ...(isInside ? { orElse: removed } : {}),
      expected: `nothing of ${state.name}, because ${why}`,
      actual: `the ${wordsOf(strange)} that were written there, among ${files.length} files`,
      kind: { expected: what, got: isInside ? "what was removed" : "what is elsewhere" },
    };
  }
  return explained([state], statements);
}

/** What was removed is there; of what never was written nothing is said. */
function comesBack(
  state: SpotState,
  statements: readonly string[],
  { words }: Outcome,
): Step<SpotState> {
  if (state.past.length === 0) return explained([state]);
  return {
    forbids: state.removed,
    orElse: statements,
    expected: "refused, because it was removed",
    actual: words,
    kind: { expected: "what was removed to be gone", got: "accepted" },
  };
}

function isOf(bytes: Buffer, content: BytesSpec): boolean {
  return bytes.equals(payloadOf(content).bytes);
}
