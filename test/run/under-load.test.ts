import { describe, expect, test } from "vitest";
import type { Answer } from "../../src/judge/answer/answer.ts";
import type { CaseResult, TraceEntry } from "../../src/run/case/trace.ts";
import { failedUnderLoad, LOADED_TRIES, MOST_LOADED_TRIES } from "../../src/run/case/under-load.ts";
import { ACCEPTED, BAD_REQUEST, HTTP_500 } from "../judge/answers.ts";

const REFUSED = result("violated", BAD_REQUEST);
const HELD = result("held", ACCEPTED);

function result(verdict: CaseResult["verdict"], answer: Answer, expected = "success"): CaseResult {
  return {
    verdict,
    mismatches: verdict === "violated" ? [{ expected, actual: "another", step: 1 }] : [],
    exercised: new Set(),
    observed: [],
    chosen: [],
    trace: [
      { operation: "Send", binding: "get", as: "owner", with: {}, without: [], save: {}, answer },
    ],
  };
}

const SENT = { request: { body: "x".repeat(6 * 1024 * 1024) } } as unknown as NonNullable<
  TraceEntry["sent"]
>;

/** A case that ends so each time that it is run again. */
function ending(...ends: readonly CaseResult[]) {
  const ran = { judged: 0, beside: 0, together: 0, most: 0, loads: new Set<string>() };
  const during = async <T>(end: T): Promise<T> => {
    ran.most = Math.max(ran.most, ++ran.together);
    await new Promise(setImmediate);
    ran.together--;
    return end;
  };
  return {
    ran,
    concurrency: 16,
    sessionEnded: () => Promise.resolve(false),
    again: () => during(ends[ran.judged++ % ends.length] ?? HELD),
    beside: (_: number, load: string) => {
      ran.beside++;
      ran.loads.add(load);
      return during(REFUSED);
    },
  };
}

describe("a case that failed among others and holds by itself", () => {
  test("is run among its like, half of which are load, by the other user and with other contents, and not judged", async () => {
    const held = ending(HELD);
    expect(await failedUnderLoad(REFUSED, held)).toEqual({ failed: [], tries: LOADED_TRIES });
    expect(held.ran).toMatchObject({ judged: LOADED_TRIES, beside: LOADED_TRIES, most: 8 });
    expect([...held.ran.loads]).toEqual(["users swapped", "same users"]);
  });

  test("fails where it fails so twice", async () => {
    const some = ending(REFUSED, ...Array.from({ length: 7 }, () => HELD));
    expect((await failedUnderLoad(REFUSED, some)).failed).toEqual([REFUSED, REFUSED]);
  });

  test("is tried for longer where it came once, and fails where it comes again", async () => {
    const seldom = ending(REFUSED, ...Array.from({ length: LOADED_TRIES + 3 }, () => HELD));
    expect(await failedUnderLoad(REFUSED, seldom)).toEqual({
      failed: [REFUSED, REFUSED],
      tries: LOADED_TRIES + 8,
    });
  });

  test("does not fail for what comes once more", async () => {
    const once = ending(REFUSED, ...Array.from({ length: MOST_LOADED_TRIES - 1 }, () => HELD));
    expect(await failedUnderLoad(REFUSED, once)).toEqual({ failed: [], tries: MOST_LOADED_TRIES });
  });

  test("does not fail where a session has ended on the way", async () => {
    const always = { ...ending(REFUSED), sessionEnded: () => Promise.resolve(true) };
    expect((await failedUnderLoad(REFUSED, always)).failed).toEqual([]);
  });

  test("is run with few beside it where its bodies are large", async () => {
    const large = { ...REFUSED, trace: REFUSED.trace.map((entry) => ({ ...entry, sent: SENT })) };
    const held = ending(HELD);
    expect(await failedUnderLoad(large, held)).toEqual({ failed: [], tries: 4 });
    expect(held.ran).toMatchObject({ judged: 4, beside: 4, most: 2 });
  });

  test("is run with no more beside it than the target's limit allows", async () => {
    const held = ending(HELD);
    await failedUnderLoad(REFUSED, { ...held, concurrency: 4 });
    expect(held.ran.most).toBe(4);
  });

  test("does not fail for something else", async () => {
    const other = ending(result("violated", BAD_REQUEST, "an error"));
    expect((await failedUnderLoad(REFUSED, other)).failed).toEqual([]);
  });

  test.each<readonly [string, Answer]>([
    ["has an error of its own", HTTP_500],
    ["is busy", { kind: "refusal", by: "http", status: 429, what: "HTTP 429" }],
    ["gives none", { kind: "none", status: 0, why: "the connection was closed" }],
  ])("says nothing where the server %s", async (_, answer) => {
    const broken = ending(result("violated", answer));
    expect((await failedUnderLoad(REFUSED, broken)).failed).toEqual([]);
    expect((await failedUnderLoad(result("violated", answer), broken)).failed).toEqual([]);
  });

  test("is not run any more once the run ends", async () => {
    const ended = ending(REFUSED);
    const options = { ...ended, signal: AbortSignal.abort() };
    expect((await failedUnderLoad(REFUSED, options)).failed).toEqual([]);
    expect(ended.ran.judged).toBe(0);
  });
});
