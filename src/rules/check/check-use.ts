import type { JsonValue } from "../../model/value.ts";
import type { DocumentPath } from "../../schema/document.ts";
import { namesSavedBy } from "../compile/fixture-uses.ts";
import type { Fixture } from "../source/service-source.ts";
import type { StepSource } from "../source/step-source.ts";
import { checkPrincipal } from "./check-principal.ts";
import { checkReferences } from "./check-references.ts";
import { parseReference, referencesIn } from "./references.ts";
import type { StepsContext } from "./steps-context.ts";
import { unknownName } from "./unknown-name.ts";

/** Checks a step that uses a fixture, and makes what the fixture saves known to the steps after it. */
export function checkUse(
  step: StepSource,
  name: string,
  path: DocumentPath,
  context: StepsContext,
): void {
  const { service, place, problems, names, unknownFixtures } = context;
  if (step.as !== undefined) checkPrincipal(step.as, [...path, "as"], context);
  checkReferences(step.with, [...path, "with"], context);
  const fixture = service.fixtures.get(name);
  if (!fixture) {
    unknownFixtures.add(name);
    const at = place.positionOf([...path, "use"]);
    problems.add(
      unknownName("fixture", name, service.fixtures.keys(), at, { missingFrom: "service" }),
    );
    return;
  }
  checkParameters(step, fixture, path, context);
  for (const saved of namesSavedBy(name, service.fixtures)) names.set(saved, { kind: "value" });
}

/** What is given has a parameter, and what is not given has a default that can be had here. */
function checkParameters(
  { use = "", with: given = {} }: StepSource,
  { parameters }: Fixture,
  path: DocumentPath,
  context: StepsContext,
): void {
  const { place, problems } = context;
  const of = `fixture "${use}"`;
  for (const name of Object.keys(given)) {
    if (Object.hasOwn(parameters, name)) continue;
    const at = place.positionOf([...path, "with", name], "key");
    const known = Object.keys(parameters);
    problems.add(unknownName("parameter", name, known, at, { of, missingFrom: "service" }));
  }
  const at = place.positionOf([...path, "use"]);
  for (const [name, value] of Object.entries(parameters)) {
    if (Object.hasOwn(given, name)) continue;
    const hint = `add with: { ${name}: … }`;
    if (value === null) problems.add({ message: `${of} needs the parameter "${name}"`, at, hint });
    else checkDefault(name, value, { of, path, context });
  }
}

/** A default may refer to what the steps before `use` have saved. */
function checkDefault(
  name: string,
  value: JsonValue,
  {
    of,
    path,
    context,
  }: { readonly of: string; readonly path: DocumentPath; readonly context: StepsContext },
): void {
  const { place, problems, names, unknownFixtures } = context;
  const at = place.positionOf([...path, "use"]);
  const unknown = referencesIn(value).find(
    (reference) => !names.has(parseReference(reference)?.name ?? ""),
  );
  if (unknown === undefined) {
    // Whatever is wrong with it is wrong where it is taken.
    const here = { ...place, positionOf: () => at };
    checkReferences(value, [...path, "with", name], { ...context, place: here });
  } else if (unknownFixtures.size === 0) {
    const message = `${of} takes ${unknown} by default, which no step before it saves`;
    const hint = `save it, or add with: { ${name}: … }`;
    problems.add({ message, at, hint, missingFrom: "service" });
  }
}
