import type { Problems } from "../source/collect-problems.ts";
import { type KnownName, predefinedNames } from "../source/known-names.ts";
import type { RuleSource } from "../source/rule-source.ts";
import type { DescribedService } from "../source/service-source.ts";
import { checkGenerator, type GeneratorInfo } from "./check-generator.ts";

/** Checks the inputs of a rule, and gives their names. */
export function checkInputs(
  { value, place }: RuleSource,
  {
    generators,
    service,
  }: {
    readonly generators: ReadonlyMap<string, GeneratorInfo>;
    readonly service: DescribedService;
  },
  problems: Problems,
): ReadonlyMap<string, KnownName> {
  const names = new Map<string, KnownName>();
  const predefined = predefinedNames(service);
  for (const field of ["forEach", "forAll"] as const) {
    for (const [input, source] of Object.entries(value[field] ?? {})) {
      const at = place.positionOf([field, input], "key");
      if (predefined.has(input)) {
        problems.add({ message: `$${input} is predefined`, at, hint: "choose another name" });
      }
      if (names.has(input)) {
        problems.add({ message: `the input "${input}" is in both forEach and forAll`, at });
      }
      if (Array.isArray(source)) names.set(input, { kind: "input", rows: source });
      else {
        names.set(input, { kind: "input" });
        checkGenerator(source, { field, input, place }, generators, problems);
      }
    }
  }
  return names;
}

/** Checks that every input is used: one that is not makes cases that do not differ. */
export function checkInputsUsed(
  { value, place }: RuleSource,
  used: ReadonlySet<string>,
  problems: Problems,
): void {
  for (const field of ["forEach", "forAll"] as const) {
    for (const input of Object.keys(value[field] ?? {})) {
      if (used.has(input)) continue;
      const at = place.positionOf([field, input], "key");
      const hint = `take it out, or refer to it as $${input}`;
      problems.add({ message: `the input "${input}" is never used`, at, hint });
    }
  }
}
