import { describe, expect, test } from "vitest";
import { historyOf } from "../../src/history/history-of.ts";
import { keepRun } from "../../src/history/keep-run.ts";
import { historyPage } from "../../src/history/page/history-page.ts";
import type { SignatureState } from "../../src/sign/check-signature.ts";
import { reportOf, ruleOf, targetOf } from "../reporters/fixtures/report-of.ts";
import { everyHistory } from "./every-history.ts";
import { instantOf } from "./twenty-days.ts";

function page(history = everyHistory("plain"), signatures: readonly SignatureState[] = []): string {
  return historyPage(history, { signatures, version: "1.0.0" });
}

/** The markup of a section. */
function section(id: string, text = page()): string {
  return text.split(`<section id="${id}"`)[1]?.split("</section>")[0] ?? "";
}

describe("the page of a history", () => {
  test("has every section, and links to nothing but itself", () => {
    const text = page();
    for (const id of ["overview", "trend", "broken", "targets", "timings", "runs"]) {
      expect(text).toContain(`<a href="#${id}">`);
      expect(section(id)).not.toBe("");
    }
    expect(text.match(/\b(?:href|src|action)="(?!#|data:,")[^"]*"/g)).toBeNull();
    expect(text.match(/\bstyle="/g)).toBeNull();
  });

  test("shows what is hostile as text", () => {
    const evil = `"><img src=x onerror=alert(1)></td></svg><script>alert(1)</script>\u202e`;
    const text = page(everyHistory(evil), [{ kind: "bad", because: evil }]);
    expect(text).not.toContain("<img");
    expect(text).not.toContain("<script>alert");
    expect(text).not.toContain("\u202e");
    expect(section("broken", text)).toContain("&lt;img src=x onerror=alert(1)&gt;");
  });

  test("has a picture's numbers as a table, and no colour without its word", () => {
    const trend = section("trend");
    expect(trend.match(/<svg class="plot[^>]* role="img" aria-label="[^"]+"/g)).toHaveLength(3);
    expect(trend.match(/<table>/g)).toHaveLength(2);
    expect(trend).toMatch(/<\/svg> fail<\/li>.*<\/svg> known<\/li>.*<\/svg> inconclusive<\/li>/s);
    expect(trend).toContain("2026-09-02 09:30: 1 fail, 1 known, 1 inconclusive");
  });

  test("says in words when a rule broke, what changed with it, and which is flaky", () => {
    const broken = section("broken");
    expect(broken).toMatch(/2026-09-02 09:30<br><span class="quiet">with other rules<\/span>/);
    expect(broken).toContain("not seen to hold before");
    expect(broken).toContain("known, still fails");
    expect(broken).toContain("Never failed every time.");
    expect(broken).toContain("it failed now and then within 1 run");
  });

  test("says whose a signature is, and that one is wrong or missing", () => {
    const key = "SHA256:abc";
    const runs = section(
      "runs",
      page(everyHistory("plain"), [
        { kind: "good", by: "kim@example.org", key },
        { kind: "unknown", key, because: "no allowed signer has this key" },
        { kind: "bad", because: "it is not of this content" },
      ]),
    );
    const last = ["not signed", "it is not of this", "no allowed signer", "by kim@example.org"];
    const places = last.map((words) => runs.indexOf(words));
    expect(places.every((place) => place > 0)).toBe(true);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  test("of targets that never failed says so", () => {
    const target = targetOf("acme", "conforms", [ruleOf("a")]);
    const calm = historyOf([keepRun(reportOf([target], { startedAt: instantOf(0) }))]);
    expect(section("overview", page(calm))).toMatch(/1 run of 1 target, 20[^ ]+ [\d:]+ UTC/);
    expect(section("broken", page(calm))).toContain("No rule ever failed.");
    expect(section("trend", page(calm))).toContain("None, in 1 run.");
    expect(page(calm)).not.toContain('id="timings"');
  });

  test("stays readable with very many runs", () => {
    const rows = Array.from({ length: 700 }, (_, day) => {
      const target = targetOf("acme", "violates", [
        ruleOf("a", day % 90 < 20 ? { verdict: "fail" } : {}),
      ]);
      return keepRun(reportOf([target], { startedAt: instantOf(day) }));
    });
    const trend = section("trend", page(historyOf(rows)));
    const dates = [...trend.matchAll(/<text x="([\d.]+)" y="148"/g)].map(([, x]) => Number(x));
    const [first = [], second = []] = [
      dates.slice(0, dates.length / 2),
      dates.slice(dates.length / 2),
    ];
    expect(first).toEqual(second);
    expect(first.length).toBeLessThanOrEqual(7);
    for (const [at, x] of first.entries())
      if (at > 0) expect(x - (first[at - 1] ?? 0)).toBeGreaterThan(70);
  });
});
