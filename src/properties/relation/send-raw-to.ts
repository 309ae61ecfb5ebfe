import { readFileSync } from "node:fs";
import type { Reply } from "../../model/call.ts";
import type { OpenTarget } from "../../run/open-target.ts";
import { createPace } from "../../wire/pace.ts";
import { type RawRequest, sendRaw } from "../../wire/raw.ts";

/** Raw requests keep the pace of their target too, among themselves. */
const PACES = new WeakMap<OpenTarget, ReturnType<typeof createPace>>();

/** Sends raw bytes to the infoRouter of a target, under the target's own limits. */
export async function sendRawTo(open: OpenTarget, request: RawRequest): Promise<Reply> {
  const { limits, tls, services } = open.target;
  const pace = PACES.get(open) ?? createPace(limits.requestsPerSecond);
  PACES.set(open, pace);
  if (pace) await pace();
  return sendRaw(request, {
    timeoutMs: limits.timeoutMs,
    allowedOrigins: services.inforouter ? [services.inforouter.baseUrl] : [],
    tls: {
      rejectUnauthorized: tls.rejectUnauthorized,
      ...(tls.ca === undefined ? {} : { ca: readFileSync(tls.ca, "utf8") }),
    },
  });
}
