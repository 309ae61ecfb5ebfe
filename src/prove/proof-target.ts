import type { ReferenceServer } from "../../reference/options.ts";
import { embeddedTarget } from "../config/targets/embedded-target.ts";
import type { Target } from "../model/target.ts";
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
  chunkEncoding: ChunkEncoding = "base64-form",
): Target {
  const target = embeddedTarget(EVERYTHING, server);
  const { inforouter } = target.services;
  if (!inforouter) return target;
  return {
    ...target,
    services: { ...target.services, inforouter: { ...inforouter, chunkEncoding } },
  };
}

/** A null server as a target. With tickets given, no login can fail, and rules get further. */
export function nullTarget(server: ReferenceServer, entrance: Entrance, timeoutMs: number): Target {
  const target = proofTarget(server);
  const { inforouter } = target.services;
  const users = entrance === "ticket" ? TICKETS : inforouter?.users;
  return {
    ...target,
    limits: { ...target.limits, timeoutMs },
    services: {
      ...target.services,
      ...(inforouter && users ? { inforouter: { ...inforouter, users } } : {}),
    },
  };
}
