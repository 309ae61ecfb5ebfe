import type { Report } from "../../src/model/report.ts";
import { safeJson } from "../text/safe-json.ts";
import { KEEP, REPORT_SHAPE } from "./report-shape.ts";

/**
 * `report.json`: keys in the order of the published format whatever the order in memory, indented by two
 * spaces, one line feed at the end, with nothing invisible as it is. Records with free keys (inputs of a case, headers, observations)
 * keep their own order, which carries meaning.
 */
export function renderJson(report: Report): string {
  return safeJson(inOrder(report, REPORT_SHAPE));
}

/** Copies only what the shape describes; a field that the shape does not know comes last. */
function inOrder(value: unknown, shape: unknown): unknown {
  if (shape === KEEP || typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    const [element] = shape as readonly [unknown];
    return value.map((each) => inOrder(each, element));
  }
  const fields = value as Readonly<Record<string, unknown>>;
  const known = shape as Readonly<Record<string, unknown>>;
  const free = known["*"];
  if (free !== undefined) {
    return Object.fromEntries(
      Object.entries(fields).map(([key, each]) => [key, inOrder(each, free)]),
    );
  }
  const first = Object.keys(known).filter((key) => Object.hasOwn(fields, key));
  const last = Object.keys(fields).filter((key) => !Object.hasOwn(known, key));
  return Object.fromEntries([
    ...first.map((key) => [key, inOrder(fields[key], known[key])]),
    ...last.map((key) => [key, fields[key]]),
  ]);
}
