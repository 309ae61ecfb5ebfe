import { existsSync } from "node:fs";
import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { UsageError } from "../../src/model/errors.ts";
import type { Target } from "../../src/model/target.ts";
import { closeJournal } from "../../src/run/cleanup/close-journal.ts";
import { compactJournal } from "../../src/run/cleanup/compact-journal.ts";
import { appendJournal } from "../../src/run/cleanup/journal.ts";
import { beginJournal } from "../../src/run/cleanup/journal-file.ts";
import { readJournal } from "../../src/run/cleanup/read-journal.ts";
import { SPECS } from "./judge-with.ts";

const ACME: Target = {
  name: "acme",
  services: {
    inforouter: {
      baseUrl: "http://127.0.0.1:1/srv.asmx",
      bindings: ["get"],
      users: { owner: { uid: "alice", pwd: "a-password-of-alice" } },
      operations: { absent: ["DeleteDocument"] },
    },
  },
  limits: { requestsPerSecond: 0, concurrency: 1, timeoutMs: 1000, maxUploadBytes: 1 },
  safety: "sandbox",
  tls: { rejectUnauthorized: true },
  authorized: false,
};

const HANDLER = {
  target: "acme",
  service: "inforouter",
  what: "upload handler",
  as: "owner",
} as const;
const NAMED = {
  id: "3f2504e0-4f89-11d3-9a0c-0305e82c3301",
  remove: { call: "DeleteUploadHandler", with: { UploadHandler: "3f2504e0" } },
};
const DOCUMENT = {
  target: "acme",
  service: "inforouter",
  what: "document",
  id: "/Library/inbox/a.bin",
  remove: { call: "DeleteDocument", with: { Path: "/Library/inbox/a.bin" } },
} as const;

async function begun(targets: readonly Target[] = [ACME]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "assay-journal-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const about = { tag: "assay-1", startedAt: new Date(0), targetsFile: "/t.json", targets };
  return beginJournal([join(folder, ".assay")], about);
}

test("what was made and is not gone is left, with its name", async () => {
  const path = await begun();
  const journal = appendJournal(path);
  const first = journal.note(HANDLER);
  const second = journal.note(HANDLER);
  journal.note(HANDLER);
  first.made(NAMED);
  second.made({ ...NAMED, id: "second" });
  first.gone();
  expect(journal.flush()).toBeUndefined();
  expect(readJournal(path).left).toEqual([
    { ...HANDLER, ...NAMED, id: "second", n: expect.any(String) },
    { ...HANDLER, n: expect.any(String) },
  ]);
});

test("calls that nobody will ever know the names of are one entry with their number, also after it is written anew", async () => {
  const path = await begun();
  const journal = appendJournal(path);
  const [pending] = Array.from({ length: 4 }, () => journal.note(HANDLER));
  for (let call = 0; call < 3; call++) journal.note(HANDLER).lost();
  journal.note({ ...HANDLER, as: "stranger" }).lost();
  journal.flush();
  compactJournal(path);
  journal.note(HANDLER).lost();
  pending?.made(NAMED);
  journal.flush();
  const { left } = readJournal(path);
  expect(left.map(({ as, id, times }) => ({ as, id, times }))).toEqual([
    { as: "owner", id: NAMED.id, times: undefined },
    ...Array.from({ length: 3 }, () => ({ as: "owner", id: undefined, times: undefined })),
    { as: "owner", id: undefined, times: 4 },
    { as: "stranger", id: undefined, times: 1 },
  ]);
  pending?.lost();
  journal.flush();
  expect(readJournal(path).left.map(({ times }) => times)).toEqual([5, ...Array(3), 1]);
  const { left: told } = closeJournal(path, [ACME], SPECS.services);
  expect(told.get("acme")?.join()).toContain("9 calls that create it left no name");
});

test("a line is in the file when the turn of the event loop is over", async () => {
  const path = await begun();
  appendJournal(path).note(HANDLER);
  await turn();
  expect(readJournal(path).left).toHaveLength(1);
});

test("several writers share one file", async () => {
  const path = await begun();
  const writers = [appendJournal(path), appendJournal(path)];
  const [noted] = writers.map((writer) => writer.note(HANDLER));
  noted?.gone();
  for (const writer of writers) writer.flush();
  expect(readJournal(path).left).toHaveLength(1);
});

test("no password of a target is in it, and its folder goes when nothing is left", async () => {
  const path = await begun();
  expect(await readFile(path, "utf8")).not.toContain("a-password-of-alice");
  expect(closeJournal(path, [ACME], SPECS.services)).toEqual({ left: new Map([["acme", []]]) });
  expect(existsSync(join(path, ".."))).toBe(false);
});

test("it stays with what can be removed, and names the rest", async () => {
  const path = await begun();
  const journal = appendJournal(path);
  journal.note(HANDLER).made(NAMED);
  // The target offers no DeleteDocument: no later command could remove it either.
  journal.note(DOCUMENT);
  journal.note({ ...HANDLER, what: "download handler" });
  journal.flush();
  const end = closeJournal(path, [ACME], SPECS.services);
  expect(end.kept).toBe(path);
  expect(end.left.get("acme")).toEqual([
    `upload handler ${NAMED.id}`,
    "document /Library/inbox/a.bin",
    "possibly download handlers that cannot be found: 1 call that creates it left no name",
  ]);
  expect(readJournal(path).left.map(({ id }) => id)).toEqual([NAMED.id]);
  expect(await readdir(join(path, ".."))).toEqual(["journal-assay-1.jsonl"]);
});

test("the built-in server takes everything with it", async () => {
  const embedded: Target = { ...ACME, services: {}, embedded: {} };
  const path = await begun([embedded]);
  const journal = appendJournal(path);
  journal.note(DOCUMENT);
  journal.flush();
  expect(closeJournal(path, [embedded], SPECS.services)).toEqual({ left: new Map([["acme", []]]) });
});

// The device answers every write with ENOSPC; not every system has it.
test.skipIf(!existsSync("/dev/full"))(
  "a full disk keeps nobody from working; what waits is written when there is room again",
  () => {
    const journal = appendJournal("/dev/full");
    journal.note(HANDLER);
    expect(journal.flush()).toMatch(/cannot be written: ENOSPC/);
    expect(journal.flush()).toMatch(/cannot be written: ENOSPC/);
  },
);

test("a journal that somebody removed takes nothing from the report", async () => {
  const path = await begun();
  await rm(path);
  expect(closeJournal(path, [ACME], SPECS.services).problem).toMatch(/ENOENT/);
});

test("a last line that was cut off is passed over", async () => {
  const path = await begun();
  const journal = appendJournal(path);
  journal.note(HANDLER);
  journal.flush();
  await appendFile(path, '{"n":"7-1","target":"ac');
  expect(readJournal(path).left).toHaveLength(1);
});

test.each([
  ["no journal", "hello\n", /^journal:1: this is not a journal/],
  ["another file of JSON", '{"format":"assay-report"}\n', /^journal:1: this is not a journal/],
  [
    "a broken line",
    '%\nhello\n{"n":"1"}\n',
    /^journal:2: this is not a line of a journal: "hello"/,
  ],
  ["a line without a target", '%\n{"n":"1","what":"x"}\n', /^journal:2: .* what was made where/],
])("%s is an error with its line", async (_, text, says) => {
  const path = await begun();
  const [header = ""] = (await readFile(path, "utf8")).split("\n");
  const bad = join(path, "..", "..", "journal");
  await writeFile(bad, text.replace("%", header));
  let message = "";
  try {
    readJournal(bad);
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    message = (error as Error).message.replace(bad, "journal");
  }
  expect(message).toMatch(says);
});
