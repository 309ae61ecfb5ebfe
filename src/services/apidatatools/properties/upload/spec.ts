import {
  type AnyOutcome,
  explained,
  type SequentialSpec,
  type Step,
} from "../../../../properties/sequential/spec.ts";
import type { UploadCall } from "./call.ts";
import type { Key } from "./command.ts";

type DeleteCall = Extract<UploadCall, { call: "delete" }>;

/** An upload as the document knows it. */
export interface UploadState {
  /** The name that steps know its id by: `u0`. */
  readonly name: string;
  readonly life: "never issued" | "there" | "deleted";
  readonly owner: Key;
  /** Statements that are broken if it is gone: what was done since it was made. */
  readonly suspects: readonly string[];
}

/** What an answer comes to. */
export interface Outcome extends AnyOutcome {
  /** The HTTP status of an answer in JSON. */
  readonly status?: number;
  /** The error that it names. */
  readonly error?: string;
  /** The names of the uploads that a list has. */
  readonly listed?: readonly string[];
  /** The answer in the words of a report, and in those that tell failures apart. */
  readonly words: string;
  readonly brief: string;
}

/**
 * The state machine of an upload, by the Delete Upload API. What a delete with its owner's key may come to,
 * and where the calls lead:
 *
 * ```text
 *                 create     delete                     list
 *   never issued  → there    404 (DUA-06)
 *   there                    2xx → deleted (DUA-01)
 *   deleted                  404 (DUA-08)               does not have it (DUA-10)
 * ```
 *
 * The file of an upload changes nothing of that, whenever it comes (DUA-10, DUA-17).
 * Without a key or with a bad one it is 401 (DUA-03, DUA-04), with another user's 404 (DUA-07), and nothing
 * changes; no delete ends another upload than the one that it names (DUA-13).
 */
export const uploadSpec: SequentialSpec<UploadState, UploadCall, Outcome> = {
  start: (name) => ({ name, life: "never issued", owner: "owner", suspects: [] }),
  apart: true,
  step: (state, call, outcome) => {
    switch (call.call) {
      case "create":
        return explained([
          call.of === state.name ? { ...state, life: "there", owner: call.as } : state,
        ]);
      case "delete":
        return call.of === state.name
          ? deleteStep(state, call, outcome)
          : explained([suspecting(state, call)]);
      // No document says how the store of files answers, nor that a file may change whether its upload is there.
      case "store":
        return explained([state]);
      case "list":
        return listStep(state, outcome);
      default:
        return call satisfies never;
    }
  },
};

function deleteStep(state: UploadState, call: DeleteCall, outcome: Outcome): Step<UploadState> {
  const { status, error, because, breaks, also = [], what } = expectDelete(state, call);
  if (!isThat(outcome, status, error)) {
    const wanted = error === undefined ? "HTTP 2xx" : `HTTP ${status} with the error "${error}"`;
    return {
      forbids: breaks,
      expected: `${wanted}, because ${because}`,
      actual: outcome.words,
      kind: { expected: what, got: outcome.brief },
    };
  }
  const after = error === undefined ? { ...state, life: "deleted" as const } : state;
  return explained([error === undefined ? after : suspecting(state, call)], [...breaks, ...also]);
}

interface Expected {
  /** 200 stands for every 2xx. */
  readonly status: 200 | 401 | 404;
  readonly error?: string;
  readonly because: string;
  /** The statements that any other answer breaks for certain. */
  readonly breaks: readonly string[];
  readonly also?: readonly string[];
  /** Whoever calls, and whichever upload it is. */
  readonly what: string;
}

function expectDelete({ name, life, owner, suspects }: UploadState, { as }: DeleteCall): Expected {
  if (as === "missing") return refused(401, "without a key", "no key was sent", "DUA-03");
  if (as === "unknown") return refused(401, "with a bad key", "the key is nobody's", "DUA-04");
  if (life === "never issued") {
    return refused(404, "of an unknown id", "there is no such upload", "DUA-06");
  }
  if (life === "deleted") {
    const repeated = refused(404, "that is repeated", `${name} was deleted before`, "DUA-08");
    return { ...repeated, also: ["DUA-10"] };
  }
  if (owner !== as) {
    return refused(404, "of another user's upload", `${name} is another user's`, "DUA-07");
  }
  const because = `${name} is there and its own`;
  const breaks = suspects.length > 0 ? suspects : ["DUA-01"];
  const what =
    suspects.length > 0 ? "an upload that nobody deleted to stay" : "a delete to succeed";
  return { status: 200, because, breaks, also: ["DUA-01"], what };
}

function refused(status: 401 | 404, of: string, because: string, breaks: string): Expected {
  const error = status === 401 ? "Unauthorized" : "Upload not found";
  return { status, error, because, breaks: [breaks], what: `a delete ${of} to be ${status}` };
}

function isThat(outcome: Outcome, status: number, error: string | undefined): boolean {
  if (error === undefined) return outcome.kind === "accepted";
  return outcome.status === status && outcome.error === error;
}

/** Of a call without a good key no upload is to suffer, and of any other only the one that it names. */
function suspecting(state: UploadState, call: DeleteCall): UploadState {
  return { ...state, suspects: [...new Set([...state.suspects, harmBy(call, state)])] };
}

/** What is broken if an upload is gone after a call that must not have deleted it. */
function harmBy(call: DeleteCall, { owner }: UploadState): string {
  if (call.as === "missing") return "DUA-03";
  if (call.as === "unknown") return "DUA-04";
  return call.owner === owner && call.as !== owner ? "DUA-07" : "DUA-13";
}

function listStep(state: UploadState, { listed }: Outcome): Step<UploadState> {
  if (state.life !== "deleted" || !listed) return explained([state]);
  if (!listed.includes(state.name)) return explained([state], ["DUA-10"]);
  return {
    forbids: ["DUA-10"],
    expected: `a list without ${state.name}, because it was deleted`,
    actual: `a list with ${state.name}`,
    kind: { expected: "a deleted upload to be listed no more", got: "it listed" },
  };
}
