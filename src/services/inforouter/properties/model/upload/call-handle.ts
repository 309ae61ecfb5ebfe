import type { Binding } from "../../../../../model/binding.ts";
import type { JsonValue } from "../../../../../model/value.ts";
import { type Expected, mustFail } from "../../../../../properties/model/expected.ts";
import { judgeOutcome } from "../../../../../properties/model/judge-outcome.ts";
import type { NoHandle } from "../../../../../properties/model/named-handle.ts";
import type { Outcome } from "../../../../../properties/model/outcome.ts";
import { nameOf } from "../../../../../properties/model/standing.ts";
import type { Who } from "../../../../../properties/model/who.ts";
import { callOnce } from "../../../../../run/case/call-once.ts";
import type { UploadPlay } from "./play.ts";
import type { UploadHandle } from "./world.ts";

/** A call about a handler, and what the documents allow it to come to. */
export interface HandleCall {
  readonly call: string;
  readonly as: Who;
  readonly over: Binding;
  readonly with: Readonly<Record<string, JsonValue>>;
  readonly handle: UploadHandle | NoHandle;
  readonly expected: Expected;
}

/** Makes the call and judges its answer; undefined when the documents do not allow it. */
export async function callHandle(
  { call, as, over, with: values, handle, expected }: HandleCall,
  { world, state }: UploadPlay,
): Promise<Outcome | undefined> {
  const answer = await callOnce({ call, as, with: values }, over, state);
  for (const document of world.documents) {
    if (document.of === handle) document.touchedBy.add(call);
  }
  if (mustFail(expected)) world.refusals++;
  const words = `${call} of ${nameOf(handle)} as ${as}`;
  return judgeOutcome(answer, expected, { call, words }, state);
}
