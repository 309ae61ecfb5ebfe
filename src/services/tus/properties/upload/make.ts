import { type Answer, isAccepted, isRefused } from "../../../../judge/answer/answer.ts";
import { describeAnswer } from "../../../../judge/answer/describe-answer.ts";
import { isServerError } from "../../../../judge/answer/is-server-error.ts";
import { outcomeWords } from "../../../../judge/answer/outcome-words.ts";
import { slowly } from "../../../../properties/race/slowly.ts";
import type { Made } from "../../../../properties/sequential/play.ts";
import { stepOf } from "../../../../properties/sequential/step-of.ts";
import { type CallValues, callOnce } from "../../../../run/case/call-once.ts";
import { type CaseState, StopCase } from "../../../../run/case/case-state.ts";
import { TUS } from "../../name.ts";
import { storedOf } from "../../settings.ts";
import type { UploadCall } from "./call.ts";
import type { Outcome } from "./spec.ts";

/** How the calls of sequences and races are made; `read` only where the target says where the bytes are. */
export function makerOf(
  state: CaseState,
): (planned: { readonly call: UploadCall }) => Promise<Made<Outcome> | undefined> {
  const slow = slowly(state);
  return async ({ call }) => {
    if (call.call === "read" && !storedOf(state.open.target.services[TUS])) return undefined;
    const isSlow = call.call === "patch" && call.slow === true;
    const values = valuesOf(call);
    const answer = await callOnce(values, "rest", isSlow ? slow : state);
    const step = stepOf(values, answer, state);
    const outcome = outcomeOf(answer);
    const isMade = call.call !== "create" || state.scope.get(call.of) !== undefined;
    // An error of the server says nothing of the order of calls.
    if (!isMade || outcome.kind === "unreadable" || isServerError(answer)) {
      throw new StopCase("undecided", `${call.call} of ${call.of} got ${outcome.words}`);
    }
    const reads = call.call === "read" && answer.kind === "http" && isAccepted(answer);
    return { outcome: reads ? { ...outcome, bytes: answer.bytes } : outcome, step };
  };
}

function valuesOf(call: UploadCall): CallValues {
  const at = `$${call.of}`;
  switch (call.call) {
    case "create":
      return {
        call: "Create",
        with: { "upload-length": call.length },
        save: { [call.of]: { header: "location" } },
      };
    case "patch": {
      const { size, seed } = call.part;
      return {
        call: "Patch",
        at,
        with: { "upload-offset": call.offset, content: { bytes: size, seed } },
      };
    }
    case "head":
      return { call: "Head", at };
    case "delete":
      return { call: "Delete", at };
    case "read":
      return { call: "ReadStored", with: { upload: at } };
    default:
      return call satisfies never;
  }
}

function outcomeOf(answer: Answer): Outcome {
  const { status, headers = {} } = answer;
  const kind = isAccepted(answer) ? "accepted" : isRefused(answer) ? "refused" : "unreadable";
  const offset = numberIn(headers["upload-offset"]);
  const length = numberIn(headers["upload-length"]);
  const said = offset === undefined ? "" : `, Upload-Offset ${offset}`;
  return {
    kind,
    status,
    ...(offset === undefined ? {} : { offset }),
    ...(length === undefined ? {} : { length }),
    words: `${describeAnswer(answer)}${said}`,
    brief: outcomeWords(answer),
  };
}

function numberIn(text: string | undefined): number | undefined {
  return text !== undefined && /^[0-9]+$/.test(text) ? Number(text) : undefined;
}
