import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { packageRoot } from "../../src/config/files/package-root.ts";
import type { RuleReport } from "../../src/model/report.ts";

const run = promisify(execFile);
const OURS = join(packageRoot(), "test", "audit", "fifth-binding");
const ROOMS = ["src", "specs", "generators", "reporters", "reference", "package.json"];

/** All that is added to the tool: a row of traits, a codec in a file of its own, and the codec's line. */
const ROW =
  'soap12: { namedBy: "action", argumentsIn: "xml", envelope: { soap: "1.2" }, toldBy: "body", isAlone: false },';
const ADDED: Readonly<Record<string, readonly (readonly [before: string, added: string])[]>> = {
  "src/model/binding-table.ts": [["} as const satisfies", ROW]],
  "src/wire/bindings/codecs.ts": [
    ["\n/** The codec of each", 'import { SOAP12 } from "./soap12.ts";'],
    ["};", "soap12: SOAP12,"],
  ],
};

/** The folder of a copy of the tool with a fifth binding. */
function copyOfTool(): string {
  const copy = mkdtempSync(join(tmpdir(), "assay-fifth-"));
  onTestFinished(() => rmSync(copy, { recursive: true, force: true }));
  for (const room of ROOMS) {
    cpSync(join(packageRoot(), room), join(copy, room), { recursive: true });
  }
  symlinkSync(join(packageRoot(), "node_modules"), join(copy, "node_modules"));
  cpSync(join(OURS, "soap12.ts"), join(copy, "src", "wire", "bindings", "soap12.ts"));
  cpSync(OURS, join(copy, "test", "audit", "fifth-binding"), { recursive: true });
  for (const [path, additions] of Object.entries(ADDED)) {
    let source = readFileSync(join(copy, path), "utf8");
    for (const [before, added] of additions) {
      expect(source.split(before), path).toHaveLength(2);
      source = source.replace(before, `${added}\n${before}`);
    }
    writeFileSync(join(copy, path), source);
  }
  return copy;
}

interface Seen {
  readonly type: string | undefined;
  readonly body: string;
}

/** An echo that reads SOAP 1.2 alone, and tells what `tell` makes of what was said. */
async function echo(tell: (said: string) => string) {
  const seen: Seen[] = [];
  const server = createServer(async (request, response) => {
    const { "content-type": type } = request.headers;
    const body = await text(request);
    seen.push({ type, body });
    const [, said = ""] = /<what>([^<]*)<\/what>/.exec(body) ?? [];
    const result = said === "" ? 'success="false"' : `success="true" said="${tell(said)}"`;
    const inner = `<SayResponse xmlns="urn:echo"><SayResult ${result}/></SayResponse>`;
    const isOurs = type === 'application/soap+xml; charset=utf-8; action="urn:echoSay"';
    response.writeHead(isOurs ? 200 : 415, { "content-type": "application/soap+xml" });
    response.end(
      `<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body>${inner}</s:Body></s:Envelope>`,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return { seen, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/echo` };
}

interface Judged {
  readonly bindings: readonly string[];
  readonly rules: readonly RuleReport[];
}

test("a binding that is one file and one row is called, judged, and told of with a curl line", async () => {
  const copy = copyOfTool();
  const right = await echo((said) => said);
  const wrong = await echo(() => "something else");
  const script = join(copy, "test", "audit", "fifth-binding", "judge-echo.ts");
  const command = ["--import", "tsx", script, right.url, wrong.url];
  const { stdout } = await run(process.execPath, command, { cwd: copy });
  const { bindings, rules } = JSON.parse(stdout) as Judged;
  expect(bindings).toEqual(["get", "post", "soap11", "rest", "soap12"]);
  expect(rules).toMatchObject([
    { verdict: "pass", bindings: { soap12: "pass" }, failures: [] },
    {
      verdict: "fail",
      failures: [{ binding: "soap12", actual: expect.stringContaining('said="something else"') }],
    },
  ]);
  expect(right.seen.map(({ body }) => body)).toContainEqual(expect.stringContaining("a &lt; b"));
  const sent = wrong.seen.at(-1);
  const before = wrong.seen.length;
  const pasted = await run("bash", ["-c", rules[1]?.failures[0]?.curl ?? "exit 1"]);
  expect(pasted.stdout).toContain('said="something else"');
  expect(wrong.seen).toHaveLength(before + 1);
  expect(wrong.seen.at(-1)).toEqual(sent);
});
