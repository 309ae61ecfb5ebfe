import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { GENERATORS } from "../../generators/registry.ts";
import { VOCABULARY } from "../../src/built-in/vocabulary.ts";
import type { Specs } from "../../src/model/rule.ts";
import type { Target } from "../../src/model/target.ts";
import type { UnitVerdict } from "../../src/model/unit.ts";
import { compileSpecs } from "../../src/rules/compile/compile-specs.ts";
import { judgeUnit } from "../../src/run/case/judge-unit.ts";
import { newTag, type OpenTarget, openTarget } from "../../src/run/target/open-target.ts";
import { printedFailure } from "../schema/printed.ts";

/** A service of HTTP that only data describes: operations, and rules about the first of them. */
export interface HttpFiles {
  /** What stands in the service file beside its name; as YAML that is not indented. */
  readonly service: string;
  /** The operation that the rules are about. */
  readonly operation: string;
  /** Steps of the rules by the last part of their ids, each as a list of YAML. */
  readonly rules: Readonly<Record<string, string>>;
}

const STATEMENTS = "statements:\n  S-01: { level: MUST, text: It works. }\n";

/** The rule files of a service called `files`; each rule is a MUST whose twin is within. */
export function httpFiles({ service, operation, rules }: HttpFiles) {
  const kebab = operation.toLowerCase();
  const written = Object.entries(rules).map(
    ([name, steps]) => `  - id: files.${kebab}.${name}
    level: MUST
    statements: [S-01]
    source: Page 1
    title: ${name}
    control: { title: it is there, steps: [{ call: Greet, expect: accepted }] }
${indented(steps, 4)}`,
  );
  const greet = "  Greet: { bindings: [rest], answer: none, http: { method: GET, path: /greet } }";
  return [
    {
      path: "service.yaml",
      text: `service: files\n${service.trimEnd().replace(/^operations:$/m, `operations:\n${greet}`)}\n`,
    },
    { path: "statements.yaml", text: STATEMENTS },
    {
      path: "rules.yaml",
      text: `service: files\noperation: ${operation}\ndocument: { title: Page }\nrules:\n${written.join("\n")}\n`,
    },
  ];
}

function indented(text: string, by: number): string {
  return text
    .trim()
    .split("\n")
    .map((line) => " ".repeat(by) + line)
    .join("\n");
}

export function httpSpecs(files: HttpFiles): Specs {
  return compileSpecs(httpFiles(files), GENERATORS);
}

/** What a user reads about such files; empty when they are right. */
export function httpProblems(files: HttpFiles): readonly string[] {
  return printedFailure(() => httpSpecs(files));
}

export function httpTarget(baseUrl: string, change: Partial<Target> = {}): Target {
  return {
    name: "mine",
    services: { files: { baseUrl, bindings: ["rest"], operations: { absent: [] } } },
    limits: { requestsPerSecond: 0, concurrency: 4, timeoutMs: 5000, maxUploadBytes: 2 ** 20 },
    safety: "sandbox",
    tls: { rejectUnauthorized: true },
    authorized: true,
    ...change,
  };
}

/** Serves on a port of its own while something is done; `/greet` is answered by itself. */
export async function withServer<T>(
  listener: RequestListener,
  use: (baseUrl: string) => Promise<T>,
): Promise<T> {
  const server: Server = createServer((request, response) => {
    if (request.url === "/greet") response.writeHead(204).end();
    else listener(request, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

export interface JudgedHttp {
  /** By the last part of the rules' ids. */
  readonly verdicts: Readonly<Record<string, UnitVerdict>>;
  readonly leftovers: readonly string[];
}

/** Judges every rule of the files against a server of node:http. */
export function judgeHttp(
  files: HttpFiles,
  listener: RequestListener,
  change: Partial<Target> = {},
): Promise<JudgedHttp> {
  const specs = httpSpecs(files);
  return withServer(listener, async (baseUrl) => {
    const open = await openHttp(specs, httpTarget(baseUrl, change));
    try {
      const verdicts: Record<string, UnitVerdict> = {};
      for (const rule of specs.rules) {
        const options = { open, rule, bindings: rule.bindings, runs: 3, vocabulary: VOCABULARY };
        verdicts[rule.id.split(".")[2] ?? ""] = await judgeUnit(options);
      }
      return { verdicts, leftovers: open.leftovers.words() };
    } finally {
      await open.close();
    }
  });
}

export function openHttp({ operations, services }: Specs, target: Target): Promise<OpenTarget> {
  return openTarget({ target, operations, services, seed: 1, tag: newTag() });
}

/** Each verdict with its reason, by rule. */
export function told({ verdicts }: JudgedHttp): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(verdicts).map(([name, { verdict, reason }]) => [
      name,
      reason === null ? verdict : `${verdict}: ${reason}`,
    ]),
  );
}
