import type { Property } from "../run/case/property.ts";
import { PIPELINED } from "./relation/refusals.ts";
import { sameConnection } from "./relation/same-connection.ts";

/** That answers come in the order of requests that are sent at once (RFC 9112, 9.3.2). */
export const connectionPipelined: Property = sameConnection(
  {
    name: "connection-pipelined",
    title:
      "A call that is sent together with a refused request gets the answer that it gets alone.",
    sends:
      "one refused request and the call at once over one connection, neither waiting for an answer, for one after the other",
    mayGoSilent: true,
  },
  PIPELINED,
  async (first, second) => {
    const [, outcome] = await Promise.all([first(), second()]);
    return outcome;
  },
);
