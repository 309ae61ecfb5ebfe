import type { SourceDocument } from "../../schema/document.ts";
import { circleOf, namesSavedBy } from "../compile/fixture-uses.ts";
import type { Problems } from "../source/collect-problems.ts";
import { predefinedNames } from "../source/known-names.ts";
import { type DescribedService, fixtureOf, type ServiceSource } from "../source/service-source.ts";
import { checkSteps } from "./check-steps.ts";

/** Checks one fixture of a service file: its parameters and its steps. */
export function checkFixture(
  name: string,
  document: SourceDocument,
  service: DescribedService,
  problems: Problems,
): void {
  const { fixtures = {} } = document.value as ServiceSource;
  const { fixture, stepsAt } = fixtureOf(fixtures[name] ?? []);
  const path = ["fixtures", name];
  const circle = circleOf(name, service.fixtures);
  // Told once, at the first of its fixtures.
  if (circle && name === circle.toSorted()[0]) {
    const message = `the fixture "${name}" uses itself: ${circle.join(" → ")}`;
    problems.add({ message, at: document.positionOf(path, "key") });
  }
  const names = predefinedNames(service);
  const used = new Set<string>();
  const parameters = Object.keys(fixture.parameters);
  for (const parameter of parameters) {
    const at = document.positionOf([...path, "parameters", parameter], "key");
    const hint = "choose another name";
    if (names.has(parameter)) {
      problems.add({ message: `$${parameter} is predefined`, at, hint });
    } else if (namesSavedBy(name, service.fixtures).includes(parameter)) {
      problems.add({ message: `the fixture "${name}" saves $${parameter} itself`, at, hint });
    }
    names.set(parameter, { kind: "parameter" });
  }
  checkSteps(fixture.steps, [...path, ...stepsAt], {
    place: document,
    service,
    role: "fixture",
    carried: [],
    crossBinding: false,
    names,
    used,
    unknownFixtures: new Set(),
    problems,
  });
  for (const parameter of parameters) {
    if (used.has(parameter)) continue;
    const at = document.positionOf([...path, "parameters", parameter], "key");
    const message = `the parameter "${parameter}" of fixture "${name}" is never used`;
    problems.add({ message, at, hint: `take it out, or refer to it as $${parameter}` });
  }
}
