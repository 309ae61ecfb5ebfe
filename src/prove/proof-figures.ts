import type { Proof } from "./proof.ts";

/** The numbers that a proof comes down to. */
export interface ProofFigures {
  readonly faults: number;
  /** Found by every rule that claims them, with every seed. */
  readonly foundByClaims: number;
  readonly claims: number;
  /** MUST and SHOULD: those that can fail. */
  readonly judgingRules: number;
  readonly killedRules: number;
  readonly observingRules: number;
  readonly dialectUnits: number;
  readonly excused: number;
  readonly falseAlarms: number;
  readonly unsure: number;
  readonly nullUnits: number;
  readonly nullPasses: number;
}

export function proofFigures({ faults, rules, dialects, nullServers }: Proof): ProofFigures {
  const sum = <T>(all: readonly T[], value: (one: T) => number): number =>
    all.reduce((total, one) => total + value(one), 0);
  const judging = rules.filter(({ level }) => level !== "MAY");
  return {
    faults: faults.length,
    foundByClaims: faults.filter(
      ({ claims }) => claims.length > 0 && claims.every(({ found, seeds }) => found === seeds),
    ).length,
    claims: sum(faults, ({ claims }) => claims.length),
    judgingRules: judging.length,
    killedRules: judging.filter(({ killers }) => killers.length > 0).length,
    observingRules: rules.length - judging.length,
    dialectUnits: sum(dialects, ({ units }) => units),
    excused: sum(dialects, ({ excused }) => sum(excused, ({ units }) => units)),
    falseAlarms: sum(dialects, ({ falseAlarms }) => falseAlarms.length),
    unsure: sum(dialects, ({ unsure }) => unsure.length),
    nullUnits: sum(nullServers, ({ must }) =>
      sum(Object.values(must) as readonly number[], (units) => units),
    ),
    nullPasses: sum(nullServers, ({ must }) => must.pass),
  };
}
