import type { RequestListener } from "node:http";
import { describe, expect, test } from "vitest";
import { VOCABULARY } from "../../src/built-in/vocabulary.ts";
import { fuzz } from "../../src/run/campaign/fuzz.ts";
import { replayFailure } from "../../src/run/campaign/replay-failure.ts";
import { httpProblems, httpSpecs, httpTarget, openHttp, withServer } from "./judge-http.ts";
import { runHttp, toldBy } from "./run-http.ts";

const SERVICE = `
operations:
  Ask:
    bindings: [rest]
    answer: json
    http: { method: GET, path: "/ask/{what}" }
    parameters:
      what: { type: string, in: path }
  Leave: { bindings: [rest], answer: none, http: { method: DELETE, path: /ask } }
`;
const OTHER = `
forEach: { what: [a, b, c] }
steps:
  - call: Ask
    with: { what: $what }
    then: { status: 200 }
  - call: Leave
    then: { status: 204 }
`;
const MARKED = "then: { headers: { x-mark: { text: true } } }";
const every = (invariant: string, more = "") => `${more}invariant:\n  ${invariant}\n`;

/** Answers whatever is asked, with a mark unless a request says otherwise. */
function server(isMarked: (request: { method: string; url: string }) => boolean): RequestListener {
  return ({ method = "", url = "" }, response) => {
    if (isMarked({ method, url })) response.setHeader("X-Mark", "1");
    response.writeHead(method === "DELETE" ? 204 : 200, { "content-type": "application/json" });
    response.end(method === "DELETE" ? undefined : "{}");
  };
}

const judge = (rules: Readonly<Record<string, string>>, listener: RequestListener) =>
  runHttp({ service: SERVICE, operation: "Ask", rules }, listener);

describe("an invariant is held against every answer of the run", () => {
  const EXCEPT_GREET = `except: { operation: Greet }\n  ${MARKED}`;
  test("and passes when all of them hold", async () => {
    const run = await judge(
      { all: every(EXCEPT_GREET), other: OTHER },
      server(() => true),
    );
    expect(toldBy(run)).toEqual({ all: "pass", other: "pass" });
  });

  test("whichever rule's case got it; the smallest is shown, and fails when it is replayed", async () => {
    const rules = { all: every(EXCEPT_GREET), other: OTHER };
    const run = await judge(
      rules,
      server(({ url }) => url !== "/ask/b"),
    );
    expect(toldBy(run)).toMatchObject({ all: expect.stringContaining("fail"), other: "pass" });
    const [failure, ...others] = run.byRule["all"]?.failures ?? [];
    expect(others).toEqual([]);
    expect(failure).toMatchObject({
      statements: ["S-01"],
      reproduced: "3/3",
      counterexample: { "case of": "files.ask.other", what: "b" },
      step: 1,
      actual: expect.stringContaining("with no header x-mark"),
    });
    expect(failure?.steps).toHaveLength(1);
    if (!failure) return;
    const specs = httpSpecs({ service: SERVICE, operation: "Ask", rules });
    const replayed = (isMarked: boolean) =>
      withServer(
        server(() => isMarked),
        async (baseUrl) => {
          const open = await openHttp(specs, httpTarget(baseUrl));
          const rule = specs.rules.find(({ id }) => id.endsWith(".all"));
          const about = { open, rule, service: "files", failure, vocabulary: VOCABULARY };
          return replayFailure(about).finally(() => open.close());
        },
      );
    expect((await replayed(false))?.verdict).toBe("violated");
    expect((await replayed(true))?.verdict).toBe("held");
  });

  test.each([
    ["by its operation", "when: { operation: Ask }", "pass"],
    ["by one of several operations", "when: { operation: [Ask, Leave] }", "fail"],
    ["by its status", "when: { status: 2xx }\n  except: { status: 204 }", "pass"],
    ["by its method", "when: { method: DELETE }", "fail"],
    ["by whether it was taken", "when: { answer: refused }", "no answer"],
    ["by one of two selectors", "when: [{ operation: Ask }, { method: DELETE }]", "fail"],
    ["by all that one says", "when: { operation: Leave, status: 200 }", "no answer"],
    ["by its binding", "when: { binding: rest }\n  except: { method: [DELETE, GET] }", "no answer"],
  ])("%s", async (_, selectors, expected) => {
    // The answer to a DELETE lacks the mark.
    const rules = { all: every(`${selectors}\n  ${MARKED}`), other: OTHER };
    const run = await judge(
      rules,
      server(({ method }) => method !== "DELETE"),
    );
    const told = toldBy(run)["all"];
    expect(told).toMatch(expected === "no answer" ? /^inconclusive: .*no answer/ : `${expected}`);
  });

  test.each([
    ["anything", 500, "fail"],
    ["anything", 404, "pass"],
  ])("by what its step expects: %s, answered %i", async (expected, status, verdict) => {
    const all = every("when: { expected: anything }\n  then: { served: true }");
    const other = `steps: [{ call: Ask, with: { what: a }, then: { status: 200 } }, { call: Leave, expect: ${expected} }]`;
    const run = await judge({ all, other }, ({ method }, response) => {
      response.writeHead(method === "DELETE" ? status : 200).end("{}");
    });
    const told = toldBy(run)["all"];
    expect(told).toContain(verdict);
  });

  test("what is not there again is flaky, and no failure", async () => {
    let asked = 0;
    const once = server(({ method }) => method !== "DELETE" || ++asked > 1);
    const run = await judge({ all: every(EXCEPT_GREET), other: OTHER }, once);
    expect(run.byRule["all"]).toMatchObject({ verdict: "inconclusive", flaky: true, failures: [] });
  });

  test("alone, it makes the harmless calls and its own steps", async () => {
    const steps = "steps: [{ call: Leave, expect: accepted }]\n";
    const unmarked = server(({ method }) => method !== "DELETE");
    const own = await judge({ all: every(EXCEPT_GREET, steps) }, unmarked);
    expect(own.byRule["all"]).toMatchObject({ verdict: "fail", cases: 1 });
    expect(own.byRule["all"]?.failures).toMatchObject([{ counterexample: {} }]);
    const harmless = SERVICE.replace("path: /ask }", "path: /ask }, harmless: { with: {} }");
    const files = { service: harmless, operation: "Ask", rules: { all: every(EXCEPT_GREET) } };
    expect(toldBy(await runHttp(files, unmarked))["all"]).toContain("fail");
  });

  test("in a campaign with a time budget, once, by the answers of all rounds", async () => {
    const rules = { all: every(EXCEPT_GREET), other: OTHER };
    const specs = httpSpecs({ service: SERVICE, operation: "Ask", rules });
    let asked = 0;
    await withServer(
      server(({ url }) => url !== "/ask/c" || ++asked < 2),
      async (baseUrl) => {
        const open = await openHttp(specs, httpTarget(baseUrl));
        const told: string[] = [];
        await fuzz({
          open,
          units: specs.rules.map((rule) => ({
            rule,
            bindings: rule.bindings,
            round: 0,
            verdict: undefined,
          })),
          vocabulary: VOCABULARY,
          corpus: { inputsFor: () => [], add: () => undefined } as never,
          timeUp: AbortSignal.timeout(1500),
          signal: new AbortController().signal,
          random: () => 0.5,
          onRound: (_, { rule, verdict }) => {
            if (rule.endsWith(".all")) told.push(verdict);
            return false;
          },
        });
        expect(told).toEqual(["fail"]);
        await open.close();
      },
    );
  });
});

test("what cannot be an invariant is told with its place", () => {
  const problems = (all: string) =>
    httpProblems({ service: SERVICE, operation: "Ask", rules: { all } }).slice(1);
  expect(problems(every(MARKED))).toEqual([]);
  expect(problems(every(`when: { operation: Aks }\n  ${MARKED}`))).toEqual([
    'rules.yaml:12:26: unknown operation "Aks"\n  did you mean "Ask"?',
  ]);
  expect(problems(every(`except: [{ operation: [Ask, Aks] }]\n  ${MARKED}`))).toEqual([
    'rules.yaml:12:35: unknown operation "Aks"\n  did you mean "Ask"?',
  ]);
  expect(problems(every("then: { noAnswer: true }"))).toEqual([
    expect.stringContaining(
      'rules.yaml:12:15: the check "noAnswer" says nothing about every answer that it is about',
    ),
  ]);
  expect(problems(every(MARKED, "forEach: { a: [1] }\n"))).toEqual([
    "rules.yaml:11:5: an invariant has no forEach\n  take forEach out: an invariant is about the cases of all rules",
  ]);
  expect(problems(every(MARKED, "bindings: [soap11]\n"))).toEqual([
    "rules.yaml:11:16: files is not documented for soap11\n  known: rest",
  ]);
  expect(problems(every(MARKED, "steps: [{ call: Leave, then: { status: 204 } }]\n"))).toEqual([
    'rules.yaml:11:28: "then" is not allowed here\n  the invariant judges every answer: say what a step needs with expect',
  ]);
  expect(problems(every("then: { headers: { a: $b } }"))).toEqual([
    expect.stringContaining('unknown reference "$b"'),
  ]);
  expect(problems(every(MARKED, "property: no-property\n"))).not.toEqual([]);
});
