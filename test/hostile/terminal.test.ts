import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { REPORT_FORMATS } from "../../src/cli/run-options.ts";
import { keepRun } from "../../src/history/keep-run.ts";
import { keptFileName, keptFileText } from "../../src/history/kept-file.ts";
import { sealReport } from "../../src/judge/report/seal-report.ts";
import { assay, emptyFolder } from "../cli/assay.ts";
import { hostileReport } from "../reporters/fixtures/hostile.ts";
import { sampled } from "../sampled.ts";
import { obeyed, TERMINAL_TEXTS } from "./values.ts";

interface Place {
  readonly args: readonly string[];
  readonly files: (text: string) => Readonly<Record<string, string>>;
  /** Not every place shows all of the text; what has to be seen, so that something was tried. */
  readonly shows?: RegExp;
}

const report = (text: string): Readonly<Record<string, string>> => ({
  "r.json": JSON.stringify(hostileReport(text)),
});

const REFUSED = { title: "x", steps: [{ call: "DeleteUpload", expect: "refused" }] };

const pack = (text: string): Readonly<Record<string, string>> => ({
  "pack/a.yaml": JSON.stringify({
    service: "apidatatools",
    operation: "DeleteUpload",
    rules: [
      {
        ...{ id: "hostile", level: "MAY", statements: ["DUA-01"], source: `seen ${text}` },
        ...{
          title: `seen ${text}`,
          steps: [{ call: "DeleteUpload", expect: "anything", observe: "it" }],
        },
        ...{ control: REFUSED, tags: [] },
      },
    ],
  }),
});

const CALL = "http://127.0.0.1:1/srv.asmx/DeleteUploadHandler";

const trafficWith = (text: string): object => ({
  log: {
    ...{ version: "1.2", creator: { name: text, version: text } },
    entries: [`${CALL}?authenticationTicket=t&UploadHandler=x`, `${CALL}/${text}`].map((url) => ({
      ...{ startedDateTime: "2026-01-01T00:00:00.000Z", time: 1 },
      request: { method: "GET", url, headers: [{ name: "x", value: text }] },
      response: {
        status: 200,
        headers: [{ name: "content-type", value: "text/xml" }],
        content: { text: `<response success="false" error="${text.replace(/[<&"]/g, "_")}"/>` },
      },
    })),
  },
});

const OUTPUTS = REPORT_FORMATS.map((format): readonly [string, Place] => [
  `a report as ${format}`,
  { args: ["report", "r.json", "--out", "-", "--format", format], files: report },
]);

/** Where text of somebody else is printed. */
const PLACES: Readonly<Record<string, Place>> = {
  "a summary": { args: ["report", "r.json", "--verbose"], files: report, shows: /judged/ },
  "a diff": { args: ["diff", "r.json", "r.json", "--verbose"], files: report },
  "a failure that is not there": {
    args: ["replay", "r.json", "nothing", "--unverified"],
    files: report,
    shows: /no failure/,
  },
  ...Object.fromEntries(OUTPUTS),
  "a list of rules": {
    args: ["list", "--specs", "pack", "--rule", "*.hostile"],
    files: pack,
    shows: /seen/,
  },
  "a list as JSON": {
    args: ["list", "--specs", "pack", "--rule", "*.hostile", "--json"],
    files: pack,
    shows: /seen/,
  },
  "a rule in full": { args: ["explain", "hostile", "--specs", "pack"], files: pack, shows: /seen/ },
  "an imported document": {
    args: ["import", "openapi", "a.json", "--service", "depot", "--force"],
    files: (text) => ({
      "a.json": JSON.stringify({
        ...{ openapi: "3.0.3", info: { title: `seen ${text}`, version: "1" } },
        servers: [{ url: "http://127.0.0.1:1/v1" }],
        paths: { [`/files/${text}`]: { get: { operationId: text, summary: text } } },
      }),
    }),
    shows: /depot|error/,
  },
  "an imported description": {
    args: ["import", "wsdl", "a.wsdl"],
    files: (text) => ({
      "a.wsdl": `<definitions xmlns="http://schemas.xmlsoap.org/wsdl/"><portType name="p"><operation name="seen ${text.replace(/[<&"]/g, "_")}"/></portType></definitions>`,
    }),
    shows: /error/,
  },
  "imported traffic": {
    args: ["import", "har", "a.har", "--verbose"],
    files: (text) => ({ "a.har": JSON.stringify(trafficWith(text)) }),
    shows: /judged|error/,
  },
  "a history": {
    args: ["history", "show", "--dir", "kept"],
    files: (text) => {
      const row = keepRun(sealReport(hostileReport(text)));
      return { [`kept/${keptFileName(row)}`]: keptFileText(row) };
    },
    shows: /./,
  },
  "a check of a history": {
    args: ["history", "verify", "--dir", "kept"],
    files: (text) => {
      const row = keepRun(sealReport(hostileReport(text)));
      return { [`kept/${keptFileName(row)}`]: keptFileText({ ...row, digest: text }) };
    },
    shows: /./,
  },
  "an exported test": {
    args: ["export", "--as", "http", "--report", "r.json"],
    files: report,
    shows: /./,
  },
  "signers that are none": {
    args: ["report", "r.json", "--verify", "--allowed-signers", "signers"],
    files: (text) => ({ ...report(text), signers: `seen ${text}\n` }),
    shows: /error/,
  },
  "a message about deviations": {
    args: ["run", "--deviations", "known.yaml"],
    files: (text) => ({
      "targets.json": '{"targets": {"mine": {"embedded": {}}}}',
      "known.yaml": JSON.stringify({ [`seen ${text}`]: 1 }),
    }),
    shows: /seen/,
  },
  "a message about targets": {
    args: ["check"],
    files: (text) => ({ "targets.json": JSON.stringify({ targets: { [`seen ${text}`]: 1 } }) }),
    shows: /seen/,
  },
  "a message about a journal": {
    args: ["clean", "j.jsonl"],
    files: (text) => ({ "j.jsonl": `seen ${text}` }),
    shows: /not a journal/,
  },
  "what was asked for": { args: ["list", "--rule", "TEXT"], files: () => ({}), shows: /error/ },
};

const ATTEMPTS = Object.entries(PLACES).flatMap(([where, place]) =>
  Object.entries(TERMINAL_TEXTS).map(([what, text]) => ({ where, what, place, text })),
);

describe("hostile: terminal", () => {
  it.each(
    sampled(ATTEMPTS, {
      oneIn: 20,
      name: ({ where, what }) => `${where}: ${what}`,
      kind: ({ where }) => where,
    }),
  )("$where with $what", async ({ place, text }) => {
    const cwd = await emptyFolder();
    for (const [file, content] of Object.entries(place.files(text))) {
      await mkdir(join(cwd, file, ".."), { recursive: true });
      await writeFile(join(cwd, file), content);
    }
    // No program takes an argument with a null.
    const args = place.args.map((arg) => (arg === "TEXT" ? text.replaceAll("\u0000", "") : arg));
    const { code, stdout, stderr } = await assay(args, { cwd });
    expect(stderr).not.toMatch(/internal error/);
    expect(code).toSatisfy((one) => [0, 1, 2, 3].includes(one));
    expect(stdout + stderr).toMatch(place.shows ?? /./);
    expect(obeyed(stdout)).toEqual([]);
    expect(obeyed(stderr)).toEqual([]);
    if (args.includes("json") || args.includes("--json")) JSON.parse(stdout);
  });
});
