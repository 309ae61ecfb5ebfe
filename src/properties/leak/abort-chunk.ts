import type { CallValues } from "../../run/case/call-once.ts";
import type { CaseState } from "../../run/case/case-state.ts";
import { encode } from "../../wire/encode/encode.ts";
import { buildPlain } from "../relation/build-plain.ts";
import { bodyOf, headOf } from "../relation/raw-request.ts";
import { sendMessage } from "../relation/send-message.ts";
import { serviceOf } from "../relation/service-of.ts";

/** After so long the connection is cut: the server has what was sent, and waits for the rest. */
const CUT_AFTER_MS = 60;

/** Sends the head and the first half of the body of a call, and cuts the connection. */
export async function abortChunk(step: CallValues, state: CaseState): Promise<void> {
  const { call, credential } = await buildPlain(step, state.bindings[0] ?? "post", state);
  const request = encode(call, serviceOf(state));
  const body = bodyOf(request);
  const head = headOf(request, [`Content-Length: ${body.length}`]);
  const half = body.subarray(0, Math.ceil(body.length / 2));
  const message = {
    url: request.url,
    pieces: [Buffer.from(head), half],
    cutAfterMs: CUT_AFTER_MS,
    shown: { ...request, body: half },
  };
  await sendMessage(message, { step, call, credential }, state);
}
