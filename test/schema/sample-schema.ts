// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of targets.json look like this
/** A schema with everything that a rule file or a targets file makes use of. */
export const SAMPLE_SCHEMA = {
  type: "object",
  additionalProperties: false,
  required: ["users"],
  properties: {
    $schema: { type: "string" },
    users: { type: "object", additionalProperties: { $ref: "#/$defs/user" } },
    safety: { anyOf: [{ enum: ["read-only", "sandbox", "full"] }, { $ref: "#/$defs/variable" }] },
    timeoutMs: { anyOf: [{ type: "integer", minimum: 1 }, { $ref: "#/$defs/variable" }] },
    embedded: {
      anyOf: [
        { const: true },
        {
          type: "object",
          additionalProperties: false,
          properties: { dialect: { type: "string" } },
        },
      ],
    },
    tags: { type: "array", minItems: 1, uniqueItems: true, items: { type: "string" } },
    path: { type: "string", pattern: "^/", errorMessage: 'must begin with "/"' },
    levels: { type: "object", propertyNames: { enum: ["MUST", "SHOULD", "MAY"] } },
    url: { type: "string", format: "uri" },
    steps: { type: "array", items: { $ref: "#/$defs/step" } },
    node: { $ref: "#/$defs/node" },
    open: { $ref: "#/$defs/open" },
  },
  $defs: {
    variable: { title: 'a variable such as "${NAME}"', type: "string", pattern: "\\$\\{" },
    user: {
      type: "object",
      oneOf: [
        {
          additionalProperties: false,
          required: ["ticket"],
          properties: { ticket: { type: "string", writeOnly: true } },
        },
        {
          additionalProperties: false,
          required: ["uid", "pwd"],
          properties: { uid: { type: "string" }, pwd: { type: "string", writeOnly: true } },
        },
      ],
    },
    step: {
      oneOf: [
        {
          type: "object",
          additionalProperties: false,
          required: ["call"],
          properties: { call: { type: "string" }, with: { type: "object" } },
        },
        {
          type: "object",
          additionalProperties: false,
          required: ["repeat", "steps"],
          properties: {
            repeat: { type: "integer" },
            steps: { type: "array", items: { $ref: "#/$defs/step" } },
          },
        },
      ],
    },
    node: {
      type: "object",
      required: ["kind"],
      oneOf: [
        {
          properties: { kind: { const: "leaf" }, size: { type: "integer" } },
          additionalProperties: false,
        },
        {
          properties: { kind: { const: "tree" }, left: { $ref: "#/$defs/node" } },
          additionalProperties: false,
        },
      ],
    },
    open: {
      type: "object",
      properties: { name: { type: "string" } },
      anyOf: [
        { properties: { min: { type: "integer" } }, required: ["min"] },
        { properties: { max: { type: "integer" } }, required: ["max"] },
      ],
      unevaluatedProperties: false,
    },
  },
};
