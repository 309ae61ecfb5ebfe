import { describe, expect, test } from "vitest";
import { DIALECTS } from "../../reference/dialects.ts";
import { inEdition } from "../../src/rules/select/in-edition.ts";
import { BUILT_IN } from "./built-in-specs.ts";

const EDITIONS = Object.keys(BUILT_IN.editions);

describe.each(EDITIONS)("the edition %s", (edition) => {
  test("has its own rules, frozen: an audit against it means the same tomorrow; vitest -u", async () => {
    const { rules } = inEdition(BUILT_IN, edition);
    const ids = rules.map(({ id, level }) => `${level.padEnd(6)} ${id}`);
    await expect(`${ids.join("\n")}\n`).toMatchFileSnapshot(`editions/${edition}.txt`);
  });
});

test("a rule names editions only where not all of them promise it", () => {
  const idle = BUILT_IN.rules.filter(({ editions }) => editions?.length === EDITIONS.length);
  expect(idle.map(({ id }) => id)).toEqual([]);
});

test("every edition is followed to the letter by a dialect of the reference server", () => {
  const followed = DIALECTS.flatMap(({ edition }) => edition ?? []);
  expect(EDITIONS.filter((name) => !followed.includes(name))).toEqual([]);
});

test("the limits of chunk sizes and download handlers that are GUIDs bind by default, but not by 8.0", () => {
  const level = (edition: string | undefined, id: string) =>
    inEdition(BUILT_IN, edition).rules.find((rule) => rule.id === `inforouter.${id}`)?.level;
  for (const id of [
    "create-upload-handler.size-below-minimum",
    "create-upload-handler.size-above-maximum",
    "get-download-handler.chunk-size-is-clamped",
    "get-download-handler.handler-is-guid",
    "download-zip-with-handler.handler-is-guid",
    "get-download-handler.version-number",
    "delete-download-handler.malformed-guid",
  ]) {
    expect([id, level(undefined, id), level("9.0", id), level("8.0", id)]).toEqual([
      ...[id, "MUST", "MUST", undefined],
    ]);
  }
});

test("by default nothing that only some editions promise is binding", () => {
  const { rules } = inEdition(BUILT_IN, undefined);
  const limited = rules.filter(({ editions }) => editions !== undefined);
  expect(limited.length).toBeGreaterThan(5);
  expect(limited.filter(({ level, promised }) => level !== "MAY" || !promised)).toEqual([]);
});
