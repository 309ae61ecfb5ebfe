import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { assay, emptyFolder } from "../cli/assay.ts";
import { freePort } from "./free-port.ts";

const EXAMPLE = join(import.meta.dirname, "..", "..", "examples", "own-service");

/** Lines of a file of the pack by what they stand before. */
interface Addition {
  readonly file: string;
  readonly before: string | null;
  readonly text: string;
}

/** A copy of the example with lines added, none changed or taken out; how many there are. */
async function added(additions: readonly Addition[]) {
  const cwd = await emptyFolder();
  await cp(EXAMPLE, cwd, { recursive: true });
  for (const { file, before, text } of additions) {
    const path = join(cwd, "shelf", file);
    const source = await readFile(path, "utf8");
    if (before !== null) expect(source.split(before), file).toHaveLength(2);
    const at = before === null ? source.length : source.indexOf(before);
    await writeFile(path, `${source.slice(0, at)}${text}\n${source.slice(at)}`);
  }
  const lines = additions.flatMap(({ text }) => text.split("\n")).length;
  return { cwd, lines, env: { SHELF_PORT: await freePort() } };
}

const RULE = `
  - id: takes-nothing
    level: MUST
    statements: [SH-01]
    source: Items
    title: An item of no bytes is given back as one
    steps:
      - call: PutItem
        with: { x-name: $newName, content: { bytes: 0, seed: 1 } }
        save: { id: id }
        expect: accepted
        then: { json: { size: { integer: { min: 0, max: 0 } } } }
      - call: GetItem
        with: { id: $id }
        then: { status: 200, body: empty }
    control: *unissued-is-refused
    faults: [no-bytes-are-one]`;
const FAULT = "  no-bytes-are-one: { title: Of no bytes one is made., statements: [SH-01] }";

const WITH_RULE: readonly Addition[] = [
  { file: "put-item.yaml", before: null, text: RULE },
  { file: "faults.yaml", before: "\ndialects:", text: FAULT },
];
/** The server is nobody's but the author's: it needs to be broken in one line, whoever wrote it. */
const BITE: Addition = {
  file: "server.js",
  before: "    const key = randomUUID();",
  text: '    if (broken("no-bytes-are-one") && bytes.length === 0) return answer(201, { id: "1", size: 1 });',
};

test("a new rule and its fault are two files and less than 30 lines, and are proven", async () => {
  expect(WITH_RULE).toHaveLength(2);
  const { cwd, lines, env } = await added([...WITH_RULE, BITE]);
  expect(lines).toBeLessThan(30);
  const args = ["prove", "--specs", "shelf", "--seeds", "1", "--runs", "5"];
  const some = ["--fault", "no-bytes-are-one", "--dialect", "terse", "--null-server", "echo"];
  const { code, stdout } = await assay([...args, ...some], { cwd, env });
  expect(stdout).toContain("1 of 1 found by every rule that claims them");
  expect(stdout).toContain("0 false alarms");
  expect(code).toBe(0);
});

test("a new operation is one file, looked at and called at once", async () => {
  const operation = `  PeekAtItem:
    bindings: [rest]
    answer: bytes
    http: { method: GET, path: "/shelves/{shelf}/items/{id}" }
    parameters:
      shelf: { type: string, in: path, default: $shelf }
      id: { type: string, in: path }
      authorization: { type: key, in: header, scheme: Bearer }
    harmless: { with: { id: $unissued } }`;
  const additions = [{ file: "service.yaml", before: "\nfixtures:", text: operation }];
  const { cwd, lines, env } = await added(additions);
  expect(lines).toBeLessThan(30);
  const { code, stdout } = await assay(["check"], { cwd, env });
  expect(stdout).toMatch(/ok {2}offered +[^\n]*\bPeekAtItem\b/);
  expect(code).toBe(0);
});
