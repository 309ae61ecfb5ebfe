import { describe, expect, test } from "vitest";
import type { RuleReport, TargetReport } from "../../src/model/report.ts";
import { sampled } from "../sampled.ts";
import {
  declaredAbsent,
  failedStatements,
  hasPython,
  inExample,
  judgeExample,
} from "./judge-example.ts";

const FOUR = ["--target", "four", "--runs", "1"];

/** Statements of the four documents. */
const DOCUMENTED = /^(CUH|DUH|DDH|DUA)-/;

/** What no call of the four shows, with what would; all the rest is judged. */
const EXCUSED: Readonly<Record<string, string>> = {
  "CUH-17": "promised by 2026-02, 2026-08",
  "CUH-20": "UploadFileChunk",
  "CUH-21": "UploadFileChunk",
  "CUH-22": "UploadFileChunk",
  "CUH-26": "promised by 9.0",
  "DUH-15": "UploadFileChunk",
  "DUH-16": "UploadFileChunk",
  "DDH-01": "GetDownloadHandler, UploadFileChunk",
  "DDH-14": "GetDownloadHandler, UploadFileChunk",
  "DDH-15": "GetDownloadHandler, UploadFileChunk",
  "DDH-16": "DownloadZipWithHandler, GetDownloadHandlerByVersion, UploadFileChunk",
  "DDH-18": "GetDownloadHandler, UploadFileChunk",
  "DDH-19": "UploadFileChunk",
  "DUA-21": "listUploads",
};

describe.skipIf(!hasPython)("the example server with the four documented operations", () => {
  test("is judged by every MUST of their documents, but for what is excused by name", async () => {
    const { code, stdout, target } = await judgeExample(FOUR);
    expect(stdout).toContain("✔ four conforms as far as it was judged");
    expect(code).toBe(0);
    const excused = mustStatements(target).flatMap(([id, verdict]) =>
      verdict === "pass" ? [] : [[id, excuseOf(id, verdict, target)]],
    );
    expect(Object.fromEntries(excused)).toEqual(EXCUSED);
    expect(mustStatements(target).length - excused.length).toBeGreaterThan(45);
  });

  test("shows which forms of a GUID delete, and that a deleted upload leaves no file", async () => {
    const { target } = await judgeExample([
      ...["--target", "four", "--runs", "100", "--operation", "DeleteUploadHandler"],
      ...["--rule", "*.guid-forms,*.leaves-no-file"],
    ]);
    const seen = Object.fromEntries(target.rules.map((rule) => [rule.id.split(".").at(-1), rule]));
    expect(seen["guid-forms"]).toMatchObject({
      verdict: "observed",
      observed: { "D, the staged file afterwards": "absent" },
    });
    expect(seen["leaves-no-file"]?.verdict).toBe("pass");
  });

  test("is judged by what one edition promises where that is asked", async () => {
    const narrow = ["--operation", "CreateUploadHandler", "--edition", "2026-02"];
    const { code, target } = await judgeExample([...FOUR, ...narrow]);
    expect(target.statements["CUH-17"]?.verdict).toBe("pass");
    expect(code).toBe(0);
  });

  test("declares absent what `check` prints for it", async () => {
    const { code, stdout } = await inExample(["check", "--target", "four"], { absent: () => [] });
    const [, printed] = /write "operations": (\{.*\})/.exec(stdout) ?? [];
    expect(JSON.parse(printed ?? "{}")).toEqual({ absent: await declaredAbsent("four") });
    expect(code).toBe(3);
  });

  // A delete that keeps the file neither discards it (DUH-01) nor frees the storage (CUH-24, DUH-17).
  const broken = [
    ["keeps-staged-file", ["CUH-24", "DUH-01", "DUH-17", "ALL-06"]],
    ["any-password", ["AUT-02", "AUT-09"]],
    ["ignores-owner", ["DUH-20"]],
  ] as const;
  test.each(sampled(broken, { oneIn: 3, name: String }))(
    "with %s breaks exactly %j",
    async (fault, broken) => {
      const { code, target } = await judgeExample(FOUR, { env: { FAULT: fault } });
      expect(failedStatements(target)).toEqual(broken);
      expect(code).toBe(1);
    },
  );
});

function mustStatements({ statements }: TargetReport): readonly (readonly [string, string])[] {
  return Object.entries(statements).flatMap(([id, { level, verdict }]) =>
    level === "MUST" && DOCUMENTED.test(id) ? [[id, verdict] as const] : [],
  );
}

/** The editions that promise a statement where it is observed, or the absent operations that its rules name. */
function excuseOf(id: string, verdict: string, { rules }: TargetReport): string {
  const carriers = rules.filter(({ statements }) => statements.includes(id));
  if (verdict !== "observed") return sorted(carriers.map(missingOperation));
  return `promised by ${sorted(carriers.flatMap(({ promise }) => promise?.editions ?? []))}`;
}

function missingOperation({ reason }: RuleReport): string {
  const [, operation, setting] =
    /^the target (?:does not offer (\w+)|declares no way to .* \((\w+)\))$/.exec(reason ?? "") ??
    [];
  return operation ?? setting ?? `no excuse: ${reason}`;
}

function sorted(names: readonly string[]): string {
  return [...new Set(names)].sort().join(", ");
}
