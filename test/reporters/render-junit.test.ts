import fc from "fast-check";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { describe, expect, it } from "vitest";
import { renderJunit } from "../../reporters/junit/render-junit.ts";
import { visible } from "../../reporters/text/visible.ts";
import type { Report } from "../../src/model/report.ts";
import { fewer } from "../sampled.ts";
import { SAMPLES } from "./fixtures/all.ts";
import { hostileReport } from "./fixtures/hostile.ts";
import { hostileText } from "./fixtures/hostile-text.ts";
import { interrupted, lockedOut, unreachable } from "./fixtures/incomplete.ts";
import { failureOf, reportOf, ruleOf, targetOf } from "./fixtures/report-of.ts";
import { violating } from "./fixtures/violating.ts";

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  readonly text: string;
}

const NOT_XML = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u;

describe("renderJunit", () => {
  it.each(Object.entries(SAMPLES))(
    "follows the schema of Jenkins for the report %s",
    (_name, report) => {
      expectSchema(renderJunit(report));
      expectSchema(renderJunit(report, { failOn: "should" }));
    },
  );

  it("has a suite for each target and a case for each rule and binding", () => {
    const [suite] = suitesOf(violating);
    expect(suite?.attributes["name"]).toBe("acme");
    expect(casesOf(violating).map(nameOf).slice(0, 3)).toEqual([
      "inforouter.delete-upload-handler.chunk-after-delete [get]",
      "inforouter.delete-upload-handler.chunk-after-delete [post]",
      "inforouter.delete-upload-handler.chunk-after-delete [soap11]",
    ]);
    expect(new Set(casesOf(violating).map((each) => each.attributes["classname"]))).toEqual(
      new Set(["acme.inforouter.DeleteUploadHandler"]),
    );
  });

  it("fails the binding that violates a MUST, with a short message and the whole evidence", () => {
    const failure = child(caseNamed(violating, "guid-before-auth [post]"), "failure");
    expect(failure.attributes).toEqual({
      message:
        'expected success=false with error "bad Request"; got success=false with error "[901] Session expired or invalid ticket"',
      type: "MUST",
    });
    expect(failure.text).toMatchInlineSnapshot(`
      "MUST DUH-07 DUH-08: A malformed GUID is refused as a bad request, whatever the ticket is
      DeleteUploadHandler API, Notes 2

      expected      success=false with error "bad Request"
      actual        success=false with error "[901] Session expired or invalid ticket"
      smallest case UploadHandler: "x"
                    ticket: "expired"
      failed        3 of 3 times, at step 2, seed 1234567
      failure id    f-post-1

      curl -s http://127.0.0.1:18080/srv.asmx/DeleteUploadHandler --data-urlencode "authenticationTicket=$EXPIRED_TICKET" -d UploadHandler=x

      > POST http://127.0.0.1:18080/srv.asmx/DeleteUploadHandler
      > content-type: application/x-www-form-urlencoded
      >
      > authenticationTicket=‹ticket:expired›&UploadHandler=x
      < 200 (1 ms)
      < content-type: text/xml; charset=utf-8
      <
      < <?xml version="1.0" encoding="utf-8"?>
      < <response success="false" error="[901] Session expired or invalid ticket" />"
    `);
    expect(caseNamed(violating, "guid-before-auth [get]").children).toEqual([]);
  });

  it("passes a violated SHOULD with a warning, and fails it with failOn should", () => {
    const name = "which-of-the-two [get]";
    expect(caseNamed(violating, name).children.map((each) => each.name)).toEqual(["system-out"]);
    expect(warningsOf(violating)[0]).toMatch(/which-of-the-two \[get\]: expected error that/);
    const strict = casesOf(violating, { failOn: "should" }).find((each) =>
      nameOf(each).endsWith(name),
    );
    expect(strict?.children.map((each) => each.name)).toEqual(["failure"]);
  });

  it("gives an inconclusive binding as an error with its own reason", () => {
    const open = { verdict: "inconclusive", reason: "in all" } as const;
    const bindings = { get: "pass", post: "inconclusive" } as const;
    const rule = ruleOf("open", { ...open, bindings, reasons: { post: "flaky" } });
    const report = reportOf([targetOf("acme", "incomplete", [rule])]);
    expect(child(caseNamed(report, "open [post]"), "error").attributes["message"]).toBe("flaky");
    expect(caseNamed(report, "open [get]").children).toEqual([]);
  });

  it("skips a known deviation with its reason, and fails a stale one", () => {
    const skipped = child(caseNamed(violating, "clamps-silently [get]"), "skipped");
    expect(skipped.attributes["message"]).toBe(
      "known deviation: fixed in 9.1, since 2026-01-15, https://tracker.example/ACME-12",
    );
    const stale = child(caseNamed(violating, "once-broken [get]"), "failure");
    expect(stale.attributes["message"]).toMatch(/^stale deviation/);
  });

  it("skips what does not apply with the reason, and passes an observation with what was seen", () => {
    const report = SAMPLES["conforming"] as Report;
    const skipped = child(caseNamed(report, "staged-file [get]"), "skipped");
    expect(skipped.attributes["message"]).toBe("the target declares no staging probe");
    expect(child(caseNamed(report, "error-that-wins [get]"), "system-out").text).toMatch(
      /^unknown handler and expired ticket: \[901\]/,
    );
  });

  it("is never green for a target that could not be judged", () => {
    expect(caseNamed(unreachable, "is judged").children[0]?.attributes["message"]).toMatch(
      /connection refused/,
    );
    expect(caseNamed(interrupted, "is judged").children[0]?.attributes["message"]).toBe(
      "the run did not complete: what is missing was not judged",
    );
    expect(casesOf(lockedOut).every((each) => each.children[0]?.name === "error")).toBe(true);
  });

  it("gives a rule without bindings one case by its id", () => {
    const report = reportOf([targetOf("a", "conforms", [ruleOf("x", { bindings: {} })])]);
    expect(casesOf(report).map(nameOf)).toEqual(["inforouter.delete-upload-handler.x"]);
  });

  it("stays well-formed and tells the truth whatever a server answers", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const report = hostileReport(text, "own");
        expectSchema(renderJunit(report));
        const cases = casesOf(report);
        const named = (end: string) => cases.find((each) => nameOf(each).endsWith(end)) as Element;
        const error = child(named("b [get]"), "error");
        expect(error.attributes["message"]).toBe(visible(text) || visible("no reason recorded"));
        expect(child(named("a [post]"), "failure").text).toContain(
          `\nactual        ${visible(text)}\n`,
        );
      }),
      { numRuns: fewer(100) },
    );
  });

  it("leaves the exchanges to report.json when there are very many failures", () => {
    const rules = Array.from({ length: 600 }, (_, n) =>
      ruleOf(`rule-${n}`, { verdict: "fail", failures: [failureOf("get")] }),
    );
    const text = renderJunit(reportOf([targetOf("a", "violates", rules)]));
    expect(text).toContain("(1 exchange in report.json)");
    expect(text).not.toContain("&lt; 200");
  });

  it("cuts evidence that is too long, and says so", () => {
    const long = "x".repeat(1_000_000);
    const failures = [failureOf("get", { actual: long, exchanges: [exchangeOf(long)] })];
    const rule = ruleOf("x", { verdict: "fail", bindings: { get: "fail" }, failures });
    const text = renderJunit(reportOf([targetOf("a", "violates", [rule])]));
    expect(text.length).toBeLessThan(20_000);
    expect(text).toContain("(1,000,000 characters)");
  });
});

function exchangeOf(body: string) {
  return {
    request: { method: "POST", url: "http://a/", headers: {}, body },
    response: { status: 200, headers: {}, body },
    durationMs: 1,
  };
}

/** The rules of junit-10.xsd that a writer can break: elements, attributes and their forms, and counts. */
function expectSchema(xml: string): void {
  expect(xml).not.toMatch(NOT_XML);
  expect(XMLValidator.validate(xml)).toBe(true);
  const root = parse(xml);
  expect(root.name).toBe("testsuites");
  expect(Object.keys(root.attributes)).toEqual(["name", "tests", "failures", "errors", "time"]);
  for (const suite of root.children) {
    expect(suite.name).toBe("testsuite");
    const cases = suite.children.filter((each) => each.name === "testcase");
    const having = (name: string) =>
      String(cases.filter((each) => each.children.some((inner) => inner.name === name)).length);
    expect(suite.attributes).toMatchObject({
      name: expect.stringMatching(/./),
      tests: String(cases.length),
      failures: having("failure"),
      errors: having("error"),
      skipped: having("skipped"),
      time: expect.stringMatching(/^\d+\.\d{3}$/),
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/),
    });
    expect(cases.length).toBeGreaterThan(0);
    for (const each of cases) expectCase(each);
  }
  for (const name of ["tests", "failures", "errors"]) {
    const sum = root.children.reduce((all, suite) => all + Number(suite.attributes[name]), 0);
    expect(root.attributes[name]).toBe(String(sum));
  }
}

function expectCase(each: Element): void {
  expect(Object.keys(each.attributes)).toEqual(["classname", "name", "time"]);
  expect(each.attributes["time"]).toMatch(/^\d+\.\d{3}$/);
  const names = each.children.map((inner) => inner.name);
  expect(["failure", "error", "skipped", "skipped system-out", "system-out", ""]).toContain(
    names.join(" "),
  );
}

function parse(xml: string): Element {
  const parser = new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: "",
    parseTagValue: false,
    parseAttributeValue: false,
    trimValues: false,
  });
  const [root] = elements(parser.parse(xml)).filter((each) => each.name !== "?xml");
  if (!root) throw new Error("no root element");
  return root;
}

type Parsed = Readonly<Record<string, unknown>>;

function elements(nodes: readonly Parsed[]): readonly Element[] {
  return nodes.flatMap((node) => {
    const name = Object.keys(node).find((key) => key !== ":@" && key !== "#text");
    if (name === undefined) return [];
    const inner = node[name] as readonly Parsed[];
    const text = inner.map((each) => String(each["#text"] ?? "")).join("");
    const attributes = (node[":@"] ?? {}) as Readonly<Record<string, string>>;
    return [{ name, attributes, children: elements(inner), text }];
  });
}

function suitesOf(report: Report, options = {}): readonly Element[] {
  return parse(renderJunit(report, options)).children;
}

function casesOf(report: Report, options = {}): readonly Element[] {
  return suitesOf(report, options)
    .flatMap((suite) => suite.children)
    .filter((each) => each.name === "testcase");
}

function warningsOf(report: Report): readonly (string | undefined)[] {
  const [properties] = suitesOf(report)[0]?.children ?? [];
  return (properties?.children ?? [])
    .filter((each) => nameOf(each) === "warning")
    .map((each) => each.attributes["value"]);
}

function nameOf(element: Element): string {
  return element.attributes["name"] ?? "";
}

function caseNamed(report: Report, end: string): Element {
  const found = casesOf(report).find((each) => nameOf(each).endsWith(end));
  if (!found) throw new Error(`no test case ${end}`);
  return found;
}

function child(element: Element, name: string): Element {
  const found = element.children.find((each) => each.name === name);
  if (!found) throw new Error(`no ${name} in ${nameOf(element)}`);
  return found;
}
