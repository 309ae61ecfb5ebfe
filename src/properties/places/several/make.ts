import { type Answer, isAccepted } from "../../../judge/answer/answer.ts";
import { describeAnswer } from "../../../judge/answer/describe-answer.ts";
import { isServerError } from "../../../judge/answer/is-server-error.ts";
import { unzipped } from "../../../judge/answer/unzipped.ts";
import { evaluate } from "../../../judge/checks/evaluate.ts";
import type { SampleCall } from "../../../model/service.ts";
import type { JsonValue } from "../../../model/value.ts";
import { callOnce } from "../../../run/case/call-once.ts";
import { type CaseState, StopCase } from "../../../run/case/case-state.ts";
import { bindingOf } from "../../sequential/over.ts";
import type { Playing } from "../../sequential/play.ts";
import { stepOf } from "../../sequential/step-of.ts";
import { bytesIn, outcomeOf } from "../outcome.ts";
import type { SpotCall } from "./call.ts";
import type { SpotWays } from "./several-of.ts";
import type { Outcome, SpotState } from "./spec.ts";

/**
 * Makes the folders, and gives how the calls of a sequence are made. What a way needs before its last call has to
 * be accepted; a way that takes what no answer told (the number of a document, say) is not made.
 *
 * @throws StopCase where there are no folders
 */
export async function makerOf(
  ways: SpotWays,
  state: CaseState,
): Promise<Playing<SpotState, SpotCall, Outcome>["make"]> {
  const { scope } = state;
  const folders = ways.folders.map((folder) => evaluate(folder, scope));
  for (const folder of folders) {
    scope.set("folder", folder);
    for (const call of ways.opens) {
      const answer = await callOnce(call, bindingOf("own", state), state);
      if (isAccepted(answer)) continue;
      throw new StopCase("undecided", `${call.call} got ${describeAnswer(answer)}`);
    }
  }
  /** What the writes told of each place. */
  const told = new Map<string, ReadonlyMap<string, JsonValue>>();
  const saved = savedBy(ways);
  return async ({ call, over: wanted }) => {
    const over = bindingOf(wanted, state);
    scope.set("folder", folders[call.call === "whole" ? call.folder : call.spot.folder] ?? null);
    if (call.call !== "whole") {
      scope.set("name", call.spot.name);
      for (const [name, value] of Object.entries(ways.names)) {
        scope.set(name, evaluate(value, scope));
      }
      const known = told.get(call.of);
      for (const name of saved) {
        const value = known?.get(name);
        if (value === undefined) scope.delete(name);
        else scope.set(name, value);
      }
    }
    if (call.call === "write") scope.set("content", { bytes: { ...call.content.bytes } });
    const calls = callsOf(call, ways);
    if (call.call !== "write" && calls.some((one) => isLacking(one, saved, state)))
      return undefined;
    for (const [index, one] of calls.entries()) {
      const answer = await callOnce(one, over, state);
      const isLast = index === calls.length - 1;
      if (!isLast && isAccepted(answer)) continue;
      // Its bytes never came to the place.
      if (!isLast && call.call === "write") return undefined;
      // An error of the server is no answer about a place, and other rules' business.
      if (isServerError(answer)) return undefined;
      const outcome = { ...outcomeOf(answer), ...(isLast ? readBy(call, answer) : {}) };
      if (call.call === "write" && outcome.kind === "accepted") {
        told.set(call.of, valuesOf(saved, state));
      }
      return { outcome, step: stepOf(one, answer, state) };
    }
    return undefined;
  };
}

function callsOf(call: SpotCall, ways: SpotWays): readonly SampleCall[] {
  return ways[`${call.call}s`][call.way]?.calls ?? [];
}

/** The names that writes save values under. */
function savedBy({ writes }: Pick<SpotWays, "writes">): readonly string[] {
  return [...new Set(writes.flatMap(({ calls }) => Object.keys(calls.at(-1)?.save ?? {})))];
}

function valuesOf(names: readonly string[], { scope }: CaseState): ReadonlyMap<string, JsonValue> {
  return new Map(
    names.flatMap((name): [string, JsonValue][] => {
      const value = scope.get(name);
      return typeof value === "string" || typeof value === "number" ? [[name, value]] : [];
    }),
  );
}

/** Whether a call takes one of these names, which has no value. */
function isLacking(call: SampleCall, names: readonly string[], { scope }: CaseState): boolean {
  const text = JSON.stringify(call.with ?? {});
  return names.some((name) => text.includes(`"$${name}"`) && !scope.has(name));
}

function readBy(call: SpotCall, answer: Answer): Pick<Outcome, "bytes" | "files"> {
  if (!isAccepted(answer)) return {};
  const { bytes } = call.call === "read" || call.call === "whole" ? bytesIn(answer) : {};
  if (call.call === "read") return bytes ? { bytes } : {};
  const files = bytes && call.call === "whole" ? unzipped(bytes) : undefined;
  return files ? { files: files.map(([, content]) => content) } : {};
}
