import { describe, expect, it } from "vitest";
import { renderJson } from "../../reporters/json/render-json.ts";
import { digestOfReport, sealReport } from "../../src/judge/report/seal-report.ts";
import type { Report } from "../../src/model/report.ts";
import { SAMPLES } from "../reporters/fixtures/all.ts";
import { violating } from "../reporters/fixtures/violating.ts";

describe("sealReport", () => {
  it.each(Object.entries(SAMPLES))(
    "holds for what is read again from the file: %s",
    (_name, report) => {
      const sealed = sealReport(report);
      const read = JSON.parse(renderJson(sealed)) as Report;
      expect(read.digest).toMatch(/^sha256:[0-9a-f]{64}$/);
      expect(digestOfReport(read)).toBe(read.digest);
      expect(digestOfReport(JSON.parse(JSON.stringify(read)) as Report)).toBe(read.digest);
    },
  );

  it("tells every change of the content, and none of the layout", () => {
    const { digest } = sealReport(violating);
    const [target] = violating.targets;
    const changed: readonly Report[] = [
      { ...violating, run: { ...violating.run, seed: 43 } },
      { ...violating, targets: [] },
      { ...violating, targets: violating.targets.map((one) => ({ ...one, outcome: "conforms" })) },
      { ...violating, targets: [{ ...(target as NonNullable<typeof target>), rules: [] }] },
    ];
    for (const other of changed) expect(digestOfReport(other)).not.toBe(digest);
    expect(sealReport({ ...violating, digest: "sha256:00" }).digest).toBe(digest);
  });
});
