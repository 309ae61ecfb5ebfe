import { readdir } from "node:fs/promises";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type {
  Generator,
  GeneratorEnvironment,
  Options,
  PrincipalState,
} from "../../generators/generator.ts";
import {
  BUILT_IN_GENERATORS,
  findGenerator,
  GENERATORS,
  generatorsByName,
} from "../../generators/registry.ts";
import type { JsonValue } from "../../src/model/value.ts";

const FOLDER = new URL("../../generators/", import.meta.url);
const STATES: readonly PrincipalState[] = [
  "owner",
  "stranger",
  "ended",
  "unknown",
  "empty",
  "missing",
];
const EVERYTHING: GeneratorEnvironment = { principals: STATES };
const SEEDS = [1, 2, 3, 4, 5];
const SAMPLES = 200;
/** Far above what any generator needs, far below what a run would notice as endless. */
const MOST_SHRINKS = 500;

/** What a failure that does not depend on the value is reported with. */
const SIMPLEST: Readonly<Record<string, JsonValue>> = {
  boolean: false,
  "chunk-size.above": 33_554_433,
  "chunk-size.any": 0,
  "chunk-size.below": 1,
  "chunk-size.inside": 262_144,
  "chunk-size.limits": 0,
  "chunk-size.negative": -1,
  "chunk-size.not-an-int": "x",
  "guid.any": "0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d",
  "guid.form": "D",
  "guid.malformed": "x",
  "guid.unissued": "0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d",
  "guid.valid": "0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d",
  "key.any": "owner",
  "key.invalid": "unknown",
  "number.text-form": "262144",
  "one-of": "a",
  payload: { bytes: { size: 1, seed: 0 } },
  "payload.contents": { bytes: { size: 601, seed: 1 } },
  "payload.size": 1,
  "small-integer": 0,
  "text.short": "x",
  "ticket.any": "owner",
  "ticket.gone": "unknown",
  "ticket.invalid": "unknown",
  "ticket.malformed": { literal: "x" },
  "ticket.missing-or-malformed": "empty",
  "upload-id.malformed": "x",
  "upload-id.unknown": "upl_0a1b2c3d4e5f4a6b8c7d9e0f1a2b3c4d",
};

describe.each(BUILT_IN_GENERATORS.map((generator) => ({ name: generator.name, generator })))(
  "$name",
  ({ name, generator }) => {
    const settings = settingsOf(generator);

    test.each(settings)("produces only values that hold, with options %j", (options) => {
      const values = SEEDS.flatMap((seed) => sample(generator, options, seed));
      expect(values.filter((value) => !generator.holds(value, options))).toEqual([]);
    });

    test.each(settings)(
      "produces the same values from the same seed, with options %j",
      (options) => {
        for (const seed of SEEDS) {
          expect(sample(generator, options, seed)).toEqual(sample(generator, options, seed));
        }
      },
    );

    test.each(settings)("produces plain data, with options %j", (options) => {
      const values = sample(generator, options, 1);
      expect(JSON.parse(JSON.stringify(values))).toStrictEqual(values);
    });

    test.each(settings)(
      "shrinks to an end through values that hold, with options %j",
      (options) => {
        for (const seed of SEEDS) {
          for (const fails of [() => true, isOddText, (value: JsonValue) => !isOddText(value)]) {
            const { seen, shrinks } = shrink(generator, options, seed, fails);
            expect(seen.filter((value) => !generator.holds(value, options))).toEqual([]);
            expect(shrinks).toBeLessThan(MOST_SHRINKS);
          }
        }
      },
    );

    test("shrinks to the simplest telling value when every value fails", () => {
      const options = settings[0] ?? {};
      for (const seed of SEEDS) {
        expect(shrink(generator, options, seed, () => true).smallest).toEqual(SIMPLEST[name]);
      }
    });

    test.each(settings)(
      "has a table of distinct values that hold, or none, with options %j",
      (options) => {
        const rows = generator.table?.(options, EVERYTHING);
        if (!rows) return;
        expect(rows.length).toBeGreaterThan(0);
        expect(rows.filter((row) => !generator.holds(row, options))).toEqual([]);
        expect(new Set(rows.map((row) => JSON.stringify(row))).size).toBe(rows.length);
        expect(JSON.parse(JSON.stringify(rows))).toStrictEqual(rows);
      },
    );

    test("describes its options with a valid schema, whose defaults and examples are valid", () => {
      if (!generator.options) return;
      const ajv = new Ajv2020({ allErrors: true, useDefaults: true });
      const validate = ajv.compile(generator.options);
      expect(settings.length).toBeGreaterThan(0);
      for (const options of settings) expect(validate({ ...options }), name).toBe(true);
      expect(validate({ ...settings[0], surplus: 1 })).toBe(false);
    });

    test("refuses an option that it does not know", () => {
      const options = { ...settings[0], surplus: 1 };
      expect(() => generator.arbitrary(options, EVERYTHING)).toThrow(/has no option "surplus"/);
    });

    test("refuses an option of the wrong type", () => {
      for (const option of Object.keys(generator.options?.properties ?? {})) {
        const options = { ...settings[0], [option]: { wrong: true } };
        expect(() => generator.arbitrary(options, EVERYTHING)).toThrow(RangeError);
      }
    });

    test("says in one sentence what its values are", () => {
      expect(generator.title).toMatch(/^[A-Z].{10,110}\.$/);
    });
  },
);

describe("the registry", () => {
  test("holds every generator that a file of the folder exports, under the file's name", async () => {
    const files = (await readdir(FOLDER)).filter((file) => file.endsWith(".ts"));
    const modules = await Promise.all(
      files.map(async (file) => {
        const exported: Record<string, unknown> = await import(new URL(file, FOLDER).href);
        return Object.values(exported)
          .filter(isGenerator)
          .map(({ name }) => ({ name, file }));
      }),
    );
    const found = modules.flat();
    expect(found.map(({ name }) => name).sort()).toEqual([...GENERATORS.keys()].sort());
    for (const { name, file } of found) expect(file).toBe(`${name.replaceAll(".", "-")}.ts`);
  });

  test("lists its generators in order of name, in words joined by dots and dashes", () => {
    const names = BUILT_IN_GENERATORS.map(({ name }) => name);
    expect(names).toEqual([...names].sort());
    for (const name of names) expect(name).toMatch(/^[a-z]+(?:[.-][a-z]+)*$/);
    expect(Object.keys(SIMPLEST).sort()).toEqual(names);
  });

  test("finds a generator by name, and one that a library user adds", () => {
    const [first] = BUILT_IN_GENERATORS;
    const mine: Generator = { ...(first as Generator), name: "mine" };
    const extended = generatorsByName([...BUILT_IN_GENERATORS, mine]);
    expect(findGenerator("boolean")?.name).toBe("boolean");
    expect(findGenerator("mine")).toBeUndefined();
    expect(findGenerator("mine", extended)).toBe(mine);
  });

  test("refuses two generators of the same name", () => {
    const twice = [...BUILT_IN_GENERATORS, ...BUILT_IN_GENERATORS.slice(0, 1)];
    expect(() => generatorsByName(twice)).toThrow(/same name: boolean/);
  });
});

/** The defaults where they suffice, and every example. */
function settingsOf({ options }: Generator): readonly Options[] {
  if (!options) return [{}];
  return options.required.length > 0 ? options.examples : [{}, ...options.examples];
}

function sample(generator: Generator, options: Options, seed: number): JsonValue[] {
  return fc.sample(generator.arbitrary(options, EVERYTHING), { seed, numRuns: SAMPLES });
}

function shrink(
  generator: Generator,
  options: Options,
  seed: number,
  fails: (value: JsonValue) => boolean,
) {
  const seen: JsonValue[] = [];
  const property = fc.property(generator.arbitrary(options, EVERYTHING), (value) => {
    seen.push(value);
    return !fails(value);
  });
  const { counterexample, numShrinks } = fc.check(property, { seed });
  return { seen, shrinks: numShrinks, smallest: counterexample?.[0] };
}

/** A failure that has nothing to do with the order of simplicity. */
function isOddText(value: JsonValue): boolean {
  const codes = [...JSON.stringify(value)].map((character) => character.charCodeAt(0));
  return codes.reduce((sum, code) => sum + code, 0) % 2 === 1;
}

function isGenerator(value: unknown): value is Generator {
  return typeof value === "object" && value !== null && "arbitrary" in value && "title" in value;
}
