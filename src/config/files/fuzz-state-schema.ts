import reportSchema from "../../../reporters/report.schema.json" with { type: "json" };

const count = { type: "integer", minimum: 0 };
const text = { type: "string" };
const texts = { type: "array", items: text };

/** What a campaign keeps of itself in `.assay`, as JSON Schema; failures are those of a report. */
export const FUZZ_STATE_SCHEMA = {
  type: "object",
  required: ["seed", "units"],
  properties: {
    seed: { ...count, maximum: 2 ** 31 - 1 },
    units: {
      type: "array",
      items: {
        type: "object",
        required: ["round", "verdict"],
        properties: { round: count, verdict: { $ref: "#/$defs/unitVerdict" } },
      },
    },
  },
  $defs: {
    ...reportSchema.$defs,
    unitVerdict: {
      type: "object",
      required: [
        ...["target", "rule", "binding", "verdict", "reason", "cases", "requests", "durationMs"],
        ...["failures", "observed", "exercised", "alternatives"],
      ],
      properties: {
        ...{ target: text, rule: text, binding: text },
        verdict: { enum: ["pass", "fail", "inconclusive", "not-applicable", "observed"] },
        reason: { type: ["string", "null"] },
        ...{ cases: count, requests: count, durationMs: { type: "number", minimum: 0 } },
        failures: { type: "array", items: { $ref: "#/$defs/failure" } },
        observed: { type: ["object", "null"], additionalProperties: text },
        unmet: { type: "array", items: { type: "object" } },
        exercised: texts,
        alternatives: { type: "object", additionalProperties: count },
      },
    },
  },
};
