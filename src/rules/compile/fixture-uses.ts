import type { Fixture } from "../source/service-source.ts";
import type { StepSource } from "../source/step-source.ts";

type Fixtures = ReadonlyMap<string, Fixture>;

/** Every step that is written in a list, at any depth. */
export function ownSteps(steps: readonly StepSource[]): readonly StepSource[] {
  return steps.flatMap((step) => [
    step,
    ...ownSteps(step.steps ?? []),
    ...(step.any ?? []).flatMap(ownSteps),
  ]);
}

/** Every step of a list at any depth, those of its fixtures too; one that uses itself is entered once. */
export function allSteps(
  steps: readonly StepSource[],
  fixtures: Fixtures,
  inUse: readonly string[] = [],
): readonly StepSource[] {
  return ownSteps(steps).flatMap((step) => {
    if (step.use === undefined || inUse.includes(step.use)) return [step];
    const inner = fixtures.get(step.use)?.steps ?? [];
    return [step, ...allSteps(inner, fixtures, [...inUse, step.use])];
  });
}

/** The names that a rule has after `use`. */
export function namesSavedBy(fixture: string, fixtures: Fixtures): readonly string[] {
  return allSteps(fixtures.get(fixture)?.steps ?? [], fixtures, [fixture]).flatMap(({ save }) =>
    Object.keys(save ?? {}),
  );
}

/** The way from a fixture back to itself, `[a, b, a]`; undefined when there is none. */
export function circleOf(
  fixture: string,
  fixtures: Fixtures,
  way: readonly string[] = [fixture],
): readonly string[] | undefined {
  const steps = ownSteps(fixtures.get(way.at(-1) ?? "")?.steps ?? []);
  const used = new Set(steps.flatMap(({ use }) => use ?? []));
  if (used.has(fixture)) return [...way, fixture];
  for (const next of used) {
    const circle = way.includes(next) ? undefined : circleOf(fixture, fixtures, [...way, next]);
    if (circle) return circle;
  }
  return undefined;
}
