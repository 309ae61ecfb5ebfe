import type { Report, RuleReport, TargetReport } from "../../src/model/report.ts";
import type { VerdictKind } from "../../src/model/verdict.ts";
import { judgedWords } from "../judged-words.ts";
import { reach } from "../root-causes.ts";
import { staleAlone } from "../stale-alone.ts";
import { staleOnBinding } from "../stale-on-binding.ts";
import { operationLines } from "../summary/operation-lines.ts";
import { slowLines } from "../summary/slow-lines.ts";
import { soakLines } from "../summary/soak-lines.ts";
import { truncate } from "../text/truncate.ts";
import { visible } from "../text/visible.ts";
import { unjudged, unjudgedWords } from "../unjudged.ts";
import { weighedCauses } from "../weighed-causes.ts";
import { whyIncomplete } from "../why-incomplete.ts";
import {
  type JunitCase,
  type JunitOptions,
  junitCase,
  junitTime,
  type XmlElement,
} from "./junit-testcase.ts";

export interface JunitSuite {
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
  readonly durationMs: number;
  readonly element: XmlElement;
}

interface NamedCase {
  readonly classname: string;
  readonly name: string;
  readonly durationMs: number;
  readonly judged: JunitCase;
}

/** `2026-01-31T12:00:00`: JUnit's timestamps have no zone. */
const TIMESTAMP_LENGTH = 19;
const MAX_HEADLINE = 300;

/** One target as a test suite: a test case for each rule and binding, and one more when the target could not be judged as a whole. */
export function junitSuite(
  report: Report,
  target: TargetReport,
  options: JunitOptions,
): JunitSuite {
  const { run } = report;
  const judged = target.rules.flatMap((rule) => ruleCases(target.name, rule, options));
  const cases = [...wholeTarget(report, target, judged), ...staleEntries(target), ...judged];
  const counted = (outcome: JunitCase["outcome"]) =>
    cases.filter((each) => each.judged.outcome === outcome).length;
  const totals = {
    tests: cases.length,
    failures: counted("failure"),
    errors: counted("error"),
    durationMs: target.rules.reduce((sum, rule) => sum + rule.durationMs, 0),
  };
  const stale = staleAlone(report, options.failOn);
  const said = [
    ...(target.leftovers.length > 0 ? [leftovers(target)] : []),
    ...(stale === null ? [] : [visible(stale)]),
  ];
  const element = {
    "@name": visible(target.name),
    "@tests": String(totals.tests),
    "@failures": String(totals.failures),
    "@errors": String(totals.errors),
    "@skipped": String(counted("skipped")),
    "@time": junitTime(totals.durationMs),
    "@timestamp": run.startedAt.slice(0, TIMESTAMP_LENGTH),
    properties: {
      property: [
        ...facts(report, target),
        ...causes(target, options),
        ...warnings(cases),
        ...knownOnes(target),
        ...operations(target),
      ],
    },
    testcase: cases.map(testcase),
    ...(said.length > 0 ? { "system-out": said.join("\n") } : {}),
  };
  return { ...totals, element };
}

function ruleCases(target: string, rule: RuleReport, options: JunitOptions): readonly NamedCase[] {
  const classname = [target, rule.service, rule.operation].join(".");
  const bindings = Object.entries(rule.bindings);
  const judged: readonly (readonly [string | null, VerdictKind])[] =
    bindings.length > 0 ? bindings : [[null, rule.verdict]];
  return judged.map(([binding, verdict]) => ({
    classname,
    name: binding === null ? rule.id : `${rule.id} [${binding}]`,
    durationMs: rule.durationMs / judged.length,
    judged: junitCase(rule, binding, verdict, options),
  }));
}

/**
 * A target that is incomplete must not look green because nothing of what was judged is red; and a run
 * that did not complete is never only what it judged.
 */
function wholeTarget(
  report: Report,
  target: TargetReport,
  judged: readonly NamedCase[],
): readonly NamedCase[] {
  const why = whyIncomplete(report, target);
  const red = judged.some((each) => each.judged.outcome === "error");
  if (why === null || (report.run.complete && red && !target.reason)) return [];
  const error = { "@message": visible(why), "@type": "incomplete" };
  return [
    {
      classname: `${target.name}.target`,
      name: "is judged",
      durationMs: 0,
      judged: { outcome: "error", children: { error } },
    },
  ];
}

/** A stale entry that none of the rules' own cases tells of is a failure of its own. */
function staleEntries(target: TargetReport): readonly NamedCase[] {
  return staleOnBinding(target).map(({ name, message }) => {
    const failure = { "@message": visible(message), "@type": "stale" };
    return {
      classname: `${target.name}.deviations`,
      name,
      durationMs: 0,
      judged: { outcome: "failure", children: { failure } },
    };
  });
}

function testcase({ classname, name, durationMs, judged }: NamedCase): XmlElement {
  return {
    "@classname": visible(classname),
    "@name": visible(name),
    "@time": junitTime(durationMs),
    ...judged.children,
  };
}

function facts({ run, specs, tool }: Report, target: TargetReport): readonly XmlElement[] {
  return [
    property("outcome", target.outcome),
    property("judged", judgedWords(target.judged)),
    ...(["must", "applicable", "all"] as const).map((name) =>
      property(`judged.${name}`, String(target.judged[name])),
    ),
    ...unjudged(target).map((group) => property("not-judged", unjudgedWords(group))),
    ...Object.entries(target.editions ?? {}).map(([name, { points, follows }]) =>
      property("edition", `${name}: ${follows} of ${points}`),
    ),
    property("complete", String(run.complete)),
    property("command", run.command),
    property("seed", String(run.seed)),
    property("requests", String(target.requests)),
    property("cases", String(target.cases)),
    property("specs", specs.digest),
    property("tool", `${tool.name} ${tool.version}`),
  ];
}

/** Each cause with how far it reaches and its rules, that of the smallest case first: one mistake may fail many test cases. */
function causes({ rules }: TargetReport, { failOn }: JunitOptions): readonly XmlElement[] {
  return weighedCauses(rules, failOn).map((cause) => {
    const ids = cause.rules.map(({ id }) => id).join(", ");
    return property("cause", `${truncate(cause.headline, MAX_HEADLINE)} (${reach(cause)}: ${ids})`);
  });
}

/** Properties of the suite and not of the test case: the schema of Jenkins' xUnit plugin has none there. */
function warnings(cases: readonly NamedCase[]): readonly XmlElement[] {
  return cases.flatMap(({ name, judged }) =>
    judged.outcome === "warning" ? [property("warning", `${name}: ${judged.message}`)] : [],
  );
}

/** What is skipped as known, with the reason, for whoever reads properties and not messages. */
function knownOnes(target: TargetReport): readonly XmlElement[] {
  return target.rules.flatMap(({ id, known, verdict }) =>
    known && verdict === "fail" ? [property("known", `${id}: ${known.reason}`)] : [],
  );
}

function operations(target: TargetReport): readonly XmlElement[] {
  return [
    ...operationLines(target).map((line) => property("operations", line)),
    ...slowLines(target).map((line) => property("slow", visible(line))),
    ...soakLines(target).map((line) => property("soak", visible(line))),
  ];
}

function property(name: string, value: string): XmlElement {
  return { "@name": name, "@value": visible(value) };
}

function leftovers(target: TargetReport): string {
  return ["left on the target:", ...target.leftovers.map(visible)].join("\n");
}
