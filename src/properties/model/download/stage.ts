import type { Binding } from "../../../model/binding.ts";
import type { Plain } from "../../../model/value.ts";
import { callOnce } from "../../../run/call-once.ts";
import { ANYTHING, accepted, type Expected, refused } from "../expected.ts";
import { issueHandle } from "../issue-handle.ts";
import { judgeOutcome } from "../judge-outcome.ts";
import { offers } from "../offers.ts";
import { hasSession } from "../standing.ts";
import { userOf, type Who } from "../who.ts";
import type { Staging } from "./command.ts";
import { type DownloadPlay, type DownloadWorld, known } from "./world.ts";

/** The smallest ChunkSize there is; no part that is read is larger. */
const CHUNK_SIZE = 262_144;

const CALLS: Readonly<
  Record<Staging, { readonly call: string; readonly with: Readonly<Record<string, Plain>> }>
> = {
  latest: {
    call: "GetDownloadHandler",
    with: { Path: "$newDocument", PreferedChunkSize: CHUNK_SIZE },
  },
  "version 0": byVersion(0),
  "version 1": byVersion(1),
  zip: { call: "DownloadZipWithHandler", with: { Paths: "$newDocument" } },
  "no document": {
    call: "GetDownloadHandler",
    with: { Path: { join: ["$newDocument", "-", "$unissued"] }, PreferedChunkSize: CHUNK_SIZE },
  },
};

/** Stages the document, or tries what must be refused; false ends the sequence. */
export async function stage(
  { how, as, over }: { readonly how: Staging; readonly as: Who; readonly over: Binding },
  { world, state }: DownloadPlay,
): Promise<boolean> {
  const { call, with: values } = CALLS[how];
  if (!offers(state, call)) return true;
  const name = `d${world.handles.length}`;
  const size = `${name}Size`;
  const save = { [name]: "downloadhandler", ...(how === "zip" ? {} : { [size]: "Size" }) };
  const answer = await callOnce({ call, as, with: values, save }, over, state);
  const words = `${call} of ${how} as ${as}`;
  const expected = expectStage(how, as, world);
  if (expected.outcomes && !expected.outcomes.includes("accepted")) world.refusals++;
  const outcome = judgeOutcome(answer, expected, words, state);
  if (outcome === undefined) return false;
  if (outcome !== "accepted") return true;
  if (!issueHandle(name, words, state)) return false;
  const content = how === "zip" ? { size: undefined, bytes: new Map() } : known(world.document);
  world.handles.push({ name, creator: as, content, life: "open", reads: 0 });
  const answered = state.scope.get(size);
  if (how === "zip" || answered === String(world.document.length)) return true;
  state.mismatches.push({
    expected: `${words}: Size="${world.document.length}", because the document has so many bytes (GDH-01)`,
    actual: `Size="${String(answered ?? "")}"`,
    step: state.trace.length,
  });
  return false;
}

function expectStage(how: Staging, as: Who, world: DownloadWorld): Expected {
  if (!hasSession(as, world)) return refused("the ticket belongs to no session (GDH-02)");
  if (how === "no document") return refused("there is no such document (GDH-02)");
  if (how === "version 1") return refused("there are no versions 1 to 999999 (GDH-03)");
  // Whether another user has the right to read the document, only the target knows.
  if (userOf(as) !== "owner") return ANYTHING;
  return accepted("the document is there (GDH-01)");
}

function byVersion(VersionNumber: number) {
  const values = { Path: "$newDocument", PreferedChunkSize: CHUNK_SIZE, VersionNumber };
  return { call: "GetDownloadHandlerByVersion", with: values };
}
