import type { Rule } from "../model/rule.ts";
import type { DialectProof, Gap } from "./proof.ts";
import type { DialectResult, JudgedUnit } from "./proof-job.ts";
import type { ProofPlan } from "./proof-plan.ts";

type Dialect = ProofPlan["dialects"][number];

/** How the legal dialects fared. */
export function proveDialects(
  { dialects, rules }: Pick<ProofPlan, "dialects" | "rules">,
  results: readonly DialectResult[],
): readonly DialectProof[] {
  return dialects.map((dialect) => {
    const mine = results.filter((result) => result.dialect === dialect.name);
    return proveDialect(dialect, rules, mine);
  });
}

function proveDialect(
  dialect: Dialect,
  rules: readonly Rule[],
  results: readonly DialectResult[],
): DialectProof {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const units = results.flatMap(({ seed, edition, units }) =>
    units.map((unit) => ({ ...unit, seed, edition })),
  );
  const failed = units.filter(({ verdict }) => verdict === "fail");
  const excuses = new Map<string, { statement: string; units: number }>();
  const falseAlarms: string[] = [];
  for (const unit of failed) {
    const statement = excuseOf(dialect, byId.get(unit.rule));
    const before = excuses.get(unit.rule)?.units ?? 0;
    if (statement === undefined) falseAlarms.push(describe(unit));
    else excuses.set(unit.rule, { statement, units: before + 1 });
  }
  const of = (...kinds: readonly JudgedUnit["verdict"][]) =>
    units.filter(({ verdict }) => kinds.includes(verdict));
  return {
    name: dialect.name,
    description: dialect.description,
    units: units.length,
    held: of("pass", "observed").length,
    notApplicable: of("not-applicable").length,
    excused: [...excuses].map(([rule, { statement, units: count }]) => {
      const reason = dialect.reasons[statement] ?? "";
      return { rule, statement, reason, units: count };
    }),
    falseAlarms,
    unsure: of("inconclusive")
      .filter((unit) => !isOptional(unit, byId.get(unit.rule)))
      .map(describe),
  };
}

/** What only other editions promise may be impossible to try, and is no more than observed. */
function isOptional({ edition }: { readonly edition: string | null }, rule?: Rule): boolean {
  return edition === null && rule?.editions !== undefined;
}

/** The statement for which the dialect has a reason; only a SHOULD rule may be broken with one. */
function excuseOf({ reasons }: Dialect, rule: Rule | undefined): string | undefined {
  if (rule?.level !== "SHOULD") return undefined;
  return rule.statements.find((id) => Object.hasOwn(reasons, id));
}

function describe(
  unit: JudgedUnit & { readonly seed: number; readonly edition: string | null },
): string {
  const by = unit.edition === null ? "" : ` by the edition ${unit.edition}`;
  return `${unit.rule} over ${unit.binding} with seed ${unit.seed}${by}: ${unit.reason}`;
}

/** False alarms, what could not be judged, and reasons that excuse nothing. */
export function dialectGaps(
  { dialects, narrowed }: Pick<ProofPlan, "dialects" | "narrowed">,
  proofs: readonly DialectProof[],
): readonly Gap[] {
  return proofs.flatMap(({ name, falseAlarms, unsure, excused, units }) => {
    const reasons = Object.keys(dialects.find((one) => one.name === name)?.reasons ?? {});
    const used = new Set(excused.map(({ statement }) => statement));
    // Some of the rules need not be those that a reason excuses.
    const idle = narrowed.rules || units === 0 ? [] : reasons.filter((id) => !used.has(id));
    return [
      ...falseAlarms.map((text): Gap => ({ kind: "false-alarm", subject: name, text })),
      ...unsure.map((text): Gap => ({ kind: "unsure", subject: name, text })),
      ...idle.map((id): Gap => {
        const text = `gives a reason for breaking ${id}, which no rule sees it break: remove the reason`;
        return { kind: "reason-unused", subject: name, text };
      }),
    ];
  });
}
