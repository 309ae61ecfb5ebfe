import { type Answer, isAccepted, isRefused } from "../../../../judge/answer/answer.ts";
import { describeAnswer } from "../../../../judge/answer/describe-answer.ts";
import { isServerError } from "../../../../judge/answer/is-server-error.ts";
import { outcomeWords } from "../../../../judge/answer/outcome-words.ts";
import type { JsonValue } from "../../../../model/value.ts";
import { slowly } from "../../../../properties/race/slowly.ts";
import type { Made } from "../../../../properties/sequential/play.ts";
import { stepOf } from "../../../../properties/sequential/step-of.ts";
import { type CallValues, callOnce } from "../../../../run/case/call-once.ts";
import { type CaseState, StopCase } from "../../../../run/case/case-state.ts";
import { TUS } from "../../name.ts";
import { storedOf } from "../../settings.ts";
import type { CreateCall, Part, UploadCall } from "./call.ts";
import type { Outcome } from "./state.ts";

const OFFSET_STREAM = "application/offset+octet-stream";

/** How the calls of sequences and races are made; `read` only where the target says where the bytes are. */
export function makerOf(
  state: CaseState,
): (planned: { readonly call: UploadCall }) => Promise<Made<Outcome> | undefined> {
  const slow = slowly(state);
  return async ({ call }) => {
    if (call.call === "read" && !storedOf(state.open.target.services[TUS])) return undefined;
    const isSlow = call.call === "patch" && call.slow === true;
    const values = valuesOf(call);
    // Which outcome is right the specification says later: an error of the server never is.
    const answer = await callOnce({ ...values, expect: "anything" }, "rest", isSlow ? slow : state);
    const step = stepOf(values, answer, state);
    const outcome = outcomeOf(answer);
    const isMade = !makes(call) || state.scope.get(call.of) !== undefined;
    const isRefused = mayBeRefused(call) && outcome.kind === "refused";
    // An error of the server says nothing of the order of calls.
    if (!(isMade || isRefused) || outcome.kind === "unreadable" || isServerError(answer)) {
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
      return creationOf(call);
    case "join": {
      const urls = call.from.flatMap((name, index) => [index === 0 ? "final;" : " ", `$${name}`]);
      return { call: "Create", with: { "upload-concat": { join: urls } }, save: saving(call) };
    }
    case "patch": {
      const { offset, length, part } = call;
      const told = length === undefined ? {} : { "upload-length": length };
      return { call: "Patch", at, with: { "upload-offset": offset, ...told, ...bodyOf(part) } };
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

function creationOf(call: CreateCall): CallValues {
  const { length, partial, part } = call;
  const values = {
    ...(length === undefined ? { "upload-defer-length": 1 } : { "upload-length": length }),
    ...(partial && { "upload-concat": "partial" }),
    ...(part && { "content-type": OFFSET_STREAM, ...bodyOf(part) }),
  };
  return { call: "Create", with: values, save: saving(call) };
}

function saving({ of }: UploadCall): NonNullable<CallValues["save"]> {
  return { [of]: { header: "location" } };
}

function bodyOf({ size, seed }: Part): { readonly content: JsonValue } {
  return { content: { bytes: size, seed } };
}

function makes({ call }: UploadCall): boolean {
  return call === "create" || call === "join";
}

/** Its rules say how it is answered: there is just no such upload. */
function mayBeRefused(call: UploadCall): boolean {
  return call.call === "join" || (call.call === "create" && call.isOptional === true);
}

function outcomeOf(answer: Answer): Outcome {
  const { status, headers = {} } = answer;
  const kind = isAccepted(answer) ? "accepted" : isRefused(answer) ? "refused" : "unreadable";
  const offset = numberIn(headers["upload-offset"]);
  const length = numberIn(headers["upload-length"]);
  const deferred = headers["upload-defer-length"];
  const said = offset === undefined ? "" : `, Upload-Offset ${offset}`;
  return {
    kind,
    status,
    ...(offset === undefined ? {} : { offset }),
    ...(length === undefined ? {} : { length }),
    ...(deferred === undefined ? {} : { deferred }),
    words: `${describeAnswer(answer)}${said}`,
    brief: outcomeWords(answer),
  };
}

function numberIn(text: string | undefined): number | undefined {
  return text !== undefined && /^[0-9]+$/.test(text) ? Number(text) : undefined;
}
