// biome-ignore-all lint/suspicious/noThenProperty: rule files have it
import type { CallStep, Checks, Expectation, ProbeStep, Step, When } from "../../model/rule.ts";
import type { JsonValue } from "../../model/value.ts";
import { parseReference } from "../check/references.ts";
import type { DescribedService, Fixture } from "../source/service-source.ts";
import type { StepSource } from "../source/step-source.ts";
import { needsOf } from "./needs.ts";

/**
 * Steps with their fixtures written out and every default filled in. A fixture that is unknown, or
 * in use already, is left out: both are problems that were told before.
 *
 * @param as who makes the calls that do not say it themselves
 */
export function compileSteps(
  steps: readonly StepSource[],
  service: DescribedService,
  as = "owner",
  inUse: readonly string[] = [],
): readonly Step[] {
  return steps.flatMap((source): readonly Step[] => {
    const when = source.when ? { when: source.when } : {};
    if (source.use !== undefined) {
      const fixture = service.fixtures.get(source.use);
      if (!fixture || inUse.includes(source.use)) return [];
      const filled = fillFixture(fixture, source.with ?? {});
      const inner = compileSteps(filled, service, source.as ?? as, [...inUse, source.use]);
      return inner.map((step) => onlyWhen(source.when, step));
    }
    if (source.repeat !== undefined) {
      const inner = compileSteps(source.steps ?? [], service, as, inUse);
      return [{ kind: "repeat", ...when, times: source.repeat, steps: inner }];
    }
    if (source.any !== undefined) {
      const ways = source.any.map((way) => {
        const inner = compileSteps(way, service, as, inUse);
        return { needs: needsOf(inner, service), steps: inner };
      });
      return [{ kind: "any", ...when, ways }];
    }
    if (source.probe !== undefined) return [compileProbe(source, source.probe)];
    return [compileCall(source, as)];
  });
}

/** A step that is taken only when a further condition holds. */
function onlyWhen(condition: When | undefined, step: Step): Step {
  if (!condition) return step;
  const { kind, when, ...rest } = step;
  return { kind, when: { ...condition, ...when }, ...rest } as Step;
}

// The grammar lets `expect` and `then` of a probe be nothing but "present" and "absent".
function compileProbe(source: StepSource, probe: ProbeStep["probe"]): ProbeStep {
  const { when, holds = null, expect, then, carries, observe } = source;
  return {
    kind: "probe",
    ...(when && { when }),
    probe,
    holds,
    ...(expect !== undefined && { expect: expect as NonNullable<ProbeStep["expect"]> }),
    ...(then !== undefined && { then: then as NonNullable<ProbeStep["then"]> }),
    ...(carries && { carries }),
    ...(observe !== undefined && { observe }),
  };
}

/** How long a call that is made again waits, where its step does not say. */
const EVERY_MS = 200;

function compileCall(source: StepSource, as: string): CallStep {
  const { when, rename, over, method, at, transfer, spelling } = source;
  const { saveAnswer, until, within, every, then, carries, cleanup, observe } = source;
  return {
    kind: "call",
    ...(when && { when }),
    call: source.call ?? "",
    as: source.as ?? as,
    with: source.with ?? {},
    without: source.without ?? [],
    save: source.save ?? {},
    expect: (source.expect as Expectation | undefined) ?? "anything",
    ...(rename !== undefined && { rename }),
    ...(over !== undefined && { over }),
    ...(method !== undefined && { method }),
    ...(at !== undefined && { at }),
    ...(transfer !== undefined && { transfer }),
    ...(spelling !== undefined && { spelling }),
    ...(saveAnswer !== undefined && { saveAnswer }),
    ...(until && { until, within: within ?? 0, every: every ?? EVERY_MS }),
    ...(then !== undefined && { then: then as Checks }),
    ...(carries && { carries }),
    ...(cleanup && { cleanup }),
    ...(observe !== undefined && { observe }),
  };
}

type Values = Readonly<Record<string, JsonValue>>;

/**
 * The steps of a fixture with its parameters replaced: by what `use` gives, else by their defaults. A
 * parameter with neither stays as it is; that was told before.
 */
function fillFixture({ parameters, steps }: Fixture, given: Values): readonly StepSource[] {
  const defaults = Object.entries(parameters).filter(([, value]) => value !== null);
  const values = { ...Object.fromEntries(defaults), ...given };
  return steps.map((step) => filled(step as unknown as JsonValue, values) as unknown as StepSource);
}

function filled(value: JsonValue, values: Values): JsonValue {
  if (typeof value === "string") {
    const { name = "" } = parseReference(value) ?? {};
    return Object.hasOwn(values, name) ? (values[name] ?? null) : value;
  }
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item: JsonValue) => filled(item, values));
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, filled(inner, values)]),
  );
}
