import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Answer } from "../../src/judge/answer/answer.ts";
import { readAnswer } from "../../src/judge/answer/read-answer.ts";
import { runChecks } from "../../src/judge/checks/checks.ts";
import type { Binding } from "../../src/model/binding.ts";
import type { Checks } from "../../src/model/rule.ts";
import { fewer } from "../sampled.ts";
import { ALL_ANSWERS, contextOf, ERRORS, mismatchesOf } from "./answers.ts";
import { operation } from "./responses.ts";
import { type Facts, facts, writtenAnswer } from "./written-answer.ts";

const RUNS = fewer(300);
const BINDINGS = ["get", "post", "soap11"] as const;
const XML = { ...operation("xml"), errors: ERRORS };

const GUID = "a1b2c3d4-e5f6-7890-abcd-ef1234567890";

/** Checks, each with when it holds: by the facts alone, however they are put into bytes. */
const HOLDS: readonly (readonly [Checks, (facts: Facts) => boolean])[] = [
  [{ success: true }, ({ success }) => success],
  [{ success: false }, ({ success }) => !success],
  [{ refused: true }, ({ success }) => !success],
  [{ error: "none" }, ({ error }) => error === ""],
  [{ error: "some" }, ({ error }) => (error ?? "").trim() !== ""],
  [{ error: "bad-request" }, ({ error }) => error === "bad Request"],
  [
    { error: "ticket" },
    ({ error, others }) =>
      /\[90[01]\]/.test(error ?? "") || (others["errorCode"] === "4010" && error !== "bad Request"),
  ],
  [{ error: "ticket-900" }, ({ error }) => (error ?? "").includes("[900]")],
  [
    { error: "ticket-901" },
    ({ error }) => /\[901\]/.test(error ?? "") && !(error ?? "").includes("[900]"),
  ],
  [
    { attributes: { UploadHandler: { guid: true } } },
    ({ others }) => others["UploadHandler"] === GUID,
  ],
  [
    { attributes: { UploadHandler: { absent: true } } },
    ({ others }) => (others["UploadHandler"] ?? "") === "",
  ],
  [{ attributes: { ChunkSize: 262144 } }, ({ others }) => others["ChunkSize"] === "262144"],
  [
    { attributes: { ChunkSize: { integer: { min: 262144, max: 33554432 } } } },
    ({ others }) => ["262144", "33554432"].includes(others["ChunkSize"] ?? ""),
  ],
  [{ http: 200 }, () => true],
];

function answers(meant: Facts, binding: Binding): fc.Arbitrary<Answer> {
  return writtenAnswer(meant, binding).map((response) => readAnswer(response, XML, binding));
}

const overEach = (meant: Facts) =>
  fc
    .tuple(...BINDINGS.map((binding) => answers(meant, binding)))
    .map(([get, post, soap11]) => ({ get, post, soap11 }) as Readonly<Record<string, Answer>>);

describe("the judge", () => {
  it("finds what a server means, however it is put into bytes", () => {
    const cases = fc
      .tuple(facts, fc.constantFrom(...BINDINGS))
      .chain(([meant, binding]) => answers(meant, binding).map((answer) => ({ meant, answer })));
    fc.assert(
      fc.property(cases, ({ meant, answer }) => {
        for (const [checks, holds] of HOLDS) {
          const mismatches = runChecks(checks, contextOf(answer));
          expect(mismatches.length === 0, JSON.stringify(checks)).toBe(holds(meant));
        }
      }),
      { numRuns: RUNS },
    );
  });

  it("finds all that is wrong, in one answer as in many", () => {
    const picked = fc.tuple(facts, fc.shuffledSubarray([...HOLDS], { minLength: 1 }));
    const cases = picked.chain(([meant, checks]) =>
      answers(meant, "get").map((answer) => ({ meant, checks, answer })),
    );
    const merge = (names: readonly (readonly [Checks, unknown])[]): Checks =>
      Object.assign({}, ...names.map(([check]) => check));
    fc.assert(
      fc.property(cases, ({ checks, answer }) => {
        const together = merge(checks);
        const apart = Object.entries(together).flatMap(([name, argument]) =>
          runChecks({ [name]: argument }, contextOf(answer)),
        );
        expect(runChecks(together, contextOf(answer))).toEqual(apart);
      }),
      { numRuns: RUNS },
    );
  });

  it("sees that bindings agree which say the same in other spellings", () => {
    fc.assert(
      fc.property(facts.chain(overEach), (perBinding) => {
        const checks = { agree: ["verdict", "error", "ChunkSize", "UploadHandler"] };
        expect(runChecks(checks, contextOf(perBinding["get"] as Answer, { perBinding }))).toEqual(
          [],
        );
      }),
      { numRuns: RUNS },
    );
  });

  it("sees that they do not when one says something else", () => {
    const changes: readonly ((meant: Facts) => [respect: string, Facts])[] = [
      (meant) => ["verdict", { ...meant, success: !meant.success }],
      (meant) => ["error", { ...meant, error: `${meant.error ?? ""}!` }],
      (meant) => [
        "ChunkSize",
        { ...meant, success: true, others: { ...meant.others, ChunkSize: "1" } },
      ],
    ];
    const cases = fc
      .tuple(facts, fc.constantFrom(...changes), fc.constantFrom(...BINDINGS))
      .chain(([meant, change, odd]) => {
        const [respect, other] = change({ ...meant, success: meant.success });
        const base = respect === "ChunkSize" ? { ...meant, success: true } : meant;
        return fc.tuple(overEach(base), answers(other, odd)).map(([perBinding, answer]) => ({
          respect,
          perBinding: { ...perBinding, [odd]: answer },
        }));
      });
    fc.assert(
      fc.property(cases, ({ respect, perBinding }) => {
        const found = mismatchesOf({ agree: [respect] }, ALL_ANSWERS[0] as Answer, { perBinding });
        expect(found).toHaveLength(1);
      }),
      { numRuns: RUNS },
    );
  });

  it("never calls an answer accepted and refused, and reads every bytes as something", () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc.string({ unit: "binary", maxLength: 40 }).map((text) => Buffer.from(text)),
    );
    const kinds = fc.constantFrom("xml" as const, "bytes" as const, "json" as const);
    fc.assert(
      fc.property(
        bytes,
        kinds,
        fc.constantFrom(...BINDINGS),
        fc.integer({ min: 200, max: 599 }),
        (body, kind, binding, status) => {
          const response = {
            kind: "response",
            status,
            headers: {},
            body: Buffer.from(body),
            durationMs: 1,
          } as const;
          const answer = readAnswer(response, operation(kind), binding);
          const accepted = runChecks({ success: true }, contextOf(answer)).length === 0;
          const refused = runChecks({ refused: true }, contextOf(answer)).length === 0;
          expect(accepted && refused).toBe(false);
        },
      ),
      { numRuns: 3 * RUNS },
    );
  });
});
