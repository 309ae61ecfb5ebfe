import { Ajv } from "ajv";
import draft6 from "ajv/dist/refs/json-schema-draft-06.json" with { type: "json" };
import formats from "ajv-formats";
import fc from "fast-check";
import type { Har } from "har-format";
import harSchemas from "har-schema";
import { describe, expect, it } from "vitest";
import { renderHar } from "../../reporters/har/render-har.ts";
import type { Exchange } from "../../src/model/exchange.ts";
import type { Report } from "../../src/model/report.ts";
import { fewer } from "../sampled.ts";
import { SAMPLES } from "./fixtures/all.ts";
import { hostileReport } from "./fixtures/hostile.ts";
import { hostileText } from "./fixtures/hostile-text.ts";
import { interrupted } from "./fixtures/incomplete.ts";
import { failureOf, reportOf, ruleOf, targetOf } from "./fixtures/report-of.ts";
import { violating } from "./fixtures/violating.ts";

const ajv = new Ajv({ strict: false, allErrors: true });
formats.default(ajv);
ajv.addMetaSchema(draft6);
for (const schema of Object.values(harSchemas)) ajv.addSchema(schema);
const validate = ajv.getSchema<Har>("har.json#") ?? ajv.compile<Har>(harSchemas.har);

function harOf(report: Report): Har["log"] {
  const har = JSON.parse(renderHar(report)) as Har;
  expect(validate(har) ? [] : validate.errors).toEqual([]);
  return har.log;
}

function entryOf(exchange: Partial<Exchange>) {
  const whole: Exchange = {
    request: { method: "GET", url: "http://127.0.0.1/", headers: {}, body: "" },
    response: null,
    durationMs: 3,
    ...exchange,
  };
  const rule = ruleOf("x", {
    verdict: "fail",
    failures: [failureOf("get", { exchanges: [whole] })],
  });
  const [entry] = harOf(reportOf([targetOf("a", "violates", [rule])])).entries;
  if (!entry) throw new Error("no entry");
  return entry;
}

describe("renderHar", () => {
  it.each(Object.entries(SAMPLES))("follows the schema of HAR 1.2 for %s", (_name, report) => {
    expect(harOf(report).version).toBe("1.2");
  });

  it("is checked by a schema that refuses what is no HAR", () => {
    const har = JSON.parse(renderHar(violating)) as { log: { entries: { timings?: object }[] } };
    delete har.log.entries[0]?.timings;
    expect(validate(har)).toBe(false);
  });

  it("has a page for each failure, with its requests in order and one after another", () => {
    const { pages = [], entries } = harOf(violating);
    const failures = violating.targets.flatMap(({ rules }) =>
      rules.flatMap((rule) => rule.failures),
    );
    expect(pages).toHaveLength(failures.length);
    expect(pages[0]?.title).toBe(
      "acme: DUH-01: inforouter.delete-upload-handler.chunk-after-delete [soap11] f-soap11-1",
    );
    expect(entries.map(({ pageref }) => pageref)).toEqual(pages.map(({ id }) => id));
    const starts = entries.map(({ startedDateTime }) => Date.parse(startedDateTime));
    expect(starts).toEqual(starts.toSorted((a, b) => a - b));
  });

  it("has the parts that browsers show: query, form, headers, sizes, times", () => {
    const entry = entryOf({
      request: {
        method: "POST",
        url: "http://127.0.0.1/a?ticket=‹ticket:owner›&x=%C3%A9",
        headers: { "Content-Type": "application/x-www-form-urlencoded" },
        body: "a=é",
      },
      response: {
        status: 302,
        headers: { "content-type": "text/xml", location: "/b", "content-length": "7" },
        body: "<a>é</a>",
      },
    });
    expect(entry.request.queryString).toEqual([
      { name: "ticket", value: "‹ticket:owner›" },
      { name: "x", value: "é" },
    ]);
    expect(entry.request).toMatchObject({
      bodySize: 4,
      postData: { mimeType: "application/x-www-form-urlencoded", text: "a=é" },
    });
    expect(entry.response).toMatchObject({
      status: 302,
      redirectURL: "/b",
      bodySize: 7,
      content: { size: 9, mimeType: "text/xml", text: "<a>é</a>" },
    });
    expect(entry.timings).toEqual({ send: 0, wait: 3, receive: 0 });
  });

  it("carries binary bodies as base64", () => {
    const digest = `sha256:${"ab".repeat(32)}`;
    const contentOf = (body: string) =>
      entryOf({ response: { status: 200, headers: {}, body } }).response.content;
    expect(contentOf(`‹3 bytes, ${digest}, base64: AP8Q›`)).toEqual({
      size: 3,
      mimeType: "x-unknown",
      text: "AP8Q",
      encoding: "base64",
    });
    expect(contentOf(`‹999 bytes, ${digest}, base64 of the first 3: AP8Q›`)).toMatchObject({
      size: 999,
      comment: "the first 3 of 999 bytes",
    });
  });

  it("gives a request without an answer the status 0 and the reason", () => {
    const entry = entryOf({ failure: { code: "reset", message: "connection reset" } });
    expect(entry.response.status).toBe(0);
    expect(entry.comment).toBe("no answer: reset: connection reset");
  });

  it("takes a request line that is no address, and any text of a server", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const entry = entryOf({ request: { method: "GET", url: text, headers: {}, body: text } });
        expect(URL.canParse(entry.request.url)).toBe(true);
        harOf(hostileReport(text));
      }),
      { numRuns: fewer(30) },
    );
  });

  it("says when the run did not complete", () => {
    expect(harOf(interrupted).comment).toMatch(/^acme: the run did not complete/);
    expect(harOf(violating).comment).toBeUndefined();
  });
});
