import { readText } from "../../config/files/read-text.ts";
import { toolVersion } from "../../config/files/tool-version.ts";
import { proxyFor } from "../../config/targets/proxy-settings.ts";
import type { Target } from "../../model/target.ts";
import { createClient } from "../../wire/client/client.ts";
import type { TlsOptions } from "../../wire/client/tls-options.ts";
import { endInTime } from "./end-in-time.ts";
import type { Pace } from "./pace.ts";
import { watchHealth } from "./watch-health.ts";

/** The client of a target, by its limits: it ends with the run, and knows when the server is away. */
export function openClient(
  target: Target,
  about: {
    readonly tag: string;
    readonly pace: Pick<Pace, "askedToWait">;
    readonly signal: AbortSignal | undefined;
    readonly timeUp: AbortSignal | undefined;
  },
): ReturnType<typeof watchHealth> {
  const { tag, pace, signal, timeUp } = about;
  const { timeoutMs, concurrency, requestsPerSecond, bytesPerSecond } = target.limits;
  const client = createClient({
    timeoutMs,
    concurrency,
    requestsPerSecond,
    bytesPerSecond,
    signal,
    onAskedToWait: pace.askedToWait,
    allowedOrigins: Object.values(target.services).map(({ baseUrl }) => baseUrl),
    tls: tlsOf(target),
    proxyFor: (origin) => proxyFor(origin, target.proxy),
    userAgent: `assay/${toolVersion()} (conformance test; ${tag})`,
  });
  return watchHealth(endInTime(client, { signal, timeUp }), { patienceMs: timeoutMs, signal });
}

/** The certificates that a target declares, as their texts. */
export function tlsOf({ tls: { rejectUnauthorized, ...files } }: Target): TlsOptions {
  const texts = Object.entries(files).map(([name, file]) => [name, readText(file)]);
  return { rejectUnauthorized, ...Object.fromEntries(texts) };
}
