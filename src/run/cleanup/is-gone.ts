import { type Answer, isRefused } from "../../judge/answer/answer.ts";
import { lacks } from "../target/lacks.ts";
import type { OpenTarget } from "../target/open-target.ts";
import { bindingFor } from "../target/service-client.ts";
import type { Creation } from "./creations.ts";

/** HTTP status by which the second vendor says that there is nothing to delete any more. */
const GONE = 404;

/**
 * Whether a refusal to remove something means that it is there no more. Of a document the server is
 * asked: whoever made it would get it.
 */
export async function isGone(
  open: OpenTarget,
  creation: Omit<Creation, "noted">,
  answer: Answer,
): Promise<boolean> {
  if (answer.kind === "json") return answer.status === GONE;
  const { target, operations } = open;
  const read = operations["DownloadDocument"];
  if (creation.operation !== "DeleteDocument" || !read) return false;
  if (lacks(target, "inforouter", read.name)) return false;
  const { answer: found } = await open.send("inforouter", {
    operation: read.name,
    binding: bindingFor(read, target.services.inforouter?.bindings[0] ?? "get"),
    with: creation.with,
    without: [],
    credential: creation.credential,
    rename: {},
  });
  return found !== undefined && isRefused(found);
}
