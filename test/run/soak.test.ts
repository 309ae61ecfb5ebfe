import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { soakLines } from "../../reporters/summary/soak-lines.ts";
import { VOCABULARY } from "../../src/built-in/vocabulary.ts";
import { startSoak } from "../../src/run/campaign/soak.ts";
import { createSoakWatch, type SoakWatch } from "../../src/run/campaign/soak-watch.ts";
import type { Lasting, Property } from "../../src/run/case/property.ts";
import { BUILT_IN } from "../specs/built-in-specs.ts";
import { openReference } from "./open-reference.ts";

/** A soak of several parts; what is not told takes a few milliseconds, now longer and now shorter. */
function watched(parts: number, tookMs: (part: number, index: number) => number): SoakWatch {
  const watch = createSoakWatch();
  for (let part = 0; part < parts; part++) {
    for (let index = 0; index < 200; index++) {
      watch.add("s", "Slow", "get", tookMs(part, index));
      watch.add("s", "Other", "get", 5 + (index % 7));
    }
    watch.endOfPart();
  }
  return watch;
}

test("an operation that becomes slower and stays so is told with both medians", () => {
  const slowed = watched(20, (part) => 10 + 5 * part).slowed();
  expect(slowed).toMatchObject([{ operation: "Slow", binding: "get", firstMs: 20, lastMs: 100 }]);
});

test("a hiccup, the warming up, and a few slow answers are no slowing down", () => {
  expect(watched(20, (part) => (part === 12 ? 900 : 10)).slowed()).toEqual([]);
  expect(watched(20, (part) => (part === 0 ? 900 : 10)).slowed()).toEqual([]);
  expect(watched(20, (_, index) => (index % 10 === 0 ? 2000 : 10)).slowed()).toEqual([]);
  expect(watched(3, (part) => 10 + 50 * part).slowed()).toEqual([]);
});

const [RULE] = BUILT_IN.rules.filter(({ property }) => property === "race-uploads");

/** A soak of a second, with what a property says of its things. */
async function soak(lasting?: Lasting) {
  if (!RULE) throw new Error("there is no such rule");
  const open = await openReference({});
  const over = new AbortController();
  const own = VOCABULARY.properties.get("race-uploads") as Property;
  const properties = new Map([
    ["race-uploads", lasting ? { ...own, lasting: async () => lasting } : own],
  ]);
  const end = startSoak({
    open,
    units: [{ rule: RULE, bindings: ["post"], round: 0, verdict: undefined }],
    vocabulary: { ...VOCABULARY, properties },
    timeMs: 1000,
    over: over.signal,
  });
  await sleep(1000);
  over.abort();
  const seen = await end();
  return { seen, leftovers: open.leftovers.words() };
}

test("handlers that nobody touches are there when they are looked at, and leave nothing behind", async () => {
  const { seen, leftovers } = await soak();
  expect(seen.looked).toBeGreaterThan(5);
  expect(seen.vanished).toEqual([]);
  expect(leftovers).toEqual([]);
  expect(soakLines({ soak: seen })[0]).toMatch(/^observed: in .* no operation became slower, and/);
});

test("what vanishes is told with its age", async () => {
  const born = new Map<string, number>();
  const { seen } = await soak({
    make: async (name) => born.set(name, performance.now()).has(name),
    look: async (name) => {
      const there = performance.now() - (born.get(name) ?? 0) < 300;
      return { there, what: "thing", answer: "not found" };
    },
  });
  expect(seen.vanished.length).toBeGreaterThan(0);
  expect(seen.vanished.length).toBeLessThan(seen.looked);
  expect(seen.vanished.every(({ ageMs }) => ageMs >= 300)).toBe(true);
  expect(soakLines({ soak: seen })[0]).toMatch(/were gone when .* the first, a thing, after /);
});
