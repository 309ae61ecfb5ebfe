import type { Binding } from "../../../../../model/binding.ts";
import type { JsonValue } from "../../../../../model/value.ts";
import {
  ANYTHING,
  accepted,
  type Expected,
  mustFail,
  refused,
} from "../../../../../properties/model/expected.ts";
import { issueHandle } from "../../../../../properties/model/issue-handle.ts";
import { judgeOutcome } from "../../../../../properties/model/judge-outcome.ts";
import { offers } from "../../../../../properties/model/offers.ts";
import { hasSession, ticketStatements } from "../../../../../properties/model/standing.ts";
import { userOf, type Who } from "../../../../../properties/model/who.ts";
import { withStatements } from "../../../../../properties/model/with-statements.ts";
import { callOnce } from "../../../../../run/case/call-once.ts";
import { recordJudgement } from "../../../../../run/case/record-judgement.ts";
import type { Staging } from "./command.ts";
import { type DownloadPlay, type DownloadWorld, known } from "./world.ts";

/** The smallest ChunkSize there is; no part that is read is larger. */
const CHUNK_SIZE = 262_144;

/** What says that a document is staged. */
const STAGED: readonly string[] = ["GDH-01"];

const CALLS: Readonly<
  Record<Staging, { readonly call: string; readonly with: Readonly<Record<string, JsonValue>> }>
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
  const judged = { call, words: `${call} of ${how} as ${as}` };
  const expected = expectStage(how, as, world);
  if (mustFail(expected)) world.refusals++;
  const outcome = judgeOutcome(answer, expected, judged, state);
  if (outcome === undefined) return false;
  if (outcome !== "accepted") return true;
  const statements = STAGED;
  if (!issueHandle(name, judged, { answers: statements, unique: statements }, state)) return false;
  const content =
    how === "zip" ? { size: undefined, isKnown: false, bytes: new Map() } : known(world.document);
  const isOther = how !== "latest";
  const suspects = new Set<string>();
  world.handles.push({ name, creator: as, content, isOther, suspects, life: "open", reads: 0 });
  if (how === "zip") return true;
  const answered = String(state.scope.get(size) ?? "");
  const { length } = world.document;
  const words = `${judged.words}: Size="${length}", because the document has so many bytes`;
  const mismatch = {
    expected: withStatements(words, statements),
    actual: `Size="${answered}"`,
    kind: `expected ${call} to answer the Size of the document, got another one`,
  };
  const mismatches = answered === String(length) ? [] : [mismatch];
  return recordJudgement({ statements, mismatches }, state);
}

function expectStage(how: Staging, as: Who, world: DownloadWorld): Expected {
  if (!hasSession(as, world)) {
    const breaks = ["GDH-02", ...ticketStatements(as)];
    return refused({ because: "the ticket belongs to no session", breaks });
  }
  if (how === "no document") {
    return refused({ because: "there is no such document", breaks: ["GDH-02"] });
  }
  if (how === "version 1") {
    return refused({ because: "there are no versions 1 to 999999", breaks: ["GDH-03"] });
  }
  // Whether another user has the right to read the document, only the target knows.
  if (userOf(as) !== "owner") return ANYTHING;
  const because = "the document is there";
  return how === "version 0"
    ? accepted({ because, breaks: ["GDH-03"], also: STAGED })
    : accepted({ because, breaks: STAGED });
}

function byVersion(VersionNumber: number) {
  const values = { Path: "$newDocument", PreferedChunkSize: CHUNK_SIZE, VersionNumber };
  return { call: "GetDownloadHandlerByVersion", with: values };
}
