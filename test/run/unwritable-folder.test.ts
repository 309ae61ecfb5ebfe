import { readdir } from "node:fs/promises";
import { expect, onTestFinished, test } from "vitest";
import { type ReferenceOptions, startReferenceServer } from "../../reference/server.ts";
import { embeddedTarget } from "../../src/config/targets/embedded-target.ts";
import type { InfoRouterTarget } from "../../src/model/target.ts";
import { newTag, openTarget } from "../../src/run/target/open-target.ts";
import { whyFolderUnwritable } from "../../src/run/target/unwritable-folder.ts";
import { EMBEDDED, SPECS } from "./judge-with.ts";

const WRITER = SPECS.rules.find(({ needs }) => needs.includes("writable-folder"));
const NOWHERE = { folders: { writable: "/Nowhere/inbox" } };
/** A server of the handler API alone: only finalizing writes. */
const HANDLERS_ONLY = { operations: { absent: ["UploadDocument"] } };

/** What is said of the folder of a reference server of its own, and what a look at it leaves. */
async function look(
  options: ReferenceOptions,
  change: Partial<InfoRouterTarget> = {},
  more: object = {},
) {
  const server = await startReferenceServer(options);
  onTestFinished(() => server.close());
  const whole = embeddedTarget(EMBEDDED, server);
  const { inforouter } = whole.services;
  if (!inforouter || !WRITER) throw new Error("the reference server offers inforouter");
  const services = { ...whole.services, inforouter: { ...inforouter, ...change } };
  const target = { ...whole, services, ...more };
  const notes: object[] = [];
  const note = (entry: object) => {
    notes.push(entry);
    return { made: () => undefined, gone: () => void notes.pop() };
  };
  const journal = { note, flush: () => undefined };
  const { operations } = SPECS;
  const open = await openTarget({ target, operations, seed: 1, tag: newTag(), journal });
  onTestFinished(() => open.close());
  const why = await whyFolderUnwritable(open, target, WRITER);
  const staged = await readdir(server.inforouter.probes.stagingDir);
  const { requests } = open.client.stats();
  return { why, left: [...open.leftovers, ...notes, ...staged], requests };
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
