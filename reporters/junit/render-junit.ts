import { XMLBuilder } from "fast-xml-parser";
import type { Report } from "../../src/model/report.ts";
import type { RenderOptions } from "../render-options.ts";
import { junitSuite } from "./junit-suite.ts";
import { junitTime } from "./junit-testcase.ts";

const EVIDENCE = { maxBody: 2_000, maxExchanges: 6 };
/** GitLab reads 30 MB at most: with more failures than this the exchanges are only in report.json. */
const MANY_FAILURES = 500;

/**
 * JUnit XML for GitLab, Jenkins and GitHub actions: a suite for each target, a test case for each rule
 * and binding. A violated rule is a failure where it fails the run (MUST; SHOULD with `failOn: should`),
 * else the case passes, with the evidence as output and a `warning` property of the suite; inconclusive
 * is an error under the same condition, else skipped; not applicable and known deviations are skipped, each
 * with the reason.
 *
 * Follows junit-10.xsd of Jenkins' xUnit plugin, the strictest of the readers. Well-formed whatever a
 * server sent: what XML 1.0 cannot carry is written as an escape.
 */
export function renderJunit(report: Report, options: RenderOptions = {}): string {
  const failures = report.targets.flatMap((target) =>
    target.rules.flatMap((rule) => rule.failures),
  );
  const evidence = failures.length > MANY_FAILURES ? { maxExchanges: 0 } : EVIDENCE;
  const suites = report.targets.map((target) =>
    junitSuite(report, target, { failOn: options.failOn ?? "must", evidence }),
  );
  const total = (of: (suite: (typeof suites)[number]) => number) =>
    suites.reduce((sum, suite) => sum + of(suite), 0);
  const builder = new XMLBuilder({
    attributeNamePrefix: "@",
    ignoreAttributes: false,
    suppressBooleanAttributes: false,
    suppressEmptyNode: true,
    format: true,
  });
  return builder.build({
    "?xml": { "@version": "1.0", "@encoding": "UTF-8" },
    testsuites: {
      "@name": "assay",
      "@tests": String(total((suite) => suite.tests)),
      "@failures": String(total((suite) => suite.failures)),
      "@errors": String(total((suite) => suite.errors)),
      "@time": junitTime(total((suite) => suite.durationMs)),
      testsuite: suites.map((suite) => suite.element),
    },
  });
}
