import { setTimeout as sleep } from "node:timers/promises";
import type { Property } from "../run/case/property.ts";
import { REFUSALS } from "./relation/refusals.ts";
import { sameConnection } from "./relation/same-connection.ts";

/** So long that what a server makes of the rest of a body has come. */
const PAUSE_MS = 16;

/** That a server reads all of a body that it refuses, or closes the connection (RFC 9112, 9.3). */
export const connectionAfterRefusal: Property = sameConnection(
  {
    name: "connection-after-refusal",
    title:
      "Behind a refused request a call over the same connection gets the answer that it gets alone.",
    sends:
      "one refused request over a connection that stays open, and behind its answer the call, for one after the other",
    mayGoSilent: false,
  },
  REFUSALS,
  async (first, second) => {
    await first();
    await sleep(PAUSE_MS);
    return second();
  },
);
