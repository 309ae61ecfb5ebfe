import fc from "fast-check";
import { isAccepted } from "../../../judge/answer/answer.ts";
import { describeAnswer } from "../../../judge/answer/describe-answer.ts";
import { keepOnly } from "../../../properties/race/keep-only.ts";
import { callOnce } from "../../../run/case/call-once.ts";
import { type CaseState, StopCase } from "../../../run/case/case-state.ts";
import type { Property } from "../../../run/case/property.ts";
import { recordJudgement } from "../../../run/case/record-judgement.ts";
import { remove } from "../../../run/cleanup/creations.ts";
import { issuedGuids } from "./issued-guids.ts";

/** Creates in flight together; the last is what mostly comes, the first what a failure shrinks to. */
const BURSTS = [2, 4, 8, 16, 24, 32, 32, 32];
const REPETITIONS = 10;

/**
 * CUH-07 in one moment and over the whole run: every GUID is remembered, so that one which comes
 * twice is seen however far apart. Two answers with one GUID prove that by themselves.
 */
export const raceCreates: Property = {
  name: "race-creates",
  title: "Creates in flight together, and all others of a run, answer GUIDs of their own.",
  explanation: {
    generates: ["how many creates are in flight at the same time: 2 to 32"],
    sends: [
      "that many CreateUploadHandler at the same time; all have to be accepted",
      "DeleteUploadHandler of each handler",
    ],
    demands: [
      { text: "each is answered a GUID that no other create of the whole run was answered" },
    ],
  },
  needs: ["CreateUploadHandler", "DeleteUploadHandler"],
  effect: "creates",
  confirm: { tries: REPETITIONS, needed: 0 },
  inputs: () => fc.record({ creates: fc.constantFrom(...BURSTS) }),
  run: async (inputs, state) => {
    const create = { call: "CreateUploadHandler", with: { PreferedChunkSize: 262_144 } } as const;
    const burst = Array.from({ length: Number(inputs["creates"]) }, () =>
      callOnce(create, state.bindings[0] ?? "get", state),
    );
    const ends = await Promise.allSettled(burst);
    for (const end of ends) {
      if (end.status === "rejected") throw end.reason;
      if (isAccepted(end.value)) continue;
      throw new StopCase("undecided", `CreateUploadHandler got ${describeAnswer(end.value)}`);
    }
    judge(state);
    // At once as well: one after the other would take longer than the rest.
    const made = state.creations.splice(0);
    await Promise.all(made.map((creation) => remove(state.open, creation)));
  },
};

function judge(state: CaseState): void {
  const issued = issuedGuids(state.open);
  for (const entry of [...state.trace]) {
    const earlier = issued.add(entry);
    if (!earlier || state.mismatches.length > 0) continue;
    keepOnly([earlier.entry, entry], state);
    const mismatch = {
      expected: "UploadHandler is a GUID that no other create of this run was answered",
      actual: `${earlier.guid}, for the second time`,
      kind: "expected every create to be answered a GUID of its own, got one twice",
    };
    recordJudgement({ mismatches: [mismatch], step: 2 }, state);
  }
  if (state.mismatches.length === 0) recordJudgement({ mismatches: [] }, state);
}
