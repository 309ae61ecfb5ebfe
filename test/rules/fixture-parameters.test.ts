import { expect, test } from "vitest";
import { type Change, problemsOf, smallRule } from "./small-specs.ts";

const FIXTURES = `fixtures:
  chunk:
    parameters: { to: $handler, size: 5, seed: }
    steps:
      - call: Send
        with: { handler: $to, chunk: { bytes: $size, seed: $seed } }
        expect: accepted
  whole:
    parameters: { size: { add: [1, 2] } }
    steps:
      - use: handler
      - use: chunk
        with: { size: $size, seed: 7 }
`;

/** The small files with a fixture that has parameters, and other steps before the judged one. */
function using(steps: string, fixtures = FIXTURES): readonly Change[] {
  return [
    ["service.yaml", "fixtures:\n", fixtures],
    ["create.yaml", "      - use: handler\n", `${steps.trim().replace(/^/gm, "      ")}\n`],
  ];
}

function sentBy(steps: string, fixtures = FIXTURES): unknown {
  const rule = smallRule("create.takes-chunk", using(steps, fixtures));
  return rule.steps.slice(0, -1).map((step) => step.kind === "call" && step.with);
}

test("what use gives and the defaults stand in the steps, as if they were written there", () => {
  expect(sentBy("- use: handler\n- use: chunk\n  with: { seed: $size }")).toEqual([
    {},
    { handler: "$handler", chunk: { bytes: 5, seed: "$size" } },
  ]);
});

test("a value that is given may be an expression", () => {
  const steps = "- use: handler\n- use: chunk\n  with: { seed: 1, size: { multiply: [2, $size] } }";
  expect(sentBy(steps)).toEqual([
    {},
    { handler: "$handler", chunk: { bytes: { multiply: [2, "$size"] }, seed: 1 } },
  ]);
});

test("a fixture hands its own parameters on to another", () => {
  expect(sentBy("- use: whole")).toEqual([
    {},
    { handler: "$handler", chunk: { bytes: { add: [1, 2] }, seed: 7 } },
  ]);
  expect(sentBy("- use: whole\n  with: { size: 9 }")).toEqual([
    {},
    { handler: "$handler", chunk: { bytes: 9, seed: 7 } },
  ]);
});

test("a fixture that is a list of steps takes nothing", () => {
  expect(problemsOf(using("- use: handler\n  with: { size: 1 }"))).toEqual([
    "[spec-invalid]",
    'create.yaml:17:17: unknown parameter "size" of fixture "handler"\n  known: none',
  ]);
});

test("a condition of use is one of each of its steps, beside their own", () => {
  const fixtures = `fixtures:
  two:
    - call: Create
      save: { one: Handler }
      expect: accepted
    - when: { $one: x }
      call: Delete
      with: { handler: $one }
      expect: accepted
`;
  const steps = "- use: handler\n- when: { $who: owner }\n  use: two";
  const rule = smallRule("create.takes-chunk", using(steps, fixtures));
  expect(rule.steps.map(({ when }) => when)).toEqual([
    undefined,
    { $who: "owner" },
    { $who: "owner", $one: "x" },
    undefined,
  ]);
});

test.each<[what: string, steps: string, problems: readonly string[]]>([
  [
    "a parameter that there is not",
    "- use: handler\n- use: chunk\n  with: { sed: 1, seed: 1 }",
    ['create.yaml:18:17: unknown parameter "sed" of fixture "chunk"\n  did you mean "seed"?'],
  ],
  [
    "a parameter without default that is not given",
    "- use: handler\n- use: chunk",
    ['create.yaml:17:14: fixture "chunk" needs the parameter "seed"\n  add with: { seed: … }'],
  ],
  [
    "a default that nothing has saved",
    "- use: chunk\n  with: { seed: 1 }\n- use: handler",
    [
      'create.yaml:16:14: fixture "chunk" takes $handler by default, which no step before it saves\n  save it, or add with: { to: … }',
    ],
  ],
  [
    "a value that is no reference",
    "- use: handler\n- use: chunk\n  with: { seed: $a-b }",
    [
      'create.yaml:18:23: "$a-b" is not a reference\n  a reference is $name or $name.part, of letters and digits; write $$ for a dollar',
    ],
  ],
])("%s is told at the step that uses the fixture", (_, steps, problems) => {
  expect(problemsOf(using(steps))).toEqual(["[spec-invalid]", ...problems]);
});

test.each<[what: string, from: string, to: string, problems: readonly string[]]>([
  [
    "a parameter that no step refers to",
    "size: 5, seed: }",
    "size: 5, seed: , more: 1 }",
    [
      'service.yaml:31:50: the parameter "more" of fixture "chunk" is never used\n  take it out, or refer to it as $more',
    ],
  ],
  [
    "a parameter where no value stands",
    "        expect: accepted\n  whole",
    "        as: $size\n        expect: accepted\n  whole",
    [
      "service.yaml:35:13: $size is a parameter, which cannot be used here\n  use the parameters of a fixture in with and holds only",
    ],
  ],
  [
    "a parameter with the name of what every step knows",
    "size: 5, seed: }",
    "size: 5, seed: , sent: 1 }",
    [
      "service.yaml:31:50: $sent is predefined\n  choose another name",
      'service.yaml:31:50: the parameter "sent" of fixture "chunk" is never used\n  take it out, or refer to it as $sent',
    ],
  ],
  [
    "a parameter that the steps save themselves",
    "        expect: accepted\n  whole",
    "        save: { seed: Seed }\n        expect: accepted\n  whole",
    ['service.yaml:31:42: the fixture "chunk" saves $seed itself\n  choose another name'],
  ],
  [
    "a parameter that cannot be referred to",
    "size: 5, seed: }",
    "size: 5, seed: , a-b: 1 }",
    [
      'service.yaml:31:50: the key "a-b" cannot be referred to as $name: use letters and digits only',
    ],
  ],
  [
    "steps without parameters",
    "    parameters: { to: $handler, size: 5, seed: }\n",
    "",
    ['service.yaml:30:3: "parameters" is missing in "chunk"'],
  ],
])("%s is told in the service file", (_, from, to, problems) => {
  expect(FIXTURES).toContain(from);
  const fixtures = FIXTURES.replace(from, () => to);
  const steps = "- use: handler\n- use: chunk\n  with: { seed: 1 }";
  const told = problemsOf(using(steps, fixtures));
  expect(told.filter((problem) => !problem.startsWith("create.yaml"))).toEqual([
    "[spec-invalid]",
    ...problems,
  ]);
});
