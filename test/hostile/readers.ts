// biome-ignore-all lint/suspicious/noThenProperty: rule files have it
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { FORMATS, type FormatName } from "../../reporters/registry.ts";
import { summary } from "../../reporters/summary/summary.ts";
import { loadSpecs } from "../../src/built-in/load-specs.ts";
import { VOCABULARY } from "../../src/built-in/vocabulary.ts";
import { readReport } from "../../src/cli/read-report.ts";
import { parseDeviations } from "../../src/config/deviations/parse-deviations.ts";
import { readFuzzState } from "../../src/config/files/fuzz-state-file.ts";
import { readExportedRules } from "../../src/config/files/read-exported-rules.ts";
import { readVerdicts } from "../../src/config/files/verdicts-file.ts";
import { loadTargets } from "../../src/config/targets/load-targets.ts";
import { historyOf } from "../../src/history/history-of.ts";
import { historyWords } from "../../src/history/history-words.ts";
import { digestOfKeptRun, keepRun } from "../../src/history/keep-run.ts";
import { historyPage } from "../../src/history/page/history-page.ts";
import { readKeptRun } from "../../src/history/read-kept-run.ts";
import { guessServices } from "../../src/import/har/guess-services.ts";
import { readHar } from "../../src/import/har/read-har.ts";
import { describeCalls } from "../../src/import/openapi/describe-calls.ts";
import { matchOpenApi, serverOf } from "../../src/import/openapi/match-openapi.ts";
import { readOpenApi } from "../../src/import/openapi/read-openapi.ts";
import { servicePack } from "../../src/import/openapi/service-pack.ts";
import { matchWsdl } from "../../src/import/wsdl/match-wsdl.ts";
import { readWsdl } from "../../src/import/wsdl/read-wsdl.ts";
import { describeAnswer } from "../../src/judge/answer/describe-answer.ts";
import { readAnswer } from "../../src/judge/answer/read-answer.ts";
import { compileSpecs } from "../../src/rules/compile/compile-specs.ts";
import { collectProblems } from "../../src/rules/source/collect-problems.ts";
import { parseSpecs } from "../../src/rules/source/parse-specs.ts";
import { readJournal } from "../../src/run/cleanup/read-journal.ts";
import { newTag, openTarget } from "../../src/run/target/open-target.ts";
import { lazily } from "../../src/schema/lazily.ts";
import { parseYamlDocument } from "../../src/schema/yaml-document.ts";
import { readAllowedSigners } from "../../src/sign/allowed-signers.ts";
import { unarmored } from "../../src/sign/sshsig.ts";
import { judgeTraffic } from "../../src/traffic/judge-traffic.ts";
import { passiveTarget } from "../../src/traffic/passive-target.ts";
import { operation } from "../judge/responses.ts";
import { conforming } from "../reporters/fixtures/conforming.ts";
import { violating } from "../reporters/fixtures/violating.ts";
import { anyText, mutated, mutatedText } from "./odd-texts.ts";

const folder = mkdtempSync(join(tmpdir(), "assay-readers-"));
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));

function file(name: string, text: string | Uint8Array): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

const JOURNAL_HEADER = {
  ...{ format: "assay-journal", formatVersion: 1, run: "a", startedAt: "2026-01-01T00:00:00Z" },
  ...{ process: { pid: 1, stamp: "s", host: "h" }, targetsFile: "/x", targets: { mine: [] } },
};
const JOURNAL_ENTRY = {
  ...{ n: "1", target: "mine", what: "upload", service: "s", as: "owner", id: "x" },
  remove: { call: "DeleteUpload", with: { a: 1 }, at: "/x" },
};
const RULES = {
  ...{ service: "apidatatools", operation: "DeleteUpload" },
  rules: [
    {
      ...{ id: "x", level: "MUST", statements: ["DUA-01"], source: "a", title: "b", maxRuns: 5 },
      ...{
        forAll: { id: "upload-id.unknown" },
        control: { within: "the call is answered" },
        faults: [],
      },
      steps: [{ call: "DeleteUpload", with: { "x-upload-id": "$id" }, then: { status: 404 } }],
    },
  ],
};
const VERDICT = {
  ...{ target: "a", rule: "b", binding: "rest", verdict: "pass", reason: null, cases: 1 },
  ...{ requests: 1, durationMs: 1, failures: [], observed: null, exercised: [] },
  alternatives: {},
};
const STATE = { seed: 1, units: [{ round: 1, verdict: VERDICT }] };
const VERDICTS_HEADER = {
  ...{ format: "assay-verdicts", formatVersion: 1, tool: { version: "1" } },
  ...{ run: {}, specs: { digest: "x", folders: [] }, selected: [], elsewhere: [], targets: [] },
};
const TARGETS = {
  default: "mine",
  targets: {
    mine: {
      services: {
        inforouter: {
          baseUrl: "http://127.0.0.1:1/srv.asmx",
          users: { owner: { uid: "a", pwd: "b" } },
        },
      },
      ...{ limits: { timeoutMs: 1000 }, safety: "full", authorized: true },
    },
    other: { embedded: { faults: [] } },
  },
};
const CALL = "http://127.0.0.1:1/srv.asmx/DeleteUploadHandler";
const HAR = {
  log: {
    ...{ version: "1.2", creator: { name: "a", version: "1" } },
    entries: [
      [`${CALL}?authenticationTicket=t&UploadHandler=x`, "GET", undefined],
      [CALL, "POST", "authenticationTicket=t&UploadHandler=x"],
    ].map(([url, method, text]) => ({
      ...{ startedDateTime: "2026-01-01T00:00:00.000Z", time: 1, cache: {}, timings: {} },
      request: {
        ...{ method, url, httpVersion: "HTTP/1.1", headersSize: -1, bodySize: -1, cookies: [] },
        headers: [{ name: "content-type", value: "application/x-www-form-urlencoded" }],
        ...{ queryString: [], ...(text === undefined ? {} : { postData: { text } }) },
      },
      response: {
        ...{ status: 200, statusText: "OK", httpVersion: "HTTP/1.1", redirectURL: "" },
        ...{ headersSize: -1, bodySize: -1, cookies: [] },
        headers: [{ name: "content-type", value: "text/xml" }],
        content: {
          size: 51,
          mimeType: "text/xml",
          text: '<response success="false" error="bad Request" />',
        },
      },
    })),
  },
};
const OPENAPI = {
  ...{ openapi: "3.0.3", info: { title: "Depot", version: "1" } },
  ...{ servers: [{ url: "http://127.0.0.1:1/v1" }], security: [{ key: [] }] },
  paths: {
    "/files/{id}": {
      parameters: [{ name: "id", in: "path", schema: { type: "string" } }],
      post: {
        operationId: "make",
        requestBody: {
          content: { "application/json": { schema: { $ref: "#/components/schemas/File" } } },
        },
        responses: { "201": { content: { "application/json": {} } } },
      },
      delete: { security: [], responses: { "204": { description: "gone" } } },
    },
  },
  components: {
    securitySchemes: { key: { type: "http", scheme: "bearer" } },
    schemas: {
      File: {
        allOf: [
          { type: "object", required: ["name"], properties: { name: { type: "string" } } },
          { type: "object", properties: { in: { $ref: "#/components/schemas/File" } } },
        ],
      },
    },
  },
};
const WSDL = `<definitions xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:s="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:x="http://www.w3.org/2001/XMLSchema">
<types><x:schema><x:element name="DeleteUploadHandler"><x:complexType><x:sequence><x:element name="UploadHandler" type="x:string"/></x:sequence></x:complexType></x:element></x:schema></types>
<portType name="p"><operation name="DeleteUploadHandler"/></portType>
<binding name="b" type="p"><s:binding/></binding>
<service name="v"><port name="q" binding="b"><s:address location="http://127.0.0.1:1/srv.asmx"/></port></service></definitions>`;
const SIGNER = `kim@example.org namespaces="assay-report",valid-after="20260101" ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIWPvs0pYd0v4cRCl9y0n8eUq1i0d9GqFwL8o2f7pVQk kim`;
const ARMORED = `-----BEGIN SSH SIGNATURE-----
U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAghY++zSlh3S/hxEKX3LSfx5SrWLR30aoXAvyjZ/ulVCQAAAAMYXNzYXktcmVwb3J0AAAAAAAAAAZzaGE1MTIAAABTAAAAC3NzaC1lZDI1NTE5
-----END SSH SIGNATURE-----
`;
const LIST = { digest: "sha256:x", files: [{ path: "a.yaml", file: "a.yaml" }] };
const DEVIATIONS = {
  "inforouter.delete-upload-handler.twice": { reason: "known", until: "2030-01-01" },
};

const specs = loadSpecs([], process.cwd());
const PAPER = { color: false, width: 80, verbose: true, failOn: "must", reportPath: "r" } as const;
/** What traffic is judged as; nothing is sent to it. */
const opened = lazily(async () => {
  const { operations, services } = specs;
  const path = file("judged/targets.json", JSON.stringify(TARGETS));
  const [declared] = loadTargets({ file: path, cwd: folder, env: {}, specs }).select(["mine"]);
  if (!declared) throw new Error("there is no target");
  const { target, inWsdl } = passiveTarget({ target: declared, services }, undefined);
  const { adapters } = VOCABULARY;
  return {
    open: await openTarget({ target, operations, services, adapters, seed: 0, tag: newTag() }),
    inWsdl,
  };
});
const kept = keepRun(conforming);

/** As who changes a row and does not want it to be seen. */
function resealed(text: string): string {
  const row = JSON.parse(text);
  const isObject = typeof row === "object" && row !== null && !Array.isArray(row);
  return isObject ? JSON.stringify({ ...row, digest: digestOfKeptRun(row) }) : text;
}

/** A reader of what somebody else wrote: texts for it, and what is done with one. */
export interface Reader {
  readonly texts: fc.Arbitrary<string>;
  readonly read: (text: string) => unknown;
  /** Of 100,000 cases: what reads slowly gets fewer. */
  readonly share: number;
}

export const READERS: Readonly<Record<string, Reader>> = {
  answers: {
    share: 36_000,
    texts: anyText,
    read: (text) => {
      const body = Buffer.from(text, "utf8");
      for (const type of ["application/json", "text/xml; charset=utf-16", "text/plain", "\u0000"]) {
        for (const form of ["xml", "json"] as const) {
          const headers = { "content-type": type };
          const reply = { kind: "response", status: 200, headers, body, durationMs: 0 } as const;
          const binding = form === "json" ? "rest" : "soap11";
          describeAnswer(readAnswer(reply, operation(form as "xml"), binding));
        }
      }
    },
  },
  reports: {
    share: 2_000,
    texts: fc.oneof(anyText, mutated(violating), mutated(conforming)),
    read: async (text) => {
      const report = await readReport(file("r.json", text));
      summary(report, PAPER);
      for (const name of Object.keys(FORMATS) as FormatName[]) {
        for (const { render } of [FORMATS[name], ...(FORMATS[name].also ?? [])]) {
          render(report, { failOn: "must", reportPath: "r.json" });
        }
      }
    },
  },
  journals: {
    share: 20_000,
    texts: fc.oneof(
      anyText,
      fc
        .tuple(mutated(JOURNAL_HEADER), mutated(JOURNAL_ENTRY))
        .map((lines) => `${lines.join("\n")}\n`),
      mutated(JOURNAL_ENTRY).map((line) => `${JSON.stringify(JOURNAL_HEADER)}\n${line}\n`),
    ),
    read: (text) => readJournal(file("j.jsonl", text)),
  },
  verdicts: {
    share: 8_000,
    texts: fc.oneof(
      anyText,
      fc
        .tuple(mutated(VERDICTS_HEADER), mutated({ atMs: 1, verdict: VERDICT }))
        .map((lines) => `${lines.join("\n")}\n`),
    ),
    read: (text) => readVerdicts(file("v.jsonl", text)),
  },
  packs: {
    share: 4_000,
    texts: fc.oneof(anyText, mutated(RULES)),
    read: (text) => parseSpecs([{ path: "a.yaml", text }], collectProblems()),
  },
  targets: {
    share: 2_000,
    texts: fc.oneof(anyText, mutated(TARGETS)),
    read: (text) =>
      loadTargets({ file: file("targets.json", text), cwd: folder, env: {}, specs }).select([]),
  },
  campaigns: {
    share: 8_000,
    texts: fc.oneof(anyText, mutated(STATE)),
    read: (text) => readFuzzState(file("state.json", text)),
  },
  deviations: {
    share: 2_000,
    texts: fc.oneof(anyText, mutated(DEVIATIONS)),
    read: (text) => parseDeviations(parseYamlDocument("known.yaml", text), specs.rules),
  },
  traffic: {
    share: 3_000,
    texts: fc.oneof(anyText, mutated(HAR)),
    read: async (text) => {
      const { requests, exchanges } = readHar("a.har", text);
      guessServices(requests, specs.operations);
      const { open, inWsdl } = await opened();
      const { rules } = specs;
      const { generators } = VOCABULARY;
      const judge = judgeTraffic({ open, rules, generators, inWsdl, isGood: () => false });
      for (const exchange of exchanges) judge.add(exchange);
      judge.outcome();
    },
  },
  openapi: {
    share: 2_000,
    texts: fc.oneof(anyText, mutated(OPENAPI)),
    read: async (text) => {
      const document = await readOpenApi(undefined, "a.json", text);
      const calls = describeCalls(document);
      matchOpenApi(calls, specs, { file: "a.json" });
      const baseUrl = serverOf(document, { url: undefined, prefix: "", file: "a.json" });
      const head = { service: "depot", title: document.title, baseUrl, from: "a.json" };
      // What is written has to be what is read.
      const pack = { path: "depot/service.yaml", text: servicePack(head, calls) };
      compileSpecs([pack], VOCABULARY.generators, VOCABULARY.properties);
    },
  },
  wsdl: {
    share: 6_000,
    texts: fc.oneof(anyText, mutatedText(WSDL)),
    read: (text) =>
      matchWsdl(readWsdl("a.wsdl", text), specs, {
        file: "a.wsdl",
        service: undefined,
        url: undefined,
      }),
  },
  shelves: {
    share: 2_000,
    texts: fc.oneof(anyText, mutated(kept), mutated(kept).map(resealed)),
    read: (text) => {
      const history = historyOf([kept, readKeptRun("a.json", text)]);
      historyWords(history);
      historyPage(history, { signatures: [], version: "1" });
    },
  },
  signers: {
    share: 3_000,
    texts: fc.oneof(anyText, mutatedText(SIGNER)),
    read: (text) => readAllowedSigners(file("signers", text)),
  },
  signatures: {
    share: 1_000,
    texts: fc.oneof(anyText, mutatedText(ARMORED)),
    // It says what is wrong to those who show it.
    read: (text) => {
      try {
        unarmored(text);
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
      }
    },
  },
  "exported rules": {
    share: 1_000,
    texts: fc.oneof(anyText, mutated(LIST)),
    read: (text) => {
      file("exported/rules.json", text);
      file("exported/a.yaml", "");
      readExportedRules(join(folder, "exported"));
    },
  },
};
