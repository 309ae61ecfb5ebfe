import { readdir } from "node:fs/promises";
import { expect, onTestFinished, test } from "vitest";
import { type ReferenceOptions, startReferenceServer } from "../../../reference/server.ts";
import { whyFolderUnwritable } from "../../../src/services/inforouter/unwritable-folder.ts";
import { SPECS } from "../../run/judge-with.ts";
import { openBuiltIn, targetOf, withSettings } from "../../run/open-reference.ts";

const WRITER = SPECS.rules.find(
  ({ needs, session }) => needs.includes("writable-folder") && session !== "own",
);
const NOWHERE = { folders: { writable: "/Nowhere/inbox" } };
/** A server of the handler API alone: only finalizing writes. */
const HANDLERS_ONLY = { operations: { absent: ["UploadDocument"] } };

/** What is said of the folder of a reference server of its own, and what a look at it leaves. */
async function look(options: ReferenceOptions, change: object = {}, more: object = {}) {
  const server = await startReferenceServer(options);
  onTestFinished(() => server.close());
  if (!WRITER) throw new Error("no rule writes");
  const target = { ...withSettings(targetOf(server), "inforouter", change), ...more };
  const notes: object[] = [];
  const note = (entry: object) => {
    notes.push(entry);
    return { made: () => undefined, gone: () => void notes.pop(), lost: () => undefined };
  };
  const journal = { note, flush: () => undefined };
  const open = await openBuiltIn(target, { journal });
  onTestFinished(() => open.close());
  const why = await whyFolderUnwritable(open, target, WRITER);
  const staged = await readdir(server.inforouter.probes.stagingDir);
  const { requests } = open.client.stats();
  return { why, left: [...open.leftovers.words(), ...notes, ...staged], requests };
}

test("a folder that can be written to is found so by one document, which goes again", async () => {
  expect(await look({})).toEqual({ why: undefined, left: [], requests: 3 });
});

test.each(["/Nowhere/inbox", "/", "inbox"])(
  "the folder %j, which is not there, is told with the setting's name",
  async (writable) => {
    const { why, left } = await look({}, { folders: { writable } });
    expect(why).toBe(
      `the owner cannot write into folders.writable ${JSON.stringify(writable)}: UploadDocument answers success=false with error "The folder was not found."; look at the path and the owner's rights`,
    );
    expect(left).toEqual([]);
  },
);

test("a target whose only way to write is finalizing is told the same, in every dialect", async () => {
  for (const dialect of ["documented", "austere", "lenient", "classic", "current"]) {
    const { why, left } = await look({ dialect }, { ...NOWHERE, ...HANDLERS_ONLY });
    expect(why, dialect).toContain("UploadDocumentWithHandler answers");
    expect(left, dialect).toEqual([]);
  }
});

test.each([
  [["chunk-ignores-last-flag"], HANDLERS_ONLY],
  [["chunk-ignores-last-flag"], {}],
  [["finalize-needs-comment"], {}],
  [["finalize-drops-last-byte"], HANDLERS_ONLY],
] as const)("a server with the faults %j is not excused by the setting", async (faults, change) => {
  expect((await look({ faults }, change)).why).toBeUndefined();
});

test("nothing is created where nothing may be, or where no folder is declared", async () => {
  expect(await look({}, NOWHERE, { safety: "read-only" })).toMatchObject({ requests: 0 });
  expect(await look({}, { folders: {} })).toMatchObject({ why: undefined, requests: 0 });
});
