import type { ReferenceServer } from "../../reference/options.ts";
import { settingsOf } from "../../reference/settings.ts";
import { embeddedTarget } from "../config/targets/embedded-target.ts";
import type { Specs } from "../model/rule.ts";
import type { ServiceName, ServiceTarget, Target } from "../model/target.ts";
import type { ChunkEncoding, Entrance } from "./proof-job.ts";

/** As in `assay run` on the built-in server, but with hostile input too. */
const EVERYTHING: Target = {
  name: "proof",
  services: {},
  limits: { requestsPerSecond: 0, concurrency: 8, timeoutMs: 10_000, maxUploadBytes: 2 ** 28 },
  safety: "full",
  tls: { rejectUnauthorized: true },
  authorized: false,
};

/** Tickets that a null server takes as well as any. */
const TICKETS = {
  owner: { ticket: "0a1b2c3d-0000-4000-8000-000000000001" },
  stranger: { ticket: "0a1b2c3d-0000-4000-8000-000000000002" },
};

/** The target that a running server is: everything is offered, everything may be sent. */
export function proofTarget(
  server: ReferenceServer,
  services: Specs["services"],
  chunkEncoding: ChunkEncoding = "base64-form",
): Target {
  const target = embeddedTarget(EVERYTHING, settingsOf(server), services);
  return withSettings(target, (entry) => ("chunkEncoding" in entry ? { chunkEncoding } : {}));
}

/** A null server as a target. With tickets given, no login can fail, and rules get further. */
export function nullTarget(
  server: ReferenceServer,
  services: Specs["services"],
  { entrance, timeoutMs }: { readonly entrance: Entrance; readonly timeoutMs: number },
): Target {
  const target = proofTarget(server, services);
  const entered = withSettings(target, (_, name) => {
    const { login, setting } = services[name]?.credentials ?? {};
    return entrance === "ticket" && login && setting !== undefined ? { [setting]: TICKETS } : {};
  });
  return { ...entered, limits: { ...target.limits, timeoutMs } };
}

function withSettings(
  target: Target,
  more: (entry: ServiceTarget, name: ServiceName) => Readonly<Record<string, unknown>>,
): Target {
  const entries = Object.entries(target.services).map(
    ([name, entry]) => [name, { ...entry, ...more(entry, name) }] as const,
  );
  return { ...target, services: Object.fromEntries(entries) };
}
