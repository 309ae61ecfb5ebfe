import { readFile } from "node:fs/promises";
import type { Answer } from "../../judge/answer/answer.ts";
import type { Operation } from "../../model/operation.ts";
import { percentDecoded } from "../../model/percent-decoded.ts";
import type { GivenCall, TargetCallResult } from "../../run/service/adapter.ts";
import { sendRequest } from "../../run/target/service-client.ts";
import { SetUpError } from "../../run/target/sessions.ts";
import type { Caller, SecretKeeper } from "../../run/target/target-parts.ts";
import { withHeaders } from "../../wire/encode/encode.ts";
import { placeOf } from "../../wire/encode/place.ts";
import { TUS } from "./name.ts";
import { storedOf } from "./settings.ts";

/**
 * Reads what is stored of an upload: from a file, or from an address of the target (`stored`). A file that
 * is not there is an answer as 404 is.
 *
 * @throws SetUpError when a file cannot be read
 */
export async function readStored(
  open: Caller & SecretKeeper,
  operation: Operation,
  { with: given }: GivenCall,
): Promise<TargetCallResult> {
  const entry = open.target.services[TUS];
  const stored = storedOf(entry);
  const { upload: place } = given;
  if (!entry || !stored || typeof place !== "string") {
    return { kind: "unavailable", reason: "the target says nowhere how to read what was stored" };
  }
  const upload = placeOf(place, entry.baseUrl);
  if ("refused" in upload) {
    throw new SetUpError(
      open.secrets.redact(`the upload was not read: its address ${upload.refused}`),
    );
  }
  const id = percentDecoded(new URL(upload.url).pathname.split("/").at(-1) ?? "");
  if ("file" in stored) {
    // What a server calls an upload must not lead out of the folder.
    const isName = id !== "" && id !== ".." && !/[/\\\0]/.test(id);
    if (!isName) throw new SetUpError(`no file is named "${id}"`);
    return { kind: "made", answer: await fileAt(fill(stored.file, upload.url, id)), values: {} };
  }
  const url = new URL(fill(stored.url, upload.url, id), upload.url).href;
  if (new URL(url).origin !== new URL(entry.baseUrl).origin) {
    const reason = "stored.url leads to another host than the target's base URL";
    return { kind: "unavailable", reason };
  }
  const { pathname, search } = new URL(url);
  const http = { method: "GET", path: `${pathname}${search}` };
  const call = { operation: { ...operation, http }, binding: "rest", arguments: [] } as const;
  const request = withHeaders({ method: "GET", url, headers: {}, body: null }, entry);
  const sent = await sendRequest(open.client, call, request);
  return { kind: "made", sent, answer: sent.answer, values: {} };
}

function fill(template: string, url: string, id: string): string {
  return template.replaceAll("{url}", url).replaceAll("{id}", id);
}

async function fileAt(path: string): Promise<Answer> {
  try {
    return { kind: "http", status: 200, bytes: await readFile(path) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") {
      return { kind: "http", status: 404, bytes: Buffer.alloc(0) };
    }
    throw new SetUpError(`${path} cannot be read: ${(error as Error).message}`);
  }
}
