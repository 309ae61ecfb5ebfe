import { audit } from "../../../src/audit/audit.ts";
import type { OwnService } from "../../../src/audit/audit-options.ts";
import { BINDINGS, type Binding } from "../../../src/model/binding.ts";

// Judges echoes at two addresses over the last binding of the table; prints the bindings, and what comes of the rule.
const over = BINDINGS.at(-1) as Binding;
const FILES: OwnService["files"] = [
  {
    service: "echo",
    document: { title: "Echo" },
    bindings: [over],
    target: { properties: {} },
    operations: {
      Say: { bindings: [over], answer: "xml", parameters: { what: { type: "string" } } },
    },
  },
  { statements: { "EC-01": { level: "MUST", where: "Say", text: "What is said comes back." } } },
  {
    service: "echo",
    operation: "Say",
    rules: [
      {
        id: "comes-back",
        level: "MUST",
        statements: ["EC-01"],
        source: "Say",
        title: "What is said comes back",
        steps: [
          {
            call: "Say",
            with: { what: "a < b" },
            over,
            // biome-ignore lint/suspicious/noThenProperty: rule files have it
            then: { success: true, attributes: { said: "a < b" } },
          },
        ],
        control: {
          title: "nothing is refused",
          steps: [{ call: "Say", with: { what: "" }, expect: "refused" }],
        },
      },
    ],
  },
];

const [, , right = "", wrong = ""] = process.argv;
const at = (baseUrl: string) => ({ services: { echo: { baseUrl } } });
const { report } = await audit({
  targets: { right: at(right), wrong: at(wrong) },
  target: ["right", "wrong"],
  services: [{ files: FILES }],
  select: { service: ["echo"] },
  seed: 1,
});
const rules = report.targets.map((target) =>
  target.rules.find(({ id }) => id === "echo.say.comes-back"),
);
process.stdout.write(JSON.stringify({ bindings: BINDINGS, rules }));
