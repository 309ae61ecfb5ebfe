import schema from "../../../specs/schema/deviations.schema.json" with { type: "json" };
import type { Deviation, ScopedDeviation } from "../../model/deviation.ts";
import type { FilePosition, Problem } from "../../model/errors.ts";
import { UsageError } from "../../model/errors.ts";
import type { Rule } from "../../model/rule.ts";
import { unknownName } from "../../rules/check/unknown-name.ts";
import { bindingSets } from "../../rules/select/plan-units.ts";
import type { SourceDocument } from "../../schema/document.ts";
import { lazily } from "../../schema/lazily.ts";
import { compileSchema } from "../../schema/validate.ts";

const check = lazily(() => compileSchema(schema));

/**
 * The entries of a deviations file, each with the bindings it is about.
 *
 * @param rules every rule there is, selected or not
 * @throws UsageError (`deviations-invalid`) with every problem and its place: unknown keys, rules and
 *   bindings, dates that are none or in the wrong order, entries that repeat another
 */
export function parseDeviations(
  document: SourceDocument,
  rules: readonly Rule[],
): readonly ScopedDeviation[] {
  const misfits = check()(document);
  if (misfits.length > 0) throw new UsageError("deviations-invalid", misfits);
  const { deviations } = document.value as { readonly deviations: readonly Deviation[] };
  const problems = deviations.flatMap((entry, index): Problem[] => {
    const at = (field: keyof Deviation) => document.positionOf(["deviations", index, field]);
    const earlier = deviations.slice(0, index).find((other) => overlaps(entry, other));
    return [
      ...unfit(entry, rules, at),
      ...unfitCause(entry, rules, at),
      ...(earlier ? [repeated(entry, earlier, at("rule"))] : []),
      ...(entry.expires !== undefined && entry.expires < entry.since
        ? [{ message: `expires before it begins, on ${entry.since}`, at: at("expires") }]
        : []),
    ];
  });
  if (problems.length > 0) throw new UsageError("deviations-invalid", problems);
  return deviations.map((entry) => ({ ...entry, bindings: scopeOf(entry, rules) }));
}

/** The bindings that an entry is about, as reports name them. */
export function scopeOf(
  { rule: id, binding }: Deviation,
  rules: readonly Rule[],
): readonly string[] {
  if (binding !== undefined) return [binding];
  const rule = rules.find((one) => one.id === id);
  return rule ? bindingSets(rule, undefined).map((bindings) => bindings.join("+")) : [];
}

/** An entry without a binding is about every one, one without a signature about every failure. */
function overlaps(one: Deviation, other: Deviation): boolean {
  const agree = (field: "binding" | "signature"): boolean =>
    one[field] === other[field] || !one[field] || !other[field];
  return (
    one.rule === other.rule &&
    one.because === other.because &&
    agree("binding") &&
    agree("signature")
  );
}

function repeated(entry: Deviation, earlier: Deviation, at: FilePosition): Problem {
  const message =
    entry.binding !== earlier.binding
      ? `the entry for ${entry.rule} without a binding is about ${entry.binding ?? earlier.binding} as well`
      : entry.signature !== earlier.signature
        ? `the entry for ${entry.rule} without a signature is about every failure of it`
        : `a second entry for ${entry.rule}${entry.binding ? ` over ${entry.binding}` : ""}`;
  return { message, at, hint: "keep one of the two" };
}

function unfit(
  { rule: id, binding }: Deviation,
  rules: readonly Rule[],
  at: (field: keyof Deviation) => FilePosition,
): readonly Problem[] {
  const rule = rules.find((one) => one.id === id);
  if (!rule) return [unknownRule(id, rules, at("rule"))];
  if (binding === undefined) return [];
  if (rule.together) {
    const message = `${id} is judged over ${rule.bindings.join(", ")} together, not over ${binding} alone`;
    return [{ message, at: at("binding"), hint: "leave the binding out" }];
  }
  if (rule.bindings.includes(binding)) return [];
  const message = `${id} is not judged over ${binding}`;
  return [{ message, at: at("binding"), hint: `its bindings: ${rule.bindings.join(", ")}` }];
}

/** What `because` may not be, and what may not stand beside it. */
function unfitCause(
  { rule, because, signature, flaky }: Deviation,
  rules: readonly Rule[],
  at: (field: keyof Deviation) => FilePosition,
): readonly Problem[] {
  if (because === undefined) return [];
  const beside = (field: "signature" | "flaky"): Problem => ({
    message: `${field} is about a failure, and an entry with because about a rule that cannot be judged`,
    at: at(field),
    hint: `leave ${field} out, or because`,
  });
  return [
    ...(rules.some(({ id }) => id === because) ? [] : [unknownRule(because, rules, at("because"))]),
    ...(because === rule
      ? [
          {
            message: "a rule that cannot be judged does not fail, and so is not the cause itself",
            at: at("because"),
            hint: "name the rule that fails",
          },
        ]
      : []),
    ...(signature === undefined ? [] : [beside("signature")]),
    ...(flaky ? [beside("flaky")] : []),
  ];
}

function unknownRule(id: string, rules: readonly Rule[], at: FilePosition): Problem {
  const known = rules.map((one) => one.id);
  const { message, hint = "" } = unknownName("rule", id, known, at);
  return { message, at, hint: hint.startsWith("did") ? hint : "`assay list` shows them" };
}
