import type { Result, Suppression, WebRequest, WebResponse } from "sarif";
import type { Exchange } from "../../src/model/exchange.ts";
import type { Failure } from "../../src/model/failure.ts";
import type { Headers } from "../../src/model/header-lines.ts";
import type { RuleReport, TargetReport } from "../../src/model/report.ts";
import { brokenStatements } from "../broken-statements.ts";
import type { JudgedUnit } from "../judged-units.ts";
import type { FailOn } from "../render-options.ts";
import { formatCase } from "../text/format-case.ts";
import { failedTimes } from "../text/format-failure.ts";
import { truncate } from "../text/truncate.ts";
import { visible, visibleLines } from "../text/visible.ts";
import { sarifMessage } from "./sarif-message.ts";
import { sarifLevel, sarifLocations } from "./sarif-rule.ts";

const MAX_BODY = 2_000;
const MAX_VALUE = 500;

/** The results of a rule over a binding that failed: one for each way in which it fails. */
export function sarifResults(
  { rule, binding, severity, reason, failures }: JudgedUnit,
  target: TargetReport,
  ruleIndex: number,
  { failOn, targetsFile }: { readonly failOn: FailOn; readonly targetsFile: string | undefined },
): readonly Result[] {
  const head = {
    ruleId: rule.id,
    ruleIndex,
    kind: "fail",
    level: sarifLevel(rule, failOn),
    locations: sarifLocations(rule, target, binding, targetsFile),
    // Where some are given, every result without one counts as not suppressed.
    ...(severity === "known" ? { suppressions: [suppressionOf(rule)] } : {}),
  } satisfies Partial<Result>;
  if (failures.length === 0) {
    return [{ ...head, message: sarifMessage(`${rule.title}: ${reason ?? "violated"}`) }];
  }
  return failures.map((failure) => ({
    ...head,
    message: sarifMessage(messageOf(rule, failure)),
    partialFingerprints: { "assayFailure/v1": visible(`${target.name}/${failure.id}`) },
    properties: {
      target: visible(target.name),
      binding: visible(failure.binding),
      reproduced: visible(failure.reproduced),
      seed: failure.seed,
      curl: visibleLines(truncate(failure.curl, MAX_BODY)),
    },
    ...lastExchange(failure),
  }));
}

function messageOf(rule: RuleReport, failure: Failure): string {
  const expected = failure.expected.map((text) => truncate(text, MAX_VALUE)).join("; ");
  const smallest = formatCase(failure.counterexample).join(", ");
  return [
    `${brokenStatements(rule, [failure]).join(" ")}: ${rule.title}.`,
    `Expected ${expected}; got ${truncate(failure.actual, MAX_VALUE)}.`,
    ...(smallest === "" ? [] : [`Smallest case: ${truncate(smallest, MAX_VALUE)}.`]),
    `On ${failure.binding}, ${failedTimes(failure)}.`,
  ].join("\n");
}

function suppressionOf({ known }: RuleReport): Suppression {
  const parts = [known?.reason, known?.since && `since ${known.since}`, known?.link];
  return {
    kind: "external",
    status: "accepted",
    justification: visible(parts.filter(Boolean).join(", ")),
  };
}

/** The request whose answer was wrong: the last one that was sent. */
function lastExchange({ exchanges }: Failure): Pick<Result, "webRequest" | "webResponse"> {
  const exchange = exchanges.at(-1);
  return exchange ? { webRequest: requestOf(exchange), webResponse: responseOf(exchange) } : {};
}

function requestOf({ request }: Exchange): WebRequest {
  return {
    protocol: "HTTP",
    version: "1.1",
    method: visible(request.method),
    target: visible(truncate(request.url, MAX_BODY)),
    headers: headersOf(request.headers),
    ...(request.body === "" ? {} : { body: { text: bodyOf(request.body) } }),
  };
}

function responseOf({ response, failure }: Exchange): WebResponse {
  if (!response) {
    return {
      noResponseReceived: true,
      ...(failure ? { reasonPhrase: visible(`${failure.code}: ${failure.message}`) } : {}),
    };
  }
  return {
    protocol: "HTTP",
    version: "1.1",
    statusCode: response.status,
    headers: headersOf(response.headers),
    ...(response.body === "" ? {} : { body: { text: bodyOf(response.body) } }),
  };
}

/** SARIF has one text for a name: of several lines, that of RFC 9110, 5.3. */
function headersOf(headers: Headers): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      visible(name),
      visible(truncate([value].flat().join(", "), MAX_BODY)),
    ]),
  );
}

function bodyOf(text: string): string {
  return visibleLines(truncate(text, MAX_BODY));
}
