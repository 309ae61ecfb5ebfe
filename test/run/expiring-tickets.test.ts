import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import type { Target } from "../../src/model/target.ts";
import type { UnitVerdict } from "../../src/model/unit.ts";
import { sampled } from "../sampled.ts";
import { judgeWith, SPECS } from "./judge-with.ts";
import { withSettings } from "./open-reference.ts";

const LIFETIME_MS = 60_000;

/**
 * Time stands still, and jumps over a whole lifetime at every so many uses of tickets: all of them expire
 * in the middle of the run.
 */
function jumpingClock(every: number): {
  readonly clock: () => number;
  readonly lifetimes: () => number;
} {
  let uses = 0;
  const lifetimes = (): number => Math.floor(uses / every);
  return {
    clock: () => {
      uses++;
      return Date.UTC(2026, 0, 1) + lifetimes() * (LIFETIME_MS + 1);
    },
    lifetimes,
  };
}

function unlikePassed(verdicts: readonly UnitVerdict[]): readonly string[] {
  return verdicts
    .filter(({ verdict }) => !["pass", "observed"].includes(verdict))
    .map(({ rule, binding, verdict, reason }) => `${rule} ${binding}: ${verdict} ${reason}`);
}

const OPERATIONS: readonly string[] = [
  "DeleteUploadHandler",
  "UploadFileChunk",
  "DownloadFileChunk",
];
/** Rules about single calls and short sequences, most over all bindings. */
const RULES = SPECS.rules.filter(
  ({ tags, property, operation }) =>
    tags.length === 0 && !property && OPERATIONS.includes(operation),
);

test("a run over many lifetimes of tickets blames the server for nothing, and leaves nothing", async () => {
  const { clock, lifetimes } = jumpingClock(60);
  const options = { ticketLifetimeMs: LIFETIME_MS, clock };
  const { verdicts, leftovers } = await judgeWith(RULES, options, { runs: 1 });
  expect(lifetimes()).toBeGreaterThan(5);
  // A ticket that ends in the middle of a case may make that case doubtful: it blames nobody for it.
  const open = unlikePassed(verdicts);
  expect(open.filter((line) => !line.includes(": inconclusive flaky: failed once"))).toEqual([]);
  expect(open.length).toBeLessThan(verdicts.length / 25);
  expect(leftovers).toEqual([]);
});

const FAULTS = ["refusal-ends-session", "refusal-fails-next-call", "login-ticket-is-dead"];

test.each(sampled(FAULTS, { oneIn: 3, name: String }))(
  "a server that refuses good tickets by %s is found all the same",
  async (fault) => {
    const { clock } = jumpingClock(300);
    const rules = SPECS.rules.filter(({ faults }) => faults.includes(fault));
    const options = { ticketLifetimeMs: LIFETIME_MS, clock, faults: [fault] };
    const { verdicts } = await judgeWith(rules, options);
    expect(verdicts.filter(({ verdict }) => verdict === "fail")).not.toEqual([]);
  },
);

test("a ticket that the target gives and the server refuses is the user's to renew", async () => {
  const rules = SPECS.rules.filter(({ id }) =>
    id.endsWith("create-upload-handler.clamping-is-silent"),
  );
  const { verdicts } = await judgeWith(rules, {}, { change: withDeadTicket });
  expect(verdicts).not.toEqual([]);
  for (const { verdict, reason } of verdicts) {
    expect(verdict).toBe("inconclusive");
    expect(reason).toContain("the ticket that the target gives for the owner is refused");
  }
});

function withDeadTicket(target: Target): Target {
  return withSettings(target, "inforouter", { users: { owner: { ticket: randomUUID() } } });
}
