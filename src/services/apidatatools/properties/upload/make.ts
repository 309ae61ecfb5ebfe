import { type Answer, isAccepted, isRefused } from "../../../../judge/answer/answer.ts";
import { describeAnswer } from "../../../../judge/answer/describe-answer.ts";
import { outcomeWords } from "../../../../judge/answer/outcome-words.ts";
import type { Playing } from "../../../../properties/sequential/play.ts";
import { stepOf } from "../../../../properties/sequential/step-of.ts";
import { type CallValues, callOnce } from "../../../../run/case/call-once.ts";
import { type CaseState, StopCase } from "../../../../run/case/case-state.ts";
import { APIDATATOOLS } from "../../name.ts";
import { createUploadOf, listUploadsOf } from "../../settings.ts";
import { NEVER_ISSUED, type UploadCall } from "./call.ts";
import type { Outcome, UploadState } from "./spec.ts";

/** How the calls of a sequence are made. A target without a list, or a place for files, does without it. */
export function makerOf(state: CaseState): Playing<UploadState, UploadCall, Outcome>["make"] {
  const names: string[] = [];
  const call = async (values: CallValues) => {
    const answer = await callOnce(values, "rest", state);
    return { outcome: outcomeOf(answer), step: stepOf(values, answer, state) };
  };
  return async (planned) => {
    const { call: what, as, of } = planned.call;
    switch (what) {
      case "create": {
        whyNoCreates(state);
        const made = await call({ call: "CreateUpload", as, save: { [of]: "upload_id" } });
        const id = state.scope.get(of);
        const isNew = id !== undefined && names.every((name) => state.scope.get(name) !== id);
        // No document says how a create is answered: where it is refused, nothing can be said.
        if (made.outcome.kind !== "accepted" || !isNew) {
          throw new StopCase("undecided", `CreateUpload got ${made.outcome.words}`);
        }
        names.push(of);
        return made;
      }
      case "delete": {
        const id = of === NEVER_ISSUED ? "$unknownUpload" : `$${of}`;
        return call({ call: "DeleteUpload", as, with: { "x-upload-id": id } });
      }
      case "store":
        return call({ call: "SendUploadFile", with: { upload: `$${of}` } }).catch(
          (error: unknown) => {
            if (error instanceof StopCase && error.verdict === "unavailable") return undefined;
            throw error;
          },
        );
      case "list": {
        if (!listUploadsOf(state.open.target.services[APIDATATOOLS])) return undefined;
        const { outcome, step } = await call({ call: "ListUploads", as });
        const ids = state.scope.get("listedIds");
        if (outcome.kind !== "accepted" || !Array.isArray(ids)) return { outcome, step };
        const listed = names.filter((name) => ids.includes(state.scope.get(name)));
        return { outcome: { ...outcome, listed }, step };
      }
      default:
        return what satisfies never;
    }
  };
}

/** @throws StopCase where the target cannot create as many uploads as a sequence needs */
function whyNoCreates({ open }: CaseState): void {
  const how = createUploadOf(open.target.services[APIDATATOOLS]);
  if (how && "method" in how) return;
  const reason = "the sequences need more uploads than a list or a command of the target gives";
  throw new StopCase("unavailable", reason);
}

function outcomeOf(answer: Answer): Outcome {
  const texts = { words: describeAnswer(answer), brief: outcomeWords(answer) };
  if (answer.kind !== "json") return { kind: "unreadable", ...texts };
  const { status, value } = answer;
  const kind = isAccepted(answer) ? "accepted" : isRefused(answer) ? "refused" : "unreadable";
  const error =
    typeof value === "object" && value !== null && "error" in value ? { error: value.error } : {};
  return {
    kind,
    status,
    ...texts,
    ...(typeof error.error === "string" ? { error: error.error } : {}),
  };
}
