import { expect, test } from "vitest";
import { type RecordedFor, recordedStep } from "../../src/run/case/recorded-step.ts";
import type { TraceEntry } from "../../src/run/case/trace.ts";
import { ACCEPTED, BAD_REQUEST, ERRORS, SESSION_EXPIRED } from "../judge/answers.ts";

/** `judged: null`: nothing was. */
type Rest = Partial<TraceEntry>;

const KNOWN: RecordedFor = { errors: ERRORS, ending: "LogOut" };

function entry({ judged, ...rest }: Rest): TraceEntry {
  return {
    operation: "DeleteUploadHandler",
    binding: "get",
    as: "owner",
    with: {},
    without: [],
    save: {},
    answer: SESSION_EXPIRED,
    ...(judged === null ? {} : { judged: judged ?? { success: true } }),
    ...rest,
  };
}

test.each<readonly [string, Rest, "refused" | "ended" | undefined]>([
  ["a ticket is refused where a success was asked for", {}, "refused"],
  ["a ticket is refused where nothing was judged", { judged: null }, "refused"],
  ["the answer is that of an end of the session", { operation: "LogOut" }, "ended"],
  ["a session ends as it should", { operation: "LogOut", answer: ACCEPTED }, "ended"],
  ["another error is told", { answer: BAD_REQUEST }, undefined],
  ["there was no answer", { answer: undefined }, undefined],
  ["that error was asked for", { judged: { error: "ticket-901" } }, undefined],
  ["another error of tickets was asked for", { judged: { error: "ticket-900" } }, undefined],
  [
    "an alternative asks for it",
    { judged: { oneOf: [{ because: "it may", error: "ticket" }, { success: true }] } },
    undefined,
  ],
  ["another error was asked for", { judged: { error: "bad-request" } }, "refused"],
])("what became of the credential: %s", (_, rest, credential) => {
  expect(recordedStep(entry(rest), KNOWN).credential).toBe(credential);
});
