import type { Binding } from "../../../../../model/binding.ts";
import { accepted } from "../../../../../properties/model/expected.ts";
import { issueHandle } from "../../../../../properties/model/issue-handle.ts";
import { judgeOutcome } from "../../../../../properties/model/judge-outcome.ts";
import type { Who } from "../../../../../properties/model/who.ts";
import { callOnce } from "../../../../../run/case/call-once.ts";
import type { UploadPlay } from "./play.ts";

/** The smallest ChunkSize there is, so that whole chunks are cheap. */
const CHUNK_SIZE = 262_144;
/** Larger chunks than this are not sent, whatever the server answers. */
const MAX_CHUNK_SIZE = 2 * CHUNK_SIZE;

/** Creates the next handler of a sequence; its answer is judged. */
export async function createHandler(
  as: Who,
  over: Binding,
  { world, state }: UploadPlay,
): Promise<boolean> {
  const name = `h${world.handles.length}`;
  const size = `${name}ChunkSize`;
  const call = "CreateUploadHandler";
  const save = { [name]: "UploadHandler", [size]: "ChunkSize" };
  const step = { call, as, with: { PreferedChunkSize: CHUNK_SIZE }, save };
  const answer = await callOnce(step, over, state);
  const judged = { call, words: `${call} of ${name} as ${as}` };
  const because = "the ticket is valid, and any authenticated user may";
  const may = accepted({ because, breaks: ["CUH-01", "CUH-19"] });
  if (!judgeOutcome(answer, may, judged, state)) return false;
  if (!issueHandle(name, judged, { answers: ["CUH-01"], unique: ["CUH-07"] }, state)) return false;
  const chunkSize = Number(state.scope.get(size));
  const most = Math.min(MAX_CHUNK_SIZE, state.open.target.limits.maxUploadBytes);
  world.handles.push({
    name,
    creator: as,
    chunkSize: chunkSize > 0 && chunkSize <= most ? chunkSize : undefined,
    life: "open",
    complete: "no",
    taken: [],
    refused: [],
    suspects: new Set(),
    chunks: 0,
  });
  return true;
}
