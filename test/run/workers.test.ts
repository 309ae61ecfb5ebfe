import { describe, expect, test } from "vitest";
import type { Target } from "../../src/model/target.ts";
import type { UnitVerdict } from "../../src/model/unit.ts";
import type { Campaign, Unit } from "../../src/run/campaign/campaign.ts";
import { createReadWriteLock, type ReadWriteLock } from "../../src/run/target/read-write-lock.ts";
import { type OtherWorkers, otherWorkers } from "../../src/run/workers/others.ts";
import { type Sharing, shareCampaign } from "../../src/run/workers/share-campaign.ts";
import { createTurns } from "../../src/run/workers/turns.ts";
import { watchedVerdict } from "../../src/run/workers/watched-verdict.ts";

const INVARIANT = { when: [], except: [] };
const LIMITS = { requestsPerSecond: 0, concurrency: 9, timeoutMs: 1000, maxUploadBytes: 0 };

function campaignOf(
  targets: readonly Partial<Target>[],
  costs: Readonly<Record<string, number>>,
  invariants: readonly string[] = [],
): Campaign {
  const named = targets.map((target, at) => ({ name: `t${at}`, limits: LIMITS, ...target }));
  const ids = Object.keys(costs);
  const units = named.flatMap(({ name }) =>
    ids.map(
      (rule): Unit => ({ target: name, rule, bindings: ["get"], requests: costs[rule] ?? 0 }),
    ),
  );
  const rules = ids.map((id) => ({
    id,
    service: id.split(".")[0],
    ...(invariants.includes(id) ? { invariant: INVARIANT } : {}),
  }));
  return { targets: named, units, rules, seed: 1, runs: 1, tag: "run" } as unknown as Campaign;
}

function shared(campaign: Campaign, sharing: Partial<Sharing> = {}) {
  let tags = 0;
  return shareCampaign(campaign, {
    workers: 2,
    apart: new Map(),
    isTogether: () => false,
    newTag: () => `tag-${++tags}`,
    ...sharing,
  });
}

const COSTS = { "a.one": 9, "a.two": 5, "b.one": 4, "b.two": 1 };
const ids = ({ units }: Campaign): readonly string[] => units.map(({ rule }) => rule).sort();

describe("the parts of a campaign", () => {
  test("have each unit once, are about as long, and have names of their own", () => {
    const { parts, notes } = shared(campaignOf([{}], COSTS));
    expect(parts.map(ids)).toEqual([
      ["a.one", "b.two"],
      ["a.two", "b.one"],
    ]);
    expect(new Set(parts.map(({ tag }) => tag)).size).toBe(2);
    expect(notes).toEqual([]);
  });

  test("keep the limits of a target together, and are fewer where those are too low", () => {
    const limits = { ...LIMITS, requestsPerSecond: 5, bytesPerSecond: 1001 };
    const { parts } = shared(campaignOf([{ limits }], COSTS));
    const all = (of: (limits: Target["limits"]) => number | undefined): number =>
      parts.reduce((sum, { targets }) => sum + (of(targets[0]?.limits ?? limits) ?? 0), 0);
    expect(all((one) => one.concurrency)).toBe(9);
    expect(all((one) => one.requestsPerSecond)).toBe(5);
    expect(all((one) => one.bytesPerSecond)).toBe(1001);

    const asked = { workers: 4 };
    const low = shared(campaignOf([{}], COSTS), asked);
    expect(low.parts).toHaveLength(2);
    expect(low.notes).toEqual([expect.stringMatching(/^t0: 2 workers, .*limits.concurrency is 9/)]);
    const slow = { limits: { ...LIMITS, concurrency: 64, requestsPerSecond: 1 } };
    const one = shared(campaignOf([slow], COSTS), asked);
    expect(one.parts).toHaveLength(1);
    expect(one.notes).toEqual(["t0: one worker, because limits.requestsPerSecond is 1"]);
  });

  test("leave to one worker what one has to judge, and spread the targets of which each has one", () => {
    const apart = new Map([
      ["t0", "a reason"],
      ["t1", "a reason"],
    ]);
    const { parts, notes } = shared(campaignOf([{}, {}], COSTS), { apart });
    expect(parts.map(({ targets }) => targets.map(({ name }) => name))).toEqual([["t0"], ["t1"]]);
    expect(notes).toHaveLength(2);
    const isTogether: Sharing["isTogether"] = (service) => service === "a";
    const together = shared(campaignOf([{}], COSTS), { isTogether });
    expect(together.parts.map(ids)).toEqual([
      ["a.one", "a.two"],
      ["b.one", "b.two"],
    ]);
  });

  test("have an invariant each, of which the first makes the calls that are made for it alone", () => {
    const { parts } = shared(campaignOf([{}], { ...COSTS, "a.all": 7 }, ["a.all"]));
    const watched = parts.map(({ units }) => units.find(({ rule }) => rule === "a.all"));
    expect(watched.map((unit) => unit?.isWatchedOnly)).toEqual([undefined, true]);
  });
});

test("an invariant fails where any worker saw it fail, and is open only where none saw an answer", () => {
  const verdict = (kind: UnitVerdict["verdict"], cases: number, more: object = {}) =>
    ({
      verdict: kind,
      cases,
      requests: 2,
      durationMs: 1,
      failures: [],
      exercised: [],
      ...more,
    }) as unknown as UnitVerdict;
  const failed = verdict("fail", 1, { failures: [{ id: "x" }] });
  const silent = verdict("inconclusive", 0);
  expect(watchedVerdict([verdict("pass", 5), failed])).toMatchObject({
    ...{ verdict: "fail", cases: 5, requests: 4 },
    failures: [{ id: "x" }],
  });
  expect(watchedVerdict([silent, verdict("pass", 5)])?.verdict).toBe("pass");
  expect(watchedVerdict([verdict("inconclusive", 1), verdict("pass", 5)])?.verdict).toBe(
    "inconclusive",
  );
  expect(watchedVerdict([silent, silent])?.verdict).toBe("inconclusive");
});

describe("turns of workers", () => {
  /** Workers whose messages come as they do between processes: later, and in order. */
  function workersOf(count: number) {
    const over = new AbortController();
    const hearers: OtherWorkers[] = [];
    const locks: ReadWriteLock[] = [];
    const later = (deliver: () => void): void => void setImmediate(deliver);
    const turns = createTurns((worker, kind) => later(() => hearers[worker]?.hear({ kind })));
    for (let worker = 0; worker < count; worker++) {
      turns.joined(worker);
      const others = otherWorkers((message) => {
        later(() => {
          if (message.kind === "asks") turns.asked(worker);
          if (message.kind === "quiet") turns.quieted(worker);
          if (message.kind === "over") turns.ended(worker);
        });
      }, over.signal);
      hearers.push(others);
      locks.push(createReadWriteLock(others));
    }
    return { locks, turns, over };
  }

  const ticks = async (count: number): Promise<void> => {
    for (let at = 0; at < count; at++) await new Promise((resolve) => setImmediate(resolve));
  };

  test("what runs alone in one runs while no case runs in any, and the cases go on afterwards", async () => {
    const { locks } = workersOf(3);
    let inside = 0;
    let alone = 0;
    const wrong: string[] = [];
    const shared = (lock: ReadWriteLock) =>
      lock.shared(async () => {
        inside++;
        if (alone > 0) wrong.push("a case began while one ran alone");
        await ticks(3);
        inside--;
      });
    const byItself = (lock: ReadWriteLock) =>
      lock.alone(async () => {
        alone++;
        if (inside > 0 || alone > 1) wrong.push(`${inside} cases and ${alone} alone`);
        await ticks(5);
        if (inside > 0 || alone > 1) wrong.push(`${inside} cases and ${alone} alone, later`);
        alone--;
      });
    let cases = 0;
    await Promise.all(
      locks.flatMap((lock, worker) => [
        ...Array.from({ length: 4 }, async () => {
          for (let at = 0; at < 30; at++) {
            await shared(lock);
            cases++;
          }
        }),
        (async () => {
          for (let at = 0; at < 5; at++) {
            await ticks(worker + at);
            await byItself(lock);
          }
        })(),
      ]),
    );
    expect(wrong).toEqual([]);
    expect(cases).toBe(3 * 4 * 30);
  });

  test("one that is gone, or told to stop, keeps nobody waiting", async () => {
    const { locks, turns, over } = workersOf(2);
    const [first, second] = locks;
    // Its case never ends.
    void second?.shared(() => new Promise(() => undefined));
    let isDone = false;
    const done = first?.alone(async () => {
      isDone = true;
    });
    await ticks(20);
    expect(isDone).toBe(false);
    turns.left(1);
    await done;
    expect(isDone).toBe(true);
    turns.joined(1);
    const stopped = first?.alone(() => Promise.resolve());
    over.abort();
    await stopped;
  });
});
