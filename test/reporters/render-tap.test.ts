import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { renderTap } from "../../reporters/tap/render-tap.ts";
import type { Report } from "../../src/model/report.ts";
import { fewer } from "../sampled.ts";
import { SAMPLES } from "./fixtures/all.ts";
import { hostileReport } from "./fixtures/hostile.ts";
import { hostileText } from "./fixtures/hostile-text.ts";
import { interrupted, lockedOut, unreachable } from "./fixtures/incomplete.ts";
import { violating } from "./fixtures/violating.ts";

interface Point {
  readonly ok: boolean;
  readonly description: string;
  readonly directive?: string;
  readonly diagnostic?: Readonly<Record<string, unknown>>;
}

/** TAP 14, as far as the renderer uses it; anything else is an error. */
function parseTap(text: string): {
  readonly points: readonly Point[];
  readonly comments: readonly string[];
  readonly bail?: string;
} {
  const [version, plan, ...lines] = text.trimEnd().split("\n");
  expect(version).toBe("TAP version 14");
  const points: Point[] = [];
  const comments: string[] = [];
  let block: string[] | undefined;
  let bail: string | undefined;
  for (const line of lines) {
    if (line === "  ---") block = [];
    else if (line === "  ..." && block) {
      points.push({ ...(points.pop() as Point), diagnostic: parse(block.join("\n")) });
      block = undefined;
    } else if (block) block.push(line);
    else if (line.startsWith("# ")) comments.push(line);
    else if (line.startsWith("Bail out! ")) bail = line.slice("Bail out! ".length);
    else points.push(pointOf(line, points.length + 1));
  }
  expect(plan).toBe(`1..${points.length}`);
  return { points, comments, ...(bail === undefined ? {} : { bail }) };
}

function pointOf(line: string, number: number): Point {
  const match = /^(ok|not ok) (\d+) - ((?:\\.|[^\\#])*?)(?: # ((?:\\.|[^\\#])*))?$/.exec(line);
  expect(match?.[2], line).toBe(String(number));
  const [, ok, , description = "", directive] = match ?? [];
  return { ok: ok === "ok", description, ...(directive === undefined ? {} : { directive }) };
}

function point(report: Report, end: string): Point {
  const found = parseTap(renderTap(report)).points.find(({ description }) =>
    description.endsWith(end),
  );
  if (!found) throw new Error(`no test point ${end}`);
  return found;
}

describe("renderTap", () => {
  it.each(Object.entries(SAMPLES))("is TAP 14 for %s", (_name, report) => {
    parseTap(renderTap(report));
    parseTap(renderTap(report, { failOn: "should" }));
  });

  it("tells violated, warning, known, not judged and not applicable apart", () => {
    expect(point(violating, "guid-before-auth [post]")).toMatchObject({
      ok: false,
      diagnostic: { severity: "MUST", expected: 'success=false with error "bad Request"' },
    });
    expect(point(violating, "guid-before-auth [get]")).toEqual({
      ok: true,
      description: "acme: inforouter.delete-upload-handler.guid-before-auth [get]",
    });
    expect(point(violating, "which-of-the-two [get]").directive).toMatch(/^TODO a violated SHOULD/);
    expect(point(violating, "clamps-silently [get]").directive).toBe(
      "TODO known deviation: fixed in 9.1",
    );
    expect(point(violating, "unfinished [post]")).toMatchObject({
      ok: true,
      directive: "SKIP inconclusive: flaky: failed 1 of 3 times",
    });
    expect(point(violating, "remove its entry")).toMatchObject({ ok: false });
    expect(point(SAMPLES["conforming"] as Report, "staged-file [get]")).toMatchObject({
      ok: true,
      directive: "SKIP the target declares no staging probe",
    });
  });

  it("is never green for a target or a run that was not judged as a whole", () => {
    expect(parseTap(renderTap(interrupted)).bail).toMatch(/the run did not complete/);
    for (const report of [interrupted, lockedOut, unreachable]) {
      const { points } = parseTap(renderTap(report));
      expect(points.some(({ ok }) => !ok)).toBe(true);
    }
  });

  it("says in a comment how many of how many were judged, and why not the others", () => {
    expect(parseTap(renderTap(SAMPLES["conforming"] as Report)).comments).toEqual([
      "# reference conforms as far as it was judged: 2 of 2 applicable MUST rules hold, of 3 in all",
      "# 1 not judged: the target declares no staging probe",
    ]);
  });

  it("stays one line for each point whatever a server answers", () => {
    const shape = (report: Report) =>
      parseTap(renderTap(report)).points.map(({ ok, directive, diagnostic }) => [
        ok,
        directive?.slice(0, 4),
        Object.keys(diagnostic ?? {}),
      ]);
    const harmless = shape(hostileReport("words"));
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(shape(hostileReport(`# SKIP ${text}\nok 1`))).toEqual(harmless);
      }),
      { numRuns: fewer(30) },
    );
  });
});
