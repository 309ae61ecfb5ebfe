import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { watchPeakMemory } from "../../bench/peak-memory.ts";
import { assay } from "../cli/assay.ts";
import { sampled } from "../sampled.ts";
import { BODIES } from "./bodies.ts";
import { hostileTarget } from "./hostile-target.ts";

/** Of the command and all that it starts, whatever is answered. */
const MOST_MIB = 600;
const MEBIBYTE = 1024 * 1024;
const RULES = [
  "inforouter.create-upload-handler.any-sequence",
  "inforouter.create-upload-handler.size-*",
  "inforouter.delete-upload-handler.twice",
  "inforouter.delete-upload-handler.discards-handler",
  "inforouter.delete-upload-handler.guid-before-auth",
  "inforouter.download-file-chunk.any-slice",
  "apidatatools.delete-upload.success",
  "apidatatools.delete-upload.repeat",
];

/** Answers that weigh much, or that somebody might make much of. */
const HEAVY: Readonly<Record<string, (asked: string) => string | Buffer>> = {
  "a chunk size of 256 MiB": () =>
    `<response success="true" UploadHandler="11111111-2222-3333-4444-555555555555" ChunkSize="268435456" DownloadHandler="11111111-2222-3333-4444-555555555555" FileSize="99999999999"/>`,
  "45 MB of empty objects": () => `[${"{},".repeat(15_000_000)}{}]`,
  "45 MB of numbers": () => `[${"1,".repeat(22_000_000)}1]`,
  "45 MB of base64": () => `<response success="true">${"QUJD".repeat(11_000_000)}</response>`,
  "60 MB of elements": () => `<r>${"<a/>".repeat(15_000_000)}</r>`,
  "60 MB of attributes": () =>
    `<r ${Array.from({ length: 3_000_000 }, (_, n) => `a${n}="1"`).join(" ")}/>`,
  "60 MB of text": () => `<response success="false" error="${"x".repeat(60 * MEBIBYTE)}"/>`,
  "60 MB of references": () =>
    `<response success="false" error="${"&#120;".repeat(10 * MEBIBYTE)}"/>`,
  "an id of 2 MB": () => `<response success="true" UploadHandler="${"x".repeat(2 * MEBIBYTE)}"/>`,
  "an id of JSON of 2 MB": () => JSON.stringify({ upload_id: "x".repeat(2 * MEBIBYTE) }),
  "a bomb within a text": () => gzipSync(Buffer.alloc(60 * MEBIBYTE)).toString("base64"),
  ...Object.fromEntries(
    ["an id that is long", "deep elements", "a deep object", "many members", "only ampersands"].map(
      (name) => [name, () => BODIES[name] ?? ""],
    ),
  ),
};

/** Which answers are replaced. */
const WHERE = {
  "what creates": (path: string) => /CreateUploadHandler|GetDownloadHandler|upload-api/.test(path),
  "every call": () => true,
  "what downloads": (path: string) => path.includes("DownloadFileChunk"),
} as const;
type Where = keyof typeof WHERE;

const attempts = Object.keys(HEAVY).flatMap((what) => {
  // What is too large for any answer is so for a document, too.
  const isForDocuments = what.startsWith("45 MB");
  const where: readonly Where[] = ["what creates", "every call"];
  return [...where, ...(isForDocuments ? (["what downloads"] as const) : [])].map((one) => ({
    what,
    where: one,
  }));
});

describe("hostile: memory of the whole process", () => {
  it.each(sampled(attempts, { oneIn: 15, name: ({ what, where }) => `${where}: ${what}` }))(
    "$where answers $what",
    async ({ what, where }) => {
      const made = new Map<string, string | Buffer>();
      const body = (): string | Buffer => {
        const known = made.get(what) ?? HEAVY[what]?.("") ?? "";
        made.set(what, known);
        return known;
      };
      const isReplaced = WHERE[where];
      const { cwd } = await hostileTarget(
        { answer: (polite, path) => (isReplaced(path) ? body() : polite) },
        { limits: { timeoutMs: 5_000 } },
      );
      let peak: () => number | undefined = () => undefined;
      const args = ["run", "--rule", RULES.join(","), "--runs", "3", "--seed", "1", "--quiet"];
      const { code, stderr } = await assay(args, {
        cwd,
        isFresh: true,
        onStart: ({ pid = 0 }) => {
          peak = watchPeakMemory(pid);
        },
      });
      const mib = peak();
      if (process.env["ASSAY_FIGURES"]) {
        process.stderr.write(`${where}: ${what}: ${mib?.toFixed(0)} MiB, exit code ${code}\n`);
      }
      expect(code, stderr).toSatisfy((one) => [0, 1, 3].includes(one));
      expect(mib ?? 0).toBeLessThan(MOST_MIB);
      const report = await readFile(join(cwd, "assay-report", "report.json"));
      expect(report.length).toBeLessThan(4 * MEBIBYTE);
    },
  );
});
